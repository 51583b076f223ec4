//! Data in which only some of the learnt classes occur are taken by the names
//! of their classes; classes of another set or in another order are refused.

use std::fmt::Debug;

use percept::{
    Dataset, Delta, Error, FeedForward, LBfgs, Lvq, LvqRule, Perceptron, Result, Rprop, Target,
    Transfer,
};

use crate::errors::says;

/// Two samples for each of x, y and z, far apart.
const ROWS: [[f64; 2]; 6] =
    [[0.0, 0.0], [0.1, 0.0], [5.0, 0.0], [5.1, 0.0], [0.0, 5.0], [0.0, 5.1]];

fn all(order: [&str; 3]) -> Dataset {
    let mut targets = [[0.0; 3]; 6];
    for (row, targets) in targets.iter_mut().enumerate() {
        let class = ["x", "y", "z"][row / 2];
        targets[order.iter().position(|name| *name == class).unwrap()] = 1.0;
    }
    Dataset::new(ROWS, targets).unwrap().name_classes(order).unwrap()
}

/// The samples of two classes, as a table has them: one column of 0 and 1.
fn two([low, high]: [&str; 2]) -> Dataset {
    let (mut rows, mut targets) = (Vec::new(), Vec::new());
    for (row, sample) in ROWS.iter().enumerate() {
        let class = ["x", "y", "z"][row / 2];
        if class == low || class == high {
            rows.push(*sample);
            targets.push(f64::from(u8::from(class == high)));
        }
    }
    Dataset::new(rows, targets).unwrap().name_classes([low, high]).unwrap()
}

fn perceptron() -> Perceptron {
    let data = all(["x", "y", "z"]);
    let mut perceptron = Perceptron::new(data.ranges(), 3).unwrap();
    perceptron.train(&data, Delta::new().epochs(2000)).unwrap();
    assert_eq!(perceptron.evaluate(&data).unwrap().accuracy(), 1.0);
    perceptron
}

fn layers() -> FeedForward {
    let data = all(["x", "y", "z"]);
    let network = FeedForward::new(data.ranges(), [4, 3]).unwrap();
    let mut network = network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap();
    network.train(&data, LBfgs::new()).unwrap();
    assert_eq!(network.evaluate(&data).unwrap().accuracy(), 1.0);
    network
}

fn quantiser() -> Lvq {
    let data = all(["x", "y", "z"]);
    let mut lvq = Lvq::new(data.ranges(), [1, 1, 1]).unwrap();
    lvq.set_prototypes([[0.0, 0.0], [5.0, 0.0], [0.0, 5.0]]).unwrap();
    lvq.train(&data, LvqRule::new().epochs(3)).unwrap();
    lvq
}

/// Tables that a network of x, y and z can be asked about.
fn known() -> Vec<Dataset> {
    vec![all(["x", "y", "z"]), two(["x", "y"]), two(["y", "x"]), two(["x", "z"]), two(["z", "y"])]
}

#[test]
fn some_of_the_classes_are_told_apart_as_all_of_them_are() {
    let (perceptron, layers, lvq) = (perceptron(), layers(), quantiser());
    for data in known() {
        let classes = data.class_names().unwrap().to_vec();
        for matrix in [perceptron.evaluate(&data), layers.evaluate(&data)] {
            let matrix = matrix.unwrap();
            assert_eq!(matrix.classes(), ["x", "y", "z"]);
            assert_eq!(matrix.accuracy(), 1.0, "{classes:?}: {:?}", matrix.counts());
            for class in &classes {
                assert_eq!(matrix.recall(class).unwrap(), 1.0);
            }
        }
        let whole = all(["x", "y", "z"]);
        let boundary = perceptron.boundary(&whole).unwrap().test(&data).unwrap();
        assert_eq!(boundary.test_accuracy(), Some(1.0), "{classes:?}");
        assert_eq!(perceptron.boundary(&data).unwrap().accuracy(), 1.0, "{classes:?}");
        let over = perceptron.boundary_over(&data, ["x1", "x2"]).unwrap();
        assert_eq!(over.accuracy(), 1.0, "{classes:?}");
        layers.surface(&whole).unwrap().test(&data).unwrap();
        layers.surface(&data).unwrap();
        let map = lvq.prototype_map(&data).unwrap();
        assert_eq!(map.n_right(), Some(data.n_samples()), "{classes:?}");
    }
}

