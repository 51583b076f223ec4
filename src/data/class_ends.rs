//! The two values of each target that stand for two classes, found in the data.

use crate::matrix::Matrix;

/// By target, the lower and the higher of its two values; `None` if one of them
/// has more values, or not two to know of.
///
/// A target that has only one value shares the two of the others, if those have
/// the same: of several classes, one may be missing.
pub(crate) fn ends_of(targets: &Matrix) -> Option<Vec<[f64; 2]>> {
    if targets.n_columns() == 0 {
        return None;
    }
    let mut rows = targets.rows();
    let first = rows.next()?;
    let mut found: Vec<[f64; 2]> = first.iter().map(|value| [*value + 0.0; 2]).collect();
    for row in rows {
        for ([low, high], &value) in found.iter_mut().zip(row) {
            if value == *low || value == *high {
                continue;
            }
            if *low != *high {
                return None;
            }
            // never −0
            (*low, *high) = (low.min(value) + 0.0, high.max(value) + 0.0);
        }
    }
    settled(found)
}

/// The two values of each target, from the smallest and the largest of it.
pub(crate) fn settled(mut found: Vec<[f64; 2]>) -> Option<Vec<[f64; 2]>> {
    // what is always −1 is a class, whose other is 1
    if found == [[-1.0, -1.0]] {
        return Some(vec![[-1.0, 1.0]]);
    }
    let shared = *found.iter().find(|[low, high]| low < high)?;
    for ends in &mut found {
        if ends[0] == ends[1] && shared.contains(&ends[0]) {
            *ends = shared;
        }
    }
    found.iter().all(|[low, high]| low < high).then_some(found)
}

/// Whether every value is one of the two of its target.
pub(crate) fn only_ends(targets: &Matrix, ends: &[[f64; 2]]) -> bool {
    if targets.n_columns() != ends.len() {
        return false;
    }
    for row in targets.rows() {
        for (value, two) in row.iter().zip(ends) {
            if !two.contains(value) {
                return false;
            }
        }
    }
    true
}
