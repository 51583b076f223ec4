//! Sliders: what the script begins with, what it says, and what is there
//! without it.

use std::path::Path;

use percept::{Dataset, Explorer, Perceptron, Transfer};
use serde_json::{Value, json};

use crate::{buyer, points};

const CAR: [f64; 4] = [0.8, 0.3, 0.9, 0.6];

/// The state that the script begins with.
pub(crate) fn state(explorer: &Explorer) -> Value {
    crate::json_in(explorer.mime_bundle().html(), "classes")
}

#[test]
fn it_begins_with_the_decision() {
    let explorer = buyer().explore(CAR).unwrap();
    assert_eq!(explorer.decision(), &buyer().decide(CAR).unwrap());
    let state = state(&explorer);
    let column = |key: &str| {
        let inputs = state["inputs"].as_array().unwrap().iter();
        inputs.map(|input| input[key].clone()).collect::<Value>()
    };
    assert_eq!(column("name"), json!(["price", "public transport", "driving skill", "model"]));
    assert_eq!(column("input"), json!(CAR));
    assert_eq!(column("weight"), json!([0.9, 0.5, 0.2, 0.4]));
    assert_eq!(state["threshold"], json!(1.0));
    assert_eq!(format!("{explorer:?}"), "Explorer(4 inputs, Decision(yes: 1.29 > 1))");
}

#[test]
fn sliders_reach_over_what_the_inputs_can_be() {
    let sliders = |explorer: &Explorer, key: &str| {
        let state = state(explorer);
        let inputs = state["inputs"].as_array().unwrap().iter();
        inputs.map(|input| input[key].clone()).collect::<Value>()
    };
    // shares, by the looks of them
    let shares = buyer().explore(CAR).unwrap();
    assert_eq!(sliders(&shares, "inputs"), json!(vec![[0.0, 1.0, 0.01]; 4]));
    assert_eq!(sliders(&shares, "weights"), json!(vec![[-1.0, 1.0, 0.01]; 4]));
    // 0.72 + 0.15 + 0.18 + 0.24 = 1.29 and some room: 2
    assert_eq!(state(&shares)["thresholds"], json!([-2.0, 2.0, 0.01]));
    // the ranges that it was made with, and the value beyond them
    let ranged = Perceptron::new([[35.0, 80.0], [0.0, 5.0]], 1).unwrap();
    let ranged = ranged.explore([60.0, 7.0]).unwrap();
    assert_eq!(sliders(&ranged, "inputs"), json!([[35.0, 80.0, 0.1], [0.0, 7.0, 0.01]]));
    // the surroundings of each
    let plain = Perceptron::by_hand([("a", 3.0), ("b", -0.5)], 0.0).unwrap();
    let plain = plain.explore([4.0, -4.0]).unwrap();
    assert_eq!(sliders(&plain, "inputs"), json!([[0.0, 10.0, 0.1], [-10.0, 10.0, 0.1]]));
    assert_eq!(sliders(&plain, "weights"), json!([[-5.0, 5.0, 0.1], [-5.0, 5.0, 0.1]]));
    // a weight that would hardly move on the others' scale has its own
    let scales = Perceptron::by_hand([("a", 3000.0), ("b", 0.02), ("c", 0.0)], 0.0).unwrap();
    let scales = scales.explore([0.0, 0.0, 0.0]).unwrap();
    let wide = json!([-5000.0, 5000.0, 100.0]);
    assert_eq!(sliders(&scales, "weights"), json!([wide, [-0.05, 0.05, 0.001], wide]));
    // the samples
    let data = buyer_of_two().explore_with(&points(), [1.0, 1.0]).unwrap();
    assert_eq!(sliders(&data, "inputs"), json!([[0.0, 1.4, 0.01], [0.2, 1.9, 0.01]]));
}

fn buyer_of_two() -> Perceptron {
    Perceptron::by_hand([("x1", 1.0), ("x2", 1.0)], 1.0).unwrap()
}