#[test]
fn a_wrong_answer_to_one_of_some_classes_is_counted_where_it_belongs() {
    let rows = [[0.0, 0.0], [5.0, 0.0], [0.0, 5.0]];
    let data = Dataset::new(rows, [0, 1, 1]).unwrap().name_classes(["x", "y"]).unwrap();
    let matrix = perceptron().evaluate(&data).unwrap();
    assert_eq!(matrix.counts(), &percept::ndarray::array![[1, 0, 0], [0, 1, 1], [0, 0, 0]]);
}

#[test]
fn validation_with_some_of_the_classes_has_the_error_of_theirs() {
    let data = all(["x", "y", "z"]);
    // the samples of x and y, in both codes
    let ones = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]];
    let same = Dataset::new(&ROWS[..4], ones).unwrap().name_classes(["x", "y", "z"]).unwrap();
    let perceptron_errors = |held_out: &Dataset| {
        let mut network = Perceptron::new(data.ranges(), 3).unwrap();
        let history = network.train(&data, Delta::new().epochs(20).validation(held_out)).unwrap();
        history.validation_errors().to_vec()
    };
    let layer_errors = |held_out: &Dataset| {
        let network = FeedForward::new(data.ranges(), [3]).unwrap();
        let mut network = network.transfer([Transfer::LogSig]).unwrap();
        let history = network.train(&data, Rprop::new().epochs(20).validation(held_out)).unwrap();
        history.validation_errors().to_vec()
    };
    let lvq_errors = |held_out: &Dataset| {
        let mut lvq = Lvq::new(data.ranges(), [1, 1, 1]).unwrap();
        let history = lvq.train(&data, LvqRule::new().epochs(5).validation(held_out)).unwrap();
        history.validation_errors().to_vec()
    };
    for held_out in [two(["x", "y"]), two(["y", "x"])] {
        assert_eq!(perceptron_errors(&held_out), perceptron_errors(&same));
        assert_eq!(layer_errors(&held_out), layer_errors(&same));
        assert_eq!(lvq_errors(&held_out), lvq_errors(&same));
    }
}

#[test]
fn two_columns_and_one_stand_for_the_same_two_classes() {
    let data = Dataset::new([0.0, 1.0], [[1, 0], [0, 1]]).unwrap();
    let data = data.name_classes(["cat", "dog"]).unwrap();
    let lone = Dataset::new([0.0, 1.0], [0, 1]).unwrap().name_classes(["cat", "dog"]).unwrap();
    let mut wide = Perceptron::new([[0.0, 1.0]], 2).unwrap();
    wide.train(&data, Delta::new().epochs(500)).unwrap();
    let mut narrow = Perceptron::new([[0.0, 1.0]], 1).unwrap().transfer(Transfer::HardLims);
    let signs = Dataset::new([0.0, 1.0], [-1, 1]).unwrap().name_classes(["cat", "dog"]).unwrap();
    narrow.train(&signs, Delta::new().epochs(500)).unwrap();
    for (network, data) in [(&wide, &data), (&wide, &lone), (&narrow, &signs), (&narrow, &data)] {
        assert_eq!(network.evaluate(data).unwrap().accuracy(), 1.0, "{network:?}");
    }
}

fn refused(verb: &str, result: Result<impl Debug>, other: &str) {
    let Err(problem @ Error::Shape { .. }) = result else { panic!("{verb}: {result:?}") };
    let said = problem.to_string();
    assert!(said.contains("`x`, `y`, `z`") && said.contains(other), "{verb}: {said}");
}

