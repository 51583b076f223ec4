//! The samples that an explorer takes along.

use serde_json::{Value, json};

use crate::data::Dataset;
use crate::error::count;
use crate::network::{Perceptron, Sides, dot};
use crate::view::parts::numbers::numbers;

/// Samples, and numbers in them, that an explorer takes along.
const MAX_SAMPLES: usize = 1000;
const MAX_NUMBERS: usize = 3000;

/// Samples that a single neuron is tried on, taken evenly from the data.
pub(crate) struct Tried<'a> {
    rows: Vec<&'a [f64]>,
    /// Whether each should be a yes; nothing without targets that say so.
    wanted: Vec<bool>,
    /// How many samples there are in all.
    all: usize,
}

impl<'a> Tried<'a> {
    pub(crate) fn of(data: &'a Dataset, perceptron: &Perceptron) -> Self {
        let sides = perceptron.sides(data);
        let limit = MAX_SAMPLES.min(MAX_NUMBERS / data.n_inputs()).max(1);
        let all = data.n_samples();
        let (mut rows, mut wanted) = (Vec::new(), Vec::new());
        for sample in (0..all).step_by(all.div_ceil(limit).max(1)) {
            rows.push(data.input_row(sample));
            let target = data.target_row(sample).first();
            let side = |(target, sides): (&f64, &Sides)| sides.of_target(0, *target);
            wanted.extend(target.zip(sides.as_ref()).map(side));
        }
        Self { rows, wanted, all }
    }

    /// How many of them get the right answer, or yes where no answer is right,
    /// from a neuron with the threshold at which the classes meet.
    pub(crate) fn words(&self, perceptron: &Perceptron) -> String {
        let (weights, threshold) = (perceptron.weight_row(0), perceptron.threshold_of(0));
        let mut hits = 0;
        for (i, row) in self.rows.iter().enumerate() {
            let wanted = self.wanted.get(i).copied().unwrap_or(true);
            hits += usize::from((dot(weights, row) > threshold) == wanted);
        }
        let what = if self.wanted.is_empty() { "answered with yes" } else { "on the correct side" };
        let thinned = if self.rows.len() < self.all {
            format!(", taken evenly from {}", self.all)
        } else {
            String::new()
        };
        format!("{hits} of {} {what}{thinned}.", count(self.rows.len(), "sample"))
    }

    pub(crate) fn json(&self) -> Value {
        let (mut rows, mut wanted) = (Vec::new(), Vec::new());
        for row in &self.rows {
            rows.push(numbers(row));
        }
        for side in &self.wanted {
            wanted.push(Value::from(*side));
        }
        json!({ "all": self.all, "rows": rows, "wanted": wanted })
    }
}
