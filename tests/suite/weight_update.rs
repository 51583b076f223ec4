//! One update as arrows: what it says and draws is what the ledger has.

use percept::{Chart, Dataset, Delta, Perceptron, Transfer};
use serde_json::Value;

use crate::pointing::told_by;
use crate::replay::{bits, two_neurons};
use crate::{plotly_json, points, trained};

/// Where the line of a name begins, and the point after that.
fn ends(chart: &Chart, name: &str) -> Option<[[f64; 2]; 2]> {
    let figure = plotly_json(chart);
    let traces = figure["data"].as_array().unwrap();
    let trace = traces.iter().find(|trace| trace["name"] == name)?;
    let at = |axis: &str, i: usize| trace[axis][i].as_f64().unwrap();
    Some([0, 1].map(|i| [at("x", i), at("y", i)]))
}

fn close(a: [f64; 2], b: [f64; 2]) -> bool {
    (a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6
}

#[test]
fn arrows_lead_from_the_weights_before_to_those_after() {
    let (_, history) = trained();
    let ledger = history.ledger(&points()).unwrap();
    let mut before = [0.0, 0.0];
    for (i, row) in ledger.rows().iter().enumerate() {
        let update = history.weight_update(&points(), i + 1).unwrap();
        assert_eq!(update.row(), row);
        assert_eq!((update.number(), update.weights_before()), (i + 1, &before[..]));
        let after = [row.weights[0], row.weights[1]];
        let chart = update.chart();
        let [from, to] = ends(&chart, "change").unwrap();
        assert!(close(from, before) && close(to, after), "{from:?} {to:?}");
        let [from, to] = ends(&chart, "weights after").unwrap();
        assert!(close(from, [0.0, 0.0]) && close(to, after), "{from:?} {to:?}");
        match ends(&chart, "weights before") {
            Some([_, to]) => assert!(close(to, before), "{to:?}"),
            // an arrow from 0 to 0 is none
            None => assert_eq!(before, [0.0, 0.0]),
        }
        before = after;
    }
}

#[test]
fn its_sentences_are_the_ledgers_numbers() {
    // by hand: row 0 has the inputs 0.3 and 0.2, the target 0 and the output 1
    let (_, history) = trained();
    let text = history.weight_update(&points(), 2).unwrap().to_string();
    for said in [
        "One update of the weights\n",
        "Update 2 of 5 (epoch 2, row 0 counting from 0): target 0, output 1, error -1.\n",
        "Learning rate × error × input: 0.01 × (-1) × (0.3, 0.2) = (-0.003, -0.002).\n",
        "New weights: (0, 0.013) + (-0.003, -0.002) = (-0.003, 0.011).\n",
        "New bias: 0.01 + (-0.01) = 0.\n",
        "-0.003·x1 + 0.011·x2 = 0, that is x2 = 0.2727·x1.\nIt is perpendicular to the new weights.\n",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[test]
fn the_line_is_at_right_angles_to_the_new_weights() {
    let (_, history) = trained();
    for number in 2..=5 {
        let chart = history.weight_update(&points(), number).unwrap().chart();
        let figure = plotly_json(&chart);
        for axis in ["yaxis", "yaxis2"] {
            assert!(figure["layout"][axis]["scaleanchor"].is_string(), "{axis} of update {number}");
        }
        let way = |name: &str| {
            let [from, to] = ends(&chart, name).unwrap();
            [to[0] - from[0], to[1] - from[1]]
        };
        let ([a, b], [c, d]) = (way("weights after"), way("boundary"));
        assert!((a * c + b * d).abs() < 1e-4 * a.hypot(b) * c.hypot(d), "update {number}");
    }
}

#[test]
fn the_old_line_stays_and_the_sample_is_circled() {
    let (_, history) = trained();
    let [before, after] = [2, 3].map(|k| history.weight_update(&points(), k).unwrap().chart());
    assert_eq!(ends(&after, "boundary before"), ends(&before, "boundary"));
    let figure = plotly_json(&after);
    let traces = figure["data"].as_array().unwrap();
    let disc = traces.iter().find(|trace| trace["name"] == "sample of this update").unwrap();
    assert_eq!((&disc["x"][0], &disc["y"][0]), (&Value::from(0.3), &Value::from(0.2)));
}

#[test]
fn arrows_and_the_sample_say_what_they_are() {
    let (_, history) = trained();
    let told = told_by(&history.weight_update(&points(), 3).unwrap().chart());
    for wanted in [
        "change",
        "weights before",
        "weights after",
        "direction of weights",
        "boundary before",
        "row 0: x1 = 0.3, x2 = 0.2; sample of this update",
    ] {
        assert!(told.iter().any(|told| told == wanted), "{wanted}: {told:#?}");
    }
}

#[test]
fn updates_beyond_the_ledgers_ends_are_found_too() {
    let (history, data) = two_neurons(Transfer::LogSig, 200);
    assert_eq!(history.ledger(&data).unwrap().n_updates(), 1592);
    // the weights after epoch 100 are those after 8 updates in each
    for neuron in [0, 1] {
        let update = history.weight_update(&data, 799 + neuron).unwrap();
        assert_eq!((update.row().epoch, update.row().sample), (100, 3));
        let kept = history.weights()[100].row(neuron).to_vec();
        assert_eq!(bits(update.row().weights.iter().copied()), bits(kept));
        let text = update.to_string();
        assert!(text.contains(&format!("neuron {}", neuron + 1)), "{text}");
        assert!(text.contains(&format!("Line {}: ", neuron + 1)), "{text}");
    }
}

#[test]
fn a_neuron_without_sides_has_its_arrows_alone() {
    let (history, data) = two_neurons(Transfer::RadBas, 5);
    let update = history.weight_update(&data, 3).unwrap();
    assert!(!update.to_string().contains("Line"), "{update}");
    assert!(ends(&update.chart(), "change").is_some());
}

#[test]
fn what_is_not_there_is_refused_with_what_is() {
    let (_, history) = trained();
    let refusal =
        |data: &Dataset, k: usize| history.weight_update(data, k).unwrap_err().to_string();
    for k in [0, 6, usize::MAX] {
        assert_eq!(
            refusal(&points(), k),
            format!("weight_update: expected the number of an update, from 1 to 5, but got {k}")
        );
    }
    let other = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
    assert!(refusal(&other, 1).contains("the data of the training run"));
    let mut never = Perceptron::new([[0, 2], [0, 2]], 1).unwrap();
    let history = never.train(&points(), Delta::new().epochs(1)).unwrap();
    let refused = history.weight_update(&points(), 1).unwrap_err().to_string();
    assert!(refused.ends_with("but got 1 of a run without updates"), "{refused}");
    let wide = Dataset::new([[0.1, 0.2, 0.3], [0.5, 0.1, 0.9]], [0, 1]).unwrap();
    let mut three = Perceptron::new(wide.ranges(), 1).unwrap();
    let history = three.train(&wide, Delta::new()).unwrap();
    let refused = history.weight_update(&wide, 1).unwrap_err().to_string();
    assert!(refused.contains("2 inputs") && refused.contains("`ledger`"), "{refused}");
    assert!(refused.ends_with("but got 3 inputs"), "{refused}");
}

#[test]
fn weights_beyond_all_numbers_are_refused() {
    let mut linear = Perceptron::new([[0, 2], [0, 2]], 1).unwrap().transfer(Transfer::PureLin);
    let trainer = Delta::new().epochs(5000).learning_rate(10.0);
    let history = linear.train(&points(), trainer).unwrap();
    let n = history.ledger(&points()).unwrap().n_updates();
    for k in [1, n / 2, n] {
        match history.weight_update(&points(), k) {
            Ok(update) => assert!(update.chart().to_svg().starts_with("<svg"), "{k}"),
            Err(problem) => assert!(problem.to_string().starts_with("weight_update: "), "{k}"),
        }
    }
}

#[test]
fn inputs_of_other_units_are_said_to_hide_the_right_angle() {
    let far = Dataset::new([[0.0, 0.0], [900.0, 1.0]], [0, 1]).unwrap();
    let mut perceptron = Perceptron::new(far.ranges(), 1).unwrap();
    let history = perceptron.train(&far, Delta::new()).unwrap();
    let text = history.weight_update(&far, 1).unwrap().to_string();
    assert!(text.contains("that cannot be seen, since the inputs are drawn in different units"));
}

#[test]
fn regions_are_named_in_the_plane() {
    let (perceptron, history) = trained();
    let replay = history.replay(&points()).unwrap();
    let explorer = perceptron.explore_with(&points(), [0.9, 0.5]).unwrap();
    let last = replay.frames().last().unwrap().clone();
    let update = history.weight_update(&points(), 5).unwrap();
    // some of its pictures have no room for a name, which all have in the legend then
    let outputs = ["output 0", "output 1"];
    for (chart, names, alone) in [
        (last, outputs, false),
        (update.chart(), outputs, true),
        (explorer.chart(), ["no", "yes"], true),
    ] {
        let figure = plotly_json(&chart);
        let traces = figure["data"].as_array().unwrap();
        for name in names {
            assert!(traces.iter().any(|trace| trace["text"] == name), "{name} in the plane");
            let named = traces.iter().find(|trace| trace["name"] == name);
            let in_legend = named.is_some_and(crate::in_legend);
            assert!(!alone || !in_legend, "{name} in the legend");
        }
    }
}
