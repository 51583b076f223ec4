//! What went wrong: what was expected, what was found, and where.

use std::error::Error as StdError;
use std::fmt::{self, Write};
use std::path::{Path, PathBuf};

use crate::control_words::into_broken;
use crate::edit_distance::edit_distance;

/// What went wrong: what was wanted, what came, and where.
///
/// Rows and columns count from 0, as they do in Rust. Not reaching the goal of
/// a training is no error; see [`Stop`](crate::Stop).
#[doc(alias = "NeuroLabError")]
#[non_exhaustive]
pub enum Error {
    /// The rows of a table differ in length.
    #[non_exhaustive]
    Ragged {
        /// The table, for instance `inputs`.
        what: &'static str,
        /// The first row that differs.
        row: usize,
        /// Values in row 0.
        expected: usize,
        /// Values in row `row`.
        found: usize,
    },
    /// A value is NaN or infinite.
    #[non_exhaustive]
    NotFinite {
        /// The table, for instance `inputs`.
        what: &'static str,
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// The value that came.
        value: f64,
    },
    /// Something that needs at least one element has none.
    #[non_exhaustive]
    Empty {
        /// The argument.
        what: &'static str,
        /// What it needs one of.
        expected: &'static str,
    },
    /// There are not as many targets as inputs.
    #[non_exhaustive]
    SampleCount {
        /// Rows of inputs.
        inputs: usize,
        /// Rows of targets.
        targets: usize,
    },
    /// Something has the wrong width, length or kind.
    #[non_exhaustive]
    Shape {
        /// The argument or the method.
        what: &'static str,
        /// What it takes.
        expected: String,
        /// What it was given.
        found: String,
    },
    /// What was asked is nothing that a network or a history of this kind can do.
    #[non_exhaustive]
    Unsupported {
        /// The method.
        what: &'static str,
        /// Of what it can be asked, with how to fix it where that is known.
        expected: String,
        /// Of what it was asked.
        found: String,
    },
    /// A target is a value that the transfer function can never give, or that
    /// stands for no class.
    #[non_exhaustive]
    Target {
        /// The sample.
        row: usize,
        /// The target column.
        column: usize,
        /// The target that came.
        value: f64,
        /// The transfer function of the neurons, or the network of classes.
        transfer: String,
        /// Its outputs.
        can_give: &'static str,
        /// How to fix it, as far as the targets tell; else empty.
        advice: &'static str,
    },
    /// A setting is outside its range.
    #[non_exhaustive]
    Parameter {
        /// The setting, as its setter is called, or the input.
        name: String,
        /// Its range.
        expected: &'static str,
        /// The value that came.
        found: String,
    },
    /// A name is not among those that exist.
    #[non_exhaustive]
    UnknownName {
        /// What was looked up, for instance `input`.
        kind: &'static str,
        /// The name that came.
        name: String,
        /// The names that exist.
        known: Vec<String>,
    },
    /// The same name came twice.
    #[non_exhaustive]
    DuplicateName {
        /// What is named, for instance `input`.
        kind: &'static str,
        /// The name that came twice.
        name: String,
    },
    /// A cell of a table is missing or of the wrong kind.
    #[non_exhaustive]
    Cell {
        /// The name of the column.
        column: String,
        /// The row, the line of names not counted.
        row: usize,
        /// What the cell should hold, and the way to mend it.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// A column of a table is of a kind that has no place in a data set.
    #[non_exhaustive]
    ColumnType {
        /// The name of the column.
        column: String,
        /// What it should hold, and the way to mend it.
        expected: &'static str,
        /// What it holds.
        found: String,
    },
    /// A column of targets has too few or too many classes.
    #[non_exhaustive]
    Classes {
        /// The name of the column.
        column: String,
        /// How many classes it has.
        found: usize,
        /// How many it may have.
        most: usize,
    },
    /// A number grew beyond what 64-bit floating point holds.
    #[non_exhaustive]
    Overflow {
        /// What was computed.
        what: String,
        /// What came out.
        value: f64,
    },
    /// One of several named samples is wrong.
    #[non_exhaustive]
    InSample {
        /// The name of the sample.
        name: String,
        /// What is wrong with it.
        source: Box<Error>,
    },
    /// A table that polars reads in batches could not be read.
    #[non_exhaustive]
    Batch {
        /// What polars says.
        reason: String,
    },
    /// A file could not be read.
    #[non_exhaustive]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A file could not be opened, read or written outside of percept.
    #[non_exhaustive]
    File {
        /// The operating system's reason.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// A file could not be written.
    #[non_exhaustive]
    Write {
        /// The file.
        path: PathBuf,
        /// The operating system's reason.
        source: Box<dyn StdError + Send + Sync>,
    },
}

/// What to do where a table holds one class of several.
const ONE_CLASS: &str = "1 class; where there are others, give all of them: \
     `Target::of_classes` in the place of the column's name (numbers in a data set: \
     `targets_as_classes_of`)";

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sentence = String::new();
        self.tell(&mut sentence)?;
        f.write_str(&into_broken(one_line(&sentence)))
    }
}

