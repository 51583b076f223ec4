//! The table that percept computes with inside. What comes from outside becomes one
//! where it is checked, and an `ndarray` again where a public method gives it away.

use ndarray::Array2;

use crate::error::{Error, Result};

/// Numbers in rows of equal length, row by row in memory.
///
/// It is made of an array, so that public methods can lend one without a copy.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Matrix {
    /// Always in row-major order.
    array: Array2<f64>,
}

impl Clone for Matrix {
    fn clone(&self) -> Self {
        Self { array: self.array.clone() }
    }

    /// Into the memory that is there.
    fn clone_from(&mut self, other: &Self) {
        self.array.clone_from(&other.array);
    }
}

impl Matrix {
    /// A matrix of (rows, columns) from its values, row by row: as many as it has places.
    pub(crate) fn new((rows, columns): (usize, usize), values: Vec<f64>) -> Self {
        let came = values.len();
        let array = Array2::from_shape_vec((rows, columns), values);
        debug_assert!(array.is_ok(), "{came} values for {rows} × {columns} places");
        Self { array: array.unwrap_or_default() }
    }

    /// A matrix full of zeros.
    pub(crate) fn zeros((rows, columns): (usize, usize)) -> Self {
        Self::new((rows, columns), vec![0.0; rows * columns])
    }

    /// The same in row-major order, whatever order it came in; copied only if it has to be.
    pub(crate) fn of(array: Array2<f64>) -> Self {
        if array.is_standard_layout() {
            return Self { array };
        }
        let mut values = Vec::with_capacity(array.len());
        for row in 0..array.nrows() {
            for column in 0..array.ncols() {
                values.push(array[(row, column)]);
            }
        }
        Self::new(array.dim(), values)
    }

    /// As [`of`](Self::of); refuses NaN and infinite values, by row and column.
    pub(crate) fn finite(what: &'static str, array: Array2<f64>) -> Result<Self> {
        let matrix = Self::of(array);
        matrix.check_finite(what)?;
        Ok(matrix)
    }

    /// Refuses NaN and infinite values, by row and column.
    pub(crate) fn check_finite(&self, what: &'static str) -> Result<()> {
        for (row, values) in self.rows().enumerate() {
            for (column, &value) in values.iter().enumerate() {
                if !value.is_finite() {
                    return Err(Error::NotFinite { what, row, column, value });
                }
            }
        }
        Ok(())
    }

    /// As public methods lend it.
    pub(crate) fn array(&self) -> &Array2<f64> {
        &self.array
    }

    /// As public methods give it away.
    pub(crate) fn into_array(self) -> Array2<f64> {
        self.array
    }

    pub(crate) fn n_rows(&self) -> usize {
        self.array.nrows()
    }

    pub(crate) fn n_columns(&self) -> usize {
        self.array.ncols()
    }

    /// (rows, columns)
    pub(crate) fn dim(&self) -> (usize, usize) {
        self.array.dim()
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        self.array.len()
    }

    /// All values, row by row.
    pub(crate) fn values(&self) -> &[f64] {
        let values = self.array.as_slice();
        debug_assert!(values.is_some(), "a matrix is not in row-major order");
        values.unwrap_or_default()
    }

    /// All values, row by row, to be changed.
    pub(crate) fn values_mut(&mut self) -> &mut [f64] {
        let values = self.array.as_slice_mut();
        debug_assert!(values.is_some(), "a matrix is not in row-major order");
        values.unwrap_or_default()
    }

    pub(crate) fn into_values(self) -> Vec<f64> {
        let n = self.len();
        let (mut values, first) = self.array.into_raw_vec_and_offset();
        // an array that was cut out of a larger one
        if let Some(first) = first.filter(|first| *first > 0) {
            values = values.split_off(first);
        }
        values.truncate(n);
        values
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        let columns = self.n_columns();
        &self.values()[row * columns..(row + 1) * columns]
    }

    pub(crate) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        let columns = self.n_columns();
        &mut self.values_mut()[row * columns..(row + 1) * columns]
    }

    /// The rows, one after the other; those without columns too.
    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows { values: self.values(), columns: self.n_columns(), left: self.n_rows() }
    }

    /// The values of one column, from the first row to the last.
    pub(crate) fn column(&self, column: usize) -> Vec<f64> {
        let mut values = Vec::with_capacity(self.n_rows());
        for row in self.rows() {
            values.push(row[column]);
        }
        values
    }
}

/// The rows of a [`Matrix`] that are left.
pub(crate) struct Rows<'a> {
    values: &'a [f64],
    columns: usize,
    left: usize,
}

impl<'a> Iterator for Rows<'a> {
    type Item = &'a [f64];

    fn next(&mut self) -> Option<&'a [f64]> {
        self.left = self.left.checked_sub(1)?;
        let (row, rest) = self.values.split_at(self.columns);
        self.values = rest;
        Some(row)
    }
}

#[cfg(test)]
mod tests {
    use ndarray::{arr2, s};

    use super::*;

    #[test]
    fn an_array_in_column_major_order_is_turned_to_row_major() {
        let came = arr2(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).reversed_axes();
        let matrix = Matrix::finite("inputs", came.clone()).unwrap();
        assert_eq!(matrix.array(), came);
        assert_eq!(matrix.row(1), [2.0, 5.0]);
        assert_eq!(matrix.into_values(), [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    }

    #[test]
    fn part_of_an_array_gives_only_its_own_values() {
        let rows = arr2(&[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]).slice_move(s![1..2, ..]);
        assert_eq!(Matrix::of(rows).into_values(), [3.0, 4.0]);
    }

    #[test]
    fn rows_are_seen_and_changed_in_their_order() {
        let mut matrix = Matrix::new((2, 3), vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        matrix.row_mut(0)[2] = 9.0;
        assert_eq!(matrix.rows().collect::<Vec<_>>(), [[1.0, 2.0, 9.0], [4.0, 5.0, 6.0]]);
        assert_eq!(matrix.column(2), [9.0, 6.0]);
        assert_eq!((matrix.dim(), matrix.len()), ((2, 3), 6));
    }

    #[test]
    fn rows_without_columns_are_counted() {
        assert_eq!(Matrix::zeros((3, 0)).rows().count(), 3);
        assert_eq!(Matrix::zeros((0, 3)).rows().count(), 0);
    }

    #[test]
    #[should_panic(expected = "5 values for 2 × 3 places")]
    fn a_wrong_number_of_values_is_found_by_every_debug_build() {
        let _ = Matrix::new((2, 3), vec![0.0; 5]);
    }
}
