use ndarray::Array2;
use serde::{Deserialize, Serialize};

use super::{Dataset, Samples, finite_table, row_of, table};
use crate::error::{Error, Result, count};

/// Brings inputs, or targets, to a common scale, learnt from the training data,
/// and back.
///
/// Networks learn badly from inputs of very different sizes. Learn the scale
/// from the training data only, and apply it to whatever is predicted.
///
/// A column with one value only, or with values that differ by the rounding of
/// their last digits, becomes 0 (and comes back as that value): it tells nothing
/// apart. So does a new value in such a column.
///
/// # Examples
///
/// ```
/// use percept::{Dataset, Scaler, ndarray::array};
///
/// let data = Dataset::new([[10.0, 0.1], [30.0, 0.3]], [0, 1])?;
/// let scaler = Scaler::min_max(&data, [-1.0, 1.0])?;
/// assert_eq!(scaler.apply(&data)?.inputs(), &array![[-1.0, -1.0], [1.0, 1.0]]);
/// # Ok::<(), percept::Error>(())
/// ```
#[doc(alias = "Norm")]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Saved")]
pub struct Scaler {
    /// `(x − origin) / size`, by input, …
    origin: Vec<f64>,
    size: Vec<f64>,
    /// … whose 0 and 1 go to these, if they are not to stay.
    ends: Option<[f64; 2]>,
    /// Whether it is for targets.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    targets: bool,
}

/// A scaler as it lies in a file.
#[derive(Deserialize)]
struct Saved {
    origin: Vec<f64>,
    size: Vec<f64>,
    ends: Option<[f64; 2]>,
    #[serde(default)]
    targets: bool,
}

/// What someone may have changed in the file is checked as if it were new.
impl TryFrom<Saved> for Scaler {
    type Error = Error;

    fn try_from(Saved { origin, size, ends, targets }: Saved) -> Result<Self> {
        if origin.len() != size.len() {
            let (wanted, came) = (origin.len().to_string(), size.len().to_string());
            return Err(Error::Shape { what: "sizes of the scaler", wanted, came });
        }
        for (origin, size) in origin.iter().zip(&size) {
            in_range(*origin)?;
            in_range(*size)?;
        }
        if let Some(ends) = ends {
            check_ends(ends)?;
        }
        Ok(Self { origin, size, ends, targets })
    }
}

impl Scaler {
    /// The smallest value of each input goes to `low`, the largest to `high`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if `low` is not below `high` or either is not
    /// finite, [`Error::Overflow`] if a range exceeds that of `f64`.
    #[doc(alias = "MinMaxScaler")]
    pub fn min_max(data: &Dataset, ends: [f64; 2]) -> Result<Self> {
        Self::between(&data.ranges(), ends, false)
    }

