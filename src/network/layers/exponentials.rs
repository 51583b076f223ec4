//! `exp`, `tanh` and the logistic function without branches, so that a loop
//! over a slice runs in vector registers; within 3 units in the last place.
//!
//! `x = k ln 2 + r` with a whole `k`, so that `exp(x) = 2^k exp(r)`, and
//! `exp(r) = (R + r) / (R − r)` with `R = r coth(r/2)`, whose series in `r²`
//! is short and has only even terms.
//!
//! Products and sums are rounded apart, not fused: fused ones have other last
//! digits, and not every processor has them.
//!
//! Loops take the [`NUMBERS`] as if they were not known (`black_box`). The compiler
//! would else fetch each again for each use, where a processor has 16 registers: a
//! fifth of all instructions.
//!
//! W. J. Cody, W. Waite, *Software Manual for the Elementary Functions*, 1980.

#![allow(
    clippy::inline_always,
    reason = "only what is part of a function gets its vector instructions"
)]

use std::f64::consts::LOG2_E;
use std::hint::{black_box, select_unpredictable};

use crate::network::processor::widened;

/// The numbers that all of this takes.
#[derive(Clone, Copy)]
struct Numbers {
    /// Added and taken away again, it leaves a whole number: 1.5 × 2^52.
    round: f64,
    log2_e: f64,
    /// ln 2 in two parts, the first of few digits, so that its multiples are exact.
    ln_2: [f64; 2],
    two: f64,
    /// `(R − 2) / r²` as a polynomial in `r²`, from its highest power down: the
    /// closest of its degree for `r` up to 1.2, where it is off by 6e-18.
    series: [f64; 8],
    /// Up to here `tanh` is `r / R` of the whole argument, doubled; beyond, where
    /// it is above ½, it is counted from 1, so that `1 − y²` is right near 1 too.
    near: f64,
    /// From here on it is 1 to the last digit.
    far: f64,
}

const NUMBERS: Numbers = Numbers {
    round: 6_755_399_441_055_744.0,
    log2_e: LOG2_E,
    ln_2: [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10],
    two: 2.0,
    series: [
        -5.870_490_732_885_757e-13,
        2.655_835_751_991_969_7e-11,
        -1.056_589_605_690_795_2e-9,
        4.175_334_759_808_461e-8,
        -1.653_439_092_741_770_5e-6,
        6.613_756_612_667_139e-5,
        -0.002_777_777_777_777_032,
        0.166_666_666_666_666_66,
    ],
    near: 1.2,
    far: 40.0,
};

/// `R` and `r` for `x`, of which `k` times ln 2 is taken away.
#[inline(always)]
fn parts(x: f64, k: f64, numbers: &Numbers) -> (f64, f64) {
    let r = (x - k * numbers.ln_2[0]) - k * numbers.ln_2[1];
    let square = r * r;
    let (fourth, c) = (square * square, &numbers.series);
    // in pairs, which do not wait for each other
    let upper = (c[0] * square + c[1]) * fourth + (c[2] * square + c[3]);
    let lower = (c[4] * square + c[5]) * fourth + (c[6] * square + c[7]);
    (numbers.two + square * (upper * (fourth * fourth) + lower), r)
}

/// `2^k` for `k + round`, with `k` from −1022 to 1023.
#[inline(always)]
fn power(shifted: f64) -> f64 {
    // the low bits are `k`; the exponent of a float counts from 1023
    f64::from_bits((shifted.to_bits().wrapping_add(1023)) << 52)
}

/// `k`, and `2^k` in two factors, as it may lie outside what one can be.
#[inline(always)]
fn halves(x: f64, numbers: &Numbers) -> (f64, f64, f64) {
    let round = numbers.round;
    let k = (x * numbers.log2_e + round) - round;
    let half = k * 0.5 + round;
    (k, power(half), power((k - (half - round)) + round))
}

#[inline(always)]
fn exp(x: f64, numbers: &Numbers) -> f64 {
    // beyond, it is 0 or infinite
    let x = if x < -760.0 { -760.0 } else { x };
    let x = if x > 720.0 { 720.0 } else { x };
    let (k, one, other) = halves(x, numbers);
    let (even, odd) = parts(x, k, numbers);
    (1.0 + 2.0 * odd / (even - odd)) * one * other
}

/// `tanh(x) = (exp(2x) − 1) / (exp(2x) + 1)`.
#[inline(always)]
fn tanh(x: f64, numbers: &Numbers) -> f64 {
    let double = 2.0 * x.abs();
    let double = if double > numbers.far { numbers.far } else { double };
    let (is_near, round) = (double < numbers.near, numbers.round);
    let shifted = if is_near { round } else { double * numbers.log2_e + round };
    let (even, odd) = parts(double, shifted - round, numbers);
    let below = even - odd;
    let above = power(shifted) * (even + odd) + below;
    // chosen before the division: with `if` the compiler divides in both cases
    let share = select_unpredictable(is_near, odd, 2.0 * below)
        / select_unpredictable(is_near, even, above);
    let size = select_unpredictable(is_near, share, 1.0 - share);
    size.copysign(x)
}

