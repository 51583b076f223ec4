//! No input makes anything panic or draws a broken picture: nasty values,
//! shapes and names through the whole public interface.

use percept::{
    Adam, Bfgs, Chart, Competitive, ConfusionMatrix, ConjugateGradient, Dataset, Delta, Explorer,
    FeedForward, GradientDescent, Grnn, Hamming, History, Hopfield, Init, LBfgs,
    LevenbergMarquardt, Loss, Lvq, LvqRule, NewtonCg, Perceptron, Pnn, Regression, Replay, Rprop,
    Trainer, Transfer, WinnerTakeAll,
};
use serde_json::Value;

use crate::tally::Tally;
use crate::{elements, plotly_json, points};

const VALUES: [f64; 9] =
    [0.0, -0.0, 1.0, 1e308, -1e308, f64::MAX, 5e-324, f64::NAN, f64::NEG_INFINITY];

const TRANSFERS: [Transfer; 5] =
    [Transfer::HardLim, Transfer::HardLims, Transfer::LogSig, Transfer::TanSig, Transfer::PureLin];

pub(crate) fn names() -> Vec<String> {
    let names = [
        "</script><script>alert(1)</script>",
        "<!--",
        "<b>&amp;</b> & co",
        "\"quoted\" 'twice' `thrice`",
        "two\nlines\r\nand\ttabs",
        "\0\u{1}\u{1b}[31m\u{7f}\u{9f}",
        "\u{fffe}\u{ffff}\u{2028}\u{2029}",
        "\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd}",
        "👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301}",
        "EVCXR_END_CONTENT",
        "\nEVCXR_END_CONTENT\n",
        "__KEY__ __FIGURE__ {{ html }} %{x} $x$",
        "x1",
    ];
    let long = ["w".repeat(10_000), "many words ".repeat(1000)];
    names.into_iter().map(str::to_owned).chain(long).collect()
}

fn assert_no_null(value: &Value, path: &str) {
    match value {
        Value::Null => assert_eq!(path, "/frames", "null in the live figure"),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, v)| assert_no_null(v, &format!("{path}/{i}")));
        }
        Value::Object(fields) => {
            fields.iter().for_each(|(key, v)| assert_no_null(v, &format!("{path}/{key}")));
        }
        _ => {}
    }
}

fn assert_finite_attributes(picture: &str) {
    for element in elements(picture) {
        for (key, value) in &element.attributes {
            let mut words = value.split([' ', ',', '(', ')']);
            let odd = words.find(|word| word.parse::<f64>().is_ok_and(|n| !n.is_finite()));
            assert_eq!(odd, None, "{key} of {}", element.name);
        }
    }
}

/// Draws it in every form; panics with `about` in sight where one is broken.
pub(crate) fn assert_sound(chart: &Chart, about: &str) {
    let check = || {
        assert_finite_attributes(&chart.to_svg());
        assert_no_null(&plotly_json(chart), "");
        let bundle = chart.mime_bundle();
        assert_eq!(bundle.html().matches("<script").count(), 1, "script elements");
        assert_eq!(bundle.html().matches("</script").count(), 1, "ends of script elements");
        assert_eq!(bundle.html().matches("<!--").count(), 0, "comments");
        assert!(!chart.alt().is_empty() && !chart.to_string().is_empty());
        format!("{chart:?} {bundle:?}")
    };
    if let Err(panic) = std::panic::catch_unwind(check) {
        eprintln!("this was {}", about.chars().take(200).collect::<String>());
        std::panic::resume_unwind(panic);
    }
}