#[test]
fn the_line_of_code_is_rust() {
    let explorer = buyer().explore(CAR).unwrap();
    let code = "Perceptron::by_hand([(\"price\", 0.9), (\"public transport\", 0.5), \
                (\"driving skill\", 0.2), (\"model\", 0.4)], 1.0)?.decide([0.8, 0.3, 0.9, 0.6])?";
    assert_eq!(explorer.code(), code);
    let odd = Perceptron::by_hand([("a \"b\"\n\\", 1e-9), ("\u{202e}", -1e200)], -0.5).unwrap();
    let odd = odd.transfer(Transfer::LogSig).explore([0.1 + 0.2, 1e16]).unwrap();
    assert_eq!(
        odd.code(),
        r#"Perceptron::by_hand([("a \"b\"\n\\", 1e-9), ("\u{202e}", -1e200)], -0.5)?"#.to_owned()
            + ".transfer(Transfer::LogSig).decide([0.30000000000000004, 1e16])?"
    );
}

#[test]
fn the_line_of_code_names_the_numbers_of_a_transfer_function() {
    let code = |low, high| {
        let transfer = Transfer::SatLinWith { slope: 0.5, low, high };
        let neuron = Perceptron::by_hand([("a", 1.0)], 0.5).unwrap().transfer(transfer);
        let explorer = neuron.explore([1.0]).unwrap();
        let written = state(&explorer)["transfer"].as_str().unwrap().to_owned();
        assert!(explorer.code().contains(&written), "{written}");
        written
    };
    assert_eq!(
        code(0.0, 1e-9),
        ".transfer(Transfer::SatLinWith { slope: 0.5, low: 0.0, high: 1e-9 })"
    );
    assert_eq!(
        code(-1e200, -3.0),
        ".transfer(Transfer::SatLinWith { slope: 0.5, low: -1e200, high: -3.0 })"
    );
}

#[test]
fn very_long_names_are_cut_in_the_code_and_stay_apart() {
    let names = [format!("{}1", "w".repeat(10_000)), format!("{}2", "w".repeat(10_000))];
    let weights = names.iter().map(|name| (name.as_str(), 1.0));
    let code = Perceptron::by_hand(weights, 0.0).unwrap().explore([1.0, 1.0]).unwrap().code();
    assert!(code.len() < 1000 && code.contains("… (0)\"") && code.contains("… (1)\""), "{code}");
}

#[test]
fn samples_are_counted() {
    // of the four points, 0.5 > 1 is false as it should be, the others are above
    let explorer = buyer_of_two().explore_with(&points(), [1.0, 1.0]).unwrap();
    assert!(explorer.to_string().contains("4 of 4 samples on the correct side."));
    let none = buyer_of_two().with_threshold(1.5).unwrap();
    let none = none.explore_with(&points(), [1.0, 1.0]).unwrap();
    assert!(none.to_string().contains("3 of 4 samples on the correct side."));
    let plain = Dataset::unlabelled(points().inputs()).unwrap();
    let plain = buyer_of_two().explore_with(&plain, [1.0, 1.0]).unwrap();
    assert!(plain.to_string().contains("3 of 4 samples answered with yes."));
    let many = crate::figures::spread(5000);
    let many = buyer_of_two().explore_with(&many, [0.5, 0.5]).unwrap();
    let words = "1000 of 1000 samples on the correct side, taken evenly from 5000.";
    assert!(many.to_string().contains(words), "{many}");
}

#[test]
fn what_it_cannot_show_is_refused() {
    let refusal = |result: percept::Result<Explorer>| result.unwrap_err().to_string();
    let two = Perceptron::new([[0.0, 1.0]], 2).unwrap();
    assert_eq!(
        refusal(two.explore([1.0])),
        "decide: expected a single neuron (for several, see `predict`), but got 2 neurons"
    );
    let wide = Perceptron::new([[0.0, 1.0]; 65], 1).unwrap();
    assert_eq!(
        refusal(wide.explore([0.5; 65])),
        "explore: expected at most 64 inputs, each with sliders of its own, but got 65 inputs"
    );
    assert_eq!(
        refusal(buyer().explore_with(&points(), CAR)),
        "inputs: expected 4 values per sample (`price`, `public transport`, `driving skill`, \
         `model`), but got 2"
    );
    let targets = Dataset::new(points().inputs(), [[0, 1]; 4]).unwrap();
    assert_eq!(
        refusal(buyer_of_two().explore_with(&targets, [1.0, 1.0])),
        "explore_with: expected data with one target, but got 2 targets"
    );
    assert!(buyer().explore([f64::NAN; 4]).is_err());
}

