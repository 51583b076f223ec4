//! Forward and backward passes of a block of samples.

use super::block_sums::{Begin, Product};
use super::rows::{BLOCK, Buffer, Rows, sized, turn, width_of};
use super::slope_sums::SlopeSums;
use crate::network::layers::activate::{activate, needs_sums, through_transfer};
use crate::network::{Shape, Transfer};

/// Values and derivatives of a block of samples on their way through the layers
/// and back.
///
/// They lie neuron by neuron, the samples of the block side by side, so that
/// every loop runs over samples.
pub(crate) struct Passes {
    samples: usize,
    /// Numbers in a row: the samples, and the last of them over again up to
    /// whole registers.
    width: usize,
    /// The inputs, then the outputs of each layer.
    values: Vec<Buffer>,
    /// The net inputs of layers that need them, and of the last.
    sums: Vec<Buffer>,
    /// The derivative of the loss with respect to each net input.
    slopes: Vec<Buffer>,
    /// The columns of `values` that each layer sees; empty if each sees the one
    /// before it.
    sources: Vec<Vec<usize>>,
    /// These columns one below the other, where there are sources.
    seen: Vec<Vec<f64>>,
    /// The derivatives with respect to them.
    below: Buffer,
    /// The weights of each layer, input by input.
    turned: Vec<Buffer>,
    /// The gradient with respect to the parameters of each layer.
    totals: Vec<SlopeSums>,
}

impl Passes {
    /// Samples in a block: few enough to stay near the processor.
    pub(crate) const BLOCK: usize = BLOCK;

    /// Room for the way forward.
    pub(crate) fn new(shapes: &[Shape], sources: &[Vec<usize>]) -> Self {
        let mut passes = Self {
            samples: 0,
            width: 0,
            values: vec![Buffer::default()],
            sums: Vec::new(),
            slopes: Vec::new(),
            sources: sources.to_vec(),
            seen: vec![Vec::new(); sources.len()],
            below: Buffer::default(),
            turned: Vec::new(),
            totals: Vec::new(),
        };
        for shape in shapes {
            passes.totals.push(SlopeSums::of(shape));
            passes.values.push(Buffer::default());
            passes.sums.push(Buffer::default());
            passes.slopes.push(Buffer::default());
            passes.turned.push(Buffer::default());
        }
        passes
    }

    /// Takes in the inputs of `samples` samples from the row `first` on, at most
    /// a block.
    pub(crate) fn load(&mut self, rows: Rows<'_>, first: usize, samples: usize) {
        (self.samples, self.width) = (samples, width_of(samples));
        turn(rows, first, samples, &mut self.values[0]);
    }

    /// From the inputs to the outputs.
    pub(crate) fn forward(&mut self, shapes: &[Shape], parameters: &[f64]) {
        let width = self.width;
        for (layer, shape) in shapes.iter().enumerate() {
            let (rows, biases) = shape.of(parameters);
            self.look(layer);
            let (before, after) = self.values.split_at_mut(layer + 1);
            let (Some(last), Some(outputs)) = (before.last(), after.first_mut()) else {
                return;
            };
            let columns: &[f64] = match self.seen.get(layer) {
                Some(seen) => seen,
                None => last,
            };
            sized(outputs, shape.neurons * width);
            let product = Product::of(rows, shape.inputs, columns, width).plus(biases);
            product.sum(outputs, Begin::AtZero);
            if needs_sums(shape.transfer) || layer + 1 == shapes.len() {
                sized(&mut self.sums[layer], outputs.len());
                self.sums[layer].copy_from_slice(outputs);
            }
            activate(shape.transfer, outputs, width);
        }
    }

    /// Readies the way back with these parameters.
    pub(crate) fn turn_weights(&mut self, shapes: &[Shape], parameters: &[f64]) {
        // nothing goes back beyond a first layer that sees the inputs alone
        for (shape, turned) in shapes.iter().zip(&mut self.turned).skip(1) {
            let n = shape.inputs;
            sized(turned, n * shape.neurons);
            for (neuron, weights) in shape.of(parameters).0.chunks_exact(n).enumerate() {
                for (place, weight) in
                    turned[neuron..].iter_mut().step_by(shape.neurons).zip(weights)
                {
                    *place = *weight;
                }
            }
        }
    }

    /// Readies the sums of the gradient.
    pub(crate) fn begin_gradient(&mut self, shapes: &[Shape], parameters: &[f64]) {
        self.turn_weights(shapes, parameters);
        for totals in &mut self.totals {
            totals.clear();
        }
    }

    /// Adds what all blocks since [`begin_gradient`](Self::begin_gradient) have
    /// come to.
    pub(crate) fn add_gradient(&self, shapes: &[Shape], gradient: &mut [f64]) {
        for (shape, totals) in shapes.iter().zip(&self.totals) {
            let (weights, biases) = shape.of_mut(gradient);
            totals.add_to(weights, biases);
        }
    }

