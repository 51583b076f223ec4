//! How long training takes: the delta rule against reading the same numbers
//! once, and full-batch gradient descent through layers of `TanSig`:
//! `cargo bench --bench train_time`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::Instant;

use percept::ndarray::{Array1, Array2};
use percept::{Dataset, Delta, FeedForward, GradientDescent, Perceptron, toy};

const INPUTS: usize = 20;
const EPOCHS: usize = 10;
const LAYER_SAMPLES: usize = 10_000;
const LAYER_EPOCHS: usize = 20;
const REPEATS: usize = 15;

fn main() {
    println!("| samples × inputs | delta rule, ns per number and epoch | reading once | ratio |");
    println!("|---|--:|--:|--:|");
    for samples in [5_000, 100_000] {
        let data = noisy(samples);
        let numbers = (samples * INPUTS) as f64 / 1e9;
        let training = fastest(|| train(&data)) / EPOCHS as f64 / numbers;
        let reading = fastest(|| wide_sum(data.inputs().as_slice().unwrap())) / numbers;
        let ratio = training / reading;
        println!("| {samples} × {INPUTS} | {training:.2} | {reading:.2} | {ratio:.1} |");
    }
    println!("\n| network, {LAYER_SAMPLES} samples | gradient descent, ms an epoch |");
    println!("|---|--:|");
    for sizes in [&[2, 20, 1][..], &[10, 64, 64, 1]] {
        let data = smooth(sizes[0]);
        let epoch = 1e3 * fastest(|| descend(&data, &sizes[1..])) / LAYER_EPOCHS as f64;
        let name: Vec<String> = sizes.iter().map(usize::to_string).collect();
        println!("| {} | {epoch:.2} |", name.join("-"));
    }
}

/// Inputs between −1 and 1, and the hyperbolic tangent of their sum.
fn smooth(n_inputs: usize) -> Dataset {
    let mut random = fastrand::Rng::with_seed(2);
    let inputs =
        Array2::from_shape_simple_fn((LAYER_SAMPLES, n_inputs), || 2.0 * random.f64() - 1.0);
    let targets: Array1<f64> = inputs.rows().into_iter().map(|row| row.sum().tanh()).collect();
    Dataset::new(inputs, targets).unwrap()
}

fn descend(data: &Dataset, sizes: &[usize]) -> f64 {
    let mut network = FeedForward::new(data.ranges(), sizes.iter().copied()).unwrap();
    let trainer = GradientDescent::new().learning_rate(1e-6).epochs(LAYER_EPOCHS).goal(0.0);
    network.train(data, trainer).unwrap().last_error()
}

/// Classes that no line separates, so that no epoch is free of updates.
fn noisy(samples: usize) -> Dataset {
    let random = toy::blobs(samples * INPUTS / 2, 1.0, 1).unwrap().shuffle(2).unwrap();
    let inputs =
        Array2::from_shape_vec((samples, INPUTS), random.inputs().iter().copied().collect());
    let inputs = inputs.unwrap();
    let noise = random.inputs().iter().skip(7);
    let sums = inputs.rows().into_iter().zip(noise).map(|(row, noise)| row.sum() + 0.5 * noise);
    let targets: Array1<f64> = sums.map(|sum| f64::from(u8::from(sum > 0.0))).collect();
    Dataset::new(inputs, targets).unwrap()
}

fn train(data: &Dataset) -> f64 {
    let mut perceptron = Perceptron::new(vec![[-5.0, 5.0]; INPUTS], 1).unwrap();
    let history = perceptron.train(data, Delta::new().epochs(EPOCHS).goal(0.0)).unwrap();
    assert_eq!(history.epochs(), EPOCHS);
    history.last_error()
}

fn wide_sum(numbers: &[f64]) -> f64 {
    let mut lanes = [0.0; 16];
    for chunk in numbers.as_chunks::<16>().0 {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane += number;
        }
    }
    lanes.iter().sum()
}

/// Seconds of the fastest of several runs: what disturbs only adds.
fn fastest(mut run: impl FnMut() -> f64) -> f64 {
    let mut fastest = f64::INFINITY;
    for _ in 0..REPEATS {
        let start = Instant::now();
        black_box(run());
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    fastest
}
