//! What a notebook needs, in one line: `use percept::prelude::*;`

pub use crate::{
    Boundary, Chart, Dataset, Decision, Decisions, Delta, Error, History, Perceptron, Result,
    Scaler, Stop, Transfer, toy,
};