/// Its page is whole, and its script begins with numbers.
fn assert_sound_explorer(explorer: &Explorer, about: &str) {
    let check = || {
        assert_sound(&explorer.chart(), about);
        let bundle = explorer.mime_bundle();
        for tag in ["<script", "</script", "<figure", "</figure", "<details", "</details"] {
            assert_eq!(bundle.html().matches(tag).count(), 1, "{tag}");
        }
        assert_eq!(bundle.html().matches("<!--").count(), 0, "comments");
        assert_no_null(&crate::explorer::state(explorer)["inputs"], "");
        assert!(bundle.html().len() + bundle.plain().len() < 300_000, "{bundle:?}");
        assert_eq!(explorer.code().lines().count(), 1, "lines of code");
        let odd = explorer.code().chars().find(|c| c.is_control());
        assert_eq!(odd, None, "in the line of code");
    };
    if let Err(panic) = std::panic::catch_unwind(check) {
        eprintln!("this was {}", about.chars().take(200).collect::<String>());
        std::panic::resume_unwind(panic);
    }
}

/// Everything that a perceptron can do with some data and a sample; gives the
/// pictures of what succeeds. An error is as good.
pub(crate) fn everything(
    perceptron: &Perceptron,
    data: &Dataset,
    sample: &[f64],
    rate: f64,
) -> Vec<Chart> {
    let mut charts = vec![perceptron.chart()];
    let _ = (perceptron.threshold(), perceptron.weighted_sum(sample), perceptron.predict(data));
    let _ = format!("{perceptron:?} {data:?}");
    if let Ok(decision) = perceptron.decide(sample) {
        let _ = format!("{decision:?} {:?}", decision.smallest_change());
        let _ = decision.turning_threshold();
        charts.push(decision.chart());
        if let Ok(explorer) =
            perceptron.explore_with(data, sample).or_else(|_| perceptron.explore(sample))
        {
            assert_sound_explorer(&explorer, &decision.to_string());
        }
    }
    let twice = [("first", sample), ("second", &sample.iter().map(|x| -x).collect::<Vec<_>>())];
    charts.extend(perceptron.decide_all(twice).map(|decisions| decisions.chart()));
    let mut learner = perceptron.clone();
    let trainer = Delta::new().epochs(3).learning_rate(rate);
    if let Ok(history) = learner.train(data, trainer) {
        charts.extend(once_more(&history, data));
        charts.push(history.chart());
        let comparison = percept::Comparison::new([("a", &history), ("b", &history)]).unwrap();
        let _ = format!("{comparison:?} {:?} {:?}", comparison.best(), history.separability());
        charts.push(comparison.chart());
    }
    charts.extend(judgements(&learner, data));
    for perceptron in [perceptron, &learner] {
        if let Ok(boundary) = perceptron.boundary(data) {
            let _ = format!("{boundary:?} {:?} {}", boundary.lines(), boundary.accuracy());
            charts.push(boundary.chart());
        }
    }
    charts
}

/// A run again: update by update, as a ledger.
fn once_more(history: &History, data: &Dataset) -> Vec<Chart> {
    let mut charts = Vec::new();
    if let Ok(ledger) = history.ledger(data) {
        let _ = format!("{ledger:?} {:?}", ledger.rows());
        charts.push(ledger.chart());
    }
    if let Ok(replay) = history.replay(data) {
        assert_sound_replay(&replay);
        charts.push(replay.chart());
        if data.n_samples() < 5 {
            let updates = replay.by_update().unwrap();
            assert_sound_replay(&updates);
            charts.push(updates.chart());
        }
    }
    charts
}

pub(crate) fn assert_sound_replay(replay: &Replay) {
    let bundle = replay.mime_bundle();
    assert_finite_attributes(&replay.to_svg());
    assert_eq!(bundle.html().matches("<script").count(), 1, "script elements");
    assert_eq!(bundle.html().matches("</script").count(), 1, "ends of script elements");
    assert_eq!(bundle.html().matches("<!--").count(), 0, "comments");
    assert!(!bundle.plain().is_empty() && bundle.plotly().is_empty(), "{replay:?}");
}

