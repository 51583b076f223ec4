//! Forward and backward passes of a block of samples.

use super::block_sums::{Products, add_totals, spread, weighted_sums};
use crate::network::activate::{activate, needs_sums, through_transfer};
use crate::network::{Shape, Transfer};

/// Values and slopes of a block of samples on their way through the layers and
/// back.
///
/// They lie neuron by neuron, the samples of the block side by side, so that
/// every loop runs over samples.
pub(crate) struct Passes {
    samples: usize,
    /// The inputs, then the outputs of each layer.
    values: Vec<Vec<f64>>,
    /// The net inputs of layers that need them, and of the last.
    sums: Vec<Vec<f64>>,
    /// The slope of the loss by each net input.
    slopes: Vec<Vec<f64>>,
    /// The columns of `values` that each layer sees; empty if each sees the one
    /// before it.
    sources: Vec<Vec<usize>>,
    /// These columns one below the other, where there are sources.
    seen: Vec<Vec<f64>>,
    /// The slopes by them.
    below: Vec<f64>,
    products: Products,
}

impl Passes {
    /// Samples in a block: few enough to stay near the processor.
    pub(crate) const BLOCK: usize = 128;

    /// Room for the way forward.
    pub(crate) fn new(shapes: &[Shape], sources: &[Vec<usize>]) -> Self {
        let mut passes = Self {
            samples: 0,
            values: vec![Vec::new()],
            sums: Vec::new(),
            slopes: Vec::new(),
            sources: sources.to_vec(),
            seen: vec![Vec::new(); sources.len()],
            below: Vec::new(),
            products: Products::default(),
        };
        for _ in shapes {
            passes.values.push(Vec::new());
            passes.sums.push(Vec::new());
            passes.slopes.push(Vec::new());
        }
        passes
    }

