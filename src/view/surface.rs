use std::fmt;

use ndarray::Array2;

use super::classes::{Classes, class_of};
use super::region_names::Regions;
use crate::chart::{
    Anchor, Axis, BLUE, Cells, Chart, MAX_CLASSES, Mark, PAPER, Panel, Symbol, VERMILLION, class,
    label, panel_width, short, significant, tint,
};
use crate::data::{Dataset, row_of, table};
use crate::error::{Error, Result, count};
use crate::network::{FeedForward, Perceptron};
use crate::notebook::Table;

/// Cells along each side of the large picture, and of a hidden neuron's.
const SIDE: usize = 40;
const SMALL_SIDE: usize = 24;
const SMALL_MARKER: f64 = 6.0;
/// Hidden neurons that a picture has room for.
const MAX_HIDDEN: usize = 8;
/// Shades from one end of the outputs to the other, and from no confidence to
/// full confidence in a class.
const SHADES: usize = 13;
const STEPS: usize = 5;

/// What a network with two inputs answers all over the plane, with the points
/// that it learnt from.
///
/// Made by [`FeedForward::surface`] and [`Perceptron::surface`]. In a notebook
/// it shows the output as colour: with one output, from its lowest value to its
/// highest; with classes, the colour of the class whose output is the largest,
/// the stronger the further it is ahead of the second.
#[derive(Clone, PartialEq)]
pub struct Surface {
    title: &'static str,
    data: Dataset,
    test: Option<Dataset>,
    maps: Vec<Map>,
    words: Vec<String>,
}

/// A plane of outputs, and which neuron they are of.
#[derive(Clone, PartialEq)]
struct Map {
    title: String,
    cells: Cells,
    /// The classes that its colours stand for, if they do.
    classes: Vec<String>,
}

/// Answers many samples at once.
pub(super) type Answer<'a> = &'a dyn Fn(Array2<f64>) -> Result<Array2<f64>>;

impl FeedForward {
    /// Its output over two inputs, with the points of `data`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the network does not have two inputs, or the data
    /// not as many inputs and targets as the network has inputs and outputs;
    /// [`Error::Overflow`] if an output exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Rprop, toy};
    ///
    /// let xor = toy::xor()?;
    /// let mut network = FeedForward::new(xor.ranges(), [2, 1])?.seed(1);
    /// network.train(&xor, Rprop::new())?;
    /// assert!(network.surface(&xor)?.chart().to_svg().len() < 100_000);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "DecisionBoundaryDisplay")]
    pub fn surface(&self, data: &Dataset) -> Result<Surface> {
        check(data, self.n_inputs(), self.n_outputs())?;
        surface(data, self.output_function().output_range(), &|inputs| self.predict(inputs))
    }

    /// What each neuron of the first layer answers over two inputs, as small
    /// pictures: together they are what the rest of the network sees.
    ///
    /// # Errors
    ///
    /// As [`surface`](Self::surface), and [`Error::Shape`] for a network of a
    /// single layer.
    pub fn hidden_neurons(&self, data: &Dataset) -> Result<Surface> {
        check(data, self.n_inputs(), self.n_outputs())?;
        if self.n_layers() < 2 {
            return Err(Error::Shape {
                what: "hidden_neurons",
                wanted: "a network with a hidden layer".to_owned(),
                came: "one of a single layer".to_owned(),
            });
        }
        hidden(data, self)
    }
}

impl Perceptron {
    /// Its output over two inputs, with the points of `data`.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::surface`].
    pub fn surface(&self, data: &Dataset) -> Result<Surface> {
        check(data, self.n_inputs(), self.n_neurons())?;
        surface(data, self.transfer_function().output_range(), &|inputs| self.predict(inputs))
    }
}

impl Surface {
    /// The same with points that it did not learn from, told apart by a white
    /// centre.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if they have not as many inputs and targets as the
    /// others.
    pub fn test(mut self, test: &Dataset) -> Result<Self> {
        check(test, self.data.n_inputs(), self.data.n_targets())?;
        self.test = Some(test.clone());
        Ok(self)
    }
}

impl fmt::Debug for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Surface({})", count(self.maps.len(), "picture"))
    }
}

