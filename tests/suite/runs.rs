//! Runs of networks with layers: how they end, and what they learn.

use std::ops::ControlFlow;

use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, Epoch, FeedForward, GradientDescent, History, Init,
    LBfgs, LevenbergMarquardt, Loss, NewtonCg, Rprop, Stop, Trainer, Transfer, toy,
};

use crate::class_numbers::CALL;
use crate::networks::{refused, value};

fn trained(sizes: [usize; 2], data: &Dataset, trainer: impl Into<Trainer>) -> History {
    FeedForward::new(data.ranges(), sizes).unwrap().train(data, trainer).unwrap()
}

#[test]
fn runs_end_as_their_settings_say() {
    let data = toy::xor().unwrap();
    let stop = |trainer: GradientDescent| trained([3, 1], &data, trainer).stop();
    let descent = || GradientDescent::new().epochs(10).goal(0.0);
    assert_eq!(stop(descent()), Stop::EpochsReached);
    assert_eq!(stop(descent().goal(100.0)), Stop::GoalReached);
    assert_eq!(stop(descent().min_gradient(1e6)), Stop::FlatGradient);
    assert_eq!(stop(descent().time_limit(1e-9)), Stop::TimeUp);
}

#[test]
fn every_trainer_has_a_time_limit() {
    let data = toy::xor().unwrap();
    let runs = |limit: f64| {
        let mut perceptron = percept::Perceptron::new(data.ranges(), 1).unwrap();
        let mut lvq = percept::Lvq::new(data.ranges(), [1, 1]).unwrap();
        let mut competitive = percept::Competitive::new(data.ranges(), 2).unwrap();
        let (delta, rule) = (percept::Delta::new(), percept::LvqRule::new());
        let winner = percept::WinnerTakeAll::new();
        [
            perceptron.train(&data, delta.epochs(9).time_limit(limit)),
            lvq.train(&data, rule.goal(0.0).epochs(9).time_limit(limit)),
            competitive.train(&data, winner.goal(0.0).epochs(9).time_limit(limit)),
        ]
    };
    for history in runs(1e-9) {
        let history = history.unwrap();
        assert_eq!((history.epochs(), history.stop()), (1, Stop::TimeUp));
    }
    for history in runs(1e6) {
        let history = history.unwrap();
        assert_eq!((history.epochs(), history.stop()), (9, Stop::EpochsReached));
    }
    for limit in [0.0, -1.0, f64::NAN] {
        for refused in runs(limit) {
            let message = format!("`time_limit`: expected seconds, above 0, but got {limit}");
            assert_eq!(refused.unwrap_err().to_string(), message);
        }
    }
}

#[test]
fn second_order_trainers_find_the_sine_between_its_points() {
    let (data, unseen) = (toy::sine(30).unwrap(), toy::sine(101).unwrap());
    let trainers: [Trainer; 5] = [
        Bfgs::new().goal(0.0015).into(),
        LBfgs::new().goal(0.0015).into(),
        ConjugateGradient::new().goal(0.0015).epochs(3000).into(),
        NewtonCg::new().goal(0.0015).into(),
        LevenbergMarquardt::new().goal(0.0015).into(),
    ];
    for trainer in trainers {
        let mut network = FeedForward::new(data.ranges(), [8, 1]).unwrap();
        let history = network.train(&data, trainer.clone()).unwrap();
        assert_eq!(history.stop(), Stop::GoalReached, "{trainer:?}");
        let errors = history.errors();
        assert!(errors.windows(2).all(|pair| pair[1] < pair[0]), "{trainer:?}: {errors:?}");
        assert!(history.evaluations() >= history.epochs());
        let outputs = network.predict(unseen.inputs()).unwrap();
        let rmse = percept::Regression::of(unseen.targets(), outputs).unwrap().rmse();
        println!("sine, 101 points that were not learnt from: {rmse:.5}, {history:?}");
        assert!(rmse < 0.01, "{trainer:?}: {rmse}");
    }
}

