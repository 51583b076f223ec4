use std::ops::ControlFlow;
use std::sync::Arc;

use super::checkpoint::Keeper;
use super::deadline::late;
use super::early::Waiting;
use super::objective::penalty;
use super::progress::Progress;
use super::remarks::{Kind, Parts, Survey, remark_layers, saturated};
use super::sequence::Sequence;
use super::tape::Tape;
use super::watch::{Watch, go_on};
use super::{
    Album, Deadline, Epoch, History, Identity, Learner, Loss, Objective, Settings, Stop, Trainer,
};
use crate::data::{Batches, Dataset};
use crate::error::{Error, Result};
use crate::network::{FeedForward, in_range, unreachable};

/// Where training stands: parameters, and what was measured with them.
pub(crate) struct Point {
    pub(crate) parameters: Vec<f64>,
    pub(crate) error: f64,
    /// The slopes of the error, if somebody needs them.
    pub(crate) gradient: Vec<f64>,
    pub(super) needs_gradient: bool,
}

impl Point {
    /// Measures with the present parameters.
    pub(crate) fn measure(&mut self, objective: &mut Objective<'_>) {
        self.error = if self.needs_gradient {
            objective.gradient(&self.parameters, &mut self.gradient)
        } else {
            objective.error(&self.parameters)
        };
    }

    fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.parameters);
        tape.number(&mut self.error);
        tape.numbers(&mut self.gradient);
    }
}

/// One algorithm under way.
pub(crate) trait Method {
    /// One epoch: moves the point and measures there. Gives a reason to stop
    /// where it cannot move; the point is then as it was.
    fn advance(&mut self, point: &mut Point, objective: &mut Objective<'_>) -> Option<Stop>;

    /// Whether it begins an epoch with the gradient over all samples.
    fn needs_gradient(&self) -> bool {
        true
    }

    /// What it has to know besides the point.
    fn tape(&mut self, tape: &mut Tape);
}

impl FeedForward {
    /// Learns from `data`, beginning with the present weights.
    ///
    /// `trainer` is [`GradientDescent`](crate::GradientDescent),
    /// [`Rprop`](crate::Rprop), [`Adam`](crate::Adam), [`Bfgs`](crate::Bfgs),
    /// [`LBfgs`](crate::LBfgs), [`ConjugateGradient`](crate::ConjugateGradient),
    /// [`NewtonCg`](crate::NewtonCg) or
    /// [`LevenbergMarquardt`](crate::LevenbergMarquardt). The history has the
    /// error of each epoch, and [snapshots](History::snapshots) of the weights
    /// of some.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Shape`] if they
    /// have not as many inputs and targets as the network has inputs and
    /// outputs, or if both have named inputs and the names differ,
    /// [`Error::Target`] for a target that the last layer cannot give,
    /// [`Error::Parameter`] for a setting of `trainer` outside its range and
    /// for a transfer function without a slope. The network is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, GradientDescent, toy};
    ///
    /// let sine = toy::sine(20)?;
    /// let mut network = FeedForward::new(sine.ranges(), [5, 1])?;
    /// let history = network.train(&sine, GradientDescent::new().epochs(100))?;
    /// assert_eq!(history.epochs(), 100);
    /// assert!(history.last_error() < history.errors()[0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "fit")]
    #[doc(alias = "partial_fit")]
    pub fn train(&mut self, data: &Dataset, trainer: impl Into<Trainer>) -> Result<History> {
        self.learn(data, data.n_samples(), &trainer.into(), &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told every [`Epoch`] with
    /// its number, errors and weights, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`] and the weights of that
    /// epoch.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::ops::ControlFlow;
    ///
    /// use percept::{FeedForward, Rprop, Stop, toy};
    ///
    /// let xor = toy::xor()?;
    /// let mut network = FeedForward::new(xor.ranges(), [4, 1])?;
    /// let history = network.train_watching(&xor, Rprop::new(), |epoch| {
    ///     if epoch.number() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// })?;
    /// assert_eq!((history.epochs(), history.stop()), (3, Stop::Interrupted));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "callback")]
    pub fn train_watching(
        &mut self,
        data: &Dataset,
        trainer: impl Into<Trainer>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data, data.n_samples(), &trainer.into(), &mut watch)
    }

    pub(super) fn learn(
        &mut self,
        source: &dyn Batches,
        n_samples: usize,
        trainer: &Trainer,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        trainer.check()?;
        let settings = trainer.settings();
        let mut deadline = Deadline::after(settings.time_limit);
        let mut survey = source.in_memory().is_none().then(Survey::default);
        let read = source.each(&mut |data, row| {
            // reading takes its time too
            if row > 0 && deadline.look() {
                return Err(late());
            }
            self.check_data(data, settings.loss).map_err(|error| error.after_rows(row))?;
            if let Some(survey) = &mut survey {
                survey.take(data);
            }
            Ok(())
        });
        if !deadline.is_over() {
            read?;
        }
        self.names().check_inputs(source.names())?;
        let mut objective = Objective::in_batches(self, source, n_samples, settings);
        objective.deadline = deadline;
        let held_out = settings.early.fitted(source.names())?;
        let mut validation = None;
        if let Some(data) = &held_out {
            self.check_data(data, settings.loss)?;
            // what is compared is the error on the data alone
            let plain = Settings { loss: settings.loss, ..Settings::default() };
            validation = Some(Objective::new(self, data, &plain));
        }
        let keeper = settings.checkpoints.begin(settings.epochs, || {
            let mut identity = Identity::of("a feed-forward network");
            self.identify(&mut identity);
            trainer.identify(&mut identity);
            identity.add_data(source)?;
            Ok(identity)
        })?;
        let (mut history, kept) = run(self, trainer, objective, validation, watch, keeper)?;
        self.adopt(kept.parameters, source.names());
        let parts = Parts {
            kind: Kind::Layers,
            ranges: self.ranges(),
            samples: n_samples,
            penalty: penalty(settings.l2, settings.l1, self.parameters()),
        };
        let failed = remark_layers(&mut history, self, trainer, source, survey, &parts);
        if let Some(data) = source.in_memory().filter(|_| failed) {
            history.remarks.add_saturated(saturated(self, data, settings.loss));
        }
        let learner = Learner::layers(self, settings, source.in_memory().is_some());
        history.learner = Some(Arc::new(learner));
        Ok(history)
    }

    /// The slope of the loss over `data` by each parameter, in the order of
    /// [`parameters`](Self::parameters).
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train) for data that do not fit, and
    /// [`Error::Overflow`] if a derivative exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Loss, Transfer};
    ///
    /// let mut neuron = FeedForward::new([[0.0, 1.0]], [1])?.transfer([Transfer::PureLin])?;
    /// neuron.set_weights(0, [2.0])?;
    /// neuron.set_biases(0, [0.5])?;
    /// let data = percept::Dataset::new([3.0], [4.0])?;
    /// // output 6.5, 2.5 too much: ½ e² has the slopes e x and e
    /// assert_eq!(neuron.gradient(&data, Loss::Sse)?, [7.5, 2.5]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "ff_grad")]
    #[doc(alias = "ff_grad_step")]
    pub fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>> {
        self.check_data(data, loss)?;
        self.names().known(self.n_outputs()).check("gradient", data)?;
        let settings = Settings { loss, ..Settings::default() };
        let mut gradient = vec![0.0; self.n_parameters()];
        Objective::new(self, data, &settings).gradient(self.parameters(), &mut gradient);
        for slope in &gradient {
            in_range("gradient", *slope)?;
        }
        Ok(gradient)
    }

