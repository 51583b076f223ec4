//! The live renderer: a figure as Plotly reads it.

pub(crate) mod axis;
pub(crate) mod figure;
pub(crate) mod frame;
pub(crate) mod narrow;
pub(crate) mod object;
#[cfg(feature = "plotly")]
pub(crate) mod plotly;
pub(crate) mod trace;
pub(crate) mod words;