    /// Takes in the inputs of `samples` samples, at most a block.
    pub(crate) fn load<'a>(&mut self, samples: usize, row: &dyn Fn(usize) -> &'a [f64]) {
        self.samples = samples;
        turn(samples, row, &mut self.values[0]);
    }

    /// From the inputs to the outputs.
    pub(crate) fn forward(&mut self, shapes: &[Shape], parameters: &[f64]) {
        let width = self.samples;
        for (layer, shape) in shapes.iter().enumerate() {
            let (weights, biases) = shape.of(parameters);
            self.look(layer);
            let (before, after) = self.values.split_at_mut(layer + 1);
            let (Some(mut inputs), Some(outputs)) = (before.last(), after.first_mut()) else {
                return;
            };
            if let Some(seen) = self.seen.get(layer) {
                inputs = seen;
            }
            sized(outputs, shape.neurons * width);
            weighted_sums(weights, biases, inputs, outputs, width);
            if needs_sums(shape.transfer) || layer + 1 == shapes.len() {
                sized(&mut self.sums[layer], outputs.len());
                self.sums[layer].copy_from_slice(outputs);
            }
            activate(shape.transfer, outputs, width);
        }
    }

    /// From the slopes by the net inputs of the last layer back to the first:
    /// adds the slope of the loss by each parameter to `gradient`.
    ///
    /// `later` are the slopes of the first layer at the step after the block, if
    /// the samples are steps whose contexts are followed back.
    pub(crate) fn backward(
        &mut self,
        shapes: &[Shape],
        parameters: &[f64],
        gradient: &mut [f64],
        mut later: Option<&mut Vec<f64>>,
    ) {
        if !self.sources.is_empty() {
            return self.back_along(shapes, parameters, Some(gradient));
        }
        for (layer, shape) in shapes.iter().enumerate().rev() {
            if let (0, Some(later)) = (layer, &mut later) {
                self.through_time(shape, parameters, later);
            }
            let (weights, biases) = shape.of_mut(gradient);
            let (slopes, values) = (&self.slopes[layer], &self.values[layer]);
            self.products.add(slopes, values, weights, self.samples);
            add_totals(slopes, biases, self.samples);
            self.back_through(shapes, parameters, layer);
        }
    }

    /// Puts what a layer sees one below the other.
    fn look(&mut self, layer: usize) {
        let Some(columns) = self.sources.get(layer) else { return };
        let seen = &mut self.seen[layer];
        seen.clear();
        for column in columns {
            seen.extend_from_slice(&self.values[*column]);
        }
    }

    /// [`backward`](Self::backward) along the sources: each layer adds to the
    /// slopes of all that it sees.
    fn back_along(
        &mut self,
        shapes: &[Shape],
        parameters: &[f64],
        mut gradient: Option<&mut [f64]>,
    ) {
        let width = self.samples;
        let last = shapes.len() - 1;
        for (slopes, shape) in self.slopes[..last].iter_mut().zip(shapes) {
            slopes.clear();
            slopes.resize(shape.neurons * width, 0.0);
        }
        for (layer, shape) in shapes.iter().enumerate().rev() {
            let (before, after) = self.slopes.split_at_mut(layer);
            let slopes = &mut after[0];
            if layer < last {
                through_transfer(
                    shape.transfer,
                    &self.values[layer + 1],
                    &self.sums[layer],
                    slopes,
                    width,
                );
            }
            if let Some(gradient) = gradient.as_deref_mut() {
                let (weights, biases) = shape.of_mut(gradient);
                self.products.add(slopes, &self.seen[layer], weights, width);
                add_totals(slopes, biases, width);
            }
            sized(&mut self.below, shape.inputs * width);
            spread(shape.of(parameters).0, slopes, &mut self.below, width);
            let mut rest = &self.below[..];
            for column in &self.sources[layer] {
                let (part, others) = rest.split_at(self.values[*column].len());
                rest = others;
                if *column > 0 {
                    add(part, &mut before[*column - 1]);
                }
            }
        }
    }

    /// Adds to the slopes of the first layer what each step has a part in at
    /// the next, from the last to the first, by way of its context.
    fn through_time(&mut self, shape: &Shape, parameters: &[f64], later: &mut Vec<f64>) {
        let (n, width) = (shape.neurons, self.samples);
        let weights = shape.of(parameters).0;
        let outputs = &self.values[1];
        let sums = &self.sums[0];
        let slopes = &mut self.slopes[0];
        let (mut part, mut given, mut net) = (vec![0.0; n], vec![0.0; n], vec![0.0; n]);
        // past the last step there is nothing
        later.resize(n, 0.0);
        for sample in (0..self.samples).rev() {
            part.fill(0.0);
            for (row, slope) in weights.chunks_exact(shape.inputs).zip(later.iter()) {
                for (part, weight) in part.iter_mut().zip(&row[shape.inputs - n..]) {
                    *part += weight * slope;
                }
            }
            for neuron in 0..n {
                let at = neuron * width + sample;
                given[neuron] = outputs[at];
                net[neuron] = sums.get(at).copied().unwrap_or(0.0);
            }
            through_transfer(shape.transfer, &given, &net, &mut part, 1);
            for neuron in 0..n {
                let slope = &mut slopes[neuron * width + sample];
                *slope += part[neuron];
                later[neuron] = *slope;
            }
        }
    }

    /// From the slopes of a layer to those of the one before.
    fn back_through(&mut self, shapes: &[Shape], parameters: &[f64], layer: usize) {
        let (shape, width) = (shapes[layer], self.samples);
        let (before, after) = self.slopes.split_at_mut(layer);
        let (Some(below), Some(slopes)) = (before.last_mut(), after.first()) else { return };
        let lower = layer - 1;
        sized(below, shape.inputs * width);
        spread(shape.of(parameters).0, slopes, below, width);
        through_transfer(
            shapes[lower].transfer,
            &self.values[layer],
            &self.sums[lower],
            below,
            width,
        );
    }

    /// The end of the network, for a loss to look at.
    pub(crate) fn end(&mut self, transfer: Transfer) -> End<'_> {
        let (outputs, sums) = match (self.values.last(), self.sums.last()) {
            (Some(outputs), Some(sums)) => (&outputs[..], &sums[..]),
            _ => (&[][..], &[][..]),
        };
        let slopes = match self.slopes.last_mut() {
            Some(slopes) => {
                sized(slopes, outputs.len());
                &mut slopes[..]
            }
            None => &mut [],
        };
        End { samples: self.samples, transfer, outputs, sums, slopes }
    }

    /// Adds the outputs for one sample of the block to a list.
    pub(crate) fn push_outputs(&self, sample: usize, list: &mut Vec<f64>) {
        if let Some(outputs) = self.values.last() {
            push(outputs, sample, self.samples, list);
        }
    }

    /// What flows for one sample of the block: inputs, then outputs by layer.
    pub(crate) fn values_of(&self, sample: usize) -> Vec<Vec<f64>> {
        let mut all = Vec::with_capacity(self.values.len());
        for values in &self.values {
            let mut list = Vec::new();
            push(values, sample, self.samples, &mut list);
            all.push(list);
        }
        all
    }

    /// The slope by each parameter for a single sample of the block, in
    /// `gradient`.
    pub(crate) fn gradient_of(&self, sample: usize, shapes: &[Shape], gradient: &mut [f64]) {
        let width = self.samples;
        for (layer, shape) in shapes.iter().enumerate() {
            let (weights, biases) = shape.of_mut(gradient);
            let values = self.seen.get(layer).unwrap_or(&self.values[layer]);
            let slopes = &self.slopes[layer];
            for (neuron, bias) in biases.iter_mut().enumerate() {
                let slope = slopes[neuron * width + sample];
                *bias = slope;
                for input in 0..shape.inputs {
                    weights[neuron * shape.inputs + input] = slope * values[input * width + sample];
                }
            }
        }
    }

    /// Slopes by net input alone, without adding up a gradient.
    pub(crate) fn back(&mut self, shapes: &[Shape], parameters: &[f64]) {
        if !self.sources.is_empty() {
            return self.back_along(shapes, parameters, None);
        }
        for layer in (1..shapes.len()).rev() {
            self.back_through(shapes, parameters, layer);
        }
    }
}

