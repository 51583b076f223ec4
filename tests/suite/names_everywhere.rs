//! Every verb that takes data beside a value that knows names: the same names
//! in another order are taken by name or refused, other names are refused with
//! both lists, data without names go by place. Fresh and loaded values alike.

use std::fmt::Debug;

use percept::{
    Competitive, Dataset, Delta, Elman, Error, FeedForward, Grnn, Hamming, History, Hopfield,
    LBfgs, Loss, Lvq, LvqRule, Perceptron, Pnn, Regression, Result, Rprop, Scaler, Transfer,
    WinnerTakeAll,
};

/// `a` decides; `b` is the larger one, and would decide otherwise.
const ROWS: [[f64; 2]; 4] = [[0.0, 9.0], [0.1, 8.0], [0.9, 8.0], [1.0, 9.0]];
const TARGETS: [f64; 4] = [0.0, 0.0, 1.0, 1.0];
const SIGNS: [[i32; 2]; 2] = [[1, -1], [1, 1]];

struct Known {
    perceptron: Perceptron,
    feed_forward: FeedForward,
    elman: Elman,
    lvq: Lvq,
    competitive: Competitive,
    grnn: Grnn,
    pnn: Pnn,
    scaler: Scaler,
    /// Of runs on the data.
    delta: History,
    layers: History,
    steps: History,
}

fn data(names: [&str; 2], turned: bool) -> Dataset {
    let rows = ROWS.map(|[a, b]| if turned { [b, a] } else { [a, b] });
    Dataset::new(rows, TARGETS).unwrap().name_inputs(names).unwrap()
}

fn learnt() -> Known {
    let data = data(["a", "b"], false);
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    let delta = perceptron.train(&data, Delta::new().epochs(5000)).unwrap();
    let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let mut feed_forward = network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap();
    let layers = feed_forward.train(&data, LBfgs::new().epochs(20)).unwrap();
    let mut elman = Elman::new(data.ranges(), [2, 1]).unwrap();
    let steps = elman.train(&data, Rprop::new().epochs(2)).unwrap();
    let mut lvq = Lvq::new(data.ranges(), [1, 1]).unwrap();
    lvq.train(&data, LvqRule::new().epochs(5)).unwrap();
    let mut competitive = Competitive::new(data.ranges(), 2).unwrap();
    competitive.train(&data, WinnerTakeAll::new().epochs(5)).unwrap();
    let (grnn, pnn) = (Grnn::new(&data, 0.5).unwrap(), Pnn::new(&data, 0.5).unwrap());
    let scaler = Scaler::standard(&data).unwrap();
    Known {
        perceptron,
        feed_forward,
        elman,
        lvq,
        competitive,
        grnn,
        pnn,
        scaler,
        delta,
        layers,
        steps,
    }
}

