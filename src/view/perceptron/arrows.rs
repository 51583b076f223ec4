//! Arrows in a picture, and the weights of a neuron as one.

use super::boundary::Boundary;
use crate::chart::{Axis, Color, Dash, Mark, QUIET, between, units_are_equal};

/// How long the arrow of the weights is, in parts of the shorter axis, and by
/// how much it may shrink where there is no room for it.
const LENGTH: f64 = 0.14;
const SHORTER: [f64; 3] = [1.0, 0.7, 0.45];
/// Where on its line it may stand, the best place first; how far samples are
/// from it there, in parts of its length; and of how many that is asked.
const FEET: [f64; 5] = [0.5, 0.35, 0.65, 0.2, 0.8];
const CLEAR: f64 = 0.3;
const MAX_ASKED: usize = 1000;
/// The barbs of an arrow, in parts of it.
const BARB: f64 = 0.28;
/// Across to along.
const SLANT: f64 = 0.5;

/// A line with barbs at its end, which are at most so long. Only where units are
/// equal on both axes are they alike.
pub(crate) fn arrow(
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

/// From a neuron's line in the direction of its weights, which is at a right
/// angle on it; seen as one only where units are equal. From the middle, unless
/// a sample lies there.
pub(crate) fn of_weights(
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
    let room = [axes[0].high - axes[0].low, axes[1].high - axes[1].low];
    let longest = LENGTH * room[0].min(room[1]);
    let standing = |share: f64| {
        let foot = between(from, to, share);
        SHORTER.into_iter().find_map(|part| {
            let k = part * longest / x.hypot(y);
            let tip = [foot[0] + k * x, foot[1] + k * y];
            let inside = |i: usize| axes[i].low <= tip[i] && tip[i] <= axes[i].high;
            (inside(0) && inside(1)).then_some([foot, tip])
        })
    };
    let free = |[foot, tip]: &[[f64; 2]; 2]| {
        (0..boundary.data.n_samples().min(MAX_ASKED)).all(|sample| {
            match boundary.data.input_row(sample) {
                [x, y] => distance([*x, *y], [*foot, *tip]) > CLEAR * longest,
                _ => true,
            }
        })
    };
    let ends = FEET.into_iter().filter_map(standing).find(free).or_else(|| standing(FEET[0]))?;
    Some(arrow("direction of weights", (QUIET, 2.0), ends, BARB * longest))
}

/// How far a point is from the nearest place between two others.
fn distance(point: [f64; 2], [from, to]: [[f64; 2]; 2]) -> f64 {
    let way = [to[0] - from[0], to[1] - from[1]];
    let beside = [point[0] - from[0], point[1] - from[1]];
    let length = way[0] * way[0] + way[1] * way[1];
    let share = if length > 0.0 { (beside[0] * way[0] + beside[1] * way[1]) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    (beside[0] - share * way[0]).hypot(beside[1] - share * way[1])
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
    fn a_point_is_as_far_from_an_arrow_as_from_its_nearest_place() {
        let ends = [[0.0, 0.0], [3.0, 4.0]];
        assert_eq!(distance([-3.0, -4.0], ends), 5.0);
        assert_eq!(distance([3.0, 5.0], ends), 1.0);
        assert!((distance([1.5 - 0.8, 2.0 + 0.6], ends) - 1.0).abs() < 1e-12);
        assert_eq!(distance([1.0, 0.0], [[0.0, 0.0]; 2]), 1.0);
    }

    #[test]
    fn an_arrow_without_length_has_no_barbs() {
        let nowhere = arrow("", (QUIET, 1.0), [[1.0, 1.0]; 2], 1.0);
        assert!(matches!(nowhere, Mark::Line { at, .. } if at.len() == 2));
    }
}
