use std::fmt;

use super::classes::Classes;
use super::equation::sum_of_products;
use super::plane::{Line, Polygon, SQUARE};
use crate::chart::{
    Axis, Chart, INK, MAX_CLASSES, Mark, Panel, Symbol, class, label, short, significant,
};
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::Perceptron;
use crate::notebook::Table;

/// Lines that a picture shows.
const MAX_LINES: usize = 8;

/// Where a perceptron with two inputs draws its lines among the points.
///
/// Made by [`Perceptron::boundary`]. In a notebook it shows the points, the
/// decision regions and the line of each neuron.
#[derive(Clone, PartialEq)]
pub struct Boundary {
    perceptron: Perceptron,
    data: Dataset,
    /// For each sample, whether every output is on the side of its target.
    right: Vec<bool>,
}

impl Perceptron {
    /// The decision regions over two inputs, with the points of `data`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the perceptron does not have two inputs, the data
    /// not as many inputs and targets as the perceptron has inputs and
    /// neurons, or if its transfer function has no two sides
    /// ([`Transfer::PureLin`](crate::Transfer::PureLin)).
    pub fn boundary(&self, data: &Dataset) -> Result<Boundary> {
        let refuse = |wanted: &str, came| {
            Err(Error::Shape { what: "boundary", wanted: wanted.to_owned(), came })
        };
        if self.n_inputs() != 2 {
            return refuse("a perceptron with 2 inputs", count(self.n_inputs(), "input"));
        }
        if self.transfer_function().side(0.0).is_none() {
            return refuse(
                "a transfer function with two sides",
                self.transfer_function().to_string(),
            );
        }
        if data.n_targets() != self.n_neurons() {
            return refuse(
                &format!("data with one target per neuron ({})", self.n_neurons()),
                count(data.n_targets(), "target"),
            );
        }
        let outputs = self.predict(data)?;
        let side = |value: f64| self.transfer_function().side(value);
        let mut right = Vec::with_capacity(data.n_samples());
        for i in 0..data.n_samples() {
            let mut agree = true;
            for j in 0..self.n_neurons() {
                agree &= side(outputs[(i, j)]) == side(data.targets()[(i, j)]);
            }
            right.push(agree);
        }
        Ok(Boundary { perceptron: self.clone(), data: data.clone(), right })
    }
}

impl Boundary {
    /// How many samples are on the right side of every line.
    #[must_use]
    pub fn n_right(&self) -> usize {
        let mut n = 0;
        for &right in &self.right {
            n += usize::from(right);
        }
        n
    }

    /// The share of samples on the right side, from 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.n_right() as f64 / self.right.len() as f64
    }

    /// Slope and intercept of each neuron's line, `x2 = slope × x1 + intercept`;
    /// `None` for a line straight up and for weights that are all 0.
    #[must_use]
    pub fn lines(&self) -> Vec<Option<(f64, f64)>> {
        let mut lines = Vec::new();
        for neuron in 0..self.perceptron.n_neurons() {
            lines.push(self.line(neuron));
        }
        lines
    }

    fn line(&self, neuron: usize) -> Option<(f64, f64)> {
        let row = self.perceptron.weight_row(neuron);
        let (slope, intercept) =
            (0.0 - row[0] / row[1], self.perceptron.threshold_of(neuron) / row[1]);
        (slope.is_finite() && intercept.is_finite()).then_some((slope, intercept))
    }
}

impl fmt::Debug for Boundary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Boundary({} of {} on the right side)", self.n_right(), self.right.len())
    }
}

pub(crate) fn draw(boundary: &Boundary) -> Chart {
    let classes = Classes::of(&boundary.data, 1);
    let score = format!(
        "{} of {} on the right side.",
        boundary.n_right(),
        count(boundary.right.len(), "point")
    );
    let lines = boundary.perceptron.n_neurons();
    let mut words = Vec::new();
    for i in 0..lines.min(4) {
        words.push(line_words(boundary, i));
    }
    if lines > MAX_LINES {
        words.push(format!("The first {MAX_LINES} of {lines} lines are drawn."));
    }
    words.push(score);
    words.extend(classes.thinning());
    Chart {
        title: "Decision boundary".to_owned(),
        alt: format!("Points and decision regions over two inputs. {}", words.join(" ")),
        words,
        panels: vec![panel(boundary, &classes)],
        columns: 1,
        tables: vec![table(boundary)],
    }
}

fn line_words(boundary: &Boundary, neuron: usize) -> String {
    let row = boundary.perceptron.weight_row(neuron);
    let threshold = boundary.perceptron.threshold_of(neuron);
    let names = boundary.data.input_names();
    let heading = if boundary.perceptron.n_neurons() == 1 {
        "Line".to_owned()
    } else {
        format!("Line {}", neuron + 1)
    };
    if row == [0.0, 0.0] {
        return format!(
            "{heading}: none, since both weights are 0; every point gets the same output."
        );
    }
    let equation = format!("{heading}: {} = {}", sum_of_products(row, names), short(threshold));
    match boundary.line(neuron) {
        Some((slope, intercept)) => {
            format!("{equation}, that is {}.", solved(names, slope, intercept))
        }
        None if row[1] == 0.0 => {
            format!("{equation}, that is {} = {}.", label(&names[0]), short(threshold / row[0]))
        }
        None => format!("{equation}."),
    }
}

/// `x2 = -0.3846·x1 + 0.7692`.
fn solved(names: &[String], slope: f64, intercept: f64) -> String {
    let rest = match intercept {
        0.0 => String::new(),
        _ if intercept < 0.0 => format!(" - {}", short(-intercept)),
        _ => format!(" + {}", short(intercept)),
    };
    format!("{} = {}·{}{rest}", label(&names[1]), short(slope), label(&names[0]))
}

