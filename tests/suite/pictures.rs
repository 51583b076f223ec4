//! Pictures of networks: the diagram, what flows through it, and the output over
//! two inputs.

use percept::{FeedForward, Perceptron, Transfer};

use crate::errors::says;
use crate::{elements, plotly_json};

pub(crate) const BLUE: &str = "#0072B2";
pub(crate) const VERMILLION: &str = "#D55E00";
/// Of positive and of negative weights.
pub(crate) const PLUS: &str = "#8E47F0";
pub(crate) const MINUS: &str = "#8F6B42";

/// 2 inputs, 2 hidden neurons, 1 output, with weights that give round values.
fn network() -> FeedForward {
    let mut network = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [2, 1])
        .unwrap()
        .transfer([Transfer::PureLin])
        .unwrap();
    network.set_weights(0, [[1.0, -1.0], [2.0, 0.5]]).unwrap();
    network.set_biases(0, [0.5, 0.0]).unwrap();
    network.set_weights(1, [[4.0, -1.0]]).unwrap();
    network.set_biases(1, [1.0]).unwrap();
    network
}

/// Colour and width of every connection.
pub(crate) fn connections(picture: &str) -> Vec<(String, f64)> {
    let mut lines = Vec::new();
    for element in elements(picture) {
        if let (Some(color), Some(width)) =
            (element.attributes.get("stroke"), element.attributes.get("stroke-width"))
            && element.name == "polyline"
        {
            lines.push((color.to_string(), width.parse().unwrap()));
        }
    }
    lines
}

#[test]
fn every_weight_and_bias_is_a_connection_as_wide_as_it_is_large() {
    let lines = connections(&network().chart().to_svg());
    let colors: Vec<&str> = lines.iter().map(|(color, _)| color.as_str()).collect();
    // into each neuron: its weights, then its bias; a bias of 0 is grey
    let [p, m, grey] = [PLUS, MINUS, "#555555"];
    assert_eq!(colors, [p, m, p, p, p, grey, p, m, p]);
    let widths: Vec<f64> = lines.iter().map(|(_, width)| *width).collect();
    // within its layer: the largest is 2 in the first, 4 in the second
    let first = [1.0, 1.0, 0.5, 2.0, 0.5, 0.0].map(|w: f64| 0.6 + 5.4 * w / 2.0);
    let second = [4.0, 1.0, 1.0].map(|w: f64| 0.6 + 5.4 * w / 4.0);
    let wanted = [&first[..], &second].concat();
    for (width, wanted) in widths.iter().zip(&wanted) {
        assert!((width - wanted).abs() <= 0.051, "{widths:?} and {wanted:?}");
    }
}

/// Without colours, too, what takes away is told from what adds.
#[test]
fn what_takes_away_is_dashed_in_both_pictures() {
    let neuron = Perceptron::by_hand([("a", 0.5), ("b", -0.5), ("c", 0.0)], 1.0).unwrap();
    for chart in [network().chart(), neuron.chart(), neuron.diagram().chart()] {
        let mut negative = 0;
        for element in elements(&chart.to_svg()) {
            if element.name == "polyline" {
                let takes_away = &*element.attributes["stroke"] == MINUS;
                negative += usize::from(takes_away);
                assert_eq!(element.attributes.contains_key("stroke-dasharray"), takes_away);
            }
        }
        assert!(negative > 0);
        let figure = plotly_json(&chart);
        let lines = figure["data"].as_array().unwrap().iter().map(|trace| &trace["line"]);
        let dashed = lines.clone().filter(|line| line["dash"] == "dash");
        assert!(dashed.clone().all(|line| line["color"] == MINUS));
        assert_eq!(dashed.count(), negative);
        assert!(chart.to_svg().to_lowercase().contains("dashed"), "{chart}");
    }
}

#[test]
fn values_flow_from_node_to_node() {
    let diagram = network().diagram_of([1.0, 0.5]).unwrap();
    // 1 - 0.5 + 0.5 = 1; 2 + 0.25 = 2.25; 4 - 2.25 + 1 = 2.75
    let chart = diagram.chart();
    let texts: Vec<String> = elements(&chart.to_svg()).into_iter().map(|e| e.text).collect();
    for value in ["1", "0.5", "2.2", "2.8"] {
        assert!(texts.iter().any(|text| text == value), "{value} in {texts:?}");
    }
    assert!(chart.to_string().contains("x1 = 1, x2 = 0.5 gives output = 2.75."), "{chart}");
    assert_eq!(diagram.n_parameters(), 9);
}

#[test]
fn a_perceptron_has_a_diagram_too() {
    let perceptron = Perceptron::by_hand([("a", 1.0), ("b", -2.0)], 0.5).unwrap();
    let diagram = perceptron.diagram_of([3.0, 1.0]).unwrap();
    assert!(diagram.to_string().contains("a = 3, b = 1 gives output = 1."), "{diagram}");
    assert_eq!(connections(&diagram.chart().to_svg()).len(), 3);
    says(
        perceptron.diagram_of([1.0]).map(|_| ()),
        &perceptron.decide([1.0]).unwrap_err().to_string(),
    );
}

#[test]
fn a_large_network_says_what_is_left_out() {
    let network = FeedForward::new(vec![[0.0, 1.0]; 30], [20, 40, 10]).unwrap();
    let chart = network.chart();
    let words = "Drawn: 8 of 30 inputs, 8 of 20 neurons in layer 1, 8 of 40 neurons in layer 2, 8 of 10 neurons in layer 3.";
    assert!(chart.to_string().contains(words), "{chart}");
    assert!(chart.mime_bundle().html().len() < 300_000);
}

#[test]
fn the_value_of_a_negative_bar_stands_at_its_end_and_zero_has_a_line() {
    let mut neuron = Perceptron::new([[0, 1], [0, 1]], 1).unwrap();
    neuron.set_weights([[-0.75, 0.25]]).unwrap();
    let picture = elements(&neuron.chart().to_svg());
    let number =
        |element: &crate::Element, key: &str| -> f64 { element.attributes[key].parse().unwrap() };
    let value = |text: &str| picture.iter().find(|element| element.text == text).unwrap();
    let zero =
        picture.iter().find(|e| e.name == "polyline" && &*e.attributes["stroke"] == "#555555");
    let (zero, _) = zero.unwrap().attributes["points"].split_once(',').unwrap();
    let zero: f64 = zero.parse().unwrap();
    let (less, more) = (value("−0.75"), value("0.25"));
    assert_eq!(&*less.attributes["text-anchor"], "end");
    assert!(number(less, "x") < zero && zero < number(more, "x"));
    // the ends of the bars are as far from zero as the values say
    let away = [zero - number(less, "x"), number(more, "x") - zero];
    assert!((away[0] / away[1] - 0.78 / 0.28).abs() < 0.01, "{away:?}");
}
