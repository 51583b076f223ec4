//! Targets that a transfer function can never give.

use std::fmt;

use crate::data::Dataset;
use crate::error::{Error, count};
use crate::network::{Perceptron, Transfer};

/// A warning: targets that the neurons can never give.
///
/// Made by [`Perceptron::unreachable_targets`] and
/// `FeedForward::unreachable_targets`. A network whose transfer
/// function ends at 1 answers 1 for every target above it, whatever it learns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnreachableTargets {
    /// How many targets there are, and how many of them are out of reach.
    targets: usize,
    unreachable: usize,
    /// Row, column and value of the first one.
    first: (usize, usize, f64),
    transfer: Transfer,
    /// How to fix it, as far as the targets tell.
    advice: &'static str,
}

impl Perceptron {
    /// The targets of `data` that lie outside what the transfer function can
    /// give; `None` if all can be reached. `train` refuses such data.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Perceptron, Transfer};
    ///
    /// let prices = Dataset::new([[0.1], [0.9]], [0.5, 7.0])?;
    /// let neuron = Perceptron::new(prices.ranges(), 1)?.transfer(Transfer::LogSig);
    /// let warning = neuron.unreachable_targets(&prices).unwrap();
    /// assert_eq!(
    ///     warning.to_string(),
    ///     "1 of 2 targets lies outside what LogSig can give, values from 0 to 1; the first is 7 \
    ///      in row 1, column 0 (counting from 0). Scale the targets, or take another transfer \
    ///      function."
    /// );
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn unreachable_targets(&self, data: &Dataset) -> Option<UnreachableTargets> {
        unreachable(self.transfer_function(), data)
    }
}

/// The targets that lie outside what neurons with that function can give.
pub(crate) fn unreachable(transfer: Transfer, data: &Dataset) -> Option<UnreachableTargets> {
    let (mut unreachable, mut first) = (0, None);
    let (targets, n) = (data.target_matrix().values(), data.n_targets());
    for (at, &value) in targets.iter().enumerate() {
        if !transfer.can_give(value) {
            unreachable += 1;
            first = first.or(Some((at / n, at % n, value)));
        }
    }
    let targets = data.n_samples() * data.n_targets();
    first.map(|first| {
        let advice = advice(transfer, data);
        UnreachableTargets { targets, unreachable, first, transfer, advice }
    })
}

fn advice(transfer: Transfer, data: &Dataset) -> &'static str {
    let is_0_or_1 = |target: &f64| *target == 0.0 || *target == 1.0;
    if transfer == Transfer::HardLims && data.target_matrix().values().iter().all(is_0_or_1) {
        return " (for 0 and 1 take HardLim, or scale the targets: `Scaler::targets`)";
    }
    data.classes_hint()
}

impl UnreachableTargets {
    /// How many targets are out of reach.
    #[must_use]
    pub fn n_unreachable(&self) -> usize {
        self.unreachable
    }
}

impl From<UnreachableTargets> for Error {
    fn from(warning: UnreachableTargets) -> Self {
        let (row, column, value) = warning.first;
        let can_give = warning.transfer.output_words();
        let (transfer, advice) = (warning.transfer.to_string(), warning.advice);
        Self::Target { row, column, value, transfer, can_give, advice }
    }
}

impl fmt::Display for UnreachableTargets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (row, column, value) = self.first;
        write!(
            f,
            "{} of {} {} outside what {} can give, {}; the first is {value} in row {row}, column \
             {column} (counting from 0). Scale the targets, or take another transfer function{}.",
            self.unreachable,
            count(self.targets, "target"),
            if self.unreachable == 1 { "lies" } else { "lie" },
            self.transfer,
            self.transfer.output_words(),
            self.advice,
        )
    }
}
