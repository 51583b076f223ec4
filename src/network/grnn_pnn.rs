//! Networks that are made of their samples: generalised regression and probabilistic networks.

use std::fmt;

use ndarray::Array2;

use super::checks::{check_samples, in_range};
use crate::data::{Dataset, Samples, matrix_for};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;

/// Generalised regression: an output is the mean of all targets, each weighed
/// by how near its sample is.
///
/// `output = Σ a t / Σ a` with `a = exp(−(distance / spread)²)`. The data are
/// the network, and there is nothing to train. In a notebook it shows its
/// samples and, over one or two inputs, its outputs.
///
/// # Complexity
///
/// Making one copies the data. [`predict`](Self::predict) takes O(stored samples ×
/// (inputs + targets)) time for each sample that is asked about.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Grnn};
///
/// let network = Grnn::new(&Dataset::new([0.0, 1.0], [2.0, 4.0])?, 0.3)?;
/// assert_eq!(network.predict([0.5])?[(0, 0)], 3.0);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. F. Specht, "A general regression neural network", *IEEE Transactions on
/// Neural Networks* 2(6), 1991. neurolab: `nl.net.newgrnn`, whose `bias` is
/// `1 / spread`.
#[doc(alias = "newgrnn")]
#[doc(alias = "RBN")]
#[derive(Clone, PartialEq)]
pub struct Grnn {
    data: Dataset,
    spread: f64,
}

