//! Pictures that follow each other.

pub(crate) mod film;
pub(crate) mod shared_elements;
pub(crate) mod shorter;