    /// A scaler for targets: the smallest value of each goes to `low`, the
    /// largest to `high`. [`apply`](Self::apply) then scales the targets of data
    /// and leaves the inputs, and [`invert`](Self::invert) turns the outputs of
    /// a network that learnt them into the units of the data.
    ///
    /// For targets beyond what the last layer can give, as -1 to 1 is for
    /// `TanSig`.
    ///
    /// # Errors
    ///
    /// As [`min_max`](Self::min_max), and [`Error::Empty`] if the data have no
    /// targets.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, FeedForward, Rprop, Scaler};
    ///
    /// let prices = Dataset::new([1.0, 2.0, 3.0], [100.0, 250.0, 300.0])?;
    /// let scaler = Scaler::targets(&prices, [-0.9, 0.9])?;
    /// let mut network = FeedForward::new(prices.ranges(), [3, 1])?;
    /// network.train(&scaler.apply(&prices)?, Rprop::new().goal(1e-6))?;
    /// let guess = scaler.invert(network.predict([2.0])?)?[[0, 0]];
    /// assert!((guess - 250.0).abs() < 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn targets(data: &Dataset, ends: [f64; 2]) -> Result<Self> {
        if data.n_targets() == 0 {
            return Err(Error::Empty { what: "data", wanted: "target (`Dataset::new`)" });
        }
        let mut ranges = vec![[f64::INFINITY, f64::NEG_INFINITY]; data.n_targets()];
        for sample in 0..data.n_samples() {
            for ([least, most], target) in ranges.iter_mut().zip(data.target_row(sample)) {
                (*least, *most) = (least.min(*target), most.max(*target));
            }
        }
        Self::between(&ranges, ends, true)
    }

    fn between(ranges: &[[f64; 2]], ends: [f64; 2], targets: bool) -> Result<Self> {
        check_ends(ends)?;
        let (mut origin, mut size) = (Vec::new(), Vec::new());
        for [least, most] in ranges {
            origin.push(*least);
            size.push(spread(*least, *most)?);
        }
        Ok(Self { origin, size, ends: Some(ends), targets })
    }

    /// Each input gets mean 0 and standard deviation 1 (dividing by the number
    /// of samples, as is usual for scaling).
    ///
    /// # Errors
    ///
    /// [`Error::Overflow`] if a range exceeds that of `f64`.
    #[doc(alias = "StandardScaler")]
    pub fn standard(data: &Dataset) -> Result<Self> {
        let n = data.n_samples() as f64;
        let (mut origin, mut size) = (Vec::new(), Vec::new());
        for (column, [least, most]) in data.ranges().into_iter().enumerate() {
            let width = spread(least, most)?;
            // counted in widths, so that no square leaves the range of numbers
            let share = |sample| match width {
                0.0 => 0.0,
                _ => (data.input_row(sample)[column] - least) / width,
            };
            let (mut mean, mut variance) = (0.0, 0.0);
            for sample in 0..data.n_samples() {
                mean += share(sample) / n;
            }
            for sample in 0..data.n_samples() {
                variance += (share(sample) - mean).powi(2) / n;
            }
            // a mean of equal values is that value
            origin.push(if width == 0.0 { least } else { least + mean * width });
            size.push(variance.sqrt() * width);
        }
        Ok(Self { origin, size, ends: None, targets: false })
    }

    /// The data with scaled inputs, or with scaled targets if it is for
    /// [`targets`](Self::targets); all else stays.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many of these as those that the
    /// scale was learnt from, [`Error::Overflow`] if a result exceeds the range
    /// of `f64`.
    #[doc(alias = "transform")]
    pub fn apply(&self, data: &Dataset) -> Result<Dataset> {
        if self.targets {
            let targets = self.scaled(data.targets().clone())?;
            return Ok(data.with_tables(data.inputs().clone(), targets));
        }
        Ok(data.with_tables(self.apply_inputs(data)?, data.targets().clone()))
    }

    /// Scaled inputs, shape (samples × inputs); of a scaler for targets, scaled
    /// targets.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply), and [`Error::Ragged`] or
    /// [`Error::NotFinite`] for what is not a table of finite numbers.
    pub fn apply_inputs(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        self.scaled(inputs.into_matrix(self.what())?)
    }

    fn scaled(&self, values: Array2<f64>) -> Result<Array2<f64>> {
        self.map(values, &|x, origin, size| match size {
            0.0 => 0.0,
            _ => self.placed((x - origin) / size),
        })
    }

    /// Scaled inputs as they were before, shape (samples × inputs); of a scaler
    /// for targets, scaled targets or outputs.
    ///
    /// # Errors
    ///
    /// As [`apply_inputs`](Self::apply_inputs).
    #[doc(alias = "renorm")]
    #[doc(alias = "inverse_transform")]
    pub fn invert(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        self.map(inputs.into_matrix(self.what())?, &|x, origin, size| match (size, self.ends) {
            (0.0, _) => origin,
            (_, None) => x * size + origin,
            (_, Some([low, high])) => (x - low) / (high - low) * size + origin,
        })
    }

    /// Whether it is for [`targets`](Self::targets), not for inputs.
    #[must_use]
    pub fn is_for_targets(&self) -> bool {
        self.targets
    }

    fn what(&self) -> &'static str {
        if self.targets { "targets" } else { "inputs" }
    }

    /// How many inputs, or targets, it was learnt from.
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.size.len()
    }

    /// Refuses to scale so many inputs where it is for others.
    pub(crate) fn check_for_inputs(&self, n: usize) -> Result<()> {
        if self.size.len() == n && !self.targets {
            return Ok(());
        }
        Err(Error::Shape {
            what: "scaler",
            wanted: format!("one learnt from {}", count(n, "input")),
            came: count(self.size.len(), if self.targets { "target" } else { "input" }),
        })
    }

    /// Each column's scaled value is `factor × x + shift`.
    pub(crate) fn factors(&self) -> Vec<[f64; 2]> {
        let [low, high] = self.ends.unwrap_or([0.0, 1.0]);
        let mut factors = Vec::with_capacity(self.size.len());
        for (origin, size) in self.origin.iter().zip(&self.size) {
            let factor = if *size == 0.0 { 0.0 } else { (high - low) / size };
            let shift = if *size == 0.0 { 0.0 } else { low - origin * factor };
            factors.push([factor, shift]);
        }
        factors
    }

    /// Counted from the nearer end, so that both are met exactly.
    fn placed(&self, share: f64) -> f64 {
        match self.ends {
            None => share,
            Some([low, high]) if share < 0.5 => low + share * (high - low),
            Some([low, high]) => high - (1.0 - share) * (high - low),
        }
    }

    fn map(&self, inputs: Array2<f64>, f: &dyn Fn(f64, f64, f64) -> f64) -> Result<Array2<f64>> {
        if inputs.ncols() != self.size.len() {
            return Err(Error::Shape {
                what: self.what(),
                wanted: format!("{} per sample", count(self.size.len(), "value")),
                came: inputs.ncols().to_string(),
            });
        }
        let inputs = finite_table(self.what(), inputs)?;
        let mut scaled = Vec::with_capacity(inputs.len());
        for row in 0..inputs.nrows() {
            for (column, x) in row_of(&inputs, row).iter().enumerate() {
                scaled.push(in_range(f(*x, self.origin[column], self.size[column]))?);
            }
        }
        table(inputs.dim(), scaled)
    }
}

fn check_ends([low, high]: [f64; 2]) -> Result<()> {
    if low < high && (high - low).is_finite() {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "range".to_owned(),
        wanted: "[low, high] with low < high, both finite",
        came: format!("[{low}, {high}]"),
    })
}

/// How far the values of a column reach; 0 where they differ by the rounding of
/// their last digits only, as `0.1 + 0.2` and `0.3` do.
fn spread(least: f64, most: f64) -> Result<f64> {
    const LAST_DIGITS: f64 = 4.0 * f64::EPSILON;
    let width = in_range(most - least)?;
    // whole numbers are not rounded: ids of 16 digits stay apart
    let rounded = least.fract() != 0.0 || most.fract() != 0.0;
    let none = rounded && width <= LAST_DIGITS * least.abs().max(most.abs());
    Ok(if none { 0.0 } else { width })
}

fn in_range(value: f64) -> Result<f64> {
    if value.is_finite() {
        return Ok(value);
    }
    Err(Error::Overflow { what: "scaling".to_owned(), value })
}
