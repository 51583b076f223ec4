//! The points, lines and regions of a decision boundary.

use super::arrows;
use super::boundary::Boundary;
use super::outside;
use crate::chart::{Axis, MAX_CLASSES, Mark, OTHERS, Panel, class, short};
use crate::data::{Dataset, widened};
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::classes::style::side;
use crate::view::parts::classes::{Classes, is_one_each};
use crate::view::parts::crosses;
use crate::view::parts::half_plane::{Line, Polygon, SQUARE, closed, place};
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::parts::number_line;
use crate::view::parts::region_labels::{self, REGION, SIDE};

/// Lines that a picture shows.
pub(crate) const MAX_LINES: usize = 8;
/// Regions whose colours are told apart without a name on each.
const MAX_TINTS: usize = 6;

/// The regions, lines and points, and those for the test if there are any; and
/// which points lie on others.
pub(crate) fn panel(
    boundary: &Boundary,
    classes: &Classes,
    tested: Option<&Classes>,
) -> (Panel, Stacked) {
    let place_of = |sample: usize| point(boundary, &boundary.data, sample);
    let is_wrong = |sample: usize| !boundary.right[sample];
    let mut layers = vec![Layer { classes, place: &place_of, wrong: &is_wrong }];
    let test = boundary.test.as_ref();
    let place_of_tested =
        |sample: usize| test.map_or([0.0; 2], |(test, _)| point(boundary, test, sample));
    let is_wrong_in_test = |sample: usize| test.is_some_and(|(_, right)| !right[sample]);
    layers.extend(tested.map(|classes| Layer {
        classes,
        place: &place_of_tested,
        wrong: &is_wrong_in_test,
    }));
    let stacked = Stacked::of(&layers, boundary.data.input_names());
    let [x, y] = axes(boundary);
    let lines = lines(boundary, [&x, &y]);
    let mut marks = match kind(boundary) {
        Kind::Classes => class_regions(boundary, &lines, [&x, &y]),
        Kind::Only => only_regions(boundary, &lines, [&x, &y]),
        Kind::Outputs => regions(boundary, &lines, [&x, &y]),
        Kind::Lines => Vec::new(),
    };
    let own = dashed(boundary, &lines, [&x, &y]);
    let normal = match own.first() {
        Some(Mark::Line { at, .. }) => arrows::of_weights(boundary, [at[0], at[1]], [&x, &y]),
        _ => None,
    };
    marks.extend(own.into_iter().chain(normal));
    marks.extend_from_slice(&stacked.marks);
    marks.append(&mut stacked.told(0, classes.marks(true, &place_of)));
    crosses::on_learnt(&layers[0], &stacked, &mut marks);
    let height = if on_a_line(boundary) { number_line::HEIGHT } else { 330.0 };
    let mut panel = Panel { title: String::new(), x, y, height, marks };
    if boundary.by_class() && lines.len() > MAX_TINTS {
        let names = boundary.data.class_names().unwrap_or_default();
        let mut beside = region_labels::marks(names, &strongest(&lines), SIDE, &panel);
        panel.marks.append(&mut beside);
    }
    if let Some(tested) = layers.get(1) {
        panel.marks.append(&mut crosses::tested(tested, &stacked, true));
    }
    (panel, stacked)
}

/// The lines that cross the picture, unless the regions are those of classes.
pub(crate) fn line_marks(boundary: &Boundary) -> Vec<Mark> {
    let [x, y] = axes(boundary);
    dashed(boundary, &lines(boundary, [&x, &y]), [&x, &y])
}

fn dashed(boundary: &Boundary, lines: &[Line], axes: [&Axis; 2]) -> Vec<Mark> {
    let drawn = if boundary.by_class() { 0 } else { MAX_LINES };
    let mut marks = Vec::new();
    for (i, line) in lines.iter().enumerate().take(drawn) {
        let name = match (on_a_line(boundary), lines.len()) {
            (true, 1) => "threshold".to_owned(),
            (true, _) => format!("threshold {}", i + 1),
            (false, 1) => "boundary".to_owned(),
            (false, _) => format!("line {}", i + 1),
        };
        if let Some([from, to]) = line.across() {
            marks.push(Mark::dashed_line(&name, vec![place(axes, from), place(axes, to)]));
        }
    }
    marks
}

