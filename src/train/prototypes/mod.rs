//! What trains prototypes: the winner moves.

use std::ops::ControlFlow;

use ndarray::Array2;

use super::IntoTrainer;
use super::checkpoint::Keeper;
use super::early::Waiting;
use super::plan::{Plan, plan};
use super::progress::Progress;
use super::remarks::{Column, Evidence, Measure, far_prototypes, remark};
use super::tape::Tape;
use super::watch::{Watch, go_on};
use super::{Deadline, Epoch, History, Identity, Stop};
use crate::data::{Dataset, check_inputs};
use crate::error::{Error, Result, count};
use crate::network::{Competitive, Lvq, check_width_of, classes_of, dot, nearest};

/// Winner take all: the prototype that is nearest to a sample moves towards it
/// by `learning_rate × (sample − prototype)`.
///
/// The error is `Σ |sample − nearest prototype|` over samples and inputs,
/// measured before an epoch's moves.
///
/// # References
///
/// T. Kohonen, *Self-Organization and Associative Memory*, 1984. D. `DeSieno`,
/// "Adding a conscience to competitive learning", *IEEE International
/// Conference on Neural Networks*, 1988; here in neurolab's simple form.
/// neurolab: `nl.train.train_wta`, `train_cwta`.
#[doc(alias = "train_wta")]
#[doc(alias = "train_cwta")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct WinnerTakeAll {
    plan: Plan,
    conscience: bool,
    by_distance: bool,
}

plan!(WinnerTakeAll);

impl WinnerTakeAll {
    /// A prototype that won `k` times in an epoch feels `k + 1` times as far
    /// away, so that none wins everything and none is left behind.
    pub fn conscience(mut self) -> Self {
        self.conscience = true;
        self
    }

    /// Multiplies each step by the distance, as neurolab does: far samples
    /// pull more.
    pub fn scale_by_distance(mut self) -> Self {
        self.by_distance = true;
        self
    }
}

/// The rule of learning vector quantisation, LVQ1: the prototype that is
/// nearest to a sample moves towards it if it is of the same class, else away,
/// by `learning_rate × (sample − prototype)`.
///
/// The error is the mean of `(target − output)²`, with an output a class.
///
/// # References
///
/// T. Kohonen, "Learning vector quantization", *Neural Networks* 1, 1988.
/// neurolab: `nl.train.train_lvq`.
#[doc(alias = "train_lvq")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct LvqRule {
    plan: Plan,
}

plan!(LvqRule);

/// One rule on its way.
trait Rule {
    /// The error with these prototypes; infinite if a sample is beyond reach.
    fn error(&self, prototypes: &Array2<f64>, deadline: &mut Deadline) -> f64;
    /// One pass over the samples.
    fn pass(&mut self, prototypes: &mut Array2<f64>, deadline: &mut Deadline);
}

