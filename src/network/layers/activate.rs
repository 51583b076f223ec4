//! Transfer functions over many samples at once: neuron by neuron, `width`
//! samples each.

use super::exponentials::{exp_all, logistic_all, tanh_all};
use crate::network::Transfer;
use crate::network::processor::widened;
use crate::network::transfer::LEAK;
use crate::network::transfer::competing::{compete, soft_max};

/// Turns net inputs into outputs, in place.
pub(crate) fn activate(transfer: Transfer, values: &mut [f64], width: usize) {
    match transfer {
        Transfer::TanSig => tanh_all(values),
        Transfer::LogSig => logistic_all(values),
        Transfer::Relu => {
            for value in values {
                // written so that NaN stays
                *value = if *value < 0.0 { 0.0 } else { *value };
            }
        }
        Transfer::PureLin => {}
        Transfer::RadBas => {
            for value in &mut *values {
                *value = -*value * *value;
            }
            exp_all(values);
        }
        Transfer::SoftMax => soft_max(values, width, exp_all),
        Transfer::Competitive => compete(values, width),
        _ => {
            for value in values {
                *value = transfer.apply(*value);
            }
        }
    }
}

/// Turns derivatives of the loss with respect to the outputs into those with
/// respect to the net inputs, in place.
///
/// `sums` are the net inputs, filled where [`needs_sums`] says so.
pub(crate) fn through_transfer(
    transfer: Transfer,
    outputs: &[f64],
    sums: &[f64],
    slopes: &mut [f64],
    width: usize,
) {
    match transfer {
        Transfer::PureLin => {}
        Transfer::TanSig => through_tan_sig(outputs, slopes),
        Transfer::LogSig => through_log_sig(outputs, slopes),
        Transfer::Relu => {
            for (slope, y) in slopes.iter_mut().zip(outputs) {
                *slope = if *y > 0.0 { *slope } else { 0.0 };
            }
        }
        Transfer::LeakyRelu => {
            for (slope, y) in slopes.iter_mut().zip(outputs) {
                *slope *= if *y > 0.0 { 1.0 } else { LEAK };
            }
        }
        Transfer::SoftMax => through_soft_max(outputs, slopes, width),
        _ => {
            for (slope, s) in slopes.iter_mut().zip(sums) {
                *slope *= transfer.derivative(*s);
            }
        }
    }
}

widened! {
    fn through_tan_sig(outputs: &[f64], slopes: &mut [f64]) {
        for (slope, y) in slopes.iter_mut().zip(outputs) {
            *slope *= 1.0 - y * y;
        }
    }
}

widened! {
    fn through_log_sig(outputs: &[f64], slopes: &mut [f64]) {
        for (slope, y) in slopes.iter_mut().zip(outputs) {
            *slope *= y * (1.0 - y);
        }
    }
}

/// Every output of the layer depends on every net input:
/// `∂L/∂sᵢ = yᵢ (∂L/∂yᵢ − Σ yⱼ ∂L/∂yⱼ)`.
fn through_soft_max(outputs: &[f64], slopes: &mut [f64], width: usize) {
    for sample in 0..width {
        let mut mean = 0.0;
        let mut at = sample;
        while at < outputs.len() {
            mean += outputs[at] * slopes[at];
            at += width;
        }
        at = sample;
        while at < outputs.len() {
            slopes[at] = outputs[at] * (slopes[at] - mean);
            at += width;
        }
    }
}

/// Whether the derivative cannot be told from the output.
pub(crate) fn needs_sums(transfer: Transfer) -> bool {
    use Transfer::{LeakyRelu, LogSig, PureLin, Relu, SoftMax, TanSig};
    !matches!(transfer, TanSig | LogSig | PureLin | Relu | LeakyRelu | SoftMax)
}
