//! The rows of a CSV file, and the columns asked for.

use std::path::Path;

use super::asks_for_all;
use super::header::{explained, has_decimal_comma, has_thousands};
use super::number::number;
use super::options::{CsvOptions, Header};
use super::records::{Record, check_lengths, records};
use crate::data::dataset::Gaps;
use crate::data::tables::columns::{Column, Values};
use crate::data::tables::missing::{is_mark, refused, refused_stray, stray};
use crate::data::{Dataset, Target, star_alone};
use crate::error::{Error, Result, count, shown};

pub(super) const MISSING: &str = "a value (with `Dataset::from_csv_with`, \
     `CsvOptions::new().drop_missing()` leaves such rows out, `.fill_missing()` fills in the median \
     of the column)";
const NO_TARGET: &str = "a value (with `Dataset::from_csv_with`, \
     `CsvOptions::new().drop_missing()` leaves such rows out)";
const NO_HEAD: &str = "a column has no name, as that of the rows in files of pandas: take it with \
     `CsvOptions::new().row_names(\"\")`, or write the file with `index=False`";
const NO_NAME: &str = "a name of the row (fill it in, or take the column out of `row_names`)";
const MARKED: &str = "a value (with `Dataset::from_csv_with`, \
     `CsvOptions::new().drop_missing()` leaves such rows out, `.missing_as_class()` takes the text \
     for a class)";
const NO_TEXT: &str = "a number as an input (of a column of texts, `CsvOptions::new().one_hot()` \
     makes columns of 0 and 1, with `Dataset::from_csv_with`)";
const NO_TEXT_IN_ALL: &str = "a number as an input (of a column of texts, \
     `CsvOptions::new().one_hot()` makes columns of 0 and 1, `.without` leaves it out of `\"*\"`, \
     with `Dataset::from_csv_with`)";
const ALONE: &str = "names of columns, or `\"*\"` alone for all that are no target (with \
     `Dataset::from_csv_with`, `CsvOptions::new().without` leaves some of them out)";
const NOT_ASKED_FOR: &str =
    "columns that are neither an input nor a target nor the names of the rows";
const WITH_A_POINT: &str = "a number with a decimal point (`CsvOptions::decimal_comma` reads \
     decimal commas; commas between thousands have to be taken out)";
const WITHOUT_THOUSANDS: &str = "a number without marks between thousands (take them out of the file, \
     as in 1234.5)";
const CORRECTED: &str = "a number, as in most rows (correct the cell, or take its row out of the \
     file)";
const WITH_A_COMMA: &str = "a number with a decimal comma, as `CsvOptions::decimal_comma` says";

/// The rows of a file, and how it is written.
pub(super) struct Table<'a> {
    path: &'a Path,
    pub(super) options: &'a CsvOptions,
    /// Whether the inputs are all columns that are nothing else.
    pub(super) takes_all: bool,
    header: Vec<String>,
    /// The rows that are taken, each with its number in the file.
    pub(super) rows: Vec<(usize, Record)>,
}

impl<'a> Table<'a> {
    /// The rows of a text in which columns of these names are looked for.
    pub(super) fn read(
        path: &'a Path,
        text: &str,
        options: &'a CsvOptions,
        asked: &[String],
    ) -> Result<Self> {
        let separator = options.separator;
        if !separator.is_ascii() || "\"\r\n\u{1}".contains(separator) {
            return Err(Error::Parameter {
                name: "separator".to_owned(),
                expected: "an ASCII character other than a quote or a line break",
                found: format!("{separator:?}"),
            });
        }
        let unreadable = |reason| Error::Read { path: path.to_owned(), reason };
        if text.trim().is_empty() {
            let reason = "it is empty: expected a row with the names of the columns, and a row \
                          for each sample";
            return Err(unreadable(reason.to_owned()));
        }
        let mut records = records(text, separator).map_err(unreadable)?;
        let first = records.first().map(|first| first.cells.owned()).unwrap_or_default();
        if let Some(reason) = explained(text, options, &first, asked) {
            return Err(unreadable(reason));
        }
        check_lengths(&records, separator).map_err(unreadable)?;
        let mut header = first;
        if options.header == Header::Absent {
            header = (1..=header.len()).map(|i| format!("column_{i}")).collect();
        } else if !records.is_empty() {
            records.remove(0);
        }
        let takes_all = false;
        Ok(Self {
            path,
            options,
            takes_all,
            header,
            rows: records.into_iter().enumerate().collect(),
        })
    }

