//! From polars frames to data sets.

use polars::prelude::{Column as FrameColumn, DataFrame, DataType};

use super::columns::{Column, NUMBER, Values};
use super::missing::{IN_A_FRAME, is_mark, null, refused, refused_stray, stray};
use crate::data::{Dataset, Target, star_alone, strings};
use crate::error::{Error, Result};
use crate::matrix::Matrix;

/// How to take all columns but some.
const ALONE: &str = "names of columns, or `\"*\"` alone for all that are no target (leave others \
     out of the frame before, with polars' `drop`)";

impl Dataset {
    /// A data set from a polars `DataFrame`: the named columns as inputs and
    /// targets.
    ///
    /// Inputs may be of any integer or float type, or truth values. So may
    /// targets; a target of strings (or of a categorical type) holds classes,
    /// sorted as text: two become one column of 0 and 1, more become one column
    /// each. Their labels are kept for legends and for
    /// [`predict_labels`](crate::Perceptron::predict_labels). For classes that
    /// are numbers see [`targets_as_classes`](Self::targets_as_classes). `["*"]` in the
    /// place of the names of the inputs stands for all columns that are no target. Nulls
    /// are missing values, and so are texts that stand for one (`NA`, `NaN`,
    /// `null`, `None`, `?`, `-`, …): they are refused.
    /// Where not all classes occur, give them: [`Target::of_classes`].
    ///
    /// The frame itself is cut and mended by polars: some columns by `select`, the
    /// first rows by `head`, rows that a mask says yes to by `filter`, rows without a
    /// missing value by `drop_nulls`, gaps filled by `fill_null`, a column of text
    /// turned into truth values by a comparison. [`describe`](Self::describe),
    /// [`only_classes`](Self::only_classes), [`name_samples`](Self::name_samples) and
    /// all the rest follow on the data set.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] for a column that is not there (the nearest name
    /// is suggested), [`Error::ColumnType`] for a column of another type,
    /// [`Error::Cell`] for a missing value and for NaN and infinite ones,
    /// [`Error::Classes`] for targets of one class only or of more than 256,
    /// [`Error::DuplicateName`] if a column comes twice, and [`Error::Empty`]
    /// without rows, inputs or targets.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    /// use percept::polars::prelude::*;
    ///
    /// let frame = df!(
    ///     "price" => [15.8, 31.5, 8.0],
    ///     "model" => [3, 4, 2],
    ///     "buy" => ["yes", "no", "yes"],
    /// )?;
    /// let cars = Dataset::from_frame(&frame, ["price", "model"], ["buy"])?;
    /// assert_eq!(cars.input_names(), ["price", "model"]);
    /// assert_eq!(cars.targets().column(0).to_vec(), [1.0, 0.0, 1.0]);
    /// assert_eq!(cars, Dataset::from_frame(&frame, ["*"], ["buy"])?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Text as an input, a gap, and some of the rows:
    ///
    /// ```
    /// use percept::Dataset;
    /// use percept::polars::prelude::*;
    ///
    /// let mut frame = df!(
    ///     "island" => ["Dream", "Biscoe", "Dream", "Biscoe"],
    ///     "grams" => [Some(3750.0), Some(5000.0), None, Some(5400.0)],
    ///     "species" => ["Adelie", "Gentoo", "Adelie", "Gentoo"],
    /// )?;
    /// let dream = frame.column("island")?.str()?.equal("Dream");
    /// frame.with_column(dream.with_name("on Dream".into()).into_column())?;
    /// let heavy = frame.column("grams")?.f64()?.gt(4000.0);
    /// assert_eq!(frame.filter(&heavy)?.height(), 2);
    /// let frame = frame.drop_nulls::<String>(None)?; // or fill_null(FillNullStrategy::Mean)?
    /// let inputs = ["on Dream", "grams"];
    /// let birds = Dataset::from_frame(&frame, inputs, ["species"])?;
    /// assert_eq!(birds.inputs().column(0).to_vec(), [1.0, 0.0, 0.0]);
    /// assert_eq!(birds.describe().inputs()[1].quartiles[2], 5000.0); // the median
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_frame(
        frame: &DataFrame,
        inputs: impl IntoIterator<Item = impl Into<String>>,
        targets: impl IntoIterator<Item = impl Into<Target>>,
    ) -> Result<Self> {
        let (mut input_columns, mut target_columns) = (Vec::new(), Vec::new());
        let (mut inputs, targets) = (strings(inputs), super::target::targets(targets));
        let has_star = find(frame, "*").is_some();
        star_alone(&inputs, has_star, ALONE)?;
        if inputs == ["*"] && !has_star {
            let is_target = |name: &str| targets.iter().any(|target| target.name() == name);
            inputs = strings(frame.get_column_names_owned());
            inputs.retain(|name| !is_target(name));
        }
        // a misspelt name is told before what other columns hold
        for name in &inputs {
            column(frame, name)?;
        }
        for target in &targets {
            column(frame, target.name())?;
        }
        for name in inputs {
            input_columns.push(input(frame, &name)?);
        }
        for column in targets {
            target_columns.push(target(frame, &column)?);
        }
        Self::from_columns(input_columns, target_columns)
    }
}

