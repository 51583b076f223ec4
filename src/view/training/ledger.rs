//! The ledger: every update of a run.

use std::collections::VecDeque;
use std::fmt;

use super::update_raster::{self, MAX_MARKS};
use crate::chart::{Chart, label, short, significant};
use crate::data::Dataset;
use crate::error::{Result, count};
use crate::network::{Perceptron, half_way};
use crate::notebook::Table;
use crate::train::{History, Step, rerun};
use crate::view::data::dataset::push_numbers;
use crate::view::parts::classes::with_class;
use crate::view::parts::columns::{Columns, DIGITS};
use crate::view::parts::equation::Rule;

/// Rows at the beginning and at the end of a long run, and of one that is told
/// whole.
const ENDS: usize = 25;
const ALL: usize = 2 * ENDS + 1;

/// Samples that decide how many digits an equation takes.
const MAX_POINTS: usize = 1000;

/// Inputs that get a column each in the table.
const MAX_COLUMNS: usize = 4;

/// Every update of a training run: which sample made it, and what it changed.
///
/// Made by [`History::ledger`]. A sample whose output is right makes none. In a
/// notebook it shows when which sample made an update, and beside that picture
/// the updates as a table: the first and the last 25 of a longer run. Of two
/// inputs, [`History::weight_update`] draws one of them as arrows.
#[derive(Clone, PartialEq)]
pub struct Ledger {
    rows: Vec<LedgerRow>,
    /// How many updates each epoch has.
    pub(crate) counts: Vec<usize>,
    /// Epoch, sample and whether the output was too low, of the first updates.
    pub(crate) marks: Vec<(usize, usize, bool)>,
    pub(crate) data: Dataset,
    /// By neuron, the weighted sum plus bias at which its two classes meet.
    levels: Option<Vec<f64>>,
    learning_rate: f64,
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
    #[must_use]
    pub fn rows(&self) -> &[LedgerRow] {
        &self.rows
    }

    fn n_neurons(&self) -> usize {
        self.data.n_targets()
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (updates, epochs) = (self.n_updates(), self.counts.len());
        write!(f, "Ledger({} in {})", count(updates, "update"), count(epochs, "epoch"))
    }
}

pub(crate) fn draw(ledger: &Ledger) -> Chart {
    let words = sentences(ledger);
    let panel = update_raster::panel(ledger);
    Chart {
        title: "Every update of the weights".to_owned(),
        alt: format!("Updates by epoch{}. {}", panel.0, words.join(" ")),
        words,
        panels: vec![panel.1],
        columns: 1,
        tables: vec![table(ledger)],
    }
}

fn sentences(ledger: &Ledger) -> Vec<String> {
    if ledger.counts.is_empty() {
        return vec!["No updates: the run ended with its first error.".to_owned()];
    }
    let (n, epochs) = (ledger.n_updates(), count(ledger.counts.len(), "epoch"));
    let visits = ledger.counts.len() * ledger.data.targets().len();
    let samples = if ledger.n_neurons() == 1 { "samples" } else { "samples and neurons" };
    let rate = short(ledger.learning_rate);
    let mut words = vec![
        format!(
            "{} in {epochs}: of {visits} {samples} visited, {} had the right output and \
             changed nothing.",
            count(n, "update"),
            visits - n
        ),
        format!(
            "Each adds {rate} × error × input to a weight and {rate} × error to the bias, where \
             the error is target minus output."
        ),
    ];
    let counted =
        if ledger.n_neurons() == 1 { "updates and epochs" } else { "updates, epochs and neurons" };
    words.push(format!("Rows of the data are counted from 0, {counted} from 1."));
    if n > ALL {
        words.push(format!("The table has the first and the last {ENDS} of {n} updates."));
    }
    words
}

fn table(ledger: &Ledger) -> Table {
    let n = ledger.n_updates();
    let gap = n - ledger.rows.len();
    let row = |i: usize| ledger.rows.get(if i < ENDS { i } else { i - gap });
    let inputs =
        Columns::of(ledger.rows.len(), &|i| ledger.data.input_row(ledger.rows[i].sample).to_vec());
    Table::ends(head(ledger), n, [ENDS, ENDS], &|i| {
        row(i).map_or_else(Vec::new, |row| cells(ledger, i + 1, row, &inputs))
    })
    .titled("Updates")
    .open(true)
}

fn head(ledger: &Ledger) -> Vec<String> {
    let names = ledger.data.input_names();
    let narrow = names.len() <= MAX_COLUMNS;
    let mut head = ["update", "epoch", "row"].map(str::to_owned).to_vec();
    if ledger.n_neurons() > 1 {
        head.push("neuron".to_owned());
    }
    if narrow {
        head.extend_from_slice(names);
    } else {
        head.push("inputs".to_owned());
    }
    for name in ["target", "output", "error"] {
        head.push(name.to_owned());
    }
    if narrow {
        for name in names {
            head.push(format!("change of {name}'s weight"));
        }
    } else {
        head.push("changes of weights".to_owned());
    }
    head.push("change of bias".to_owned());
    head.push(
        if has_sides(ledger) { "boundary afterwards" } else { "output afterwards" }.to_owned(),
    );
    head
}

fn has_sides(ledger: &Ledger) -> bool {
    ledger.levels.is_some()
}

fn cells(ledger: &Ledger, number: usize, row: &LedgerRow, inputs: &Columns) -> Vec<String> {
    let mut cells = [number, row.epoch, row.sample].map(|count| count.to_string()).to_vec();
    if ledger.n_neurons() > 1 {
        let number = (row.neuron + 1).to_string();
        cells.push(match ledger.data.class_names() {
            Some(names) => format!("{number} ({})", label(&names[row.neuron])),
            None => number,
        });
    }
    let sample = ledger.data.input_row(row.sample);
    if sample.len() <= MAX_COLUMNS {
        inputs.push(&mut cells, sample);
    } else {
        push_listed(&mut cells, sample);
    }
    for value in [row.target, row.output] {
        cells.push(with_class(&ledger.data, value, significant(value, DIGITS)));
    }
    cells.push(significant(row.target - row.output, DIGITS));
    push_listed(&mut cells, &row.weight_changes);
    cells.push(significant(row.bias_change, 6));
    cells.push(equation(ledger, row));
    cells
}

/// A cell a number, or all in one where there are many.
fn push_listed(cells: &mut Vec<String>, numbers: &[f64]) {
    if numbers.len() <= MAX_COLUMNS {
        return push_numbers(cells, numbers);
    }
    let mut words = Vec::new();
    push_numbers(&mut words, &numbers[..MAX_COLUMNS]);
    cells.push(format!("{}, … ({} values)", words.join(", "), numbers.len()));
}

/// `0.005·x1 + 0.013·x2 = 0.01`, or what a neuron without sides gives.
fn equation(ledger: &Ledger, row: &LedgerRow) -> String {
    let level = ledger.levels.as_ref().map_or(0.0, |levels| levels[row.neuron]);
    let (data, threshold) = (&ledger.data, level - row.bias);
    let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
    let tried = data.n_samples().div_ceil(step);
    let rule = Rule::near(&row.weights, threshold, tried, &|i| data.input_row(i * step));
    let sum = rule.sum(data.input_names());
    if has_sides(ledger) {
        return format!("{sum} = {}", rule.threshold());
    }
    let sign = if row.bias < 0.0 { '-' } else { '+' };
    format!("{sum} {sign} {}", significant(row.bias.abs(), rule.digits()))
}
