//! A sequence and what an Elman network makes of it, step by step.

use std::fmt;

use crate::chart::{
    Axis, BLUE, Chart, Dash, INK, MAX_SERIES, Mark, PLACE, Panel, QUIET, Symbol, YELLOW, dash,
    label, series, short,
};
use crate::data::{Dataset, widened};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::metrics::Regression;
use crate::network::Elman;
use crate::notebook::Table;
use crate::view::data::dataset::push_numbers;
use crate::view::parts::columns::Columns;

/// Steps that a picture shows, and steps that get a dot each.
const MAX_STEPS: usize = 300;
const MAX_DOTS: usize = 60;
/// Inputs, and outputs, that get axes of their own.
const MAX_AXES: usize = 3;
/// Size of a dot.
const DOT: f64 = 7.0;
/// Markers on the curve of a context.
const MARKERS: usize = 8;

/// What a network with a memory makes of a sequence, step by step.
///
/// Made by [`Elman::unfold`]. In a notebook it shows the inputs, the outputs
/// beside their targets, and the context, below each other over one axis of steps.
#[derive(Clone, PartialEq)]
pub struct Unfolded {
    data: Dataset,
    fit: Regression,
    states: Matrix,
    output_names: Vec<String>,
}

impl Elman {
    /// What it makes of a sequence, the steps of which are the samples of
    /// `data`, beginning with an empty context.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many inputs and targets as
    /// the network has inputs and outputs, [`Error::Overflow`] if a value
    /// exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Elman, Transfer};
    ///
    /// // adds up what came so far
    /// let mut sum = Elman::new([[-1.0, 1.0]], [1])?.transfer([Transfer::PureLin])?;
    /// sum.set_weights(0, [[1.0, 1.0]])?;
    /// sum.set_biases(0, [0.0])?;
    /// let steps = Dataset::new([1.0, 1.0, 3.0], [1.0, 2.0, 4.0])?;
    /// let unfolded = sum.unfold(&steps)?;
    /// assert_eq!(unfolded.fit().residuals()[[2, 0]], -1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn unfold(&self, data: &Dataset) -> Result<Unfolded> {
        let data = &*self.network().names().known(self.n_outputs()).fit("unfold", data)?;
        if data.n_targets() != self.n_outputs() {
            return Err(Error::Shape {
                what: "unfold",
                expected: format!("data with one target per output ({})", self.n_outputs()),
                found: data.n_targets_in_words(),
            });
        }
        let fit = Regression::between(data.target_matrix(), self.answers(data.input_matrix())?)?;
        let (states, output_names) = (Matrix::of(self.states(data)?), self.output_names());
        Ok(Unfolded { data: data.clone(), fit, states, output_names })
    }
}

impl Unfolded {
    /// How well the outputs fit the targets.
    #[must_use]
    pub fn fit(&self) -> &Regression {
        &self.fit
    }

    /// How many steps the sequence has.
    #[must_use]
    pub fn n_steps(&self) -> usize {
        self.data.n_samples()
    }

    fn steps_shown(&self) -> usize {
        self.n_steps().min(MAX_STEPS)
    }

    /// One value of each step, over the steps counted from 1.
    fn over_steps(&self, value: &dyn Fn(usize) -> f64) -> Vec<[f64; 2]> {
        let mut at = Vec::with_capacity(self.steps_shown());
        for step in 0..self.steps_shown() {
            at.push([step as f64 + 1.0, value(step)]);
        }
        at
    }
}

impl fmt::Debug for Unfolded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let neurons = count(self.states.n_columns(), "neuron");
        crate::debug::write(
            f,
            format_args!("Unfolded({}, context of {neurons})", count(self.n_steps(), "step")),
        )
    }
}

