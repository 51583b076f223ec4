//! A scale alone, such as that of targets.

use std::path::Path;

use serde_json::json;

use super::{FORMAT, VERSION, checked, replace, strange};
use crate::data::Scaler;
use crate::error::Result;

const SCALER: &str = "scaler";

impl Scaler {
    /// Saves it as JSON, exactly and by itself: a scale of
    /// [`targets`](Self::targets), which [`save_with`](crate::Perceptron::save_with)
    /// does not take.
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
        let path = path.as_ref();
        let file = json!({ "format": FORMAT, "version": VERSION, "kind": SCALER, "scaler": self });
        replace(path, format!("{file:#}\n").as_bytes())
    }

    /// Loads what [`save`](Self::save) saved.
    ///
    /// # Errors
    ///
    /// [`Error::Read`](crate::Error::Read) if the file cannot be read, is not such a file, or is of
    /// a later version.
    #[inline]
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let mut file = checked(path, SCALER)?;
        serde_json::from_value(file["scaler"].take())
            .map_err(|problem| strange(path, SCALER, &problem))
    }
}
