//! Samples of a class that counts several times, against data that have them several times.

use percept::{
    Comparison, Dataset, Elman, FeedForward, GradientDescent, LBfgs, LevenbergMarquardt, Loss,
    Result, Rprop, Transfer, toy,
};

const INPUTS: [f64; 5] = [0.1, -0.3, 0.7, 1.2, -0.8];

/// Five samples of three classes, and the same with the last class three times.
fn three() -> (Dataset, Dataset) {
    let data = Dataset::new(INPUTS, ["a", "b", "c", "a", "c"]).unwrap();
    let inputs = [INPUTS[0], INPUTS[1], INPUTS[3], 0.7, 0.7, 0.7, -0.8, -0.8, -0.8];
    let often = ["a", "b", "a", "c", "c", "c", "c", "c", "c"];
    (data, Dataset::new(inputs, often).unwrap())
}

/// The same of two classes, whose targets are of any two values.
fn two(low: f64, high: f64) -> (Dataset, Dataset) {
    let data = Dataset::new(INPUTS, [low, low, high, low, high]).unwrap();
    let inputs = [INPUTS[0], INPUTS[1], INPUTS[3], 0.7, 0.7, 0.7, -0.8, -0.8, -0.8];
    let targets = [low, low, low, high, high, high, high, high, high];
    (data, Dataset::new(inputs, targets).unwrap())
}

/// A step by weights is a step by repeated samples: error and parameters.
fn agrees((data, often): (Dataset, Dataset), last: Transfer, loss: Loss, weights: &[f64]) {
    let start = FeedForward::new([[-1.0, 1.5]], [4, data.n_targets()]).unwrap();
    let start = start.transfer([Transfer::TanSig, last]).unwrap().seed(3);
    let is_mean = !matches!(loss, Loss::Sse | Loss::Sae);
    let part = if is_mean { 9.0 / 5.0 } else { 1.0 };
    let rule = GradientDescent::new().loss(loss).epochs(4).goal(0.0);
    let (mut weighted, mut repeated) = (start.clone(), start);
    let rate = 0.05;
    let by_weight = rule.clone().learning_rate(rate / part).class_weights(weights);
    let ours = weighted.train(&data, by_weight).unwrap();
    let theirs = repeated.train(&often, rule.learning_rate(rate)).unwrap();
    for (ours, theirs) in ours.errors().iter().zip(theirs.errors()) {
        assert!((ours - theirs * part).abs() < 1e-12, "{loss:?} {last}: {ours}, {theirs}");
    }
    for (ours, theirs) in weighted.parameters().iter().zip(repeated.parameters()) {
        assert!((ours - theirs).abs() < 1e-12, "{loss:?} {last}: {ours}, {theirs}");
    }
}

#[test]
fn a_class_of_weight_three_is_one_whose_samples_are_there_three_times() {
    for loss in [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae] {
        agrees(two(-1.0, 1.0), Transfer::TanSig, loss, &[1.0, 3.0]);
        agrees(three(), Transfer::LogSig, loss, &[1.0, 1.0, 3.0]);
    }
    agrees(two(0.0, 1.0), Transfer::LogSig, Loss::BinaryCrossEntropy, &[1.0, 3.0]);
    agrees(two(0.0, 1.0), Transfer::SatLin, Loss::BinaryCrossEntropy, &[1.0, 3.0]);
    agrees(two(2.0, 4.0), Transfer::PureLin, Loss::Mse, &[1.0, 3.0]);
    agrees(three(), Transfer::SoftMax, Loss::CrossEntropy, &[1.0, 1.0, 3.0]);
    agrees(three(), Transfer::SoftMax, Loss::Sse, &[1.0, 1.0, 3.0]);
}

#[test]
fn balanced_classes_count_the_same() -> Result<()> {
    // 8 and 2 samples: 10 / (2 × 8) and 10 / (2 × 2)
    let data = Dataset::new((0..10).collect::<Vec<i32>>(), [0, 0, 0, 0, 0, 0, 0, 0, 1, 1])?;
    let start = FeedForward::new(data.ranges(), [2, 1])?;
    let rule = Rprop::new().epochs(20);
    let ours = start.clone().train(&data, rule.clone().balanced())?;
    let theirs = start.clone().train(&data, rule.class_weights([0.625, 2.5]))?;
    assert_eq!(ours.errors(), theirs.errors());
    Ok(())
}

