//! Networks of prototypes: the nearest one answers.

pub(crate) mod competitive;
pub(crate) mod lvq;
