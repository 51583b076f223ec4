//! The playground: what it begins with, and that its script computes what the
//! library computes, to the last bit.
//!
//! The script's results come from `tests/playground`: some that lie there, and
//! as many as `make playground-tests` asks for, from a folder that
//! `PERCEPT_PLAYGROUND` names.

use std::path::PathBuf;

use percept::{Dataset, Delta, Perceptron, Playground, Scaler, Transfer, Verdict, toy};
use serde_json::Value;

use crate::points;

/// The lines of JSON of a file, and what to call it.
fn lines(name: &str) -> Vec<Value> {
    let stored = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/playground");
    let folder = std::env::var_os("PERCEPT_PLAYGROUND").map_or(stored.into(), PathBuf::from);
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn list<T>(value: &Value, item: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().unwrap().iter().map(item).collect()
}

/// Numbers that were written as the bits of floats.
fn floats(value: &Value) -> Vec<f64> {
    list(value, |bits| f64::from_bits(bits.as_str().unwrap().parse().unwrap()))
}

fn places(value: &Value) -> Vec<usize> {
    list(value, |place| usize::try_from(place.as_u64().unwrap()).unwrap())
}

fn bits(values: &[f64]) -> Vec<u64> {
    values.iter().map(|value| value.to_bits()).collect()
}

/// The numbers of a piece of Rust.
fn numbers(code: &str) -> Vec<f64> {
    let parts = code.split(['[', ']', '(', ')', ',', ' ', '\n']);
    parts.filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
}

/// What stands between the first `open` and the first `close` after it.
fn between<'a>(code: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = code.split_once(open)?;
    rest.split_once(close).map(|(inner, _)| inner)
}

/// Does what the lines say that a playground writes, and nothing else.
#[derive(Default)]
struct Reader {
    points: Option<Dataset>,
    samples: Option<Dataset>,
    perceptron: Option<Perceptron>,
    last: Vec<f64>,
    errors: Option<Vec<f64>>,
}

impl Reader {
    fn run(code: &str) -> (Perceptron, Vec<f64>) {
        let mut reader = Self::default();
        for statement in code.trim_end().trim_end_matches(';').split(";\n") {
            let statement = statement.lines().filter(|line| !line.starts_with("//"));
            reader.statement(&statement.collect::<Vec<_>>().join("\n"));
        }
        (reader.perceptron.unwrap(), reader.errors.unwrap_or(reader.last))
    }

    fn statement(&mut self, code: &str) {
        if let Some(data) = code.strip_prefix("let points = ") {
            self.points = Some(data_of(data));
        } else if let Some(data) = code.strip_prefix("let samples = ") {
            self.samples = Some(data_of(data));
        } else if let Some((_, made)) = code.split_once("perceptron = Perceptron::new(") {
            self.perceptron = Some(self.perceptron_of(made));
        } else if let Some(set) = code.strip_prefix("perceptron.set_weights(") {
            let weights = numbers(set.strip_suffix(")?").unwrap());
            self.perceptron.as_mut().unwrap().set_weights([weights]).unwrap();
        } else if let Some(set) = code.strip_prefix("perceptron.set_biases(") {
            let biases = numbers(set.strip_suffix(")?").unwrap());
            self.perceptron.as_mut().unwrap().set_biases(biases).unwrap();
        } else if let Some(run) = code.strip_prefix("let history = perceptron.train(&points, ") {
            self.last = train(&mut self.perceptron, self.points.as_ref(), run);
        } else if let Some(run) = code.strip_prefix("perceptron.train(&samples, ") {
            train(&mut self.perceptron, self.samples.as_ref(), run);
        } else if code == "let mut errors: Vec<f64> = Vec::new()" {
            self.errors = Some(Vec::new());
        } else {
            self.note(code);
        }
    }

    fn perceptron_of(&self, made: &str) -> Perceptron {
        let (ranges, transfer) = made.rsplit_once(", 1)?").unwrap();
        let perceptron = match (&self.points, ranges) {
            (Some(points), "points.ranges()") => Perceptron::new(points.ranges(), 1),
            (None, "[[0.0, 1.0], [0.0, 1.0]]") => Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 1),
            other => panic!("{other:?}"),
        };
        match transfer {
            "" => perceptron.unwrap(),
            ".transfer(Transfer::HardLims)" => perceptron.unwrap().transfer(Transfer::HardLims),
            other => panic!("{other}"),
        }
    }

    fn note(&mut self, code: &str) {
        let errors = self.errors.as_mut().unwrap();
        if code == "errors.push(0.0)" {
            errors.push(0.0);
        } else if code == "errors.extend_from_slice(history.errors())" {
            errors.extend_from_slice(&self.last);
        } else {
            let to = between(code, "errors.extend_from_slice(&history.errors()[..", "])").unwrap();
            errors.extend_from_slice(&self.last[..to.parse().unwrap()]);
        }
    }
}

