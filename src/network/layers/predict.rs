//! What a network of layers answers.

use ndarray::Array2;

use super::passes::Passes;
use super::rows::Rows;
use crate::data::{Dataset, Sample, Samples, checked_sample};
use crate::error::{Error, Result};
use crate::matrix::Matrix;
use crate::network::checks::{check_samples, check_width};
use crate::network::labels::classes_in;
use crate::network::unreachable_targets::unreachable;
use crate::network::{FeedForward, UnreachableTargets};

impl FeedForward {
    /// The outputs for many samples, shape (samples × outputs).
    ///
    /// Samples whose columns have names (a `&Dataset`) go by name, where the
    /// network has named inputs too; others go by place.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with one column
    /// per input, [`Error::Overflow`] if an output exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Transfer};
    ///
    /// let mut neuron = FeedForward::new([[0.0, 1.0]], [1])?.transfer(Transfer::PureLin)?;
    /// neuron.set_weights(0, [2.0])?;
    /// neuron.set_biases(0, [0.5])?;
    /// assert_eq!(neuron.predict([3.0])?[[0, 0]], 6.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    #[doc(alias = "predict_proba")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        Ok(self.outputs(&self.names().arranged("inputs", inputs)?)?.into_array())
    }

    pub(crate) fn outputs(&self, inputs: &Matrix) -> Result<Matrix> {
        check_samples(inputs, self.n_inputs(), self.given_input_names())?;
        let mut outputs = Vec::with_capacity(inputs.n_rows() * self.n_outputs());
        let mut passes = self.passes();
        let mut first = 0;
        while first < inputs.n_rows() {
            let rows = (inputs.n_rows() - first).min(Passes::BLOCK);
            passes.load(Rows::of(inputs, None), first, rows);
            passes.forward(self.shapes(), self.parameters());
            for row in 0..rows {
                passes.push_outputs(row, &mut outputs);
            }
            first += rows;
        }
        for (i, output) in outputs.iter().enumerate() {
            if !output.is_finite() {
                let row = i / self.n_outputs();
                let what = format!("output of row {row} (counting from 0)");
                return Err(Error::Overflow { what, value: *output });
            }
        }
        Ok(Matrix::new((inputs.n_rows(), self.n_outputs()), outputs))
    }

    /// The class of each of many samples, by the names that the classes of the
    /// training data have.
    ///
    /// With one output, the second class where it is above the middle between the
    /// targets of the two classes: ½ for 0 and 1, 0 for −1 and 1. With several,
    /// the class of the largest.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict), and [`Error::Unsupported`] if it was
    /// not trained on data with named classes.
    pub fn predict_labels(&self, inputs: impl Samples) -> Result<Vec<String>> {
        let classes = self.classes(&self.names().arranged("inputs", inputs)?)?;
        self.names().labels(&classes, "network")
    }

    /// The targets of the classes that it was trained on, if there are such.
    pub(crate) fn own_ends(&self) -> Option<Vec<[f64; 2]>> {
        self.names().own_ends(self.n_outputs())
    }

    /// The targets of the classes that each output tells apart, if there are such.
    pub(crate) fn ends_for(&self, data: &Dataset) -> Option<Vec<[f64; 2]>> {
        self.names().ends_for(self.output_function(), data)
    }

    /// The class of each sample, by its number.
    pub(crate) fn classes(&self, inputs: &Matrix) -> Result<Vec<usize>> {
        Ok(self.classes_by(&self.outputs(inputs)?))
    }

    /// The class that each row of its outputs stands for.
    pub(crate) fn classes_by(&self, outputs: &Matrix) -> Vec<usize> {
        classes_in(outputs, self.names().edge())
    }

    /// The targets of `data` that lie outside what the last layer can give;
    /// `None` if all can be reached. `train` refuses such data.
    #[must_use]
    pub fn unreachable_targets(&self, data: &Dataset) -> Option<UnreachableTargets> {
        unreachable(self.output_function(), data)
    }

    /// The values as they flow through the network for one sample: the inputs,
    /// then the outputs of each layer.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the sample has the wrong number of values,
    /// [`Error::Parameter`] for NaN and infinite ones, [`Error::Overflow`] if a
    /// value exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Transfer};
    ///
    /// let mut network = FeedForward::new([[0.0, 1.0]], [2, 1])?.transfer([Transfer::Relu])?;
    /// network.set_weights(0, [2.0, -2.0])?;
    /// network.set_biases(0, [0.0, 1.0])?;
    /// network.set_weights(1, [[1.0, 1.0]])?;
    /// network.set_biases(1, [0.5])?;
    /// assert_eq!(network.activations([1.0])?, [vec![1.0], vec![2.0, 0.0], vec![2.5]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn activations(&self, sample: impl Sample) -> Result<Vec<Vec<f64>>> {
        let inputs = checked_sample(sample, &self.input_names())?;
        let mut passes = self.passes();
        let row = Rows { values: &inputs, columns: inputs.len(), which: None };
        passes.load(row, 0, 1);
        passes.forward(self.shapes(), self.parameters());
        let mut values = vec![Vec::new(); self.n_layers() + 1];
        passes.push_values(0, &mut values);
        finite_layers(&values)?;
        Ok(values)
    }

    /// The same for many samples that the network has an input for each column
    /// of, sample after sample.
    pub(crate) fn activations_of(&self, inputs: &Matrix) -> Result<Vec<Vec<f64>>> {
        let mut values = vec![Vec::new(); self.n_layers() + 1];
        let mut passes = self.passes();
        let mut first = 0;
        while first < inputs.n_rows() {
            let rows = (inputs.n_rows() - first).min(Passes::BLOCK);
            passes.load(Rows::of(inputs, None), first, rows);
            passes.forward(self.shapes(), self.parameters());
            for row in 0..rows {
                passes.push_values(row, &mut values);
            }
            first += rows;
        }
        finite_layers(&values)?;
        Ok(values)
    }

    /// Refuses samples that do not have one value per input.
    pub(crate) fn check_width(&self, came: usize) -> Result<()> {
        check_width(came, self.n_inputs(), self.given_input_names())
    }
}

fn finite_layers(values: &[Vec<f64>]) -> Result<()> {
    for (layer, outputs) in values.iter().enumerate() {
        for &value in outputs {
            if !value.is_finite() {
                return Err(Error::Overflow { what: format!("output of layer {layer}"), value });
            }
        }
    }
    Ok(())
}
