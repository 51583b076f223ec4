//! What a network refuses.

use ndarray::Array2;

use crate::data::check_finite;
use crate::error::{Error, Result, count};

/// Refuses NaN and infinite settings.
pub(crate) fn finite(name: &'static str, value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(Error::Parameter { name, wanted: "a finite number", came: value.to_string() })
}

/// Refuses what grew beyond the range of floats.
pub(crate) fn in_range(what: &'static str, value: f64) -> Result<f64> {
    if value.is_finite() { Ok(value) } else { Err(Error::Overflow { what, value }) }
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
    Err(Error::Shape { what, wanted: words(wanted), came: words(came) })
}

/// Refuses what is not a pair `[smallest, largest]` an input.
pub(crate) fn check_ranges(ranges: &Array2<f64>) -> Result<Vec<[f64; 2]>> {
    if ranges.nrows() == 0 {
        return Err(Error::Empty { what: "ranges", wanted: "range, one an input," });
    }
    if ranges.ncols() != 2 {
        return Err(Error::Shape {
            what: "ranges",
            wanted: "a pair [smallest, largest] an input".to_owned(),
            came: format!("rows of {}", count(ranges.ncols(), "value")),
        });
    }
    check_finite("ranges", ranges)?;
    let pairs: Vec<[f64; 2]> = ranges.rows().into_iter().map(|row| [row[0], row[1]]).collect();
    match pairs.iter().position(|[low, high]| low > high) {
        Some(row) => Err(Error::Parameter {
            name: "ranges",
            wanted: "[smallest, largest] with smallest <= largest for every input",
            came: format!("{:?} for input {row} (counting from 0)", pairs[row]),
        }),
        None => Ok(pairs),
    }
}
