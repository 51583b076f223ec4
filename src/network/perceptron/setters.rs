//! Sets the weights and thresholds of a perceptron by hand.

use ndarray::Array1;

use crate::data::{Samples, matrix_for};
use crate::error::Result;
use crate::matrix::Matrix;
use crate::network::Perceptron;
use crate::network::checks::{check_dim, finite};

impl Perceptron {
    /// Sets the weight of the named input of a single neuron.
    ///
    /// # Errors
    ///
    /// As [`weight`](Self::weight), and [`Error::Parameter`](crate::Error::Parameter) if `value` is NaN
    /// or infinite.
    pub fn set_weight(&mut self, input: &str, value: f64) -> Result<()> {
        self.single("set_weight", "set_weights")?;
        let column = self.input(input)?;
        self.weights.row_mut(0)[column] = finite(&format!("weight of {input}"), value)?;
        Ok(())
    }

    /// Sets the threshold of a single neuron: higher biases against 1, lower
    /// favours it.
    ///
    /// # Errors
    ///
    /// As [`threshold`](Self::threshold), and [`Error::Parameter`](crate::Error::Parameter) if `value`
    /// is NaN or infinite.
    pub fn set_threshold(&mut self, value: f64) -> Result<()> {
        self.single("set_threshold", "set_biases")?;
        self.biases[0] = 0.0 - finite("threshold", value)?;
        Ok(())
    }

    /// Sets all weights, shape (neurons × inputs).
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`](crate::Error::Ragged), [`Error::Shape`](crate::Error::Shape) or [`Error::NotFinite`](crate::Error::NotFinite) if it is
    /// not such a table of finite numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// let mut neuron = percept::Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 1)?;
    /// neuron.set_weights([[2.0, -1.0]])?;
    /// neuron.set_biases([0.5])?;
    /// assert_eq!(neuron.weights()[[0, 1]], -1.0);
    /// assert_eq!(neuron.biases()[0], 0.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn set_weights(&mut self, weights: impl Samples) -> Result<()> {
        let weights = matrix_for(self.given_input_names(), "weights", weights)?;
        check_dim("weights", weights.dim(), self.weights.dim())?;
        weights.check_finite("weights")?;
        self.weights = weights;
        Ok(())
    }

    /// Sets all biases, one per neuron.
    ///
    /// # Errors
    ///
    /// As [`set_weights`](Self::set_weights).
    pub fn set_biases(&mut self, biases: impl Samples) -> Result<()> {
        let biases = biases.into_matrix("biases")?;
        check_dim("biases", biases.dim(), (self.n_neurons(), 1))?;
        self.biases = Array1::from_vec(Matrix::finite("biases", biases)?.into_values());
        Ok(())
    }

    /// A copy with another threshold, for trying one out.
    ///
    /// # Errors
    ///
    /// As [`set_threshold`](Self::set_threshold).
    ///
    /// # Examples
    ///
    /// ```
    /// let neuron = percept::Perceptron::by_hand([("a", 2.0)], 1.0)?;
    /// assert_eq!(neuron.with_threshold(3.0)?.threshold()?, 3.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn with_threshold(&self, value: f64) -> Result<Self> {
        let mut copy = self.clone();
        copy.set_threshold(value)?;
        Ok(copy)
    }

    /// A copy with another weight for the named input, for trying one out.
    ///
    /// # Errors
    ///
    /// As [`set_weight`](Self::set_weight).
    pub fn with_weight(&self, input: &str, value: f64) -> Result<Self> {
        let mut copy = self.clone();
        copy.set_weight(input, value)?;
        Ok(copy)
    }
}
