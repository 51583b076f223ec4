//! Newton's method with conjugate gradients.

use super::l_bfgs::add;
use super::line_search::{LineSearch, TWOFOLD, inner};
use crate::error::Result;
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::{Method, Point, length};
use crate::train::{Objective, Settings, Stop};

/// Newton's method, with the step to the bottom of the local curve found by
/// conjugate gradients.
///
/// The curvature along a direction is the change of the gradient by a tiny
/// move, so that an epoch computes the gradient several times.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time for each try of the line
/// search and for each of at most 21 steps of conjugate gradients, and O(w) memory.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, NewtonCg, Stop, toy};
///
/// let sine = toy::sine(20)?;
/// let mut network = FeedForward::new(sine.ranges(), [5, 1])?;
/// assert_eq!(network.train(&sine, NewtonCg::new())?.stop(), Stop::GoalReached);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// R. S. Dembo, T. Steihaug, "Truncated-Newton algorithms for large-scale
/// unconstrained optimization", *Mathematical Programming* 26, 1983;
/// J. Nocedal, S. J. Wright, *Numerical Optimization*, 2nd edition, 2006,
/// algorithm 7.1. neurolab: `nl.train.train_ncg`.
#[doc(alias = "train_ncg")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct NewtonCg {
    pub(crate) settings: Settings,
}

trainer!(NewtonCg);

impl NewtonCg {
    pub(crate) fn method(n: usize) -> Box<dyn Method> {
        let zeros = || vec![0.0; n];
        Box::new(Newton {
            line: LineSearch::new(n, 0.9, TWOFOLD),
            direction: zeros(),
            rest: zeros(),
            towards: zeros(),
            curved: zeros(),
            near: zeros(),
        })
    }
}

struct Newton {
    line: LineSearch,
    direction: Vec<f64>,
    /// What the direction leaves of the gradient.
    rest: Vec<f64>,
    towards: Vec<f64>,
    /// The curvature along `towards`.
    curved: Vec<f64>,
    near: Vec<f64>,
}

impl Method for Newton {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        self.solve(point, objective)?;
        if self.line.go(point, &self.direction, 1.0, objective)?.is_some() {
            return Ok(None);
        }
        for (d, g) in self.direction.iter_mut().zip(&point.gradient) {
            *d = -g;
        }
        let first = (1.0 / length(&point.gradient)).min(1.0);
        let taken = self.line.go(point, &self.direction, first, objective)?;
        Ok(if taken.is_some() { None } else { Some(Stop::NoDescent) })
    }

    /// Each epoch begins with nothing but the point.
    fn tape(&mut self, _tape: &mut Tape) {}
}

impl Newton {
    /// The step to where the gradient would be 0 if the curvature stayed,
    /// roughly at first and better the smaller the gradient is.
    fn solve(&mut self, point: &Point, objective: &mut Objective<'_>) -> Result<()> {
        let size = length(&point.gradient);
        let enough = size * size.sqrt().min(0.5);
        self.direction.fill(0.0);
        self.rest.copy_from_slice(&point.gradient);
        for (t, g) in self.towards.iter_mut().zip(&point.gradient) {
            *t = -g;
        }
        let most = 20.min(self.direction.len()) + 1;
        for round in 0..most {
            self.curvature(point, objective)?;
            if objective.is_late() {
                break;
            }
            let along = inner(&self.towards, &self.curved);
            if !along.is_finite() || along <= 1e-14 * inner(&self.towards, &self.towards) {
                if round == 0 {
                    self.direction.copy_from_slice(&self.towards);
                }
                break;
            }
            let left = inner(&self.rest, &self.rest);
            let part = left / along;
            add(&mut self.direction, part, &self.towards);
            add(&mut self.rest, part, &self.curved);
            if length(&self.rest) <= enough {
                break;
            }
            let again = inner(&self.rest, &self.rest) / left;
            for (t, r) in self.towards.iter_mut().zip(&self.rest) {
                *t = again * *t - r;
            }
        }
        Ok(())
    }

    /// How the gradient changes along `towards`.
    fn curvature(&mut self, point: &Point, objective: &mut Objective<'_>) -> Result<()> {
        let tiny = f64::EPSILON.sqrt() * (1.0 + length(&point.parameters)) / length(&self.towards);
        self.near.copy_from_slice(&point.parameters);
        add(&mut self.near, tiny, &self.towards);
        objective.gradient(&self.near, &mut self.curved)?;
        for (c, g) in self.curved.iter_mut().zip(&point.gradient) {
            *c = (*c - g) / tiny;
        }
        Ok(())
    }
}
