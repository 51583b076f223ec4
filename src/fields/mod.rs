//! What networks and scales say of themselves to a file, whatever its form.

mod content;
mod reading;

pub(crate) use content::Content;
#[cfg(feature = "networks")]
pub(crate) use reading::count;
pub(crate) use reading::{Fields, wrong};

use crate::error::Result;

/// What can lie in a file.
pub(crate) trait Stored: Sized {
    /// What the file says that it holds.
    const KIND: &'static str;

    fn state(&self) -> Content;

    /// Takes every field that it knows; what is left is refused.
    fn restored(state: &mut Fields) -> Result<Self>;
}
