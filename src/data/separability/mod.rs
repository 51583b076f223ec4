//! Whether a line separates the classes, with a certificate for either answer.

pub(crate) mod certificate;
pub(crate) mod evidence;
mod exact;
pub(crate) mod hulls;
pub(crate) mod least_squares;
mod planar;
pub(crate) mod verdict;
