//! Conjugate gradients.

use super::line_search::{BY_CURVE, LineSearch, inner};
use crate::error::Result;
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::{Method, Point, length};
use crate::train::{Objective, Settings, Stop};

/// Nonlinear conjugate gradients: each direction is against the gradient and a
/// part of the last direction, so that what was gained is not lost again.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time for each try of the line
/// search, and O(w) memory.
///
/// # Examples
///
/// ```
/// use percept::{ConjugateGradient, FeedForward, Stop, toy};
///
/// let xor = toy::xor()?;
/// let mut network = FeedForward::new(xor.ranges(), [4, 1])?;
/// assert_eq!(network.train(&xor, ConjugateGradient::new())?.stop(), Stop::GoalReached);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// E. Polak, G. Ribière, "Note sur la convergence de méthodes de directions
/// conjuguées", *RIRO* 3(16), 1969; J. Nocedal, S. J. Wright, *Numerical
/// Optimization*, 2nd edition, 2006, section 5.2 (`PR+`). neurolab:
/// `nl.train.train_cg`.
#[doc(alias = "train_cg")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct ConjugateGradient {
    pub(crate) settings: Settings,
}

trainer!(ConjugateGradient);

impl ConjugateGradient {
    pub(crate) fn method(n: usize) -> Box<dyn Method> {
        Box::new(Directions {
            line: LineSearch::new(n, 0.4, BY_CURVE),
            direction: vec![0.0; n],
            last: vec![0.0; n],
            fallen: None,
        })
    }
}

struct Directions {
    line: LineSearch,
    direction: Vec<f64>,
    /// The gradient before the last step.
    last: Vec<f64>,
    /// How far the error fell in the last step.
    fallen: Option<f64>,
}

impl Method for Directions {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        if self.search(point, objective)?.is_none() {
            // once more, straight against the gradient
            if self.fallen.take().is_none() || self.search(point, objective)?.is_none() {
                return Ok(Some(Stop::NoDescent));
            }
        }
        Ok(None)
    }

    fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.direction);
        tape.numbers(&mut self.last);
        let (mut has_fallen, mut fallen) = (self.fallen.is_some(), self.fallen.unwrap_or_default());
        tape.flag(&mut has_fallen);
        tape.number(&mut fallen);
        self.fallen = has_fallen.then_some(fallen);
    }
}

impl Directions {
    fn search(&mut self, point: &mut Point, objective: &mut Objective<'_>) -> Result<Option<f64>> {
        let part = if self.fallen.is_some() { self.part(&point.gradient) } else { 0.0 };
        for (d, g) in self.direction.iter_mut().zip(&point.gradient) {
            *d = part * *d - g;
        }
        if part > 0.0 && inner(&self.direction, &point.gradient) >= 0.0 {
            for (d, g) in self.direction.iter_mut().zip(&point.gradient) {
                *d = -g;
            }
        }
        let slope = inner(&self.direction, &point.gradient);
        let first = match self.fallen {
            // as far as the last fall would take it
            Some(fallen) if fallen > 0.0 => (-2.02 * fallen / slope).min(1.0),
            _ => 1.0 / length(&point.gradient),
        };
        self.last.copy_from_slice(&point.gradient);
        let before = point.error;
        let Some(taken) = self.line.go(point, &self.direction, first, objective)? else {
            return Ok(None);
        };
        self.fallen = Some(before - point.error);
        Ok(Some(taken))
    }

    /// How much of the last direction goes on.
    fn part(&self, gradient: &[f64]) -> f64 {
        let now = inner(gradient, gradient) - inner(gradient, &self.last);
        (now / inner(&self.last, &self.last)).max(0.0)
    }
}
