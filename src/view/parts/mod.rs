//! What pictures of several families share: classes, markers, tables, equations.

pub(crate) mod answer;
pub(crate) mod apart;
pub(crate) mod classes;
pub(crate) mod columns;
pub(crate) mod crosses;
pub(crate) mod equation;
pub(crate) mod half_plane;
pub(crate) mod nested_markers;
pub(crate) mod number_line;
pub(crate) mod numbers;
pub(crate) mod parallel_coordinates;
#[cfg(feature = "networks")]
pub(crate) mod pattern_image;
pub(crate) mod region_labels;
pub(crate) mod same_place;
pub(crate) mod strip;
