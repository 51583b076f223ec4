//! What stands for samples and weights with names or without.

use super::lists::{Numbers, Pairs};
use crate::data::names::known::{other_inputs, places};
use crate::data::{Number, Sample, Samples};
use crate::error::Result;

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
