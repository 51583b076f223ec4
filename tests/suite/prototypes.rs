//! Prototypes among the samples: what is counted, drawn and refused.

use percept::{Chart, Competitive, Dataset, Lvq, LvqRule, WinnerTakeAll, toy};

use crate::class_numbers::CALL;
use crate::errors::says;
use crate::plotly_json;

/// A network of two prototypes, at (0, 0) and (2, 0).
fn two() -> Competitive {
    let mut network = Competitive::new([[0.0, 2.0], [0.0, 1.0]], 2).unwrap();
    network.set_prototypes([[0.0, 0.0], [2.0, 0.0]]).unwrap();
    network
}

fn classes() -> Dataset {
    let inputs = [[0.0, 1.0], [0.0, 0.5], [2.0, 1.0], [0.5, 0.0]];
    Dataset::new(inputs, [0, 0, 1, 1]).unwrap().name_classes(["left", "right"]).unwrap()
}

fn lvq() -> Lvq {
    let mut network = Lvq::new([[0.0, 2.0], [0.0, 1.0]], [1, 1]).unwrap();
    network.set_prototypes([[0.0, 0.0], [2.0, 0.0]]).unwrap();
    network
}

/// Every kind of picture of prototypes.
pub(crate) fn figures() -> Vec<(&'static str, Chart)> {
    let bare = Dataset::unlabelled(classes().inputs()).unwrap();
    let iris = toy::iris().unwrap();
    let mut flowers = Lvq::new(iris.ranges(), [2, 2, 2]).unwrap();
    flowers.train(&iris, LvqRule::new().epochs(50)).unwrap();
    let moons = toy::moons(200, 0.1, 1).unwrap();
    let many = Competitive::new(moons.ranges(), 80).unwrap();
    let wide = Competitive::new(iris.ranges(), 400).unwrap();
    vec![
        ("competitive", two().chart()),
        ("one input", Competitive::new([[0.0, 1.0]], 3).unwrap().chart()),
        ("many prototypes", many.chart()),
        ("wide prototypes", wide.chart()),
        ("lvq", lvq().chart()),
        ("flowers", flowers.chart()),
        ("prototypes", two().prototype_map(&bare).unwrap().chart()),
        ("prototypes among classes", two().prototype_map(&classes()).unwrap().chart()),
        ("prototypes of classes", lvq().prototype_map(&classes()).unwrap().chart()),
        ("many prototypes among moons", many.prototype_map(&moons).unwrap().chart()),
        (
            "prototypes of flowers",
            flowers.prototype_map_over(&iris, ["petal length", "sepal width"]).unwrap().chart(),
        ),
    ]
}

#[test]
fn samples_are_counted_at_their_nearest_prototype() {
    let map = two().prototype_map(&classes()).unwrap();
    assert_eq!((map.winners(), map.counts()), (&[0, 0, 1, 0][..], vec![3, 1]));
    // by hand: 1, 0.5, 1 and 0.5
    assert_eq!((map.mean_distance(), map.n_right()), (0.75, None));
    let words = map.to_string();
    assert!(words.contains("Samples nearest to each prototype: 3, 1."), "{words}");
    let map = lvq().prototype_map(&classes()).unwrap();
    assert_eq!(map.n_right(), Some(3));
    assert!(map.to_string().contains("3 of 4 samples are nearest to a prototype of their own"));
}

#[test]
fn a_prototype_without_samples_is_told() {
    let mut network = two();
    network.set_prototypes([[0.0, 0.0], [50.0, 0.0]]).unwrap();
    let map = network.prototype_map(&classes()).unwrap();
    assert!(map.to_string().contains("1 prototype is nearest to no sample."), "{map}");
}

#[test]
fn numbers_that_would_overlap_are_left_out() {
    let said = "Where prototypes overlap, the number of one is written.";
    assert!(!two().to_string().contains(said));
    let mut network = two();
    network.set_prototypes([[0.0, 0.0], [0.01, 0.0]]).unwrap();
    let chart = network.prototype_map(&classes()).unwrap().chart();
    assert!(chart.to_string().contains(said), "{chart}");
}

/// The places of the traces that a legend or a marker symbol tells.
fn drawn(chart: &Chart, mode: &str) -> Vec<(String, String)> {
    let mut drawn = Vec::new();
    for trace in plotly_json(chart)["data"].as_array().unwrap() {
        if trace["mode"] == mode {
            drawn.push((trace["name"].to_string(), trace["x"].to_string()));
        }
    }
    drawn
}

#[test]
fn prototypes_are_drawn_where_they_are() {
    let chart = lvq().prototype_map(&classes()).unwrap().chart();
    let markers = drawn(&chart, "markers");
    let names: Vec<&str> = markers.iter().map(|(name, _)| name.as_str()).collect();
    let wanted = [
        "\"left\"",
        "\"right\"",
        "\"of another class\"",
        "\"drawing\"",
        "\"drawing\"",
        "\"prototype: left\"",
        "\"prototype: right\"",
        "\"markers\"",
    ];
    assert_eq!(names, wanted);
    assert_eq!((&*markers[3].1, &*markers[4].1, &*markers[2].1), ("[0]", "[2]", "[0.5]"));
    // the edge between the regions is half way
    let edges = drawn(&chart, "lines");
    assert!(edges.iter().any(|(_, x)| x.contains("1,1")), "{edges:?}");
}

#[test]
fn classes_without_names_have_numbers() {
    let data = Dataset::new(classes().inputs(), [[1, 0], [1, 0], [0, 1], [0, 1]]).unwrap();
    let map = lvq().prototype_map(&data).unwrap();
    assert_eq!(map.n_right(), Some(3));
    assert!(map.chart().to_svg().contains(">prototype: class 1<"));
    let bare = Dataset::unlabelled(classes().inputs()).unwrap();
    assert_eq!(lvq().prototype_map(&bare).unwrap().n_right(), None);
}

