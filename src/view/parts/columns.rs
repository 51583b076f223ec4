//! The number of digits in each column of a table.

use crate::chart::{apart, fewest, read, significant, told_apart};
use crate::data::widened;
use crate::notebook::Table;

/// Digits of a number in a table.
pub(crate) const DIGITS: usize = 6;

/// Digits of a computed number at most.
const COMPUTED: usize = 12;

/// Numbers that were given, as many digits per column as tell its different
/// values apart.
pub(crate) struct Columns {
    digits: Vec<usize>,
}

impl Columns {
    /// Of a table of `n` rows, as far as it shows them.
    pub(crate) fn of(n: usize, row: &dyn Fn(usize) -> Vec<f64>) -> Self {
        let mut digits = Vec::new();
        for column in shown(n, row) {
            digits.push(apart(&column, DIGITS));
        }
        Self { digits }
    }

    /// Numbers that were computed: as many digits per column as the width of its
    /// range takes.
    pub(crate) fn placed(n: usize, row: &dyn Fn(usize) -> Vec<f64>) -> Self {
        let mut digits = Vec::new();
        for column in shown(n, row) {
            let mut reach = [f64::INFINITY, f64::NEG_INFINITY];
            for value in &column {
                reach = widened(reach, *value);
            }
            let room = (reach[1] - reach[0]) / 1000.0;
            let near = |digits: usize| {
                column.iter().all(|value| (read(*value, digits) - value).abs() <= room)
            };
            let enough = |digits: usize| digits >= COMPUTED || near(digits);
            digits.push(if room > 0.0 { fewest(DIGITS, &enough) } else { DIGITS });
        }
        Self { digits }
    }

    pub(crate) fn cell(&self, column: usize, value: f64) -> String {
        significant(value, self.digits.get(column).copied().unwrap_or(DIGITS))
    }

    /// A row of all columns.
    pub(crate) fn push(&self, cells: &mut Vec<String>, row: &[f64]) {
        for (column, value) in row.iter().enumerate() {
            cells.push(self.cell(column, *value));
        }
    }
}

/// The columns of the rows that a table of `n` shows.
fn shown(n: usize, row: &dyn Fn(usize) -> Vec<f64>) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for i in Table::shown(n) {
        let row = row(i);
        columns.resize(columns.len().max(row.len()), Vec::new());
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    columns
}

/// The errors of the rows that a table of `n` shows, each with as many digits
/// as tell it apart from the others.
pub(crate) struct ErrorColumn {
    shown: Vec<f64>,
}

impl ErrorColumn {
    pub(crate) fn of(n: usize, error: &dyn Fn(usize) -> Option<f64>) -> Self {
        let mut all = Vec::new();
        for i in Table::shown(n) {
            all.extend(error(i));
        }
        Self { shown: all }
    }

    pub(crate) fn cell(&self, error: f64) -> String {
        told_apart(error, &self.shown, DIGITS)
    }
}
