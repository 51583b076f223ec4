//! How numbers are written in pictures and tables: digits, exponents, minus signs.

/// Digits that a float is read back from unchanged.
pub(crate) const ALL: usize = 17;

/// A number for the eye: at most `digits` significant ones, no trailing zeros.
pub(crate) fn significant(value: f64, digits: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if !value.is_finite() {
        return if value.is_nan() {
            "NaN"
        } else if value > 0.0 {
            "∞"
        } else {
            "-∞"
        }
        .to_owned();
    }
    let scientific = format!("{value:.*e}", digits.saturating_sub(1));
    let rounded: f64 = scientific.parse().unwrap_or(value);
    // more digits reach further: those of whole numbers are written out
    let plain = if digits > 7 { format!("1e{digits}").parse().unwrap_or(1e7) } else { 1e7 };
    if rounded.abs() >= 1e-5 && rounded.abs() < plain {
        // the shortest form of so few digits has just these
        return rounded.to_string();
    }
    let scientific = if digits < ALL { scientific } else { format!("{value:e}") };
    let Some((mantissa, power)) = scientific.split_once('e') else { return scientific };
    let mantissa = if mantissa.contains('.') {
        mantissa.trim_end_matches('0').trim_end_matches('.')
    } else {
        mantissa
    };
    format!("{mantissa}e{power}")
}

/// A number in a sentence or an equation: four significant digits.
pub(crate) fn short(value: f64) -> String {
    significant(value, 4)
}

/// A number rounded to what a picture of `[low, high]` can show, to keep
/// figures small.
pub(crate) fn rounded(value: f64, [low, high]: [f64; 2]) -> f64 {
    let value = if value.is_nan() { low } else { value.clamp(-f64::MAX, f64::MAX) };
    let digits = 5 + lead(value, high / 2.0 - low / 2.0);
    format!("{value:.*e}", digits.min(16)).parse().unwrap_or(value)
}

/// How many digits of `value` come before the first that `span` changes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 15")]
fn lead(value: f64, span: f64) -> usize {
    let digits = (value.abs().log10() - span.log10()).ceil();
    if digits.is_finite() { digits.clamp(0.0, 15.0) as usize } else { 0 }
}

const MAX_TICKS: u32 = 21;

/// Round positions for ticks within `[low, high]`, 1, 2 or 5 times a power of
/// ten apart, with their labels.
pub(crate) fn ticks(low: f64, high: f64, about: usize) -> Vec<(f64, String)> {
    let raw = (high / about.max(1) as f64) - (low / about.max(1) as f64);
    if !(raw > 0.0 && raw.is_finite()) {
        return vec![(low, short(low))];
    }
    let power = raw.log10().floor();
    let unit = 10_f64.powf(power);
    let mut step = 10.0 * unit; // or a smaller one that is wide enough
    for factor in &[5.0, 2.0, 1.0] {
        if factor * unit >= raw * 0.999 {
            step = factor * unit;
        }
    }
    if !(step > 0.0 && step.is_finite()) {
        return vec![(low, short(low))];
    }
    // indices, not a running sum: no drift
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    let mut ticks = Vec::new();
    for i in 0..MAX_TICKS {
        let index = first + f64::from(i);
        let at = index * step;
        if index <= last && at.is_finite() {
            ticks.push((at, significant(at, digits(at, step))));
        }
    }
    ticks
}

/// The digits of a tick: where steps are small beside it, all before the point.
fn digits(at: f64, step: f64) -> usize {
    let lead = lead(at, step);
    let written_out = if lead >= 3 { whole_digits(at) } else { 0 };
    (2 + lead).max(written_out).clamp(6, ALL)
}

/// How many digits stand before the point.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 16")]
fn whole_digits(value: f64) -> usize {
    let digits = value.abs().log10().floor() + 1.0;
    if (0.0..=16.0).contains(&digits) { digits as usize } else { 0 }
}

/// Powers of ten within `[low, high]`, both above 0, not too many; with 2 and 5
/// times these where the range is narrow.
#[allow(clippy::cast_possible_truncation, reason = "powers of floats are small")]
pub(crate) fn powers(low: f64, high: f64) -> Vec<(f64, String)> {
    const MOST: i32 = 8;
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let step = (last.saturating_sub(first) / MOST).max(0) + 1;
    let factors: &[u8] = if last.saturating_sub(first) > 3 { &[1] } else { &[1, 2, 5] };
    let mut ticks = Vec::new();
    let mut power = first;
    while power <= last {
        for factor in factors {
            // parsed, since a product would not be the nearest float
            let at = format!("{factor}e{power}").parse().unwrap_or(f64::NAN);
            if low <= at && at <= high {
                ticks.push((at, short(at)));
            }
        }
        power += step;
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let cases = [
            (0.004_999_999_999_999_998, "0.005"),
            (0.1 + 0.2, "0.3"),
            (-0.01, "-0.01"),
            (1.29, "1.29"),
            (123_456.7, "123500"),
            (1e9, "1e9"),
            (1.5e-9, "1.5e-9"),
            (0.0, "0"),
            (100.0, "100"),
            (0.999_99, "1"),
            (f64::INFINITY, "∞"),
        ];
        for (value, expected) in cases {
            assert_eq!(short(value), expected);
        }
    }

    #[test]
    fn ticks_are_round_and_inside() {
        let labels =
            |low, high| ticks(low, high, 5).into_iter().map(|(_, t)| t).collect::<Vec<_>>();
        assert_eq!(labels(0.0, 2.0), ["0", "0.5", "1", "1.5", "2"]);
        assert_eq!(labels(-0.1, 1.6), ["0", "0.5", "1", "1.5"]);
        assert_eq!(labels(0.0, 50.0), ["0", "10", "20", "30", "40", "50"]);
    }

    #[test]
    fn ticks_that_differ_late_are_written_out() {
        let labels =
            |low, high| ticks(low, high, 4).into_iter().map(|(_, t)| t).collect::<Vec<_>>();
        assert_eq!(labels(1998.0, 2001.0), ["1998", "1999", "2000", "2001"]);
        assert_eq!(labels(1.6e9, 1.600_1e9), ["1600000000", "1600050000", "1600100000"]);
        assert_eq!(labels(1e15, 1e15 + 2.0)[1], "1000000000000000.5");
        assert_eq!(labels(0.0, 4e9), ["0", "1e9", "2e9", "3e9", "4e9"]);
        assert_eq!(labels(1.0, 1.0 + 2e-12)[2], "1.000000000001");
    }

    #[test]
    fn powers_of_ten_are_not_too_many() {
        let labels = |low, high| powers(low, high).into_iter().map(|(_, t)| t).collect::<Vec<_>>();
        assert_eq!(labels(0.5e-4, 2.0), ["0.0001", "0.001", "0.01", "0.1", "1"]);
        assert_eq!(labels(0.3, 12.0), ["0.5", "1", "2", "5", "10"]);
        assert_eq!(labels(1e-12, 1e4), ["1e-12", "1e-9", "1e-6", "0.001", "1", "1000"]);
        assert!(labels(5e-324, f64::MAX).len() <= 10);
        assert!(labels(5e-324, f64::MAX).len() >= 5);
    }

    #[test]
    fn ticks_of_extreme_ranges_are_finite() {
        for (low, high) in [(-f64::MAX, f64::MAX), (0.0, 5e-324), (1.0, 1.0), (0.0, f64::MAX)] {
            assert!(ticks(low, high, 5).iter().all(|(at, _)| at.is_finite()), "{low} to {high}");
        }
    }
}
