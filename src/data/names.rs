use std::collections::HashSet;

use crate::error::{Error, Result, count};

/// `x1`, `x2`, … or, for a single one, the stem alone if `bare` is set.
pub(crate) fn default_names(stem: &str, n: usize, bare: bool) -> Vec<String> {
    if bare && n == 1 {
        return vec![stem.to_owned()];
    }
    (1..=n).map(|i| format!("{stem}{i}")).collect()
}

/// Refuses a wrong number of names and names that occur twice.
pub(crate) fn check_names(kind: &'static str, names: &[String], wanted: usize) -> Result<()> {
    if names.len() != wanted {
        return Err(Error::Shape {
            what: "names",
            wanted: count(wanted, &format!("{kind} name")),
            came: names.len().to_string(),
        });
    }
    if names.iter().any(|name| name.trim().is_empty()) {
        return Err(Error::Shape {
            what: "names",
            wanted: format!("a name for every {kind}"),
            came: "an empty one".to_owned(),
        });
    }
    let mut seen = HashSet::new();
    match names.iter().find(|name| !seen.insert(name.as_str())) {
        Some(name) => Err(Error::DuplicateName { kind, name: name.clone() }),
        None => Ok(()),
    }
}
