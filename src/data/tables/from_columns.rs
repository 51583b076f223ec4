//! A data set from named columns.

use super::columns::{Column, Values, encode, matrix, numbers};
use crate::data::{Dataset, check_names};
use crate::error::{Error, Result};

impl Dataset {
    /// Inputs of numbers; targets of numbers or classes.
    pub(crate) fn from_columns(inputs: Vec<Column>, targets: Vec<Column>) -> Result<Self> {
        // without columns there is nothing to count the rows of
        if inputs.is_empty() {
            return Err(Error::Empty { what: "inputs", expected: "input column" });
        }
        if targets.is_empty() {
            return Err(Error::Empty { what: "targets", expected: "target column" });
        }
        let labels = match targets.as_slice() {
            [Column { values: Values::Classes { labels, .. }, .. }] => Some(labels.clone()),
            _ => None,
        };
        let mut encoded = Vec::new();
        for target in targets {
            encode(target, &mut encoded)?;
        }
        let (input_names, inputs) = numbers(inputs)?;
        let (target_names, targets) = numbers(encoded)?;
        let names = [input_names.as_slice(), &target_names].concat();
        check_names("column", &names, names.len())?;
        let data = Self::checked(matrix(&inputs), matrix(&targets))?
            .name_inputs(input_names)?
            .name_targets(target_names)?;
        // labels are 0 and 1, whichever of them occur
        let ends = match &labels {
            Some(_) => Some(vec![[0.0, 1.0]; data.n_targets()]),
            None => data.ends().map(<[_]>::to_vec),
        };
        data.with_ends(ends).labelled(labels)
    }
}
