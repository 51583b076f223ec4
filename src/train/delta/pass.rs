//! The arithmetic of the delta rule: one pass over a batch of samples.

use ndarray::{Array1, Array2};

use super::update::update;
#[cfg(all(feature = "networks", target_arch = "x86_64"))]
use super::wide::{Layer, Rows, Wide, each};
use crate::data::{Dataset, row_of};
use crate::network::{Perceptron, Transfer, dot, stepped};
use crate::train::Deadline;
use crate::train::checkpoint::tape::Tape;

pub(crate) fn tape_weights(tape: &mut Tape, weights: &mut Array2<f64>, biases: &mut Array1<f64>) {
    for value in weights.iter_mut().chain(biases) {
        tape.number(value);
    }
}

/// The weights under way, and what moves them.
pub(crate) struct Pass {
    transfer: Transfer,
    learning_rate: f64,
    /// The weights that the updates move.
    weights: Array2<f64>,
    biases: Array1<f64>,
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
            weights: network.weights().clone(),
            biases: network.biases().clone(),
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
    pub(crate) fn begin_epoch(&mut self, start: &mut (Array2<f64>, Array1<f64>)) {
        self.moved.fill(false);
        start.0.clone_from(&self.weights);
        start.1.clone_from(&self.biases);
    }

    /// Drops what was learnt since the beginning of the epoch.
    pub(crate) fn begin_again(&mut self, weights: Array2<f64>, biases: Array1<f64>) {
        (self.weights, self.biases) = (weights, biases);
    }

    /// All neurons over the samples of a batch; gives its part of the error.
    pub(crate) fn batch(
        &mut self,
        batch: &Dataset,
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
        deadline: &mut Deadline,
    ) -> f64 {
        #[cfg(all(feature = "networks", target_arch = "x86_64"))]
        if let Some(error) = self.in_registers(batch, start, start_biases, deadline) {
            return error;
        }
        // NaN until measured: nothing unmeasured can pass for a hit
        self.misses.clear();
        self.misses.resize(batch.targets().len(), f64::NAN);
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
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
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
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
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
        start: &'a Array2<f64>,
        start_biases: &'a Array1<f64>,
    ) -> Option<(Rows<'a>, Layer<'a>, &'a mut Wide, &'a mut [f64])> {
        let (neurons, n_inputs) = start.dim();
        let (inputs, targets) = (batch.inputs().as_slice()?, batch.targets().as_slice()?);
        let layer = Layer {
            start: start.as_slice()?,
            start_biases: start_biases.as_slice()?,
            weights: self.weights.as_slice_mut()?,
            biases: self.biases.as_slice_mut()?,
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
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
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
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
        deadline: &mut Deadline,
        output: impl Fn(f64) -> f64,
    ) {
        let (neurons, n) = start.dim();
        let (Some(inputs), Some(targets)) = (batch.inputs().as_slice(), batch.targets().as_slice())
        else {
            return;
        };
        let (Some(start), Some(running)) = (start.as_slice(), self.weights.as_slice_mut()) else {
            return;
        };
        let row = neuron * n..(neuron + 1) * n;
        let (start, start_bias) = (&start[row.clone()], start_biases[neuron]);
        let (running, bias) = (&mut running[row], &mut self.biases[neuron]);
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
    weights: &Array2<f64>,
    biases: &Array1<f64>,
    data: &Dataset,
) -> f64 {
    let misses = misses_of(transfer, weights, biases, data);
    0.5 * dot(&misses, &misses)
}

/// `Σ (target − output)²` of each sample.
pub(crate) fn squares_of(
    transfer: Transfer,
    (weights, biases): &(Array2<f64>, Array1<f64>),
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
fn misses_of(
    transfer: Transfer,
    weights: &Array2<f64>,
    biases: &Array1<f64>,
    data: &Dataset,
) -> Vec<f64> {
    let (neurons, n) = weights.dim();
    let tables = (weights.as_slice(), data.inputs().as_slice(), data.targets().as_slice());
    let (Some(weights), Some(inputs), Some(targets)) = tables else { return Vec::new() };
    let mut misses = Vec::with_capacity(targets.len());
    for (x, targets) in inputs.chunks_exact(n).zip(targets.chunks_exact(neurons)) {
        let rows = weights.chunks_exact(n).zip(biases);
        for ((weights, bias), target) in rows.zip(targets) {
            misses.push(target - transfer.apply(dot(weights, x) + bias));
        }
    }
    misses
}

pub(crate) fn all_finite(weights: &Array2<f64>, biases: &Array1<f64>) -> bool {
    let mut finite = true;
    for neuron in 0..biases.len() {
        finite &= biases[neuron].is_finite();
        for weight in row_of(weights, neuron) {
            finite &= weight.is_finite();
        }
    }
    finite
}
