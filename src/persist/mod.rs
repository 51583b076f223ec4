//! Saving what was learnt, and loading it again.

#[cfg(feature = "networks")]
mod binary;
mod checkpoints;
mod checksum;
mod csv;
mod files;
mod json;
#[cfg(feature = "networks")]
mod networks;
mod opened;
mod parts;
mod scaler;
mod serialized;

use std::fmt::Display;
use std::path::Path;

pub(crate) use files::replace;

use opened::opened;

use crate::data::Scaler;
use crate::error::{Error, Result};
use crate::fields::{Content, Fields, Stored};
use crate::network::Perceptron;

const FORMAT: &str = "percept";
/// Rises when older versions of the crate can no longer read what is written.
const VERSION: u8 = 2;
const WITH_SCALER: &str = "it holds a scaler too, without which the predictions would be \
                                      wrong; use `load_with`";
const WITH_SCALERS: &str = "it holds scalers of inputs and of targets, without which the \
                            predictions would be wrong; use `load_with_scalers`";
const NO_SCALER: &str = "it holds no scaler; use `load`";
#[cfg(feature = "networks")]
const NO_TARGET_SCALER: &str = "it holds no scaler of targets; use `load_with`";

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
    #[inline]
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        self.check_transfer()?;
        write_json(path.as_ref(), &file(self, None)?)
    }

    /// Saves it together with the scale of the data that it learnt from, which
    /// whatever it is to predict has to be brought to.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save), and [`Error::Shape`] if the scaler does not
    /// have as many inputs as the perceptron, or others by name.
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
    #[inline]
    pub fn save_with(&self, scaler: &Scaler, path: impl AsRef<Path>) -> Result<()> {
        scaler.check_for_inputs(self.n_inputs(), self.given_input_names())?;
        self.check_transfer()?;
        write_json(path.as_ref(), &file(self, Some(scaler))?)
    }

    /// Loads what [`save`](Self::save) saved, or with the feature `networks`
    /// `save_binary`: it sees which of the two forms a file has.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read, is not such a file, is
    /// damaged, is of a later version, or holds a scaler too. What is in the file
    /// says [`guide::file_format`](crate::guide::file_format).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let path = std::env::temp_dir().join(format!("percept-load-{}.json", std::process::id()));
    /// Perceptron::by_hand([("price", 0.9)], 1.0)?.save(&path)?;
    /// assert_eq!(Perceptron::load(&path)?.weights()[[0, 0]], 0.9);
    /// # std::fs::remove_file(path).ok();
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[inline]
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        network_alone(path.as_ref())
    }

    /// Loads what [`save_with`](Self::save_with) saved.
    ///
    /// # Errors
    ///
    /// [`Error::Read`] if the file cannot be read, is not such a file, is
    /// damaged, is of a later version, or holds no scaler.
    #[inline]
    pub fn load_with(path: impl AsRef<Path>) -> Result<(Self, Scaler)> {
        network_with_scaler(path.as_ref(), |network: &Self, scaler| {
            scaler.check_for_inputs(network.n_inputs(), network.given_input_names())
        })
    }
}

/// What is written of a network, with a scale or without.
fn file<T: Stored>(network: &T, scaler: Option<&Scaler>) -> Result<Content> {
    let mut file = header(T::KIND);
    file.push("network", network.state());
    if let Some(scaler) = scaler {
        file.push("scaler", scaler.state());
    }
    checked(file)
}

/// What a reader has to know.
fn header(kind: &str) -> Content {
    Content::object([
        ("format", FORMAT.into()),
        ("version", u64::from(VERSION).into()),
        ("kind", kind.into()),
    ])
}

/// Refuses what could not be loaded again.
fn checked(file: Content) -> Result<Content> {
    let Some((field, number)) = file.not_finite() else { return Ok(file) };
    Err(Error::Parameter {
        name: field.unwrap_or_default().to_owned(),
        expected: "finite numbers to save (did the training diverge? \
                 train again with a smaller learning rate)",
        found: number.to_string(),
    })
}

// Inline: what serde generates for JSON is compiled in the cells that save or
// load, not at everybody's `:dep`.
#[inline]
fn write_json(path: &Path, file: &Content) -> Result<()> {
    let text = json::text(file)
        .map_err(|problem| Error::Write { path: path.to_owned(), source: problem.into() })?;
    replace(path, text.as_bytes())
}

fn network_alone<T: Stored>(path: &Path) -> Result<T> {
    match read(path)? {
        (network, [None, None]) => Ok(network),
        (_, [_, None]) => Err(unread(path, WITH_SCALER)),
        _ => Err(unread(path, WITH_SCALERS)),
    }
}

fn network_with_scaler<T: Stored>(
    path: &Path,
    check: impl Fn(&T, &Scaler) -> Result<()>,
) -> Result<(T, Scaler)> {
    let (network, [scaler, targets]) = read(path)?;
    let scaler = scaler.ok_or_else(|| unread(path, NO_SCALER))?;
    if targets.is_some() {
        return Err(unread(path, WITH_SCALERS));
    }
    check(&network, &scaler).map_err(|problem| unread(path, problem))?;
    Ok((network, scaler))
}

/// A network and the scalers of its inputs and of its targets, where there are such.
fn read<T: Stored>(path: &Path) -> Result<(T, [Option<Scaler>; 2])> {
    let mut file = opened(path, T::KIND)?;
    let strange = |problem: Error| strange(path, T::KIND, &problem);
    let network = file.get("network").and_then(|state| restored("network", state));
    let network = network.map_err(strange)?;
    let mut scalers = [None, None];
    for (name, scaler) in ["scaler", "target_scaler"].into_iter().zip(&mut scalers) {
        let state = file.optional(name).map(|state| restored(name, state));
        *scaler = state.transpose().map_err(strange)?;
    }
    file.done().map_err(strange)?;
    Ok((network, scalers))
}

/// Checked as if it were new: someone may have changed the file.
fn restored<T: Stored>(name: &str, state: Content) -> Result<T> {
    let mut fields = Fields::of(name, state)?;
    let restored = T::restored(&mut fields)?;
    fields.done()?;
    Ok(restored)
}

fn strange(path: &Path, wanted: &str, problem: &dyn Display) -> Error {
    unread(path, format_args!("it is not a saved {wanted}: {problem}"))
}

fn unread(path: &Path, reason: impl Display) -> Error {
    Error::Read { path: path.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::Matrix;

    #[test]
    fn numbers_that_are_not_finite_are_not_saved() {
        let one = Content::from(f64::NAN);
        let numbers = Content::Numbers(vec![0.0, f64::INFINITY]);
        let table = Content::from(Matrix::new((2, 2), vec![0.0, 1.0, f64::NEG_INFINITY, 2.0]));
        for (content, came) in [(one, "NaN"), (numbers, "inf"), (table, "-inf")] {
            let layer = Content::object([("biases", Content::Null), ("weights", content)]);
            let mut file = header("feed-forward network");
            file.push("network", Content::object([("layers", Content::List(vec![layer]))]));
            let said = checked(file).unwrap_err().to_string();
            assert!(said.starts_with("`weights`: expected finite numbers to save"), "{said}");
            assert!(said.ends_with(&format!("but got {came}")), "{said}");
        }
        assert!(checked(header("perceptron")).is_ok());
    }
}
