//! Networks with layers, trained on tables that stay in their files.

use std::fs::File;

use percept::polars::prelude::*;
use percept::{
    Adam, Dataset, Delta, Error, FeedForward, GradientDescent, LBfgs, LazyDataset,
    LevenbergMarquardt, Perceptron, Rprop, Trainer, Transfer, toy,
};

use crate::errors::says;

const INPUTS: [&str; 2] = ["x1", "x2"];

fn moons() -> DataFrame {
    let moons = toy::moons(200, 0.1, 3).unwrap().shuffle(4).unwrap();
    let (x, t) = (moons.inputs(), moons.targets());
    let columns = [x.column(0), x.column(1), t.column(0)].map(|column| column.to_vec());
    let [x1, x2, class] = columns;
    df!("x1" => x1, "x2" => x2, "class" => class).unwrap()
}

fn in_batches(rows: usize) -> LazyDataset {
    let data = LazyDataset::new(moons().lazy(), INPUTS, ["class"]).unwrap();
    data.batch_size(rows).unwrap()
}

fn untrained() -> FeedForward {
    let network = FeedForward::new([[-2.0, 3.0], [-1.5, 2.0]], [5, 1]).unwrap();
    network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap().seed(2)
}

/// Largest difference of parameters and of errors between batches of 37 rows
/// and all rows at once, after so few epochs that rounding has not grown.
fn deviation(trainer: impl Into<Trainer>) -> f64 {
    let trainer = trainer.into();
    let whole = Dataset::from_frame(&moons(), INPUTS, ["class"]).unwrap();
    let (mut at_once, mut lazy) = (untrained(), untrained());
    let wanted = at_once.train(&whole, trainer.clone()).unwrap();
    let came = lazy.train_lazy(&in_batches(37), trainer).unwrap();
    assert_eq!(came.epochs(), wanted.epochs());
    assert!(at_once.parameters() != untrained().parameters(), "it learns");
    let mut most = 0.0_f64;
    for (a, b) in lazy.parameters().iter().zip(at_once.parameters()) {
        most = most.max((a - b).abs());
    }
    for (a, b) in came.errors().iter().zip(wanted.errors()) {
        most = most.max((a - b).abs());
    }
    most
}

#[test]
fn batches_teach_layers_what_all_rows_teach() {
    for (name, trainer) in [
        ("descent", Trainer::from(GradientDescent::new().epochs(10))),
        ("Rprop", Rprop::new().epochs(10).into()),
        ("Adam", Adam::new().epochs(10).into()),
        ("L-BFGS", LBfgs::new().epochs(3).into()),
    ] {
        let most = deviation(trainer);
        assert!(most < 1e-9, "{name}: {most:e}");
    }
}

#[test]
fn a_step_after_each_row_needs_no_other_rows() {
    assert!(deviation(GradientDescent::new().learning_rate(0.1).online().epochs(5)) < 1e-12);
}

#[test]
fn small_batches_are_drawn_the_same_each_time() {
    let trainer = || Adam::new().learning_rate(0.02).batch_size(10).epochs(60);
    let (mut first, mut second) = (untrained(), untrained());
    let history = first.train_lazy(&in_batches(50), trainer()).unwrap();
    assert_eq!(second.train_lazy(&in_batches(50), trainer()).unwrap(), history);
    assert_eq!(first, second);
    assert!(history.last_error() < 0.3 * history.errors()[0], "{:?}", history.errors());
}

#[test]
fn what_cannot_be_learnt_is_refused_with_its_row() {
    let mut network = untrained();
    says(
        network.train_lazy(&in_batches(50), LevenbergMarquardt::new()),
        "`trainer`: expected one that can go over the samples in batches, such as Adam, but got \
         LevenbergMarquardt",
    );
    let mut targets = vec![1.0; 9000];
    targets[8999] = 2.0;
    let frame = df!("x1" => vec![0.5; 9000], "x2" => vec![0.5; 9000], "t" => targets).unwrap();
    let data = LazyDataset::new(frame.lazy(), INPUTS, ["t"]).unwrap();
    let problem = network.train_lazy(&data, Rprop::new()).unwrap_err();
    assert!(problem.to_string().starts_with("targets: row 8999, column 0"), "{problem}");
    assert_eq!(network, untrained());
}

