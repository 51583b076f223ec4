//! What a run says of the line that it did not find.

use percept::{Dataset, Delta, Perceptron, Stop, Transfer, toy};

use crate::separability::Noise;
use crate::{points, untrained};

/// A run that uses all epochs, in words.
fn run(data: &Dataset, transfer: Transfer, trainer: Delta) -> (Stop, String) {
    let mut perceptron =
        Perceptron::new(data.ranges(), data.n_targets()).unwrap().transfer(transfer);
    let history = perceptron.train(data, trainer).unwrap();
    (history.stop(), history.to_string())
}

#[test]
fn a_run_without_a_line_says_that_no_epochs_would_do() {
    let (stop, text) = run(&toy::xor().unwrap(), Transfer::HardLim, Delta::new().epochs(12));
    assert_eq!(stop, Stop::EpochsReached);
    let said = "No line separates target = 1 from target = 0, so no number of epochs would have \
                reached an error of 0.";
    assert!(text.contains(said), "{text}");
}

#[test]
fn a_run_that_stopped_too_early_says_that_a_line_exists() {
    let (stop, text) = run(&points(), Transfer::HardLim, Delta::new().epochs(3));
    assert_eq!(stop, Stop::EpochsReached);
    let said = "A line without errors exists, with a margin of 0.4249: more epochs would \
                find it.";
    assert!(text.contains(said), "{text}");
    // and so they do
    let (stop, text) = run(&points(), Transfer::HardLim, Delta::new().epochs(5));
    assert_eq!(stop, Stop::GoalReached);
    assert!(!text.contains("without errors"), "{text}");
}

#[test]
fn sigmoid_runs_say_whether_a_line_makes_every_answer_right() {
    let signs = Dataset::new(toy::xor().unwrap().inputs(), [-1, 1, 1, -1]).unwrap();
    let none = [
        (Transfer::LogSig, toy::xor().unwrap(), "target = 1 from target = 0"),
        (Transfer::SatLin, toy::xor().unwrap(), "target = 1 from target = 0"),
        (Transfer::TanSig, signs.clone(), "target = 1 from target = -1"),
        (Transfer::SatLins, signs, "target = 1 from target = -1"),
    ];
    for (transfer, data, classes) in none {
        let (stop, text) = run(&data, transfer, Delta::new().epochs(12));
        assert_eq!(stop, Stop::EpochsReached);
        let said = format!("No line makes every answer right: none separates {classes}.");
        assert!(text.contains(&said), "{transfer}: {text}");
    }
    let (_, text) = run(&points(), Transfer::LogSig, Delta::new().epochs(3));
    let said = "A line that makes every answer right exists, with a margin of 0.4249.";
    assert!(text.contains(said), "{text}");
    // a step function has no other answers than right and wrong
    let (_, text) = run(&points(), Transfer::HardLim, Delta::new().epochs(1));
    assert!(!text.contains("makes every answer right"), "{text}");
}

#[test]
fn runs_that_ended_otherwise_say_it_too() {
    let mut perceptron = untrained();
    let stopped = perceptron
        .train_watching(&points(), Delta::new(), |_| std::ops::ControlFlow::Break(()))
        .unwrap();
    assert_eq!(stopped.stop(), Stop::Interrupted);
    let said = "A line without errors exists, with a margin of 0.4249: more epochs would";
    assert!(stopped.to_string().contains(said), "{stopped}");
    // diverged in a few epochs: more of them would not help
    let mut perceptron = untrained();
    perceptron.set_weights([[f64::MAX, f64::MAX]]).unwrap();
    let far = Dataset::new([[0.0, 0.0], [1e300, 1e300]], [1, 0]).unwrap();
    let diverged = perceptron.train(&far, Delta::new().learning_rate(1e300)).unwrap();
    assert_eq!(diverged.stop(), Stop::Diverged);
    let text = diverged.to_string();
    assert!(text.contains("A line without errors exists"), "{text}");
    assert!(!text.contains("more epochs"), "{text}");
}

#[test]
fn runs_that_reached_their_goal_or_have_no_sides_say_nothing_about_it() {
    let two_high = Dataset::new(points().inputs(), [0.6, 0.9, 0.9, 0.6]).unwrap();
    let three = Dataset::new(points().inputs(), [0.0, 0.5, 1.0, 1.0]).unwrap();
    let quiet = [
        run(&points(), Transfer::HardLim, Delta::new().epochs(30).goal(0.0)),
        run(&points(), Transfer::HardLim, Delta::new().epochs(30)),
        run(&points(), Transfer::LogSig, Delta::new().epochs(30).goal(100.0)),
        run(&toy::xor().unwrap(), Transfer::PureLin, Delta::new().epochs(5)),
        run(&two_high, Transfer::LogSig, Delta::new().epochs(5)),
        run(&three, Transfer::LogSig, Delta::new().epochs(5)),
    ];
    for (stop, text) in quiet {
        for word in ["separates", "mistake", "every answer right"] {
            assert!(!text.contains(word), "{stop:?}: {text}");
        }
    }
}

#[test]
fn what_is_not_checked_automatically_says_what_to_call() {
    let large = crate::figures::spread(20_000);
    for transfer in [Transfer::HardLim, Transfer::LogSig] {
        let mut perceptron = untrained().transfer(transfer);
        let history = perceptron.train(&large, Delta::new().epochs(2)).unwrap();
        assert!(history.separability().is_none());
        let said = "Whether a line separates the classes was not checked automatically, with \
                    20000 samples of 2 inputs: call `data.separability()`.";
        assert!(history.to_string().contains(said), "{history}");
    }
    // few numbers, but no quick answer
    let mut noise = Noise(5);
    let rows: Vec<Vec<f64>> = (0..300).map(|_| noise.vector(60)).collect();
    let labels: Vec<bool> = (0..300).map(|_| noise.next() > 0.5).collect();
    let hard = Dataset::new(rows, labels).unwrap();
    let (_, text) = run(&hard, Transfer::HardLim, Delta::new().epochs(2));
    let said = "Whether a hyperplane separates the classes is unknown: the quick check gave up \
                after a few milliseconds. Call `data.separability()` for an answer.";
    assert!(text.contains(said), "{text}");
}

#[test]
fn classes_without_a_line_are_named_in_a_run() {
    let (_, text) = run(&toy::iris().unwrap(), Transfer::HardLim, Delta::new().epochs(20));
    let said = "No hyperplane separates versicolor from the rest, nor virginica from the rest, so";
    assert!(text.contains(said), "{text}");
}

#[test]
fn very_many_samples_are_judged() {
    let spread = crate::figures::spread(100_000).separability().unwrap();
    assert!(spread.is_separable());
    assert!(spread.to_string().contains("of 100000 samples are drawn"), "{spread}");
    let mixed = toy::blobs(100_000, 1.5, 1).unwrap().separability().unwrap();
    assert!(!mixed.is_separable());
    assert!(mixed.common_point().is_some());
}