fn data_of(code: &str) -> Dataset {
    let inner = between(code, "Dataset::new(", ")?").unwrap();
    let (_, rest) = code.split_once(")?").unwrap();
    let numbers = numbers(inner);
    let (inputs, targets) = numbers.split_at(numbers.len() / 3 * 2);
    let (rows, odd) = inputs.as_chunks::<2>();
    assert!(odd.is_empty());
    let mut data = Dataset::new(rows, targets).unwrap();
    let named = ".name_inputs([\"a \\\"1, 2\\\"\", \"b\"])?";
    let rest = if let Some(rest) = rest.strip_prefix(named) {
        data = data.name_inputs(["a \"1, 2\"", "b"]).unwrap();
        rest
    } else {
        rest
    };
    if rest.is_empty() {
        return data;
    }
    let seed = rest.strip_prefix(".shuffle(").unwrap().strip_suffix(")?").unwrap();
    data.shuffle(seed.parse().unwrap()).unwrap()
}

fn train(perceptron: &mut Option<Perceptron>, data: Option<&Dataset>, run: &str) -> Vec<f64> {
    let mut rule = Delta::new();
    let setters = run.strip_prefix("Delta::new().").unwrap().strip_suffix("))?").unwrap();
    for setter in setters.split(").") {
        rule = match setter.split_once('(').unwrap() {
            ("learning_rate", rate) => rule.learning_rate(rate.parse().unwrap()),
            ("goal", goal) => rule.goal(goal.parse().unwrap()),
            ("epochs", epochs) => rule.epochs(epochs.parse().unwrap()),
            other => panic!("{other:?}"),
        };
    }
    perceptron.as_mut().unwrap().train(data.unwrap(), rule).unwrap().errors().to_vec()
}

#[test]
fn the_script_s_rust_gives_its_weights_and_its_errors_to_the_last_bit() {
    let sequences = lines("sequences.jsonl");
    assert!(sequences.len() >= 40);
    for (i, sequence) in sequences.iter().enumerate() {
        let code = sequence["rust"].as_str().unwrap();
        let (perceptron, errors) = Reader::run(code);
        let mut weights = perceptron.weights().row(0).to_vec();
        weights.push(perceptron.biases()[0]);
        assert_eq!(bits(&weights), bits(&floats(&sequence["weights"])), "{i}: {code}");
        assert_eq!(bits(&errors), bits(&floats(&sequence["errors"])), "{i}: {code}");
    }
}

/// The same as programs that the compiler reads.
mod compiled {
    #![allow(clippy::all, clippy::pedantic, reason = "written by a program")]

    use percept::prelude::*;

    type Sample = Result<(Perceptron, Vec<f64>, &'static [u64], &'static [u64])>;

    include!("../playground/samples.rs");

    #[test]
    fn the_script_s_rust_compiles_and_gives_its_numbers() {
        for sample in SAMPLES {
            let (perceptron, errors, weights, wanted) = sample().unwrap();
            let mut own = super::bits(perceptron.weights().as_slice().unwrap());
            own.push(perceptron.biases()[0].to_bits());
            assert_eq!(own, weights);
            assert_eq!(super::bits(&errors), wanted);
        }
    }
}

