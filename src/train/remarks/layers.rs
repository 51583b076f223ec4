//! Remarks about multi-layer networks: what their losses and outputs tell.

use super::{Column, Evidence, Kind, Measure, Remark, Survey, remark};
use crate::data::{Batches, Dataset};
use crate::network::{FeedForward, Transfer};
use crate::train::{History, Loss, Trainer};

/// Adds to the history of a run what can be said about it.
pub(in crate::train) fn remark_layers(
    history: &mut History,
    network: &FeedForward,
    trainer: &Trainer,
    source: &dyn Batches,
    survey: Option<Survey>,
    parts: &Parts<'_>,
) -> bool {
    let (loss, transfer) = (trainer.settings().loss, network.output_function());
    let constant = |targets: &[Column]| loss.of_constant(targets);
    // other outputs need not sum to 1
    let known = loss != Loss::CrossEntropy || transfer == Transfer::SoftMax;
    let part = loss.part(parts.samples, network.n_outputs());
    let evidence = Evidence {
        kind: parts.kind,
        source,
        survey,
        ranges: parts.ranges,
        in_order: trainer.learns_in_order(source.in_memory().is_some()),
        unbounded: transfer.output_range() == [f64::NEG_INFINITY, f64::INFINITY],
        measure: known.then_some(Measure { part, constant: &constant }),
        penalty: parts.penalty,
        misses: &|data| misses(network, data),
    };
    remark(history, evidence)
}

fn misses(network: &FeedForward, data: &Dataset) -> Option<Vec<f64>> {
    if data.n_samples().saturating_mul(network.n_parameters()) > MOST_WORK {
        return None;
    }
    let outputs = network.outputs(data.input_matrix()).ok()?;
    let mut misses = Vec::with_capacity(data.n_samples());
    for (outputs, targets) in outputs.rows().zip(data.target_matrix().rows()) {
        let mut sum = 0.0;
        for (output, target) in outputs.iter().zip(targets) {
            sum += (output - target) * (output - target);
        }
        misses.push(sum);
    }
    Some(misses)
}

/// What differs between multi-layer networks.
pub(in crate::train) struct Parts<'a> {
    pub(in crate::train) kind: Kind,
    pub(in crate::train) ranges: &'a [[f64; 2]],
    pub(in crate::train) samples: usize,
    pub(in crate::train) penalty: f64,
}

impl Loss {
    /// The sum over samples and outputs, without its factor, of the best
    /// constant outputs; of absolute differences, what it is not below.
    fn of_constant(self, targets: &[Column]) -> f64 {
        let mut sum = 0.0;
        for column in targets {
            sum += match self {
                Self::Sse | Self::Mse => column.squares(),
                // |e| is at least e² / width
                Self::Sae | Self::Mae if column.is_constant() => 0.0,
                Self::Sae | Self::Mae => column.squares() / column.width(),
                Self::BinaryCrossEntropy => {
                    column.n() * (information(column.mean()) + information(1.0 - column.mean()))
                }
                Self::CrossEntropy => column.n() * information(column.mean()),
            };
        }
        sum
    }
}

/// `−p ln p`.
fn information(p: f64) -> f64 {
    if p > 0.0 { -p * p.ln() } else { 0.0 }
}

/// Numbers of samples times parameters up to which outputs are looked at again.
const MOST_WORK: usize = 5_000_000;

/// Wrong answers at the flat ends of the last transfer function, where the
/// gradient is nearly 0; unless the loss makes up for it.
pub(in crate::train) fn saturated(
    network: &FeedForward,
    data: &Dataset,
    loss: Loss,
) -> Option<Remark> {
    const FLAT: f64 = 1e-3;
    const MANY: usize = 20;
    let transfer = network.output_function();
    let [low, high] = transfer.output_range();
    let exact = matches!(
        (loss, transfer),
        (Loss::BinaryCrossEntropy, Transfer::LogSig) | (Loss::CrossEntropy, Transfer::SoftMax)
    );
    let width = high - low;
    let work = data.n_samples().saturating_mul(network.n_parameters());
    if exact || !width.is_finite() || work > MOST_WORK {
        return None;
    }
    let outputs = network.outputs(data.input_matrix()).ok()?;
    let mut wrong = 0;
    for (outputs, targets) in outputs.rows().zip(data.target_matrix().rows()) {
        let mut flat = false;
        for (output, target) in outputs.iter().zip(targets) {
            let end = (output - low).min(high - output);
            flat |= end < FLAT * width && (output - target).abs() > 0.5 * width;
        }
        wrong += usize::from(flat);
    }
    let samples = data.n_samples();
    (wrong > 0 && wrong * MANY >= samples).then_some(Remark::Saturated { wrong, samples })
}