#[test]
fn l_bfgs_is_not_stuck_by_inputs_far_from_1() {
    // years, thousands, millionths: no seed ends on a plateau of saturated neurons
    for [scale, offset] in [[1.0, 0.0], [1.0, 1500.0], [1e3, 0.0], [1e-6, 0.0]] {
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for x in 1..=100 {
            inputs.push([offset + scale * 5.0 * f64::from(x)]);
            targets.push(5.0 * f64::from(x) + 1.0);
        }
        let data = Dataset::new(inputs, targets).unwrap();
        for seed in 0..12 {
            let network = FeedForward::new(data.ranges(), [10, 1]).unwrap().seed(seed);
            let mut network = network.transfer([Transfer::TanSig, Transfer::PureLin]).unwrap();
            network.train(&data, LBfgs::new().epochs(200).show(0)).unwrap();
            let outputs = network.predict(data.inputs()).unwrap();
            let r2 = percept::Regression::of(data.targets(), outputs).unwrap().r2().unwrap();
            assert!(r2 > 0.99, "{scale}, {offset}, seed {seed}: {r2}");
        }
    }
}

#[test]
fn at_the_bottom_no_step_lowers_the_error() {
    // a line through three points: ½ Σ e² is least at ½ (1/6)
    let data = Dataset::new([0.0, 1.0, 2.0], [0.0, 1.0, 1.0]).unwrap();
    let trainers: [Trainer; 5] = [
        Bfgs::new().goal(0.0).into(),
        LBfgs::new().goal(0.0).into(),
        ConjugateGradient::new().goal(0.0).into(),
        NewtonCg::new().goal(0.0).into(),
        LevenbergMarquardt::new().goal(0.0).into(),
    ];
    for trainer in trainers {
        let neuron = FeedForward::new([[0.0, 2.0]], [1]).unwrap();
        let mut neuron = neuron.transfer([Transfer::PureLin]).unwrap();
        let history = neuron.train(&data, trainer.clone()).unwrap();
        assert_eq!(history.stop(), Stop::NoDescent, "{trainer:?}");
        assert!((history.last_error() - 1.0 / 12.0).abs() < 1e-12, "{trainer:?}");
        // least squares by hand: slope ½, intercept 1/6
        assert!((neuron.parameters()[0] - 0.5).abs() < 1e-6, "{trainer:?}");
        assert!((neuron.parameters()[1] - 1.0 / 6.0).abs() < 1e-6, "{trainer:?}");
    }
}

#[test]
fn a_run_that_diverges_keeps_finite_weights() {
    let data = Dataset::new([1e3, 2e3, 3e3], [1.0, 2.0, 3.0]).unwrap();
    let mut network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    network = network.transfer([Transfer::PureLin]).unwrap();
    let history = network.train(&data, GradientDescent::new().learning_rate(10.0)).unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    assert!(!history.last_error().is_finite());
    assert!(network.parameters().iter().all(|parameter| parameter.is_finite()));
}

#[test]
fn patience_keeps_the_weights_that_were_best_for_the_validation_data() {
    let (train, test) = toy::moons(60, 0.4, 3).unwrap().split(0.5, 1).unwrap();
    let mut network = FeedForward::new(train.ranges(), [30, 1]).unwrap();
    let trainer = Rprop::new().validation(&test).patience(15).epochs(2000).goal(0.0);
    let history = network.train(&train, trainer).unwrap();
    assert_eq!(history.stop(), Stop::NoImprovement);
    let errors = history.validation_errors();
    assert_eq!(errors.len(), history.epochs());
    let best = errors.iter().copied().fold(f64::INFINITY, f64::min);
    assert_eq!(errors.iter().position(|error| *error == best), Some(errors.len() - 16));
    assert!((value(&network, &test, Loss::Sse) - best).abs() < 1e-12);
}

#[test]
fn the_penalty_is_part_of_the_error_and_of_its_slope() {
    let data = toy::sine(15).unwrap();
    let network = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    let first = |trainer: GradientDescent| {
        network.clone().train(&data, trainer.epochs(1)).unwrap().errors()[0]
    };
    let squares: f64 = network.parameters().iter().map(|p| p * p).sum();
    let sizes: f64 = network.parameters().iter().map(|p| p.abs()).sum();
    let plain = first(GradientDescent::new());
    assert!((first(GradientDescent::new().l2(0.3)) - plain - 0.15 * squares).abs() < 1e-12);
    assert!((first(GradientDescent::new().l1(0.3)) - plain - 0.3 * sizes).abs() < 1e-12);
    // one step of rate 1 moves by the slope
    let step = |trainer: GradientDescent| {
        let mut copy = network.clone();
        copy.train(&data, trainer.learning_rate(1.0).epochs(2).goal(-1.0)).unwrap();
        copy.parameters().to_vec()
    };
    let (plain, l2, l1) = (
        step(GradientDescent::new()),
        step(GradientDescent::new().l2(0.3)),
        step(GradientDescent::new().l1(0.3)),
    );
    for (at, p) in network.parameters().iter().enumerate() {
        assert!((plain[at] - l2[at] - 0.3 * p).abs() < 1e-12);
        let sign = if *p == 0.0 { 0.0 } else { p.signum() };
        assert!((plain[at] - l1[at] - 0.3 * sign).abs() < 1e-12);
    }
}

