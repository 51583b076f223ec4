//! Samples on their way from tables into blocks.

use std::ops::{Deref, DerefMut};

use super::block_sums::{Eight, LANES};
use crate::matrix::Matrix;

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
    pub(crate) fn of(table: &'a Matrix, which: Option<&'a [usize]>) -> Self {
        Self { values: table.values(), columns: table.n_columns(), which }
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
pub(crate) fn turn(rows: Rows<'_>, first: usize, samples: usize, to: &mut Buffer) {
    let (width, columns) = (width_of(samples), rows.columns);
    sized(to, columns * width);
    if samples == width && rows.which.is_none() {
        let values = &rows.values[first * columns..(first + samples) * columns];
        for (column, to) in to.chunks_exact_mut(width).enumerate() {
            let mut from = column;
            for place in to {
                *place = values[from];
                from += columns;
            }
        }
        return;
    }
    for sample in 0..width {
        let row = rows.row(first + sample.min(samples - 1));
        let mut place = sample;
        for value in row {
            to[place] = *value;
            place += width;
        }
    }
}

/// Numbers that begin with a line of the cache: a register that lies across two
/// takes twice as long to load.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    numbers: Vec<f64>,
    /// How many of them are left out.
    before: usize,
}

impl Deref for Buffer {
    type Target = [f64];

    #[inline]
    fn deref(&self) -> &[f64] {
        &self.numbers[self.before..]
    }
}

impl DerefMut for Buffer {
    #[inline]
    fn deref_mut(&mut self) -> &mut [f64] {
        &mut self.numbers[self.before..]
    }
}

/// Gives a buffer its length, with zeros; after the first block this allocates no
/// more.
pub(super) fn sized(buffer: &mut Buffer, len: usize) {
    if buffer.len() == len {
        return;
    }
    buffer.numbers.clear();
    buffer.numbers.resize(len + LANES - 1, 0.0);
    let before = buffer.numbers.as_ptr().align_offset(size_of::<Eight>());
    buffer.before = before % LANES;
    buffer.numbers.truncate(buffer.before + len);
}
