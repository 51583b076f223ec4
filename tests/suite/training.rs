//! The delta rule: what is measured when, why a run ends, what it leaves.

use std::ops::ControlFlow;

use percept::ndarray::{Array1, Array2};
use percept::{Dataset, Delta, History, Perceptron, Stop, Transfer};

use crate::{points, trained, untrained};

/// No line separates these.
fn xor() -> Dataset {
    Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).unwrap()
}

/// Samples on a coarse grid, so that sums are exact in any order.
fn grid(n_inputs: usize, n_targets: usize, n_samples: usize) -> Dataset {
    let value = |i: usize| ((i * 7 + i / 5) % 9) as f64 / 4.0 - 1.0;
    let rows = |n: usize| (0..n_samples).map(move |i| (0..n).map(move |j| value(i * n + j)));
    let inputs: Vec<Vec<f64>> = rows(n_inputs).map(Iterator::collect).collect();
    let targets: Vec<Vec<bool>> =
        rows(n_targets).map(|row| row.map(|value| value > 0.0).collect()).collect();
    Dataset::new(inputs, targets).unwrap()
}

fn fresh(data: &Dataset) -> Perceptron {
    Perceptron::new(data.ranges(), data.n_targets()).unwrap()
}

/// `½ Σ (target − output)²` with the present weights.
fn error(perceptron: &Perceptron, data: &Dataset) -> f64 {
    let misses = data.targets() - &perceptron.predict(data).unwrap();
    0.5 * misses.mapv(|miss| miss * miss).sum()
}

/// The perceptron as it was when `errors()[k]` was measured.
fn at_epoch(perceptron: &Perceptron, history: &History, k: usize) -> Perceptron {
    let mut then = perceptron.clone();
    then.set_weights(&history.weights()[k]).unwrap();
    then.set_biases(&history.biases()[k]).unwrap();
    then
}

fn assert_every_epoch_scores_its_error(perceptron: &Perceptron, history: &History, data: &Dataset) {
    for (k, recorded) in history.errors().iter().enumerate() {
        let ours = error(&at_epoch(perceptron, history, k), data);
        assert!((ours - recorded).abs() <= 1e-12 * recorded, "epoch {k}: {ours} {recorded}");
    }
}

