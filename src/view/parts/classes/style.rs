//! Which colour and marker a class has: its targets decide, not the classes that
//! stand beside it.

use crate::chart::MAX_CLASSES;
use crate::network::Sides;

/// Targets whose combinations can all be told apart.
const MAX_BITS: usize = MAX_CLASSES.ilog2() as usize;

/// The number of a class among `all` that there are, with the two values of each
/// target if they are known.
///
/// Of three targets or more, the place of the only 1. Of targets with two values
/// each, the lower is 0 and the higher 1, the first target the highest bit, as
/// in the regions of a boundary. Else the place among `all` in their order.
pub(crate) fn number(row: &[f64], all: &[&[f64]], ends: Option<&[[f64; 2]]>) -> usize {
    let one = if row.len() > 2 { place_of_one(row, all) } else { None };
    one.or_else(|| code(row, all, ends)).unwrap_or_else(|| rank(row, all))
}

/// The number of the region that a row of targets is on the side of.
pub(crate) fn side(row: &[f64], sides: &Sides) -> Option<usize> {
    if row.len() > MAX_BITS || row.len() != sides.targets.len() {
        return None;
    }
    let mut code = 0;
    for (column, target) in row.iter().enumerate() {
        code = 2 * code + usize::from(sides.of_target(column, *target));
    }
    Some(code)
}

fn code(row: &[f64], all: &[&[f64]], ends: Option<&[[f64; 2]]>) -> Option<usize> {
    if row.len() > MAX_BITS {
        return None;
    }
    let mut code = 0;
    for (column, target) in row.iter().enumerate() {
        let high = match ends {
            Some(ends) if ends[column].contains(target) => *target == ends[column][1],
            _ => is_high(*target, column, all)?,
        };
        code = 2 * code + usize::from(high);
    }
    Some(code)
}

/// Whether it is the higher of a column's two values; of a single one, whether
/// it is nearer to 1 than to 0. None where there are more.
fn is_high(target: f64, column: usize, all: &[&[f64]]) -> Option<bool> {
    let (mut low, mut high) = (target, target);
    for row in all {
        low = low.min(row[column]);
        high = high.max(row[column]);
    }
    for row in all {
        if row[column] != low && row[column] != high {
            return None;
        }
    }
    Some(if low == high { target > 0.5 } else { target == high })
}

/// Where the 1 is, if every row has one among zeros.
fn place_of_one(row: &[f64], all: &[&[f64]]) -> Option<usize> {
    for other in all {
        only_one(other)?;
    }
    only_one(row)
}

/// The place of a single 1 among zeros.
fn only_one(row: &[f64]) -> Option<usize> {
    let mut one = None;
    for (i, &target) in row.iter().enumerate() {
        if target == 1.0 && one.replace(i).is_some() || target != 0.0 && target != 1.0 {
            return None;
        }
    }
    one
}

fn rank(row: &[f64], all: &[&[f64]]) -> usize {
    let mut before: Vec<&[f64]> = Vec::new();
    for other in all {
        if *other < row && !before.contains(other) {
            before.push(other);
        }
    }
    before.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers<const N: usize>(rows: &[[f64; N]]) -> Vec<usize> {
        let all: Vec<&[f64]> = rows.iter().map(|row| &row[..]).collect();
        all.iter().map(|row| number(row, &all, None)).collect()
    }

    #[test]
    fn two_values_are_0_and_1_whichever_of_them_is_there() {
        assert_eq!(numbers(&[[0.0], [1.0]]), [0, 1]);
        assert_eq!((numbers(&[[1.0]]), numbers(&[[0.0]])), (vec![1], vec![0]));
        assert_eq!((numbers(&[[-1.0], [1.0]]), numbers(&[[-1.0]])), (vec![0, 1], vec![0]));
        assert_eq!(numbers(&[[5.0], [9.0]]), [0, 1]);
    }

    #[test]
    fn two_targets_are_a_number_of_two_bits() {
        assert_eq!(numbers(&[[0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), [1, 2, 3]);
        assert_eq!(numbers(&[[-1.0, 1.0], [1.0, -1.0]]), [1, 2]);
        assert_eq!(numbers(&[[1.0, 1.0]]), [3]);
    }

    #[test]
    fn more_targets_are_numbered_by_their_only_1_or_in_order() {
        assert_eq!(numbers(&[[0.0, 0.0, 1.0], [0.0, 1.0, 0.0]]), [2, 1]);
        assert_eq!(numbers(&[[0.0, 1.0, 1.0], [0.0, 1.0, 0.0]]), [3, 2]);
        assert_eq!(numbers(&[[0.0, 1.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0]]), [1, 0]);
        assert_eq!(numbers(&[[3.0], [1.0], [2.0], [1.0]]), [2, 0, 1, 0]);
    }

    #[test]
    fn known_values_say_which_of_them_is_there() {
        let ones: [&[f64]; 1] = [&[1.0]];
        assert_eq!(number(&[1.0], &ones, Some(&[[1.0, 2.0]])), 0);
        assert_eq!(number(&[1.0], &ones, Some(&[[-1.0, 1.0]])), 1);
        assert_eq!(number(&[1.0], &ones, None), 1);
    }

    #[test]
    fn a_target_is_on_the_side_of_the_nearer_end() {
        let side = |row: &[f64], ends: &[[f64; 2]]| {
            side(row, &Sides { targets: ends.to_vec(), outputs: ends.to_vec() })
        };
        assert_eq!(side(&[0.9], &[[0.0, 1.0]]), Some(1));
        assert_eq!(side(&[0.3], &[[-1.0, 1.0]]), Some(1));
        assert_eq!(side(&[0.3], &[[0.0, 1.0]]), Some(0));
        assert_eq!(side(&[0.0, 1.0], &[[0.0, 1.0]; 2]), Some(1));
        assert_eq!(side(&[0.0, 1.0, 1.0], &[[0.0, 1.0]; 3]), Some(3));
        assert_eq!(side(&[0.0; 4], &[[0.0, 1.0]; 4]), None);
    }
}
