//! A polars frame as a table.

use std::fmt;
use std::path::Path;

use polars::prelude::{AnyValue, Column, DataFrame};

use crate::chart::cell;
use crate::control_words;
use crate::error::{Result, count};
use crate::notebook::{MimeBundle, Show, Table};
use crate::view::parts::columns::Columns;

/// A polars `DataFrame` as a table for the eye.
///
/// Made by [`show`]. In a notebook it shows the names and types of the columns,
/// how many values are missing, and the first and the last rows.
#[derive(Clone, PartialEq)]
pub struct FrameTable {
    caption: String,
    /// One row per column: name, type, nulls.
    columns: Table,
    rows: Table,
}

/// Shows a polars `DataFrame`: types, missing values, first and last rows.
///
/// # Examples
///
/// ```
/// use percept::polars::prelude::*;
///
/// let frame = df!("price" => [Some(15.8), None], "buy" => ["yes", "no"])?;
/// let table = percept::show(&frame);
/// assert!(table.to_string().starts_with("2 rows, 2 columns, 1 missing value."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn show(frame: &DataFrame) -> FrameTable {
    let columns = frame.columns();
    let mut missing = 0;
    let mut names = vec!["row".to_owned()];
    for column in columns {
        missing += column.null_count();
        names.push(cell(column.name()));
    }
    let caption = format!(
        "{}, {}, {}.",
        count(frame.height(), "row"),
        count(columns.len(), "column"),
        if missing == 0 { "no missing value".to_owned() } else { count(missing, "missing value") }
    );
    let head = vec!["column".to_owned(), "type".to_owned(), "missing".to_owned()];
    let digits = Columns::of(frame.height(), &|row| numbers(columns, row));
    FrameTable {
        caption,
        columns: Table::excerpt(head, columns.len(), &|i| described(&columns[i])),
        rows: Table::excerpt(names, frame.height(), &|row| cells(columns, row, &digits)),
    }
}

fn described(column: &Column) -> Vec<String> {
    vec![cell(column.name()), column.dtype().to_string(), column.null_count().to_string()]
}

fn cells(columns: &[Column], row: usize, digits: &Columns) -> Vec<String> {
    let mut cells = vec![row.to_string()];
    for (i, column) in columns.iter().enumerate() {
        let said = |value: AnyValue| shown(&value, &|number| digits.cell(i, number));
        cells.push(column.get(row).map_or_else(|_| "?".to_owned(), said));
    }
    cells
}

/// The floats of a row; NaN elsewhere.
fn numbers(columns: &[Column], row: usize) -> Vec<f64> {
    let mut numbers = Vec::with_capacity(columns.len());
    for column in columns {
        numbers.push(match column.get(row) {
            Ok(AnyValue::Float64(number)) => number,
            Ok(AnyValue::Float32(number)) => f64::from(number),
            _ => f64::NAN,
        });
    }
    numbers
}

fn shown(value: &AnyValue, said: &dyn Fn(f64) -> String) -> String {
    match value {
        AnyValue::Null => "missing".to_owned(),
        AnyValue::Float64(number) => said(*number),
        AnyValue::Float32(number) => said(f64::from(*number)),
        AnyValue::String(text) => cell(text),
        other => cell(&other.to_string()),
    }
}

impl FrameTable {
    /// The table in the forms that a notebook can choose from.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        MimeBundle::tables(&self.caption, &[&self.rows, &self.columns]).with_plain(self.to_string())
    }

    /// Shows it as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes a web page with it.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page("DataFrame", path.as_ref())
    }
}

impl Show for FrameTable {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

impl fmt::Display for FrameTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { caption, rows, columns, .. } = self;
        control_words::write(f, format_args!("{caption}\n\n{rows}\n{columns}"))
    }
}

impl fmt::Debug for FrameTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(f, format_args!("FrameTable({})", self.caption))
    }
}
