//! From named columns, wherever they come from, to a data set.

use crate::error::{Error, Result, shown};
use crate::lists::order_by;
use crate::matrix::Matrix;

/// Classes that targets of text may have; each beyond two costs an output.
pub(crate) const MAX_CLASSES: usize = 256;

/// What an input has to be, with the way to mend it.
pub(crate) const NUMBER: &str = "a number as an input (turn text into numbers before, \
     for instance into one column of 0 and 1 for each value)";

/// A column of a table.
#[derive(Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) values: Values,
}

#[derive(Clone)]
pub(crate) enum Values {
    Numbers(Vec<f64>),
    /// A label per row, as an index into the sorted labels.
    Classes {
        labels: Vec<String>,
        codes: Vec<usize>,
    },
}

impl Values {
    /// Classes from a label per row, sorted as text.
    pub(crate) fn classes(rows: &[&str]) -> Self {
        let (mut labels, mut codes) = (Vec::new(), vec![0; rows.len()]);
        for row in order_by(rows.len(), &|a, b| rows[a].cmp(rows[b])) {
            if labels.last() != Some(&rows[row]) {
                labels.push(rows[row]);
            }
            codes[row] = labels.len() - 1;
        }
        Self::Classes { labels: crate::data::strings(labels), codes }
    }

    /// The same classes, counted among all that there are; `Err` with the first
    /// row whose label is none of them.
    #[cfg(feature = "polars-streaming")]
    fn among(self, all: &[String]) -> Result<Self, (usize, String)> {
        let Self::Classes { labels, mut codes } = self else { return Ok(self) };
        for (row, code) in codes.iter_mut().enumerate() {
            let label = &labels[*code];
            *code = all.binary_search(label).map_err(|_| (row, label.clone()))?;
        }
        Ok(Self::Classes { labels: all.to_vec(), codes })
    }
}

#[cfg(feature = "polars-streaming")]
impl Column {
    /// The column with the classes that an earlier reading found, or with the
    /// numbers that it found.
    pub(crate) fn with_known(self, classes: Option<&[String]>) -> Result<Self> {
        let Self { name, values } = self;
        let changed = |row, came: String| Error::Cell {
            column: name.clone(),
            row,
            expected: "what the first reading found there (the table must not change while it is \
                     learnt from: make the `LazyDataset` anew)",
            found: came,
        };
        let values = match (classes, values) {
            (Some(all), values @ Values::Classes { .. }) => {
                let known = values.among(all);
                known.map_err(|(row, label)| {
                    changed(row, format!("the new label {}", shown(&label)))
                })?
            }
            (None, values @ Values::Numbers(_)) => values,
            (Some(_), _) => return Err(changed(0, "a number in the place of a label".to_owned())),
            (None, _) => return Err(changed(0, "text in the place of a number".to_owned())),
        };
        Ok(Self { name, values })
    }

    /// Refuses numbers that are not finite.
    pub(crate) fn check(&self) -> Result<()> {
        match &self.values {
            Values::Numbers(values) => check_column(&self.name, values),
            Values::Classes { .. } => Ok(()),
        }
    }
}

/// Only inputs, for something that has learnt before.
#[cfg(feature = "polars")]
pub(crate) fn inputs(columns: Vec<Column>) -> Result<Matrix> {
    Ok(matrix(&numbers(columns)?.1))
}

/// Names and values of columns that have to be numbers.
pub(crate) fn numbers(columns: Vec<Column>) -> Result<(Vec<String>, Vec<Vec<f64>>)> {
    let (mut names, mut all) = (Vec::new(), Vec::new());
    for Column { name, values } in columns {
        match values {
            Values::Numbers(values) => {
                check_column(&name, &values)?;
                all.push(values);
            }
            Values::Classes { labels, codes } => {
                let first = codes.first().map_or("", |code| labels[*code].as_str());
                let came = format!("the text {}", shown(first));
                return Err(Error::Cell { column: name, row: 0, expected: NUMBER, found: came });
            }
        }
        names.push(name);
    }
    Ok((names, all))
}

fn check_column(name: &str, values: &[f64]) -> Result<()> {
    for (row, value) in values.iter().enumerate() {
        if !value.is_finite() {
            return Err(Error::Cell {
                column: name.to_owned(),
                row,
                expected: "a finite number (drop such rows, or fill them, before; \
                         polars has `fill_nan`)",
                found: value.to_string(),
            });
        }
    }
    Ok(())
}

/// Two classes become one column of 0 and 1, more become one column each.
pub(crate) fn encode(column: Column, encoded: &mut Vec<Column>) -> Result<()> {
    let Values::Classes { labels, codes } = column.values else {
        encoded.push(column);
        return Ok(());
    };
    let n = labels.len();
    if !(2..=MAX_CLASSES).contains(&n) && !codes.is_empty() {
        return Err(Error::Classes { column: column.name, found: n, most: MAX_CLASSES });
    }
    if n <= 2 {
        encoded.push(Column { values: indicator(&codes, 1), name: column.name });
        return Ok(());
    }
    for (class, label) in labels.iter().enumerate() {
        let name = format!("{} = {label}", column.name);
        encoded.push(Column { name, values: indicator(&codes, class) });
    }
    Ok(())
}

/// 1 where a sample is of the class.
fn indicator(codes: &[usize], class: usize) -> Values {
    let mut values = Vec::with_capacity(codes.len());
    for &code in codes {
        values.push(f64::from(u8::from(code == class)));
    }
    Values::Numbers(values)
}

pub(crate) fn matrix(columns: &[Vec<f64>]) -> Matrix {
    let rows = columns.first().map_or(0, Vec::len);
    let mut values = vec![0.0; rows * columns.len()];
    for (row, places) in values.chunks_exact_mut(columns.len().max(1)).enumerate() {
        for (place, column) in places.iter_mut().zip(columns) {
            *place = column[row];
        }
    }
    Matrix::new((rows, columns.len()), values)
}
