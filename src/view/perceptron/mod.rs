//! Pictures of a perceptron: weights, decisions, its boundary, its explorer.

pub(crate) mod arrows;
pub(crate) mod boundary;
pub(crate) mod boundary_chart;
pub(crate) mod boundary_panel;
pub(crate) mod correct_side;
pub(crate) mod decision;
pub(crate) mod decisions;
pub(crate) mod explorer;
pub(crate) mod explorer_samples;
pub(crate) mod outside;
pub(crate) mod sliders;
#[cfg(feature = "networks")]
pub(crate) mod weight_images;
pub(crate) mod weights;
