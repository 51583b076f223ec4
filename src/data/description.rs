//! What each column of a data set holds, in numbers.

use std::fmt;

use crate::data::Dataset;
use crate::error::count;
use crate::lists::{mapped, order_by};

/// What each column of a [`Dataset`] holds: the mean, how far values lie from
/// it, and the values that a quarter, a half and three quarters of the samples
/// stay below.
///
/// Made by [`Dataset::describe`]. In a notebook it shows a box for each input,
/// and a table.
#[derive(Clone, PartialEq)]
pub struct Description {
    pub(crate) n_samples: usize,
    pub(crate) inputs: Vec<ColumnSummary>,
    pub(crate) targets: Vec<ColumnSummary>,
    /// The names of the classes and how many samples each has.
    pub(crate) classes: Vec<(String, usize)>,
}

/// What one column holds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ColumnSummary {
    /// The name of the column.
    pub name: String,
    /// The mean of its values.
    pub mean: f64,
    /// The standard deviation of a sample, with `n − 1` below the sum of
    /// squares; 0 of a single value, ∞ beyond 1.8e308.
    pub std: f64,
    /// The smallest value, the first quartile, the median, the third quartile
    /// and the largest value. Between two values a quartile is in proportion.
    pub quartiles: [f64; 5],
}

impl Dataset {
    /// Mean, spread and quartiles of each column.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let described = toy::iris()?.describe();
    /// let petals = &described.inputs()[2];
    /// assert_eq!(petals.name, "petal length");
    /// assert_eq!(petals.quartiles, [1.0, 1.6, 4.35, 5.1, 6.9]);
    /// assert!((petals.std - 1.7653).abs() < 1e-4);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn describe(&self) -> Description {
        let column = |name: &str, value: &dyn Fn(usize) -> f64| {
            ColumnSummary::of(name, &(0..self.n_samples()).map(value).collect::<Vec<f64>>())
        };
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for (i, name) in self.input_names().iter().enumerate() {
            inputs.push(column(name, &|row| self.input_row(row)[i]));
        }
        let classes = self.class_counts();
        if classes.is_empty() {
            for (i, name) in self.target_names().iter().enumerate() {
                targets.push(column(name, &|row| self.target_row(row)[i]));
            }
        }
        Description { n_samples: self.n_samples(), inputs, targets, classes }
    }

    /// How many samples each class has, where the classes have names and every
    /// sample is of one of them.
    fn class_counts(&self) -> Vec<(String, usize)> {
        let Some(names) = self.class_names() else { return Vec::new() };
        let mut counts: Vec<(String, usize)> = mapped(names, &|name| (name.clone(), 0));
        for row in 0..self.n_samples() {
            match self.class_of(self.target_row(row)) {
                Some(class) => counts[class].1 += 1,
                None => return Vec::new(),
            }
        }
        counts
    }
}

impl Description {
    /// How many samples are described.
    #[must_use]
    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    /// The inputs, in their order.
    #[must_use]
    pub fn inputs(&self) -> &[ColumnSummary] {
        &self.inputs
    }

    /// The targets, in their order; none where they stand for classes with
    /// names.
    #[must_use]
    pub fn targets(&self) -> &[ColumnSummary] {
        &self.targets
    }

    /// The names of the classes and how many samples each has; none where
    /// targets do not stand for classes with names.
    #[must_use]
    pub fn classes(&self) -> &[(String, usize)] {
        &self.classes
    }
}

impl fmt::Debug for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (samples, inputs) =
            (count(self.n_samples, "sample"), count(self.inputs.len(), "input"));
        crate::debug::write(f, format_args!("Description({samples}, {inputs})"))
    }
}

impl ColumnSummary {
    fn of(name: &str, values: &[f64]) -> Self {
        let n = values.len() as f64;
        // divided before they are added up: no sum grows beyond the numbers
        let mean: f64 = values.iter().map(|value| value / n).sum();
        // halves and shares, so that no difference and no square leaves the range
        let half = |value: f64| value / 2.0 - mean / 2.0;
        let largest = values.iter().fold(0.0_f64, |most, &value| most.max(half(value).abs()));
        let mut squares = 0.0;
        for &value in values {
            squares += if largest > 0.0 { (half(value) / largest).powi(2) } else { 0.0 };
        }
        let std = 2.0 * (largest * (squares / (n - 1.0).max(1.0)).sqrt());
        let order = order_by(values.len(), &|a, b| values[a].total_cmp(&values[b]));
        let sorted: Vec<f64> = mapped(&order, &|&place| values[place]);
        let quartiles = {
            let below = |quarter| quartile(&sorted, quarter);
            [below(0), below(1), below(2), below(3), below(4)]
        };
        Self { name: name.to_owned(), mean, std, quartiles }
    }
}

/// The value below which `quarters` quarters of the values lie.
fn quartile(sorted: &[f64], quarter: usize) -> f64 {
    let steps = sorted.len().saturating_sub(1) * quarter;
    let (place, share) = (steps / 4, (steps % 4) as f64 / 4.0);
    let (Some(low), Some(high)) = (sorted.get(place), sorted.get(place + 1)) else {
        return sorted.get(place).copied().unwrap_or(f64::NAN);
    };
    low * (1.0 - share) + high * share
}
