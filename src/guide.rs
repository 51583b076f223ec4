//! For those who come from another library: its names, and what they are here.

#[doc = include_str!("../docs/coming_from_neurolab.md")]
pub mod coming_from_neurolab {}

#[doc = include_str!("../docs/coming_from_scikit_learn.md")]
pub mod coming_from_scikit_learn {}
