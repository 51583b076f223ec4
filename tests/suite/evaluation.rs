//! Curves of scores, folds and importance, against the formulas of scikit-learn.

use percept::{
    ConfusionMatrix, Dataset, Delta, Error, Perceptron, Result, RocCurve, Transfer, toy,
};

fn assert_close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() < 1e-15, "{ours} is not {expected}");
}

const ACTUAL: [i32; 8] = [1, 1, 0, 1, 0, 0, 1, 0];
/// With ties: of a 1 and a 0 at 0.6, of two and two at 0.3.
const SCORES: [f64; 8] = [0.9, 0.6, 0.6, 0.3, 0.3, 0.3, 0.3, 0.1];

#[test]
fn auc_counts_equal_scores_half() {
    // pairs of a 1 and a 0: 4 + 3.5 + 2 (0.3 against 0.6, 0.3, 0.3, 0.1: 0 + ½ + ½ + 1) + 2 of 16
    let roc = RocCurve::of(ACTUAL, SCORES).unwrap();
    assert_close(roc.auc(), 11.5 / 16.0);
    assert_eq!(roc.classes(), ["1"]);
    assert_close(roc.auc_of("1").unwrap(), 11.5 / 16.0);
    let turned = RocCurve::of(ACTUAL, SCORES.map(|score| -score)).unwrap();
    assert_close(turned.auc(), 4.5 / 16.0);
}

#[test]
fn average_precision_is_the_sum_of_precision_times_gain_in_recall() {
    // thresholds 0.9, 0.6, 0.3, 0.1: recall ¼, ½, 1, 1; precision 1, ⅔, 4/7, ½
    let roc = RocCurve::of(ACTUAL, SCORES).unwrap();
    let expected = 0.25 + 0.25 * 2.0 / 3.0 + 0.5 * 4.0 / 7.0;
    assert_close(roc.average_precision(), expected);
    assert_close(roc.average_precision_of("1").unwrap(), expected);
    assert_eq!(
        roc.thresholds_of("1").unwrap(),
        [
            [0.9, 0.0, 0.25, 1.0],
            [0.6, 0.25, 0.5, 2.0 / 3.0],
            [0.3, 0.75, 1.0, 4.0 / 7.0],
            [0.1, 1.0, 1.0, 0.5]
        ]
    );
}

#[test]
fn perfect_scores_and_equal_ones_have_an_auc_of_1_and_a_half() {
    let perfect = RocCurve::of(["no", "yes", "yes"], [-3, 0, 1]).unwrap();
    assert_eq!([perfect.auc(), perfect.average_precision()], [1.0, 1.0]);
    let equal = RocCurve::of(["no", "yes", "yes"], [7, 7, 7]).unwrap();
    assert_close(equal.auc(), 0.5);
    assert_close(equal.average_precision(), 2.0 / 3.0);
}

#[test]
fn several_classes_are_each_seen_against_the_others() {
    let scores = [[0.8, 0.1, 0.1], [0.2, 0.5, 0.3], [0.3, 0.4, 0.3], [0.6, 0.1, 0.3]];
    let roc = RocCurve::of(["a", "b", "c", "c"], scores).unwrap();
    assert_eq!(roc.classes(), ["a", "b", "c"]);
    assert_close(roc.auc_of("a").unwrap(), 1.0);
    assert_close(roc.auc_of("b").unwrap(), 1.0);
    // 0.3 twice against 0.1 and 0.3
    assert_close(roc.auc_of("c").unwrap(), 0.75);
    assert_close(roc.auc(), 2.75 / 3.0);
    let unknown = roc.auc_of("d").unwrap_err().to_string();
    assert!(unknown.starts_with("there is no class named `d`"), "{unknown}");
    // a class that does not occur has no curve
    let data = Dataset::new([0, 1, 2], [0, 1, 2]).unwrap().targets_as_classes().unwrap();
    let two = data.only_classes(["0", "2"]).unwrap().with_classes(["0", "1", "2"]).unwrap();
    assert_eq!(RocCurve::of(&two, [[1, 0, 0], [0, 0, 1]]).unwrap().classes(), ["0", "2"]);
}

#[test]
fn classes_of_data_are_in_the_order_of_the_data() {
    let data = Dataset::new([0.1, 0.9], [0, 1]).unwrap();
    let named = data.clone().name_classes(["young", "old"]).unwrap();
    let roc = RocCurve::of(&named, [0.1, 0.9]).unwrap();
    assert_eq!((roc.classes(), roc.auc()), (vec!["old".to_owned()], 1.0));
    // two values without names are numbers
    assert_eq!(RocCurve::of(&data, [0.1, 0.9]).unwrap().classes(), ["1"]);
    assert_eq!(ConfusionMatrix::of(&data, [0.0, 1.0]).unwrap().accuracy(), 1.0);
    // and so are labels that are numbers
    assert_eq!(RocCurve::of([2, 10], [0, 1]).unwrap().classes(), ["10"]);
}

