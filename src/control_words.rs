//! The words by which the kernel is told what to do, broken wherever a text is
//! shown.
//!
//! The evcxr kernel reads what a cell prints line by line. A line may be
//! `EVCXR_PANIC_NOTIFICATION`, `EVCXR_EXECUTION_COMPLETE`,
//! `EVCXR_ERROR_OCCURRED` or `EVCXR_END_CONTENT`, begin with
//! `EVCXR_VARIABLE_CHANGED_TYPE:` or `EVCXR_INPUT_REQUEST`, or hold
//! `EVCXR_BEGIN_CONTENT` anywhere.

use std::borrow::Cow;
use std::fmt::{self, Write};

/// What all of them begin with.
pub(crate) const STEM: &str = "EVCXR_";
/// The same to the eye, with a word joiner, which has no width.
const BROKEN: &str = "EVCXR\u{2060}_";

/// The text without any word that the kernel obeys.
pub(crate) fn broken(text: &str) -> Cow<'_, str> {
    if text.contains(STEM) { text.replace(STEM, BROKEN).into() } else { text.into() }
}

/// The same of a text that is no longer needed.
pub(crate) fn into_broken(text: String) -> String {
    if text.contains(STEM) { text.replace(STEM, BROKEN) } else { text }
}

/// Writes as `write!` does, without any word that the kernel obeys.
pub(crate) fn write(f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>) -> fmt::Result {
    let mut whole = String::new();
    whole.write_fmt(text)?;
    f.write_str(&broken(&whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_word_is_broken_and_reads_as_before() {
        for word in [
            "EVCXR_BEGIN_CONTENT text/plain",
            "EVCXR_END_CONTENT",
            "EVCXR_PANIC_NOTIFICATION",
            "EVCXR_EXECUTION_COMPLETE",
            "EVCXR_ERROR_OCCURRED",
            "EVCXR_VARIABLE_CHANGED_TYPE:x",
            "EVCXR_INPUT_REQUEST_PASSWORD:x",
        ] {
            let safe = broken(word);
            assert!(!safe.contains("EVCXR_"), "{safe}");
            assert_eq!(safe.replace('\u{2060}', ""), word);
            assert_eq!(into_broken(word.to_owned()), safe);
        }
        assert_eq!(broken("price"), "price");
    }
}
