//! Networks that remember patterns.

pub(crate) mod hamming;
pub(crate) mod hopfield;
pub(crate) mod recall;
pub(crate) mod settle;
