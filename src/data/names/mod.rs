//! Names of columns: given, made and checked.

pub(crate) mod known;
pub(crate) mod listed;
pub(crate) mod name_list;

use crate::error::{Error, Result, count};
use listed::listed;

/// The names as given by a caller.
pub(crate) fn strings(names: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    let mut strings = Vec::new();
    for name in names {
        strings.push(name.into());
    }
    strings
}

pub(crate) fn owned(names: &[&str]) -> Vec<String> {
    strings(names.iter().copied())
}

/// `x1`, `x2`, … or, for a single one, the stem alone if `bare` is set.
pub(crate) fn default_names(stem: &str, n: usize, bare: bool) -> Vec<String> {
    if bare && n == 1 {
        return vec![stem.to_owned()];
    }
    let mut names = Vec::with_capacity(n);
    for i in 1..=n {
        names.push(format!("{stem}{i}"));
    }
    names
}

/// Where `name` is among `names`.
pub(crate) fn position(kind: &'static str, names: &[String], name: &str) -> Result<usize> {
    for (i, known) in names.iter().enumerate() {
        if known == name {
            return Ok(i);
        }
    }
    Err(Error::UnknownName { kind, name: name.to_owned(), known: names.to_vec() })
}

/// [`check_names`] where there are any.
pub(crate) fn check_given(
    kind: &'static str,
    names: Option<&[String]>,
    wanted: usize,
) -> Result<()> {
    names.map_or(Ok(()), |names| check_names(kind, names, wanted))
}

/// Refuses a wrong number of names and names that occur twice.
pub(crate) fn check_names(kind: &'static str, names: &[String], wanted: usize) -> Result<()> {
    check_filled(kind, names, wanted)?;
    let mut sorted: Vec<&str> = Vec::with_capacity(wanted);
    for name in names {
        match sorted.binary_search(&name.as_str()) {
            Ok(_) => return Err(Error::DuplicateName { kind, name: name.clone() }),
            Err(place) => sorted.insert(place, name),
        }
    }
    Ok(())
}

/// Refuses `"*"` among other names of inputs, where no column is called so.
pub(crate) fn star_alone(inputs: &[String], has_star: bool, wanted: &'static str) -> Result<()> {
    if has_star || inputs.len() < 2 || !inputs.iter().any(|name| name == "*") {
        return Ok(());
    }
    let (name, came) = ("inputs".to_owned(), listed(inputs));
    Err(Error::Parameter { name, expected: wanted, found: came })
}

/// Refuses a wrong number of names and empty ones.
pub(super) fn check_filled(kind: &'static str, names: &[String], wanted: usize) -> Result<()> {
    if names.len() != wanted {
        return Err(Error::Shape {
            what: "names",
            expected: count(wanted, &format!("{kind} name")),
            found: names.len().to_string(),
        });
    }
    for name in names {
        if name.trim().is_empty() {
            return Err(Error::Shape {
                what: "names",
                expected: format!("a name for every {kind}"),
                found: "an empty one".to_owned(),
            });
        }
    }
    Ok(())
}
