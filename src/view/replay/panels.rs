//! What replays have in common: how large they become, and the panels over the
//! steps of a run.

use crate::chart::{Axis, Color, Dash, INK, Mark, Panel, QUIET, Symbol, VALIDATION};

/// Bytes of a film: 300 KB with what stands around it, encoded.
pub(crate) const MAX_BYTES: usize = 210_000;
pub(crate) const FEW: usize = 10;

/// Points that a picture of a replay has room for.
pub(crate) const MAX_POINTS: usize = 100;

const HEIGHT: f64 = 140.0;

/// Leaves out every sixth, but never the last.
pub(crate) fn thin<T>(pictures: &mut Vec<T>) {
    let last = pictures.len().saturating_sub(1);
    let mut i = 0;
    pictures.retain(|_| {
        i += 1;
        i % 6 != 3 || i > last
    });
}

/// The errors of a run.
pub(crate) struct Errors {
    /// `epoch` or `update`.
    pub(crate) unit: &'static str,
    /// How many of these the run has.
    pub(crate) n: usize,
    pub(crate) goal: f64,
}

impl Errors {
    /// The error by epoch, that of the validation data if there are any, and
    /// where in it this is.
    pub(crate) fn panel(
        &self,
        dotted: bool,
        at: Vec<[f64; 2]>,
        validation: Vec<[f64; 2]>,
        here: [f64; 2],
    ) -> Panel {
        let (goal, mut highest) = (self.goal, self.goal.max(0.0));
        for [_, error] in at.iter().chain(&validation) {
            highest = highest.max(*error);
        }
        let [from, to] = span(self.n, 0.04);
        let mut marks = Vec::new();
        if goal > 0.0 {
            marks.push(Mark::goal(goal, from, to));
        }
        if !validation.is_empty() {
            let (name, color) = ("validation error".to_owned(), VALIDATION);
            let (width, dash, dots) = (1.5, Dash::Dashed, false);
            marks.push(Mark::Line {
                name,
                color,
                width,
                dash,
                dots,
                hover: String::new(),
                at: validation,
            });
        }
        marks.push(curve("error", INK, Dash::Solid, dotted, at));
        over_steps(self.unit, self.n, "error", highest, marks, here)
    }
}

/// A panel of what is from 0 to `highest`, with a mark where in it this is.
pub(crate) fn over_steps(
    unit: &str,
    n: usize,
    what: &str,
    highest: f64,
    mut marks: Vec<Mark>,
    here: [f64; 2],
) -> Panel {
    let top = if highest > 0.0 { highest } else { 1.0 };
    let y = Axis::exact("", -0.06 * top, (1.08 * top).min(f64::MAX));
    marks.push(upright(here[0], &y));
    marks.push(dots(INK, 10.0, vec![here]));
    let title = format!("{what} by {unit}");
    Panel { title, x: count_axis(unit, n, 0.04, 6), y, height: HEIGHT, marks }
}

/// From before the first to after the last of `n` steps.
pub(crate) fn span(n: usize, room: f64) -> [f64; 2] {
    let last = n.max(1) as f64;
    [-0.04 * last, (1.0 + room) * last]
}

/// Steps done, with `room` after the last and about the given number of labels.
pub(crate) fn count_axis(unit: &str, n: usize, room: f64, about: usize) -> Axis {
    let [low, high] = span(n, room);
    Axis::whole(&format!("{unit}s done"), low, high).labelled_to(n.max(1) as f64, about)
}

/// A thin curve, and what it says under the pointer.
pub(crate) fn curve(said: &str, color: Color, dash: Dash, dots: bool, at: Vec<[f64; 2]>) -> Mark {
    Mark::Line { name: String::new(), color, width: 1.5, dash, dots, hover: said.to_owned(), at }
}

/// A thin line across a panel, where this number of steps is done.
pub(crate) fn upright(x: f64, y: &Axis) -> Mark {
    let at = vec![[x, y.low], [x, y.high]];
    Mark::Line {
        name: String::new(),
        color: QUIET,
        width: 1.0,
        dash: Dash::Solid,
        dots: false,
        hover: String::new(),
        at,
    }
}

pub(crate) fn dots(color: Color, size: f64, at: Vec<[f64; 2]>) -> Mark {
    Mark::Points { name: String::new(), color, symbol: Symbol::Circle, size, at, hover: Vec::new() }
}
