//! Samples on their way from tables into blocks.

use ndarray::Array2;

use super::block_sums::LANES;
use crate::data::values_of;

/// Samples in a block: few enough to stay near the processor.
pub(super) const BLOCK: usize = 32;

/// Rows of a table: all as they come, or some.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) values: &'a [f64],
    pub(crate) columns: usize,
    pub(crate) which: Option<&'a [usize]>,
}

impl<'a> Rows<'a> {
    pub(crate) fn of(table: &'a Array2<f64>, which: Option<&'a [usize]>) -> Self {
        Self { values: values_of(table), columns: table.ncols(), which }
    }

    fn row(self, at: usize) -> &'a [f64] {
        let row = self.which.map_or(at, |which| which[at]);
        &self.values[row * self.columns..(row + 1) * self.columns]
    }
}

/// Numbers in a row of a block.
pub(super) fn width_of(samples: usize) -> usize {
    if samples <= LANES { LANES } else { BLOCK }
}

/// Rows as blocks have them: column by column, the samples side by side. Beyond
/// them comes the last over again, of which nothing is known that is not known
/// of it.
pub(crate) fn turn(rows: Rows<'_>, first: usize, samples: usize, to: &mut Vec<f64>) {
    let width = width_of(samples);
    sized(to, rows.columns * width);
    for sample in 0..width {
        let row = rows.row(first + sample.min(samples - 1));
        let mut place = sample;
        for value in row {
            to[place] = *value;
            place += width;
        }
    }
}

/// Gives a buffer its length; after the first block this allocates no more.
pub(super) fn sized(buffer: &mut Vec<f64>, len: usize) {
    if buffer.len() != len {
        buffer.resize(len, 0.0);
    }
}
