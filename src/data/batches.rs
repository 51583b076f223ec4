//! Samples that come in batches.

use crate::data::Dataset;
use crate::error::Result;

/// Samples that come in batches, the same ones in the same order each time.
pub(crate) trait Batches {
    /// Some of the samples, with the names and widths of all.
    fn names(&self) -> &Dataset;

    /// All of the samples, where they are in memory anyway.
    fn in_memory(&self) -> Option<&Dataset> {
        None
    }

    /// Hands over one batch after the other, each with the row of its first
    /// sample, and ends at the first error.
    fn each(&self, visit: &mut dyn FnMut(&Dataset, usize) -> Result<()>) -> Result<()>;
}

/// What is in memory is one batch.
impl Batches for Dataset {
    fn names(&self) -> &Dataset {
        self
    }

    fn in_memory(&self) -> Option<&Dataset> {
        Some(self)
    }

    fn each(&self, visit: &mut dyn FnMut(&Dataset, usize) -> Result<()>) -> Result<()> {
        visit(self, 0)
    }
}