/// Where the line of a neuron lies, if it does not cross the picture.
pub(crate) fn outside(boundary: &Boundary, neuron: usize) -> Option<String> {
    let [x, y] = axes(boundary);
    outside::sentence(lines(boundary, [&x, &y]).get(neuron)?)
}

/// What the regions of a picture stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The class of the strongest neuron.
    Classes,
    /// The only neuron with the higher output.
    Only,
    /// The outputs of all neurons.
    Outputs,
    /// Nothing: there are lines only.
    Lines,
}

pub(crate) fn kind(boundary: &Boundary) -> Kind {
    let codes = u32::try_from(boundary.perceptron.n_neurons())
        .ok()
        .and_then(|n| 1_usize.checked_shl(n))
        .filter(|codes| *codes <= MAX_CLASSES);
    if boundary.by_class() {
        Kind::Classes
    } else if is_one_each(&boundary.data) {
        Kind::Only
    } else if codes.is_some() {
        Kind::Outputs
    } else {
        Kind::Lines
    }
}

/// The strongest neuron by cell of the unit square, row by row from the bottom.
fn strongest(lines: &[Line]) -> Vec<usize> {
    let mut strongest = Vec::with_capacity(SIDE * SIDE);
    for cell in 0..SIDE * SIDE {
        let middle = |i: usize| (i as f64 + 0.5) / SIDE as f64;
        let at = [middle(cell % SIDE), middle(cell / SIDE)];
        let mut best = 0;
        for (i, line) in lines.iter().enumerate() {
            if line.at(at) > lines[best].at(at) {
                best = i;
            }
        }
        strongest.push(best);
    }
    strongest
}

/// The ranges of the perceptron and of all points, with some room.
fn axes(boundary: &Boundary) -> [Axis; 2] {
    let mut ranges = boundary.data.ranges();
    if let Some((test, _)) = &boundary.test {
        for (i, [low, high]) in test.ranges().into_iter().enumerate() {
            ranges[i] = widened(widened(ranges[i], low), high);
        }
    }
    if let Some(own) = boundary.perceptron.ranges() {
        for (i, [low, high]) in own.iter().enumerate() {
            ranges[i] = [ranges[i][0].min(*low), ranges[i][1].max(*high)];
        }
    }
    let names = boundary.data.input_names();
    let axis = |i: usize| Axis::around(&names[i], ranges[i][0], ranges[i][1]).of_plane();
    [axis(0), if on_a_line(boundary) { Axis::hidden() } else { axis(1) }]
}

/// Whether there is a single input, whose points stand at the height of their
/// class.
pub(crate) fn on_a_line(boundary: &Boundary) -> bool {
    boundary.data.n_inputs() == 1
}

pub(crate) fn point(boundary: &Boundary, data: &Dataset, sample: usize) -> [f64; 2] {
    match *data.input_row(sample) {
        [x, y] => [x, y],
        [x, ..] => [x, height(boundary, data.target_row(sample))],
        [] => [0.0, 0.0],
    }
}

fn height(boundary: &Boundary, row: &[f64]) -> f64 {
    let n = row.len();
    let (rank, last) = match kind(boundary) {
        Kind::Classes | Kind::Only => (boundary.data.class_of(row), n - 1),
        Kind::Outputs => (side(row, &boundary.sides), (1 << n) - 1),
        Kind::Lines => (None, 1),
    };
    let share = rank.map_or(0.5, |rank| rank as f64 / last.max(1) as f64);
    number_line::ROWS[0] * (1.0 - share) + number_line::ROWS[1] * share
}

