//! Targets that are the numbers of classes.

use percept::ndarray::{Array2, array};
use percept::{
    Adam, Dataset, Delta, FeedForward, Loss, Lvq, LvqRule, Perceptron, Pnn, Transfer, toy,
};

use crate::errors::{one_class, says};

/// The advice.
pub(crate) const CALL: &str = " (numbers of classes? Call `targets_as_classes()` on the data: one column of \
                    0 and 1 for two classes, one column per class for more)";

fn line(targets: [i32; 4]) -> Dataset {
    Dataset::new([[0.0, 1.0], [1.0, 0.0], [0.9, 0.2], [2.0, 2.0]], targets).unwrap()
}

fn names(data: &Dataset) -> Vec<&str> {
    data.class_names().unwrap().iter().map(String::as_str).collect()
}

#[test]
fn two_numbers_are_one_column_of_0_and_1() {
    for (low, high) in [(1, 2), (2, 4), (-1, 1), (0, 1), (9, 10)] {
        let data = line([low, high, high, high]).targets_as_classes().unwrap();
        assert_eq!(data.targets(), array![[0.0], [1.0], [1.0], [1.0]]);
        assert_eq!(names(&data), [low.to_string(), high.to_string()]);
        assert_eq!(
            (data.target_names(), data.input_names()),
            (line([0; 4]).target_names(), line([0; 4]).input_names())
        );
    }
}

#[test]
fn more_numbers_are_one_column_each_in_rising_order() {
    let data = line([10, 2, 9, 2]).name_targets(["kind"]).unwrap().targets_as_classes().unwrap();
    let wanted = array![[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]];
    assert_eq!(data.targets(), wanted);
    assert_eq!(names(&data), ["2", "9", "10"]);
    assert_eq!(data.target_names(), ["kind = 2", "kind = 9", "kind = 10"]);
    let data = Dataset::new([1, 2, 3, 4], [-1.0, -0.0, 0.0, 1.0]).unwrap();
    assert_eq!(names(&data.targets_as_classes().unwrap()), ["-1", "0", "1"]);
}

#[test]
fn what_is_learnt_from_numbered_classes_answers_with_them() {
    let data = line([1, 2, 2, 2]).targets_as_classes().unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), data.n_targets()).unwrap();
    perceptron.train(&data, Delta::new()).unwrap();
    assert_eq!(perceptron.predict_labels(&data).unwrap(), ["1", "2", "2", "2"]);
    assert_eq!(perceptron.evaluate(&data).unwrap().accuracy(), 1.0);
    let data = line([0, 1, 1, 2]).targets_as_classes().unwrap();
    let network = FeedForward::new(data.ranges(), [3]).unwrap();
    let mut network = network.transfer([Transfer::SoftMax]).unwrap();
    let trainer = Adam::new().loss(Loss::CrossEntropy).learning_rate(0.1).epochs(500);
    network.train(&data, trainer).unwrap();
    assert_eq!(network.predict_labels(&data).unwrap(), ["0", "1", "1", "2"]);
    assert_eq!(Pnn::new(&data, 0.1).unwrap().predict_labels(&data).unwrap(), ["0", "1", "1", "2"]);
}

#[test]
fn classes_stay_as_they_are_and_names_are_kept() {
    let named = line([0, 1, 0, 1]).name_classes(["cat", "dog"]).unwrap();
    assert_eq!(named.clone().targets_as_classes().unwrap(), named);
    let moved = line([1, 2, 1, 2]).name_classes(["cat", "dog"]).unwrap();
    assert_eq!(moved.targets_as_classes().unwrap(), named);
    let iris = toy::iris().unwrap();
    assert_eq!(iris.clone().targets_as_classes().unwrap(), iris);
    let renamed = line([0, 1, 2, 1]).targets_as_classes().unwrap();
    assert_eq!(names(&renamed.name_classes(["a", "b", "c"]).unwrap()), ["a", "b", "c"]);
}

#[test]
fn the_classes_of_a_part_can_be_given() {
    let part = line([3, 1, 1, 3]).targets_as_classes_of([3, 1, 2, 3]).unwrap();
    let whole = line([3, 1, 2, 3]).targets_as_classes().unwrap();
    assert_eq!(part.targets().row(0), whole.targets().row(0));
    assert_eq!(names(&part), names(&whole));
    says(
        line([1, 2, 4, 1]).targets_as_classes_of([1, 2, 3]),
        "column `target`, row 2 (counting from 0): expected the number of a class among those \
         given, but got 4",
    );
    says(line([1, 1, 1, 1]).targets_as_classes_of([1]), &one_class("classes"));
}

