//! A data set: input samples and their targets, with names.

use std::fmt;

use ndarray::Array2;

use super::names::name_list::SampleNames;
use crate::data::{NameList, Samples, Targets, check_names, default_names, ends_of, only_ends};
use crate::error::{Error, Result, count};
use crate::lists::{mapped, order_by};
use crate::matrix::Matrix;

/// Samples to learn from: inputs, and the targets that they are to give.
///
/// In a notebook it shows itself: two inputs as a scatter plot with a colour
/// and a marker shape a class, other widths as one small plot an input.
///
/// # Shapes
///
/// Inputs are (samples × inputs), targets (samples × targets). A flat list of
/// targets is one column.
///
/// # Examples
///
/// ```
/// use percept::Dataset;
///
/// let points = Dataset::new(
///     [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]],
///     [0.0, 1.0, 1.0, 1.0],
/// )?;
/// assert_eq!(points.n_samples(), 4);
/// assert_eq!(points.input_names(), ["x1", "x2"]);
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Dataset {
    inputs: Matrix,
    targets: Matrix,
    input_names: Vec<String>,
    /// Whether the inputs were given these names.
    inputs_named: bool,
    target_names: Vec<String>,
    /// The names of the classes, if the targets stand for classes: two for one
    /// column of two values, else one per column.
    class_names: Option<Vec<String>>,
    /// By target, the two values that stand for classes, if each has two.
    ends: Option<Vec<[f64; 2]>>,
    gaps: Gaps,
    texts: TextColumns,
    pub(super) sample_names: Option<SampleNames>,
    pub(super) order: Order,
}

/// What became of the missing values of the table that a data set was read from.
#[derive(Clone, Copy, Default)]
pub(super) struct Gaps {
    pub(super) left_out: usize,
    pub(super) filled: usize,
}

/// A column of texts that was spread over inputs of 0 and 1, and all its texts.
#[derive(Clone)]
pub(super) struct TextColumn {
    pub(super) name: String,
    pub(super) labels: Vec<String>,
}

/// The columns of texts of the table that a data set was read from.
#[derive(Clone, Default)]
struct TextColumns(Vec<TextColumn>);

/// Whether the samples are in the order in which they came, or were drawn by chance.
#[derive(Clone, Copy, Default)]
pub(super) struct Order {
    pub(super) is_mixed: bool,
}

/// The same samples are the same data, however they were chosen.
impl PartialEq for Order {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// The same samples are the same data, whatever else their table could have held.
impl PartialEq for TextColumns {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

/// The same samples are the same data, however they were read.
impl PartialEq for Gaps {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Dataset {
    /// A data set of inputs and targets.
    ///
    /// Takes nested arrays, `Vec`s, slices and `ndarray` arrays, owned or
    /// viewed, of any float, integer or `bool` type. Targets of text are classes,
    /// sorted as text: two become one column of 0 and 1, more one column each.
    /// Inputs from another data
    /// set keep their names; others are named `x1`, `x2`, …, the target `target` (several: `target1`, `target2`, …), until
    /// [`name_inputs`](Self::name_inputs) and
    /// [`name_targets`](Self::name_targets) say otherwise.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`] if rows differ in length, [`Error::Empty`] without
    /// samples, inputs or targets, [`Error::NotFinite`] for NaN and infinite
    /// values, [`Error::SampleCount`] if there are not as many targets as
    /// inputs, [`Error::Classes`] for texts that are all the same.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let fruit = Dataset::new([[0.1], [0.9]], ["apple", "melon"])?;
    /// assert_eq!(fruit.targets().column(0).to_vec(), [0.0, 1.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    /// ```
    /// use percept::Dataset;
    ///
    /// let problem = Dataset::new([[0.0, f64::NAN]], [1.0]).unwrap_err();
    /// assert_eq!(
    ///     problem.to_string(),
    ///     "inputs: row 0, column 1 (counting from 0) is NaN, but every value must be a finite number"
    /// );
    /// ```
    pub fn new<Kind>(inputs: impl Samples, targets: impl Targets<Kind>) -> Result<Self> {
        let names = inputs.input_names();
        let inputs = inputs.into_matrix("inputs")?;
        let targets = targets.into_table(inputs.nrows())?;
        let data = Self::checked(Matrix::of(inputs), targets.numbers)?;
        let data = match targets.classes {
            Some([columns, labels]) => {
                let ends = vec![[0.0, 1.0]; data.n_targets()];
                data.name_targets(columns)?.with_ends(Some(ends)).labelled(Some(labels))?
            }
            None => data,
        };
        data.keeping(names)
    }

