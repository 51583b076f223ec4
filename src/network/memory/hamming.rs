//! The Hamming network.

use std::fmt;

use ndarray::{Array1, Array2};

use super::settle::{self, settle};
use crate::data::{Sample, Samples, check_given, checked_sample, default_names, matrix_for};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_samples, check_signs};
use crate::network::{Layer, Recall, Transfer, dot};

/// A memory that says which of its patterns of −1 and 1 differs from a sample
/// in the fewest places.
///
/// A first layer counts the places that agree; in a second one, lateral
/// inhibition leaves a single neuron. There is nothing to train.
///
/// # Complexity
///
/// [`nearest`](Self::nearest) takes O(patterns × places) time, each step of the
/// second layer in [`recall`](Self::recall) O(patterns²).
///
/// # Examples
///
/// ```
/// use percept::Hamming;
///
/// let memory = Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1]])?;
/// assert_eq!(memory.nearest([1, 1, -1, -1])?, 0);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// R. P. Lippmann, "An introduction to computing with neural nets", *IEEE ASSP
/// Magazine* 4(2), 1987. neurolab: `nl.net.newhem`.
#[doc(alias = "newhem")]
#[derive(Clone, PartialEq)]
pub struct Hamming {
    patterns: Matrix,
    /// The names of the places, if the patterns came with any.
    names: Option<Vec<String>>,
    /// The weights of the second layer.
    rivalry: Matrix,
    max_steps: usize,
}

/// Patterns; the weights between them fill 128 MiB.
const MOST: usize = 4096;
/// Keeps the counts of the first layer small.
const COUNT: f64 = 0.1;
/// What neurons that hold each other back give.
const RIVAL: Transfer = Transfer::SatLinWith { slope: 1.0, low: 0.0, high: f64::MAX };

fn counter(places: f64) -> Transfer {
    Transfer::SatLinWith { slope: COUNT, low: 0.0, high: places }
}

impl Hamming {
    /// A memory of some patterns, one per row, of −1 and 1.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without patterns or places, [`Error::Ragged`] if they
    /// differ in length, [`Error::Parameter`] for a value other than −1 and 1
    /// and for more than 4096 patterns.
    pub fn new(patterns: impl Samples) -> Result<Self> {
        let names = patterns.input_names();
        Self::of(check_signs(patterns.into_matrix("patterns")?)?)?.named(names)
    }

    fn of(patterns: Matrix) -> Result<Self> {
        let n = patterns.n_rows();
        if n > MOST {
            return Err(Error::Parameter {
                name: "patterns".to_owned(),
                expected: "at most 4096 patterns",
                found: n.to_string(),
            });
        }
        let mut rivalry = vec![-1.0 / n as f64; n * n];
        for i in 0..n {
            rivalry[i * n + i] = 1.0;
        }
        Ok(Self { rivalry: Matrix::new((n, n), rivalry), patterns, names: None, max_steps: 10 })
    }

    /// The stored patterns, a row each.
    pub(crate) fn pattern_matrix(&self) -> &Matrix {
        &self.patterns
    }

    pub(crate) fn names(&self) -> Option<&[String]> {
        self.names.as_deref()
    }

    pub(crate) fn named(mut self, names: Option<Vec<String>>) -> Result<Self> {
        check_given("input", names.as_deref(), self.n_inputs())?;
        self.names = names;
        Ok(self)
    }

    /// The same memory with at most the given number of steps of the second
    /// layer (default 10).
    #[doc(alias = "max_iter")]
    #[must_use]
    pub fn max_steps(mut self, steps: usize) -> Self {
        self.max_steps = steps;
        self
    }

    /// The layer that counts, and the one whose neurons hold each other back:
    /// `Relu` is that function up to the largest number.
    pub(crate) fn layers(&self) -> (Layer, Layer) {
        let (n, places) = (self.patterns.n_rows(), self.n_inputs() as f64);
        let mut halves = Vec::with_capacity(self.patterns.len());
        for sign in self.patterns.values() {
            halves.push(0.5 * sign);
        }
        let counter = Layer {
            weights: Matrix::new(self.patterns.dim(), halves),
            biases: Array1::from_elem(n, 0.5 * places),
            transfer: counter(places),
        };
        let weights = self.rivalry.clone();
        (counter, Layer { weights, biases: Array1::default(0), transfer: Transfer::Relu })
    }

