//! Wrong input: what is said about it, and that nothing panics.

use std::fmt::Debug;

use percept::{Dataset, Delta, Error, History, Perceptron, Result, Transfer};

use crate::{buyer, points, untrained};

/// What is said of a column that holds a single class.
pub(crate) fn one_class(column: &str) -> String {
    format!(
        "column `{column}`: expected targets of 2 to 256 classes, but got 1 class; where there are \
         others, give all of them: `Target::of_classes` in the place of the column's name \
         (numbers in a data set: `targets_as_classes_of`)"
    )
}

pub(crate) fn says<T: Debug>(result: Result<T>, message: &str) {
    assert_eq!(result.unwrap_err().to_string(), message);
}

#[test]
fn a_perceptron_does_not_learn_with_functions_of_a_whole_layer() {
    let data = Dataset::new([[0.1, 0.2], [0.3, 0.4]], [[0.0, 1.0], [1.0, 0.0]]).unwrap();
    for function in [Transfer::SoftMax, Transfer::Competitive] {
        let mut perceptron = two_neurons().transfer(function);
        says(
            perceptron.train(&data, Delta::new()),
            &format!(
                "`transfer`: expected a function of each neuron alone (`FeedForward` learns with \
                 SoftMax), but got {function}"
            ),
        );
        assert_eq!(perceptron, two_neurons().transfer(function));
    }
}

fn two_neurons() -> Perceptron {
    Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 2).unwrap()
}

fn trained_by(trainer: Delta) -> Result<History> {
    untrained().train(&points(), trainer)
}

#[test]
fn ragged_rows_are_named() {
    says(
        Dataset::new(vec![vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0]], [0, 1, 1]),
        "inputs: row 2 (counting from 0) has 1 value, but row 0 has 2; all rows need the same number of values",
    );
    says(
        Dataset::new([[1.0], [2.0]], vec![vec![0], vec![0, 1, 2]]),
        "targets: row 1 (counting from 0) has 3 values, but row 0 has 1; all rows need the same number of values",
    );
}

#[test]
fn a_value_that_is_not_finite_is_named_with_row_and_column() {
    says(
        Dataset::new([[0.0, 1.0], [2.0, f64::NAN]], [0, 1]),
        "inputs: row 1, column 1 (counting from 0) is NaN, but every value must be a finite number",
    );
    says(
        Dataset::unlabelled([[0.0, 1.0], [f64::INFINITY, 3.0]]),
        "inputs: row 1, column 0 (counting from 0) is inf, but every value must be a finite number",
    );
    says(
        Dataset::new([[0.0], [1.0]], [0.0, f64::NEG_INFINITY]),
        "targets: row 1, column 0 (counting from 0) is -inf, \
         but every value must be a finite number",
    );
    says(
        buyer().predict([[0.0; 4], [0.0, 0.0, f64::NAN, 0.0]]),
        "inputs: row 1, column 2 (counting from 0) is NaN, but every value must be a finite number",
    );
}

#[test]
fn an_error_can_be_taken_apart() {
    let problem = Dataset::new([[0.0, 1.0], [2.0, f64::INFINITY]], [0, 1]).unwrap_err();
    let Error::NotFinite { what, row, column, value, .. } = problem else { panic!("{problem}") };
    assert_eq!((what, row, column, value), ("inputs", 1, 1, f64::INFINITY));
}

#[test]
fn no_samples_are_too_few() {
    let none: Vec<Vec<f64>> = Vec::new();
    says(Dataset::new(&none, [0]), "inputs: expected at least one sample, but got none");
    says(Dataset::new([[1.0]], &none), "targets: expected at least one sample, but got none");
    says(Dataset::unlabelled(&none), "inputs: expected at least one sample, but got none");
    says(buyer().predict(&none), "inputs: expected at least one sample, but got none");
    says(
        buyer().decide_all(Vec::<(String, Vec<f64>)>::new()),
        "samples: expected at least one named sample, but got none",
    );
    says(
        buyer().decide_by_weight("price", &[], [0.5; 4]),
        "weights: expected at least one weight, but got none",
    );
}

