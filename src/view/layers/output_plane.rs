//! What a network answers all over the plane of two inputs, as colour.

use super::hidden_neurons;
use super::maps::{Answers, Map, Maps, output_maps};
use super::slice::Slice;
use crate::chart::{Axis, Chart, Mark, Panel};
use crate::data::{Dataset, Known, widened};
use crate::error::{Result, count};
use crate::matrix::Matrix;
use crate::network::{FeedForward, Perceptron, Transfer};
use crate::notebook::Table;
use crate::view::parts::answer;
use crate::view::parts::classes::names::class_of;
use crate::view::parts::classes::{Classes, PANEL_POINTS, SIZE};
use crate::view::parts::columns::Columns;
use crate::view::parts::crosses;
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::parts::region_labels;
use crate::view::perceptron::boundary_chart::medians;

/// Cells along each side of the picture.
const SIDE: usize = 40;
const SMALL_MARKER: f64 = 6.0;

#[derive(Clone, PartialEq)]
pub(crate) struct OutputPlane {
    title: &'static str,
    /// Which network is asked again where points come to it; none in a network's
    /// own picture, to which none come.
    asked: Option<Asked>,
    plane: Slice,
    data: Dataset,
    /// Whether each sample is on the correct side, where outputs stand for classes.
    right: Option<Vec<bool>>,
    /// What the network makes of the samples, and of those for the test.
    answers: [Option<Matrix>; 2],
    /// The names of all inputs, if network or data have any.
    input_names: Option<Vec<String>>,
    test: Option<(Dataset, Option<Vec<bool>>)>,
    maps: Vec<Map>,
    words: Vec<String>,
}

/// The network whose outputs are drawn.
#[derive(Clone, PartialEq)]
pub(crate) enum Asked {
    Perceptron(Perceptron),
    Network(FeedForward),
    /// The neurons before its last layer.
    Hidden(FeedForward),
}

/// Answers many samples at once.
pub(crate) type Answer<'a> = &'a dyn Fn(&Matrix) -> Result<Matrix>;

impl OutputPlane {
    pub(crate) fn of(asked: Asked, plane: Slice, data: &Dataset) -> Result<Self> {
        let input_names = asked.known().or(data).inputs.map(<[String]>::to_vec);
        let hidden = matches!(asked, Asked::Hidden(_));
        let title = if hidden { "Hidden neurons" } else { "Output" };
        let data = asked.with_own_classes(data);
        let answers = [asked.answers(&data), None];
        let (right, data) = (asked.right(&data), data.only(&plane.columns));
        let (maps, words) = asked.maps(&plane, &data, axes(&data, None))?;
        Ok(Self {
            title,
            asked: Some(asked),
            plane,
            data,
            right,
            answers,
            input_names,
            test: None,
            maps,
            words,
        })
    }

    /// What is known of the inputs and targets of points for the test.
    pub(crate) fn known(&self) -> Known<'_> {
        let own = self.asked.as_ref().map_or_else(|| Known::of(&self.data), Asked::known);
        Known { inputs: self.input_names.as_deref(), ..own.or(&self.data) }
    }

    /// How many inputs and targets such points have.
    pub(crate) fn shape(&self) -> [usize; 2] {
        [self.plane.medians.len(), self.data.n_targets()]
    }

    fn tested(&self) -> Option<&Dataset> {
        self.test.as_ref().map(|(test, _)| test)
    }

    fn right_in_test(&self) -> Option<&[bool]> {
        self.test.as_ref().and_then(|(_, right)| right.as_deref())
    }

    pub(crate) fn n_maps(&self) -> usize {
        self.maps.len()
    }

    /// The same with points for the test, of this shape.
    pub(crate) fn test(mut self, test: &Dataset) -> Result<Self> {
        // both by classes, or none
        let ends = self.data.ends().map(<[_]>::to_vec);
        let test = test.clone().labelled(None)?.with_classes_of(self.data.class_names(), ends);
        let right = self.asked.as_ref().and_then(|asked| asked.right(&test));
        self.answers[1] = self.asked.as_ref().and_then(|asked| asked.answers(&test));
        self.test = Some((test.only(&self.plane.columns), right));
        // the plane has to hold these points too
        if let Some(asked) = &self.asked {
            let axes = axes(&self.data, self.tested());
            (self.maps, self.words) = asked.maps(&self.plane, &self.data, axes)?;
        }
        Ok(self)
    }
}

