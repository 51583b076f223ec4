//! Where samples come from.

mod dataset;
mod names;
mod samples;

pub use dataset::Dataset;
pub(crate) use names::{check_names, default_names};
pub use samples::{Number, Sample, Samples};
pub(crate) use samples::{check_finite, one_sample};
