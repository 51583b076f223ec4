//! Matching data to what a network knows: by name where names are given, else by
//! position.

use std::borrow::Cow;

use super::listed::{SHOWN, listed};
use crate::data::{Dataset, Samples, only_ends};
use crate::error::{Error, Result, count, shown};
use crate::matrix::Matrix;

/// The inputs of samples for something whose inputs have the names `own`: by
/// name where both have names, else by place.
///
/// `Err` where the samples have other names.
pub(crate) fn matrix_for(
    own: Option<&[String]>,
    what: &'static str,
    samples: impl Samples,
) -> Result<Matrix> {
    let names = samples.input_names();
    let inputs = Matrix::of(samples.into_matrix(what)?);
    match (own, names) {
        // another number of inputs is refused by `check_width`
        (Some(own), Some(names)) if own.len() == names.len() && own != names => {
            arranged(what, own, &names, &inputs)
        }
        _ => Ok(inputs),
    }
}

fn arranged(
    what: &'static str,
    own: &[String],
    names: &[String],
    inputs: &Matrix,
) -> Result<Matrix> {
    let places = places(own, names).ok_or_else(|| other_inputs(what, own, names))?;
    let mut values = Vec::with_capacity(inputs.len());
    for sample in inputs.rows() {
        for &column in &places {
            values.push(sample[column]);
        }
    }
    Ok(Matrix::new(inputs.dim(), values))
}

/// Where each of some names is among others; `None` if one is not.
pub(crate) fn places(names: &[String], among: &[String]) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(names.len());
    for name in names {
        places.push(among.iter().position(|other| other == name)?);
    }
    Some(places)
}

/// What something that has learnt knows by name, and how it gives its classes.
pub(crate) struct Known<'a> {
    pub(crate) inputs: Option<&'a [String]>,
    pub(crate) targets: Option<&'a [String]>,
    pub(crate) classes: Option<&'a [String]>,
    /// By output, the two targets that it tells apart.
    pub(crate) ends: Option<Vec<[f64; 2]>>,
    pub(crate) outputs: usize,
}

impl<'a> Known<'a> {
    /// What learning from these data would make known.
    pub(crate) fn of(data: &'a Dataset) -> Self {
        Self {
            inputs: data.given_input_names(),
            targets: data.given_target_names(),
            classes: data.class_names(),
            ends: data.ends().map(<[_]>::to_vec),
            outputs: data.n_targets(),
        }
    }

    /// Where nothing is known, what these data would make known.
    pub(crate) fn or(self, data: &'a Dataset) -> Self {
        Self {
            inputs: self.inputs.or(data.given_input_names()),
            targets: self.targets.or(data.given_target_names()),
            classes: self.classes.or(data.class_names()),
            ends: self.ends.or(data.ends().map(<[_]>::to_vec)),
            outputs: self.outputs,
        }
    }

    /// Refuses data whose inputs, targets or classes have other names, or
    /// another order of names.
    pub(crate) fn check(&self, what: &'static str, data: &Dataset) -> Result<()> {
        self.check_columns(what, data)?;
        match (self.classes, data.class_names()) {
            (Some(own), Some(names)) if own != names => Err(other_classes(what, own, names)),
            _ => Ok(()),
        }
    }

    /// The data with the classes that are known, coded as they were learnt:
    /// those of a table in which only some of them occur, or with other targets
    /// for the same classes, find their places by name.
    ///
    /// `Err` where inputs, targets or all of the classes have other names, or
    /// another order of names, and where a class is not known.
    pub(crate) fn fit<'d>(
        &self,
        what: &'static str,
        data: &'d Dataset,
    ) -> Result<Cow<'d, Dataset>> {
        self.check_columns(what, data)?;
        let (Some(own), Some(names)) = (self.classes, data.class_names()) else {
            return Ok(Cow::Borrowed(data));
        };
        let same = own == names && data.n_targets() == self.outputs;
        if same && only_ends(data.target_matrix(), &self.ends()) {
            return Ok(Cow::Borrowed(data));
        }
        let places = places(names, own).filter(|_| own == names || names.len() < own.len());
        let places = places.ok_or_else(|| other_classes(what, own, names))?;
        match data.recoded(what, own, &places, self) {
            // what is wrong with its targets is said where they are used
            Err(_) if same => Ok(Cow::Borrowed(data)),
            recoded => recoded.map(Cow::Owned),
        }
    }

    /// By output, the two targets that it tells apart: 0 and 1 if nothing else
    /// is known.
    pub(crate) fn ends(&self) -> Vec<[f64; 2]> {
        let known = self.ends.clone().filter(|ends| ends.len() == self.outputs);
        known.unwrap_or_else(|| vec![[0.0, 1.0]; self.outputs])
    }

    fn check_columns(&self, what: &'static str, data: &Dataset) -> Result<()> {
        check_inputs(what, self.inputs, data)?;
        // each class has its own name
        if self.classes.is_none()
            && data.class_names().is_none()
            && let (Some(own), Some(names)) = (self.targets, data.given_target_names())
            && own.len() == names.len()
            && own != names
        {
            return Err(other_targets(what, own, names));
        }
        Ok(())
    }
}

