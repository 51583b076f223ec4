//! One run of the delta rule: its epochs, and when they end.

use ndarray::{Array1, Array2};

use super::pass::{Pass, all_finite, error_of, squares_of, tape_weights};
use crate::data::Batches;
use crate::error::Result;
use crate::matrix::Matrix;
use crate::network::Perceptron;
use crate::train::checkpoint::Keeper;
use crate::train::checkpoint::tape::Tape;
use crate::train::deadline::late;
use crate::train::early::Waiting;
use crate::train::plan::Plan;
use crate::train::progress::Progress;
use crate::train::remarks::{Column, Evidence, Kind, Measure, Survey, remark};
use crate::train::watch::Watch;
use crate::train::{Deadline, Epoch, History, Stop};

/// After a run at most this many input values are judged, with at most this many
/// multiplications: a few milliseconds.
const JUDGED_NUMBERS: usize = 20_000;
const JUDGED_WORK: f64 = 2e6;

/// The most weights that a history keeps, of all epochs together, and what each
/// epoch counts besides its weights.
const KEPT_NUMBERS: usize = 8_000_000;
const KEPT_BESIDES: usize = 16;

/// One training run under way.
pub(crate) struct Run<'a> {
    network: &'a Perceptron,
    source: &'a dyn Batches,
    plan: Plan,
    waiting: Waiting,
    /// Of samples that are not in memory.
    survey: Option<Survey>,
    pass: Pass,
    history: History,
    /// The weights of the last epoch measured, of the last that is kept, and
    /// which epoch that was.
    measured: (Matrix, Vec<f64>),
    kept: (Matrix, Vec<f64>),
    kept_epoch: Option<usize>,
    /// Room for those that the next epoch begins with.
    start: (Matrix, Vec<f64>),
    /// The most epochs whose weights the history has, every `step`-th of the run.
    room: usize,
    step: usize,
    progress: Progress<std::io::Stdout>,
    keeper: Keeper,
    deadline: Deadline,
}

impl<'a> Run<'a> {
    pub(crate) fn new(
        network: &'a Perceptron,
        source: &'a dyn Batches,
        plan: Plan,
        keeper: Keeper,
    ) -> Self {
        Self {
            network,
            source,
            waiting: plan.early.waiting(),
            survey: source.in_memory().is_none().then(Survey::default),
            pass: Pass::new(
                network,
                plan.learning_rate,
                source.in_memory().map(|data| data.input_matrix().len()),
            ),
            measured: (network.weight_matrix().clone(), network.biases().to_vec()),
            kept: (network.weight_matrix().clone(), network.biases().to_vec()),
            kept_epoch: None,
            start: Default::default(),
            room: KEPT_NUMBERS
                / (network.weight_matrix().len() + network.n_neurons() + KEPT_BESIDES),
            step: 1,
            progress: Progress::to_stdout(plan.show, plan.epochs, plan.time_limit),
            keeper,
            deadline: Deadline::after(plan.time_limit),
            history: History {
                learning_rate: Some(plan.learning_rate),
                input_names: source.names().input_names().to_vec(),
                ..History::empty(plan.goal)
            },
            plan,
        }
    }

    pub(crate) fn finish(mut self, watch: &mut Watch<'_>) -> Result<(History, Matrix, Vec<f64>)> {
        let mut stop = match self.keeper.resumed() {
            Some(resumed) => {
                resumed.give(|tape| self.tape(tape))?;
                self.progress.resume(self.history.errors.len());
                self.stop(false)
            }
            None => self.advance(watch)?,
        };
        let stop = loop {
            self.keep(stop)?;
            if let Some(stop) = stop {
                break stop;
            }
            stop = self.advance(watch)?;
        };
        self.history.stop = stop;
        self.judge();
        self.remark();
        let Self { mut history, measured, kept, kept_epoch, progress, keeper, .. } = self;
        history.evaluations = history.epochs();
        history.end(stop, progress, &keeper);
        if let Some(epoch) = kept_epoch {
            history.insert_weights(epoch, &kept.0, &kept.1);
        }
        if let Some(last) = history.errors.len().checked_sub(1) {
            history.insert_weights(last, &measured.0, &measured.1);
        }
        Ok((history, kept.0, kept.1))
    }

