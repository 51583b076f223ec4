//! Multi-layer networks learn, and what they refuse to learn from.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::run::run;
use crate::data::{Batches, Data, Dataset};
use crate::error::{Error, Result, count};
use crate::network::{FeedForward, in_range, unreachable};
use crate::train::IntoTrainer;
use crate::train::deadline::late;
use crate::train::objective::error::penalty;
use crate::train::remarks::{Kind, Parts, Survey, remark_layers, saturated};
use crate::train::watch::{Watch, go_on};
use crate::train::{
    Deadline, Epoch, History, Identity, Learner, Loss, Objective, Settings, Trainer,
};

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
    /// do not have as many inputs and targets as the network has inputs and
    /// outputs, or if both have named inputs and the names differ,
    /// [`Error::Target`] for a target that the last layer cannot give,
    /// [`Error::Parameter`] for a setting of `trainer` outside its range and
    /// for a transfer function without a derivative. The network is then as it
    /// was.
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
    pub fn train<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Trainer, Kind>,
    ) -> Result<History> {
        self.learn(data.data(), data.data().n_samples(), &trainer.into_trainer(), &mut go_on)
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
    pub fn train_watching<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Trainer, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data.data(), data.data().n_samples(), &trainer.into_trainer(), &mut watch)
    }

    pub(crate) fn learn(
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
            // reading takes time too
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
        objective.weighted = match source.in_memory() {
            Some(data) => settings.class_weights.of(data)?,
            None => only_in_memory(settings)?,
        };
        let held_out = settings.early.fitted(source.names())?;
        let mut validation = None;
        if let Some(data) = &held_out {
            self.check_data(data, settings.loss)?;
            // what is compared is the error on the data alone
            let plain = Settings { loss: settings.loss, ..Settings::default() };
            let mut measured = Objective::new(self, data, &plain);
            measured.weighted.clone_from(&objective.weighted);
            validation = Some(measured);
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

    /// The gradient of the loss over `data`: its partial derivative with respect
    /// to each parameter, in the order of [`parameters`](Self::parameters).
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
    /// // output 6.5, 2.5 too much: ½ e² has the derivatives e x and e
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
        Objective::new(self, data, &settings).gradient(self.parameters(), &mut gradient)?;
        for slope in &gradient {
            in_range("gradient", *slope)?;
        }
        Ok(gradient)
    }

    /// Layers, connections and seed.
    pub(crate) fn identify(&self, identity: &mut Identity) {
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

/// Refuses weights of classes that would have to be counted first.
fn only_in_memory<T>(settings: &Settings) -> Result<Option<T>> {
    match settings.class_weights.words() {
        None => Ok(None),
        Some(weights) => Err(Error::Parameter {
            name: "class_weights".to_owned(),
            expected: "none for data that stay in their file (`train` takes them for data in \
                     memory)",
            found: weights,
        }),
    }
}

/// Refuses targets that a network cannot learn.
pub(crate) fn check_targets(network: &FeedForward, data: &Dataset, loss: Loss) -> Result<()> {
    if data.n_targets() == 0 {
        return Err(Error::Empty { what: "data", expected: "target to learn (`Dataset::new`)" });
    }
    if data.n_targets() != network.n_outputs() {
        let n = data.n_targets();
        let neurons = count(n, "neuron");
        let way = match data.columns_hint() {
            "" => format!(" (make it with {neurons} in the last layer: `[.., {n}]`)"),
            hint => hint.to_owned(),
        };
        return Err(Error::Shape {
            what: "targets",
            expected: format!("one target per output ({})", network.n_outputs()),
            found: format!("{n}{way}"),
        });
    }
    for (layer, shape) in network.shapes().iter().enumerate() {
        if !shape.transfer.has_slope() {
            return Err(Error::Parameter {
                name: "transfer".to_owned(),
                expected: "a function with a derivative in every layer, for a gradient to follow",
                found: format!("{} in layer {layer} (counting from 0)", shape.transfer),
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
