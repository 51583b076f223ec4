//! How multi-layer networks learn: runs, objectives, losses, snapshots.

pub(crate) mod learner;
pub(crate) mod learning;
pub(crate) mod run;
pub(crate) mod sequence;
pub(crate) mod snapshots;
