//! The one epoch loop of multi-layer networks.

use std::sync::Arc;

use crate::error::Result;
use crate::network::FeedForward;
use crate::train::checkpoint::Keeper;
use crate::train::checkpoint::tape::Tape;
use crate::train::early::Waiting;
use crate::train::objective::context::Sequence;
use crate::train::progress::Progress;
use crate::train::trainers::method::{Method, Point, length};
use crate::train::watch::Watch;
use crate::train::{Album, Epoch, History, Objective, Settings, Stop, Trainer};

/// What training leaves to the network.
pub(crate) struct Kept {
    pub(crate) parameters: Vec<f64>,
    /// The context that a sequence ends with; empty without one.
    pub(crate) context: Vec<f64>,
}

/// The epochs, one after the other; gives what was written down and what to
/// keep.
pub(crate) fn run<'a>(
    network: &'a FeedForward,
    trainer: &'a Trainer,
    mut objective: Objective<'a>,
    validation: Option<Objective<'a>>,
    watch: &mut Watch<'_>,
    keeper: Keeper,
) -> Result<(History, Kept)> {
    let (n, settings) = (network.n_parameters(), trainer.settings());
    let mut method = trainer.method(network)?;
    let needs_gradient = method.needs_gradient() || settings.min_gradient > 0.0;
    let mut point = Point {
        parameters: network.parameters().to_vec(),
        error: f64::NAN,
        gradient: if needs_gradient { vec![0.0; n] } else { Vec::new() },
        needs_gradient,
    };
    let context = objective.sequence.as_ref().map_or(&[][..], Sequence::start);
    let kept = Kept { parameters: network.parameters().to_vec(), context: context.to_vec() };
    let mut run = Run::new(kept, settings, validation, keeper);
    let mut stop = if let Some(resumed) = run.keeper.resumed() {
        resumed.give(|tape| run.tape(tape, &mut point, method.as_mut(), &mut objective))?;
        run.resume(&point)
    } else {
        point.measure(&mut objective)?;
        if objective.is_late() {
            objective.evaluations = 0;
            Some(Stop::TimeUp)
        } else {
            run.measured(&point, objective.sequence.as_ref(), watch)?
        }
    };
    let stop = loop {
        run.keep(stop, &mut point, method.as_mut(), &mut objective)?;
        if let Some(stop) = stop {
            break stop;
        }
        let before = run.before(&mut point, method.as_mut(), &mut objective);
        let ended = method.advance(&mut point, &mut objective)?;
        if let Some(before) = before.filter(|_| objective.is_late()) {
            point.parameters = before.parameters;
            objective.evaluations = before.evaluations;
            run.write(Some(Stop::TimeUp), before.tape)?;
            break Stop::TimeUp;
        }
        run.ended = ended.is_some();
        stop = match ended {
            None => run.measured(&point, objective.sequence.as_ref(), watch)?,
            ended => ended,
        };
    };
    let (mut history, kept) = run.finish(stop, &point.parameters);
    history.seed = Some(network.seed_used());
    history.learning_rate = trainer.rate();
    let penalty = if settings.l2 > 0.0 || settings.l1 > 0.0 { " with a penalty" } else { "" };
    let weighted = if objective.weighted.is_some() { ", classes weighted" } else { "" };
    history.measure = format!("{}{weighted}{penalty}", settings.loss.measure());
    history.evaluations = objective.evaluations;
    history.input_names = objective.data.input_names().to_vec();
    Ok((history, kept))
}

/// A run before an epoch that may have to be dropped.
struct Before {
    parameters: Vec<f64>,
    evaluations: usize,
    /// For the checkpoint, if there is one to write.
    tape: Option<Tape>,
}

/// What is written down of a run, and when it ends.
struct Run<'a> {
    settings: &'a Settings,
    history: History,
    album: Album,
    progress: Progress<std::io::Stdout>,
    validation: Option<Objective<'a>>,
    /// Those best for the validation data, or the last finite ones.
    kept: Kept,
    waiting: Waiting,
    keeper: Keeper,
    /// Whether the algorithm knows no further step.
    ended: bool,
}

impl<'a> Run<'a> {
    fn new(
        kept: Kept,
        settings: &'a Settings,
        validation: Option<Objective<'a>>,
        keeper: Keeper,
    ) -> Self {
        Self {
            settings,
            history: History::empty(settings.goal),
            album: Album::new(kept.parameters.len()),
            progress: Progress::to_stdout(settings.show, settings.epochs, settings.time_limit),
            validation,
            kept,
            waiting: settings.early.waiting(),
            keeper,
            ended: false,
        }
    }

