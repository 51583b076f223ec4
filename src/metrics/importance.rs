//! Which inputs a score depends on.

use std::fmt;

use super::scores::{checked, mean, standard_deviation};
use crate::data::{Dataset, position};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::random::Random;

/// How much a score drops when the values of one input are shuffled among the
/// samples.
///
/// Made by [`Dataset::permutation_importance`]. In a notebook it shows the inputs
/// by falling importance, each with its standard deviation over the repeats.
///
/// # References
///
/// L. Breiman, "Random forests", *Machine Learning* 45(1), 2001.
#[derive(Clone, PartialEq)]
pub struct PermutationImportance {
    pub(crate) names: Vec<String>,
    /// By input, by how much each shuffle lowered the score.
    pub(crate) drops: Vec<Vec<f64>>,
    pub(crate) score: f64,
}

impl Dataset {
    /// Shuffles one input after the other, `repeats` times each, and asks `score`
    /// how good the answers to such data are.
    ///
    /// `score` is given data like these; it gives a number that is higher where
    /// answers are better, for instance the accuracy of a trained network. Two
    /// inputs that say the same stand in for each other: each alone then seems
    /// less important than both are.
    ///
    /// # Errors
    ///
    /// The errors of `score`, and [`Error::Parameter`] for 0 repeats or a score
    /// that is NaN or infinite.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Perceptron};
    ///
    /// let data = Dataset::new([[0, 5], [0, 7], [1, 6], [1, 5]], [0, 0, 1, 1])?;
    /// let first = Perceptron::by_hand([1.0, 0.0], 0.5)?;
    /// let importance = data.permutation_importance(10, 1, |data| {
    ///     Ok(first.evaluate(data)?.accuracy())
    /// })?;
    /// assert!(importance.of("x1")? > 0.2);
    /// assert_eq!(importance.of("x2")?, 0.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn permutation_importance(
        &self,
        repeats: usize,
        seed: u64,
        mut score: impl FnMut(&Self) -> Result<f64>,
    ) -> Result<PermutationImportance> {
        self.importance_of(repeats, seed, &mut score)
    }

    fn importance_of(
        &self,
        repeats: usize,
        seed: u64,
        score: &mut dyn FnMut(&Self) -> Result<f64>,
    ) -> Result<PermutationImportance> {
        if repeats == 0 {
            return Err(Error::Parameter {
                name: "repeats".to_owned(),
                expected: "at least one shuffle for each input",
                found: "0".to_owned(),
            });
        }
        let whole = checked(score(self)?)?;
        let mut random = Random::seeded(seed);
        let mut drops = Vec::with_capacity(self.n_inputs());
        for column in 0..self.n_inputs() {
            let mut own = Vec::new();
            for _ in 0..repeats {
                let shuffled = self.with_shuffled(column, &mut random);
                own.push(checked(whole - score(&shuffled)?)?);
            }
            drops.push(own);
        }
        Ok(PermutationImportance { names: self.input_names().to_vec(), drops, score: whole })
    }

    /// The same data with the values of one input in random order.
    fn with_shuffled(&self, column: usize, random: &mut Random) -> Self {
        let mut order: Vec<usize> = (0..self.n_samples()).collect();
        random.shuffle(&mut order);
        let inputs = self.input_matrix();
        let mut values = Vec::with_capacity(inputs.len());
        for (sample, &other) in order.iter().enumerate() {
            let first = values.len();
            values.extend_from_slice(inputs.row(sample));
            values[first + column] = inputs.row(other)[column];
        }
        self.with_tables(Matrix::new(inputs.dim(), values), self.target_matrix().clone())
    }
}

impl PermutationImportance {
    /// The score of the data as they are.
    #[must_use]
    pub fn score(&self) -> f64 {
        self.score
    }

    /// By input, by how much shuffling it lowers the score on the average.
    #[must_use]
    pub fn means(&self) -> Vec<f64> {
        self.drops.iter().map(|drops| mean(drops)).collect()
    }

    /// By input, the standard deviation of the drops, over `n`.
    #[must_use]
    pub fn standard_deviations(&self) -> Vec<f64> {
        self.drops.iter().map(|drops| standard_deviation(drops)).collect()
    }

    /// By how much shuffling this input lowers the score on the average.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] if there is no such input.
    pub fn of(&self, input: &str) -> Result<f64> {
        Ok(mean(&self.drops[position("input", &self.names, input)?]))
    }
}

impl fmt::Debug for PermutationImportance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inputs = count(self.names.len(), "input");
        crate::debug::write(f, format_args!("PermutationImportance({inputs}, {})", self.score))
    }
}
