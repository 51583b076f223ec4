//! The recall of a pattern, step by step.

use std::fmt;

use crate::data::{NameList, check_names};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;

/// What a memory makes of a pattern, step by step.
///
/// Made by [`Hopfield::recall`](crate::Hopfield::recall) and
/// [`Hamming::recall`](crate::Hamming::recall). In a notebook it shows the
/// pattern that was given, every step and where it ended as small images.
///
/// A place is on where its value is above 0; two patterns differ in a place
/// that is on in one of them only.
///
/// # Examples
///
/// ```
/// use percept::Hopfield;
///
/// let memory = Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])?;
/// let recall = memory.recall([1, 1, -1, -1, -1, -1])?.width(3)?.names(["row", "comb"])?;
/// assert!(recall.is_found());
/// assert!(recall.energies()[1] < recall.energies()[0]);
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Recall {
    patterns: Matrix,
    steps: Vec<Vec<f64>>,
    energies: Vec<f64>,
    contest: Vec<Vec<f64>>,
    nearest: usize,
    differences: Vec<usize>,
    settled: bool,
    width: Option<usize>,
    names: Vec<String>,
}

impl Recall {
    /// What settled, with the energy of every step.
    pub(crate) fn settling(
        patterns: &Matrix,
        steps: Vec<Vec<f64>>,
        energies: Vec<f64>,
        settled: bool,
    ) -> Self {
        let last = steps.last().map_or(&[][..], Vec::as_slice);
        let nearest = nearest_in(patterns, last);
        Self { energies, settled, ..Self::of(patterns, steps, nearest) }
    }

    /// What a contest of all patterns decided.
    pub(crate) fn contested(
        patterns: &Matrix,
        given: Vec<f64>,
        winner: usize,
        contest: Vec<Vec<f64>>,
    ) -> Self {
        let mut left = 0;
        for output in contest.last().into_iter().flatten() {
            left += usize::from(*output != 0.0);
        }
        let steps = vec![given, patterns.row(winner).to_vec()];
        Self { contest, settled: left < 2, ..Self::of(patterns, steps, winner) }
    }

    fn of(patterns: &Matrix, steps: Vec<Vec<f64>>, nearest: usize) -> Self {
        let mut differences = Vec::with_capacity(steps.len());
        for step in &steps {
            differences.push(apart(step, patterns.row(nearest)));
        }
        let mut names = Vec::new();
        for pattern in 0..patterns.n_rows() {
            names.push(format!("pattern {pattern}"));
        }
        Self {
            patterns: patterns.clone(),
            steps,
            energies: Vec::new(),
            contest: Vec::new(),
            nearest,
            differences,
            settled: true,
            width: None,
            names,
        }
    }

    /// How many pixels a row of its images has (at most as many as a pattern
    /// has places); by default the images are as square as can be.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for 0 and for more than a pattern has places.
    ///
    /// # Examples
    ///
    /// ```
    /// let memory = percept::Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]])?;
    /// let recall = memory.recall([1, 1, -1, -1, -1, -1])?.width(3)?; // 2 rows of 3 pixels
    /// assert_eq!(recall.pattern().len(), 6);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn width(mut self, width: usize) -> Result<Self> {
        let places = self.patterns.n_columns();
        if !(1..=places).contains(&width) {
            return Err(Error::Parameter {
                name: "width".to_owned(),
                expected: "at least one pixel, and not more than a pattern has",
                found: format!("{width} for {}", count(places, "pixel")),
            });
        }
        self.width = Some(width);
        Ok(self)
    }

    /// What the patterns are called (by default `pattern 0`, `pattern 1`, …).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many names as patterns,
    /// [`Error::DuplicateName`] if two are the same.
    pub fn names<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        check_names("pattern", &names, self.patterns.n_rows())?;
        self.names = names;
        Ok(self)
    }

    /// The pattern that was recalled.
    #[must_use]
    pub fn pattern(&self) -> &[f64] {
        self.steps.last().map_or(&[], Vec::as_slice)
    }

    /// What was given and every step after it, the recalled pattern last; only
    /// what was given if that was settled already.
    #[doc(alias = "outs")]
    #[must_use]
    pub fn steps(&self) -> &[Vec<f64>] {
        &self.steps
    }

    /// The energy of every step; none of a [`Hamming`](crate::Hamming) memory.
    #[must_use]
    pub fn energies(&self) -> &[f64] {
        &self.energies
    }

    /// The number of the stored pattern that the recalled one is nearest to.
    #[must_use]
    pub fn nearest(&self) -> usize {
        self.nearest
    }

    /// In how many places each step differs from the stored pattern that the
    /// recalled one is nearest to.
    #[must_use]
    pub fn differences(&self) -> &[usize] {
        &self.differences
    }

    /// Whether a stored pattern was found without any difference.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.differences.last() == Some(&0)
    }

    /// Whether another step would change nothing; of a
    /// [`Hamming`](crate::Hamming) memory, whether one pattern is left.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    pub(crate) fn patterns(&self) -> &Matrix {
        &self.patterns
    }

    pub(crate) fn contest(&self) -> &[Vec<f64>] {
        &self.contest
    }

    pub(crate) fn width_wanted(&self) -> Option<usize> {
        self.width
    }

    pub(crate) fn name(&self, pattern: usize) -> &str {
        self.names.get(pattern).map_or("", String::as_str)
    }
}

impl fmt::Debug for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let differ = self.differences.last().copied().unwrap_or(0);
        let steps = count(self.steps.len().saturating_sub(1), "step");
        let name = self.name(self.nearest);
        crate::debug::write(f, format_args!("Recall({steps}, {differ} differ from {name})"))
    }
}

/// Whether a place counts as 1.
pub(crate) fn is_on(value: f64) -> bool {
    value > 0.0
}

/// In how many places two patterns differ.
pub(crate) fn apart(a: &[f64], b: &[f64]) -> usize {
    let mut apart = 0;
    for (a, b) in a.iter().zip(b) {
        apart += usize::from(is_on(*a) != is_on(*b));
    }
    apart
}

fn nearest_in(patterns: &Matrix, x: &[f64]) -> usize {
    let mut best = (0, usize::MAX);
    for (pattern, places) in patterns.rows().enumerate() {
        let here = apart(places, x);
        if here < best.1 {
            best = (pattern, here);
        }
    }
    best.0
}
