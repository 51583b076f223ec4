//! The targets of samples in words, as they are told under the pointer.

use super::names::{MAX_VALUES, class_of, name};
use crate::chart::{apart, label, significant};
use crate::data::Dataset;
use crate::lists::mapped;

/// Digits of a target, at least.
const DIGITS: usize = 4;

/// Of each of these samples, its target: `target yes`, `profit 1`. They are of one
/// class with the targets `row` among `all`, or of none.
pub(crate) fn said(
    data: &Dataset,
    row: Option<&[f64]>,
    all: &[&[f64]],
    samples: &[usize],
) -> Vec<(usize, String)> {
    let mut said = Vec::with_capacity(samples.len());
    if let Some(row) = row {
        let class = of_class(data, row, all);
        said.extend(samples.iter().map(|sample| (*sample, class.clone())));
        return said;
    }
    let numbers = Numbers::of(data, samples);
    for &sample in samples {
        said.push((sample, numbers.said(data.target_row(sample))));
    }
    said
}

/// The targets of a class: its name, or `profit 1`.
pub(crate) fn of_class(data: &Dataset, row: &[f64], all: &[&[f64]]) -> String {
    let name = name(data, row, all);
    if class_of(data, row).is_some() {
        return format!("target {}", label(&name));
    }
    name.replacen(" = ", " ", 1)
}

/// Targets with as many digits as tell those of some samples apart.
struct Numbers {
    name: String,
    digits: Vec<usize>,
}

impl Numbers {
    fn of(data: &Dataset, samples: &[usize]) -> Self {
        let mut digits = Vec::new();
        for column in 0..data.n_targets().min(MAX_VALUES) {
            let values: Vec<f64> = mapped(samples, &|i| data.target_row(*i)[column]);
            digits.push(apart(&values, DIGITS));
        }
        let name = match data.target_names() {
            [only] => label(only),
            _ => "targets".to_owned(),
        };
        Self { name, digits }
    }

    fn said(&self, row: &[f64]) -> String {
        let mut values = Vec::new();
        for (value, digits) in row.iter().zip(&self.digits) {
            values.push(significant(*value, *digits));
        }
        if row.len() > values.len() {
            values.push("…".to_owned());
        }
        if values.is_empty() {
            String::new()
        } else {
            format!("{} {}", self.name, values.join(", "))
        }
    }
}
