//! What computes.

mod checks;
mod decision;
mod perceptron;
mod sum;
mod transfer;

pub use decision::{Decision, Decisions};
pub use perceptron::Perceptron;
pub(crate) use sum::dot;
pub use transfer::Transfer;
