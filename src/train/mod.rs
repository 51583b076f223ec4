//! What learns.

mod adam;
mod bfgs;
mod conjugate_gradient;
mod delta;
mod gradient_descent;
mod history;
mod l_bfgs;
#[cfg(feature = "polars-streaming")]
mod lazy;
mod levenberg_marquardt;
mod line_search;
mod loss;
mod newton_cg;
mod objective;
mod pace;
mod progress;
mod prototypes;
mod rerun;
mod rprop;
mod run;
mod settings;
mod stepwise;
mod trainer;

pub use adam::Adam;
pub use bfgs::Bfgs;
pub use conjugate_gradient::ConjugateGradient;
pub use delta::Delta;
pub use gradient_descent::GradientDescent;
pub use history::{History, Stop};
pub use l_bfgs::LBfgs;
pub use levenberg_marquardt::LevenbergMarquardt;
pub use loss::Loss;
pub use newton_cg::NewtonCg;
pub(crate) use objective::Objective;
pub use prototypes::{LvqRule, WinnerTakeAll};
pub(crate) use rerun::{Step, rerun};
pub use rprop::Rprop;
pub(crate) use settings::Settings;
pub(crate) use stepwise::Batches;
pub use trainer::Trainer;