impl Competitive {
    /// Learns where the samples of `data` are, beginning with the present
    /// prototypes; targets are not looked at.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many inputs as the network, or
    /// if both have named inputs and the names differ, [`Error::Parameter`] for a setting of `trainer` outside its range. The
    /// network is then as it was.
    pub fn train<Kind>(
        &mut self,
        data: &Dataset,
        trainer: impl IntoTrainer<WinnerTakeAll, Kind>,
    ) -> Result<History> {
        self.learn(data, trainer.into_trainer(), &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told every [`Epoch`] with
    /// its number, errors and weights, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`] and the weights of that
    /// epoch.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train).
    #[doc(alias = "callback")]
    pub fn train_watching<Kind>(
        &mut self,
        data: &Dataset,
        trainer: impl IntoTrainer<WinnerTakeAll, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data, trainer.into_trainer(), &mut watch)
    }

    fn learn(
        &mut self,
        data: &Dataset,
        trainer: WinnerTakeAll,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        let WinnerTakeAll { plan, conscience, by_distance } = trainer;
        plan.check()?;
        check_width_of(self.prototypes(), data.n_inputs())?;
        check_inputs("train", self.given_input_names(), data)?;
        let winners = |data| Winners {
            data,
            rate: plan.learning_rate,
            by_distance,
            conscience: conscience.then(|| vec![1.0; self.prototypes.nrows()]),
        };
        let held_out = match &plan.early.validation {
            Some(held_out) => {
                check_width_of(self.prototypes(), held_out.n_inputs())?;
                check_inputs("validation", data.given_input_names(), held_out)?;
                Some(winners(held_out))
            }
            None => None,
        };
        let keeper = plan.checkpoints.begin(plan.epochs, || {
            let mut identity = Identity::of("a competitive network");
            identity.add("the prototypes", self.prototypes.nrows());
            identity.add("inputs", self.prototypes.ncols());
            identity.add("seed", self.seed_used());
            plan.identify("WinnerTakeAll", &mut identity);
            identity.add("conscience", conscience);
            identity.add("scale_by_distance", by_distance);
            identity.add_data(data)?;
            Ok(identity)
        })?;
        let run = Run::new(&plan, (winners(data), held_out), &self.prototypes, keeper);
        let (mut history, prototypes) = run.finish(watch)?;
        self.prototypes = prototypes;
        history.measure = "Σ |x − prototype|".into();
        history.seed = Some(self.seed_used());
        remark(&mut history, Evidence::of_prototypes(data, self.ranges(), None, &|_| None));
        history.input_names = data.input_names().to_vec();
        self.adopt(data);
        Ok(history)
    }
}

impl Lvq {
    /// Learns the classes of `data`, beginning with the present prototypes.
    ///
    /// The targets are one column of two values (0 and 1, −1 and 1), the higher
    /// one for the second class, or one column a class.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data have not as many inputs and classes as the
    /// network, or if both have named inputs and the names differ, [`Error::Empty`] without targets, [`Error::Target`] for a row of
    /// targets that stands for no class, [`Error::Parameter`] for a setting of
    /// `trainer` outside its range. The network is then as it was.
    pub fn train<Kind>(
        &mut self,
        data: &Dataset,
        trainer: impl IntoTrainer<LvqRule, Kind>,
    ) -> Result<History> {
        self.learn(data, trainer.into_trainer(), &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told every [`Epoch`] with
    /// its number, errors and weights, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`] and the weights of that
    /// epoch.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train).
    #[doc(alias = "callback")]
    pub fn train_watching<Kind>(
        &mut self,
        data: &Dataset,
        trainer: impl IntoTrainer<LvqRule, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data, trainer.into_trainer(), &mut watch)
    }

    fn learn(
        &mut self,
        data: &Dataset,
        trainer: LvqRule,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        let LvqRule { plan } = trainer;
        plan.check()?;
        self.names().check_inputs(data)?;
        let rule = self.quantiser(data, &plan)?;
        let ends = || data.ends().map(<[_]>::to_vec);
        let fitted = plan
            .early
            .fitted(data)?
            .map(|held_out| held_out.into_owned().with_classes_of(None, ends()));
        let held_out = match &fitted {
            Some(held_out) => Some(self.quantiser(held_out, &plan)?),
            None => None,
        };
        let keeper = plan.checkpoints.begin(plan.epochs, || {
            let mut identity = Identity::of("a learning vector quantiser");
            identity.add("prototypes of the classes", format!("{:?}", self.classes));
            identity.add("inputs", self.prototypes.ncols());
            plan.identify("LvqRule", &mut identity);
            identity.add_data(data)?;
            Ok(identity)
        })?;
        let run = Run::new(&plan, (rule, held_out), &self.prototypes, keeper);
        let (mut history, prototypes) = run.finish(watch)?;
        let constant = |targets: &[Column]| targets.iter().map(Column::squares).sum();
        let part = 1.0 / (data.n_samples() * data.n_targets()) as f64;
        history.measure = "mean e²".into();
        history.input_names = data.input_names().to_vec();
        let measure = Measure { part, constant: &constant };
        let misses = |data: &Dataset| Some(self.quantiser(data, &plan).ok()?.misses(&prototypes));
        if remark(&mut history, Evidence::of_prototypes(data, &[], Some(measure), &misses)) {
            history.remarks.list.extend(far_prototypes(self.prototypes(), &data.ranges()));
        }
        self.adopt(prototypes, data);
        Ok(history)
    }

    fn quantiser<'a>(&'a self, data: &'a Dataset, plan: &Plan) -> Result<Quantiser<'a>> {
        check_width_of(self.prototypes(), data.n_inputs())?;
        if data.n_targets() == 0 {
            return Err(Error::Empty { what: "data", wanted: "target to learn (`Dataset::new`)" });
        }
        if data.n_targets().max(2) != self.n_classes() {
            return Err(Error::Shape {
                what: "targets",
                wanted: format!("{} classes, one column each", self.n_classes()),
                came: count(data.n_targets(), "column") + data.columns_hint(),
            });
        }
        let targets = classes_of(data, "Lvq")?;
        let rate = plan.learning_rate;
        Ok(Quantiser { data, rate, classes: &self.classes, targets, n: self.n_classes() })
    }
}

/// One run under way.
struct Run<'a, R> {
    plan: &'a Plan,
    rule: R,
    held_out: Option<R>,
    prototypes: Array2<f64>,
    /// The best for the validation data, or the last.
    kept: Array2<f64>,
    waiting: Waiting,
    progress: Progress<std::io::Stdout>,
    history: History,
    keeper: Keeper,
    deadline: Deadline,
}

impl<'a, R: Rule> Run<'a, R> {
    fn new(plan: &'a Plan, rules: (R, Option<R>), start: &Array2<f64>, keeper: Keeper) -> Self {
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
    fn finish(mut self, watch: &mut Watch<'_>) -> Result<(History, Array2<f64>)> {
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
        history.stop = stop;
        history.learning_rate = Some(plan.learning_rate);
        history.evaluations = history.errors.len();
        history.log = progress.finish(stop);
        history.checkpoint_problem = keeper.problem().map(str::to_owned);
        Ok((history, kept))
    }

    /// Measures an epoch; says whether it was the last.
    fn measure(&mut self, watch: &mut Watch<'_>) -> Option<Stop> {
        // prototypes beyond all bounds can still tell classes apart
        let bounded = self.prototypes.iter().all(|value| value.is_finite());
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
        let parts = [self.prototypes.as_slice().unwrap_or_default(), &[]];
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
        self.plan.stop(&self.history, &self.waiting, &self.progress, interrupted)
    }

    fn keep(&mut self, stop: Option<Stop>) -> Result<()> {
        let epochs = self.history.errors.len();
        // before the first there is nothing to go on with
        if epochs == 0 || !self.keeper.is_due(epochs, stop) {
            return Ok(());
        }
        let mut tape = Tape::blank();
        self.tape(&mut tape);
        if let Some(line) = self.keeper.keep(epochs, stop, tape)? {
            self.progress.say(&line);
        }
        Ok(())
    }

    /// The state of the run, written or read; gives the number of its epochs.
    fn tape(&mut self, tape: &mut Tape) -> usize {
        let epochs = self.history.tape_errors(tape);
        self.progress.tape(tape);
        self.waiting.tape(tape, epochs);
        for value in self.prototypes.iter_mut().chain(&mut self.kept) {
            tape.number(value);
        }
        if !self.kept.iter().all(|value| value.is_finite()) {
            tape.spoil();
        }
        epochs
    }
}

/// Moves one prototype by a part of the way to a sample.
fn pull(prototypes: &mut Array2<f64>, winner: usize, x: &[f64], part: f64) {
    for (column, value) in x.iter().enumerate() {
        let place = &mut prototypes[(winner, column)];
        *place += part * (value - *place);
    }
}

struct Winners<'a> {
    data: &'a Dataset,
    rate: f64,
    by_distance: bool,
    /// How often each prototype has won in this epoch, and once more; if that counts.
    conscience: Option<Vec<f64>>,
}

impl Rule for Winners<'_> {
    fn error(&self, prototypes: &Array2<f64>, deadline: &mut Deadline) -> f64 {
        let mut misses = Vec::with_capacity(self.data.inputs().len());
        for sample in 0..self.data.n_samples() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let (winner, distance) = nearest(prototypes, x, &[]);
            if !distance.is_finite() {
                return distance;
            }
            for (column, value) in x.iter().enumerate() {
                misses.push((prototypes[(winner, column)] - value).abs());
            }
        }
        dot(&misses, &vec![1.0; misses.len()])
    }

    fn pass(&mut self, prototypes: &mut Array2<f64>, deadline: &mut Deadline) {
        if let Some(wins) = &mut self.conscience {
            wins.fill(1.0);
        }
        for sample in 0..self.data.n_samples() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let wins = self.conscience.as_deref().unwrap_or_default();
            let (winner, distance) = nearest(prototypes, x, wins);
            if let Some(wins) = &mut self.conscience {
                wins[winner] += 1.0;
            }
            let part = if self.by_distance { self.rate * distance } else { self.rate };
            pull(prototypes, winner, x, part);
        }
    }
}

