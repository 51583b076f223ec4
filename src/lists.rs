//! Lists sorted and mapped, compiled once: each `sort_by` of another type costs every
//! reader 3,000 lines of LLVM's language at the first `:dep`, each `map` that is
//! collected 400.

use std::cmp::Ordering;
use std::collections::HashMap;

/// The numbers from 0 to `n` in the order that `compare` says; equals stay.
pub(crate) fn order_by(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| compare(a, b));
    order
}

/// The numbers in rising order, each once.
pub(crate) fn distinct(numbers: &[usize]) -> Vec<usize> {
    let mut distinct = Vec::with_capacity(numbers.len());
    for i in order_by(numbers.len(), &|a, b| numbers[a].cmp(&numbers[b])) {
        if distinct.last() != Some(&numbers[i]) {
            distinct.push(numbers[i]);
        }
    }
    distinct
}

/// The indices in groups of those that `compare` finds equal, in its order; those of
/// a group rise.
pub(crate) fn groups_by(n: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for i in order_by(n, compare) {
        match groups.last_mut() {
            Some(group) if compare(group[0], i).is_eq() => group.push(i),
            _ => groups.push(vec![i]),
        }
    }
    groups
}

/// An order of rows in which those are equal that have equal values.
pub(crate) fn compare_rows(one: &[f64], other: &[f64]) -> Ordering {
    // 0 and −0 are the same
    let bits = |value: &f64| (value + 0.0).to_bits();
    for (a, b) in one.iter().zip(other) {
        if bits(a) != bits(b) {
            return bits(a).cmp(&bits(b));
        }
    }
    Ordering::Equal
}

/// What `of` makes of each value.
pub(crate) fn mapped<'a, T, U>(values: &'a [T], of: &dyn Fn(&'a T) -> U) -> Vec<U> {
    let mut mapped = Vec::with_capacity(values.len());
    for value in values {
        mapped.push(of(value));
    }
    mapped
}

/// The numbers in rising order.
pub(crate) fn rising(numbers: &[f64]) -> Vec<f64> {
    let mut rising = Vec::with_capacity(numbers.len());
    for i in order_by(numbers.len(), &|a, b| numbers[a].total_cmp(&numbers[b])) {
        rising.push(numbers[i]);
    }
    rising
}

/// Keys and their numbers, from 0 in the order in which they came: the one map of
/// pictures, since each of another type costs a reader 2,000 lines.
#[derive(Clone, Default)]
pub(crate) struct Numbering {
    numbers: HashMap<[u64; 4], usize>,
}

impl Numbering {
    #[inline(never)]
    pub(crate) fn of(keys: &[[u64; 4]]) -> Self {
        let mut numbering = Self::default();
        for key in keys {
            numbering.add(*key);
        }
        numbering
    }

    /// The number of a key, the next one if it is new.
    #[inline(never)]
    pub(crate) fn add(&mut self, key: [u64; 4]) -> usize {
        let next = self.numbers.len();
        *self.numbers.entry(key).or_insert(next)
    }

    /// Whether a key is new; it is not the next time.
    pub(crate) fn is_new(&mut self, key: [u64; 4]) -> bool {
        let next = self.numbers.len();
        self.add(key) == next
    }

    #[inline(never)]
    pub(crate) fn get(&self, key: [u64; 4]) -> Option<usize> {
        self.numbers.get(&key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_numbers() {
        let mut numbering = Numbering::of(&[[3; 4], [1; 4], [3; 4]]);
        assert_eq!([numbering.get([3; 4]), numbering.get([1; 4])], [Some(0), Some(1)]);
        assert_eq!(numbering.get([2; 4]), None);
        assert!(numbering.is_new([2; 4]) && !numbering.is_new([2; 4]));
        assert_eq!(numbering.add([2; 4]), 2);
    }

    #[test]
    fn rising_numbers_keep_the_sign_of_zero() {
        let bits: Vec<u64> =
            rising(&[1.0, 0.0, -1.0, -0.0]).into_iter().map(f64::to_bits).collect();
        assert_eq!(bits, [-1.0, -0.0, 0.0, 1.0].map(f64::to_bits));
    }

    #[test]
    fn equals_stay_in_their_order() {
        let keys = [2, 1, 2, 0, 1];
        assert_eq!(order_by(5, &|a, b| keys[a].cmp(&keys[b])), [3, 1, 4, 0, 2]);
    }

    #[test]
    fn equals_are_a_group() {
        let keys = [2, 1, 2, 0, 1];
        let groups = groups_by(5, &|a, b| keys[a].cmp(&keys[b]));
        assert_eq!(groups, [vec![3], vec![1, 4], vec![0, 2]]);
    }

    #[test]
    fn rows_of_equal_values_are_equal() {
        assert!(compare_rows(&[0.0, 1.0], &[-0.0, 1.0]).is_eq());
        assert!(compare_rows(&[0.0, 1.0], &[0.0, 2.0]).is_lt());
    }

    #[test]
    fn distinct_numbers_rise() {
        assert_eq!(distinct(&[3, 1, 3, 2, 1]), [1, 2, 3]);
        assert!(distinct(&[]).is_empty());
    }

    #[test]
    fn each_value_becomes_another() {
        assert_eq!(mapped(&[1, 2], &|value| f64::from(*value) / 2.0), [0.5, 1.0]);
    }
}