    /// How many steps it takes at most, [`max_steps`](Self::max_steps).
    #[must_use]
    pub fn max_steps_used(&self) -> usize {
        self.max_steps
    }

    /// How many places a pattern has.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.patterns.n_columns()
    }

    /// The patterns, one per row.
    #[must_use]
    pub fn patterns(&self) -> &Array2<f64> {
        self.patterns.array()
    }

    /// The number of the pattern that is nearest to `sample`, the first of
    /// equally near ones.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the sample has another number of places,
    /// [`Error::Parameter`] for NaN and infinite values.
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1]])?;
    /// assert_eq!(memory.nearest([-1, 1, 1, 1])?, 1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn nearest(&self, sample: impl Sample) -> Result<usize> {
        Ok(winner(&self.contest(sample)?))
    }

    /// The pattern that is nearest to `sample`, and how the others fell
    /// behind. In a notebook the answer shows itself as small images.
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1]])?;
    /// assert_eq!(memory.recall([-1, 1, 1, 1])?.nearest(), 1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn recall(&self, sample: impl Sample) -> Result<Recall> {
        let mut given = Vec::new();
        sample.push_to(&mut given);
        let contest = self.contest(&given)?;
        Ok(Recall::contested(&self.patterns, given, winner(&contest), contest))
    }

    /// The outputs of the second layer at its end for many samples, shape
    /// (samples × patterns): 0 for all but the nearest pattern, where the steps
    /// were enough.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with a
    /// column a place, or one whose columns have other names than those of the
    /// patterns.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Hamming;
    ///
    /// let memory = Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1]])?;
    /// let outputs = memory.predict([[1, 1, -1, -1], [-1, -1, -1, 1]])?;
    /// assert!(outputs[[0, 0]] > 0.0 && outputs[[0, 1]] == 0.0);
    /// assert!(outputs[[1, 1]] > 0.0 && outputs[[1, 0]] == 0.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let inputs = matrix_for(self.names.as_deref(), "inputs", inputs)?;
        check_samples(&inputs, self.n_inputs(), self.names.as_deref())?;
        let patterns = self.patterns.n_rows();
        let mut outputs = Vec::with_capacity(inputs.n_rows() * patterns);
        for x in inputs.rows() {
            let start = self.counted(x);
            outputs.extend(settle::settled(&self.rivalry, RIVAL, start, self.max_steps));
        }
        Ok(Matrix::new((inputs.n_rows(), patterns), outputs).into_array())
    }

    /// Places, patterns and steps, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let patterns = count(self.patterns.n_rows(), "pattern");
        let (places, steps) = (count(self.n_inputs(), "place"), count(self.max_steps, "step"));
        format!("{patterns} of {places}, at most {steps}")
    }

    /// The outputs of the second layer step by step, one value per pattern: at
    /// first a tenth of the number of places that agree, at the end 0 for all
    /// but the nearest pattern. At most the first 999 steps and the last one
    /// are kept.
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    pub fn contest(&self, sample: impl Sample) -> Result<Vec<Vec<f64>>> {
        let x = checked_sample(sample, &default_names("x", self.n_inputs(), false))?;
        Ok(self.contested(&x))
    }

    fn contested(&self, x: &[f64]) -> Vec<Vec<f64>> {
        settle(&self.rivalry, RIVAL, self.counted(x), self.max_steps)
    }

    /// The outputs of the first layer.
    fn counted(&self, x: &[f64]) -> Vec<f64> {
        let (places, mut start) = (self.n_inputs() as f64, Vec::new());
        let counter = counter(places);
        for pattern in self.patterns.rows() {
            let agree = 0.5 * dot(pattern, x) + 0.5 * places;
            start.push(counter.apply(agree));
        }
        start
    }
}

/// The pattern with which most places agree, the first of equals.
fn winner(contest: &[Vec<f64>]) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (pattern, count) in contest.first().into_iter().flatten().enumerate() {
        if *count > best.1 {
            best = (pattern, *count);
        }
    }
    best.0
}

impl fmt::Debug for Hamming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let patterns = count(self.patterns.n_rows(), "pattern");
        crate::debug::write(
            f,
            format_args!("Hamming({patterns} of {})", count(self.n_inputs(), "place")),
        )
    }
}
