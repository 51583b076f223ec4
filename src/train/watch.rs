//! An epoch, as it is told to a function that watches the training.

use std::fmt;
use std::ops::ControlFlow;

/// An epoch of a run under way: what `train_watching` tells its function.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "networks")]
/// # {
/// use std::ops::ControlFlow;
///
/// use percept::{FeedForward, Rprop, toy};
///
/// let xor = toy::xor()?;
/// let mut network = FeedForward::new(xor.ranges(), [4, 1])?;
/// let mut largest = Vec::new();
/// network.train_watching(&xor, Rprop::new().epochs(30).goal(0.0), |epoch| {
///     let sizes = epoch.parameters().into_iter().map(f64::abs);
///     largest.push(sizes.fold(0.0, f64::max));
///     ControlFlow::Continue(())
/// })?;
/// assert!(largest[29] > largest[0]);
/// # }
/// # Ok::<(), percept::Error>(())
/// ```
pub struct Epoch<'a> {
    pub(crate) number: usize,
    pub(crate) error: f64,
    pub(crate) validation_error: Option<f64>,
    /// One after the other they are all weights and biases.
    pub(crate) parts: [&'a [f64]; 2],
}

impl Epoch<'_> {
    /// Its number, from 1.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// The error of this epoch: infinite where the training diverged.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.error
    }

    /// The error of the validation data in this epoch; `None` without such data
    /// and where the training diverged.
    #[must_use]
    pub fn validation_error(&self) -> Option<f64> {
        self.validation_error
    }

    /// The weights and biases that gave the error, in one list: for each layer
    /// the weights neuron by neuron, then the biases, in the order of
    /// `FeedForward::parameters`. A perceptron is one such layer. For
    /// `Competitive` and `Lvq` they are the prototypes, one after the other.
    #[must_use]
    pub fn parameters(&self) -> Vec<f64> {
        self.parts.concat()
    }
}

impl fmt::Debug for Epoch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Epoch({}, error {})", self.number, self.error)
    }
}

/// Told every epoch; says whether to go on.
pub(crate) type Watch<'a> = dyn FnMut(&Epoch<'_>) -> ControlFlow<()> + 'a;

/// Without a function that watches.
pub(crate) fn go_on(_epoch: &Epoch<'_>) -> ControlFlow<()> {
    ControlFlow::Continue(())
}
