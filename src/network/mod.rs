//! What computes.

mod checks;
mod decision;
#[cfg(feature = "polars")]
mod frame;
mod labels;
mod perceptron;
mod reach;
mod saved;
mod sum;
mod transfer;
mod unscaled;

pub(crate) use decision::Contribution;
pub use decision::{Decision, Decisions};
pub use perceptron::Perceptron;
pub use reach::UnreachableTargets;
pub(crate) use sum::dot;
pub use transfer::Transfer;
