//! L-BFGS: BFGS with limited memory.

use super::line_search::{LineSearch, TWOFOLD, inner};
use crate::error::Result;
use crate::network::FeedForward;
use crate::train::bounds::at_least_1;
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::{Method, Point, length};
use crate::train::{Identity, Objective, Settings, Stop};

/// Weights of inputs whose ranges reach this far, or less than its inverse, are
/// moved by steps of their own size: equal steps would saturate every neuron
/// that sees a year, and leave one that sees a millionth where it is.
const FAR: f64 = 10.0;

/// L-BFGS: as [`Bfgs`](crate::Bfgs), but it remembers only the last few steps,
/// so that it takes networks of any size.
///
/// Inputs whose ranges reach beyond 10, or not beyond 0.1, are allowed for: the
/// first steps of their weights are shorter, or longer, in proportion.
///
/// # Complexity
///
/// For `w` parameters and `m` remembered steps, an epoch takes O(samples × w) time
/// for each try of the line search and O(m w) for the direction, and O(m w) memory.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, LBfgs, Stop, toy};
///
/// let sine = toy::sine(20)?;
/// let mut network = FeedForward::new(sine.ranges(), [5, 1])?;
/// assert_eq!(network.train(&sine, LBfgs::new())?.stop(), Stop::GoalReached);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// J. Nocedal, "Updating quasi-Newton matrices with limited storage",
/// *Mathematics of Computation* 35(151), 1980; J. Nocedal, S. J. Wright,
/// *Numerical Optimization*, 2nd edition, 2006, algorithm 7.5.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct LBfgs {
    pub(crate) settings: Settings,
    memory: usize,
}

impl Default for LBfgs {
    fn default() -> Self {
        Self { settings: Settings::default(), memory: 10 }
    }
}

trainer!(LBfgs);

impl LBfgs {
    /// How many steps to remember (1 or more, default 10).
    pub fn memory(mut self, steps: usize) -> Self {
        self.memory = steps;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        at_least_1("memory", self.memory)
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("memory", self.memory);
    }

    pub(crate) fn method(&self, network: &FeedForward) -> Box<dyn Method> {
        let n = network.n_parameters();
        Box::new(Memory {
            line: LineSearch::new(n, 0.9, TWOFOLD),
            most: self.memory,
            sizes: sizes(network),
            steps: Vec::new(),
            direction: vec![0.0; n],
            last: vec![0.0; n],
            parts: Vec::new(),
        })
    }
}

/// A step, the change of the gradient by it, and the product of both.
struct Step {
    moved: Vec<f64>,
    change: Vec<f64>,
    curvature: f64,
}

struct Memory {
    line: LineSearch,
    most: usize,
    /// By what the square of a step is multiplied, one per parameter; empty if
    /// 1 for all.
    sizes: Vec<f64>,
    steps: Vec<Step>,
    direction: Vec<f64>,
    last: Vec<f64>,
    /// Of each step in a turn, the last first.
    parts: Vec<f64>,
}

impl Method for Memory {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        if self.search(point, objective)?.is_none() {
            if self.steps.is_empty() {
                return Ok(Some(Stop::NoDescent));
            }
            self.steps.clear();
            if self.search(point, objective)?.is_none() {
                return Ok(Some(Stop::NoDescent));
            }
        }
        Ok(None)
    }

    fn tape(&mut self, tape: &mut Tape) {
        let n = tape.length(self.steps.len(), 2 * self.last.len() + 1);
        while self.steps.len() < n {
            let (moved, change) = (self.last.clone(), self.last.clone());
            self.steps.push(Step { moved, change, curvature: 0.0 });
        }
        for step in &mut self.steps {
            tape.numbers(&mut step.moved);
            tape.numbers(&mut step.change);
            tape.number(&mut step.curvature);
        }
    }
}