/// The neurons' lines in the unit square of the picture.
fn lines(boundary: &Boundary, axes: [&Axis; 2]) -> Vec<Line> {
    let perceptron = &boundary.lines_of;
    let mut lines = Vec::new();
    for neuron in 0..perceptron.n_neurons() {
        let row = perceptron.weight_row(neuron);
        // classes are compared, so they have one scale
        let compared = perceptron.weight_matrix().values();
        let scale = scale(if boundary.by_class() { compared } else { row });
        lines.push(line(row, perceptron.biases()[neuron], scale, axes));
    }
    lines
}

/// What to divide by so that no product leaves the range of floats.
fn scale(weights: &[f64]) -> f64 {
    let mut largest = 0.0_f64;
    for weight in weights {
        largest = largest.max(weight.abs());
    }
    if largest > 0.0 { largest } else { 1.0 }
}

fn line(row: &[f64], bias: f64, scale: f64, [x, y]: [&Axis; 2]) -> Line {
    let weights = [row[0] / scale, row.get(1).map_or(0.0, |weight| weight / scale)];
    Line {
        a: weights[0] * (x.high - x.low),
        b: weights[1] * (y.high - y.low),
        c: weights[0] * x.low + weights[1] * y.low + bias / scale,
    }
}

/// A colour for each class: where its neuron is the strongest.
fn class_regions(boundary: &Boundary, lines: &[Line], axes: [&Axis; 2]) -> Vec<Mark> {
    let (kept, mut marks) = (Kept::of_data(&boundary.data), Vec::new());
    let mut others = false;
    for (i, own) in lines.iter().enumerate() {
        let mut cell = SQUARE.to_vec();
        for (j, other) in lines.iter().enumerate() {
            if i != j && cell.len() > 2 {
                cell = own.above(other).split(&cell).0;
            }
        }
        if cell.len() > 2 {
            let own = format!("{REGION}{}", boundary.class_name(i));
            let mut region = area(kept.look(i), own, &cell, axes);
            if let (OTHERS.., Mark::Area { name, .. }) = (kept.look(i), &mut region) {
                // under the pointer it has its own name
                let all = format!("{REGION}{}", kept.name(i, ""));
                *name = if others { String::new() } else { all };
                others = true;
            }
            marks.push(region);
        }
    }
    marks
}

/// A colour for each neuron: where its output alone is the higher one.
fn only_regions(boundary: &Boundary, lines: &[Line], axes: [&Axis; 2]) -> Vec<Mark> {
    let (kept, mut marks) = (Kept::of_data(&boundary.data), Vec::new());
    for (i, own) in lines.iter().enumerate().filter(|(i, _)| kept.look(*i) < OTHERS) {
        let mut cell = own.split(&SQUARE).0;
        for (j, other) in lines.iter().enumerate() {
            if i != j && cell.len() > 2 {
                cell = other.split(&cell).1;
            }
        }
        if cell.len() > 2 {
            let name = format!("only {}", boundary.data.target_names()[i]);
            marks.push(area(kept.look(i), name, &cell, axes));
        }
    }
    marks
}

/// A colour for each combination of outputs.
fn regions(boundary: &Boundary, lines: &[Line], axes: [&Axis; 2]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (code, cell) in &cells(lines) {
        marks.push(area(*code, outputs(boundary, *code), cell, axes));
    }
    marks
}

/// The unit square cut by every line, in the order of the codes: a bit per line,
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

/// `output 1`, and the class that it stands for.
fn outputs(boundary: &Boundary, code: usize) -> String {
    let n = boundary.perceptron.n_neurons();
    let mut outputs = Vec::new();
    for (i, ends) in boundary.sides.outputs.iter().enumerate() {
        outputs.push(short(ends[code >> (n - 1 - i) & 1]));
    }
    let class = match boundary.data.class_names() {
        Some(names) if n == 1 => format!(" ({})", names[code]),
        _ => String::new(),
    };
    format!("output {}{class}", outputs.join(", "))
}

fn area(i: usize, name: String, cell: &[[f64; 2]], axes: [&Axis; 2]) -> Mark {
    let at = closed(cell, axes);
    Mark::Area { color: class(i).0, opacity: 0.16, hover: name.clone(), name, at }
}
