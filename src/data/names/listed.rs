//! Lists of names in error messages.

use crate::error::shown;

/// Names of a list that a message holds.
pub(super) const SHOWN: usize = 5;

/// The first names of a list, for a message.
pub(crate) fn listed(names: &[String]) -> String {
    let mut words = Vec::new();
    for name in names.iter().take(SHOWN) {
        words.push(shown(name));
    }
    if names.len() > SHOWN {
        words.push(format!("and {} more", names.len() - SHOWN));
    }
    words.join(", ")
}
