//! What learns.

mod delta;
mod history;
#[cfg(feature = "polars-streaming")]
mod lazy;
mod progress;

pub use delta::Delta;
pub use history::{History, Stop};
