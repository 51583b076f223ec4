//! What a network answers all over the plane of two inputs, as colour.

use ndarray::Array2;

use super::boundary::medians;
use super::classes::{Classes, SIZE, class_of};
use super::columns::Columns;
use super::hidden;
use super::kept::Kept;
use super::region_names;
use super::shades::{Shaded, class_map, ends, ends_words, leaders, output_map};
use super::slice::Slice;
use super::stacked::{Layer, Stacked};
use crate::chart::{Axis, Cells, Chart, MAX_SERIES, Mark, Panel, labels};
use crate::data::{Dataset, Known, row_of, widened};
use crate::error::{Result, count};
use crate::network::{FeedForward, Perceptron};
use crate::notebook::Table;

/// Cells along each side of the picture.
const SIDE: usize = 40;
const SMALL_MARKER: f64 = 6.0;

#[derive(Clone, PartialEq)]
pub(super) struct OutputPlane {
    title: &'static str,
    /// Which network is asked again where points come to it; none in a network's
    /// own picture, to which none come.
    asked: Option<Asked>,
    plane: Slice,
    data: Dataset,
    /// The names of all inputs, if network or data have any.
    input_names: Option<Vec<String>>,
    test: Option<Dataset>,
    maps: Vec<Map>,
    words: Vec<String>,
}

/// A plane of outputs, and which neuron they are of.
#[derive(Clone, PartialEq)]
pub(super) struct Map {
    title: String,
    cells: Cells,
    /// The classes that its colours stand for, if they do, and that of each cell.
    classes: Vec<String>,
    leaders: Vec<usize>,
}

/// The network whose outputs are drawn.
#[derive(Clone, PartialEq)]
pub(super) enum Asked {
    Perceptron(Perceptron),
    Network(FeedForward),
    /// The neurons before its last layer.
    Hidden(FeedForward),
}

/// Answers many samples at once.
pub(super) type Answer<'a> = &'a dyn Fn(Array2<f64>) -> Result<Array2<f64>>;

/// Pictures and what is said of them.
pub(super) type Maps = (Vec<Map>, Vec<String>);

impl OutputPlane {
    pub(super) fn of(asked: Asked, plane: Slice, data: &Dataset) -> Result<Self> {
        let input_names = asked.known().or(data).inputs.map(<[String]>::to_vec);
        let hidden = matches!(asked, Asked::Hidden(_));
        let title = if hidden { "Hidden neurons" } else { "Output" };
        let data = asked.with_own_classes(data).only(plane.columns)?;
        let (maps, words) = asked.maps(&plane, &data, axes(&data, None))?;
        Ok(Self { title, asked: Some(asked), plane, data, input_names, test: None, maps, words })
    }

    /// What is known of the inputs and targets of points for the test.
    pub(super) fn known(&self) -> Known<'_> {
        let own = self.asked.as_ref().map_or_else(|| Known::of(&self.data), Asked::known);
        Known { inputs: self.input_names.as_deref(), ..own.or(&self.data) }
    }

    /// How many inputs and targets such points have.
    pub(super) fn shape(&self) -> [usize; 2] {
        [self.plane.medians.len(), self.data.n_targets()]
    }

    pub(super) fn n_maps(&self) -> usize {
        self.maps.len()
    }

    /// The same with points for the test, of this shape.
    pub(super) fn test(mut self, test: &Dataset) -> Result<Self> {
        // both by classes, or none
        let test = test.only(self.plane.columns)?.labelled(None)?;
        let ends = self.data.ends().map(<[_]>::to_vec);
        self.test = Some(test.with_classes_of(self.data.class_names(), ends));
        // the plane has to hold these points too
        if let Some(asked) = &self.asked {
            let axes = axes(&self.data, self.test.as_ref());
            (self.maps, self.words) = asked.maps(&self.plane, &self.data, axes)?;
        }
        Ok(self)
    }
}

