//! Statistics of the data of a run, taken as samples come.

use crate::data::Dataset;
use crate::network::processor::widened;

/// Distinct rows of targets up to which these are classes.
const MOST_CLASSES: usize = 256;

/// Numbers of inputs that are looked at in a table that is in memory.
const MOST_INPUTS: usize = 200_000;

/// Rows that are fetched together, of some that lie apart.
const FETCHED: usize = 64;

/// The columns of the inputs and targets, and the order of the classes.
#[derive(Default)]
pub(in crate::train) struct Survey {
    pub(in crate::train) samples: usize,
    pub(in crate::train) inputs: Vec<Column>,
    pub(in crate::train) targets: Vec<Column>,
    classes: Classes,
    /// Whether there are inputs that were not looked at.
    pub(in crate::train) in_part: bool,
}

impl Survey {
    pub(in crate::train) fn of(data: &Dataset) -> Self {
        let mut survey = Self::default();
        survey.take_each(data, (data.input_matrix().len() / MOST_INPUTS).max(1));
        survey
    }

    /// Takes in the order of the classes, which is asked of few runs, and of
    /// batches cannot be asked later.
    pub(in crate::train) fn take_classes(&mut self, data: &Dataset) {
        for row in data.target_matrix().rows() {
            self.classes.take(row);
        }
    }

    /// Takes in some of the samples, as they lie one after the other.
    pub(in crate::train) fn take(&mut self, data: &Dataset) {
        self.take_each(data, 1);
        self.take_classes(data);
    }

    /// … the inputs of every `step`-th only.
    fn take_each(&mut self, data: &Dataset, step: usize) {
        self.in_part |= step > 1;
        self.inputs.resize(data.n_inputs(), Column::EMPTY);
        self.targets.resize(data.n_targets(), Column::EMPTY);
        take_rows(&mut self.inputs, data.input_matrix().values(), step);
        let targets = data.target_matrix().values();
        for (target, column) in self.targets.iter_mut().enumerate() {
            column.take_each(targets.get(target..).unwrap_or_default(), data.n_targets());
        }
        self.samples += data.n_samples();
    }

    /// Whether each sample has a target of 1 for one class, and 0 for the others.
    pub(in crate::train) fn is_one_hot(&self) -> bool {
        let one_hot = |row: &Vec<f64>| {
            row.len() > 1
                && row.iter().filter(|value| **value == 1.0).count() == 1
                && row.iter().filter(|value| **value == 0.0).count() == row.len() - 1
        };
        let rows = &self.classes.rows;
        !self.classes.too_many && !rows.is_empty() && rows.iter().all(one_hot)
    }

    /// How many classes there are, if these follow one another in blocks: with a
    /// fifth of the changes, or fewer, that a random order would have.
    pub(in crate::train) fn blocks(&self) -> Option<usize> {
        const FEWEST: usize = 10;
        let Classes { counts, changes, too_many, .. } = &self.classes;
        let classes = counts.len();
        if *too_many || classes < 2 || self.samples < FEWEST.max(3 * classes) {
            return None;
        }
        let (n, mut same) = (self.samples as f64, 0.0);
        for count in counts {
            same += (*count as f64 / n).powi(2);
        }
        (5.0 * *changes as f64 <= n * (1.0 - same)).then_some(classes)
    }
}

/// Takes every `step`-th row into its columns.
fn take_rows(columns: &mut [Column], rows: &[f64], step: usize) {
    for (column, value) in columns.iter_mut().zip(rows) {
        if column.n == 0.0 {
            column.first = *value;
        }
    }
    let width = columns.len().max(1);
    let list = |part: fn(&Column) -> f64| -> Vec<f64> { columns.iter().map(part).collect() };
    let first = list(|column| column.first);
    let (mut least, mut most) = (list(|column| column.least), list(|column| column.most));
    let (mut sums, mut squares) = (list(|column| column.sum), list(|column| column.sum_of_squares));
    let mut add = |rows: &[f64]| {
        add_rows(rows, width, &first, &mut least, &mut most, &mut sums, &mut squares);
    };
    if step == 1 {
        add(rows);
    } else {
        // rows far apart are fetched side by side, where nothing waits for them
        let mut fetched = Vec::with_capacity(FETCHED * width);
        for far in rows.chunks(width * step * FETCHED) {
            fetched.clear();
            for row in far.chunks(width * step) {
                fetched.extend_from_slice(&row[..width]);
            }
            add(&fetched);
        }
    }
    let n = (rows.len() / width).div_ceil(step) as f64;
    for (i, column) in columns.iter_mut().enumerate() {
        (column.least, column.most) = (least[i], most[i]);
        (column.sum, column.sum_of_squares) = (sums[i], squares[i]);
        column.n += n;
    }
}

