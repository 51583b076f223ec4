//! Whether a run that did not reach its goal could have: too few epochs, or no
//! line at all.

use super::remarks::wants_scaling;
use crate::chart::short;
use crate::data::{Separability, Verdict};
use crate::error::count;
use crate::network::Transfer;
use crate::train::{History, Stop};
use crate::view::data::separability::class_pair::{names, separator};

/// A sentence about a training that did not reach its goal.
pub(crate) fn possibility(history: &History) -> Option<String> {
    let what = separator(history.input_names.len());
    if let Some(samples) = history.unjudged {
        return Some(format!(
            "Whether a {what} separates the classes was not checked automatically, with {} of {}: \
             call `data.separability()`.",
            count(samples, "sample"),
            count(history.input_names.len(), "input")
        ));
    }
    Some(verdict(history, history.separability()?, what))
}

fn verdict(history: &History, judged: &Separability, what: &str) -> String {
    let (mut margin, mut unknown) = (f64::INFINITY, false);
    let mut hopeless = Vec::new();
    for (target, verdict) in judged.verdicts.iter().enumerate() {
        match verdict {
            Verdict::Separable(line) => margin = margin.min(line.margin),
            Verdict::NotSeparable(_) => {
                let [zero, one] = names(judged, target);
                hopeless.push(format!("{one} from {zero}"));
            }
            Verdict::OneClass => {}
            Verdict::Undecided => unknown = true,
        }
    }
    if !hopeless.is_empty() {
        return none(what, &listed(&hopeless), has_steps(history));
    }
    if unknown {
        return format!(
            "Whether a {what} separates the classes is unknown: the quick check gave up after a \
             few milliseconds. Call `data.separability()` for an answer."
        );
    }
    let margin = if margin.is_finite() {
        format!(", with a margin of {}", short(margin))
    } else {
        String::new()
    };
    match history.stop() {
        _ if !has_steps(history) => {
            format!("A {what} that makes every answer right exists{margin}.")
        }
        Stop::Diverged => format!("A {what} without errors exists{margin}."),
        _ if wants_scaling(history) => format!("A {what} without errors exists{margin}."),
        _ => format!("A {what} without errors exists{margin}: more epochs would find it."),
    }
}

/// Whether an output is right or wrong, with nothing between.
fn has_steps(history: &History) -> bool {
    let transfer = history.perceptron.as_ref().map(crate::network::Perceptron::transfer_function);
    matches!(transfer, Some(Transfer::HardLim | Transfer::HardLims))
}

fn none(what: &str, hopeless: &str, steps: bool) -> String {
    if steps {
        return format!(
            "No {what} separates {hopeless}, so no number of epochs would have reached an error \
             of 0."
        );
    }
    format!("No {what} makes every answer right: none separates {hopeless}.")
}

/// `a, nor b, nor 3 more`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first}, nor {second}"),
        [first, second, rest @ ..] => format!("{first}, nor {second}, nor {} more", rest.len()),
    }
}
