//! A data set: scatter plot, strips, parallel coordinates or table.

use crate::chart::{
    ALONG, Axis, Chart, Mark, PLACE, Panel, Ticks, apart, label, labels, panel_width, significant,
};
use crate::data::{Dataset, widened};
use crate::error::count;
use crate::lists::{mapped, rising};
use crate::notebook::Table;
use crate::view::parts::classes::Classes;
use crate::view::parts::classes::names::{class_of, with_class};
use crate::view::parts::columns::{Columns, DIGITS};
use crate::view::parts::nested_markers::{Layer, Stacked};
use crate::view::parts::strip::{self, Strips};
use crate::view::parts::{parallel_coordinates, same_place};

/// Classes that an axis has room to name.
const MAX_TICKS: usize = 8;
/// Inputs up to which each gets a small plot of its own; more are drawn as
/// parallel coordinates.
const MAX_PANELS: usize = 5;
/// Heights of a small plot, and of the only one, at least and at most.
const HEIGHTS: [f64; 2] = [130.0, 210.0];
const ALONE: [f64; 2] = [280.0, 340.0];
/// What the labels of the rows take of a small plot's width, in pixels.
const ROW_LABELS: f64 = 60.0;

pub(crate) fn draw(data: &Dataset) -> Chart {
    let spans = data.ranges();
    let classes = match data.n_inputs() {
        2 => Classes::of(data, 1),
        n if n > MAX_PANELS => Classes::thinned_to(data, parallel_coordinates::MAX_LINES),
        n => Classes::of(data, n),
    };
    let strips = strips(data, &spans, &classes);
    let panels = match data.n_inputs() {
        2 => vec![scatter(data, &spans, &classes)],
        n if n > MAX_PANELS => vec![parallel_coordinates::panel(data, &spans, &classes)],
        _ => multiples(data, &spans, &classes, strips.as_ref()),
    };
    let mut words = sentences(data, &classes);
    words.extend(gaps(data));
    if data.n_inputs() > parallel_coordinates::MAX_INPUTS {
        let (shown, all) = (parallel_coordinates::MAX_INPUTS, data.n_inputs());
        words.push(format!("The first {shown} of {all} inputs are drawn."));
    }
    let counted = strips.as_ref().is_some_and(|strips| !strips.are_stacked());
    if counted && strip::counts_all(&classes) {
        words.extend(classes.note_of_classes());
    } else {
        words.extend(classes.notes());
    }
    let stacks = strips.as_ref().map(Strips::sentence);
    let each = strips.is_some_and(|strips| data.n_inputs() == 1 && strips.are_stacked());
    let same = if each { Vec::new() } else { same_samples(data, &classes) };
    let same = [Vec::from_iter(stacks), same].concat();
    words.extend_from_slice(&same);
    Chart {
        title: format!(
            "Data: {}, {}",
            count(data.n_samples(), "sample"),
            count(data.n_inputs(), "input")
        ),
        words,
        alt: [vec![alt(data, &spans, &classes)], same].concat().join(" "),
        columns: if panels.len() > 1 { 2 } else { 1 },
        panels,
        tables: vec![rows(data), ranges(data, &spans)],
    }
}

