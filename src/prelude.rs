//! What a notebook needs, in one line: `use percept::prelude::*;`

pub use crate::{
    Adam, Bfgs, Boundary, Chart, Check, Comparison, Competitive, ConfusionMatrix,
    ConjugateGradient, Dataset, Decision, Decisions, Delta, Error, Explorer, FeedForward,
    GradientDescent, Grnn, Hamming, History, Hopfield, Init, LBfgs, Layer, Ledger,
    LevenbergMarquardt, Loss, Lvq, LvqRule, NewtonCg, Page, Perceptron, Pnn, Regression, Replay,
    Result, Rprop, Scaler, Separability, Stop, Trainer, Transfer, Verdict, WinnerTakeAll, check,
    close, page, toy,
};