pub(crate) fn draw(shown: &Unfolded) -> Chart {
    let words = words(shown);
    let mut panels = Vec::new();
    for input in 0..shown.data.n_inputs().min(MAX_AXES) {
        let at = shown.over_steps(&|step| shown.data.input_row(step)[input]);
        panels.push(panel(&shown.data.input_names()[input], 100.0, levels("input", QUIET, at)));
    }
    for output in 0..shown.output_names.len().min(MAX_AXES) {
        panels.push(outputs(shown, output));
    }
    panels.push(context(shown));
    // one axis for all, named below the last
    for panel in panels.iter_mut().rev().skip(1) {
        panel.x.titled_below = true;
    }
    Chart {
        title: format!("A sequence of {}", count(shown.n_steps(), "step")),
        alt: format!(
            "Curves over the steps: inputs, outputs with their targets, and context. {}",
            words.join(" ")
        ),
        words,
        panels,
        columns: 1,
        tables: vec![table(shown)],
    }
}

fn words(shown: &Unfolded) -> Vec<String> {
    let (mut step, mut most) = (0, 0.0);
    for row in 0..shown.n_steps() {
        for residual in shown.fit.residuals().row(row) {
            if residual.abs() > most {
                (step, most) = (row + 1, residual.abs());
            }
        }
    }
    let rmse = short(shown.fit.rmse());
    let mut words = vec![format!("RMSE of the outputs: {rmse}.")];
    if most > 0.0 {
        words.push(format!("The largest residual is {}, at step {step}.", short(most)));
    }
    if shown.n_steps() > MAX_STEPS {
        words.push(format!("The first {MAX_STEPS} steps are drawn."));
    }
    let kinds = [
        ("inputs", shown.data.n_inputs(), MAX_AXES),
        ("outputs", shown.output_names.len(), MAX_AXES),
        ("neurons of the context", shown.states.n_columns(), MAX_SERIES),
    ];
    for (kind, n, most) in kinds {
        if n > most {
            words.push(format!("The first {most} of {n} {kind} are drawn."));
        }
    }
    words
}

pub(crate) fn outputs(shown: &Unfolded, output: usize) -> Panel {
    // one entry in the legend for all outputs
    let name = |name: &'static str| if output == 0 { name } else { "" };
    let wanted = shown.over_steps(&|step| shown.data.target_row(step)[output]);
    let given = shown.over_steps(&|step| shown.fit.outputs.row(step)[output]);
    // wide dots, which the outputs hit or miss, while there is room for them
    let wanted = if wanted.len() > MAX_DOTS {
        let at = if is_on_or_off(&wanted) { held(&wanted) } else { wanted };
        line(name("target"), "target", INK, true, at)
    } else {
        let (name, symbol) = (name("target").to_owned(), Symbol::Circle);
        let hover = vec![format!("target{PLACE}"); wanted.len()];
        Mark::Points { name, color: YELLOW, symbol, size: 13.0, at: wanted, hover }
    };
    let marks = vec![wanted, line(name("output"), "output", BLUE, false, given)];
    panel(&shown.output_names[output], 160.0, marks)
}

fn context(shown: &Unfolded) -> Panel {
    let mut marks = Vec::new();
    let apart = shown.steps_shown().div_ceil(MARKERS);
    for neuron in 0..shown.states.n_columns().min(MAX_SERIES) {
        let at = shown.over_steps(&|step| shown.states.row(step)[neuron]);
        // beside those of the other curves
        let first = neuron * apart / MAX_SERIES;
        let marked = at.iter().skip(first).step_by(apart).copied().collect();
        let ((color, symbol), dash) = (series(neuron), dash(neuron));
        let (name, hover) = (format!("context {}", neuron + 1), String::new());
        marks.push(Mark::Curve { name, color, symbol, dash, hover, at, marked });
    }
    panel("context", 170.0, marks)
}

/// A curve with a name in the legend, if any, and what it says under the pointer.
fn line(name: &str, said: &str, color: &'static str, dashed: bool, at: Vec<[f64; 2]>) -> Mark {
    let dots = !dashed && at.len() <= MAX_DOTS;
    let dash = if dashed { Dash::Dashed } else { Dash::Solid };
    let (name, hover) = (name.to_owned(), said.to_owned());
    Mark::Line { name, color, width: 2.0, dash, dots, hover, at }
}