fn scatter(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Panel {
    Panel {
        title: String::new(),
        x: input_axis(data, spans, 0).of_plane(),
        y: input_axis(data, spans, 1).of_plane(),
        height: 320.0,
        marks: marks(data, classes, &|i| plane(data, i), true),
    }
}

fn plane(data: &Dataset, sample: usize) -> [f64; 2] {
    let inputs = data.input_row(sample);
    [inputs[0], inputs[1]]
}

/// The samples, with what lies below others.
fn marks(
    data: &Dataset,
    classes: &Classes,
    place: &dyn Fn(usize) -> [f64; 2],
    named: bool,
) -> Vec<Mark> {
    let stacked = stacked(data, classes, place);
    let mut marks = stacked.marks.clone();
    marks.append(&mut stacked.told(0, classes.marks(named, place)));
    marks
}

fn stacked(data: &Dataset, classes: &Classes, place: &dyn Fn(usize) -> [f64; 2]) -> Stacked {
    let mut names = data.input_names().to_vec();
    if let ([_], [target, ..], None) = (names.as_slice(), data.target_names(), data.class_names()) {
        names.push(target.clone());
    }
    Stacked::of(&[Layer { classes, place, wrong: &|_| false }], &names)
}

/// Says where several samples of one target share a marker.
pub(crate) fn shared(data: &Dataset) -> Option<String> {
    let classes = Classes::of(data, 1);
    match data.n_inputs() {
        1 => stacked(data, &classes, &|i| on_a_line(data, i, 0)).shared(),
        2 => stacked(data, &classes, &|i| plane(data, i)).shared(),
        _ => same_place::same_rows(data),
    }
}

/// Says which samples lie on others; of more inputs than a plane has, which are
/// the same altogether.
fn same_samples(data: &Dataset, classes: &Classes) -> Vec<String> {
    match data.n_inputs() {
        1 => stacked(data, classes, &|i| on_a_line(data, i, 0)).sentences(),
        2 => stacked(data, classes, &|i| plane(data, i)).sentences(),
        _ => same_place::same_rows(data).into_iter().collect(),
    }
}

fn on_a_line(data: &Dataset, sample: usize, column: usize) -> [f64; 2] {
    [data.input_row(sample)[column], height(data, sample)]
}

fn input_axis(data: &Dataset, spans: &[[f64; 2]], input: usize) -> Axis {
    let [low, high] = spans[input];
    Axis::around(&data.input_names()[input], low, high)
}

/// Each input against the first target, or against the row number.
fn multiples(
    data: &Dataset,
    spans: &[[f64; 2]],
    classes: &Classes,
    strips: Option<&Strips>,
) -> Vec<Panel> {
    let shown = data.n_inputs();
    let mut panels = Vec::with_capacity(shown);
    for column in 0..shown {
        let (mut y, mut height) = (height_axis(data), heights(shown)[0]);
        if let Some(strips) = strips {
            y.ticks = values_of_rows(data, classes).unwrap_or(y.ticks);
            (y, height) = strips.frame(y);
        }
        let mut marks = match strips {
            Some(strips) => strip_marks(data, spans, classes, strips, column),
            None => marks(data, classes, &|i| on_a_line(data, i, column), column == 0),
        };
        told_along(&mut marks, shown > 1 && strips.is_none());
        let x = input_axis(data, spans, column);
        panels.push(Panel { title: String::new(), x, y, height, marks });
    }
    panels
}

/// Rows and targets are told already where their height would be; in one panel of
/// many, a marker of several samples says how many alone.
fn told_along(marks: &mut [Mark], one_of_many: bool) {
    for mark in marks {
        let Mark::Points { hover, .. } = mark else { continue };
        for text in hover {
            let Some((called, said)) = text.split_once(PLACE) else { continue };
            let called = match called.split_once(", ") {
                Some((count, _)) if one_of_many && !called.starts_with("row ") => count,
                _ => called,
            };
            *text = format!("{called}{ALONG}{said}");
        }
    }
}

/// Samples beside those that they would hide, or markers that stand for several.
fn strip_marks(
    data: &Dataset,
    spans: &[[f64; 2]],
    classes: &Classes,
    strips: &Strips,
    column: usize,
) -> Vec<Mark> {
    let (named, row) = (column == 0, |i: usize| height(data, i));
    if !strips.are_stacked() {
        let value = |i: usize| data.input_row(i)[column];
        let marker = marker_width(data, spans, column);
        return strip::counted(classes, named, &strip::Column { value: &value, marker }, &row);
    }
    let place = |i: usize| {
        let [x, y] = on_a_line(data, i, column);
        [x, y + strips.offset(column, i)]
    };
    let mut marks = marks(data, classes, &place, named);
    for mark in &mut marks {
        if let Mark::Points { size, .. } = mark {
            *size = strip::MARKER;
        }
    }
    marks
}

fn heights(panels: usize) -> [f64; 2] {
    if panels == 1 { ALONE } else { HEIGHTS }
}

/// How the samples of classes share the room between the rows, where some would
/// hide others.
fn strips(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Option<Strips> {
    let n = data.n_inputs();
    if n == 2 || n > MAX_PANELS || !classes.exist() {
        return None;
    }
    let values: Vec<_> = (0..n).map(|column| move |i: usize| data.input_row(i)[column]).collect();
    let mut columns = Vec::with_capacity(n);
    for (column, value) in values.iter().enumerate() {
        columns.push(strip::Column { value, marker: marker_width(data, spans, column) });
    }
    Strips::of(&classes.drawn(), &columns, &|i| height(data, i), heights(n))
}

/// How many units of an input a marker covers.
fn marker_width(data: &Dataset, spans: &[[f64; 2]], column: usize) -> f64 {
    let axis = input_axis(data, spans, column);
    let room = panel_width(if data.n_inputs() == 1 { 1 } else { 2 }) - ROW_LABELS;
    // halved, so that no range is too wide for a float
    (axis.high / 2.0 - axis.low / 2.0) * (2.0 * strip::MARKER / room)
}

/// The class, the first target, or the row.
fn height(data: &Dataset, sample: usize) -> f64 {
    let row = data.target_row(sample);
    match class_of(data, row) {
        Some(class) => class as f64,
        None => row.first().copied().unwrap_or(sample as f64),
    }
}

fn height_axis(data: &Dataset) -> Axis {
    let mut span = [f64::INFINITY, f64::NEG_INFINITY];
    for sample in 0..data.n_samples() {
        span = widened(span, height(data, sample));
    }
    let title = match (data.class_names(), data.target_names()) {
        (Some(_), [_, _, ..]) => "class",
        (_, [first, ..]) => first,
        (_, []) => "row",
    };
    let mut axis = Axis::around(title, span[0], span[1]);
    if let Some(names) = data.class_names() {
        // of many classes, some have room for a name
        let step = names.len().div_ceil(MAX_TICKS);
        let mut ticks = Vec::new();
        for (class, name) in labels(names).into_iter().enumerate().step_by(step) {
            ticks.push((class as f64, name));
        }
        axis = Axis {
            ticks: Ticks::Named(ticks),
            ..Axis::around(title, 0.0, names.len() as f64 - 1.0)
        };
    }
    axis
}

/// The values of classes without names, where an axis has room for them.
fn values_of_rows(data: &Dataset, classes: &Classes) -> Option<Ticks> {
    let heights: Vec<f64> = mapped(&classes.drawn(), &|i| height(data, *i));
    let mut values = rising(&heights);
    values.dedup();
    let digits = apart(&values, 4);
    let named = || mapped(&values, &|at| (*at, significant(*at, digits)));
    (data.class_names().is_none() && values.len() <= MAX_TICKS).then(|| Ticks::Named(named()))
}

fn sentences(data: &Dataset, classes: &Classes) -> Vec<String> {
    if let (false, Some(names)) = (classes.exist(), data.class_names()) {
        return vec![format!("{} classes.", names.len())];
    }
    match (classes.exist(), data.n_targets()) {
        (true, _) => vec![format!("{}.", classes.counts())],
        (false, 0) => vec!["No targets.".to_owned()],
        (false, 1) => vec!["The target is a number.".to_owned()],
        (false, n) => vec![format!("The {n} targets are numbers.")],
    }
}

/// What became of missing values.
pub(crate) fn gaps(data: &Dataset) -> Option<String> {
    let left_out = match data.n_left_out() {
        0 => None,
        1 => Some("1 row misses a value and was left out".to_owned()),
        n => Some(format!("{n} rows miss a value and were left out")),
    };
    let filled = match data.n_filled() {
        0 => None,
        1 => Some("1 missing value was filled with what is usual in its column".to_owned()),
        n => Some(format!("{n} missing values were filled with what is usual in their columns")),
    };
    let words = [left_out, filled].into_iter().flatten().collect::<Vec<_>>().join("; ");
    (!words.is_empty()).then(|| format!("{words}."))
}

fn alt(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> String {
    let mut words = Vec::new();
    for (i, name) in data.input_names().iter().enumerate().take(MAX_PANELS) {
        let digits = apart(&spans[i], 4);
        let [low, high] = spans[i];
        let (low, high) = (significant(low, digits), significant(high, digits));
        words.push(format!("{name} from {low} to {high}"));
    }
    let kind = match data.n_inputs() {
        2 => "Scatter plot",
        n if n > MAX_PANELS => "Parallel coordinates",
        _ => "Small plots",
    };
    let counts = classes.counts();
    let separator = if counts.is_empty() { "" } else { "; " };
    format!(
        "{kind} of {}: {}{separator}{counts}.",
        count(data.n_samples(), "sample"),
        words.join(", ")
    )
}

fn rows(data: &Dataset) -> Table {
    let mut head = vec!["row".to_owned()];
    head.extend(data.sample_name(0).map(|(column, _)| column.to_owned()));
    head.extend_from_slice(data.input_names());
    head.extend(target_heads(data));
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        row.extend(data.sample_name(i).map(|(_, name)| name.to_owned()));
        inputs.push(&mut row, data.input_row(i));
        push_targets(&mut row, data, i, &targets);
        row
    })
    .titled("Samples")
}

/// What the columns of the targets are called, with the class that each of
/// several stands for, if its own name does not say it.
pub(crate) fn target_heads(data: &Dataset) -> Vec<String> {
    let mut heads = data.target_names().to_vec();
    if let Some(names) = data.class_names().filter(|_| data.n_targets() > 1) {
        for (head, name) in heads.iter_mut().zip(names) {
            if !head.ends_with(name.as_str()) {
                *head = format!("{head} ({})", label(name));
            }
        }
    }
    heads
}

/// Cells of the targets of a sample, with the class that a single one stands for.
pub(crate) fn push_targets(
    row: &mut Vec<String>,
    data: &Dataset,
    sample: usize,
    columns: &Columns,
) {
    for (column, target) in data.target_row(sample).iter().enumerate() {
        row.push(with_class(data, *target, columns.cell(column, *target)));
    }
}

/// Cells with as many digits as a table shows.
pub(crate) fn push_numbers(row: &mut Vec<String>, numbers: &[f64]) {
    for &number in numbers {
        row.push(significant(number, DIGITS));
    }
}

fn ranges(data: &Dataset, spans: &[[f64; 2]]) -> Table {
    let names = data.input_names();
    let head = vec!["input".to_owned(), "smallest".to_owned(), "largest".to_owned()];
    Table::excerpt(head, names.len(), &|i| {
        let mut row = vec![names[i].clone()];
        let digits = apart(&spans[i], DIGITS);
        for end in spans[i] {
            row.push(significant(end, digits));
        }
        row
    })
    .titled("Ranges of the inputs")
}
