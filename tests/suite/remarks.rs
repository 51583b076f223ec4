//! A run that cannot work says what to do; one that works says nothing.

use percept::{
    Adam, Competitive, Dataset, Delta, Elman, FeedForward, GradientDescent, History, Init, LBfgs,
    LevenbergMarquardt, Loss, Lvq, LvqRule, Perceptron, Rprop, Scaler, Stop, Trainer, Transfer,
    WinnerTakeAll, toy,
};

/// The sentences under the curve, without the table.
fn words(history: &History) -> String {
    let text = history.to_string();
    text.split("\n\n").next().unwrap().lines().skip(2).collect::<Vec<_>>().join("\n")
}

fn years() -> Dataset {
    Dataset::new([1998, 1999, 2000, 2001], [0, 0, 1, 1]).unwrap().name_inputs(["year"]).unwrap()
}

fn trained(data: &Dataset, trainer: Delta) -> History {
    Perceptron::new(data.ranges(), data.n_targets()).unwrap().train(data, trainer.show(0)).unwrap()
}

fn layers(data: &Dataset, trainer: impl Into<Trainer>) -> History {
    let last = data.n_targets();
    let network = FeedForward::new(data.ranges(), [4, last]).unwrap();
    network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap().train(data, trainer).unwrap()
}

/// Two clouds that overlap, class 0 first.
fn sorted(n: usize) -> Dataset {
    let mut random = fastrand::Rng::with_seed(7);
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for sample in 0..n {
        let class = f64::from(2 * sample >= n);
        inputs.push([0.5 * class + random.f64(), 0.5 * class + random.f64()]);
        targets.push(class);
    }
    Dataset::new(inputs, targets).unwrap()
}

#[test]
fn inputs_far_from_0_are_to_be_scaled_and_the_line_of_code_helps() {
    let data = years();
    let history = trained(&data, Delta::new());
    let said = words(&history);
    assert!(said.contains("`year` lie far from 0, from 1998 to 2001"), "{said}");
    // the scaler is kept for inputs that come later
    let code = "`let scaler = Scaler::standard(&data)?; let scaled = scaler.apply(&data)?;`";
    assert!(said.contains(code), "{said}");
    assert!(said.contains("`scaler.apply_inputs(inputs)?`"), "{said}");
    assert!(!said.contains("more epochs would find them"), "{said}");
    let scaled = Scaler::standard(&data).unwrap().apply(&data).unwrap();
    let history = trained(&scaled, Delta::new());
    assert_eq!((history.stop(), history.epochs()), (Stop::GoalReached, 3));
    assert_eq!(words(&history), "");
}

#[test]
fn every_trainer_says_that_inputs_are_to_be_scaled() {
    let data = years();
    let few: [Trainer; 4] = [
        GradientDescent::new().epochs(30).show(0).into(),
        Adam::new().epochs(30).show(0).into(),
        Rprop::new().epochs(2).show(0).into(),
        LBfgs::new().epochs(2).show(0).into(),
    ];
    for trainer in few {
        let history = layers(&data, trainer.clone());
        assert!(words(&history).contains("far from 0"), "{trainer:?}: {}", words(&history));
        let mut network = Elman::new(data.ranges(), [2, 1]).unwrap().through_time();
        let history = network.train(&data, trainer.clone()).unwrap();
        assert!(words(&history).contains("far from 0"), "{trainer:?}: {}", words(&history));
    }
    let history = layers(&data, LevenbergMarquardt::new().epochs(2).show(0));
    assert!(words(&history).contains("far from 0"), "{}", words(&history));
}

