//! A row that comes later, as the table would have been read with it.

use ndarray::Array2;

use super::number::number;
use crate::data::dataset::TextColumn;
use crate::data::{Dataset, listed, position};
use crate::error::{Error, Result, shown};
use crate::matrix::Matrix;

impl Dataset {
    /// The inputs of one new row, shape (1 × inputs), from the columns that the table
    /// had: a name and a value for each, in any order. A column of texts that
    /// [`CsvOptions::one_hot`](crate::CsvOptions::one_hot) spread is given by its text.
    ///
    /// For [`predict`](crate::Perceptron::predict) and
    /// [`predict_labels`](crate::Perceptron::predict_labels), after
    /// [`Scaler::apply_inputs`](crate::Scaler::apply_inputs) where the network learnt
    /// from scaled data: the numbers are those of the table, also where this data set
    /// was scaled.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] for a name of no column, [`Error::DuplicateName`] if one
    /// comes twice, [`Error::Shape`] if one is missing, [`Error::Parameter`] for a text
    /// that the table does not have and for what is no finite number.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{CsvOptions, Dataset};
    ///
    /// let path = std::env::temp_dir().join("percept_inputs_of.csv");
    /// std::fs::write(&path, "size,colour,ripe\n1,red,1\n2,green,0\n3,blue,1\n")?;
    /// let options = CsvOptions::new().one_hot();
    /// let fruit = Dataset::from_csv_with(&path, "*", "ripe", options)?;
    /// let row = fruit.inputs_of([("colour", "green"), ("size", "1.5")])?;
    /// assert_eq!(row.row(0).to_vec(), [1.5, 0.0, 1.0, 0.0]); // size, blue, green, red
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn inputs_of(
        &self,
        values: impl IntoIterator<Item = (impl AsRef<str>, impl ToString)>,
    ) -> Result<Array2<f64>> {
        let (mut names, mut texts) = (Vec::new(), Vec::new());
        for (name, value) in values {
            names.push(name.as_ref().to_owned());
            texts.push(value.to_string());
        }
        new_row(self, &names, &texts)
    }
}

/// What an input was read from: a column of numbers, or a text of a column of texts.
struct Origin<'a> {
    column: &'a str,
    text: Option<(&'a [String], usize)>,
}

fn new_row(data: &Dataset, names: &[String], values: &[String]) -> Result<Array2<f64>> {
    let mut origins = Vec::with_capacity(data.n_inputs());
    let mut columns: Vec<String> = Vec::new();
    for input in data.input_names() {
        let origin = origin(input, data.text_columns());
        if !columns.iter().any(|column| column == origin.column) {
            columns.push(origin.column.to_owned());
        }
        origins.push(origin);
    }
    for (place, name) in names.iter().enumerate() {
        position("input", &columns, name)?;
        if names[..place].contains(name) {
            return Err(Error::DuplicateName { kind: "input", name: name.clone() });
        }
    }
    let mut row = Vec::with_capacity(origins.len());
    for Origin { column, text } in origins {
        let Some(place) = names.iter().position(|name| name == column) else {
            return Err(Error::Shape {
                what: "inputs",
                expected: format!("a value for each of {}", listed(&columns)),
                found: format!("none for {}", shown(column)),
            });
        };
        let value = values[place].trim();
        row.push(match text {
            Some((labels, code)) => f64::from(u8::from(known(column, labels, value)? == code)),
            None => finite(column, value)?,
        });
    }
    Ok(Matrix::new((1, row.len()), row).into_array())
}

fn origin<'a>(input: &'a str, texts: &'a [TextColumn]) -> Origin<'a> {
    for TextColumn { name, labels } in texts {
        let label = input.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix(" = "));
        let code = labels.iter().position(|known| Some(known.as_str()) == label);
        // of two texts, the first has no column of its own
        if let Some(code) = code.filter(|code| labels.len() > 2 || *code == 1) {
            return Origin { column: name, text: Some((labels, code)) };
        }
    }
    Origin { column: input, text: None }
}

fn known(column: &str, labels: &[String], value: &str) -> Result<usize> {
    labels.iter().position(|label| label == value).ok_or_else(|| Error::Parameter {
        name: column.to_owned(),
        expected: "one of the texts of the table",
        found: format!("{}, which is none of {}", shown(value), listed(labels)),
    })
}

fn finite(column: &str, value: &str) -> Result<f64> {
    number(value, false).filter(|number| number.is_finite()).ok_or_else(|| Error::Parameter {
        name: column.to_owned(),
        expected: "a finite number, with a decimal point",
        found: shown(value),
    })
}