#[test]
fn scores_that_rank_nothing_are_refused() {
    let of = |labels: &[&str], scores: &[f64]| RocCurve::of(labels, scores).unwrap_err();
    let one = of(&["a", "a"], &[0.1, 0.2]).to_string();
    assert!(one.contains("roc_curve: expected samples of at least two classes"), "{one}");
    let few = of(&["a", "b"], &[0.1]).to_string();
    assert_eq!(few, "scores: expected 2 × 1 or 2 columns, but got 1 × 1");
    let wide = of(&["a", "b", "c"], &[0.1, 0.2, 0.3]).to_string();
    assert_eq!(wide, "scores: expected 3 × 3 columns, but got 3 × 1");
    assert!(matches!(of(&["a", "b"], &[0.1, f64::NAN]), Error::NotFinite { .. }));
    assert!(RocCurve::of(Vec::<String>::new(), Vec::<f64>::new()).is_err());
}

#[test]
fn a_neuron_is_ranked_by_its_weighted_sum() {
    let data = Dataset::new([0.1, 0.4, 0.35, 0.8], [-1, -1, 1, 1]).unwrap();
    let neuron = Perceptron::by_hand([1.0], 0.5).unwrap();
    for transfer in [Transfer::HardLims, Transfer::TanSig] {
        let roc = neuron.clone().transfer(transfer).roc_curve(&data).unwrap();
        assert_eq!(roc.auc(), 0.75);
        assert_eq!(roc.classes(), ["1"]);
    }
    let numbers = Dataset::new([0.1, 0.4], [0.5, 7.0]).unwrap();
    let problem = neuron.roc_curve(&numbers).unwrap_err().to_string();
    assert!(problem.starts_with("roc_curve: expected targets of 0 or 1"), "{problem}");
}

#[test]
fn each_sample_is_tested_once_and_the_scores_are_summed_up() {
    let iris = toy::iris().unwrap();
    let mut tested = 0;
    let mut scores = [0.5, 0.75, 1.0].into_iter();
    let folds = iris
        .cross_validate(3, 1, |train, test| {
            assert_eq!(train.n_samples() + test.n_samples(), 150);
            tested += test.n_samples();
            Ok(scores.next().unwrap_or(f64::NAN))
        })
        .unwrap();
    assert_eq!(tested, 150);
    assert_eq!((folds.scores(), folds.mean()), (&[0.5, 0.75, 1.0][..], 0.75));
    // numpy's std([0.5, 0.75, 1])
    assert_close(folds.standard_deviation(), (0.125_f64 / 3.0).sqrt());
    let nan = iris.cross_validate(3, 1, |_, _| Ok(f64::NAN)).unwrap_err().to_string();
    assert!(nan.contains("score") && nan.contains("NaN"), "{nan}");
    let wrong = iris.cross_validate(3, 1, |train, _| Ok(train.head(0)?.inputs().sum()));
    assert_eq!(wrong.unwrap_err().to_string(), iris.head(0).unwrap_err().to_string());
    assert!(iris.cross_validate(1, 1, |_, _| Ok(0.0)).is_err());
}

#[test]
fn a_learning_curve_learns_from_more_and_more() {
    let iris = toy::iris().unwrap();
    let mut seen = Vec::new();
    let curve = iris
        .learning_curve([60, 30, 120, 30], 5, 1, |train, test| {
            // each class keeps its share
            assert_eq!(train.targets().column(0).sum() * 3.0, train.n_samples() as f64);
            seen.push(train.n_samples());
            Ok([1.0, test.n_samples() as f64 / train.n_samples() as f64])
        })
        .unwrap();
    assert_eq!(seen, [[30; 5], [60; 5], [120; 5]].concat());
    assert_eq!(curve.sizes(), [30, 60, 120]);
    assert_eq!(curve.train_scores(), [1.0; 3]);
    assert_eq!(curve.test_scores(), [1.0, 0.5, 0.25]);
    assert_eq!(curve.test_standard_deviations(), [0.0; 3]);
    let scores = |_: &Dataset, _: &Dataset| Ok([0.0, 0.0]);
    let much = iris.learning_curve([121], 5, 1, scores).unwrap_err().to_string();
    assert!(much.contains("121, where 120 are left"), "{much}");
    assert!(iris.learning_curve([0], 5, 1, scores).is_err());
    assert!(iris.learning_curve([], 5, 1, scores).is_err());
}

