//! `exp` and `tanh` without branches, so that a loop over a slice runs in
//! vector registers. Both are within 3 units in the last place.
//!
//! `x = k ln 2 + r` with a whole `k`, so that `exp(x) = 2^k exp(r)`; `exp(r)`
//! is summed as its series.
//!
//! W. J. Cody, W. Waite, *Software Manual for the Elementary Functions*, 1980.

use std::f64::consts::LOG2_E;

/// Added and taken away again, it leaves a whole number: 1.5 × 2^52.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts, the first of few digits, so that its multiples are exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
/// `1 / n!` from n = 13 down to 2.
const SERIES: [f64; 12] = [
    1.0 / 6_227_020_800.0,
    1.0 / 479_001_600.0,
    1.0 / 39_916_800.0,
    1.0 / 3_628_800.0,
    1.0 / 362_880.0,
    1.0 / 40_320.0,
    1.0 / 5_040.0,
    1.0 / 720.0,
    1.0 / 120.0,
    1.0 / 24.0,
    1.0 / 6.0,
    1.0 / 2.0,
];

/// `2^k` and `exp(r) − 1`, for `x` from −708 to 709.
#[inline]
fn parts(x: f64) -> (f64, f64) {
    let shifted = x * LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2[0]) - k * LN_2[1];
    let mut sum = SERIES[0];
    for term in &SERIES[1..] {
        sum = sum * r + term;
    }
    // the low bits of `shifted` are `k`; the exponent of a float counts from 1023
    let power = f64::from_bits((shifted.to_bits().wrapping_add(1023)) << 52);
    (power, r + r * r * sum)
}

/// `exp(x)`; beyond ±708, what it is there.
#[inline]
pub(crate) fn exp(x: f64) -> f64 {
    let x = if x < -708.0 { -708.0 } else { x };
    let x = if x > 709.0 { 709.0 } else { x };
    let (power, rest) = parts(x);
    power + power * rest
}

/// `tanh(x) = (exp(2x) − 1) / (exp(2x) + 1)`.
#[inline]
pub(crate) fn tanh(x: f64) -> f64 {
    let double = 2.0 * x.abs();
    // from here on it is 1 to the last digit
    let double = if double > 40.0 { 40.0 } else { double };
    let (power, rest) = parts(double);
    let less_1 = power * rest + (power - 1.0);
    (less_1 / (less_1 + 2.0)).copysign(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From −`end` to `end`, and tiny ones.
    fn places(end: f64) -> Vec<f64> {
        let mut places = Vec::new();
        for i in -20_000..=20_000 {
            places.push(end * f64::from(i) / 20_000.0);
            places.push(f64::from(i) * 1e-9);
        }
        places
    }

    #[test]
    fn exp_is_that_of_the_standard_library_to_a_few_last_digits() {
        for x in places(700.0) {
            let (ours, theirs) = (exp(x), x.exp());
            assert!((ours - theirs).abs() <= 1e-15 * theirs, "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn tanh_is_that_of_the_standard_library_to_a_few_last_digits() {
        for x in places(30.0) {
            let (ours, theirs) = (tanh(x), x.tanh());
            assert!((ours - theirs).abs() <= 1e-15 * theirs.abs(), "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn what_is_not_a_number_stays_so_and_what_is_beyond_is_held() {
        assert!(exp(f64::NAN).is_nan() && tanh(f64::NAN).is_nan());
        assert_eq!((tanh(f64::INFINITY), tanh(-1e300)), (1.0, -1.0));
        assert!(exp(-1e300) < 1e-300 && exp(1e300) > 1e300);
    }
}
