//! Scores that a function of the user's gives, and what they have in common.

use crate::error::{Error, Result};

/// Refuses a score that is no number.
pub(super) fn checked(score: f64) -> Result<f64> {
    if score.is_finite() {
        return Ok(score);
    }
    Err(Error::Parameter {
        name: "score".to_owned(),
        expected: "a finite number from the function that is called for it",
        found: score.to_string(),
    })
}

pub(super) fn mean(scores: &[f64]) -> f64 {
    let (mut mean, mut n) = (0.0, 0.0);
    for score in scores {
        n += 1.0;
        // equal scores have exactly their mean, huge ones a finite one
        mean += score / n - mean / n;
    }
    mean
}

/// Over `n`, as scikit-learn's scores are summed up.
pub(super) fn standard_deviation(scores: &[f64]) -> f64 {
    let (mean, n) = (mean(scores), scores.len() as f64);
    let mut farthest = 0.0_f64;
    for score in scores {
        farthest = farthest.max((score - mean).abs());
    }
    let mut squares = 0.0;
    for score in scores {
        squares += ((score - mean) / farthest).powi(2) / n;
    }
    if farthest > 0.0 { squares.sqrt() * farthest } else { 0.0 }
}
