//! The Hopfield network.

use std::fmt;

use ndarray::Array2;

use super::settle::{self, settle};
use crate::data::{Sample, Samples, check_given, checked_sample, default_names, matrix_for};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_samples, check_signs, in_range};
use crate::network::{Recall, Transfer, dot};

/// A memory of patterns of −1 and 1: shown a corrupted pattern, it settles on
/// the one that it remembers.
///
/// The weights follow from the patterns by one of two rules, and there is
/// nothing to train. All places are updated at once, `x ← HardLims(weights · x)`,
/// until they stay as they are.
///
/// - [`new`](Self::new), Hebb's rule: each pattern adds its own part, so that
///   one more can be learnt without the others. For patterns that have little in
///   common: of `n` places, about `0.14 n` random ones. Patterns that are alike
///   disturb each other, and are not even recalled from themselves.
/// - [`projection`](Self::projection): the weights heed what the patterns have
///   in common, and each of them stays as it is, however alike they are. For
///   letters and other drawings.
///
/// # Complexity
///
/// For `n` places, the weights take O(n²) memory, O(patterns × n²) time to compute
/// by Hebb's rule and O(patterns × n² + patterns² × n) by projection; each update of
/// [`recall`](Self::recall) takes O(n²).
///
/// # Examples
///
/// ```
/// use percept::Hopfield;
///
/// let memory = Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])?;
/// let corrupted = [1, 1, -1, -1, -1, -1];
/// let recall = memory.recall(corrupted)?;
/// assert_eq!(recall.pattern(), [1.0, 1.0, 1.0, -1.0, -1.0, -1.0]);
/// assert_eq!((recall.nearest(), recall.differences()), (0, &[1, 0][..]));
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// J. J. Hopfield, "Neural networks and physical systems with emergent
/// collective computational abilities", *PNAS* 79(8), 1982. L. Personnaz,
/// I. Guyon, G. Dreyfus, "Information storage and retrieval in spin-glass like
/// neural networks", *Journal de Physique Lettres* 46(8), 1985 (projection).
/// neurolab: `nl.net.newhop`, by Hebb's rule.
#[doc(alias = "newhop")]
#[doc(alias = "Reccurent")]
#[derive(Clone, PartialEq)]
pub struct Hopfield {
    patterns: Matrix,
    /// The names of the places, if the patterns came with any.
    names: Option<Vec<String>>,
    weights: Matrix,
    rule: Rule,
    max_steps: usize,
}

/// How weights follow from patterns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    Hebb,
    Projection,
}

/// Places of a pattern; their weights fill 128 MiB.
const MOST: usize = 4096;

