//! How long training, predictions and pictures take, in the table that
//! `peers.py` sets beside Python's. After `cargo bench --bench train_time --`:
//! names of workloads (all where there are none); `write FOLDER` leaves the
//! samples of the delta rule there; `once NAME` runs a smaller form of one in
//! the function `counted`, for `tools/instructions.py`.

#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark prints what it measured")]

use std::hint::black_box;
use std::time::Instant;

use percept::ndarray::{Array1, Array2};
use percept::{Dataset, Delta, FeedForward, GradientDescent, Perceptron, Transfer};

const INPUTS: usize = 20;
const EPOCHS: usize = 10;
/// A workload is repeated for so many seconds, and at least so often.
const SECONDS: f64 = 0.5;
const REPEATS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["write", folder] => write(folder),
        ["once", name] => Bench { named: vec![name.to_owned()], ..ONCE }.run(),
        _ => {
            println!("| workload | fastest | unit |");
            println!("|---|--:|---|");
            Bench { named: arguments.clone(), ..WHOLE }.run();
        }
    }
}

/// What is measured, and with how many samples.
struct Bench {
    named: Vec<String>,
    samples: usize,
    few: usize,
    layer_samples: usize,
    layer_epochs: usize,
    points: usize,
    once: bool,
}

const WHOLE: Bench = Bench {
    named: Vec::new(),
    samples: 100_000,
    few: 5_000,
    layer_samples: 10_000,
    layer_epochs: 20,
    points: 1_000_000,
    once: false,
};
const ONCE: Bench = Bench {
    named: Vec::new(),
    // more than a run judges after its end
    samples: 5_000,
    few: 5_000,
    layer_samples: 1_000,
    layer_epochs: 2,
    points: 20_000,
    once: true,
};

/// Only what happens in here is counted.
#[inline(never)]
fn counted(run: &mut dyn FnMut() -> f64) {
    black_box(run());
}

impl Bench {
    fn run(&self) {
        self.delta();
        self.layers();
        self.pictures();
    }

    fn is_asked_for(&self, name: &str) -> bool {
        self.named.is_empty() || self.named.iter().any(|named| name == named)
    }