impl Asked {
    /// Whether each sample is on the correct side; nothing of hidden neurons, nor
    /// where outputs do not stand for classes.
    fn right(&self, data: &Dataset) -> Option<Vec<bool>> {
        match self {
            Self::Perceptron(perceptron) => perceptron.right(data).ok(),
            Self::Network(network) => network.right(data),
            Self::Hidden(_) => None,
        }
    }

    /// The outputs for samples, if all of them can be drawn; nothing of hidden neurons.
    fn answers(&self, data: &Dataset) -> Option<Matrix> {
        match self {
            _ if data.n_samples() > PANEL_POINTS => None,
            Self::Perceptron(perceptron) => perceptron.outputs(data.input_matrix()).ok(),
            Self::Network(network) => network.outputs(data.input_matrix()).ok(),
            Self::Hidden(_) => None,
        }
    }

    pub(crate) fn known(&self) -> Known<'_> {
        match self {
            Self::Perceptron(perceptron) => perceptron.known(),
            Self::Hidden(network) | Self::Network(network) => {
                network.names().known(network.n_outputs())
            }
        }
    }

    pub(crate) fn with_own_classes(&self, data: &Dataset) -> Dataset {
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
                hidden_neurons::maps(network, axes, &plane.cells(axes, hidden_neurons::SIDE))
            }
            Self::Perceptron(perceptron) => {
                let range = perceptron.transfer_function().output_range();
                let cells = plane.cells(axes, SIDE);
                let ends = perceptron.sides(data).map(|sides| sides.outputs);
                let jumps = perceptron.transfer_function().is_step();
                let sums = || perceptron.clone().transfer(Transfer::PureLin).outputs(&cells).ok();
                let sums = if jumps { sums() } else { None };
                let answers = Answers { outputs: perceptron.outputs(&cells)?, range, ends, sums };
                Ok(output_maps(data, axes, SIDE, &answers))
            }
            Self::Network(network) => {
                let range = network.output_function().output_range();
                let outputs = network.outputs(&plane.cells(axes, SIDE))?;
                let ends = network.ends_for(data);
                let answers = Answers { outputs, range, ends, sums: None };
                Ok(output_maps(data, axes, SIDE, &answers))
            }
        }
    }
}

/// The output of anything that answers, whose outputs lie in `range`.
pub(crate) fn of_answers(data: &Dataset, range: [f64; 2], answer: Answer) -> Result<OutputPlane> {
    let (plane, axes) = (Slice::whole(), axes(data, None));
    let outputs = answer(&plane.cells(axes, SIDE))?;
    let ends = data.ends().map(<[_]>::to_vec);
    let answers = Answers { outputs, range, ends, sums: None };
    let (maps, words) = output_maps(data, axes, SIDE, &answers);
    let (title, data) = ("Output", data.clone());
    let input_names = data.given_input_names().map(<[String]>::to_vec);
    let (asked, right, test, answers) = (None, None, None, [None, None]);
    Ok(OutputPlane { title, asked, plane, data, right, answers, input_names, test, maps, words })
}

