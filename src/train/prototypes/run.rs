//! A run that moves prototypes, epoch by epoch.

use super::rules::Rule;
use crate::error::Result;
use crate::matrix::Matrix;
use crate::train::checkpoint::Keeper;
use crate::train::checkpoint::tape::Tape;
use crate::train::early::Waiting;
use crate::train::plan::Plan;
use crate::train::progress::Progress;
use crate::train::watch::Watch;
use crate::train::{Deadline, Epoch, History, Stop};

/// One run under way.
pub(super) struct Run<'a, R> {
    plan: &'a Plan,
    rule: R,
    held_out: Option<R>,
    prototypes: Matrix,
    /// The best for the validation data, or the last.
    kept: Matrix,
    waiting: Waiting,
    progress: Progress<std::io::Stdout>,
    history: History,
    keeper: Keeper,
    deadline: Deadline,
}

impl<'a, R: Rule> Run<'a, R> {
    pub(super) fn new(
        plan: &'a Plan,
        rules: (R, Option<R>),
        start: &Matrix,
        keeper: Keeper,
    ) -> Self {
        Self {
            plan,
            rule: rules.0,
            held_out: rules.1,
            prototypes: start.clone(),
            kept: start.clone(),
            waiting: plan.early.waiting(),
            progress: Progress::to_stdout(plan.show, plan.epochs, plan.time_limit),
            history: History::empty(plan.goal),
            keeper,
            deadline: Deadline::after(plan.time_limit),
        }
    }

    /// Gives the history, and the prototypes to keep.
    pub(super) fn finish(mut self, watch: &mut Watch<'_>) -> Result<(History, Matrix)> {
        let mut stop = match self.keeper.resumed() {
            Some(resumed) => {
                resumed.give(|tape| self.tape(tape))?;
                self.progress.resume(self.history.errors.len());
                self.stop(false)
            }
            None => self.measure(watch),
        };
        let stop = loop {
            self.keep(stop)?;
            if let Some(stop) = stop {
                break stop;
            }
            let before = self.deadline.is_set().then(|| self.prototypes.clone());
            self.rule.pass(&mut self.prototypes, &mut self.deadline);
            stop = self.measure(watch);
            if let Some(before) = before.filter(|_| self.deadline.is_over()) {
                self.prototypes = before;
            }
        };
        let Self { mut history, kept, progress, keeper, plan, .. } = self;
        history.learning_rate = Some(plan.learning_rate);
        history.evaluations = history.epochs();
        history.end(stop, progress, &keeper);
        Ok((history, kept))
    }

    /// Measures an epoch; says whether it was the last.
    fn measure(&mut self, watch: &mut Watch<'_>) -> Option<Stop> {
        // prototypes beyond the range of numbers can still tell classes apart
        let bounded = self.prototypes.values().iter().all(|value| value.is_finite());
        let error = if bounded {
            self.rule.error(&self.prototypes, &mut self.deadline)
        } else {
            f64::INFINITY
        };
        if self.deadline.is_over() {
            return Some(Stop::TimeUp);
        }
        self.history.errors.push(error);
        let number = self.history.errors.len();
        self.progress.epoch(number, error);
        let validation_error = if error.is_finite() { self.validate() } else { None };
        let parts = [self.prototypes.values(), &[]];
        let epoch = Epoch { number, error, validation_error, parts };
        let interrupted = watch(&epoch).is_break();
        self.stop(interrupted)
    }

    /// Measures the validation data; remembers the prototypes if they are the
    /// best so far.
    fn validate(&mut self) -> Option<f64> {
        let error =
            self.held_out.as_ref().map(|rule| rule.error(&self.prototypes, &mut Deadline::never()));
        self.history.validation_errors.extend(error);
        if error.is_none_or(|error| self.waiting.improves(error)) {
            self.kept.clone_from(&self.prototypes);
        }
        error
    }

    /// Whether the last epoch measured is the last of the run.
    fn stop(&self, interrupted: bool) -> Option<Stop> {
        let limits = self.plan.limits();
        limits.reached(&self.history.errors, &self.waiting, &self.progress, interrupted, false)
    }

    fn keep(&mut self, stop: Option<Stop>) -> Result<()> {
        let epochs = self.history.errors.len();
        if !self.keeper.is_due(epochs, stop) {
            return Ok(());
        }
        let mut tape = Tape::blank();
        self.tape(&mut tape);
        self.keeper.keep(epochs, stop, tape, &mut self.progress)
    }

    /// The state of the run, written or read; gives the number of its epochs.
    fn tape(&mut self, tape: &mut Tape) -> usize {
        let epochs = self.history.tape_errors(tape);
        self.progress.tape(tape);
        self.waiting.tape(tape, epochs);
        tape.numbers(self.prototypes.values_mut());
        tape.finite(self.kept.values_mut());
        epochs
    }
}