    /// One more epoch; says whether it was the last.
    fn advance(&mut self, watch: &mut Watch<'_>) -> Result<Option<Stop>> {
        let Some(error) = self.epoch()? else { return Ok(Some(Stop::TimeUp)) };
        let number = self.history.errors.len();
        self.progress.epoch(number, error);
        let validation_error = if error.is_finite() { self.validate() } else { None };
        let parts = [self.measured.0.values(), self.measured.1.as_slice()];
        let epoch = Epoch { number, error, validation_error, parts };
        let interrupted = watch(&epoch).is_break();
        Ok(self.stop(interrupted))
    }

    /// Whether the last epoch measured is the last of the run.
    fn stop(&self, interrupted: bool) -> Option<Stop> {
        let limits = self.plan.limits();
        limits.reached(&self.history.errors, &self.waiting, &self.progress, interrupted, false)
    }

    fn keep(&mut self, stop: Option<Stop>) -> Result<()> {
        let epochs = self.history.errors.len();
        if !self.keeper.is_due(epochs, stop) {
            return Ok(());
        }
        let mut tape = Tape::blank();
        self.tape(&mut tape);
        self.keeper.keep(epochs, stop, tape, &mut self.progress)
    }

    /// The state of the run, written or read; gives the number of its epochs.
    fn tape(&mut self, tape: &mut Tape) -> usize {
        let epochs = self.history.tape_errors(tape);
        self.progress.tape(tape);
        self.waiting.tape(tape, epochs);
        self.pass.tape(tape);
        tape_weights(tape, &mut self.measured.0, &mut self.measured.1);
        tape_weights(tape, &mut self.kept.0, &mut self.kept.1);
        if !all_finite(&self.kept.0, &self.kept.1) {
            tape.spoil();
        }
        // 0 is none
        let mut kept_epochs = self.kept_epoch.map_or(0, |epoch| epoch + 1);
        tape.whole(&mut kept_epochs);
        self.kept_epoch = kept_epochs.checked_sub(1);
        tape.whole(&mut self.step);
        self.tape_history(tape);
        if kept_epochs > epochs || !self.step.is_power_of_two() || self.step > epochs {
            tape.spoil();
        }
        epochs
    }

    /// The weights that the history keeps.
    fn tape_history(&mut self, tape: &mut Tape) {
        let (neurons, inputs) = self.measured.0.dim();
        let history = &mut self.history;
        let n = tape.length(history.weight_epochs.len(), neurons * (inputs + 1) + 1);
        history.weight_epochs.resize(n, 0);
        history.weights.resize(n, Array2::default((neurons, inputs)));
        history.biases.resize(n, Array1::default(neurons));
        let mut next = 0;
        let kept = history.weights.iter_mut().zip(&mut history.biases);
        for (epoch, (weights, biases)) in history.weight_epochs.iter_mut().zip(kept) {
            tape.whole(epoch);
            for value in weights.iter_mut().chain(biases) {
                tape.number(value);
            }
            if *epoch < next || *epoch >= history.errors.len() {
                tape.spoil();
            }
            next = epoch.saturating_add(1);
        }
    }

    /// Measures the validation data with the weights of this epoch, and keeps
    /// these if they are the best so far; gives the error.
    fn validate(&mut self) -> Option<f64> {
        let Some(held_out) = &self.plan.early.validation else {
            self.remember();
            return None;
        };
        let (weights, biases) = &self.measured;
        let error = error_of(self.network.transfer_function(), weights, biases, held_out);
        self.history.validation_errors.push(error);
        if self.waiting.improves(error) {
            self.remember();
        }
        Some(error)
    }

    /// The weights of the last epoch measured are those to keep.
    fn remember(&mut self) {
        self.kept.0.clone_from(&self.measured.0);
        self.kept.1.clone_from(&self.measured.1);
        self.kept_epoch = self.history.errors.len().checked_sub(1);
    }

