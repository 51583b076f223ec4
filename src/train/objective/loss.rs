//! Loss functions.

use std::fmt;

use crate::data::{Dataset, Samples, matrix_for};
use crate::error::{Error, Result};
use crate::matrix::Matrix;
use crate::network::{End, Transfer, check_dim, in_range};

/// What training minimises: how far the outputs are from the targets.
///
/// `e = output − target`, over `n` samples with `k` outputs each. Every trainer
/// follows the gradient of the very value that it reports.
///
/// # References
///
/// C. M. Bishop, *Pattern Recognition and Machine Learning*, 2006, section 5.2.
/// neurolab: `nl.error`, where the derivatives of `MSE`, `MAE` and `CEE` are
/// `n` times those of the values reported: take a learning rate `n` times as
/// large for the same run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Loss {
    /// `½ Σ e²`.
    #[default]
    #[doc(alias = "SSE")]
    Sse,
    /// `Σ e² / (n k)`.
    #[doc(alias = "MSE")]
    Mse,
    /// `Σ |e|`.
    #[doc(alias = "SAE")]
    Sae,
    /// `Σ |e| / (n k)`.
    #[doc(alias = "MAE")]
    Mae,
    /// `−Σ (t ln o + (1 − t) ln(1 − o)) / (n k)`, for outputs that each say yes
    /// or no. With `LogSig` it is computed from the net inputs and stays exact
    /// where an output is close to 0 or 1. `SoftMax` is refused: its outputs
    /// sum to 1, which is what `CrossEntropy` is for.
    ///
    /// With other outputs from 0 to 1 (`SatLin`, `RadBas`), the logarithm is
    /// taken of at least 2.2e-16: an output beyond counts as that, and its
    /// derivative is 0, so that nothing is learnt from it.
    #[doc(alias = "CEE")]
    BinaryCrossEntropy,
    /// `−Σ t ln o / n`, for outputs that sum to 1 over the classes. With
    /// `SoftMax` it is computed from the net inputs. `LogSig` is refused: its
    /// outputs each say yes or no, which is what `BinaryCrossEntropy` is for.
    /// With others as `BinaryCrossEntropy`.
    CrossEntropy,
}

/// The least distance from 0 and 1 whose logarithm is taken.
const EDGE: f64 = f64::EPSILON;

