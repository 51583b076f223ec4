//! Networks with layers: what flows through them, their gradients, and how
//! their runs end.

use std::ops::ControlFlow;

use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, FeedForward, GradientDescent, History, Init, LBfgs,
    LevenbergMarquardt, Loss, NewtonCg, Rprop, Stop, Trainer, Transfer, toy,
};

const SMOOTH: [Transfer; 6] = [
    Transfer::TanSig,
    Transfer::LogSig,
    Transfer::PureLin,
    Transfer::RadBas,
    Transfer::Gelu,
    Transfer::Softplus,
];

/// With corners; random net inputs are never in one.
const CORNERED: [Transfer; 5] = [
    Transfer::Relu,
    Transfer::LeakyRelu,
    Transfer::SatLin,
    Transfer::SatLins,
    Transfer::SatLinWith { slope: 0.7, low: -0.5, high: 1.5 },
];

/// Three inputs, two targets in the range of every function.
fn few() -> Dataset {
    let inputs = [[0.3, -0.2, 0.9], [-0.7, 0.4, 0.1], [0.5, 0.8, -0.6], [-0.1, -0.9, 0.2]];
    Dataset::new(inputs, [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]).unwrap()
}

fn small(data: &Dataset, functions: [Transfer; 3]) -> FeedForward {
    let network = FeedForward::new(data.ranges(), [5, 4, data.n_targets()]).unwrap();
    let init = Init::Uniform { low: -0.8, high: 0.9 };
    network.transfer(functions).unwrap().init(init).unwrap().seed(3)
}

fn value(network: &FeedForward, data: &Dataset, loss: Loss) -> f64 {
    loss.value(network.predict(data).unwrap(), data.targets()).unwrap()
}

/// A copy whose parameter `at` is moved.
fn moved(network: &FeedForward, at: usize, by: f64) -> FeedForward {
    let mut copy = network.clone();
    let mut parameters = network.parameters().to_vec();
    parameters[at] += by;
    copy.set_parameters(&parameters).unwrap();
    copy
}

#[test]
fn derivatives_are_the_slopes_of_the_functions() {
    for function in SMOOTH.into_iter().chain(CORNERED) {
        for i in -40..=40 {
            let s = 0.1 * f64::from(i) + 0.013;
            let difference = (function.apply(s + 1e-6) - function.apply(s - 1e-6)) / 2e-6;
            assert!((function.derivative(s) - difference).abs() < 1e-8, "{function} at {s}");
        }
    }
}

// expected values: mpmath 1.3 with 30 digits
#[test]
fn modern_functions_have_their_textbook_values() {
    let close = |ours: f64, theirs: f64| assert!((ours - theirs).abs() < 1e-15, "{ours} {theirs}");
    close(Transfer::Softplus.apply(0.0), std::f64::consts::LN_2);
    close(Transfer::Softplus.apply(1.0), 1.313_261_687_518_222_8);
    close(Transfer::Softplus.apply(-800.0), 0.0);
    assert_eq!(Transfer::Softplus.apply(800.0), 800.0);
    close(Transfer::LeakyRelu.apply(-3.0), -0.03);
    assert_eq!(Transfer::Relu.apply(-3.0), 0.0);
    close(Transfer::Gelu.apply(1.0), 0.841_191_990_608_276_1);
}

#[test]
fn modern_functions_keep_within_their_ranges() {
    let infinite = f64::INFINITY;
    for (function, range, words) in [
        (Transfer::Relu, [0.0, infinite], "values from 0 upwards"),
        (Transfer::LeakyRelu, [-infinite, infinite], "finite values"),
        (Transfer::Gelu, [-0.170_041, infinite], "values from -0.17 upwards"),
        (Transfer::Softplus, [0.0, infinite], "values from 0 upwards"),
    ] {
        assert_eq!(function.output_range(), range, "{function}");
        assert_eq!(function.active_range(), [-infinite, infinite], "{function}");
        let mut lowest: f64 = 0.0;
        for i in -40_000..=4_000 {
            let y = function.apply(1e-3 * f64::from(i));
            assert!((range[0]..=range[1]).contains(&y), "{function}: {y}");
            assert!(function.can_give(y));
            lowest = lowest.min(y);
        }
        // mpmath 1.3: Gelu is lowest at -0.7524..., -0.17004
        assert!(function != Transfer::Gelu || (lowest - range[0]).abs() < 1e-5, "{lowest}");
        assert!(!words.is_empty());
        if range[0].is_finite() {
            let below = Dataset::new([0.0], [range[0] - 0.01]).unwrap();
            let network = FeedForward::new([[0.0, 1.0]], [1]).unwrap();
            let network = network.transfer([function]).unwrap();
            assert!(refused(&network, &below, Rprop::new()).ends_with(words), "{function}");
        }
    }
}