fn check(data: &Dataset, inputs: usize, outputs: usize) -> Result<()> {
    let refuse = |wanted: String, came| Err(Error::Shape { what: "surface", wanted, came });
    if inputs != 2 {
        return refuse("a network with 2 inputs".to_owned(), count(inputs, "input"));
    }
    if data.n_inputs() != 2 {
        return refuse("data with 2 inputs".to_owned(), count(data.n_inputs(), "input"));
    }
    if data.n_targets() != outputs {
        let wanted = format!("data with one target per output ({outputs})");
        return refuse(wanted, count(data.n_targets(), "target"));
    }
    Ok(())
}

/// The output of anything that answers, whose outputs lie in `range`.
pub(super) fn surface(data: &Dataset, range: [f64; 2], answer: Answer) -> Result<Surface> {
    let axes = axes(data);
    let outputs = answer(cells(axes, SIDE)?)?;
    let classes = outputs.ncols() > 1 && data.class_names().is_some();
    let (mut maps, mut words) = (Vec::new(), Vec::new());
    if classes && outputs.ncols() <= MAX_CLASSES {
        let map = map("", axes, SIDE, class_map(&outputs, range));
        let names = data.class_names().unwrap_or_default().to_vec();
        maps.push(Map { classes: names, ..map });
        words.push(
            "The colour is that of the class with the largest output, the stronger the further it \
             is ahead."
                .to_owned(),
        );
    } else {
        for output in 0..outputs.ncols().min(MAX_CLASSES) {
            let [low, high] = ends(&outputs, output, range);
            let title = if outputs.ncols() == 1 { "" } else { &data.target_names()[output] };
            maps.push(map(title, axes, SIDE, output_map(&outputs, output, [low, high])));
            let (low, high) = (short(low), short(high));
            words.push(if title.is_empty() {
                format!("Vermillion is an output of {low}, blue one of {high}.")
            } else {
                format!("{}: vermillion is {low}, blue {high}.", label(title))
            });
        }
    }
    Ok(Surface { title: "Output", data: data.clone(), test: None, maps, words })
}

fn hidden(data: &Dataset, network: &FeedForward) -> Result<Surface> {
    let axes = axes(data);
    let first = network.shapes()[0];
    let inputs = cells(axes, SMALL_SIDE)?;
    let mut outputs = Vec::with_capacity(inputs.nrows() * first.neurons);
    for cell in 0..inputs.nrows() {
        outputs.extend_from_slice(&network.activations(row_of(&inputs, cell))?[1]);
    }
    let outputs = table((inputs.nrows(), first.neurons), outputs)?;
    let range = first.transfer.output_range();
    let shown = outputs.ncols().min(MAX_HIDDEN);
    let mut maps = Vec::new();
    for neuron in 0..shown {
        let title = format!("neuron {}", neuron + 1);
        let ends = ends(&outputs, neuron, range);
        maps.push(map(&title, axes, SMALL_SIDE, output_map(&outputs, neuron, ends)));
    }
    let mut words =
        vec!["Blue where a neuron's output is high, vermillion where it is low.".to_owned()];
    if shown < outputs.ncols() {
        words.push(format!("The first {shown} of {} are drawn.", count(outputs.ncols(), "neuron")));
    }
    Ok(Surface { title: "Hidden neurons", data: data.clone(), test: None, maps, words })
}

fn map(title: &str, axes: [[f64; 2]; 2], side: usize, look: (Vec<usize>, Vec<String>)) -> Map {
    let ([x, y], (shades, colors)) = (axes, look);
    let cells = Cells { x, y, columns: side, shades, colors };
    Map { title: title.to_owned(), cells, classes: Vec::new() }
}

/// The ranges of the data, with some room.
pub(super) fn axes(data: &Dataset) -> [[f64; 2]; 2] {
    let ranges = data.ranges();
    let names = data.input_names();
    let around = |i: usize| {
        let axis = Axis::around(&names[i], ranges[i][0], ranges[i][1]);
        [axis.low, axis.high]
    };
    [around(0), around(1)]
}

