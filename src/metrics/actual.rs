//! The classes that the samples of a data set are of.

use crate::data::Dataset;
use crate::error::{Error, Result, count};

/// What helps where targets are no classes.
pub(super) const NUMBERS: &str = " (for numbers see `Regression::of`)";

/// The classes that samples are of, by number, and their names.
pub(super) struct Actual {
    pub(super) names: Vec<String>,
    pub(super) classes: Vec<usize>,
}

impl Actual {
    /// Of several targets, one for each named class.
    pub(super) fn named(what: &'static str, data: &Dataset) -> Result<Self> {
        let Some(names) = data.class_names() else {
            return refuse(
                what,
                "one target, or several with the names of classes (`Dataset::name_classes`)"
                    .to_owned(),
                format!("{} without", count(data.n_targets(), "target")),
            );
        };
        let mut classes = Vec::with_capacity(data.n_samples());
        for row in 0..data.n_samples() {
            // the column with the only higher target
            let Some(class) = data.class_of(data.target_row(row)) else {
                return refuse(
                    what,
                    "samples with a target of 1 for just one class".to_owned(),
                    format!("others in row {row} (counting from 0)"),
                );
            };
            classes.push(class);
        }
        Ok(Self { names: names.to_vec(), classes })
    }

    /// Of a single target that has one of two values.
    pub(super) fn of_two(
        what: &'static str,
        data: &Dataset,
        [low, high]: [f64; 2],
        whose: &str,
    ) -> Result<Self> {
        let mut classes = Vec::with_capacity(data.n_samples());
        for row in 0..data.n_samples() {
            let target = data.target_row(row)[0];
            if target != low && target != high {
                return refuse(
                    what,
                    format!("targets of {low} or {high}{whose}"),
                    format!("{target} in row {row} (counting from 0){}", data.classes_hint()),
                );
            }
            classes.push(usize::from(target == high));
        }
        let numbers = || [low, high].map(|end| end.to_string()).to_vec();
        Ok(Self { names: data.class_names().map_or_else(numbers, <[String]>::to_vec), classes })
    }

    /// Of a network that counts its classes, which knows two by one target or two.
    #[cfg(feature = "networks")]
    pub(super) fn of_classes(what: &'static str, n: usize, data: &Dataset) -> Result<Self> {
        if n == 2 && data.n_targets() == 1 {
            let ends = data.ends().map_or([0.0, 1.0], |ends| ends[0]);
            return Self::of_two(what, data, ends, NUMBERS);
        }
        check_targets(what, n, "class", data)?;
        Self::named(what, data)
    }
}

pub(super) fn check_targets(
    what: &'static str,
    wanted: usize,
    unit: &str,
    data: &Dataset,
) -> Result<()> {
    if data.n_targets() != wanted {
        let wanted = format!("data with one target per {unit} ({wanted})");
        return refuse(what, wanted, data.n_targets_in_words());
    }
    Ok(())
}

pub(super) fn refuse<T>(what: &'static str, wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what, expected: wanted, found: came })
}
