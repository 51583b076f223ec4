//! The delta rule: settings, runs, and the arithmetic of a pass.

pub(crate) mod pass;
pub(crate) mod rerun;
pub(crate) mod rule;
pub(crate) mod run;
mod update;
#[cfg(all(feature = "networks", target_arch = "x86_64"))]
mod wide;
