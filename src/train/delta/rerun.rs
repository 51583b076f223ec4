//! The updates of a run, done once more.

use super::update::update;
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::{Perceptron, Transfer, dot};
use crate::train::History;

/// One update of one neuron, just done.
pub(crate) struct Step<'a> {
    /// The pass over the data, from 1.
    pub(crate) epoch: usize,
    pub(crate) sample: usize,
    pub(crate) neuron: usize,
    pub(crate) target: f64,
    pub(crate) output: f64,
    /// `learning_rate × (target − output)`: what the bias moved by.
    pub(crate) bias_change: f64,
    /// All weights after it, neuron by neuron.
    pub(crate) weights: &'a [f64],
    pub(crate) biases: &'a [f64],
}

/// Does every update of a run again and hands each to `visit`; gives how many
/// each epoch has.
///
/// `what` names the caller in messages. Samples come in their order, and of
/// each sample the neurons in theirs; since neurons do not see each other, that
/// gives the weights of training to the last bit. Where it does not, the data
/// are others.
pub(crate) fn rerun(
    history: &History,
    data: &Dataset,
    what: &'static str,
    visit: &mut dyn FnMut(&Step),
) -> Result<Vec<usize>> {
    let network = checked(history, data, what)?;
    let mut run = Rerun {
        data,
        transfer: network.transfer_function(),
        rate: history.learning_rate.unwrap_or_default(),
        weights: history.weights_at(0),
        biases: history.biases()[0].to_vec(),
    };
    let mut counts = Vec::new();
    for epoch in 1..history.epochs() {
        counts.push(run.epoch(epoch, visit));
        let Some(at) = history.weights_of(epoch) else { continue };
        let (weights, biases) = (history.weights_at(at), history.biases()[at].to_vec());
        if !same(&run.weights, &weights) || !same(&run.biases, &biases) {
            let came = format!(
                "others: the updates of epoch {epoch} on them do not lead to its recorded weights"
            );
            return refuse(what, "the data of the training run".to_owned(), came);
        }
    }
    let error = run.error();
    if history.last_error().is_finite() && !same(&[error], &[history.last_error()]) {
        let came =
            format!("others: their error is {error} where {} was measured", history.last_error());
        return refuse(what, "the data of the training run".to_owned(), came);
    }
    Ok(counts)
}

/// The perceptron of a run, if it and the data fit.
fn checked<'a>(history: &'a History, data: &Dataset, what: &'static str) -> Result<&'a Perceptron> {
    let n = history.weight_epochs().len();
    let complete = n > 0 && history.weights().len() == n && history.biases().len() == n;
    let Some(network) = history.perceptron.as_ref().filter(|_| complete) else {
        let wanted = "the history of a perceptron, with its weights by epoch".to_owned();
        return refuse(what, wanted, "one without".to_owned());
    };
    if data.n_inputs() != network.n_inputs() {
        let wanted = format!("the data of the training run, {}", inputs(network.n_inputs()));
        return refuse(what, wanted, inputs(data.n_inputs()));
    }
    if data.n_targets() != network.n_neurons() {
        let wanted = format!("the data of the training run, {}", targets(network.n_neurons()));
        return refuse(what, wanted, targets(data.n_targets()));
    }
    network.known().check(what, data)?;
    Ok(network)
}

fn inputs(n: usize) -> String {
    format!("{} per sample", count(n, "input"))
}

fn targets(n: usize) -> String {
    format!("{} per sample", count(n, "target"))
}

fn refuse<T>(what: &'static str, wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what, expected: wanted, found: came })
}

/// Whether all bits are the same; one NaN is as good as another.
fn same(ours: &[f64], recorded: &[f64]) -> bool {
    let mut same = ours.len() == recorded.len();
    for (a, b) in ours.iter().zip(recorded) {
        same &= a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    }
    same
}

struct Rerun<'a> {
    data: &'a Dataset,
    transfer: Transfer,
    rate: f64,
    weights: Vec<f64>,
    biases: Vec<f64>,
}

