//! How well a network does.

mod confusion;
mod evaluate;
mod regression;

pub use confusion::ConfusionMatrix;
pub use regression::Regression;