#[test]
fn no_columns_are_too_few() {
    says(
        Dataset::new([[0.0; 0]; 2], [0, 1]),
        "inputs: expected at least one input column, but got none",
    );
    says(
        Dataset::new([0, 1], [[0.0; 0]; 2]),
        "targets: expected at least one target column, but got none",
    );
}

#[test]
fn there_must_be_a_target_row_a_sample() {
    says(
        Dataset::new([[0.0, 1.0], [2.0, 3.0]], [0, 1, 1]),
        "inputs and targets: expected as many rows of targets as of inputs, \
         but got 2 rows of inputs and 3 rows of targets",
    );
}

#[test]
fn names_must_be_as_many_as_there_are_columns() {
    says(points().name_inputs(["a", "b", "c"]), "names: expected 2 input names, but got 3");
    says(points().name_targets(["a", "b"]), "names: expected 1 target name, but got 2");
    says(untrained().name_inputs(["a"]), "names: expected 2 input names, but got 1");
    says(
        untrained().name_inputs(["a", " "]),
        "names: expected a name for every input, but got an empty one",
    );
}

#[test]
fn names_must_differ() {
    let message = "input names: expected every name once, but got `a` twice";
    says(points().name_inputs(["a", "a"]), message);
    says(untrained().name_inputs(["a", "a"]), message);
    says(Perceptron::by_hand([("a", 1.0), ("b", 2.0), ("a", 3.0)], 1.0), message);
}

#[test]
fn an_unknown_name_is_answered_with_the_known_ones() {
    let message = "there is no input named `prize` (did you mean `price`?); \
                   the names are `price`, `public transport`, `driving skill`, `model`";
    says(buyer().weight("prize"), message);
    says(buyer().set_weight("prize", 1.0), message);
    says(buyer().with_weight("prize", 1.0), message);
    says(untrained().weight("x3"), "there is no input named `x3`; the names are `x1`, `x2`");
}

#[test]
fn ranges_must_be_pairs_from_small_to_large() {
    let pairs = "ranges: expected one pair [smallest, largest] per input, but got rows of";
    says(Perceptron::new([0.0, 2.0], 1), &format!("{pairs} 1 value"));
    says(Perceptron::new([[0.0, 1.0, 2.0]], 1), &format!("{pairs} 3 values"));
    says(
        Perceptron::new([[0.0, 2.0], [3.0, 2.0]], 1),
        "`ranges`: expected [smallest, largest] with smallest <= largest for every input, \
         but got [3.0, 2.0] for input 1 (counting from 0)",
    );
    says(
        Perceptron::new([[0.0, f64::NAN]], 1),
        "ranges: row 0, column 1 (counting from 0) is NaN, but every value must be a finite number",
    );
    says(
        Perceptron::new(Vec::<[f64; 2]>::new(), 1),
        "ranges: expected at least one pair [smallest, largest], but got none",
    );
}

#[test]
fn there_must_be_a_neuron() {
    says(Perceptron::new([[0.0, 1.0]], 0), "`n_neurons`: expected at least one neuron, but got 0");
}

#[test]
fn more_neurons_than_memory_holds_are_refused() {
    assert!(Perceptron::new([[0.0, 1.0], [0.0, 1.0]], usize::MAX).is_err());
    assert!(Perceptron::new([[0.0, 1.0], [0.0, 1.0]], usize::MAX / 2).is_err());
}

#[test]
fn weights_by_hand_must_be_there_and_finite() {
    says(
        Perceptron::by_hand(Vec::<(String, f64)>::new(), 1.0),
        "weights: expected at least one named weight, but got none",
    );
    says(
        Perceptron::by_hand([("a", 1.0), ("b", f64::NAN)], 1.0),
        "`weight of b`: expected a finite number, but got NaN",
    );
    says(
        buyer().set_weight("price", f64::INFINITY),
        "`weight of price`: expected a finite number, but got inf",
    );
    says(buyer().with_threshold(f64::NAN), "`threshold`: expected a finite number, but got NaN");
    says(
        Perceptron::by_hand([("a", 1.0)], f64::NEG_INFINITY),
        "`threshold`: expected a finite number, but got -inf",
    );
}