#[test]
fn slopes_are_finite_far_out() {
    for function in SMOOTH.into_iter().chain(CORNERED) {
        for s in [1e3, 1e100, 1e154, 1e155, 1e300, f64::MAX] {
            for s in [s, -s] {
                let slope = function.derivative(s);
                assert!(slope.is_finite(), "{function} at {s:e}: {slope}");
            }
        }
    }
    assert_eq!(Transfer::Gelu.derivative(1e200), 1.0);
    assert_eq!(Transfer::Gelu.derivative(-1e200), 0.0);
}

#[test]
fn steps_do_not_hide_a_sum_that_is_no_number() {
    assert!(Transfer::HardLim.apply(f64::NAN).is_nan());
    assert!(Transfer::HardLims.apply(f64::NAN).is_nan());
    for function in [Transfer::HardLim, Transfer::HardLims] {
        // infinity minus infinity
        let network = FeedForward::new([[0.0, 1.0]], [2, 1]).unwrap();
        let mut network = network.transfer([Transfer::PureLin, function]).unwrap();
        network.set_weights(0, [1e308, 1e308]).unwrap();
        network.set_weights(1, [[1.0, -1.0]]).unwrap();
        assert_eq!(network.predict([1.0]).unwrap().dim(), (1, 1));
        let problem = network.predict([10.0]).unwrap_err().to_string();
        assert!(problem.starts_with("output of row 0 (counting from 0): the result is NaN"));
    }
}

/// One linear neuron whose inputs are each 1 in one sample only, and targets
/// out of reach: with `Sae`, each time that a sample comes its weight grows by
/// the rate, and the bias with every sample.
#[test]
fn every_sample_comes_once_an_epoch() {
    let n = 11;
    let unit = |row: usize| (0..n).map(|i| f64::from(u8::from(i == row))).collect::<Vec<_>>();
    let data = Dataset::new((0..n).map(unit).collect::<Vec<_>>(), vec![1000.0; n]).unwrap();
    for size in [1, 2, 3, 5, 11, 40] {
        let neuron = FeedForward::new(data.ranges(), [1]).unwrap();
        let mut neuron = neuron.transfer([Transfer::PureLin]).unwrap().init(Init::Zeros).unwrap();
        let trainer = GradientDescent::new().loss(Loss::Sae).learning_rate(0.25).epochs(4);
        neuron.train(&data, trainer.batch_size(size)).unwrap();
        let mut expected = vec![3.0 * 0.25; n];
        expected.push(3.0 * 0.25 * n as f64);
        assert_eq!(neuron.parameters(), expected, "batches of {size}");
    }
}

#[test]
fn batches_of_all_are_the_whole_and_batches_of_one_are_mixed() {
    let data = toy::moons(40, 0.1, 1).unwrap();
    let network = FeedForward::new(data.ranges(), [4, 1]).unwrap().seed(1);
    for loss in [Loss::Sse, Loss::Mse, Loss::Mae] {
        let run = |trainer: GradientDescent| {
            let mut copy = network.clone();
            copy.train(&data, trainer.loss(loss).epochs(20).goal(-1.0)).unwrap();
            copy.parameters().to_vec()
        };
        let far = |a: &[f64], b: &[f64]| {
            a.iter().zip(b).fold(0.0, |far: f64, (a, b)| far.max((a - b).abs()))
        };
        let descent = || GradientDescent::new().learning_rate(0.01);
        let whole = run(descent());
        assert!(far(&run(descent().batch_size(40)), &whole) < 1e-11, "{loss}");
        assert!(far(&run(descent().batch_size(100)), &whole) < 1e-11, "{loss}");
        assert!(far(&run(descent().batch_size(20)), &whole) > 1e-6, "{loss}");
        assert!(far(&run(descent().batch_size(1)), &run(descent().online())) > 1e-6, "{loss}");
        assert_eq!(run(descent().batch_size(1)), run(descent().batch_size(1)));
    }
}