/// The middle of every cell, row by row from the bottom.
pub(super) fn cells([x, y]: [[f64; 2]; 2], side: usize) -> Result<Array2<f64>> {
    let middle = |[low, high]: [f64; 2], i: usize| {
        let share = (i as f64 + 0.5) / side as f64;
        low * (1.0 - share) + high * share
    };
    let mut inputs = Vec::with_capacity(2 * side * side);
    for row in 0..side {
        for column in 0..side {
            inputs.push(middle(x, column));
            inputs.push(middle(y, row));
        }
    }
    table((side * side, 2), inputs)
}

/// The range of a transfer function, or of what came where that has no end.
fn ends(outputs: &Array2<f64>, column: usize, [low, high]: [f64; 2]) -> [f64; 2] {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for cell in 0..outputs.nrows() {
        least = least.min(row_of(outputs, cell)[column]);
        most = most.max(row_of(outputs, cell)[column]);
    }
    [if low.is_finite() { low } else { least }, if high.is_finite() { high } else { most }]
}

pub(super) fn output_map(
    outputs: &Array2<f64>,
    column: usize,
    [low, high]: [f64; 2],
) -> (Vec<usize>, Vec<String>) {
    let mut shades = Vec::with_capacity(outputs.nrows());
    for cell in 0..outputs.nrows() {
        shades.push(step(row_of(outputs, cell)[column], [low, high], SHADES));
    }
    let mut colors = Vec::with_capacity(SHADES);
    for shade in 0..SHADES {
        let side = 2.0 * shade as f64 / (SHADES - 1) as f64 - 1.0;
        let color = if side < 0.0 { VERMILLION } else { BLUE };
        colors.push(tint(color, 0.62 * side.abs()));
    }
    (shades, colors)
}

