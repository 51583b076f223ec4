//! Diagrams: room for names, steps of sequences, and networks with prototypes.

use percept::{
    Competitive, Dataset, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, NetworkDiagram,
    Perceptron, Pnn, Rprop, toy,
};

use crate::elements;
use crate::pictures::{MINUS, PLUS, connections};

/// The texts of a picture, each with where it begins and ends at most.
fn texts(diagram: &NetworkDiagram) -> Vec<(String, f64, f64)> {
    let mut texts = Vec::new();
    for element in elements(&diagram.chart().to_svg()) {
        if element.name != "text" {
            continue;
        }
        let number = |key: &str| element.attributes[key].parse::<f64>().unwrap();
        // letters of common fonts are on average at most 0.6 wide, others up to 1
        let wide = |c: char| if c.is_ascii() { 0.6 } else { 1.0 };
        let long = element.text.chars().map(wide).sum::<f64>() * number("font-size");
        let anchor = element.attributes.get("text-anchor").map_or("start", |anchor| anchor);
        let from = match anchor {
            "end" => number("x") - long,
            "middle" => number("x") - long / 2.0,
            _ => number("x"),
        };
        texts.push((element.text, from, from + long));
    }
    texts
}

/// Inputs and outputs of these names.
fn named(names: [&str; 2]) -> Perceptron {
    let data = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [[0.0, 1.0], [1.0, 1.0]]).unwrap();
    let data = data.name_inputs(names).unwrap().name_targets(names).unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), 2).unwrap();
    perceptron.train(&data, percept::Delta::new()).unwrap();
    perceptron
}

#[test]
fn names_of_up_to_22_letters_have_room_beside_their_nodes() {
    for names in [["petal length (cm)", "public transport fare"], ["x1", "length of the petals 1"]]
    {
        let diagram = named(names).diagram();
        let texts = texts(&diagram);
        for name in names {
            let beside: Vec<_> = texts.iter().filter(|(text, _, _)| text == name).collect();
            assert_eq!(beside.len(), 2, "{name} in {texts:?}");
            for (_, from, to) in beside {
                assert!(*from >= 0.0 && *to <= 680.0, "{name} from {from} to {to}");
            }
        }
    }
}

#[test]
fn short_names_leave_the_diagram_as_wide_as_it_was() {
    let circle = |diagram: NetworkDiagram| {
        let picture = elements(&diagram.chart().to_svg());
        let first = picture.iter().find(|element| element.name == "circle").unwrap();
        first.attributes["cx"].parse::<f64>().unwrap()
    };
    assert_eq!(circle(named(["a", "b"]).diagram()), circle(named(["price", "model"]).diagram()));
    assert!(
        circle(named(["a", "public transport fare"]).diagram())
            > circle(named(["a", "b"]).diagram())
    );
}

#[test]
fn longer_names_are_shortened_and_stand_whole_in_the_table() {
    let long = "THE MEASURED WIDTH OF THE WINDOW";
    let wide = "\u{56fd}".repeat(22);
    let diagram = named([long, &wide]).diagram();
    let texts = texts(&diagram);
    assert!(texts.iter().all(|(text, _, _)| text != long && *text != wide));
    assert_eq!(texts.iter().filter(|(text, _, _)| text.ends_with('…')).count(), 4);
    for (text, from, to) in texts.iter().filter(|(text, _, _)| text.ends_with('…')) {
        assert!(*from >= 0.0 && *to <= 680.0, "{text} from {from} to {to}");
    }
    let said = diagram.chart().mime_bundle().html().to_owned();
    assert!(said.contains(&format!("<td>{long}</td>")), "as an input");
    assert!(said.contains(&format!("1 ({long})")), "as an output");
}

#[test]
fn headings_of_many_layers_do_not_meet() {
    let names = ["public transport fare", "petal length (cm)"];
    let network = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [2, 2, 2, 2]).unwrap();
    let network = network.name_inputs(names).unwrap();
    let headings: Vec<_> = texts(&network.diagram())
        .into_iter()
        .filter(|(text, _, _)| text.starts_with("layer") || text.starts_with("outputs"))
        .collect();
    assert_eq!(headings.len(), 4);
    for pair in headings.windows(2) {
        assert!(pair[0].2 <= pair[1].1, "{pair:?}");
    }
}

#[test]
fn a_step_flows_with_the_context_as_it_is() {
    let mut network = Elman::new([[-1.0, 1.0]], [2, 1]).unwrap().seed(3);
    let fresh = network.diagram_of([0.5]).unwrap().to_string();
    assert!(fresh.contains("x1 = 0.5, context1 = 0, context2 = 0 gives"), "{fresh}");
    network.proceed([0.5, -0.5]).unwrap();
    let state = network.context().to_vec();
    assert!(state.iter().all(|value| *value != 0.0));
    let next = network.diagram_of([0.5]).unwrap();
    let output = network.proceed([0.5]).unwrap()[[0, 0]];
    let inside = texts(&next);
    let two_digits = |value: f64| format!("{:.*}", if value.abs() < 0.1 { 3 } else { 2 }, value);
    for value in [state[0], state[1], network.context()[0], output] {
        assert!(
            inside.iter().any(|(text, _, _)| crate::hyphened(text) == two_digits(value)),
            "{value}: {inside:?}"
        );
    }
    assert_eq!(
        network.diagram_of([0.5, 1.0]).unwrap_err().to_string(),
        FeedForward::new([[-1.0, 1.0]], [1])
            .unwrap()
            .activations([0.5, 1.0])
            .unwrap_err()
            .to_string()
    );
}

