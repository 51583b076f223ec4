//! Settings outside their range are refused.

use crate::error::{Error, Result};

pub(crate) fn refuse(name: &str, wanted: &'static str, came: f64) -> Result<()> {
    Err(Error::Parameter { name: name.to_owned(), expected: wanted, found: came.to_string() })
}

pub(crate) fn at_least_1(name: &str, value: usize) -> Result<()> {
    if value > 0 {
        return Ok(());
    }
    Err(Error::Parameter { name: name.to_owned(), expected: "at least 1", found: "0".to_owned() })
}

pub(crate) fn above_0(name: &str, value: f64) -> Result<()> {
    if value > 0.0 && value.is_finite() {
        return Ok(());
    }
    refuse(name, "a finite number above 0", value)
}

/// Refuses what is not from 0 to below 1.
#[cfg(feature = "networks")]
pub(crate) fn below_1(name: &str, value: f64) -> Result<()> {
    if (0.0..1.0).contains(&value) {
        return Ok(());
    }
    refuse(name, "a number from 0 to below 1", value)
}

/// Refuses what is below 1.
#[cfg(feature = "networks")]
pub(crate) fn at_least(name: &str, value: f64) -> Result<()> {
    if value >= 1.0 && value.is_finite() {
        return Ok(());
    }
    refuse(name, "a finite number, 1 or above", value)
}

/// Refuses what is not above 0 and at most 1.
#[cfg(feature = "networks")]
pub(crate) fn up_to_1(name: &str, value: f64) -> Result<()> {
    if value > 0.0 && value <= 1.0 {
        return Ok(());
    }
    refuse(name, "a number above 0, at most 1", value)
}