impl Hopfield {
    /// A memory of some patterns, one per row, of −1 and 1, by Hebb's rule:
    /// weights `Σ p pᵀ / n` over the patterns `p` of `n` places, with zeros on
    /// the diagonal.
    ///
    /// Drawings have much in common. Of the 14,950 sets of four of the
    /// [letters](crate::toy::letters), this rule recalls the four letters of
    /// 5,552 from themselves; A, J, K and X are chosen from those that it also
    /// recalls with any 4 of their 35 pixels flipped. Any four are recalled by
    /// [`projection`](Self::projection).
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without patterns or places, [`Error::Ragged`] if they
    /// differ in length, [`Error::Parameter`] for a value other than −1 and 1
    /// and for patterns of more than 4096 places.
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hopfield::new([[1, -1, 1]])?;
    /// assert_eq!(memory.weights().diag().sum(), 0.0);
    /// assert_eq!(memory.patterns().row(0).to_vec(), [1.0, -1.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn new(patterns: impl Samples) -> Result<Self> {
        Self::of(patterns, Rule::Hebb)
    }

    /// A memory of some patterns, one per row, of −1 and 1, by the projection
    /// rule: the weights leave the patterns and whatever is put together from
    /// them as they are, and take away all that is at right angles to them.
    ///
    /// `weights = P P⁺` with the patterns as columns of `P` and its
    /// pseudo-inverse `P⁺`. Every pattern is settled; of a pattern that others
    /// add up to, nothing is left to learn. The more patterns there are, the
    /// fewer wrong places are mended: with as many independent ones as places,
    /// none.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Hopfield;
    ///
    /// // too much alike for Hebb's rule
    /// let alike = [[1, 1, 1, 1, 1, -1], [1, 1, 1, 1, -1, 1], [1, 1, 1, -1, 1, 1]];
    /// assert!(!Hopfield::new(alike)?.recall(alike[0])?.is_found());
    /// for pattern in alike {
    ///     assert!(Hopfield::projection(alike)?.recall(pattern)?.is_found());
    /// }
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "pseudo-inverse")]
    pub fn projection(patterns: impl Samples) -> Result<Self> {
        Self::of(patterns, Rule::Projection)
    }

    pub(crate) fn of(patterns: impl Samples, rule: Rule) -> Result<Self> {
        let names = patterns.input_names();
        let patterns = check_signs(patterns.into_matrix("patterns")?)?;
        let n = patterns.n_columns();
        if n > MOST {
            return Err(Error::Parameter {
                name: "patterns".to_owned(),
                expected: "at most 4096 places in a pattern",
                found: n.to_string(),
            });
        }
        let weights = match rule {
            Rule::Hebb => hebb(&patterns),
            Rule::Projection => projection(&patterns),
        };
        Ok(Self { weights: Matrix::new((n, n), weights), patterns, names, rule, max_steps: 10 })
    }

    /// The stored patterns, a row each.
    pub(crate) fn pattern_matrix(&self) -> &Matrix {
        &self.patterns
    }

    /// The weights, a row per place.
    pub(crate) fn weight_matrix(&self) -> &Matrix {
        &self.weights
    }

    pub(crate) fn names(&self) -> Option<&[String]> {
        self.names.as_deref()
    }

    pub(crate) fn named(mut self, names: Option<Vec<String>>) -> Result<Self> {
        check_given("input", names.as_deref(), self.n_inputs())?;
        self.names = names;
        Ok(self)
    }

    pub(crate) fn rule(&self) -> Rule {
        self.rule
    }

    /// The same memory with at most the given number of updates (default 10).
    #[doc(alias = "max_init")]
    #[must_use]
    pub fn max_steps(mut self, steps: usize) -> Self {
        self.max_steps = steps;
        self
    }

    /// How many steps it takes at most, [`max_steps`](Self::max_steps).
    #[must_use]
    pub fn max_steps_used(&self) -> usize {
        self.max_steps
    }

    /// How many places a pattern has.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.weights.n_columns()
    }

    /// The patterns that it remembers, one per row.
    #[must_use]
    pub fn patterns(&self) -> &Array2<f64> {
        self.patterns.array()
    }

    /// The weights, shape (places × places).
    #[must_use]
    pub fn weights(&self) -> &Array2<f64> {
        self.weights.array()
    }

    /// Places, patterns, weights and steps, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let patterns = count(self.patterns.n_rows(), "pattern");
        let (places, weights) = (count(self.n_inputs(), "place"), self.weights.len());
        let rule = match self.rule {
            Rule::Hebb => "Hebb's rule",
            Rule::Projection => "projection",
        };
        let steps = count(self.max_steps, "step");
        format!("{patterns} of {places}, {} by {rule}, at most {steps}", count(weights, "weight"))
    }

    /// What it makes of `sample`, step by step until it settles. In a notebook
    /// the answer shows itself as small images.
    ///
    /// Where two states follow each other forever, it ends as soon as that is
    /// noticed. At most the first 999 states and the last one are kept.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the sample has another number of places,
    /// [`Error::Parameter`] for NaN and infinite values, [`Error::Overflow`] if
    /// its energy exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])?;
    /// let recall = memory.recall([1, 1, -1, -1, -1, -1])?;
    /// assert_eq!(recall.nearest(), 0);
    /// assert!(recall.is_found());
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "simhop")]
    pub fn recall(&self, sample: impl Sample) -> Result<Recall> {
        let steps = self.settled(self.checked(sample)?);
        let mut energies = Vec::with_capacity(steps.len());
        for state in &steps {
            energies.push(self.energy_of(state)?);
        }
        let settled = self.stays(steps.last().map_or(&[], Vec::as_slice));
        Ok(Recall::settling(&self.patterns, steps, energies, settled))
    }

    /// Whether an update leaves a state as it is.
    pub(crate) fn stays(&self, state: &[f64]) -> bool {
        settle(&self.weights, Transfer::HardLims, state.to_vec(), 1).len() == 1
    }

    fn settled(&self, start: Vec<f64>) -> Vec<Vec<f64>> {
        settle(&self.weights, Transfer::HardLims, start, self.max_steps)
    }

    /// Where it settles for many samples, shape (samples × places).
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with a
    /// column a place, or one whose columns have other names than those of the
    /// patterns.
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let inputs = matrix_for(self.names.as_deref(), "inputs", inputs)?;
        check_samples(&inputs, self.n_inputs(), self.names.as_deref())?;
        let mut settled = Vec::with_capacity(inputs.len());
        for x in inputs.rows() {
            let start = x.to_vec();
            settled.extend(settle::settled(
                &self.weights,
                Transfer::HardLims,
                start,
                self.max_steps,
            ));
        }
        Ok(Matrix::new(inputs.dim(), settled).into_array())
    }

    /// `−½ xᵀ · weights · x`: settled patterns lie in its valleys.
    ///
    /// # Errors
    ///
    /// As [`recall`](Self::recall).
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])?;
    /// assert!(memory.energy([1, 1, 1, -1, -1, -1])? < memory.energy([1, 1, -1, -1, -1, -1])?);
    /// assert_eq!(memory.energy([0; 6])?, 0.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn energy(&self, sample: impl Sample) -> Result<f64> {
        self.energy_of(&self.checked(sample)?)
    }

    pub(crate) fn energy_of(&self, x: &[f64]) -> Result<f64> {
        let mut sum = 0.0;
        for (value, weights) in x.iter().zip(self.weights.rows()) {
            sum += value * dot(weights, x);
        }
        in_range("energy", -0.5 * sum)
    }

    /// A pattern before and after an update.
    pub(crate) fn updated(&self, sample: impl Sample) -> Result<(Vec<f64>, Vec<f64>)> {
        let before = self.checked(sample)?;
        let mut states = settle(&self.weights, Transfer::HardLims, before.clone(), 1);
        // a state that stays as it is stands alone
        Ok((before, states.pop().unwrap_or_default()))
    }

    fn checked(&self, sample: impl Sample) -> Result<Vec<f64>> {
        checked_sample(sample, &default_names("x", self.n_inputs(), false))
    }
}

