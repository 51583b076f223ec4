//! What learns.

mod delta;
mod history;
#[cfg(feature = "polars-streaming")]
mod lazy;
mod pace;
mod progress;

pub use delta::Delta;
pub use history::{History, Stop};
