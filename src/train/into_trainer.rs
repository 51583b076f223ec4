//! Trainers by value and by reference, each for what it trains.

use std::ops::Deref;

/// By value.
#[derive(Clone, Copy, Debug)]
pub struct ByValue;

/// By reference.
#[derive(Clone, Copy, Debug)]
pub struct ByReference;

/// A trainer of the kind `T`, by value or by reference: [`Delta`](crate::Delta)
/// for a perceptron, any trainer of layers as a `Trainer` for a multi-layer
/// network.
///
/// `Kind` says how it comes; the compiler finds it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not train this kind of network",
    label = "`Delta` trains a `Perceptron`; `Rprop`, `Adam`, `LBfgs` and other trainers of layers \
             a `FeedForward` or an `Elman`; `WinnerTakeAll` a `Competitive`; `LvqRule` an `Lvq`"
)]
pub trait IntoTrainer<T, Kind> {
    /// The trainer.
    fn into_trainer(self) -> T;
}

impl<T, G: Into<T>> IntoTrainer<T, ByValue> for G {
    fn into_trainer(self) -> T {
        self.into()
    }
}

impl<T, L: Deref<Target: Into<T> + Clone>> IntoTrainer<T, ByReference> for L {
    fn into_trainer(self) -> T {
        self.deref().clone().into()
    }
}