#[test]
fn a_file_that_is_gone_ends_the_training() {
    let path = std::env::temp_dir().join(format!("percept_{}_gone.parquet", std::process::id()));
    ParquetWriter::new(File::create(&path).unwrap()).finish(&mut moons()).unwrap();
    let plan =
        LazyFrame::scan_parquet(PlRefPath::new(path.to_str().unwrap()), ScanArgsParquet::default());
    let data = LazyDataset::new(plan.unwrap(), INPUTS, ["class"]).unwrap();
    std::fs::remove_file(&path).unwrap();
    let mut network = untrained();
    let problem = network.train_lazy(&data, Rprop::new()).unwrap_err();
    assert!(matches!(problem, Error::Batch { .. }), "{problem}");
    assert_eq!(network, untrained());
}

#[test]
fn a_run_over_batches_goes_on_with_the_same_bits() {
    use std::ops::ControlFlow;
    let folder = crate::whole_files::folder("resumed_batches");
    let (layers, neuron) = (folder.join("layers"), folder.join("neuron"));
    let until_three = |epoch: &percept::Epoch<'_>| {
        if epoch.number() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let data = in_batches(37);

    let trainer = || Adam::new().batch_size(10).epochs(8).goal(0.0);
    let (mut whole, mut resumed) = (untrained(), untrained());
    let wanted = whole.train_lazy(&data, trainer()).unwrap();
    let part = trainer().checkpoint(&layers, 1);
    untrained().train_lazy_watching(&data, part, until_three).unwrap();
    let came = resumed.train_lazy(&data, trainer().resume(&layers)).unwrap();
    assert!(resumed == whole && came == wanted);
    // batches of other sizes make other steps
    let other = resumed.train_lazy(&in_batches(38), trainer().resume(&layers)).unwrap_err();
    let other = other.to_string();
    assert!(other.starts_with("resume: expected data with inputs of the fingerprint"), "{other}");

    let fresh = || percept::Perceptron::new([[-2.0, 3.0], [-1.5, 2.0]], 1).unwrap();
    let rule = || percept::Delta::new().epochs(8).goal(0.0);
    let (mut whole, mut resumed) = (fresh(), fresh());
    let wanted = whole.train_lazy(&data, rule()).unwrap();
    let part = rule().checkpoint(&neuron, 1);
    fresh().train_lazy_watching(&data, part, until_three).unwrap();
    let came = resumed.train_lazy(&data, rule().resume(&neuron)).unwrap();
    assert!(resumed == whole && came == wanted);
    std::fs::remove_dir_all(folder).unwrap();
}

/// A network and a perceptron of `x`, trained on 3,000 rows of which only the
/// last ones have the second target.
fn of_rows(first: f64, last: f64) -> (FeedForward, Perceptron) {
    let x: Vec<f64> = (0..3000).map(|row| f64::from(row) / 3000.0).collect();
    let target: Vec<f64> = (0..3000).map(|row| if row < 2900 { first } else { last }).collect();
    let frame = df!("x" => x, "target" => target).unwrap();
    let data = LazyDataset::new(frame.lazy(), ["x"], ["target"]).unwrap().batch_size(500).unwrap();
    let network = FeedForward::new(data.ranges().to_vec(), [1]).unwrap();
    let mut network = network.transfer([Transfer::PureLin]).unwrap();
    network.train_lazy(&data, Adam::new().epochs(1)).unwrap();
    network.set_weights(0, [[1.0]]).unwrap();
    network.set_biases(0, [0.0]).unwrap();
    let mut neuron = Perceptron::new(data.ranges().to_vec(), 1).unwrap();
    neuron = neuron.transfer(Transfer::PureLin);
    neuron.train_lazy(&data, Delta::new().epochs(1).learning_rate(1e-6)).unwrap();
    neuron.set_weights([[1.0]]).unwrap();
    neuron.set_threshold(0.0).unwrap();
    (network, neuron)
}

#[test]
fn the_targets_of_all_rows_say_where_classes_meet() {
    for (first, last) in [(0.0, 1.0), (1.0, -1.0), (4.0, 2.0)] {
        let (network, neuron) = of_rows(first, last);
        let (low, high) = (f64::min(first, last), f64::max(first, last));
        let edge = f64::midpoint(low, high);
        let data = Dataset::new([edge - 0.1, edge + 0.1], [low, high]).unwrap();
        assert_eq!(network.evaluate(&data).unwrap().n_right(), 2, "{first}, {last}");
        assert_eq!(neuron.evaluate(&data).unwrap().n_right(), 2, "{first}, {last}");
        let other = Dataset::new([0.1, 0.2], [low - 1.0, high]).unwrap();
        assert!(network.evaluate(&other).is_err() && neuron.evaluate(&other).is_err());
    }
}