/// The message of a refused run.

#[test]
fn what_cannot_be_learnt_is_refused_with_a_sentence() {
    let data = toy::xor().unwrap();
    let network = || FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let with = |functions: [Transfer; 2]| network().transfer(functions).unwrap();
    assert_eq!(
        refused(&with([Transfer::HardLim, Transfer::LogSig]), &data, Rprop::new()),
        "`transfer`: expected a function with a derivative in every layer, for a gradient to follow, \
         but got HardLim in layer 0 (counting from 0)"
    );
    assert_eq!(
        refused(&network(), &data, Rprop::new().loss(Loss::BinaryCrossEntropy)),
        "`loss`: expected for a cross-entropy, a last layer with outputs from 0 to 1 (LogSig for \
         yes or no, SoftMax for classes), but got BinaryCrossEntropy with TanSig"
    );
    let far = Dataset::new(data.inputs(), [0, 1, 2, 3]).unwrap();
    assert_eq!(
        refused(&network(), &far, Rprop::new()),
        "targets: row 2, column 0 (counting from 0) is 2, but TanSig can only give values from \
         -1 to 1"
            .to_owned()
            + CALL
    );
    let settings: [(Trainer, &str); 10] = [
        (Rprop::new().epochs(0).into(), "`epochs`: expected at least 1, but got 0"),
        (Rprop::new().goal(f64::NAN).into(), "`goal`: expected a finite number, but got NaN"),
        (Rprop::new().l2(-1.0).into(), "`l2`: expected a finite number, 0 or above, but got -1"),
        (Adam::new().batch_size(0).into(), "`batch_size`: expected at least 1, but got 0"),
        (
            GradientDescent::new().learning_rate(0.0).into(),
            "`learning_rate`: expected a finite number above 0, but got 0",
        ),
        (
            GradientDescent::new().momentum(1.0).into(),
            "`momentum`: expected a number from 0 to below 1, but got 1",
        ),
        (
            Rprop::new().step_bounds(1.0, 0.5).into(),
            "`step_bounds`: expected finite numbers above 0, the smallest first, but got 1 and 0.5",
        ),
        (Rprop::new().time_limit(0.0).into(), "`time_limit`: expected seconds, above 0, but got 0"),
        (
            Rprop::new().validation(&data).patience(0).into(),
            "`patience`: expected at least 1, but got 0",
        ),
        (
            Rprop::new().patience(5).into(),
            "`patience`: expected `validation` data whose error it waits for, but got 5 without \
             such data",
        ),
    ];
    for (trainer, message) in settings {
        assert_eq!(refused(&network(), &data, trainer), message);
    }
}

#[test]
fn impossible_networks_are_refused_with_a_sentence() {
    let new = |sizes: &[usize]| {
        FeedForward::new([[0.0, 1.0]], sizes.iter().copied()).unwrap_err().to_string()
    };
    assert_eq!(new(&[]), "sizes: expected at least one layer, but got none");
    assert_eq!(
        new(&[3, 0]),
        "`sizes`: expected at least one neuron in every layer, but got 0 in layer 1 (counting \
         from 0)"
    );
    assert!(new(&[usize::MAX]).starts_with("`sizes`: expected layers of at most 2^27 weights"));
    let network = FeedForward::new([[0.0, 1.0]], [2, 1]).unwrap();
    assert_eq!(
        network.clone().transfer([Transfer::TanSig; 3]).unwrap_err().to_string(),
        "transfer: expected 2 transfer functions, one per layer (or a single one for all), but got 3"
    );
    assert_eq!(
        network.clone().set_biases(2, [0.0]).unwrap_err().to_string(),
        "`layer`: expected the number of a layer, the first being 0, but got 2 for a network of 2 \
         layers"
    );
    assert_eq!(
        network.clone().init(Init::Uniform { low: 1.0, high: 0.0 }).unwrap_err().to_string(),
        "`init`: expected Uniform with low <= high, both finite, but got low 1, high 0"
    );
}

