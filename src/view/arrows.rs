//! Arrows in a picture, and the weights of a neuron as one.

use super::boundary::Boundary;
use crate::chart::{Axis, Color, Dash, Mark, QUIET, units_are_equal};

/// How long the arrow of the weights is, in parts of the shorter axis, and by
/// how much it may shrink where there is no room for it.
const LENGTH: f64 = 0.14;
const SHORTER: [f64; 3] = [1.0, 0.7, 0.45];
/// The barbs of an arrow, in parts of it.
const BARB: f64 = 0.28;
/// Across to along.
const SLANT: f64 = 0.5;

/// A line with barbs at its end, which are at most so long. Only where units are
/// equal on both axes are they alike.
pub(super) fn arrow(
    name: &str,
    (color, width): (Color, f64),
    [from, to]: [[f64; 2]; 2],
    longest: f64,
) -> Mark {
    let way = [to[0] - from[0], to[1] - from[1]];
    let length = way[0].hypot(way[1]);
    let mut at = vec![from, to];
    if length > 0.0 {
        let barb = (BARB * length).min(longest);
        let [along, across] = [barb / length, SLANT * barb / length];
        let end = |side: f64| {
            [
                to[0] - along * way[0] - side * across * way[1],
                to[1] - along * way[1] + side * across * way[0],
            ]
        };
        at.extend([end(1.0), to, end(-1.0)]);
    }
    let [name, hover] = [name.to_owned(), name.to_owned()];
    Mark::Line { name, color, width, dash: Dash::Solid, dots: false, hover, at }
}

/// From the middle of a neuron's line in the direction of its weights, which is
/// at a right angle on it; seen as one only where units are equal.
pub(super) fn of_weights(
    boundary: &Boundary,
    ends: [[f64; 2]; 2],
    axes: [&Axis; 2],
) -> Option<Mark> {
    let [x, y] = *boundary.perceptron.weight_row(0) else { return None };
    let largest = x.abs().max(y.abs());
    if boundary.perceptron.n_neurons() > 1 || largest == 0.0 || !units_are_equal(axes) {
        return None;
    }
    let [x, y] = [x / largest, y / largest];
    let [from, to] = ends;
    let middle = [0, 1].map(|i| from[i] / 2.0 + to[i] / 2.0);
    let room = axes.map(|axis| axis.high - axis.low);
    let longest = LENGTH * room[0].min(room[1]);
    let tip = SHORTER.into_iter().find_map(|part| {
        let k = part * longest / x.hypot(y);
        let tip = [middle[0] + k * x, middle[1] + k * y];
        let inside = |i: usize| axes[i].low <= tip[i] && tip[i] <= axes[i].high;
        (inside(0) && inside(1)).then_some(tip)
    })?;
    Some(arrow("direction of weights", (QUIET, 2.0), [middle, tip], BARB * longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barbs_lie_to_both_sides_and_are_as_long() {
        let Mark::Line { at, .. } = arrow("", (QUIET, 1.0), [[1.0, 1.0], [4.0, 5.0]], 1.0) else {
            panic!("no line")
        };
        let [_, to, one, again, other] = at[..] else { panic!("{at:?}") };
        assert_eq!((to, again), ([4.0, 5.0], [4.0, 5.0]));
        let barb = |end: [f64; 2]| [end[0] - to[0], end[1] - to[1]];
        let [one, other] = [barb(one), barb(other)];
        // along (3, 4) / 5 they are 1 long, across 0.5
        for [x, y] in [one, other] {
            assert!((x * 0.6 + y * 0.8 + 1.0).abs() < 1e-12, "{x} {y}");
        }
        assert!((one[0] * 0.8 - one[1] * 0.6 + other[0] * 0.8 - other[1] * 0.6).abs() < 1e-12);
        assert!((one[0] * 0.8 - one[1] * 0.6).abs() - 0.5 < 1e-12);
    }

    #[test]
    fn an_arrow_without_length_has_no_barbs() {
        let nowhere = arrow("", (QUIET, 1.0), [[1.0, 1.0]; 2], 1.0);
        assert!(matches!(nowhere, Mark::Line { at, .. } if at.len() == 2));
    }
}