#[test]
fn uneven_inputs_are_named() {
    let inputs = [[0.2, 90_000.0], [0.9, 30_000.0], [0.1, 20_000.0], [0.8, 80_000.0]];
    let data = Dataset::new(inputs, [0, 1, 0, 1]).unwrap();
    let data = data.name_inputs(["share", "income"]).unwrap();
    let said = words(&trained(&data, Delta::new().epochs(20)));
    assert!(
        said.contains("`income` are spread 86000 times as widely as those of `share`"),
        "{said}"
    );
    // the distance is that of the income
    let mut prototypes = Lvq::new(data.ranges(), [1, 1]).unwrap();
    let said = words(&prototypes.train(&data, LvqRule::new().epochs(5)).unwrap());
    assert!(said.contains("very different sizes"), "{said}");
    let mut prototypes = Competitive::new(data.ranges(), 2).unwrap();
    let said = words(&prototypes.train(&data, WinnerTakeAll::new().epochs(5)).unwrap());
    assert!(said.contains("very different sizes"), "{said}");
    // … which does not depend on where 0 is
    let mut prototypes = Competitive::new(years().ranges(), 2).unwrap();
    let said = words(&prototypes.train(&years(), WinnerTakeAll::new().epochs(5)).unwrap());
    assert!(!said.contains("far from 0"), "{said}");
}

#[test]
fn what_no_line_separates_is_not_to_be_scaled() {
    let moved = toy::xor().unwrap();
    let moved = Dataset::new(moved.inputs() + 1000.0, moved.targets().clone()).unwrap();
    let said = words(&trained(&moved, Delta::new().epochs(50)));
    assert!(said.contains("no number of epochs") && !said.contains("Scaler"), "{said}");
}

#[test]
fn classes_in_blocks_are_to_be_shuffled_where_their_order_matters() {
    const SAYS: &str = "`let data = data.shuffle(1)?;`";
    let data = sorted(60);
    let online = GradientDescent::new().online().learning_rate(2.0).epochs(5).show(0);
    let history = layers(&data, online.clone());
    assert!(words(&history).contains(SAYS), "{}", words(&history));
    assert!(words(&history).contains("the 2 classes come in blocks"));
    let said = words(&layers(&data.shuffle(1).unwrap(), online));
    assert!(!said.contains("blocks"), "{said}");
    // mini-batches are shuffled, and all samples at once have no order
    let batches = GradientDescent::new().batch_size(4).learning_rate(1e-6).epochs(5).show(0);
    assert!(!words(&layers(&data, batches)).contains("blocks"));
    let whole = GradientDescent::new().learning_rate(1e-6).epochs(5).show(0);
    assert!(!words(&layers(&data, whole)).contains("blocks"));
}

#[test]
fn the_perceptron_and_lvq_say_that_classes_come_in_blocks() {
    // three species of 50, sorted
    let iris = toy::iris().unwrap();
    let history = trained(&iris, Delta::new().epochs(100));
    assert!(words(&history).contains("the 3 classes come in blocks"), "{}", words(&history));
    let history = trained(&iris.shuffle(1).unwrap(), Delta::new().epochs(100));
    assert!(!words(&history).contains("blocks"), "{}", words(&history));
    let mut lvq = Lvq::new(iris.ranges(), [1, 1, 1]).unwrap();
    // … of which LVQ forgets none at this rate, but all at another
    let history = lvq.clone().train(&iris, LvqRule::new().epochs(50)).unwrap();
    assert!(!words(&history).contains("blocks"), "{}", words(&history));
    let history = lvq.train(&iris, LvqRule::new().learning_rate(0.9).epochs(50)).unwrap();
    assert!(words(&history).contains("the 3 classes come in blocks"), "{}", words(&history));
}

#[test]
fn one_class_is_said_although_the_goal_is_reached() {
    for (targets, value) in [([0, 0, 0, 0], "target, 0:"), ([1, 1, 1, 1], "target, 1:")] {
        let data = Dataset::new([0.1, 0.2, 0.3, 0.4], targets).unwrap();
        let said = words(&trained(&data, Delta::new()));
        assert!(said.contains(value) && said.contains("one class only"), "{said}");
        let history = layers(&data, Rprop::new().show(0));
        assert_eq!(history.stop(), Stop::GoalReached);
        assert!(words(&history).contains(value), "{}", words(&history));
    }
    let data = Dataset::new([0.1, 0.2, 0.3], [-1, -1, -1]).unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap().transfer(Transfer::HardLims);
    let said = words(&perceptron.train(&data, Delta::new()).unwrap());
    assert!(said.contains("target, -1: one class only"), "{said}");
    let data = Dataset::new([0.1, 0.2], [[0, 1], [0, 1]]).unwrap();
    let data = data.name_classes(["cat", "dog"]).unwrap();
    let said = words(&trained(&data, Delta::new()));
    assert!(said.contains("target, dog: one class only"), "{said}");
    let data = Dataset::new([0.1, 0.2], [[0, 1, 0], [1, 0, 0]]).unwrap();
    let data = data.name_classes(["cat", "dog", "fox"]).unwrap();
    assert!(words(&trained(&data, Delta::new())).contains("No sample is of class `fox`"));
}