impl Error {
    /// Writes what went wrong, with texts from elsewhere cut to a length that
    /// a sentence can hold.
    fn tell(&self, f: &mut String) -> fmt::Result {
        match self {
            Self::Ragged { what, row, expected: wanted, found: came } => write!(
                f,
                "{what}: row {row} (counting from 0) has {}, but row 0 has {wanted}; \
                 all rows need the same number of values",
                count(*came, "value")
            ),
            Self::NotFinite { what, row, column, value } => write!(
                f,
                "{what}: row {row}, column {column} (counting from 0) is {value}, \
                 but every value must be a finite number"
            ),
            Self::Empty { what, expected: wanted } => {
                write!(f, "{what}: expected at least one {wanted}, but got none")
            }
            Self::SampleCount { inputs, targets } => write!(
                f,
                "inputs and targets: expected as many rows of targets as of inputs, \
                 but got {} of inputs and {} of targets",
                count(*inputs, "row"),
                count(*targets, "row")
            ),
            Self::Shape { what, expected: wanted, found: came }
            | Self::Unsupported { what, expected: wanted, found: came } => {
                write!(f, "{what}: expected {}, but got {}", cut(wanted), cut(came))
            }
            Self::Target { row, column, value, transfer, can_give, advice } => write!(
                f,
                "targets: row {row}, column {column} (counting from 0) is {value}, \
                 but {} can only give {can_give}{advice}",
                cut(transfer)
            ),
            Self::Parameter { name, expected: wanted, found: came } => {
                write!(f, "{}: expected {wanted}, but got {}", shown(name), cut(came))
            }
            Self::UnknownName { kind, name, known } if known.is_empty() => {
                write!(f, "there is no {kind} named {}; there is none at all", shown(name))
            }
            Self::UnknownName { kind, name, known } => write!(
                f,
                "there is no {kind} named {}{}; the names are {}{}",
                shown(name),
                nearest(name, known),
                quoted(known),
                if *kind == "column" { unlike_names(known) } else { "" }
            ),
            Self::DuplicateName { kind, name } => {
                write!(f, "{kind} names: expected every name once, but got {} twice", shown(name))
            }
            Self::Cell { column, row, expected: wanted, found: came } => write!(
                f,
                "column {}, row {row} (counting from 0): expected {wanted}, but got {}",
                shown(column),
                cut(came)
            ),
            Self::ColumnType { column, expected: wanted, found: came } => {
                write!(f, "column {}: expected {wanted}, but got {}", shown(column), cut(came))
            }
            Self::Classes { column, found: came, most } => write!(
                f,
                "column {}: expected targets of 2 to {most} classes, but got {}",
                shown(column),
                if *came == 1 { ONE_CLASS.to_owned() } else { format!("{came} classes") }
            ),
            Self::Overflow { what, value } => write!(
                f,
                "{}: the result is {value}, beyond the range of 64-bit numbers; \
                 scale the inputs or the weights down",
                cut(what)
            ),
            Self::InSample { name, source } => write!(f, "{}: {source}", shown(name)),
            Self::Batch { reason } => {
                write!(f, "cannot read the table in batches: {}", cut(reason))
            }
            Self::Read { path, reason } => {
                write!(f, "cannot read {}: {}", located(path), cut(reason))
            }
            Self::File { source } => write!(f, "a file: {}", cut(&source.to_string())),
            Self::Write { path, source } => {
                write!(f, "cannot write {}: {}", located(path), cut(&source.to_string()))
            }
        }
    }
}

/// The sentence: it is what `unwrap` and `main` show.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::InSample { source, .. } => Some(source),
            Self::Write { source, .. } | Self::File { source } => Some(source.as_ref()),
            _ => None,
        }
    }
}

impl Error {
    /// The same, said of a batch that begins at this row.
    pub(crate) fn after_rows(mut self, rows: usize) -> Self {
        if let Self::Cell { row, .. } | Self::Target { row, .. } = &mut self {
            *row += rows;
        }
        self
    }
}

/// What a file or a stream of your own answered, so that `?` takes it too.
impl From<std::io::Error> for Error {
    fn from(problem: std::io::Error) -> Self {
        Self::File { source: problem.into() }
    }
}