/// How many of the test samples get their label.
fn iris_hits(train: &Dataset, test: &Dataset, seed: u64) -> usize {
    let scaler = percept::Scaler::standard(train).unwrap();
    let (train, test) = (scaler.apply(train).unwrap(), scaler.apply(test).unwrap());
    let network = FeedForward::new(train.ranges(), [8, 3]).unwrap().seed(seed);
    let mut network = network.transfer([Transfer::TanSig, Transfer::SoftMax]).unwrap();
    let trainer = LBfgs::new().loss(Loss::CrossEntropy).l2(0.005).epochs(60).goal(0.0).show(0);
    network.train(&train, trainer).unwrap();
    let names = test.class_names().unwrap();
    let class = |row: usize| test.targets().row(row).iter().position(|t| *t == 1.0).unwrap();
    let labels = network.predict_labels(&test).unwrap();
    labels.iter().enumerate().filter(|(row, label)| names[class(*row)] == **label).count()
}

#[test]
fn iris_flowers_that_were_held_out_are_told_apart() {
    let mut hits = Vec::new();
    // other folds and other weights with each
    for seed in 0..6 {
        let folds = toy::iris().unwrap().kfold(10, seed + 1).unwrap();
        hits.push(folds.iter().map(|(train, test)| iris_hits(train, test, seed)).sum::<usize>());
    }
    let share = hits.iter().sum::<usize>() as f64 / (150 * hits.len()) as f64;
    println!("iris, 10-fold: {hits:?} of 150 by seed, {:.2} % held out", 100.0 * share);
    assert!(share >= 0.97, "{hits:?} of 150 by seed, {share}");
}

#[test]
fn a_summary_counts_layers_and_parameters() {
    let network = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [3, 1]).unwrap();
    assert_eq!(format!("{network:?}"), "FeedForward(2-3-1, 13 parameters)");
    assert_eq!(
        network.summary(),
        "2 inputs, 2 layers, 13 parameters\n\
         layer 1: 3 neurons, TanSig, 9 parameters\n\
         layer 2: 1 neuron, TanSig, 4 parameters"
    );
}

/// Ends a run after its third epoch.
fn three(epoch: &Epoch<'_>) -> ControlFlow<()> {
    if epoch.number() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

#[test]
fn the_watching_function_can_end_every_training() {
    let data = toy::xor().unwrap();
    let ends = |history: percept::Result<History>| {
        let history = history.unwrap();
        assert_eq!((history.epochs(), history.stop()), (3, Stop::Interrupted));
        history.last_error()
    };
    let mut network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let error = ends(network.train_watching(&data, Rprop::new(), three));
    assert_eq!(value(&network, &data, Loss::Sse), error);
    let mut network = percept::Elman::new(data.ranges(), [2, 1]).unwrap();
    let error = ends(network.train_watching(&data, Rprop::new(), three));
    let outputs = network.predict(&data).unwrap();
    assert_eq!(Loss::Sse.value(outputs, data.targets()).unwrap(), error);
    let mut network = percept::Lvq::new(data.ranges(), [1, 1]).unwrap();
    ends(network.train_watching(&data, percept::LvqRule::new(), three));
    let mut network = percept::Competitive::new(data.ranges(), 2).unwrap();
    ends(network.train_watching(&data, percept::WinnerTakeAll::new(), three));
}

#[test]
fn the_error_of_validation_data_is_drawn_too() {
    let (train, test) = toy::moons(60, 0.2, 1).unwrap().split(0.7, 1).unwrap();
    let mut network = FeedForward::new(train.ranges(), [6, 1]).unwrap().seed(1);
    let trainer = Rprop::new().epochs(40).goal(0.0).validation(&test).patience(10).show(0);
    let history = network.train(&train, trainer).unwrap();
    let errors = history.validation_errors();
    let lowest = errors.iter().copied().fold(f64::INFINITY, f64::min);
    let said = history.to_string();
    let best = errors.iter().position(|error| *error == lowest).unwrap();
    assert!(said.contains(&format!("it was lowest after {best} epoch")), "{said}");
    let live = history.chart().mime_bundle().plotly().to_owned();
    assert!(live.contains("\"name\":\"validation error\""), "{live}");
    assert!(said.lines().any(|line| line.contains("error") && line.contains("validation error")));
}