#[test]
fn a_class_that_was_not_learnt_is_refused() {
    let (perceptron, layers, lvq) = (perceptron(), layers(), quantiser());
    let whole = all(["x", "y", "z"]);
    let strange = whole.clone().name_classes(["x", "y", "w"]).unwrap();
    let pair = two(["x", "y"]).name_classes(["x", "w"]).unwrap();
    let turned = all(["z", "x", "y"]);
    for (data, names) in
        [(&strange, "`x`, `y`, `w`"), (&pair, "`x`, `w`"), (&turned, "`z`, `x`, `y`")]
    {
        refused("evaluate", perceptron.evaluate(data), names);
        refused("boundary", perceptron.boundary(data), names);
        refused("boundary_over", perceptron.boundary_over(data, ["x1", "x2"]), names);
        refused("Boundary::test", perceptron.boundary(&whole).unwrap().test(data), names);
        refused("surface", perceptron.surface(data), names);
        refused("evaluate", layers.evaluate(data), names);
        refused("surface", layers.surface(data), names);
        refused("surface_over", layers.surface_over(data, ["x1", "x2"]), names);
        refused("hidden_neurons", layers.hidden_neurons(data), names);
        refused("Surface::test", layers.surface(&whole).unwrap().test(data), names);
        refused("prototype_map", lvq.prototype_map(data), names);
        refused("prototype_map_over", lvq.prototype_map_over(data, ["x1", "x2"]), names);
        let delta = Delta::new().validation(data);
        refused("Delta", perceptron.clone().train(&whole, delta), names);
        let rprop = Rprop::new().validation(data);
        refused("Rprop", layers.clone().train(&whole, rprop), names);
        let rule = LvqRule::new().validation(data);
        refused("LvqRule", lvq.clone().train(&whole, rule), names);
    }
    let mut fresh = Perceptron::new(whole.ranges(), 3).unwrap();
    let history = fresh.train(&whole, Delta::new()).unwrap();
    refused("replay", history.replay(&strange), "`x`, `y`, `w`");
    refused("ledger", history.ledger(&strange), "`x`, `y`, `w`");
    let mut fresh = FeedForward::new(whole.ranges(), [3]).unwrap();
    let history = fresh.train(&whole, Rprop::new().epochs(3)).unwrap();
    refused("replay", history.replay(&strange), "`x`, `y`, `w`");
}

fn table(name: &str, rows: &str, target: impl Into<Target>) -> Result<Dataset> {
    let path = std::env::temp_dir().join(format!("percept_{}_{name}.csv", std::process::id()));
    std::fs::write(&path, format!("a,b,kind\n{rows}")).unwrap();
    let data = Dataset::from_csv(&path, ["a", "b"], [target]);
    std::fs::remove_file(path).unwrap();
    data
}

#[test]
fn a_table_of_one_class_is_evaluated_on_the_classes_of_the_training() {
    let train = table("train", "0,0,x\n5,0,y\n0,5,z\n", "kind").unwrap();
    let mut perceptron = Perceptron::new(train.ranges(), 3).unwrap();
    perceptron.train(&train, Delta::new().epochs(1000)).unwrap();
    let some = table("some", "0,0,x\n5,0,y\n", "kind").unwrap();
    assert_eq!(perceptron.evaluate(&some).unwrap().accuracy(), 1.0);
    let kind = || Target::of_classes("kind", ["x", "y", "z"]);
    for (rows, recall) in [("5,0,y\n5,0.1,y\n", 1.0), ("0,0,y\n0,5,y\n", 0.0)] {
        let only = table("only", rows, kind()).unwrap();
        assert_eq!(only.target_names(), ["kind = x", "kind = y", "kind = z"]);
        let matrix = perceptron.evaluate(&only).unwrap();
        assert_eq!(matrix.classes(), ["x", "y", "z"]);
        assert_eq!(matrix.recall("y").unwrap(), recall);
    }
    let whole = table("whole", "0,0,x\n5,0,y\n0,5,z\n", kind()).unwrap();
    assert_eq!(whole, train);
}

#[test]
fn given_classes_keep_their_order_and_refuse_others_by_row() {
    let given = |classes: &[&str]| Target::of_classes("kind", classes.iter().copied());
    let data = table("order", "0,0,x\n5,0,z\n", given(&["z", "x"])).unwrap();
    assert_eq!(data.class_names().unwrap(), ["z", "x"]);
    assert_eq!(data.targets().column(0).to_vec(), [1.0, 0.0]);
    let numbers = table("numbers", "0,0,1.0\n5,0,3\n", given(&["1", "2", "3"])).unwrap();
    assert_eq!(numbers.targets().row(1).to_vec(), [0.0, 0.0, 1.0]);
    says(
        table("other", "0,0,x\n5,0,w\n", given(&["x", "y"])),
        "column `kind`, row 1 (counting from 0): expected one of the classes that were given, but \
         got `w`, which is none of `x`, `y` (line 3 of the file)",
    );
    let kept = table("kept", "0,0,NA\n5,0,x\n", given(&["x", "NA"])).unwrap();
    assert_eq!(kept.targets().column(0).to_vec(), [1.0, 0.0]);
    says(
        table("twice", "0,0,x\n", given(&["x", "x"])),
        "class names: expected every name once, but got `x` twice",
    );
    says(table("one", "0,0,x\n", given(&["x"])), &crate::errors::one_class("kind"));
}

