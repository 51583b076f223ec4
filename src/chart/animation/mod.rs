//! Pictures that follow each other.

pub(crate) mod film;
mod legend;
pub(crate) mod shared_elements;
pub(crate) mod shorter;
mod small_panels;