fn panel(boundary: &Boundary, classes: &Classes) -> Panel {
    let [x, y] = axes(boundary);
    let mut lines = Vec::new();
    for i in 0..boundary.perceptron.n_neurons() {
        lines.push(line(boundary, i, [&x, &y]));
    }
    let mut marks = regions(boundary, &lines, [&x, &y]);
    for (i, line) in lines.iter().enumerate().take(MAX_LINES) {
        let name = if lines.len() == 1 { "boundary".to_owned() } else { format!("line {}", i + 1) };
        if let Some([from, to]) = line.across() {
            let ends = vec![place([&x, &y], from), place([&x, &y], to)];
            marks.push(Mark::dashed_line(&name, ends));
        }
    }
    marks.append(&mut classes.marks(true, &|i| point(boundary, i)));
    if let Some(wrong) = wrong_points(boundary, classes) {
        marks.push(wrong);
    }
    Panel { title: String::new(), x, y, height: 330.0, marks }
}

/// The ranges of the perceptron and of the data, with some room.
fn axes(boundary: &Boundary) -> [Axis; 2] {
    let mut ranges = boundary.data.ranges();
    if let Some(own) = boundary.perceptron.ranges() {
        for (i, [low, high]) in own.iter().enumerate() {
            ranges[i] = [ranges[i][0].min(*low), ranges[i][1].max(*high)];
        }
    }
    let names = boundary.data.input_names();
    let axis = |i: usize| Axis::around(&names[i], ranges[i][0], ranges[i][1]);
    [axis(0), axis(1)]
}

/// Where a point of the unit square stands on the axes.
fn place([x, y]: [&Axis; 2], [u, v]: [f64; 2]) -> [f64; 2] {
    let at = |axis: &Axis, unit: f64| axis.low * (1.0 - unit) + axis.high * unit;
    [at(x, u), at(y, v)]
}

fn point(boundary: &Boundary, sample: usize) -> [f64; 2] {
    let inputs = boundary.data.inputs();
    [inputs[(sample, 0)], inputs[(sample, 1)]]
}

/// A neuron's line in the unit square of the picture.
fn line(boundary: &Boundary, neuron: usize, [x, y]: [&Axis; 2]) -> Line {
    let row = boundary.perceptron.weight_row(neuron);
    // the largest weight becomes 1, so that no product leaves the range of floats
    let scale = row[0].abs().max(row[1].abs());
    let scale = if scale > 0.0 { scale } else { 1.0 };
    let (p, q, bias) =
        (row[0] / scale, row[1] / scale, boundary.perceptron.biases()[neuron] / scale);
    Line { a: p * (x.high - x.low), b: q * (y.high - y.low), c: p * x.low + q * y.low + bias }
}

/// A colour for each combination of outputs.
fn regions(boundary: &Boundary, lines: &[Line], axes: [&Axis; 2]) -> Vec<Mark> {
    let codes = 1_usize.checked_shl(u32::try_from(lines.len()).unwrap_or(u32::MAX));
    if codes.is_none_or(|codes| codes > MAX_CLASSES) {
        return Vec::new();
    }
    let mut marks = Vec::new();
    for (code, cell) in &cells(lines) {
        let mut at = Vec::new();
        for corner in cell {
            at.push(place(axes, *corner));
        }
        at.push(at[0]);
        marks.push(region(boundary, *code, at));
    }
    marks
}

/// The unit square cut by every line, in the order of the codes: a bit a line,
/// set where the line is positive.
fn cells(lines: &[Line]) -> Vec<(usize, Polygon)> {
    let mut cells = vec![(0, SQUARE.to_vec())];
    for line in lines {
        let mut halves = Vec::new();
        for (code, cell) in &cells {
            let (positive, other) = line.split(cell);
            if other.len() > 2 {
                halves.push((2 * code, other));
            }
            if positive.len() > 2 {
                halves.push((2 * code + 1, positive));
            }
        }
        cells = halves;
    }
    cells
}

fn region(boundary: &Boundary, code: usize, at: Vec<[f64; 2]>) -> Mark {
    let n = boundary.perceptron.n_neurons();
    let [low, high] = boundary.perceptron.transfer_function().output_range();
    let mut outputs = Vec::new();
    for i in 0..n {
        outputs.push(short(if code >> (n - 1 - i) & 1 == 1 { high } else { low }));
    }
    let name = format!("output {}", outputs.join(", "));
    Mark::Area { color: class(code).0, opacity: 0.16, hover: name.clone(), name, at }
}

fn wrong_points(boundary: &Boundary, classes: &Classes) -> Option<Mark> {
    let mut at = Vec::new();
    for &i in &classes.drawn() {
        if !boundary.right[i] {
            at.push(point(boundary, i));
        }
    }
    let name = "on the wrong side".to_owned();
    (!at.is_empty()).then_some(Mark::Points {
        name,
        color: INK,
        symbol: Symbol::Cross,
        size: 7.0,
        at,
    })
}

fn table(boundary: &Boundary) -> Table {
    let data = &boundary.data;
    let mut head = vec!["row".to_owned()];
    head.extend_from_slice(data.input_names());
    head.extend_from_slice(data.target_names());
    head.push("on the right side".to_owned());
    Table::excerpt(head, data.n_samples(), &|i| {
        let mut row = vec![i.to_string()];
        for numbers in &[data.inputs(), data.targets()] {
            for j in 0..numbers.ncols() {
                row.push(significant(numbers[(i, j)], 6));
            }
        }
        row.push(if boundary.right[i] { "yes" } else { "no" }.to_owned());
        row
    })
}
