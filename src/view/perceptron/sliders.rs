//! How far sliders reach.

/// A slider: smallest, largest, and the distance between two positions.
pub(crate) type Slider = [f64; 3];

/// A slider over `range` that reaches `value` too; its ends are round.
pub(crate) fn over([low, high]: [f64; 2], value: f64) -> Slider {
    let (low, high) = (low.min(value), high.max(value));
    if low == high {
        let room = round_up(low.abs() / 10.0);
        return rounded(low - room, high + room);
    }
    rounded(low, high)
}

/// A slider for a value of which nothing else is known.
pub(crate) fn around(value: f64) -> Slider {
    let reach = round_up(value.abs() * 2.0);
    rounded(if value < 0.0 { -reach } else { 0.0 }, reach)
}

/// A slider as far to the left as to the right of 0, with room beyond `size`.
pub(crate) fn both_ways(size: f64) -> Slider {
    let reach = round_up(size * 1.1);
    rounded(-reach, reach)
}

/// The smallest of 1, 2 and 5 times a power of ten that is not below `size`; 1
/// for 0.
fn round_up(size: f64) -> f64 {
    if size == 0.0 {
        return 1.0;
    }
    let size = size.min(f64::MAX);
    let power = size.log10().floor();
    for digit in ["1", "2", "5", "10"] {
        let round = decimal(digit, power);
        if round >= size {
            return round.min(f64::MAX);
        }
    }
    size
}

/// The ends moved outwards to whole steps.
fn rounded(low: f64, high: f64) -> Slider {
    let (low, high) = (low.max(-f64::MAX), high.min(f64::MAX));
    // halved, so that no range is too wide for a float
    let power = ((high / 2.0 - low / 2.0).log10() + 2_f64.log10()).floor() - 2.0;
    let step = if power.is_finite() { decimal("1", power) } else { 0.0 };
    let on_grid = |steps: f64, end: f64| {
        let whole = decimal(&format!("{steps:.0}"), power);
        if whole.is_finite() { whole } else { end }
    };
    // a little less, so that an end on the grid stays where it is
    [on_grid((low / step + 1e-9).floor(), low), on_grid((high / step - 1e-9).ceil(), high), step]
}

/// `digits` times a power of ten, without the error of a product.
fn decimal(digits: &str, power: f64) -> f64 {
    format!("{digits}e{power:.0}").parse().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_round() {
        assert_eq!(over([0.0, 1.0], 0.8), [0.0, 1.0, 0.01]);
        assert_eq!(over([0.123, 7.77], 3.0), [0.12, 7.77, 0.01]);
        assert_eq!(over([35.0, 80.0], 100.5), [35.0, 100.5, 0.1]);
        assert_eq!(around(3.0), [0.0, 10.0, 0.1]);
        assert_eq!(around(-3.0), [-10.0, 10.0, 0.1]);
        assert_eq!(around(0.0), [0.0, 1.0, 0.01]);
        assert_eq!(both_ways(1.29), [-2.0, 2.0, 0.01]);
    }

    #[test]
    fn a_single_value_gets_room() {
        assert_eq!(over([5.0, 5.0], 5.0), [4.5, 5.5, 0.01]);
        assert_eq!(over([0.0, 0.0], 0.0), [-1.0, 1.0, 0.01]);
    }

    #[test]
    fn extreme_values_have_sliders_too() {
        for value in [0.0, 5e-324, 1e-308, 1.0, 1e300, f64::MAX, -f64::MAX, -5e-324] {
            let sliders = [around(value), both_ways(value.abs()), over([value, value], value)];
            for [low, high, step] in sliders {
                assert!(low.is_finite() && high.is_finite() && step.is_finite(), "{value:e}");
                assert!(low <= value && value <= high && step >= 0.0, "{value:e}");
            }
        }
        let [low, high, _] = over([-f64::MAX, f64::MAX], 0.0);
        assert_eq!([low, high], [-f64::MAX, f64::MAX]);
    }
}
