//! Lines and half-planes in the unit square of a picture.

use crate::chart::Axis;

/// `a·u + b·v + c`, positive on one side of a line.
pub(crate) struct Line {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) c: f64,
}

pub(crate) type Polygon = Vec<[f64; 2]>;

pub(crate) const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

/// Where a point of the unit square stands on the axes.
pub(crate) fn place([x, y]: [&Axis; 2], [u, v]: [f64; 2]) -> [f64; 2] {
    [x.low * (1.0 - u) + x.high * u, y.low * (1.0 - v) + y.high * v]
}

/// The edge of such a polygon on the axes, back to where it begins.
pub(crate) fn closed(polygon: &[[f64; 2]], axes: [&Axis; 2]) -> Vec<[f64; 2]> {
    let mut at = Vec::with_capacity(polygon.len() + 1);
    for corner in polygon {
        at.push(place(axes, *corner));
    }
    at.extend(at.first().copied());
    at
}

impl Line {
    pub(crate) fn at(&self, [u, v]: [f64; 2]) -> f64 {
        self.a * u + self.b * v + self.c
    }

    /// Positive where this one is greater than `other`.
    pub(crate) fn above(&self, other: &Self) -> Self {
        Self { a: self.a - other.a, b: self.b - other.b, c: self.c - other.c }
    }

    /// The parts of a convex polygon where the line is positive and where not.
    pub(crate) fn split(&self, polygon: &[[f64; 2]]) -> (Polygon, Polygon) {
        let (mut positive, mut other) = (Polygon::new(), Polygon::new());
        for (i, &corner) in polygon.iter().enumerate() {
            if self.at(corner) > 0.0 {
                positive.push(corner);
            } else {
                other.push(corner);
            }
            if let Some(crossing) = self.crossing(polygon, i) {
                positive.push(crossing);
                other.push(crossing);
            }
        }
        (positive, other)
    }

    /// The two points where the line enters and leaves the unit square.
    pub(crate) fn across(&self) -> Option<[[f64; 2]; 2]> {
        let mut ends = Vec::new();
        for i in 0..SQUARE.len() {
            if let Some(crossing) = self.crossing(&SQUARE, i) {
                ends.push(crossing);
            }
        }
        match ends[..] {
            [first, second] => Some([first, second]),
            _ => None,
        }
    }

    /// Where the line crosses the edge that begins at corner `i`, if it does.
    fn crossing(&self, polygon: &[[f64; 2]], i: usize) -> Option<[f64; 2]> {
        let (from, to) = (polygon[i], polygon[(i + 1) % polygon.len()]);
        let (s, t) = (self.at(from), self.at(to));
        if (s > 0.0) == (t > 0.0) {
            return None;
        }
        let k = s / (s - t);
        Some([from[0] + k * (to[0] - from[0]), from[1] + k * (to[1] - from[1])])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIAGONAL: Line = Line { a: 1.0, b: 1.0, c: -1.0 };

    fn area(polygon: &[[f64; 2]]) -> f64 {
        let next = polygon.iter().cycle().skip(1);
        let twice: f64 = polygon.iter().zip(next).map(|([x, y], [p, q])| x * q - p * y).sum();
        twice / 2.0
    }

    #[test]
    fn a_line_splits_the_square_without_a_gap() {
        for line in [DIAGONAL, Line { a: 3.0, b: -1.0, c: -0.7 }, Line { a: 0.0, b: 1.0, c: -0.25 }]
        {
            let (positive, other) = line.split(&SQUARE);
            assert!((area(&positive) + area(&other) - 1.0).abs() < 1e-12);
        }
        assert!((area(&DIAGONAL.split(&SQUARE).0) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn a_line_outside_the_square_does_not_cross_it() {
        assert!(DIAGONAL.across().is_some());
        assert_eq!(Line { a: 1.0, b: 0.0, c: 5.0 }.across(), None);
        assert_eq!(Line { a: 0.0, b: 0.0, c: 0.0 }.across(), None);
    }
}