    /// These columns, over all rows that have a value in each.
    pub(super) fn dataset(mut self, inputs: &[String], targets: &[Target]) -> Result<Dataset> {
        let has_star = self.header.iter().any(|name| name == "*");
        star_alone(inputs, has_star, ALONE)?;
        self.takes_all = asks_for_all(inputs) && !has_star;
        let (all, inputs) = (self.rows.len(), self.named(inputs, targets)?);
        // a misspelt name is told before what other columns hold
        for name in &inputs {
            self.position(name)?;
        }
        for target in targets {
            self.position(target.name())?;
        }
        if let Some(name) = &self.options.row_names {
            self.position(name)?;
        }
        self.check_left_out(&inputs, targets)?;
        if self.options.drop_missing {
            self.drop_missing(&inputs, targets)?;
        }
        let (data, filled) =
            self.columns(&inputs, targets).map_err(|problem| self.located(problem))?;
        Ok(data.with_gaps(Gaps { left_out: all - self.rows.len(), filled }))
    }

    /// Refuses columns that are to be left out and are asked for, or are not there.
    fn check_left_out(&self, inputs: &[String], targets: &[Target]) -> Result<()> {
        for name in &self.options.without {
            self.position(name)?;
            if inputs.contains(name) || self.is_asked_for(name, targets) {
                return Err(Error::Parameter {
                    name: "without".to_owned(),
                    expected: NOT_ASKED_FOR,
                    found: shown(name),
                });
            }
        }
        Ok(())
    }

    /// Whether a column is a target, or the names of the rows.
    fn is_asked_for(&self, name: &str, targets: &[Target]) -> bool {
        let is_target = targets.iter().any(|target| target.name() == name);
        is_target || self.options.row_names.as_deref() == Some(name)
    }

    /// The inputs by their names: all columns that are nothing else, where those are
    /// asked for and no column is called so.
    fn named(&self, inputs: &[String], targets: &[Target]) -> Result<Vec<String>> {
        if !self.takes_all {
            return Ok(inputs.to_vec());
        }
        let mut names = Vec::new();
        for name in &self.header {
            if self.is_asked_for(name, targets) || self.options.without.contains(name) {
                continue;
            }
            if name.is_empty() {
                return Err(Error::Read { path: self.path.to_owned(), reason: NO_HEAD.to_owned() });
            }
            names.push(name.to_owned());
        }
        Ok(names)
    }

    /// The columns, and how many values of inputs were filled.
    fn columns(&self, inputs: &[String], targets: &[Target]) -> Result<(Dataset, usize)> {
        let (mut input_columns, mut target_columns) = (Vec::new(), Vec::new());
        let (mut texts, mut filled) = (Vec::new(), 0);
        for name in inputs {
            filled += self.input(name, &mut input_columns, &mut texts)?;
        }
        for target in targets {
            target_columns.push(self.target(target)?);
        }
        let data = Dataset::from_columns(input_columns, target_columns)?.with_text_columns(texts);
        let Some(column) = &self.options.row_names else { return Ok((data, filled)) };
        let names = self.cells(column, NO_NAME)?;
        let data = data.name_samples(names)?;
        // a column without a name keeps what samples are called
        let data = if column.is_empty() { data } else { data.calling_samples(column) };
        Ok((data, filled))
    }

    /// The same with the row and the line in the file.
    fn located(&self, problem: Error) -> Error {
        match problem {
            Error::Cell { column, row, expected: wanted, found: came } => {
                let (number, line) = match self.rows.get(row) {
                    Some((number, record)) => (*number, record.line),
                    None => return Error::Cell { column, row, expected: wanted, found: came },
                };
                let came = format!("{came} (line {line} of the file)");
                Error::Cell { column, row: number, expected: wanted, found: came }
            }
            other => other,
        }
    }

    fn drop_missing(&mut self, inputs: &[String], targets: &[Target]) -> Result<()> {
        let (mut places, marks) = (Vec::new(), !self.options.missing_as_class);
        let looked_at = if self.options.fill_missing { &[] } else { inputs };
        for name in looked_at {
            places.push((self.position(name)?, true, None));
        }
        for target in targets {
            places.push((self.position(target.name())?, marks, Some(target)));
        }
        let n = self.rows.len();
        self.rows.retain(|(_, record)| {
            places.iter().all(|&(place, marks, target)| {
                let cell = record.cells.get(place).unwrap_or_default();
                let class = target.is_some_and(|target| target.knows(cell));
                !(cell.is_empty() || marks && is_mark(cell) && !class)
            })
        });
        if n == 0 || !self.rows.is_empty() {
            return Ok(());
        }
        let reason = format!(
            "nothing is left without the rows that miss a value: in each of its {} one of the \
             columns asked for is empty or holds a mark such as `NA`",
            count(n, "row")
        );
        Err(Error::Read { path: self.path.to_owned(), reason })
    }

