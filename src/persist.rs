//! Saving what was learnt, and loading it again.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::data::Scaler;
use crate::error::{Error, Result, count};
use crate::network::Perceptron;

const FORMAT: &str = "percept";
/// Rises when older versions of the crate can no longer read what is written.
const VERSION: u32 = 1;
const PERCEPTRON: &str = "perceptron";

/// What a reader has to know before anything else.
#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    kind: String,
}

#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    header: Header,
    network: &'a Perceptron,
    #[serde(skip_serializing_if = "Option::is_none")]
    scaler: Option<&'a Scaler>,
}

#[derive(Deserialize)]
struct Read {
    network: Perceptron,
    scaler: Option<Scaler>,
}

impl Perceptron {
    /// Saves it as JSON: ranges, names, classes, weights and biases, exactly.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be written.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let path = std::env::temp_dir().join("buyer.json");
    /// let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// buyer.save(&path)?;
    /// assert_eq!(Perceptron::load(&path)?, buyer);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        write(path.as_ref(), self, None)
    }

    /// Saves it together with the scale of the data that it learnt from, which
    /// whatever it is to predict has to be brought to.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save), and [`Error::Shape`] if the scaler has not as
    /// many inputs as the perceptron.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let scaler = Scaler::standard(&cars)?;
    /// let mut perceptron = Perceptron::new(scaler.apply(&cars)?.ranges(), 1)?;
    /// perceptron.train(&scaler.apply(&cars)?, Delta::new())?;
    /// let path = std::env::temp_dir().join("scaled_buyer.json");
    /// perceptron.save_with(&scaler, &path)?;
    /// let (perceptron, scaler) = Perceptron::load_with(&path)?;
    /// assert_eq!(perceptron.predict_labels(&scaler.apply(&cars)?)?.len(), 40);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn save_with(&self, scaler: &Scaler, path: impl AsRef<Path>) -> Result<()> {
        check_widths(self, scaler)?;
        write(path.as_ref(), self, Some(scaler))
    }

    /// Loads what [`save`](Self::save) saved.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read, is not such a file, is of a
    /// later version, or holds a scaler too.
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        match read(path)? {
            Read { network, scaler: None } => Ok(network),
            _ => Err(unread(
                path,
                "it holds a scaler too, without which the predictions would be wrong; \
                 use `load_with`",
            )),
        }
    }

    /// Loads what [`save_with`](Self::save_with) saved.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read, is not such a file, is of a
    /// later version, or holds no scaler.
    pub fn load_with(path: impl AsRef<Path>) -> Result<(Self, Scaler)> {
        let path = path.as_ref();
        let Read { network, scaler } = read(path)?;
        let scaler = scaler.ok_or_else(|| unread(path, "it holds no scaler; use `load`"))?;
        check_widths(&network, &scaler).map_err(|error| unread(path, error))?;
        Ok((network, scaler))
    }
}

fn check_widths(perceptron: &Perceptron, scaler: &Scaler) -> Result<()> {
    if scaler.n_inputs() == perceptron.n_inputs() {
        return Ok(());
    }
    Err(Error::Shape {
        what: "scaler",
        wanted: format!("one learnt from {}", count(perceptron.n_inputs(), "input")),
        came: count(scaler.n_inputs(), "input"),
    })
}

fn write(path: &Path, network: &Perceptron, scaler: Option<&Scaler>) -> Result<()> {
    let (format, kind) = (FORMAT.to_owned(), PERCEPTRON.to_owned());
    let header = Header { format, version: VERSION, kind };
    let failed = |source| Error::Write { path: path.to_owned(), source };
    let text = serde_json::to_string_pretty(&Written { header, network, scaler });
    fs::write(path, text.map_err(|problem| failed(problem.into()))? + "\n").map_err(failed)
}

fn read(path: &Path) -> Result<Read> {
    let text = fs::read(path).map_err(|problem| unread(path, problem))?;
    let strange = |problem| unread(path, format_args!("it is not a saved perceptron: {problem}"));
    let header: Header = serde_json::from_slice(&text).map_err(strange)?;
    if header.format != FORMAT || header.kind != PERCEPTRON {
        return Err(unread(path, format_args!("it holds a {}, not a perceptron", header.kind)));
    }
    if header.version > VERSION {
        let version = header.version;
        let reason = format_args!("it is of version {version}, this crate reads up to {VERSION}");
        return Err(unread(path, reason));
    }
    serde_json::from_slice(&text).map_err(strange)
}

fn unread(path: &Path, reason: impl std::fmt::Display) -> Error {
    Error::Read { path: path.to_owned(), reason: reason.to_string() }
}
