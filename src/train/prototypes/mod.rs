//! Training of prototypes: the nearest one moves.

mod rules;
mod run;

use std::ops::ControlFlow;

use crate::data::{Data, Dataset, check_inputs};
use crate::error::{Error, Result, count};
use crate::network::{Competitive, Lvq, check_width, classes_of};
use crate::train::IntoTrainer;
use crate::train::plan::{Plan, plan};
use crate::train::remarks::{Column, Evidence, Measure, far_prototypes, remark};
use crate::train::watch::{Watch, go_on};
use crate::train::{Epoch, History, Identity};

use rules::{Quantiser, Winners};
use run::Run;

/// Winner take all: the prototype that is nearest to a sample moves towards it
/// by `learning_rate × (sample − prototype)`.
///
/// The error is `Σ |sample − nearest prototype|` over samples and inputs,
/// measured before an epoch's moves.
///
/// # Complexity
///
/// An epoch takes O(samples × inputs × prototypes) time.
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
    /// The distance of a prototype that won `k` times in an epoch is multiplied
    /// by `k + 1`, so that none wins everything and none is left behind.
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
/// The error is the mean of `(target − output)²`, with one output per class.
///
/// # Complexity
///
/// An epoch takes O(samples × inputs × prototypes) time.
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

impl Competitive {
    /// Learns where the samples of `data` are, beginning with the present
    /// prototypes; targets are not looked at.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many inputs as the network,
    /// or if both have named inputs and the names differ, [`Error::Parameter`]
    /// for a setting of `trainer` outside its range. The network is then as it
    /// was.
    #[doc(alias = "fit")]
    pub fn train<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<WinnerTakeAll, Kind>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut go_on)
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
        trainer: impl IntoTrainer<WinnerTakeAll, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut watch)
    }

    fn learn(
        &mut self,
        data: &Dataset,
        trainer: WinnerTakeAll,
        watch: &mut Watch<'_>,
    ) -> Result<History> {
        let WinnerTakeAll { plan, conscience, by_distance } = trainer;
        plan.check()?;
        let (n, names) = (self.n_inputs(), self.given_input_names());
        check_width(data.n_inputs(), n, names)?;
        check_inputs("train", names, data)?;
        let winners = |data| Winners {
            data,
            rate: plan.learning_rate,
            by_distance,
            conscience: conscience.then(|| vec![1.0; self.prototypes.n_rows()]),
        };
        let held_out = match &plan.early.validation {
            Some(held_out) => {
                check_width(held_out.n_inputs(), n, names)?;
                check_inputs("validation", data.given_input_names(), held_out)?;
                Some(winners(held_out))
            }
            None => None,
        };
        let keeper = plan.checkpoints.begin(plan.epochs, || {
            let mut identity = Identity::of("a competitive network");
            identity.add("the prototypes", self.prototypes.n_rows());
            identity.add("inputs", self.prototypes.n_columns());
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
    /// one for the second class, or one column per class.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many inputs and classes as the network, or if
    /// both have named inputs and the names differ, [`Error::Empty`] without targets,
    /// [`Error::Target`] for a row of targets that stands for no class, [`Error::Parameter`] for a
    /// setting of `trainer` outside its range. The network is then as it was.
    #[doc(alias = "fit")]
    pub fn train<Kind>(
        &mut self,
        data: impl Data,
        trainer: impl IntoTrainer<LvqRule, Kind>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut go_on)
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
        trainer: impl IntoTrainer<LvqRule, Kind>,
        mut watch: impl FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History> {
        self.learn(data.data(), trainer.into_trainer(), &mut watch)
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
            identity.add("inputs", self.prototypes.n_columns());
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
            history.remarks.list.extend(far_prototypes(&self.prototypes, &data.ranges()));
        }
        self.adopt(prototypes, data);
        Ok(history)
    }

    fn quantiser<'a>(&'a self, data: &'a Dataset, plan: &Plan) -> Result<Quantiser<'a>> {
        check_width(data.n_inputs(), self.n_inputs(), self.given_input_names())?;
        if data.n_targets() == 0 {
            return Err(Error::Empty {
                what: "data",
                expected: "target to learn (`Dataset::new`)",
            });
        }
        if data.n_targets().max(2) != self.n_classes() {
            return Err(Error::Shape {
                what: "targets",
                expected: format!("{} classes, one column each", self.n_classes()),
                found: count(data.n_targets(), "column") + data.columns_hint(),
            });
        }
        let targets = classes_of(data, "Lvq")?;
        let rate = plan.learning_rate;
        Ok(Quantiser { data, rate, classes: &self.classes, targets, n: self.n_classes() })
    }
}