/// The result of percept's fallible functions.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// `1 value`, `2 values`.
pub(crate) fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn quoted(names: &[String]) -> String {
    const SHOWN: usize = 20;
    let mut words: Vec<String> = names.iter().take(SHOWN).map(|name| shown(name)).collect();
    if names.len() > SHOWN {
        words.push(format!("and {} more", names.len() - SHOWN));
    }
    words.join(", ")
}

/// A name or a text from the data in a message: quoted, on one line, not too long.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 60;
    let mut text: String = one_line(name).chars().take(LONGEST).collect();
    if name.chars().nth(LONGEST).is_some() {
        text.push('…');
    }
    format!("`{}`", into_broken(text))
}

/// A longer text: a list of names, what another crate says.
fn cut(text: &str) -> String {
    const LONGEST: usize = 1600;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A file that cannot be opened; of one that is not there, where it was looked for.
pub(crate) fn unopened(path: &Path, problem: &std::io::Error) -> Error {
    let absent = problem.kind() == std::io::ErrorKind::NotFound;
    let folder = std::env::current_dir().ok().filter(|_| absent && path.is_relative());
    let looked_in = folder.map(|folder| format!(", looked for in {}", located(&folder)));
    let reason = format!("{problem}{}", looked_in.unwrap_or_default());
    Error::Read { path: path.to_owned(), reason }
}

/// A path, of whose end the most is to be learnt.
fn located(path: &Path) -> String {
    const LONGEST: usize = 300;
    let text = path.display().to_string();
    match text.char_indices().rev().nth(LONGEST - 1) {
        Some((start, _)) if start > 0 => format!("`…{}`", &text[start..]),
        _ => format!("`{text}`"),
    }
}

/// Control characters and other ends of lines become spaces.
fn one_line(text: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.chars().map(|c| if ends(c) { ' ' } else { c }).collect()
}

/// What names of columns tell of a table that was read in a wrong way.
fn unlike_names(names: &[String]) -> &'static str {
    let numbers = names.iter().filter(|name| name.parse::<f64>().is_ok()).count();
    match names {
        [only] if only.contains([',', ';', '\t', '|']) => {
            " (one name that holds separators: read the table with the separator that it has)"
        }
        _ if 2 * numbers > names.len() => {
            " (numbers: if the table has no row of names, read it without one)"
        }
        _ => "",
    }
}

/// A suggestion, if a name is close enough to be meant.
fn nearest(name: &str, known: &[String]) -> String {
    const LOOKED_AT: usize = 1000;
    const LONGEST: usize = 100;
    if name.len() > LONGEST {
        return String::new();
    }
    let meant = name.to_lowercase();
    // one slip in three characters
    let mut limit = meant.chars().count() / 3 + 1;
    let mut nearest = None;
    for other in known.iter().take(LOOKED_AT) {
        if other.len() > LONGEST {
            continue;
        }
        let distance = edit_distance(&meant, &other.to_lowercase());
        if distance < limit {
            (limit, nearest) = (distance, Some(other));
        }
    }
    nearest.map_or_else(String::new, |other| format!(" (did you mean {}?)", shown(other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_error_shows_a_control_word_or_a_second_line() {
        let long = format!(
            "{}{}",
            "x\nEVCXR_EXECUTION_COMPLETE\nEVCXR_PANIC_NOTIFICATION\n",
            "y".repeat(100_000)
        );
        let text = || long.clone();
        let errors = [
            Error::Shape { what: "names", expected: text(), found: text() },
            Error::Unsupported { what: "names", expected: text(), found: text() },
            Error::Target {
                row: 0,
                column: 0,
                value: 2.0,
                transfer: text(),
                can_give: "0 or 1",
                advice: "",
            },
            Error::Parameter { name: text(), expected: "a number", found: text() },
            Error::UnknownName { kind: "input", name: text(), known: vec![text()] },
            Error::DuplicateName { kind: "input", name: text() },
            Error::Cell { column: text(), row: 0, expected: "a number", found: text() },
            Error::ColumnType { column: text(), expected: "numbers", found: text() },
            Error::Overflow { what: text(), value: f64::INFINITY },
            Error::Batch { reason: text() },
            Error::Read { path: PathBuf::from(text()), reason: text() },
            Error::Write { path: PathBuf::from(text()), source: text().into() },
        ];
        for error in errors {
            let error = Error::InSample { name: text(), source: Box::new(error) };
            for told in [error.to_string(), format!("{error:?}")] {
                assert!(!told.contains("EVCXR_") && !told.chars().any(char::is_control), "{told}");
                assert!(told.chars().count() < 4000, "{} characters", told.chars().count());
            }
        }
    }
}