#[test]
fn an_input_that_nothing_depends_on_has_no_importance() {
    let data = Dataset::new([[0, 5], [0, 7], [1, 6], [1, 5]], [0, 0, 1, 1]).unwrap();
    let first = Perceptron::by_hand([1.0, 0.0], 0.5).unwrap();
    let accuracy = |data: &Dataset| -> Result<f64> { Ok(first.evaluate(data)?.accuracy()) };
    let importance = data.permutation_importance(400, 1, accuracy).unwrap();
    assert_eq!(importance.score(), 1.0);
    assert_eq!((importance.means()[1], importance.standard_deviations()[1]), (0.0, 0.0));
    // of 24 orders 4 keep all four right, 16 two and 4 none
    let (mean, spread) = (importance.means()[0], importance.standard_deviations()[0]);
    assert!((mean - 0.5).abs() < 0.05, "{mean}");
    assert!((spread - (1.0_f64 / 12.0).sqrt()).abs() < 0.05, "{spread}");
    assert_eq!(importance.of("x1").unwrap(), mean);
    assert_eq!(importance, data.permutation_importance(400, 1, accuracy).unwrap());
    assert!(data.permutation_importance(0, 1, accuracy).is_err());
    assert!(importance.of("x3").is_err());
}

#[test]
fn shuffled_data_keep_their_names_and_classes() {
    let data = toy::iris().unwrap();
    let same = |shuffled: &Dataset| {
        assert_eq!(shuffled.input_names(), data.input_names());
        assert_eq!(shuffled.class_names(), data.class_names());
        assert_eq!(shuffled.targets(), data.targets());
        Ok(shuffled.inputs().sum())
    };
    let importance = data.permutation_importance(2, 1, same).unwrap();
    assert!(importance.means().iter().all(|drop| drop.abs() < 1e-9));
}

#[cfg(feature = "networks")]
#[test]
fn every_classifier_is_evaluated_as_it_predicts() {
    use percept::{FeedForward, Lvq, LvqRule, Pnn, Rprop};

    let (train, test) = toy::iris().unwrap().split(0.5, 1).unwrap();
    let mut lvq = Lvq::new(train.ranges(), [1, 1, 1]).unwrap();
    lvq.train(&train, LvqRule::new()).unwrap();
    let pnn = Pnn::new(&train, 0.5).unwrap();
    let mut network = FeedForward::new(train.ranges(), [4, 3]).unwrap();
    network.train(&train, Rprop::new().epochs(30)).unwrap();
    let counted = |labels: Vec<String>| ConfusionMatrix::of(&test, labels).unwrap();
    let of_lvq = counted(lvq.predict_labels(&test).unwrap());
    assert_eq!(lvq.evaluate(&test).unwrap().accuracy(), of_lvq.accuracy());
    let of_pnn = counted(pnn.predict_labels(&test).unwrap());
    assert_eq!(pnn.evaluate(&test).unwrap().accuracy(), of_pnn.accuracy());
    assert!(of_pnn.accuracy() > 0.9);
    let curves = pnn.roc_curve(&test).unwrap();
    assert_eq!(curves, RocCurve::of(&test, pnn.predict(&test).unwrap()).unwrap());
    let curves = network.roc_curve(&test).unwrap();
    assert_eq!(curves, RocCurve::of(&test, network.predict(&test).unwrap()).unwrap());

    // two classes in one column, also where only one of them occurs
    let two = Dataset::new([-1.1, -0.9, 0.9, 1.1], [-1, -1, 1, 1]).unwrap();
    let two = two.name_classes(["low", "high"]).unwrap();
    let mut lvq = Lvq::new(two.ranges(), [1, 1]).unwrap();
    lvq.train(&two, LvqRule::new()).unwrap();
    assert_eq!(lvq.evaluate(&two).unwrap().accuracy(), 1.0);
    let lows = two.head(2).unwrap();
    assert_eq!(lvq.evaluate(&lows).unwrap().recall("low").unwrap(), 1.0);
    let pnn = Pnn::new(&two, 0.5).unwrap();
    assert_eq!(pnn.evaluate(&lows).unwrap().accuracy(), 1.0);
    assert_eq!(pnn.roc_curve(&two).unwrap().auc(), 1.0);
    let others = two.clone().name_classes(["a", "b"]).unwrap();
    assert!(pnn.evaluate(&others).is_err() && lvq.evaluate(&others).is_err());
    let wide = Dataset::new([[1, 2]], [1]).unwrap();
    assert!(pnn.evaluate(&wide).is_err() && lvq.evaluate(&wide).is_err());
}

#[test]
fn pictures_of_scores_say_their_numbers() {
    let roc = RocCurve::of(ACTUAL, SCORES).unwrap();
    let text = roc.to_string();
    assert!(text.contains("8 samples, 4 of class 1: AUC 0.7188"), "{text}");
    assert!(text.contains("average precision 0.7024"), "{text}");
    let cars = toy::car_buyers().unwrap();
    let folds = cars.cross_validate(4, 1, |train, test| {
        let mut perceptron = Perceptron::new(train.ranges(), 1)?;
        perceptron.train(train, Delta::new().epochs(5))?;
        Ok(perceptron.evaluate(test)?.accuracy())
    });
    let text = folds.unwrap().to_string();
    assert!(text.starts_with("Cross-validation\nMean of 4 folds: "), "{text}");
}
