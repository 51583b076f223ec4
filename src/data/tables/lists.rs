//! What stands for one name or several, one column or several, and the like.

use super::columns::{Column, Values, encode, matrix, numbers};
use crate::data::known::{other_inputs, places};
use crate::data::{Dataset, Number, Sample, Samples, Target};
use crate::error::{Error, Result};

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

/// One column of targets or several: the name of a column, a [`Target`], or a
/// list of either.
///
/// `Kind` says which of both it is; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which columns are the targets",
    label = "expected the name of a column, `\"buy\"`, a `Target`, or a list, `[\"buy\"]`"
)]
pub trait TargetColumns<Kind> {
    /// The columns, in their order.
    fn into_columns(self) -> Vec<Target>;
}

impl<T: Into<Target>> TargetColumns<One> for T {
    fn into_columns(self) -> Vec<Target> {
        vec![self.into()]
    }
}

impl<I: IntoIterator<Item: Into<Target>>> TargetColumns<Many> for I {
    fn into_columns(self) -> Vec<Target> {
        super::target::targets(self)
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
    /// The data set of these inputs, as they came, and the targets.
    ///
    /// # Errors
    ///
    /// As [`Dataset::new`].
    fn beside(self, inputs: ndarray::Array2<f64>) -> Result<Dataset>;
}

impl<T: Samples> Targets<Numbers> for T {
    fn beside(self, inputs: ndarray::Array2<f64>) -> Result<Dataset> {
        Dataset::checked(inputs, self.into_matrix("targets")?)
    }
}

impl<I: IntoIterator<Item: AsRef<str>>> Targets<Texts> for I {
    fn beside(self, inputs: ndarray::Array2<f64>) -> Result<Dataset> {
        let texts = self.into_names();
        let rows: Vec<&str> = texts.iter().map(String::as_str).collect();
        if rows.is_empty() {
            return Err(Error::Empty { what: "targets", wanted: "sample" });
        }
        if rows.len() != inputs.nrows() {
            return Err(Error::SampleCount { inputs: inputs.nrows(), targets: rows.len() });
        }
        let values = Values::classes(&rows);
        let labels = match &values {
            Values::Classes { labels, .. } => labels.clone(),
            Values::Numbers(_) => Vec::new(),
        };
        let mut encoded = Vec::new();
        encode(Column { name: "target".to_owned(), values }, &mut encoded)?;
        let (names, targets) = numbers(encoded)?;
        let data = Dataset::checked(inputs, matrix(&targets)?)?.name_targets(names)?;
        let ends = vec![[0.0, 1.0]; data.n_targets()];
        data.with_ends(Some(ends)).labelled(Some(labels))
    }
}

/// Two values in a pair, owned or borrowed.
pub trait Pair {
    /// What stands first, for instance a name.
    type First;
    /// What stands second.
    type Second;

    /// Both.
    fn both(&self) -> (&Self::First, &Self::Second);
}

impl<A, B> Pair for (A, B) {
    type First = A;
    type Second = B;

    fn both(&self) -> (&A, &B) {
        (&self.0, &self.1)
    }
}

impl<P: Pair> Pair for &P {
    type First = P::First;
    type Second = P::Second;

    fn both(&self) -> (&P::First, &P::Second) {
        (**self).both()
    }
}

/// Weights: numbers with names, `[("price", 0.9), ("model", 0.4)]`, or numbers
/// alone, `[0.9, 0.4]`, whose inputs are then `x1`, `x2`, ….
///
/// `Kind` says which of both they are; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of weights",
    label = "expected a name and a number for each input: `[(\"price\", 0.9), (\"model\", 0.4)]`"
)]
pub trait WeightList<Kind> {
    /// Names and weights of the inputs.
    fn into_weights(self) -> (Vec<String>, Vec<f64>);
}

impl<I: IntoIterator<Item: Pair<First: AsRef<str>, Second: Number>>> WeightList<Pairs> for I {
    fn into_weights(self) -> (Vec<String>, Vec<f64>) {
        let (mut names, mut weights) = (Vec::new(), Vec::new());
        for pair in self {
            let (name, weight) = pair.both();
            names.push(name.as_ref().to_owned());
            weights.push(weight.to_f64());
        }
        (names, weights)
    }
}

impl<I: IntoIterator<Item: Number>> WeightList<Numbers> for I {
    fn into_weights(self) -> (Vec<String>, Vec<f64>) {
        let mut weights = Vec::new();
        for weight in self {
            weights.push(weight.to_f64());
        }
        (crate::data::default_names("x", weights.len(), false), weights)
    }
}

/// Samples with names, `[("Fiat", [0.8, 0.3])]`, or without: rows of numbers or
/// a `&Dataset`, whose samples are then called `sample 0`, `sample 1`, ….
///
/// `Kind` says which of both they are; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of samples",
    label = "expected a name and the values of each sample, `[(\"Fiat\", [0.8, 0.3])]`, rows of \
             numbers, `[[0.8, 0.3]]`, or a `&Dataset`"
)]
pub trait CaseList<Kind> {
    /// Names and values of the samples, and the names of the inputs where they
    /// carry such.
    ///
    /// # Errors
    ///
    /// As [`Samples::into_matrix`].
    fn into_cases(self) -> Result<Cases>;
}

/// Samples with names, and the names of their inputs where they carry such.
#[derive(Clone, Debug)]
pub struct Cases {
    pub(crate) samples: Vec<(String, Vec<f64>)>,
    pub(crate) inputs: Option<Vec<String>>,
}

impl<I: IntoIterator<Item: Pair<First: AsRef<str>, Second: Sample>>> CaseList<Pairs> for I {
    fn into_cases(self) -> Result<Cases> {
        let mut samples = Vec::new();
        for pair in self {
            let (name, sample) = pair.both();
            let mut values = Vec::new();
            sample.push_to(&mut values);
            samples.push((name.as_ref().to_owned(), values));
        }
        Ok(Cases { samples, inputs: None })
    }
}

impl<T: Samples> CaseList<Numbers> for T {
    fn into_cases(self) -> Result<Cases> {
        let (inputs, names) = (self.input_names(), self.sample_names());
        let rows = self.into_matrix("samples")?;
        let mut samples = Vec::with_capacity(rows.nrows());
        for (row, values) in rows.rows().into_iter().enumerate() {
            let name = names.as_ref().and_then(|names| names.get(row)).cloned();
            samples.push((name.unwrap_or_else(|| format!("sample {row}")), values.to_vec()));
        }
        Ok(Cases { samples, inputs })
    }
}

impl From<&&str> for Target {
    fn from(name: &&str) -> Self {
        Self::from(*name)
    }
}

impl Cases {
    /// The samples for inputs of the names `own`, as data sets go by name.
    ///
    /// `Err` where they carry other names.
    pub(crate) fn for_inputs(self, own: Option<&[String]>) -> Result<Vec<(String, Vec<f64>)>> {
        let Self { mut samples, inputs } = self;
        if let (Some(own), Some(names)) = (own, inputs)
            && own.len() == names.len()
            && own != names
        {
            let places =
                places(own, &names).ok_or_else(|| other_inputs("decide_all", own, &names))?;
            for (_, values) in &mut samples {
                *values = places.iter().map(|place| values[*place]).collect();
            }
        }
        Ok(samples)
    }
}
