//! How the winner moves.

use crate::data::Dataset;
use crate::matrix::Matrix;
use crate::network::{dot, nearest};
use crate::train::Deadline;

/// One rule on its way.
pub(super) trait Rule {
    /// The error with these prototypes; infinite if a sample is beyond reach.
    fn error(&self, prototypes: &Matrix, deadline: &mut Deadline) -> f64;
    /// One pass over the samples.
    fn pass(&mut self, prototypes: &mut Matrix, deadline: &mut Deadline);
}

/// Moves one prototype by a part of the way to a sample.
fn pull(prototypes: &mut Matrix, winner: usize, x: &[f64], part: f64) {
    for (place, value) in prototypes.row_mut(winner).iter_mut().zip(x) {
        *place += part * (value - *place);
    }
}

pub(super) struct Winners<'a> {
    pub(super) data: &'a Dataset,
    pub(super) rate: f64,
    pub(super) by_distance: bool,
    /// How often each prototype has won in this epoch, and once more; if that counts.
    pub(super) conscience: Option<Vec<f64>>,
}

impl Rule for Winners<'_> {
    fn error(&self, prototypes: &Matrix, deadline: &mut Deadline) -> f64 {
        let mut misses = Vec::with_capacity(self.data.input_matrix().len());
        for sample in 0..self.data.n_samples() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let (winner, distance) = nearest(prototypes, x, &[]);
            if !distance.is_finite() {
                return distance;
            }
            for (place, value) in prototypes.row(winner).iter().zip(x) {
                misses.push((place - value).abs());
            }
        }
        dot(&misses, &vec![1.0; misses.len()])
    }

    fn pass(&mut self, prototypes: &mut Matrix, deadline: &mut Deadline) {
        if let Some(wins) = &mut self.conscience {
            wins.fill(1.0);
        }
        for sample in 0..self.data.n_samples() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let wins = self.conscience.as_deref().unwrap_or_default();
            let (winner, distance) = nearest(prototypes, x, wins);
            if let Some(wins) = &mut self.conscience {
                wins[winner] += 1.0;
            }
            let part = if self.by_distance { self.rate * distance } else { self.rate };
            pull(prototypes, winner, x, part);
        }
    }
}

pub(super) struct Quantiser<'a> {
    pub(super) data: &'a Dataset,
    pub(super) rate: f64,
    /// The class of each prototype, and of each sample.
    pub(super) classes: &'a [usize],
    pub(super) targets: Vec<usize>,
    /// How many classes there are.
    pub(super) n: usize,
}

impl Quantiser<'_> {
    /// By sample, 1 where its class is wrong.
    pub(super) fn misses(&self, prototypes: &Matrix) -> Vec<f64> {
        let mut misses = Vec::with_capacity(self.targets.len());
        for (sample, target) in self.targets.iter().enumerate() {
            let (winner, _) = nearest(prototypes, self.data.input_row(sample), &[]);
            misses.push(f64::from(self.classes[winner] != *target));
        }
        misses
    }
}

impl Rule for Quantiser<'_> {
    fn error(&self, prototypes: &Matrix, deadline: &mut Deadline) -> f64 {
        let mut wrong = 0;
        for (sample, target) in self.targets.iter().enumerate() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let (winner, distance) = nearest(prototypes, self.data.input_row(sample), &[]);
            if !distance.is_finite() {
                return distance;
            }
            wrong += usize::from(self.classes[winner] != *target);
        }
        // two outputs of a wrong sample are wrong by 1
        2.0 * wrong as f64 / (self.targets.len() * self.n) as f64
    }

    fn pass(&mut self, prototypes: &mut Matrix, deadline: &mut Deadline) {
        for (sample, target) in self.targets.iter().enumerate() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let (winner, _) = nearest(prototypes, x, &[]);
            let right = self.classes[winner] == *target;
            pull(prototypes, winner, x, if right { self.rate } else { -self.rate });
        }
    }
}
