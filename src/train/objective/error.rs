//! The loss and its gradient as a function of the parameters.

use super::class_weights::Weighted;
use super::context::Sequence;
use crate::data::{Batches, Dataset};
use crate::error::Result;
use crate::network::{Buffer, End, FeedForward, Passes, Rows, Shape, turn};
use crate::train::checkpoint::tape::Tape;
use crate::train::deadline::late;
use crate::train::{Deadline, Loss, Settings};

/// The error as a function of the parameters, with its gradient.
pub(crate) struct Objective<'a> {
    pub(crate) shapes: &'a [Shape],
    /// All samples, or the first of them where they come in batches.
    pub(crate) data: &'a Dataset,
    source: &'a dyn Batches,
    n_samples: usize,
    loss: Loss,
    l2: f64,
    l1: f64,
    /// What the samples of each class count, if not the same.
    pub(crate) weighted: Option<Weighted>,
    passes: Passes,
    /// The targets of a block, as its outputs lie.
    targets: Buffer,
    /// How often the error was computed over all samples.
    pub(crate) evaluations: usize,
    /// The error of the last of these, without the penalty for large weights.
    pub(crate) data_error: f64,
    /// Where the samples are the steps of a sequence.
    pub(crate) sequence: Option<Sequence>,
    /// When to break off.
    pub(crate) deadline: Deadline,
}

impl<'a> Objective<'a> {
    pub(crate) fn new(network: &'a FeedForward, data: &'a Dataset, settings: &Settings) -> Self {
        Self::in_batches(network, data, data.n_samples(), settings)
    }

    pub(crate) fn in_batches(
        network: &'a FeedForward,
        source: &'a dyn Batches,
        n_samples: usize,
        settings: &Settings,
    ) -> Self {
        let shapes = network.shapes();
        Self {
            shapes,
            data: source.names(),
            source,
            n_samples,
            loss: settings.loss,
            l2: settings.l2,
            l1: settings.l1,
            weighted: None,
            passes: network.passes(),
            targets: Buffer::default(),
            evaluations: 0,
            data_error: f64::NAN,
            sequence: None,
            deadline: Deadline::never(),
        }
    }

    /// What depends on the epochs before.
    pub(crate) fn tape(&mut self, tape: &mut Tape) {
        tape.whole(&mut self.evaluations);
        if self.evaluations > usize::MAX / 2 {
            tape.spoil();
        }
        tape.number(&mut self.data_error);
        if let Some(sequence) = &mut self.sequence {
            sequence.tape(tape);
        }
    }

    pub(crate) fn n_samples(&self) -> usize {
        self.n_samples
    }

    pub(crate) fn loss(&self) -> Loss {
        self.loss
    }

    /// The error over all samples; without a meaning if the time is over before
    /// the last of them, here and below.
    ///
    /// # Errors
    ///
    /// If a batch of samples cannot be read.
    pub(crate) fn error(&mut self, parameters: &[f64]) -> Result<f64> {
        let error = self.over_all(parameters, None)?;
        Ok(self.measured(parameters, error))
    }

    /// The error over all samples, and its gradient.
    pub(crate) fn gradient(&mut self, parameters: &[f64], gradient: &mut [f64]) -> Result<f64> {
        gradient.fill(0.0);
        let error = self.over_all(parameters, Some(gradient))?;
        self.add_penalty_slopes(parameters, 1.0, gradient);
        Ok(self.measured(parameters, error))
    }

    /// Goes over the samples as they come: all at once where they are in memory.
    pub(crate) fn each(&mut self, visit: &mut dyn FnMut(&mut Self, &Dataset)) -> Result<()> {
        if self.is_late() {
            return Ok(());
        }
        let source = self.source;
        let read = source.each(&mut |data, row| {
            // reading takes time too
            if row > 0 && self.deadline.look() {
                return Err(late());
            }
            visit(self, data);
            Ok(())
        });
        if self.is_late() { Ok(()) } else { read }
    }

    /// Whether the time is over: nothing more is read, and what is measured
    /// means nothing.
    pub(crate) fn is_late(&self) -> bool {
        self.deadline.is_over()
    }

    /// The gradient of the error over some of the samples of `data`: those of
    /// all samples, estimated from these where the loss is a mean, else their
    /// part of them.
    pub(crate) fn batch_gradient(
        &mut self,
        parameters: &[f64],
        data: &Dataset,
        samples: &[usize],
        gradient: &mut [f64],
    ) {
        let share = samples.len() as f64 / self.n_samples() as f64;
        gradient.fill(0.0);
        let n = samples.len();
        let part = self.loss.part(n, data.n_targets());
        self.over(parameters, data, Some(samples), part, Some(gradient));
        let penalty = if self.loss.is_mean() { 1.0 } else { share };
        self.add_penalty_slopes(parameters, penalty, gradient);
    }

