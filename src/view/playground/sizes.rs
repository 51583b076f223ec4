//! What a playground has room for.

use crate::data::Dataset;
use crate::error::{Error, Result, count};

/// Samples that a page learns from while they are moved.
const MAX_SAMPLES: usize = 500;

/// Numbers up to which no product of them leaves the range of floats.
const LARGEST: f64 = 1e100;

/// Data of two inputs and one target, of which there are not too many.
pub(super) fn check_inputs(data: &Dataset) -> Result<()> {
    let refuse = |wanted: &str, came: String| {
        Err(Error::Shape { what: "playground", expected: wanted.to_owned(), found: came })
    };
    if data.n_inputs() != 2 {
        return refuse(
            "data with 2 inputs, the axes of its plane (of more, take two by name: \
             `data.select([\"…\", \"…\"])?`)",
            count(data.n_inputs(), "input"),
        );
    }
    if data.n_targets() > 1 {
        return refuse(
            "data with one target (of several classes, take two by name: \
             `data.only_classes([\"…\", \"…\"])?`)",
            count(data.n_targets(), "target"),
        );
    }
    if data.n_samples() > MAX_SAMPLES {
        return refuse(
            "at most 500 samples, all of which are in the output (for some of them, see \
             `split`)",
            count(data.n_samples(), "sample"),
        );
    }
    for value in data.input_matrix().values() {
        check_size("inputs", *value)?;
    }
    Ok(())
}

pub(super) fn check_size(name: &str, value: f64) -> Result<()> {
    if value.abs() <= LARGEST {
        return Ok(());
    }
    Err(Error::Parameter {
        name: name.to_owned(),
        expected: "numbers from -1e100 to 1e100 in a playground (bring inputs to a common scale \
                 with a `Scaler`)",
        found: format!("{value:?}"),
    })
}
