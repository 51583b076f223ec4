//! One test binary: linked once, a file a topic.

mod data;
mod errors;
mod figures;
mod golden;
mod perceptron;
mod snapshots;
mod training;

use percept::{Dataset, Perceptron};

/// The tutorial's four points.
fn points() -> Dataset {
    let inputs = [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]];
    Dataset::new(inputs, [0.0, 1.0, 1.0, 1.0]).unwrap()
}

/// The tutorial's car buyer.
fn buyer() -> Perceptron {
    let weights =
        [("price", 0.9), ("public transport", 0.5), ("driving skill", 0.2), ("model", 0.4)];
    Perceptron::by_hand(weights, 1.0).unwrap()
}
