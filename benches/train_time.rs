//! How long training, predictions and pictures take, in the table that
//! `peers.py` sets beside Python's: `cargo bench --bench train_time -- w1`
//! measures the workloads whose names begin so, all where none is named;
//! `-- write FOLDER` leaves the samples of the delta rule there.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::Instant;

use percept::ndarray::{Array1, Array2, s};
use percept::{Dataset, Delta, FeedForward, GradientDescent, Perceptron, Transfer};

const INPUTS: usize = 20;
const SAMPLES: usize = 100_000;
const FEW: usize = 5_000;
const EPOCHS: usize = 10;
const LAYER_SAMPLES: usize = 10_000;
const LAYER_EPOCHS: usize = 20;
const POINTS: usize = 1_000_000;
/// A workload is repeated for so many seconds, and at least so often.
const SECONDS: f64 = 0.5;
const REPEATS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [word, folder] = &arguments[..]
        && word == "write"
    {
        return write(folder);
    }
    println!("| workload | fastest | unit |");
    println!("|---|--:|---|");
    let bench = Bench { named: arguments };
    bench.delta();
    bench.layers();
    bench.pictures();
}

struct Bench {
    named: Vec<String>,
}

impl Bench {
    fn is_asked_for(&self, name: &str) -> bool {
        self.named.is_empty() || self.named.iter().any(|named| name.starts_with(named))
    }

    /// A row: the fastest of several runs, in parts of a second; what disturbs
    /// only adds.
    fn row(&self, name: &str, unit: &str, parts: f64, mut run: impl FnMut() -> f64) {
        if !self.is_asked_for(name) {
            return;
        }
        let (mut fastest, mut runs, began) = (f64::INFINITY, 0, Instant::now());
        while runs < REPEATS || began.elapsed().as_secs_f64() < SECONDS {
            let start = Instant::now();
            black_box(run());
            fastest = fastest.min(start.elapsed().as_secs_f64());
            runs += 1;
        }
        println!("| {name} | {:.3} | {unit} |", fastest * parts);
    }

    fn delta(&self) {
        if !self.is_asked_for("w1") && !self.named.iter().any(|named| named.starts_with("w1")) {
            return;
        }
        let (inputs, sums) = noisy();
        let targets = |low: f64, neurons: usize, n: usize| {
            Array2::from_shape_fn((n, neurons), |(sample, neuron)| {
                // further neurons learn their own side
                if sums[sample] > 0.3 * neuron as f64 { 1.0 } else { low }
            })
        };
        let slow = SAMPLES / 5;
        for (name, transfer, low, neurons, samples) in [
            ("w1", Transfer::HardLim, 0.0, 1, SAMPLES),
            ("w1-small", Transfer::HardLim, 0.0, 1, FEW),
            ("w1-signs", Transfer::HardLims, -1.0, 1, SAMPLES),
            ("w1-outputs-3", Transfer::HardLim, 0.0, 3, SAMPLES),
            ("w1-sigmoid", Transfer::LogSig, 0.0, 1, slow),
            ("w1-sigmoid-3", Transfer::LogSig, 0.0, 3, slow),
            ("w1-linear", Transfer::PureLin, 0.0, 1, slow),
            ("w1-linear-3", Transfer::PureLin, 0.0, 3, slow),
        ] {
            let rows = inputs.slice(s![..samples, ..]).to_owned();
            let data = Dataset::new(rows, targets(low, neurons, samples)).unwrap();
            let parts = 1e9 / (EPOCHS * samples * INPUTS * neurons) as f64;
            self.row(name, "ns an element and epoch", parts, || train(&data, transfer, neurons));
        }
        let numbers = inputs.as_slice().unwrap();
        let parts = 1e9 / numbers.len() as f64;
        self.row("w1-reading", "ns an element", parts, || wide_sum(numbers));
    }