impl Rerun<'_> {
    /// One pass over the data; gives the number of updates.
    fn epoch(&mut self, epoch: usize, visit: &mut dyn FnMut(&Step)) -> usize {
        let mut updates = 0;
        for sample in 0..self.data.n_samples() {
            for neuron in 0..self.biases.len() {
                let (target, output) = self.measure(sample, neuron);
                if target - output == 0.0 {
                    continue;
                }
                let bias_change = self.rate * (target - output);
                let row = self.row(neuron);
                let x = self.data.input_row(sample);
                update(&mut self.weights[row], &mut self.biases[neuron], x, bias_change);
                updates += 1;
                let (weights, biases) = (&self.weights[..], &self.biases[..]);
                visit(&Step {
                    epoch,
                    sample,
                    neuron,
                    target,
                    output,
                    bias_change,
                    weights,
                    biases,
                });
            }
        }
        updates
    }

    /// The error of an epoch with the present weights.
    fn error(&self) -> f64 {
        let mut misses = Vec::with_capacity(self.data.target_matrix().len());
        for sample in 0..self.data.n_samples() {
            for neuron in 0..self.biases.len() {
                let (target, output) = self.measure(sample, neuron);
                misses.push(target - output);
            }
        }
        0.5 * dot(&misses, &misses)
    }

    /// Target and output.
    fn measure(&self, sample: usize, neuron: usize) -> (f64, f64) {
        let sum = dot(&self.weights[self.row(neuron)], self.data.input_row(sample));
        let output = self.transfer.apply(sum + self.biases[neuron]);
        (self.data.target_row(sample)[neuron], output)
    }

    fn row(&self, neuron: usize) -> std::ops::Range<usize> {
        let n = self.data.n_inputs();
        neuron * n..(neuron + 1) * n
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::Delta;

    fn run(transfer: Transfer, targets: [[f64; 2]; 4]) -> (History, Dataset) {
        let inputs = [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]];
        let data = Dataset::new(inputs, targets).unwrap();
        let mut network = Perceptron::new(data.ranges(), 2).unwrap().transfer(transfer);
        network.set_weights([[0.1, -0.2], [0.3, 0.7]]).unwrap();
        network.set_biases([0.05, -0.6]).unwrap();
        let trainer = Delta::new().epochs(40).goal(0.0).learning_rate(0.03);
        (network.train(&data, trainer).unwrap(), data)
    }

    const TARGETS: [[f64; 2]; 4] = [[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];

    #[test]
    fn every_update_is_done_again_to_the_last_bit() {
        for transfer in [Transfer::HardLim, Transfer::LogSig, Transfer::PureLin, Transfer::TanSig] {
            let (history, data) = run(transfer, TARGETS);
            let mut ends = vec![(Vec::new(), Vec::new()); 40];
            let counts = rerun(&history, &data, "replay", &mut |step| {
                ends[step.epoch] = (step.weights.to_vec(), step.biases.to_vec());
            })
            .unwrap();
            let mut moved = 0;
            for (epoch, &count) in counts.iter().enumerate() {
                moved += count;
                if count > 0 {
                    let (weights, biases) = &ends[epoch + 1];
                    assert!(same(weights, &history.weights_at(epoch + 1)), "{transfer}, {epoch}");
                    assert!(same(biases, &history.biases()[epoch + 1].to_vec()), "{transfer}");
                }
            }
            assert!(moved > 40, "{transfer}: {moved}");
            assert!(transfer == Transfer::HardLim || moved == 39 * 8, "{transfer}: {moved}");
        }
    }

    #[test]
    fn other_data_are_refused() {
        let (history, data) = run(Transfer::LogSig, TARGETS);
        let other = Dataset::new(data.inputs(), [[0.0, 1.0]; 4]).unwrap();
        let problem = rerun(&history, &other, "replay", &mut |_| {}).unwrap_err();
        assert_eq!(
            problem.to_string(),
            "replay: expected the data of the training run, but got others: the updates of \
             epoch 1 on them do not lead to its recorded weights"
        );
    }

    #[test]
    fn a_history_without_weights_is_refused() {
        let (mut history, data) = run(Transfer::LogSig, TARGETS);
        history.weights.clear();
        let problem = rerun(&history, &data, "ledger", &mut |_| {}).unwrap_err().to_string();
        assert!(problem.starts_with("ledger: expected the history of a perceptron"), "{problem}");
    }
}
