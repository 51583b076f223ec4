//! What a notebook needs, in one line: `use percept::prelude::*;`

pub use crate::{
    Boundary, Chart, Comparison, ConfusionMatrix, Dataset, Decision, Decisions, Delta, Error,
    History, Ledger, Perceptron, Regression, Replay, Result, Scaler, Separability, Stop, Transfer,
    Verdict, toy,
};