#[test]
fn ranges_that_do_not_hold_the_data_are_named() {
    let angles: Vec<f64> = (0..37).map(|i| 10.0 * f64::from(i)).collect();
    let up: Vec<f64> = angles.iter().map(|x| f64::from(x.to_radians().sin() > 0.0)).collect();
    let data = Dataset::new(angles, up).unwrap().name_inputs(["angle"]).unwrap();
    let says = "`angle` range from 0 to 360, but the network was made for values from 0 to 1";
    let narrow = || FeedForward::new([[0, 1]], [4, 1]).unwrap();
    let trainer = GradientDescent::new().epochs(20).show(0);
    let said = words(&narrow().train(&data, trainer.clone()).unwrap());
    assert!(said.contains(says) && said.contains("`data.ranges()`"), "{said}");
    let wide = FeedForward::new(data.ranges(), [4, 1]).unwrap().train(&data, trainer.clone());
    assert!(!words(&wide.unwrap()).contains("data.ranges()"));
    let mut elman = Elman::new([[0, 1]], [2, 1]).unwrap();
    assert!(words(&elman.train(&data, trainer.clone()).unwrap()).contains(says));
    let mut perceptron = Perceptron::new([[0, 1]], 1).unwrap();
    assert!(words(&perceptron.train(&data, Delta::new().epochs(20)).unwrap()).contains(says));
    let mut competitive = Competitive::new([[0, 1]], 2).unwrap();
    let history = competitive.train(&data, WinnerTakeAll::new().epochs(20)).unwrap();
    assert!(words(&history).contains(says), "{}", words(&history));
    let mut far = FeedForward::new([[0.0, 1e6]], [4, 1]).unwrap();
    let said = words(&far.train(&data, trainer).unwrap());
    assert!(
        said.contains("0 to 360 only, but the network was made for values from 0 to 1000000"),
        "{said}"
    );
    let mut lvq = Lvq::new([[-2000, -1000]], [1, 1]).unwrap();
    let said = words(&lvq.train(&data, LvqRule::new().epochs(3)).unwrap());
    assert!(said.contains("the prototypes began at -1500"), "{said}");
}

#[test]
fn equal_inputs_with_different_targets_bound_the_error() {
    let data = Dataset::new([0.0, 1.0, 1.0, 0.0, 2.0], [0, 1, 0, 0, 1]).unwrap();
    let history = layers(&data, Rprop::new().epochs(300).show(0));
    let said = words(&history);
    assert!(said.contains("2 samples have the same inputs"), "{said}");
    // ½ (½² + ½²)
    assert!(
        said.contains("(rows 1 and 2, counting from 0): no weights bring the error below 0.25."),
        "{said}"
    );
    assert!(history.last_error() >= 0.25);
    // a step gives one of the two wholly wrong
    let said = words(&trained(&data, Delta::new().epochs(50)));
    assert!(said.contains("no weights bring the error below 0.5."), "{said}");
    let same = Dataset::new([0.0, 1.0, 1.0, 0.0, 2.0], [0, 1, 1, 0, 0]).unwrap();
    assert!(!words(&layers(&same, Rprop::new().epochs(2).show(0))).contains("same inputs"));
}

#[test]
fn the_least_error_of_contradictory_samples_holds_for_every_loss() {
    let data = Dataset::new([0.0, 0.0, 0.0, 1.0], [1, 0, 0, 1]).unwrap();
    for loss in [Loss::Sse, Loss::Mse, Loss::Sae, Loss::Mae, Loss::BinaryCrossEntropy] {
        let history = layers(&data, Rprop::new().loss(loss).epochs(400).goal(0.0).show(0));
        let said = words(&history);
        let (_, least) = said.split_once("the error below ").expect(&said);
        let least: f64 = least.lines().next().unwrap().trim_end_matches('.').parse().unwrap();
        assert!(least > 0.0 && history.last_error() > 0.999 * least, "{loss}: {said}");
    }
}

