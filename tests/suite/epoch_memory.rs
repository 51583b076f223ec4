//! What is allocated while a network learns: nothing in an epoch but what the
//! history keeps of it, and one copy of the data at most. Each run has a process
//! of its own, of which every byte asked for counts.

use std::ops::ControlFlow;
use std::process::{Command, Stdio};

use percept::ndarray::Array2;
use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, Delta, Epoch, FeedForward, GradientDescent, LBfgs,
    Perceptron, Rprop, Transfer,
};

use crate::file_memory::MEMORY;

/// Says to the test binary that it is the process of a run.
const RUNS: &str = "PERCEPT_TEST_RUNS";
const SAMPLES: usize = 4_000;
const INPUTS: usize = 20;
const EPOCHS: usize = 40;

/// Runs a test once more in a process of its own; `true` in that process.
fn is_alone(test: &str) -> bool {
    if std::env::var_os(RUNS).is_some() {
        return true;
    }
    let status = Command::new(std::env::current_exe().unwrap())
        .args([&format!("epoch_memory::{test}"), "--exact", "--test-threads=1", "--nocapture"])
        .env(RUNS, "")
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    false
}

/// Noisy sides of a plane: no epoch is without updates.
fn data() -> Dataset {
    let mut state = 1.0_f64;
    let inputs = Array2::from_shape_simple_fn((SAMPLES, INPUTS), || {
        state = (state * 997.3).fract();
        state - 0.5
    });
    let side = |sum: f64| f64::from(u8::from(sum > 0.0));
    let rows = inputs.rows().into_iter();
    let targets: Vec<f64> = rows.map(|row| side(row[0] + row[1] + 4.0 * row[2] * row[3])).collect();
    Dataset::new(inputs, targets).unwrap()
}

/// Bytes that a run allocates, and in each epoch after the first.
struct Bytes {
    began: usize,
    before: usize,
    epochs: Vec<usize>,
}

impl Bytes {
    fn new() -> Self {
        let epochs = Vec::with_capacity(EPOCHS);
        Self { began: MEMORY.total_allocated(), before: 0, epochs }
    }

    fn take(&mut self, epoch: &Epoch<'_>) -> ControlFlow<()> {
        let now = MEMORY.total_allocated();
        if epoch.number() > 1 {
            self.epochs.push(now - self.before);
        }
        self.before = now;
        ControlFlow::Continue(())
    }

    /// From epoch `first` on no more than the history's copy of the parameters,
    /// but where its lists grow.
    fn check_epochs(&self, name: &str, first: usize, parameters: usize) {
        assert_eq!(self.epochs.len(), EPOCHS - 1);
        for (i, bytes) in self.epochs.iter().enumerate() {
            let epoch = i + 2;
            if epoch >= first && !(epoch - 1).is_power_of_two() {
                assert_eq!(*bytes, parameters * size_of::<f64>(), "{name}, epoch {epoch}");
            }
        }
    }

    /// In the whole run less than the data take once more, and a fifth.
    fn check_all(&self, name: &str) {
        let data = SAMPLES * (INPUTS + 1) * size_of::<f64>();
        let run = MEMORY.total_allocated() - self.began;
        assert!(run < data + data / 5, "{name}: {run} bytes for data of {data}");
    }
}

#[test]
fn epochs_of_the_delta_rule_allocate_nothing_and_data_are_copied_once() {
    if !is_alone("epochs_of_the_delta_rule_allocate_nothing_and_data_are_copied_once") {
        return;
    }
    let data = data();
    for transfer in [Transfer::HardLim, Transfer::LogSig, Transfer::PureLin] {
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap().transfer(transfer);
        let trainer = Delta::new().learning_rate(1e-3).epochs(EPOCHS).goal(0.0).show(0);
        let mut bytes = Bytes::new();
        perceptron.train_watching(&data, trainer, |epoch| bytes.take(epoch)).unwrap();
        bytes.check_all(&transfer.to_string());
        bytes.check_epochs(&transfer.to_string(), 2, INPUTS + 1);
    }
}

#[test]
fn epochs_of_trainers_of_layers_allocate_nothing() {
    if !is_alone("epochs_of_trainers_of_layers_allocate_nothing") {
        return;
    }
    let data = data();
    macro_rules! check {
        ($($trainer:expr, $first:expr;)*) => {$({
            let mut network = FeedForward::new(data.ranges(), [8, 1]).unwrap().seed(1);
            let trainer = $trainer.epochs(EPOCHS).goal(0.0).show(0);
            let mut bytes = Bytes::new();
            network.train_watching(&data, trainer, |epoch| bytes.take(epoch)).unwrap();
            bytes.check_epochs(stringify!($trainer), $first, network.n_parameters());
        })*};
    }
    // the first steps fill what these remember
    check! {
        GradientDescent::new().learning_rate(1e-4), 2;
        GradientDescent::new().learning_rate(1e-4).batch_size(100), 3;
        Adam::new(), 2;
        Rprop::new(), 2;
        ConjugateGradient::new(), 2;
        Bfgs::new(), 3;
        LBfgs::new(), 12;
    }
}
