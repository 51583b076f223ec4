//! Pages with playgrounds, and the library's numbers for what is done on them.

use std::path::Path;

use percept::{Dataset, Delta, Perceptron, toy};
use serde_json::{Value, json};

use crate::points;

/// After so many epochs: weights, bias, and the errors before each of them and
/// after the last.
fn trained(data: &Dataset, epochs: usize, rate: f64) -> Value {
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    // the goal of 0 is never reached: as many epochs as asked for
    let trainer = Delta::new().epochs(epochs + 1).learning_rate(rate).goal(0.0);
    let history = perceptron.train(data, trainer).unwrap();
    json!({
        "bias": perceptron.biases()[0],
        "epochs": epochs,
        "errors": history.errors(),
        "weights": perceptron.weights().iter().copied().collect::<Vec<f64>>(),
    })
}

/// The scripts are tried out in `tests/browser/test_playground.py`.
#[test]
fn pages_for_the_browser() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("playground");
    std::fs::create_dir_all(&folder).unwrap();
    let xor = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).unwrap();
    let many = toy::moons(200, 0.2, 1).unwrap();
    let mut cases = Vec::new();
    for (page, data, rate) in
        [("points", &points(), 0.01), ("xor", &xor, 0.1), ("many", &many, 0.03)]
    {
        let playground = data.playground().unwrap();
        let playground = playground.trainer(Delta::new().learning_rate(rate)).unwrap();
        playground.save_html(folder.join(page).with_extension("html")).unwrap();
        for epochs in [1, 3, 8] {
            cases.push(json!({ "page": page, "after": trained(data, epochs, rate) }));
        }
    }
    // what the page does by hand: a point added, the order shuffled
    let edited =
        Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9], [1.0, 1.0]], [0, 1, 1, 1, 0]);
    let edited = edited.unwrap();
    let shuffled = trained(&edited.clone().shuffle(3).unwrap(), 4, 0.05);
    let years = Dataset::new([[1990, 3], [1995, 8], [2001, 1], [2008, 5]], [1, 0, 0, 1]).unwrap();
    let years = years.name_inputs(["year of the </script>", "age"]).unwrap();
    years.playground().unwrap().save_html(folder.join("years.html")).unwrap();
    let twice = points().playground().unwrap();
    percept::page![&twice, &twice].save_html(folder.join("twice.html")).unwrap();
    let told = json!({ "cases": cases, "edited": trained(&edited, 4, 0.05), "shuffled": shuffled });
    std::fs::write(folder.join("cases.json"), told.to_string()).unwrap();
}