    /// From the derivatives with respect to the net inputs of the last layer
    /// back to the first, adding up the gradient of the loss.
    ///
    /// `later` are the derivatives of the first layer at the step after the
    /// block, if the samples are steps whose contexts are followed back.
    pub(crate) fn backward(
        &mut self,
        shapes: &[Shape],
        parameters: &[f64],
        mut later: Option<&mut Vec<f64>>,
    ) {
        if !self.sources.is_empty() {
            return self.back_along(shapes, true);
        }
        for (layer, shape) in shapes.iter().enumerate().rev() {
            if let (0, Some(later)) = (layer, &mut later) {
                self.through_time(shape, parameters, later);
            }
            let (slopes, values) = (&self.slopes[layer], &self.values[layer]);
            self.totals[layer].add(slopes, values, self.samples, self.width);
            self.back_through(shapes, layer);
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
    /// derivatives of all that it sees.
    fn back_along(&mut self, shapes: &[Shape], adds_up: bool) {
        let width = self.width;
        let last = shapes.len() - 1;
        for (slopes, shape) in self.slopes[..last].iter_mut().zip(shapes) {
            sized(slopes, shape.neurons * width);
            slopes.fill(0.0);
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
            if adds_up {
                self.totals[layer].add(slopes, &self.seen[layer], self.samples, width);
            }
            if layer == 0 {
                return;
            }
            sized(&mut self.below, shape.inputs * width);
            spread(&self.turned[layer], slopes, &mut self.below, width);
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

    /// Adds to the derivatives of the first layer what each step has a part in
    /// at the next, from the last to the first, by way of its context.
    fn through_time(&mut self, shape: &Shape, parameters: &[f64], later: &mut Vec<f64>) {
        let (n, width) = (shape.neurons, self.width);
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

    /// From the derivatives of a layer to those of the one before.
    fn back_through(&mut self, shapes: &[Shape], layer: usize) {
        let (shape, width) = (shapes[layer], self.width);
        let (before, after) = self.slopes.split_at_mut(layer);
        let (Some(below), Some(slopes)) = (before.last_mut(), after.first()) else { return };
        let lower = layer - 1;
        sized(below, shape.inputs * width);
        spread(&self.turned[layer], slopes, below, width);
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
        End { samples: self.samples, width: self.width, transfer, outputs, sums, slopes }
    }

    /// Adds the outputs for one sample of the block to a list.
    pub(crate) fn push_outputs(&self, sample: usize, list: &mut Vec<f64>) {
        if let Some(outputs) = self.values.last() {
            push(outputs, sample, self.width, list);
        }
    }

    /// Adds what flows for one sample of the block to lists: of the inputs, then
    /// of the outputs of each layer.
    pub(crate) fn push_values(&self, sample: usize, lists: &mut [Vec<f64>]) {
        for (values, list) in self.values.iter().zip(lists) {
            push(values, sample, self.width, list);
        }
    }

    /// The gradient for a single sample of the block, in
    /// `gradient`.
    pub(crate) fn gradient_of(&self, sample: usize, shapes: &[Shape], gradient: &mut [f64]) {
        let width = self.width;
        for (layer, shape) in shapes.iter().enumerate() {
            let (weights, biases) = shape.of_mut(gradient);
            let values: &[f64] = match self.seen.get(layer) {
                Some(seen) => seen,
                None => &self.values[layer],
            };
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

    /// Derivatives with respect to the net inputs alone, without adding up a gradient.
    pub(crate) fn back(&mut self, shapes: &[Shape]) {
        if !self.sources.is_empty() {
            return self.back_along(shapes, false);
        }
        for layer in (1..shapes.len()).rev() {
            self.back_through(shapes, layer);
        }
    }
}

/// What a loss sees of a block: outputs and net inputs of the last layer, and
/// where to write the derivatives with respect to the net inputs.
pub(crate) struct End<'a> {
    pub(crate) samples: usize,
    /// Numbers in a row, of which only the first are those of samples.
    pub(crate) width: usize,
    pub(crate) transfer: Transfer,
    pub(crate) outputs: &'a [f64],
    pub(crate) sums: &'a [f64],
    pub(crate) slopes: &'a mut [f64],
}

impl End<'_> {
    /// Turns derivatives with respect to outputs into those with respect to net
    /// inputs.
    pub(crate) fn through_transfer(&mut self) {
        through_transfer(self.transfer, self.outputs, self.sums, self.slopes, self.width);
    }

    /// Takes what is beyond the samples out of all sums.
    pub(crate) fn drop_the_rest(&mut self) {
        for slopes in self.slopes.chunks_exact_mut(self.width) {
            slopes[self.samples..].fill(0.0);
        }
    }
}

/// What each input has a part in, by the weights input by input.
fn spread(turned: &[f64], slopes: &[f64], below: &mut [f64], width: usize) {
    let product = Product::of(turned, slopes.len() / width, slopes, width);
    product.sum(below, Begin::AtZero);
}

fn add(part: &[f64], to: &mut [f64]) {
    for (sum, value) in to.iter_mut().zip(part) {
        *sum += value;
    }
}

fn push(values: &[f64], sample: usize, width: usize, list: &mut Vec<f64>) {
    for row in values.chunks_exact(width) {
        list.push(row[sample]);
    }
}
