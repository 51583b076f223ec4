//! The delta rule of functions that move the weights at each sample: row after
//! row as they lie, all neurons at each. What one neuron waits for, the
//! processor spends on the next.

use std::arch::x86_64::{
    __m256d, _mm_add_pd, _mm_add_sd, _mm_cvtsd_f64, _mm_unpackhi_pd, _mm256_add_pd,
    _mm256_castpd256_pd128, _mm256_extractf128_pd, _mm256_hadd_pd, _mm256_mul_pd, _mm256_setr_pd,
};

use super::{Layer, Rows};
use crate::network::processor::with;
use crate::network::{Transfer, dot};
use crate::train::Deadline;

/// All neurons over a batch, as far as the time lasts: `target − output` by
/// sample and neuron. `None`, and nothing done, on a processor without the
/// registers.
pub(in crate::train::delta) fn each(
    batch: Rows<'_>,
    misses: &mut [f64],
    transfer: Transfer,
    layer: &mut Layer<'_>,
    deadline: &mut Deadline,
) -> Option<()> {
    let Rows { n_inputs, neurons, .. } = batch;
    let stride = Deadline::stride(3 * n_inputs * neurons);
    let parts = batch.inputs.chunks(stride * n_inputs).zip(batch.targets.chunks(stride * neurons));
    for ((inputs, targets), misses) in parts.zip(misses.chunks_mut(stride * neurons)) {
        if deadline.passes(3 * n_inputs * targets.len()) {
            break;
        }
        let rows = Rows { inputs, targets, ..batch };
        with!("avx2" => pass, rows, misses, transfer, layer)?;
    }
    Some(())
}

#[target_feature(enable = "avx2")]
fn pass(rows: Rows<'_>, misses: &mut [f64], transfer: Transfer, layer: &mut Layer<'_>) {
    let Rows { inputs, n_inputs, targets, neurons } = rows;
    let rate = layer.rate;
    let answers = targets.chunks_exact(neurons).zip(misses.chunks_exact_mut(neurons));
    for (x, (targets, misses)) in inputs.chunks_exact(n_inputs).zip(answers) {
        for which in 0..neurons {
            let mut neuron = layer.neuron(which, n_inputs, 0.0);
            let target = targets[which];
            let output = |s| if transfer == Transfer::PureLin { s } else { transfer.apply(s) };
            let mut miss = target - output(sum(neuron.start, x) + neuron.start_bias);
            misses[which] = miss;
            // until the first update of the epoch both are the same
            if *neuron.moved {
                miss = target - output(sum(neuron.weights, x) + *neuron.bias);
            }
            if miss != 0.0 {
                neuron.update_by_row(x, rate * miss);
            }
        }
    }
}

/// [`dot`] of up to 128 terms with its eight lanes in two registers.
#[target_feature(enable = "avx2")]
#[inline]
fn sum(weights: &[f64], x: &[f64]) -> f64 {
    let n = weights.len();
    let x = &x[..n];
    if !(8..=128).contains(&n) {
        return dot(weights, x);
    }
    let ((w, w_rest), (x, x_rest)) = (weights.as_chunks::<8>(), x.as_chunks::<8>());
    let (mut low, mut high) = products(&w[0], &x[0]);
    let x = &x[..w.len()];
    for eight in 1..w.len() {
        let more = products(&w[eight], &x[eight]);
        (low, high) = (_mm256_add_pd(low, more.0), _mm256_add_pd(high, more.1));
    }
    // (01), (45), (23), (67)
    let pairs = _mm256_hadd_pd(low, high);
    let fours = _mm_add_pd(_mm256_castpd256_pd128(pairs), _mm256_extractf128_pd::<1>(pairs));
    let mut sum = _mm_cvtsd_f64(_mm_add_sd(fours, _mm_unpackhi_pd(fours, fours)));
    let x_rest = &x_rest[..w_rest.len()];
    for i in 0..w_rest.len() {
        sum += w_rest[i] * x_rest[i];
    }
    sum
}

#[target_feature(enable = "avx2")]
#[inline]
fn products(w: &[f64; 8], x: &[f64; 8]) -> (__m256d, __m256d) {
    let low = _mm256_mul_pd(
        _mm256_setr_pd(w[0], w[1], w[2], w[3]),
        _mm256_setr_pd(x[0], x[1], x[2], x[3]),
    );
    let high = _mm256_mul_pd(
        _mm256_setr_pd(w[4], w[5], w[6], w[7]),
        _mm256_setr_pd(x[4], x[5], x[6], x[7]),
    );
    (low, high)
}
