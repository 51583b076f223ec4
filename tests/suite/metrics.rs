//! Ratios of the confusion matrix and of residuals, against hand calculation.

use percept::{ConfusionMatrix, Dataset, Delta, Error, Perceptron, Regression, Transfer, toy};

use crate::{points, trained, untrained};

const ACTUAL: [&str; 6] = ["cat", "ant", "cat", "cat", "ant", "bird"];
const PREDICTED: [&str; 6] = ["ant", "ant", "cat", "cat", "ant", "cat"];

fn animals() -> ConfusionMatrix {
    ConfusionMatrix::of(ACTUAL, PREDICTED).unwrap()
}

fn assert_close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() < 1e-15, "{ours} is not {expected}");
}

#[test]
fn a_matrix_counts_actual_by_row_and_predicted_by_column() {
    let matrix = animals();
    assert_eq!(matrix.classes(), ["ant", "bird", "cat"]);
    let counts = percept::ndarray::array![[2, 0, 0], [0, 0, 1], [1, 0, 2]];
    assert_eq!(matrix.counts(), &counts);
    assert_eq!((matrix.n_samples(), matrix.n_right()), (6, 4));
    assert_eq!(format!("{matrix:?}"), "ConfusionMatrix(3 classes, 4 of 6 right)");
}

#[test]
fn ratios_are_those_of_the_definitions() {
    let matrix = animals();
    assert_close(matrix.accuracy(), 4.0 / 6.0);
    assert_close(matrix.precision("ant").unwrap(), 2.0 / 3.0);
    assert_close(matrix.recall("ant").unwrap(), 1.0);
    assert_close(matrix.f1("ant").unwrap(), 0.8);
    assert_close(matrix.precision("cat").unwrap(), 2.0 / 3.0);
    assert_close(matrix.recall("cat").unwrap(), 2.0 / 3.0);
    assert_close(matrix.f1("cat").unwrap(), 2.0 / 3.0);
    assert_close(matrix.macro_precision(), 4.0 / 9.0);
    assert_close(matrix.macro_recall(), 5.0 / 9.0);
    assert_close(matrix.macro_f1(), (0.8 + 2.0 / 3.0) / 3.0);
}

#[test]
fn a_class_that_is_never_predicted_has_ratios_of_zero() {
    let matrix = animals();
    assert_eq!(matrix.precision("bird").unwrap(), 0.0);
    assert_eq!(matrix.recall("bird").unwrap(), 0.0);
    assert_eq!(matrix.f1("bird").unwrap(), 0.0);
    assert!(!matrix.to_string().contains("NaN"), "{matrix}");
}

#[test]
fn a_class_that_is_not_there_is_an_error() {
    let problem = animals().recall("cats").unwrap_err();
    assert_eq!(
        problem.to_string(),
        "there is no class named `cats` (did you mean `cat`?); the names are `ant`, `bird`, `cat`"
    );
}

#[test]
fn numbers_are_sorted_as_numbers() {
    let matrix = ConfusionMatrix::of([10, 2, 2, -1], [2, 2, 10, -1]).unwrap();
    assert_eq!(matrix.classes(), ["-1", "2", "10"]);
    assert_eq!(matrix.counts(), &percept::ndarray::array![[1, 0, 0], [0, 1, 1], [0, 1, 0]]);
    let matrix = ConfusionMatrix::of([1.0, 0.0], [true, false].map(u8::from)).unwrap();
    assert_eq!((matrix.classes().len(), matrix.accuracy()), (2, 1.0));
}

#[test]
fn targets_and_outputs_can_be_counted_as_they_are() {
    let (perceptron, _) = trained();
    let outputs = perceptron.predict(&points()).unwrap();
    let matrix = ConfusionMatrix::of(points().targets(), &outputs).unwrap();
    assert_eq!(matrix, perceptron.evaluate(&points()).unwrap());
}

