use std::fmt;

use super::classes::Classes;
use super::equation::sum_of_products;
use super::regions::{self, MAX_LINES};
use crate::chart::{Chart, label, short, significant};
use crate::data::{Dataset, position};
use crate::error::{Error, Result, count};
use crate::network::Perceptron;
use crate::notebook::Table;

/// Where a perceptron with two inputs draws its lines among the points.
///
/// Made by [`Perceptron::boundary`]. In a notebook it shows the points, the
/// decision regions and the line of each neuron.
#[derive(Clone, PartialEq)]
pub struct Boundary {
    pub(crate) perceptron: Perceptron,
    pub(crate) data: Dataset,
    /// For each sample, whether every output is on the side of its target.
    pub(crate) right: Vec<bool>,
    /// Inputs that are not drawn, and where they are held.
    held: Vec<(String, f64)>,
}

impl Perceptron {
    /// The decision regions over two inputs, with the points of `data`.
    ///
    /// Where several neurons stand for named classes, the region of a class is
    /// where its neuron's weighted sum exceeds its threshold most, as in
    /// [`predict_labels`](Self::predict_labels).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the perceptron does not have two inputs, the data
    /// not as many inputs and targets as the perceptron has inputs and
    /// neurons, or if its transfer function has no two sides
    /// ([`Transfer::PureLin`](crate::Transfer::PureLin)).
    #[doc(alias = "DecisionBoundaryDisplay")]
    pub fn boundary(&self, data: &Dataset) -> Result<Boundary> {
        if self.n_inputs() != 2 {
            return refuse(
                "a perceptron with 2 inputs (for more, see `boundary_over`)",
                count(self.n_inputs(), "input"),
            );
        }
        let right = self.right(data)?;
        Ok(Boundary { perceptron: self.clone(), data: data.clone(), right, held: Vec::new() })
    }

    /// The decision regions over two of many inputs, named; the others are
    /// held at their medians in `data`.
    ///
    /// Which points count as right is decided with all of their inputs.
    ///
    /// # Errors
    ///
    /// As [`boundary`](Self::boundary), [`Error::UnknownName`] for a name that
    /// is not among the inputs of `data`, [`Error::DuplicateName`] if both are
    /// the same, [`Error::Overflow`] if a sum exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let cars = Scaler::standard(&cars)?.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(cars.ranges(), 1)?;
    /// perceptron.train(&cars, Delta::new())?;
    /// let boundary = perceptron.boundary_over(&cars, ["price", "model"])?;
    /// assert_eq!(boundary.accuracy(), 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn boundary_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<Boundary> {
        let right = self.right(data)?;
        let names = data.input_names();
        let columns = [position("input", names, inputs[0])?, position("input", names, inputs[1])?];
        if columns[0] == columns[1] {
            return Err(Error::DuplicateName { kind: "input", name: inputs[0].to_owned() });
        }
        let medians = data.medians();
        let mut held = Vec::new();
        for (column, name) in names.iter().enumerate() {
            if column != columns[0] && column != columns[1] {
                held.push((name.clone(), medians[column]));
            }
        }
        let perceptron = self.over(columns, &medians)?;
        Ok(Boundary { perceptron, data: data.only(columns)?, right, held })
    }

    /// For each sample, whether every output is on the side of its target.
    pub(super) fn right(&self, data: &Dataset) -> Result<Vec<bool>> {
        if self.transfer_function().side(0.0).is_none() {
            let came = self.transfer_function().to_string();
            return refuse("a transfer function with two sides", came);
        }
        if data.n_targets() != self.n_neurons() {
            return refuse(
                &format!("data with one target per neuron ({})", self.n_neurons()),
                count(data.n_targets(), "target"),
            );
        }
        if self.n_neurons() > 1 && data.class_names().is_some() {
            return self.right_classes(data);
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
        Ok(right)
    }

    /// For each sample, whether the strongest neuron is that of its class.
    fn right_classes(&self, data: &Dataset) -> Result<Vec<bool>> {
        let classes = self.classes(data.inputs().clone())?;
        let mut right = Vec::with_capacity(classes.len());
        for (sample, class) in classes.iter().enumerate() {
            right.push(data.target_row(sample)[*class] == 1.0);
        }
        Ok(right)
    }
}

fn refuse<T>(wanted: &str, came: String) -> Result<T> {
    Err(Error::Shape { what: "boundary", wanted: wanted.to_owned(), came })
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

    /// Whether regions are those of classes, one a neuron.
    pub(crate) fn by_class(&self) -> bool {
        self.perceptron.n_neurons() > 1 && self.data.class_names().is_some()
    }

    /// The name of a neuron's class.
    pub(crate) fn class_name(&self, neuron: usize) -> &str {
        self.data.class_names().map_or("", |names| &names[neuron])
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
    let mut words = told(boundary);
    words.push(score);
    words.extend(held(boundary));
    words.extend(classes.thinning());
    Chart {
        title: "Decision boundary".to_owned(),
        alt: format!("Points and decision regions over two inputs. {}", words.join(" ")),
        words,
        panels: vec![regions::panel(boundary, &classes)],
        columns: 1,
        tables: vec![table(boundary)],
    }
}

/// What the regions are, or the equations of the lines.
pub(crate) fn told(boundary: &Boundary) -> Vec<String> {
    if boundary.by_class() {
        return vec![
            "Each region is that of the class whose neuron is the strongest there.".to_owned(),
        ];
    }
    all_lines(boundary)
}

fn all_lines(boundary: &Boundary) -> Vec<String> {
    let lines = boundary.perceptron.n_neurons();
    let mut words = Vec::new();
    for i in 0..lines.min(4) {
        words.push(line_words(boundary, i));
    }
    if lines > MAX_LINES {
        words.push(format!("The first {MAX_LINES} of {lines} lines are drawn."));
    }
    words
}

/// `Held at their medians: model 3, skill 5.`
pub(super) fn held(boundary: &Boundary) -> Option<String> {
    if boundary.held.is_empty() {
        return None;
    }
    let mut values = Vec::new();
    for (name, value) in &boundary.held {
        values.push(format!("{} {}", label(name), short(*value)));
    }
    let medians = if values.len() == 1 { "its median" } else { "their medians" };
    Some(format!(
        "Held at {medians} in the picture: {}; which points are on the right side is decided with \
         all inputs.",
        values.join(", ")
    ))
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
