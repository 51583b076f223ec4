//! Data sets from CSV files.

mod header;
mod inputs;
mod new_row;
mod number;
mod options;
mod records;
mod table;
mod text;

use std::borrow::Borrow;
use std::path::Path;

pub use options::CsvOptions;
use table::Table;
use text::text_of;

use crate::data::{Dataset, NameList, Target, TargetColumns, strings};
use crate::error::{Error, Result, unopened};

impl Dataset {
    /// A data set from a CSV file: the named columns as inputs and targets.
    ///
    /// The first line holds the names of the columns; values are separated by
    /// commas, quotes are understood; the text is UTF-8. Inputs have to be
    /// numbers, or `true` and `false`. A target column with anything else holds
    /// classes, sorted as text: two become one column of 0 and 1, more become
    /// one column each. Their labels are kept for legends and for
    /// [`predict_labels`](crate::Perceptron::predict_labels). Where not all
    /// classes occur, give them: [`Target::of_classes`]. For classes that
    /// are numbers see [`targets_as_classes`](Self::targets_as_classes), for
    /// files that are written in another way
    /// [`from_csv_with`](Self::from_csv_with).
    ///
    /// `"*"` in the place of the names of the inputs stands for all columns that are
    /// no target, or for all but some of them: [`CsvOptions::without`].
    ///
    /// An empty cell is missing, and so is one with a mark that pandas takes for
    /// a missing value (`NA`, `N/A`, `NaN`, `null`, `None`, `#N/A`, …), or with
    /// `?`, `-`, `--` or `.`. Missing values are refused; [`CsvOptions`] leaves
    /// such rows out, or takes the marks in a target for a class.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read or is not such a table (with
    /// the separator, the encoding or the missing row of names that it looks
    /// like),
    /// [`Error::UnknownName`] for a column that is not there (the nearest name
    /// is suggested), [`Error::Cell`] for a missing or non-finite value or an
    /// input that is not a number, [`Error::Classes`] for targets of one class
    /// only or of more than 256, [`Error::DuplicateName`] if a column comes
    /// twice, and [`Error::Empty`] without rows, inputs or targets.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let path = std::env::temp_dir().join("percept_fruit.csv");
    /// std::fs::write(&path, "weight,colour,fruit\n0.1,0.9,apple\n1.2,0.3,melon\n")?;
    /// let fruit = Dataset::from_csv(&path, ["weight", "colour"], ["fruit"])?;
    /// assert_eq!(fruit.class_names(), Some(&["apple".to_owned(), "melon".to_owned()][..]));
    /// let all = Dataset::from_csv(&path, "*", "fruit")?;
    /// assert_eq!(all.input_names(), ["weight", "colour"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_csv<I, T>(
        path: impl AsRef<Path>,
        inputs: impl NameList<I>,
        targets: impl TargetColumns<T>,
    ) -> Result<Self> {
        Self::from_csv_with(path, inputs, targets, CsvOptions::new())
    }

    /// [`from_csv`](Self::from_csv) for files that are written in another way:
    /// with another separator, decimal commas, no row of names, missing values
    /// that are to be left out or filled, columns of text, or a column that names
    /// the rows.
    ///
    /// # Errors
    ///
    /// As [`from_csv`](Self::from_csv), and [`Error::Parameter`] for a separator
    /// that is no ASCII character, or a quote or a line break.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_semicolons.csv");
    /// std::fs::write(&path, "weight;fruit\n0,1;apple\n1,2;melon\n")?;
    /// let options = CsvOptions::new().separator(';').decimal_comma();
    /// let fruit = Dataset::from_csv_with(&path, ["weight"], ["fruit"], options)?;
    /// assert_eq!(fruit.ranges(), [[0.1, 1.2]]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "read_csv")]
    pub fn from_csv_with<I, T>(
        path: impl AsRef<Path>,
        inputs: impl NameList<I>,
        targets: impl TargetColumns<T>,
        options: impl Borrow<CsvOptions>,
    ) -> Result<Self> {
        let (inputs, targets) = (inputs.into_names(), targets.into_columns());
        from_file(path.as_ref(), &inputs, &targets, options.borrow())
    }
}

fn from_file(
    path: &Path,
    inputs: &[String],
    targets: &[Target],
    options: &CsvOptions,
) -> Result<Dataset> {
    let bytes = std::fs::read(path).map_err(|problem| unopened(path, &problem))?;
    from_bytes(path, &bytes, inputs, targets, options)
}

/// Whether the inputs are all columns that are nothing else.
pub(super) fn asks_for_all(inputs: &[String]) -> bool {
    matches!(inputs, [only] if only == "*")
}

/// The same of the bytes of a file.
fn from_bytes(
    path: &Path,
    bytes: &[u8],
    inputs: &[String],
    targets: &[Target],
    options: &CsvOptions,
) -> Result<Dataset> {
    let unreadable = |reason: String| Error::Read { path: path.to_owned(), reason };
    let text = text_of(bytes).map_err(unreadable)?;
    let mut asked = if asks_for_all(inputs) { Vec::new() } else { inputs.to_vec() };
    asked.extend(options.row_names.clone());
    asked.extend_from_slice(&options.without);
    asked.extend(targets.iter().map(|target| target.name().to_owned()));
    Table::read(path, text, options, &asked)?.dataset(inputs, targets)
}

/// A data set from a table that is part of the library.
pub(crate) fn from_text(text: &str, inputs: &[&str], target: &str) -> Result<Dataset> {
    let inputs = strings(inputs.iter().copied());
    let target = [target.into()];
    from_bytes(Path::new("toy"), text.as_bytes(), &inputs, &target, &CsvOptions::new())
}
