//! The axis of errors, and what of them is drawn on it.

use crate::chart::{Axis, INK, Mark, Symbol};

/// Errors further apart than this factor get a logarithmic axis; those of runs
/// that diverged are drawn so far above the others.
pub(crate) const FAR: f64 = 100.0;

/// Whether a run's errors end beyond the range of numbers.
pub(crate) fn diverged(errors: &[f64]) -> bool {
    errors.last().is_some_and(|error| !error.is_finite())
}

/// Where the lowest error is, and where the last one up to `most`.
pub(crate) fn places(errors: &[f64], most: f64) -> Option<[usize; 2]> {
    let mut places: Option<[usize; 2]> = None;
    for (i, error) in errors.iter().enumerate() {
        if *error <= most {
            let lowest = places.map_or(i, |[lowest, _]| lowest);
            places = Some([if *error < errors[lowest] { i } else { lowest }, i]);
        }
    }
    places
}

/// The epoch in which a run that diverged grew beyond `most`.
pub(crate) fn leaves(errors: &[f64], most: f64) -> Option<usize> {
    let [_, last] = places(errors, most)?;
    diverged(errors).then_some(last + 1)
}

/// Crosses where runs leave the picture.
pub(crate) fn crosses(at: Vec<[f64; 2]>) -> Mark {
    Mark::Points {
        name: "diverged".to_owned(),
        color: INK,
        symbol: Symbol::Cross,
        size: 13.0,
        at,
        hover: Vec::new(),
    }
}

/// The axis of errors.
pub(crate) struct Scale {
    pub(crate) logarithmic: bool,
    /// Errors above this, of runs that diverged, are not drawn.
    pub(crate) most: f64,
    lowest: f64,
    pub(crate) highest: f64,
    zeros: bool,
}

impl Scale {
    /// The axis of some runs' errors.
    pub(crate) fn of(runs: &[&[f64]]) -> Self {
        let mut scale =
            Self { logarithmic: false, most: 0.0, lowest: 0.0, highest: 0.0, zeros: false };
        for errors in runs {
            let reach = if diverged(errors) { 1 } else { errors.len() };
            for &error in &errors[..reach.min(errors.len())] {
                if error.is_finite() {
                    scale.most = scale.most.max(error * FAR).min(f64::MAX);
                }
            }
        }
        scale.lowest = f64::INFINITY;
        for errors in runs {
            for &error in *errors {
                scale.zeros |= error <= 0.0;
                if error > 0.0 && error <= scale.most {
                    scale.lowest = scale.lowest.min(error);
                    scale.highest = scale.highest.max(error);
                }
            }
        }
        for errors in runs {
            if leaves(errors, scale.most).is_some() {
                scale.highest = scale.most;
            }
        }
        scale.logarithmic = scale.highest / FAR >= scale.lowest;
        scale
    }

    /// The same with a goal in it.
    pub(crate) fn reaching(mut self, goal: f64) -> Self {
        self.highest = self.highest.max(goal);
        if self.logarithmic && goal > 0.0 {
            self.lowest = self.lowest.min(goal);
        }
        self
    }

    /// A share of the logarithmic axis below the lowest error.
    fn below(&self, share: f64) -> f64 {
        let power = self.lowest.log10() - share * (self.highest.log10() - self.lowest.log10());
        10_f64.powf(power).max(f64::MIN_POSITIVE)
    }

    /// Where an error is drawn.
    pub(crate) fn place(&self, error: f64) -> f64 {
        if self.logarithmic && error <= 0.0 { self.below(0.12) } else { error }
    }

    /// The error at a share of the height of such an axis.
    pub(crate) fn height(&self, axis: &Axis, share: f64) -> f64 {
        if self.logarithmic {
            let [low, high] = [axis.low.log10(), axis.high.log10()];
            10_f64.powf(low + share * (high - low))
        } else {
            axis.low * (1.0 - share) + axis.high * share
        }
    }

    pub(crate) fn axis(&self) -> Axis {
        let top = if self.highest > 0.0 { self.highest } else { 1.0 };
        if !self.logarithmic {
            return Axis::exact("error", -0.06 * top, (1.08 * top).min(f64::MAX));
        }
        let zero = self.zeros.then(|| self.below(0.12));
        let low = self.below(if self.zeros { 0.18 } else { 0.06 });
        Axis::powers("error", low, (top * 1.5).min(f64::MAX), zero)
    }

    pub(crate) fn words(&self) -> Option<String> {
        let zeros = if self.zeros { "; errors of 0 stand at its lower end" } else { "" };
        self.logarithmic.then(|| format!("The axis of errors is logarithmic{zeros}."))
    }

    /// About the given number of points of a run, evenly taken, the last among
    /// them; of one that diverged, up to where it leaves the picture.
    pub(crate) fn curve(&self, errors: &[f64], about: usize) -> Vec<[f64; 2]> {
        let step = errors.len().div_ceil(about).max(1);
        let last = places(errors, self.most).map(|[_, last]| last);
        let mut at = Vec::new();
        for (epoch, &error) in errors.iter().enumerate() {
            if (epoch % step == 0 || Some(epoch) == last) && error <= self.most {
                at.push([epoch as f64, self.place(error)]);
            }
        }
        if let Some(epoch) = leaves(errors, self.most) {
            at.push([epoch as f64, self.most]);
        }
        at
    }
}
