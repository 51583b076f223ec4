use std::fmt;

use serde::{Deserialize, Serialize};

/// What a neuron makes of its weighted sum plus bias: its transfer function.
///
/// `s` is the weighted sum of the inputs plus the bias.
///
/// # References
///
/// M. T. Hagan, H. B. Demuth, M. H. Beale, *Neural Network Design*, 1996,
/// chapter 2. neurolab: `nl.trans`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Transfer {
    /// 1 if `s > 0`, else 0. Strict: `s = 0` gives 0.
    #[default]
    HardLim,
    /// 1 if `s > 0`, else −1.
    HardLims,
    /// `1 / (1 + exp(−s))`, between 0 and 1.
    LogSig,
    /// `tanh(s)`, between −1 and 1.
    TanSig,
    /// `s` itself.
    PureLin,
}

impl Transfer {
    /// The output for the net input `s`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Transfer;
    ///
    /// assert_eq!(Transfer::HardLim.apply(0.0), 0.0);
    /// assert_eq!(Transfer::LogSig.apply(0.0), 0.5);
    /// ```
    #[must_use]
    pub fn apply(self, s: f64) -> f64 {
        match self {
            Self::HardLim => f64::from(u8::from(s > 0.0)),
            Self::HardLims => {
                if s > 0.0 {
                    1.0
                } else {
                    -1.0
                }
            }
            Self::LogSig => 1.0 / (1.0 + (-s).exp()),
            Self::TanSig => s.tanh(),
            Self::PureLin => s,
        }
    }

    /// The lower and upper bound of the output.
    #[must_use]
    pub fn output_range(self) -> [f64; 2] {
        match self {
            Self::HardLim | Self::LogSig => [0.0, 1.0],
            Self::HardLims | Self::TanSig => [-1.0, 1.0],
            Self::PureLin => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }

    /// Whether a neuron can give `target`, or come as close to it as it likes.
    #[must_use]
    pub fn can_give(self, target: f64) -> bool {
        let [low, high] = self.output_range();
        match self {
            Self::HardLim | Self::HardLims => target == low || target == high,
            _ => (low..=high).contains(&target),
        }
    }

    /// Which side of the neuron's line an output or a target is on:
    /// `true` where `s > 0`. `None` where a transfer function has no two sides.
    #[must_use]
    pub fn side(self, output: f64) -> Option<bool> {
        match self {
            Self::HardLim | Self::LogSig => Some(output > 0.5),
            Self::HardLims | Self::TanSig => Some(output > 0.0),
            Self::PureLin => None,
        }
    }

    pub(crate) fn output_words(self) -> &'static str {
        match self {
            Self::HardLim => "0 or 1",
            Self::HardLims => "-1 or 1",
            Self::LogSig => "values from 0 to 1",
            Self::TanSig => "values from -1 to 1",
            Self::PureLin => "finite values",
        }
    }
}

impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
