//! The sums of a block of samples.
//!
//! Tables lie row by row, `width` samples a row. Each sum is taken one term
//! after the other, side by side with those of other samples, so that its
//! value does not depend on how wide the processor's registers are. Loops over
//! rows given apart are the form of which the compiler makes vectors also with
//! the kernel's optimisation.

#![allow(
    clippy::inline_always,
    reason = "only what is part of a function gets its vector instructions"
)]

use crate::network::processor::widened;

widened! {
    /// `weights · inputs + biases`, neuron by neuron.
    pub(crate) fn weighted_sums(
        weights: &[f64],
        biases: &[f64],
        inputs: &[f64],
        outputs: &mut [f64],
        width: usize,
    ) {
        let n = inputs.len() / width;
        outputs.fill(0.0);
        add_rows(outputs, inputs, width, |neuron, input| weights[neuron * n + input]);
        for (row, bias) in outputs.chunks_exact_mut(width).zip(biases) {
            for sum in row {
                *sum += bias;
            }
        }
    }
}

widened! {
    /// `weightsᵀ · slopes`: what each input has a part in.
    pub(crate) fn spread(weights: &[f64], slopes: &[f64], below: &mut [f64], width: usize) {
        let n = below.len() / width;
        below.fill(0.0);
        add_rows(below, slopes, width, |input, neuron| weights[neuron * n + input]);
    }
}

/// Room for the products of a block.
#[derive(Clone, Debug, Default)]
pub(crate) struct Products {
    /// Rows turned into columns.
    turned: Vec<f64>,
    sums: Vec<f64>,
}

impl Products {
    /// Adds `slopes · inputsᵀ` to a table of (neurons × inputs).
    pub(crate) fn add(&mut self, slopes: &[f64], inputs: &[f64], table: &mut [f64], width: usize) {
        let (neurons, n) = (slopes.len() / width, inputs.len() / width);
        // turning the longer side costs more than it saves where the other is this short
        if neurons.min(n) <= 2 {
            return add_row_products(slopes, inputs, table, width);
        }
        self.sums.clear();
        self.sums.resize(table.len(), 0.0);
        if n >= neurons {
            products(slopes, turned(inputs, width, &mut self.turned), &mut self.sums, n);
            for (slope, sum) in table.iter_mut().zip(&self.sums) {
                *slope += sum;
            }
        } else {
            products(inputs, turned(slopes, width, &mut self.turned), &mut self.sums, neurons);
            for (input, sums) in self.sums.chunks_exact(neurons).enumerate() {
                for (row, sum) in table.chunks_exact_mut(n).zip(sums) {
                    row[input] += sum;
                }
            }
        }
    }
}

/// Adds the sum of each row to a list.
pub(crate) fn add_totals(rows: &[f64], totals: &mut [f64], width: usize) {
    for (row, total) in rows.chunks_exact(width).zip(totals) {
        *total += in_lanes(row, |value, _| value, row);
    }
}

widened! {
    /// `rows · columns`, with a row of `columns` for each sample.
    fn products(rows: &[f64], columns: &[f64], sums: &mut [f64], n: usize) {
        let width = columns.len() / n;
        add_rows(sums, columns, n, |row, sample| rows[row * width + sample]);
    }
}

fn add_row_products(slopes: &[f64], inputs: &[f64], table: &mut [f64], width: usize) {
    let mut sums = table.iter_mut();
    for slopes in slopes.chunks_exact(width) {
        for (inputs, sum) in inputs.chunks_exact(width).zip(&mut sums) {
            *sum += in_lanes(slopes, |slope, input| slope * input, inputs);
        }
    }
}

/// Adds to each row of `to` all rows of `from`, each times its factor.
#[inline(always)]
fn add_rows(to: &mut [f64], from: &[f64], width: usize, factor: impl Fn(usize, usize) -> f64) {
    let mut pairs = to.chunks_exact_mut(2 * width);
    let mut row = 0;
    for pair in &mut pairs {
        let (one, other) = pair.split_at_mut(width);
        let mut at = 0;
        for four in from.chunks_exact(4 * width) {
            let factors = |row| {
                [factor(row, at), factor(row, at + 1), factor(row, at + 2), factor(row, at + 3)]
            };
            let (upper, lower) = four.split_at(2 * width);
            let (upper, lower) = (upper.split_at(width), lower.split_at(width));
            let factors = [&factors(row), &factors(row + 1)];
            add_four_to_two(one, other, factors, upper.0, upper.1, lower.0, lower.1);
            at += 4;
        }
        for rest in from[at * width..].chunks_exact(width) {
            add_scaled(one, factor(row, at), rest);
            add_scaled(other, factor(row + 1, at), rest);
            at += 1;
        }
        row += 2;
    }
    let last = pairs.into_remainder();
    if !last.is_empty() {
        for (at, rest) in from.chunks_exact(width).enumerate() {
            add_scaled(last, factor(row, at), rest);
        }
    }
}

