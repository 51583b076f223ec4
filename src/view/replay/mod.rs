//! A run shown step by step.

pub(crate) mod last_step;
#[cfg(feature = "networks")]
pub(crate) mod network_course;
#[cfg(feature = "networks")]
pub(crate) mod network_frames;
#[cfg(feature = "networks")]
pub(crate) mod network_lines;
#[cfg(feature = "networks")]
pub(crate) mod network_surface;
pub(crate) mod panels;
pub(crate) mod perceptron_frames;
pub(crate) mod perceptron_keyframes;
pub(crate) mod player;
#[cfg(feature = "networks")]
pub(crate) mod scene;
pub(crate) mod weight_update;
