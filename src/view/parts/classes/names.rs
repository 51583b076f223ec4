//! What classes are called.

use crate::chart::{MAX_CLASSES, apart, label, short, significant};
use crate::data::Dataset;

/// Targets that the name of a class spells out.
pub(crate) const MAX_VALUES: usize = 8;
/// Targets up to which a class is called by all of them, where one is 1.
const MAX_ZEROS: usize = 4;

/// What a class is called: its label, or `profit = 1`, or `targets = 1, 0`.
pub(crate) fn name(data: &Dataset, row: &[f64], all: &[&[f64]]) -> String {
    if let (Some(class), Some(names)) = (class_of(data, row), data.class_names()) {
        return names[class].clone();
    }
    if let Some(one) = data.class_of(row).filter(|_| row.len() > MAX_ZEROS) {
        return format!("{} = {}", data.target_names()[one], short(row[one]));
    }
    let heading = match data.target_names() {
        [only] => only,
        _ => "targets",
    };
    let mut values = Vec::new();
    for (column, &target) in row.iter().enumerate().take(MAX_VALUES) {
        let mut others = Vec::with_capacity(all.len());
        for row in all {
            others.push(row[column]);
        }
        values.push(significant(target, apart(&others, 4)));
    }
    if row.len() > MAX_VALUES {
        values.push("…".to_owned());
    }
    format!("{heading} = {}", values.join(", "))
}

/// The number of a class that has a name, or is one of more than can be told
/// apart.
pub(crate) fn index_of(data: &Dataset, row: &[f64]) -> Option<usize> {
    let many = || data.class_of(row).filter(|_| row.len() > MAX_CLASSES);
    class_of(data, row).or_else(many)
}

/// The named class that a row of targets stands for.
pub(crate) fn class_of(data: &Dataset, row: &[f64]) -> Option<usize> {
    data.class_names()?;
    data.class_of(row)
}

/// The name of the class that a single target stands for.
pub(crate) fn class_name(data: &Dataset, target: f64) -> Option<&str> {
    let names = data.class_names().filter(|_| data.n_targets() == 1)?;
    names.get(data.class_of(&[target])?).map(String::as_str)
}

/// `-1`, and the class that it stands for: `-1 (setosa)`.
pub(crate) fn with_class(data: &Dataset, target: f64, number: String) -> String {
    match class_name(data, target) {
        Some(name) => format!("{number} ({})", label(name)),
        None => number,
    }
}
