//! Training of networks with a context.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::learning::check_targets;
use super::run::run;
use crate::data::{Data, Dataset};
use crate::error::{Error, Result};
use crate::network::{Elman, check_width};
use crate::train::IntoTrainer;
use crate::train::objective::context::Sequence;
use crate::train::objective::error::penalty;
use crate::train::remarks::{Kind, Parts, Remark, remark_layers};
use crate::train::watch::{Watch, go_on};
use crate::train::{
    Deadline, Epoch, History, Identity, Learner, Loss, Objective, Settings, Trainer,
};

impl Elman {
    /// Learns from `data`, the steps of one sequence in order, beginning with
    /// the present weights. Leaves the context that the weights it ends with
    /// gave at the last step.
    ///
    /// `trainer` is [`GradientDescent`](crate::GradientDescent),
    /// [`Rprop`](crate::Rprop) or [`Adam`](crate::Adam), and
    /// [`through_time`](Self::through_time) also [`Bfgs`](crate::Bfgs),
    /// [`LBfgs`](crate::LBfgs), [`ConjugateGradient`](crate::ConjugateGradient)
    /// or [`NewtonCg`](crate::NewtonCg), which have to know the gradient
    /// exactly.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::train`](crate::FeedForward::train), and
    /// [`Error::Parameter`] for a trainer that cannot follow a sequence: one of
    /// the others, or one that takes a part of the samples at a time.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Elman, Rprop};
    ///
    /// let sequence = Dataset::new([0.5, -0.5, -0.5, 0.5], [0.0, 1.0, 0.0, 0.0])?;
    /// let mut network = Elman::new(sequence.ranges(), [3, 1])?;
    /// let history = network.train(&sequence, Rprop::new())?;
    /// assert!(history.last_error() < 0.01);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "fit")]
    pub fn train<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Trainer, Kind>,
    ) -> Result<History> {
        self.learn(data.data(), &trainer.into_trainer(), &mut go_on)
    }

    /// [`train`](Self::train), with a function that is told every [`Epoch`] with
    /// its number, errors and weights, and says whether to go on. Where it does
    /// not, the run ends with [`Stop::Interrupted`](crate::Stop::Interrupted)
    /// and the weights of that epoch.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train).
    #[doc(alias = "callback")]
    pub fn train_watching<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<Trainer, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data.data(), &trainer.into_trainer(), &mut watch)
    }

    fn learn(
        &mut self,
        data: &Dataset,
        trainer: &Trainer,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        trainer.check()?;
        trainer.check_sequence(self.goes_through_time() && !self.keeps_context())?;
        let settings = trainer.settings();
        let sequence = Sequence::of(self, self.keeps_context());
        let mut objective = self.objective(data, settings, sequence)?;
        objective.deadline = Deadline::after(settings.time_limit);
        objective.weighted = settings.class_weights.of(data)?;
        let mut validation = None;
        let held_out = settings.early.fitted(data)?;
        if let Some(held_out) = &held_out {
            let plain = Settings { loss: settings.loss, ..Settings::default() };
            let mut measured = self.objective(held_out, &plain, Sequence::of(self, false))?;
            measured.weighted.clone_from(&objective.weighted);
            validation = Some(measured);
        }
        let keeper = settings.checkpoints.begin(settings.epochs, || {
            let mut identity = Identity::of("an Elman network");
            self.network().identify(&mut identity);
            let through_time =
                if self.goes_through_time() { "through time" } else { "step by step" };
            identity.add("learning that goes", through_time);
            let context = if self.keeps_context() { "kept" } else { "emptied" };
            identity.add("a context that is", context);
            trainer.identify(&mut identity);
            identity.add_data(data)?;
            Ok(identity)
        })?;
        let (mut history, kept) =
            run(self.network(), trainer, objective, validation, watch, keeper)?;
        let parts = Parts {
            kind: Kind::Sequence,
            ranges: self.ranges(),
            samples: data.n_samples(),
            penalty: penalty(settings.l2, settings.l1, &kept.parameters),
        };
        remark_layers(&mut history, self.network(), trainer, data, None, &parts);
        if data.is_mixed() {
            history.remarks.list.insert(0, Remark::Mixed);
        }
        self.set_context(kept.context);
        self.network_mut().adopt(kept.parameters, data);
        history.learner = Some(Arc::new(Learner::sequence(self, settings)));
        Ok(history)
    }

    fn objective<'a>(
        &'a self,
        data: &'a Dataset,
        settings: &Settings,
        sequence: Sequence,
    ) -> Result<Objective<'a>> {
        check_width(data.n_inputs(), self.n_inputs(), self.given_input_names())?;
        check_targets(self.network(), data, settings.loss)?;
        self.network().names().check_inputs(data)?;
        let mut objective = Objective::new(self.network(), data, settings);
        objective.sequence = Some(sequence);
        Ok(objective)
    }

    /// The error of sequences that begin with an empty context.
    pub(crate) fn measure<'a>(
        &'a self,
        data: &'a Dataset,
        settings: &Settings,
    ) -> Result<Objective<'a>> {
        self.objective(data, settings, Sequence::of(self, false))
    }

    /// The gradient of the loss over `data`, from an empty
    /// context: with it as given, or [`through_time`](Self::through_time).
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train) for data that do not fit.
    pub fn gradient(&self, data: &Dataset, loss: Loss) -> Result<Vec<f64>> {
        let settings = Settings { loss, ..Settings::default() };
        let mut gradient = vec![0.0; self.n_parameters()];
        self.network().names().known(self.n_outputs()).check("gradient", data)?;
        let mut objective = self.objective(data, &settings, Sequence::of(self, false))?;
        objective.gradient(self.parameters(), &mut gradient)?;
        Ok(gradient)
    }
}

impl Trainer {
    /// Refuses what cannot train on the steps of a sequence.
    fn check_sequence(&self, exact: bool) -> Result<()> {
        let (parts, needs_exact) = match self {
            Self::GradientDescent(trainer) => (trainer.takes_parts(), false),
            Self::Rprop(trainer) => (trainer.takes_parts(), false),
            Self::Adam(trainer) => (trainer.takes_parts(), false),
            Self::LevenbergMarquardt(_) => {
                return refuse("any other than LevenbergMarquardt for a sequence", "it");
            }
            Self::Bfgs(_) | Self::LBfgs(_) | Self::ConjugateGradient(_) | Self::NewtonCg(_) => {
                (false, true)
            }
        };
        if parts {
            return refuse(
                "for a sequence, one that takes all steps at once, in order",
                "`online` or `batch_size`",
            );
        }
        if needs_exact && !exact {
            return refuse(
                "GradientDescent, Rprop or Adam, unless the network learns `through_time` and \
                 does not `keep_context`",
                "one that has to know the gradient of the error exactly",
            );
        }
        Ok(())
    }
}

fn refuse(wanted: &'static str, came: &str) -> Result<()> {
    Err(Error::Parameter { name: "trainer".to_owned(), expected: wanted, found: came.to_owned() })
}
