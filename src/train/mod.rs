//! What learns.

#[cfg(feature = "networks")]
mod adam;
#[cfg(feature = "networks")]
mod bfgs;
mod bounds;
#[cfg(test)]
mod broken_reads;
mod checkpoint;
#[cfg(feature = "networks")]
mod conjugate_gradient;
mod deadline;
mod delta;
mod delta_pass;
mod delta_run;
mod early;
#[cfg(feature = "networks")]
mod gradient_descent;
mod history;
mod identity;
mod into_trainer;
#[cfg(feature = "networks")]
mod l_bfgs;
#[cfg(feature = "networks")]
mod layers;
#[cfg(feature = "polars-streaming")]
mod lazy;
#[cfg(feature = "networks")]
mod learner;
#[cfg(feature = "networks")]
mod levenberg_marquardt;
#[cfg(feature = "networks")]
mod line_search;
#[cfg(feature = "networks")]
mod loss;
#[cfg(feature = "networks")]
mod newton_cg;
#[cfg(feature = "networks")]
mod objective;
mod pace;
mod plan;
mod progress;
#[cfg(feature = "networks")]
mod prototypes;
mod remarks;
mod rerun;
#[cfg(feature = "networks")]
mod rprop;
#[cfg(feature = "networks")]
mod run;
#[cfg(feature = "networks")]
mod sequence;
#[cfg(feature = "networks")]
mod settings;
#[cfg(feature = "networks")]
mod snapshots;
#[cfg(feature = "networks")]
mod stepwise;
mod tape;
#[cfg(feature = "networks")]
mod trainer;
mod watch;
#[cfg(all(feature = "networks", target_arch = "x86_64"))]
mod wide;

#[cfg(feature = "networks")]
pub use adam::Adam;
#[cfg(feature = "networks")]
pub use bfgs::Bfgs;
pub(crate) use checkpoint::{Checkpoint, Checkpoints, Store};
#[cfg(feature = "networks")]
pub use conjugate_gradient::ConjugateGradient;
pub(crate) use deadline::Deadline;
pub use delta::Delta;
pub(crate) use early::lowest;
#[cfg(feature = "networks")]
pub use gradient_descent::GradientDescent;
pub use history::{History, Stop};
pub(crate) use identity::Identity;
pub use into_trainer::{Given, IntoTrainer, Lent};
#[cfg(feature = "networks")]
pub use l_bfgs::LBfgs;
#[cfg(feature = "networks")]
pub(crate) use learner::{Kind, Learner};
#[cfg(feature = "networks")]
pub use levenberg_marquardt::LevenbergMarquardt;
#[cfg(feature = "networks")]
pub use loss::Loss;
#[cfg(feature = "networks")]
pub use newton_cg::NewtonCg;
#[cfg(feature = "networks")]
pub(crate) use objective::Objective;
#[cfg(feature = "networks")]
pub use prototypes::{LvqRule, WinnerTakeAll};
pub(crate) use remarks::{Remark, Remarks};
pub(crate) use rerun::{Step, rerun};
#[cfg(feature = "networks")]
pub use rprop::Rprop;
#[cfg(feature = "networks")]
pub(crate) use settings::Settings;
#[cfg(feature = "networks")]
pub use snapshots::Snapshot;
#[cfg(feature = "networks")]
pub(crate) use snapshots::{Album, MAX_PARAMETERS};
#[cfg(feature = "networks")]
pub(crate) use stepwise::Batches;
#[cfg(feature = "networks")]
pub use trainer::Trainer;
pub use watch::Epoch;