/// How the data can be told apart, and how well it is done.
fn judgements(learner: &Perceptron, data: &Dataset) -> Vec<Chart> {
    let mut charts = Vec::new();
    if let Ok(judged) = data.separability() {
        let _ = format!("{judged:?} {:?} {}", judged.verdicts(), judged.is_separable());
        charts.push(judged.chart());
    }
    if let Ok(matrix) = learner.evaluate(data) {
        let ratios = [matrix.accuracy(), matrix.macro_precision(), matrix.macro_f1()];
        assert!(ratios.iter().all(|ratio| (0.0..=1.0).contains(ratio)), "{matrix:?}");
        charts.push(matrix.chart());
    }
    let outputs = learner.predict(data);
    charts.extend(outputs.iter().flat_map(|outputs| {
        let matrix = ConfusionMatrix::of(data.targets(), outputs);
        let fit = Regression::of(data.targets(), outputs);
        assert!(fit.iter().all(|fit| !format!("{fit:?}{fit}").contains("NaN")), "{fit:?}");
        [matrix.map(|matrix| matrix.chart()), fit.map(|fit| fit.chart())].into_iter().flatten()
    }));
    charts
}

pub(crate) fn assert_all_sound(charts: &[Chart], about: &str) {
    for chart in charts {
        assert_sound(chart, &format!("{about}: {}", chart.alt()));
    }
}

#[test]
fn any_values_can_be_data() {
    let mut tally = Tally::default();
    for a in VALUES {
        for b in VALUES {
            let about = format!("{a:e} and {b:e}");
            let sets = [
                Dataset::unlabelled([a, b]),
                Dataset::unlabelled([[a, b, 1.0]]),
                Dataset::new([a, 1.0], [b, 1.0]),
                Dataset::new([[a, b], [b, a]], [[a, 0.0], [1.0, b]]),
                Dataset::new([[a, b], [b, 1.0]], [0, 1]),
            ];
            let sets = sets.map(|set| tally.of(set));
            sets.iter().flatten().for_each(|data| assert_sound(&data.chart(), &about));
            let Some(Some(data)) = sets.last() else { continue };
            let perceptron = Perceptron::new(data.ranges(), 1).unwrap();
            let charts = everything(&perceptron, data, &[a, b], 0.1);
            tally.ran(charts.len());
            assert_all_sound(&charts, &about);
        }
    }
    tally.assert_at_least(642, 128);
}

#[test]
fn any_values_can_be_weights() {
    let mut tally = Tally::default();
    for (i, a) in VALUES.into_iter().enumerate() {
        for b in VALUES {
            for (j, threshold) in [0.0, 1e308, -f64::MAX, 5e-324, f64::NAN].into_iter().enumerate()
            {
                let weights = [("first", a), ("second", b)];
                let perceptron = tally.of(Perceptron::by_hand(weights, threshold));
                let Some(perceptron) = perceptron else { continue };
                let transfer = TRANSFERS[(i + j) % 5];
                let charts =
                    everything(&perceptron.transfer(transfer), &points(), &[1.0, 1.0], 0.1);
                tally.ran(charts.len());
                assert_all_sound(&charts, &format!("{a:e}, {b:e}, threshold {threshold:e}"));
            }
        }
    }
    tally.assert_at_least(1422, 167);
}

#[test]
fn any_values_can_be_samples_rates_and_ranges() {
    let mut tally = Tally::default();
    let buyer = Perceptron::by_hand([("first", 1.0), ("second", -0.5)], 0.25).unwrap();
    let data = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
    for (i, a) in VALUES.into_iter().enumerate() {
        for (j, b) in VALUES.into_iter().enumerate() {
            let transfer = TRANSFERS[(i + j) % 5];
            let about = format!("{transfer}: {a:e} and {b:e}");
            let perceptron = tally.of(Perceptron::new([[a, b], [0.0, 1.0]], 1));
            let perceptron = perceptron.unwrap_or(buyer.clone());
            let charts = everything(&perceptron.transfer(transfer), &data, &[a, b], b);
            tally.ran(charts.len());
            assert_all_sound(&charts, &about);
        }
    }
    tally.assert_at_least(649, 41);
}

