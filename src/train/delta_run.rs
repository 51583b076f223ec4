//! One run of the delta rule: its epochs, and when they end.

use ndarray::{Array1, Array2};

use super::delta_pass::{Pass, all_finite, error_of};
use super::early::Waiting;
use super::plan::Plan;
use super::progress::Progress;
use super::watch::Watch;
use super::{History, Stop};
use crate::data::Batches;
use crate::error::Result;
use crate::network::Perceptron;

/// Numbers of inputs that are judged after a run, and with how many
/// multiplications: some milliseconds.
const JUDGED_NUMBERS: usize = 20_000;
const JUDGED_WORK: f64 = 2e6;

/// Numbers of the weights of all epochs that a history keeps at most, and what
/// keeping those of one epoch takes besides them.
const KEPT_NUMBERS: usize = 8_000_000;
const KEPT_BESIDES: usize = 16;

/// One training run under way.
pub(super) struct Run<'a> {
    network: &'a Perceptron,
    source: &'a dyn Batches,
    plan: Plan,
    waiting: Waiting,
    pass: Pass,
    history: History,
    /// The weights of the last epoch measured, of the last that is kept, and
    /// which epoch that was.
    measured: (Array2<f64>, Array1<f64>),
    kept: (Array2<f64>, Array1<f64>),
    kept_epoch: Option<usize>,
    /// The most epochs whose weights the history has, every `step`-th of the run.
    room: usize,
    step: usize,
}

impl<'a> Run<'a> {
    pub(super) fn new(network: &'a Perceptron, source: &'a dyn Batches, plan: Plan) -> Self {
        Self {
            network,
            source,
            waiting: plan.early.waiting(),
            pass: Pass::new(network, plan.learning_rate),
            measured: (network.weights().clone(), network.biases().clone()),
            kept: (network.weights().clone(), network.biases().clone()),
            kept_epoch: None,
            room: KEPT_NUMBERS / (network.weights().len() + network.n_neurons() + KEPT_BESIDES),
            step: 1,
            history: History {
                learning_rate: Some(plan.learning_rate),
                input_names: source.names().input_names().to_vec(),
                ..History::empty(plan.goal)
            },
            plan,
        }
    }

    pub(super) fn finish(
        mut self,
        watch: &mut Watch<'_>,
    ) -> Result<(History, Array2<f64>, Array1<f64>)> {
        let mut progress =
            Progress::to_stdout(self.plan.show, self.plan.epochs, self.plan.time_limit);
        for epoch in 1..=self.plan.epochs {
            let error = self.epoch()?;
            progress.epoch(epoch, error);
            let ended = watch(epoch, error).is_break();
            if !error.is_finite() {
                self.history.stop = Stop::Diverged;
                break;
            }
            let stalled = self.validate();
            if error < self.plan.goal {
                self.history.stop = Stop::GoalReached;
                break;
            }
            if ended {
                self.history.stop = Stop::Interrupted;
                break;
            }
            if stalled {
                self.history.stop = Stop::NoImprovement;
                break;
            }
            if epoch < self.plan.epochs && progress.is_over(self.plan.time_limit) {
                self.history.stop = Stop::TimeUp;
                break;
            }
        }
        self.history.log = progress.finish(self.history.stop);
        self.judge();
        self.history.evaluations = self.history.epochs();
        let Self { mut history, measured, kept, kept_epoch, .. } = self;
        if let Some(epoch) = kept_epoch {
            history.insert_weights(epoch, &kept);
        }
        if let Some(last) = history.errors.len().checked_sub(1) {
            history.insert_weights(last, &measured);
        }
        Ok((history, kept.0, kept.1))
    }

    /// Measures the validation data with the weights of this epoch; says whether
    /// patience is at its end.
    fn validate(&mut self) -> bool {
        let Some(held_out) = &self.plan.early.validation else {
            self.keep();
            return false;
        };
        let (weights, biases) = &self.measured;
        let error = error_of(self.network.transfer_function(), weights, biases, held_out);
        self.history.validation_errors.push(error);
        if self.waiting.improves(error) {
            self.keep();
        }
        self.waiting.is_over()
    }

