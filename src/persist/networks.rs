//! Saving and loading of every network.

use std::path::Path;

use super::binary::encoded;
use super::{VERSION, file, network_alone, network_with_scaler, replace, write_json};
use crate::data::Scaler;
use crate::error::Result;
use crate::fields::Content;
use crate::network::{
    Competitive, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Perceptron, Pnn,
};

/// Gives a network what saves and loads it.
macro_rules! saves {
    ($($type:ident),*) => {$(
        impl $type {
            /// Saves it as JSON, exactly.
            ///
            /// # Errors
            ///
            /// [`Error::Write`](crate::Error::Write) if the file cannot be written,
            /// [`Error::Parameter`](crate::Error::Parameter) for numbers that are not finite.
            #[doc(alias = "dump")]
            pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
                write_json(path.as_ref(), &file(self, None)?)
            }

            /// Saves it in few bytes, exactly: 8 a number.
            ///
            /// # Errors
            ///
            /// As [`save`](Self::save).
            pub fn save_binary(&self, path: impl AsRef<Path>) -> Result<()> {
                write_binary(path.as_ref(), &file(self, None)?)
            }

            /// Loads what [`save`](Self::save) or
            /// [`save_binary`](Self::save_binary) saved.
            ///
            /// # Errors
            ///
            /// [`Error::Read`](crate::Error::Read) if the file cannot be read, is not such a file,
            /// is damaged, or is of a later version; what was changed in it is checked as
            /// in a new network.
            pub fn load(path: impl AsRef<Path>) -> Result<Self> {
                network_alone(path.as_ref())
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
                write_json(path.as_ref(), &file(self, Some(scaler))?)
            }

            /// Loads what [`save_with`](Self::save_with) saved.
            ///
            /// # Errors
            ///
            /// As [`load`](Self::load), and [`Error::Read`](crate::Error::Read) if the file holds
            /// no scaler.
            pub fn load_with(path: impl AsRef<Path>) -> Result<(Self, Scaler)> {
                network_with_scaler(path.as_ref(), |network: &Self, scaler| {
                    scaler.check_for_inputs(network.n_inputs(), network.given_input_names())
                })
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
        write_binary(path.as_ref(), &file(self, None)?)
    }
}

fn write_binary(path: &Path, file: &Content) -> Result<()> {
    replace(path, &encoded(file, VERSION))
}