    /// A row: the fastest of several runs, in parts of a second; what disturbs
    /// only adds.
    fn row(&self, name: &str, unit: &str, parts: f64, mut run: impl FnMut() -> f64) {
        if self.once {
            return counted(&mut run);
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
        let (few, slow) = (self.few, self.samples.min(20_000));
        for (name, transfer, low, neurons, samples) in [
            ("w1", Transfer::HardLim, 0.0, 1, self.samples),
            ("w1-small", Transfer::HardLim, 0.0, 1, few),
            ("w1-signs", Transfer::HardLims, -1.0, 1, self.samples),
            ("w1-outputs-3", Transfer::HardLim, 0.0, 3, self.samples),
            ("w1-sigmoid", Transfer::LogSig, 0.0, 1, slow),
            ("w1-sigmoid-3", Transfer::LogSig, 0.0, 3, slow),
            ("w1-linear", Transfer::PureLin, 0.0, 1, slow),
            ("w1-linear-3", Transfer::PureLin, 0.0, 3, slow),
        ] {
            if self.is_asked_for(name) {
                let (inputs, sums) = noisy(samples);
                let targets = Array2::from_shape_fn((samples, neurons), |(sample, neuron)| {
                    // further neurons learn a side of their own
                    if sums[sample] > 0.3 * neuron as f64 { 1.0 } else { low }
                });
                let data = Dataset::new(inputs, targets).unwrap();
                let parts = 1e9 / (EPOCHS * samples * INPUTS * neurons) as f64;
                let unit = "ns an element and epoch";
                self.row(name, unit, parts, || train(&data, transfer, neurons));
            }
        }
        if self.is_asked_for("reading") {
            let (inputs, _) = noisy(self.samples);
            let numbers = inputs.as_slice().unwrap();
            let parts = 1e9 / numbers.len() as f64;
            self.row("reading", "ns an element", parts, || wide_sum(numbers));
        }
    }

    fn layers(&self) {
        for (sizes, names) in [
            (&[2, 20, 1][..], ["w2-2-20-1", "predict-2-20-1"]),
            (&[10, 64, 64, 1], ["w2-10-64-64-1", "predict-10-64-64-1"]),
        ] {
            let data = smooth(self.layer_samples, sizes[0]);
            let network = FeedForward::new(data.ranges(), sizes[1..].iter().copied()).unwrap();
            let epochs = self.layer_epochs;
            if self.is_asked_for(names[0]) {
                let parts = 1e3 / epochs as f64;
                self.row(names[0], "ms an epoch", parts, || descend(&data, &network, epochs));
            }
            if self.is_asked_for(names[1]) {
                let predict = || network.predict(data.inputs()).unwrap().sum();
                self.row(names[1], "ms", 1e3, predict);
            }
        }
    }

    fn pictures(&self) {
        let data = smooth(200, 2);
        let mut network = FeedForward::new(data.ranges(), [20, 1]).unwrap();
        if self.is_asked_for("surface") {
            let bytes = || network.surface(&data).unwrap().chart().mime_bundle().html().len();
            self.row("surface", "ms", 1e3, || bytes() as f64);
        }
        if self.is_asked_for("replay-60") {
            let trainer = GradientDescent::new().learning_rate(1e-3).epochs(60).goal(0.0);
            let history = network.train(&data, trainer).unwrap();
            self.row("replay-60", "ms", 1e3, || {
                let replay = history.replay(&data).unwrap();
                assert!(replay.frames().len() >= 60);
                replay.mime_bundle().html().len() as f64
            });
        }
        if self.is_asked_for("points") {
            let mut random = fastrand::Rng::with_seed(3);
            let inputs = Array2::from_shape_simple_fn((self.points, 2), || random.f64());
            let sides = inputs.rows().into_iter().map(|x| f64::from(u8::from(x[0] > x[1])));
            let targets: Array1<f64> = sides.collect();
            let data = Dataset::new(inputs, targets).unwrap();
            let bytes = || data.chart().mime_bundle().html().len();
            self.row("points", "ms", 1e3, || bytes() as f64);
        }
    }
}

/// The samples of the delta rule, as numbers of eight bytes, lowest first.
fn write(folder: &str) {
    let (inputs, sums) = noisy(WHOLE.samples);
    let targets = sums.iter().map(|sum| f64::from(u8::from(*sum > 0.0)));
    for (name, values) in [("x", inputs.iter().copied().collect()), ("y", targets.collect())] {
        let values: Vec<f64> = values;
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        std::fs::write(std::path::Path::new(folder).join(name), bytes).unwrap();
    }
}

/// Inputs between −1 and 1, and the hyperbolic tangent of their sum.
fn smooth(samples: usize, n_inputs: usize) -> Dataset {
    let mut random = fastrand::Rng::with_seed(2);
    let inputs = Array2::from_shape_simple_fn((samples, n_inputs), || 2.0 * random.f64() - 1.0);
    let targets: Array1<f64> = inputs.rows().into_iter().map(|row| row.sum().tanh()).collect();
    Dataset::new(inputs, targets).unwrap()
}

fn descend(data: &Dataset, network: &FeedForward, epochs: usize) -> f64 {
    let trainer = GradientDescent::new().learning_rate(1e-6).epochs(epochs).goal(0.0);
    network.clone().train(data, trainer).unwrap().last_error()
}

/// Normal inputs, and sums whose signs no line separates, so that no epoch is
/// free of updates.
fn noisy(samples: usize) -> (Array2<f64>, Vec<f64>) {
    let mut random = fastrand::Rng::with_seed(20);
    let mut normal = || {
        let (radius, angle) = (random.f64().max(f64::MIN_POSITIVE), random.f64());
        (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
    };
    let weights: Vec<f64> = (0..INPUTS).map(|_| normal()).collect();
    let inputs = Array2::from_shape_simple_fn((samples, INPUTS), &mut normal);
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