/// The ranges of all points, with some room.
pub(crate) fn axes(data: &Dataset, test: Option<&Dataset>) -> [[f64; 2]; 2] {
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

pub(crate) fn draw(surface: &OutputPlane) -> Chart {
    let small = surface.maps.len() > 1;
    // a point for the test and its centre are two marks more in each
    let marks = if small && surface.test.is_some() { 3 } else { 1 };
    let limit = Classes::limit(surface.maps.len() * marks);
    let (mut classes, mut tested) = (Classes::thinned_to(&surface.data, limit), None);
    if let Some(test) = surface.tested() {
        let [learnt, kept_back] = Classes::of_both([&surface.data, test], limit);
        classes = learnt;
        tested = Some(kept_back);
    }
    let [of_learnt, of_test] = &surface.answers;
    classes = answered(classes, of_learnt.as_ref());
    tested = tested.map(|tested| answered(tested, of_test.as_ref()));
    let place = |data: &Dataset, i: usize| {
        let inputs = data.input_row(i);
        [inputs[0], inputs[1]]
    };
    let place_of = |i: usize| place(&surface.data, i);
    let place_of_tested = |i: usize| surface.tested().map_or([0.0; 2], |test| place(test, i));
    let is_wrong = |i: usize| surface.right.as_ref().is_some_and(|right| !right[i]);
    let is_wrong_in_test = |i: usize| surface.right_in_test().is_some_and(|right| !right[i]);
    let mut layers = vec![Layer { classes: &classes, place: &place_of, wrong: &is_wrong }];
    layers.extend(tested.as_ref().map(|classes| Layer {
        classes,
        place: &place_of_tested,
        wrong: &is_wrong_in_test,
    }));
    let stacked = Stacked::of(&layers, surface.data.input_names());
    let mut panels = Vec::new();
    for (i, map) in surface.maps.iter().enumerate() {
        panels.push(panel(surface, map, &layers, &stacked, i == 0));
    }
    if let [map] = &surface.maps[..] {
        panels.extend(map.scale());
    }
    let mut words = surface.words.clone();
    words.extend(surface.right.as_ref().map(|right| crosses::score(right)));
    words.extend(held_words(&surface.plane.held));
    words.extend(classes.notes());
    words.extend(stacked.sentences());
    let mut tables = vec![numbers("row", &surface.data)];
    if let (Some(test), Some(tested)) = (surface.tested(), &tested) {
        let white =
            || format!("{} for the test have a white centre.", count(test.n_samples(), "point"));
        words.push(surface.right_in_test().map_or_else(white, crosses::test_score));
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

/// Samples with what the network makes of them, where that is known.
fn answered(classes: Classes, answers: Option<&Matrix>) -> Classes {
    let Some(answers) = answers else { return classes };
    let known = |i: usize| i < answers.n_rows();
    classes.answered(&|i| known(i).then(|| answer::values(answers.row(i))))
}

fn held_words(held: &[(String, String)]) -> Option<String> {
    Some(format!("{}; the points have their own values there.", medians(held)?))
}

fn panel(
    surface: &OutputPlane,
    map: &Map,
    layers: &[Layer],
    stacked: &Stacked,
    first: bool,
) -> Panel {
    let small = surface.maps.len() > 1;
    let names = surface.data.input_names();
    let [x, y] = [map.cells.x, map.cells.y];
    let mut marks = vec![Mark::Cells(map.cells.clone())];
    marks.extend_from_slice(&map.border);
    marks.extend_from_slice(&stacked.marks);
    for mark in &mut marks {
        if let Mark::Points { size, .. } = mark
            && small
        {
            *size *= SMALL_MARKER / SIZE;
        }
    }
    let begin = marks.len();
    let learnt = &layers[0];
    marks.append(&mut stacked.told(0, learnt.classes.marks(first, learnt.place)));
    crosses::on_learnt(learnt, stacked, &mut marks);
    if let Some(tested) = layers.get(1) {
        marks.append(&mut crosses::tested(tested, stacked, first));
    }
    for mark in &mut marks[begin..] {
        if let Mark::Points { size, .. } = mark
            && small
        {
            *size = size.min(SMALL_MARKER);
        }
    }
    let title = |i: usize| if small { "" } else { names[i].as_str() };
    let mut panel = Panel {
        title: map.title.clone(),
        x: Axis::exact(title(0), x[0], x[1]).of_plane(),
        y: Axis::exact(title(1), y[0], y[1]).of_plane(),
        height: if small { 130.0 } else { 360.0 },
        marks,
    };
    panel.marks.append(&mut region_labels::marks(
        &map.classes,
        &map.leaders,
        map.cells.columns,
        &panel,
    ));
    panel
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
        let targets = data.target_row(i);
        row.push(match (class_of(data, targets), data.class_names()) {
            (Some(class), Some(names)) => names[class].clone(),
            _ => first_targets.cell(0, targets[0]),
        });
        row
    })
}
