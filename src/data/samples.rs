//! What can be passed as one sample, or as many.

use ndarray::{Array2, ArrayBase, Data, Ix1, Ix2};

use crate::error::{Error, Result, count};
use crate::matrix::Matrix;

/// A number that can stand in a data set: any float, integer or `bool`.
///
/// Integers beyond 2^53 are rounded to the nearest `f64`; `true` is 1.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number",
    label = "expected a number here (one sample is a flat list of numbers, `[0.8, 0.3]`; many \
             samples are a list of such lists, for `predict` and `decide_all`)"
)]
pub trait Number: Copy {
    /// The number as `f64`.
    fn to_f64(self) -> f64;
}

/// One sample: the values of its inputs.
///
/// An array, a `Vec`, a slice or an `ndarray` vector of [`Number`]s; a lone
/// number is a sample with one value.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no sample: no list of numbers",
    label = "expected a list of numbers, such as the values of the inputs, `[0.8, 0.3]`"
)]
pub trait Sample {
    /// Appends the values to `values`.
    fn push_to(&self, values: &mut Vec<f64>);
}

/// Many samples: a table with one row per sample and one column per input.
///
/// Nested arrays, `Vec`s and slices of [`Sample`]s, and `ndarray` matrices,
/// owned or viewed. **A flat list is a column**: `[0.0, 1.0, 1.0]` is three
/// samples with one value each. A `Dataset` stands for its inputs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no table of numbers with one row per sample",
    label = "expected rows of numbers, `[[0.0, 1.5], [2.0, 0.5]]`, or a `&Dataset`; ranges of \
             inputs are such rows too, `[smallest, largest]` for each input: `data.ranges()`"
)]
pub trait Samples {
    /// The table, shape (samples × columns).
    ///
    /// `what` names the argument in messages.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`] if the rows differ in length.
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>>;

    /// The names of the columns, where the samples carry names: a `&Dataset`
    /// whose inputs were named does, else `None`.
    fn input_names(&self) -> Option<Vec<String>> {
        None
    }

    /// The names of the samples, where they carry names: a `&Dataset` whose samples
    /// were named does, else `None`.
    fn sample_names(&self) -> Option<Vec<String>> {
        None
    }
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Number for $type {
            #[allow(clippy::cast_lossless, reason = "one macro for lossless and rounding types")]
            fn to_f64(self) -> f64 {
                self as f64
            }
        }

        impl Sample for $type {
            fn push_to(&self, values: &mut Vec<f64>) {
                values.push(self.to_f64());
            }
        }
    )*};
}

number!(f64, f32, i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Number for bool {
    fn to_f64(self) -> f64 {
        f64::from(u8::from(self))
    }
}

impl Sample for bool {
    fn push_to(&self, values: &mut Vec<f64>) {
        values.push(self.to_f64());
    }
}

impl<T: Number> Sample for [T] {
    fn push_to(&self, values: &mut Vec<f64>) {
        for value in self {
            values.push(value.to_f64());
        }
    }
}

impl<T: Number, const N: usize> Sample for [T; N] {
    fn push_to(&self, values: &mut Vec<f64>) {
        self.as_slice().push_to(values);
    }
}

impl<T: Number> Sample for Vec<T> {
    fn push_to(&self, values: &mut Vec<f64>) {
        self.as_slice().push_to(values);
    }
}

impl<S: Data<Elem: Number>> Sample for ArrayBase<S, Ix1> {
    fn push_to(&self, values: &mut Vec<f64>) {
        for value in self {
            values.push(value.to_f64());
        }
    }
}

impl<R: Sample + ?Sized> Sample for &R {
    fn push_to(&self, values: &mut Vec<f64>) {
        (**self).push_to(values);
    }
}

impl<R: Sample> Samples for &[R] {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        let mut rows = Rows::default();
        for row in self {
            row.push_to(&mut rows.values);
            rows.ends.push(rows.values.len());
        }
        rows.into_matrix(what)
    }
}

impl<R: Sample, const N: usize> Samples for [R; N] {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        self.as_slice().into_matrix(what)
    }
}

impl<R: Sample, const N: usize> Samples for &[R; N] {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        self.as_slice().into_matrix(what)
    }
}

impl<R: Sample> Samples for Vec<R> {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        self.as_slice().into_matrix(what)
    }
}

impl<R: Sample> Samples for &Vec<R> {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        self.as_slice().into_matrix(what)
    }
}

impl<S: Data<Elem: Number>> Samples for &ArrayBase<S, Ix2> {
    fn into_matrix(self, _what: &'static str) -> Result<Array2<f64>> {
        // row by row, so that the result is in row-major order whatever came
        let values = self.iter().map(|value| value.to_f64()).collect();
        Ok(Matrix::new(self.dim(), values).into_array())
    }
}

impl<S: Data<Elem: Number>> Samples for ArrayBase<S, Ix2> {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        (&self).into_matrix(what)
    }
}

impl<S: Data<Elem: Number>> Samples for &ArrayBase<S, Ix1> {
    fn into_matrix(self, _what: &'static str) -> Result<Array2<f64>> {
        let values = self.iter().map(|value| value.to_f64()).collect();
        Ok(Matrix::new((self.len(), 1), values).into_array())
    }
}

impl<S: Data<Elem: Number>> Samples for ArrayBase<S, Ix1> {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        (&self).into_matrix(what)
    }
}

/// Rows as they came, of whatever length.
#[derive(Default)]
struct Rows {
    values: Vec<f64>,
    ends: Vec<usize>,
}

impl Rows {
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>> {
        let wanted = self.ends.first().copied().unwrap_or(0);
        let mut start = 0;
        for (row, &end) in self.ends.iter().enumerate() {
            if end - start != wanted {
                return Err(Error::Ragged { what, row, expected: wanted, found: end - start });
            }
            start = end;
        }
        Ok(Matrix::new((self.ends.len(), wanted), self.values).into_array())
    }
}

/// The values of a sample, checked.
#[cfg(feature = "networks")]
pub(crate) fn checked_sample(sample: impl Sample, names: &[String]) -> Result<Vec<f64>> {
    let mut values = Vec::new();
    sample.push_to(&mut values);
    check_sample(&values, names)?;
    Ok(values)
}

/// Refuses a sample with a wrong number of values, and NaN and infinite ones.
pub(crate) fn check_sample(values: &[f64], names: &[String]) -> Result<()> {
    if values.len() != names.len() {
        return Err(Error::Shape {
            what: "sample",
            expected: format!("{} ({})", count(names.len(), "value"), names.join(", ")),
            found: values.len().to_string(),
        });
    }
    for (column, value) in values.iter().enumerate() {
        if !value.is_finite() {
            return Err(Error::Parameter {
                name: names[column].clone(),
                expected: "a finite number",
                found: value.to_string(),
            });
        }
    }
    Ok(())
}