widened! {
    /// [`Column::take`] for all columns at once, `width` of them in each row.
    fn add_rows(
        rows: &[f64],
        width: usize,
        first: &[f64],
        least: &mut [f64],
        most: &mut [f64],
        sums: &mut [f64],
        squares: &mut [f64],
    ) {
        let n = first.len();
        let (least, most) = (&mut least[..n], &mut most[..n]);
        let (sums, squares) = (&mut sums[..n], &mut squares[..n]);
        for row in rows.chunks(width) {
            let row = &row[..n];
            for i in 0..n {
                let (value, away) = (row[i], row[i] - first[i]);
                least[i] = if value < least[i] { value } else { least[i] };
                most[i] = if value > most[i] { value } else { most[i] };
                sums[i] += away;
                squares[i] += away * away;
            }
        }
    }
}

/// One input or target over all samples; sums are of differences from the first
/// value, so that no digits are lost far from 0.
#[derive(Clone)]
pub(in crate::train) struct Column {
    n: f64,
    first: f64,
    pub(in crate::train) least: f64,
    pub(in crate::train) most: f64,
    sum: f64,
    sum_of_squares: f64,
}

impl Column {
    pub(in crate::train) const EMPTY: Self = Self {
        n: 0.0,
        first: f64::NAN,
        least: f64::INFINITY,
        most: f64::NEG_INFINITY,
        sum: 0.0,
        sum_of_squares: 0.0,
    };

    #[inline]
    pub(in crate::train) fn take(&mut self, value: f64) {
        if self.n == 0.0 {
            self.first = value;
        }
        let away = value - self.first;
        self.n += 1.0;
        self.least = self.least.min(value);
        self.most = self.most.max(value);
        self.sum += away;
        self.sum_of_squares += away * away;
    }

    /// The first number of each `step`. A function apart, for which the column is
    /// in registers.
    #[inline(never)]
    fn take_each(&mut self, values: &[f64], step: usize) {
        let mut at = 0;
        while at < values.len() {
            self.take(values[at]);
            at += step;
        }
    }

    pub(in crate::train) fn n(&self) -> f64 {
        self.n
    }

    pub(in crate::train) fn mean(&self) -> f64 {
        self.first + self.sum / self.n
    }

    /// `Σ (value − mean)²`, exactly 0 where all values are the same.
    pub(in crate::train) fn squares(&self) -> f64 {
        (self.sum_of_squares - self.sum * self.sum / self.n).max(0.0)
    }

    /// The standard deviation.
    pub(in crate::train) fn spread(&self) -> f64 {
        (self.squares() / self.n).sqrt()
    }

    /// The root of the mean square.
    pub(in crate::train) fn size(&self) -> f64 {
        self.mean().hypot(self.spread())
    }

    pub(in crate::train) fn width(&self) -> f64 {
        self.most - self.least
    }

    pub(in crate::train) fn is_constant(&self) -> bool {
        self.least == self.most
    }
}

/// The distinct rows of targets, and how often one follows another.
#[derive(Default)]
struct Classes {
    rows: Vec<Vec<f64>>,
    counts: Vec<usize>,
    last: usize,
    changes: usize,
    too_many: bool,
}

impl Classes {
    fn take(&mut self, row: &[f64]) {
        if self.too_many {
            return;
        }
        // in blocks it is mostly the last one
        let same = self.rows.get(self.last).is_some_and(|last| last == row);
        let known =
            if same { Some(self.last) } else { self.rows.iter().position(|known| known == row) };
        let class = match known {
            Some(class) => class,
            None if self.rows.len() == MOST_CLASSES => {
                self.too_many = true;
                return;
            }
            None => {
                self.rows.push(row.to_vec());
                self.counts.push(0);
                self.rows.len() - 1
            }
        };
        self.changes += usize::from(class != self.last);
        self.counts[class] += 1;
        self.last = class;
    }
}
