//! The delta rule to the last bit, however its loops are written: errors,
//! weights and biases against the rule written down plainly.

use percept::ndarray::Array2;
use percept::{Dataset, Delta, Perceptron, Transfer};

const TRANSFERS: [Transfer; 5] =
    [Transfer::HardLim, Transfer::HardLims, Transfer::LogSig, Transfer::PureLin, Transfer::SatLins];

/// numpy's order of adding.
#[allow(clippy::many_single_char_names, reason = "eight sums side by side")]
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len();
    if n > 128 {
        let half = n / 2 - n / 2 % 8;
        return dot(&a[..half], &b[..half]) + dot(&a[half..], &b[half..]);
    }
    let (mut sum, mut next) = (0.0, 0);
    if n >= 8 {
        let mut lanes: Vec<f64> = (0..8).map(|i| a[i] * b[i]).collect();
        for i in 8..n - n % 8 {
            lanes[i % 8] += a[i] * b[i];
        }
        let [a, b, c, d, e, f, g, h] = lanes[..] else { unreachable!() };
        (sum, next) = (((a + b) + (c + d)) + ((e + f) + (g + h)), n - n % 8);
    }
    for i in next..n {
        sum += a[i] * b[i];
    }
    sum
}

struct Plain {
    weights: Vec<Vec<f64>>,
    biases: Vec<f64>,
    errors: Vec<f64>,
}

/// `epochs` times: the error with the weights as they are, then an update for
/// each sample. The weights left are those of the last error.
fn plainly(start: &Perceptron, data: &Dataset, epochs: usize, rate: f64) -> Plain {
    let transfer = start.transfer_function();
    let rows = |table: &Array2<f64>| -> Vec<Vec<f64>> {
        table.rows().into_iter().map(|row| row.to_vec()).collect()
    };
    let (inputs, targets) = (rows(data.inputs()), rows(data.targets()));
    let (mut weights, mut biases) = (rows(start.weights()), start.biases().to_vec());
    let mut errors = Vec::new();
    loop {
        let mut misses = Vec::new();
        for (x, targets) in inputs.iter().zip(&targets) {
            for (neuron, target) in targets.iter().enumerate() {
                misses.push(target - transfer.apply(dot(&weights[neuron], x) + biases[neuron]));
            }
        }
        let finite = weights.iter().flatten().chain(&biases).all(|value| value.is_finite());
        errors.push(if finite { 0.5 * dot(&misses, &misses) } else { f64::INFINITY });
        if errors.len() == epochs || !errors[errors.len() - 1].is_finite() {
            return Plain { weights, biases, errors };
        }
        for (x, targets) in inputs.iter().zip(&targets) {
            for (neuron, target) in targets.iter().enumerate() {
                let s = dot(&weights[neuron], x) + biases[neuron];
                let miss = target - transfer.apply(s);
                if miss != 0.0 {
                    for (weight, x) in weights[neuron].iter_mut().zip(x) {
                        *weight += rate * miss * x;
                    }
                    biases[neuron] += rate * miss;
                }
            }
        }
    }
}

/// Samples whose targets a line gives, but for some that are turned.
fn samples(
    random: &mut fastrand::Rng,
    [n, inputs, neurons]: [usize; 3],
    size: f64,
    transfer: Transfer,
) -> Dataset {
    let turned = [0.0, 0.02, 0.1, 0.5][random.usize(..4)];
    let [low, high] =
        if transfer == Transfer::PureLin { [-1.0, 1.0] } else { transfer.output_range() };
    let mut number = || 2.0 * random.f64() - 1.0;
    let x = Array2::from_shape_simple_fn((n, inputs), || size * number());
    let line: Vec<f64> = (0..inputs).map(|_| number()).collect();
    let above: Vec<bool> = x
        .rows()
        .into_iter()
        .map(|row| row.iter().zip(&line).map(|(x, w)| x / size * w).sum::<f64>() > 0.1)
        .collect();
    let targets = Array2::from_shape_fn((n, neurons), |(sample, neuron)| {
        let upper = above[sample] ^ (neuron % 2 == 1) ^ (random.f64() < turned);
        if upper { high } else { low }
    });
    Dataset::new(x, targets).unwrap()
}

/// NaN is NaN: its sign is the processor's own.
fn bits<'a>(values: impl IntoIterator<Item = &'a f64>) -> Vec<u64> {
    let bits = |value: &f64| if value.is_nan() { u64::MAX } else { value.to_bits() };
    values.into_iter().map(bits).collect()
}

fn check(random: &mut fastrand::Rng, shape: [usize; 3], size: f64, epochs: usize) -> usize {
    for transfer in TRANSFERS {
        let data = samples(random, shape, size, transfer);
        let mut network =
            Perceptron::new(vec![[-1.0, 1.0]; shape[1]], shape[2]).unwrap().transfer(transfer);
        if random.bool() {
            let weights = Array2::from_shape_simple_fn((shape[2], shape[1]), || random.f64() - 0.5);
            network.set_weights(weights).unwrap();
        }
        let rate = if transfer == Transfer::PureLin { 1e-3 } else { random.f64() };
        let plain = plainly(&network, &data, epochs, rate);
        let trainer = Delta::new().learning_rate(rate).epochs(epochs).goal(0.0).show(0);
        let history = network.train(&data, trainer).unwrap();
        let case = format!("{shape:?} {transfer} × {size}");
        assert_eq!(bits(history.errors()), bits(&plain.errors), "{case}");
        // a run that diverges leaves the weights of its last finite error
        if history.last_error().is_finite() {
            assert_eq!(bits(network.weights()), bits(plain.weights.iter().flatten()), "{case}");
            assert_eq!(bits(network.biases()), bits(&plain.biases), "{case}");
        }
    }
    TRANSFERS.len()
}

#[test]
fn errors_and_weights_are_those_of_the_rule_written_plainly() {
    const WIDTHS: [usize; 15] = [1, 2, 5, 7, 8, 9, 15, 16, 20, 40, 128, 129, 200, 264, 300];
    let mut random = fastrand::Rng::with_seed(17);
    let mut runs = 0;
    for inputs in WIDTHS {
        for n in [1, 3, 8, 13, 20] {
            for neurons in [1, 3] {
                runs += check(&mut random, [n, inputs, neurons], 1.0, 3);
            }
        }
    }
    for _ in 0..500 {
        let shape = [1 + random.usize(..40), 1 + random.usize(..24), 1 + random.usize(..3)];
        runs += check(&mut random, shape, 1.0, 1 + shape[0] % 4);
    }
    // more samples than are learnt from between two looks at the clock
    runs += check(&mut random, [2203, 20, 1], 1.0, 2);
    assert_eq!(runs, 3255);
}

#[test]
fn sums_beyond_all_numbers_are_those_of_the_rule_written_plainly() {
    let mut random = fastrand::Rng::with_seed(18);
    let mut runs = 0;
    for inputs in [2, 7, 8, 20, 140] {
        for size in [1e100, 1e154, 1e300, 1.7e308] {
            for _ in 0..3 {
                runs += check(&mut random, [30, inputs, 2], size, 5);
            }
        }
    }
    assert_eq!(runs, 300);
}
