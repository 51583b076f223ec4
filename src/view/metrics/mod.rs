//! Pictures of how good a network is.

pub(crate) mod confusion;
#[cfg(feature = "networks")]
pub(crate) mod residuals;
