//! How well a network does.

mod actual;
#[cfg(feature = "networks")]
mod calibration;
mod confusion;
mod cross_validation;
mod evaluate;
mod far_input;
mod importance;
mod label_list;
mod labels;
mod learning_curve;
#[cfg(feature = "networks")]
mod regression;
mod roc;
mod scores;

#[cfg(feature = "networks")]
pub use calibration::Calibration;
pub use confusion::ConfusionMatrix;
pub use cross_validation::CrossValidation;
pub(crate) use far_input::FarInput;
pub use importance::PermutationImportance;
pub use label_list::LabelList;
pub use learning_curve::LearningCurve;
#[cfg(feature = "networks")]
pub use regression::Regression;
pub(crate) use roc::Ranking;
pub use roc::RocCurve;
