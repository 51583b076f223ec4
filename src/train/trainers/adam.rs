//! Adam.

use super::stepwise::{StepRule, Stepwise, batches};
use crate::error::Result;
use crate::train::bounds::{above_0, below_1};
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::Method;
use crate::train::{Identity, MiniBatches, Settings};

/// Adam: each step is a running mean of the gradients, divided by the root of a
/// running mean of their squares, so that all weights move at a similar pace.
///
/// Made for [`batch_size`](Self::batch_size)s below the number of samples; it
/// takes all samples at once as well.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time with batches of any size,
/// and O(w) memory besides the network.
///
/// # Examples
///
/// ```
/// use percept::{Adam, FeedForward, toy};
///
/// let moons = toy::moons(200, 0.1, 1)?;
/// let mut network = FeedForward::new(moons.ranges(), [8, 1])?;
/// let history = network.train(&moons, Adam::new().batch_size(20).epochs(100).goal(2.0))?;
/// assert!(history.last_error() < 2.0);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", *ICLR*,
/// 2015.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct Adam {
    pub(crate) settings: Settings,
    pub(crate) learning_rate: f64,
    batches: MiniBatches,
    decays: [f64; 2],
}

/// Keeps the division finite.
const EPSILON: f64 = 1e-8;

impl Default for Adam {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            learning_rate: 0.01,
            batches: MiniBatches::default(),
            decays: [0.9, 0.999],
        }
    }
}

trainer!(Adam);
batches!(Adam);

impl Adam {
    /// About the size of a step of each weight (above 0, default 0.01).
    #[doc(alias = "lr")]
    #[doc(alias = "learning_rate_init")]
    pub fn learning_rate(mut self, learning_rate: f64) -> Self {
        self.learning_rate = learning_rate;
        self
    }

    /// The decay rates of the mean of the gradients and of that of their squares
    /// (from 0 to below 1, default 0.9 and 0.999).
    #[doc(alias = "betas")]
    pub fn decays(mut self, gradients: f64, squares: f64) -> Self {
        self.decays = [gradients, squares];
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.batches.check()?;
        above_0("learning_rate", self.learning_rate)?;
        below_1("decays", self.decays[0])?;
        below_1("decays", self.decays[1])
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("learning_rate", self.learning_rate);
        identity.add("decays", format!("{:?}", self.decays));
        self.batches.identify(identity);
    }

    pub(crate) fn method(&self, n: usize, seed: u64) -> Box<dyn Method> {
        let moments = Moments {
            rate: self.learning_rate,
            decays: self.decays,
            left: [1.0; 2],
            slopes: vec![0.0; n],
            squares: vec![0.0; n],
        };
        Stepwise::boxed(Box::new(moments), self.batches, n, seed)
    }
}

struct Moments {
    rate: f64,
    decays: [f64; 2],
    /// What is left in the means of the zeros that they began with.
    left: [f64; 2],
    slopes: Vec<f64>,
    squares: Vec<f64>,
}

impl StepRule for Moments {
    fn tape(&mut self, tape: &mut Tape) {
        tape.numbers(&mut self.left);
        tape.numbers(&mut self.slopes);
        tape.numbers(&mut self.squares);
    }

    fn step(&mut self, parameters: &mut [f64], gradient: &[f64]) {
        let [b1, b2] = self.decays;
        self.left = [self.left[0] * b1, self.left[1] * b2];
        let (c1, c2) = (1.0 - self.left[0], 1.0 - self.left[1]);
        for (i, slope) in gradient.iter().enumerate() {
            let (mean, square) = (&mut self.slopes[i], &mut self.squares[i]);
            *mean = b1 * *mean + (1.0 - b1) * slope;
            *square = b2 * *square + (1.0 - b2) * slope * slope;
            parameters[i] -= self.rate * (*mean / c1) / ((*square / c2).sqrt() + EPSILON);
        }
    }
}