#[test]
fn what_are_no_numbers_of_classes_is_refused() {
    let of = |targets: &[f64]| {
        let inputs: Vec<usize> = (0..targets.len()).collect();
        Dataset::new(inputs, targets).unwrap().targets_as_classes()
    };
    let whole = "expected the number of a class, a whole one up to 2^53 (keep numbers that are to \
                 be predicted as they are), but got";
    let cell = |row: usize| format!("column `target`, row {row} (counting from 0): {whole} ");
    says(of(&[0.5, 1.5]), &(cell(0) + "0.5"));
    says(of(&[1.0, 2.0, 1e16]), &(cell(2) + "10000000000000000"));
    says(of(&[3.0, 3.0]), &one_class("target"));
    let many: Vec<f64> = (0..12).map(|i| f64::from(i * i)).collect();
    says(
        of(&many),
        "targets_as_classes: expected numbers of classes, several samples of each, but got 12 \
         different numbers in 12 rows of `target`: keep numbers that are to be predicted as they \
         are",
    );
    let twice: Vec<f64> = (0..600).map(|i| f64::from(i / 2)).collect();
    says(of(&twice), "column `target`: expected targets of 2 to 256 classes, but got 300 classes");
    let two: Array2<f64> = array![[1.0, 2.0], [2.0, 1.0]];
    says(
        Dataset::new([1, 2], two).unwrap().targets_as_classes(),
        "targets_as_classes: expected one target, the number of a class, but got 2 targets",
    );
    says(
        Dataset::unlabelled([1, 2]).unwrap().targets_as_classes(),
        "targets_as_classes: expected one target, the number of a class, but got 0 targets",
    );
}

/// Everything that refuses numbers of classes says how to make classes of them.
#[test]
fn every_refusal_of_numbered_classes_names_the_call() {
    let (two, three) = (line([1, 2, 2, 2]), line([0, 1, 2, 1]));
    let neurons = |n: usize| Perceptron::new(three.ranges(), n).unwrap();
    let network = |n: usize, transfer| {
        let network = FeedForward::new(three.ranges(), [n]).unwrap();
        network.transfer([transfer]).unwrap()
    };
    let train = |mut network: FeedForward, data: &Dataset, loss| {
        network.train(data, Adam::new().loss(loss)).unwrap_err()
    };
    let said = [
        neurons(1).train(&two, Delta::new()).unwrap_err(),
        neurons(1).train(&three, Delta::new()).unwrap_err(),
        neurons(3).train(&three, Delta::new()).unwrap_err(),
        neurons(1).transfer(Transfer::HardLims).train(&two, Delta::new()).unwrap_err(),
        neurons(1).evaluate(&two).unwrap_err(),
        neurons(3).evaluate(&three).unwrap_err(),
        neurons(3).boundary(&three).unwrap_err(),
        neurons(1).transfer(Transfer::LogSig).boundary(&two).unwrap_err(),
        train(network(1, Transfer::LogSig), &two, Loss::Sse),
        train(network(1, Transfer::TanSig), &three, Loss::Sse),
        train(network(1, Transfer::LogSig), &three, Loss::BinaryCrossEntropy),
        train(network(1, Transfer::SoftMax), &three, Loss::CrossEntropy),
        train(network(3, Transfer::SoftMax), &three, Loss::CrossEntropy),
        network(1, Transfer::LogSig).evaluate(&two).unwrap_err(),
        network(3, Transfer::SoftMax).evaluate(&three).unwrap_err(),
        network(3, Transfer::SoftMax).surface(&three).unwrap_err(),
        Pnn::new(&three, 0.1).unwrap_err(),
        Lvq::new(three.ranges(), [1, 1]).unwrap().train(&three, LvqRule::new()).unwrap_err(),
        Lvq::new(three.ranges(), [1, 1, 1]).unwrap().train(&three, LvqRule::new()).unwrap_err(),
        three.clone().name_classes(["a", "b", "c"]).unwrap_err(),
        three.clone().name_classes(["a", "b"]).unwrap_err(),
    ];
    for problem in said {
        assert!(problem.to_string().ends_with(CALL), "{problem}");
    }
    let problem = three.separability().unwrap_err().to_string();
    assert!(problem.contains("`targets_as_classes()`"), "{problem}");
    says(
        neurons(1).train(&two, Delta::new()),
        &format!(
            "targets: row 1, column 0 (counting from 0) is 2, but HardLim can only give 0 or 1{CALL}"
        ),
    );
}

#[test]
fn numbers_to_predict_are_not_taken_for_classes() {
    let prices = line([1, 2, 2, 2]);
    let prices = Dataset::new(prices.inputs(), [1.0, 2.5, 2.0, 7.0]).unwrap();
    says(
        Perceptron::new(prices.ranges(), 1).unwrap().train(&prices, Delta::new()),
        "targets: row 1, column 0 (counting from 0) is 2.5, but HardLim can only give 0 or 1",
    );
}

#[test]
fn hard_lims_says_what_to_do_with_0_and_1() {
    let data = line([0, 1, 1, 1]);
    says(
        Perceptron::new(data.ranges(), 1)
            .unwrap()
            .transfer(Transfer::HardLims)
            .train(&data, Delta::new()),
        "targets: row 0, column 0 (counting from 0) is 0, but HardLims can only give -1 or 1 (for \
         0 and 1 take HardLim, or scale the targets: `Scaler::targets`)",
    );
}