/// Four rows at a time onto two: each value is loaded once for both. As
/// arguments, the rows are known to lie apart.
#[inline(always)]
fn add_four_to_two(
    one: &mut [f64],
    other: &mut [f64],
    factors: [&[f64; 4]; 2],
    first: &[f64],
    second: &[f64],
    third: &[f64],
    fourth: &[f64],
) {
    let n = one.len();
    let (other, first, second) = (&mut other[..n], &first[..n], &second[..n]);
    let (third, fourth) = (&third[..n], &fourth[..n]);
    let [f, g] = factors;
    for i in 0..n {
        let x = [first[i], second[i], third[i], fourth[i]];
        one[i] = one[i] + f[0] * x[0] + f[1] * x[1] + f[2] * x[2] + f[3] * x[3];
        other[i] = other[i] + g[0] * x[0] + g[1] * x[1] + g[2] * x[2] + g[3] * x[3];
    }
}

#[inline(always)]
fn add_scaled(to: &mut [f64], factor: f64, row: &[f64]) {
    for (sum, value) in to.iter_mut().zip(row) {
        *sum += factor * value;
    }
}

/// Values of a row that are turned at a time: a line of the processor's cache.
const TURNED: usize = 8;

/// A row for each sample.
fn turned<'a>(rows: &[f64], width: usize, to: &'a mut Vec<f64>) -> &'a [f64] {
    let n = rows.len() / width;
    to.resize(rows.len(), 0.0);
    for (part, columns) in to.chunks_mut(TURNED * n).enumerate() {
        let first = part * TURNED;
        let samples = columns.len() / n;
        for (i, row) in rows.chunks_exact(width).enumerate() {
            let values = &row[first..first + samples];
            for (place, value) in columns[i..].iter_mut().step_by(n).zip(values) {
                *place = *value;
            }
        }
    }
    to
}

/// The sum of `term(a, b)` over two rows, in eight sums that do not wait for
/// each other.
#[inline]
fn in_lanes(a: &[f64], term: impl Fn(f64, f64) -> f64, b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut l = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for (i, lane) in l.iter_mut().enumerate() {
            *lane += term(a[i], b[i]);
        }
    }
    let mut sum = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
    for (a, b) in a_rest.iter().zip(b_rest) {
        sum += term(*a, *b);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: usize, width: usize) -> Vec<f64> {
        (0..rows * width).map(|i| ((i * 37 + rows) % 23) as f64 - 11.0).collect()
    }

    /// Whole numbers, so that every order of adding gives the same.
    #[test]
    fn every_size_gives_the_plain_sums() {
        for (neurons, n, width) in
            [(1, 1, 1), (1, 5, 3), (2, 3, 8), (3, 2, 9), (5, 7, 17), (6, 4, 128), (4, 9, 2)]
        {
            let (weights, inputs) = (table(neurons, n), table(n, width));
            let (slopes, biases) = (table(neurons, width), table(1, neurons));
            let (mut sums, mut below) = (vec![9.0; neurons * width], vec![9.0; n * width]);
            let (mut gradient, mut totals) = (vec![1.0; neurons * n], vec![1.0; neurons]);
            weighted_sums(&weights, &biases, &inputs, &mut sums, width);
            spread(&weights, &slopes, &mut below, width);
            Products::default().add(&slopes, &inputs, &mut gradient, width);
            add_totals(&slopes, &mut totals, width);
            for j in 0..neurons {
                for s in 0..width {
                    let plain: f64 =
                        (0..n).map(|i| weights[j * n + i] * inputs[i * width + s]).sum();
                    assert_eq!(sums[j * width + s], plain + biases[j]);
                }
                for i in 0..n {
                    let plain: f64 =
                        (0..width).map(|s| slopes[j * width + s] * inputs[i * width + s]).sum();
                    assert_eq!(gradient[j * n + i], 1.0 + plain);
                }
                let plain: f64 = slopes[j * width..(j + 1) * width].iter().sum();
                assert_eq!(totals[j], 1.0 + plain);
            }
            for i in 0..n {
                for s in 0..width {
                    let plain: f64 =
                        (0..neurons).map(|j| weights[j * n + i] * slopes[j * width + s]).sum();
                    assert_eq!(below[i * width + s], plain);
                }
            }
        }
    }
}
