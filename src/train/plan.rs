//! The settings of rules that learn sample by sample.

use std::io::Write;

use super::bounds::{above_0, at_least_1, refuse};
use super::early::{Early, Waiting};
use super::progress::{Progress, check_time_limit};
use crate::error::Result;
use crate::train::{Checkpoints, History, Identity, Stop};

/// What these trainers have in common.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) epochs: usize,
    pub(super) goal: f64,
    pub(super) show: Option<usize>,
    pub(super) learning_rate: f64,
    pub(super) early: Early,
    pub(super) time_limit: f64,
    pub(super) checkpoints: Checkpoints,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            epochs: 500,
            goal: 0.01,
            show: None,
            learning_rate: 0.01,
            early: Early::default(),
            time_limit: f64::INFINITY,
            checkpoints: Checkpoints::default(),
        }
    }
}

impl Plan {
    pub(super) fn check(&self) -> Result<()> {
        at_least_1("epochs", self.epochs)?;
        above_0("learning_rate", self.learning_rate)?;
        check_time_limit(self.time_limit)?;
        self.early.check()?;
        self.checkpoints.check()?;
        if self.goal.is_finite() {
            return Ok(());
        }
        refuse("goal", "a finite number", self.goal)
    }

    /// Whether the last epoch measured is the last of a run.
    pub(super) fn stop<W: Write>(
        &self,
        history: &History,
        waiting: &Waiting,
        progress: &Progress<W>,
        interrupted: bool,
    ) -> Option<Stop> {
        let (epoch, error) = (history.epochs(), history.last_error());
        if !error.is_finite() {
            Some(Stop::Diverged)
        } else if error < self.goal {
            Some(Stop::GoalReached)
        } else if interrupted {
            Some(Stop::Interrupted)
        } else if waiting.is_over() {
            Some(Stop::NoImprovement)
        } else if epoch >= self.epochs {
            Some(Stop::EpochsReached)
        } else if progress.is_over(self.time_limit) {
            Some(Stop::TimeUp)
        } else {
            None
        }
    }

    pub(super) fn identify(&self, trainer: &str, identity: &mut Identity) {
        identity.add("the trainer", trainer);
        identity.add("learning_rate", self.learning_rate);
        identity.add("goal", self.goal);
        self.early.identify(identity);
    }
}

/// Gives a trainer with a field `plan` the setters that all have.
macro_rules! plan {
    ($type:ident) => {
        impl $type {
            /// The trainer with its defaults.
            pub fn new() -> Self {
                Self::default()
            }

            /// At most so many epochs (1 or more, default 500).
            pub fn epochs(mut self, epochs: usize) -> Self {
                self.plan.epochs = epochs;
                self
            }

            /// Stop as soon as the error is below this (default 0.01); 0 never
            /// stops.
            pub fn goal(mut self, goal: f64) -> Self {
                self.plan.goal = goal;
                self
            }

            /// Print a line every so many epochs; 0 prints nothing. Default: nothing for
            /// a second, then at most 20 lines with the error and the time left.
            pub fn show(mut self, show: usize) -> Self {
                self.plan.show = Some(show);
                self
            }

            /// The size of a step (above 0, default 0.01).
            #[doc(alias = "lr")]
            #[doc(alias = "eta0")]
            pub fn learning_rate(mut self, learning_rate: f64) -> Self {
                self.plan.learning_rate = learning_rate;
                self
            }

            /// Data that are not learnt from: the run ends when their error has not
            /// improved for [`patience`](Self::patience) epochs, and what was best for
            /// them is kept.
            #[doc(alias = "early_stopping")]
            #[doc(alias = "validation_fraction")]
            pub fn validation(mut self, data: &$crate::data::Dataset) -> Self {
                self.plan.early.validation = Some(data.clone());
                self
            }

            /// How many epochs to wait for the error of the
            /// [`validation`](Self::validation) data to improve (1 or more, default
            /// 20); refused without such data.
            #[doc(alias = "n_iter_no_change")]
            pub fn patience(mut self, patience: usize) -> Self {
                self.plan.early.patience = Some(patience);
                self
            }

            /// Stop when so many seconds are over (default: no limit). In the
            /// middle of an epoch, that epoch is dropped: the run ends with
            /// [`Stop::TimeUp`](crate::Stop::TimeUp) and the weights of the last
            /// whole one, those from before learning if there is none.
            pub fn time_limit(mut self, seconds: f64) -> Self {
                self.plan.time_limit = seconds;
                self
            }

            pub(crate) fn checkpoints_mut(&mut self) -> &mut $crate::train::Checkpoints {
                &mut self.plan.checkpoints
            }
        }
    };
}

pub(super) use plan;
