use ndarray::Array2;

use super::{Transfer, dot};
use crate::data::row_of;

/// A layer whose outputs are its next inputs: every state from `start` on until
/// nothing changes any more, at most `most` updates.
pub(crate) fn settle(
    weights: &Array2<f64>,
    transfer: Transfer,
    start: Vec<f64>,
    most: usize,
) -> Vec<Vec<f64>> {
    let mut states = vec![start];
    for _ in 0..most {
        let Some(now) = states.last() else { break };
        let mut next = Vec::with_capacity(now.len());
        for neuron in 0..weights.nrows() {
            next.push(transfer.apply(dot(row_of(weights, neuron), now)));
        }
        if next == *now {
            break;
        }
        states.push(next);
    }
    states
}
