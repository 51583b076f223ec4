//! Transfer functions.

pub(crate) mod competing;
mod stored;

use std::fmt;

/// What a neuron makes of its weighted sum plus bias: its transfer function.
///
/// `s` is the weighted sum of the inputs plus the bias. Two functions look at
/// all neurons of a layer at once, [`SoftMax`](Self::SoftMax) and
/// [`Competitive`](Self::Competitive); see [`apply_to_layer`](Self::apply_to_layer).
///
/// # References
///
/// M. T. Hagan, H. B. Demuth, M. H. Beale, *Neural Network Design*, 1996,
/// chapter 2. X. Glorot, A. Bordes, Y. Bengio, "Deep sparse rectifier neural
/// networks", *AISTATS*, 2011 (`Relu`, `Softplus`). D. Hendrycks, K. Gimpel,
/// "Gaussian error linear units", 2016 (`Gelu`). neurolab: `nl.trans`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Transfer {
    /// 1 if `s > 0`, else 0. Strict: `s = 0` gives 0.
    #[default]
    HardLim,
    /// 1 if `s > 0`, else −1.
    HardLims,
    /// `1 / (1 + exp(−s))`, between 0 and 1.
    #[doc(alias = "sigmoid")]
    LogSig,
    /// `tanh(s)`, between −1 and 1.
    #[doc(alias = "tanh")]
    TanSig,
    /// `s` itself.
    #[doc(alias = "linear")]
    #[doc(alias = "Linear")]
    PureLin,
    /// `s` where it is between 0 and 1, else the nearer of the two.
    SatLin,
    /// `s` where it is between −1 and 1, else the nearer of the two.
    SatLins,
    /// `slope × s`, with `s` held between `low` and `high`.
    #[doc(alias = "SatLinPrm")]
    SatLinWith {
        /// The factor (a finite number).
        slope: f64,
        /// Below this `s`, the output stays.
        low: f64,
        /// Above this `s`, the output stays.
        high: f64,
    },
    /// `exp(s) / Σ exp(s)` over the layer: shares that add up to 1.
    SoftMax,
    /// `exp(−s²)`: 1 at `s = 0`, nearly 0 away from it.
    RadBas,
    /// 1 for the neuron with the smallest `s` of the layer (the first of equal
    /// ones), 0 for the others. In a competitive layer `s` is the distance to
    /// the neuron's prototype.
    Competitive,
    /// `s` where it is above 0, else 0.
    Relu,
    /// `s` where it is above 0, else `0.01 × s`.
    LeakyRelu,
    /// `½ s (1 + tanh(√(2/π) (s + 0.044715 s³)))`, a smooth relative of `Relu`.
    Gelu,
    /// `ln(1 + exp(s))`, a smooth relative of `Relu`.
    Softplus,
}

/// Those that a file has by their names alone; what is missing here is not read.
pub(crate) const NAMED: [Transfer; 14] = [
    Transfer::HardLim,
    Transfer::HardLims,
    Transfer::LogSig,
    Transfer::TanSig,
    Transfer::PureLin,
    Transfer::SatLin,
    Transfer::SatLins,
    Transfer::SoftMax,
    Transfer::RadBas,
    Transfer::Competitive,
    Transfer::Relu,
    Transfer::LeakyRelu,
    Transfer::Gelu,
    Transfer::Softplus,
];

/// Derivative of the leaky rectifier below 0.
pub(crate) const LEAK: f64 = 0.01;
/// `√(2/π)` and the factor of the cube in `Gelu`.
const GELU: [f64; 2] = [0.797_884_560_802_865_4, 0.044_715];
/// Just below the smallest value of `Gelu`, at `s ≈ −0.75`.
const GELU_LOWEST: f64 = -0.170_041;