/// Short runs of everything that trains layers, with a rate for those that
/// have one.
fn trainers(rate: f64) -> Vec<Trainer> {
    vec![
        GradientDescent::new().learning_rate(rate).epochs(3).into(),
        GradientDescent::new().adaptive().batch_size(2).epochs(3).into(),
        Rprop::new().first_step(rate).epochs(3).into(),
        Adam::new().learning_rate(rate).online().epochs(3).into(),
        Bfgs::new().epochs(3).l2(rate).into(),
        LBfgs::new().epochs(3).l1(rate).into(),
        ConjugateGradient::new().epochs(3).into(),
        NewtonCg::new().epochs(3).into(),
        LevenbergMarquardt::new().epochs(3).into(),
    ]
}

#[test]
fn any_values_can_flow_through_layers() {
    let mut tally = Tally::default();
    let functions = [
        Transfer::TanSig,
        Transfer::SoftMax,
        Transfer::Relu,
        Transfer::PureLin,
        Transfer::Gelu,
        Transfer::HardLim,
        Transfer::Competitive,
        Transfer::RadBas,
        Transfer::SatLinWith { slope: 1e308, low: -1e308, high: 1e300 },
    ];
    for (i, a) in VALUES.into_iter().enumerate() {
        for (j, b) in VALUES.into_iter().enumerate() {
            let (hidden, output) = (functions[(i + j) % 9], functions[(i * 2 + j) % 9]);
            let ranges = [[a.min(b), a.max(b)], [0.0, 1.0]];
            let Some(network) = tally.of(FeedForward::new(ranges, [3, 1])) else { continue };
            let Some(network) = tally.of(network.transfer([hidden, output])) else { continue };
            let network = tally.of(network.init(Init::Uniform { low: a, high: b }));
            let Some(mut network) = network else { continue };
            let _ = (network.predict([[a, b]]), network.activations([a, b]), network.summary());
            let data = Dataset::new([[a, b], [b, 1.0], [0.0, 1.0]], [0.0, 1.0, a]);
            let _ = network.set_weights(0, [[a, b], [b, a], [1.0, a]]);
            for data in data.into_iter().chain([points()]) {
                for (number, trainer) in trainers(b).into_iter().enumerate() {
                    let mut learner = network.clone();
                    let Some(history) = tally.of(learner.train(&data, trainer)) else { continue };
                    assert!(learner.parameters().iter().all(|p| p.is_finite()), "{a:e} {b:e}");
                    let about = format!("{a:e} {b:e} {hidden} {output}");
                    assert_sound(&history.chart(), &about);
                    // a picture per epoch takes its time
                    let replay = (number % 4 == 2).then(|| history.replay(&data));
                    if let Some(replay) = replay.and_then(|replay| tally.of(replay)) {
                        assert_sound_replay(&replay);
                        assert_sound(&replay.chart(), &about);
                    }
                    let _ = format!("{learner:?} {history:?} {:?}", learner.layers());
                }
                let _ = (network.gradient(&data, Loss::Mse), network.predict_labels(&data));
            }
        }
    }
    tally.assert_at_least(236, 243);
}

/// Networks of the samples of a single input.
fn assert_sound_along(inputs: &[f64], spread: f64) {
    let (classes, rows) = (Dataset::new(inputs, [0, 1, 1]), Dataset::new(inputs, inputs));
    let pnn = classes.and_then(|data| Pnn::new(&data, spread)).map(|network| network.chart());
    let grnn = rows.and_then(|data| Grnn::new(&data, spread)).map(|network| network.chart());
    for chart in pnn.into_iter().chain(grnn) {
        assert_sound(&chart, &format!("{inputs:?} {spread:e}"));
    }
}

