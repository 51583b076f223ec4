//! Outputs as the colours of a plane's cells.

use crate::chart::{BLUE, VERMILLION, apart, class, significant, tint};
use crate::data::Dataset;
use crate::matrix::Matrix;
use crate::view::parts::classes::names::with_class;
use crate::view::parts::classes::shown::Kept;

/// Shades from one end of the outputs to the other, and from no confidence to
/// full confidence in a class.
pub(crate) const SHADES: usize = 13;
/// The strongest colours: as pale as regions, so that points stand out.
const TINT: f64 = 0.3;
const STEPS: usize = 5;

/// By cell, which of some colours it has; and these colours.
pub(crate) type Shaded = (Vec<usize>, Vec<String>);

/// The range of a transfer function, or of what came where that has no end.
pub(crate) fn ends(outputs: &Matrix, column: usize, [low, high]: [f64; 2]) -> [f64; 2] {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for cell in 0..outputs.n_rows() {
        least = least.min(outputs.row(cell)[column]);
        most = most.max(outputs.row(cell)[column]);
    }
    [if low.is_finite() { low } else { least }, if high.is_finite() { high } else { most }]
}

/// What the colours of an output are whose lowest and highest shade are `ends`:
/// `an output of 0 (no)` and `one of 1 (yes)`.
pub(crate) fn ends_words(data: &Dataset, ends: [f64; 2], [low, high]: [f64; 2]) -> [String; 2] {
    let [less, more] = [low < ends[0], high > ends[1]];
    let digits = apart(&ends, 4);
    let said = |end: f64, beyond: &str| with_class(data, end, significant(end, digits) + beyond);
    [
        said(ends[0], if less { " or less" } else { "" }),
        said(ends[1], if more { " or more" } else { "" }),
    ]
}

/// One output from orange, where it is low, to blue.
pub(crate) fn output_map(outputs: &Matrix, column: usize, [low, high]: [f64; 2]) -> Shaded {
    let mut shades = Vec::with_capacity(outputs.n_rows());
    for cell in 0..outputs.n_rows() {
        shades.push(step(outputs.row(cell)[column], [low, high], SHADES));
    }
    (shades, colors())
}

/// From orange by white to blue.
pub(crate) fn colors() -> Vec<String> {
    let mut colors = Vec::with_capacity(SHADES);
    for shade in 0..SHADES {
        let side = 2.0 * shade as f64 / (SHADES - 1) as f64 - 1.0;
        let color = if side < 0.0 { VERMILLION } else { BLUE };
        colors.push(tint(color, TINT * side.abs()));
    }
    colors
}

/// The shade of an output in each cell, with what is rounded away.
pub(crate) fn heights(outputs: &Matrix, column: usize, range: [f64; 2]) -> Vec<f64> {
    let mut heights = Vec::with_capacity(outputs.n_rows());
    for cell in 0..outputs.n_rows() {
        heights.push(share(outputs.row(cell)[column], range) * SHADES as f64);
    }
    heights
}

/// How far a value is on its way through a range.
fn share(value: f64, [low, high]: [f64; 2]) -> f64 {
    let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
    // a range of no width has its values in the middle
    if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) }
}

/// Which of `steps` equal parts of a range a value lies in.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is between 0 and 1"
)]
fn step(value: f64, range: [f64; 2], steps: usize) -> usize {
    ((share(value, range) * steps as f64) as usize).min(steps - 1)
}

/// The colour of the class whose output is the largest.
pub(crate) fn class_map(outputs: &Matrix, range: [f64; 2], kept: &Kept) -> Shaded {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for column in 0..outputs.n_columns() {
        let [low, high] = ends(outputs, column, range);
        least = least.min(low);
        most = most.max(high);
    }
    let mut shades = Vec::with_capacity(outputs.n_rows());
    for cell in 0..outputs.n_rows() {
        let (class, lead) = leader(outputs.row(cell));
        shades.push(kept.look(class) * STEPS + step(lead, [0.0, most - least], STEPS));
    }
    let mut colors = Vec::new();
    for i in 0..kept.n_looks() {
        for strength in 0..STEPS {
            colors
                .push(tint(class(i).0, TINT * (0.2 + 0.8 * strength as f64 / (STEPS - 1) as f64)));
        }
    }
    (shades, colors)
}

/// The class whose output is the largest in each cell.
pub(crate) fn leaders(outputs: &Matrix) -> Vec<usize> {
    (0..outputs.n_rows()).map(|cell| leader(outputs.row(cell)).0).collect()
}

/// The largest output, and how far it is ahead of the second.
fn leader(outputs: &[f64]) -> (usize, f64) {
    let (mut best, mut second) = (0, f64::NEG_INFINITY);
    for (i, &output) in outputs.iter().enumerate().skip(1) {
        if output > outputs[best] {
            second = outputs[best];
            best = i;
        } else {
            second = second.max(output);
        }
    }
    (best, outputs[best] - second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_falls_into_equal_steps() {
        let steps = |value| step(value, [-1.0, 1.0], 4);
        assert_eq!([-9.0, -1.0, -0.4, 0.0, 0.6, 1.0, 9.0].map(steps), [0, 0, 1, 2, 3, 3, 3]);
        assert_eq!(step(5.0, [5.0, 5.0], 13), 6);
        assert_eq!(step(f64::MAX, [-f64::MAX, f64::MAX], 13), 12);
    }

    #[test]
    fn the_leader_is_ahead_of_the_second() {
        assert_eq!(leader(&[0.1, 0.7, 0.2]), (1, 0.7 - 0.2));
        assert_eq!(leader(&[0.5, 0.25, 0.5]), (0, 0.0));
    }
}
