//! Pictures of multi-layer networks and of what they answer over their inputs.

pub(crate) mod colormap;
pub(crate) mod curve_points;
pub(crate) mod diagram;
pub(crate) mod grnn_pnn;
pub(crate) mod hidden_neurons;
pub(crate) mod largest_output;
pub(crate) mod maps;
pub(crate) mod output_plane;
pub(crate) mod regression_curve;
pub(crate) mod slice;
pub(crate) mod surface;
pub(crate) mod unfolded;