#[test]
fn all_weights_must_have_the_shape_of_the_layer() {
    says(
        two_neurons().set_weights([1.0, 2.0]),
        "weights: expected 2 × 2 values, but got 2 × 1 values \
         (a flat list is a column; write a row as [[…]])",
    );
    says(two_neurons().set_biases([1.0]), "biases: expected 2 × 1 values, but got 1 × 1 values");
    says(
        two_neurons().set_biases([1.0, f64::NAN]),
        "biases: row 1, column 0 (counting from 0) is NaN, but every value must be a finite number",
    );
}

#[test]
fn a_sample_must_have_a_value_an_input() {
    let message =
        "sample: expected 4 values (price, public transport, driving skill, model), but got 3";
    says(buyer().decide([1.0, 2.0, 3.0]), message);
    says(buyer().weighted_sum([1.0, 2.0, 3.0]), message);
    let cars = [("good", vec![1.0; 4]), ("bad", vec![1.0; 3])];
    says(buyer().decide_all(cars), &format!("`bad`: {message}"));
    says(
        buyer().decide([1.0, f64::NAN, 3.0, 4.0]),
        "`public transport`: expected a finite number, but got NaN",
    );
    let wanted = "inputs: expected 4 values per sample (`price`, `public transport`, \
                  `driving skill`, `model`), but got";
    says(buyer().predict([[1.0; 3]]), &format!("{wanted} 3"));
    says(
        buyer().predict([1.0, 2.0, 3.0, 4.0]),
        &format!("{wanted} 1 (a flat list is a column; write a row as [[…]])"),
    );
}

#[test]
fn what_is_for_one_neuron_says_so() {
    let says = |result: Result<()>, method: &str, instead: &str| {
        let wanted = format!("a single neuron (for several, see `{instead}`)");
        says(result, &format!("{method}: expected {wanted}, but got 2 neurons"));
    };
    says(two_neurons().decide([1.0, 1.0]).map(drop), "decide", "predict");
    says(two_neurons().weighted_sum([1.0, 1.0]).map(drop), "weighted_sum", "predict");
    says(two_neurons().weight("x1").map(drop), "weight", "weights");
    says(two_neurons().threshold().map(drop), "threshold", "biases");
    says(two_neurons().set_weight("x1", 1.0), "set_weight", "set_weights");
    says(two_neurons().set_threshold(1.0), "set_threshold", "set_biases");
}

#[test]
fn a_target_must_be_what_the_transfer_function_can_give() {
    let data = Dataset::new([[0, 0], [1, 1]], [1.0, 1.5]).unwrap();
    let says = |transfer: Transfer, can: &str| {
        let message = "targets: row 1, column 0 (counting from 0) is 1.5, but";
        let result = untrained().transfer(transfer).train(&data, Delta::new());
        says(result, &format!("{message} {transfer} can only give {can}"));
    };
    says(Transfer::HardLim, "0 or 1");
    says(Transfer::HardLims, "-1 or 1");
    says(Transfer::LogSig, "values from 0 to 1");
    says(Transfer::TanSig, "values from -1 to 1");
    assert!(untrained().transfer(Transfer::PureLin).train(&data, Delta::new()).is_ok());
}

#[test]
fn data_must_fit_the_perceptron() {
    let wide = Dataset::new([[1, 2, 3]], [1]).unwrap();
    says(untrained().train(&wide, Delta::new()), "inputs: expected 2 values per sample, but got 3");
    says(
        buyer().train(&wide, Delta::new()),
        "inputs: expected 4 values per sample (`price`, `public transport`, `driving skill`, \
         `model`), but got 3",
    );
    says(
        two_neurons().train(&points(), Delta::new()),
        "targets: expected one target per neuron (2), but got 1 (make it with 1 neuron: \
         `Perceptron::new(data.ranges(), 1)?`)",
    );
    let unlabelled = Dataset::unlabelled([[1, 2]]).unwrap();
    says(
        untrained().train(&unlabelled, Delta::new()),
        "data: expected at least one target to learn (`Dataset::new`), but got none",
    );
}

#[test]
fn zero_epochs_are_too_few() {
    says(trained_by(Delta::new().epochs(0)), "`epochs`: expected at least 1, but got 0");
}

