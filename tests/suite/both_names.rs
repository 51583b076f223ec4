//! Classes that have names are called by them, whatever numbers their targets are.

use percept::{
    Chart, Comparison, Dataset, Delta, FeedForward, Grnn, Lvq, LvqRule, Perceptron, Pnn, Rprop,
    Transfer,
};

const X: [[f64; 2]; 4] = [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]];
const NAMES: [&str; 2] = ["setosa", "versicolor"];

fn signs() -> Dataset {
    Dataset::new(X, [-1, 1, 1, 1]).unwrap().name_classes(NAMES).unwrap()
}

/// Both names in the words or the table, in the static and in the live picture;
/// no `target = -1` in their place.
fn names_both(what: &str, chart: &Chart) {
    let svg = chart.to_svg();
    let live = crate::plotly_json(chart).to_string();
    for said in [&chart.to_string(), &svg, &live] {
        assert!(!said.contains("target = "), "{what}: {said}");
    }
    for name in NAMES {
        assert!(chart.to_string().contains(name), "{what}: {chart}");
    }
}

#[test]
fn pictures_of_a_perceptron_have_both_names() {
    let data = signs();
    let mut neuron = Perceptron::new([[0, 2], [0, 2]], 1).unwrap().transfer(Transfer::HardLims);
    let history = neuron.train(&data, Delta::new().learning_rate(0.01)).unwrap();
    names_both("data", &data.chart());
    names_both("boundary", &neuron.boundary(&data).unwrap().chart());
    names_both("ledger", &history.ledger(&data).unwrap().chart());
    names_both("separability", &data.separability().unwrap().chart());
    names_both("confusion", &neuron.evaluate(&data).unwrap().chart());
    names_both("decision", &neuron.decide([0.5, 0.5]).unwrap().chart());
    names_both("explorer", &neuron.explore([0.5, 0.5]).unwrap().chart());
    names_both("explorer", &neuron.explore_with(&data, [0.5, 0.5]).unwrap().chart());
    names_both("playground", &neuron.playground(&data).unwrap().chart());
    names_both("diagram", &neuron.diagram().chart());
    names_both("surface", &neuron.surface(&data).unwrap().chart());
    let boundary = neuron.boundary(&data).unwrap().chart().to_svg();
    for legend in ["output −1 (setosa)", "output 1 (versicolor)", ">setosa<", ">versicolor<"] {
        assert!(boundary.contains(legend), "{legend}: {boundary}");
    }
    let replay = history.replay(&data).unwrap();
    for frame in [replay.frames(), replay.clone().by_update().unwrap().frames()].concat() {
        assert!(frame.to_svg().contains(">setosa<") && frame.to_svg().contains(">versicolor<"));
    }
    let update = replay.by_update().unwrap().frames()[1].to_string();
    assert!(update.contains("target 1 (versicolor), output -1 (setosa)"), "{update}");
    // the run knows the names, where the data do not say them
    let unnamed = Dataset::new(X, [-1, 1, 1, 1]).unwrap();
    names_both("boundary", &neuron.boundary(&unnamed).unwrap().chart());
    names_both("ledger", &history.ledger(&unnamed).unwrap().chart());
    names_both("explorer", &neuron.explore_with(&unnamed, [0.5, 0.5]).unwrap().chart());
}

#[test]
fn pictures_of_networks_have_both_names() {
    let data = signs();
    let mut network = FeedForward::new([[0, 2], [0, 2]], [2, 1]).unwrap();
    let history = network.train(&data, Rprop::new().epochs(5)).unwrap();
    names_both("surface", &network.surface(&data).unwrap().chart());
    names_both("network playground", &network.playground(&data).unwrap().chart());
    names_both("diagram", &network.chart());
    names_both("replay", history.replay(&data).unwrap().frames().last().unwrap());
    let mut lvq = Lvq::new([[0, 2], [0, 2]], [1, 1]).unwrap();
    lvq.train(&data, LvqRule::new()).unwrap();
    names_both("prototypes", &lvq.prototype_map(&data).unwrap().chart());
    names_both("densities", &Pnn::new(&data, 0.5).unwrap().chart());
    names_both("means", &Grnn::new(&data, 0.5).unwrap().chart());
    let runs = Comparison::new([("setosa", &history), ("versicolor", &history)]).unwrap();
    names_both("comparison", &runs.chart());
}

