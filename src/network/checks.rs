//! Errors for samples, ranges and weights that a network cannot take: wrong width,
//! not finite, out of range.

use ndarray::Array2;

use crate::data::{check_columns, flat_list};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::Transfer;

/// Refuses NaN and infinite settings.
pub(crate) fn finite(name: &str, value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    let (name, came) = (name.to_owned(), value.to_string());
    Err(Error::Parameter { name, expected: "a finite number", found: came })
}

/// Refuses what grew beyond the range of floats.
pub(crate) fn in_range(what: &str, value: f64) -> Result<f64> {
    if value.is_finite() {
        Ok(value)
    } else {
        Err(Error::Overflow { what: what.to_owned(), value })
    }
}

/// Refuses samples with another number of inputs than the network; the message
/// names the inputs that have names.
pub(crate) fn check_width(came: usize, inputs: usize, names: Option<&[String]>) -> Result<()> {
    check_columns("inputs", came, inputs, names)
}

/// Samples to answer: at least one, each with a finite value per input.
pub(crate) fn check_samples(inputs: &Matrix, width: usize, names: Option<&[String]>) -> Result<()> {
    if inputs.n_rows() == 0 {
        return Err(Error::Empty { what: "inputs", expected: "sample" });
    }
    check_width(inputs.n_columns(), width, names)?;
    inputs.check_finite("inputs")
}

/// Refuses a table of another shape.
pub(crate) fn check_dim(
    what: &'static str,
    came: (usize, usize),
    wanted: (usize, usize),
) -> Result<()> {
    if came == wanted {
        return Ok(());
    }
    let words = |(rows, columns)| format!("{rows} × {columns} values");
    let hint = if wanted.1 == 1 { "" } else { flat_list(came.1) };
    Err(Error::Shape { what, expected: words(wanted), found: words(came) + hint })
}

/// Refuses what is not a pair `[smallest, largest]` an input.
pub(crate) fn check_ranges(ranges: Array2<f64>) -> Result<Vec<[f64; 2]>> {
    if ranges.nrows() == 0 {
        return Err(Error::Empty { what: "ranges", expected: "pair [smallest, largest]" });
    }
    if ranges.ncols() != 2 {
        return Err(Error::Shape {
            what: "ranges",
            expected: "one pair [smallest, largest] per input".to_owned(),
            found: format!("rows of {}", count(ranges.ncols(), "value")),
        });
    }
    let ranges = Matrix::finite("ranges", ranges)?;
    let mut pairs = Vec::with_capacity(ranges.n_rows());
    for (row, pair) in ranges.rows().enumerate() {
        let (low, high) = (pair[0], pair[1]);
        if low > high {
            return Err(Error::Parameter {
                name: "ranges".to_owned(),
                expected: "[smallest, largest] with smallest <= largest for every input",
                found: format!("[{low:?}, {high:?}] for input {row} (counting from 0)"),
            });
        }
        pairs.push([low, high]);
    }
    Ok(pairs)
}

#[cfg(feature = "networks")]
/// Refuses patterns that are not of −1 and 1.
pub(crate) fn check_signs(patterns: Array2<f64>) -> Result<Matrix> {
    if patterns.nrows() == 0 {
        return Err(Error::Empty { what: "patterns", expected: "pattern" });
    }
    if patterns.ncols() == 0 {
        return Err(Error::Empty { what: "patterns", expected: "place in a pattern" });
    }
    let patterns = Matrix::finite("patterns", patterns)?;
    for (row, values) in patterns.rows().enumerate() {
        for (column, value) in values.iter().enumerate() {
            if value.abs() != 1.0 {
                return Err(Error::Parameter {
                    name: "patterns".to_owned(),
                    expected: "-1 or 1 in every place",
                    found: format!("{value} in row {row}, column {column} (counting from 0)"),
                });
            }
        }
    }
    Ok(patterns)
}

pub(super) fn check_function(function: Transfer) -> Result<()> {
    match function {
        Transfer::SatLinWith { slope, low, high }
            if !(low <= high
                && (high - low).is_finite()
                && (slope * low).is_finite()
                && (slope * high).is_finite()) =>
        {
            let is_in_order = low <= high && (slope + low + high).is_finite();
            Err(Error::Parameter {
                name: "transfer".to_owned(),
                expected: if is_in_order {
                    "SatLinWith of which high - low, slope * low and slope * high are finite too \
                     (below 1.8e308)"
                } else {
                    "SatLinWith of finite numbers with low <= high"
                },
                found: function.to_string(),
            })
        }
        _ => Ok(()),
    }
}