impl Transfer {
    /// The output for the net input `s`, of a neuron alone in its layer.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Transfer;
    ///
    /// assert_eq!(Transfer::HardLim.apply(0.0), 0.0);
    /// assert_eq!(Transfer::LogSig.apply(0.0), 0.5);
    /// assert_eq!(Transfer::SatLinWith { slope: 0.1, low: 0.0, high: 10.0 }.apply(12.0), 1.0);
    /// ```
    #[must_use]
    pub fn apply(self, s: f64) -> f64 {
        match self {
            Self::HardLim => stepped(s, 0.0),
            Self::HardLims => stepped(s, -1.0),
            Self::LogSig => 1.0 / (1.0 + (-s).exp()),
            Self::TanSig => s.tanh(),
            Self::PureLin => s,
            Self::SatLin => held(s, 0.0, 1.0),
            Self::SatLins => held(s, -1.0, 1.0),
            Self::SatLinWith { slope, low, high } => slope * held(s, low, high),
            Self::SoftMax | Self::Competitive => 1.0,
            Self::RadBas => (-s * s).exp(),
            Self::Relu => held(s, 0.0, f64::INFINITY),
            Self::LeakyRelu => {
                if s < 0.0 {
                    LEAK * s
                } else {
                    s
                }
            }
            Self::Gelu => 0.5 * s * (1.0 + gelu_inner(s).tanh()),
            // exp of what is not above 0 cannot overflow
            Self::Softplus => held(s, 0.0, f64::INFINITY) + (-s.abs()).exp().ln_1p(),
        }
    }

    /// The outputs of a layer for the net inputs of its neurons.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Transfer;
    ///
    /// assert_eq!(Transfer::SoftMax.apply_to_layer(&[2.0, 2.0]), [0.5, 0.5]);
    /// assert_eq!(Transfer::Competitive.apply_to_layer(&[2.0, 1.0, 3.0]), [0.0, 1.0, 0.0]);
    /// ```
    #[must_use]
    pub fn apply_to_layer(self, sums: &[f64]) -> Vec<f64> {
        let mut outputs = sums.to_vec();
        match self {
            Self::SoftMax => competing::soft_max(&mut outputs, 1, |values| {
                for value in values {
                    *value = value.exp();
                }
            }),
            Self::Competitive => competing::compete(&mut outputs, 1),
            _ => {
                for output in &mut outputs {
                    *output = self.apply(*output);
                }
            }
        }
        outputs
    }

    /// The derivative of the output at the net input `s`, of a neuron alone in
    /// its layer. At a kink it is that of the flatter side, so 0 but for
    /// `LeakyRelu`, 0.01; at a step it is 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Transfer;
    ///
    /// assert_eq!(Transfer::LogSig.derivative(0.0), 0.25);
    /// assert_eq!(Transfer::Relu.derivative(-3.0), 0.0);
    /// ```
    #[doc(alias = "deriv")]
    #[must_use]
    pub fn derivative(self, s: f64) -> f64 {
        let within = |low, high| f64::from(u8::from(s > low && s < high));
        match self {
            Self::HardLim | Self::HardLims | Self::SoftMax | Self::Competitive => 0.0,
            Self::LogSig => {
                let y = self.apply(s);
                y * (1.0 - y)
            }
            Self::TanSig => 1.0 - s.tanh() * s.tanh(),
            Self::PureLin => 1.0,
            Self::SatLin => within(0.0, 1.0),
            Self::SatLins => within(-1.0, 1.0),
            Self::SatLinWith { slope, low, high } => slope * within(low, high),
            Self::RadBas => -2.0 * (s * (-s * s).exp()),
            Self::Relu => within(0.0, f64::INFINITY),
            Self::LeakyRelu => {
                if s > 0.0 {
                    1.0
                } else {
                    LEAK
                }
            }
            Self::Gelu => {
                let [factor, cubed] = GELU;
                let bend = gelu_inner(s).tanh();
                let flat = 0.5 * (1.0 + bend);
                // far out the square overflows, and nothing bends any more
                match 1.0 - bend * bend {
                    0.0 => flat,
                    slope => flat + 0.5 * s * slope * factor * (1.0 + 3.0 * cubed * s * s),
                }
            }
            Self::Softplus => Self::LogSig.apply(s),
        }
    }

    /// The lower and upper bound of the output.
    #[doc(alias = "out_minmax")]
    #[must_use]
    pub fn output_range(self) -> [f64; 2] {
        match self {
            Self::HardLim
            | Self::LogSig
            | Self::SatLin
            | Self::SoftMax
            | Self::RadBas
            | Self::Competitive => [0.0, 1.0],
            Self::HardLims | Self::TanSig | Self::SatLins => [-1.0, 1.0],
            Self::PureLin | Self::LeakyRelu => [f64::NEG_INFINITY, f64::INFINITY],
            Self::SatLinWith { slope, low, high } => {
                let (a, b) = (slope * low, slope * high);
                [a.min(b), a.max(b)]
            }
            Self::Relu | Self::Softplus => [0.0, f64::INFINITY],
            Self::Gelu => [GELU_LOWEST, f64::INFINITY],
        }
    }

