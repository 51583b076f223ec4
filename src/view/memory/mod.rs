//! Pictures of networks that remember patterns.

pub(crate) mod recall;
pub(crate) mod stored_patterns;
