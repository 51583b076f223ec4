//! Two classes over one input or over more than two: their weighted sums in
//! rows, and the weights of the point that they share.

use super::sides::{MAX_POINTS, Side, points};
use crate::chart::{Anchor, Axis, Mark, Panel, QUIET, labels, short};
use crate::data::{CommonPoint, Dataset, SeparatingLine, widened};
use crate::view::parts::equation::Rule;

/// Bars that a picture shows.
const MAX_BARS: usize = 24;

/// The weighted sum of each sample, one row per class; the first input without a
/// line.
pub(crate) fn strip(data: &Dataset, sides: &[Side; 2], line: Option<&SeparatingLine>) -> Panel {
    let sum = |sample: usize| {
        let row = data.input_row(sample);
        let Some(line) = line else { return row[0] };
        let mut sum = 0.0;
        for (weight, value) in line.weights.iter().zip(row) {
            sum += weight * value;
        }
        sum
    };
    let mut reach = [f64::INFINITY, f64::NEG_INFINITY];
    for sample in 0..data.n_samples() {
        reach = widened(reach, sum(sample));
    }
    let mut marks = Vec::new();
    if let Some(line) = line {
        let mut square = 0.0;
        for weight in &line.weights {
            square += weight * weight;
        }
        let (at, half) = (line.threshold, line.margin * square.sqrt());
        marks.push(Mark::Area {
            name: "margin".to_owned(),
            color: QUIET,
            opacity: 0.18,
            hover: format!("margin {}", short(line.margin)),
            at: vec![
                [at - half, -0.6],
                [at + half, -0.6],
                [at + half, 1.6],
                [at - half, 1.6],
                [at - half, -0.6],
            ],
        });
        let rule = Rule::of(&line.weights, at, data.n_samples(), &|i| data.input_row(i));
        let name = format!("threshold {}", rule.threshold());
        marks.push(Mark::dashed_line(&name, vec![[at, -0.6], [at, 1.6]]));
    }
    let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
    for (row, side) in sides.iter().enumerate() {
        marks.extend(points(side, step, &|sample| [sum(sample), row as f64]));
    }
    let title = if line.is_some() { "weighted sum" } else { &data.input_names()[0] };
    Panel {
        title: String::new(),
        x: Axis::around(title, reach[0], reach[1]),
        y: Axis::rows(&[sides[1].name.clone(), sides[0].name.clone()]),
        height: 150.0,
        marks,
    }
}

/// The weights of the samples that make the common point.
pub(crate) fn bars(sides: &[Side; 2], meeting: &CommonPoint) -> Panel {
    let mut rows = Vec::new();
    for (side, samples) in sides.iter().zip([&meeting.zeros, &meeting.ones]) {
        for (i, &(sample, weight)) in samples.iter().enumerate() {
            rows.push((side, sample, weight, i == 0));
        }
    }
    rows.truncate(MAX_BARS);
    let n = rows.len();
    let (mut names, mut marks) = (Vec::with_capacity(n), Vec::new());
    for (side, sample, ..) in &rows {
        names.push(format!("row {sample}: {}", side.name));
    }
    let names = labels(&names);
    for (row, (side, _, weight, first)) in rows.into_iter().enumerate() {
        let name = &names[row];
        let hover = format!("{name}: {}", short(weight));
        let mut bar = Mark::bar(n, row, [0.0, weight], side.color, hover);
        if let (true, Mark::Area { name, .. }) = (first, &mut bar) {
            name.clone_from(&side.name);
        }
        marks.push(bar);
        let y = (n - 1 - row) as f64;
        marks.push(Mark::text([weight + 0.02, y], short(weight), Anchor::Start));
    }
    Panel {
        title: String::new(),
        x: Axis::exact("weight in the common point", 0.0, 1.15),
        y: Axis::rows(&names),
        height: (26.0 * n as f64).max(80.0),
        marks,
    }
}
