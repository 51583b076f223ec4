//! How well a network does.

mod confusion;
mod evaluate;
mod labels;
#[cfg(feature = "networks")]
mod regression;

pub use confusion::ConfusionMatrix;
#[cfg(feature = "networks")]
pub use regression::Regression;