#[test]
fn a_run_that_diverged_to_worse_weights_is_to_be_begun_anew() {
    let data = Dataset::new([1.0, 2.0, 3.0], [3.0, 5.0, 7.0]).unwrap();
    let mut network =
        FeedForward::new(data.ranges(), [1]).unwrap().transfer([Transfer::PureLin]).unwrap();
    let history = network.train(&data, GradientDescent::new().learning_rate(5.0).show(0)).unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    assert!(words(&history).contains("create the network anew"), "{}", words(&history));
}

#[test]
fn a_learning_rate_that_is_too_low_or_too_high_is_named() {
    let xor = toy::xor().unwrap();
    let said = words(&layers(&xor, GradientDescent::new().learning_rate(1e-7).show(0)));
    assert!(said.contains("1e-7 is too low here. Try `learning_rate(1e-6)`."), "{said}");
    let points = toy::points().unwrap();
    let mut perceptron = Perceptron::new(points.ranges(), 1).unwrap();
    perceptron.set_weights([[-5.0, -5.0]]).unwrap();
    let said = words(&perceptron.train(&points, Delta::new().learning_rate(1e-7)).unwrap());
    assert!(said.contains("1e-7 is too low here"), "{said}");
    let mut perceptron = Perceptron::new(points.ranges(), 1).unwrap();
    let said = words(&perceptron.train(&points, Delta::new().learning_rate(1e-7)).unwrap());
    assert_eq!(said, "", "from 0 its size does not matter");
}

#[test]
fn saturated_outputs_are_counted() {
    let data = Dataset::new([[-1.0], [-0.5], [0.5], [1.0]], [1, 1, 0, 0]).unwrap();
    let mut network =
        FeedForward::new(data.ranges(), [1]).unwrap().transfer([Transfer::LogSig]).unwrap();
    network.set_weights(0, [[100.0]]).unwrap();
    network.set_biases(0, [0.0]).unwrap();
    let trainer = || GradientDescent::new().epochs(20).show(0);
    let said = words(&network.clone().train(&data, trainer()).unwrap());
    assert!(said.contains("4 of 4 samples have a wrong output at a flat end"), "{said}");
    let entropy = trainer().loss(Loss::BinaryCrossEntropy);
    let said = words(&network.clone().train(&data, entropy).unwrap());
    assert!(!said.contains("flat end"), "{said}");
}

#[test]
fn a_run_that_gives_one_answer_for_all_is_called_stuck() {
    let xor = toy::xor().unwrap();
    let zeros = FeedForward::new(xor.ranges(), [3, 1]).unwrap();
    let zeros = zeros.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap();
    let mut zeros = zeros.init(Init::Zeros).unwrap();
    let said = words(&zeros.train(&xor, Rprop::new().epochs(50).show(0)).unwrap());
    assert!(
        said.contains("no better than the best constant answer, with an error of 0.5"),
        "{said}"
    );
}

#[test]
fn runs_that_work_say_nothing() {
    let points = toy::points().unwrap();
    assert_eq!(words(&trained(&points, Delta::new())), "");
    let iris = toy::iris().unwrap();
    let history = layers(&iris, Rprop::new().epochs(200).goal(10.0).show(0));
    assert_eq!(history.stop(), Stop::GoalReached);
    assert_eq!(words(&history), "");
    // without a goal too
    let sine = toy::sine(20).unwrap();
    let mut network = FeedForward::new(sine.ranges(), [8, 1]).unwrap().seed(3);
    let history = network.train(&sine, LBfgs::new().epochs(200).goal(0.0).show(0)).unwrap();
    assert_eq!(words(&history), "");
    let moons = toy::moons(120, 0.35, 3).unwrap();
    let history = layers(&moons, Rprop::new().epochs(50).goal(0.0).show(0));
    assert_eq!(words(&history), "");
}
