//! What a notebook needs, in one line: `use percept::prelude::*;`

pub use crate::{
    Adam, Bfgs, Boundary, Chart, Check, Comparison, ConfusionMatrix, ConjugateGradient, Dataset,
    Decision, Decisions, Delta, Error, Explorer, FeedForward, GradientDescent, History, Init,
    LBfgs, Layer, Ledger, LevenbergMarquardt, Loss, NewtonCg, Page, Perceptron, Regression, Replay,
    Result, Rprop, Scaler, Separability, Stop, Trainer, Transfer, Verdict, check, close, page, toy,
};