#[test]
fn lists_of_different_length_and_empty_ones_are_refused() {
    let problem = ConfusionMatrix::of([1, 0], [1]).unwrap_err().to_string();
    assert_eq!(problem, "predicted: expected one label per actual one (2), but got 1");
    assert!(matches!(ConfusionMatrix::of([0; 0], [0; 0]), Err(Error::Empty { .. })));
    let many = ConfusionMatrix::of(0..300, 0..300).unwrap_err().to_string();
    assert!(many.contains("at most 256 different classes"), "{many}");
}

#[test]
fn a_neuron_is_evaluated_by_its_sides() {
    let matrix = untrained().evaluate(&points()).unwrap();
    assert_eq!(matrix.classes(), ["0", "1"]);
    assert_eq!(matrix.counts(), &percept::ndarray::array![[1, 0], [3, 0]]);
    let sigmoid = untrained().transfer(Transfer::LogSig).evaluate(&points()).unwrap();
    assert_eq!(sigmoid, matrix);
    let signed = Dataset::new(points().inputs(), [-1, 1, 1, 1]).unwrap();
    let matrix = untrained().transfer(Transfer::HardLims).evaluate(&signed).unwrap();
    assert_eq!(matrix.classes(), ["-1", "1"]);
    assert_eq!(matrix.accuracy(), 0.25);
}

#[test]
fn classes_are_evaluated_as_they_are_predicted() {
    let iris = toy::iris().unwrap();
    let mut perceptron = Perceptron::new(iris.ranges(), 3).unwrap();
    perceptron.train(&iris, Delta::new().epochs(50)).unwrap();
    let matrix = perceptron.evaluate(&iris).unwrap();
    assert_eq!(matrix.classes(), iris.class_names().unwrap());
    let names = iris.class_names().unwrap();
    let actual =
        (0..150).map(|i| names[(0..3).find(|k| iris.targets()[[i, *k]] == 1.0).unwrap()].clone());
    let labels = perceptron.predict_labels(&iris).unwrap();
    assert_eq!(matrix, ConfusionMatrix::of(actual, labels).unwrap());
}

#[test]
fn what_cannot_be_evaluated_says_why() {
    let said = |perceptron: &Perceptron, data: &Dataset| {
        perceptron.evaluate(data).unwrap_err().to_string()
    };
    let linear = untrained().transfer(Transfer::PureLin);
    let between = Dataset::new(points().inputs(), [0.0, 0.5, 1.0, 1.0]).unwrap();
    assert_eq!(
        said(&linear, &between),
        "evaluate: expected targets of two values, or a transfer function with two sides (for \
         numbers see `Regression::of`), but got PureLin"
    );
    assert_eq!(
        said(&untrained().transfer(Transfer::LogSig), &between),
        "evaluate: expected targets of 0 or 1, the two sides of LogSig, but got 0.5 in row 1 \
         (counting from 0)"
    );
    let two = Dataset::new(points().inputs(), [[0, 1], [1, 0], [1, 1], [0, 1]]).unwrap();
    let wide = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 2).unwrap();
    assert_eq!(
        said(&wide, &two),
        "evaluate: expected one target, or several with the names of classes \
         (`Dataset::name_classes`), but got 2 targets without"
    );
    let named = two.name_classes(["left", "right"]).unwrap();
    assert!(said(&wide, &named).contains("but got others in row 2"), "{}", said(&wide, &named));
    assert!(said(&untrained(), &named).contains("one target per neuron (1)"));
    let fruit = points().name_classes(["apple", "melon"]).unwrap();
    let mut perceptron = untrained();
    perceptron.train(&fruit, Delta::new()).unwrap();
    let others = points().name_classes(["melon", "apple"]).unwrap();
    assert_eq!(
        said(&perceptron, &others),
        "evaluate: expected data with the classes it was trained on (`apple`, `melon`), but got \
         `melon`, `apple`"
    );
}

