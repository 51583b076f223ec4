//! Multi-layer networks.

pub(crate) mod activate;
pub(crate) mod block_sums;
pub(crate) mod builder;
pub(crate) mod elman;
pub(crate) mod exponentials;
pub(crate) mod feed_forward;
pub(crate) mod init;
pub(crate) mod layer;
pub(crate) mod lists;
pub(crate) mod names;
pub(crate) mod passes;
pub(crate) mod predict;
pub(crate) mod rows;
mod slope_sums;
pub(crate) mod stored;
pub(crate) mod unfold;
