use std::fmt;

use ndarray::{Array1, Array2};

use crate::data::Separability;
use crate::network::Perceptron;

/// Why a training run ended.
#[doc(alias = "TrainStop")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Stop {
    /// The error fell below the goal.
    GoalReached,
    /// As many epochs as asked for were run; the error is not below the goal.
    EpochsReached,
    /// The error became infinite or NaN: the learning rate is too high for
    /// the size of the inputs. The network keeps the last weights whose error
    /// was finite.
    Diverged,
    /// The error of the validation data has not improved for as many epochs as
    /// patience allows. The network keeps the weights that were best for them.
    NoImprovement,
    /// The gradient became shorter than the least length asked for.
    FlatGradient,
    /// No step that the trainer can find lowers the error any more.
    NoDescent,
    /// The time limit is over.
    TimeUp,
    /// The function that watched the training said so.
    Interrupted,
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::GoalReached => "The goal of learning is reached",
            Self::EpochsReached => "The maximum number of train epochs is reached",
            Self::Diverged => "The error is no longer finite: a lower learning rate is needed",
            Self::NoImprovement => "The error of the validation data no longer improves",
            Self::FlatGradient => "The gradient is shorter than the least length asked for",
            Self::NoDescent => "No step lowers the error any more",
            Self::TimeUp => "The time limit is over",
            Self::Interrupted => "Whoever watched the training ended it",
        })
    }
}

/// The measure of the delta rule, and of `Loss::Sse`.
const SQUARES: &str = "½ Σ e²";

/// A training run: the error and the weights of every epoch, and why it ended.
///
/// `errors()[k]` is the error measured with `weights()[k]` and `biases()[k]`,
/// that is, after `k` passes of updates: the first is the error before any
/// learning.
///
/// Of a network with several layers only the errors are kept: `weights()` and
/// `biases()` are empty.
///
/// In a notebook it shows the error curve.
#[derive(Clone, PartialEq)]
pub struct History {
    pub(crate) errors: Vec<f64>,
    pub(crate) weights: Vec<Array2<f64>>,
    pub(crate) biases: Vec<Array1<f64>>,
    pub(crate) stop: Stop,
    pub(crate) goal: f64,
    pub(crate) learning_rate: Option<f64>,
    pub(crate) log: Vec<String>,
    pub(crate) input_names: Vec<String>,
    /// Whether an error of 0 was possible, if that was asked.
    pub(crate) separability: Option<Separability>,
    /// How many samples there were, if they were too many to ask.
    pub(crate) unjudged: Option<usize>,
    /// What the errors measure; runs of different measures do not compare.
    pub(crate) measure: String,
    /// The perceptron that learnt, as the run left it; `None` for other networks.
    pub(crate) perceptron: Option<Perceptron>,
    pub(crate) validation_errors: Vec<f64>,
    pub(crate) seed: Option<u64>,
    pub(crate) evaluations: usize,
}

impl History {
    /// Before the first epoch.
    pub(crate) fn empty(goal: f64) -> Self {
        Self {
            errors: Vec::new(),
            weights: Vec::new(),
            biases: Vec::new(),
            stop: Stop::EpochsReached,
            goal,
            learning_rate: None,
            log: Vec::new(),
            input_names: Vec::new(),
            validation_errors: Vec::new(),
            seed: None,
            evaluations: 0,
            separability: None,
            unjudged: None,
            measure: SQUARES.to_owned(),
            perceptron: None,
        }
    }

    /// The error of each epoch.
    #[doc(alias = "loss_curve_")]
    #[must_use]
    pub fn errors(&self) -> &[f64] {
        &self.errors
    }

    /// The error of the last epoch.
    #[must_use]
    pub fn last_error(&self) -> f64 {
        self.errors.last().copied().unwrap_or(f64::NAN)
    }

    /// How many epochs were measured.
    #[doc(alias = "n_iter_")]
    #[must_use]
    pub fn epochs(&self) -> usize {
        self.errors.len()
    }

    /// The weights that gave each error, each of shape (neurons × inputs).
    #[must_use]
    pub fn weights(&self) -> &[Array2<f64>] {
        &self.weights
    }

    /// The biases that gave each error, one a neuron.
    #[must_use]
    pub fn biases(&self) -> &[Array1<f64>] {
        &self.biases
    }

    /// The error of the validation data in each epoch; empty without such data.
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

    /// How often the error over all samples was computed: once an epoch, more
    /// often by trainers that search along a line.
    #[must_use]
    pub fn evaluations(&self) -> usize {
        self.evaluations
    }

    /// Why the run ended.
    #[must_use]
    pub fn stop(&self) -> Stop {
        self.stop
    }

    /// The progress lines that `show` asked for. Those that a long run prints by
    /// itself tell of time and are not kept, so that equal runs are equal.
    #[must_use]
    pub fn log(&self) -> &[String] {
        &self.log
    }

    /// Whether a line separates the data, so that no answer would be wrong:
    /// known for neurons with two sides ([`Transfer::side`](crate::Transfer::side))
    /// that did not reach their goal and learnt two values, one for each side;
    /// on at most 20,000 numbers, and decided where a few milliseconds are
    /// enough. [`Dataset::separability`](crate::Dataset::separability) takes its
    /// time.
    #[must_use]
    pub fn separability(&self) -> Option<&Separability> {
        self.separability.as_ref()
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (epochs, error, stop) = (self.epochs(), self.last_error(), self.stop);
        write!(f, "History({epochs} epochs, last error {error}, {stop:?})")
    }
}
