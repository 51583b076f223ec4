//! What a notebook needs, in one line: `use percept::prelude::*;`

#[cfg(feature = "networks")]
#[doc(no_inline)]
pub use crate::{
    Adam, Bfgs, Calibration, Competitive, ConjugateGradient, Elman, FeedForward, GradientDescent,
    Grnn, Hamming, Hopfield, Init, LBfgs, Layer, LevenbergMarquardt, Loss, Lvq, LvqRule,
    NetworkPlayground, NewtonCg, Pnn, Recall, Regression, Rprop, Source, Trainer, WinnerTakeAll,
};
// arrays show themselves
pub use crate::ShowArray as _;
#[doc(no_inline)]
pub use crate::{
    Boundary, Chart, Check, Comparison, ConfusionMatrix, CrossValidation, CsvOptions, Dataset,
    Decision, Decisions, Delta, Description, Error, Explorer, History, LearningCurve, Ledger, Page,
    Perceptron, PermutationImportance, Playground, Predict, Replay, Result, RocCurve, Scaler,
    Separability, Stop, Target, Transfer, Verdict, WeightUpdate, check, close, page, toy,
};
