//! What a network answers over two inputs, moment by moment.

use super::network_course::Course;
use super::panels::MAX_POINTS;
use super::scene::Scene;
use crate::chart::{Anchor, Axis, Cells, Mark, PAPER, Panel, labels, short};
use crate::data::{Dataset, widened};
use crate::error::{Result, count};
use crate::matrix::Matrix;
use crate::network::{FeedForward, half_way};
use crate::view::layers::colormap::{Shaded, class_map, ends_words, output_map};
use crate::view::layers::maps::{border, class_words, white_words};
use crate::view::layers::output_plane::axes;
use crate::view::layers::slice::Slice;
use crate::view::parts::classes::Classes;
use crate::view::parts::classes::shown::Kept;
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::perceptron::boundary_chart::medians;

/// Cells along each side of the large picture, and of a hidden neuron's.
const SIDE: usize = 22;
const SMALL_SIDE: usize = 10;
/// Cells between small pictures, and above each for its name.
const GAP: usize = 1;
const HEAD: usize = 2;
/// Outputs, and hidden neurons, that get a picture each.
const MAX_MAPS: usize = 4;
const HEIGHT: f64 = 260.0;

/// A plane through the inputs.
pub(crate) struct Plane {
    /// The data in the plane.
    data: Dataset,
    /// The middles of the cells, with one column per input.
    cells: Matrix,
    small_cells: Matrix,
    classes: Classes,
    /// What each output reaches from and to.
    ranges: Vec<[f64; 2]>,
    /// Whether these are the targets of its two classes.
    between_classes: bool,
    kept: Kept,
    /// Whether the largest output decides on a class.
    by_class: bool,
    words: Vec<String>,
}

impl Plane {
    /// The plane of two inputs, or of those that are named; `None` if there are
    /// others and none are named.
    pub(crate) fn of(
        course: &Course,
        network: &FeedForward,
        over: Option<&[String; 2]>,
    ) -> Result<Option<Self>> {
        let slice = match over {
            Some([x, y]) => Slice::of(course.data, [x, y])?,
            None if course.data.n_inputs() == 2 => Slice::whole(),
            None => return Ok(None),
        };
        let data = network.names().with_own_classes(course.data).only(&slice.columns);
        let axes = axes(&data, None);
        let by_class = data.class_names().is_some() && data.n_targets() > 1;
        let mut plane = Self {
            cells: slice.cells(axes, SIDE),
            small_cells: slice.cells(axes, SMALL_SIDE),
            classes: Classes::thinned_to(&data, MAX_POINTS),
            ranges: ranges(network, &data, by_class),
            between_classes: !by_class && network.ends_for(&data).is_some(),
            kept: Kept::of_data(&data),
            by_class,
            data,
            words: Vec::new(),
        };
        plane.words = plane.colors(network);
        plane.words.extend(medians(&slice.held).map(|medians| medians + "."));
        plane.words.extend(plane.classes.notes());
        plane.words.extend(plane.stacked().sentences());
        Ok(Some(plane))
    }

    pub(crate) fn draw(&self, network: &FeedForward) -> Result<Scene> {
        let outputs = network.outputs(&self.cells)?;
        let mut panels = Vec::new();
        if self.by_class {
            let look = class_map(&outputs, self.reach(), &self.kept);
            panels.push(self.panel("", true, vec![self.cells(look)]));
        } else {
            for output in 0..self.n_maps() {
                let names = labels(self.data.target_names());
                let title = if self.n_maps() == 1 { "" } else { &names[output] };
                let look = output_map(&outputs, output, self.ranges[output]);
                let mut marks = vec![self.cells(look)];
                marks.append(&mut self.border(&outputs, output));
                panels.push(self.panel(title, output == 0, marks));
            }
        }
        if panels.len() == 1 && network.n_layers() > 1 {
            panels.push(self.hidden(network)?);
        }
        let alt = "Points and the output as colour over two inputs";
        Ok(Scene { alt, panels, words: self.words.clone() })
    }

    fn cells(&self, (shades, colors): Shaded) -> Mark {
        let [x, y] = axes(&self.data, None);
        // areas would take twice the bytes
        let heights = Vec::new();
        Mark::Cells(Cells { x, y, columns: SIDE, shades, heights, told: None, colors })
    }

    /// The line between the two classes of an output.
    fn border(&self, outputs: &Matrix, output: usize) -> Vec<Mark> {
        if !self.between_classes {
            return Vec::new();
        }
        let level = half_way(self.ranges[output]);
        border(outputs, output, level, SIDE, axes(&self.data, None))
    }

    fn n_maps(&self) -> usize {
        if self.by_class { 1 } else { self.ranges.len().min(MAX_MAPS) }
    }

    /// The range of all outputs together.
    fn reach(&self) -> [f64; 2] {
        let mut reach = self.ranges[0];
        for [low, high] in &self.ranges {
            reach = widened(widened(reach, *low), *high);
        }
        reach
    }

    /// What the colours stand for.
    fn colors(&self, network: &FeedForward) -> Vec<String> {
        if self.by_class {
            return vec![class_words()];
        }
        let range = network.output_function().output_range();
        let mut words = Vec::new();
        for (i, ends) in self.ranges.iter().enumerate().take(MAX_MAPS) {
            let [low, high] = ends_words(&self.data, *ends, range);
            words.push(if self.ranges.len() == 1 {
                let white = if self.between_classes {
                    let level = short(half_way(*ends));
                    format!("White and the dashed line are {level}.")
                } else {
                    white_words(*ends, false)
                };
                format!("Orange is an output of {low}, blue one of {high}. {white}")
            } else {
                let name = &labels(self.data.target_names())[i];
                format!("{name}: orange is {low}, blue {high}.")
            });
        }
        if self.ranges.len() > MAX_MAPS {
            let all = count(self.ranges.len(), "output");
            words.push(format!("The first {MAX_MAPS} of {all} are drawn."));
        }
        words
    }