impl Asked {
    pub(super) fn known(&self) -> Known<'_> {
        match self {
            Self::Perceptron(perceptron) => perceptron.known(),
            Self::Hidden(network) | Self::Network(network) => {
                network.names().known(network.n_outputs())
            }
        }
    }

    pub(super) fn with_own_classes(&self, data: &Dataset) -> Dataset {
        match self {
            Self::Perceptron(perceptron) => perceptron.with_own_classes(data),
            Self::Hidden(network) | Self::Network(network) => {
                network.names().with_own_classes(data)
            }
        }
    }

    fn maps(&self, plane: &Slice, data: &Dataset, axes: [[f64; 2]; 2]) -> Result<Maps> {
        match self {
            Self::Hidden(network) => {
                hidden::maps(network, axes, &plane.cells(axes, hidden::side(network))?)
            }
            Self::Perceptron(perceptron) => {
                let range = perceptron.transfer_function().output_range();
                let outputs = perceptron.predict(plane.cells(axes, SIDE)?)?;
                let ends = perceptron.sides(data).map(|sides| sides.outputs);
                Ok(output_maps(data, axes, &outputs, (range, ends)))
            }
            Self::Network(network) => {
                let range = network.output_function().output_range();
                let outputs = network.predict(plane.cells(axes, SIDE)?)?;
                let ends = network.ends_for(data);
                Ok(output_maps(data, axes, &outputs, (range, ends)))
            }
        }
    }
}

/// The output of anything that answers, whose outputs lie in `range`.
pub(super) fn of_answers(data: &Dataset, range: [f64; 2], answer: Answer) -> Result<OutputPlane> {
    let (plane, axes) = (Slice::whole(), axes(data, None));
    let outputs = answer(plane.cells(axes, SIDE)?)?;
    let ends = data.ends().map(<[_]>::to_vec);
    let (maps, words) = output_maps(data, axes, &outputs, (range, ends));
    let (title, data) = ("Output", data.clone());
    let input_names = data.given_input_names().map(<[String]>::to_vec);
    Ok(OutputPlane { title, asked: None, plane, data, input_names, test: None, maps, words })
}

/// A map of each output, between the targets of its two classes if it has such,
/// so that white is the edge between them; else over its range.
fn output_maps(
    data: &Dataset,
    axes: [[f64; 2]; 2],
    outputs: &Array2<f64>,
    (range, classes_at): ([f64; 2], Option<Vec<[f64; 2]>>),
) -> Maps {
    let classes = outputs.ncols() > 1 && data.class_names().is_some();
    let (mut maps, mut words) = (Vec::new(), Vec::new());
    if classes {
        let map = Map::of("", axes, SIDE, class_map(outputs, range, &Kept::of_data(data)));
        let names = data.class_names().unwrap_or_default().to_vec();
        maps.push(Map { classes: names, leaders: leaders(outputs), ..map });
        words.push(
            "The colour is that of the class with the largest output, the stronger the further it \
             is ahead."
                .to_owned(),
        );
    } else {
        for output in 0..outputs.ncols().min(MAX_SERIES) {
            let whole = ends(outputs, output, range);
            let [low, high] = classes_at.as_ref().map_or(whole, |ends| ends[output]);
            let title = if outputs.ncols() == 1 { "" } else { &data.target_names()[output] };
            maps.push(Map::of(title, axes, SIDE, output_map(outputs, output, [low, high])));
            let [low, high] = ends_words(data, [low, high], whole);
            words.push(if title.is_empty() {
                format!("Vermillion is an output of {low}, blue one of {high}.")
            } else {
                format!(
                    "{}: vermillion is {low}, blue {high}.",
                    labels(data.target_names())[output]
                )
            });
        }
        if outputs.ncols() > MAX_SERIES {
            let all = count(outputs.ncols(), "output");
            words.push(format!("The first {MAX_SERIES} of {all} are drawn."));
        }
    }
    (maps, words)
}

impl Map {
    pub(super) fn of(title: &str, axes: [[f64; 2]; 2], side: usize, shaded: Shaded) -> Self {
        let ([x, y], (cells, colors)) = (axes, shaded);
        Self {
            title: title.to_owned(),
            cells: Cells { x, y, columns: side, shades: cells, colors },
            classes: Vec::new(),
            leaders: Vec::new(),
        }
    }
}

/// The ranges of all points, with some room.
pub(super) fn axes(data: &Dataset, test: Option<&Dataset>) -> [[f64; 2]; 2] {
    let mut ranges = data.ranges();
    if let Some(test) = test {
        for (range, [low, high]) in ranges.iter_mut().zip(test.ranges()) {
            *range = widened(widened(*range, low), high);
        }
    }
    let names = data.input_names();
    let around = |i: usize| {
        let axis = Axis::around(&names[i], ranges[i][0], ranges[i][1]);
        [axis.low, axis.high]
    };
    [around(0), around(1)]
}

