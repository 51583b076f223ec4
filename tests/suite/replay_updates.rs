//! A replay by updates: when it is one, and what a picture shows of the update
//! that led to it.

use percept::{Chart, Dataset, Delta, Perceptron, Replay, Transfer};
use serde_json::Value;

use crate::replay::{tutorial, two_neurons};
use crate::{elements, plotly_json, points, trained};

/// The traces of that name in the live figure.
fn traces(chart: &Chart, name: &str) -> Vec<Value> {
    let figure = plotly_json(chart);
    let all = figure["data"].as_array().unwrap();
    all.iter().filter(|trace| trace["name"] == name).cloned().collect()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

/// A linear neuron on one sample that it does not reach: an update an epoch.
fn run_of(updates: usize) -> (percept::History, Dataset) {
    let data = Dataset::new([[0.5, 1.0]], [0.7]).unwrap();
    let mut linear = Perceptron::new([[0, 1], [0, 1]], 1).unwrap().transfer(Transfer::PureLin);
    let trainer = Delta::new().epochs(updates + 1).goal(0.0).learning_rate(0.01);
    (linear.train(&data, trainer).unwrap(), data)
}

fn is_by(replay: &Replay, unit: &str) -> bool {
    format!("{replay:?}").ends_with(&format!("by {unit})"))
}

#[test]
fn a_run_is_replayed_by_updates_if_each_has_its_picture() {
    for (updates, unit) in [(1, "update"), (59, "update"), (60, "epoch")] {
        let (history, data) = run_of(updates);
        assert_eq!(history.ledger(&data).unwrap().n_updates(), updates);
        let replay = history.replay(&data).unwrap();
        assert!(is_by(&replay, unit), "{updates}: {replay:?}");
        assert!(is_by(&replay.by_update().unwrap(), "update"));
        assert!(is_by(&replay.by_epoch().unwrap(), "epoch"));
    }
}

#[test]
fn a_run_with_validation_data_is_replayed_by_epochs() {
    let mut perceptron = Perceptron::new([[0, 2], [0, 2]], 1).unwrap();
    let trainer = Delta::new().epochs(50).validation(&points());
    let replay = perceptron.train(&points(), trainer).unwrap().replay(&points()).unwrap();
    assert!(is_by(&replay, "epoch"), "{replay:?}");
}

#[test]
fn over_two_inputs_the_steps_stay_as_they_are() {
    let replay = tutorial();
    for (replay, unit) in [(replay.by_epoch().unwrap(), "epoch"), (replay, "update")] {
        assert!(is_by(&replay.over(["x2", "x1"]).unwrap(), unit));
    }
}

#[test]
fn the_sample_of_an_update_is_circled() {
    let (replay, ledger) = (tutorial(), trained().1.ledger(&points()).unwrap());
    assert_eq!(traces(&replay.frames()[0], "sample of this update")[0]["x"], Value::Array(vec![]));
    for (frame, row) in replay.frames()[1..].iter().zip(ledger.rows()) {
        let discs = traces(frame, "sample of this update");
        let [disc] = &discs[..] else { panic!("{frame}") };
        let inputs = points().inputs().row(row.sample).to_vec();
        assert_eq!([numbers(&disc["x"]), numbers(&disc["y"])].concat(), inputs);
        assert!(disc["marker"]["size"].as_f64().unwrap() > 11.0, "larger than the point");
    }
}

/// Where the line of a name crosses the picture, if it does.
fn ends(frame: &Chart, name: &str) -> Option<[Vec<f64>; 2]> {
    let trace = traces(frame, name).pop()?;
    let ends = [numbers(&trace["x"]), numbers(&trace["y"])];
    (!ends[0].is_empty()).then_some(ends)
}

#[test]
fn the_line_of_the_picture_before_stays_as_a_pale_one() {
    for replay in [tutorial(), tutorial().by_epoch().unwrap()] {
        let mut seen = 0;
        for pair in replay.frames().windows(2) {
            let (line, before) = (ends(&pair[0], "boundary"), ends(&pair[1], "boundary before"));
            let moved = line != ends(&pair[1], "boundary");
            assert_eq!(line.filter(|_| moved), before, "{}", pair[1]);
            let Some(trace) = traces(&pair[1], "boundary before").pop() else { continue };
            assert_eq!(trace["line"]["color"], "#777777");
            assert_eq!(trace["line"]["dash"], "dash");
            seen += usize::from(before.is_some());
        }
        assert!(seen >= 2, "{seen}");
    }
}

#[test]
fn several_lines_and_thresholds_leave_traces_too() {
    let (history, data) = two_neurons(Transfer::HardLim, 20);
    let replay = history.replay(&data).unwrap().by_update().unwrap();
    let named = |frame: &Chart| ends(frame, "lines before").is_some();
    assert!(replay.frames().iter().any(named), "{replay}");
    let lengths = Dataset::new([1, 2, 3, 4], [0, 0, 1, 1]).unwrap();
    let mut one = Perceptron::new(lengths.ranges(), 1).unwrap();
    let history = one.train(&lengths, Delta::new().learning_rate(0.1)).unwrap();
    let replay = history.replay(&lengths).unwrap();
    let named = |frame: &Chart| ends(frame, "threshold before").is_some();
    assert!(replay.frames().iter().any(named), "{replay}");
}

#[test]
fn the_static_picture_has_the_circle_and_the_line_before_too() {
    let svg = tutorial().frames()[5].to_svg();
    let drawn = elements(&svg);
    let lines = drawn.iter().filter(|element| {
        let has = |name: &str, value: &str| {
            element.attributes.get(name).is_some_and(|own| **own == *value)
        };
        has("stroke", "#777777") && has("stroke-dasharray", "7 5")
    });
    // in the picture and in the legend
    assert_eq!(lines.count(), 2);
    for name in ["boundary before", "sample of this update", "direction of weights"] {
        assert!(drawn.iter().any(|element| element.text == name), "{name}");
    }
}

#[test]
fn a_line_outside_of_the_picture_is_said_to_be() {
    // by hand: the first update leads to 0.013·x2 = -0.01, the last to a line among the points
    let replay = tutorial();
    let said = |i: usize| replay.frames()[i].to_string();
    assert!(!said(0).contains("It lies"), "{}", said(0));
    assert!(said(1).contains("x2 = -0.7692. It lies below the picture."), "{}", said(1));
    for i in 2..=5 {
        assert!(!said(i).contains("It lies"), "{}", said(i));
        assert!(ends(&replay.frames()[i], "boundary").is_some(), "{}", said(i));
    }
    let mut right = Perceptron::new([[0, 2], [0, 2]], 1).unwrap();
    right.set_weights([[1.0, 0.0]]).unwrap();
    right.set_biases([-7.0]).unwrap();
    let boundary = right.boundary(&points()).unwrap().to_string();
    assert!(boundary.contains("x1 = 7. It lies to the right of the picture."), "{boundary}");
}