#[test]
fn the_learning_rate_must_be_positive_and_finite() {
    let rates = [(0.0, "0"), (-0.5, "-0.5"), (f64::NAN, "NaN"), (f64::INFINITY, "inf")];
    for (rate, came) in rates {
        let message = format!("`learning_rate`: expected a finite number above 0, but got {came}");
        says(trained_by(Delta::new().learning_rate(rate)), &message);
    }
}

#[test]
fn the_goal_must_be_finite() {
    says(trained_by(Delta::new().goal(f64::NAN)), "`goal`: expected a finite number, but got NaN");
    assert!(trained_by(Delta::new().goal(-1.0)).is_ok());
}

#[test]
fn a_sum_beyond_all_numbers_is_an_error() {
    let message = "the result is inf, beyond the range of 64-bit numbers; \
                   scale the inputs or the weights down";
    let of_row = format!("weighted sum of row 1 (counting from 0): {message}");
    let message = format!("weighted sum: {message}");
    let heavy = buyer().with_weight("price", 1e308).unwrap();
    says(heavy.decide([100.0, 0.0, 0.0, 0.0]), &message);
    says(heavy.weighted_sum([100.0, 0.0, 0.0, 0.0]), &message);
    says(heavy.predict([[0.0; 4], [100.0, 0.0, 0.0, 0.0]]), &of_row);
}

#[test]
fn an_output_is_finite_or_an_error() {
    let linear = Perceptron::by_hand([("x", 1e308)], -1e308).unwrap().transfer(Transfer::PureLin);
    assert!(linear.predict([[1.0]]).is_err());
    assert!(linear.decide([1.0]).is_err());
}

#[test]
fn a_boundary_needs_two_inputs_two_sides_and_targets() {
    says(
        buyer().boundary(&points()),
        "boundary: expected a perceptron with 1 or 2 inputs (for more, see `boundary_over`), but got 4 inputs",
    );
    let between = Dataset::new(points().inputs(), [0.0, 0.5, 1.0, 1.0]).unwrap();
    for (transfer, data) in [(Transfer::PureLin, &between), (Transfer::RadBas, &points())] {
        says(
            untrained().transfer(transfer).boundary(data),
            &format!(
                "boundary: expected a transfer function with two sides, or one that rises and \
                 targets of two values (for others, see `surface`), but got {transfer}"
            ),
        );
    }
    says(
        two_neurons().boundary(&points()),
        "boundary: expected data with one target per neuron (2), but got 1 target",
    );
    let wide = Dataset::new([[1, 2, 3]], [1]).unwrap();
    says(untrained().boundary(&wide), "inputs: expected 2 values per sample, but got 3");
}

#[test]
fn a_page_that_cannot_be_written_is_named_with_the_reason() {
    let folder = std::env::temp_dir().join("percept-no-such-folder");
    let path = folder.join("page.html");
    let problem = points().save_html(&path).unwrap_err();
    let reason = format!(
        "there is no folder `{}`: make it with `std::fs::create_dir_all`, or save elsewhere",
        folder.display()
    );
    assert_eq!(problem.to_string(), format!("cannot write `{}`: {reason}", path.display()));
    assert!(matches!(problem, Error::Write { path: named, .. } if named == path));
}

#[test]
fn after_an_error_the_perceptron_is_as_it_was() {
    let mut perceptron = untrained();
    perceptron.set_weights([[0.5, -0.5]]).unwrap();
    let before = perceptron.clone();
    let named = points().name_inputs(["a", "b"]).unwrap();
    let wrong = Dataset::new(named.inputs(), [0, 1, 1, 7]).unwrap().name_inputs(["a", "b"]);
    assert!(perceptron.train(&wrong.unwrap(), Delta::new()).is_err());
    assert!(perceptron.train(&named, Delta::new().epochs(0)).is_err());
    assert!(perceptron.set_weights([[1.0, f64::NAN]]).is_err());
    assert!(perceptron.set_biases([f64::NAN]).is_err());
    assert!(perceptron.set_threshold(f64::NAN).is_err());
    assert!(perceptron.set_weight("x1", f64::NAN).is_err());
    assert_eq!(perceptron, before);
}