struct Quantiser<'a> {
    data: &'a Dataset,
    rate: f64,
    /// The class of each prototype, and of each sample.
    classes: &'a [usize],
    targets: Vec<usize>,
    /// How many classes there are.
    n: usize,
}

impl Quantiser<'_> {
    /// By sample, 1 where its class is wrong.
    fn misses(&self, prototypes: &Array2<f64>) -> Vec<f64> {
        let mut misses = Vec::with_capacity(self.targets.len());
        for (sample, target) in self.targets.iter().enumerate() {
            let (winner, _) = nearest(prototypes, self.data.input_row(sample), &[]);
            misses.push(f64::from(self.classes[winner] != *target));
        }
        misses
    }
}

impl Rule for Quantiser<'_> {
    fn error(&self, prototypes: &Array2<f64>, deadline: &mut Deadline) -> f64 {
        let mut wrong = 0;
        for (sample, target) in self.targets.iter().enumerate() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let (winner, distance) = nearest(prototypes, self.data.input_row(sample), &[]);
            if !distance.is_finite() {
                return distance;
            }
            wrong += usize::from(self.classes[winner] != *target);
        }
        // two outputs of a wrong sample are wrong by 1
        2.0 * wrong as f64 / (self.targets.len() * self.n) as f64
    }

    fn pass(&mut self, prototypes: &mut Array2<f64>, deadline: &mut Deadline) {
        for (sample, target) in self.targets.iter().enumerate() {
            if deadline.passes(prototypes.len()) {
                break;
            }
            let x = self.data.input_row(sample);
            let (winner, _) = nearest(prototypes, x, &[]);
            let right = self.classes[winner] == *target;
            pull(prototypes, winner, x, if right { self.rate } else { -self.rate });
        }
    }
}
