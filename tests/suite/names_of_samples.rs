//! Data that carry names go by name, data that do not go by place; classes of
//! another set are refused.

use percept::{Dataset, Delta, Error, Perceptron, Result};

/// `a` decides; `b` is the larger one, and would decide otherwise.
const ROWS: [[f64; 2]; 4] = [[0.0, 9.0], [0.1, 8.0], [0.9, 8.0], [1.0, 9.0]];
const TARGETS: [f64; 4] = [0.0, 0.0, 1.0, 1.0];

fn named(names: [&str; 2], classes: [&str; 2]) -> Dataset {
    let data = Dataset::new(ROWS, TARGETS).unwrap();
    data.name_inputs(names).unwrap().name_classes(classes).unwrap()
}

/// The same samples with their columns in another order.
fn turned() -> Dataset {
    let rows = ROWS.map(|[a, b]| [b, a]);
    let data = Dataset::new(rows, TARGETS).unwrap();
    data.name_inputs(["b", "a"]).unwrap().name_classes(["cat", "dog"]).unwrap()
}

fn learnt() -> Perceptron {
    let data = named(["a", "b"], ["cat", "dog"]);
    let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
    perceptron.train(&data, Delta::new().epochs(5000)).unwrap();
    perceptron
}

fn refused<T>(result: Result<T>, other: &str) {
    match result.map(|_| ()) {
        Err(problem @ Error::Shape { .. }) => {
            let said = problem.to_string();
            assert!(said.contains("`a`, `b`") || said.contains("`cat`, `dog`"), "{said}");
            assert!(said.contains(other), "{said}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn columns_in_another_order_are_taken_by_name() {
    let (perceptron, data) = (learnt(), named(["a", "b"], ["cat", "dog"]));
    let labels = perceptron.predict_labels(&data).unwrap();
    assert_eq!(labels, ["cat", "cat", "dog", "dog"]);
    assert_eq!(perceptron.predict_labels(&turned()).unwrap(), labels);
    assert_eq!(perceptron.predict(&turned()).unwrap(), perceptron.predict(&data).unwrap());
    // what has no names goes by place
    assert_eq!(perceptron.predict_labels(ROWS).unwrap(), labels);
    assert_eq!(perceptron.predict_labels(&Dataset::new(ROWS, TARGETS).unwrap()).unwrap(), labels);
}

#[test]
fn inputs_of_other_names_are_refused() {
    let perceptron = learnt();
    let other = named(["a", "c"], ["cat", "dog"]);
    refused(perceptron.predict(&other), "`a`, `c`");
    refused(perceptron.predict_labels(&other), "`a`, `c`");
    for other in [other, turned()] {
        let names = format!("`{}`, `{}`", other.input_names()[0], other.input_names()[1]);
        refused(perceptron.evaluate(&other), &names);
        refused(perceptron.boundary(&other), &names);
        refused(perceptron.clone().train(&other, Delta::new()), &names);
        let data = named(["a", "b"], ["cat", "dog"]);
        let watched = Delta::new().validation(&other);
        refused(perceptron.clone().train(&data, watched), &names);
    }
}

#[test]
fn classes_of_another_set_are_refused() {
    let (perceptron, data) = (learnt(), named(["a", "b"], ["cat", "dog"]));
    for classes in [["cat", "mouse"], ["dog", "wolf"], ["wolf", "dog"]] {
        let other = named(["a", "b"], classes);
        let names = format!("`{}`, `{}`", classes[0], classes[1]);
        refused(perceptron.evaluate(&other), &names);
        refused(perceptron.boundary(&other), &names);
        refused(perceptron.boundary(&data).unwrap().test(&other), &names);
        let watched = Delta::new().validation(&other);
        refused(perceptron.clone().train(&data, watched), &names);
    }
}

#[cfg(feature = "networks")]
#[test]
fn layers_prototypes_and_samples_keep_to_names_too() {
    use percept::{Elman, FeedForward, LBfgs, Lvq, LvqRule, Pnn, Rprop, Transfer};
    let (data, other) = (named(["a", "b"], ["cat", "dog"]), named(["a", "c"], ["cat", "dog"]));
    let network = FeedForward::new(data.ranges(), [1]).unwrap();
    let mut network = network.transfer([Transfer::LogSig]).unwrap();
    network.train(&data, LBfgs::new().epochs(20)).unwrap();
    let mut lvq = Lvq::new(data.ranges(), [1, 1]).unwrap();
    lvq.train(&data, LvqRule::new().epochs(5)).unwrap();
    let pnn = Pnn::new(&data, 0.1).unwrap();
    let mut elman = Elman::new(data.ranges(), [2, 1]).unwrap();
    elman.train(&data, Rprop::new().epochs(2)).unwrap();
    let turned = turned();
    assert_eq!(network.predict(&turned).unwrap(), network.predict(&data).unwrap());
    assert_eq!(lvq.predict_labels(&turned).unwrap(), lvq.predict_labels(&data).unwrap());
    assert_eq!(pnn.predict(&turned).unwrap(), pnn.predict(&data).unwrap());
    assert_eq!(elman.predict(&turned).unwrap(), elman.predict(&data).unwrap());
    let names = "`a`, `c`";
    refused(network.predict(&other), names);
    refused(network.predict_labels(&other), names);
    refused(network.evaluate(&other), names);
    refused(network.surface(&other), names);
    refused(network.surface(&data).unwrap().test(&other), names);
    refused(network.clone().train(&other, LBfgs::new()), names);
    refused(lvq.predict(&other), names);
    refused(pnn.predict(&other), names);
    refused(elman.predict(&other), names);
    refused(elman.clone().train(&other, Rprop::new()), names);
    let mut fresh = Elman::new(data.ranges(), [2, 1]).unwrap();
    refused(fresh.train(&data, Rprop::new().validation(&other)), names);
    let wolves = named(["a", "b"], ["dog", "wolf"]);
    refused(network.evaluate(&wolves), "`dog`, `wolf`");
    refused(network.surface(&wolves), "`dog`, `wolf`");
    refused(network.surface(&data).unwrap().test(&wolves), "`dog`, `wolf`");
    refused(network.clone().train(&data, LBfgs::new().validation(&wolves)), "`dog`, `wolf`");
    refused(lvq.train(&data, LvqRule::new().validation(&wolves)), "`dog`, `wolf`");
}

#[test]
fn lists_too_long_for_a_message_say_where_they_differ() {
    let row: Vec<f64> = (0..30).map(f64::from).collect();
    let data = |names: Vec<String>| {
        let rows = [row.clone(), row.iter().map(|x| x + 1.0).collect()];
        Dataset::new(&rows[..], [0, 1]).unwrap().name_inputs(names).unwrap()
    };
    let names: Vec<String> = (0..30).map(|i| format!("input {i}")).collect();
    let mut perceptron = Perceptron::new(data(names.clone()).ranges(), 1).unwrap();
    perceptron.train(&data(names.clone()), Delta::new()).unwrap();
    let (mut turned, mut other) = (names.clone(), names);
    turned.swap(27, 29);
    other[28] = "a stranger".to_owned();
    let said = perceptron.evaluate(&data(turned)).unwrap_err().to_string();
    assert!(said.contains("`input 29` in the place of `input 27`, number 27"), "{said}");
    let said = perceptron.predict(&data(other)).unwrap_err().to_string();
    assert!(said.contains("`a stranger` is not known"), "{said}");
}
