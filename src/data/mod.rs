//! Where samples come from.

mod dataset;
mod names;
mod samples;

pub use dataset::Dataset;
pub(crate) use dataset::widened;
pub(crate) use names::{check_names, default_names, strings};
pub use samples::{Number, Sample, Samples};
pub(crate) use samples::{check_sample, finite_table, row_of, table};
