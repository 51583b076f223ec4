//! Where a line lies that does not cross its picture.

use crate::view::parts::half_plane::Line;

/// How much of the larger part of a direction the smaller one is, to be named.
const NAMED: f64 = 0.5;

/// `It lies below the picture.`, of a line that does not cross the unit square.
pub(crate) fn sentence(line: &Line) -> Option<String> {
    if line.a == 0.0 && line.b == 0.0 || line.across().is_some() {
        return None;
    }
    // from the middle of the square at a right angle to the line
    let value = line.at([0.5, 0.5]);
    let [right, up] = [-value * line.a, -value * line.b];
    let side = match (part(right, up), part(up, right)) {
        (0, 0) => "outside",
        (0, 1) => "above",
        (0, _) => "below",
        (1, 0) => "to the right of",
        (_, 0) => "to the left of",
        (1, 1) => "above and to the right of",
        (_, 1) => "above and to the left of",
        (1, _) => "below and to the right of",
        (_, _) => "below and to the left of",
    };
    Some(format!("It lies {side} the picture."))
}

/// The sign of a part of a direction, 0 where the other one outweighs it.
fn part(own: f64, other: f64) -> i8 {
    if own == 0.0 || own.abs() < NAMED * other.abs() || own.is_nan() {
        0
    } else if own > 0.0 {
        1
    } else {
        -1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(a: f64, b: f64, c: f64) -> String {
        sentence(&Line { a, b, c }).unwrap_or_default()
    }

    #[test]
    fn each_side_and_corner_has_its_words() {
        // v = -0.3, v = 1.3, u = -0.3, u = 1.3
        assert_eq!(said(0.0, 1.0, 0.3), "It lies below the picture.");
        assert_eq!(said(0.0, -2.0, 2.6), "It lies above the picture.");
        assert_eq!(said(1.0, 0.0, 0.3), "It lies to the left of the picture.");
        assert_eq!(said(-1.0, 0.0, 1.3), "It lies to the right of the picture.");
        // u + v = -0.1, u + v = 2.1, v = u + 1.1, v = u - 1.1
        assert_eq!(said(1.0, 1.0, 0.1), "It lies below and to the left of the picture.");
        assert_eq!(said(1.0, 1.0, -2.1), "It lies above and to the right of the picture.");
        assert_eq!(said(1.0, -1.0, 1.1), "It lies above and to the left of the picture.");
        assert_eq!(said(1.0, -1.0, -1.1), "It lies below and to the right of the picture.");
        // v = -0.3 + 0.1 u
        assert_eq!(said(-0.1, 1.0, 0.3), "It lies below the picture.");
    }

    #[test]
    fn nothing_is_said_of_a_line_in_the_picture_or_of_none() {
        assert_eq!(said(1.0, 1.0, -1.0), "");
        assert_eq!(said(0.0, 0.0, 1.0), "");
    }

    #[test]
    fn a_line_beyond_all_numbers_lies_somewhere() {
        assert_eq!(said(0.0, 1.0, f64::INFINITY), "It lies below the picture.");
        assert!(said(1.0, 1.0, f64::NEG_INFINITY).starts_with("It lies above"));
    }
}