    fn place(&self, sample: usize) -> [f64; 2] {
        let row = self.data.input_row(sample);
        [row[0], row[1]]
    }

    /// Points that lie on others with other targets.
    fn stacked(&self) -> Stacked {
        let (classes, place) = (&self.classes, &|sample| self.place(sample));
        Stacked::of(&[Layer { classes, place, wrong: &|_| false }], self.data.input_names())
    }

    fn panel(&self, title: &str, first: bool, mut marks: Vec<Mark>) -> Panel {
        let ([x, y], names) = (axes(&self.data, None), self.data.input_names());
        let stacked = self.stacked();
        let classes = self.classes.marks(first, &|sample| self.place(sample));
        marks.extend_from_slice(&stacked.marks);
        marks.append(&mut stacked.told(0, classes));
        Panel {
            title: title.to_owned(),
            x: Axis::exact(&names[0], x[0], x[1]).of_plane(),
            y: Axis::exact(&names[1], y[0], y[1]).of_plane(),
            height: HEIGHT,
            marks,
        }
    }

    /// The first hidden neurons, two in a row, as one plane of cells: a picture
    /// each would take four times the room.
    fn hidden(&self, network: &FeedForward) -> Result<Panel> {
        let first = network.shapes()[0];
        let outputs = first_layer(network, &self.small_cells, first.neurons)?;
        let range = bounded(first.transfer.output_range(), [-1.0, 1.0]);
        let shown = first.neurons.min(MAX_MAPS);
        let columns = 2 * SMALL_SIDE + GAP;
        let rows = 2 * (SMALL_SIDE + HEAD);
        let [wide, high] = self.sheet(columns, rows);
        let (mut sheet, mut colors) = (vec![usize::MAX; columns * rows], Vec::new());
        let mut words = Vec::new();
        for neuron in 0..shown {
            let (right, lower) = (neuron % 2, neuron / 2);
            let left = right * (SMALL_SIDE + GAP);
            let bottom = (1 - lower) * (SMALL_SIDE + HEAD);
            let look = output_map(&outputs, neuron, range);
            for (cell, shade) in look.0.iter().enumerate() {
                let (column, row) = (left + cell % SMALL_SIDE, bottom + cell / SMALL_SIDE);
                sheet[row * columns + column] = coarse(*shade);
            }
            colors = look.1;
            let (x, y) = (left as f64 / columns as f64, (bottom + SMALL_SIDE) as f64);
            let at = [x * wide, (y + 0.45 * HEAD as f64) / rows as f64 * high];
            words.push(Mark::text(at, format!("neuron {}", neuron + 1), Anchor::Start));
        }
        let shades = on_paper(sheet, &mut colors);
        let (x, y) = ([0.0, wide], [0.0, high]);
        let mut marks = vec![Mark::Cells(Cells {
            x,
            y,
            columns,
            shades,
            heights: Vec::new(),
            told: None,
            colors,
        })];
        marks.append(&mut words);
        let title = if shown < first.neurons {
            format!("{shown} of {} hidden neurons", first.neurons)
        } else {
            count(shown, "hidden neuron")
        };
        let axis = |high| Axis { high, ..Axis::hidden() }.of_plane();
        Ok(Panel { title, x: axis(wide), y: axis(high), height: HEIGHT, marks })
    }

    /// Width and height of the given number of cells, so that units of the
    /// inputs are as long as each other where they are in the large picture.
    fn sheet(&self, columns: usize, rows: usize) -> [f64; 2] {
        let [x, y] = axes(&self.data, None);
        let ratio = (x[1] / 2.0 - x[0] / 2.0) / (y[1] / 2.0 - y[0] / 2.0);
        let ratio = if ratio.is_normal() { ratio.clamp(0.01, 100.0) } else { 1.0 };
        [ratio * columns as f64 / rows as f64, 1.0]
    }
}

/// Shades, with paper where there are none.
fn on_paper(mut shades: Vec<usize>, colors: &mut Vec<String>) -> Vec<usize> {
    for shade in &mut shades {
        *shade = (*shade).min(colors.len());
    }
    colors.push(PAPER.to_owned());
    shades
}

/// What each output reaches from and to: the targets of its two classes, else by
/// its function, else by the targets.
fn ranges(network: &FeedForward, data: &Dataset, by_class: bool) -> Vec<[f64; 2]> {
    // of several classes the outputs are compared with each other
    if let Some(ends) = network.ends_for(data).filter(|_| !by_class) {
        return ends;
    }
    let range = network.output_function().output_range();
    let mut ranges = Vec::with_capacity(data.n_targets());
    for output in 0..data.n_targets() {
        let mut targets = [data.target_row(0)[output]; 2];
        for sample in 0..data.n_samples() {
            targets = widened(targets, data.target_row(sample)[output]);
        }
        ranges.push(bounded(range, targets));
    }
    ranges
}

/// A range with other ends where it has none.
fn bounded([low, high]: [f64; 2], ends: [f64; 2]) -> [f64; 2] {
    [if low.is_finite() { low } else { ends[0] }, if high.is_finite() { high } else { ends[1] }]
}

/// What the first layer gives at each cell.
fn first_layer(network: &FeedForward, cells: &Matrix, neurons: usize) -> Result<Matrix> {
    let outputs = network.activations_of(cells)?.swap_remove(1);
    Ok(Matrix::new((cells.n_rows(), neurons), outputs))
}

/// Every other shade, the same on both sides of the middle: a small picture has
/// no room for more.
fn coarse(shade: usize) -> usize {
    if shade < 6 { shade - shade % 2 } else { shade + shade % 2 }
}
