//! The trainers of multi-layer networks, one algorithm per file.

pub(crate) mod adam;
pub(crate) mod any;
pub(crate) mod bfgs;
pub(crate) mod conjugate_gradient;
pub(crate) mod gradient_descent;
pub(crate) mod l_bfgs;
pub(crate) mod levenberg_marquardt;
pub(crate) mod line_search;
pub(crate) mod method;
pub(crate) mod newton_cg;
pub(crate) mod rprop;
pub(crate) mod stepwise;