    /// A data set without targets: only points to look at.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn unlabelled(inputs: impl Samples) -> Result<Self> {
        let names = inputs.input_names();
        let inputs = Matrix::of(inputs.into_matrix("inputs")?);
        check_table("inputs", "input column", &inputs)?;
        let targets = Matrix::zeros((inputs.n_rows(), 0));
        Self::named(inputs, targets).keeping(names)
    }

    /// With the names that the inputs came with.
    pub(super) fn keeping(self, names: Option<Vec<String>>) -> Result<Self> {
        match names {
            Some(names) => self.name_inputs(names),
            None => Ok(self),
        }
    }

    pub(crate) fn checked(inputs: Matrix, targets: Matrix) -> Result<Self> {
        check_table("inputs", "input column", &inputs)?;
        check_table("targets", "target column", &targets)?;
        if inputs.n_rows() != targets.n_rows() {
            return Err(Error::SampleCount { inputs: inputs.n_rows(), targets: targets.n_rows() });
        }
        Ok(Self::named(inputs, targets))
    }

    fn named(inputs: Matrix, targets: Matrix) -> Self {
        let input_names = default_names("x", inputs.n_columns(), false);
        let target_names = default_names("target", targets.n_columns(), true);
        let ends = ends_of(&targets);
        Self {
            inputs,
            targets,
            input_names,
            inputs_named: false,
            target_names,
            class_names: None,
            ends,
            gaps: Gaps::default(),
            texts: TextColumns::default(),
            sample_names: None,
            order: Order::default(),
        }
    }

    /// Other values of the same samples, or of a part of them, which may lack a
    /// class; it is known nevertheless.
    pub(crate) fn with_tables(&self, inputs: Matrix, targets: Matrix) -> Self {
        let known = self.ends.clone().filter(|ends| only_ends(&targets, ends));
        Self {
            ends: known.or_else(|| ends_of(&targets)),
            inputs,
            targets,
            input_names: self.input_names.clone(),
            inputs_named: self.inputs_named,
            target_names: self.target_names.clone(),
            class_names: self.class_names.clone(),
            gaps: Gaps::default(),
            texts: self.texts.clone(),
            sample_names: self.sample_names.clone(),
            order: self.order,
        }
    }

    pub(super) fn with_gaps(self, gaps: Gaps) -> Self {
        Self { gaps, ..self }
    }

    pub(super) fn with_text_columns(self, columns: Vec<TextColumn>) -> Self {
        Self { texts: TextColumns(columns), ..self }
    }

    /// The columns of texts that inputs come from, by the names that they have.
    pub(super) fn text_columns(&self) -> &[TextColumn] {
        &self.texts.0
    }

    /// Names the inputs: axis titles, weights and equations use them.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many names as inputs,
    /// [`Error::DuplicateName`] if a name comes twice.
    ///
    /// # Examples
    ///
    /// ```
    /// let cars = percept::Dataset::new([[9.5, 4.0]], [1])?.name_inputs(["price", "doors"])?;
    /// assert_eq!(cars.input_names()[1], "doors");
    /// assert_eq!(cars.n_inputs(), 2);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn name_inputs<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        check_names("input", &names, self.n_inputs())?;
        self.input_names = names;
        self.inputs_named = true;
        // under other names they are inputs like all others
        self.texts = TextColumns::default();
        Ok(self)
    }

    /// Names the targets: legends use them.
    ///
    /// # Errors
    ///
    /// As [`name_inputs`](Self::name_inputs).
    pub fn name_targets<Kind>(mut self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        check_names("target", &names, self.n_targets())?;
        self.target_names = names;
        Ok(self)
    }

    /// Names the classes: legends and predicted labels use them.
    ///
    /// Two names go with one target of two values, the first with the lower one
    /// (0 of 0 and 1, −1 of −1 and 1); more go with one target each, 1 where a
    /// sample is of that class.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not as many names as classes, or if the
    /// only target has more than two values
    /// ([`targets_as_classes`](Self::targets_as_classes) makes classes of
    /// them), [`Error::DuplicateName`] if a name comes twice.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let fruit = Dataset::new([[0.1], [0.9]], [0, 1])?.name_classes(["apple", "melon"])?;
    /// assert_eq!(fruit.class_names(), Some(&["apple".to_owned(), "melon".to_owned()][..]));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "LabelBinarizer")]
    #[doc(alias = "OneHotEncoder")]
    pub fn name_classes<Kind>(self, names: impl NameList<Kind>) -> Result<Self> {
        let names = names.into_names();
        self.check_two_values(names.len())?;
        self.labelled(Some(names))
    }

