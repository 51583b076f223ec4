//! The edge between two classes lies half way between their targets.

use percept::ndarray::Array2;
use percept::{
    Adam, Chart, ConfusionMatrix, Dataset, Delta, FeedForward, LBfgs, Lvq, LvqRule, Perceptron,
    Pnn, Transfer, toy,
};

use crate::plotly_json;

/// A neuron of `x / 2 + shift` that has learnt these targets of -1 and 1, then
/// set by hand.
fn answers(targets: [f64; 2], shift: f64) -> FeedForward {
    let data = Dataset::new([-1.0, 1.0], targets).unwrap().name_classes(["cat", "dog"]).unwrap();
    let network = FeedForward::new([[-1.0, 1.0]], [1]).unwrap();
    let mut network = network.transfer([Transfer::PureLin]).unwrap();
    network.train(&data, LBfgs::new().epochs(1)).unwrap();
    network.set_weights(0, [[0.5]]).unwrap();
    network.set_biases(0, [shift]).unwrap();
    network
}

#[test]
fn labels_are_cut_half_way_between_the_targets() {
    for (targets, edge) in
        [([-1.0, 1.0], 0.0), ([0.0, 1.0], 0.5), ([0.1, 0.9], 0.5), ([3.0, 7.0], 5.0)]
    {
        let network = answers(targets, edge);
        let labels = network.predict_labels([-0.1, 0.1]).unwrap();
        assert_eq!(labels, ["cat", "dog"], "{targets:?}");
        let data = Dataset::new([-0.1, 0.1, 0.2], [targets[0], targets[1], targets[0]]).unwrap();
        let matrix = network.evaluate(&data).unwrap();
        assert_eq!((matrix.n_right(), matrix.n_samples()), (2, 3));
        assert_eq!(matrix.classes(), targets.map(|target| target.to_string()));
        let (low, high) = (targets[0], targets[1]);
        let other = Dataset::new([0.1], [low - 1.0]).unwrap();
        let said = network.evaluate(&other).unwrap_err().to_string();
        assert!(said.contains(&format!("targets of {low} or {high}")), "{said}");
    }
}

#[test]
fn trained_signs_are_told_apart_and_kept_in_files() {
    let moons = toy::moons(80, 0.1, 1).unwrap();
    let signs = moons.targets().mapv(|target| 2.0 * target - 1.0);
    let data = Dataset::new(moons.inputs(), &signs).unwrap();
    let data = data.name_classes(["cat", "dog"]).unwrap();
    let mut network = FeedForward::new(data.ranges(), [6, 1]).unwrap();
    network.train(&data, LBfgs::new()).unwrap();
    let labels = network.predict_labels(&data).unwrap();
    let outputs = network.predict(&data).unwrap();
    for (label, output) in labels.iter().zip(&outputs) {
        assert_eq!(label == "dog", *output > 0.0, "{output}");
    }
    let actual = signs.iter().map(|sign| if *sign > 0.0 { "dog" } else { "cat" });
    let matrix = network.evaluate(&data).unwrap();
    assert_eq!(matrix, ConfusionMatrix::of(actual, &labels).unwrap());
    assert!(matrix.accuracy() > 0.95);
    let path = std::env::temp_dir().join(format!("percept_{}_signs", std::process::id()));
    for save in [FeedForward::save, FeedForward::save_binary] {
        save(&network, &path).unwrap();
        let loaded = FeedForward::load(&path).unwrap();
        assert_eq!(loaded, network);
        assert_eq!(loaded.predict_labels(&data).unwrap(), labels);
    }
    std::fs::remove_file(path).unwrap();
}

/// Functions of a neuron that can learn classes, by the rule of its training.
const FUNCTIONS: [Transfer; 13] = [
    Transfer::HardLim,
    Transfer::HardLims,
    Transfer::LogSig,
    Transfer::TanSig,
    Transfer::PureLin,
    Transfer::SatLin,
    Transfer::SatLins,
    Transfer::SatLinWith { slope: 0.5, low: -2.0, high: 4.0 },
    Transfer::RadBas,
    Transfer::Relu,
    Transfer::LeakyRelu,
    Transfer::Gelu,
    Transfer::Softplus,
];

