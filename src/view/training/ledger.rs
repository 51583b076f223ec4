//! The ledger: every update of a run.

use std::collections::VecDeque;
use std::fmt;

use crate::data::Dataset;
use crate::error::{Result, count};
use crate::network::{Perceptron, half_way};
use crate::train::{History, Step, rerun};

/// Updates that get a mark each; of more, their number by epoch is drawn.
pub(crate) const MAX_MARKS: usize = 1000;

/// Rows at the beginning and at the end of a long run, and of one that is told
/// whole.
pub(super) const ENDS: usize = 25;
pub(super) const ALL: usize = 2 * ENDS + 1;

/// Every update of a training run: which sample made it, and what it changed.
///
/// Made by [`History::ledger`]. A sample whose output is right makes none. In a
/// notebook it shows when which sample made an update, and beside that picture
/// the updates as a table: the first and the last 25 of a longer run. Of two
/// inputs, [`History::weight_update`] draws one of them as arrows.
#[derive(Clone, PartialEq)]
pub struct Ledger {
    pub(super) rows: Vec<LedgerRow>,
    /// How many updates each epoch has.
    pub(crate) counts: Vec<usize>,
    /// Epoch, sample and whether the output was too low, of the first updates.
    pub(crate) marks: Vec<(usize, usize, bool)>,
    pub(crate) data: Dataset,
    /// By neuron, the weighted sum plus bias at which its two classes meet.
    pub(super) levels: Option<Vec<f64>>,
    pub(super) learning_rate: f64,
}

/// One update of one neuron.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct LedgerRow {
    /// The pass over the data, from 1: after the updates of epoch `k` the
    /// weights are `history.weights()[k]`.
    pub epoch: usize,
    /// The sample, its row counted from 0.
    pub sample: usize,
    /// The neuron, counted from 0.
    pub neuron: usize,
    /// What the neuron was to give.
    pub target: f64,
    /// What it gave.
    pub output: f64,
    /// What each weight of the neuron moved by:
    /// `learning_rate × (target − output) × input`.
    pub weight_changes: Vec<f64>,
    /// What its bias moved by: `learning_rate × (target − output)`.
    pub bias_change: f64,
    /// The neuron's weights after it.
    pub weights: Vec<f64>,
    /// The neuron's bias after it.
    pub bias: f64,
}

impl History {
    /// The updates of the run, one by one, over the data that it learnt from.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if `data` are not those of the run,
    /// or if the run was not that of a perceptron.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let and = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])?;
    /// let mut perceptron = Perceptron::new(and.ranges(), 1)?;
    /// let history = perceptron.train(&and, Delta::new().learning_rate(0.5))?;
    /// let ledger = history.ledger(&and)?;
    /// let first = &ledger.rows()[0];
    /// assert_eq!((first.epoch, first.sample), (1, 3));
    /// assert_eq!(first.weight_changes, [0.5, 0.5]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn ledger(&self, data: &Dataset) -> Result<Ledger> {
        let mut kept = Kept::default();
        let counts = rerun(self, data, "ledger", &mut |step| kept.add(step, data))?;
        let data = match &self.perceptron {
            Some(own) => own.with_own_classes(data),
            None => data.clone(),
        };
        Ok(Ledger {
            marks: std::mem::take(&mut kept.marks),
            rows: kept.rows(counts.iter().sum()),
            counts,
            levels: self.perceptron.as_ref().and_then(|own| levels(own, &data)),
            data,
            learning_rate: self.learning_rate.unwrap_or_default(),
        })
    }
}

fn levels(perceptron: &Perceptron, data: &Dataset) -> Option<Vec<f64>> {
    let ends = perceptron.sides(data)?.outputs;
    ends.iter().map(|ends| perceptron.transfer_function().passes(half_way(*ends))).collect()
}

/// What a ledger keeps of the updates that pass by.
#[derive(Default)]
struct Kept {
    first: Vec<LedgerRow>,
    last: VecDeque<LedgerRow>,
    marks: Vec<(usize, usize, bool)>,
}

impl Kept {
    fn add(&mut self, step: &Step, data: &Dataset) {
        if self.marks.len() < MAX_MARKS {
            self.marks.push((step.epoch, step.sample, step.bias_change > 0.0));
        }
        let row = row(step, data.input_row(step.sample));
        if self.first.len() < ENDS {
            return self.first.push(row);
        }
        // one more than are told: a gap of one row is no gap
        if self.last.len() > ENDS {
            self.last.pop_front();
        }
        self.last.push_back(row);
    }

    fn rows(mut self, n: usize) -> Vec<LedgerRow> {
        if n > ALL {
            self.last.pop_front();
        }
        self.first.extend(self.last);
        self.first
    }
}

pub(crate) fn row(step: &Step, x: &[f64]) -> LedgerRow {
    let mut weight_changes = Vec::with_capacity(x.len());
    for x in x {
        weight_changes.push(step.bias_change * x);
    }
    let start = step.neuron * x.len();
    LedgerRow {
        epoch: step.epoch,
        sample: step.sample,
        neuron: step.neuron,
        target: step.target,
        output: step.output,
        weight_changes,
        bias_change: step.bias_change,
        weights: step.weights[start..start + x.len()].to_vec(),
        bias: step.biases[step.neuron],
    }
}

impl Ledger {
    /// How many updates the run has.
    #[must_use]
    pub fn n_updates(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The updates, in their order: all of them up to 51, else the first and
    /// the last 25.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// let ledger = history.ledger(&points)?;
    /// assert_eq!(ledger.rows().len(), 5);
    /// assert_eq!(ledger.rows()[0].epoch, 1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn rows(&self) -> &[LedgerRow] {
        &self.rows
    }

    /// The updates of [`rows`](Self::rows), one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, LedgerRow> {
        self.rows.iter()
    }

    pub(super) fn n_neurons(&self) -> usize {
        self.data.n_targets()
    }
}

impl<'a> IntoIterator for &'a Ledger {
    type Item = &'a LedgerRow;
    type IntoIter = std::slice::Iter<'a, LedgerRow>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (updates, epochs) = (self.n_updates(), self.counts.len());
        crate::debug::write(
            f,
            format_args!("Ledger({} in {})", count(updates, "update"), count(epochs, "epoch")),
        )
    }
}