    /// Refuses names for a single target of more than two values.
    fn check_two_values(&self, names: usize) -> Result<()> {
        if self.n_targets() != 1 || distinct_at_most_two(self.targets.values()) {
            return Ok(());
        }
        Err(Error::Shape {
            what: "name_classes",
            expected: "one target with two values, or one target per class".to_owned(),
            found: format!(
                "{} for one target with more than two values{}",
                count(names, "name"),
                self.classes_hint()
            ),
        })
    }

    pub(crate) fn labelled(mut self, names: Option<Vec<String>>) -> Result<Self> {
        if let Some(names) = &names {
            let classes = if self.n_targets() == 1 { 2 } else { self.n_targets() };
            check_names("class", names, classes)?;
        }
        self.class_names = names;
        Ok(self)
    }

    /// The same with what is known of the values of its targets from elsewhere.
    pub(crate) fn with_ends(self, ends: Option<Vec<[f64; 2]>>) -> Self {
        Self { ends, ..self }
    }

    /// By target, the two values that stand for classes, the lower one first.
    pub(crate) fn ends(&self) -> Option<&[[f64; 2]]> {
        self.ends.as_deref()
    }

    /// The names of the classes, if there are any.
    ///
    /// # Examples
    ///
    /// ```
    /// let iris = percept::toy::iris()?;
    /// assert_eq!(iris.class_names().map(<[String]>::len), Some(3));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "classes_")]
    #[must_use]
    pub fn class_names(&self) -> Option<&[String]> {
        self.class_names.as_deref()
    }

    /// The inputs, shape (samples × inputs).
    ///
    /// # Examples
    ///
    /// ```
    /// let data = percept::Dataset::new([[0.3, 0.2], [0.0, 1.3]], [0, 1])?;
    /// assert_eq!(data.inputs().dim(), (2, 2));
    /// assert_eq!(data.inputs()[[1, 1]], 1.3);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn inputs(&self) -> &Array2<f64> {
        self.inputs.array()
    }