#[test]
fn a_set_of_one_class_calls_it_by_its_name() {
    let mut neuron = Perceptron::new([[0, 2], [0, 2]], 1).unwrap().transfer(Transfer::HardLims);
    neuron.train(&signs(), Delta::new()).unwrap();
    for (target, name, other) in [(-1, NAMES[0], NAMES[1]), (1, NAMES[1], NAMES[0])] {
        let one = Dataset::new(X, [target; 4]).unwrap().name_classes(NAMES).unwrap();
        let judged = one.separability().unwrap().to_string();
        assert!(judged.contains(&format!("All samples have {name}")), "{judged}");
        assert!(!judged.contains(other), "{judged}");
        let said = one.to_string();
        assert!(said.contains(&format!("4 {name}.")), "{said}");
        names_both("boundary", &{
            let boundary = neuron.boundary(&one).unwrap();
            boundary.test(&signs()).unwrap().chart()
        });
        names_both("surface", &neuron.surface(&one).unwrap().chart());
        names_both("confusion", &neuron.evaluate(&one).unwrap().chart());
    }
    // a part of the samples of which one class is missing: 1 is the lower of 1 and 2
    let data = Dataset::new([[0, 0], [0, 1], [1, 0]], [1, 1, 2]).unwrap();
    let data = data.name_classes(NAMES).unwrap();
    for fold in data.kfold(3, 1).unwrap() {
        let (_, test) = fold;
        let class = if test.targets()[[0, 0]] == 1.0 { NAMES[0] } else { NAMES[1] };
        assert!(test.to_string().contains(&format!("1 {class}.")), "{test}");
    }
}

#[test]
fn three_classes_of_signs_are_called_by_their_names() {
    let rows = [[1, -1, -1], [-1, 1, -1], [-1, -1, 1], [-1, -1, 1]];
    let names = ["ash", "beech", "cedar"];
    let data = Dataset::new(X, rows).unwrap().name_classes(names).unwrap();
    let mut layer = Perceptron::new([[0, 2], [0, 2]], 3).unwrap().transfer(Transfer::HardLims);
    let history = layer.train(&data, Delta::new().learning_rate(0.01)).unwrap();
    let pictures = [
        data.chart(),
        layer.boundary(&data).unwrap().chart(),
        history.ledger(&data).unwrap().chart(),
        data.separability().unwrap().chart(),
        layer.evaluate(&data).unwrap().chart(),
        layer.surface(&data).unwrap().chart(),
    ];
    for chart in pictures {
        let said = chart.to_string();
        assert!(names.iter().all(|name| said.contains(name)), "{said}");
        assert!(!chart.to_svg().contains("targets = "), "{said}");
    }
    assert!(data.to_string().contains("1 ash, 1 beech, 2 cedar."), "{data}");
}

#[test]
fn a_ledger_has_the_line_where_the_classes_meet() {
    let data = Dataset::new([0.2, 0.8], [0, 1]).unwrap();
    let mut neuron = Perceptron::new([[0, 1]], 1).unwrap().transfer(Transfer::PureLin);
    let history = neuron.train(&data, Delta::new().epochs(2).learning_rate(0.5)).unwrap();
    // after the first update: 0.4 x + 0.5 is the output, ½ where x is 0
    let ledger = history.ledger(&data).unwrap();
    let row = &ledger.rows()[0];
    assert_eq!((row.weights[0], row.bias), (0.4, 0.5));
    assert!(ledger.to_string().contains("0.4·x1 = 0\n"), "{ledger}");
}
