//! BFGS.

use super::line_search::{LineSearch, TWOFOLD, inner};
use crate::error::{Error, Result};
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::{Method, Point, length};
use crate::train::{Deadline, Objective, Settings, Stop};

/// BFGS: learns the curvature of the error from how its gradient changes, and
/// steps to where the gradient should be 0.
///
/// Takes far fewer epochs than gradient descent on small networks.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time for each try of the line
/// search and O(w²) for the direction, and O(w²) memory. At most 4096 parameters.
///
/// # Examples
///
/// ```
/// use percept::{Bfgs, FeedForward, Stop, toy};
///
/// let sine = toy::sine(20)?;
/// let mut network = FeedForward::new(sine.ranges(), [5, 1])?;
/// let history = network.train(&sine, Bfgs::new())?;
/// assert_eq!(history.stop(), Stop::GoalReached);
/// assert!(history.epochs() < 60);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd edition, 2006,
/// algorithm 6.1. neurolab: `nl.train.train_bfgs`.
#[doc(alias = "train_bfgs")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Bfgs {
    pub(crate) settings: Settings,
}

trainer!(Bfgs);

/// Parameters whose table fits into 128 MiB.
const MOST: usize = 4096;

impl Bfgs {
    pub(crate) fn method(n: usize) -> Result<Box<dyn Method>> {
        if n > MOST {
            return Err(Error::Parameter {
                name: "trainer".to_owned(),
                expected: "for Bfgs, a network of at most 4096 parameters (`LBfgs` takes larger \
                         ones)",
                found: n.to_string(),
            });
        }
        Ok(Box::new(Curvature {
            line: LineSearch::new(n, 0.9, TWOFOLD),
            inverse: Vec::new(),
            direction: vec![0.0; n],
            last: vec![0.0; n],
            step: vec![0.0; n],
            change: vec![0.0; n],
            fallen: 0.0,
        }))
    }
}

struct Curvature {
    line: LineSearch,
    /// The inverse of the Hessian, row by row; empty before the first step.
    inverse: Vec<f64>,
    direction: Vec<f64>,
    /// The gradient before the step.
    last: Vec<f64>,
    step: Vec<f64>,
    /// The change of the gradient by the step.
    change: Vec<f64>,
    /// How far the error fell in the last step.
    fallen: f64,
}

impl Method for Curvature {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        if self.search(point, objective)?.is_none() {
            if self.inverse.is_empty() {
                return Ok(Some(Stop::NoDescent));
            }
            // what was learnt of the curvature is no longer true
            self.inverse.clear();
            if self.search(point, objective)?.is_none() {
                return Ok(Some(Stop::NoDescent));
            }
        }
        self.update(&mut objective.deadline);
        Ok(None)
    }

    fn tape(&mut self, tape: &mut Tape) {
        let n = self.step.len();
        tape.list(&mut self.inverse);
        if !self.inverse.is_empty() && self.inverse.len() != n * n {
            tape.spoil();
        }
        tape.number(&mut self.fallen);
    }
}

impl Curvature {
    fn search(&mut self, point: &mut Point, objective: &mut Objective<'_>) -> Result<Option<f64>> {
        let n = self.direction.len();
        let mut first = 1.0;
        if self.inverse.is_empty() {
            first = (1.0 / length(&point.gradient)).min(1.0);
            for (d, g) in self.direction.iter_mut().zip(&point.gradient) {
                *d = -g;
            }
        } else {
            for (d, row) in self.direction.iter_mut().zip(self.inverse.chunks_exact(n)) {
                *d = -inner(row, &point.gradient);
            }
            // as far as the last fall would take it
            let guess = -2.02 * self.fallen / inner(&self.direction, &point.gradient);
            if guess > 0.0 {
                first = guess.min(1.0);
            }
        }
        self.last.copy_from_slice(&point.gradient);
        let before = point.error;
        let Some(taken) = self.line.go(point, &self.direction, first, objective)? else {
            return Ok(None);
        };
        self.fallen = before - point.error;
        for i in 0..n {
            self.step[i] = taken * self.direction[i];
            self.change[i] = point.gradient[i] - self.last[i];
        }
        Ok(Some(taken))
    }

    /// Corrects the table so that it explains the last change of the gradient.
    fn update(&mut self, deadline: &mut Deadline) {
        let (n, curvature) = (self.step.len(), inner(&self.step, &self.change));
        if curvature <= 1e-12 * length(&self.step) * length(&self.change) {
            return;
        }
        if self.inverse.is_empty() {
            self.inverse = vec![0.0; n * n];
            for i in 0..n {
                self.inverse[i * n + i] = 1.0;
            }
        }
        for (d, row) in self.direction.iter_mut().zip(self.inverse.chunks_exact(n)) {
            *d = inner(row, &self.change);
        }
        let along = (1.0 + inner(&self.change, &self.direction) / curvature) / curvature;
        for (i, row) in self.inverse.chunks_exact_mut(n).enumerate() {
            if deadline.passes(5 * n) {
                return;
            }
            let (s, h) = (self.step[i], self.direction[i]);
            for (j, value) in row.iter_mut().enumerate() {
                *value += along * s * self.step[j]
                    - (h * self.step[j] + s * self.direction[j]) / curvature;
            }
        }
    }
}