/// Targets of two classes; the first sample may have the higher one.
const PAIRS: [[f64; 2]; 6] =
    [[0.0, 1.0], [-1.0, 1.0], [1.0, 2.0], [1.0, -1.0], [1.0, 0.0], [0.1, 0.9]];

/// Points all over the plane, with targets of the pair by turns.
fn plane(pair: [f64; 2]) -> Dataset {
    let (mut inputs, mut targets) = (Vec::new(), Vec::new());
    for i in 0..11 {
        for j in 0..7 {
            inputs.push([f64::from(i) * 0.41 - 2.0, f64::from(j) * 0.63 - 1.9]);
            targets.push(pair[usize::from(i * j % 2 == 1)]);
        }
    }
    Dataset::new(inputs, targets).unwrap().name_classes(["cat", "dog"]).unwrap()
}

/// The name of the target that is nearer to each output: what every verb says.
fn nearer(outputs: &Array2<f64>, [low, high]: [f64; 2]) -> Vec<&'static str> {
    let name = |y: &f64| if (y - high).abs() < (y - low).abs() { "dog" } else { "cat" };
    outputs.iter().map(name).collect()
}

fn sorted([a, b]: [f64; 2]) -> [f64; 2] {
    [a.min(b), a.max(b)]
}

/// How many samples have the label of their target.
fn n_right(data: &Dataset, labels: &[&str], [_, high]: [f64; 2]) -> usize {
    let actual = data.targets().iter().map(|t| if *t == high { "dog" } else { "cat" });
    actual.zip(labels).filter(|(actual, label)| actual == *label).count()
}

/// In each cell of a live surface, whether its colour is that of the second
/// class; `None` where it is white.
fn shades(chart: &Chart) -> Vec<Option<bool>> {
    let figure = plotly_json(chart);
    let rows = figure["data"][0]["z"].as_array().unwrap().clone();
    let cells = rows.iter().flat_map(|row| row.as_array().unwrap().clone());
    let shades: Vec<f64> = cells.map(|cell| cell.as_f64().unwrap()).collect();
    let of = |name: &str| figure["data"][0][name].as_f64().unwrap();
    let white = f64::midpoint(of("zmin"), of("zmax"));
    shades.iter().map(|z| (*z != white).then_some(*z > white)).collect()
}

/// The middles of those cells.
fn middles(chart: &Chart) -> Vec<[f64; 2]> {
    let figure = plotly_json(chart);
    let axis = |name: &str| -> Vec<f64> {
        let range = figure["layout"][name]["range"].as_array().unwrap().clone();
        let (low, high) = (range[0].as_f64().unwrap(), range[1].as_f64().unwrap());
        (0..40).map(|i| low + (high - low) * (f64::from(i) + 0.5) / 40.0).collect()
    };
    let (x, y) = (axis("xaxis"), axis("yaxis"));
    y.iter().flat_map(|y| x.iter().map(|x| [*x, *y])).collect()
}

#[test]
fn every_verb_of_a_perceptron_names_the_class_of_the_nearer_target() {
    let mut learnt = 0;
    for (transfer, pair) in FUNCTIONS.into_iter().flat_map(|f| PAIRS.map(|pair| (f, pair))) {
        let (data, ends, what) = (plane(pair), sorted(pair), format!("{transfer}, {pair:?}"));
        let mut neuron = Perceptron::new(data.ranges(), 1).unwrap().transfer(transfer);
        let training = Delta::new().epochs(3).learning_rate(0.001);
        if !ends.iter().all(|end| transfer.can_give(*end)) {
            assert!(neuron.train(&data, training).is_err(), "{what}");
            continue;
        }
        learnt += 1;
        let history = neuron.train(&data, training).unwrap();
        let labels = nearer(&neuron.predict(&data).unwrap(), ends);
        if transfer != Transfer::RadBas {
            let replay = history.replay(&data).unwrap().frames().last().unwrap().to_string();
            let score =
                format!("{} of 77 points on the correct side.", n_right(&data, &labels, ends));
            assert!(replay.contains(&score), "{what}: {replay}");
        }
        neuron.set_weights([[0.8, -0.5]]).unwrap();
        neuron.set_biases([0.3 * ends[0] + 0.9]).unwrap();
        checks_out(&neuron, &data, ends, &what);
    }
    assert_eq!(learnt, 53);
}

