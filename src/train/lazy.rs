//! Training on tables larger than memory.

use std::ops::ControlFlow;

#[cfg(feature = "networks")]
use super::watch::Watch;
use super::watch::go_on;
use crate::data::LazyDataset;
#[cfg(feature = "networks")]
use crate::error::Error;
use crate::error::Result;
#[cfg(feature = "networks")]
use crate::network::FeedForward;
use crate::network::Perceptron;
#[cfg(feature = "networks")]
use crate::train::Trainer;
use crate::train::{Delta, Epoch, History};

impl Perceptron {
    /// Learns from data that stay in their file, beginning with the present
    /// weights: one pass over the file per epoch, in the order of its rows.
    ///
    /// The weights are those that [`train`](Self::train) finds with the same
    /// rows in memory, to the last bit; the error is summed up batch by batch
    /// and may differ in its last digits.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train), and
    /// [`Error::Batch`](crate::Error::Batch) if polars cannot read the rows.
    pub fn train_lazy(&mut self, data: &LazyDataset, trainer: Delta) -> Result<History> {
        self.learn(data, trainer, &mut go_on)
    }

    /// [`train_lazy`](Self::train_lazy), with a function that is told of every
    /// epoch, as [`train_watching`](Self::train_watching) has.
    ///
    /// # Errors
    ///
    /// As [`train_lazy`](Self::train_lazy).
    pub fn train_lazy_watching(
        &mut self,
        data: &LazyDataset,
        trainer: Delta,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data, trainer, &mut watch)
    }
}

#[cfg(feature = "networks")]
impl FeedForward {
    /// Learns from data that stay in their file, beginning with the present
    /// weights: every measurement of the error, with or without its gradient,
    /// is a pass over the file, in the order of its rows.
    ///
    /// A trainer that takes all samples at once finds what
    /// [`train`](Self::train) finds with the same rows in memory, but for the
    /// last digits. With a `batch_size` of samples, these are drawn from the
    /// rows that are read together, the last of which may be fewer: let
    /// [`LazyDataset::batch_size`] be a multiple of it, and the rows be mixed.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train), [`Error::Parameter`] for
    /// [`LevenbergMarquardt`](crate::LevenbergMarquardt), which needs all
    /// samples in memory, and [`Error::Batch`] if polars cannot read the rows.
    /// The network is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::polars::prelude::*;
    /// use percept::{FeedForward, LazyDataset, Rprop};
    ///
    /// let frame = df!("a" => [0, 0, 1, 1], "b" => [0, 1, 0, 1], "one" => [0, 1, 1, 0])?;
    /// let xor = LazyDataset::new(frame.lazy(), ["a", "b"], ["one"])?;
    /// let mut network = FeedForward::new(xor.ranges().to_vec(), [4, 1])?.seed(1);
    /// let history = network.train_lazy(&xor, Rprop::new())?;
    /// assert!(history.last_error() < 0.01);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn train_lazy(
        &mut self,
        data: &LazyDataset,
        trainer: impl Into<Trainer>,
    ) -> Result<History> {
        self.learn_lazily(data, &trainer.into(), &mut go_on)
    }

    /// [`train_lazy`](Self::train_lazy), with a function that is told of every
    /// epoch, as [`train_watching`](Self::train_watching) has.
    ///
    /// # Errors
    ///
    /// As [`train_lazy`](Self::train_lazy).
    pub fn train_lazy_watching(
        &mut self,
        data: &LazyDataset,
        trainer: impl Into<Trainer>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn_lazily(data, &trainer.into(), &mut watch)
    }

    fn learn_lazily(
        &mut self,
        data: &LazyDataset,
        trainer: &Trainer,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        if let Trainer::LevenbergMarquardt(_) = trainer {
            return Err(Error::Parameter {
                name: "trainer".to_owned(),
                expected: "one that can go over the samples in batches, such as Adam",
                found: "LevenbergMarquardt".to_owned(),
            });
        }
        self.learn(data, data.n_samples(), trainer, watch)
    }
}
