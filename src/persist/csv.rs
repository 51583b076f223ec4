//! Data sets into CSV files.

use std::path::Path;

use super::replace;
use crate::data::Dataset;
use crate::error::{Error, Result};

impl Dataset {
    /// Writes a CSV file with a column for each input and each target; of classes
    /// with names, one column with the name of each sample's class; where the samples
    /// have names, these come first.
    ///
    /// Numbers have as many digits as it takes to read them back unchanged.
    /// [`from_csv`](Self::from_csv) reads the file again. The old file stays
    /// where the new one cannot be written whole.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be written, [`Error::Shape`] if a row
    /// stands for none of the classes, [`Error::DuplicateName`] if an input and
    /// a target have the same name.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, toy};
    ///
    /// let path = std::env::temp_dir().join("percept_to_csv.csv");
    /// toy::iris()?.to_csv(&path)?;
    /// let text = std::fs::read_to_string(&path)?;
    /// assert_eq!(text.lines().nth(1), Some("5.1,3.5,1.4,0.2,setosa"));
    /// let inputs = ["sepal length", "sepal width", "petal length", "petal width"];
    /// assert_eq!(Dataset::from_csv(&path, inputs, "species")?, toy::iris()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "write_csv")]
    pub fn to_csv(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let (columns, labels) = self.target_columns()?;
        let mut lines = String::new();
        let called = self.sample_name(0).map(|(column, _)| column.to_owned());
        let called = Vec::from_iter(called);
        put(&mut lines, &[&called, self.input_names(), &columns].concat());
        for row in 0..self.n_samples() {
            let name = self.sample_name(row).map(|(_, name)| name.to_owned());
            let mut cells = Vec::from_iter(name);
            cells.extend(self.input_row(row).iter().map(f64::to_string));
            match &labels {
                Some(labels) => cells.push(labels[row].clone()),
                None => cells.extend(self.target_row(row).iter().map(f64::to_string)),
            }
            put(&mut lines, &cells);
        }
        replace(path, lines.as_bytes())
    }

    /// The names of the columns, and by row the name of its class, if there are classes.
    fn target_columns(&self) -> Result<(Vec<String>, Option<Vec<String>>)> {
        let labels = self.labels_of_rows("to_csv")?;
        let columns = match &labels {
            Some(_) => vec![self.class_column().unwrap_or_else(|| "target".to_owned())],
            None => self.target_names().to_vec(),
        };
        let called = self.sample_name(0).map(|(column, _)| column);
        let twice =
            |name: &&String| self.input_names().contains(name) || Some(name.as_str()) == called;
        let of_names = self.input_names().iter().find(|name| Some(name.as_str()) == called);
        match columns.iter().find(twice).or(of_names) {
            Some(column) => Err(Error::DuplicateName { kind: "column", name: column.clone() }),
            None => Ok((columns, labels)),
        }
    }
}

/// Writes a line; what a reader would cut or join stands in quotes, and so does
/// nothing where it is the whole line.
fn put(lines: &mut String, cells: &[String]) {
    let begin = lines.len();
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            lines.push(',');
        }
        if cell.bytes().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r')) {
            lines.push('"');
            lines.push_str(&cell.replace('"', "\"\""));
            lines.push('"');
        } else {
            lines.push_str(cell);
        }
    }
    if lines.len() == begin {
        lines.push_str("\"\"");
    }
    lines.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_crate_csv() {
        let cells = ["", " ", "a", "é b", ",", "\"", "a\"b\"", "\n", "\r\n", "#", "-1.5", "'"];
        let (mut lines, mut theirs) = (String::new(), csv::WriterBuilder::new());
        let mut theirs = theirs.flexible(true).from_writer(Vec::new());
        for one in cells {
            for row in [vec![one.to_owned()], vec![one.to_owned(), one.to_owned()]] {
                put(&mut lines, &row);
                theirs.write_record(&row).unwrap();
            }
        }
        assert_eq!(lines.as_bytes(), theirs.into_inner().unwrap());
    }
}