    /// The net inputs between which the output changes much; initialisers
    /// place the neurons there.
    #[doc(alias = "inp_active")]
    #[must_use]
    pub fn active_range(self) -> [f64; 2] {
        match self {
            Self::HardLim | Self::HardLims => [0.0, 0.0],
            Self::LogSig => [-4.0, 4.0],
            Self::TanSig => [-2.0, 2.0],
            Self::SatLin => [0.0, 1.0],
            Self::SatLins => [-1.0, 1.0],
            Self::SatLinWith { low, high, .. } => [low, high],
            Self::PureLin
            | Self::SoftMax
            | Self::RadBas
            | Self::Competitive
            | Self::Relu
            | Self::LeakyRelu
            | Self::Gelu
            | Self::Softplus => [f64::NEG_INFINITY, f64::INFINITY],
        }
    }

    /// Whether a neuron can give `target`, or come as close to it as it likes.
    #[must_use]
    #[allow(
        clippy::needless_bitwise_bool,
        reason = "a branch on what comes next is foreseen badly"
    )]
    pub fn can_give(self, target: f64) -> bool {
        let [low, high] = self.output_range();
        match self {
            Self::HardLim | Self::HardLims | Self::Competitive => {
                (target == low) | (target == high)
            }
            _ => (low..=high).contains(&target),
        }
    }

    /// Which half of its range an output or a target is in: `true` above the
    /// middle. `None` where a transfer function has no two bounds to stand for
    /// two classes.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Transfer;
    ///
    /// assert_eq!(Transfer::SatLin.side(0.4), Some(false));
    /// assert_eq!(Transfer::SatLins.side(0.4), Some(true));
    /// assert_eq!(Transfer::PureLin.side(0.4), None);
    /// ```
    #[must_use]
    pub fn side(self, output: f64) -> Option<bool> {
        match self {
            Self::HardLim | Self::LogSig | Self::SatLin => Some(output > 0.5),
            Self::HardLims | Self::TanSig | Self::SatLins => Some(output > 0.0),
            Self::PureLin
            | Self::SatLinWith { .. }
            | Self::SoftMax
            | Self::RadBas
            | Self::Competitive
            | Self::Relu
            | Self::LeakyRelu
            | Self::Gelu
            | Self::Softplus => None,
        }
    }

    /// Whether the outputs of a layer depend on each other.
    pub(crate) fn looks_at_layer(self) -> bool {
        matches!(self, Self::SoftMax | Self::Competitive)
    }

    /// Whether the output changes gradually, so that a gradient can be followed.
    pub(crate) fn has_slope(self) -> bool {
        !matches!(self, Self::HardLim | Self::HardLims | Self::Competitive)
    }

    pub(crate) fn output_words(self) -> &'static str {
        match self {
            Self::HardLim | Self::Competitive => "0 or 1",
            Self::HardLims => "-1 or 1",
            Self::LogSig | Self::SatLin | Self::SoftMax | Self::RadBas => "values from 0 to 1",
            Self::TanSig | Self::SatLins => "values from -1 to 1",
            Self::PureLin | Self::LeakyRelu => "finite values",
            Self::SatLinWith { .. } => "values from slope × low to slope × high",
            Self::Relu | Self::Softplus => "values from 0 upwards",
            Self::Gelu => "values from -0.17 upwards",
        }
    }
}

impl fmt::Display for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SatLinWith { slope, low, high } => {
                let (slope, low, high) = (short_form(*slope), short_form(*low), short_form(*high));
                write!(f, "SatLinWith({slope}, {low}, {high})")
            }
            _ => fmt::Debug::fmt(self, f),
        }
    }
}

/// A number as Rust reads it, without hundreds of zeros.
fn short_form(number: f64) -> String {
    let size = number.abs();
    let is_plain = size == 0.0 || (1e-5..1e16).contains(&size) || !size.is_finite();
    if is_plain { number.to_string() } else { format!("{number:e}") }
}

/// 1 above 0, else `low`; NaN stays.
#[inline]
pub(crate) fn stepped(s: f64, low: f64) -> f64 {
    if s > 0.0 {
        1.0
    } else if s <= 0.0 {
        low
    } else {
        s
    }
}

/// `s`, but not beyond `low` and `high`; NaN stays.
fn held(s: f64, low: f64, high: f64) -> f64 {
    if s < low {
        low
    } else if s > high {
        high
    } else {
        s
    }
}

fn gelu_inner(s: f64) -> f64 {
    let [factor, cubed] = GELU;
    factor * (s + cubed * s * s * s)
}
