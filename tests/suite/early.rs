//! Early stopping of the rules that move single neurons and prototypes.

use percept::{Dataset, Delta, Perceptron, Stop, toy};

use crate::elements;

/// Samples to learn from, and others, where no line makes no mistake.
fn mixed() -> (Dataset, Dataset) {
    toy::moons(80, 0.5, 2).unwrap().split(0.5, 1).unwrap()
}

/// Where the lowest error stands first.
fn lowest(errors: &[f64]) -> usize {
    let lowest = errors.iter().copied().fold(f64::INFINITY, f64::min);
    errors.iter().position(|error| *error == lowest).unwrap()
}

#[test]
fn the_delta_rule_keeps_the_weights_that_were_best_for_the_validation_data() {
    let (train, test) = mixed();
    let mut perceptron = Perceptron::new(train.ranges(), 1).unwrap();
    let rule = Delta::new().learning_rate(0.05).validation(&test).patience(12);
    let history = perceptron.train(&train, rule).unwrap();
    assert_eq!(history.stop(), Stop::NoImprovement);
    let errors = history.validation_errors();
    assert_eq!(errors.len(), history.epochs());
    let best = lowest(errors);
    assert_eq!(best, errors.len() - 13);
    assert_eq!(perceptron.weights(), &history.weights()[best]);
    assert_eq!(perceptron.biases(), &history.biases()[best]);
    // ½ Σ e² of answers of 0 and 1
    let wrong = perceptron.evaluate(&test).unwrap();
    let wrong = (1.0 - wrong.accuracy()) * test.n_samples() as f64;
    assert!((0.5 * wrong - errors[best]).abs() < 1e-9, "{wrong} wrong, {errors:?}");
    let said = history.to_string();
    assert!(said.contains(&format!("it was lowest after {best} epoch")), "{said}");
    let kept = format!(
        "The network kept the weights after {best} epochs, the best for the validation data."
    );
    let replay = history.replay(&train).unwrap();
    assert!(replay.to_string().contains(&kept), "{replay}");
    assert!(replay.to_string().contains("validation error"), "{replay}");
    let moving = elements(&replay.to_svg());
    assert!(moving.iter().any(|e| e.text == "validation error"), "its curve has a name");
    let these = "The network kept these weights, the best for the validation data.";
    let told = replay.frames().iter().filter(|frame| frame.to_string().contains(these));
    assert_eq!((replay.frames().len(), told.count()), (history.epochs(), 1));
    let updates = history.replay(&train).unwrap().by_update().unwrap().to_string();
    assert!(updates.contains(&kept) && !updates.contains("validation error"), "{updates}");
    assert!(history.ledger(&train).is_ok());
}

#[test]
fn what_is_learnt_does_not_depend_on_the_validation_data() {
    let (train, test) = mixed();
    let errors = |rule: Delta| {
        let mut perceptron = Perceptron::new(train.ranges(), 1).unwrap();
        perceptron.train(&train, rule.epochs(9)).unwrap().errors().to_vec()
    };
    assert_eq!(errors(Delta::new()), errors(Delta::new().validation(&test)));
}

#[test]
fn the_delta_rule_refuses_what_cannot_be_waited_for() {
    let (train, test) = mixed();
    let refused = |rule: Delta| {
        let mut perceptron = Perceptron::new(train.ranges(), 1).unwrap();
        perceptron.train(&train, rule).unwrap_err().to_string()
    };
    assert_eq!(
        refused(Delta::new().patience(3)),
        "`patience`: expected `validation` data whose error it waits for, but got 3 without such \
         data"
    );
    assert_eq!(
        refused(Delta::new().validation(&test).patience(0)),
        "`patience`: expected at least 1, but got 0"
    );
    let wide = Dataset::new([[1.0, 2.0, 3.0]], [1]).unwrap();
    assert!(refused(Delta::new().validation(&wide)).contains('3'));
    let beyond = Dataset::new([[1.0, 2.0]], [7]).unwrap();
    assert!(refused(Delta::new().validation(&beyond)).contains('7'));
}

#[cfg(feature = "networks")]
mod prototypes {
    use percept::{Competitive, Lvq, LvqRule, Stop, WinnerTakeAll, toy};

    use super::lowest;

    #[test]
    fn a_quantiser_keeps_the_prototypes_that_were_best_for_the_validation_data() {
        let (train, test) = toy::iris().unwrap().split(0.6, 3).unwrap();
        let mut network = Lvq::new(train.ranges(), [2, 2, 2]).unwrap();
        let rule = LvqRule::new().learning_rate(0.2).goal(0.0).validation(&test).patience(8);
        let history = network.train(&train, rule).unwrap();
        assert_eq!(history.stop(), Stop::NoImprovement);
        let errors = history.validation_errors();
        assert_eq!(lowest(errors), errors.len() - 9);
        let misses = &network.predict(test.inputs()).unwrap() - test.targets();
        let error = misses.mapv(|miss| miss * miss).mean().unwrap();
        assert!((error - errors[errors.len() - 9]).abs() < 1e-9, "{error} of {errors:?}");
    }

    #[test]
    fn winners_keep_the_prototypes_that_were_best_for_the_validation_data() {
        let (train, test) = toy::blobs(60, 0.4, 1).unwrap().split(0.5, 2).unwrap();
        let mut network = Competitive::new(train.ranges(), 4).unwrap().seed(2);
        let rule = WinnerTakeAll::new().learning_rate(0.3).validation(&test).patience(5);
        let history = network.train(&train, rule).unwrap();
        assert_eq!(history.stop(), Stop::NoImprovement);
        let errors = history.validation_errors();
        let best = errors[errors.len() - 6];
        assert_eq!(lowest(errors), errors.len() - 6);
        let mut sum = 0.0;
        let winners = network.winners(test.inputs()).unwrap();
        for (sample, winner) in winners.into_iter().enumerate() {
            for input in 0..2 {
                let place = network.prototypes()[(winner, input)];
                sum += (test.inputs()[(sample, input)] - place).abs();
            }
        }
        assert!((sum - best).abs() < 1e-9, "{sum} and {best}");
        let other = toy::iris().unwrap();
        assert!(network.train(&train, WinnerTakeAll::new().validation(&other)).is_err());
    }
}
