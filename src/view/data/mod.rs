//! Pictures of data sets: their samples, columns, scales and separability.

pub(crate) mod array;
pub(crate) mod dataset;
pub(crate) mod description;
#[cfg(feature = "polars")]
pub(crate) mod frame_table;
#[cfg(feature = "networks")]
pub(crate) mod images;
pub(crate) mod scaler;
pub(crate) mod separability;
