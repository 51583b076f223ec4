//! Early stopping: validation data say when a run ends, and which epoch's
//! weights are kept.

use std::borrow::Cow;

use super::bounds::at_least_1;
use super::checkpoint::tape::Tape;
use crate::data::{Dataset, Known};
use crate::error::{Error, Result};
use crate::train::Identity;

/// Epochs without an improvement that end a run, unless it says otherwise.
const PATIENCE: usize = 20;

/// What a trainer was told of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Early {
    pub(crate) validation: Option<Dataset>,
    pub(crate) patience: Option<usize>,
}

impl Early {
    pub(crate) fn check(&self) -> Result<()> {
        let Some(patience) = self.patience else { return Ok(()) };
        at_least_1("patience", patience)?;
        if self.validation.is_some() {
            return Ok(());
        }
        Err(Error::Parameter {
            name: "patience".to_owned(),
            expected: "`validation` data whose error it waits for",
            found: format!("{patience} without such data"),
        })
    }

    /// The validation data with the classes of the data that are learnt.
    pub(crate) fn fitted(&self, learnt: &Dataset) -> Result<Option<Cow<'_, Dataset>>> {
        let fit = |held_out| Known::of(learnt).fit("validation", held_out);
        self.validation.as_ref().map(fit).transpose()
    }

    pub(super) fn identify(&self, identity: &mut Identity) {
        identity.add("patience", self.patience.unwrap_or(PATIENCE));
        identity.add_validation(self.validation.as_ref());
    }

    /// Before the first epoch.
    pub(crate) fn waiting(&self) -> Waiting {
        let patience = self.patience.unwrap_or(PATIENCE);
        Waiting { best: f64::INFINITY, since_best: 0, patience }
    }
}

/// Waits for the error of the validation data to improve.
pub(crate) struct Waiting {
    best: f64,
    since_best: usize,
    patience: usize,
}

impl Waiting {
    /// Takes in the error of an epoch; says whether it is the best so far.
    pub(crate) fn improves(&mut self, error: f64) -> bool {
        let better = is_better(error, self.best);
        if better {
            (self.best, self.since_best) = (error, 0);
        } else {
            self.since_best += 1;
        }
        better
    }

    pub(super) fn tape(&mut self, tape: &mut Tape, epochs: usize) {
        tape.number(&mut self.best);
        tape.whole(&mut self.since_best);
        if self.since_best > epochs {
            tape.spoil();
        }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.since_best >= self.patience
    }
}

/// Whether an error is lower than the best so far; NaN and infinite errors,
/// which are no numbers to compare, never are.
fn is_better(error: f64, best: f64) -> bool {
    error.is_finite() && error < best
}

/// Where the errors of validation data are lowest: the first of equals, `None`
/// if none of them is a finite number.
pub(crate) fn lowest(errors: &[f64]) -> Option<usize> {
    let (mut best, mut place) = (f64::INFINITY, None);
    for (epoch, error) in errors.iter().enumerate() {
        if is_better(*error, best) {
            (best, place) = (*error, Some(epoch));
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_never_the_best() {
        let (nan, infinite) = (f64::NAN, f64::INFINITY);
        let cases = [
            (vec![nan, 2.0, 1.0, 1.0, 3.0], Some(2)),
            (vec![infinite, 2.0, nan, 2.0], Some(1)),
            (vec![3.0, -infinite, 2.0, nan], Some(2)),
            (vec![nan, infinite, nan], None),
            (vec![], None),
        ];
        for (errors, expected) in cases {
            assert_eq!(lowest(&errors), expected, "{errors:?}");
            let mut waiting = Early::default().waiting();
            let mut kept = None;
            for (epoch, error) in errors.iter().enumerate() {
                kept = if waiting.improves(*error) { Some(epoch) } else { kept };
            }
            assert_eq!(kept, expected, "{errors:?}");
        }
    }
}