#[test]
fn data_in_memory_can_be_given_the_classes() {
    let data = two(["y", "x"]).with_classes(["x", "y", "z"]).unwrap();
    assert_eq!(data.class_names().unwrap(), ["x", "y", "z"]);
    assert_eq!(data.targets().row(0).to_vec(), [1.0, 0.0, 0.0]);
    assert_eq!(data.targets().row(2).to_vec(), [0.0, 1.0, 0.0]);
    let whole = all(["x", "y", "z"]);
    assert_eq!(whole.with_classes(["x", "y", "z"]).unwrap(), whole);
    says(
        whole.with_classes(["x", "y", "w"]),
        "with_classes: expected all classes of the data (`x`, `y`, `z`), but got `x`, `y`, `w`",
    );
    let unnamed = Dataset::new([0, 1], [0, 1]).unwrap();
    assert!(unnamed.with_classes(["x", "y"]).is_err());
}

#[test]
fn learning_from_some_of_the_classes_says_how_to_give_all() {
    let some = two(["x", "z"]);
    let hint = "but got 1 (two classes in one column; where there are others too, call \
                `with_classes` on the data with all of them)";
    let said = [
        perceptron().train(&some, Delta::new()).unwrap_err().to_string(),
        layers().train(&some, Rprop::new()).unwrap_err().to_string(),
        quantiser().train(&some, LvqRule::new()).unwrap_err().to_string(),
    ];
    for said in said {
        assert!(
            said.contains(&hint.replace("got 1", "got 1 column")) || said.contains(hint),
            "{said}"
        );
    }
    let all = some.with_classes(["x", "y", "z"]).unwrap();
    perceptron().train(&all, Delta::new()).unwrap();
}

#[test]
fn other_targets_for_the_same_classes_are_taken_by_name() {
    let data = |targets: [i32; 2]| {
        Dataset::new([0.0, 1.0], targets).unwrap().name_classes(["cat", "dog"]).unwrap()
    };
    let functions = [Transfer::HardLim, Transfer::HardLims, Transfer::TanSig];
    for (function, learnt) in functions.into_iter().zip([[0, 1], [-1, 1], [-1, 1]]) {
        let mut perceptron = Perceptron::new([[0.0, 1.0]], 1).unwrap().transfer(function);
        perceptron.train(&data(learnt), Delta::new().epochs(3000).learning_rate(0.1)).unwrap();
        for asked in [[0, 1], [-1, 1], [1, 2]] {
            let asked = data(asked);
            assert_eq!(perceptron.evaluate(&asked).unwrap().accuracy(), 1.0, "{function}");
        }
    }
    let mut layers = FeedForward::new([[0.0, 1.0]], [1]).unwrap();
    layers.train(&data([-1, 1]), LBfgs::new().epochs(50)).unwrap();
    assert_eq!(layers.evaluate(&data([0, 1])).unwrap().accuracy(), 1.0);
    // columns of -1 and 1, asked with a table of two classes
    let signs = all(["x", "y", "z"]).targets().mapv(|target| 2.0 * target - 1.0);
    let whole = Dataset::new(ROWS, signs).unwrap().name_classes(["x", "y", "z"]).unwrap();
    let network = FeedForward::new(whole.ranges(), [3]).unwrap();
    let errors = |held_out: &Dataset| {
        let mut network = network.clone();
        let history = network.train(&whole, Rprop::new().epochs(5).validation(held_out)).unwrap();
        history.validation_errors().to_vec()
    };
    let ones = [[1, -1, -1], [1, -1, -1], [-1, 1, -1], [-1, 1, -1]];
    let same = Dataset::new(&ROWS[..4], ones).unwrap().name_classes(["x", "y", "z"]).unwrap();
    assert_eq!(errors(&two(["x", "y"])), errors(&same));
    let mut signed = Perceptron::new(whole.ranges(), 3).unwrap().transfer(Transfer::HardLims);
    signed.train(&whole, Delta::new().epochs(2000)).unwrap();
    for data in known() {
        assert_eq!(signed.evaluate(&data).unwrap().accuracy(), 1.0);
        assert_eq!(
            signed.boundary(&whole).unwrap().test(&data).unwrap().test_accuracy(),
            Some(1.0)
        );
    }
}
