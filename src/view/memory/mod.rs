//! Pictures of networks that remember patterns.

pub(crate) mod pattern_image;
pub(crate) mod recall;
pub(crate) mod stored_patterns;
