//! Whether a line separates the classes, with a certificate for either answer.

pub(crate) mod certificate;
pub(crate) mod evidence;
pub(crate) mod hulls;
pub(crate) mod least_squares;
pub(crate) mod verdict;
