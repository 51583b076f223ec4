//! States, until they settle.

use crate::matrix::Matrix;
use crate::network::{Transfer, dot};

/// States that are kept, the last in place of the one before it beyond that.
const KEPT: usize = 1000;

/// A layer whose outputs are its next inputs: every state from `start` on until
/// nothing changes any more or two states follow each other forever, at most
/// `most` updates. The last state is always that after `most` updates.
pub(crate) fn settle(
    weights: &Matrix,
    transfer: Transfer,
    start: Vec<f64>,
    most: usize,
) -> Vec<Vec<f64>> {
    settle_keeping(weights, transfer, start, most, KEPT)
}

/// Where that ends.
pub(crate) fn settled(
    weights: &Matrix,
    transfer: Transfer,
    start: Vec<f64>,
    most: usize,
) -> Vec<f64> {
    settle_keeping(weights, transfer, start, most, 1).pop().unwrap_or_default()
}

fn settle_keeping(
    weights: &Matrix,
    transfer: Transfer,
    start: Vec<f64>,
    most: usize,
    kept: usize,
) -> Vec<Vec<f64>> {
    let mut before: Option<Vec<f64>> = None;
    let mut now = start;
    let mut states = vec![now.clone()];
    let mut keep = |state: &Vec<f64>| {
        states.truncate(kept.max(2) - 1);
        states.push(state.clone());
    };
    for done in 1..=most {
        let mut next = Vec::with_capacity(now.len());
        for own in weights.rows() {
            next.push(transfer.apply(dot(own, &now)));
        }
        if next == now {
            break;
        }
        keep(&next);
        if before.as_ref() == Some(&next) {
            // the other of the two, where that is the last one
            if (most - done) % 2 == 1 {
                keep(&now);
            }
            break;
        }
        before = Some(std::mem::replace(&mut now, next));
    }
    states
}
