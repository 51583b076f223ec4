//! The settings of trainers that learn sample by sample.

use super::bounds::above_0;
use super::common::Limits;
use super::early::Early;
use crate::error::Result;
use crate::train::{Checkpoints, Identity};

/// Their settings.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Plan {
    pub(super) epochs: usize,
    pub(super) goal: f64,
    pub(super) show: Option<usize>,
    pub(super) learning_rate: f64,
    pub(super) early: Early,
    pub(super) time_limit: f64,
    pub(super) checkpoints: Checkpoints,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            epochs: 500,
            goal: 0.01,
            show: None,
            learning_rate: 0.01,
            early: Early::default(),
            time_limit: f64::INFINITY,
            checkpoints: Checkpoints::default(),
        }
    }
}

impl Plan {
    pub(super) fn check(&self) -> Result<()> {
        self.limits().check(&self.early, &self.checkpoints)?;
        above_0("learning_rate", self.learning_rate)
    }

    pub(super) fn limits(&self) -> Limits {
        Limits { epochs: self.epochs, goal: self.goal, time_limit: self.time_limit }
    }

    pub(super) fn identify(&self, trainer: &str, identity: &mut Identity) {
        identity.add("the trainer", trainer);
        identity.add("learning_rate", self.learning_rate);
        identity.add("goal", self.goal);
        self.early.identify(identity);
    }
}

/// Gives a trainer with a field `plan` its setters.
macro_rules! plan {
    ($type:ident) => {
        $crate::train::common::common!($type, plan);

        impl $type {
            /// The size of a step (above 0, default 0.01).
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{Delta, Perceptron};
            ///
            /// let data = percept::Dataset::new([3.0], [1])?;
            /// let mut neuron = Perceptron::new([[0.0, 3.0]], 1)?; // all weights 0
            /// neuron.train(&data, Delta::new().learning_rate(0.5).epochs(2))?;
            /// assert_eq!(neuron.weights()[[0, 0]], 1.5); // 0.5 × (1 − 0) × 3
            /// # Ok::<(), percept::Error>(())
            /// ```
            #[doc(alias = "lr")]
            #[doc(alias = "eta0")]
            pub fn learning_rate(mut self, learning_rate: f64) -> Self {
                self.plan.learning_rate = learning_rate;
                self
            }
        }
    };
}

pub(super) use plan;