impl Loss {
    /// The loss of outputs against targets, both of shape (samples × outputs).
    ///
    /// The cross-entropies take an output below 2.2e-16 or above 1 − 2.2e-16
    /// for that number, so that a certain and wrong output costs 36 and not
    /// infinity. Training, which knows the net inputs of `LogSig` and `SoftMax`,
    /// does without and may report more.
    ///
    /// # Errors
    ///
    /// [`Error::Ragged`], [`Error::Shape`], [`Error::Empty`] or
    /// [`Error::NotFinite`] if these are not two tables of finite numbers of
    /// the same shape, [`Error::Overflow`] if the loss exceeds the range of
    /// `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Loss;
    ///
    /// assert_eq!(Loss::Sse.value([1.0, 0.5], [0.0, 0.0])?, 0.625);
    /// assert_eq!(Loss::Mae.value([1.0, 0.5], [0.0, 0.0])?, 0.75);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn value(self, outputs: impl Samples, targets: impl Samples) -> Result<f64> {
        let names = outputs.input_names();
        let targets = matrix_for(names.as_deref(), "targets", targets)?;
        targets.check_finite("targets")?;
        let outputs = Matrix::finite("outputs", outputs.into_matrix("outputs")?)?;
        check_dim("targets", targets.dim(), outputs.dim())?;
        if outputs.len() == 0 {
            return Err(Error::Empty { what: "outputs", expected: "value" });
        }
        let part = self.part(outputs.n_rows(), outputs.n_columns());
        let (mut sum, mut mean) = (0.0, 0.0);
        for (output, target) in outputs.values().iter().zip(targets.values()) {
            let one = self.of(*output, *target);
            sum += one;
            mean += part * one;
        }
        // a sum may exceed the range of numbers where the mean does not
        let value = if sum.is_finite() { part * sum } else { mean };
        in_range("loss", value)
    }

    /// What errors of this loss measure, in short.
    pub(crate) fn measure(self) -> &'static str {
        match self {
            Self::Sse => "½ Σ e²",
            Self::Mse => "mean e²",
            Self::Sae => "Σ |e|",
            Self::Mae => "mean |e|",
            Self::BinaryCrossEntropy => "binary cross-entropy",
            Self::CrossEntropy => "cross-entropy",
        }
    }

    /// Whether the value is a mean over samples, not a sum.
    pub(crate) fn is_mean(self) -> bool {
        !matches!(self, Self::Sse | Self::Sae)
    }

    /// What the sum over samples and outputs is multiplied by.
    pub(crate) fn part(self, samples: usize, outputs: usize) -> f64 {
        match self {
            Self::Sse => 0.5,
            Self::Sae => 1.0,
            Self::Mse | Self::Mae | Self::BinaryCrossEntropy => {
                1.0 / (samples as f64 * outputs as f64)
            }
            Self::CrossEntropy => 1.0 / samples as f64,
        }
    }

    /// One output against its target.
    fn of(self, output: f64, target: f64) -> f64 {
        let e = output - target;
        match self {
            Self::Sse | Self::Mse => e * e,
            Self::Sae | Self::Mae => e.abs(),
            Self::BinaryCrossEntropy => {
                let o = inside(output);
                -(target * o.ln() + (1.0 - target) * (1.0 - o).ln())
            }
            Self::CrossEntropy => -target * inside(output).ln(),
        }
    }

    /// The derivative of [`of`](Self::of) with respect to the output.
    fn slope(self, output: f64, target: f64) -> f64 {
        let e = output - target;
        match self {
            Self::Sse | Self::Mse => 2.0 * e,
            Self::Sae | Self::Mae => f64::from(i8::from(e > 0.0) - i8::from(e < 0.0)),
            // where the value no longer changes
            Self::BinaryCrossEntropy | Self::CrossEntropy if output != inside(output) => 0.0,
            Self::BinaryCrossEntropy => (output - target) / (output * (1.0 - output)),
            Self::CrossEntropy => -target / output,
        }
    }

    /// The sum of the loss over a block, without its factor; targets lie as
    /// outputs do.
    pub(crate) fn sum(self, end: &End<'_>, targets: &[f64]) -> f64 {
        if (self, end.transfer) == (Self::CrossEntropy, Transfer::SoftMax) {
            return soft_max_sum(end, targets);
        }
        let mut sum = 0.0;
        let by_sums = (self, end.transfer) == (Self::BinaryCrossEntropy, Transfer::LogSig);
        let rows = if by_sums { end.sums } else { end.outputs };
        for (row, targets) in rows.chunks_exact(end.width).zip(targets.chunks_exact(end.width)) {
            let (row, targets) = (&row[..end.samples], &targets[..end.samples]);
            if by_sums {
                for (s, t) in row.iter().zip(targets) {
                    sum += yes_or_no(*s, *t);
                }
            } else if matches!(self, Self::Sse | Self::Mse) {
                for (output, target) in row.iter().zip(targets) {
                    sum += (output - target) * (output - target);
                }
            } else {
                for (output, target) in row.iter().zip(targets) {
                    sum += self.of(*output, *target);
                }
            }
        }
        sum
    }

    /// The part that one sample of a block has in [`sum`](Self::sum).
    pub(crate) fn of_sample(self, end: &End<'_>, targets: &[f64], sample: usize) -> f64 {
        let by_sums = match (self, end.transfer) {
            (Self::CrossEntropy, Transfer::SoftMax) => {
                return soft_max_of(end, targets, sample);
            }
            (Self::BinaryCrossEntropy, Transfer::LogSig) => true,
            _ => false,
        };
        let mut sum = 0.0;
        for at in (sample..targets.len()).step_by(end.width) {
            sum += if by_sums {
                yes_or_no(end.sums[at], targets[at])
            } else {
                self.of(end.outputs[at], targets[at])
            };
        }
        sum
    }

    /// Fills in the derivatives with respect to the net inputs over a block, times
    /// `part`.
    pub(crate) fn slopes(self, end: &mut End<'_>, part: f64, targets: &[f64]) {
        let values = end.outputs.iter().zip(targets);
        match (self, end.transfer) {
            (Self::BinaryCrossEntropy, Transfer::LogSig) => {
                for (slope, (output, target)) in end.slopes.iter_mut().zip(values) {
                    *slope = part * (output - target);
                }
            }
            (Self::CrossEntropy, Transfer::SoftMax) => soft_max_slopes(end, part, targets),
            _ => {
                for (slope, (output, target)) in end.slopes.iter_mut().zip(values) {
                    *slope = part * self.slope(*output, *target);
                }
                end.through_transfer();
            }
        }
        end.drop_the_rest();
    }

    /// Refuses what the loss has no finite value for.
    pub(crate) fn check(self, transfer: Transfer, data: &Dataset) -> Result<()> {
        if !matches!(self, Self::BinaryCrossEntropy | Self::CrossEntropy) {
            return Ok(());
        }
        let [low, high] = transfer.output_range();
        if low < 0.0 || high > 1.0 {
            return Err(Error::Parameter {
                name: "loss".to_owned(),
                expected: "for a cross-entropy, a last layer with outputs from 0 to 1 \
                         (LogSig for yes or no, SoftMax for classes)",
                found: format!("{self} with {transfer}"),
            });
        }
        let instead = match (self, transfer) {
            (Self::BinaryCrossEntropy, Transfer::SoftMax) => {
                "CrossEntropy for SoftMax, whose outputs sum to 1 (BinaryCrossEntropy is \
                 for LogSig)"
            }
            (Self::CrossEntropy, Transfer::LogSig) => {
                "BinaryCrossEntropy for LogSig, whose outputs each say yes or no (CrossEntropy \
                 is for SoftMax)"
            }
            _ => "",
        };
        if !instead.is_empty() {
            return Err(Error::Parameter {
                name: "loss".to_owned(),
                expected: instead,
                found: format!("{self} with {transfer}"),
            });
        }
        if self == Self::CrossEntropy && data.n_targets() < 2 {
            return Err(Error::Parameter {
                name: "loss".to_owned(),
                expected: "for CrossEntropy, one output per class (BinaryCrossEntropy takes one \
                         output for two classes)",
                found: "1 output".to_owned() + data.classes_hint(),
            });
        }
        Ok(())
    }
}

