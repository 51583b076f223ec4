//! Whether more samples would help.

use std::fmt;

use super::scores::{checked, mean, standard_deviation};
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::lists::distinct;

/// Scores by the number of samples to learn from, on these samples themselves
/// and on others.
///
/// Made by [`Dataset::learning_curve`]. In a notebook it shows both by the number
/// of samples, each with its standard deviation over the folds. Where the two
/// have met, more samples hardly help; where they are far apart, more would.
#[derive(Clone, PartialEq)]
pub struct LearningCurve {
    pub(crate) points: Vec<CurvePoint>,
    pub(crate) folds: usize,
}

/// Scores with one number of samples to learn from: of the samples learnt from
/// and of the test, mean and standard deviation over the folds.
#[derive(Clone, PartialEq)]
pub(crate) struct CurvePoint {
    pub(crate) size: usize,
    pub(crate) means: [f64; 2],
    pub(crate) deviations: [f64; 2],
}

impl Dataset {
    /// Learns from some of the samples, then from more, and so on, in each of `k`
    /// folds, and is tested on the fold that was held back.
    ///
    /// `sizes` are numbers of samples to learn from, such as `[10, 20, 40, 80]`;
    /// each class keeps its share. `scores` is given the data to learn from and
    /// those to test with; it learns, and gives two numbers, for instance the
    /// accuracy on the first and on the second.
    ///
    /// # Errors
    ///
    /// As [`kfold`](Self::kfold), the errors of `scores`,
    /// [`Error::Parameter`] for a size of 0 or above what a fold leaves to learn
    /// from, or a score that is NaN or infinite, [`Error::Empty`] without sizes.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let curve = toy::car_buyers()?.learning_curve([8, 16, 32], 5, 1, |train, test| {
    ///     let mut perceptron = Perceptron::new(train.ranges(), 1)?;
    ///     perceptron.train(train, Delta::new())?;
    ///     Ok([perceptron.evaluate(train)?.accuracy(), perceptron.evaluate(test)?.accuracy()])
    /// })?;
    /// assert_eq!(curve.sizes(), [8, 16, 32]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "LearningCurveDisplay")]
    pub fn learning_curve(
        &self,
        sizes: impl IntoIterator<Item = usize>,
        k: usize,
        seed: u64,
        mut scores: impl FnMut(&Self, &Self) -> Result<[f64; 2]>,
    ) -> Result<LearningCurve> {
        let wanted: Vec<usize> = sizes.into_iter().collect();
        self.learning_curve_of(&distinct(&wanted), k, seed, &mut scores)
    }

    fn learning_curve_of(
        &self,
        sizes: &[usize],
        k: usize,
        seed: u64,
        scores: &mut dyn FnMut(&Self, &Self) -> Result<[f64; 2]>,
    ) -> Result<LearningCurve> {
        let folds = self.kfold(k, seed)?;
        let mut most = usize::MAX;
        for (train, _) in &folds {
            most = most.min(train.n_samples());
        }
        check_sizes(sizes, most)?;
        let mut points = Vec::with_capacity(sizes.len());
        for &size in sizes {
            let mut found = [Vec::new(), Vec::new()];
            for (train, test) in &folds {
                let both = scores(&train.with_shares(size, seed), test)?;
                for (list, score) in found.iter_mut().zip(both) {
                    list.push(checked(score)?);
                }
            }
            let [learnt, tested] = found;
            points.push(CurvePoint {
                size,
                means: [mean(&learnt), mean(&tested)],
                deviations: [standard_deviation(&learnt), standard_deviation(&tested)],
            });
        }
        Ok(LearningCurve { points, folds: folds.len() })
    }
}

fn check_sizes(sizes: &[usize], most: usize) -> Result<()> {
    if sizes.is_empty() {
        return Err(Error::Empty { what: "sizes", expected: "number of samples to learn from" });
    }
    for size in sizes {
        if !(1..=most).contains(size) {
            return Err(Error::Parameter {
                name: "sizes".to_owned(),
                expected: "numbers of samples from 1 up to what a fold leaves to learn from",
                found: format!("{size}, where {most} are left"),
            });
        }
    }
    Ok(())
}

impl LearningCurve {
    /// The numbers of samples that were learnt from, rising.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        self.points.iter().map(|point| point.size).collect()
    }

    /// By number of samples, the mean score on the samples that were learnt from.
    #[must_use]
    pub fn train_scores(&self) -> Vec<f64> {
        self.points.iter().map(|point| point.means[0]).collect()
    }

    /// By number of samples, the mean score on the folds that were held back.
    #[must_use]
    pub fn test_scores(&self) -> Vec<f64> {
        self.points.iter().map(|point| point.means[1]).collect()
    }

    /// By number of samples, the standard deviation of the scores of the test
    /// over the folds.
    #[must_use]
    pub fn test_standard_deviations(&self) -> Vec<f64> {
        self.points.iter().map(|point| point.deviations[1]).collect()
    }
}

impl fmt::Debug for LearningCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes = count(self.points.len(), "size");
        crate::debug::write(f, format_args!("LearningCurve({sizes}, {} folds)", self.folds))
    }
}
