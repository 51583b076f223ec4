//! The arithmetic of the delta rule: one pass over a batch of samples.

use super::update::update;
#[cfg(all(feature = "networks", target_arch = "x86_64"))]
use super::wide::{Layer, Rows, Wide, each};
use crate::data::Dataset;
use crate::matrix::Matrix;
use crate::network::{Perceptron, Transfer, dot, stepped};
use crate::train::Deadline;
use crate::train::checkpoint::tape::Tape;

pub(crate) fn tape_weights(tape: &mut Tape, weights: &mut Matrix, biases: &mut [f64]) {
    tape.numbers(weights.values_mut());
    tape.numbers(biases);
}

/// The weights under way, and what moves them.
pub(crate) struct Pass {
    transfer: Transfer,
    learning_rate: f64,
    /// The weights that the updates move.
    weights: Matrix,
    biases: Vec<f64>,
    /// By neuron, whether an update of this epoch has moved it.
    moved: Vec<bool>,
    /// `target − output` of a batch, by sample and neuron.
    misses: Vec<f64>,
    /// Wide registers for step functions, where the processor has them.
    #[cfg(all(feature = "networks", target_arch = "x86_64"))]
    pub(super) wide: Option<Wide>,
}

impl Pass {
    /// `in_memory` is of how many numbers, if samples do not come in batches.
    pub(crate) fn new(
        network: &Perceptron,
        learning_rate: f64,
        #[cfg_attr(
            not(all(feature = "networks", target_arch = "x86_64")),
            allow(unused_variables, reason = "only wide registers take a copy")
        )]
        in_memory: Option<usize>,
    ) -> Self {
        Self {
            transfer: network.transfer_function(),
            learning_rate,
            weights: network.weight_matrix().clone(),
            biases: network.biases().to_vec(),
            moved: vec![false; network.n_neurons()],
            misses: Vec::new(),
            #[cfg(all(feature = "networks", target_arch = "x86_64"))]
            wide: Wide::new(in_memory),
        }
    }

    pub(crate) fn tape(&mut self, tape: &mut Tape) {
        tape_weights(tape, &mut self.weights, &mut self.biases);
    }

    /// Begins an epoch, which is measured with the weights that `start` gets.
    pub(crate) fn begin_epoch(&mut self, start: &mut (Matrix, Vec<f64>)) {
        self.moved.fill(false);
        start.0.clone_from(&self.weights);
        start.1.clone_from(&self.biases);
    }

    /// Drops what was learnt since the beginning of the epoch.
    pub(crate) fn begin_again(&mut self, weights: Matrix, biases: Vec<f64>) {
        (self.weights, self.biases) = (weights, biases);
    }

    /// All neurons over the samples of a batch; gives its part of the error.
    pub(crate) fn batch(
        &mut self,
        batch: &Dataset,
        start: &Matrix,
        start_biases: &[f64],
        deadline: &mut Deadline,
    ) -> f64 {
        #[cfg(all(feature = "networks", target_arch = "x86_64"))]
        if let Some(error) = self.in_registers(batch, start, start_biases, deadline) {
            return error;
        }
        // NaN until measured: nothing unmeasured can pass for a hit
        self.misses.clear();
        self.misses.resize(batch.target_matrix().len(), f64::NAN);
        #[cfg(all(feature = "networks", target_arch = "x86_64"))]
        if self.each_in_registers(batch, start, start_biases, deadline).is_some() {
            return 0.5 * dot(&self.misses, &self.misses);
        }
        for neuron in 0..start_biases.len() {
            self.pass(batch, neuron, start, start_biases, deadline);
        }
        0.5 * dot(&self.misses, &self.misses)
    }

    /// [`batch`](Self::batch) in wide registers, where these can do it. The
    /// error of a step function is a count, exact in any order.
    #[cfg(all(feature = "networks", target_arch = "x86_64"))]
    fn in_registers(
        &mut self,
        batch: &Dataset,
        start: &Matrix,
        start_biases: &[f64],
        deadline: &mut Deadline,
    ) -> Option<f64> {
        let low = match self.transfer {
            Transfer::HardLim => 0.0,
            Transfer::HardLims => -1.0,
            _ => return None,
        };
        let (rows, mut layer, wide, _) = self.parts(batch, start, start_biases)?;
        let mistakes = wide.batch(rows, [low, 1.0], &mut layer, deadline)?;
        let miss = 1.0 - low;
        let squares = mistakes.n as f64 * (miss * miss);
        Some(if mistakes.nan { f64::NAN } else { 0.5 * squares })
    }

    /// The other functions in wide registers: fills the misses.
    #[cfg(all(feature = "networks", target_arch = "x86_64"))]
    fn each_in_registers(
        &mut self,
        batch: &Dataset,
        start: &Matrix,
        start_biases: &[f64],
        deadline: &mut Deadline,
    ) -> Option<()> {
        let transfer = self.transfer;
        let (rows, mut layer, _, misses) = self.parts(batch, start, start_biases)?;
        each(rows, misses, transfer, &mut layer, deadline)
    }

    /// A batch and the neurons as slices.
    #[cfg(all(feature = "networks", target_arch = "x86_64"))]
    fn parts<'a>(
        &'a mut self,
        batch: &'a Dataset,
        start: &'a Matrix,
        start_biases: &'a [f64],
    ) -> Option<(Rows<'a>, Layer<'a>, &'a mut Wide, &'a mut [f64])> {
        let (neurons, n_inputs) = start.dim();
        let (inputs, targets) = (batch.input_matrix().values(), batch.target_matrix().values());
        let layer = Layer {
            start: start.values(),
            start_biases,
            weights: self.weights.values_mut(),
            biases: &mut self.biases,
            moved: &mut self.moved,
            rate: self.learning_rate,
        };
        let rows = Rows { inputs, n_inputs, targets, neurons };
        Some((rows, layer, self.wide.as_mut()?, &mut self.misses))
    }

    /// One neuron over all samples of a batch, or until the time is over.
    /// Neurons do not see each other.
    ///
    /// A loop for each step function of its own, and targets as a slice: asking
    /// a table for each target took a fifth of the time.
    fn pass(
        &mut self,
        batch: &Dataset,
        neuron: usize,
        start: &Matrix,
        start_biases: &[f64],
        deadline: &mut Deadline,
    ) {
        match self.transfer {
            Transfer::HardLim => {
                let output = |s| stepped(s, 0.0);
                self.rows(batch, neuron, start, start_biases, deadline, output);
            }
            Transfer::HardLims => {
                let output = |s| stepped(s, -1.0);
                self.rows(batch, neuron, start, start_biases, deadline, output);
            }
            transfer => {
                let output = |s| transfer.apply(s);
                self.rows(batch, neuron, start, start_biases, deadline, output);
            }
        }
    }

    fn rows(
        &mut self,
        batch: &Dataset,
        neuron: usize,
        start: &Matrix,
        start_biases: &[f64],
        deadline: &mut Deadline,
        output: impl Fn(f64) -> f64,
    ) {
        let (neurons, n) = start.dim();
        let (inputs, targets) = (batch.input_matrix().values(), batch.target_matrix().values());
        let (start, start_bias) = (start.row(neuron), start_biases[neuron]);
        let (running, bias) = (self.weights.row_mut(neuron), &mut self.biases[neuron]);
        let (moved, rate) = (&mut self.moved[neuron], self.learning_rate);
        let stride = Deadline::stride(3 * n);
        let parts = inputs.chunks(stride * n).zip(targets.chunks(stride * neurons));
        for ((inputs, targets), misses) in parts.zip(self.misses.chunks_mut(stride * neurons)) {
            if deadline.passes(3 * inputs.len()) {
                return;
            }
            let rows = inputs.chunks_exact(n).zip(targets.chunks_exact(neurons));
            for ((x, targets), misses) in rows.zip(misses.chunks_exact_mut(neurons)) {
                let target = targets[neuron];
                let mut miss = target - output(dot(start, x) + start_bias);
                misses[neuron] = miss;
                // until the first update of the epoch both are the same
                if *moved {
                    miss = target - output(dot(running, x) + *bias);
                }
                if miss != 0.0 {
                    update(running, bias, x, rate * miss);
                    *moved = true;
                }
            }
        }
    }
}

