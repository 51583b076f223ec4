//! How far to go in a direction: far enough for the slope to level off, not so
//! far that the error rises again.
//!
//! The strong Wolfe conditions, found as in J. Nocedal, S. J. Wright,
//! *Numerical Optimization*, 2nd edition, 2006, algorithms 3.5 and 3.6; how far
//! beyond a step that was too short, as in J. J. Moré, D. J. Thuente, "Line
//! search algorithms with guaranteed sufficient decrease", *ACM Transactions on
//! Mathematical Software* 20(3), 1994.

use crate::error::Result;
use crate::train::Objective;
use crate::train::trainers::method::Point;

/// The part of the first slope by which the error has to fall.
const DECREASE: f64 = 1e-4;
/// Steps tried while looking for an end, and between the ends.
const MOST: usize = 30;
/// By how much a step that was too short grows, at least and at most: to where
/// the curve through the last two places is lowest, for directions whose length
/// says little …
pub(crate) const BY_CURVE: [f64; 2] = [1.1, 4.0];
/// … and twofold, where steps are seldom too short.
pub(crate) const TWOFOLD: [f64; 2] = [2.0, 2.0];

/// A place on the line.
#[derive(Clone, Copy)]
struct Place {
    step: f64,
    error: f64,
    slope: f64,
}

/// A search along lines; keeps its room from one to the next.
pub(crate) struct LineSearch {
    parameters: Vec<f64>,
    gradient: Vec<f64>,
    /// The place that the room holds.
    at: f64,
    /// How much of the first slope may be left.
    curvature: f64,
    growth: [f64; 2],
}

impl LineSearch {
    pub(crate) fn new(n: usize, curvature: f64, growth: [f64; 2]) -> Self {
        let (parameters, gradient) = (vec![0.0; n], vec![0.0; n]);
        Self { parameters, gradient, at: f64::NAN, curvature, growth }
    }

    /// Moves the point along `direction`, trying the step `first` at first.
    /// Gives the step taken; `None` leaves the point where it is: no step is
    /// good, or the samples could not be read.
    pub(crate) fn go(
        &mut self,
        point: &mut Point,
        direction: &[f64],
        first: f64,
        objective: &mut Objective<'_>,
    ) -> Result<Option<f64>> {
        let start =
            Place { step: 0.0, error: point.error, slope: inner(&point.gradient, direction) };
        if start.slope >= 0.0 || !start.slope.is_finite() || !first.is_finite() {
            return Ok(None);
        }
        let Some(found) = self.bracket(point, direction, start, first, objective)? else {
            return Ok(None);
        };
        if self.at != found.step {
            let again = self.measure(point, direction, found.step, objective)?;
            if again.is_none() {
                return Ok(None);
            }
        }
        std::mem::swap(&mut point.parameters, &mut self.parameters);
        std::mem::swap(&mut point.gradient, &mut self.gradient);
        point.error = found.error;
        self.at = f64::NAN;
        Ok(Some(found.step))
    }

    /// Lengthens the step until there is a good place behind it.
    fn bracket(
        &mut self,
        point: &Point,
        direction: &[f64],
        start: Place,
        first: f64,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Place>> {
        let (mut last, mut step) = (start, first);
        for _ in 0..MOST {
            let Some(now) = self.measure(point, direction, step, objective)? else {
                return Ok(None);
            };
            if !lower(start, now) || (last.step > 0.0 && now.error >= last.error) {
                return self.between(point, direction, start, [last, now], objective);
            }
            if self.is_level(start, now) {
                return Ok(Some(now));
            }
            if now.slope >= 0.0 {
                return self.between(point, direction, start, [now, last], objective);
            }
            step = beyond(last, now, self.growth);
            last = now;
        }
        Ok(Some(last))
    }

    /// Narrows down two places, the first the better one, between which there
    /// is a good one.
    fn between(
        &mut self,
        point: &Point,
        direction: &[f64],
        start: Place,
        [mut low, mut high]: [Place; 2],
        objective: &mut Objective<'_>,
    ) -> Result<Option<Place>> {
        for _ in 0..MOST {
            let step = inside(low, high);
            if step == low.step || step == high.step {
                break;
            }
            let Some(now) = self.measure(point, direction, step, objective)? else {
                return Ok(None);
            };
            if !lower(start, now) || now.error >= low.error {
                high = now;
                continue;
            }
            if self.is_level(start, now) {
                return Ok(Some(now));
            }
            if now.slope * (high.step - low.step) >= 0.0 {
                high = low;
            }
            low = now;
        }
        // not level yet, but lower than at the start
        Ok((low.step > 0.0).then_some(low))
    }

    /// `None` if the samples could not be read.
    fn measure(
        &mut self,
        point: &Point,
        direction: &[f64],
        step: f64,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Place>> {
        for (i, parameter) in self.parameters.iter_mut().enumerate() {
            *parameter = point.parameters[i] + step * direction[i];
        }
        let error = objective.gradient(&self.parameters, &mut self.gradient)?;
        self.at = step;
        let place = Place { step, error, slope: inner(&self.gradient, direction) };
        Ok((!objective.is_late()).then_some(place))
    }

    fn is_level(&self, start: Place, now: Place) -> bool {
        now.slope.abs() <= -self.curvature * start.slope
    }
}

/// Whether the error has fallen enough for the step; false for NaN.
fn lower(start: Place, now: Place) -> bool {
    now.error <= start.error + DECREASE * now.step * start.slope
}

/// Where the cubic curve through both places is lowest, not too close to
/// either; half way where there is none.
fn inside(low: Place, high: Place) -> f64 {
    let (width, share) = (high.step - low.step, lowest(low, high));
    if (0.1..=0.9).contains(&share) { low.step + share * width } else { low.step + 0.5 * width }
}

/// Where the cubic curve through both places is lowest, within the bounds of
/// growth; as far as they go where it falls without end.
fn beyond(last: Place, now: Place, [low, high]: [f64; 2]) -> f64 {
    let step = last.step + lowest(last, now) * (now.step - last.step);
    if step > now.step { step.clamp(low * now.step, high * now.step) } else { high * now.step }
}

/// Where the cubic curve through both places is lowest, as a part of the way
/// from the one to the other; NaN if nowhere.
fn lowest(from: Place, to: Place) -> f64 {
    let width = to.step - from.step;
    let d1 = from.slope + to.slope - 3.0 * (from.error - to.error) / (from.step - to.step);
    let d2 = (d1 * d1 - from.slope * to.slope).sqrt().copysign(width);
    1.0 - (to.slope + d2 - d1) / (to.slope - from.slope + 2.0 * d2)
}

/// `Σ aᵢ bᵢ`.
pub(crate) fn inner(a: &[f64], b: &[f64]) -> f64 {
    crate::network::dot(a, b)
}
