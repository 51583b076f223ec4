//! What `Debug` says of the values that show themselves.
//!
//! The evcxr kernel falls back to `Debug` where the last line of a cell uses up
//! a variable, where a `?` is missing, and in the cell with a session's first
//! `?`. There, the last words say how to get the picture.

use std::fmt::{self, Write};

/// Set by the kernel for the process that runs the cells.
const KERNEL: &str = "EVCXR_IS_RUNTIME";

const HINT: &str = " - to see its picture, write `let value = ...?;` and then `value` alone on a \
                    line";

/// Writes as `write!` does, without any word that the kernel obeys; inside the
/// kernel with the hint.
pub(crate) fn write(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    crate::control_words::write(f, text)?;
    if std::env::var_os(KERNEL).is_some() { f.write_str(HINT) } else { Ok(()) }
}

/// `Debug` of a part of another value, without the hint.
pub(crate) fn part(value: &dyn fmt::Debug) -> String {
    let mut text = String::new();
    // a `String` takes everything
    let _ = write!(text, "{value:?}");
    text.replace(HINT, "")
}
