//! How many bytes the tutorial's figures have, for `benches/figure_sizes.py`:
//! a line of JSON for each.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it measured")]

use percept::{Chart, Delta, Perceptron, toy};
use serde_json::{Value, json};

fn main() {
    for (name, chart) in figures() {
        println!("{}", sizes(name, &chart));
    }
}

fn sizes(name: &str, chart: &Chart) -> Value {
    let bundle = chart.mime_bundle();
    let plot = chart.to_plotly();
    json!({
        "name": name,
        "json": bundle.plotly().len(),
        "html": bundle.html().len(),
        "picture": chart.to_svg().len(),
        "plain": bundle.plain().len(),
        "rust_html": plot.to_html().len(),
        "figure": serde_json::from_str::<Value>(bundle.plotly()).unwrap(),
    })
}

/// Those of the first two notebooks.
fn figures() -> Vec<(&'static str, Chart)> {
    let points = toy::points().unwrap();
    let untrained = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1).unwrap();
    let mut trained = untrained.clone();
    let history = trained.train(&points, Delta::new().epochs(50).learning_rate(0.01)).unwrap();
    let factors =
        [("price", 0.9), ("public transport", 0.5), ("driving skill", 0.2), ("model", 0.4)];
    let buyer = Perceptron::by_hand(factors, 1.0).unwrap();
    let cars = [("small car", [0.8, 0.3, 0.9, 0.6]), ("big car", [0.1, 0.2, 0.9, 1.0])];
    vec![
        ("points", points.chart()),
        ("untrained perceptron", untrained.chart()),
        ("trained perceptron", trained.chart()),
        ("error curve", history.chart()),
        ("boundary", trained.boundary(&points).unwrap().chart()),
        ("perceptron by hand", buyer.chart()),
        ("decision", buyer.decide(cars[0].1).unwrap().chart()),
        ("decisions", buyer.decide_all(cars).unwrap().chart()),
    ]
}
