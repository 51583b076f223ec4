//! Guides: the names of other libraries and what they are here, what pages
//! load, what lies in files, runs that go on after an interrupt, and lessons with
//! the playground.
//!
//! Outside of this documentation their links lead to the sources; here, where
//! the first definition of a link counts, those of `guide/items.md` lead to
//! the items themselves.

#[doc = include_str!("guide/items.md")]
#[doc = include_str!("../docs/coming_from_neurolab.md")]
pub mod coming_from_neurolab {}

#[doc = include_str!("guide/items.md")]
#[doc = include_str!("../docs/coming_from_scikit_learn.md")]
pub mod coming_from_scikit_learn {}

#[doc = include_str!("../docs/pages.md")]
pub mod pages {}

#[doc = include_str!("../docs/file_format.md")]
pub mod file_format {}

#[doc = include_str!("guide/items.md")]
#[doc = include_str!("../docs/long_runs.md")]
pub mod long_runs {}

#[doc = include_str!("guide/items.md")]
#[doc = include_str!("../docs/teaching.md")]
pub mod teaching {}