pub(super) fn draw(surface: &OutputPlane) -> Chart {
    let small = surface.maps.len() > 1;
    // a point for the test and its centre are two marks more in each
    let marks = if small && surface.test.is_some() { 3 } else { 1 };
    let limit = Classes::limit(surface.maps.len() * marks);
    let (mut classes, mut tested) = (Classes::thinned_to(&surface.data, limit), None);
    if let Some(test) = &surface.test {
        let [learnt, kept_back] = Classes::of_both([&surface.data, test], limit);
        classes = learnt;
        tested = Some(kept_back);
    }
    let stacked = stacked(surface, &classes, tested.as_ref());
    let mut panels = Vec::new();
    for (i, map) in surface.maps.iter().enumerate() {
        panels.push(panel(surface, map, (&classes, tested.as_ref()), &stacked, i == 0));
    }
    let mut words = surface.words.clone();
    words.extend(held_words(&surface.plane.held));
    words.extend(classes.notes());
    words.extend(stacked.sentences());
    let mut tables = vec![numbers("row", &surface.data)];
    if let (Some(test), Some(tested)) = (&surface.test, &tested) {
        words.push(format!(
            "{} for the test have a white centre.",
            count(test.n_samples(), "point")
        ));
        words.extend(tested.thinning_of("test sample"));
        tables.push(numbers("test row", test));
    }
    Chart {
        title: surface.title.to_owned(),
        alt: format!("Output over two inputs as colour, with points. {}", words.join(" ")),
        words,
        panels,
        columns: if small { 4.min(surface.maps.len()) } else { 1 },
        tables,
    }
}

fn held_words(held: &[(String, String)]) -> Option<String> {
    Some(format!("{}; the points have their own values there.", medians(held)?))
}

fn panel(
    surface: &OutputPlane,
    map: &Map,
    (classes, tested): (&Classes, Option<&Classes>),
    stacked: &Stacked,
    first: bool,
) -> Panel {
    let small = surface.maps.len() > 1;
    let names = surface.data.input_names();
    let [x, y] = [map.cells.x, map.cells.y];
    let mut marks = vec![Mark::Cells(map.cells.clone())];
    let at = |data: &Dataset, i: usize| [data.inputs()[(i, 0)], data.inputs()[(i, 1)]];
    let mut below = stacked.marks.clone();
    for mark in &mut below {
        if let Mark::Points { size, .. } = mark
            && small
        {
            *size *= SMALL_MARKER / SIZE;
        }
    }
    marks.append(&mut stacked.told(0, classes.marks(first, &|i| at(&surface.data, i))));
    if let (Some(test), Some(tested)) = (&surface.test, tested) {
        marks.append(&mut stacked.told(1, tested.marks(false, &|i| at(test, i))));
        marks.push(tested.centres(first, &|i| at(test, i)).silent());
    }
    for mark in &mut marks {
        if let Mark::Points { size, .. } = mark
            && small
        {
            *size = size.min(SMALL_MARKER);
        }
    }
    // above the plane
    marks.splice(1..1, below);
    let title = |i: usize| if small { "" } else { names[i].as_str() };
    let mut panel = Panel {
        title: map.title.clone(),
        x: Axis::exact(title(0), x[0], x[1]).of_plane(),
        y: Axis::exact(title(1), y[0], y[1]).of_plane(),
        height: if small { 130.0 } else { 360.0 },
        marks,
    };
    panel.marks.append(&mut region_names::marks(
        &map.classes,
        &map.leaders,
        map.cells.columns,
        &panel,
    ));
    panel
}

/// Points that lie on others with other targets, those for the test on top.
fn stacked(surface: &OutputPlane, classes: &Classes, tested: Option<&Classes>) -> Stacked {
    let at = |data: &Dataset, i: usize| [data.inputs()[(i, 0)], data.inputs()[(i, 1)]];
    let learnt = Layer { classes, place: &|i| at(&surface.data, i), wrong: &|_| false };
    let names = surface.data.input_names();
    let (Some(test), Some(classes)) = (&surface.test, tested) else {
        return Stacked::of(&[learnt], names);
    };
    let tested = Layer { classes, place: &|i| at(test, i), wrong: &|_| false };
    Stacked::of(&[learnt, tested], names)
}

fn numbers(row: &str, data: &Dataset) -> Table {
    let mut head = vec![row.to_owned()];
    head.extend_from_slice(data.input_names());
    head.push("target".to_owned());
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let first_targets = Columns::of(n, &|i| data.target_row(i)[..1].to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        inputs.push(&mut row, data.input_row(i));
        let targets = row_of(data.targets(), i);
        row.push(match (class_of(data, targets), data.class_names()) {
            (Some(class), Some(names)) => names[class].clone(),
            _ => first_targets.cell(0, targets[0]),
        });
        row
    })
}