    /// The state of the whole run, written or read; gives the number of its
    /// epochs.
    fn tape(
        &mut self,
        tape: &mut Tape,
        point: &mut Point,
        method: &mut dyn Method,
        objective: &mut Objective<'_>,
    ) -> usize {
        let epochs = self.history.tape_errors(tape);
        self.progress.tape(tape);
        self.waiting.tape(tape, epochs);
        self.album.tape(tape, point.parameters.len(), epochs);
        tape.finite(&mut self.kept.parameters);
        tape.finite(&mut self.kept.context);
        tape.flag(&mut self.ended);
        point.tape(tape);
        method.tape(tape);
        objective.tape(tape);
        epochs
    }

    /// Goes on with the state of a checkpoint; says whether it is that of the
    /// end.
    fn resume(&mut self, point: &Point) -> Option<Stop> {
        self.progress.resume(self.history.errors.len());
        if self.ended { Some(Stop::NoDescent) } else { self.rule(point, false) }
    }

    fn keep(
        &mut self,
        stop: Option<Stop>,
        point: &mut Point,
        method: &mut dyn Method,
        objective: &mut Objective<'_>,
    ) -> Result<()> {
        let epochs = self.history.errors.len();
        if !self.keeper.is_due(epochs, stop) {
            return Ok(());
        }
        let mut tape = Tape::blank();
        self.tape(&mut tape, point, method, objective);
        self.write(stop, Some(tape))
    }

    /// What an epoch begins with, where the time may be over before it ends.
    fn before(
        &mut self,
        point: &mut Point,
        method: &mut dyn Method,
        objective: &mut Objective<'_>,
    ) -> Option<Before> {
        if !objective.deadline.is_set() {
            return None;
        }
        let tape = self.keeper.is_on().then(|| {
            let mut tape = Tape::blank();
            self.tape(&mut tape, point, method, objective);
            tape
        });
        let (parameters, evaluations) = (point.parameters.clone(), objective.evaluations);
        Some(Before { parameters, evaluations, tape })
    }

    fn write(&mut self, stop: Option<Stop>, tape: Option<Tape>) -> Result<()> {
        let Some(tape) = tape else { return Ok(()) };
        self.keeper.keep(self.history.errors.len(), stop, tape, &mut self.progress)
    }

    /// An epoch has been measured; says whether it was the last.
    fn measured(
        &mut self,
        point: &Point,
        sequence: Option<&Sequence>,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Stop>> {
        // a saturated network has a finite error with infinite values too
        let finite = point.parameters.iter().all(|parameter| parameter.is_finite())
            && sequence.is_none_or(Sequence::is_finite);
        let error = if finite { point.error } else { f64::INFINITY };
        self.history.errors.push(error);
        let epoch = self.history.errors.len();
        self.progress.epoch(epoch, error);
        let mut validation_error = None;
        if error.is_finite() {
            self.album.measured(epoch - 1, error, &point.parameters);
            validation_error = self.validate(point, sequence)?;
        }
        let parts = [&point.parameters[..], &[]];
        let ended = watch(&Epoch { number: epoch, error, validation_error, parts }).is_break();
        Ok(self.rule(point, ended))
    }

    /// Whether the last epoch measured is the last of the run.
    fn rule(&self, point: &Point, interrupted: bool) -> Option<Stop> {
        let (limits, flat) = (self.settings.limits(), self.settings.min_gradient);
        let is_flat = flat > 0.0 && length(&point.gradient) < flat;
        limits.reached(&self.history.errors, &self.waiting, &self.progress, interrupted, is_flat)
    }

    /// The error of the validation data; remembers the parameters if they are
    /// the best so far.
    fn validate(&mut self, point: &Point, sequence: Option<&Sequence>) -> Result<Option<f64>> {
        let Some(validation) = &mut self.validation else {
            self.remember(point, sequence);
            return Ok(None);
        };
        let error = validation.error(&point.parameters)?;
        self.history.validation_errors.push(error);
        if self.waiting.improves(error) {
            self.remember(point, sequence);
        }
        Ok(Some(error))
    }

    /// The sequence was read last with the parameters of the point.
    fn remember(&mut self, point: &Point, sequence: Option<&Sequence>) {
        self.kept.parameters.copy_from_slice(&point.parameters);
        if let Some(sequence) = sequence {
            self.kept.context.copy_from_slice(sequence.end());
        }
    }

    fn finish(mut self, stop: Stop, last: &[f64]) -> (History, Kept) {
        self.history.end(stop, self.progress, &self.keeper);
        let errors = &self.history.errors;
        let end = errors.last().map(|error| (errors.len() - 1, *error, last));
        let end = end.filter(|_| stop != Stop::Diverged);
        let kept = self.history.kept_epoch();
        let kept = kept.map(|epoch| (epoch, errors[epoch], &self.kept.parameters[..]));
        self.history.snapshots = Arc::new(self.album.finish(end, kept));
        (self.history, self.kept)
    }
}