/// `Σ p pᵀ / n` without the diagonal.
fn hebb(patterns: &Matrix) -> Vec<f64> {
    let n = patterns.n_columns();
    let mut weights = vec![0.0; n * n];
    for pattern in patterns.rows() {
        add_product(&mut weights, pattern);
    }
    for (i, row) in weights.chunks_exact_mut(n).enumerate() {
        row[i] = 0.0;
        for weight in row {
            *weight /= n as f64;
        }
    }
    weights
}

/// `Σ q qᵀ` over directions `q` of length 1, at right angles to each other, of
/// which all patterns can be put together.
fn projection(patterns: &Matrix) -> Vec<f64> {
    let n = patterns.n_columns();
    let (mut weights, mut directions) = (vec![0.0; n * n], Vec::<Vec<f64>>::new());
    for pattern in patterns.rows() {
        let mut rest = pattern.to_vec();
        // once more takes away what rounding left
        for _ in 0..2 {
            for direction in &directions {
                let along = dot(direction, &rest);
                for (value, part) in rest.iter_mut().zip(direction) {
                    *value -= along * part;
                }
            }
        }
        let length = dot(&rest, &rest).sqrt();
        // a pattern that the others add up to has no direction of its own
        if length > 1e-8 * (n as f64).sqrt() {
            for value in &mut rest {
                *value /= length;
            }
            add_product(&mut weights, &rest);
            directions.push(rest);
        }
    }
    weights
}

/// Adds `x xᵀ`.
fn add_product(weights: &mut [f64], x: &[f64]) {
    for (i, row) in weights.chunks_exact_mut(x.len()).enumerate() {
        for (weight, value) in row.iter_mut().zip(x) {
            *weight += x[i] * value;
        }
    }
}

impl fmt::Debug for Hopfield {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let patterns = count(self.patterns.n_rows(), "pattern");
        crate::debug::write(
            f,
            format_args!("Hopfield({patterns} of {})", count(self.n_inputs(), "place")),
        )
    }
}
