//! Pictures of a run: errors, updates, comparisons, and words about it.

pub(crate) mod comparison;
pub(crate) mod end_names;
pub(crate) mod error_axis;
pub(crate) mod error_curve;
pub(crate) mod ledger;
pub(crate) mod ledger_chart;
pub(crate) mod remarks;
pub(crate) mod run_curve;
pub(crate) mod separability_note;
pub(crate) mod update_raster;
pub(crate) mod validation;
