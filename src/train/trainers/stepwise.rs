//! Trainers that take one step per batch.

use crate::error::Result;
use crate::random::Random;
use crate::train::bounds::at_least_1;
use crate::train::checkpoint::tape::Tape;
use crate::train::trainers::method::{Method, Point};
use crate::train::{Identity, Objective, Stop};

/// What the gradient does to the parameters.
pub(crate) trait StepRule {
    /// One step.
    fn step(&mut self, parameters: &mut [f64], gradient: &[f64]);

    /// An epoch begins; its error has been measured.
    fn measured(&mut self, _error: f64) {}

    /// What it has to know besides the gradient.
    fn tape(&mut self, tape: &mut Tape);
}

/// How many samples make a step, and in which order they come.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct MiniBatches {
    /// Samples in a batch; `None` is all.
    pub(crate) size: Option<usize>,
    pub(crate) shuffle: bool,
}

impl MiniBatches {
    pub(crate) fn check(self) -> Result<()> {
        match self.size {
            Some(size) => at_least_1("batch_size", size),
            None => Ok(()),
        }
    }

    pub(crate) fn identify(self, identity: &mut Identity) {
        let size = self.size.map_or("all samples".to_owned(), |size| size.to_string());
        identity.add("a step after", size);
        identity.add("samples that are", if self.shuffle { "shuffled" } else { "in their order" });
    }
}

/// An epoch of steps that follow a rule.
pub(crate) struct Stepwise {
    rule: Box<dyn StepRule>,
    batches: MiniBatches,
    order: Vec<usize>,
    random: Random,
    gradient: Vec<f64>,
}

impl Stepwise {
    pub(crate) fn boxed(
        rule: Box<dyn StepRule>,
        batches: MiniBatches,
        n: usize,
        seed: u64,
    ) -> Box<dyn Method> {
        let parts = batches.size.is_some();
        Box::new(Self {
            rule,
            batches,
            order: Vec::new(),
            random: Random::seeded(seed),
            gradient: if parts { vec![0.0; n] } else { Vec::new() },
        })
    }
}

impl Method for Stepwise {
    fn advance(
        &mut self,
        point: &mut Point,
        objective: &mut Objective<'_>,
    ) -> Result<Option<Stop>> {
        self.rule.measured(objective.data_error);
        match self.batches.size {
            None => self.rule.step(&mut point.parameters, &point.gradient),
            Some(size) => {
                objective.each(&mut |objective, data| {
                    if self.order.len() != data.n_samples() {
                        self.order = (0..data.n_samples()).collect();
                    }
                    if self.batches.shuffle {
                        self.random.shuffle(&mut self.order);
                    }
                    let parameters = &mut point.parameters;
                    for samples in self.order.chunks(size) {
                        if objective.is_late() {
                            return;
                        }
                        objective.batch_gradient(parameters, data, samples, &mut self.gradient);
                        self.rule.step(parameters, &self.gradient);
                    }
                })?;
            }
        }
        if !objective.is_late() {
            point.measure(objective)?;
        }
        Ok(None)
    }

    fn needs_gradient(&self) -> bool {
        self.batches.size.is_none()
    }

    fn tape(&mut self, tape: &mut Tape) {
        self.rule.tape(tape);
        let mut seed = self.random.seed();
        tape.word(&mut seed);
        self.random = Random::seeded(seed);
        tape.wholes(&mut self.order);
        if !is_order(&self.order) {
            self.order.clear();
            tape.spoil();
        }
    }
}

/// Whether each of the numbers below their count is there once.
fn is_order(order: &[usize]) -> bool {
    let mut seen = vec![false; order.len()];
    for place in order {
        match seen.get_mut(*place) {
            Some(seen) if !*seen => *seen = true,
            _ => return false,
        }
    }
    true
}

/// Setters of trainers that can take a part of the samples at a time.
macro_rules! batches {
    ($type:ident) => {
        impl $type {
            /// The number of samples per step (1 or more; default: all of them).
            /// They are shuffled anew in each epoch, the same for the same seed
            /// of the network.
            ///
            /// The error of an epoch is measured over all samples before its
            /// steps.
            ///
            /// # Examples
            ///
            /// ```
            /// use percept::{Adam, FeedForward, toy};
            ///
            /// let moons = toy::moons(100, 0.1, 1)?;
            /// let trainer = Adam::new().batch_size(10).epochs(3).goal(0.0); // 10 steps per epoch
            /// let history = FeedForward::new(moons.ranges(), [4, 1])?.train(&moons, trainer)?;
            /// assert_eq!(history.epochs(), 3);
            /// # Ok::<(), percept::Error>(())
            /// ```
            pub fn batch_size(mut self, samples: usize) -> Self {
                self.batches = $crate::train::MiniBatches { size: Some(samples), shuffle: true };
                self
            }

            /// A step after every sample, in the order in which they stand.
            #[doc(alias = "adapt")]
            pub fn online(mut self) -> Self {
                self.batches = $crate::train::MiniBatches { size: Some(1), shuffle: false };
                self
            }

            /// Whether samples that follow one another are learnt one after the
            /// other: those in memory are shuffled, unless `online`.
            pub(crate) fn learns_in_order(&self, in_memory: bool) -> bool {
                self.batches.size.is_some() && !(self.batches.shuffle && in_memory)
            }

            pub(crate) fn takes_parts(&self) -> bool {
                self.batches.size.is_some()
            }
        }
    };
}

pub(crate) use batches;