#[test]
fn the_script_s_verdict_is_that_of_separability_and_its_scale_that_of_scaler() {
    let verdicts = lines("verdicts.jsonl");
    let mut counts = [0; 5];
    for (i, verdict) in verdicts.iter().enumerate() {
        let points = verdict["points"].as_array().unwrap();
        if points.is_empty() {
            assert!(verdict["exists"] == true && verdict["line"].is_null());
            continue;
        }
        let coordinate =
            |point: &Value, i: usize| f64::from_bits(point[i].as_str().unwrap().parse().unwrap());
        let inputs: Vec<[f64; 2]> =
            points.iter().map(|point| [coordinate(point, 0), coordinate(point, 1)]).collect();
        let targets: Vec<f64> = points.iter().map(|point| point[2].as_f64().unwrap()).collect();
        let data = Dataset::new(&inputs, &targets).unwrap();
        let scaled = Scaler::min_max(&data, [0.0, 1.0]).unwrap().apply(&data).unwrap();
        let scaled_there = list(&verdict["scaled"], floats).concat();
        assert_eq!(
            bits(&scaled_there),
            bits(scaled.inputs().as_slice().unwrap()),
            "{i}: {verdict}"
        );
        let judged = data.separability().unwrap();
        let about = format!("{i}: {verdict} {:?}", judged.verdicts());
        match &judged.verdicts()[0] {
            Verdict::OneClass => {
                assert!(verdict["exists"] == true && verdict["line"].is_null(), "{about}");
                counts[0] += 1;
            }
            // the library has more digits for the threshold
            Verdict::Separable(line) if verdict["exists"].is_null() => {
                assert!(line.margin() <= 1e-15 * size(&inputs), "{about}");
                counts[3] += 1;
            }
            Verdict::Separable(line) => {
                assert_eq!(verdict["exists"], true, "{about}");
                let [a, b, c] = floats(&verdict["line"])[..] else { panic!("{about}") };
                let [wanted_a, wanted_b] = line.weights() else { panic!("{about}") };
                let near =
                    |ours: f64, wanted: f64| (ours - wanted).abs() <= 1e-9 * wanted.abs().max(1.0);
                let margin = verdict["margin"].as_str().unwrap().parse().unwrap();
                let (margin, wanted) = (f64::from_bits(margin), line.margin());
                // a margin of a few last digits is made of them
                let doubt = 1e-9 * wanted + 1e-15 * size(&inputs);
                assert!((margin - wanted).abs() <= doubt, "{about}");
                if wanted <= 1e-9 * size(&inputs) {
                    counts[3] += 1;
                    continue;
                }
                assert!(near(a, *wanted_a) && near(b, *wanted_b), "{about}");
                let doubt = 1e-9 * size(&inputs).max(1.0);
                assert!((c + line.threshold()).abs() <= doubt, "{about}");
                let on = places(&verdict["on"]);
                let missing: Vec<_> =
                    line.support().iter().filter(|sample| !on.contains(sample)).collect();
                // of several samples at one place, either
                let elsewhere =
                    |sample: &&&usize| !on.iter().any(|o| inputs[*o] == inputs[***sample]);
                let known = missing.iter().filter(elsewhere).count() == 0;
                assert!(known || sizes_differ(&inputs), "{about}");
                counts[1] += 1;
            }
            Verdict::NotSeparable(_) => {
                assert_eq!(verdict["exists"], false, "{about}");
                let at = floats(&verdict["at"]);
                for (class, members) in list(&verdict["of"], places).iter().enumerate() {
                    assert!(members.iter().all(|i| targets[*i] == class as f64), "{about}");
                    assert!(within(&at, members, &inputs), "{about}");
                }
                counts[2] += 1;
            }
            _ => {
                assert!(verdict["exists"].is_null(), "{about}");
                counts[4] += 1;
            }
        }
    }
    let [one, lines, points, _, unsure] = counts;
    assert!(unsure * 100 <= verdicts.len(), "{counts:?}");
    assert!(one > 0 && lines > 10 && points > 5, "{counts:?}");
}

fn size(inputs: &[[f64; 2]]) -> f64 {
    inputs.iter().flatten().fold(0.0_f64, |size, x| size.max(x.abs()))
}

/// Whether one input reaches over 100 times as far as the other.
fn sizes_differ(inputs: &[[f64; 2]]) -> bool {
    let [x, y] = [0, 1].map(|i| {
        let low = inputs.iter().fold(f64::INFINITY, |low, at| low.min(at[i]));
        let high = inputs.iter().fold(f64::NEG_INFINITY, |high, at| high.max(at[i]));
        high - low
    });
    x.max(y) > 100.0 * x.min(y)
}

