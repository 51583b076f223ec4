//! A scale alone, such as that of targets.

use std::path::Path;

use super::{checked, header, opened, restored, strange, write_json};
use crate::data::Scaler;
use crate::error::Result;
use crate::fields::Stored;

impl Scaler {
    /// Saves it as JSON, exactly and by itself. Of a multi-layer network, `save_with_scalers` keeps
    /// a scale of [`targets`](Self::targets) together with the network.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Scaler, toy};
    ///
    /// let scaler = Scaler::targets(&toy::sine(20)?, [-1.0, 1.0])?;
    /// let path = std::env::temp_dir().join("scale_of_a_sine.json");
    /// scaler.save(&path)?;
    /// assert_eq!(Scaler::load(&path)?, scaler);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[inline]
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let mut file = header(Self::KIND);
        file.push("scaler", self.state());
        write_json(path.as_ref(), &checked(file)?)
    }

    /// Loads what [`save`](Self::save) saved.
    ///
    /// # Errors
    ///
    /// [`Error::Read`](crate::Error::Read) if the file cannot be read, is not such a file, is
    /// damaged, or is of a later version.
    #[inline]
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let mut file = opened(path, Self::KIND)?;
        let scaler = file.get("scaler").and_then(|state| restored("scaler", state));
        scaler
            .and_then(|scaler| file.done().map(|()| scaler))
            .map_err(|problem| strange(path, Self::KIND, &problem))
    }
}
