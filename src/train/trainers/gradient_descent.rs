//! Gradient descent, with momentum and adaptive rates.

use super::stepwise::{StepRule, Stepwise, batches};
use crate::error::{Error, Result};
use crate::train::bounds::{above_0, at_least, below_1, up_to_1};
use crate::train::checkpoint::tape::Tape;
use crate::train::settings::trainer;
use crate::train::trainers::method::Method;
use crate::train::{Identity, MiniBatches, Settings};

/// Gradient descent: each step moves every weight and bias against the gradient
/// of the error, by `step = momentum × last step + (1 − momentum) ×
/// learning_rate × gradient`.
///
/// With [`adaptive`](Self::adaptive) the learning rate grows as long as the
/// error falls and shrinks where it rises.
///
/// # Complexity
///
/// For `w` parameters, an epoch takes O(samples × w) time, and O(w) memory besides
/// the network. An epoch reads the samples where they lie, without a copy of the
/// data: only a block of at most 32 of them is copied at a time, on its way through
/// the layers. Mini-batches in another order add a list of the samples' numbers.
///
/// # Examples
///
/// ```
/// use percept::{FeedForward, GradientDescent, toy};
///
/// let sine = toy::sine(20)?;
/// let mut network = FeedForward::new(sine.ranges(), [5, 1])?;
/// let trainer = GradientDescent::new().adaptive().momentum(0.9).epochs(200).goal(0.0);
/// let history = network.train(&sine, trainer)?;
/// assert!(history.last_error() < history.errors()[0]);
/// # Ok::<(), percept::Error>(())
/// ```
///
/// # References
///
/// D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
/// back-propagating errors", *Nature* 323, 1986. T. P. Vogl et al.,
/// "Accelerating the convergence of the back-propagation method", *Biological
/// Cybernetics* 59, 1988 (adaptive rate). neurolab: `nl.train.train_gd`,
/// `train_gdm` (with momentum), `train_gda` (adaptive), `train_gdx` (both).
#[doc(alias = "train_gd")]
#[doc(alias = "train_gdm")]
#[doc(alias = "train_gda")]
#[doc(alias = "train_gdx")]
#[doc(alias = "sgd")]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub struct GradientDescent {
    pub(crate) settings: Settings,
    pub(crate) learning_rate: f64,
    batches: MiniBatches,
    momentum: f64,
    adaptive: Option<Adaptive>,
}

/// How the learning rate follows the error.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Adaptive {
    growth: f64,
    decay: f64,
    tolerance: f64,
}

impl Default for Adaptive {
    fn default() -> Self {
        Self { growth: 1.05, decay: 0.7, tolerance: 1.04 }
    }
}

impl Default for GradientDescent {
    fn default() -> Self {
        Self {
            settings: Settings::default(),
            learning_rate: 0.01,
            batches: MiniBatches::default(),
            momentum: 0.0,
            adaptive: None,
        }
    }
}

trainer!(GradientDescent);
batches!(GradientDescent);

impl GradientDescent {
    /// The size of a step (above 0, default 0.01).
    #[doc(alias = "lr")]
    #[doc(alias = "learning_rate_init")]
    pub fn learning_rate(mut self, learning_rate: f64) -> Self {
        self.learning_rate = learning_rate;
        self
    }

    /// How much of the last step goes on (from 0 to below 1, default 0).
    #[doc(alias = "mc")]
    pub fn momentum(mut self, momentum: f64) -> Self {
        self.momentum = momentum;
        self
    }

    /// After each epoch, multiply the learning rate by 1.05 if the error fell,
    /// and by 0.7 if it grew by more than 4 %.
    pub fn adaptive(mut self) -> Self {
        self.adaptive.get_or_insert_default();
        self
    }

    /// [`adaptive`](Self::adaptive) with another factor for an error that fell
    /// (1 or above, default 1.05).
    #[doc(alias = "lr_inc")]
    pub fn rate_growth(mut self, growth: f64) -> Self {
        self.adaptive.get_or_insert_default().growth = growth;
        self
    }