#[test]
fn a_rare_class_is_found_more_often() -> Result<()> {
    let mut row = 0;
    let rare = toy::moons(400, 0.3, 1)?.filter(|_, targets| {
        row += 1;
        targets[0] == 0.0 || row % 10 == 0
    })?;
    let network = FeedForward::new(rare.ranges(), 1)?.transfer(Transfer::LogSig)?;
    let rule = LBfgs::new().loss(Loss::BinaryCrossEntropy).goal(0.0);
    let (mut plain, mut balanced) = (network.clone(), network);
    let equal = plain.train(&rare, &rule)?;
    let history = balanced.train(&rare, rule.balanced())?;
    let recall = |network: &FeedForward| network.evaluate(&rare)?.recall("1");
    assert!(
        recall(&balanced)? > recall(&plain)? + 0.1,
        "{} {}",
        recall(&balanced)?,
        recall(&plain)?
    );
    let both = Comparison::new([("equal", &equal), ("balanced", &history)])?.to_string();
    assert!(both.contains("balanced by binary cross-entropy, classes weighted"), "{both}");
    // the errors of the run come back for its replay
    assert!(history.replay(&rare).is_ok());
    Ok(())
}

#[test]
fn validation_data_are_weighted_as_those_that_are_learnt_from() -> Result<()> {
    let (data, _) = two(0.0, 1.0);
    let start = FeedForward::new([[-1.0, 1.5]], [2, 1])?;
    let rule = Rprop::new().epochs(5).class_weights([2.0, 1.0]).validation(&data);
    let history = start.clone().train(&data, rule)?;
    assert_eq!(history.errors(), history.validation_errors());
    let mut sequence = Elman::new([[-1.0, 1.5]], [2, 1])?;
    let rule = Rprop::new().epochs(5).class_weights([2.0, 1.0]).validation(&data);
    let history = sequence.train(&data, rule)?;
    assert_eq!(history.errors(), history.validation_errors());
    Ok(())
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let said = |data: &Dataset, rule: Rprop| {
        let outputs = data.n_targets();
        let mut network = FeedForward::new(data.ranges(), [2, outputs]).unwrap();
        network.train(data, rule).unwrap_err().to_string()
    };
    let (data, _) = three();
    assert_eq!(
        said(&data, Rprop::new().class_weights([1, 2])),
        "class_weights: expected one for each class (a, b, c), but got 2 numbers"
    );
    assert_eq!(
        said(&data, Rprop::new().class_weights([1.0, 2.0, 0.0])),
        "`class_weights`: expected finite numbers above 0, but got 0"
    );
    let numbers = Dataset::new([1.0, 2.0, 3.0], [0.5, 0.1, 0.7]).unwrap();
    let problem = said(&numbers, Rprop::new().balanced());
    assert!(problem.starts_with("class_weights: expected targets that are classes"), "{problem}");
    let mut network = FeedForward::new(data.ranges(), [2, 3]).unwrap();
    let problem = network.train(&data, LevenbergMarquardt::new().balanced()).unwrap_err();
    assert_eq!(
        problem.to_string(),
        "`class_weights`: expected none for LevenbergMarquardt (`LBfgs` or `Rprop` take them), \
         but got balanced"
    );
}

#[test]
fn a_run_with_other_weights_is_not_resumed() -> Result<()> {
    let (data, _) = two(0.0, 1.0);
    let path = std::env::temp_dir().join(format!("percept_weights_{}", std::process::id()));
    let start = FeedForward::new([[-1.0, 1.5]], [2, 1])?;
    let rule = Rprop::new().epochs(4).goal(0.0).class_weights([1, 2]);
    start.clone().train(&data, rule.clone().checkpoint(&path, 1))?;
    let other = rule.clone().class_weights([1, 3]).epochs(6).resume(&path);
    let refused = start.clone().train(&data, other).unwrap_err().to_string();
    let went_on = start.clone().train(&data, rule.epochs(6).resume(&path));
    std::fs::remove_file(&path).unwrap();
    assert!(refused.contains("class_weights [1.0, 2.0], as in the checkpoint"), "{refused}");
    assert_eq!(went_on?.epochs(), 6);
    Ok(())
}
