use std::path::Path;

use csv::StringRecord;

use super::columns::{Column, NUMBER, Values};
use super::{Dataset, strings};
use crate::error::{Error, Result, shown};

impl Dataset {
    /// A data set from a CSV file: the named columns as inputs and targets.
    ///
    /// The first line holds the names of the columns; values are parted by
    /// commas, quotes are understood. Inputs have to be numbers, or `true` and
    /// `false`. A target column with anything else holds classes, sorted as
    /// text: two become one column of 0 and 1, more become one column each.
    /// Their labels are kept for legends and for
    /// [`predict_labels`](crate::Perceptron::predict_labels).
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read or is not such a table,
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
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_csv(
        path: impl AsRef<Path>,
        inputs: impl IntoIterator<Item = impl Into<String>>,
        targets: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self> {
        from_file(path.as_ref(), &strings(inputs), &strings(targets))
    }
}

fn from_file(path: &Path, inputs: &[String], targets: &[String]) -> Result<Dataset> {
    let unreadable = |reason: String| Error::Read { path: path.to_owned(), reason };
    let text = std::fs::read(path).map_err(|problem| unreadable(problem.to_string()))?;
    let table = Table::read(&text).map_err(|problem| unreadable(problem.to_string()))?;
    table.dataset(inputs, targets)
}

/// A data set from a table that is part of the library.
pub(crate) fn from_text(text: &str, inputs: &[&str], target: &str) -> Result<Dataset> {
    let unreadable =
        |reason: csv::Error| Error::Read { path: "toy".into(), reason: reason.to_string() };
    let table = Table::read(text.as_bytes()).map_err(unreadable)?;
    table.dataset(&strings(inputs.iter().copied()), &[target.to_owned()])
}

struct Table {
    header: StringRecord,
    records: Vec<StringRecord>,
}

impl Table {
    fn read(text: &[u8]) -> Result<Self, csv::Error> {
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text);
        let header = reader.headers()?.clone();
        let mut records = Vec::new();
        let mut record = StringRecord::new();
        while reader.read_record(&mut record)? {
            records.push(record.clone());
        }
        Ok(Self { header, records })
    }

    fn dataset(&self, inputs: &[String], targets: &[String]) -> Result<Dataset> {
        let (mut input_columns, mut target_columns) = (Vec::new(), Vec::new());
        for name in inputs {
            input_columns.push(self.input(name)?);
        }
        for name in targets {
            target_columns.push(self.target(name)?);
        }
        Dataset::from_columns(input_columns, target_columns)
    }

    fn input(&self, name: &str) -> Result<Column> {
        let mut values = Vec::with_capacity(self.records.len());
        for (row, cell) in self.cells(name)?.into_iter().enumerate() {
            let Some(value) = parse(cell) else {
                let (column, came) = (name.to_owned(), format!("the text {}", shown(cell)));
                return Err(Error::Cell { column, row, wanted: NUMBER, came });
            };
            values.push(value);
        }
        Ok(Column { name: name.to_owned(), values: Values::Numbers(values) })
    }

    fn target(&self, name: &str) -> Result<Column> {
        let cells = self.cells(name)?;
        let mut numbers = Vec::with_capacity(cells.len());
        for cell in &cells {
            let Some(value) = parse(cell) else { break };
            numbers.push(value);
        }
        let all_numbers = numbers.len() == cells.len();
        let values = if all_numbers { Values::Numbers(numbers) } else { Values::classes(&cells) };
        Ok(Column { name: name.to_owned(), values })
    }

    /// The cells of a column, none of them empty.
    fn cells(&self, name: &str) -> Result<Vec<&str>> {
        let column = self.position(name)?;
        let mut cells = Vec::with_capacity(self.records.len());
        for (row, record) in self.records.iter().enumerate() {
            match record.get(column) {
                Some(cell) if !cell.is_empty() => cells.push(cell),
                _ => return Err(Error::missing(name, row)),
            }
        }
        Ok(cells)
    }

    fn position(&self, name: &str) -> Result<usize> {
        let mut found = None;
        for (column, other) in self.header.iter().enumerate() {
            if other == name && found.replace(column).is_some() {
                return Err(Error::DuplicateName { kind: "column", name: name.to_owned() });
            }
        }
        found.ok_or_else(|| Error::UnknownName {
            kind: "column",
            name: name.to_owned(),
            known: strings(&self.header),
        })
    }
}

/// A number, or a truth value as 0 and 1.
fn parse(cell: &str) -> Option<f64> {
    match cell {
        "true" | "True" | "TRUE" => Some(1.0),
        "false" | "False" | "FALSE" => Some(0.0),
        _ => cell.parse().ok(),
    }
}
