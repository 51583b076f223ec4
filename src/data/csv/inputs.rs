//! Columns of inputs: numbers, or texts as columns of 0 and 1; gaps refused or filled.

use super::table::{MISSING, Table, is_number_of_any_kind};
use crate::data::dataset::TextColumn;
use crate::data::tables::columns::{Column, MAX_CLASSES, Values, encode};
use crate::data::tables::missing::{is_mark, refused, stray};
use crate::error::{Error, Result, shown};
use crate::lists::{mapped, order_by};

const SPREAD: &str =
    "2 to 256 different texts, each to become a column of 0 and 1 (leave the column out)";
const SPREAD_NAMES: &str = "2 to 256 different texts, each to become a column of 0 and 1 (leave the \
     column out, or take it for the names of the rows with `CsvOptions::row_names`)";
const SPREAD_ALL: &str = "2 to 256 different texts, each to become a column of 0 and 1 (leave the \
     column out of `\"*\"` with `CsvOptions::without`)";
const SPREAD_NAMES_OF_ALL: &str = "2 to 256 different texts, each to become a column of 0 and 1 (leave \
     the column out of `\"*\"` with `CsvOptions::without`, or take it for the names of the rows \
     with `CsvOptions::row_names`)";
const FILLING: &str = "a value in at least one row, to fill the others with its median (leave the \
     column out)";
const FILLING_ALL: &str = "a value in at least one row, to fill the others with its median (leave \
     the column out of `\"*\"` with `CsvOptions::without`)";

impl Table<'_> {
    /// A column of inputs, or several for one of texts, which joins `spread`; and how many
    /// of its cells were filled.
    pub(super) fn input(
        &self,
        name: &str,
        into: &mut Vec<Column>,
        spread: &mut Vec<TextColumn>,
    ) -> Result<usize> {
        let cells = self.input_cells(name)?;
        let gaps = cells.iter().filter(|cell| cell.is_none()).count();
        let mut name = name.to_owned();
        let values = if self.options.one_hot && is_text(&cells) {
            let values = self.texts(&name, &self.filled_texts(&name, &cells)?)?;
            if let Values::Classes { labels, .. } = &values {
                spread.push(TextColumn { name: name.clone(), labels: labels.clone() });
                // which of the two is 1
                if let [_, one] = labels.as_slice() {
                    name = format!("{name} = {one}");
                }
            }
            values
        } else {
            self.filled_numbers(&name, &cells)?
        };
        encode(Column { name, values }, into)?;
        Ok(gaps)
    }

    /// The cells, without those that are missing where they are to be filled.
    fn input_cells(&self, name: &str) -> Result<Vec<Option<&str>>> {
        if !self.options.fill_missing {
            let cells = self.cells(name, MISSING)?;
            if let Some((row, mark)) = cells.iter().enumerate().find(|(_, cell)| is_mark(cell)) {
                return Err(refused(name, row, mark, MISSING));
            }
            return Ok(cells.into_iter().map(Some).collect());
        }
        let column = self.position(name)?;
        let mut cells = Vec::with_capacity(self.rows.len());
        for (_, record) in &self.rows {
            let cell = record.cells.get(column);
            cells.push(cell.filter(|cell| !cell.is_empty() && !is_mark(cell)));
        }
        Ok(cells)
    }

    fn filled_numbers(&self, name: &str, cells: &[Option<&str>]) -> Result<Values> {
        let (mut values, mut known) = (Vec::with_capacity(cells.len()), Vec::new());
        let texts: Vec<&str> = cells.iter().flatten().copied().collect();
        for (row, cell) in cells.iter().enumerate() {
            let Some(cell) = cell else {
                values.push(None);
                continue;
            };
            let Some(value) = self.number(cell) else {
                return Err(self.no_number(name, row, cell, &texts));
            };
            values.push(Some(value));
            known.push(value);
        }
        if cells.is_empty() {
            return Ok(Values::Numbers(Vec::new()));
        }
        let median = median(&known).ok_or_else(|| self.nothing_to_fill_with(name))?;
        Ok(Values::Numbers(values.into_iter().map(|value| value.unwrap_or(median)).collect()))
    }

    /// The texts as columns of 0 and 1, which have to tell rows apart.
    fn texts(&self, name: &str, cells: &[&str]) -> Result<Values> {
        let values = Values::classes(cells);
        let Values::Classes { labels, .. } = &values else { return Ok(values) };
        let came = match labels.len() {
            1 => format!("{} in every row", shown(&labels[0])),
            n if n > MAX_CLASSES => format!("{n} different texts"),
            _ => return Ok(values),
        };
        // texts that are all different may be the names of the rows
        let wanted = match (self.takes_all, labels.len() > 1 && labels.len() == cells.len()) {
            (false, false) => SPREAD,
            (false, true) => SPREAD_NAMES,
            (true, false) => SPREAD_ALL,
            (true, true) => SPREAD_NAMES_OF_ALL,
        };
        Err(Error::Cell { column: name.to_owned(), row: 0, expected: wanted, found: came })
    }

    /// The texts, with the most frequent one, of equals the first in the alphabet, in the gaps.
    fn filled_texts<'a>(&self, name: &str, cells: &[Option<&'a str>]) -> Result<Vec<&'a str>> {
        let known: Vec<&str> = cells.iter().flatten().copied().collect();
        let order = order_by(known.len(), &|a, b| known[a].cmp(known[b]));
        let (mut usual, mut most, mut run) = (None, 0, 0);
        for (place, &text) in order.iter().enumerate() {
            let again = place > 0 && known[order[place - 1]] == known[text];
            run = if again { run + 1 } else { 1 };
            if run > most {
                (usual, most) = (Some(known[text]), run);
            }
        }
        let usual = usual.ok_or_else(|| self.nothing_to_fill_with(name))?;
        Ok(mapped(cells, &|cell| cell.unwrap_or(usual)))
    }

    fn nothing_to_fill_with(&self, name: &str) -> Error {
        Error::Cell {
            column: name.to_owned(),
            row: 0,
            expected: if self.takes_all { FILLING_ALL } else { FILLING },
            found: "none in any row".to_owned(),
        }
    }
}

/// Whether a column holds texts, rather than numbers with a slip among them.
fn is_text(cells: &[Option<&str>]) -> bool {
    let known: Vec<&str> = cells.iter().flatten().copied().collect();
    let any = known.iter().any(|cell| !is_number_of_any_kind(cell));
    any && stray(&known, &is_number_of_any_kind).is_none()
}

fn median(values: &[f64]) -> Option<f64> {
    let order = order_by(values.len(), &|a, b| values[a].total_cmp(&values[b]));
    let (below, above) =
        (order.get(values.len().checked_sub(1)? / 2)?, order.get(values.len() / 2)?);
    Some(values[*below] / 2.0 + values[*above] / 2.0)
}
