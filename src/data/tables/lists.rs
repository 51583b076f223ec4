//! What stands for one name or several, and for targets.

use super::columns::{Column, Values, encode, matrix, numbers};
use crate::data::Samples;
use crate::error::{Error, Result};
use crate::matrix::Matrix;

/// A single value, where a list is taken too.
#[derive(Clone, Copy, Debug)]
pub struct One;

/// A list of values: an array, a `Vec`, a slice, an iterator.
#[derive(Clone, Copy, Debug)]
pub struct Many;

/// Pairs, the first of each a name.
#[derive(Clone, Copy, Debug)]
pub struct Pairs;

/// Numbers, or rows of them.
#[derive(Clone, Copy, Debug)]
pub struct Numbers;

/// Texts.
#[derive(Clone, Copy, Debug)]
pub struct Texts;

/// One name or several: `"price"` or `["price", "model"]`, of any kind of text,
/// owned or borrowed.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a name nor a list of names",
    label = "expected text: one name, `\"price\"`, or several, `[\"price\", \"model\"]`"
)]
pub trait NameList<Kind> {
    /// The names, in their order.
    fn into_names(self) -> Vec<String>;
}

impl<N: AsRef<str>> NameList<One> for N {
    fn into_names(self) -> Vec<String> {
        vec![self.as_ref().to_owned()]
    }
}

impl<I: IntoIterator<Item: AsRef<str>>> NameList<Many> for I {
    fn into_names(self) -> Vec<String> {
        let mut names = Vec::new();
        for name in self {
            names.push(name.as_ref().to_owned());
        }
        names
    }
}

/// Targets to learn: numbers, as [`Samples`], or texts, which are classes.
///
/// `Kind` says which of both they are; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of targets",
    label = "expected one target for each row of inputs: numbers, `[0, 1, 1]`, rows of numbers, \
             `[[0.0, 1.0], [1.0, 0.0]]`, or the names of classes, `[\"no\", \"yes\"]`"
)]
pub trait Targets<Kind> {
    /// The targets of the given number of samples, as columns.
    ///
    /// # Errors
    ///
    /// As [`Dataset::new`](crate::Dataset::new).
    fn into_table(self, samples: usize) -> Result<TargetTable>;
}

/// Targets as columns of numbers, and the classes that they stand for.
#[derive(Clone, Debug)]
pub struct TargetTable {
    pub(crate) numbers: Matrix,
    /// Names of the columns and of the classes, where the targets were texts.
    pub(crate) classes: Option<[Vec<String>; 2]>,
}

impl<T: Samples> Targets<Numbers> for T {
    fn into_table(self, _samples: usize) -> Result<TargetTable> {
        Ok(TargetTable { numbers: Matrix::of(self.into_matrix("targets")?), classes: None })
    }
}

impl<I: IntoIterator<Item: AsRef<str>>> Targets<Texts> for I {
    fn into_table(self, samples: usize) -> Result<TargetTable> {
        let texts = self.into_names();
        let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
        if rows.is_empty() {
            return Err(Error::Empty { what: "targets", expected: "sample" });
        }
        if rows.len() != samples {
            return Err(Error::SampleCount { inputs: samples, targets: rows.len() });
        }
        let values = Values::classes(&rows);
        let labels = match &values {
            Values::Classes { labels, .. } => labels.clone(),
            Values::Numbers(_) => Vec::new(),
        };
        let mut encoded = Vec::new();
        encode(Column { name: "target".to_owned(), values }, &mut encoded)?;
        let (names, targets) = numbers(encoded)?;
        Ok(TargetTable { numbers: matrix(&targets), classes: Some([names, labels]) })
    }
}
