//! What all trainers of multi-layer networks have in common.

use crate::error::Result;
use crate::train::bounds::refuse;
use crate::train::common::Limits;
use crate::train::early::Early;
use crate::train::objective::class_weights::ClassWeights;
use crate::train::{Checkpoints, Identity, Loss};

/// What all trainers of multi-layer networks have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    pub(crate) goal: f64,
    pub(crate) show: Option<usize>,
    pub(crate) loss: Loss,
    pub(crate) l2: f64,
    pub(crate) l1: f64,
    pub(crate) class_weights: ClassWeights,
    pub(crate) early: Early,
    pub(crate) min_gradient: f64,
    pub(crate) time_limit: f64,
    pub(crate) checkpoints: Checkpoints,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 500,
            goal: 0.01,
            show: None,
            loss: Loss::default(),
            l2: 0.0,
            l1: 0.0,
            class_weights: ClassWeights::Equal,
            early: Early::default(),
            min_gradient: 0.0,
            time_limit: f64::INFINITY,
            checkpoints: Checkpoints::default(),
        }
    }
}

impl Settings {
    pub(crate) fn check(&self) -> Result<()> {
        self.limits().check(&self.early, &self.checkpoints)?;
        self.class_weights.check()?;
        for (name, value) in [("l2", self.l2), ("l1", self.l1), ("min_gradient", self.min_gradient)]
        {
            if !(value >= 0.0 && value.is_finite()) {
                return refuse(name, "a finite number, 0 or above", value);
            }
        }
        Ok(())
    }

    pub(super) fn limits(&self) -> Limits {
        Limits { epochs: self.epochs, goal: self.goal, time_limit: self.time_limit }
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("loss", self.loss);
        identity.add("l2", self.l2);
        identity.add("l1", self.l1);
        if let Some(weights) = self.class_weights.words() {
            identity.add("class_weights", weights);
        }
        identity.add("goal", self.goal);
        identity.add("min_gradient", self.min_gradient);
        self.early.identify(identity);
    }
}

/// Gives a trainer with a field `settings` its setters.
macro_rules! trainer {
    ($type:ident) => {
        $crate::train::common::common!($type, settings);

        impl $type {
            /// The loss to minimise (default [`Loss::Sse`](crate::Loss::Sse)).
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{FeedForward, Loss, Rprop, toy};
            ///
            /// let xor = toy::xor()?;
            /// let trainer = Rprop::new().loss(Loss::Mse).goal(0.001);
            /// let history = FeedForward::new(xor.ranges(), [4, 1])?.seed(1).train(&xor, trainer)?;
            /// assert!(history.last_error() < 0.001);
            /// # Ok::<(), percept::Error>(())
            /// ```
            #[doc(alias = "errorf")]
            pub fn loss(mut self, loss: $crate::train::Loss) -> Self {
                self.settings.loss = loss;
                self
            }

            /// Adds `½ l2 Σ p²` over all weights and biases to the error, so
            /// that they stay small (0 or above, default 0).
            #[doc(alias = "rr")]
            #[doc(alias = "weight_decay")]
            #[doc(alias = "alpha")]
            pub fn l2(mut self, l2: f64) -> Self {
                self.settings.l2 = l2;
                self
            }

            /// Adds `l1 Σ |p|` over all weights and biases to the error, so
            /// that many come close to 0 (0 or above, default 0). A step seldom
            /// ends at 0 itself: weights that are not needed stay about as far
            /// from it as a step is long.
            pub fn l1(mut self, l1: f64) -> Self {
                self.settings.l1 = l1;
                self
            }

            /// Each class counts the same in the loss, however many samples it has:
            /// of `n` samples in `k` classes, each of the `m` samples of a class counts
            /// `n / (k m)` times. For data in memory whose targets are classes.
            #[doc(alias = "class_weight")]
            pub fn balanced(mut self) -> Self {
                self.settings.class_weights =
                    $crate::train::objective::class_weights::ClassWeights::Balanced;
                self
            }

            /// How many times each sample counts in the loss, one number above 0 for
            /// each class: of one target, for its lower value and its higher one; of
            /// several, in their order, which is that of
            /// [`class_names`](crate::Dataset::class_names). Default: each counts once.
            #[doc(alias = "class_weight")]
            #[doc(alias = "sample_weight")]
            pub fn class_weights(mut self, weights: impl $crate::data::Sample) -> Self {
                let mut own = Vec::new();
                weights.push_to(&mut own);
                self.settings.class_weights =
                    $crate::train::objective::class_weights::ClassWeights::Given(own);
                self
            }

            /// Stop where the length of the gradient falls below this (default
            /// 0: never).
            #[doc(alias = "gtol")]
            pub fn min_gradient(mut self, min_gradient: f64) -> Self {
                self.settings.min_gradient = min_gradient;
                self
            }
        }
    };
}

pub(crate) use trainer;
