//! Saving and loading of every network.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::binary::{MAGIC, decoded, encoded};
use super::{FORMAT, NO_SCALER, VERSION, WITH_SCALER, checked, replace, strange, unread};
use crate::data::Scaler;
use crate::error::Result;
use crate::fields::Fields;
use crate::network::{
    Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Perceptron, Pnn, Stored,
};

/// Gives a network what saves and loads it.
macro_rules! saves {
    ($($type:ident),*) => {$(
        impl $type {
            /// Saves it as JSON, exactly.
            ///
            /// # Errors
            ///
            /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
            #[doc(alias = "dump")]
            pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
                write_json(path.as_ref(), &file($type::KIND, &self.state()))
            }

            /// Saves it in few bytes, exactly: 8 a number.
            ///
            /// # Errors
            ///
            /// As [`save`](Self::save).
            pub fn save_binary(&self, path: impl AsRef<Path>) -> Result<()> {
                write_binary(path.as_ref(), &file($type::KIND, &self.state()))
            }

            /// Loads what [`save`](Self::save) or
            /// [`save_binary`](Self::save_binary) saved.
            ///
            /// # Errors
            ///
            /// [`Error::Read`](crate::Error::Read) if the file cannot be read, is not such a file,
            /// or is of a later version; what was changed in it is checked as
            /// in a new network.
            pub fn load(path: impl AsRef<Path>) -> Result<Self> {
                let path = path.as_ref();
                match read(path)? {
                    (network, None) => Ok(network),
                    _ => Err(unread(path, WITH_SCALER)),
                }
            }
        }
    )*};
}

saves!(Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Pnn);

/// The same for networks whose data are brought to a scale.
macro_rules! saves_with_scaler {
    ($($type:ident),*) => {$(
        impl $type {
            /// Saves it together with the scale of the data that it learnt
            /// from, as JSON.
            ///
            /// # Errors
            ///
            /// As [`save`](Self::save), and [`Error::Shape`](crate::Error::Shape) if the scaler has
            /// not as many inputs as the network, or others by name.
            pub fn save_with(&self, scaler: &Scaler, path: impl AsRef<Path>) -> Result<()> {
                scaler.check_for_inputs(self.n_inputs(), self.given_input_names())?;
                let mut file = file($type::KIND, &self.state());
                file["scaler"] = json!(scaler);
                write_json(path.as_ref(), &file)
            }

            /// Loads what [`save_with`](Self::save_with) saved.
            ///
            /// # Errors
            ///
            /// As [`load`](Self::load), and [`Error::Read`](crate::Error::Read) if the file holds
            /// no scaler.
            pub fn load_with(path: impl AsRef<Path>) -> Result<(Self, Scaler)> {
                let path = path.as_ref();
                let (network, scaler) = read::<$type>(path)?;
                let scaler = scaler.ok_or_else(|| unread(path, NO_SCALER))?;
                scaler
                    .check_for_inputs(network.n_inputs(), network.given_input_names())
                    .map_err(|problem| unread(path, problem))?;
                Ok((network, scaler))
            }
        }
    )*};
}

saves_with_scaler!(Competitive, Elman, FeedForward, Lvq);

impl Perceptron {
    /// Saves it in few bytes, exactly: 8 a number. [`load`](Self::load) knows
    /// which of the two forms a file has.
    ///
    /// # Errors
    ///
    /// As [`save`](Self::save).
    pub fn save_binary(&self, path: impl AsRef<Path>) -> Result<()> {
        self.check_transfer()?;
        write_binary(path.as_ref(), &file("perceptron", &json!(self)))
    }
}

fn read<T: Stored>(path: &Path) -> Result<(T, Option<Scaler>)> {
    let file = checked(path, T::KIND)?;
    let restored = Fields::of("network", &file["network"]).and_then(|state| T::restored(&state));
    let network = restored.map_err(|problem| strange(path, T::KIND, &problem))?;
    let scaler = match file.get("scaler") {
        None | Some(Value::Null) => None,
        Some(scaler) => match serde_json::from_value(scaler.clone()) {
            Ok(scaler) => Some(scaler),
            Err(problem) => return Err(strange(path, T::KIND, &problem)),
        },
    };
    Ok((network, scaler))
}

/// What lies in a file in the compact form; `None` for other files.
pub(crate) fn binary(path: &Path, wanted: &str) -> Result<Option<Value>> {
    let content = fs::read(path).map_err(|problem| unread(path, problem))?;
    if !content.starts_with(MAGIC) {
        return Ok(None);
    }
    decoded(&content).map(Some).map_err(|problem| strange(path, wanted, &problem))
}

fn file(kind: &str, state: &Value) -> Value {
    json!({ "format": FORMAT, "version": VERSION, "kind": kind, "network": state })
}

fn write_json(path: &Path, file: &Value) -> Result<()> {
    replace(path, format!("{file:#}\n").as_bytes())
}

fn write_binary(path: &Path, file: &Value) -> Result<()> {
    replace(path, &encoded(file))
}