#[test]
fn a_matrix_says_its_ratios_and_the_most_frequent_mistake() {
    let text = animals().to_string();
    for part in [
        "4 of 6 samples predicted right: accuracy 0.6667.",
        "Mean over the classes: precision 0.4444, recall 0.5556, F1 0.4889.",
        "ant: precision 0.6667, recall 1, F1 0.8.",
        "bird: precision –, recall 0, F1 0.",
        "cat: precision 0.6667, recall 0.6667, F1 0.6667.",
        "Most frequent mistake: cat instead of bird, once.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn a_wide_matrix_draws_the_classes_with_mistakes() {
    let matrix = ConfusionMatrix::of(0..40, (0..40).map(|i| if i == 33 { 34 } else { i })).unwrap();
    let text = matrix.to_string();
    assert!(text.contains("The 10 of 40 classes with the most mistakes are drawn."), "{text}");
    assert!(matrix.chart().to_svg().contains(">33<"));
}

// hand calculation: residuals 0.5, −0.5, 0, −1; mean of the targets 2.875
#[test]
fn regression_is_that_of_the_definitions() {
    let fit = Regression::of([3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]).unwrap();
    assert_eq!(fit.residuals().column(0).to_vec(), [0.5, -0.5, 0.0, -1.0]);
    assert_close(fit.rmse(), 0.375_f64.sqrt());
    assert_close(fit.mae(), 0.5);
    assert_close(fit.r2().unwrap(), 1.0 - 1.5 / 29.1875);
}

// hand calculation: columns with R² 0.5 and 0, RMSE √0.5 and 1
#[test]
fn several_columns_give_their_mean() {
    let fit = Regression::of([[0.0, 0.0], [2.0, 2.0]], [[0.0, 1.0], [1.0, 1.0]]).unwrap();
    assert_close(fit.r2().unwrap(), 0.25);
    assert_close(fit.rmse(), f64::midpoint(0.5_f64.sqrt(), 1.0));
    assert_close(fit.mae(), 0.75);
}

#[test]
fn targets_that_are_all_the_same_have_no_r2() {
    let fit = Regression::of([2.0, 2.0], [1.0, 2.0]).unwrap();
    assert_eq!(fit.r2(), None);
    assert!(fit.to_string().contains("no R², since all targets are the same"), "{fit}");
    assert!(!fit.to_string().contains("NaN"), "{fit}");
    // the other column decides alone
    let fit = Regression::of([[2.0, 0.0], [2.0, 1.0]], [[1.0, 0.0], [2.0, 1.0]]).unwrap();
    assert_eq!(fit.r2(), Some(1.0));
}

#[test]
fn huge_and_tiny_numbers_have_finite_measures() {
    for size in [1e-320, 1e-200, 1e200, 8e307] {
        let fit = Regression::of([size, -size, size], [size, -size, 0.0]).unwrap();
        assert!(fit.rmse() > 0.0 && fit.rmse().is_finite(), "{size:e}: {fit:?}");
        assert!(fit.mae().is_finite() && fit.r2().is_none_or(f64::is_finite), "{size:e}: {fit:?}");
    }
    let problem = Regression::of([1e308], [-1e308]).unwrap_err();
    assert!(matches!(problem, Error::Overflow { .. }), "{problem}");
}

#[test]
fn targets_and_outputs_have_one_shape() {
    let problem = Regression::of([1.0, 2.0], [1.0]).unwrap_err().to_string();
    assert_eq!(
        problem,
        "outputs: expected an output for every target (2 × 1 values), but got 1 × 1 values"
    );
    assert!(matches!(Regression::of([0.0; 0], [0.0; 0]), Err(Error::Empty { .. })));
    assert!(matches!(Regression::of([f64::NAN], [0.0]), Err(Error::NotFinite { .. })));
}

#[cfg(feature = "networks")]
#[test]
fn a_network_is_evaluated_as_it_predicts() {
    use percept::{FeedForward, Init, LBfgs};

    let iris = toy::iris().unwrap();
    let mut network = FeedForward::new(iris.ranges(), [8, 3]).unwrap().init(Init::Xavier).unwrap();
    network.train(&iris, LBfgs::new().epochs(40)).unwrap();
    let matrix = network.evaluate(&iris).unwrap();
    let actual = (0..150).map(|row| iris.class_names().unwrap()[row / 50].clone());
    let predicted = network.predict_labels(&iris).unwrap();
    assert_eq!(matrix, ConfusionMatrix::of(actual, predicted).unwrap());

    let mut one =
        FeedForward::new([[0.0, 1.0]], [1]).unwrap().transfer([Transfer::PureLin]).unwrap();
    one.set_weights(0, [[1.0]]).unwrap();
    one.set_biases(0, [0.0]).unwrap();
    let data = Dataset::new([0.2, 0.5, 0.7, 0.9], [0, 1, 1, 0]).unwrap();
    let matrix = one.evaluate(&data).unwrap();
    assert_eq!(matrix.classes(), ["0", "1"]);
    assert_eq!(matrix.counts(), &percept::ndarray::array![[1, 1], [1, 1]]);
    let says = |data: &Dataset| one.evaluate(data).unwrap_err().to_string();
    assert_eq!(
        says(&Dataset::new([0.2], [0.5]).unwrap()),
        "evaluate: expected targets of 0 or 1 (for numbers see `Regression::of`), but got 0.5 in \
         row 0 (counting from 0)"
    );
    assert_eq!(
        says(&Dataset::new([[0.2]], [[0, 1]]).unwrap()),
        "evaluate: expected data with one target per output (1), but got 2 targets"
    );
}

#[test]
fn truth_values_are_the_numbers_0_and_1() {
    let both = [
        ConfusionMatrix::of([true, false, true], [1, 0, 0]).unwrap(),
        ConfusionMatrix::of([1.0, 0.0, 1.0], [true, false, false]).unwrap(),
    ];
    for matrix in both {
        assert_eq!((matrix.accuracy(), matrix.classes().len()), (2.0 / 3.0, 2));
    }
    assert_eq!(ConfusionMatrix::of([true, false], [1, 0]).unwrap().accuracy(), 1.0);
    assert_eq!(ConfusionMatrix::of([true, false], [1, -1]).unwrap().accuracy(), 1.0);
    assert_eq!(ConfusionMatrix::of([true], [false]).unwrap().accuracy(), 0.0);
}

#[test]
fn names_against_numbers_are_refused() {
    let message = |actual, predicted| {
        format!(
            "predicted: expected labels of the same kind as the actual ones ({actual}), but got \
             {predicted}; give both as names (`predict_labels`) or both as class numbers"
        )
    };
    let (names, numbers) = ("names such as `cat`", "numbers such as `0`");
    let problem = ConfusionMatrix::of(["cat", "dog"], [0, 1]).unwrap_err();
    assert_eq!(problem.to_string(), message(names, numbers));
    let problem = ConfusionMatrix::of([0.0, 1.0], ["cat", "dog"]).unwrap_err();
    assert_eq!(problem.to_string(), message(numbers, names));
    let problem = ConfusionMatrix::of(["cat", "dog"], [true, false]).unwrap_err();
    assert_eq!(problem.to_string(), message(names, "truth values such as `true`"));
    // names that read as numbers are fine beside numbers
    assert_eq!(ConfusionMatrix::of(["0", "1"], [0, 1]).unwrap().accuracy(), 1.0);
}

#[test]
fn labels_that_mean_the_same_are_the_same_class() {
    let right = |matrix: percept::Result<ConfusionMatrix>| {
        let matrix = matrix.unwrap();
        assert_eq!((matrix.accuracy(), matrix.classes().len()), (1.0, 2), "{:?}", matrix.classes());
    };
    right(ConfusionMatrix::of([-1, 1, 1], [0, 1, 1]));
    right(ConfusionMatrix::of([0.0, 1.0], [-1, 1]));
    right(ConfusionMatrix::of(["1.0", "0.0"], [1, 0]));
    right(ConfusionMatrix::of([2, 3], ["2.0", " 3"]));
    right(ConfusionMatrix::of(["0", "-0"].map(|_| "0.0"), [0, 0]).and_then(|matrix| {
        assert_eq!(matrix.accuracy(), 1.0);
        ConfusionMatrix::of([-0.0, 1.0], [0, 1])
    }));
    right(ConfusionMatrix::of([true, false], ["true", "false"]));
    right(ConfusionMatrix::of(["True", "False"], [true, false]));
    right(ConfusionMatrix::of(["TRUE", "FALSE"], [1, 0]));
    right(ConfusionMatrix::of([" cat", "dog "], ["cat", "dog"]));
    right(ConfusionMatrix::of(["cat", "1"], ["cat", "1.0"]));
    let some = ConfusionMatrix::of(["other", "1", "2"], [1, 1, 2]).unwrap();
    assert_eq!(some.counts().diag().to_vec(), [1, 1, 0]);
    // each label of a list is a class of its own
    let both = ConfusionMatrix::of(["01", "1"], ["01", "1"]).unwrap();
    assert_eq!(both.classes().len(), 2);
    let ids = ["9007199254740993", "9007199254740992"];
    assert_eq!(ConfusionMatrix::of([ids[0]], [ids[1]]).unwrap().accuracy(), 0.0);
}

#[test]
fn lists_that_cannot_be_of_the_same_classes_are_refused_with_both() {
    fn refused(matrix: percept::Result<ConfusionMatrix>, own: &str, other: &str) {
        let Err(problem @ Error::Shape { .. }) = matrix else { panic!("{matrix:?}") };
        let said = problem.to_string();
        assert!(said.contains(own) && said.contains(other), "{said}");
    }
    refused(ConfusionMatrix::of([-1, -1, 1], [0, 0, 0]), "`-1`, `1`", "`0`");
    refused(ConfusionMatrix::of([true, false], [2, 3]), "`false`, `true`", "`2`, `3`");
    refused(ConfusionMatrix::of([true, false, true], [-1, 0, 1]), "`false`", "`-1`, `0`, `1`");
    refused(ConfusionMatrix::of(["cat", "1"], [0, 1]), "`1`, `cat`", "`0`, `1`");
    refused(ConfusionMatrix::of([1, 2], ["cat", "dog"]), "`1`", "`cat`");
    refused(ConfusionMatrix::of(["cat", "2"], ["cat", "dog"]), "`2`, `cat`", "`cat`, `dog`");
    refused(ConfusionMatrix::of(["Cat", "Dog"], ["cat", "dog"]), "`Cat`", "`cat`");
    refused(ConfusionMatrix::of(["cat", "dog"], ["wolf", "mouse"]), "`cat`, `dog`", "`mouse`");
    refused(ConfusionMatrix::of(["1", "01"], ["1.0", "2"]), "`01`, `1`", "`1.0`, `2`");
    // what may be a bad answer is none
    assert_eq!(ConfusionMatrix::of(["cat", "cat"], ["dog", "dog"]).unwrap().accuracy(), 0.0);
    assert_eq!(ConfusionMatrix::of([0, 1], [2, 2]).unwrap().accuracy(), 0.0);
}

#[test]
fn cells_of_a_confusion_matrix_are_squares() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];
    for n in [2, 3, 10] {
        let matrix = ConfusionMatrix::of(&names[..n], &names[..n]).unwrap();
        let svg = matrix.chart().to_svg();
        let mut cells = 0;
        for element in crate::elements(&svg).iter().filter(|element| element.name == "polygon") {
            let corners: Vec<[f64; 2]> = element.attributes["points"]
                .split(' ')
                .map(|corner| {
                    let (x, y) = corner.split_once(',').unwrap();
                    [x, y].map(|at| at.parse().unwrap())
                })
                .collect();
            let [wide, high] = [0, 1].map(|i| (corners[2][i] - corners[0][i]).abs());
            assert!((0.95..1.06).contains(&(wide / high)), "{n} classes: {wide} by {high}");
            cells += 1;
        }
        assert_eq!(cells, n);
        crate::renderers::assert_same_picture("squares", &matrix.chart());
    }
}