    /// [`adaptive`](Self::adaptive) with another factor for an error that grew
    /// too much (above 0, at most 1, default 0.7).
    #[doc(alias = "lr_dec")]
    pub fn rate_decay(mut self, decay: f64) -> Self {
        self.adaptive.get_or_insert_default().decay = decay;
        self
    }

    /// [`adaptive`](Self::adaptive) where an error may grow to this many times
    /// the last one before the rate is lowered (1 or above, default 1.04).
    #[doc(alias = "max_perf_inc")]
    pub fn tolerance(mut self, tolerance: f64) -> Self {
        self.adaptive.get_or_insert_default().tolerance = tolerance;
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.batches.check()?;
        above_0("learning_rate", self.learning_rate)?;
        below_1("momentum", self.momentum)?;
        let Some(Adaptive { growth, decay, tolerance }) = self.adaptive else { return Ok(()) };
        at_least("rate_growth", growth)?;
        at_least("tolerance", tolerance)?;
        up_to_1("rate_decay", decay)
    }

    /// Refuses what belongs to a run, where none goes on by itself.
    pub(crate) fn check_alone(&self) -> Result<()> {
        self.settings.check()?;
        self.check()?;
        if self.adaptive.is_some() {
            return Err(Error::Parameter {
                name: "trainer".to_owned(),
                expected: "a learning rate that stays as it is",
                found: "an adaptive one, which grows until rounding decides where it leads"
                    .to_owned(),
            });
        }
        let Settings { epochs, goal, show, loss, l2, l1, .. } = self.settings;
        if self.settings == (Settings { epochs, goal, show, loss, l2, l1, ..Settings::default() }) {
            return Ok(());
        }
        Err(Error::Parameter {
            name: "trainer".to_owned(),
            expected: "loss, learning_rate, momentum, batches, penalties and goal alone (the rest \
                     belongs to `train`)",
            found: "validation data, a time limit, checkpoints or a least gradient".to_owned(),
        })
    }

    pub(crate) fn batches(&self) -> MiniBatches {
        self.batches
    }

    pub(crate) fn momentum_used(&self) -> f64 {
        self.momentum
    }

    pub(crate) fn identify(&self, identity: &mut Identity) {
        identity.add("learning_rate", self.learning_rate);
        identity.add("momentum", self.momentum);
        let adaptive = self.adaptive.map_or("constant".to_owned(), |adaptive| {
            let Adaptive { growth, decay, tolerance } = adaptive;
            format!("adaptive with growth {growth}, decay {decay}, tolerance {tolerance}")
        });
        identity.add("a learning rate that is", adaptive);
        self.batches.identify(identity);
    }

    pub(crate) fn method(&self, n: usize, seed: u64) -> Box<dyn Method> {
        let descent = Descent {
            rate: self.learning_rate,
            momentum: self.momentum,
            adaptive: self.adaptive,
            last_error: f64::NAN,
            last_step: vec![0.0; n],
        };
        Stepwise::boxed(Box::new(descent), self.batches, n, seed)
    }
}

struct Descent {
    rate: f64,
    momentum: f64,
    adaptive: Option<Adaptive>,
    last_error: f64,
    last_step: Vec<f64>,
}

impl StepRule for Descent {
    fn tape(&mut self, tape: &mut Tape) {
        tape.number(&mut self.rate);
        tape.number(&mut self.last_error);
        tape.numbers(&mut self.last_step);
    }

    fn step(&mut self, parameters: &mut [f64], gradient: &[f64]) {
        let part = (1.0 - self.momentum) * self.rate;
        for ((parameter, slope), step) in
            parameters.iter_mut().zip(gradient).zip(&mut self.last_step)
        {
            *step = self.momentum * *step + part * slope;
            *parameter -= *step;
        }
    }

    fn measured(&mut self, error: f64) {
        if let Some(Adaptive { growth, decay, tolerance }) = self.adaptive {
            // false for the first epoch, which has no last error
            let ratio = error / self.last_error;
            if ratio > tolerance {
                self.rate *= decay;
            } else if ratio < 1.0 {
                self.rate *= growth;
            }
        }
        self.last_error = error;
    }
}
