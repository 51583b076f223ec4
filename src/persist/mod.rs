//! Saving what was learnt, and loading it again.

#[cfg(feature = "networks")]
mod binary;
mod checkpoints;
mod files;
#[cfg(feature = "networks")]
mod networks;
mod scaler;

use std::fmt::Display;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use files::replace;

use crate::data::Scaler;
use crate::error::{Error, Result};
use crate::network::Perceptron;

const FORMAT: &str = "percept";
/// Rises when older versions of the crate can no longer read what is written.
const VERSION: u32 = 1;
const PERCEPTRON: &str = "perceptron";
const WITH_SCALER: &str = "it holds a scaler too, without which the predictions would be \
                                      wrong; use `load_with`";
const NO_SCALER: &str = "it holds no scaler; use `load`";

/// A file: what a reader has to know, and what was saved.
#[derive(Serialize, Deserialize)]
struct File<Network, Scaler> {
    format: String,
    version: u32,
    kind: String,
    network: Network,
    #[serde(skip_serializing_if = "Option::is_none")]
    scaler: Option<Scaler>,
}

impl Perceptron {
    /// Saves it as JSON: ranges, names, classes, weights and biases, exactly.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be written, [`Error::Parameter`] for
    /// a `SatLinWith` whose numbers are not finite or not in order.
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
    /// many inputs as the perceptron, or others by name.
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
        scaler.check_for_inputs(self.n_inputs(), self.given_input_names())?;
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
            (network, None) => Ok(network),
            _ => Err(unread(path, WITH_SCALER)),
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
        let (network, scaler) = read(path)?;
        let scaler = scaler.ok_or_else(|| unread(path, NO_SCALER))?;
        let fits = scaler.check_for_inputs(network.n_inputs(), network.given_input_names());
        fits.map_err(|error| unread(path, error))?;
        Ok((network, scaler))
    }
}

// By way of a `Value`, whose text serde_json has compiled; and inline: it is
// compiled in the cells that save or load, not at everybody's `:dep`.
#[inline]
fn write(path: &Path, network: &Perceptron, scaler: Option<&Scaler>) -> Result<()> {
    // JSON has no NaN: the file could not be read again
    network.check_transfer()?;
    let (format, kind) = (FORMAT.to_owned(), PERCEPTRON.to_owned());
    let failed =
        |source: std::io::Error| Error::Write { path: path.to_owned(), source: source.into() };
    let file = serde_json::to_value(File { format, version: VERSION, kind, network, scaler });
    let text = format!("{:#}\n", file.map_err(|problem| failed(problem.into()))?);
    replace(path, text.as_bytes())
}

#[inline]
fn read(path: &Path) -> Result<(Perceptron, Option<Scaler>)> {
    let file = checked(path, PERCEPTRON)?;
    let file: File<Perceptron, Scaler> =
        serde_json::from_value(file).map_err(|problem| strange(path, PERCEPTRON, &problem))?;
    Ok((file.network, file.scaler))
}

/// The content of a file that says what we can read.
fn checked(path: &Path, wanted: &str) -> Result<Value> {
    let file = content(path, wanted)?;
    for field in ["format", "version", "kind"] {
        if file.get(field).is_none() {
            return Err(strange(path, wanted, &format_args!("missing field `{field}`")));
        }
    }
    if file["format"] != FORMAT || file["kind"] != wanted {
        let kind = file["kind"].as_str().unwrap_or("thing without a name");
        let (held, wanted) = (a(kind), a(wanted));
        return Err(unread(path, format_args!("it holds {held}, not {wanted}")));
    }
    let version = &file["version"];
    if version.as_u64().is_none_or(|version| version == 0 || version > u64::from(VERSION)) {
        let reason = format_args!("it is of version {version}, this crate reads 1 to {VERSION}");
        return Err(unread(path, reason));
    }
    Ok(file)
}

/// What lies in a file, whatever it is.
fn content(path: &Path, wanted: &str) -> Result<Value> {
    files::check_readable(path).map_err(|problem| unread(path, problem))?;
    #[cfg(feature = "networks")]
    if let Some(value) = networks::binary(path, wanted)? {
        return Ok(value);
    }
    let text = fs::read_to_string(path).map_err(|problem| unread(path, problem))?;
    text.parse().map_err(|problem| strange(path, wanted, &problem))
}

/// `a perceptron`, `an Elman network`.
fn a(kind: &str) -> String {
    let article = if kind.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {kind}")
}

fn strange(path: &Path, wanted: &str, problem: &dyn Display) -> Error {
    unread(path, format_args!("it is not a saved {wanted}: {problem}"))
}

fn unread(path: &Path, reason: impl Display) -> Error {
    Error::Read { path: path.to_owned(), reason: reason.to_string() }
}
