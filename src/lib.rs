//! percept makes small neural networks visible.

mod chart;
mod data;
mod error;
mod network;
mod notebook;
pub mod prelude;
mod train;
mod view;

pub use chart::Chart;
pub use data::{Dataset, Number, Sample, Samples};
pub use error::{Error, Result};
pub use network::{Decision, Decisions, Perceptron, Transfer};
pub use notebook::MimeBundle;
pub use train::{Delta, History, Stop};
pub use view::Boundary;

pub use ndarray;
pub use plotly;