impl Memory {
    fn search(&mut self, point: &mut Point, objective: &mut Objective<'_>) -> Result<Option<f64>> {
        self.turn(&point.gradient);
        let first =
            if self.steps.is_empty() { (1.0 / self.length(&point.gradient)).min(1.0) } else { 1.0 };
        self.last.copy_from_slice(&point.gradient);
        let Some(taken) = self.line.go(point, &self.direction, first, objective)? else {
            return Ok(None);
        };
        self.remember(taken, &point.gradient);
        Ok(Some(taken))
    }

    /// The direction: against the gradient, turned by what the steps say of
    /// the curvature.
    fn turn(&mut self, gradient: &[f64]) {
        for (d, g) in self.direction.iter_mut().zip(gradient) {
            *d = -g;
        }
        self.parts.clear();
        for Step { moved, change, curvature } in self.steps.iter().rev() {
            let part = inner(moved, &self.direction) / curvature;
            add(&mut self.direction, -part, change);
            self.parts.push(part);
        }
        if let Some(Step { change, curvature, .. }) = self.steps.last() {
            let scale = curvature / self.squared(change);
            for d in &mut self.direction {
                *d *= scale;
            }
        }
        for (d, size) in self.direction.iter_mut().zip(&self.sizes) {
            *d *= size;
        }
        let parts = self.parts.iter().rev();
        for (Step { moved, change, curvature }, part) in self.steps.iter().zip(parts) {
            let other = inner(change, &self.direction) / curvature;
            add(&mut self.direction, part - other, moved);
        }
    }

    /// `√Σ size g²`.
    fn length(&self, gradient: &[f64]) -> f64 {
        if self.sizes.is_empty() { length(gradient) } else { self.squared(gradient).sqrt() }
    }

    /// `Σ size g²`.
    fn squared(&self, gradient: &[f64]) -> f64 {
        if self.sizes.is_empty() {
            return inner(gradient, gradient);
        }
        let mut sum = 0.0;
        for (slope, size) in gradient.iter().zip(&self.sizes) {
            sum += slope * slope * size;
        }
        sum
    }

    /// The oldest step gives its room to the new one.
    fn remember(&mut self, taken: f64, gradient: &[f64]) {
        let mut room = if self.steps.len() < self.most {
            Step { moved: self.last.clone(), change: self.last.clone(), curvature: 0.0 }
        } else {
            self.steps.remove(0)
        };
        for (i, slope) in gradient.iter().enumerate() {
            room.moved[i] = taken * self.direction[i];
            room.change[i] = slope - self.last[i];
        }
        room.curvature = inner(&room.moved, &room.change);
        if room.curvature > 1e-12 * length(&room.moved) * length(&room.change) {
            self.steps.push(room);
        }
    }
}

/// The squares of how far a weight can go before its input moves a neuron by 1.
fn sizes(network: &FeedForward) -> Vec<f64> {
    let mut sizes = Vec::with_capacity(network.n_inputs());
    for [low, high] in network.ranges() {
        let reach = low.abs().max(high.abs());
        let is_far = !(1.0 / FAR..=FAR).contains(&reach);
        // beyond these, squares are no numbers any more
        let reach = reach.clamp(1e-100, 1e100);
        sizes.push(if is_far { 1.0 / (reach * reach) } else { 1.0 });
    }
    if sizes.iter().all(|size| *size == 1.0) {
        return Vec::new();
    }
    let mut all = vec![1.0; network.n_parameters()];
    for (layer, shape) in network.shapes().iter().enumerate() {
        let mut start = 0;
        for column in network.columns_of(layer) {
            if column == 0 {
                for row in shape.of_mut(&mut all).0.chunks_exact_mut(shape.inputs) {
                    row[start..start + sizes.len()].copy_from_slice(&sizes);
                }
            }
            start += if column == 0 { sizes.len() } else { network.shapes()[column - 1].neurons };
        }
    }
    all
}

/// `sum += factor × values`.
pub(crate) fn add(sum: &mut [f64], factor: f64, values: &[f64]) {
    for (sum, value) in sum.iter_mut().zip(values) {
        *sum += factor * value;
    }
}
