use super::classes::{Classes, class_of, with_class};
use super::columns::{Columns, DIGITS};
use super::crowd;
use super::parallel;
use super::stacked::{Layer, Stacked};
use crate::chart::{
    ALONG, Axis, Chart, Mark, PLACE, Panel, Ticks, apart, label, labels, significant,
};
use crate::data::{Dataset, widened};
use crate::error::count;
use crate::notebook::Table;

/// Classes that an axis has room to name.
const MAX_TICKS: usize = 8;
/// Inputs up to which each gets a small plot of its own; more are drawn as
/// parallel coordinates.
const MAX_PANELS: usize = 5;

pub(crate) fn draw(data: &Dataset) -> Chart {
    let spans = data.ranges();
    let classes = match data.n_inputs() {
        2 => Classes::of(data, 1),
        n if n > MAX_PANELS => Classes::thinned_to(data, parallel::MAX_LINES),
        n => Classes::of(data, n),
    };
    let panels = match data.n_inputs() {
        2 => vec![scatter(data, &spans, &classes)],
        n if n > MAX_PANELS => vec![parallel::panel(data, &spans, &classes)],
        _ => multiples(data, &spans, &classes),
    };
    let mut words = sentences(data, &classes);
    if data.n_inputs() > parallel::MAX_INPUTS {
        let (shown, all) = (parallel::MAX_INPUTS, data.n_inputs());
        words.push(format!("The first {shown} of {all} inputs are drawn."));
    }
    words.extend(classes.notes());
    let same = same_samples(data, &classes);
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
    [data.inputs()[(sample, 0)], data.inputs()[(sample, 1)]]
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
pub(super) fn shared(data: &Dataset) -> Option<String> {
    let classes = Classes::of(data, 1);
    match data.n_inputs() {
        1 => stacked(data, &classes, &|i| on_a_line(data, i, 0)).shared(),
        2 => stacked(data, &classes, &|i| plane(data, i)).shared(),
        _ => crowd::same_rows(data),
    }
}

/// Says which samples lie on others; of more inputs than a plane has, which are
/// the same altogether.
fn same_samples(data: &Dataset, classes: &Classes) -> Vec<String> {
    match data.n_inputs() {
        1 => stacked(data, classes, &|i| on_a_line(data, i, 0)).sentences(),
        2 => stacked(data, classes, &|i| plane(data, i)).sentences(),
        _ => crowd::same_rows(data).into_iter().collect(),
    }
}

fn on_a_line(data: &Dataset, sample: usize, column: usize) -> [f64; 2] {
    [data.inputs()[(sample, column)], height(data, sample)]
}

fn input_axis(data: &Dataset, spans: &[[f64; 2]], input: usize) -> Axis {
    let [low, high] = spans[input];
    Axis::around(&data.input_names()[input], low, high)
}

/// Each input against the first target, or against the row number.
fn multiples(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Vec<Panel> {
    let shown = data.n_inputs();
    let mut panels = Vec::with_capacity(shown);
    for column in 0..shown {
        let mut marks = marks(data, classes, &|i| on_a_line(data, i, column), column == 0);
        told_along(&mut marks, shown > 1);
        panels.push(Panel {
            title: String::new(),
            x: input_axis(data, spans, column),
            y: height_axis(data),
            height: if shown == 1 { 280.0 } else { 130.0 },
            marks,
        });
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
                Some((count, _)) if one_of_many => count,
                _ => called,
            };
            *text = format!("{called}{ALONG}{said}");
        }
    }
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

fn sentences(data: &Dataset, classes: &Classes) -> Vec<String> {
    if let (false, Some(names)) = (classes.exist(), data.class_names()) {
        return vec![format!("{} classes.", names.len())];
    }
    match (classes.exist(), data.n_targets()) {
        (true, _) => vec![format!("{}.", classes.counts())],
        (false, 0) => vec!["No targets.".to_owned()],
        (false, n) => vec![format!("{} with many values.", count(n, "target"))],
    }
}

fn alt(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> String {
    let mut words = Vec::new();
    for (i, name) in data.input_names().iter().enumerate().take(MAX_PANELS) {
        let digits = apart(&spans[i], 4);
        let [low, high] = spans[i].map(|end| significant(end, digits));
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
    head.extend_from_slice(data.input_names());
    head.extend(target_heads(data));
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
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
