//! Saving and loading of every network.

use std::path::Path;

use super::binary::encoded;
use super::{
    NO_SCALER, NO_TARGET_SCALER, VERSION, checked, file, network_alone, network_with_scaler, read,
    replace, unread, write_json,
};
use crate::data::Scaler;
use crate::error::Result;
use crate::fields::{Content, Stored};
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

            /// Saves it in few bytes, exactly: 8 a number. [`load`](Self::load)
            /// reads both forms.
            ///
            /// # Errors
            ///
            /// As [`save`](Self::save).
            pub fn save_binary(&self, path: impl AsRef<Path>) -> Result<()> {
                write_binary(path.as_ref(), &file(self, None)?)
            }

            /// Loads what [`save`](Self::save) or
            /// [`save_binary`](Self::save_binary) saved: it sees which of the two
            /// forms a file has.
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
            /// As [`save`](Self::save), and [`Error::Shape`](crate::Error::Shape) if the scaler
            /// does not have as many inputs as the network, or others by name.
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

/// The same for networks whose targets are brought to a scale, too.
macro_rules! saves_with_scalers {
    ($($type:ident),*) => {$(
        impl $type {
            /// Saves it together with the scales of the inputs and of the targets that
            /// it learnt from ([`Scaler::targets`]), as JSON in one file.
            ///
            /// # Errors
            ///
            /// As [`save_with`](Self::save_with), and [`Error::Shape`](crate::Error::Shape) if
            /// `targets` is no scaler of as many targets as the network has outputs.
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{FeedForward, Rprop, Scaler, toy};
            ///
            /// let sine = toy::sine(20)?;
            /// let (inputs, targets) = (Scaler::standard(&sine)?, Scaler::targets(&sine, [-0.9, 0.9])?);
            /// let scaled = targets.apply(&inputs.apply(&sine)?)?;
            /// let mut network = FeedForward::new(scaled.ranges(), [5, 1])?.seed(1);
            /// network.train(&scaled, Rprop::new())?;
            /// let path = std::env::temp_dir().join("scaled_sine.json");
            /// network.save_with_scalers(&inputs, &targets, &path)?;
            /// let (network, inputs, targets) = FeedForward::load_with_scalers(&path)?;
            /// let outputs = targets.invert(network.predict(&inputs.apply(&sine)?)?)?;
            /// assert!((outputs[[3, 0]] - sine.targets()[[3, 0]]).abs() < 0.1);
            /// # Ok::<(), percept::Error>(())
            /// ```
            pub fn save_with_scalers(
                &self,
                inputs: &Scaler,
                targets: &Scaler,
                path: impl AsRef<Path>,
            ) -> Result<()> {
                inputs.check_for_inputs(self.n_inputs(), self.given_input_names())?;
                targets.check_for_targets(self.n_outputs())?;
                let mut file = file(self, Some(inputs))?;
                file.push("target_scaler", targets.state());
                write_json(path.as_ref(), &checked(file)?)
            }

            /// Loads what [`save_with_scalers`](Self::save_with_scalers) saved: the
            /// network, the scaler of its inputs and that of its targets.
            ///
            /// # Errors
            ///
            /// As [`load_with`](Self::load_with), and [`Error::Read`](crate::Error::Read) if the
            /// file holds no scaler of targets.
            pub fn load_with_scalers(path: impl AsRef<Path>) -> Result<(Self, Scaler, Scaler)> {
                let path = path.as_ref();
                let (network, [inputs, targets]): (Self, _) = read(path)?;
                let inputs = inputs.ok_or_else(|| unread(path, NO_SCALER))?;
                let targets = targets.ok_or_else(|| unread(path, NO_TARGET_SCALER))?;
                inputs
                    .check_for_inputs(network.n_inputs(), network.given_input_names())
                    .and_then(|()| targets.check_for_targets(network.n_outputs()))
                    .map_err(|problem| unread(path, problem))?;
                Ok((network, inputs, targets))
            }
        }
    )*};
}

saves_with_scalers!(Elman, FeedForward);

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
