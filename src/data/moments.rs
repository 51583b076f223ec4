//! Mean and standard deviation of a column, and whether it is constant.

use crate::data::Dataset;
use crate::error::{Error, Result};

/// What a scale takes from a column of inputs.
pub(super) struct Moments {
    pub(super) mean: f64,
    /// What `mean` misses of the mean, where a scaled column would show it.
    pub(super) rest: f64,
    /// 0 where the values differ by rounding only.
    pub(super) deviation: f64,
}

/// The mean of scaled values that is as good as 0.
const NONE: f64 = 1e-13;

impl Moments {
    pub(super) fn of(data: &Dataset, column: usize) -> Result<Self> {
        let n = data.n_samples();
        let value = |sample: usize| data.input_row(sample)[column];
        let (mut least, mut most, mut whole) = (value(0), value(0), true);
        for sample in 0..n {
            let value = value(sample);
            (least, most) = (least.min(value), most.max(value));
            whole &= value.fract() == 0.0;
        }
        let width = in_range(most - least)?;
        if width == 0.0 {
            return Ok(Self { mean: least, rest: 0.0, deviation: 0.0 });
        }
        // counted in widths, so that no square leaves the range of numbers
        let share = |sample: usize| (value(sample) - least) / width;
        let (mut mean, mut variance) = (0.0, 0.0);
        for sample in 0..n {
            mean += share(sample) / n as f64;
        }
        for sample in 0..n {
            variance += (share(sample) - mean).powi(2) / n as f64;
        }
        let (mean, deviation) = (least + mean * width, variance.sqrt() * width);
        // whole numbers are not rounded: ids of 16 digits stay apart
        if !whole && is_rounding(deviation, mean, n) {
            return Ok(Self { mean: least, rest: 0.0, deviation: 0.0 });
        }
        // far from 0, the mean itself is rounded to much of a deviation
        let mut rest = 0.0;
        for sample in 0..n {
            rest += (value(sample) - mean) / n as f64;
        }
        let rest = if rest.abs() > NONE * deviation { rest } else { 0.0 };
        Ok(Self { mean, rest, deviation })
    }
}

/// Whether `variance <= n ε variance + (n ε mean)²`: scikit-learn's rule.
fn is_rounding(deviation: f64, mean: f64, n: usize) -> bool {
    let share = n as f64 * f64::EPSILON;
    deviation * (1.0 - share).max(0.0).sqrt() <= share * mean.abs()
}

/// How far the values of a column reach; 0 where they differ by the rounding of
/// their last digits only, as `0.1 + 0.2` and `0.3` do.
pub(super) fn spread(least: f64, most: f64) -> Result<f64> {
    const LAST_DIGITS: f64 = 4.0 * f64::EPSILON;
    let width = in_range(most - least)?;
    // whole numbers are not rounded: ids of 16 digits stay apart
    let rounded = least.fract() != 0.0 || most.fract() != 0.0;
    let none = rounded && width <= LAST_DIGITS * least.abs().max(most.abs());
    Ok(if none { 0.0 } else { width })
}

pub(super) fn in_range(value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(Error::Overflow { what: "scaling".to_owned(), value })
}
