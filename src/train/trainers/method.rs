//! The interface of a trainer to the epoch loop: it moves the parameters.

use crate::error::Result;
use crate::train::checkpoint::tape::Tape;
use crate::train::{Objective, Stop};

/// Where training stands: parameters, and what was measured with them.
pub(crate) struct Point {
    pub(crate) parameters: Vec<f64>,
    pub(crate) error: f64,
    /// The gradient of the error, where the trainer needs it.
    pub(crate) gradient: Vec<f64>,
    pub(crate) needs_gradient: bool,
}

impl Point {
    /// Measures with the present parameters.
    pub(crate) fn measure(&mut self, objective: &mut Objective<'_>) -> Result<()> {
        self.error = if self.needs_gradient {
            objective.gradient(&self.parameters, &mut self.gradient)?
        } else {
            objective.error(&self.parameters)?
        };
        Ok(())
    }

    pub(crate) fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.parameters);
        tape.number(&mut self.error);
        tape.numbers(&mut self.gradient);
    }
}

/// One algorithm under way.
pub(crate) trait Method {
    /// One epoch: moves the point and measures there. Gives a reason to stop
    /// where it cannot move; the point is then as it was.
    ///
    /// # Errors
    ///
    /// If a batch of samples cannot be read.
    fn advance(&mut self, point: &mut Point, objective: &mut Objective<'_>)
    -> Result<Option<Stop>>;

    /// Whether it begins an epoch with the gradient over all samples.
    fn needs_gradient(&self) -> bool {
        true
    }

    /// What it has to know besides the point.
    fn tape(&mut self, tape: &mut Tape);
}

/// `√Σ v²`.
pub(crate) fn length(values: &[f64]) -> f64 {
    let mut squares = 0.0;
    for value in values {
        squares += value * value;
    }
    squares.sqrt()
}
