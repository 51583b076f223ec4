use ndarray::{Array2, ArrayBase, Data, Ix1, Ix2};

use crate::error::{Error, Result, count};

/// A number that can stand in a data set: any float, integer or `bool`.
///
/// Integers beyond 2^53 are rounded to the nearest `f64`; `true` is 1.
pub trait Number: Copy {
    /// The number as `f64`.
    fn to_f64(self) -> f64;
}

/// One sample: the values of its inputs.
///
/// An array, a `Vec`, a slice or an `ndarray` vector of [`Number`]s; a lone
/// number is a sample with one value.
pub trait Sample {
    /// Appends the values to `values`.
    fn push_to(&self, values: &mut Vec<f64>);
}

/// Many samples: a table with one row a sample and one column an input.
///
/// Nested arrays, `Vec`s and slices of [`Sample`]s, and `ndarray` matrices,
/// owned or viewed. **A flat list is a column**: `[0.0, 1.0, 1.0]` is three
/// samples with one value each. A `&Dataset` stands for its inputs.
pub trait Samples {
    /// The table, shape (samples × columns).
    ///
    /// `what` names the argument in messages.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`] if the rows differ in length.
    fn into_matrix(self, what: &'static str) -> Result<Array2<f64>>;
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
        values.extend(self.iter().map(|value| value.to_f64()));
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
        values.extend(self.iter().map(|value| value.to_f64()));
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
        from_values(self.dim(), values)
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
        from_values((self.len(), 1), values)
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
                return Err(Error::Ragged { what, row, wanted, came: end - start });
            }
            start = end;
        }
        from_values((self.ends.len(), wanted), self.values)
    }
}

fn from_values((rows, columns): (usize, usize), values: Vec<f64>) -> Result<Array2<f64>> {
    let came = values.len();
    Array2::from_shape_vec((rows, columns), values).map_err(|_| Error::Shape {
        what: "table",
        wanted: format!("{rows} × {columns} values"),
        came: came.to_string(),
    })
}

/// Refuses NaN and infinite values, by row and column.
pub(crate) fn check_finite(what: &'static str, values: &Array2<f64>) -> Result<()> {
    match values.indexed_iter().find(|(_, value)| !value.is_finite()) {
        Some(((row, column), &value)) => Err(Error::NotFinite { what, row, column, value }),
        None => Ok(()),
    }
}

/// The values of one sample, checked for their number and for being finite.
pub(crate) fn one_sample(sample: &impl Sample, names: &[String]) -> Result<Vec<f64>> {
    let mut values = Vec::with_capacity(names.len());
    sample.push_to(&mut values);
    check_sample(&values, names)?;
    Ok(values)
}

fn check_sample(values: &[f64], names: &[String]) -> Result<()> {
    if values.len() != names.len() {
        return Err(Error::Shape {
            what: "sample",
            wanted: format!("{} ({})", count(names.len(), "value"), names.join(", ")),
            came: values.len().to_string(),
        });
    }
    match values.iter().enumerate().find(|(_, value)| !value.is_finite()) {
        Some((column, value)) => Err(Error::Parameter {
            name: names[column].clone(),
            wanted: "a finite number",
            came: value.to_string(),
        }),
        None => Ok(()),
    }
}
