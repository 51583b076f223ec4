//! Networks: what computes outputs from inputs.

mod checks;
mod edge;
#[cfg(feature = "networks")]
mod grnn_pnn;
mod labels;
#[cfg(feature = "networks")]
mod layers;
#[cfg(feature = "networks")]
mod memory;
mod perceptron;
mod predict;
pub(crate) mod processor;
#[cfg(feature = "networks")]
mod prototypes;
#[cfg(feature = "networks")]
mod stored;
mod sum;
mod transfer;
mod unreachable_targets;

#[cfg(feature = "networks")]
pub(crate) use checks::check_dim;
#[cfg(feature = "networks")]
pub(crate) use checks::{check_width, in_range};
pub(crate) use edge::{Sides, half_way};
#[cfg(feature = "networks")]
pub(crate) use grnn_pnn::kernels;
#[cfg(feature = "networks")]
pub use grnn_pnn::{Grnn, Pnn};
#[cfg(feature = "networks")]
pub(crate) use labels::{classes_in, classes_of};
#[cfg(feature = "networks")]
pub use layers::builder::{FeedForwardBuilder, Source};
#[cfg(feature = "networks")]
pub use layers::elman::Elman;
#[cfg(feature = "networks")]
pub use layers::feed_forward::FeedForward;
#[cfg(feature = "networks")]
pub use layers::init::Init;
#[cfg(feature = "networks")]
pub use layers::layer::Layer;
#[cfg(feature = "networks")]
pub(crate) use layers::layer::Shape;
#[cfg(feature = "networks")]
pub use layers::lists::{Size, SizeList, TransferList};
#[cfg(feature = "networks")]
pub(crate) use layers::names::Names;
#[cfg(feature = "networks")]
pub(crate) use layers::passes::{End, Passes};
#[cfg(feature = "networks")]
pub(crate) use layers::rows::{Buffer, Rows, turn};
#[cfg(feature = "networks")]
pub(crate) use layers::unfold::unfold;
#[cfg(feature = "networks")]
pub use memory::hamming::Hamming;
#[cfg(feature = "networks")]
pub use memory::hopfield::Hopfield;
#[cfg(feature = "networks")]
pub use memory::recall::Recall;
#[cfg(feature = "networks")]
pub(crate) use memory::recall::{apart, is_on};
pub use perceptron::Perceptron;
pub(crate) use perceptron::decision::Contribution;
pub use perceptron::decision::{Decision, Decisions};
pub use predict::Predict;
#[cfg(feature = "networks")]
pub use prototypes::competitive::Competitive;
#[cfg(feature = "networks")]
pub(crate) use prototypes::competitive::{nearest, one_hot};
#[cfg(feature = "networks")]
pub use prototypes::lvq::Lvq;
pub(crate) use sum::dot;
#[cfg(test)]
pub(crate) use transfer::NAMED;
pub use transfer::Transfer;
pub(crate) use transfer::stepped;
pub use unreachable_targets::UnreachableTargets;
#[cfg(feature = "networks")]
pub(crate) use unreachable_targets::unreachable;
