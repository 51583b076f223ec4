//! Errors of validation data beside those of the runs.

use super::error_axis::Scale;
use super::run_curve::{Run, learnt};
use crate::chart::{Dash, Mark, series, short, significant};
use crate::data::owned;
use crate::error::count;
use crate::notebook::Table;
use crate::train::{History, lowest};

/// Points of a line.
const MAX_POINTS: usize = 250;

/// A thin line in the colour of the `i`-th run.
pub(crate) fn line(errors: &[f64], i: usize, scale: &Scale) -> Option<Mark> {
    (!errors.is_empty()).then(|| Mark::Line {
        name: String::new(),
        color: series(i).0,
        width: 1.2,
        dash: Dash::Dotted,
        dots: false,
        hover: String::new(),
        at: scale.curve(errors, MAX_POINTS),
    })
}

/// What the thin lines are, if there are any.
pub(crate) fn words(runs: &[Run]) -> Option<String> {
    let any = runs.iter().any(|run| !run.validation_errors.is_empty());
    any.then(|| "Thin dotted lines without markers are errors of validation data.".to_owned())
}

/// Said where no error of the validation data was a finite number.
const NEVER: &str =
    "The validation error was never a number: the weights from before learning are kept.";

/// Where the error of the validation data was lowest: those weights were kept.
pub(crate) fn lowest_words(history: &History) -> Option<String> {
    let errors = history.validation_errors();
    if errors.is_empty() {
        return None;
    }
    let Some(best) = lowest(errors) else { return Some(NEVER.to_owned()) };
    let (n, error) = (count(best, "epoch"), short(errors[best]));
    Some(format!(
        "On the validation data it was lowest after {n}: {error}. Those weights are kept."
    ))
}

/// What early stopping has kept: told with the picture of that epoch, and with
/// the last one.
pub(crate) fn keeping(history: &History, epoch: Option<usize>, last: bool) -> Option<String> {
    if history.validation_errors().is_empty() {
        return None;
    }
    let kept = history.kept_epoch()?;
    if lowest(history.validation_errors()).is_none() {
        return (last || epoch == Some(kept)).then(|| NEVER.to_owned());
    }
    let which = if epoch == Some(kept) {
        "these weights".to_owned()
    } else if last {
        format!("the weights after {}", count(kept, "epoch"))
    } else {
        return None;
    };
    Some(format!("The network kept {which}, the best for the validation data."))
}

/// The runs, and those with validation data once more.
pub(crate) fn with_table(table: Table, runs: &[Run]) -> Vec<Table> {
    let mut validated = Vec::new();
    for run in runs {
        if !run.validation_errors.is_empty() {
            validated.push(run);
        }
    }
    if validated.is_empty() {
        return vec![table];
    }
    let head = owned(&["run", "last validation error", "lowest validation error"]);
    let own = Table::excerpt(head, validated.len(), &|i| {
        let errors = &validated[i].validation_errors;
        let lowest = match lowest(errors) {
            Some(best) => {
                format!("{} ({})", significant(errors[best], 6), learnt(best))
            }
            None => "none".to_owned(),
        };
        let last = errors.last().copied().unwrap_or(f64::NAN);
        vec![validated[i].name.clone(), significant(last, 6), lowest]
    });
    vec![table, own]
}