    /// The weights of the last epoch measured are those to keep.
    fn keep(&mut self) {
        self.kept.0.clone_from(&self.measured.0);
        self.kept.1.clone_from(&self.measured.1);
        self.kept_epoch = self.history.errors.len().checked_sub(1);
    }

    /// Asks whether a line exists that makes no mistake, where the goal was not
    /// reached and the answer costs next to nothing.
    fn judge(&mut self) {
        let transfer = self.network.transfer_function();
        let missed = self.history.stop != Stop::GoalReached && self.history.last_error() != 0.0;
        let Some(data) = self.source.in_memory() else { return };
        if !missed || transfer.side(0.0).is_none() || !data.is_two_sided(&|t| transfer.side(t)) {
            return;
        }
        if data.inputs().len() > JUDGED_NUMBERS {
            self.history.unjudged = Some(data.n_samples());
        } else {
            self.history.separability = data.separability_within(JUDGED_WORK).ok();
        }
    }

    /// Measures with the weights of the epoch's start and updates the running
    /// ones, both in one pass over the data; gives the error.
    fn epoch(&mut self) -> Result<f64> {
        let (weights, biases) = self.pass.begin_epoch();
        let mut error = 0.0;
        let source = self.source;
        source.each(&mut |batch, first_row| {
            // before any of them is learnt
            if self.history.errors.is_empty() {
                self.network.check_targets(batch, first_row)?;
            }
            error += self.pass.batch(batch, &weights, &biases);
            Ok(())
        })?;
        // a step function has a finite error with infinite weights too
        if !all_finite(&weights, &biases) {
            error = f64::INFINITY;
        }
        self.record(error, weights, biases);
        Ok(error)
    }

    /// Writes an epoch down: its weights where there is room for them.
    fn record(&mut self, error: f64, weights: Array2<f64>, biases: Array1<f64>) {
        let epoch = self.history.errors.len();
        self.history.errors.push(error);
        if epoch.is_multiple_of(self.step) {
            if self.history.weights.len() >= self.room.max(2) {
                self.step *= 2;
                self.history.thin_weights(self.step);
            }
            if epoch.is_multiple_of(self.step) {
                self.history.keep_weights(epoch, weights.clone(), biases.clone());
            }
        }
        self.measured = (weights, biases);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Delta;
    use super::super::watch::go_on;
    use super::*;
    use crate::data::{Dataset, toy};

    /// A run of XOR whose history has room for the weights of `room` epochs.
    fn run(room: usize, epochs: usize) -> (History, Dataset) {
        let data = toy::xor().unwrap();
        let mut network = Perceptron::new(data.ranges(), 1).unwrap();
        let plan = Delta::new().goal(0.0).epochs(epochs).show(0).plan;
        let mut run = Run::new(&network, &data, plan);
        run.room = room;
        let (mut history, weights, biases) = run.finish(&mut go_on).unwrap();
        network.adopt(weights, biases, &data);
        history.perceptron = Some(network);
        (history, data)
    }

    #[test]
    fn long_runs_keep_the_weights_of_some_epochs() {
        let (whole, data) = run(1000, 500);
        let (thinned, _) = run(100, 500);
        assert_eq!(whole.weight_epochs(), (0..500).collect::<Vec<_>>());
        assert_eq!(thinned.errors(), whole.errors());
        assert_eq!(thinned.perceptron, whole.perceptron);
        let epochs = thinned.weight_epochs();
        assert!((50..=102).contains(&epochs.len()), "{}", epochs.len());
        assert_eq!((epochs[0], epochs[epochs.len() - 1]), (0, 499));
        for (place, epoch) in epochs.iter().enumerate() {
            assert_eq!(thinned.weights()[place], whole.weights()[*epoch]);
            assert_eq!(thinned.biases()[place], whole.biases()[*epoch]);
        }
        let text = thinned.to_string();
        assert!(text.contains("epochs are kept.") && !whole.to_string().contains("are kept."));
        assert_eq!(thinned.replay(&data).unwrap().frames().len(), 60);
        thinned.replay(&data).unwrap().by_update().unwrap();
        thinned.ledger(&data).unwrap();
    }
}
