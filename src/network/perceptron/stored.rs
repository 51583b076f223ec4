//! A perceptron as fields of a file.

use ndarray::Array1;

use crate::data::check_given;
use crate::error::{Error, Result};
use crate::fields::{Content, Fields, Stored};
use crate::matrix::Matrix;
use crate::network::Perceptron;
use crate::network::checks::{check_function, check_ranges};

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

    /// What someone may have changed in the file is checked as if it were new.
    fn restored(state: &mut Fields) -> Result<Self> {
        let (weights, n_inputs) = (state.rows("weights")?, state.count("n_inputs")?);
        let (transfer, biases) = (state.transfer("transfer")?, state.numbers("biases")?);
        check_function(transfer)?;
        let n_neurons = biases.len();
        if n_neurons == 0 || n_inputs == 0 {
            return Err(Error::Empty { what: "network", expected: "input and neuron" });
        }
        check_length("weights", n_neurons, weights.n_rows())?;
        check_length("weights", n_inputs, weights.n_columns())?;
        let biases = Matrix::new((1, n_neurons), biases);
        biases.check_finite("biases")?;
        weights.check_finite("weights")?;
        let ranges = state.pairs("ranges")?;
        let restored = Self {
            ranges: ranges.map(|ranges| ranges_of(&ranges, n_inputs)).transpose()?,
            input_names: state.names("input_names")?,
            weights,
            biases: Array1::from_vec(biases.into_values()),
            transfer,
            target_names: state.names("target_names")?,
            class_names: state.names("class_names")?,
            ends: checked_ends(state.optional_numbers("class_targets")?, n_neurons)?,
        };
        let classes = if n_neurons == 1 { 2 } else { n_neurons };
        check_given("input", restored.input_names.as_deref(), n_inputs)?;
        check_given("target", restored.target_names.as_deref(), n_neurons)?;
        check_given("class", restored.class_names.as_deref(), classes)?;
        Ok(restored)
    }
}

fn ranges_of(ranges: &[[f64; 2]], n_inputs: usize) -> Result<Vec<[f64; 2]>> {
    check_length("ranges", n_inputs, ranges.len())?;
    check_ranges(Matrix::new((n_inputs, 2), ranges.concat()).into_array())
}

/// The targets of two classes of each output, the lower one first.
pub(crate) fn checked_ends(
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
                expected: "two finite numbers for each output, the lower one first",
                found: format!("{low}, {high}"),
            });
        }
        ends.push([low, high]);
    }
    Ok(Some(ends))
}

/// The same as they lie in a file.
pub(crate) fn ends_content(ends: &[[f64; 2]]) -> Content {
    Content::Numbers(ends.concat())
}

pub(crate) fn check_length(what: &'static str, wanted: usize, came: usize) -> Result<()> {
    if wanted == came {
        return Ok(());
    }
    Err(Error::Shape { what, expected: wanted.to_string(), found: came.to_string() })
}
