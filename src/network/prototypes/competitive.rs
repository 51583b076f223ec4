//! The competitive network: prototypes without classes.

use std::fmt;

use ndarray::Array2;

use crate::data::{Dataset, Samples, check_given, matrix_for};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::checks::{check_dim, check_ranges, check_samples};
use crate::random::Random;

/// Prototypes that move to where the samples are: each neuron is a point in
/// the space of the inputs, and a sample belongs to the nearest.
///
/// Trained by [`WinnerTakeAll`](crate::WinnerTakeAll), without targets. The
/// prototypes start at random within the ranges of the inputs.
///
/// # Complexity
///
/// [`predict`](Self::predict) takes O(samples × inputs × prototypes) time.
///
/// # Examples
///
/// ```
/// use percept::{Competitive, WinnerTakeAll, toy};
///
/// let clouds = toy::blobs(100, 0.2, 1)?;
/// let mut network = Competitive::new(clouds.ranges(), 2)?.seed(1);
/// network.train(&clouds, WinnerTakeAll::new().conscience())?;
/// let winners = network.winners([[-1.0, -1.0], [1.0, 1.0]])?;
/// assert_ne!(winners[0], winners[1]);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// T. Kohonen, *Self-Organization and Associative Memory*, 1984. neurolab:
/// `nl.net.newc`.
#[doc(alias = "newc")]
#[derive(Clone, PartialEq)]
pub struct Competitive {
    ranges: Vec<[f64; 2]>,
    pub(crate) prototypes: Matrix,
    /// The names of the inputs that it was trained on, if they had any.
    names: Option<Vec<String>>,
    seed: u64,
}

/// Values of all prototypes, 1 GiB.
const MOST: usize = 1 << 27;

impl Competitive {
    /// `n` prototypes, for inputs whose smallest and largest values are the
    /// rows of `ranges`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if a range is not a pair, [`Error::Parameter`] if one
    /// does not go from small to large or there are no or too many prototypes,
    /// [`Error::Empty`] without inputs, [`Error::NotFinite`] for NaN and
    /// infinite bounds.
    pub fn new(ranges: impl Samples, n: usize) -> Result<Self> {
        let ranges = check_ranges(ranges.into_matrix("ranges")?)?;
        check_count(n, ranges.len())?;
        let prototypes = Matrix::zeros((n, ranges.len()));
        Ok(Self { ranges, prototypes, names: None, seed: 0 }.drawn())
    }

    /// The same network with prototypes at other random places (default seed
    /// 0).
    ///
    /// # Examples
    ///
    /// ```
    /// let network = percept::Competitive::new([[0.0, 1.0]], 2)?.seed(1);
    /// assert_eq!(network.prototypes().dim(), (2, 1));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self.drawn()
    }

    fn drawn(mut self) -> Self {
        let mut random = Random::seeded(self.seed);
        for prototype in 0..self.prototypes.n_rows() {
            let places = self.prototypes.row_mut(prototype);
            for (place, [low, high]) in places.iter_mut().zip(&self.ranges) {
                let share = random.unit();
                *place = low * (1.0 - share) + high * share;
            }
        }
        self
    }

    /// How many inputs a sample has.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.ranges.len()
    }

    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.names.as_deref()
    }

    pub(crate) fn named(mut self, names: Option<Vec<String>>) -> Result<Self> {
        check_given("input", names.as_deref(), self.n_inputs())?;
        self.names = names;
        Ok(self)
    }

    /// Takes over the names of what was learnt from, if it has none.
    pub(crate) fn adopt(&mut self, data: &Dataset) {
        if self.names.is_none() {
            self.names = data.given_input_names().map(<[String]>::to_vec);
        }
    }

    /// The ranges given to [`new`](Self::new), one per input.
    #[must_use]
    pub fn ranges(&self) -> &[[f64; 2]] {
        &self.ranges
    }

    /// The number that the random places were drawn with.
    #[must_use]
    pub fn seed_used(&self) -> u64 {
        self.seed
    }

    /// The prototypes, shape (prototypes × inputs).
    #[must_use]
    pub fn prototypes(&self) -> &Array2<f64> {
        self.prototypes.array()
    }

    /// Sets the prototypes, shape (prototypes × inputs).
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`] or [`Error::NotFinite`] if it is
    /// not such a table of finite numbers.
    pub fn set_prototypes(&mut self, prototypes: impl Samples) -> Result<()> {
        let prototypes = matrix_for(self.given_input_names(), "prototypes", prototypes)?;
        check_dim("prototypes", prototypes.dim(), self.prototypes.dim())?;
        prototypes.check_finite("prototypes")?;
        self.prototypes = prototypes;
        Ok(())
    }

    /// Inputs and prototypes, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let prototypes = count(self.prototypes.n_rows(), "prototype");
        format!("{}, {prototypes}", count(self.n_inputs(), "input"))
    }

    /// The number of the nearest prototype, by the Euclidean distance, of each of many samples.
    ///
    /// Samples whose columns have names (a `&Dataset`) go by name, where the
    /// network was trained on named inputs; others go by place.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with one column
    /// per input, [`Error::Overflow`] if a sample is so far from all prototypes
    /// that the square of the distance exceeds the range of `f64`.
    #[doc(alias = "euclidean")]
    pub fn winners(&self, inputs: impl Samples) -> Result<Vec<usize>> {
        let names = self.given_input_names();
        winners(&self.prototypes, &matrix_for(names, "inputs", inputs)?, names)
    }

    /// 1 for the nearest prototype and 0 for the others, shape (samples ×
    /// prototypes).
    ///
    /// # Errors
    ///
    /// As [`winners`](Self::winners).
    ///
    /// # Examples
    ///
    /// ```
    /// let mut network = percept::Competitive::new([[0.0, 1.0]], 2)?;
    /// network.set_prototypes([0.2, 0.8])?;
    /// assert_eq!(network.predict([0.9])?.row(0).to_vec(), [0.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        Ok(one_hot(&self.winners(inputs)?, self.prototypes.n_rows()).into_array())
    }
}

