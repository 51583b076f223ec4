//! A time limit holds inside an epoch, however long that is.

use percept::{
    Adam, Dataset, FeedForward, History, LBfgs, LevenbergMarquardt, Stop, Trainer, Transfer,
};

/// In seconds. One epoch of these would be minutes: whatever is measured or
/// learnt after all shows that the limit did not hold inside it.
const LIMIT: f64 = 0.2;

fn limited(network: &FeedForward, data: &Dataset, trainer: impl Into<Trainer>) -> History {
    let mut learnt = network.clone();
    let history = learnt.train(data, trainer).unwrap();
    assert_eq!((history.stop(), history.epochs()), (Stop::TimeUp, 0));
    assert_eq!(learnt.parameters(), network.parameters());
    history
}

fn waves(samples: usize) -> Dataset {
    let mut random = fastrand::Rng::with_seed(1);
    let inputs: Vec<[f64; 10]> =
        (0..samples).map(|_| std::array::from_fn(|_| random.f64())).collect();
    let targets: Vec<f64> = inputs.iter().map(|row| f64::from(row[0] > row[1])).collect();
    Dataset::new(inputs, targets).unwrap()
}

#[test]
fn a_run_ends_in_the_middle_of_an_epoch() {
    let data = waves(100_000);
    let network = FeedForward::new(data.ranges(), [1000, 50, 1]).unwrap();
    let history = limited(&network, &data, LBfgs::new().time_limit(LIMIT).show(0));
    let text = history.to_string();
    assert!(
        text.contains(
            "The time limit is over: training ended before the first epoch was measured. The \
             network is as it was."
        ),
        "{text}"
    );
    assert!(history.replay(&data).is_err());
    let comparison = percept::Comparison::new([("late", &history)]).unwrap().to_string();
    assert!(comparison.contains("late: no epoch was measured, time up."), "{comparison}");
    limited(&network, &data, Adam::new().batch_size(1000).time_limit(LIMIT).show(0));
}

#[test]
fn the_tables_of_levenberg_and_marquardt_are_broken_off_too() {
    let data = waves(3000);
    let network = FeedForward::new(data.ranges(), [150, 1]).unwrap();
    let mut network = network.transfer([Transfer::TanSig, Transfer::PureLin]).unwrap();
    let start = network.parameters().to_vec();
    let trainer = LevenbergMarquardt::new().time_limit(LIMIT).show(0);
    let history = network.train(&data, trainer).unwrap();
    // the error was measured, if the machine is quick, but nothing was learnt
    assert!(history.stop() == Stop::TimeUp && history.epochs() <= 1);
    assert_eq!(network.parameters(), start);
}
