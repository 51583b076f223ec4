//! The delta rule in the wide registers of the processor: of step functions
//! with eight samples side by side, of others row by row.
//!
//! Each sample's sum is taken in the order of [`dot`](crate::network::dot) and
//! no product is fused with its sum, so errors and weights are the same to the
//! last bit whatever the registers.

mod blocks;
mod each;
mod lanes;
mod registers;

#[cfg(test)]
mod tests;

use blocks::{Blocks, Column, Part, ROWS};
pub(super) use each::each;
pub(super) use registers::Registers;

use super::update::update;
use crate::train::Deadline;

/// Numbers of inputs up to which a copy is kept from epoch to epoch: 512 MiB.
/// Beyond, and where samples come in batches, some are copied at a time.
const KEPT_NUMBERS: usize = 1 << 26;

/// One neuron under way through its epoch.
struct Neuron<'a> {
    /// The weights that the epoch is measured with.
    start: &'a [f64],
    start_bias: f64,
    /// Those that the updates move, and whether any has.
    weights: &'a mut [f64],
    bias: &'a mut f64,
    moved: &'a mut bool,
    /// `learning rate × (target − output)` of a mistake: for the lower target,
    /// for the upper one.
    steps: [f64; 2],
}

impl Neuron<'_> {
    /// Moves weights and bias by one sample of a block.
    #[inline]
    fn update(&mut self, columns: &[Column], row: usize, step: f64) {
        let columns = &columns[..self.weights.len()];
        for (input, weight) in self.weights.iter_mut().enumerate() {
            *weight += step * columns[input][row % ROWS];
        }
        *self.bias += step;
        *self.moved = true;
    }

    /// … by a sample that lies in a row.
    #[inline]
    fn update_by_row(&mut self, x: &[f64], step: f64) {
        update(self.weights, self.bias, x, step);
        *self.moved = true;
    }
}

/// The samples of a batch, row by row.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub(super) inputs: &'a [f64],
    pub(super) n_inputs: usize,
    pub(super) targets: &'a [f64],
    pub(super) neurons: usize,
}

/// The registers to learn in, and the samples as they need them.
pub(super) struct Wide {
    registers: Registers,
    blocks: Blocks,
    /// Whether the next epoch finds the samples of this one.
    keeps: bool,
}

impl Wide {
    /// For samples of which all are in memory as plain numbers, or come in
    /// batches; `None` on processors without wide registers.
    pub(super) fn new(in_memory: Option<usize>) -> Option<Self> {
        let keeps = in_memory.is_some_and(|numbers| numbers <= KEPT_NUMBERS);
        Registers::widest().map(|registers| Self::with(registers, keeps))
    }

    pub(super) fn with(registers: Registers, keeps: bool) -> Self {
        Self { registers, blocks: Blocks::default(), keeps }
    }

    /// All neurons over a batch; `None`, and nothing done, if a target is not
    /// one of the two `ends`.
    pub(super) fn batch(
        &mut self,
        rows: Rows<'_>,
        ends: [f64; 2],
        layer: &mut Layer<'_>,
        deadline: &mut Deadline,
    ) -> Option<Mistakes> {
        let Rows { n_inputs, targets, neurons, .. } = rows;
        let samples = targets.len() / neurons;
        let has_all = self.keeps && self.blocks.n_samples() == samples;
        if !has_all && !are_among(targets, ends) {
            return None;
        }
        let mut mistakes = Mistakes::default();
        let stride = ROWS * Deadline::stride(3 * ROWS * n_inputs);
        for from in (0..samples).step_by(stride) {
            let to = samples.min(from + stride);
            if deadline.passes(3 * n_inputs * neurons * (to - from)) {
                return Some(Mistakes { nan: true, ..mistakes });
            }
            let registers = self.registers;
            let part = self.part(rows, from, to);
            for which in 0..neurons {
                let mut neuron = layer.neuron(which, n_inputs, ends[1] - ends[0]);
                let found = registers.pass(part, &mut neuron, which)?;
                mistakes.n += found.n;
                mistakes.nan |= found.nan;
            }
        }
        Some(mistakes)
    }

    /// Some of the samples in blocks.
    fn part(&mut self, rows: Rows<'_>, from: usize, to: usize) -> Part<'_> {
        let Rows { inputs, n_inputs, targets, neurons } = rows;
        let (inputs, targets) =
            (&inputs[from * n_inputs..to * n_inputs], &targets[from * neurons..to * neurons]);
        if !self.keeps {
            self.blocks.begin(to - from, n_inputs, neurons);
            self.blocks.push(inputs, n_inputs, targets, neurons);
            return self.blocks.part(0, to - from);
        }
        if self.blocks.n_samples() == 0 {
            self.blocks.begin(rows.targets.len() / neurons, n_inputs, neurons);
        }
        if self.blocks.n_samples() <= from {
            self.blocks.push(inputs, n_inputs, targets, neurons);
        }
        self.blocks.part(from, to)
    }
}

/// Whether each target is one of the two; asked of all before the answer.
#[allow(clippy::needless_bitwise_bool, reason = "a branch on what comes next is foreseen badly")]
fn are_among(targets: &[f64], ends: [f64; 2]) -> bool {
    let mut others = false;
    for target in targets {
        others |= (*target != ends[0]) & (*target != ends[1]);
    }
    !others
}

/// All neurons under way through their epoch.
pub(super) struct Layer<'a> {
    pub(super) start: &'a [f64],
    pub(super) start_biases: &'a [f64],
    pub(super) weights: &'a mut [f64],
    pub(super) biases: &'a mut [f64],
    pub(super) moved: &'a mut [bool],
    pub(super) rate: f64,
}

impl Layer<'_> {
    /// `miss` is the distance of the two targets of a step function.
    #[inline]
    fn neuron(&mut self, which: usize, n_inputs: usize, miss: f64) -> Neuron<'_> {
        let row = which * n_inputs..(which + 1) * n_inputs;
        Neuron {
            start: &self.start[row.clone()],
            start_bias: self.start_biases[which],
            weights: &mut self.weights[row],
            bias: &mut self.biases[which],
            moved: &mut self.moved[which],
            steps: [self.rate * -miss, self.rate * miss],
        }
    }
}

/// What the weights that are measured get wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Mistakes {
    pub(super) n: usize,
    /// Whether a sum was not a number: then the error is none.
    pub(super) nan: bool,
}

/// On which side of 0 the sums of a block lie, a bit per sample; neither for
/// NaN.
#[derive(Clone, Copy)]
struct Sides {
    above: u8,
    not_below: u8,
}

impl Sides {
    #[inline]
    fn wrong(self, wanted: u8) -> u8 {
        wanted & !self.above | !wanted & self.not_below
    }

    #[inline]
    fn nan(self) -> u8 {
        self.not_below & !self.above
    }
}
