//! How well a network does.

mod confusion;
mod evaluate;
mod label_list;
mod labels;
#[cfg(feature = "networks")]
mod regression;

pub use confusion::ConfusionMatrix;
pub use label_list::LabelList;
#[cfg(feature = "networks")]
pub use regression::Regression;
