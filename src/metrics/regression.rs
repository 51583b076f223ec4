//! How far outputs are from targets that are numbers.

use std::fmt;

use ndarray::Array2;

use crate::data::{Dataset, Samples, matrix_for};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::network::Predict;

/// How far outputs are from targets that are numbers, not classes.
///
/// With residuals `target − output` and, for each column of targets:
///
/// - R² = 1 − Σ residual² / Σ (target − mean of the targets)²
/// - RMSE = √(mean of residual²)
/// - MAE = mean of |residual|
///
/// Several columns give the mean of theirs. All are as scikit-learn defines
/// them, but for R² of targets that are all the same, which divides by 0 and is
/// none here.
///
/// In a notebook it shows the residuals over the outputs.
///
/// # Shapes
///
/// Targets, outputs and residuals are (samples × targets).
///
/// # Examples
///
/// ```
/// use percept::Regression;
///
/// let fit = Regression::of([3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0])?;
/// assert_eq!(fit.residuals()[[3, 0]], -1.0);
/// assert!((fit.rmse() - 0.375_f64.sqrt()).abs() < 1e-15);
/// assert!((fit.r2().unwrap() - (1.0 - 1.5 / 29.1875)).abs() < 1e-15);
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "PredictionErrorDisplay")]
#[derive(Clone, PartialEq)]
pub struct Regression {
    pub(crate) outputs: Matrix,
    pub(crate) residuals: Matrix,
    r2: Option<f64>,
    rmse: f64,
    mae: f64,
}

impl Regression {
    /// Compares outputs with the targets that they should be, sample by sample.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if both are not of the same shape, [`Error::Ragged`],
    /// [`Error::Empty`] and [`Error::NotFinite`] as
    /// [`Dataset::new`](crate::Dataset::new), [`Error::Overflow`] if a residual
    /// exceeds the range of `f64`.
    pub fn of(targets: impl Samples, outputs: impl Samples) -> Result<Self> {
        let names = targets.input_names();
        let outputs = matrix_for(names.as_deref(), "outputs", outputs)?;
        Self::between(&Matrix::of(targets.into_matrix("targets")?), outputs)
    }

    /// Compares what a network of any kind predicts for `data` with their targets.
    ///
    /// # Errors
    ///
    /// As [`Predict::predict`] and [`of`](Self::of).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Grnn, Perceptron, Predict, Regression, Transfer};
    ///
    /// let line = Dataset::new([0.0, 1.0, 2.0], [1.0, 3.0, 5.0])?;
    /// let neuron = Perceptron::by_hand([2.0], -1.0)?.transfer(Transfer::PureLin);
    /// let networks: [&dyn Predict; 2] = [&neuron, &Grnn::new(&line, 0.1)?];
    /// for network in networks {
    ///     assert!(Regression::evaluate(network, &line)?.rmse() < 1e-9);
    /// }
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn evaluate(network: &dyn Predict, data: &Dataset) -> Result<Self> {
        Self::between(data.target_matrix(), Matrix::of(network.predict(data)?))
    }

    /// The same of matrices.
    pub(crate) fn between(targets: &Matrix, outputs: Matrix) -> Result<Self> {
        if targets.len() == 0 {
            return Err(Error::Empty { what: "targets", expected: "value" });
        }
        if targets.dim() != outputs.dim() {
            let words = |(rows, columns)| format!("{rows} × {columns} values");
            return Err(Error::Shape {
                what: "outputs",
                expected: format!("an output for every target ({})", words(targets.dim())),
                found: words(outputs.dim()),
            });
        }
        targets.check_finite("targets")?;
        outputs.check_finite("outputs")?;
        let mut residuals = Vec::with_capacity(targets.len());
        for (target, output) in targets.values().iter().zip(outputs.values()) {
            let residual = target - output;
            if !residual.is_finite() {
                return Err(Error::Overflow { what: "residual".to_owned(), value: residual });
            }
            residuals.push(residual);
        }
        let residuals = Matrix::new(targets.dim(), residuals);
        let (mut r2, mut with_r2, mut rmse, mut mae) = (0.0, 0.0, 0.0, 0.0);
        let share = 1.0 / targets.n_columns() as f64;
        for column in 0..targets.n_columns() {
            let (targets, residuals) = (targets.column(column), residuals.column(column));
            rmse += share * root_mean_square(&residuals);
            mae += share * mean_size(&residuals);
            if let Some(explained) = explained(&targets, &residuals) {
                r2 += explained;
                with_r2 += 1.0;
            }
        }
        let r2 = (with_r2 > 0.0).then_some(r2 / with_r2);
        Ok(Self { outputs, residuals, r2, rmse, mae })
    }

    /// The share of the targets' spread that the outputs explain: 1 for perfect
    /// outputs, 0 for the mean of the targets, negative for worse. Columns whose
    /// targets are all the same are left out; `None` if no other is there.
    #[doc(alias = "r2_score")]
    #[doc(alias = "score")]
    #[must_use]
    pub fn r2(&self) -> Option<f64> {
        self.r2
    }

    /// The root of the mean squared residual, in the unit of the targets.
    #[doc(alias = "root_mean_squared_error")]
    #[must_use]
    pub fn rmse(&self) -> f64 {
        self.rmse
    }

    /// The mean absolute residual, in the unit of the targets.
    #[doc(alias = "mean_absolute_error")]
    #[must_use]
    pub fn mae(&self) -> f64 {
        self.mae
    }

    /// Target − output of each sample and column.
    #[must_use]
    pub fn residuals(&self) -> &Array2<f64> {
        self.residuals.array()
    }

    /// How many samples there are.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.residuals.n_rows()
    }
}

/// The largest size, at least above 0.
fn largest(values: &[f64]) -> f64 {
    let mut largest = f64::MIN_POSITIVE;
    for value in values {
        largest = largest.max(value.abs());
    }
    largest
}

/// Measured in the largest, so that no square leaves the range of floats.
fn root_mean_square(values: &[f64]) -> f64 {
    let unit = largest(values);
    let mut sum = 0.0;
    for value in values {
        sum += (value / unit).powi(2);
    }
    (sum / values.len() as f64).sqrt() * unit
}

fn mean_size(values: &[f64]) -> f64 {
    let mut mean = 0.0;
    for value in values {
        mean += value.abs() / values.len() as f64;
    }
    mean
}

/// R² of one column; nothing if the targets are all the same.
fn explained(targets: &[f64], residuals: &[f64]) -> Option<f64> {
    let first = targets.first()?;
    let mut mean = 0.0;
    for target in targets {
        mean += (target / 2.0 - first / 2.0) / targets.len() as f64;
    }
    let mut spread = Vec::with_capacity(targets.len());
    let mut varied = false;
    for target in targets {
        varied |= target != first;
        // halved, so that no difference leaves the range of floats
        spread.push(target / 2.0 - first / 2.0 - mean);
    }
    let share = root_mean_square(residuals) / 2.0 / root_mean_square(&spread);
    let explained = 1.0 - share * share;
    (varied && explained.is_finite()).then_some(explained)
}

impl fmt::Debug for Regression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (samples, rmse) = (count(self.n_samples(), "sample"), self.rmse);
        let r2 = self.r2.map_or(String::new(), |r2| format!(", R² {r2}"));
        crate::debug::write(f, format_args!("Regression({samples}, RMSE {rmse}{r2})"))
    }
}