#[test]
fn prototypes_are_weights() {
    let mut network = Competitive::new([[-1.0, 1.0], [-1.0, 1.0]], 2).unwrap();
    network.set_prototypes([[1.0, -0.5], [-0.25, 0.5]]).unwrap();
    let diagram = network.diagram();
    let lines = connections(&diagram.chart().to_svg());
    let colors: Vec<&str> = lines.iter().map(|(color, _)| color.as_str()).collect();
    assert_eq!(colors, [PLUS, MINUS, MINUS, PLUS]);
    for ((_, width), size) in lines.iter().zip([1.0, 0.5, 0.25, 0.5]) {
        assert!((width - (0.6 + 5.4 * size)).abs() <= 0.051, "{lines:?}");
    }
    assert_eq!(diagram.n_parameters(), 4);
    let said = diagram.to_string();
    assert!(said.contains("weights of a neuron are its prototype"), "{said}");
    assert!(!said.contains("feeds the biases"), "{said}");
}

#[test]
fn each_prototype_is_connected_with_its_class_alone() {
    let iris = toy::iris().unwrap();
    let mut network = Lvq::new(iris.ranges(), [1, 2, 1]).unwrap();
    network.train(&iris, percept::LvqRule::new().epochs(2)).unwrap();
    let diagram = network.diagram();
    // 4 prototypes of 4 inputs, then one connection each
    assert_eq!(connections(&diagram.chart().to_svg()).len(), 4 * 4 + 4);
    assert_eq!(diagram.n_parameters(), 20);
    let texts = texts(&diagram);
    for name in ["petal width", "setosa", "virginica"] {
        assert!(texts.iter().any(|(text, _, _)| text == name), "{name} in {texts:?}");
    }
}

#[test]
fn a_memory_counts_and_then_holds_back() {
    let memory = Hamming::new([[1, -1, 1], [-1, -1, 1]]).unwrap();
    let diagram = memory.diagram();
    let lines = connections(&diagram.chart().to_svg());
    let colors: Vec<&str> = lines.iter().map(|(color, _)| color.as_str()).collect();
    let [p, m] = [PLUS, MINUS];
    // each counter: its pattern and a bias; then itself for, the other against
    assert_eq!(colors, [p, m, p, p, m, m, p, p, p, m, m, p]);
    let said = diagram.to_string();
    assert!(said.contains("Layer 2 feeds its outputs back to itself"), "{said}");
}

#[test]
fn places_of_a_memory_before_and_after_an_update() {
    let memory = Hopfield::new([[1, -1, 1], [1, 1, 1]]).unwrap();
    let diagram = memory.diagram();
    assert_eq!(connections(&diagram.chart().to_svg()).len(), 9);
    assert_eq!(diagram.n_parameters(), 9);
    // spoilt in the first place, which the third brings back
    let flow = memory.diagram_of([-1, -1, 1]).unwrap().to_string();
    let after = memory.predict([[-1.0, -1.0, 1.0]]).unwrap();
    assert!(flow.contains("x1 = -1, x2 = -1, x3 = 1 gives"), "{flow}");
    assert!(flow.contains(&format!("x1 = {}, ", after[(0, 0)])), "{flow}");
    let same = memory.diagram_of([1, 1, 1]).unwrap().to_string();
    let stays = memory.predict([[1.0, 1.0, 1.0]]).unwrap();
    assert_eq!(stays.as_slice().unwrap(), [1.0, -1.0, 1.0], "what an update makes of it");
    assert!(same.contains("gives x1 = 1, x2 = -1, x3 = 1"), "{same}");
    assert!(memory.diagram_of([1, 1]).is_err());
}

#[test]
fn samples_are_neurons_and_their_targets_weights() {
    let data = Dataset::new([0.0, 1.0, 3.0], [2.0, 4.0, 0.0]).unwrap();
    let network = Grnn::new(&data, 0.5).unwrap();
    let diagram = network.diagram();
    // a target of 0 is a weight like others
    assert_eq!(diagram.n_parameters(), 6);
    let flow = network.diagram_of([0.5]).unwrap();
    let words: Vec<_> = texts(&flow).into_iter().map(|(text, _, _)| text).collect();
    let (far, near) = ((-25.0_f64).exp(), (-1.0_f64).exp());
    let output = (2.0 * near + 4.0 * near) / (near + near + far);
    assert!(flow.to_string().contains(&format!("gives target = {output:.0}.")), "{flow}");
    assert_eq!(words.iter().filter(|text| *text == "1").count(), 2, "both are nearest: {words:?}");
    assert_eq!(
        network.diagram_of([f64::NAN]).unwrap_err().to_string(),
        Perceptron::new([[0.0, 1.0]], 1).unwrap().diagram_of([f64::NAN]).unwrap_err().to_string()
    );
}

