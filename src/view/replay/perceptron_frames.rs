//! The pictures of a replay, all with the same axes.

use super::last_step;
use super::panels::{
    Errors, FEW, MAX_BYTES, MAX_POINTS, count_axis, curve, dots, span, thin, upright,
};
use super::perceptron_keyframes::{Moment, Moments, Update};
use crate::chart::{
    Anchor, Axis, Chart, Film, INK, Mark, Panel, dash, extent_of, few_letters, series, short,
    significant,
};
use crate::data::{Dataset, widened};
use crate::error::{Result, count};
use crate::network::Perceptron;
use crate::notebook::Table;
use crate::train::History;
use crate::view::parts::apart::apart;
use crate::view::parts::classes::Classes;
use crate::view::parts::columns::ErrorColumn;
use crate::view::parts::region_labels;
use crate::view::perceptron::boundary::Boundary;
use crate::view::perceptron::boundary_chart::{held_words, shows, told};
use crate::view::perceptron::boundary_panel;
use crate::view::perceptron::weights::{bars_within, drawn_rows, equation_for, reach, weight_rows};
use crate::view::training::error_curve;
use crate::view::training::validation::keeping;

/// Weights whose way is drawn, points of a curve that get a dot, and letters of
/// a name at the end of its curve.
const MAX_CURVES: usize = 6;
const MAX_DOTS: usize = 30;
const LETTERS: usize = 9;
/// Between two of them, in parts of the panel.
const GAP: f64 = 0.12;
/// Panels side by side.
const COLUMNS: usize = 2;
/// How much lower bars are than where they stand alone, if they are higher than this
/// many pixels.
const BARS: f64 = 0.6;
const MOST_BARS: f64 = 200.0;

/// The film of a run, over two of the inputs if they are named.
pub(crate) fn film(
    history: &History,
    data: &Dataset,
    mut moments: Moments,
    over: Option<&[String; 2]>,
) -> Result<Film> {
    let known = moments.shown.first().map(|first| first.perceptron.with_own_classes(data));
    let scenes = Scenes::new(history, known.as_ref().unwrap_or(data), &moments, over);
    let mut frames = Vec::new();
    for moment in &moments.shown {
        frames.push(scenes.draw(moment)?);
    }
    let mut film = cut(&frames, history, &moments);
    while frames.len() > FEW && film.bytes() > MAX_BYTES {
        thin(&mut frames);
        thin(&mut moments.shown);
        film = cut(&frames, history, &moments);
    }
    Ok(film)
}

/// A picture, and the lines in it.
struct Scene {
    chart: Chart,
    lines: Vec<Mark>,
}

/// The film of some pictures, which say how many of all they are, each with a
/// trace of the one before it.
fn cut(frames: &[Scene], history: &History, moments: &Moments) -> Film {
    let (mut cut, mut labels) = (Vec::new(), Vec::new());
    let mut before: &[Mark] = &[];
    for (scene, moment) in frames.iter().zip(&moments.shown) {
        let mut frame = scene.chart.clone();
        if let Some(plane) = frame.panels.first_mut() {
            last_step::lines_before(plane, before, &scene.lines);
            region_labels::into_areas(plane, COLUMNS);
        }
        before = &scene.lines;
        frame.words.extend(moments.thinning());
        frame.words.extend(moments.bounds());
        frame.alt = format!("{} {}", frame.alt, frame.words.join(" "));
        if labels.len() + 1 == frames.len() {
            frame.tables = vec![table(history, moments)];
        }
        cut.push(frame.cleaned());
        labels.push(format!(
            "{} {} of {}, error {}",
            moments.unit,
            moment.done,
            moments.n,
            short(moment.error)
        ));
    }
    Film::new(cut, labels)
}

struct Scenes<'a> {
    history: &'a History,
    data: &'a Dataset,
    moments: &'a Moments,
    classes: Classes,
    /// Whether there is a boundary to draw: over two inputs, which may be named,
    /// or as a threshold on the only one.
    has_boundary: bool,
    over: Option<&'a [String; 2]>,
    /// The smallest and the largest weight of all pictures, and 0.
    reach: [f64; 2],
    /// The way of each of the first weights, and what they are called.
    ways: Vec<Vec<[f64; 2]>>,
    names: Vec<String>,
    n_weights: usize,
}

