//! Guides: the names of other libraries and what they are here, and what pages
//! load.

#[doc = include_str!("../docs/coming_from_neurolab.md")]
pub mod coming_from_neurolab {}

#[doc = include_str!("../docs/coming_from_scikit_learn.md")]
pub mod coming_from_scikit_learn {}

#[doc = include_str!("../docs/pages.md")]
pub mod pages {}