/// A curve; of what is on or off, a line that holds each value until the next.
fn levels(said: &str, color: &'static str, at: Vec<[f64; 2]>) -> Vec<Mark> {
    if !is_on_or_off(&at) {
        return vec![line("", said, color, false, at)];
    }
    let corners = held(&at);
    let (name, dash, few) = (String::new(), Dash::Solid, at.len() <= MAX_DOTS);
    // the dots tell their values
    let hover = if few { String::new() } else { said.to_owned() };
    let mut marks =
        vec![Mark::Line { name, color, width: 2.0, dash, dots: false, hover, at: corners }];
    if few {
        let (name, symbol, hover) = (String::new(), Symbol::Circle, format!("{said}{PLACE}"));
        let hover = vec![hover; at.len()];
        marks.push(Mark::Points { name, color, symbol, size: DOT, at, hover });
    }
    marks
}

/// Whether there are two values, and nothing between them.
fn is_on_or_off(at: &[[f64; 2]]) -> bool {
    let Some([_, first]) = at.first() else { return false };
    let mut others = at.iter().filter(|[_, value]| value != first);
    let Some([_, other]) = others.next() else { return false };
    others.all(|[_, value]| value == other)
}

/// The corners of a line that stays at each value until the next step.
fn held(at: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut held: Vec<[f64; 2]> = Vec::with_capacity(2 * at.len());
    for [step, value] in at {
        match held.last().copied() {
            Some([_, before]) if before != *value => {
                held.extend([[*step, before], [*step, *value]]);
            }
            Some(_) => {}
            None => held.push([*step, *value]),
        }
    }
    // the last step has its value too
    if let (Some([step, value]), Some(last)) = (at.last(), held.last().copied())
        && last != [*step, *value]
    {
        held.push([*step, *value]);
    }
    held
}

fn panel(name: &str, height: f64, marks: Vec<Mark>) -> Panel {
    let (mut steps, mut heights) = ([1.0, 1.0], None);
    for mark in &marks {
        if let Mark::Line { at, .. } | Mark::Curve { at, .. } | Mark::Points { at, .. } = mark {
            for [step, value] in at {
                steps = widened(steps, *step);
                heights = Some(widened(heights.unwrap_or([*value; 2]), *value));
            }
        }
    }
    let ([_, last], [low, high]) = (steps, heights.unwrap_or([0.0, 1.0]));
    let room = 0.02 * last;
    let x = Axis::whole("step", 1.0 - room, last + room);
    Panel { title: String::new(), x, y: Axis::around(&label(name), low, high), height, marks }
}

fn table(shown: &Unfolded) -> Table {
    let mut head = vec!["step".to_owned()];
    head.extend_from_slice(shown.data.input_names());
    for name in &shown.output_names {
        head.push(format!("target {name}"));
    }
    for name in &shown.output_names {
        head.push(format!("output {name}"));
    }
    for neuron in 1..=shown.states.n_columns() {
        head.push(format!("context {neuron}"));
    }
    let n = shown.n_steps();
    let inputs = Columns::of(n, &|i| shown.data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| shown.data.target_row(i).to_vec());
    let outputs = Columns::placed(n, &|i| shown.fit.outputs.row(i).to_vec());
    Table::excerpt(head, n, &|step| {
        let mut cells = vec![(step + 1).to_string()];
        inputs.push(&mut cells, shown.data.input_row(step));
        targets.push(&mut cells, shown.data.target_row(step));
        outputs.push(&mut cells, shown.fit.outputs.row(step));
        push_numbers(&mut cells, shown.states.row(step));
        cells
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_on_or_off_is_held_until_the_next_step() {
        let at = [[1.0, 0.0], [2.0, 1.0], [3.0, 1.0], [4.0, 0.0], [5.0, 0.0]];
        assert!(is_on_or_off(&at));
        let corners = [[1.0, 0.0], [2.0, 0.0], [2.0, 1.0], [4.0, 1.0], [4.0, 0.0], [5.0, 0.0]];
        assert_eq!(held(&at), corners);
        assert!(!is_on_or_off(&[[1.0, 0.0], [2.0, 0.0]]));
        assert!(!is_on_or_off(&[[1.0, 0.0], [2.0, 1.0], [3.0, 0.5]]));
    }
}
