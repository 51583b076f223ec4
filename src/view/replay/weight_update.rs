//! One update of a perceptron with two inputs, drawn as arrows.

use std::fmt;

use super::last_step;
use super::perceptron_keyframes::Update;
use crate::chart::{
    Axis, Chart, GHOST, INK, Panel, label, series, short, significant, units_are_equal,
};
use crate::data::{Dataset, owned, widened};
use crate::error::{Error, Result, count};
use crate::lists::mapped;
use crate::network::Perceptron;
use crate::notebook::Table;
use crate::train::{History, rerun};
use crate::view::parts::region_labels;
use crate::view::perceptron::arrows::arrow;
use crate::view::perceptron::boundary::Boundary;
use crate::view::perceptron::boundary_chart::with_place;
use crate::view::perceptron::boundary_panel;
use crate::view::training::ledger::{LedgerRow, row};

const WHAT: &str = "weight_update";
const HEIGHT: f64 = 260.0;
/// Weights and line side by side.
const COLUMNS: usize = 2;
/// The longest barb of an arrow, in parts of its panel.
const BARB: f64 = 0.05;
/// Points that the picture has room for.
const MAX_POINTS: usize = 400;

/// One update of a training run, as arrows: the weights before it, learning
/// rate × error × input laid to their end, and the weights after it; beside
/// them the points, with the line before and after.
///
/// Made by [`History::weight_update`]. The line is perpendicular
/// to the weights.
#[derive(Clone, PartialEq)]
pub struct WeightUpdate {
    row: LedgerRow,
    /// Which of how many, from 1.
    number: usize,
    n: usize,
    learning_rate: f64,
    weights_before: [f64; 2],
    bias_before: f64,
    told: String,
    data: Dataset,
    /// The perceptron before and after it.
    perceptrons: [Perceptron; 2],
}

/// All weights and biases at a moment.
type Values = (Vec<f64>, Vec<f64>);

impl History {
    /// The update of that number, from 1 on as in a [`Replay`](crate::Replay) and
    /// a [`Ledger`](crate::Ledger), over the data that the run learnt from.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there is no update of that number, if the perceptron
    /// has not two inputs, if `data` are not those of the run, or if it was not
    /// that of a perceptron; [`Error::Overflow`] if the weights are no longer
    /// finite.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let and = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])?;
    /// let mut perceptron = Perceptron::new(and.ranges(), 1)?;
    /// let history = perceptron.train(&and, Delta::new().learning_rate(0.5))?;
    /// let update = history.weight_update(&and, 2)?;
    /// assert_eq!(update.weights_before(), [0.5, 0.5]);
    /// assert_eq!(update.row().weight_changes, [0.0, 0.0]);
    /// assert_eq!(update.row().bias_change, -0.5);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn weight_update(&self, data: &Dataset, number: usize) -> Result<WeightUpdate> {
        let (mut n, mut before, mut found) = (0, None, None);
        rerun(self, data, WHAT, &mut |step| {
            n += 1;
            if n + 1 == number {
                before = Some((step.weights.to_vec(), step.biases.to_vec()));
            }
            if n == number {
                let after: Values = (step.weights.to_vec(), step.biases.to_vec());
                found = Some((row(step, data.input_row(step.sample)), Update::of(step), after));
            }
        })?;
        if data.n_inputs() != 2 {
            return refuse(
                "a perceptron with 2 inputs, whose weights are an arrow in the plane (for others, \
                 `ledger` lists every update and `replay(..)?.by_update()` shows it)"
                    .to_owned(),
                count(data.n_inputs(), "input"),
            );
        }
        let Some((row, update, after)) = found else { return refuse(numbers(n), came(n, number)) };
        let before = before.unwrap_or_else(|| self.start());
        let neuron = row.neuron;
        let weights_before = [before.0[2 * neuron], before.0[2 * neuron + 1]];
        let bias_before = before.1[neuron];
        finite(&[&weights_before, &row.weights, &[bias_before, row.bias]], number)?;
        let perceptrons = [self.with(&before)?, self.with(&after)?];
        let data = perceptrons[1].with_own_classes(data);
        Ok(WeightUpdate {
            told: update.told(number, n, &data),
            row,
            number,
            n,
            learning_rate: self.learning_rate.unwrap_or_default(),
            weights_before,
            bias_before,
            data,
            perceptrons,
        })
    }

    /// The weights and biases before any learning, neuron by neuron.
    fn start(&self) -> Values {
        let weights = self.weights().first().map(|all| all.iter().copied().collect());
        let biases = self.biases().first().map(|all| all.to_vec());
        (weights.unwrap_or_default(), biases.unwrap_or_default())
    }

    fn with(&self, (weights, biases): &Values) -> Result<Perceptron> {
        match &self.perceptron {
            Some(perceptron) => perceptron.at(weights, biases),
            // `rerun` has refused it
            None => Err(Error::Empty { what: WHAT, expected: "weight" }),
        }
    }
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: WHAT, expected: wanted, found: came })
}

