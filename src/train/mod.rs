//! Training: what learns.

mod bounds;
#[cfg(test)]
mod broken_reads;
mod checkpoint;
mod common;
mod deadline;
mod delta;
mod early;
mod history;
mod into_trainer;
#[cfg(feature = "networks")]
mod layers;
#[cfg(feature = "polars-streaming")]
mod lazy;
#[cfg(feature = "networks")]
mod objective;
mod pace;
mod plan;
mod progress;
#[cfg(feature = "networks")]
mod prototypes;
mod remarks;
#[cfg(feature = "networks")]
mod settings;
mod stop;
#[cfg(feature = "networks")]
mod trainers;
mod watch;

pub(crate) use checkpoint::identity::Identity;
pub(crate) use checkpoint::{Checkpoint, Checkpoints, Store};
pub(crate) use deadline::Deadline;
pub(crate) use delta::rerun::{Step, rerun};
pub use delta::rule::Delta;
pub(crate) use early::lowest;
pub use history::History;
pub use into_trainer::{ByReference, ByValue, IntoTrainer};
#[cfg(feature = "networks")]
pub(crate) use layers::learner::{Kind, Learner};
#[cfg(feature = "networks")]
pub use layers::snapshots::Snapshot;
#[cfg(feature = "networks")]
pub(crate) use layers::snapshots::{Album, MAX_PARAMETERS};
#[cfg(feature = "networks")]
pub(crate) use objective::error::Objective;
#[cfg(feature = "networks")]
pub use objective::loss::Loss;
#[cfg(feature = "networks")]
pub use prototypes::{LvqRule, WinnerTakeAll};
pub(crate) use remarks::{Remark, Remarks};
#[cfg(feature = "networks")]
pub(crate) use settings::Settings;
pub use stop::Stop;
#[cfg(feature = "networks")]
pub use trainers::adam::Adam;
#[cfg(feature = "networks")]
pub use trainers::any::Trainer;
#[cfg(feature = "networks")]
pub use trainers::bfgs::Bfgs;
#[cfg(feature = "networks")]
pub use trainers::conjugate_gradient::ConjugateGradient;
#[cfg(feature = "networks")]
pub use trainers::gradient_descent::GradientDescent;
#[cfg(feature = "networks")]
pub use trainers::l_bfgs::LBfgs;
#[cfg(feature = "networks")]
pub use trainers::levenberg_marquardt::LevenbergMarquardt;
#[cfg(feature = "networks")]
pub use trainers::newton_cg::NewtonCg;
#[cfg(feature = "networks")]
pub use trainers::rprop::Rprop;
#[cfg(feature = "networks")]
pub(crate) use trainers::stepwise::MiniBatches;
pub use watch::Epoch;