#[test]
fn the_tutorial_is_learned_in_four_epochs() {
    let (perceptron, history) = trained();
    assert_eq!(history.errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    assert_eq!(history.stop(), Stop::GoalReached);
    assert_eq!(perceptron.predict(&points()).unwrap(), points().targets());
}

#[test]
fn the_first_error_is_that_before_any_learning() {
    let (_, history) = trained();
    assert_eq!(history.weights()[0], Array2::<f64>::zeros((1, 2)));
    assert_eq!(history.biases()[0], Array1::<f64>::zeros(1));
    assert_eq!(history.errors()[0], error(&untrained(), &points()));
}

#[test]
fn weights_of_an_epoch_score_its_error() {
    let (perceptron, history) = trained();
    assert_every_epoch_scores_its_error(&perceptron, &history, &points());
}

#[test]
fn weights_of_an_epoch_score_its_error_with_every_transfer_function() {
    for transfer in [Transfer::HardLims, Transfer::LogSig, Transfer::TanSig, Transfer::PureLin] {
        let mut perceptron = untrained().transfer(transfer);
        let trainer = Delta::new().epochs(30).learning_rate(0.05);
        let data = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
        let history = perceptron.train(&data, trainer).unwrap();
        assert!(history.last_error() < history.errors()[0], "{transfer}");
        assert_every_epoch_scores_its_error(&perceptron, &history, &data);
    }
}

#[test]
fn weights_of_an_epoch_score_its_error_with_many_inputs() {
    for n_inputs in [7, 8, 9, 40, 128, 129, 300] {
        let data = grid(n_inputs, 2, 20);
        let mut perceptron = fresh(&data);
        let history = perceptron.train(&data, Delta::new().epochs(6).learning_rate(0.5)).unwrap();
        assert_every_epoch_scores_its_error(&perceptron, &history, &data);
    }
}

#[test]
fn a_run_leaves_the_weights_that_scored_the_last_error() {
    for epochs in [1, 2, 7] {
        let mut perceptron = untrained();
        let history = perceptron.train(&xor(), Delta::new().epochs(epochs)).unwrap();
        assert_eq!(perceptron.weights(), &history.weights()[epochs - 1]);
        assert_eq!(perceptron.biases(), &history.biases()[epochs - 1]);
        assert_eq!(error(&perceptron, &xor()), history.last_error());
    }
}

#[test]
fn one_epoch_only_measures() {
    let mut perceptron = untrained().name_inputs(["x1", "x2"]).unwrap();
    let before = perceptron.clone();
    let history = perceptron.train(&points(), Delta::new().epochs(1)).unwrap();
    assert_eq!(perceptron, before);
    assert_eq!(history.errors(), [1.5]);
}

/// The rule as the formula has it: sample after sample, each seeing the last's
/// update.
fn one_pass(weights: &mut Array2<f64>, biases: &mut Array1<f64>, data: &Dataset, rate: f64) {
    for (x, t) in data.inputs().rows().into_iter().zip(data.targets().rows()) {
        for neuron in 0..biases.len() {
            let sum = weights.row(neuron).dot(&x) + biases[neuron];
            let miss = t[neuron] - f64::from(u8::from(sum > 0.0));
            for (weight, x) in weights.row_mut(neuron).iter_mut().zip(x) {
                *weight += rate * miss * x;
            }
            biases[neuron] += rate * miss;
        }
    }
}

#[test]
fn every_sample_moves_the_weights_by_rate_times_miss_times_input() {
    for (n_inputs, n_neurons) in [(1, 1), (2, 1), (9, 3), (40, 2)] {
        let data = grid(n_inputs, n_neurons, 12);
        let trainer = Delta::new().epochs(5).goal(0.0).learning_rate(0.5);
        let history = fresh(&data).train(&data, trainer).unwrap();
        let mut weights = Array2::zeros((n_neurons, n_inputs));
        let mut biases = Array1::zeros(n_neurons);
        for k in 0..5 {
            assert_eq!(history.weights()[k], weights, "{n_inputs} inputs, epoch {k}");
            assert_eq!(history.biases()[k], biases, "{n_inputs} inputs, epoch {k}");
            one_pass(&mut weights, &mut biases, &data, 0.5);
        }
        assert_ne!(history.errors()[0], 0.0);
    }
}

#[test]
fn a_history_has_as_many_entries_as_epochs() {
    let mut perceptron = untrained();
    let history = perceptron.train(&xor(), Delta::new().epochs(12)).unwrap();
    assert_eq!(history.epochs(), 12);
    assert_eq!(history.errors().len(), 12);
    assert_eq!(history.weights().len(), 12);
    assert_eq!(history.biases().len(), 12);
    assert!(history.weights().iter().all(|weights| weights.dim() == (1, 2)));
}

#[test]
fn what_cannot_be_separated_uses_all_epochs() {
    let history = untrained().train(&xor(), Delta::new().epochs(12)).unwrap();
    assert_eq!(history.stop(), Stop::EpochsReached);
    assert!(history.last_error() > 0.0);
}

#[test]
fn the_goal_is_reached_strictly_below_it() {
    let run = |goal| untrained().train(&points(), Delta::new().epochs(50).goal(goal)).unwrap();
    assert_eq!(run(0.5).errors(), [1.5, 0.5, 0.5, 0.5, 0.0]);
    assert_eq!(run(f64::next_up(0.5)).errors(), [1.5, 0.5]);
    assert_eq!(run(2.0).errors(), [1.5]);
}

#[test]
fn a_goal_of_zero_never_stops() {
    let history = untrained().train(&points(), Delta::new().epochs(50).goal(0.0)).unwrap();
    assert_eq!((history.epochs(), history.stop()), (50, Stop::EpochsReached));
    assert_eq!(history.last_error(), 0.0);
}

#[test]
fn the_goal_wins_where_the_last_epoch_reaches_it() {
    let history = untrained().train(&points(), Delta::new().epochs(5)).unwrap();
    assert_eq!((history.epochs(), history.stop()), (5, Stop::GoalReached));
}

#[test]
fn progress_has_a_line_every_so_many_epochs_and_a_last_one() {
    let log = |show| {
        let history = untrained().train(&xor(), Delta::new().epochs(6).show(show)).unwrap();
        history.log().to_vec()
    };
    let end = "The maximum number of train epochs is reached";
    assert_eq!(
        log(2),
        ["Epoch: 2; Error: 1.0;", "Epoch: 4; Error: 1.0;", "Epoch: 6; Error: 1.0;", end]
    );
    assert_eq!(log(5), ["Epoch: 5; Error: 1.0;", end]);
    assert_eq!(log(7), [end]);
    assert!(log(0).is_empty());
}

#[test]
fn progress_says_when_the_goal_is_reached() {
    let history = untrained().train(&points(), Delta::new().epochs(50).show(15)).unwrap();
    assert_eq!(history.log(), ["The goal of learning is reached"]);
}

#[test]
fn training_is_silent_from_the_start() {
    assert!(trained().1.log().is_empty());
}

/// A linear neuron whose learning rate is far too high.
fn diverging() -> (Perceptron, Result<History, percept::Error>) {
    let mut perceptron = untrained().transfer(Transfer::PureLin);
    let trainer = Delta::new().epochs(5000).show(10_000).learning_rate(10.0);
    let history = perceptron.train(&points(), trainer);
    (perceptron, history)
}

#[test]
fn a_learning_rate_that_is_too_high_ends_the_run() {
    let (_, history) = diverging();
    let history = history.unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    assert!(!history.last_error().is_finite());
    assert!(history.epochs() < 5000);
    assert_eq!(history.log(), ["The error is no longer finite: a lower learning rate is needed"]);
}

#[test]
fn after_diverging_the_last_weights_with_a_finite_error_are_kept() {
    let (perceptron, history) = diverging();
    let history = history.unwrap();
    let last = history.errors().iter().rposition(|error| error.is_finite()).unwrap();
    assert!(last > 0 && last + 1 < history.epochs());
    assert_eq!(perceptron.weights(), &history.weights()[last]);
    assert_eq!(perceptron.biases(), &history.biases()[last]);
    assert!(perceptron.weights().iter().chain(perceptron.biases()).all(|value| value.is_finite()));
}

#[test]
fn a_start_whose_error_is_infinite_leaves_the_weights_alone() {
    let mut perceptron = untrained().transfer(Transfer::PureLin);
    perceptron.set_weights([[1e200, 1e200]]).unwrap();
    let before = perceptron.weights().clone();
    let history = perceptron.train(&points(), Delta::new()).unwrap();
    assert_eq!((history.stop(), history.epochs()), (Stop::Diverged, 1));
    assert_eq!(perceptron.weights(), before);
}

#[test]
fn weights_stay_finite_whatever_the_learning_rate() {
    // a step function has a finite error for infinite weights too
    let data = Dataset::new([[10.0, 0.3], [-10.0, 0.1], [9.0, 2.0]], [1, 0, 0]).unwrap();
    for rate in [1e300, 1e308, f64::MAX] {
        let mut perceptron = untrained();
        let history = perceptron.train(&data, Delta::new().learning_rate(rate)).unwrap();
        let all = perceptron.weights().iter().chain(perceptron.biases());
        assert!(all.into_iter().all(|value| value.is_finite()), "{rate:e}: {perceptron}");
        assert!(rate < 1e308 || history.stop() == Stop::Diverged, "{rate:e}");
    }
}

#[test]
fn training_goes_on_from_the_present_weights() {
    let whole = untrained().train(&xor(), Delta::new().epochs(9)).unwrap();
    let mut perceptron = untrained();
    let first = perceptron.train(&xor(), Delta::new().epochs(5)).unwrap();
    let second = perceptron.train(&xor(), Delta::new().epochs(5)).unwrap();
    assert_eq!(first.errors(), &whole.errors()[..5]);
    assert_eq!(second.errors(), &whole.errors()[4..]);
    assert_eq!(second.weights(), &whole.weights()[4..]);
}

#[test]
fn several_neurons_learn_as_each_would_alone() {
    let data = grid(3, 2, 15);
    let trainer = Delta::new().epochs(8).goal(0.0).learning_rate(0.1);
    let mut both = fresh(&data);
    let history = both.train(&data, trainer.clone()).unwrap();
    let mut sum = vec![0.0; 8];
    for neuron in 0..2 {
        let column = data.targets().column(neuron).to_vec();
        let mut alone = Perceptron::new(data.ranges(), 1).unwrap();
        let run = alone.train(&Dataset::new(&data, column).unwrap(), trainer.clone()).unwrap();
        assert_eq!(alone.weights().row(0), both.weights().row(neuron));
        assert_eq!(alone.biases()[0], both.biases()[neuron]);
        sum.iter_mut().zip(run.errors()).for_each(|(sum, error)| *sum += error);
    }
    assert_eq!(history.errors(), sum);
}

#[test]
fn the_same_run_gives_the_same_bits() {
    assert_eq!(trained(), trained());
}

#[test]
fn a_history_describes_itself_in_one_line() {
    let (_, history) = trained();
    assert_eq!(format!("{history:?}"), "History(5 epochs, last error 0, GoalReached)");
}

#[test]
fn the_watching_function_gets_every_epoch_and_can_end_the_run() {
    let data = points();
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    let mut seen = Vec::new();
    let history = perceptron
        .train_watching(&data, Delta::new(), |epoch| {
            seen.push((epoch.number(), epoch.error()));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(seen, [(1, 1.5), (2, 0.5), (3, 0.5), (4, 0.5), (5, 0.0)]);
    assert_eq!(history.stop(), Stop::GoalReached);
    // the goal is reached even if the watcher would have ended it there
    let end_at = |last: usize| {
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
        let watch = |epoch: &percept::Epoch<'_>| {
            if epoch.number() == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let history = perceptron.train_watching(&data, Delta::new(), watch).unwrap();
        (perceptron, history)
    };
    assert_eq!(end_at(5).1.stop(), Stop::GoalReached);
    let (perceptron, history) = end_at(2);
    assert_eq!((history.epochs(), history.stop()), (2, Stop::Interrupted));
    assert_eq!(history.stop().to_string(), "The function that watches the training ended it");
    // with the weights that scored the last error
    assert_eq!(perceptron.weights(), &history.weights()[1]);
    assert_eq!(history.errors(), [1.5, 0.5]);
}
