//! A list of the names of samples.

/// The names of the samples, and what such names are called themselves.
#[derive(Clone, PartialEq)]
pub(super) struct SampleNames {
    pub(super) column: String,
    pub(super) names: Vec<String>,
}

impl SampleNames {
    /// Those of some of the samples.
    pub(super) fn of(&self, samples: &[usize]) -> Self {
        let names = samples.iter().map(|sample| self.names[*sample].clone()).collect();
        Self { column: self.column.clone(), names }
    }
}