#[test]
fn cross_entropies_stay_finite_where_outputs_are_0_or_1() {
    for (function, loss) in
        [(Transfer::LogSig, Loss::BinaryCrossEntropy), (Transfer::SoftMax, Loss::CrossEntropy)]
    {
        let data = Dataset::new([1.0], [[1.0, 0.0]]).unwrap();
        let network = FeedForward::new(data.ranges(), [2]).unwrap();
        let mut network = network.transfer([function]).unwrap();
        network.set_weights(0, [-2000.0, 2000.0]).unwrap();
        network.set_biases(0, [0.0, 0.0]).unwrap();
        let gradient = network.gradient(&data, loss).unwrap();
        // as wrong as can be: the slope by each net input is the whole miss
        let part = if loss == Loss::CrossEntropy { 1.0 } else { 0.5 };
        assert_eq!(gradient, [-part, part, -part, part], "{loss}");
        let history = network.train(&data, GradientDescent::new().loss(loss).epochs(1)).unwrap();
        let expected = if loss == Loss::CrossEntropy { 4000.0 } else { 2000.0 };
        assert_eq!(history.errors(), [expected], "{loss}");
    }
}

#[test]
fn cross_entropies_are_refused_with_the_other_function() {
    let data = few();
    let network = |output| small(&data, [Transfer::TanSig, Transfer::TanSig, output]);
    assert_eq!(
        refused(&network(Transfer::SoftMax), &data, Rprop::new().loss(Loss::BinaryCrossEntropy)),
        "`loss`: expected CrossEntropy for SoftMax, whose outputs share 1 (BinaryCrossEntropy is \
         for LogSig), but got BinaryCrossEntropy with SoftMax"
    );
    assert_eq!(
        refused(&network(Transfer::LogSig), &data, Rprop::new().loss(Loss::CrossEntropy)),
        "`loss`: expected BinaryCrossEntropy for LogSig, whose outputs each say yes or no \
         (CrossEntropy is for SoftMax), but got CrossEntropy with LogSig"
    );
}

#[test]
fn clamped_cross_entropies_have_the_slopes_of_their_values() {
    for loss in [Loss::BinaryCrossEntropy, Loss::CrossEntropy] {
        // outputs far out, near an edge and between
        for net_input in [-7.0, -6.1, -5.0, -0.5, 0.3, 2.0, 5.9, 6.2, 9.0] {
            for function in [Transfer::RadBas, Transfer::SatLin] {
                let data = Dataset::new([1.0], [[1.0, 0.3]]).unwrap();
                let network = FeedForward::new(data.ranges(), [2]).unwrap();
                let mut network = network.transfer([function]).unwrap();
                network.set_parameters([net_input, 0.4, 0.0, 0.0]).unwrap();
                let gradient = network.gradient(&data, loss).unwrap();
                for (at, slope) in gradient.iter().enumerate() {
                    let ahead = value(&moved(&network, at, 1e-6), &data, loss);
                    let behind = value(&moved(&network, at, -1e-6), &data, loss);
                    let difference = (ahead - behind) / 2e-6;
                    assert!(
                        (slope - difference).abs() < 1e-6 + 1e-6 * slope.abs(),
                        "{loss}, {function} at {net_input}: {slope} {difference}"
                    );
                }
            }
        }
    }
    // beyond the clamp the value no longer changes: -ln of 2^-52
    let far = Loss::CrossEntropy.value([[0.0, 1.0]], [[1.0, 0.0]]).unwrap();
    assert!((far - 52.0 * std::f64::consts::LN_2).abs() < 1e-12, "{far}");
}

#[test]
fn many_samples_are_the_sum_of_single_ones() {
    // more than one block, and a rest that fills no pack
    let data = toy::moons(301, 0.1, 1).unwrap();
    let network = FeedForward::new(data.ranges(), [7, 3, 1]).unwrap().seed(2);
    let mut sums = vec![0.0; network.n_parameters()];
    for i in 0..data.n_samples() {
        let row = |table: &percept::ndarray::Array2<f64>| vec![table.row(i).to_vec()];
        let one = Dataset::new(row(data.inputs()), row(data.targets())).unwrap();
        let gradient = network.gradient(&one, Loss::Sse).unwrap();
        sums.iter_mut().zip(gradient).for_each(|(sum, slope)| *sum += slope);
        let outputs = network.predict(&one).unwrap();
        assert!((outputs[(0, 0)] - network.predict(&data).unwrap()[(i, 0)]).abs() < 1e-14);
    }
    for (all, sum) in network.gradient(&data, Loss::Sse).unwrap().iter().zip(sums) {
        assert!((all - sum).abs() < 1e-11, "{all} {sum}");
    }
}