/// Which numbers there are.
fn numbers(n: usize) -> String {
    match n {
        0 => "the number of an update of a run that has some".to_owned(),
        1 => "the number of an update: 1, the only one of the run".to_owned(),
        _ => format!("the number of an update, from 1 to {n}"),
    }
}

fn came(n: usize, number: usize) -> String {
    let none = if n == 0 { " of a run without updates" } else { "" };
    format!("{number}{none}")
}

fn finite(all: &[&[f64]], number: usize) -> Result<()> {
    for &value in all.iter().copied().flatten() {
        if !value.is_finite() {
            return Err(Error::Overflow { what: format!("{WHAT}: update {number}"), value });
        }
    }
    Ok(())
}

impl WeightUpdate {
    /// The update as a row of the [`Ledger`](crate::Ledger): sample, target,
    /// output, changes, and the weights after it.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// let update = history.weight_update(&points, 2)?;
    /// assert_eq!(update.row().sample, 0);
    /// assert_eq!(update.row().bias_change, -0.01);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn row(&self) -> &LedgerRow {
        &self.row
    }

    /// Which update of the run it is, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// The neuron's two weights before it.
    #[must_use]
    pub fn weights_before(&self) -> &[f64] {
        &self.weights_before
    }

    /// The neuron's bias before it.
    #[must_use]
    pub fn bias_before(&self) -> f64 {
        self.bias_before
    }

    /// The lines before and after it, if the neurons have any.
    fn boundaries(&self) -> Option<[Boundary; 2]> {
        let [before, after] = &self.perceptrons;
        Some([before.boundary(&self.data).ok()?, after.boundary(&self.data).ok()?])
    }
}

impl fmt::Debug for WeightUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(f, format_args!("WeightUpdate({} of {})", self.number, self.n))
    }
}

pub(crate) fn draw(update: &WeightUpdate) -> Chart {
    let (mut words, mut panels) = (sums(update), vec![weights(update)]);
    let mut shown = "Arrows of the weights before the update, of their change, and of the weights \
                     after it"
        .to_owned();
    if let Some([before, after]) = update.boundaries() {
        let plane = plane(update, &before, &after, &mut words);
        if !after.by_class() {
            words.extend(line(&after, update.row.neuron, &plane));
        }
        panels.push(plane);
        shown.push_str("; the points with the line before and after it");
    }
    Chart {
        title: "One update of the weights".to_owned(),
        alt: format!("{shown}. {}", words.join(" ")),
        words,
        columns: COLUMNS.min(panels.len()),
        panels,
        tables: vec![table(update)],
    }
}

/// What was wrong, and what it adds to weights and bias.
fn sums(update: &WeightUpdate) -> Vec<String> {
    let row = &update.row;
    let error = row.target - row.output;
    let sample = update.data.input_row(row.sample);
    vec![
        format!("{}, error {}.", update.told, short(error)),
        format!(
            "Learning rate × error × input: {} × {} × {} = {}.",
            short(update.learning_rate),
            factor(error),
            pair(sample),
            pair(&row.weight_changes)
        ),
        format!(
            "New weights: {} + {} = {}.",
            pair(&update.weights_before),
            pair(&row.weight_changes),
            pair(&row.weights)
        ),
        format!(
            "New bias: {} + {} = {}.",
            short(update.bias_before),
            factor(row.bias_change),
            short(row.bias)
        ),
    ]
}

