//! From named columns, in lists or frames, to a data set.

pub(crate) mod cases;
pub(crate) mod classes;
pub(crate) mod columns;
#[cfg(feature = "polars")]
pub(crate) mod frame;
pub(crate) mod from_columns;
#[cfg(feature = "polars-streaming")]
pub(crate) mod lazy;
pub(crate) mod lists;
pub(crate) mod missing;
pub(crate) mod recode;
pub(crate) mod target;
