//! What a notebook needs, in one line: `use percept::prelude::*;`

pub use crate::{
    Boundary, Chart, Check, Comparison, ConfusionMatrix, Dataset, Decision, Decisions, Delta,
    Error, Explorer, History, Ledger, Page, Perceptron, Regression, Replay, Result, Scaler,
    Separability, Stop, Transfer, Verdict, check, close, page, toy,
};
