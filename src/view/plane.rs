//! Lines and half-planes in the unit square of a picture.

/// `a·u + b·v + c`, positive on one side of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) a: f64,
    pub(crate) b: f64,
    pub(crate) c: f64,
}

pub(crate) type Polygon = Vec<[f64; 2]>;

pub(crate) const SQUARE: [[f64; 2]; 4] = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

impl Line {
    fn at(&self, [u, v]: [f64; 2]) -> f64 {
        self.a * u + self.b * v + self.c
    }

    /// The parts of a convex polygon where the line is positive and where not.
    pub(crate) fn split(&self, polygon: &[[f64; 2]]) -> (Polygon, Polygon) {
        let (mut positive, mut other) = (Polygon::new(), Polygon::new());
        let next = polygon.iter().cycle().skip(1);
        for (&from, &to) in polygon.iter().zip(next) {
            let (s, t) = (self.at(from), self.at(to));
            if s > 0.0 {
                positive.push(from);
            } else {
                other.push(from);
            }
            if (s > 0.0) != (t > 0.0) {
                let k = s / (s - t);
                let edge = [from[0] + k * (to[0] - from[0]), from[1] + k * (to[1] - from[1])];
                positive.push(edge);
                other.push(edge);
            }
        }
        (positive, other)
    }

    /// The two points where the line enters and leaves the unit square.
    pub(crate) fn across(&self) -> Option<[[f64; 2]; 2]> {
        let next = SQUARE.iter().cycle().skip(1);
        let mut ends = Vec::new();
        for (&from, &to) in SQUARE.iter().zip(next) {
            let (s, t) = (self.at(from), self.at(to));
            if (s > 0.0) != (t > 0.0) {
                let k = s / (s - t);
                ends.push([from[0] + k * (to[0] - from[0]), from[1] + k * (to[1] - from[1])]);
            }
        }
        match ends[..] {
            [first, second] => Some([first, second]),
            _ => None,
        }
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
