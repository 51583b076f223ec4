//! `tanh` and the logistic function without branches, so that a loop over a
//! slice runs in vector registers. Both are within 4 units in the last place.
//!
//! `x = k ln 2 + r` with a whole `k`, so that `exp(x) = 2^k exp(r)`, and
//! `exp(r) = (R + r) / (R − r)` with `R = r coth(r/2)`, whose series in `r²`
//! is short and has only even terms.
//!
//! W. J. Cody, W. Waite, *Software Manual for the Elementary Functions*, 1980;
//! M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964,
//! 4.5.67 (the series).

#![allow(
    clippy::inline_always,
    reason = "only what is part of a function gets its vector instructions"
)]

use std::f64::consts::LOG2_E;

use crate::network::processor::widened;

/// Added and taken away again, it leaves a whole number: 1.5 × 2^52.
const ROUND: f64 = 6_755_399_441_055_744.0;
/// ln 2 in two parts, the first of few digits, so that its multiples are exact.
const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
/// `2 B₂ₙ / (2n)!`, Bernoulli's numbers, from n = 6 down to 1.
const SERIES: [f64; 6] = [
    -691.0 / 653_837_184_000.0,
    1.0 / 23_950_080.0,
    -1.0 / 604_800.0,
    1.0 / 15_120.0,
    -1.0 / 360.0,
    1.0 / 6.0,
];

/// `2^k`, `R` and `r`, for `x` from −708 to 708.
#[inline(always)]
fn parts(x: f64) -> (f64, f64, f64) {
    let shifted = x * LOG2_E + ROUND;
    let k = shifted - ROUND;
    let r = (x - k * LN_2[0]) - k * LN_2[1];
    let square = r * r;
    let mut sum = SERIES[0];
    for term in &SERIES[1..] {
        sum = sum * square + term;
    }
    // the low bits of `shifted` are `k`; the exponent of a float counts from 1023
    let power = f64::from_bits((shifted.to_bits().wrapping_add(1023)) << 52);
    (power, 2.0 + square * sum, r)
}

/// `tanh(x) = (exp(2x) − 1) / (exp(2x) + 1)`.
#[inline(always)]
fn tanh(x: f64) -> f64 {
    let double = 2.0 * x.abs();
    // from here on it is 1 to the last digit
    let double = if double > 40.0 { 40.0 } else { double };
    let (power, even, odd) = parts(double);
    let (less, more) = (power - 1.0, power + 1.0);
    ((less * even + more * odd) / (more * even + less * odd)).copysign(x)
}

/// `1 / (1 + exp(−x))`; beyond ±708, what it is there.
#[inline(always)]
fn logistic(x: f64) -> f64 {
    let x = if x < -708.0 { -708.0 } else { x };
    let x = if x > 708.0 { 708.0 } else { x };
    let (power, even, odd) = parts(-x);
    let below = even - odd;
    below / (below + power * (even + odd))
}

widened! {
    /// `tanh` of each value, in place.
    pub(crate) fn tanh_all(values: &mut [f64]) {
        for value in values {
            *value = tanh(*value);
        }
    }
}

widened! {
    /// `1 / (1 + exp(−x))` of each value, in place.
    pub(crate) fn logistic_all(values: &mut [f64]) {
        for value in values {
            *value = logistic(*value);
        }
    }
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
    fn tanh_is_that_of_the_standard_library_to_a_few_last_digits() {
        let places = places(30.0);
        let mut ours = places.clone();
        tanh_all(&mut ours);
        for (x, ours) in places.iter().zip(ours) {
            let theirs = x.tanh();
            assert!((ours - theirs).abs() <= 1e-15 * theirs.abs(), "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn the_logistic_function_is_that_of_the_standard_library_to_a_few_last_digits() {
        let places = places(700.0);
        let mut ours = places.clone();
        logistic_all(&mut ours);
        for (x, ours) in places.iter().zip(ours) {
            let theirs = 1.0 / (1.0 + (-x).exp());
            assert!((ours - theirs).abs() <= 1e-15 * theirs, "{x}: {ours} {theirs}");
        }
    }

    #[test]
    fn what_is_not_a_number_stays_so_and_what_is_beyond_is_held() {
        assert!(tanh(f64::NAN).is_nan() && logistic(f64::NAN).is_nan());
        assert_eq!((tanh(f64::INFINITY), tanh(-1e300)), (1.0, -1.0));
        assert_eq!((tanh(0.0), tanh(-0.0).is_sign_negative()), (0.0, true));
        assert_eq!((logistic(f64::INFINITY), logistic(0.0)), (1.0, 0.5));
        assert!(logistic(-1e300) < 1e-300);
    }
}