impl fmt::Debug for Competitive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prototypes = count(self.prototypes.n_rows(), "prototype");
        crate::debug::write(
            f,
            format_args!("Competitive({}, {prototypes})", count(self.n_inputs(), "input")),
        )
    }
}

/// Values of the given number of prototypes; refuses none and too many.
pub(crate) fn check_count(n: usize, inputs: usize) -> Result<usize> {
    match n.checked_mul(inputs) {
        Some(values) if (1..=MOST).contains(&values) => Ok(values),
        _ => Err(Error::Parameter {
            name: "prototypes".to_owned(),
            expected: "at least one, and at most 2^27 values together",
            found: format!("{} of {}", count(n, "prototype"), count(inputs, "value")),
        }),
    }
}

/// The nearest prototype and its distance, each distance first multiplied by
/// the prototype's factor, if there are any. Infinite if no distance is in the
/// range of `f64`.
pub(crate) fn nearest(prototypes: &Matrix, x: &[f64], factors: &[f64]) -> (usize, f64) {
    let (mut winner, mut best, mut distance) = (0, f64::INFINITY, f64::INFINITY);
    for (prototype, place) in prototypes.rows().enumerate() {
        let mut squares = 0.0;
        for (a, b) in place.iter().zip(x) {
            squares += (a - b) * (a - b);
        }
        let here = squares.sqrt();
        let felt = factors.get(prototype).copied().unwrap_or(1.0) * here;
        if felt < best {
            (winner, best, distance) = (prototype, felt, here);
        }
    }
    (winner, distance)
}

pub(crate) fn winners(
    prototypes: &Matrix,
    inputs: &Matrix,
    names: Option<&[String]>,
) -> Result<Vec<usize>> {
    check_samples(inputs, prototypes.n_columns(), names)?;
    let mut winners = Vec::with_capacity(inputs.n_rows());
    for (row, x) in inputs.rows().enumerate() {
        let (winner, distance) = nearest(prototypes, x, &[]);
        if !distance.is_finite() {
            let what = format!("distance of row {row} (counting from 0)");
            return Err(Error::Overflow { what, value: distance });
        }
        winners.push(winner);
    }
    Ok(winners)
}

pub(crate) fn one_hot(winners: &[usize], n: usize) -> Matrix {
    let mut outputs = Matrix::zeros((winners.len(), n));
    for (row, winner) in outputs.values_mut().chunks_exact_mut(n).zip(winners) {
        row[*winner] = 1.0;
    }
    outputs
}
