//! The arithmetic of the delta rule: one pass over a batch of samples.

use ndarray::{Array1, Array2};

use super::Deadline;
use super::tape::Tape;
use crate::data::{Dataset, row_of};
use crate::network::{Perceptron, Transfer, dot};

/// Moves one neuron's weights by `step × x` and its bias by `step`.
#[inline]
pub(super) fn update(weights: &mut [f64], bias: &mut f64, x: &[f64], step: f64) {
    for (weight, x) in weights.iter_mut().zip(x) {
        *weight += step * x;
    }
    *bias += step;
}

pub(super) fn tape_weights(tape: &mut Tape, weights: &mut Array2<f64>, biases: &mut Array1<f64>) {
    for value in weights.iter_mut().chain(biases) {
        tape.number(value);
    }
}

/// The weights under way, and what moves them.
pub(super) struct Pass {
    transfer: Transfer,
    learning_rate: f64,
    /// The weights that the updates move.
    weights: Array2<f64>,
    biases: Array1<f64>,
    /// By neuron, whether an update of this epoch has moved it.
    moved: Vec<bool>,
    /// `target − output` of a batch, by sample and neuron.
    misses: Vec<f64>,
}

impl Pass {
    pub(super) fn new(network: &Perceptron, learning_rate: f64) -> Self {
        Self {
            transfer: network.transfer_function(),
            learning_rate,
            weights: network.weights().clone(),
            biases: network.biases().clone(),
            moved: vec![false; network.n_neurons()],
            misses: Vec::new(),
        }
    }

    pub(super) fn tape(&mut self, tape: &mut Tape) {
        tape_weights(tape, &mut self.weights, &mut self.biases);
    }

    /// Begins an epoch; gives the weights that it is measured with.
    pub(super) fn begin_epoch(&mut self) -> (Array2<f64>, Array1<f64>) {
        self.moved.fill(false);
        (self.weights.clone(), self.biases.clone())
    }

    /// Drops what was learnt since the beginning of the epoch.
    pub(super) fn begin_again(&mut self, weights: Array2<f64>, biases: Array1<f64>) {
        (self.weights, self.biases) = (weights, biases);
    }

    /// All neurons over the samples of a batch; gives its part of the error.
    pub(super) fn batch(
        &mut self,
        batch: &Dataset,
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
        deadline: &mut Deadline,
    ) -> f64 {
        // NaN until measured: nothing unmeasured can pass for a hit
        self.misses.clear();
        self.misses.resize(batch.targets().len(), f64::NAN);
        for neuron in 0..start_biases.len() {
            self.pass(batch, neuron, start, start_biases, deadline);
        }
        0.5 * dot(&self.misses, &self.misses)
    }

    /// One neuron over all samples of a batch, or until the time is over.
    /// Neurons do not see each other.
    fn pass(
        &mut self,
        batch: &Dataset,
        neuron: usize,
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
        deadline: &mut Deadline,
    ) {
        let transfer = self.transfer;
        let (n_neurons, n_inputs) = start.dim();
        let (Some(inputs), Some(start)) = (batch.inputs().as_slice(), start.as_slice()) else {
            return;
        };
        let Some(running) = self.weights.as_slice_mut() else { return };
        let row = neuron * n_inputs..(neuron + 1) * n_inputs;
        let (start, start_bias) = (&start[row.clone()], start_biases[neuron]);
        let (running, bias) = (&mut running[row], &mut self.biases[neuron]);
        let mut moved = self.moved[neuron];
        let stride = Deadline::stride(3 * n_inputs);
        for (part, some) in inputs.chunks(stride * n_inputs).enumerate() {
            if deadline.passes(3 * some.len()) {
                return;
            }
            for (i, x) in some.chunks_exact(n_inputs).enumerate() {
                let i = part * stride + i;
                let target = batch.targets()[(i, neuron)];
                let measured = target - transfer.apply(dot(start, x) + start_bias);
                self.misses[i * n_neurons + neuron] = measured;
                // until the first update of the epoch both are the same
                let miss =
                    if moved { target - transfer.apply(dot(running, x) + *bias) } else { measured };
                if miss != 0.0 {
                    update(running, bias, x, self.learning_rate * miss);
                    moved = true;
                }
            }
        }
        self.moved[neuron] = moved;
    }
}

/// `½ Σ (target − output)²` over data that are not learnt from.
pub(super) fn error_of(
    transfer: Transfer,
    weights: &Array2<f64>,
    biases: &Array1<f64>,
    data: &Dataset,
) -> f64 {
    let mut misses = Vec::with_capacity(data.targets().len());
    for sample in 0..data.n_samples() {
        for (neuron, target) in data.target_row(sample).iter().enumerate() {
            let sum = dot(row_of(weights, neuron), data.input_row(sample)) + biases[neuron];
            misses.push(target - transfer.apply(sum));
        }
    }
    0.5 * dot(&misses, &misses)
}

/// `Σ (target − output)²` of one sample.
pub(super) fn squares_of(
    transfer: Transfer,
    (weights, biases): &(Array2<f64>, Array1<f64>),
    data: &Dataset,
    sample: usize,
) -> f64 {
    let mut squares = 0.0;
    for (neuron, target) in data.target_row(sample).iter().enumerate() {
        let sum = dot(row_of(weights, neuron), data.input_row(sample)) + biases[neuron];
        squares += (target - transfer.apply(sum)).powi(2);
    }
    squares
}

pub(super) fn all_finite(weights: &Array2<f64>, biases: &Array1<f64>) -> bool {
    let mut finite = true;
    for neuron in 0..biases.len() {
        finite &= biases[neuron].is_finite();
        for weight in row_of(weights, neuron) {
            finite &= weight.is_finite();
        }
    }
    finite
}
