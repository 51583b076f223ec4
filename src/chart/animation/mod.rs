//! Pictures that follow each other.

pub(crate) mod film;
mod legend;
mod shared_elements;
mod small_panels;
