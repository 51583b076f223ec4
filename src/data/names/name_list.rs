//! A list of the names of samples.

/// The names of the samples, and what such names are called themselves.
#[derive(Clone, PartialEq)]
pub(crate) struct SampleNames {
    pub(crate) column: String,
    pub(crate) names: Vec<String>,
}

impl SampleNames {
    /// Those of some of the samples.
    pub(crate) fn of(&self, samples: &[usize]) -> Self {
        let names = samples.iter().map(|sample| self.names[*sample].clone()).collect();
        Self { column: self.column.clone(), names }
    }
}
