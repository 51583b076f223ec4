//! What computes.

mod activate;
mod checks;
mod decision;
mod feed_forward;
#[cfg(feature = "polars")]
mod frame;
mod init;
mod kernel;
mod labels;
mod layer;
mod names;
mod passes;
mod perceptron;
mod reach;
mod saved;
mod sum;
mod transfer;
mod unscaled;
mod vector;

pub(crate) use checks::check_dim;
pub(crate) use decision::Contribution;
pub use decision::{Decision, Decisions};
pub use feed_forward::FeedForward;
pub use init::Init;
pub use layer::Layer;
pub(crate) use layer::Shape;
pub(crate) use names::Names;
pub(crate) use passes::{End, Passes};
pub use perceptron::Perceptron;
pub use reach::UnreachableTargets;
pub(crate) use reach::unreachable;
pub(crate) use sum::dot;
pub use transfer::Transfer;
