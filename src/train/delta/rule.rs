//! The delta rule: its settings, and what it learns from.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::run::Run;
use crate::data::{Batches, Data, Dataset, check_inputs};
use crate::error::{Error, Result, count};
use crate::network::Perceptron;
use crate::train::IntoTrainer;
use crate::train::plan::{Plan, plan};
use crate::train::watch::{Watch, go_on};
use crate::train::{Epoch, History, Identity};

/// The delta rule: after each sample, every weight moves by
/// `learning_rate × (target − output) × input` and every bias by
/// `learning_rate × (target − output)`.
///
/// Samples are visited in the order in which they stand. The error of an epoch
/// is `½ Σ (target − output)²` over all samples and outputs, measured before
/// the epoch's updates; a run that stops leaves the weights that scored the
/// last error.
///
/// Memory: step functions (`HardLim`, `HardLims`) make one copy of the samples
/// of up to 512 MiB for the run, on processors that take several at a time; all
/// else learns from the samples as they lie. No epoch allocates anything but
/// the copy of the weights that the history keeps. Errors and weights are the
/// same to the last bit with and without wide registers.
///
/// # Complexity
///
/// An epoch takes O(samples × inputs × neurons) time. The history keeps a copy of
/// the weights per epoch, of a very long run of some.
///
/// # References
///
/// B. Widrow, M. E. Hoff, "Adaptive switching circuits", *IRE WESCON
/// Convention Record* 4, 1960. neurolab: `nl.train.train_delta`, whose order of
/// measuring and updating this is.
#[doc(alias = "train_delta")]
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Delta {
    pub(in crate::train) plan: Plan,
}

plan!(Delta);

impl Delta {
    /// Learning rate, goal and epochs, where no run goes on by itself; what
    /// belongs to a run is refused.
    pub(crate) fn settings_alone(&self) -> Result<(f64, f64, usize)> {
        let Plan { epochs, goal, show, learning_rate, .. } = self.plan;
        self.plan.check()?;
        if self.plan != (Plan { epochs, goal, show, learning_rate, ..Plan::default() }) {
            return Err(Error::Parameter {
                name: "trainer".to_owned(),
                expected: "learning_rate, goal and epochs alone (the rest belongs to `train`)",
                found: "validation data, a time limit or checkpoints".to_owned(),
            });
        }
        Ok((learning_rate, goal, epochs))
    }
}

impl Perceptron {
    /// Learns from `data`, beginning with the present weights.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Shape`] if they
    /// do not have as many inputs and targets as the perceptron has inputs and
    /// neurons, or if both have named inputs and the names differ,
    /// [`Error::Target`] for a target that its transfer function cannot give,
    /// [`Error::Parameter`] for a setting of `trainer` outside its range and
    /// for `SoftMax` and `Competitive`. The perceptron is then as it was.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let points = Dataset::new(
    ///     [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]],
    ///     [0.0, 1.0, 1.0, 1.0],
    /// )?;
    /// let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
    /// let history = perceptron.train(&points, Delta::new().epochs(50).learning_rate(0.01))?;
    /// assert_eq!(history.errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "fit")]
    #[doc(alias = "partial_fit")]
    pub fn train<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Delta, Kind>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told every [`Epoch`] with
    /// its number, errors and weights, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`](crate::Stop::Interrupted) and the weights of that
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
    /// use percept::{Delta, Perceptron, Stop, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train_watching(&points, Delta::new(), |epoch| {
    ///     if epoch.number() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// })?;
    /// assert_eq!((history.epochs(), history.stop()), (3, Stop::Interrupted));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "callback")]
    pub fn train_watching<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Delta, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut watch)
    }

    /// Learns from whatever gives its samples in batches.
    pub(crate) fn learn(
        &mut self,
        source: &dyn Batches,
        trainer: Delta,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        let Delta { mut plan } = trainer;
        plan.check()?;
        let names = source.names();
        self.check_data(names)?;
        // classes are learnt anew
        check_inputs("train", self.given_input_names(), names)?;
        let held_out = plan.early.fitted(names)?.map(Cow::into_owned);
        if let Some(held_out) = &held_out {
            self.check_data(held_out)?;
            self.check_targets(held_out, 0)?;
        }
        plan.early.validation = held_out;
        let keeper = plan.checkpoints.begin(plan.epochs, || {
            let mut identity = Identity::of("a perceptron");
            let (inputs, neurons) = (self.n_inputs(), self.n_neurons());
            identity
                .add("the neurons", format!("{inputs} → {neurons} {}", self.transfer_function()));
            plan.identify("Delta", &mut identity);
            identity.add_data(source)?;
            Ok(identity)
        })?;
        let run = Run::new(self, source, plan, keeper);
        let (mut history, weights, biases) = run.finish(watch)?;
        self.adopt(weights, biases, names);
        history.perceptron = Some(self.clone());
        Ok(history)
    }

    /// Refuses targets that no neuron can give.
    pub(crate) fn check_targets(&self, batch: &Dataset, first_row: usize) -> Result<()> {
        match self.unreachable_targets(batch) {
            Some(warning) => Err(Error::from(warning).after_rows(first_row)),
            None => Ok(()),
        }
    }

    fn check_data(&self, data: &Dataset) -> Result<()> {
        self.check_width(data.n_inputs())?;
        if data.n_targets() == 0 {
            return Err(Error::Empty {
                what: "data",
                expected: "target to learn (`Dataset::new`)",
            });
        }
        if data.n_targets() != self.n_neurons() {
            let n = data.n_targets();
            let neurons = count(n, "neuron");
            let way = match data.columns_hint() {
                "" => format!(" (make it with {neurons}: `Perceptron::new(data.ranges(), {n})?`)"),
                hint => hint.to_owned(),
            };
            return Err(Error::Shape {
                what: "targets",
                expected: format!("one target per neuron ({})", self.n_neurons()),
                found: format!("{n}{way}"),
            });
        }
        self.check_transfer()?;
        if self.transfer_function().looks_at_layer() {
            return Err(Error::Parameter {
                name: "transfer".to_owned(),
                expected: "a function of each neuron alone (`FeedForward` learns with SoftMax)",
                found: self.transfer_function().to_string(),
            });
        }
        Ok(())
    }
}