/// The inputs of each row, from columns of these names.
pub(crate) fn inputs_of(frame: &DataFrame, names: &[String]) -> Result<Matrix> {
    let mut columns = Vec::with_capacity(names.len());
    for name in names {
        columns.push(input(frame, name)?);
    }
    super::columns::inputs(columns)
}

/// Looks at one column after the other: `DataFrame::column` keeps hashes whose
/// seed is a static, and the kernel gives every cell its own statics.
pub(crate) fn find<'a>(frame: &'a DataFrame, name: &str) -> Option<&'a FrameColumn> {
    frame.columns().iter().find(|column| column.name() == name)
}

fn column<'a>(frame: &'a DataFrame, name: &str) -> Result<&'a FrameColumn> {
    find(frame, name).ok_or_else(|| Error::UnknownName {
        kind: "column",
        name: name.to_owned(),
        known: strings(frame.get_column_names_owned()),
    })
}

pub(crate) fn input(frame: &DataFrame, name: &str) -> Result<Column> {
    let column = column(frame, name)?;
    if !is_number(column.dtype()) {
        return Err(missing_among_numbers(column).unwrap_or_else(|| wrong_type(column, NUMBER)));
    }
    Ok(Column { name: name.to_owned(), values: Values::Numbers(numbers(column)?) })
}

pub(crate) fn target(frame: &DataFrame, target: &Target) -> Result<Column> {
    let column = column(frame, target.name())?;
    let kind = column.dtype();
    let text = kind.is_string() || kind.is_categorical() || kind.is_enum();
    let given = target.classes().is_some();
    let values = if text || given && is_number(kind) {
        classes(column, target)?
    } else if is_number(kind) {
        Values::Numbers(numbers(column)?)
    } else {
        return Err(wrong_type(column, "numbers, truth values or text as a target"));
    };
    Ok(Column { name: target.name().to_owned(), values })
}

/// The first mark of a column of text that is otherwise numbers.
fn missing_among_numbers(column: &FrameColumn) -> Option<Error> {
    let mut found = None;
    for (row, text) in column.str().ok()?.iter().enumerate() {
        let Some(text) = text.map(str::trim) else { continue };
        if is_mark(text) {
            found = found.or(Some((row, text)));
        } else if text.parse::<f64>().is_err() {
            return None;
        }
    }
    found.map(|(row, mark)| refused(column.name(), row, mark, IN_A_FRAME))
}

fn is_number(kind: &DataType) -> bool {
    kind.is_numeric() || kind.is_bool()
}

fn wrong_type(column: &FrameColumn, wanted: &'static str) -> Error {
    let came = match column.dtype() {
        DataType::String => "text (polars type str)".to_owned(),
        other => format!("polars type {other}"),
    };
    Error::ColumnType { column: column.name().to_string(), expected: wanted, found: came }
}

fn numbers(column: &FrameColumn) -> Result<Vec<f64>> {
    let cast = column.cast(&DataType::Float64).map_err(|_| wrong_type(column, NUMBER))?;
    let cast = cast.f64().map_err(|_| wrong_type(column, NUMBER))?;
    let mut numbers = Vec::with_capacity(column.len());
    if cast.null_count() == 0 {
        for chunk in cast.downcast_iter() {
            numbers.extend_from_slice(chunk.values());
        }
        return Ok(numbers);
    }
    for (row, value) in cast.iter().enumerate() {
        numbers.push(value.ok_or_else(|| null(column.name(), row))?);
    }
    Ok(numbers)
}

fn classes(column: &FrameColumn, target: &Target) -> Result<Values> {
    const TEXT: &str = "text that can be read";
    const LABEL: &str = "the name of a class (drop such rows, or fill them, before)";
    let cast = column.cast(&DataType::String).map_err(|_| wrong_type(column, TEXT))?;
    let cast = cast.str().map_err(|_| wrong_type(column, TEXT))?;
    let mut labels = Vec::with_capacity(column.len());
    for (row, label) in cast.iter().enumerate() {
        let label = label.ok_or_else(|| null(column.name(), row))?;
        if label.trim().is_empty() {
            let (column, came) = (column.name().to_string(), "blank text".to_owned());
            return Err(Error::Cell { column, row, expected: LABEL, found: came });
        }
        if is_mark(label.trim()) && !target.knows(label) {
            return Err(refused(column.name(), row, label, IN_A_FRAME));
        }
        labels.push(label);
    }
    if let Some(values) = target.coded(&labels)? {
        return Ok(values);
    }
    let is_number = |label: &str| label.trim().parse::<f64>().is_ok();
    if let Some((row, label)) = stray(&labels, &is_number) {
        return Err(refused_stray(column.name(), row, label));
    }
    Ok(Values::classes(&labels))
}