    fn target(&self, target: &Target) -> Result<Column> {
        let name = target.name();
        let cells = self.cells(name, NO_TARGET)?;
        let (mut numbers, mut text) = (Vec::with_capacity(cells.len()), None);
        for (row, cell) in cells.iter().enumerate() {
            let marked = is_mark(cell);
            if marked && !self.options.missing_as_class && !target.knows(cell) {
                let wanted = if self.measures(&cells) { NO_TARGET } else { MARKED };
                return Err(refused(name, row, cell, wanted));
            }
            match self.number(cell) {
                _ if marked => {}
                Some(value) => numbers.push(value),
                None => text = text.or(Some((row, *cell))),
            }
        }
        if let Some(values) = target.coded(&cells)? {
            return Ok(Column { name: name.to_owned(), values });
        }
        let is_number = |cell: &str| self.number(cell).is_some();
        if let Some((row, cell)) = stray(&cells, &is_number).filter(|(_, cell)| {
            // the other way of writing decimals has a message of its own
            number(cell, false).is_none() && number(cell, true).is_none()
        }) {
            return Err(refused_stray(name, row, cell));
        }
        let values = match text {
            None if numbers.len() == cells.len() => Values::Numbers(numbers),
            Some((row, cell)) if are_numbers_either_way(&cells) => {
                return Err(self.no_number(name, row, cell, &cells));
            }
            _ => Values::classes(&cells),
        };
        Ok(Column { name: name.to_owned(), values })
    }

    /// Whether a column measures something: numbers alone beside the marks, too many for
    /// classes.
    fn measures(&self, cells: &[&str]) -> bool {
        const CLASSES: usize = 10; // the digits
        let mut different: Vec<f64> = Vec::new();
        for cell in cells {
            if is_mark(cell) {
                continue;
            }
            let Some(number) = self.number(cell) else { return false };
            if different.len() <= CLASSES && !different.contains(&number) {
                different.push(number);
            }
        }
        different.len() > CLASSES
    }

    pub(super) fn number(&self, cell: &str) -> Option<f64> {
        number(cell, self.options.decimal_comma)
    }

    /// The refusal of a cell that is no number, among those of its column.
    pub(super) fn no_number(&self, name: &str, row: usize, cell: &str, cells: &[&str]) -> Error {
        let wanted = match self.options.decimal_comma {
            true if number(cell, false).is_some() => WITH_A_COMMA,
            false if has_decimal_comma(cell) => WITH_A_POINT,
            _ if has_thousands(cell) => WITHOUT_THOUSANDS,
            _ if stray(cells, &|cell| self.number(cell).is_some()).is_some() => CORRECTED,
            _ if self.takes_all => NO_TEXT_IN_ALL,
            _ => NO_TEXT,
        };
        let (column, came) = (name.to_owned(), format!("the text {}", shown(cell)));
        Error::Cell { column, row, expected: wanted, found: came }
    }

    /// The cells of a column, each of which has to hold what is wanted.
    pub(super) fn cells(&self, name: &str, wanted: &'static str) -> Result<Vec<&str>> {
        let column = self.position(name)?;
        let mut cells = Vec::with_capacity(self.rows.len());
        for (row, (_, record)) in self.rows.iter().enumerate() {
            match record.cells.get(column) {
                Some(cell) if !cell.is_empty() => cells.push(cell),
                _ => {
                    let (column, came) = (name.to_owned(), "none".to_owned());
                    return Err(Error::Cell { column, row, expected: wanted, found: came });
                }
            }
        }
        Ok(cells)
    }

    pub(super) fn position(&self, name: &str) -> Result<usize> {
        let mut found = None;
        for (column, other) in self.header.iter().enumerate() {
            if other == name && found.replace(column).is_some() {
                return Err(Error::DuplicateName { kind: "column", name: name.to_owned() });
            }
        }
        found.ok_or_else(|| Error::UnknownName {
            kind: "column",
            name: name.to_owned(),
            known: self.header.clone(),
        })
    }
}

/// Whether each cell that is no mark is a number, with a decimal point or a
/// decimal comma, or with marks between thousands.
fn are_numbers_either_way(cells: &[&str]) -> bool {
    cells.iter().all(|cell| is_mark(cell) || is_number_of_any_kind(cell))
}

pub(super) fn is_number_of_any_kind(cell: &str) -> bool {
    number(cell, false).is_some() || number(cell, true).is_some() || has_thousands(cell)
}