    fn layers(&self) {
        for (end, sizes) in [("2-20-1", &[2, 20, 1][..]), ("10-64-64-1", &[10, 64, 64, 1])] {
            let data = smooth(sizes[0]);
            let network = FeedForward::new(data.ranges(), sizes[1..].iter().copied()).unwrap();
            let parts = 1e3 / LAYER_EPOCHS as f64;
            self.row(&format!("w2-{end}"), "ms an epoch", parts, || descend(&data, &network));
            self.row(&format!("predict-{end}"), "ms", 1e3, || {
                network.predict(data.inputs()).unwrap().sum()
            });
        }
    }

    fn pictures(&self) {
        let data = smooth(2);
        let few = Dataset::new(
            data.inputs().slice(s![..200, ..]).to_owned(),
            data.targets().slice(s![..200, ..]).to_owned(),
        );
        let few = few.unwrap();
        let mut network = FeedForward::new(few.ranges(), [20, 1]).unwrap();
        self.row("surface", "ms", 1e3, || {
            network.surface(&few).unwrap().chart().mime_bundle().html().len() as f64
        });
        let trainer = GradientDescent::new().learning_rate(1e-3).epochs(60).goal(0.0);
        let history = network.train(&few, trainer).unwrap();
        self.row("replay-60", "ms", 1e3, || {
            let replay = history.replay(&few).unwrap();
            assert!(replay.frames().len() >= 60);
            replay.mime_bundle().html().len() as f64
        });
        if self.is_asked_for("points") {
            let mut random = fastrand::Rng::with_seed(3);
            let inputs = Array2::from_shape_simple_fn((POINTS, 2), || random.f64());
            let sides: Array1<f64> =
                inputs.rows().into_iter().map(|x| f64::from(u8::from(x[0] > x[1]))).collect();
            let data = Dataset::new(inputs, sides).unwrap();
            self.row("points-1000000", "ms", 1e3, || {
                data.chart().mime_bundle().html().len() as f64
            });
        }
    }
}

/// The samples of the delta rule, as numbers of eight bytes, lowest first.
fn write(folder: &str) {
    let (inputs, sums) = noisy();
    let targets = sums.iter().map(|sum| f64::from(u8::from(*sum > 0.0)));
    for (name, values) in [("x", inputs.iter().copied().collect()), ("y", targets.collect())] {
        let values: Vec<f64> = values;
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(std::path::Path::new(folder).join(name), bytes).unwrap();
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

fn descend(data: &Dataset, network: &FeedForward) -> f64 {
    let trainer = GradientDescent::new().learning_rate(1e-6).epochs(LAYER_EPOCHS).goal(0.0);
    network.clone().train(data, trainer).unwrap().last_error()
}

/// Normal inputs, and sums whose signs no line separates, so that no epoch is
/// free of updates.
fn noisy() -> (Array2<f64>, Vec<f64>) {
    let mut random = fastrand::Rng::with_seed(20);
    let mut normal = || {
        let (radius, angle) = (random.f64().max(f64::MIN_POSITIVE), random.f64());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    };
    let weights: Vec<f64> = (0..INPUTS).map(|_| normal()).collect();
    let inputs = Array2::from_shape_simple_fn((SAMPLES, INPUTS), &mut normal);
    let sum = |row: percept::ndarray::ArrayView1<'_, f64>| {
        row.iter().zip(&weights).map(|(x, weight)| x * weight).sum::<f64>()
    };
    let sums = inputs.rows().into_iter().map(|row| sum(row) + 0.5 * normal()).collect();
    (inputs, sums)
}

fn train(data: &Dataset, transfer: Transfer, neurons: usize) -> f64 {
    let perceptron = Perceptron::new(vec![[-5.0, 5.0]; INPUTS], neurons).unwrap();
    let mut perceptron = perceptron.transfer(transfer);
    let trainer = Delta::new().epochs(EPOCHS).goal(0.0).learning_rate(0.01);
    let history = perceptron.train(data, trainer).unwrap();
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