/// `1 / (1 + exp(−x))`, and `exp(x) / (1 + exp(x))` below 0.
#[inline(always)]
fn logistic(x: f64, numbers: &Numbers) -> f64 {
    let size = x.abs();
    let negative = if size > 760.0 { -760.0 } else { -size };
    let (k, one, other) = halves(negative, numbers);
    let (even, odd) = parts(negative, k, numbers);
    let (below, above) = (even - odd, even + odd);
    let (top, one_more) = if x < 0.0 { (above, one) } else { (below, 1.0) };
    let factor = if x < 0.0 { other } else { 1.0 };
    top / (below + one * other * above) * one_more * factor
}

widened! {
    /// `exp` of each value, in place.
    pub(crate) fn exp_all(values: &mut [f64]) {
        let numbers = black_box(NUMBERS);
        for value in values {
            *value = exp(*value, &numbers);
        }
    }
}

widened! {
    /// `tanh` of each value, in place.
    pub(crate) fn tanh_all(values: &mut [f64]) {
        let numbers = black_box(NUMBERS);
        for value in values {
            *value = tanh(*value, &numbers);
        }
    }
}

widened! {
    /// `1 / (1 + exp(−x))` of each value, in place.
    pub(crate) fn logistic_all(values: &mut [f64]) {
        let numbers = black_box(NUMBERS);
        for value in values {
            *value = logistic(*value, &numbers);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exp(x: f64) -> f64 {
        super::exp(x, &NUMBERS)
    }

    fn tanh(x: f64) -> f64 {
        super::tanh(x, &NUMBERS)
    }

    fn logistic(x: f64) -> f64 {
        super::logistic(x, &NUMBERS)
    }

    /// A number of twice the digits: two floats, the second below the last
    /// place of the first.
    #[derive(Clone, Copy)]
    struct Long(f64, f64);

    impl Long {
        fn of(value: f64) -> Self {
            Self(value, 0.0)
        }

        /// Of floats of which the first is the larger.
        fn tidy(large: f64, small: f64) -> Self {
            let sum = large + small;
            Self(sum, small - (sum - large))
        }

        fn plus(self, other: Self) -> Self {
            let sum = self.0 + other.0;
            let part = sum - self.0;
            let lost = (self.0 - (sum - part)) + (other.0 - part);
            Self::tidy(sum, lost + self.1 + other.1)
        }

        fn times(self, other: Self) -> Self {
            let product = self.0 * other.0;
            let lost = self.0.mul_add(other.0, -product);
            Self::tidy(product, lost + (self.0 * other.1 + self.1 * other.0))
        }

        fn over(self, other: Self) -> Self {
            let first = self.0 / other.0;
            let rest = self.plus(other.times(Self::of(-first)));
            let second = rest.0 / other.0;
            let rest = rest.plus(other.times(Self::of(-second)));
            Self::tidy(first, second).plus(Self::of(rest.0 / other.0))
        }
    }

    /// `exp(x) = 2^k (1 + m)`: `k` and `m`, to 30 digits.
    fn long_exp(x: f64) -> (i32, Long) {
        let k = (x * LOG2_E).round();
        let ln_2 = Long(std::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);
        let rest = Long::of(x).plus(ln_2.times(Long::of(-k)));
        let rest = Long(rest.0 / 256.0, rest.1 / 256.0);
        let mut sum = Long::of(0.0);
        for n in (1..=12).rev() {
            sum = Long::of(1.0).plus(sum).times(rest).over(Long::of(f64::from(n)));
        }
        for _ in 0..8 {
            sum = sum.plus(sum).plus(sum.times(sum));
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most 1100")]
        (k as i32, sum)
    }

    fn power_of_2(k: i32) -> f64 {
        2.0_f64.powi(k)
    }

    fn long_tanh(x: f64) -> Long {
        let (k, m) = long_exp(2.0 * x);
        let scale = Long::of(power_of_2(k));
        let less = m.times(scale).plus(Long::of(power_of_2(k) - 1.0));
        less.over(less.plus(Long::of(2.0)))
    }

    /// How many units of its last place `value` is off `2^k exact`.
    fn off(value: f64, exact: Long, k: i32) -> f64 {
        // in two steps, since one factor may be beyond all floats
        let unscaled = |value: f64| value * power_of_2(-k / 2) * power_of_2(-k + k / 2);
        let place = unscaled(value.abs().next_up() - value.abs());
        ((unscaled(value) - exact.0) - exact.1).abs() / place
    }

    /// From `low` to `high`, and towards 0.
    fn places(low: f64, high: f64) -> Vec<f64> {
        const STEPS: i32 = if cfg!(debug_assertions) { 20_000 } else { 2_000_000 };
        let mut places = Vec::new();
        for i in 0..=STEPS {
            let share = f64::from(i) / f64::from(STEPS);
            places.push(low + share * (high - low));
            places.push(high * (-60.0 * share).exp());
        }
        places
    }

    /// The most that `all` is off for any of `places`.
    fn most_off(all: fn(&mut [f64]), places: &[f64], exact: fn(f64) -> (i32, Long)) -> f64 {
        let mut ours = places.to_vec();
        all(&mut ours);
        let mut most: f64 = 0.0;
        for (x, ours) in places.iter().zip(ours) {
            let (k, exact) = exact(*x);
            most = most.max(off(ours, exact, k));
        }
        most
    }

    #[test]
    fn exp_is_right_to_3_last_places_from_its_least_to_its_largest() {
        let exact = |x| {
            let (k, m) = long_exp(x);
            (k, Long::of(1.0).plus(m))
        };
        for (low, high) in [(-708.0, 709.7), (-745.0, -700.0), (-1.0, 1.0)] {
            let most = most_off(exp_all, &places(low, high), exact);
            assert!(most <= 3.0, "{most} between {low} and {high}");
        }
    }

    #[test]
    fn tanh_is_right_to_3_last_places_everywhere() {
        for (low, high) in [(-20.0, 20.0), (-1.0, 1.0), (0.5, 0.7), (19.0, 300.0)] {
            let most = most_off(tanh_all, &places(low, high), |x| (0, long_tanh(x)));
            assert!(most <= 3.0, "{most} between {low} and {high}");
        }
    }

    #[test]
    fn the_logistic_function_is_right_to_3_last_places_everywhere() {
        let exact = |x: f64| {
            let (k, m) = long_exp(-x.abs());
            let top = Long::of(1.0).plus(m);
            let below = top.times(Long::of(power_of_2(k.max(-500)))).plus(Long::of(1.0));
            if x < 0.0 { (k, top.over(below)) } else { (0, Long::of(1.0).over(below)) }
        };
        for (low, high) in [(-745.0, 40.0), (-40.0, 40.0), (-2.0, 2.0)] {
            let most = most_off(logistic_all, &places(low, high), exact);
            assert!(most <= 3.0, "{most} between {low} and {high}");
        }
    }

    #[test]
    fn the_slope_of_tanh_is_right_where_the_output_is_near_1() {
        let places = places(2.0, 19.0);
        let mut ours = places.clone();
        tanh_all(&mut ours);
        for (x, y) in places.iter().zip(ours) {
            let exact = long_tanh(*x);
            let square = exact.times(exact);
            let slope = (1.0 - square.0) - square.1;
            // a last place of the output counts twice
            assert!(((1.0 - y * y) - slope).abs() <= 2.0 * f64::EPSILON, "{x}: {y}");
        }
    }

    #[test]
    fn every_register_gives_the_same_bits() {
        for (all, one) in [
            (exp_all as fn(&mut [f64]), exp as fn(f64) -> f64),
            (tanh_all, tanh),
            (logistic_all, logistic),
        ] {
            let places = places(-30.0, 700.0);
            let mut ours = places.clone();
            all(&mut ours);
            for (x, ours) in places.iter().zip(ours) {
                assert_eq!(ours.to_bits(), one(*x).to_bits(), "{x}");
            }
        }
    }

    #[test]
    fn what_is_not_a_number_stays_so_and_what_is_beyond_is_held() {
        assert!(tanh(f64::NAN).is_nan() && logistic(f64::NAN).is_nan() && exp(f64::NAN).is_nan());
        assert_eq!((tanh(f64::INFINITY), tanh(-1e300)), (1.0, -1.0));
        assert_eq!((tanh(0.0), tanh(-0.0).is_sign_negative()), (0.0, true));
        assert_eq!((tanh(5e-324), tanh(-1e-310)), (5e-324, -1e-310));
        assert_eq!((logistic(f64::INFINITY), logistic(0.0)), (1.0, 0.5));
        assert_eq!((logistic(f64::NEG_INFINITY), logistic(-1e300)), (0.0, 0.0));
        assert_eq!((exp(f64::NEG_INFINITY), exp(-0.0), exp(1.0)), (0.0, 1.0, std::f64::consts::E));
        assert_eq!((exp(710.0), exp(f64::INFINITY)), (f64::INFINITY, f64::INFINITY));
    }
}
