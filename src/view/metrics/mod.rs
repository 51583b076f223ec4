//! Pictures of how good a network is.

#[cfg(feature = "networks")]
pub(crate) mod calibration;
pub(crate) mod confusion;
pub(crate) mod cross_validation;
pub(crate) mod importance;
pub(crate) mod learning_curve;
#[cfg(feature = "networks")]
pub(crate) mod residuals;
pub(crate) mod roc;
