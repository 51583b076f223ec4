//! Remarks from the errors of a run.

use super::{Kind, Remark};
use crate::train::{History, Stop};

pub(super) fn diverged(history: &History) -> Option<Remark> {
    let (first, epoch) = (*history.errors.first()?, history.kept_epoch()?);
    let kept = *history.errors.get(epoch)?;
    (history.stop == Stop::Diverged && kept > first).then_some(Remark::StartAnew { kept, first })
}

/// Whether the error stays where one answer for all samples would put it.
pub(super) fn stuck(history: &History, error: f64, constant: f64) -> Option<Remark> {
    const FEWEST: usize = 10;
    let errors = &history.errors;
    let middle = errors[errors.len() / 2];
    let rests = (middle - history.last_error()).abs() <= 0.01 * middle;
    (errors.len() >= FEWEST && rests && error >= 0.9 * constant)
        .then_some(Remark::Stuck { constant })
}

/// A learning rate that the errors show to be too low or too high.
pub(super) fn rate(history: &History, kind: Kind, in_order: bool) -> Option<Remark> {
    const FEWEST: usize = 10;
    let rate = history.learning_rate?;
    let errors = &history.errors;
    if errors.len() < FEWEST || !matches!(history.stop, Stop::EpochsReached | Stop::TimeUp) {
        return None;
    }
    if kind == Kind::Perceptron && barely_moved(history) || falls_evenly(errors) {
        return Some(Remark::TooLow { rate });
    }
    let smooth = matches!(kind, Kind::Layers | Kind::Sequence) && !in_order;
    (smooth && swings(errors)).then_some(Remark::TooHigh { rate })
}

/// Weights that are, to three digits, those from before learning.
fn barely_moved(history: &History) -> bool {
    let (Some(first), Some(last)) = (history.weights.first(), history.weights.last()) else {
        return false;
    };
    let (mut size, mut moved) = (0.0_f64, 0.0_f64);
    for (first, last) in first.iter().zip(last) {
        size = size.max(first.abs());
        moved = moved.max((last - first).abs());
    }
    moved < 1e-3 * size
}

/// Whether the error falls by about the same small amount in each epoch.
fn falls_evenly(errors: &[f64]) -> bool {
    let falls = |at: usize| errors[at] - errors[at + 1];
    let n = errors.len();
    let (first, last) = (errors[0], errors[n - 1]);
    let fallen = first - last;
    fallen > 0.0
        && fallen < 0.2 * first
        && falls(0) > 0.0
        && falls(n - 2) > 0.7 * falls(0)
        && errors.windows(2).all(|pair| pair[1] <= pair[0])
}

/// Whether the error goes up as often as down in the later half, and has not
/// come far.
fn swings(errors: &[f64]) -> bool {
    let later = &errors[errors.len() / 2..];
    let rises = later.windows(2).filter(|pair| pair[1] > pair[0]).count();
    4 * rises > later.len() && errors[errors.len() - 1] > 0.5 * errors[0]
}