/// `½ Σ (target − output)²` over data that are not learnt from.
pub(crate) fn error_of(
    transfer: Transfer,
    weights: &Matrix,
    biases: &[f64],
    data: &Dataset,
) -> f64 {
    let misses = misses_of(transfer, weights, biases, data);
    0.5 * dot(&misses, &misses)
}

/// `Σ (target − output)²` of each sample.
pub(crate) fn squares_of(
    transfer: Transfer,
    (weights, biases): &(Matrix, Vec<f64>),
    data: &Dataset,
) -> Vec<f64> {
    let misses = misses_of(transfer, weights, biases, data);
    let mut squares = Vec::with_capacity(data.n_samples());
    for misses in misses.chunks_exact(biases.len()) {
        let mut sum = 0.0;
        for miss in misses {
            sum += miss * miss;
        }
        squares.push(sum);
    }
    squares
}

/// `target − output`, by sample and neuron.
fn misses_of(transfer: Transfer, weights: &Matrix, biases: &[f64], data: &Dataset) -> Vec<f64> {
    let mut misses = Vec::with_capacity(data.target_matrix().len());
    let samples = data.input_matrix().rows().zip(data.target_matrix().rows());
    for (x, targets) in samples {
        let rows = weights.rows().zip(biases);
        for ((weights, bias), target) in rows.zip(targets) {
            misses.push(target - transfer.apply(dot(weights, x) + bias));
        }
    }
    misses
}

pub(crate) fn all_finite(weights: &Matrix, biases: &[f64]) -> bool {
    let mut finite = true;
    for value in weights.values() {
        finite &= value.is_finite();
    }
    for bias in biases {
        finite &= bias.is_finite();
    }
    finite
}