impl<'a> Scenes<'a> {
    fn new(
        history: &'a History,
        data: &'a Dataset,
        moments: &'a Moments,
        over: Option<&'a [String; 2]>,
    ) -> Self {
        let mut reach_of_all = [0.0, 0.0];
        let (mut names, mut n_weights) = (Vec::new(), 0);
        let mut ways = vec![Vec::new(); MAX_CURVES];
        for moment in &moments.shown {
            let (rows, values) = weight_rows(&moment.perceptron);
            n_weights = values.len();
            names = rows;
            for (way, value) in ways.iter_mut().zip(&values) {
                way.push([moment.done as f64, *value]);
            }
            for end in reach(&drawn_rows(&moment.perceptron).1) {
                reach_of_all = widened(reach_of_all, end);
            }
        }
        ways.truncate(n_weights);
        names.truncate(MAX_CURVES);
        let first = moments.shown.first().map(|moment| &moment.perceptron);
        let sides = first.is_some_and(|first| first.meeting(data).is_ok());
        Self {
            history,
            data,
            moments,
            classes: classes_of(data, first),
            has_boundary: sides && (data.n_inputs() <= 2 || over.is_some()),
            over,
            reach: reach_of_all,
            ways,
            names,
            n_weights,
        }
    }

    fn draw(&self, moment: &Moment) -> Result<Scene> {
        let mut words = vec![self.headline(moment)];
        let epoch = self.by_epoch().then_some(moment.done);
        let last = self.moments.shown.last().is_some_and(|last| last.done == moment.done);
        let (mut panels, mut shown, mut lines) = (Vec::new(), "A replay", Vec::new());
        if self.has_boundary {
            let boundary = self.boundary(&moment.perceptron)?;
            shown = shows(&boundary);
            lines = boundary_panel::line_marks(&boundary);
            panels.push(self.plane(&boundary, moment, &mut words));
        } else {
            for neuron in 0..moment.perceptron.n_neurons().min(4) {
                words.push(equation_for(&moment.perceptron, neuron, self.data));
            }
        }
        words.extend(keeping(self.history, epoch, last));
        let mut bars = bars_within(&moment.perceptron, self.reach);
        bars.height = (BARS * bars.height).max(MOST_BARS).min(bars.height);
        let errors = self.errors(moment);
        // beside a low plane the bars would leave a hole below it
        let plane = panels.first().map(|plane| extent_of(plane, COLUMNS)[1]);
        if plane.is_some_and(|height| 1.5 * height < bars.height) {
            panels.extend([errors, bars]);
        } else {
            panels.extend([bars, errors]);
        }
        if self.has_boundary {
            words.extend(self.classes.notes());
            panels.push(self.weights(moment));
        }
        let chart = Chart {
            title: format!("Learning, {unit} by {unit}", unit = self.moments.unit),
            alt: format!("{shown}, the weights as bars and the error so far."),
            words,
            panels,
            columns: COLUMNS,
            tables: Vec::new(),
        };
        Ok(Scene { chart, lines })
    }

    /// The boundary among the points, with words about it.
    fn plane(&self, boundary: &Boundary, moment: &Moment, words: &mut Vec<String>) -> Panel {
        let (right, points) = (boundary.n_right(), count(self.data.n_samples(), "point"));
        if let Some(headline) = words.first_mut() {
            *headline = format!("{headline} {right} of {points} on the correct side.");
        }
        words.extend(told(boundary));
        words.extend(held_words(boundary));
        let classes = boundary.answered(self.classes.clone());
        let (mut panel, stacked) = boundary_panel::panel(boundary, &classes, None);
        words.extend(stacked.sentences());
        panel.height = 260.0;
        if let Some(row) = moment.update.as_ref().map(|update| update.sample)
            && let Some(at) = self.place(boundary, row)
        {
            last_step::circle(&mut panel, at, row);
        }
        panel
    }

    fn boundary(&self, perceptron: &Perceptron) -> Result<Boundary> {
        match self.over {
            Some([x, y]) => perceptron.boundary_over(self.data, [x, y]),
            None => perceptron.boundary(self.data),
        }
    }

    fn by_epoch(&self) -> bool {
        self.moments.unit == "epoch"
    }

    fn headline(&self, moment: &Moment) -> String {
        let error = short(moment.error);
        match &moment.update {
            _ if moment.done == 0 => format!("Before learning: error {error}."),
            None => format!(
                "After {} of {}: error {error}.",
                moment.done,
                count(self.moments.n, "epoch")
            ),
            Some(update) => format!("{} Error {error}.", self.reason(moment, update)),
        }
    }

    /// Why a single update was made.
    fn reason(&self, moment: &Moment, update: &Update) -> String {
        let told = update.told(moment.done, self.moments.n, self.data);
        format!("{told}, so each weight moves by {} × input.", short(update.step))
    }

    /// Where a sample stands in the picture.
    fn place(&self, boundary: &Boundary, sample: usize) -> Option<[f64; 2]> {
        let row = self.data.input_row(sample);
        let Some(over) = self.over else {
            return Some(boundary_panel::point(boundary, self.data, sample));
        };
        let column = |name| self.data.input_names().iter().position(|known| known == name);
        Some([row[column(&over[0])?], row[column(&over[1])?]])
    }