#[test]
fn more_inputs_are_drawn_two_at_a_time_without_regions() {
    let iris = toy::iris().unwrap();
    let mut network = Competitive::new(iris.ranges(), 3).unwrap();
    network.train(&iris, WinnerTakeAll::new().conscience().epochs(20)).unwrap();
    let map = network.prototype_map_over(&iris, ["petal length", "petal width"]).unwrap();
    assert_eq!(map.counts().iter().sum::<usize>(), 150);
    assert!(drawn(&map.chart(), "lines").is_empty());
    assert!(map.chart().to_svg().contains(">petal length<"));
}

#[test]
fn what_does_not_fit_is_refused() {
    let iris = toy::iris().unwrap();
    says(
        two().prototype_map(&iris),
        "prototype_map: expected data with 1 or 2 inputs (for more, see `prototype_map_over`), but got \
         4 inputs",
    );
    says(
        two().prototype_map_over(&iris, ["petal length", "petal width"]),
        "prototype_map: expected data with 2 inputs, but got 4 inputs",
    );
    says(lvq().prototype_map_over(&classes(), ["x1", "x3"]), &classes_refuse("x3"));
    assert!(lvq().prototype_map_over(&classes(), ["x1", "x1"]).is_err());
    let three = Dataset::new(classes().inputs(), [[1, 0, 0]; 4]).unwrap();
    says(
        lvq().prototype_map(&three),
        "prototype_map: expected data of 2 classes, one column each, but got 3 columns",
    );
}

fn classes_refuse(name: &str) -> String {
    let perceptron = percept::Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 1).unwrap();
    perceptron.boundary_over(&classes(), ["x1", name]).unwrap_err().to_string()
}

#[test]
fn a_distance_beyond_all_bounds_is_named() {
    let mut network = two();
    says(
        network.winners([[0.0, 0.0], [1e200, 0.0]]),
        "distance of row 1 (counting from 0): the result is inf, beyond the range of 64-bit \
         numbers; scale the inputs or the weights down",
    );
    assert!(lvq().predict([[-1e300, 1e300]]).is_err());
    let far = Dataset::new([[0.0, 1e200], [0.0, -1e200]], [0, 1]).unwrap();
    let before = network.clone();
    let history = network.train(&far, WinnerTakeAll::new()).unwrap();
    assert_eq!((history.stop(), history.epochs()), (percept::Stop::Diverged, 1));
    assert_eq!(network, before);
    let mut quantiser = lvq();
    let history = quantiser.train(&far, LvqRule::new()).unwrap();
    assert_eq!((history.stop(), history.epochs()), (percept::Stop::Diverged, 1));
}

#[test]
fn targets_that_stand_for_no_class_are_refused() {
    let one = |targets: [f64; 3]| Dataset::new([0.1, 0.2, 0.9], targets).unwrap();
    let two = |rows: [[f64; 2]; 3]| Dataset::new([0.1, 0.2, 0.9], rows).unwrap();
    let place = |row: usize, column: usize| {
        format!("targets: row {row}, column {column} (counting from 0) is ")
    };
    let cases = [
        (one([0.0, 2.0, 1.0]), place(1, 0) + "2, but NAME can only give TWO" + CALL),
        (one([0.0, 1.0, -1.0]), place(2, 0) + "-1, but NAME can only give TWO" + CALL),
        (one([0.3, 1.0, 0.0]), place(0, 0) + "0.3, but NAME can only give TWO"),
        (two([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]), place(1, 0) + "0, but NAME can only give ROW"),
        (two([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), place(2, 1) + "1, but NAME can only give ROW"),
        (
            two([[1.0, 0.0], [0.7, 0.3], [0.0, 1.0]]),
            place(1, 0) + "0.7, but NAME can only give ROW",
        ),
    ];
    for (data, message) in cases {
        let two = "0 or 1 (or two other values in all, one for each class)";
        let message = message.replace("TWO", two);
        let message = message.replace("ROW", "1 in one column of a row and 0 in the others");
        let network = Lvq::new(data.ranges(), [1, 1]).unwrap();
        let mut trained = network.clone();
        says(trained.train(&data, LvqRule::new()), &message.replace("NAME", "Lvq"));
        assert_eq!(trained, network);
        says(percept::Pnn::new(&data, 0.3), &message.replace("NAME", "Pnn"));
    }
    assert!(percept::Pnn::new(&two([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), 0.3).is_ok());
    assert!(percept::Pnn::new(&one([0.0, 1.0, 1.0]), 0.3).is_ok());
}

#[test]
fn extreme_prototypes_are_drawn_without_a_panic() {
    let extremes = [0.0, -0.0, 1e-300, 1.0, 1e300, -1e300, f64::MAX, -f64::MAX];
    let mut tally = crate::tally::Tally::default();
    for a in extremes {
        for b in extremes {
            let mut network = Competitive::new([[0.0, 1.0], [0.0, 1.0]], 2).unwrap();
            network.set_prototypes([[a, b], [b, 1.0]]).unwrap();
            let _ = network.chart().mime_bundle();
            let data = Dataset::unlabelled([[a, b], [b, a]]).unwrap();
            if let Some(map) = tally.of(network.prototype_map(&data)) {
                assert!(!map.chart().mime_bundle().plain().is_empty());
            }
        }
    }
    tally.assert_at_least(64, 0);
}

#[test]
fn the_caption_of_prototypes_says_what_a_sample_gets_of_the_nearest() {
    assert!(lvq().to_string().contains("A sample gets the class of its nearest prototype."));
    assert!(two().to_string().contains("A sample belongs to its nearest prototype."));
}
