//! Planes of outputs as colours, and the lines between their classes.

use super::colormap::{SHADES, Shaded, class_map, ends, ends_words, heights, leaders, output_map};
use super::largest_output;
use crate::chart::{
    Axis, Cells, MAX_SERIES, Mark, Panel, Ticks, Told, apart, contour, labels, short, significant,
};
use crate::data::Dataset;
use crate::error::count;
use crate::lists::mapped;
use crate::matrix::Matrix;
use crate::network::half_way;
use crate::view::parts::classes::shown::Kept;

/// Height of the scale, in pixels.
const SCALE: f64 = 12.0;

/// A plane of outputs, and which neuron they are of.
#[derive(Clone, PartialEq)]
pub(crate) struct Map {
    pub(crate) title: String,
    pub(crate) cells: Cells,
    /// The classes that its colours stand for, if they do, and that of each cell.
    pub(crate) classes: Vec<String>,
    pub(crate) leaders: Vec<usize>,
    /// The outputs of the first and the last colour, where a scale is drawn.
    range: Option<[f64; 2]>,
    /// Where one class meets the other, or where each leads.
    pub(crate) border: Vec<Mark>,
}

/// Pictures and what is said of them.
pub(crate) type Maps = (Vec<Map>, Vec<String>);

/// What is answered at the middles of the cells.
pub(crate) struct Answers {
    pub(crate) outputs: Matrix,
    /// What the outputs can be.
    pub(crate) range: [f64; 2],
    /// The outputs that stand for the two classes of each.
    pub(crate) ends: Option<Vec<[f64; 2]>>,
    /// Where outputs jump: the sums, which pass 0 there.
    pub(crate) sums: Option<Matrix>,
}

/// A map of each output, between the targets of its two classes if it has such,
/// so that white is the edge between them; else over its range.
pub(crate) fn output_maps(
    data: &Dataset,
    axes: [[f64; 2]; 2],
    side: usize,
    answers: &Answers,
) -> Maps {
    let outputs = &answers.outputs;
    if outputs.n_columns() > 1 && data.class_names().is_some() {
        let kept = Kept::of_data(data);
        let classes = data.class_names().unwrap_or_default().to_vec();
        let mut map = Map::of("", axes, side, class_map(outputs, answers.range, &kept));
        map.border = largest_output::regions(outputs, &classes, &kept, side, axes);
        map.border.append(&mut largest_output::borders(outputs, side, axes));
        return (vec![Map { classes, leaders: leaders(outputs), ..map }], vec![class_words()]);
    }
    let (mut maps, mut words) = (Vec::new(), Vec::new());
    for output in 0..outputs.n_columns().min(MAX_SERIES) {
        let whole = ends(outputs, output, answers.range);
        let range = answers.ends.as_ref().map_or(whole, |ends| ends[output]);
        let only = outputs.n_columns() == 1;
        let title = if only { "" } else { &data.target_names()[output] };
        let mut map = Map::of(title, axes, side, output_map(outputs, output, range));
        if answers.sums.is_none() {
            map.cells.heights = heights(outputs, output, range);
        }
        map.cells.told = Some(told(outputs, output, range));
        map.range = Some(range)
            .filter(|[low, high]| only && low < high && (3.0 * (high - low)).is_finite());
        map.border = match (&answers.sums, &answers.ends) {
            (Some(sums), _) => border(sums, output, 0.0, side, axes),
            (None, Some(_)) => border(outputs, output, half_way(range), side, axes),
            (None, None) => Vec::new(),
        };
        if let Some(Mark::Line { name, .. }) = map.border.first_mut()
            && output == 0
        {
            *name = format!("output {}", short(half_way(range)));
        }
        maps.push(map);
        let [low, high] = ends_words(data, range, whole);
        words.push(if only {
            let white = white_words(range, answers.ends.is_some());
            format!("Orange is an output of {low}, blue one of {high}. {white}")
        } else {
            format!("{}: orange is {low}, blue {high}.", labels(data.target_names())[output])
        });
    }
    if outputs.n_columns() > MAX_SERIES {
        let all = count(outputs.n_columns(), "output");
        words.push(format!("The first {MAX_SERIES} of {all} are drawn."));
    }
    (maps, words)
}

pub(crate) fn class_words() -> String {
    "The colour shows the class with the largest output: the larger its lead, the stronger."
        .to_owned()
}

/// The outputs of one neuron for the pointer.
pub(crate) fn told(outputs: &Matrix, output: usize, range: [f64; 2]) -> Told {
    Told { outputs: outputs.column(output), range }
}

/// `White is 0.5: undecided.`
pub(crate) fn white_words(range: [f64; 2], classes: bool) -> String {
    format!("White is {}{}.", short(half_way(range)), if classes { ": undecided" } else { "" })
}

/// Where an output passes a level, in pieces.
pub(crate) fn border(
    outputs: &Matrix,
    output: usize,
    level: f64,
    side: usize,
    [x, y]: [[f64; 2]; 2],
) -> Vec<Mark> {
    let place = |[low, high]: [f64; 2], share: f64| low * (1.0 - share) + high * share;
    let mut marks = Vec::new();
    for line in contour(&outputs.column(output), side, level) {
        let at = mapped(&line, &|[u, v]| [place(x, *u), place(y, *v)]);
        marks.push(Mark::dashed_line("", at));
    }
    marks
}

impl Map {
    pub(crate) fn of(title: &str, axes: [[f64; 2]; 2], side: usize, shaded: Shaded) -> Self {
        let ([x, y], (cells, colors)) = (axes, shaded);
        Self {
            title: title.to_owned(),
            cells: Cells {
                x,
                y,
                columns: side,
                shades: cells,
                heights: Vec::new(),
                told: None,
                colors,
            },
            classes: Vec::new(),
            leaders: Vec::new(),
            range: None,
            border: Vec::new(),
        }
    }

    /// Which output each colour stands for.
    pub(crate) fn scale(&self) -> Option<Panel> {
        let [low, high] = self.range?;
        let cells = Cells {
            x: [low, high],
            y: [0.0, 1.0],
            columns: SHADES,
            shades: (0..SHADES).collect(),
            heights: Vec::new(),
            told: None,
            colors: self.cells.colors.clone(),
        };
        let digits = apart(&[low, half_way([low, high]), high], 4);
        let ticks = vec![
            (low, format!("output {}", significant(low, digits))),
            (half_way([low, high]), significant(half_way([low, high]), digits)),
            (high, significant(high, digits)),
        ];
        // in the middle third
        let room = high - low;
        let x = Axis::exact("", low - room, high + room);
        Some(Panel {
            title: String::new(),
            x: Axis { ticks: Ticks::Named(ticks), ..x },
            y: Axis::hidden(),
            height: SCALE,
            marks: vec![Mark::Cells(cells)],
        })
    }
}