#[test]
fn without_scripts_there_is_a_table_of_answers() {
    let explorer = buyer().explore(CAR).unwrap();
    let text = explorer.to_string();
    // without the price 0.57, with all of it 1.47
    let price = "price             0 → no    0.25 → no   0.5 → yes  0.75 → yes  1 → yes";
    assert!(text.contains(price), "{text}");
    let threshold = "threshold         -2 → yes  -1 → yes    0 → yes    1 → yes     2 → no";
    assert!(text.contains(threshold), "{text}");
    assert!(text.ends_with(&format!("\n{}\n", explorer.code())), "{text}");
    let bundle = explorer.mime_bundle();
    assert!(bundle.html().contains("<td>0.5 → yes</td>"));
    assert_eq!(bundle.plain(), text);
}

#[test]
fn only_the_script_brings_what_needs_one() {
    let bundle = buyer().explore(CAR).unwrap().mime_bundle();
    let (before, script) = bundle.html().split_once("<script>").unwrap();
    for dead in ["<input", "<button", "<textarea", "percept-explorer", "percept-live"] {
        assert!(!before.contains(dead), "{dead}");
    }
    assert!(before.contains("<img alt=\"Bars: what each input adds"), "{before:.400}");
    assert!(script.matches("</script").count() == 1 && !script.contains("require("));
    assert!(!script.contains("https:"), "it needs no network");
    assert_eq!(bundle.plotly(), "");
    assert!(bundle.html().len() + bundle.plain().len() <= 40_000, "{bundle:?}");
}

#[test]
fn two_inputs_show_the_plane() {
    let panels = |explorer: &Explorer| explorer.chart().to_svg().matches("boundary").count();
    assert_eq!(panels(&buyer_of_two().explore([1.0, 1.0]).unwrap()), 1);
    assert_eq!(panels(&buyer_of_two().explore_with(&points(), [1.0, 1.0]).unwrap()), 1);
    assert_eq!(panels(&buyer().explore(CAR).unwrap()), 0);
    // inputs beyond the samples' plane are not drawn outside of it
    let diamonds = |sample: [f64; 2]| {
        let explorer = buyer_of_two().explore_with(&points(), sample).unwrap();
        explorer.chart().to_svg().matches("the inputs").count()
    };
    assert_eq!((diamonds([1.0, 1.0]), diamonds([1.0, 100.0])), (1, 0));
}

/// What the page says after some moves: a control's name, and its new number.
fn moved(explorer: &Explorer, page: &str, moves: &[(&str, f64)], then: &Explorer) -> Value {
    let text = then.chart().to_string();
    let words: Vec<&str> = text.lines().skip(1).take_while(|line| !line.is_empty()).collect();
    let rounded = then.decision().contributions();
    assert_ne!(explorer, then);
    json!({
        "page": page,
        "moves": moves,
        "yes": then.decision().is_yes(),
        "words": words,
        "code": then.code(),
        "products": rounded,
    })
}

