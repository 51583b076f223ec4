//! The settings of a CSV reader: separator, header, missing values.

use crate::data::NameList;

/// How a CSV file is written: what [`Dataset::from_csv_with`] has to know of it.
///
/// The default is what [`Dataset::from_csv`] takes: commas between values, a
/// point in decimal numbers, names in the first row, no missing values.
///
/// [`Dataset::from_csv`]: crate::Dataset::from_csv
/// [`Dataset::from_csv_with`]: crate::Dataset::from_csv_with
///
/// # Examples
///
/// ```
/// use percept::{CsvOptions, Dataset};
///
/// let path = std::env::temp_dir().join("percept_options.csv");
/// std::fs::write(&path, "0,5;1,5;yes\n2,5;NA;no\n3,5;4;no\n")?;
/// let options = CsvOptions::new().separator(';').decimal_comma().no_header().drop_missing();
/// let data = Dataset::from_csv_with(&path, ["column_1", "column_2"], ["column_3"], options)?;
/// assert_eq!(data.ranges(), [[0.5, 3.5], [1.5, 4.0]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
#[allow(clippy::struct_excessive_bools, reason = "options that do not depend on each other")]
pub struct CsvOptions {
    pub(super) separator: char,
    pub(super) decimal_comma: bool,
    pub(super) header: Header,
    pub(super) drop_missing: bool,
    pub(super) missing_as_class: bool,
    pub(super) fill_missing: bool,
    pub(super) one_hot: bool,
    pub(super) row_names: Option<String>,
    pub(super) without: Vec<String>,
}

/// What the first row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Names; numbers alone are refused.
    Expected,
    /// Names, whatever they look like.
    Given,
    /// Data.
    Absent,
}

impl CsvOptions {
    /// The options of [`Dataset::from_csv`](crate::Dataset::from_csv).
    pub fn new() -> Self {
        Self {
            separator: ',',
            decimal_comma: false,
            header: Header::Expected,
            drop_missing: false,
            missing_as_class: false,
            fill_missing: false,
            one_hot: false,
            row_names: None,
            without: Vec::new(),
        }
    }

    /// What stands between two values, an ASCII character: `';'`, `'\t'` for
    /// tabs (default `','`).
    #[doc(alias = "sep")]
    #[doc(alias = "delimiter")]
    pub fn separator(mut self, separator: char) -> Self {
        self.separator = separator;
        self
    }

    /// Numbers are written with a decimal comma: `1,5` (default: a point). A
    /// number with a point is refused then.
    #[doc(alias = "decimal")]
    pub fn decimal_comma(mut self) -> Self {
        self.decimal_comma = true;
        self
    }

    /// The first row holds data; the columns are called `column_1`, `column_2`,
    /// … (default: the first row holds the names of the columns).
    #[doc(alias = "header")]
    pub fn no_header(mut self) -> Self {
        self.header = Header::Absent;
        self
    }

    /// The first row holds names, even if all of them are numbers (default: a
    /// first row of numbers is refused, for it looks like data).
    pub fn header(mut self) -> Self {
        self.header = Header::Given;
        self
    }

    /// Leaves out rows that miss a value in one of the columns asked for: an
    /// empty cell, or a mark such as `NA`, `NaN`, `null`, `None`, `?` or `-`
    /// (default: refused).
    #[doc(alias = "dropna")]
    #[doc(alias = "na_values")]
    pub fn drop_missing(mut self) -> Self {
        self.drop_missing = true;
        self
    }

    /// Fills missing inputs with the median of their column (default: refused);
    /// of a column of text with the text that is there most often. Rows that
    /// miss a target are still refused, or left out by
    /// [`drop_missing`](Self::drop_missing). How many values were filled is
    /// told by [`Dataset::n_filled`](crate::Dataset::n_filled).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_fill.csv");
    /// std::fs::write(&path, "weight,fruit\n1,apple\nNA,melon\n4,melon\n2,apple\n")?;
    /// let options = CsvOptions::new().fill_missing();
    /// let fruit = Dataset::from_csv_with(&path, "weight", "fruit", options)?;
    /// assert_eq!(fruit.inputs().column(0).to_vec(), [1.0, 2.0, 4.0, 2.0]);
    /// assert_eq!(fruit.n_filled(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "fillna")]
    #[doc(alias = "SimpleImputer")]
    pub fn fill_missing(mut self) -> Self {
        self.fill_missing = true;
        self
    }

    /// Takes input columns of text, too (default: refused). Two different texts
    /// become one column of 0 and 1, with 1 for the later one in the alphabet, which
    /// its name says, as in `ears = pointed`; more become one column each.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_one_hot.csv");
    /// std::fs::write(&path, "size,colour,ripe\n1,red,1\n2,green,0\n3,blue,1\n")?;
    /// let options = CsvOptions::new().one_hot();
    /// let fruit = Dataset::from_csv_with(&path, ["size", "colour"], "ripe", options)?;
    /// assert_eq!(fruit.input_names()[1..], ["colour = blue", "colour = green", "colour = red"]);
    /// assert_eq!(fruit.inputs().row(1).to_vec(), [2.0, 0.0, 1.0, 0.0]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "get_dummies")]
    #[doc(alias = "OneHotEncoder")]
    pub fn one_hot(mut self) -> Self {
        self.one_hot = true;
        self
    }

    /// The column with the names of the rows (default: none): the samples keep
    /// them, for [`decide_all`](crate::Perceptron::decide_all), for the first rows
    /// in a notebook and under the pointer. See
    /// [`Dataset::name_samples`](crate::Dataset::name_samples).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_row_names.csv");
    /// std::fs::write(&path, "car,price,buy\nbeetle,0.2,yes\nmodel T,0.9,no\n")?;
    /// let options = CsvOptions::new().row_names("car");
    /// let cars = Dataset::from_csv_with(&path, "price", "buy", options)?;
    /// assert_eq!(cars.sample_names().unwrap_or_default(), ["beetle", "model T"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "index_col")]
    pub fn row_names(mut self, column: impl Into<String>) -> Self {
        self.row_names = Some(column.into());
        self
    }

    /// Columns that `"*"` is not to take as inputs (default: none), by one name or
    /// several: dates, texts that are all different, what would give the target away.
    /// Their gaps count for nothing.
    ///
    /// Reading then ends in [`Error::UnknownName`](crate::Error::UnknownName) if there
    /// is no such column, and in [`Error::Parameter`](crate::Error::Parameter) if it is
    /// asked for as an input, as a target or for the names of rows.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_without.csv");
    /// std::fs::write(&path, "date,rain,wind,weather\n1 May,0,4.7,sun\n2 May,10.9,4.5,rain\n")?;
    /// let options = CsvOptions::new().without("date");
    /// let days = Dataset::from_csv_with(&path, "*", "weather", options)?;
    /// assert_eq!(days.input_names(), ["rain", "wind"]);
    /// assert_eq!(days.ranges(), [[0.0, 10.9], [4.5, 4.7]]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "drop")]
    pub fn without<Kind>(mut self, columns: impl NameList<Kind>) -> Self {
        self.without = columns.into_names();
        self
    }

    /// Takes a mark such as `NA` or `-` in a target for the name of a class
    /// (default: refused as a missing value). Empty cells and marks in inputs
    /// stay missing.
    #[doc(alias = "keep_default_na")]
    pub fn missing_as_class(mut self) -> Self {
        self.missing_as_class = true;
        self
    }
}

impl Default for CsvOptions {
    fn default() -> Self {
        Self::new()
    }
}