fn checks_out(neuron: &Perceptron, data: &Dataset, ends: [f64; 2], what: &str) {
    let transfer = neuron.transfer_function();
    let labels = nearer(&neuron.predict(data).unwrap(), ends);
    let right = n_right(data, &labels, ends);
    assert_eq!(neuron.predict_labels(data).unwrap(), labels, "{what}");
    let matrix = neuron.evaluate(data).unwrap();
    assert_eq!((matrix.n_right(), matrix.classes().join(" ")), (right, "cat dog".to_owned()));
    let path = std::env::temp_dir().join(format!("percept_{}_edges", std::process::id()));
    for save in [Perceptron::save, Perceptron::save_binary] {
        save(neuron, &path).unwrap();
        let loaded = Perceptron::load(&path).unwrap();
        assert_eq!(&loaded, neuron, "{what}");
        assert_eq!(loaded.predict_labels(data).unwrap(), labels, "{what}");
    }
    std::fs::remove_file(path).unwrap();
    // the same without names of its own, and a class of which there is no sample
    let unnamed = Dataset::new(data.inputs(), data.targets()).unwrap();
    let low = unnamed.targets().iter().map(|_| ends[0]).collect::<Vec<_>>();
    let low = Dataset::new(data.inputs(), low).unwrap();
    let n_low = labels.iter().filter(|label| **label == "cat").count();
    assert_eq!(neuron.evaluate(&low).unwrap().n_right(), n_low, "{what}");
    let surface = neuron.surface(data).unwrap().chart();
    let cells = neuron.predict(middles(&surface)).unwrap();
    for (shade, label) in shades(&surface).iter().zip(nearer(&cells, ends)) {
        assert!(shade.is_none_or(|second| second == (label == "dog")), "{what}");
    }
    let said = surface.to_string();
    assert!(said.contains("(cat), blue one of ") && said.contains("(dog)."), "{what}: {said}");
    if transfer == Transfer::RadBas {
        assert!(neuron.boundary(data).is_err());
        return;
    }
    let boundary = neuron.boundary(data).unwrap();
    assert_eq!(boundary.n_right(), right, "{what}");
    for other in [&unnamed, data] {
        let shown = neuron.boundary(other).unwrap().test(&unnamed).unwrap();
        assert_eq!(shown.test_accuracy(), Some(right as f64 / 77.0), "{what}");
        let picture = crate::hyphened(&shown.chart().to_svg());
        for end in [0, 1] {
            // the side is not in the picture, if the line is not
            let region = format!("output {} ({})", ends[end], ["cat", "dog"][end]);
            assert!(picture.contains(&region) || labels.iter().all(|l| *l == labels[0]), "{what}");
        }
    }
    let line = boundary.lines()[0].unwrap();
    for (row, label) in labels.iter().enumerate() {
        let [x, y] = [data.inputs()[[row, 0]], data.inputs()[[row, 1]]];
        // its weight of x2 is below 0
        assert_eq!(y < line.0 * x + line.1, *label == "dog", "{what}, row {row}");
        let decision = neuron.decide([x, y]).unwrap();
        assert_eq!(decision.is_yes(), *label == "dog", "{what}, row {row}");
    }
    let explorer = neuron.explore_with(&unnamed, [0.1, 0.2]).unwrap().to_string();
    assert!(
        explorer.contains(&format!("{right} of 77 samples on the correct side.")),
        "{explorer}"
    );
    let test = neuron.boundary(&Dataset::new([[0, 0]], [7]).unwrap());
    let step = matches!(transfer, Transfer::HardLim | Transfer::HardLims);
    assert_eq!(test.is_err(), !step, "{what}");
}

