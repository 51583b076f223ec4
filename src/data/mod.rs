//! Where samples come from.

mod batches;
mod classes;
mod columns;
mod csv;
mod dataset;
mod description;
mod ends;
#[cfg(feature = "polars")]
mod frame;
mod hulls;
mod known;
#[cfg(feature = "polars-streaming")]
mod lazy;
mod letters;
mod lists;
mod missing;
mod moments;
mod names;
mod order;
mod proof;
mod recode;
mod rows;
mod samples;
mod scaler;
mod separability;
mod split;
mod squares;
mod target;
pub mod toy;

pub(crate) use batches::Batches;
pub use csv::CsvOptions;
pub use dataset::Dataset;
pub(crate) use dataset::widened;
pub use description::{ColumnSummary, Description};
pub(crate) use ends::{ends_of, only_ends};
#[cfg(feature = "polars")]
pub(crate) use frame::{find as find_column, inputs_of};
pub(crate) use known::{Known, check_inputs, listed, matrix_for};
#[cfg(feature = "polars-streaming")]
pub use lazy::LazyDataset;
pub use lists::{
    CaseList, Cases, Many, NameList, Numbers, One, Pair, Pairs, TargetColumns, Targets, Texts,
    WeightList,
};
pub(crate) use names::{check_given, check_names, default_names, position, strings};
pub(crate) use order::{distinct, order_by};
#[cfg(feature = "networks")]
pub(crate) use samples::checked_sample;
pub use samples::{Number, Sample, Samples};
pub(crate) use samples::{check_sample, finite_table, row_of, table};
pub use scaler::Scaler;
pub use separability::{CommonPoint, Separability, SeparatingLine, Verdict};
pub use target::Target;
