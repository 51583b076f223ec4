//! The thresholds of a perceptron with one input, among the points.

use crate::network::Perceptron;

pub(crate) const HEIGHT: f64 = 260.0;
/// Where the points of the classes stand, from below.
pub(crate) const ROWS: [f64; 2] = [0.2, 0.8];

pub(crate) fn heading(perceptron: &Perceptron, neuron: usize) -> String {
    if perceptron.n_neurons() == 1 {
        "Threshold".to_owned()
    } else {
        format!("Threshold {}", neuron + 1)
    }
}

/// Where the output of a neuron changes sides.
pub(crate) fn threshold(perceptron: &Perceptron, neuron: usize) -> Option<f64> {
    let at = perceptron.threshold_of(neuron) / perceptron.weight_row(neuron)[0];
    at.is_finite().then_some(at)
}