#[test]
fn activations_end_in_the_prediction() {
    let data = toy::iris().unwrap();
    let network = FeedForward::new(data.ranges(), [6, 3]).unwrap();
    let sample = [5.0, 3.0, 4.0, 1.0];
    let flow = network.activations(sample).unwrap();
    assert_eq!(flow.iter().map(Vec::len).collect::<Vec<_>>(), [4, 6, 3]);
    assert_eq!(flow[0], sample);
    assert_eq!(flow[2], network.predict([sample]).unwrap().row(0).to_vec());
    // the first hidden neuron by hand
    let layer = &network.layers()[0];
    let sum: f64 = layer.weights().row(0).iter().zip(sample).map(|(w, x)| w * x).sum();
    assert!((flow[1][0] - (sum + layer.biases()[0]).tanh()).abs() < 1e-15);
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let data = toy::moons(100, 0.1, 1).unwrap();
    let run = |seed: u64| {
        let mut network = FeedForward::new(data.ranges(), [6, 1]).unwrap().seed(seed);
        let history = network.train(&data, Adam::new().batch_size(8).epochs(5)).unwrap();
        assert_eq!(history.seed(), Some(seed));
        (network.parameters().to_vec(), history.errors().to_vec())
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1).0, run(2).0);
}

#[test]
fn two_hidden_neurons_learn_xor_from_nearly_every_seed() {
    let data = toy::xor().unwrap();
    let mut right = 0;
    for seed in 0..100 {
        let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
        let mut network = network.init(Init::Orthogonal).unwrap().seed(seed);
        let trainer = GradientDescent::new().learning_rate(0.1).epochs(20_000).show(0);
        let reached = network.train(&data, trainer).unwrap().stop() == Stop::GoalReached;
        let outputs = network.predict(&data).unwrap();
        let misses = outputs.iter().zip(data.targets()).map(|(output, target)| output - target);
        // below the goal, no output is further off than √0.02
        assert!(!reached || misses.into_iter().all(|miss: f64| miss.abs() < 0.15));
        right += usize::from(reached);
    }
    println!("XOR with 2 hidden neurons: learnt from {right} of 100 seeds");
    assert!(right >= 95, "{right} of 100");
}

#[test]
fn orthogonal_weights_are_at_right_angles() {
    for (inputs, neurons) in [(2, 2), (7, 4), (3, 8), (1, 5), (6, 1), (40, 40)] {
        let network = FeedForward::new(vec![[-1.0, 1.0]; inputs], [neurons]).unwrap();
        let network = network.init(Init::Orthogonal).unwrap().seed(7);
        let weights = network.layers()[0].weights().clone();
        let rows = if neurons <= inputs { weights } else { weights.reversed_axes() };
        for i in 0..rows.nrows() {
            for k in 0..=i {
                let product: f64 = rows.row(i).iter().zip(rows.row(k)).map(|(a, b)| a * b).sum();
                let expected = f64::from(u8::from(i == k));
                assert!((product - expected).abs() < 1e-14, "{inputs}-{neurons}: {product}");
            }
        }
        assert!(network.layers()[0].biases().iter().all(|bias| *bias == 0.0));
    }
}

#[test]
fn midpoint_weights_are_finite_behind_layers_without_bounds() {
    let network = FeedForward::new([[2.0, 4.0]], [2, 1]).unwrap();
    let network = network.transfer([Transfer::PureLin]).unwrap().init(Init::Midpoint).unwrap();
    assert_eq!(network.parameters(), [3.0, 3.0, 0.0, 0.0, 0.0, 0.0, 0.0]);
}

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
fn refused(network: &FeedForward, data: &Dataset, trainer: impl Into<Trainer>) -> String {
    let mut copy = network.clone();
    let problem = copy.train(data, trainer).unwrap_err().to_string();
    assert_eq!(&copy, network);
    problem
}

#[test]
fn what_cannot_be_learnt_is_refused_with_a_sentence() {
    let data = toy::xor().unwrap();
    let network = || FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let with = |functions: [Transfer; 2]| network().transfer(functions).unwrap();
    assert_eq!(
        refused(&with([Transfer::HardLim, Transfer::LogSig]), &data, Rprop::new()),
        "`transfer`: expected a function with a slope in every layer, for a gradient to follow, \
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
        "transfer: expected 2 transfer functions, one a layer (or a single one for all), but got 3"
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
fn three(epoch: usize, _error: f64) -> ControlFlow<()> {
    if epoch == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

#[test]
fn whoever_watches_can_end_every_training() {
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
