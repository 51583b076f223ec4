//! Inputs or targets brought to a common scale, and back.

use std::fmt;

use ndarray::Array2;

use super::moments::{Moments, in_range, spread};
use super::names::known::{check_columns, other_inputs, other_targets, places};
use crate::data::{Dataset, Samples, check_given};
use crate::error::{Error, Result, count};
use crate::fields::{Content, Fields, Stored};
use crate::matrix::Matrix;

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
/// A scale learnt from data with named inputs goes by these names where other
/// data have them too, else by place.
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
#[derive(Clone, PartialEq)]
pub struct Scaler {
    /// `(x − origin) / size`, by input, …
    origin: Vec<f64>,
    size: Vec<f64>,
    /// … whose 0 and 1 go to these, if they are not to stay.
    ends: Option<[f64; 2]>,
    /// What the origin of each misses of the mean, where that is not next to
    /// nothing beside the size; empty if it is nowhere.
    rest: Vec<f64>,
    /// Whether it is for targets.
    targets: bool,
    /// The names of the inputs, or targets, if they had any.
    names: Option<Vec<String>>,
}

impl Stored for Scaler {
    const KIND: &'static str = "scaler";

    fn state(&self) -> Content {
        let mut state = Content::object([
            ("origin", self.origin.as_slice().into()),
            ("size", self.size.as_slice().into()),
            ("ends", self.ends.into()),
        ]);
        if !self.rest.is_empty() {
            state.push("rest", self.rest.as_slice());
        }
        if self.targets {
            state.push("targets", true);
        }
        if let Some(names) = &self.names {
            state.push("names", names.as_slice());
        }
        state
    }

    /// What someone may have changed in the file is checked as if it were new.
    fn restored(state: &mut Fields) -> Result<Self> {
        Self {
            origin: state.numbers("origin")?,
            size: state.numbers("size")?,
            ends: state.pair("ends")?,
            rest: state.optional_numbers("rest")?.unwrap_or_default(),
            targets: state.optional_flag("targets")?.unwrap_or_default(),
            names: state.names("names")?,
        }
        .checked()
    }
}

impl Scaler {
    fn checked(self) -> Result<Self> {
        let Self { origin, size, rest, .. } = &self;
        let lengths = [size.len(), if rest.is_empty() { origin.len() } else { rest.len() }];
        for came in lengths {
            if came != origin.len() {
                let (wanted, came) = (origin.len().to_string(), came.to_string());
                return Err(Error::Shape {
                    what: "sizes of the scaler",
                    expected: wanted,
                    found: came,
                });
            }
        }
        for value in origin.iter().chain(size).chain(rest) {
            in_range(*value)?;
        }
        let kind = if self.targets { "target" } else { "input" };
        check_given(kind, self.names.as_deref(), size.len())?;
        if let Some(ends) = self.ends {
            check_ends(ends)?;
        }
        Ok(self)
    }