/// Writes pages with sliders and what they must say after being moved, as the
/// library has it: a browser moves them and compares.
#[test]
fn pages_for_the_browser_are_written() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("explorer");
    std::fs::create_dir_all(&folder).unwrap();
    let mut cases = Vec::new();

    let start = buyer().explore(CAR).unwrap();
    start.save_html(folder.join("buyer.html")).unwrap();
    let cheap = buyer().explore([0.31, 0.3, 0.9, 0.6]).unwrap();
    cases.push(moved(&start, "buyer", &[("price, input", 0.31)], &cheap));
    let other = buyer().with_weight("model", -0.75).unwrap().with_threshold(0.333).unwrap();
    let other = other.explore([0.8, 0.1, 0.9, 0.6]).unwrap();
    let moves = [("model, weight", -0.75), ("threshold", 0.333), ("public transport, input", 0.1)];
    cases.push(moved(&start, "buyer", &moves, &other));
    // 1.0625 lies half-way between 1.062 and 1.063; the sum is the threshold
    let tie = buyer().with_weight("price", 0.0625).unwrap().with_weight("model", 1.0).unwrap();
    let tie = tie.with_threshold(1.0625).unwrap().explore([1.0, 0.0, 0.0, 1.0]).unwrap();
    let moves = [
        ("price, weight", 0.0625),
        ("model, weight", 1.0),
        ("threshold", 1.0625),
        ("price, input", 1.0),
        ("public transport, input", 0.0),
        ("driving skill, input", 0.0),
        ("model, input", 1.0),
    ];
    assert!(!tie.decision().is_yes());
    cases.push(moved(&start, "buyer", &moves, &tie));
    let moves = [("price, weight", 1e-9), ("model, weight", -123_456_789.125)];
    let wide = buyer().with_weight("price", 1e-9).unwrap();
    let wide = wide.with_weight("model", -123_456_789.125).unwrap().explore(CAR).unwrap();
    cases.push(moved(&start, "buyer", &moves, &wide));

    let line = buyer_of_two().explore_with(&points(), [1.0, 1.0]).unwrap();
    line.save_html(folder.join("line.html")).unwrap();
    let steep = Perceptron::by_hand([("x1", 0.5), ("x2", -0.25)], 0.1).unwrap();
    let steep = steep.explore_with(&points(), [1.0, 1.9]).unwrap();
    let moves =
        [("x1, weight", 0.5), ("x2, weight", -0.25), ("threshold", 0.1), ("x2, input", 1.9)];
    cases.push(moved(&line, "line", &moves, &steep));

    // years and seconds: four digits would not tell the two sides apart
    let years =
        |threshold: f64| Perceptron::by_hand([("year", 0.01), ("time", 1e-9)], threshold).unwrap();
    let of_years = years(20.0).explore([1998.0, 1.6e9]).unwrap();
    of_years.save_html(folder.join("years.html")).unwrap();
    for (year, time, threshold) in [
        (1999.0, 1_600_000_001.0, 21.595),
        (2000.0, 1_600_000_007.5, 21.599_999_9),
        (1999.5, 1.6e9, 21.595_000_000_1),
    ] {
        let then = years(threshold).explore([year, time]).unwrap();
        let moves = [("year, input", year), ("time, input", time), ("threshold", threshold)];
        cases.push(moved(&of_years, "years", &moves, &then));
    }

    // lanes: the order of the sum decides its last digits, and here the answer
    let names = |i: usize| format!("w{i}");
    let weight = |i: usize| 0.1 * (i as f64 + 1.0);
    let inputs: Vec<f64> = (0..11).map(|i| 1.0 / (f64::from(i) + 3.0)).collect();
    let lanes = Perceptron::by_hand((0..11).map(|i| (names(i), weight(i))), 0.5).unwrap();
    let lanes = lanes.explore(inputs.clone()).unwrap();
    lanes.save_html(folder.join("lanes.html")).unwrap();
    let sum = lanes.decision().weighted_sum();
    let edge = Perceptron::by_hand((0..11).map(|i| (names(i), weight(i))), sum).unwrap();
    let edge = edge.explore(inputs.clone()).unwrap();
    assert!(!edge.decision().is_yes());
    cases.push(moved(&lanes, "lanes", &[("threshold", sum)], &edge));
    let below = sum.next_down();
    let yes = Perceptron::by_hand((0..11).map(|i| (names(i), weight(i))), below).unwrap();
    let yes = yes.explore(inputs).unwrap();
    assert!(yes.decision().is_yes());
    cases.push(moved(&lanes, "lanes", &[("threshold", below)], &yes));

    let name = "</script><b>\"x\"\\\n\u{202e}";
    let nasty = Perceptron::by_hand([(name, 1.0), ("other", -1.0)], 0.5).unwrap();
    nasty.explore([1.0, 0.25]).unwrap().save_html(folder.join("nasty.html")).unwrap();

    let twice = percept::page!["# Twice the same", &start, [&start, &line]];
    twice.save_html(folder.join("twice.html")).unwrap();
    assert_eq!(twice.mime_bundle().html().matches("</script>").count(), 3);

    std::fs::write(folder.join("cases.json"), Value::from(cases).to_string()).unwrap();
}