/// `(0.3, 0.2)`
fn pair(values: &[f64]) -> String {
    let values: Vec<String> = mapped(values, &|value| short(*value));
    format!("({})", values.join(", "))
}

/// A number behind a sign: `(-1)`.
fn factor(value: f64) -> String {
    if value < 0.0 { format!("({})", short(value)) } else { short(value) }
}

/// The line after the update, and how it stands to the weights.
fn line(after: &Boundary, neuron: usize, plane: &Panel) -> Vec<String> {
    let mut words = vec![with_place(after, neuron)];
    if after.perceptron.weight_row(neuron) != [0.0, 0.0] {
        let unseen = if units_are_equal([&plane.x, &plane.y]) {
            ""
        } else {
            "; that cannot be seen, since the inputs are drawn in different units"
        };
        words.push(format!("It is perpendicular to the new weights{unseen}."));
    }
    words
}

/// The arrows in the plane of the weights.
fn weights(update: &WeightUpdate) -> Panel {
    let (before, after) = (update.weights_before, [update.row.weights[0], update.row.weights[1]]);
    let [x, y] = axes(update, [before, after]);
    let barb = BARB * (x.high - x.low);
    let (old, new) = ((GHOST, 2.0), (INK, 2.0));
    let mut marks = Vec::new();
    // the wide one below: from 0 it lies under the new weights
    for (name, look, ends) in [
        ("change", (series(0).0, 5.0), [before, after]),
        ("weights before", old, [[0.0, 0.0], before]),
        ("weights after", new, [[0.0, 0.0], after]),
    ] {
        if ends[0] != ends[1] {
            marks.push(arrow(name, look, ends, barb));
        }
    }
    Panel { title: "the weights".to_owned(), x, y, height: HEIGHT, marks }
}

/// As long as each other, with room for the arrows and for 0.
fn axes(update: &WeightUpdate, ends: [[f64; 2]; 2]) -> [Axis; 2] {
    let mut ranges = [[0.0, 0.0]; 2];
    for end in ends {
        for (range, value) in ranges.iter_mut().zip(end) {
            *range = widened(*range, value);
        }
    }
    let half = |[low, high]: [f64; 2]| high / 2.0 - low / 2.0;
    let widest = half(ranges[0]).max(half(ranges[1]));
    let names = update.data.input_names();
    let axis = |i: usize| {
        let middle = ranges[i][0] / 2.0 + ranges[i][1] / 2.0;
        let title = format!("weight of {}", label(&names[i]));
        Axis::around(&title, middle - widest, middle + widest).of_plane()
    };
    [axis(0), axis(1)]
}

/// The points, the sample, the line before and after.
fn plane(
    update: &WeightUpdate,
    before: &Boundary,
    after: &Boundary,
    words: &mut Vec<String>,
) -> Panel {
    let classes = after.classes(MAX_POINTS);
    let (mut panel, stacked) = boundary_panel::panel(after, &classes, None);
    words.extend(classes.notes());
    words.extend(stacked.sentences());
    "the line".clone_into(&mut panel.title);
    panel.height = HEIGHT;
    last_step::lines_before(
        &mut panel,
        &boundary_panel::line_marks(before),
        &boundary_panel::line_marks(after),
    );
    let moved = boundary_panel::point(after, &update.data, update.row.sample);
    last_step::circle(&mut panel, moved, update.row.sample);
    region_labels::into_areas(&mut panel, COLUMNS);
    panel
}

fn table(update: &WeightUpdate) -> Table {
    let head = owned(&["parameter", "before", "change", "after"]);
    let row = &update.row;
    let mut rows = Vec::new();
    for (i, name) in update.data.input_names().iter().enumerate() {
        let values = [update.weights_before[i], row.weight_changes[i], row.weights[i]];
        rows.push((format!("weight of {name}"), values));
    }
    rows.push(("bias".to_owned(), [update.bias_before, row.bias_change, row.bias]));
    Table::excerpt(head, rows.len(), &|i| {
        let (name, values) = &rows[i];
        let mut cells = vec![name.clone()];
        cells.extend(values.iter().map(|value| significant(*value, 6)));
        cells
    })
}