    /// The targets, shape (samples × targets).
    ///
    /// # Examples
    ///
    /// ```
    /// let data = percept::Dataset::new([[0.3, 0.2], [0.0, 1.3]], [0, 1])?;
    /// assert_eq!(data.targets().dim(), (2, 1));
    /// assert_eq!(data.targets()[[1, 0]], 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn targets(&self) -> &Array2<f64> {
        self.targets.array()
    }

    /// The names of the inputs.
    ///
    /// # Examples
    ///
    /// ```
    /// let data = percept::Dataset::new([[0.3, 0.2]], [0])?;
    /// assert_eq!(data.input_names(), ["x1", "x2"]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn input_names(&self) -> &[String] {
        &self.input_names
    }

    /// The names of the inputs, if they were given any.
    pub(crate) fn given_input_names(&self) -> Option<&[String]> {
        self.inputs_named.then_some(self.input_names.as_slice())
    }

    /// The names of the targets, if they were given any.
    pub(crate) fn given_target_names(&self) -> Option<&[String]> {
        let names = self.target_names.as_slice();
        (names != default_names("target", names.len(), true)).then_some(names)
    }

    /// The names of the targets.
    #[must_use]
    pub fn target_names(&self) -> &[String] {
        &self.target_names
    }

    /// How many samples there are.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(percept::toy::iris()?.n_samples(), 150);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "shape")]
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.inputs.n_rows()
    }

    /// How many inputs a sample has.
    #[doc(alias = "shape")]
    #[must_use]
    pub fn n_inputs(&self) -> usize {
        self.inputs.n_columns()
    }

    /// How many targets a sample has.
    #[must_use]
    pub fn n_targets(&self) -> usize {
        self.targets.n_columns()
    }

    /// How many rows of its table were left out for a missing value
    /// ([`CsvOptions::drop_missing`](crate::CsvOptions::drop_missing)).
    #[must_use]
    pub fn n_left_out(&self) -> usize {
        self.gaps.left_out
    }

    /// How many missing inputs were filled with the median of their column
    /// ([`CsvOptions::fill_missing`](crate::CsvOptions::fill_missing)).
    #[must_use]
    pub fn n_filled(&self) -> usize {
        self.gaps.filled
    }

    /// The smallest and the largest value of each input, in their order.
    ///
    /// # Examples
    ///
    /// ```
    /// let data = percept::Dataset::new([[0.3, 0.2], [0.0, 1.3]], [0, 1])?;
    /// assert_eq!(data.ranges(), [[0.0, 0.3], [0.2, 1.3]]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "minmax")]
    #[must_use]
    pub fn ranges(&self) -> Vec<[f64; 2]> {
        let mut ranges = Vec::with_capacity(self.n_inputs());
        for &value in self.input_row(0) {
            ranges.push([value, value]);
        }
        for sample in 1..self.n_samples() {
            for (column, &value) in self.input_row(sample).iter().enumerate() {
                ranges[column] = widened(ranges[column], value);
            }
        }
        ranges
    }

    /// The median of each input.
    pub(crate) fn medians(&self) -> Vec<f64> {
        let mut medians = Vec::with_capacity(self.n_inputs());
        for column in 0..self.n_inputs() {
            let mut values = Vec::with_capacity(self.n_samples());
            for sample in 0..self.n_samples() {
                values.push(self.input_row(sample)[column]);
            }
            let n = values.len();
            let order = order_by(n, &|a, b| values[a].total_cmp(&values[b]));
            let (below, above) = (values[order[(n - 1) / 2]], values[order[n / 2]]);
            medians.push(below / 2.0 + above / 2.0);
        }
        medians
    }

    /// The same samples with some of their inputs.
    pub(crate) fn only(&self, columns: &[usize]) -> Self {
        let mut inputs = Vec::with_capacity(columns.len() * self.n_samples());
        for sample in 0..self.n_samples() {
            let row = self.input_row(sample);
            inputs.extend(columns.iter().map(|&column| row[column]));
        }
        let inputs = Matrix::new((self.n_samples(), columns.len()), inputs);
        let mut data = self.with_tables(inputs, self.targets.clone());
        data.input_names = mapped(columns, &|&column| self.input_names[column].clone());
        data
    }

    /// The inputs, a row per sample.
    pub(crate) fn input_matrix(&self) -> &Matrix {
        &self.inputs
    }

    /// The targets, a row per sample.
    pub(crate) fn target_matrix(&self) -> &Matrix {
        &self.targets
    }

    /// The inputs of one sample.
    pub(crate) fn input_row(&self, sample: usize) -> &[f64] {
        self.inputs.row(sample)
    }

    /// The targets of one sample.
    pub(crate) fn target_row(&self, sample: usize) -> &[f64] {
        self.targets.row(sample)
    }
}

impl fmt::Debug for Dataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Dataset({}, {}, {})",
                count(self.n_samples(), "sample"),
                count(self.n_inputs(), "input"),
                count(self.n_targets(), "target")
            ),
        )
    }
}

impl Samples for Dataset {
    fn into_matrix(self, _what: &'static str) -> Result<Array2<f64>> {
        Ok(self.inputs.into_array())
    }

    fn sample_names(&self) -> Option<Vec<String>> {
        self.sample_names().map(<[String]>::to_vec)
    }

    fn input_names(&self) -> Option<Vec<String>> {
        self.given_input_names().map(<[String]>::to_vec)
    }
}

impl Samples for &Dataset {
    fn into_matrix(self, _what: &'static str) -> Result<Array2<f64>> {
        Ok(self.inputs.array().clone())
    }

    fn sample_names(&self) -> Option<Vec<String>> {
        Dataset::sample_names(self).map(<[String]>::to_vec)
    }

    fn input_names(&self) -> Option<Vec<String>> {
        self.given_input_names().map(<[String]>::to_vec)
    }
}

fn distinct_at_most_two(targets: &[f64]) -> bool {
    let Some(first) = targets.first() else { return true };
    let Some(second) = targets.iter().find(|target| *target != first) else { return true };
    targets.iter().all(|target| target == first || target == second)
}

/// A range that reaches to `value` too.
pub(crate) fn widened([low, high]: [f64; 2], value: f64) -> [f64; 2] {
    [low.min(value), high.max(value)]
}

/// Refuses a table without rows or columns, and NaN and infinite values.
fn check_table(what: &'static str, column: &'static str, values: &Matrix) -> Result<()> {
    if values.n_rows() == 0 {
        return Err(Error::Empty { what, expected: "sample" });
    }
    if values.n_columns() == 0 {
        return Err(Error::Empty { what, expected: column });
    }
    values.check_finite(what)
}
