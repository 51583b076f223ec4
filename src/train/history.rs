//! The history of a training run: its errors, its weights, and why it stopped.

use std::fmt;
use std::io::Write;
#[cfg(feature = "networks")]
use std::sync::Arc;

use ndarray::{Array1, Array2};

use super::checkpoint::Keeper;
use super::checkpoint::tape::Tape;
use super::progress::Progress;
use crate::data::Separability;
use crate::matrix::Matrix;
use crate::network::Perceptron;
#[cfg(feature = "networks")]
use crate::train::{Learner, Snapshot};
use crate::train::{Remarks, Stop, lowest};

/// The measure of the delta rule, and of `Loss::Sse`.
const SQUARES: &str = "½ Σ e²";

/// A training run: the error and the weights of every epoch, and why it ended.
///
/// `errors()[k]` is the error measured with `weights()[k]` and `biases()[k]`,
/// that is, after `k` passes of updates: the first is the error before any
/// learning.
///
/// Of a run that is so long that the weights of all epochs would take more than
/// 8 million numbers, those of every second epoch are kept, or of every fourth,
/// and so on ([`weight_epochs`](Self::weight_epochs)). The errors of all epochs
/// are kept, which takes 8 bytes each.
///
/// Of a network with several layers `weights()` and `biases()` are empty: it
/// keeps the parameters of some epochs, its `snapshots()`.
///
/// In a notebook it shows the error curve.
#[derive(Clone, PartialEq)]
pub struct History {
    pub(crate) errors: Vec<f64>,
    pub(crate) weights: Vec<Array2<f64>>,
    pub(crate) biases: Vec<Array1<f64>>,
    /// After how many epochs each of these was.
    pub(crate) weight_epochs: Vec<usize>,
    pub(crate) stop: Stop,
    pub(crate) goal: f64,
    pub(crate) learning_rate: Option<f64>,
    pub(crate) log: Vec<String>,
    pub(crate) input_names: Vec<String>,
    /// Whether an error of 0 was possible, if that was asked.
    pub(crate) separability: Option<Separability>,
    /// How many samples there were, if they were too many to ask.
    pub(crate) unjudged: Option<usize>,
    /// What its data and its settings tell about it, if it did not work.
    pub(crate) remarks: Remarks,
    /// What the errors measure; runs of different measures do not compare.
    pub(crate) measure: String,
    /// The perceptron that learnt, as the run left it; `None` for other networks.
    pub(crate) perceptron: Option<Perceptron>,
    pub(crate) validation_errors: Vec<f64>,
    /// Why the last checkpoint could not be written.
    pub(crate) checkpoint_problem: Option<String>,
    pub(crate) seed: Option<u64>,
    pub(crate) evaluations: usize,
    /// Parameters of some epochs, and the network that they belong to, of a run
    /// of layers. Shared, so that a copy of the history costs nothing.
    #[cfg(feature = "networks")]
    pub(crate) snapshots: Arc<Vec<Snapshot>>,
    #[cfg(feature = "networks")]
    pub(crate) learner: Option<Arc<Learner>>,
}

impl History {
    /// Before the first epoch.
    pub(crate) fn empty(goal: f64) -> Self {
        Self {
            errors: Vec::new(),
            weights: Vec::new(),
            biases: Vec::new(),
            weight_epochs: Vec::new(),
            stop: Stop::EpochsReached,
            goal,
            learning_rate: None,
            log: Vec::new(),
            input_names: Vec::new(),
            validation_errors: Vec::new(),
            checkpoint_problem: None,
            seed: None,
            evaluations: 0,
            separability: None,
            unjudged: None,
            remarks: Remarks::default(),
            measure: SQUARES.to_owned(),
            perceptron: None,
            #[cfg(feature = "networks")]
            snapshots: Arc::default(),
            #[cfg(feature = "networks")]
            learner: None,
        }
    }

