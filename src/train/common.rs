//! What all trainers have in common: the settings of a run, and when it ends.

use std::io::Write;

use super::bounds::{at_least_1, refuse};
use super::early::{Early, Waiting};
use super::progress::{Progress, check_time_limit};
use crate::error::Result;
use crate::train::{Checkpoints, Stop};

/// Bounds that a run of any trainer keeps to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) epochs: usize,
    pub(super) goal: f64,
    pub(super) time_limit: f64,
}

impl Limits {
    /// Refuses what no run can keep to, and what belongs to it.
    pub(super) fn check(self, early: &Early, checkpoints: &Checkpoints) -> Result<()> {
        at_least_1("epochs", self.epochs)?;
        early.check()?;
        checkpoints.check()?;
        if !self.goal.is_finite() {
            return refuse("goal", "a finite number", self.goal);
        }
        check_time_limit(self.time_limit)
    }

    /// Why the epoch with the last of these errors is the last of a run, if it is:
    /// the first of several reasons.
    pub(super) fn reached<W: Write>(
        self,
        errors: &[f64],
        waiting: &Waiting,
        progress: &Progress<W>,
        interrupted: bool,
        is_flat: bool,
    ) -> Option<Stop> {
        let (epoch, error) = (errors.len(), errors.last().copied().unwrap_or(f64::NAN));
        if !error.is_finite() {
            Some(Stop::Diverged)
        } else if error < self.goal {
            Some(Stop::GoalReached)
        } else if interrupted {
            Some(Stop::Interrupted)
        } else if waiting.is_over() {
            Some(Stop::NoImprovement)
        } else if is_flat {
            Some(Stop::FlatGradient)
        } else if epoch >= self.epochs {
            Some(Stop::EpochsReached)
        } else if progress.is_over(self.time_limit) {
            Some(Stop::TimeUp)
        } else {
            None
        }
    }
}

/// Gives a trainer the setters that all have, for the settings in its field
/// `$settings`.
macro_rules! common {
    ($type:ident, $settings:ident) => {
        impl $type {
            /// The trainer with its defaults.
            pub fn new() -> Self {
                Self::default()
            }

            /// The largest number of epochs (1 or more, default 500).
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{Delta, Perceptron, toy};
            ///
            /// let xor = toy::xor()?; // no line separates it
            /// let history = Perceptron::new(xor.ranges(), 1)?.train(&xor, Delta::new().epochs(12))?;
            /// assert_eq!(history.epochs(), 12);
            /// # Ok::<(), percept::Error>(())
            /// ```
            #[doc(alias = "max_iter")]
            pub fn epochs(mut self, epochs: usize) -> Self {
                self.$settings.epochs = epochs;
                self
            }

            /// Stop as soon as the error is below this (default 0.01); 0 never
            /// stops.
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{Delta, Perceptron, toy};
            ///
            /// let xor = toy::xor()?; // no line separates it
            /// let history = Perceptron::new(xor.ranges(), 1)?.train(&xor, Delta::new().goal(2.0))?;
            /// assert_eq!(history.last_error(), 1.0);
            /// assert_eq!(history.epochs(), 1);
            /// # Ok::<(), percept::Error>(())
            /// ```
            #[doc(alias = "tol")]
            pub fn goal(mut self, goal: f64) -> Self {
                self.$settings.goal = goal;
                self
            }

            /// Prints a line every `show` epochs; 0 prints nothing. Default: nothing
            /// for a second, then at most 20 lines with the error and the time left.
            #[doc(alias = "verbose")]
            pub fn show(mut self, show: usize) -> Self {
                self.$settings.show = Some(show);
                self
            }

            /// Data that are not learnt from: the run ends when their error has
            /// not improved for [`patience`](Self::patience) epochs, and the
            /// weights that were best for them are kept.
            #[doc(alias = "early_stopping")]
            #[doc(alias = "validation_fraction")]
            pub fn validation(mut self, data: &$crate::data::Dataset) -> Self {
                self.$settings.early.validation = Some(data.clone());
                self
            }

            /// How many epochs to wait for the error of the
            /// [`validation`](Self::validation) data to improve (1 or more,
            /// default 20); refused without such data.
            #[doc(alias = "n_iter_no_change")]
            pub fn patience(mut self, patience: usize) -> Self {
                self.$settings.early.patience = Some(patience);
                self
            }

            /// The longest time to train, in seconds (above 0, default no limit). An
            /// epoch that it ends in is dropped: the run stops with
            /// [`Stop::TimeUp`](crate::Stop::TimeUp) and the weights of the last
            /// whole epoch, those from before learning if there is none.
            pub fn time_limit(mut self, seconds: f64) -> Self {
                self.$settings.time_limit = seconds;
                self
            }

            pub(crate) fn checkpoints_mut(&mut self) -> &mut $crate::train::Checkpoints {
                &mut self.$settings.checkpoints
            }
        }
    };
}

pub(super) use common;
