use super::{Delta, History};
use crate::data::LazyDataset;
use crate::error::Result;
use crate::network::Perceptron;

impl Perceptron {
    /// Learns from data that stay in their file, beginning with the present
    /// weights: one pass over the file an epoch, in the order of its rows.
    ///
    /// The weights are those that [`train`](Self::train) finds with the same
    /// rows in memory, to the last bit; the error is summed up batch by batch
    /// and may differ in its last digits.
    ///
    /// # Errors
    ///
    /// As [`train`](Self::train), and
    /// [`Error::Batch`](crate::Error::Batch) if polars cannot read the rows.
    pub fn train_lazy(&mut self, data: &LazyDataset, trainer: Delta) -> Result<History> {
        self.learn(data, trainer)
    }
}
