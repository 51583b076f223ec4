//! Resilient backpropagation.

use super::stepwise::{StepRule, Stepwise, batches};
use crate::error::{Error, Result};
use crate::train::bounds::{above_0, at_least, up_to_1};
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::Method;
use crate::train::{Identity, MiniBatches, Settings};

/// Resilient backpropagation: every weight and bias has a step size of its own,
/// which grows while the partial derivative keeps its sign and shrinks where
/// the sign changes. Only the sign of the derivative counts, so there is no
/// learning rate to choose.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time, and O(w) memory besides
/// the network.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, Rprop, Stop, toy};
///
/// let xor = toy::xor()?;
/// let mut network = FeedForward::new(xor.ranges(), [4, 1])?.seed(1);
/// assert_eq!(network.train(&xor, Rprop::new())?.stop(), Stop::GoalReached);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// M. Riedmiller, H. Braun, "A direct adaptive method for faster
/// backpropagation learning: the RPROP algorithm", *IEEE International
/// Conference on Neural Networks*, 1993; as in neurolab, a step is not taken
/// back where the sign turns. neurolab: `nl.train.train_rprop`.
#[doc(alias = "train_rprop")]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Rprop {
    pub(crate) settings: Settings,
    batches: MiniBatches,
    first: f64,
    growth: f64,
    decay: f64,
    bounds: [f64; 2],
}

impl Default for Rprop {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            batches: MiniBatches::default(),
            first: 0.07,
            growth: 1.2,
            decay: 0.5,
            bounds: [1e-9, 50.0],
        }
    }
}

trainer!(Rprop);
batches!(Rprop);

impl Rprop {
    /// The size of the first step (above 0, default 0.07).
    #[doc(alias = "lr")]
    pub fn first_step(mut self, step: f64) -> Self {
        self.first = step;
        self
    }

    /// The factor while the partial derivative keeps its sign (1 or above,
    /// default 1.2).
    #[doc(alias = "rate_inc")]
    pub fn rate_growth(mut self, growth: f64) -> Self {
        self.growth = growth;
        self
    }

    /// The factor where the partial derivative changes its sign (above 0, at
    /// most 1, default 0.5).
    #[doc(alias = "rate_dec")]
    pub fn rate_decay(mut self, decay: f64) -> Self {
        self.decay = decay;
        self
    }

    /// The smallest and the largest step (above 0, default 1e-9 and 50).
    #[doc(alias = "rate_min")]
    #[doc(alias = "rate_max")]
    pub fn step_bounds(mut self, smallest: f64, largest: f64) -> Self {
        self.bounds = [smallest, largest];
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.batches.check()?;
        above_0("first_step", self.first)?;
        at_least("rate_growth", self.growth)?;
        up_to_1("rate_decay", self.decay)?;
        let [smallest, largest] = self.bounds;
        if smallest > 0.0 && smallest <= largest && largest.is_finite() {
            return Ok(());
        }
        Err(Error::Parameter {
            name: "step_bounds".to_owned(),
            expected: "finite numbers above 0, the smallest first",
            found: format!("{smallest} and {largest}"),
        })
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("first_step", self.first);
        identity.add("rate_growth", self.growth);
        identity.add("rate_decay", self.decay);
        identity.add("step_bounds", format!("{:?}", self.bounds));
        self.batches.identify(identity);
    }

    pub(crate) fn method(&self, n: usize, seed: u64) -> Box<dyn Method> {
        let steps = Steps {
            growth: self.growth,
            decay: self.decay,
            bounds: self.bounds,
            sizes: vec![self.first; n],
            last: vec![0.0; n],
        };
        Stepwise::boxed(Box::new(steps), self.batches, n, seed)
    }
}

struct Steps {
    growth: f64,
    decay: f64,
    bounds: [f64; 2],
    sizes: Vec<f64>,
    /// The last gradient.
    last: Vec<f64>,
}

impl StepRule for Steps {
    fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.sizes);
        tape.numbers(&mut self.last);
    }

    fn step(&mut self, parameters: &mut [f64], gradient: &[f64]) {
        let [smallest, largest] = self.bounds;
        for (i, &slope) in gradient.iter().enumerate() {
            // signs are compared, for a product of tiny derivatives would be 0
            let (before, now) = (sign(self.last[i]), sign(slope));
            let size = &mut self.sizes[i];
            if before * now > 0.0 {
                *size *= self.growth;
            } else if before * now < 0.0 {
                *size *= self.decay;
            }
            *size = size.max(smallest).min(largest);
            parameters[i] -= *size * now;
            self.last[i] = slope;
        }
    }
}

fn sign(slope: f64) -> f64 {
    f64::from(i8::from(slope > 0.0) - i8::from(slope < 0.0))
}
