//! Parallel coordinates: one axis per input, one line per sample.

use super::classes::Classes;
use super::same_place::key;
use crate::chart::{Axis, Color, Dash, GRID, Mark, Panel, Ticks, dash};
use crate::data::Dataset;
use crate::lists::Numbering;

/// Inputs that get an axis, and samples that get a line.
pub(crate) const MAX_INPUTS: usize = 16;
pub(crate) const MAX_LINES: usize = 120;
/// Lines and classes up to which each value has a marker: plotly.js gives the
/// classes of lines with markers taller rows in its legend.
const MAX_MARKED: [usize; 2] = [12, 6];
/// Height of all axes together where they are few, and of each, at least and at
/// most.
const HEIGHT: f64 = 256.0;
const ROW: [f64; 2] = [28.0, 64.0];
/// The part of the way from axis to axis where a line is pointed at, if it cannot be
/// at its values.
const BETWEEN: f64 = 0.4;

pub(crate) fn panel(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Panel {
    let shown = spans.len().min(MAX_INPUTS);
    let mut marks = Vec::new();
    for row in 0..shown {
        let y = (shown - 1 - row) as f64;
        marks.push(line("", GRID, 1.0, Dash::Solid, vec![[0.0, y], [1.0, y]]));
    }
    let paths: Vec<_> =
        (0..classes.len()).map(|i| path(data, &spans[..shown], classes.class(i).2)).collect();
    let few = classes.drawn().len() <= MAX_MARKED[0] && classes.len() <= MAX_MARKED[1];
    for class in 0..classes.len() {
        let (name, color, _) = classes.class(class);
        let at = paths[class].clone();
        marks.push(match classes.marker(class, 0.0, Vec::new()) {
            // the markers tell the classes apart, and no dash swallows an end
            Mark::Points { symbol, .. } if few => {
                let (name, dash, marked) = (name.to_owned(), Dash::Solid, at.clone());
                Mark::Curve { name, color, symbol, dash, hover: String::new(), at, marked }
            }
            _ => line(name, color, 1.2, dash(class), seen(at, &paths[class + 1..])),
        });
    }
    let ends = vec![(0.0, "smallest".to_owned()), (1.0, "largest".to_owned())];
    Panel {
        title: String::new(),
        x: Axis { ticks: Ticks::Named(ends), ..Axis::exact("", -0.06, 1.06) },
        y: Axis::rows(&data.input_names()[..shown]),
        height: (HEIGHT / shown as f64).clamp(ROW[0], ROW[1]) * shown as f64,
        marks,
    }
}

/// One line through all samples: down the axes with one, up with the next, so
/// that what joins two of them lies on the outermost axes.
fn path(data: &Dataset, spans: &[[f64; 2]], members: &[usize]) -> Vec<[f64; 2]> {
    let mut path = Vec::with_capacity(members.len() * spans.len());
    for (turn, &sample) in members.iter().enumerate() {
        let values = data.input_row(sample);
        for step in 0..spans.len() {
            let column = if turn % 2 == 0 { step } else { spans.len() - 1 - step };
            let at = share(values[column], spans[column]);
            path.push([at, (spans.len() - 1 - column) as f64]);
        }
    }
    path
}

/// A path with places between the axes, where those on them are all under later
/// ones: a pointer finds only what lies on top.
fn seen(path: Vec<[f64; 2]>, later: &[Vec<[f64; 2]>]) -> Vec<[f64; 2]> {
    let mut above = Numbering::default();
    for path in later {
        for at in path {
            above.add(key(*at));
        }
    }
    if path.iter().any(|at| above.get(key(*at)).is_none()) {
        return path;
    }
    let mut seen = Vec::with_capacity(2 * path.len());
    for pair in path.windows(2) {
        let &[from, to] = pair else { continue };
        // with the digits that move no pixel
        let part = |i: usize| ((from[i] + BETWEEN * (to[i] - from[i])) * 1e4).round() / 1e4;
        seen.extend([from, [part(0), part(1)]]);
    }
    seen.extend(path.last());
    seen
}

/// Where a value stands between the ends of its range; halved, so that no
/// range is too wide for a float.
fn share(value: f64, [low, high]: [f64; 2]) -> f64 {
    if low == high { 0.5 } else { (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0) }
}

fn line(name: &str, color: Color, width: f64, dash: Dash, at: Vec<[f64; 2]>) -> Mark {
    Mark::Line { name: name.to_owned(), color, width, dash, dots: false, hover: String::new(), at }
}