/// Whether a point lies between up to three others, but for rounding.
fn within(at: &[f64], members: &[usize], inputs: &[[f64; 2]]) -> bool {
    let corners: Vec<[f64; 2]> = members.iter().map(|i| inputs[*i]).collect();
    let size = corners.iter().flatten().chain(at).fold(0.0_f64, |size, x| size.max(x.abs()));
    let doubt = 1e-12 * size * size;
    let cross =
        |a: [f64; 2], b: [f64; 2]| (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
    let boxed = (0..2).all(|i| {
        let low = corners.iter().fold(f64::INFINITY, |low, corner| low.min(corner[i]));
        let high = corners.iter().fold(f64::NEG_INFINITY, |high, corner| high.max(corner[i]));
        (low - 1e-12 * size..=high + 1e-12 * size).contains(&at[i])
    });
    boxed
        && match corners[..] {
            [_] => true,
            [a, b] => cross(a, b).abs() <= doubt,
            [a, b, c] => [(a, b), (b, c), (c, a)].iter().all(|(a, b)| cross(*a, *b) >= -doubt),
            _ => false,
        }
}

/// The state that the script begins with.
fn state(playground: &Playground) -> Value {
    let bundle = playground.mime_bundle();
    assert!(bundle.plotly().is_empty());
    crate::json_in(bundle.html(), "bias")
}

#[test]
fn it_begins_with_the_points_and_the_weights() {
    let data = points().name_inputs(["price", "walk"]).unwrap();
    let untrained = state(&data.playground().unwrap());
    assert_eq!(untrained["points"].as_array().unwrap().len(), 4);
    assert_eq!(untrained["points"][2], serde_json::json!({ "at": [1.4, 0.6], "target": 1 }));
    assert_eq!(untrained["weights"], serde_json::json!([0.0, 0.0]));
    assert_eq!((&untrained["rate"], &untrained["goal"]), (&0.01.into(), &0.01.into()));
    assert_eq!(untrained["names"], serde_json::json!(["price", "walk"]));
    assert_eq!(untrained["named"], ".name_inputs([\"price\", \"walk\"])?");
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    perceptron.train(&data, Delta::new()).unwrap();
    let rule = Delta::new().learning_rate(0.1).goal(0.6).epochs(20);
    let trained = state(&perceptron.playground(&data).unwrap().trainer(&rule).unwrap());
    let weights: Vec<f64> = list(&trained["weights"], |weight| weight.as_f64().unwrap());
    assert_eq!(bits(&weights), bits(perceptron.weights().as_slice().unwrap()));
    assert_eq!(trained["bias"], perceptron.biases()[0]);
    let settings = ["rate", "goal", "epochs"].map(|name| trained[name].as_f64().unwrap());
    assert_eq!(settings, [0.1, 0.6, 20.0]);
}

#[test]
fn its_code_is_what_it_begins_with() {
    let data = points();
    let code = data.playground().unwrap().code();
    let (perceptron, errors) = Reader::run(&code);
    assert_eq!((perceptron.weights().sum(), &errors[..]), (0.0, &[1.5][..]));
    let mut trained = Perceptron::new(data.ranges(), 1).unwrap().transfer(Transfer::HardLims);
    let signs = Dataset::new(data.inputs(), [-1, 1, 1, 1]).unwrap();
    trained.train(&signs, Delta::new().learning_rate(0.3)).unwrap();
    let playground = trained.playground(&signs).unwrap();
    let (again, errors) = Reader::run(&playground.code());
    assert_eq!(again.weights(), trained.weights());
    assert_eq!((again.biases(), errors), (trained.biases(), vec![0.0]));
    assert_eq!(state(&playground)["low"], -1);
}

#[test]
fn targets_are_two_classes() {
    let inputs = [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];
    let signs = Dataset::new(inputs, [-1, 1, -1]).unwrap().playground().unwrap();
    assert_eq!(signs.perceptron().transfer_function(), Transfer::HardLims);
    let named = Dataset::new(inputs, ["no", "yes", "no"]).unwrap().playground().unwrap();
    assert_eq!(state(&named)["classes"], serde_json::json!(["no", "yes"]));
    for same in [0, 1, -1] {
        assert!(Dataset::new(inputs, [same; 3]).unwrap().playground().is_ok());
    }
    let refused = Dataset::new(inputs, [0, 1, 2]).unwrap().playground().unwrap_err().to_string();
    assert!(refused.contains("row 2") && refused.contains("is 2"), "{refused}");
}

#[test]
fn what_it_cannot_show_is_refused() {
    let refused =
        |data: percept::Result<Dataset>| data.unwrap().playground().unwrap_err().to_string();
    let three = refused(Dataset::new([[1, 2, 3], [3, 2, 1]], [0, 1]));
    assert!(three.contains("2 inputs") && three.contains("3 inputs"), "{three}");
    let two = refused(Dataset::new([[1, 2], [3, 2]], [[0, 1], [1, 0]]));
    assert!(two.contains("one target") && two.contains("2 targets"), "{two}");
    let none = refused(Dataset::unlabelled([[1, 2], [3, 2]]));
    assert!(none.contains("target"), "{none}");
    let many = refused(toy::blobs(501, 0.1, 1));
    assert!(many.contains("500 samples") && many.contains("501 samples"), "{many}");
    let large = refused(Dataset::new([[1e101, 2.0], [3.0, 2.0]], [0, 1]));
    assert!(large.contains("1e100") && large.contains("1e101"), "{large}");
    let sigmoid = Perceptron::new(points().ranges(), 1).unwrap().transfer(Transfer::LogSig);
    let sigmoid = sigmoid.playground(&points()).unwrap_err().to_string();
    assert!(sigmoid.contains("HardLim") && sigmoid.contains("LogSig"), "{sigmoid}");
    let rule = Delta::new().validation(&points());
    let rule = points().playground().unwrap().trainer(rule).unwrap_err().to_string();
    assert!(rule.contains("learning_rate, goal and epochs"), "{rule}");
}

#[test]
fn without_scripts_it_shows_the_boundary() {
    let playground = points().playground().unwrap();
    let boundary = playground.perceptron().boundary(&points()).unwrap();
    let (own, other) = (playground.chart(), boundary.chart());
    assert_eq!(own.alt(), other.alt());
    assert!(playground.to_string().ends_with(&format!("{}\n", playground.code())));
    assert_eq!(
        format!("{playground:?}"),
        "Playground(4 samples, Perceptron(2 inputs, 1 neuron, HardLim))"
    );
}

#[test]
fn an_output_has_at_most_60_kilobytes_with_picture_and_table() {
    for data in [points(), toy::xor().unwrap()] {
        let bundle = data.playground().unwrap().mime_bundle();
        let bytes = bundle.html().len() + bundle.plain().len();
        assert!(bytes <= 60_000, "{bytes} bytes");
    }
}

/// Playgrounds with settings, names, signs, and weights set by hand.
fn beginnings() -> Vec<Playground> {
    let named = points().name_inputs(["price \"new\"", "walk </script>"]).unwrap();
    let by_hand = Perceptron::by_hand([("a", -0.0), ("b", 1e-7)], 1e16).unwrap();
    let signs = Dataset::new(points().inputs(), [-1, 1, 1, -1]).unwrap();
    let settings = Delta::new().learning_rate(0.3).goal(1.5).epochs(40);
    let mut beginnings = Vec::new();
    for (playground, settings) in [
        (points().playground(), Delta::new()),
        (named.playground(), settings.clone()),
        (signs.playground(), settings),
        (by_hand.playground(&points()), Delta::new()),
        (toy::moons(200, 0.1, 1).unwrap().playground(), Delta::new().learning_rate(1e-5)),
    ] {
        beginnings.push(playground.unwrap().trainer(settings).unwrap());
    }
    beginnings
}

#[test]
fn a_perceptron_set_by_hand_keeps_its_names_and_its_weights() {
    let playground = &beginnings()[3];
    assert_eq!(state(playground)["names"], serde_json::json!(["a", "b"]));
    let code = playground.code();
    assert!(code.contains(".name_inputs([\"a\", \"b\"])?"), "{code}");
    assert!(code.contains("perceptron.set_weights([[-0.0, 1e-7]])?;\n"), "{code}");
    assert!(code.contains("perceptron.set_biases([-1e16])?;\n"), "{code}");
}

/// Opened in `tests/browser/test_playground_code.py`.
#[test]
fn pages_that_say_the_code_in_the_browser_too() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("playground_code");
    std::fs::create_dir_all(&folder).unwrap();
    let mut codes = Vec::new();
    for (i, playground) in beginnings().iter().enumerate() {
        playground.save_html(folder.join(format!("{i}.html"))).unwrap();
        codes.push(playground.code());
    }
    std::fs::write(folder.join("codes.json"), serde_json::to_string(&codes).unwrap()).unwrap();
}

#[test]
fn the_largest_output_has_at_most_300_kilobytes() {
    let bundle = toy::blobs(500, 0.5, 1).unwrap().playground().unwrap().mime_bundle();
    let bytes = bundle.html().len() + bundle.plain().len();
    assert!(bytes <= 300_000, "{bytes} bytes");
}