    /// Layers, connections and seed.
    pub(super) fn identify(&self, identity: &mut Identity) {
        let mut layers = vec![self.n_inputs().to_string()];
        for (layer, shape) in self.shapes().iter().enumerate() {
            let sources = self.source_words(layer).map(|words| format!(" of {words}"));
            let (neurons, transfer) = (shape.neurons, shape.transfer);
            layers.push(format!("{neurons} {transfer}{}", sources.unwrap_or_default()));
        }
        identity.add("the layers", layers.join(" → "));
        identity.add_ranges(self.ranges());
        identity.add("seed", self.seed_used());
    }

    fn check_data(&self, data: &Dataset, loss: Loss) -> Result<()> {
        self.check_width(data.n_inputs())?;
        check_targets(self, data, loss)
    }
}

/// Refuses targets that a network cannot learn.
pub(super) fn check_targets(network: &FeedForward, data: &Dataset, loss: Loss) -> Result<()> {
    if data.n_targets() == 0 {
        return Err(Error::Empty { what: "data", wanted: "target to learn (`Dataset::new`)" });
    }
    if data.n_targets() != network.n_outputs() {
        return Err(Error::Shape {
            what: "targets",
            wanted: format!("one target per output ({})", network.n_outputs()),
            came: data.n_targets().to_string() + data.columns_hint(),
        });
    }
    for (layer, shape) in network.shapes().iter().enumerate() {
        if !shape.transfer.has_slope() {
            return Err(Error::Parameter {
                name: "transfer".to_owned(),
                wanted: "a function with a slope in every layer, for a gradient to follow",
                came: format!("{} in layer {layer} (counting from 0)", shape.transfer),
            });
        }
    }
    let transfer = network.output_function();
    loss.check(transfer, data)?;
    match unreachable(transfer, data) {
        Some(warning) => Err(warning.into()),
        None => Ok(()),
    }
}

/// What training leaves to the network.
pub(super) struct Kept {
    pub(super) parameters: Vec<f64>,
    /// The context that a sequence ends with; empty without one.
    pub(super) context: Vec<f64>,
}

/// The epochs, one after the other; gives what was written down and what to
/// keep.
pub(super) fn run<'a>(
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
        point.measure(&mut objective);
        objective.came_to_an_end()?;
        if objective.deadline.is_over() {
            objective.evaluations = 0;
            Some(Stop::TimeUp)
        } else {
            run.measured(&point, objective.sequence.as_ref(), watch)
        }
    };
    let stop = loop {
        run.keep(stop, &mut point, method.as_mut(), &mut objective)?;
        if let Some(stop) = stop {
            break stop;
        }
        let before = run.before(&mut point, method.as_mut(), &mut objective);
        let ended = method.advance(&mut point, &mut objective);
        objective.came_to_an_end()?;
        if let Some(before) = before.filter(|_| objective.deadline.is_over()) {
            point.parameters = before.parameters;
            objective.evaluations = before.evaluations;
            run.write(Some(Stop::TimeUp), before.tape)?;
            break Stop::TimeUp;
        }
        run.ended = ended.is_some();
        stop = ended.or_else(|| run.measured(&point, objective.sequence.as_ref(), watch));
    };
    let (mut history, kept) = run.finish(stop, &point.parameters);
    history.seed = Some(network.seed_used());
    history.learning_rate = trainer.rate();
    let penalty = if settings.l2 > 0.0 || settings.l1 > 0.0 { " with a penalty" } else { "" };
    history.measure = format!("{}{penalty}", settings.loss.measure());
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
        // before the first there is nothing to go on with
        if epochs == 0 || !self.keeper.is_due(epochs, stop) {
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
        let epochs = self.history.errors.len();
        if let Some(line) = self.keeper.keep(epochs, stop, tape)? {
            self.progress.say(&line);
        }
        Ok(())
    }

    /// An epoch has been measured; says whether it was the last.
    fn measured(
        &mut self,
        point: &Point,
        sequence: Option<&Sequence>,
        watch: &mut Watch<'_>,
    ) -> Option<Stop> {
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
            validation_error = self.validate(point, sequence);
        }
        let parts = [&point.parameters[..], &[]];
        let ended = watch(&Epoch { number: epoch, error, validation_error, parts }).is_break();
        self.rule(point, ended)
    }

    /// Whether the last epoch measured is the last of the run.
    fn rule(&self, point: &Point, interrupted: bool) -> Option<Stop> {
        let (epoch, error) = (self.history.errors.len(), self.history.last_error());
        if !error.is_finite() {
            return Some(Stop::Diverged);
        }
        if error < self.settings.goal {
            return Some(Stop::GoalReached);
        }
        if interrupted {
            return Some(Stop::Interrupted);
        }
        if self.waiting.is_over() {
            return Some(Stop::NoImprovement);
        }
        if self.settings.min_gradient > 0.0 && length(&point.gradient) < self.settings.min_gradient
        {
            return Some(Stop::FlatGradient);
        }
        if epoch >= self.settings.epochs {
            return Some(Stop::EpochsReached);
        }
        if self.progress.is_over(self.settings.time_limit) {
            return Some(Stop::TimeUp);
        }
        None
    }

    /// The error of the validation data; remembers the parameters if they are
    /// the best so far.
    fn validate(&mut self, point: &Point, sequence: Option<&Sequence>) -> Option<f64> {
        let Some(validation) = &mut self.validation else {
            self.remember(point, sequence);
            return None;
        };
        let error = validation.error(&point.parameters);
        self.history.validation_errors.push(error);
        if self.waiting.improves(error) {
            self.remember(point, sequence);
        }
        Some(error)
    }

    /// The sequence was read last with the parameters of the point.
    fn remember(&mut self, point: &Point, sequence: Option<&Sequence>) {
        self.kept.parameters.copy_from_slice(&point.parameters);
        if let Some(sequence) = sequence {
            self.kept.context.copy_from_slice(sequence.end());
        }
    }

    fn finish(mut self, stop: Stop, last: &[f64]) -> (History, Kept) {
        self.history.stop = stop;
        self.history.log = self.progress.finish(stop);
        self.history.checkpoint_problem = self.keeper.problem().map(str::to_owned);
        let errors = &self.history.errors;
        let end = errors.last().map(|error| (errors.len() - 1, *error, last));
        let end = end.filter(|_| stop != Stop::Diverged);
        let kept = self.history.kept_epoch();
        let kept = kept.map(|epoch| (epoch, errors[epoch], &self.kept.parameters[..]));
        self.history.snapshots = Arc::new(self.album.finish(end, kept));
        (self.history, self.kept)
    }
}

/// `√Σ v²`.
pub(crate) fn length(values: &[f64]) -> f64 {
    let mut squares = 0.0;
    for value in values {
        squares += value * value;
    }
    squares.sqrt()
}
