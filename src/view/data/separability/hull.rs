//! The convex hull of points in a plane.

use crate::lists::order_by;

/// The corners of the convex hull, one after the other.
///
/// A. M. Andrew, "Another efficient algorithm for convex hulls in two
/// dimensions", *Information Processing Letters* 9(5), 1979.
pub(crate) fn hull(all: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let compare = |[a, b]: [f64; 2], [c, d]: [f64; 2]| a.total_cmp(&c).then(b.total_cmp(&d));
    let mut spots: Vec<[f64; 2]> = Vec::new();
    for spot in order_by(all.len(), &|a, b| compare(all[a], all[b])) {
        if spots.last() != Some(&all[spot]) {
            spots.push(all[spot]);
        }
    }
    let mut hull: Vec<[f64; 2]> = Vec::new();
    for turn in 0..2 {
        let start = hull.len();
        for &spot in &spots {
            while hull.len() > start + 1 && !turns(hull[hull.len() - 2], hull[hull.len() - 1], spot)
            {
                hull.pop();
            }
            hull.push(spot);
        }
        // the last corner of a half is the first of the other
        if turn == 0 || hull.len() > start + 1 {
            hull.pop();
        }
        spots.reverse();
    }
    hull
}

/// Whether the way over three points turns left; halved, so that differences
/// stay in the range of floats.
fn turns(first: [f64; 2], second: [f64; 2], third: [f64; 2]) -> bool {
    let way = |to: [f64; 2]| [to[0] / 2.0 - first[0] / 2.0, to[1] / 2.0 - first[1] / 2.0];
    let (short, long) = (way(second), way(third));
    short[0] * long[1] - short[1] * long[0] > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_has_its_corners_in_order() {
        let spots = vec![[0.0, 0.0], [2.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 2.0], [1.0, 0.0]];
        assert_eq!(hull(&spots), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
    }

    #[test]
    fn hulls_of_few_and_of_collinear_points_are_their_ends() {
        assert_eq!(hull(&[[1.0, 2.0]]), [[1.0, 2.0]]);
        assert_eq!(hull(&[[1.0, 2.0], [1.0, 2.0]]), [[1.0, 2.0]]);
        assert_eq!(hull(&[[1.0, 1.0], [0.0, 0.0], [2.0, 2.0]]), [[0.0, 0.0], [2.0, 2.0]]);
    }
}