    /// The smallest value of each input goes to `low`, the largest to `high`.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if `low` is not below `high` or either is not
    /// finite, [`Error::Overflow`] if a range exceeds that of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Scaler};
    ///
    /// let data = Dataset::new([1.0, 2.0, 5.0], [0, 1, 1])?;
    /// let scaled = Scaler::min_max(&data, [0.0, 1.0])?.apply(&data)?;
    /// assert_eq!(scaled.inputs()[[1, 0]], 0.25);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "MinMaxScaler")]
    pub fn min_max(data: &Dataset, ends: [f64; 2]) -> Result<Self> {
        Self::between(&data.ranges(), ends, data.given_input_names(), false)
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
    /// # #[cfg(feature = "networks")]
    /// # {
    /// use percept::{Dataset, FeedForward, Rprop, Scaler};
    ///
    /// let prices = Dataset::new([1.0, 2.0, 3.0], [100.0, 250.0, 300.0])?;
    /// let scaler = Scaler::targets(&prices, [-0.9, 0.9])?;
    /// let mut network = FeedForward::new(prices.ranges(), [3, 1])?;
    /// network.train(&scaler.apply(&prices)?, Rprop::new().goal(1e-6))?;
    /// let guess = scaler.invert(network.predict([2.0])?)?[[0, 0]];
    /// assert!((guess - 250.0).abs() < 1.0);
    /// # }
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "TransformedTargetRegressor")]
    pub fn targets(data: &Dataset, ends: [f64; 2]) -> Result<Self> {
        if data.n_targets() == 0 {
            return Err(Error::Empty { what: "data", expected: "target (`Dataset::new`)" });
        }
        let mut ranges = vec![[f64::INFINITY, f64::NEG_INFINITY]; data.n_targets()];
        for sample in 0..data.n_samples() {
            for ([least, most], target) in ranges.iter_mut().zip(data.target_row(sample)) {
                (*least, *most) = (least.min(*target), most.max(*target));
            }
        }
        Self::between(&ranges, ends, data.given_target_names(), true)
    }

    fn between(
        ranges: &[[f64; 2]],
        ends: [f64; 2],
        names: Option<&[String]>,
        targets: bool,
    ) -> Result<Self> {
        check_ends(ends)?;
        let (mut origin, mut size) = (Vec::new(), Vec::new());
        for [least, most] in ranges {
            origin.push(*least);
            size.push(spread(*least, *most)?);
        }
        let (ends, rest, names) = (Some(ends), Vec::new(), names.map(<[String]>::to_vec));
        Ok(Self { origin, size, ends, rest, targets, names })
    }

    /// Each input gets mean 0 and standard deviation 1 (dividing by the number
    /// of samples, as is usual for scaling).
    ///
    /// A column tells nothing apart if its variance is at most
    /// `n ε variance + (n ε mean)²` over `n` samples, `ε` being 2⁻⁵²: that is what
    /// rounding alone can make of equal values, and scikit-learn's rule too.
    /// Whole numbers are not rounded and stay apart.
    ///
    /// # Errors
    ///
    /// [`Error::Overflow`] if a range exceeds that of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Scaler};
    ///
    /// let data = Dataset::new([1.0, 3.0], [0, 1])?;
    /// let scaled = Scaler::standard(&data)?.apply(&data)?;
    /// assert_eq!(scaled.inputs()[[1, 0]], 1.0); // (3 − mean 2) / standard deviation 1
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "StandardScaler")]
    pub fn standard(data: &Dataset) -> Result<Self> {
        let (mut origin, mut size, mut rest) = (Vec::new(), Vec::new(), Vec::new());
        for column in 0..data.n_inputs() {
            let moments = Moments::of(data, column)?;
            origin.push(moments.mean);
            size.push(moments.deviation);
            rest.push(moments.rest);
        }
        if rest.iter().all(|rest| *rest == 0.0) {
            rest.clear();
        }
        let names = data.given_input_names().map(<[String]>::to_vec);
        Ok(Self { origin, size, ends: None, rest, targets: false, names })
    }

    /// The data with scaled inputs, or with scaled targets if it is for
    /// [`targets`](Self::targets); all else stays. Columns in another order than
    /// those that the scale was learnt from are scaled by their names and keep
    /// their order.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many of these as those that
    /// the scale was learnt from, or if both have names and these differ,
    /// [`Error::Overflow`] if a result exceeds the range of `f64`.
    #[doc(alias = "transform")]
    #[doc(alias = "fit_transform")]
    pub fn apply(&self, data: &Dataset) -> Result<Dataset> {
        if self.targets {
            let places = self.places(data.given_target_names())?;
            let targets = self.scaled(data.target_matrix(), places.as_deref())?;
            let scaled = data.with_tables(data.input_matrix().clone(), targets);
            return Ok(match self.scaled_ends(data, places.as_deref()) {
                Some(ends) => scaled.with_ends(Some(ends)),
                None => scaled,
            });
        }
        let places = self.places(data.given_input_names())?;
        let inputs = self.scaled(data.input_matrix(), places.as_deref())?;
        Ok(data.with_tables(inputs, data.target_matrix().clone()))
    }

    /// Which of its columns each of these is; `None` if they go by place.
    fn places(&self, names: Option<&[String]>) -> Result<Option<Vec<usize>>> {
        match (&self.names, names) {
            // another number of columns is refused where they are scaled
            (Some(own), Some(names)) if own.len() == names.len() && own != names => {
                places(names, own).map(Some).ok_or_else(|| self.other(own, names))
            }
            _ => Ok(None),
        }
    }

    fn other(&self, own: &[String], names: &[String]) -> Error {
        if self.targets {
            return other_targets("scaler", own, names);
        }
        other_inputs("scaler", own, names)
    }

    /// Refuses columns of other names, or in another order, where the result
    /// has no names to say which is which.
    fn check_order(&self, names: Option<&[String]>) -> Result<()> {
        match (&self.names, names) {
            (Some(own), Some(names)) if own.len() == names.len() && own != names => {
                Err(self.other(own, names))
            }
            _ => Ok(()),
        }
    }

    /// Where the two values of each target come to be, if they stay two.
    fn scaled_ends(&self, data: &Dataset, places: Option<&[usize]>) -> Option<Vec<[f64; 2]>> {
        let ends = data.ends()?;
        let end = |i: usize| {
            let row = Matrix::new((1, ends.len()), ends.iter().map(|two| two[i]).collect());
            self.scaled(&row, places).ok()
        };
        let (low, high) = (end(0)?, end(1)?);
        let scaled: Vec<_> =
            low.values().iter().zip(high.values()).map(|(low, high)| [*low, *high]).collect();
        scaled.iter().all(|[low, high]| low < high).then_some(scaled)
    }

    /// Scaled inputs, shape (samples × inputs); of a scaler for targets, scaled
    /// targets.
    ///
    /// # Errors
    ///
    /// As [`apply`](Self::apply), and [`Error::Ragged`] or
    /// [`Error::NotFinite`] for what is not a table of finite numbers. The result
    /// has no names, so that names in another order are refused too.
    pub fn apply_inputs(&self, inputs: impl Samples) -> Result<Array2<f64>> {
        self.check_order(inputs.input_names().as_deref())?;
        let inputs = Matrix::of(inputs.into_matrix(self.what())?);
        Ok(self.scaled(&inputs, None)?.into_array())
    }

    fn scaled(&self, values: &Matrix, places: Option<&[usize]>) -> Result<Matrix> {
        self.map(values, places, &|x, column| match self.size[column] {
            0.0 => 0.0,
            size => self.placed((x - self.origin[column] - self.rest(column)) / size),
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
        self.check_order(inputs.input_names().as_deref())?;
        let inputs = Matrix::of(inputs.into_matrix(self.what())?);
        let inverted = self.map(&inputs, None, &|x, column| {
            let (origin, size) = (self.origin[column], self.size[column]);
            match (size, self.ends) {
                (0.0, _) => origin,
                (_, None) => x * size + self.rest(column) + origin,
                (_, Some([low, high])) => (x - low) / (high - low) * size + origin,
            }
        })?;
        Ok(inverted.into_array())
    }

    fn rest(&self, column: usize) -> f64 {
        self.rest.get(column).copied().unwrap_or(0.0)
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

    /// What the columns are called, if they have names.
    pub(crate) fn names(&self) -> Option<&[String]> {
        self.names.as_deref()
    }

    /// What 0 and 1 go to; `None` where they stay, the mean and the standard
    /// deviation being 0 and 1.
    pub(crate) fn ends(&self) -> Option<[f64; 2]> {
        self.ends
    }

    /// Mean and standard deviation of a column, or its smallest and largest value.
    pub(crate) fn measures(&self, column: usize) -> [f64; 2] {
        let (origin, size) = (self.origin[column], self.size[column]);
        if self.ends.is_some() { [origin, origin + size] } else { [origin, size] }
    }

    /// Refuses to scale the given number of inputs where it is for others, and
    /// those of other names.
    pub(crate) fn check_for_inputs(&self, n: usize, names: Option<&[String]>) -> Result<()> {
        if self.size.len() == n && !self.targets {
            return self.check_order(names);
        }
        Err(Error::Shape {
            what: "scaler",
            expected: format!("one learnt from {}", count(n, "input")),
            found: count(self.size.len(), if self.targets { "target" } else { "input" }),
        })
    }

    /// Refuses to scale the given number of targets where it is for others.
    #[cfg(feature = "networks")]
    pub(crate) fn check_for_targets(&self, n: usize) -> Result<()> {
        if self.size.len() == n && self.targets {
            return Ok(());
        }
        Err(Error::Shape {
            what: "scaler of targets",
            expected: format!("one of `Scaler::targets`, learnt from {}", count(n, "target")),
            found: count(self.size.len(), if self.targets { "target" } else { "input" }),
        })
    }

    /// Each column's scaled value is `factor × x + shift`.
    pub(crate) fn factors(&self) -> Vec<[f64; 2]> {
        let [low, high] = self.ends.unwrap_or([0.0, 1.0]);
        let mut factors = Vec::with_capacity(self.size.len());
        for (column, (origin, size)) in self.origin.iter().zip(&self.size).enumerate() {
            let factor = if *size == 0.0 { 0.0 } else { (high - low) / size };
            let shift = low - origin * factor - self.rest(column) * factor;
            let shift = if *size == 0.0 { 0.0 } else { shift };
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

    fn map(
        &self,
        inputs: &Matrix,
        places: Option<&[usize]>,
        f: &dyn Fn(f64, usize) -> f64,
    ) -> Result<Matrix> {
        check_columns(self.what(), inputs.n_columns(), self.size.len(), self.names())?;
        inputs.check_finite(self.what())?;
        let mut scaled = Vec::with_capacity(inputs.len());
        for row in inputs.rows() {
            for (column, x) in row.iter().enumerate() {
                let own = places.map_or(column, |places| places[column]);
                scaled.push(in_range(f(*x, own))?);
            }
        }
        Ok(Matrix::new(inputs.dim(), scaled))
    }
}

impl fmt::Debug for Scaler {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = count(self.size.len(), if self.targets { "target" } else { "input" });
        let to = match self.ends {
            Some([low, high]) => format!("to {low} … {high}"),
            None => "to mean 0 and standard deviation 1".to_owned(),
        };
        crate::debug::write(f, format_args!("Scaler({columns}, {to})"))
    }
}

fn check_ends([low, high]: [f64; 2]) -> Result<()> {
    if low < high && (high - low).is_finite() {
        return Ok(());
    }
    Err(Error::Parameter {
        name: "range".to_owned(),
        expected: "[low, high] with low < high, both finite",
        found: format!("[{low}, {high}]"),
    })
}