#[test]
fn every_verb_of_a_network_names_the_class_of_the_nearer_target() {
    let mut trained = 0;
    for (transfer, pair) in FUNCTIONS.into_iter().flat_map(|f| PAIRS.map(|pair| (f, pair))) {
        let (data, ends, what) = (plane(pair), sorted(pair), format!("{transfer}, {pair:?}"));
        if !transfer.can_give(ends[0]) || !transfer.can_give(ends[1]) {
            continue;
        }
        let network = FeedForward::new(data.ranges(), [3, 1]).unwrap();
        let mut network = network.transfer([Transfer::TanSig, transfer]).unwrap().seed(3);
        // steps have no derivative to follow
        let Ok(history) = network.train(&data, Adam::new().epochs(3)) else { continue };
        let labels = nearer(&network.predict(&data).unwrap(), ends);
        let right = n_right(&data, &labels, ends);
        assert_eq!(network.predict_labels(&data).unwrap(), labels, "{what}");
        assert_eq!(network.evaluate(&data).unwrap().n_right(), right, "{what}");
        let replay = history.replay(&data).unwrap();
        let last = replay.frames().last().unwrap().to_string();
        assert!(last.contains(&format!("{right} of 77 samples right.")), "{what}: {last}");
        assert!(last.contains("(cat), blue one of ") && last.contains("(dog)."), "{last}");
        let surface = network.surface(&data).unwrap().chart();
        let cells = network.predict(middles(&surface)).unwrap();
        for (shade, label) in shades(&surface).iter().zip(nearer(&cells, ends)) {
            assert!(shade.is_none_or(|second| second == (label == "dog")), "{what}");
        }
        let unnamed = Dataset::new(data.inputs(), data.targets()).unwrap();
        let test = network.surface(&unnamed).unwrap().test(&unnamed).unwrap().to_string();
        assert!(test.contains("(cat), blue one of ") && test.contains("(dog)."), "{test}");
        trained += 1;
    }
    assert!(trained > 10, "{trained}");
}

#[test]
fn networks_of_prototypes_and_of_samples_take_any_two_values() {
    let x = [-1.1, -0.9, 0.9, 1.1];
    for [low, high] in [[0.0, 1.0], [-1.0, 1.0], [1.0, 2.0]] {
        let data = Dataset::new(x, [low, low, high, high]).unwrap();
        let data = data.name_classes(["cat", "dog"]).unwrap();
        let wanted = ["cat", "cat", "dog", "dog"];
        let mut lvq = Lvq::new(data.ranges(), [1, 1]).unwrap();
        lvq.train(&data, LvqRule::new().learning_rate(0.1)).unwrap();
        assert_eq!(lvq.predict_labels(&data).unwrap(), wanted);
        let pnn = Pnn::new(&data, 0.3).unwrap();
        assert_eq!(pnn.predict_labels(&data).unwrap(), wanted);
        assert!(pnn.to_string().contains("2 cat, 2 dog."), "{pnn}");
        let wide = Dataset::new(x.map(|x| [x, -x]), data.targets()).unwrap();
        let mut lvq = Lvq::new(wide.ranges(), [1, 1]).unwrap();
        lvq.train(&wide, LvqRule::new().learning_rate(0.1)).unwrap();
        let part = wide.split(0.5, 1).unwrap().0;
        for data in [&wide, &part] {
            let map = lvq.prototype_map(data).unwrap();
            assert_eq!(map.n_right(), Some(data.n_samples()), "{low}, {high}");
        }
        // a mean of the targets
        let picture = percept::Grnn::new(&wide.name_classes(["cat", "dog"]).unwrap(), 0.3).unwrap();
        let said = picture.to_string();
        let colors = format!("Orange is an output of {low} (cat), blue one of {high} (dog).");
        assert!(said.contains(&colors), "{said}");
    }
}

#[test]
fn what_has_learnt_nothing_takes_the_targets_of_the_data() {
    let data = Dataset::new([0.2, 0.8], [-1, 1]).unwrap();
    let mut network = FeedForward::new([[0.0, 1.0]], [1]).unwrap();
    network.set_weights(0, [[1.0]]).unwrap();
    network.set_biases(0, [-0.5]).unwrap();
    assert_eq!(network.evaluate(&data).unwrap().n_right(), 2);
    let mut neuron = Perceptron::new([[0.0, 1.0]], 1).unwrap().transfer(Transfer::PureLin);
    neuron.set_weights([[1.0]]).unwrap();
    assert_eq!(neuron.evaluate(&data).unwrap().n_right(), 1);
    let data = Dataset::new([0.2, 0.8], [0, 1]).unwrap();
    assert_eq!(neuron.evaluate(&data).unwrap().n_right(), 2);
    let said = neuron.transfer(Transfer::SatLin).evaluate(&data).unwrap();
    assert_eq!(said.n_right(), 2);
}