#[test]
fn the_nearest_samples_come_first_and_their_values_fit_into_nodes() {
    let (x, y): (Vec<f64>, Vec<f64>) = (0..20).map(|i| (f64::from(i), f64::from(i % 3))).unzip();
    let flow = Grnn::new(&Dataset::new(x, y).unwrap(), 0.3).unwrap().diagram_of([14.1]).unwrap();
    let picture = elements(&flow.chart().to_svg());
    let mut values = Vec::new();
    for element in picture.iter().filter(|element| element.name == "text") {
        // the names beside and the titles are no numbers
        if element.text.replace('−', "-").parse::<f64>().is_ok() {
            values.push(element.text.as_str());
        }
    }
    // exp(−(0.9² − 0.1²) / 0.3²) = exp(−8.9), exp(−13.3), exp(−40), from near to far
    assert_eq!(values[1..5], ["1", "0.0001", "1.6e−6", "4e−18"], "{values:?}");
    for value in values {
        assert!(value.chars().count() <= 6, "{value}");
    }
    assert!(flow.to_string().contains("gives target = "), "{flow}");
    let words = flow.to_string();
    let weights: Vec<&str> = words.lines().filter(|line| line.contains("x1   ")).collect();
    assert!(weights[0].ends_with(" 14") && weights[1].ends_with(" 15"), "{weights:?}");
}

#[test]
fn samples_are_connected_with_their_class_alone() {
    let fruit = Dataset::new([0.1, 0.2, 0.9], [0, 0, 1]).unwrap();
    let network = Pnn::new(&fruit.name_classes(["apple", "melon"]).unwrap(), 0.3).unwrap();
    assert_eq!(connections(&network.diagram().chart().to_svg()).len(), 3 + 3);
    assert_eq!(network.diagram().n_parameters(), 6);
    let shares = network.predict([0.15]).unwrap();
    let flow = network.diagram_of([0.15]).unwrap().to_string();
    assert!(flow.contains(&format!("apple = {:.3},", shares[(0, 0)])), "{flow}");
    assert!(network.diagram_of([0.1, 0.2]).is_err());
}

#[test]
fn neurons_between_inputs_and_outputs_have_their_numbers() {
    let network = FeedForward::new([[0.0, 1.0]; 2], [3, 2, 1]).unwrap();
    let bold = |diagram: &NetworkDiagram| {
        let mut numbers = Vec::new();
        for element in elements(&diagram.chart().to_svg()) {
            if element.attributes.get("font-weight").is_some_and(|weight| **weight == *"bold") {
                numbers.push(element.text);
            }
        }
        numbers
    };
    let inside: Vec<String> =
        texts(&network.diagram()).into_iter().map(|(text, _, _)| text).collect();
    let numbers: Vec<_> =
        inside.iter().map(String::as_str).filter(|text| text.len() == 1).collect();
    // those of a column after the node that is always 1
    assert_eq!(numbers, ["1", "1", "1", "2", "3", "1", "1", "2"], "{inside:?}");
    // beside a value they are bold
    assert_eq!(bold(&network.diagram()), [""; 0]);
    assert_eq!(bold(&network.diagram_of([0.5, 0.5]).unwrap()), ["1", "2", "3", "1", "2"]);
    // samples come in the order of their distance, and have rows instead
    let data = Dataset::new([0.0, 1.0], [2.0, 4.0]).unwrap();
    let samples = Grnn::new(&data, 0.5).unwrap().diagram_of([0.5]).unwrap();
    assert_eq!(bold(&samples), [""; 0]);
}

#[test]
fn outputs_have_the_names_of_their_classes() {
    let iris = toy::iris().unwrap();
    let mut network = FeedForward::new(iris.ranges(), [3, 3]).unwrap();
    network.train(&iris, Rprop::new().epochs(3)).unwrap();
    let text = network.diagram_of([5.0, 3.0, 1.5, 0.2]).unwrap().to_string();
    let given = text.split(" gives ").nth(1).unwrap();
    assert!(given.starts_with("setosa = "), "{text}");
    assert!(given.contains(", virginica = "), "{text}");
    // classes that are numbers stay with their target
    let digits = Dataset::new([0.0, 1.0, 2.0], [1, 2, 3]).unwrap().targets_as_classes().unwrap();
    let mut network = FeedForward::new(digits.ranges(), [2, 3]).unwrap();
    network.train(&digits, Rprop::new().epochs(3)).unwrap();
    let text = network.diagram_of([1.0]).unwrap().to_string();
    assert!(text.split(" gives ").nth(1).unwrap().starts_with("target = 1: "), "{text}");
}
