//! Why a training run ended.

use std::fmt;

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
            Self::Interrupted => "The function that watches the training ended it",
        })
    }
}
