//! The contexts of a sequence, step by step.

use crate::data::Dataset;
use crate::network::{Elman, Rows, Shape, unfold};
use crate::train::Deadline;
use crate::train::checkpoint::tape::Tape;

/// A sequence laid out in time: every step with the context before it.
pub(crate) struct Sequence {
    /// The context before the first step.
    start: Vec<f64>,
    /// The context after the last, as read last.
    end: Vec<f64>,
    keep: bool,
    pub(crate) through_time: bool,
    n_inputs: usize,
    rows: Vec<f64>,
}

impl Sequence {
    pub(crate) fn of(network: &Elman, keep: bool) -> Self {
        let start = network.context().to_vec();
        let start = if keep { start } else { vec![0.0; start.len()] };
        Self {
            end: start.clone(),
            start,
            keep,
            through_time: network.goes_through_time(),
            n_inputs: network.n_inputs(),
            rows: Vec::new(),
        }
    }

    /// Reads the whole sequence with these parameters.
    pub(crate) fn read(
        &mut self,
        shapes: &[Shape],
        parameters: &[f64],
        data: &Dataset,
        deadline: &mut Deadline,
    ) {
        if self.keep {
            self.start.clone_from(&self.end);
        } else {
            self.end.clone_from(&self.start);
        }
        self.rows.clear();
        let work = shapes.first().map_or(1, |shape| shape.inputs * shape.neurons);
        let mut step = |at| (!deadline.passes(work)).then(|| data.input_row(at));
        unfold(shapes, parameters, data.n_samples(), &mut step, &mut self.end, &mut self.rows);
    }

    pub(crate) fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.start);
        tape.numbers(&mut self.end);
    }

    pub(crate) fn start(&self) -> &[f64] {
        &self.start
    }

    pub(crate) fn end(&self) -> &[f64] {
        &self.end
    }

    /// Whether no context went beyond the range of numbers.
    pub(crate) fn is_finite(&self) -> bool {
        self.rows.iter().chain(&self.end).all(|value| value.is_finite())
    }

    /// What the first layer sees at each step.
    pub(crate) fn rows(&self) -> Rows<'_> {
        let columns = self.n_inputs + self.start.len();
        Rows { values: &self.rows, columns, which: None }
    }
}