#[test]
fn any_values_can_be_prototypes_and_patterns() {
    let mut tally = Tally::default();
    for a in VALUES {
        for b in VALUES {
            let _ = Hopfield::new([[1.0, a], [-1.0, b]]).map(|memory| format!("{memory:?}"));
            let (hopfield, hamming) = (Hopfield::new([[1, -1]]), Hamming::new([[1, -1], [1, 1]]));
            let (hopfield, hamming) = (hopfield.unwrap(), hamming.unwrap());
            let _ = (hopfield.energy([a, b]), hopfield.predict([[a, b]]));
            let _ = hopfield.recall([a, b]).map(|recall| recall.chart().mime_bundle());
            let _ = hamming.recall([a, b]).map(|recall| recall.chart().mime_bundle());
            let _ = (hamming.nearest([a, b]), hamming.contest([a, b]), format!("{hamming:?}"));
            let data = tally.of(Dataset::new([[a, b], [1.0, b]], [0, 1]));
            let Some(data) = data else { continue };
            if let Some(network) = tally.of(Grnn::new(&data, b.abs())) {
                let _ = (network.predict([[b, a]]), format!("{network:?}"));
                assert_sound(&network.chart(), "grnn");
            }
            assert_sound_along(&[a, b, 1.0], b.abs());
            if let Some(network) = tally.of(Pnn::new(&data, b.abs())) {
                let _ = (network.predict([[b, a]]), network.predict_labels([[b, a]]));
                assert_sound(&network.chart(), "pnn");
            }
            let mut prototypes = Competitive::new(data.ranges(), 2).unwrap().seed(1);
            let trainer = WinnerTakeAll::new().learning_rate(a).epochs(5).conscience();
            let history = prototypes.train(&data, trainer.scale_by_distance());
            if let Some(history) = tally.of(history) {
                assert_sound(&history.chart(), "competitive");
            }
            assert!(prototypes.prototypes().iter().all(|value| value.is_finite()));
            let mut classes = Lvq::new(data.ranges(), [1, 2]).unwrap();
            let history = classes.train(&data, LvqRule::new().learning_rate(b).epochs(5));
            if let Some(history) = tally.of(history) {
                assert_sound(&history.chart(), "lvq");
            }
            assert!(classes.prototypes().iter().all(|value| value.is_finite()));
            let _ = (classes.predict([[a, b]]), prototypes.predict([[a, b]]));
        }
    }
    tally.assert_at_least(140, 81);
}

#[test]
fn stacked_bars_may_leave_the_range_of_numbers() {
    // each sum stays finite, the sum of what speaks for it does not
    let weights = (0..16).map(|i| (format!("w{i}"), if i % 2 == 0 { 1e308 } else { -1e308 }));
    let perceptron = Perceptron::by_hand(weights, 0.0).unwrap();
    let data = Dataset::new([[1.0; 16]], [1]).unwrap();
    for n in 1..16 {
        let sample: Vec<f64> = (0..16).map(|i| if i < n { 1.0 } else { 0.0 }).collect();
        assert_all_sound(&everything(&perceptron, &data, &sample, 0.1), &format!("{n} ones"));
    }
}

#[test]
fn data_and_layers_can_have_any_shape() {
    for n_samples in [1, 2, 27] {
        for n_inputs in [1, 2, 3, 9, 40] {
            for n_targets in [0, 1, 3] {
                let value = |i: usize| (i * i % 7) as f64;
                let row = |i: usize| (0..n_inputs).map(|j| value(i + 3 * j)).collect::<Vec<_>>();
                let inputs: Vec<Vec<f64>> = (0..n_samples).map(row).collect();
                let targets = vec![vec![1; n_targets]; n_samples];
                let data = Dataset::new(&inputs, targets).or(Dataset::unlabelled(&inputs)).unwrap();
                let perceptron = Perceptron::new(data.ranges(), n_targets.max(1)).unwrap();
                let about = format!("{n_samples} × {n_inputs}, {n_targets} targets");
                assert_sound(&data.chart(), &about);
                assert_all_sound(&everything(&perceptron, &data, &inputs[0], 0.1), &about);
            }
        }
    }
}