/// Which of `steps` equal parts of a range a value lies in.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the share is between 0 and 1"
)]
fn step(value: f64, [low, high]: [f64; 2], steps: usize) -> usize {
    let share = (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
    // a range of no width has its values in the middle
    let share = if share.is_nan() { 0.5 } else { share.clamp(0.0, 1.0) };
    ((share * steps as f64) as usize).min(steps - 1)
}

pub(super) fn class_map(outputs: &Array2<f64>, range: [f64; 2]) -> (Vec<usize>, Vec<String>) {
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for column in 0..outputs.ncols() {
        let [low, high] = ends(outputs, column, range);
        least = least.min(low);
        most = most.max(high);
    }
    let mut shades = Vec::with_capacity(outputs.nrows());
    for cell in 0..outputs.nrows() {
        let (class, lead) = leader(row_of(outputs, cell));
        shades.push(class * STEPS + step(lead, [0.0, most - least], STEPS));
    }
    let mut colors = Vec::new();
    for i in 0..outputs.ncols() {
        for strength in 0..STEPS {
            colors.push(tint(class(i).0, 0.12 + 0.46 * strength as f64 / (STEPS - 1) as f64));
        }
    }
    (shades, colors)
}

/// The largest output, and how far it is ahead of the second.
fn leader(outputs: &[f64]) -> (usize, f64) {
    let (mut best, mut second) = (0, f64::NEG_INFINITY);
    for (i, &output) in outputs.iter().enumerate().skip(1) {
        if output > outputs[best] {
            second = outputs[best];
            best = i;
        } else {
            second = second.max(output);
        }
    }
    (best, outputs[best] - second)
}

pub(crate) fn draw(surface: &Surface) -> Chart {
    let small = surface.maps.len() > 1;
    let classes = Classes::of(&surface.data, surface.maps.len());
    let tested = surface.test.as_ref().map(|test| Classes::of(test, surface.maps.len()));
    let mut panels = Vec::new();
    for (i, map) in surface.maps.iter().enumerate() {
        panels.push(panel(surface, map, [&classes, tested.as_ref().unwrap_or(&classes)], i == 0));
    }
    let mut words = surface.words.clone();
    words.extend(classes.thinning());
    if let Some(test) = &surface.test {
        words.push(format!(
            "{} for the test have a white centre.",
            count(test.n_samples(), "point")
        ));
    }
    Chart {
        title: surface.title.to_owned(),
        alt: format!("Output over two inputs as colour, with points. {}", words.join(" ")),
        words,
        panels,
        columns: if small { 4.min(surface.maps.len()) } else { 1 },
        tables: vec![numbers(surface)],
    }
}

fn panel(surface: &Surface, map: &Map, [classes, tested]: [&Classes; 2], first: bool) -> Panel {
    let small = surface.maps.len() > 1;
    let names = surface.data.input_names();
    let [x, y] = [map.cells.x, map.cells.y];
    let mut marks = vec![Mark::Cells(map.cells.clone())];
    let at = |data: &Dataset, i: usize| [data.inputs()[(i, 0)], data.inputs()[(i, 1)]];
    marks.append(&mut classes.marks(first, &|i| at(&surface.data, i)));
    if let Some(test) = &surface.test {
        marks.append(&mut tested.marks(false, &|i| at(test, i)));
        let mut centres = Vec::new();
        for sample in tested.drawn() {
            centres.push(at(test, sample));
        }
        let name = if first { "test".to_owned() } else { String::new() };
        marks.push(Mark::Points {
            name,
            color: PAPER,
            symbol: Symbol::Circle,
            size: 4.0,
            at: centres,
        });
    }
    for mark in &mut marks {
        if let Mark::Points { size, .. } = mark
            && small
        {
            *size = size.min(SMALL_MARKER);
        }
    }
    let title = |i: usize| if small { "" } else { names[i].as_str() };
    let mut panel = Panel {
        title: map.title.clone(),
        x: Axis::exact(title(0), x[0], x[1]),
        y: Axis::exact(title(1), y[0], y[1]),
        height: if small { 130.0 } else { 360.0 },
        marks,
    };
    panel.marks.append(&mut names_of_regions(map, &panel));
    panel
}

/// The name of each class in its region, beside the points.
fn names_of_regions(map: &Map, panel: &Panel) -> Vec<Mark> {
    let mut points = Vec::new();
    for mark in &panel.marks {
        if let Mark::Points { at, .. } = mark {
            for [x, y] in at {
                points.push([panel.x.unit(*x), panel.y.unit(*y)]);
            }
        }
    }
    let mut classes = Vec::with_capacity(map.cells.shades.len());
    for shade in &map.cells.shades {
        classes.push(shade / STEPS);
    }
    let size = [panel_width(1), panel.height];
    let regions = Regions { classes: &classes, columns: map.cells.columns, size, points: &points };
    let mut marks = Vec::new();
    for (class, name) in map.classes.iter().enumerate() {
        if let Some([u, v]) = regions.place(class, name) {
            let on = |axis: &Axis, unit: f64| axis.low * (1.0 - unit) + axis.high * unit;
            let at = [on(&panel.x, u), on(&panel.y, v)];
            marks.push(Mark::text(at, label(name), Anchor::Middle));
        }
    }
    marks
}

fn numbers(surface: &Surface) -> Table {
    let data = &surface.data;
    let mut head = vec!["row".to_owned()];
    head.extend_from_slice(data.input_names());
    head.push("target".to_owned());
    Table::excerpt(head, data.n_samples(), &|i| {
        let mut row = vec![i.to_string()];
        for value in row_of(data.inputs(), i) {
            row.push(significant(*value, 6));
        }
        let targets = row_of(data.targets(), i);
        row.push(match (class_of(data, targets), data.class_names()) {
            (Some(class), Some(names)) => names[class].clone(),
            _ => significant(targets[0], 6),
        });
        row
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_falls_into_equal_steps() {
        let steps = |value| step(value, [-1.0, 1.0], 4);
        assert_eq!([-9.0, -1.0, -0.4, 0.0, 0.6, 1.0, 9.0].map(steps), [0, 0, 1, 2, 3, 3, 3]);
        assert_eq!(step(5.0, [5.0, 5.0], 13), 6);
        assert_eq!(step(f64::MAX, [-f64::MAX, f64::MAX], 13), 12);
    }

    #[test]
    fn the_leader_is_ahead_of_the_second() {
        assert_eq!(leader(&[0.1, 0.7, 0.2]), (1, 0.7 - 0.2));
        assert_eq!(leader(&[0.5, 0.25, 0.5]), (0, 0.0));
    }
}
