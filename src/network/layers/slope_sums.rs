//! The gradient of the loss of a layer, added up over blocks.

use super::block_sums::{Begin, Eight, LANES, Product, add_lanes, folded};
use super::rows::{BLOCK, Buffer, sized};
use crate::network::Shape;

pub(super) struct SlopeSums {
    inputs: usize,
    /// Eight sums per parameter, for which nothing has to be turned: where a layer
    /// has few inputs or neurons.
    lanes: Vec<Eight>,
    /// Or one, sample after sample, in rows of whole registers.
    table: Buffer,
    biases: Vec<Eight>,
    /// The inputs, sample by sample, in rows as long as those of `table`.
    by_sample: Buffer,
}

const ONES: [f64; BLOCK] = [1.0; BLOCK];

impl SlopeSums {
    pub(super) fn of(shape: &Shape) -> Self {
        Self {
            inputs: shape.inputs,
            lanes: Vec::new(),
            table: Buffer::default(),
            biases: Vec::new(),
            by_sample: Buffer::default(),
        }
    }

    pub(super) fn clear(&mut self) {
        self.lanes.fill([0.0; LANES]);
        self.table.fill(0.0);
        self.biases.fill([0.0; LANES]);
    }

    /// Adds those of a block, whose rows beyond the samples have no
    /// derivatives.
    pub(super) fn add(&mut self, slopes: &[f64], inputs: &[f64], samples: usize, width: usize) {
        let neurons = slopes.len() / width;
        self.biases.resize(neurons, [0.0; LANES]);
        add_lanes(slopes, &ONES[..width], width, &mut self.biases);
        if neurons <= 2 || self.inputs <= 4 {
            self.lanes.resize(neurons * self.inputs, [0.0; LANES]);
            return add_lanes(slopes, inputs, width, &mut self.lanes);
        }
        let row = self.inputs.next_multiple_of(LANES);
        sized(&mut self.table, neurons * row);
        sized(&mut self.by_sample, BLOCK * row);
        for (sample, values) in self.by_sample.chunks_exact_mut(row).take(samples).enumerate() {
            let mut from = sample;
            for value in &mut values[..self.inputs] {
                *value = inputs[from];
                from += width;
            }
        }
        let columns = &self.by_sample[..samples * row];
        Product::of(slopes, width, columns, row).sum(&mut self.table, Begin::AsTheyAre);
    }

    pub(super) fn add_to(&self, weights: &mut [f64], biases: &mut [f64]) {
        for (weight, lanes) in weights.iter_mut().zip(&self.lanes) {
            *weight += folded(lanes);
        }
        let row = self.inputs.next_multiple_of(LANES);
        for (weights, sums) in
            weights.chunks_exact_mut(self.inputs).zip(self.table.chunks_exact(row))
        {
            for (weight, sum) in weights.iter_mut().zip(sums) {
                *weight += sum;
            }
        }
        for (bias, lanes) in biases.iter_mut().zip(&self.biases) {
            *bias += folded(lanes);
        }
    }
}