impl Grnn {
    /// A network of the samples of `data`, with Gaussian kernels of width
    /// `spread` around them.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Parameter`] if
    /// `spread` is not a finite number above 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Grnn};
    ///
    /// let network = Grnn::new(&Dataset::new([0.0, 1.0], [2.0, 4.0])?, 0.3)?;
    /// assert_eq!(network.predict([0.5])?[[0, 0]], 3.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn new(data: &Dataset, spread: f64) -> Result<Self> {
        check(data, spread)?;
        Ok(Self { data: data.clone(), spread })
    }

    /// The samples that it is made of.
    #[must_use]
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// The width of the Gaussian kernels around them.
    #[must_use]
    pub fn spread(&self) -> f64 {
        self.spread
    }

    /// The outputs for many samples, shape (samples × targets).
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::NotFinite`] or
    /// [`Error::Empty`] if `inputs` is not a table of finite numbers with one column
    /// per input, [`Error::Overflow`] if a value exceeds the range of `f64`.
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let inputs = matrix_for(self.data.given_input_names(), "inputs", inputs)?;
        Ok(self.outputs(&inputs)?.into_array())
    }

    /// The outputs, a row per sample.
    pub(crate) fn outputs(&self, inputs: &Matrix) -> Result<Matrix> {
        check_samples(inputs, self.data.n_inputs(), self.data.given_input_names())?;
        let targets = self.data.n_targets();
        let mut outputs = Vec::with_capacity(inputs.n_rows() * targets);
        for x in inputs.rows() {
            let kernels = kernels(&self.data, self.spread, x)?;
            let (mut whole, mut sums) = (0.0, vec![0.0; targets]);
            for (sample, kernel) in kernels.iter().enumerate() {
                whole += kernel;
                for (sum, target) in sums.iter_mut().zip(self.data.target_row(sample)) {
                    *sum += kernel * target;
                }
            }
            for sum in sums {
                outputs.push(in_range("output", sum / whole)?);
            }
        }
        Ok(Matrix::new((inputs.n_rows(), targets), outputs))
    }
}

impl Grnn {
    /// Samples, inputs, targets and spread, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let targets = count(self.data.n_targets(), "target");
        format!("{}, {targets}, spread {}", samples_of(&self.data), self.spread)
    }
}

impl fmt::Debug for Grnn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Grnn({}, spread {})",
                count(self.data.n_samples(), "sample"),
                self.spread
            ),
        )
    }
}

/// A probabilistic network: the class whose samples lie most densely around.
///
/// The density of a class is the mean of `exp(−(distance / spread)²)` over its
/// samples. The data are the network, and there is nothing to train. In a
/// notebook it shows its samples and, over one or two inputs, which class is
/// the densest.
///
/// # Complexity
///
/// Making one copies the data. [`predict`](Self::predict) takes O(stored samples ×
/// inputs) time for each sample that is asked about.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Pnn};
///
/// let fruit = Dataset::new([0.1, 0.2, 0.9], [0, 0, 1])?.name_classes(["apple", "melon"])?;
/// let network = Pnn::new(&fruit, 0.3)?;
/// assert_eq!(network.predict_labels([0.15, 0.8])?, ["apple", "melon"]);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. F. Specht, "Probabilistic neural networks", *Neural Networks* 3(1), 1990.
/// neurolab: `nl.net.newpnn`, whose `bias` is `1 / spread`. It gives 1 for the
/// class of the largest `2 Σ a − n` over its `n` samples, where this gives the
/// share of each class's mean.
#[doc(alias = "newpnn")]
#[derive(Clone, PartialEq)]
pub struct Pnn {
    data: Dataset,
    spread: f64,
    names: crate::network::Names,
    /// The class of each sample, and how many each class has.
    classes: Vec<usize>,
    sizes: Vec<f64>,
}

impl Pnn {
    /// A network of the samples of `data`, with Gaussian kernels of width
    /// `spread` around them. The targets are one column of two values (0 and 1,
    /// −1 and 1), or one column per class.
    ///
    /// # Errors
    ///
    /// As [`Grnn::new`], and [`Error::Target`] for a row of targets that stands
    /// for no class.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Pnn};
    ///
    /// let network = Pnn::new(&Dataset::new([0.0, 1.0], [0, 1])?, 0.3)?;
    /// assert!(network.predict([0.9])?[[0, 1]] > 0.9);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn new(data: &Dataset, spread: f64) -> Result<Self> {
        check(data, spread)?;
        let classes = crate::network::classes_of(data, "Pnn")?;
        let mut sizes = vec![0.0; data.n_targets().max(2)];
        for class in &classes {
            sizes[*class] += 1.0;
        }
        let mut names = crate::network::Names::default();
        names.adopt(data);
        Ok(Self { data: data.clone(), spread, names, classes, sizes })
    }

    /// The samples that it is made of.
    #[must_use]
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// The width of the Gaussian kernels around them.
    #[must_use]
    pub fn spread(&self) -> f64 {
        self.spread
    }

    pub(crate) fn names(&self) -> &crate::network::Names {
        &self.names
    }

    /// How many classes it tells apart.
    #[must_use]
    pub fn n_classes(&self) -> usize {
        self.sizes.len()
    }

    /// The names of the classes of the data; `None` if these have none.
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.names.classes()
    }

    /// The class of each sample.
    pub(crate) fn classes(&self) -> &[usize] {
        &self.classes
    }

    /// The share of each class in the density around each of many samples,
    /// shape (samples × classes).
    ///
    /// # Errors
    ///
    /// As [`Grnn::predict`].
    #[doc(alias = "sim")]
    pub fn predict(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        let inputs = matrix_for(self.data.given_input_names(), "inputs", inputs)?;
        Ok(self.shares(&inputs)?.into_array())
    }

    /// The shares of the classes, a row per sample.
    pub(crate) fn shares(&self, inputs: &Matrix) -> Result<Matrix> {
        check_samples(inputs, self.data.n_inputs(), self.data.given_input_names())?;
        let n = self.sizes.len();
        let mut shares = Vec::with_capacity(inputs.n_rows() * n);
        for x in inputs.rows() {
            let kernels = kernels(&self.data, self.spread, x)?;
            let (mut whole, mut sums) = (0.0, vec![0.0; n]);
            for (class, kernel) in self.classes.iter().zip(kernels) {
                let part = kernel / self.sizes[*class];
                sums[*class] += part;
                whole += part;
            }
            for sum in sums {
                shares.push(sum / whole);
            }
        }
        Ok(Matrix::new((inputs.n_rows(), n), shares))
    }

    /// The class of each of many samples, by name.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict), and [`Error::Unsupported`] if the classes
    /// of the data have no names.
    pub fn predict_labels(&self, inputs: impl Samples) -> Result<Vec<String>> {
        let inputs = matrix_for(self.data.given_input_names(), "inputs", inputs)?;
        let classes = super::labels::classes_in(&self.shares(&inputs)?, 0.5);
        self.names.labels(&classes, "network")
    }
}

impl Pnn {
    /// Samples, inputs, classes and spread, in words.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut lines = vec![format!(
            "{}, {} classes, spread {}",
            samples_of(&self.data),
            self.sizes.len(),
            self.spread
        )];
        for class in 0..self.sizes.len() {
            let mut own = 0;
            for other in &self.classes {
                own += usize::from(*other == class);
            }
            lines.push(format!("class {class}: {}", count(own, "sample")));
        }
        lines.join("\n")
    }
}

fn samples_of(data: &Dataset) -> String {
    format!("{}, {}", count(data.n_samples(), "sample"), count(data.n_inputs(), "input"))
}

impl fmt::Debug for Pnn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (samples, classes) = (self.data.n_samples(), self.sizes.len());
        crate::debug::write(
            f,
            format_args!(
                "Pnn({}, {classes} classes, spread {})",
                count(samples, "sample"),
                self.spread
            ),
        )
    }
}

fn check(data: &Dataset, spread: f64) -> Result<()> {
    if data.n_targets() == 0 {
        return Err(Error::Empty { what: "data", expected: "target to learn (`Dataset::new`)" });
    }
    if spread > 0.0 && spread.is_finite() {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "spread".to_owned(),
        expected: "a finite number above 0",
        found: spread.to_string(),
    })
}

/// How near each sample of the data is, 1 for the nearest: a common factor of
/// all falls out of every quotient, and none of them is 0 / 0 far away.
pub(crate) fn kernels(data: &Dataset, spread: f64, x: &[f64]) -> Result<Vec<f64>> {
    let (mut kernels, mut nearest) = (Vec::with_capacity(data.n_samples()), f64::INFINITY);
    for sample in 0..data.n_samples() {
        let mut squares = 0.0;
        for (a, b) in data.input_row(sample).iter().zip(x) {
            let distance = (a - b) / spread;
            squares += distance * distance;
        }
        nearest = nearest.min(squares);
        kernels.push(squares);
    }
    in_range("distance", nearest)?;
    for kernel in &mut kernels {
        *kernel = (nearest - *kernel).exp();
    }
    Ok(kernels)
}
