//! Scores on parts of the data that were held back in turn.

use std::fmt;

use super::scores::{checked, mean, standard_deviation};
use crate::data::Dataset;
use crate::error::Result;

/// The scores of one way of learning, tested on each fold after learning from the
/// others.
///
/// Made by [`Dataset::cross_validate`]. In a notebook it shows the score of each
/// fold, their mean and their standard deviation.
#[derive(Clone, PartialEq)]
pub struct CrossValidation {
    pub(crate) scores: Vec<f64>,
    /// Samples to learn from and to test with.
    pub(crate) sizes: Vec<[usize; 2]>,
}

impl Dataset {
    /// Learns `k` times from all folds but one and is tested on that one, as
    /// [`kfold`](Self::kfold) divides the data: each sample is tested once.
    ///
    /// `score` is given the data to learn from and those to test with; it learns
    /// and gives a number, for instance the accuracy or R². Scale the data in it:
    /// a scale taken from all of them would know the test data.
    ///
    /// # Errors
    ///
    /// As [`kfold`](Self::kfold), the errors of `score`, and
    /// [`Error::Parameter`](crate::Error::Parameter) for a score that is NaN or
    /// infinite.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let folds = toy::car_buyers()?.cross_validate(5, 1, |train, test| {
    ///     let scaler = Scaler::standard(train)?;
    ///     let train = scaler.apply(train)?;
    ///     let mut perceptron = Perceptron::new(train.ranges(), 1)?;
    ///     perceptron.train(&train, Delta::new())?;
    ///     Ok(perceptron.evaluate(&scaler.apply(test)?)?.accuracy())
    /// })?;
    /// assert_eq!(folds.scores().len(), 5);
    /// assert!(folds.mean() > 0.9);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "cross_val_score")]
    pub fn cross_validate(
        &self,
        k: usize,
        seed: u64,
        mut score: impl FnMut(&Self, &Self) -> Result<f64>,
    ) -> Result<CrossValidation> {
        self.cross_validated(k, seed, &mut score)
    }

    fn cross_validated(
        &self,
        k: usize,
        seed: u64,
        score: &mut dyn FnMut(&Self, &Self) -> Result<f64>,
    ) -> Result<CrossValidation> {
        let (mut scores, mut sizes) = (Vec::with_capacity(k), Vec::with_capacity(k));
        for (train, test) in self.kfold(k, seed)? {
            scores.push(checked(score(&train, &test)?)?);
            sizes.push([train.n_samples(), test.n_samples()]);
        }
        Ok(CrossValidation { scores, sizes })
    }
}

impl CrossValidation {
    /// The score of each fold.
    #[must_use]
    pub fn scores(&self) -> &[f64] {
        &self.scores
    }

    /// The mean of the scores.
    #[must_use]
    pub fn mean(&self) -> f64 {
        mean(&self.scores)
    }

    /// The standard deviation of the scores, over `n`.
    #[must_use]
    pub fn standard_deviation(&self) -> f64 {
        standard_deviation(&self.scores)
    }
}

impl fmt::Debug for CrossValidation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (folds, mean, spread) = (self.scores.len(), self.mean(), self.standard_deviation());
        crate::debug::write(f, format_args!("CrossValidation({folds} folds, {mean} ± {spread})"))
    }
}
