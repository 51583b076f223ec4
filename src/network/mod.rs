//! What computes.

mod activate;
#[cfg(feature = "networks")]
mod answers;
mod checks;
#[cfg(feature = "networks")]
mod competitive;
mod decision;
#[cfg(feature = "networks")]
mod density;
mod edge;
#[cfg(feature = "networks")]
mod elman;
#[cfg(feature = "networks")]
mod feed_forward;
#[cfg(feature = "polars")]
mod frame;
#[cfg(feature = "networks")]
mod hamming;
#[cfg(feature = "networks")]
mod hopfield;
#[cfg(feature = "networks")]
mod init;
#[cfg(feature = "networks")]
mod kernel;
mod labels;
#[cfg(feature = "networks")]
mod layer;
#[cfg(feature = "networks")]
mod lists;
#[cfg(feature = "networks")]
mod lvq;
#[cfg(feature = "networks")]
mod names;
#[cfg(feature = "networks")]
mod passes;
mod perceptron;
#[cfg(feature = "networks")]
pub(crate) mod processor;
mod reach;
#[cfg(feature = "networks")]
mod recall;
#[cfg(feature = "networks")]
mod recurrent;
mod saved;
mod setters;
#[cfg(feature = "networks")]
mod stored;
#[cfg(feature = "networks")]
mod stored_layers;
mod sum;
mod transfer;
#[cfg(feature = "networks")]
mod unfold;
mod unscaled;
#[cfg(feature = "networks")]
mod vector;
#[cfg(feature = "networks")]
mod wiring;

pub(crate) use checks::check_dim;
#[cfg(feature = "networks")]
pub(crate) use checks::{check_width, in_range};
#[cfg(feature = "networks")]
pub use competitive::Competitive;
#[cfg(feature = "networks")]
pub(crate) use competitive::{nearest, one_hot};
pub(crate) use decision::Contribution;
pub use decision::{Decision, Decisions};
#[cfg(feature = "networks")]
pub(crate) use density::bells;
#[cfg(feature = "networks")]
pub use density::{Grnn, Pnn};
pub(crate) use edge::{Sides, half_way};
#[cfg(feature = "networks")]
pub use elman::Elman;
#[cfg(feature = "networks")]
pub use feed_forward::FeedForward;
#[cfg(feature = "networks")]
pub use hamming::Hamming;
#[cfg(feature = "networks")]
pub use hopfield::Hopfield;
#[cfg(feature = "networks")]
pub use init::Init;
#[cfg(feature = "networks")]
pub(crate) use labels::classes_of;
#[cfg(feature = "networks")]
pub use layer::Layer;
#[cfg(feature = "networks")]
pub(crate) use layer::Shape;
#[cfg(feature = "networks")]
pub use lists::{Size, SizeList, TransferList};
#[cfg(feature = "networks")]
pub use lvq::Lvq;
#[cfg(feature = "networks")]
pub(crate) use names::Names;
#[cfg(feature = "networks")]
pub(crate) use passes::{End, Passes, turn};
pub use perceptron::Perceptron;
pub use reach::UnreachableTargets;
pub(crate) use reach::unreachable;
#[cfg(feature = "networks")]
pub use recall::Recall;
#[cfg(feature = "networks")]
pub(crate) use recall::{apart, is_on};
pub(crate) use sum::dot;
pub(crate) use transfer::NAMED;
pub use transfer::Transfer;
pub(crate) use transfer::stepped;
#[cfg(feature = "networks")]
pub(crate) use unfold::unfold;
#[cfg(feature = "networks")]
pub use wiring::{FeedForwardBuilder, Source};
