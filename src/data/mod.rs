//! Where samples come from.

mod batches;
mod by_reference;
mod class_ends;
mod csv;
mod dataset;
mod description;
mod ends;
mod iter;
mod moments;
mod names;
mod rows;
mod sample_names;
mod samples;
mod scaler;
mod separability;
mod split;
mod tables;
pub mod toy;

pub(crate) use batches::Batches;
pub use by_reference::Data;
pub(crate) use class_ends::{ends_of, only_ends};
pub use csv::CsvOptions;
pub use dataset::Dataset;
pub(crate) use dataset::widened;
pub use description::{ColumnSummary, Description};
pub use iter::SampleRows;
pub(crate) use names::known::{Known, check_columns, check_inputs, flat_list, matrix_for};
pub(crate) use names::listed::listed;
pub(crate) use names::{
    check_given, check_names, default_names, owned, position, star_alone, strings,
};
pub(crate) use samples::check_sample;
#[cfg(feature = "networks")]
pub(crate) use samples::checked_sample;
pub use samples::{Number, Sample, Samples};
pub use scaler::Scaler;
pub use separability::evidence::{CommonPoint, SeparatingLine};
pub use separability::verdict::{Separability, Verdict};
pub use tables::cases::{CaseList, Cases, Pair, WeightList};
#[cfg(feature = "polars")]
pub(crate) use tables::frame::{find as find_column, inputs_of};
#[cfg(feature = "polars-streaming")]
pub use tables::lazy::LazyDataset;
pub use tables::lists::{Many, NameList, Numbers, One, Pairs, TargetTable, Targets, Texts};
pub use tables::target::{Target, TargetColumns};
