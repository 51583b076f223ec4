//! What computes.

mod checks;
mod decision;
mod perceptron;
mod sum;
mod transfer;

pub(crate) use decision::Contribution;
pub use decision::{Decision, Decisions};
pub use perceptron::Perceptron;
pub(crate) use sum::dot;
pub use transfer::Transfer;
