use std::mem::take;

use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use super::checks::{check_function, check_ranges};
use super::{Perceptron, Transfer};
use crate::data::{Samples, check_given, finite_table, table};
use crate::error::{Error, Result};
use crate::fields::{Content, Fields, Stored};

/// A perceptron as it lies in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Saved {
    n_inputs: usize,
    transfer: Transfer,
    /// By neuron.
    weights: Vec<Vec<f64>>,
    biases: Vec<f64>,
    ranges: Option<Vec<[f64; 2]>>,
    input_names: Option<Vec<String>>,
    target_names: Option<Vec<String>>,
    class_names: Option<Vec<String>>,
    /// The lower and the higher one of each neuron; older files do not have them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    class_targets: Option<Vec<f64>>,
}

impl From<Perceptron> for Saved {
    fn from(perceptron: Perceptron) -> Self {
        let mut weights = Vec::with_capacity(perceptron.n_neurons());
        for neuron in 0..perceptron.n_neurons() {
            weights.push(perceptron.weight_row(neuron).to_vec());
        }
        Self {
            n_inputs: perceptron.n_inputs(),
            transfer: perceptron.transfer,
            weights,
            biases: perceptron.biases.to_vec(),
            ranges: perceptron.ranges,
            input_names: perceptron.input_names,
            target_names: perceptron.target_names,
            class_names: perceptron.class_names,
            class_targets: perceptron.ends.map(|ends| ends.concat()),
        }
    }
}

/// What someone may have changed in the file is checked as if it were new.
impl TryFrom<Saved> for Perceptron {
    type Error = Error;

    fn try_from(mut saved: Saved) -> Result<Self> {
        let weights = take(&mut saved.weights).into_matrix("weights")?;
        Self::with_weights(saved, weights)
    }
}

impl Perceptron {
    /// What was saved, with its weights, neurons × inputs.
    fn with_weights(saved: Saved, weights: Array2<f64>) -> Result<Self> {
        check_function(saved.transfer)?;
        let (n_neurons, n_inputs) = (saved.biases.len(), saved.n_inputs);
        if n_neurons == 0 || n_inputs == 0 {
            return Err(Error::Empty { what: "network", wanted: "input and neuron" });
        }
        check_length("weights", n_neurons, weights.nrows())?;
        check_length("weights", n_inputs, weights.ncols())?;
        let weights = finite_table("weights", weights)?;
        let biases = finite_table("biases", table((1, n_neurons), saved.biases)?)?;
        let ranges = saved.ranges.map(|ranges| ranges_of(&ranges, n_inputs)).transpose()?;
        let classes = if n_neurons == 1 { 2 } else { n_neurons };
        check_given("input", saved.input_names.as_deref(), n_inputs)?;
        check_given("target", saved.target_names.as_deref(), n_neurons)?;
        check_given("class", saved.class_names.as_deref(), classes)?;
        Ok(Self {
            ranges,
            input_names: saved.input_names,
            weights,
            biases: Array1::from_vec(biases.into_raw_vec_and_offset().0),
            transfer: saved.transfer,
            target_names: saved.target_names,
            class_names: saved.class_names,
            ends: checked_ends(saved.class_targets, n_neurons)?,
        })
    }
}

impl Stored for Perceptron {
    const KIND: &'static str = "perceptron";

    fn state(&self) -> Content {
        let mut state = Content::object([
            ("n_inputs", self.n_inputs().into()),
            ("transfer", self.transfer.into()),
            ("weights", (&self.weights).into()),
            ("biases", Content::Numbers(self.biases.to_vec())),
            ("ranges", self.ranges.as_deref().into()),
            ("input_names", self.input_names.as_deref().into()),
            ("target_names", self.target_names.as_deref().into()),
            ("class_names", self.class_names.as_deref().into()),
        ]);
        if let Some(ends) = &self.ends {
            state.push("class_targets", ends_content(ends));
        }
        state
    }

    fn restored(state: &mut Fields) -> Result<Self> {
        let weights = state.rows("weights")?;
        let saved = Saved {
            n_inputs: state.count("n_inputs")?,
            transfer: state.transfer("transfer")?,
            weights: Vec::new(),
            biases: state.numbers("biases")?,
            ranges: state.pairs("ranges")?,
            input_names: state.names("input_names")?,
            target_names: state.names("target_names")?,
            class_names: state.names("class_names")?,
            class_targets: state.optional_numbers("class_targets")?,
        };
        Self::with_weights(saved, weights)
    }
}

fn ranges_of(ranges: &[[f64; 2]], n_inputs: usize) -> Result<Vec<[f64; 2]>> {
    check_length("ranges", n_inputs, ranges.len())?;
    check_ranges(table((n_inputs, 2), ranges.concat())?)
}

/// The targets of two classes of each output, the lower one first.
pub(super) fn checked_ends(
    ends: Option<Vec<f64>>,
    outputs: usize,
) -> Result<Option<Vec<[f64; 2]>>> {
    let Some(numbers) = ends else { return Ok(None) };
    check_length("class_targets", 2 * outputs, numbers.len())?;
    let mut ends = Vec::with_capacity(outputs);
    for pair in numbers.chunks_exact(2) {
        let (low, high) = (pair[0], pair[1]);
        if !(low < high && low.is_finite() && high.is_finite()) {
            return Err(Error::Parameter {
                name: "class_targets".to_owned(),
                wanted: "two finite numbers for each output, the lower one first",
                came: format!("{low}, {high}"),
            });
        }
        ends.push([low, high]);
    }
    Ok(Some(ends))
}

/// The same as they lie in a file.
pub(super) fn ends_content(ends: &[[f64; 2]]) -> Content {
    Content::Numbers(ends.concat())
}

pub(super) fn check_length(what: &'static str, wanted: usize, came: usize) -> Result<()> {
    if wanted == came {
        return Ok(());
    }
    Err(Error::Shape { what, wanted: wanted.to_string(), came: came.to_string() })
}