/// −ln of the output of a net input and of 1 minus it, whichever does not overflow.
#[inline]
fn yes_or_no(s: f64, target: f64) -> f64 {
    s.max(0.0) - s * target + (-s.abs()).exp().ln_1p()
}

fn soft_max_sum(end: &End<'_>, targets: &[f64]) -> f64 {
    let mut total = 0.0;
    for sample in 0..end.samples {
        add_soft_max(&mut total, end, targets, sample);
    }
    total
}

fn soft_max_of(end: &End<'_>, targets: &[f64], sample: usize) -> f64 {
    let mut total = 0.0;
    add_soft_max(&mut total, end, targets, sample);
    total
}

/// `−Σ t ln o` of a sample, with `ln o = s − ln Σ exp(s)`.
fn add_soft_max(total: &mut f64, end: &End<'_>, targets: &[f64], sample: usize) {
    let mut largest = f64::NEG_INFINITY;
    for s in end.sums[sample..].iter().step_by(end.width) {
        largest = largest.max(*s);
    }
    let mut shares = 0.0;
    for s in end.sums[sample..].iter().step_by(end.width) {
        shares += (s - largest).exp();
    }
    let whole = largest + shares.ln();
    let sums = end.sums[sample..].iter().zip(&targets[sample..]);
    for (s, target) in sums.step_by(end.width) {
        *total += target * (whole - s);
    }
}

/// `o Σ t − t`.
fn soft_max_slopes(end: &mut End<'_>, part: f64, targets: &[f64]) {
    for sample in 0..end.samples {
        let mut total = 0.0;
        for target in targets[sample..].iter().step_by(end.width) {
            total += target;
        }
        let places = (sample..end.outputs.len()).step_by(end.width);
        for at in places {
            end.slopes[at] = part * (end.outputs[at] * total - targets[at]);
        }
    }
}

/// An output away from 0 and 1; NaN stays.
fn inside(output: f64) -> f64 {
    output.clamp(EDGE, 1.0 - EDGE)
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