    /// The error by epoch, and where in it this is.
    fn errors(&self, moment: &Moment) -> Panel {
        let (mut at, mut validation) = (Vec::new(), Vec::new());
        for other in &self.moments.shown {
            at.push([other.done as f64, other.error]);
            let error = self.history.validation_errors().get(other.done);
            if let Some(error) = error.filter(|error| self.by_epoch() && error.is_finite()) {
                validation.push([other.done as f64, *error]);
            }
        }
        let here = [moment.done as f64, moment.error];
        let errors = Errors { unit: self.moments.unit, n: self.moments.n, goal: self.history.goal };
        errors.panel(at.len() <= MAX_DOTS, at, validation, here)
    }

    /// The first weights by epoch, and where in them this is.
    fn weights(&self, moment: &Moment) -> Panel {
        let mut span = self.reach;
        let mut here_at = Vec::new();
        let mut marks = Vec::new();
        for (i, way) in self.ways.iter().enumerate() {
            for &[done, value] in way {
                span = widened(span, value);
                if done == moment.done as f64 {
                    here_at.push([done, value]);
                }
            }
            marks.push(curve(&self.names[i], series(i).0, dash(i), false, way.clone()));
        }
        let y = Axis::around("", span[0], span[1]);
        marks.push(cursor(moment, &y));
        marks.push(dots(INK, 7.0, here_at));
        marks.extend(self.ends(&y));
        let title = if self.n_weights > MAX_CURVES {
            format!(
                "weights by {} (the first {MAX_CURVES} of {})",
                self.moments.unit, self.n_weights
            )
        } else {
            format!("weights and bias by {}", self.moments.unit)
        };
        Panel { title, x: self.count_axis(0.4), y, height: 140.0, marks }
    }

    /// The names of the weights at the ends of their ways, each with a dot of
    /// its colour.
    fn ends(&self, y: &Axis) -> Vec<Mark> {
        let mut heights = Vec::with_capacity(self.ways.len());
        for way in &self.ways {
            heights.push(way.last().map_or(0.0, |[_, value]| y.unit(*value)));
        }
        let x = self.span(0.07)[1];
        let names = few_letters(&self.names, LETTERS);
        let mut marks = Vec::new();
        for (i, unit) in apart(&heights, GAP).iter().enumerate() {
            let at = [x, y.low * (1.0 - unit) + y.high * unit];
            marks.push(dots(series(i).0, 7.0, vec![at]));
            let beside = [self.span(0.115)[1], at[1]];
            marks.push(Mark::text(beside, names[i].clone(), Anchor::Start));
        }
        marks
    }

    fn span(&self, room: f64) -> [f64; 2] {
        span(self.moments.n, room)
    }

    fn count_axis(&self, room: f64) -> Axis {
        count_axis(self.moments.unit, self.moments.n, room, 4)
    }
}

/// The points, as far as there is room, in the colours of their sides.
fn classes_of(data: &Dataset, first: Option<&Perceptron>) -> Classes {
    let classes = Classes::thinned_to(data, MAX_POINTS);
    let by_class = data.n_targets() > 1 && data.class_names().is_some();
    match first.and_then(|first| first.sides(data)).filter(|_| !by_class) {
        Some(sides) => classes.sided(&sides),
        None => classes,
    }
}

fn cursor(moment: &Moment, y: &Axis) -> Mark {
    upright(moment.done as f64, y)
}

fn table(history: &History, moments: &Moments) -> Table {
    if moments.unit == "epoch" {
        return error_curve::table(history);
    }
    let mut head = Vec::new();
    for name in ["updates done", "epoch", "row (from 0)", "error"] {
        head.push(name.to_owned());
    }
    if let Some(moment) = moments.shown.first() {
        for name in weight_rows(&moment.perceptron).0 {
            head.push(if name.starts_with("bias") { name } else { format!("weight of {name}") });
        }
    }
    let n = moments.shown.len();
    let errors = ErrorColumn::of(n, &|i| Some(moments.shown[i].error));
    Table::excerpt(head, n, &|i| {
        let moment = &moments.shown[i];
        let mut row = vec![moment.done.to_string()];
        match &moment.update {
            Some(update) => {
                row.push(update.epoch.to_string());
                row.push(update.sample.to_string());
            }
            None => row.extend([String::new(), String::new()]),
        }
        row.push(errors.cell(moment.error));
        for value in weight_rows(&moment.perceptron).1 {
            row.push(significant(value, 6));
        }
        row
    })
}
