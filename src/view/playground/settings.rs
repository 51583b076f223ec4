//! What a playground trains with at first.

/// How it learns: what [`Delta`] would be given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settings {
    pub(super) rate: f64,
    pub(super) goal: f64,
    pub(super) epochs: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rate: 0.01, goal: 0.01, epochs: 500 }
    }
}
