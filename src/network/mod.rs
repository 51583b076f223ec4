//! What computes.

mod activate;
mod checks;
mod competitive;
mod decision;
mod density;
mod feed_forward;
#[cfg(feature = "polars")]
mod frame;
mod hamming;
mod hopfield;
mod init;
mod kernel;
mod labels;
mod layer;
mod lvq;
mod names;
mod passes;
mod perceptron;
mod reach;
mod recurrent;
mod saved;
mod sum;
mod transfer;
mod unscaled;
mod vector;

pub(crate) use checks::check_dim;
pub use competitive::Competitive;
pub(crate) use competitive::{check_inputs, nearest};
pub(crate) use decision::Contribution;
pub use decision::{Decision, Decisions};
pub use density::{Grnn, Pnn};
pub use feed_forward::FeedForward;
pub use hamming::Hamming;
pub use hopfield::Hopfield;
pub use init::Init;
pub(crate) use labels::class;
pub use layer::Layer;
pub(crate) use layer::Shape;
pub use lvq::Lvq;
pub(crate) use names::Names;
pub(crate) use passes::{End, Passes};
pub use perceptron::Perceptron;
pub use reach::UnreachableTargets;
pub(crate) use reach::unreachable;
pub(crate) use sum::dot;
pub use transfer::Transfer;
