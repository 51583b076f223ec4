//! Weights and thresholds in the units of inputs before they were scaled.

use crate::data::Scaler;
use crate::error::Result;
use crate::matrix::Matrix;
use crate::network::Perceptron;
use crate::network::checks::in_range;

impl Perceptron {
    /// A perceptron that gives for numbers as they are the answers that this
    /// one gives for numbers scaled by `scaler`: the scale becomes part of its
    /// weights and biases.
    ///
    /// Train on scaled data, then predict, draw boundaries and read the
    /// equation in the units of the data. A column that the scaler found
    /// constant tells nothing, and its weight becomes 0.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if the scaler does not have as many inputs as the perceptron, or others by
    /// name, [`Error::Overflow`](crate::Error::Overflow) if a weight or a bias exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let scaler = Scaler::min_max(&cars, [0.0, 1.0])?;
    /// let scaled = scaler.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(scaled.ranges(), 1)?;
    /// perceptron.train(&scaled, Delta::new())?;
    /// let unscaled = perceptron.unscaled(&scaler)?;
    /// assert_eq!(unscaled.predict_labels(&cars)?, perceptron.predict_labels(&scaled)?);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn unscaled(&self, scaler: &Scaler) -> Result<Self> {
        let factors = scaler.factors();
        scaler.check_for_inputs(self.n_inputs(), self.given_input_names())?;
        let (mut weights, mut biases) = (Vec::new(), Vec::new());
        for neuron in 0..self.n_neurons() {
            let mut bias = self.biases()[neuron];
            for (weight, [factor, shift]) in self.weight_row(neuron).iter().zip(&factors) {
                weights.push(in_range("unscaled weight", weight * factor)?);
                bias += weight * shift;
            }
            biases.push(in_range("unscaled bias", bias)?);
        }
        let weights = Matrix::new((self.n_neurons(), self.n_inputs()), weights);
        Ok(self.with_values(weights, biases))
    }
}