/// The same, by way of files in both forms.
fn loaded(known: Known) -> Known {
    let folder = std::env::temp_dir().join(format!("percept_names_{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    macro_rules! again {
        ($($field:ident: $type:ident, $save:ident;)*) => {
            Known {
                $($field: {
                    let path = folder.join(stringify!($field));
                    known.$field.$save(&path).unwrap();
                    let again = $type::load(&path).unwrap();
                    assert!(again == known.$field, stringify!($field));
                    again
                },)*
                ..known
            }
        };
    }
    let again = again! {
        perceptron: Perceptron, save;
        feed_forward: FeedForward, save_binary;
        elman: Elman, save;
        lvq: Lvq, save_binary;
        competitive: Competitive, save;
        grnn: Grnn, save_binary;
        pnn: Pnn, save;
        scaler: Scaler, save;
    };
    std::fs::remove_dir_all(folder).unwrap();
    again
}

fn said(value: impl Debug) -> String {
    format!("{value:?}")
}

type Verb = (&'static str, fn(&Known, &Dataset) -> Result<String>);

/// Those that answer, whose answers can be compared.
const ANSWERS: &[Verb] = &[
    ("Perceptron::predict", |k, d| k.perceptron.predict(d).map(said)),
    ("Perceptron::set_weights", |k, d| {
        let mut network = Perceptron::new([[0.0, 1.0]; 2], 4)?.name_inputs(["a", "b"])?;
        let _ = k;
        network.set_weights(d)?;
        Ok(said(network.weights()))
    }),
    ("FeedForward::predict", |k, d| k.feed_forward.predict(d).map(said)),
    ("FeedForward::set_weights", |k, d| {
        let mut network = FeedForward::new([[0.0, 1.0]; 2], [4])?.name_inputs(["a", "b"])?;
        let _ = k;
        network.set_weights(0, d)?;
        Ok(said(network.parameters()))
    }),
    ("Elman::predict", |k, d| k.elman.predict(d).map(said)),
    ("Elman::proceed", |k, d| k.elman.clone().proceed(d).map(said)),
    ("Elman::states", |k, d| k.elman.states(d).map(said)),
    ("Elman::unfold", |k, d| Ok(said(k.elman.unfold(d)?.fit().residuals()))),
    ("Lvq::predict", |k, d| k.lvq.predict(d).map(said)),
    ("Lvq::set_prototypes", |k, d| {
        let mut lvq = Lvq::new([[0.0, 1.0]; 2], [2, 2])?;
        lvq.train(&data(["a", "b"], false), LvqRule::new().epochs(1))?;
        let _ = k;
        lvq.set_prototypes(d)?;
        Ok(said(lvq.prototypes()))
    }),
    ("Competitive::winners", |k, d| k.competitive.winners(d).map(said)),
    ("Competitive::predict", |k, d| k.competitive.predict(d).map(said)),
    ("Competitive::set_prototypes", |k, d| {
        let mut network = Competitive::new([[0.0, 1.0]; 2], 4)?;
        network.train(&data(["a", "b"], false), WinnerTakeAll::new().epochs(1))?;
        let _ = k;
        network.set_prototypes(d)?;
        Ok(said(network.prototypes()))
    }),
    ("Grnn::predict", |k, d| k.grnn.predict(d).map(said)),
    ("Pnn::predict", |k, d| k.pnn.predict(d).map(said)),
    ("Scaler::apply", |k, d| {
        // its columns by name, whatever their order
        let scaled = k.scaler.apply(d)?;
        let turned = scaled.input_names()[0] == "b";
        let [a, b] = if turned { [1, 0] } else { [0, 1] };
        let inputs = scaled.inputs();
        Ok(said((0..4).map(|row| [inputs[(row, a)], inputs[(row, b)]]).collect::<Vec<_>>()))
    }),
    ("Scaler::apply_inputs", |k, d| k.scaler.apply_inputs(d).map(said)),
    ("Scaler::invert", |k, d| k.scaler.invert(d).map(said)),
    ("Regression::of", |_, d| Ok(said(Regression::of(&data(["a", "b"], false), d)?.rmse()))),
    ("Loss::value", |_, d| Loss::Sse.value(&data(["a", "b"], false), d).map(said)),
];

/// Those that learn, compare or draw.
const OTHERS: &[Verb] = &[
    ("Perceptron::train", |k, d| k.perceptron.clone().train(d, Delta::new()).map(said)),
    ("Perceptron::evaluate", |k, d| k.perceptron.evaluate(d).map(said)),
    ("Perceptron::boundary", |k, d| k.perceptron.boundary(d).map(said)),
    ("Perceptron::boundary_over", |k, d| {
        let names = d.input_names().to_vec();
        k.perceptron.boundary_over(d, [&names[0], &names[1]]).map(said)
    }),
    ("Boundary::test", |k, d| k.perceptron.boundary(&data(["a", "b"], false))?.test(d).map(said)),
    ("Boundary::test of a network without names", |_, d| {
        let mut fresh = Perceptron::new([[0.0, 1.0]; 2], 1)?;
        fresh.set_weights([[1.0, 0.1]])?;
        fresh.boundary(&data(["a", "b"], false))?.test(d).map(said)
    }),
    ("Perceptron::surface", |k, d| k.perceptron.surface(d).map(said)),
    ("Perceptron::surface_over", |k, d| {
        let names = d.input_names().to_vec();
        k.perceptron.surface_over(d, [&names[0], &names[1]]).map(said)
    }),
    ("Perceptron::explore_with", |k, d| k.perceptron.explore_with(d, [0.5, 8.5]).map(said)),
    ("Delta::validation", |_, d| {
        let mut fresh = Perceptron::new([[0.0, 1.0]; 2], 1)?;
        fresh.train(&data(["a", "b"], false), Delta::new().validation(d)).map(said)
    }),
    ("History::replay", |k, d| k.delta.replay(d).map(said)),
    ("History::ledger", |k, d| k.delta.ledger(d).map(|_| String::new())),
    ("FeedForward::train", |k, d| k.feed_forward.clone().train(d, LBfgs::new()).map(said)),
    ("FeedForward::gradient", |k, d| k.feed_forward.gradient(d, Loss::Sse).map(said)),
    ("FeedForward::evaluate", |k, d| k.feed_forward.evaluate(d).map(said)),
    ("FeedForward::surface", |k, d| k.feed_forward.surface(d).map(said)),
    ("FeedForward::surface_over", |k, d| {
        let names = d.input_names().to_vec();
        k.feed_forward.surface_over(d, [&names[0], &names[1]]).map(said)
    }),
    ("FeedForward::hidden_neurons", |k, d| k.feed_forward.hidden_neurons(d).map(said)),
    ("Surface::test", |k, d| k.feed_forward.surface(&data(["a", "b"], false))?.test(d).map(said)),
    ("Surface::test of a network without names", |_, d| {
        let fresh = FeedForward::new([[0.0, 1.0]; 2], [1])?;
        fresh.surface(&data(["a", "b"], false))?.test(d).map(said)
    }),
    ("Rprop::validation", |_, d| {
        let mut fresh = FeedForward::new([[0.0, 1.0]; 2], [1])?;
        let trainer = Rprop::new().epochs(3).validation(d);
        fresh.train(&data(["a", "b"], false), trainer).map(said)
    }),
    ("History::replay of layers", |k, d| k.layers.replay(d).map(said)),
    ("Elman::train", |k, d| k.elman.clone().train(d, Rprop::new().epochs(2)).map(said)),
    ("Elman::gradient", |k, d| k.elman.gradient(d, Loss::Sse).map(said)),
    ("Rprop::validation of a sequence", |_, d| {
        let mut fresh = Elman::new([[0.0, 1.0]; 2], [1])?;
        let trainer = Rprop::new().epochs(3).validation(d);
        fresh.train(&data(["a", "b"], false), trainer).map(said)
    }),
    ("History::replay of a sequence", |k, d| k.steps.replay(d).map(said)),
    ("Lvq::train", |k, d| k.lvq.clone().train(d, LvqRule::new().epochs(2)).map(said)),
    ("LvqRule::validation", |_, d| {
        let mut fresh = Lvq::new([[0.0, 1.0]; 2], [1, 1])?;
        let trainer = LvqRule::new().epochs(3).validation(d);
        fresh.train(&data(["a", "b"], false), trainer).map(said)
    }),
    ("Lvq::prototype_map", |k, d| k.lvq.prototype_map(d).map(said)),
    ("Lvq::prototype_map_over", |k, d| {
        let names = d.input_names().to_vec();
        k.lvq.prototype_map_over(d, [&names[0], &names[1]]).map(said)
    }),
    ("Competitive::train", |k, d| {
        k.competitive.clone().train(d, WinnerTakeAll::new().epochs(2)).map(said)
    }),
    ("WinnerTakeAll::validation", |_, d| {
        let mut fresh = Competitive::new([[0.0, 1.0]; 2], 2)?;
        let trainer = WinnerTakeAll::new().epochs(3).validation(d);
        fresh.train(&data(["a", "b"], false), trainer).map(said)
    }),
    ("Competitive::prototype_map", |k, d| k.competitive.prototype_map(d).map(said)),
    ("Competitive::prototype_map_over", |k, d| {
        let names = d.input_names().to_vec();
        k.competitive.prototype_map_over(d, [&names[0], &names[1]]).map(said)
    }),
    ("Perceptron::unscaled", |k, d| k.perceptron.unscaled(&Scaler::standard(d)?).map(said)),
    ("Perceptron::save_with", |k, d| {
        saved_with(&|path| k.perceptron.save_with(&Scaler::standard(d)?, path))
    }),
    ("Competitive::save_with", |k, d| {
        saved_with(&|path| k.competitive.save_with(&Scaler::standard(d)?, path))
    }),
];

fn saved_with(save: &dyn Fn(&std::path::Path) -> Result<()>) -> Result<String> {
    let path = std::env::temp_dir().join(format!("percept_names_{}.json", std::process::id()));
    save(&path)?;
    std::fs::remove_file(&path).unwrap();
    Ok(String::new())
}

fn refused(verb: &str, result: Result<String>, own: &str, other: &str) {
    let Err(problem @ Error::Shape { .. }) = result else { panic!("{verb}: {result:?}") };
    let said = problem.to_string();
    assert!(said.contains(own) && said.contains(other), "{verb}: {said}");
}

fn sweep(known: &Known) {
    let named = data(["a", "b"], false);
    let unnamed = Dataset::new(ROWS, TARGETS).unwrap();
    let (turned, other) = (data(["b", "a"], true), data(["a", "c"], false));
    for (verb, ask) in ANSWERS {
        let answer = ask(known, &named).unwrap();
        assert_eq!(ask(known, &unnamed).unwrap(), answer, "{verb}, by place");
        match ask(known, &turned) {
            Ok(other) => assert_eq!(other, answer, "{verb}, in another order"),
            result => refused(verb, result, "`a`, `b`", "`b`, `a`"),
        }
        refused(verb, ask(known, &other), "`a`, `b`", "`a`, `c`");
    }
    for (verb, ask) in OTHERS {
        assert!(ask(known, &named).is_ok(), "{verb}: {:?}", ask(known, &named));
        assert!(ask(known, &unnamed).is_ok(), "{verb}, by place: {:?}", ask(known, &unnamed));
        refused(verb, ask(known, &turned), "`a`, `b`", "`b`, `a`");
        refused(verb, ask(known, &other), "`a`, `b`", "`a`, `c`");
    }
}

#[test]
fn every_verb_goes_by_name_or_refuses() {
    let known = learnt();
    sweep(&known);
    sweep(&loaded(known));
}

#[test]
fn names_like_the_given_ones_by_default_are_names_too() {
    let data = data(["x1", "x2"], false);
    let turned = self::data(["x2", "x1"], true);
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    perceptron.train(&data, Delta::new().epochs(5000)).unwrap();
    assert_eq!(perceptron.predict(&turned).unwrap(), perceptron.predict(ROWS).unwrap());
    refused("boundary", perceptron.boundary(&turned).map(said), "`x1`, `x2`", "`x2`, `x1`");
}

#[test]
fn names_pass_from_samples_to_data() {
    let data = data(["a", "b"], false);
    let copy = Dataset::new(&data, TARGETS).unwrap();
    assert_eq!(copy.input_names(), ["a", "b"]);
    assert_eq!(Dataset::unlabelled(&data).unwrap().input_names(), ["a", "b"]);
}

#[test]
fn samples_of_another_width_are_answered_with_the_names() {
    let known = learnt();
    let wide = [[1.0, 2.0, 3.0]];
    let patterns = Dataset::unlabelled(SIGNS).unwrap().name_inputs(["a", "b"]).unwrap();
    let answers = [
        known.perceptron.predict(wide),
        known.feed_forward.predict(wide),
        known.elman.predict(wide),
        known.lvq.predict(wide),
        known.competitive.predict(wide),
        known.grnn.predict(wide),
        known.pnn.predict(wide),
        Hopfield::new(&patterns).unwrap().predict(wide),
        Hamming::new(&patterns).unwrap().predict(wide),
    ];
    let data = Dataset::new(wide, [1]).unwrap();
    let runs = [
        known.perceptron.clone().train(&data, Delta::new()),
        known.feed_forward.clone().train(&data, LBfgs::new()),
        known.elman.clone().train(&data, Rprop::new()),
        known.lvq.clone().train(&data, LvqRule::new()),
        known.competitive.clone().train(&data, WinnerTakeAll::new()),
    ];
    let refused = answers.into_iter().map(|result| result.unwrap_err());
    for problem in refused.chain(runs.into_iter().map(|result| result.unwrap_err())) {
        let wanted = "inputs: expected 2 values per sample (`a`, `b`), but got 3";
        assert_eq!(problem.to_string(), wanted);
    }
}

#[test]
fn memories_of_named_patterns_go_by_name() {
    let named = |rows: [[i32; 2]; 2], names: [&str; 2]| {
        Dataset::unlabelled(rows).unwrap().name_inputs(names).unwrap()
    };
    let data = named(SIGNS, ["a", "b"]);
    let turned = named(SIGNS.map(|[a, b]| [b, a]), ["b", "a"]);
    let other = named(SIGNS, ["a", "c"]);
    let path = std::env::temp_dir().join(format!("percept_memory_{}.json", std::process::id()));
    for rule in [Hopfield::new, Hopfield::projection] {
        let memory = rule(&data).unwrap();
        memory.save(&path).unwrap();
        for memory in [memory, Hopfield::load(&path).unwrap()] {
            let answers = memory.predict(SIGNS).unwrap();
            assert_eq!(memory.predict(&turned).unwrap(), answers);
            refused("Hopfield", memory.predict(&other).map(said), "`a`, `b`", "`a`, `c`");
        }
    }
    let memory = Hamming::new(&data).unwrap();
    memory.save(&path).unwrap();
    for memory in [memory, Hamming::load(&path).unwrap()] {
        let answers = memory.predict(SIGNS).unwrap();
        assert_eq!(memory.predict(&turned).unwrap(), answers);
        refused("Hamming", memory.predict(&other).map(said), "`a`, `b`", "`a`, `c`");
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn curves_over_one_input_know_its_name() {
    let data = |name: &str| Dataset::new([1, 2], [1, 2]).unwrap().name_inputs([name]).unwrap();
    let mut network = FeedForward::new([[1.0, 2.0]], [1]).unwrap();
    network = network.transfer([Transfer::PureLin]).unwrap();
    network.train(&data("a"), LBfgs::new()).unwrap();
    let grnn = Grnn::new(&data("a"), 1.0).unwrap();
    let curve = network.regression_curve(&data("a")).unwrap();
    for result in [
        network.regression_curve(&data("c")).map(said),
        grnn.regression_curve(&data("c")).map(said),
        curve.test(&data("c")).map(said),
    ] {
        refused("regression_curve", result, "`a`", "`c`");
    }
}

#[test]
fn targets_go_by_name_too() {
    let named = |names: [&str; 2], turned: bool| {
        let rows = [[1.0, 20.0], [2.0, 40.0], [3.0, 90.0]];
        let rows = rows.map(|[p, q]| if turned { [q, p] } else { [p, q] });
        Dataset::new([1, 2, 3], rows).unwrap().name_targets(names).unwrap()
    };
    let (data, turned) = (named(["p", "q"], false), named(["q", "p"], true));
    let scale = Scaler::targets(&data, [0.0, 1.0]).unwrap();
    let scaled = scale.apply(&turned).unwrap();
    assert_eq!(scaled.target_names(), ["q", "p"]);
    assert_eq!(scaled.targets().column(1).to_vec(), [0.0, 0.5, 1.0]);
    let other = scale.apply(&named(["p", "r"], false)).map(said);
    refused("Scaler::apply", other, "`p`, `q`", "`p`, `r`");
    let mut network = FeedForward::new([[1.0, 3.0]], [2]).unwrap();
    network = network.transfer([Transfer::PureLin]).unwrap();
    let trainer = LBfgs::new().epochs(3);
    network.train(&data, trainer.clone()).unwrap();
    let watched = network.clone().train(&data, trainer.validation(&turned)).map(said);
    refused("validation", watched, "`p`, `q`", "`q`, `p`");
    refused("gradient", network.gradient(&turned, Loss::Sse).map(said), "`p`, `q`", "`q`, `p`");
}
