//! What learns.

mod delta;
mod history;
#[cfg(feature = "polars-streaming")]
mod lazy;
mod pace;
mod progress;
mod rerun;

pub use delta::Delta;
pub use history::{History, Stop};
pub(crate) use rerun::{Step, rerun};
