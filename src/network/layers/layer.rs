//! One layer of neurons.

use std::fmt;

use ndarray::{Array1, Array2};

use crate::error::count;
use crate::matrix::Matrix;
use crate::network::Transfer;

/// One layer of a network: neurons that all see the same inputs.
///
/// Made by [`FeedForward::layers`](crate::FeedForward::layers). The output of
/// the layer is its transfer function of `weights · inputs + biases`.
///
/// # Shapes
///
/// Weights are (neurons × inputs), biases (neurons).
#[derive(Clone, PartialEq)]
pub struct Layer {
    pub(crate) weights: Matrix,
    pub(crate) biases: Array1<f64>,
    pub(crate) transfer: Transfer,
}

impl Layer {
    /// How many values come in: the inputs of the network, or the outputs of
    /// the layer before.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.weights.n_columns()
    }

    /// How many neurons, and so outputs, there are.
    #[doc(alias = "cn")]
    #[must_use]
    pub fn n_neurons(&self) -> usize {
        self.weights.n_rows()
    }

    /// The weights, shape (neurons × inputs).
    #[doc(alias = "np")]
    #[doc(alias = "coefs_")]
    #[must_use]
    pub fn weights(&self) -> &Array2<f64> {
        self.weights.array()
    }

    /// The biases, one per neuron.
    #[doc(alias = "np")]
    #[doc(alias = "intercepts_")]
    #[must_use]
    pub fn biases(&self) -> &Array1<f64> {
        &self.biases
    }

    /// The transfer function.
    #[doc(alias = "transf")]
    #[must_use]
    pub fn transfer_function(&self) -> Transfer {
        self.transfer
    }
}

impl fmt::Debug for Layer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Layer({}, {}, {})",
            count(self.n_inputs(), "input"),
            count(self.n_neurons(), "neuron"),
            self.transfer
        )
    }
}

/// The size of a layer and where its parameters lie in the one vector that
/// holds those of all layers: weights row by row, then biases.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub(crate) inputs: usize,
    pub(crate) neurons: usize,
    pub(crate) transfer: Transfer,
    /// Where the weights begin.
    pub(crate) start: usize,
}

impl Shape {
    /// Where the biases begin.
    pub(crate) fn biases(&self) -> usize {
        self.start + self.neurons * self.inputs
    }

    /// Where the next layer begins.
    pub(crate) fn end(&self) -> usize {
        self.biases() + self.neurons
    }

    /// Weights and biases of this layer.
    pub(crate) fn of<'a>(&self, parameters: &'a [f64]) -> (&'a [f64], &'a [f64]) {
        parameters[self.start..self.end()].split_at(self.neurons * self.inputs)
    }

    /// The same, to be changed.
    pub(crate) fn of_mut<'a>(&self, parameters: &'a mut [f64]) -> (&'a mut [f64], &'a mut [f64]) {
        parameters[self.start..self.end()].split_at_mut(self.neurons * self.inputs)
    }
}