/// What a loss sees of a block: outputs and net inputs of the last layer, and
/// where to write the slopes by net input.
pub(crate) struct End<'a> {
    pub(crate) samples: usize,
    pub(crate) transfer: Transfer,
    pub(crate) outputs: &'a [f64],
    pub(crate) sums: &'a [f64],
    pub(crate) slopes: &'a mut [f64],
}

impl End<'_> {
    /// Turns slopes by output into slopes by net input.
    pub(crate) fn through_transfer(&mut self) {
        through_transfer(self.transfer, self.outputs, self.sums, self.slopes, self.samples);
    }
}

/// Rows of samples as the blocks have them: value by value, the samples side by
/// side.
pub(crate) fn turn<'a>(samples: usize, row: &dyn Fn(usize) -> &'a [f64], to: &mut Vec<f64>) {
    for sample in 0..samples {
        let row = row(sample);
        sized(to, row.len() * samples);
        for (place, value) in to[sample..].iter_mut().step_by(samples).zip(row) {
            *place = *value;
        }
    }
}

fn add(part: &[f64], to: &mut [f64]) {
    for (sum, value) in to.iter_mut().zip(part) {
        *sum += value;
    }
}

/// Gives a buffer its length; after the first block this allocates no more.
fn sized(buffer: &mut Vec<f64>, len: usize) {
    if buffer.len() != len {
        buffer.resize(len, 0.0);
    }
}

fn push(values: &[f64], sample: usize, width: usize, list: &mut Vec<f64>) {
    for row in values.chunks_exact(width) {
        list.push(row[sample]);
    }
}
