//! What all trainers of networks with layers have in common.

use crate::error::Result;
use crate::train::bounds::{at_least_1, refuse};
use crate::train::early::Early;
use crate::train::progress::check_time_limit;
use crate::train::{Checkpoints, Identity, Loss};

/// What all trainers of networks with layers have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) goal: f64,
    pub(crate) show: Option<usize>,
    pub(crate) loss: Loss,
    pub(crate) l2: f64,
    pub(crate) l1: f64,
    pub(crate) early: Early,
    pub(crate) min_gradient: f64,
    pub(crate) time_limit: f64,
    pub(crate) checkpoints: Checkpoints,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 500,
            goal: 0.01,
            show: None,
            loss: Loss::default(),
            l2: 0.0,
            l1: 0.0,
            early: Early::default(),
            min_gradient: 0.0,
            time_limit: f64::INFINITY,
            checkpoints: Checkpoints::default(),
        }
    }
}

impl Settings {
    pub(crate) fn check(&self) -> Result<()> {
        at_least_1("epochs", self.epochs)?;
        self.early.check()?;
        self.checkpoints.check()?;
        if !self.goal.is_finite() {
            return refuse("goal", "a finite number", self.goal);
        }
        for (name, value) in [("l2", self.l2), ("l1", self.l1), ("min_gradient", self.min_gradient)]
        {
            if !(value >= 0.0 && value.is_finite()) {
                return refuse(name, "a finite number, 0 or above", value);
            }
        }
        check_time_limit(self.time_limit)
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("loss", self.loss);
        identity.add("l2", self.l2);
        identity.add("l1", self.l1);
        identity.add("goal", self.goal);
        identity.add("min_gradient", self.min_gradient);
        self.early.identify(identity);
    }
}

/// Gives a trainer with a field `settings` the setters that all have.
macro_rules! trainer {
    ($type:ident) => {
        impl $type {
            /// The trainer with its defaults.
            pub fn new() -> Self {
                Self::default()
            }

            /// At most so many epochs (1 or more, default 500).
            #[doc(alias = "max_iter")]
            pub fn epochs(mut self, epochs: usize) -> Self {
                self.settings.epochs = epochs;
                self
            }

            /// Stop as soon as the error is below this (default 0.01); 0 never
            /// stops.
            #[doc(alias = "tol")]
            pub fn goal(mut self, goal: f64) -> Self {
                self.settings.goal = goal;
                self
            }

            /// Print a line every so many epochs; 0 prints nothing. Default: nothing for
            /// a second, then at most 20 lines with the error and the time left.
            #[doc(alias = "verbose")]
            pub fn show(mut self, show: usize) -> Self {
                self.settings.show = Some(show);
                self
            }

            /// What to make small (default [`Loss::Sse`](crate::Loss::Sse)).
            #[doc(alias = "errorf")]
            pub fn loss(mut self, loss: $crate::train::Loss) -> Self {
                self.settings.loss = loss;
                self
            }

            /// Adds `½ l2 Σ p²` over all weights and biases to the error, so
            /// that they stay small (0 or above, default 0).
            #[doc(alias = "rr")]
            #[doc(alias = "weight_decay")]
            #[doc(alias = "alpha")]
            pub fn l2(mut self, l2: f64) -> Self {
                self.settings.l2 = l2;
                self
            }

            /// Adds `l1 Σ |p|` over all weights and biases to the error, so
            /// that many come close to 0 (0 or above, default 0). A step seldom
            /// ends at 0 itself: weights that are not needed stay about as far
            /// from it as a step is long.
            pub fn l1(mut self, l1: f64) -> Self {
                self.settings.l1 = l1;
                self
            }

            /// Data that are not learnt from: the run ends when their error has
            /// not improved for [`patience`](Self::patience) epochs, and the
            /// weights that were best for them are kept.
            #[doc(alias = "early_stopping")]
            #[doc(alias = "validation_fraction")]
            pub fn validation(mut self, data: &$crate::data::Dataset) -> Self {
                self.settings.early.validation = Some(data.clone());
                self
            }

            /// How many epochs to wait for the error of the
            /// [`validation`](Self::validation) data to improve (1 or more,
            /// default 20); refused without such data.
            #[doc(alias = "n_iter_no_change")]
            pub fn patience(mut self, patience: usize) -> Self {
                self.settings.early.patience = Some(patience);
                self
            }

            /// Stop where the length of the gradient falls below this (default
            /// 0: never).
            #[doc(alias = "gtol")]
            pub fn min_gradient(mut self, min_gradient: f64) -> Self {
                self.settings.min_gradient = min_gradient;
                self
            }

            /// Stop when so many seconds are over (default: no limit). In the
            /// middle of an epoch, that epoch is dropped: the run ends with
            /// [`Stop::TimeUp`](crate::Stop::TimeUp) and the weights of the last
            /// whole one, those from before learning if there is none.
            pub fn time_limit(mut self, seconds: f64) -> Self {
                self.settings.time_limit = seconds;
                self
            }

            pub(crate) fn checkpoints_mut(&mut self) -> &mut $crate::train::Checkpoints {
                &mut self.settings.checkpoints
            }
        }
    };
}

pub(crate) use trainer;