    /// Asks whether a line without errors exists, where the goal was not
    /// reached and the answer costs next to nothing.
    fn judge(&mut self) {
        let transfer = self.network.transfer_function();
        let missed = self.history.stop != Stop::GoalReached && self.history.last_error() != 0.0;
        let Some(data) = self.source.in_memory() else { return };
        if !missed || transfer.side(0.0).is_none() || !data.is_two_sided(&|t| transfer.side(t)) {
            return;
        }
        if data.input_matrix().len() > JUDGED_NUMBERS {
            self.history.unjudged = Some(data.n_samples());
        } else {
            self.history.separability = data.separability_within(JUDGED_WORK).ok();
        }
    }

    fn remark(&mut self) {
        let transfer = self.network.transfer_function();
        let ends = transfer.output_range();
        let constant = |targets: &[Column]| {
            let mut sum = 0.0;
            for column in targets {
                // a step answers with one of its ends
                let away = |end: f64| column.n() * (column.mean() - end).powi(2);
                let (low, high) = (away(ends[0]), away(ends[1]));
                sum += column.squares() + if transfer.has_slope() { 0.0 } else { low.min(high) };
            }
            sum
        };
        let kept = &self.kept;
        let evidence = Evidence {
            kind: Kind::Perceptron,
            source: self.source,
            survey: self.survey.take(),
            ranges: self.network.ranges().unwrap_or_default(),
            in_order: true,
            unbounded: ends == [f64::NEG_INFINITY, f64::INFINITY],
            measure: Some(Measure { part: 0.5, constant: &constant }),
            penalty: 0.0,
            misses: &|data| Some(squares_of(transfer, kept, data)),
        };
        remark(&mut self.history, evidence);
    }

    /// Measures with the weights of the epoch's start and updates the running
    /// ones, both in one pass over the data; gives the error. `None` if the time
    /// is over before its end: the weights are then those of its start.
    fn epoch(&mut self) -> Result<Option<f64>> {
        let mut start = std::mem::take(&mut self.start);
        self.pass.begin_epoch(&mut start);
        let (weights, biases) = start;
        let mut error = 0.0;
        let source = self.source;
        let read = source.each(&mut |batch, first_row| {
            // reading takes time too
            if first_row > 0 && self.deadline.look() {
                return Err(late());
            }
            // before any of them is learnt
            if self.history.errors.is_empty() {
                self.network.check_targets(batch, first_row)?;
                if let Some(survey) = &mut self.survey {
                    survey.take(batch);
                }
            }
            error += self.pass.batch(batch, &weights, &biases, &mut self.deadline);
            Ok(())
        });
        if self.deadline.is_over() {
            self.pass.begin_again(weights, biases);
            return Ok(None);
        }
        read?;
        // a step function has a finite error with infinite weights too
        if !all_finite(&weights, &biases) {
            error = f64::INFINITY;
        }
        self.record(error, weights, biases);
        Ok(Some(error))
    }

    /// Writes an epoch down: its weights where there is room for them.
    fn record(&mut self, error: f64, weights: Matrix, biases: Vec<f64>) {
        let epoch = self.history.errors.len();
        self.history.errors.push(error);
        if epoch.is_multiple_of(self.step) {
            if self.history.weights.len() >= self.room.max(2) {
                self.step *= 2;
                self.history.thin_weights(self.step);
            }
            if epoch.is_multiple_of(self.step) {
                self.history.keep_weights(epoch, &weights, &biases);
            }
        }
        // no epoch allocates but what the history keeps
        self.start = std::mem::replace(&mut self.measured, (weights, biases));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Dataset, toy};
    use crate::train::watch::go_on;
    use crate::train::{Delta, Identity};

    /// A run of XOR whose history has room for the weights of `room` epochs.
    fn run(room: usize, epochs: usize) -> (History, Dataset) {
        let data = toy::xor().unwrap();
        let mut network = Perceptron::new(data.ranges(), 1).unwrap();
        let plan = Delta::new().goal(0.0).epochs(epochs).show(0).plan;
        let keeper = plan.checkpoints.begin(epochs, || Ok(Identity::default())).unwrap();
        let mut run = Run::new(&network, &data, plan, keeper);
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