/// What to say where a flat list is given for a table.
pub(crate) fn flat_list(columns: usize) -> &'static str {
    if columns == 1 { " (a flat list is a column; write a row as [[…]])" } else { "" }
}

/// Refuses samples of another number of columns; the message names the columns that
/// have names.
pub(crate) fn check_columns(
    what: &'static str,
    came: usize,
    wanted: usize,
    names: Option<&[String]>,
) -> Result<()> {
    if came == wanted {
        return Ok(());
    }
    let listing = names.map_or_else(String::new, |names| format!(" ({})", listed(names)));
    Err(Error::Shape {
        what,
        expected: format!("{} per sample{listing}", count(wanted, "value")),
        found: format!("{came}{}", flat_list(came)),
    })
}

/// Refuses data whose inputs have other names, or another order of names.
pub(crate) fn check_inputs(
    what: &'static str,
    own: Option<&[String]>,
    data: &Dataset,
) -> Result<()> {
    match (own, data.given_input_names()) {
        (Some(own), Some(names)) if own.len() == names.len() && own != names => {
            Err(other_inputs(what, own, names))
        }
        _ => Ok(()),
    }
}

pub(crate) fn other_inputs(what: &'static str, own: &[String], names: &[String]) -> Error {
    let way = if is_reordered(own, names) {
        "the same names in another order: read or build the table with its columns in this order \
         (`name_inputs` gives other names and moves no column)"
    } else {
        "read these columns, in this order, or give the columns these names (`name_inputs`) if \
         that is what they hold"
    };
    Error::Shape {
        what,
        expected: format!("the inputs it knows ({})", listed(own)),
        found: format!("{}{}; {way}", listed(names), difference(own, names)),
    }
}

/// Whether these are the same names in another order.
fn is_reordered(own: &[String], names: &[String]) -> bool {
    own.len() == names.len() && own.iter().all(|name| names.contains(name))
}

pub(crate) fn other_targets(what: &'static str, own: &[String], names: &[String]) -> Error {
    Error::Shape {
        what,
        expected: format!("the targets it knows ({})", listed(own)),
        found: format!(
            "{}{}; {}",
            listed(names),
            difference(own, names),
            if is_reordered(own, names) {
                "read or build the table with its targets in this order"
            } else {
                "give the columns these names (`name_targets`) if that is what they hold"
            }
        ),
    }
}

fn other_classes(what: &'static str, own: &[String], names: &[String]) -> Error {
    Error::Shape {
        what,
        expected: format!("data with the classes it was trained on ({})", listed(own)),
        found: listed(names) + &difference(own, names),
    }
}

/// Where two lists differ, if they are too long to be shown whole.
fn difference(own: &[String], names: &[String]) -> String {
    if own.len().max(names.len()) <= SHOWN {
        return String::new();
    }
    // of classes, some may be missing
    let strange = names.iter().find(|name| !own.contains(name));
    if let Some(name) = strange {
        return format!(" ({} is not known)", shown(name));
    }
    let pairs = own.iter().zip(names).enumerate().find(|(_, (own, name))| own != name);
    pairs.map_or_else(String::new, |(place, (own, name))| {
        format!(" ({} in the place of {}, number {place} counting from 0)", shown(name), shown(own))
    })
}
