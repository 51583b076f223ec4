//! One of several runs that are compared.

use super::error_axis::{diverged, places};
use crate::error::count;
use crate::train::{History, Stop};

/// A run under its name.
#[derive(Clone, PartialEq)]
pub(crate) struct Run {
    pub(crate) name: String,
    pub(super) errors: Vec<f64>,
    /// None where a run had no validation data.
    pub(crate) validation_errors: Vec<f64>,
    pub(super) measure: String,
    pub(super) stop: Stop,
    pub(super) goal: f64,
}

impl Run {
    pub(super) fn of(name: String, history: &History) -> Self {
        let (errors, stop) = (history.errors().to_vec(), history.stop());
        let (validation_errors, measure) =
            (history.validation_errors().to_vec(), history.measure.clone());
        Self { name, errors, validation_errors, measure, stop, goal: history.goal }
    }

    pub(super) fn last(&self) -> f64 {
        self.errors.last().copied().unwrap_or(f64::NAN)
    }

    /// Where the lowest error is, and where the last one up to `most`.
    pub(super) fn places(&self, most: f64) -> Option<[usize; 2]> {
        places(&self.errors, most)
    }

    pub(super) fn diverged(&self) -> bool {
        diverged(&self.errors)
    }
}

/// After how many epochs of learning.
pub(crate) fn learnt(epochs: usize) -> String {
    match epochs {
        0 => "before learning".to_owned(),
        _ => format!("after {}", count(epochs, "epoch")),
    }
}
