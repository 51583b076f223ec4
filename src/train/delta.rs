use std::ops::ControlFlow;

use ndarray::{Array1, Array2};

use super::early::Waiting;
use super::plan::{Plan, plan};
use super::progress::Progress;
use super::watch::{Watch, go_on};
use super::{History, Stop};
use crate::data::{Batches, Dataset, row_of};
use crate::error::{Error, Result};
use crate::network::{Perceptron, Transfer, dot};

/// The delta rule: after each sample, every weight moves by
/// `learning_rate × (target − output) × input` and every bias by
/// `learning_rate × (target − output)`.
///
/// Samples are visited in the order in which they stand. The error of an epoch
/// is `½ Σ (target − output)²` over all samples and outputs, measured before
/// the epoch's updates; a run that stops leaves the weights that scored the
/// last error.
///
/// # References
///
/// B. Widrow, M. E. Hoff, "Adaptive switching circuits", *IRE WESCON
/// Convention Record* 4, 1960. neurolab: `nl.train.train_delta`, whose order of
/// measuring and updating this is.
#[doc(alias = "train_delta")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Delta {
    plan: Plan,
}

plan!(Delta);

impl Perceptron {
    /// Learns from `data`, beginning with the present weights.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Shape`] if they
    /// have not as many inputs and targets as the perceptron has inputs and
    /// neurons, or if both have named inputs and the names differ,
    /// [`Error::Target`] for a target that its transfer function
    /// cannot give, [`Error::Parameter`] for a setting of `trainer` outside its
    /// range and for `SoftMax` and `Competitive`. The perceptron is then as it
    /// was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let points = Dataset::new(
    ///     [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]],
    ///     [0.0, 1.0, 1.0, 1.0],
    /// )?;
    /// let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
    /// let history = perceptron.train(&points, Delta::new().epochs(50).learning_rate(0.01))?;
    /// assert_eq!(history.errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "fit")]
    #[doc(alias = "partial_fit")]
    pub fn train(&mut self, data: &Dataset, trainer: Delta) -> Result<History> {
        self.learn(data, trainer, &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told the number of every
    /// epoch, from 1, and its error, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`] and the weights of that
    /// epoch.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use percept::{Delta, Perceptron, Stop, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train_watching(&points, Delta::new(), |epoch, error| {
    ///     if epoch == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// })?;
    /// assert_eq!((history.epochs(), history.stop()), (3, Stop::Interrupted));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "callback")]
    pub fn train_watching(
        &mut self,
        data: &Dataset,
        trainer: Delta,
        mut watch: impl FnMut(usize, f64) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data, trainer, &mut watch)
    }

    /// Learns from whatever gives its samples in batches.
    pub(super) fn learn(
        &mut self,
        source: &dyn Batches,
        trainer: Delta,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        let Delta { plan } = trainer;
        plan.check()?;
        let names = source.names();
        self.check_data(names)?;
        // classes are learnt anew
        names.check_names_of("train", self.given_input_names(), None)?;
        if let Some(held_out) = &plan.early.validation {
            self.check_data(held_out)?;
            held_out.check_names_of(
                "validation",
                names.given_input_names(),
                names.class_names(),
            )?;
            self.check_targets(held_out, 0)?;
        }
        let run = Run::new(self, source, plan);
        let (mut history, weights, biases) = run.finish(watch)?;
        self.adopt(weights, biases, names);
        history.perceptron = Some(self.clone());
        Ok(history)
    }

    /// Refuses targets that no neuron can give.
    fn check_targets(&self, batch: &Dataset, first_row: usize) -> Result<()> {
        match self.unreachable_targets(batch) {
            Some(warning) => Err(Error::from(warning).after_rows(first_row)),
            None => Ok(()),
        }
    }

    fn check_data(&self, data: &Dataset) -> Result<()> {
        self.check_width(data.n_inputs())?;
        if data.n_targets() == 0 {
            return Err(Error::Empty { what: "data", wanted: "target to learn (`Dataset::new`)" });
        }
        if data.n_targets() != self.n_neurons() {
            return Err(Error::Shape {
                what: "targets",
                wanted: format!("one target per neuron ({})", self.n_neurons()),
                came: data.n_targets().to_string(),
            });
        }
        self.check_transfer()?;
        if self.transfer_function().looks_at_layer() {
            return Err(Error::Parameter {
                name: "transfer".to_owned(),
                wanted: "a function of each neuron alone (`FeedForward` learns with SoftMax)",
                came: self.transfer_function().to_string(),
            });
        }
        Ok(())
    }
}

/// Numbers of inputs that are judged after a run, and with how many
/// multiplications: some milliseconds.
const JUDGED_NUMBERS: usize = 20_000;
const JUDGED_WORK: f64 = 2e6;

/// Numbers of the weights of all epochs that a history keeps at most, and what
/// keeping those of one epoch takes besides them.
const KEPT_NUMBERS: usize = 8_000_000;
const KEPT_BESIDES: usize = 16;

/// Moves one neuron's weights by `step × x` and its bias by `step`.
#[inline]
pub(super) fn update(weights: &mut [f64], bias: &mut f64, x: &[f64], step: f64) {
    for (weight, x) in weights.iter_mut().zip(x) {
        *weight += step * x;
    }
    *bias += step;
}

/// One training run under way.
struct Run<'a> {
    network: &'a Perceptron,
    source: &'a dyn Batches,
    plan: Plan,
    waiting: Waiting,
    /// The weights that the updates move.
    weights: Array2<f64>,
    biases: Array1<f64>,
    /// By neuron, whether an update of this epoch has moved it.
    moved: Vec<bool>,
    /// `target − output` of a batch, by sample and neuron.
    misses: Vec<f64>,
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
    fn new(network: &'a Perceptron, source: &'a dyn Batches, plan: Plan) -> Self {
        Self {
            network,
            source,
            waiting: plan.early.waiting(),
            weights: network.weights().clone(),
            biases: network.biases().clone(),
            moved: vec![false; network.n_neurons()],
            misses: Vec::new(),
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

    fn finish(mut self, watch: &mut Watch<'_>) -> Result<(History, Array2<f64>, Array1<f64>)> {
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
        let (weights, biases) = (self.weights.clone(), self.biases.clone());
        self.moved.fill(false);
        let mut error = 0.0;
        let source = self.source;
        source.each(&mut |batch, first_row| {
            // before any of them is learnt
            if self.history.errors.is_empty() {
                self.network.check_targets(batch, first_row)?;
            }
            error += self.batch(batch, &weights, &biases);
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

    /// All neurons over the samples of a batch; gives its part of the error.
    fn batch(&mut self, batch: &Dataset, start: &Array2<f64>, start_biases: &Array1<f64>) -> f64 {
        // NaN until measured: nothing unmeasured can pass for a hit
        self.misses.clear();
        self.misses.resize(batch.targets().len(), f64::NAN);
        for neuron in 0..self.network.n_neurons() {
            self.pass(batch, neuron, start, start_biases);
        }
        0.5 * dot(&self.misses, &self.misses)
    }

    /// One neuron over all samples of a batch. Neurons do not see each other.
    fn pass(
        &mut self,
        batch: &Dataset,
        neuron: usize,
        start: &Array2<f64>,
        start_biases: &Array1<f64>,
    ) {
        let transfer = self.network.transfer_function();
        let (n_neurons, n_inputs) = start.dim();
        let (Some(inputs), Some(start)) = (batch.inputs().as_slice(), start.as_slice()) else {
            return;
        };
        let Some(running) = self.weights.as_slice_mut() else { return };
        let row = neuron * n_inputs..(neuron + 1) * n_inputs;
        let (start, start_bias) = (&start[row.clone()], start_biases[neuron]);
        let (running, bias) = (&mut running[row], &mut self.biases[neuron]);
        let mut moved = self.moved[neuron];
        for (i, x) in inputs.chunks_exact(n_inputs).enumerate() {
            let target = batch.targets()[(i, neuron)];
            let measured = target - transfer.apply(dot(start, x) + start_bias);
            self.misses[i * n_neurons + neuron] = measured;
            // until the first update of the epoch both are the same
            let miss =
                if moved { target - transfer.apply(dot(running, x) + *bias) } else { measured };
            if miss != 0.0 {
                update(running, bias, x, self.plan.learning_rate * miss);
                moved = true;
            }
        }
        self.moved[neuron] = moved;
    }
}

/// `½ Σ (target − output)²` over data that are not learnt from.
fn error_of(
    transfer: Transfer,
    weights: &Array2<f64>,
    biases: &Array1<f64>,
    data: &Dataset,
) -> f64 {
    let mut misses = Vec::with_capacity(data.targets().len());
    for sample in 0..data.n_samples() {
        for (neuron, target) in data.target_row(sample).iter().enumerate() {
            let sum = dot(row_of(weights, neuron), data.input_row(sample)) + biases[neuron];
            misses.push(target - transfer.apply(sum));
        }
    }
    0.5 * dot(&misses, &misses)
}

fn all_finite(weights: &Array2<f64>, biases: &Array1<f64>) -> bool {
    let mut finite = true;
    for neuron in 0..biases.len() {
        finite &= biases[neuron].is_finite();
        for weight in row_of(weights, neuron) {
            finite &= weight.is_finite();
        }
    }
    finite
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::toy;

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
