//! What learns.

mod delta;
mod history;
mod progress;

pub use delta::Delta;
pub use history::{History, Stop};
