//! Early stopping: data that are not learnt from say when a run ends.

use super::bounds::at_least_1;
use crate::data::Dataset;
use crate::error::{Error, Result};

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
            wanted: "`validation` data whose error it waits for",
            came: format!("{patience} without such data"),
        })
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
        let better = error < self.best;
        if better {
            (self.best, self.since_best) = (error, 0);
        } else {
            self.since_best += 1;
        }
        better
    }

    pub(crate) fn is_over(&self) -> bool {
        self.since_best >= self.patience
    }
}
