//! Targets that are all the same, or that no sample has.

use super::Remark;
use super::survey::{Column, Survey};
use crate::data::Dataset;

/// Asked of all runs, so as soon as two targets differ it is done.
pub(super) fn one_class(data: &Dataset) -> Option<Remark> {
    for target in 0..data.n_targets() {
        let first = data.target_row(0)[target];
        let mut rows = data.target_matrix().rows();
        if data.n_samples() > 1 && rows.all(|row| row[target] == first) {
            let mut survey = Survey::of(data);
            survey.take_classes(data);
            return constant_targets(&survey, data);
        }
    }
    None
}

/// One value for all samples, or a class that none is of.
pub(super) fn constant_targets(survey: &Survey, names: &Dataset) -> Option<Remark> {
    if survey.samples < 2 {
        return None;
    }
    if survey.targets.iter().all(Column::is_constant) {
        return Some(Remark::OneClass(the_target(&survey.targets, names)));
    }
    if !survey.is_one_hot() {
        return None;
    }
    let mut without = Vec::new();
    for (column, name) in survey.targets.iter().zip(class_names(names)) {
        if column.is_constant() {
            without.push(name.clone());
        }
    }
    (!without.is_empty()).then_some(Remark::NoSample(without))
}

fn class_names(names: &Dataset) -> &[String] {
    match names.class_names() {
        Some(classes) if classes.len() == names.n_targets() => classes,
        _ => names.target_names(),
    }
}

/// The target of all samples in words.
fn the_target(targets: &[Column], names: &Dataset) -> String {
    if let [only] = targets {
        let value = only.least;
        return match names.class_names() {
            Some([_, one]) if value > 0.0 => one.clone(),
            Some([zero, _]) => zero.clone(),
            _ => value.to_string(),
        };
    }
    let mut ones = targets.iter().zip(class_names(names)).filter(|(target, _)| target.most > 0.0);
    if let (Some((_, name)), None) = (ones.next(), ones.next()) {
        return name.clone();
    }
    let mut values = Vec::with_capacity(targets.len());
    for target in targets {
        values.push(target.least.to_string());
    }
    values.join(", ")
}
