//! The same bits whatever the registers: plain code, half a block in each, a
//! whole one, and samples that come in batches.

use std::ops::Range;

use ndarray::Array2;

use super::{Registers, Wide};
use crate::data::Dataset;
use crate::network::{Perceptron, Transfer};
use crate::train::Deadline;
use crate::train::delta::pass::Pass;

/// NaN is NaN: its sign and its payload are the processor's own.
fn bits<'a>(values: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    let bits = |value: &f64| if value.is_nan() { u64::MAX } else { value.to_bits() };
    values.into_iter().map(bits).collect()
}

/// Errors, weights and biases after each of some epochs.
fn learn(network: &Perceptron, batches: &[Dataset], rate: f64, wide: Option<Wide>) -> Vec<u64> {
    let mut pass = Pass::new(network, rate, None);
    pass.wide = wide;
    let mut all = Vec::new();
    for _ in 0..4 {
        let mut start = (network.weight_matrix().clone(), network.biases().to_vec());
        pass.begin_epoch(&mut start);
        let (weights, biases) = start;
        let mut error = 0.0;
        for batch in batches {
            error += pass.batch(batch, &weights, &biases, &mut Deadline::never());
        }
        all.extend(bits([error].iter().chain(weights.values()).chain(&biases)));
    }
    all
}

struct Case {
    n: usize,
    inputs: usize,
    neurons: usize,
    size: f64,
}

fn check(random: &mut fastrand::Rng, case: &Case, registers: &[Registers]) -> usize {
    let Case { n, inputs, neurons, size } = *case;
    let mut runs = 0;
    for (transfer, low) in [
        (Transfer::HardLim, 0.0),
        (Transfer::HardLims, -1.0),
        (Transfer::LogSig, 0.0),
        (Transfer::PureLin, 0.0),
    ] {
        let x = Array2::from_shape_simple_fn((n, inputs), || size * (2.0 * random.f64() - 1.0));
        let noise = [0.0, 0.02, 0.1, 0.5][random.usize(..4)];
        let targets = Array2::from_shape_fn((n, neurons), |(sample, neuron)| {
            let upper = (x[(sample, neuron % inputs)] > 0.1 * size) ^ (random.f64() < noise);
            if upper { 1.0 } else { low }
        });
        let network = Perceptron::new(vec![[-1.0, 1.0]; inputs], neurons).unwrap();
        let mut network = network.transfer(transfer);
        let weights = Array2::from_shape_simple_fn((neurons, inputs), || random.f64() - 0.5);
        network.set_weights(weights).unwrap();
        let rows = |range: Range<usize>| {
            let cut = |table: &Array2<f64>| {
                let rows = range.clone().flat_map(|row| table.row(row).to_vec());
                Array2::from_shape_vec((range.len(), table.ncols()), rows.collect()).unwrap()
            };
            Dataset::new(cut(&x), cut(&targets)).unwrap()
        };
        let (whole, middle) = (rows(0..n), n / 2);
        let batches = if middle > 0 { vec![rows(0..middle), rows(middle..n)] } else { Vec::new() };
        let rate = 0.01 + random.f64();
        let whole = [whole];
        let plain = learn(&network, &whole, rate, None);
        for &registers in registers {
            for keeps in [false, true] {
                let wide = learn(&network, &whole, rate, Some(Wide::with(registers, keeps)));
                assert_eq!(wide, plain, "{registers:?} {n} × {inputs} → {neurons} × {size}");
                runs += 1;
            }
            if !batches.is_empty() {
                let wide = learn(&network, &batches, rate, Some(Wide::with(registers, false)));
                assert_eq!(wide, learn(&network, &batches, rate, None));
                runs += 1;
            }
        }
    }
    runs
}

/// Those that this processor has.
fn registers() -> Vec<Registers> {
    match Registers::widest() {
        Some(Registers::Avx512) => vec![Registers::Avx512, Registers::Avx2],
        Some(Registers::Avx2) => vec![Registers::Avx2],
        None => Vec::new(),
    }
}

#[test]
fn all_registers_learn_the_same_bits() {
    let mut random = fastrand::Rng::with_seed(5);
    let (registers, mut runs) = (registers(), 0);
    for inputs in [1, 2, 5, 7, 8, 9, 15, 16, 20, 40, 128, 129, 200, 300] {
        for n in [1, 3, 8, 13, 33] {
            let case = Case { n, inputs, neurons: 1 + n % 3, size: 1.0 };
            runs += check(&mut random, &case, &registers);
        }
    }
    for _ in 0..250 {
        let (n, inputs) = (1 + random.usize(..40), 1 + random.usize(..24));
        let case = Case { n, inputs, neurons: 1 + random.usize(..3), size: 1.0 };
        runs += check(&mut random, &case, &registers);
    }
    assert!(runs >= 3600 * registers.len(), "{runs}");
}

#[test]
fn sums_beyond_all_numbers_are_the_same_in_all_registers() {
    let mut random = fastrand::Rng::with_seed(6);
    for inputs in [1, 2, 7, 8, 20, 140] {
        for size in [1e154, 1e300, 1.7e308] {
            for neurons in [1, 2] {
                let case = Case { n: 30, inputs, neurons, size };
                check(&mut random, &case, &registers());
            }
        }
    }
}