    /// Writes down the end of a run.
    pub(super) fn end<W: Write>(&mut self, stop: Stop, progress: Progress<W>, keeper: &Keeper) {
        self.stop = stop;
        self.log = progress.finish(stop);
        self.checkpoint_problem = keeper.problem().map(str::to_owned);
    }

    /// The errors; gives how many epochs they are of.
    pub(super) fn tape_errors(&mut self, tape: &mut Tape) -> usize {
        tape.list(&mut self.errors);
        tape.list(&mut self.validation_errors);
        let (epochs, validated) = (self.errors.len(), self.validation_errors.len());
        // the last epoch of a run that diverged is not validated
        if validated > epochs || validated > 0 && validated + 1 < epochs {
            tape.spoil();
        }
        epochs
    }

    /// The error of each epoch.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// assert_eq!(history.errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "loss_curve_")]
    #[must_use]
    pub fn errors(&self) -> &[f64] {
        &self.errors
    }

    /// The error of the last epoch.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// assert_eq!(history.last_error(), 0.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn last_error(&self) -> f64 {
        self.errors.last().copied().unwrap_or(f64::NAN)
    }

    /// How many epochs were measured: one more than the epochs of learning, since
    /// the first error is that before any learning.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// assert_eq!(history.epochs(), 5); // the last one was measured only
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "n_iter_")]
    #[must_use]
    pub fn epochs(&self) -> usize {
        self.errors.len()
    }

    /// The weights that gave each error, each of shape (neurons × inputs); of a
    /// very long run those of some epochs, [`weight_epochs`](Self::weight_epochs).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// assert_eq!(history.weights().len(), 5);
    /// assert_eq!(history.weights()[0].sum(), 0.0); // before the first update
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn weights(&self) -> &[Array2<f64>] {
        &self.weights
    }

    /// The biases that gave each error, one per neuron; of a very long run those of
    /// some epochs, [`weight_epochs`](Self::weight_epochs).
    #[must_use]
    pub fn biases(&self) -> &[Array1<f64>] {
        &self.biases
    }

    /// After how many epochs each of [`weights`](Self::weights) and
    /// [`biases`](Self::biases) was: 0, 1, 2, … unless the run was very long;
    /// always with the first and the last epoch and with that whose weights the
    /// network keeps. `errors()[weight_epochs()[i]]` is the error of `weights()[i]`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().epochs(3).goal(0.0))?;
    /// assert_eq!(history.weight_epochs(), [0, 1, 2]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn weight_epochs(&self) -> &[usize] {
        &self.weight_epochs
    }

    /// Where the weights of an epoch are, if they were kept.
    pub(crate) fn weights_of(&self, epoch: usize) -> Option<usize> {
        self.weight_epochs.binary_search(&epoch).ok()
    }

    /// The weights kept at a place, neuron by neuron.
    pub(crate) fn weights_at(&self, place: usize) -> Vec<f64> {
        self.weights[place].iter().copied().collect()
    }

    /// Keeps the weights of an epoch, later than all others.
    pub(crate) fn keep_weights(&mut self, epoch: usize, weights: &Matrix, biases: &[f64]) {
        self.weight_epochs.push(epoch);
        self.weights.push(weights.array().clone());
        self.biases.push(Array1::from_vec(biases.to_vec()));
    }

    /// Keeps the weights of an epoch, at its place among the others.
    pub(crate) fn insert_weights(&mut self, epoch: usize, weights: &Matrix, biases: &[f64]) {
        if let Err(place) = self.weight_epochs.binary_search(&epoch) {
            self.weight_epochs.insert(place, epoch);
            self.weights.insert(place, weights.array().clone());
            self.biases.insert(place, Array1::from_vec(biases.to_vec()));
        }
    }

    /// Leaves the weights of the epochs that are multiples of `step`.
    pub(crate) fn thin_weights(&mut self, step: usize) {
        let mut kept = 0;
        for i in 0..self.weight_epochs.len() {
            if self.weight_epochs[i].is_multiple_of(step) {
                self.weight_epochs.swap(kept, i);
                self.weights.swap(kept, i);
                self.biases.swap(kept, i);
                kept += 1;
            }
        }
        self.weight_epochs.truncate(kept);
        self.weights.truncate(kept);
        self.biases.truncate(kept);
    }

    /// The parameters of at most 60 epochs of a multi-layer network, for
    /// [`replay`](Self::replay): of a longer run half of them evenly, half
    /// where the error changes; the first, the last and those that the network
    /// keeps are among them.
    ///
    /// Empty for other networks, and for one of more than 100,000 parameters.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Rprop, toy};
    ///
    /// let xor = toy::xor()?;
    /// let mut network = FeedForward::new(xor.ranges(), [4, 1])?;
    /// let history = network.train(&xor, Rprop::new().epochs(500).goal(0.0))?;
    /// let snapshots = history.snapshots();
    /// assert_eq!(snapshots.len(), 60);
    /// assert_eq!(snapshots[59].parameters(), network.parameters());
    /// assert_eq!(snapshots[59].error(), history.last_error());
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[cfg(feature = "networks")]
    #[must_use]
    pub fn snapshots(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// The error of the validation data in each epoch; empty without such data.
    ///
    /// The network keeps the weights for which it is lowest, of those for which
    /// it is a finite number; if there are none, the weights from before
    /// learning.
    #[doc(alias = "validation_scores_")]
    #[must_use]
    pub fn validation_errors(&self) -> &[f64] {
        &self.validation_errors
    }

    /// The seed of the network, with which the run can be repeated; `None`
    /// where nothing is random.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// How often the error over all samples was computed: once per epoch, more
    /// often by trainers that search along a line.
    #[must_use]
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }

    /// After how many epochs the parameters were those that the network keeps:
    /// best for the validation data, or the last with a finite error. If the
    /// validation error was never a finite number, nothing is known to be better
    /// than what was there before learning, which stays.
    /// `None` if no error was a finite number.
    #[must_use]
    pub fn kept_epoch(&self) -> Option<usize> {
        if self.validation_errors.is_empty() {
            return self.errors.iter().rposition(|error| error.is_finite());
        }
        Some(lowest(&self.validation_errors).unwrap_or(0))
    }

    /// The error that the run was to fall below.
    #[must_use]
    pub fn goal(&self) -> f64 {
        self.goal
    }

    /// The size of a step, of trainers that have one size for the whole run.
    #[must_use]
    pub fn learning_rate(&self) -> Option<f64> {
        self.learning_rate
    }

    /// Why the run ended.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Stop, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// assert_eq!(history.stop(), Stop::GoalReached);
    /// assert!(history.last_error() < 0.01);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// Why the last checkpoint could not be written, of a run with
    /// `checkpoint`: a full disk, for instance. The run went on; the file has the
    /// checkpoint before that one.
    #[must_use]
    pub fn checkpoint_problem(&self) -> Option<&str> {
        self.checkpoint_problem.as_deref()
    }

    /// The progress lines that `show` asked for. Those that a long run prints by
    /// itself tell of time and are not kept, so that equal runs are equal.
    #[must_use]
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// Whether a line separates the data, so that no answer would be wrong: known for neurons with
    /// two sides ([`Transfer::side`](crate::Transfer::side)) that did not reach their goal and
    /// learnt two values, one for each side; on at most 20,000 numbers, and decided where a few
    /// milliseconds are enough. Else [`Dataset::separability`](crate::Dataset::separability)
    /// answers.
    #[must_use]
    pub fn separability(&self) -> Option<&Separability> {
        self.separability.as_ref()
    }
}

/// For lists of histories, by value or by reference.
impl AsRef<History> for History {
    fn as_ref(&self) -> &History {
        self
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (epochs, error, stop) = (self.epochs(), self.last_error(), self.stop);
        crate::debug::write(
            f,
            format_args!("History({epochs} epochs, last error {error}, {stop:?})"),
        )
    }
}
