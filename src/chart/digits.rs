//! How many digits it takes to tell numbers apart.

use super::number::{ALL, significant};
use crate::lists::rising;

/// Digits up to which numbers that were computed are compared: what differs
/// behind them is rounding.
const COMPUTED: usize = 12;

/// The same of numbers that were given and are not whole.
const GIVEN: usize = 15;

/// How many digits before the point are filled up, so that no exponent is needed.
const NEARLY: usize = 6;

/// The fewest digits, at least `least`, with which something holds; all digits
/// if it does with no fewer.
pub(crate) fn fewest(least: usize, holds: &dyn Fn(usize) -> bool) -> usize {
    (least..ALL).find(|digits| holds(*digits)).unwrap_or(ALL)
}

/// What a reader makes of `value` with the given number of digits.
pub(crate) fn read(value: f64, digits: usize) -> f64 {
    format!("{value:.*e}", digits.saturating_sub(1)).parse().unwrap_or(value)
}

/// The fewest digits, at least `least`, that tell different values apart.
/// Values that differ by rounding only are the same.
pub(crate) fn apart(values: &[f64], least: usize) -> usize {
    all_apart(values, least, GIVEN)
}

/// As [`apart`], for values that were computed.
pub(crate) fn computed_apart(values: &[f64], least: usize) -> usize {
    all_apart(values, least, COMPUTED)
}

fn all_apart(values: &[f64], least: usize, most: usize) -> usize {
    let mut sorted = rising(values);
    sorted.retain(|value| value.is_finite());
    let mut digits = least;
    for pair in sorted.windows(2) {
        if let [low, high] = *pair
            && differ(low, high, most)
        {
            digits = fewest(digits, &|digits| read(low, digits) != read(high, digits));
        }
    }
    let whole = whole_digits(&sorted);
    let written_out = digits > least && digits < whole && whole < digits + NEARLY;
    if written_out { whole } else { digits }
}

/// The digits before the point of the largest of sorted numbers.
fn whole_digits(sorted: &[f64]) -> usize {
    let ends = sorted.first().into_iter().chain(sorted.last());
    let largest = ends.fold(0.0_f64, |largest, end| largest.max(end.abs()));
    (1..ALL)
        .find(|digits| format!("1e{digits}").parse().is_ok_and(|power: f64| largest < power))
        .unwrap_or(0)
}

/// Whether two numbers differ by more than rounding; whole ones are exact.
fn differ(a: f64, b: f64, most: usize) -> bool {
    let whole = a.fract() == 0.0 && b.fract() == 0.0;
    a != b && (whole || read(a, most) != read(b, most))
}

/// `value` with as many digits, at least `least`, as tell it apart from the
/// different ones `among` which it stands. For values that were computed.
pub(crate) fn told_apart(value: f64, among: &[f64], least: usize) -> String {
    let mut digits = least;
    for &other in among {
        digits = digits.max(computed_apart(&[value, other], digits));
    }
    significant(value, digits)
}

/// `value` with as many digits, at least four, as its place in `[low, high]`
/// takes: an error of a thousandth of the range is none.
pub(crate) fn within(value: f64, [low, high]: [f64; 2]) -> String {
    let room = (high / 2.0 - low / 2.0).abs() / 500.0;
    let near = |digits: usize| (read(value, digits) - value).abs() <= room;
    significant(value, if room > 0.0 { fewest(4, &near) } else { 4 })
}

/// A share of a whole, or another score that is 1 at best: 0.99999 is not 1,
/// and what is above 0 is not 0.
pub(crate) fn share(value: f64) -> String {
    significant(value, apart(&[value, 1.0], 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_numbers_have_the_digits_that_tell_them_apart_and_no_more() {
        let cases: [(&[f64], usize); 9] = [
            (&[1998.0, 2000.0, 1999.5], 5),
            (&[0.5, 0.25, 1.0], 4),
            (&[1.6e9, 1.6e9 + 1.0], 10),
            (&[1e15, 1e15 + 1.0], 16),
            (&[1.6e9, 1.600_000_01e9], 10),
            (&[1.0, 1.0 + 1e-12], 13),
            (&[0.1 + 0.2, 0.3], 4),
            (&[7.0], 4),
            (&[f64::NAN, 0.0, f64::INFINITY], 4),
        ];
        for (values, digits) in cases {
            assert_eq!(apart(values, 4), digits, "{values:?}");
        }
    }

    #[test]
    fn a_score_of_nearly_one_is_not_one() {
        assert_eq!(share(0.999_99), "0.99999");
        assert_eq!(share(1.0), "1");
        assert_eq!(share(0.857_142_857), "0.8571");
        assert_eq!(share(0.0), "0");
    }

    #[test]
    fn a_place_in_a_narrow_range_has_more_digits() {
        assert_eq!(within(1999.5, [1998.0, 2001.0]), "1999.5");
        assert_eq!(within(0.123_456, [0.0, 1.0]), "0.1235");
        assert_eq!(within(0.123_456, [0.5, 0.5]), "0.1235");
    }
}
