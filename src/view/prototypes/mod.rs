//! Pictures of prototypes and of the region of each.

pub(crate) mod chart;
pub(crate) mod map;
pub(crate) mod rims;
pub(crate) mod voronoi;