    /// Outputs and derivatives of one block of samples, for code that adds them
    /// up in another way.
    pub(crate) fn block(&mut self, parameters: &[f64], first: usize) -> (&mut Passes, usize) {
        let (data, samples) = (self.data, (self.n_samples() - first).min(Passes::BLOCK));
        self.passes.load(Rows::of(data.input_matrix(), None), first, samples);
        self.passes.turn_weights(self.shapes, parameters);
        self.passes.forward(self.shapes, parameters);
        (&mut self.passes, samples)
    }

    fn measured(&mut self, parameters: &[f64], data_error: f64) -> f64 {
        self.evaluations += 1;
        self.data_error = data_error;
        data_error + penalty(self.l2, self.l1, parameters)
    }

    fn over_all(&mut self, parameters: &[f64], mut gradient: Option<&mut [f64]>) -> Result<f64> {
        let (part, mut sum) = (self.loss.part(self.n_samples, self.data.n_targets()), 0.0);
        self.each(&mut |objective, data| {
            sum += objective.over(parameters, data, None, part, gradient.as_deref_mut());
        })?;
        Ok(part * sum)
    }

    /// Forward, and back if there is a gradient to add to; gives the loss
    /// before it becomes a mean.
    fn over(
        &mut self,
        parameters: &[f64],
        data: &Dataset,
        which: Option<&[usize]>,
        part: f64,
        gradient: Option<&mut [f64]>,
    ) -> f64 {
        let (mut sum, n) = (0.0, which.map_or(data.n_samples(), <[_]>::len));
        let Some(transfer) = self.shapes.last().map(|shape| shape.transfer) else { return sum };
        if let Some(sequence) = &mut self.sequence {
            sequence.read(self.shapes, parameters, data, &mut self.deadline);
            if self.deadline.is_over() {
                return f64::NAN;
            }
        }
        let work = parameters.len() * if gradient.is_some() { 3 } else { 1 };
        let sequence = self.sequence.as_ref();
        let targets = Rows::of(data.target_matrix(), which);
        let inputs = match sequence {
            Some(sequence) => sequence.rows(),
            None => Rows::of(data.input_matrix(), which),
        };
        if gradient.is_some() {
            self.passes.begin_gradient(self.shapes, parameters);
        }
        let mut later = sequence.filter(|sequence| sequence.through_time).map(|_| Vec::new());
        let blocks = n.div_ceil(Passes::BLOCK);
        for block in 0..blocks {
            // derivatives through time come from the last step to the first
            let block = if later.is_some() { blocks - 1 - block } else { block };
            let first = block * Passes::BLOCK;
            let samples = (n - first).min(Passes::BLOCK);
            if self.deadline.passes(samples * work) {
                return f64::NAN;
            }
            self.passes.load(inputs, first, samples);
            self.passes.forward(self.shapes, parameters);
            turn(targets, first, samples, &mut self.targets);
            let mut end: End<'_> = self.passes.end(transfer);
            sum += match &mut self.weighted {
                Some(weighted) => weighted.sum(self.loss, &end, &self.targets),
                None => self.loss.sum(&end, &self.targets),
            };
            if gradient.is_some() {
                self.loss.slopes(&mut end, part, &self.targets);
                if let Some(weighted) = &self.weighted {
                    weighted.slopes(&mut end);
                }
                self.passes.backward(self.shapes, parameters, later.as_mut());
            }
        }
        if let Some(gradient) = gradient {
            self.passes.add_gradient(self.shapes, gradient);
        }
        sum
    }

    fn add_penalty_slopes(&self, parameters: &[f64], share: f64, gradient: &mut [f64]) {
        let (l2, l1) = (share * self.l2, share * self.l1);
        if l2 == 0.0 && l1 == 0.0 {
            return;
        }
        for (slope, parameter) in gradient.iter_mut().zip(parameters) {
            let sign = f64::from(i8::from(*parameter > 0.0) - i8::from(*parameter < 0.0));
            *slope += l2 * parameter + l1 * sign;
        }
    }
}

/// What is added to the error for large weights.
pub(crate) fn penalty(l2: f64, l1: f64, parameters: &[f64]) -> f64 {
    if l2 == 0.0 && l1 == 0.0 {
        return 0.0;
    }
    let (mut squares, mut sizes) = (0.0, 0.0);
    for parameter in parameters {
        squares += parameter * parameter;
        sizes += parameter.abs();
    }
    0.5 * l2 * squares + l1 * sizes
}
