//! Pictures of networks: the diagram, what flows through it, and the output over
//! two inputs.

use percept::{Adam, Dataset, FeedForward, Perceptron, Transfer, toy};

use crate::errors::says;
use crate::{elements, plotly_json, points};

const BLUE: &str = "#0072B2";
const VERMILLION: &str = "#D55E00";

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
fn connections(picture: &str) -> Vec<(String, f64)> {
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
    let [b, v, grey] = [BLUE, VERMILLION, "#555555"];
    assert_eq!(colors, [b, v, b, b, b, grey, b, v, b]);
    let widths: Vec<f64> = lines.iter().map(|(_, width)| *width).collect();
    let wanted = [1.0, 1.0, 0.5, 2.0, 0.5, 0.0, 4.0, 1.0, 1.0].map(|w: f64| 0.6 + 5.4 * w / 4.0);
    for (width, wanted) in widths.iter().zip(wanted) {
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
                let takes_away = &*element.attributes["stroke"] == VERMILLION;
                negative += usize::from(takes_away);
                assert_eq!(element.attributes.contains_key("stroke-dasharray"), takes_away);
            }
        }
        assert!(negative > 0);
        let figure = plotly_json(&chart);
        let lines = figure["data"].as_array().unwrap().iter().map(|trace| &trace["line"]);
        let dashed = lines.clone().filter(|line| line["dash"] == "dash");
        assert!(dashed.clone().all(|line| line["color"] == VERMILLION));
        assert_eq!(dashed.count(), negative);
        assert!(chart.to_svg().contains("dashed"), "{chart}");
    }
}

/// Long names at its sides stay in the picture.
#[test]
fn names_of_outputs_are_cut_to_their_room() {
    let flowers = toy::iris().unwrap();
    let mut network = FeedForward::new(flowers.ranges(), [2, 3]).unwrap();
    network.train(&flowers, Adam::new().epochs(1).show(0)).unwrap();
    let texts: Vec<String> =
        elements(&network.chart().to_svg()).into_iter().map(|e| e.text).collect();
    assert!(texts.contains(&"species = versicol…".to_owned()), "{texts:?}");
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
    assert!(chart.to_string().contains("x1 = 1, x2 = 0.5 give output = 2.75."), "{chart}");
    assert_eq!(diagram.n_parameters(), 9);
}

#[test]
fn a_perceptron_has_a_diagram_too() {
    let perceptron = Perceptron::by_hand([("a", 1.0), ("b", -2.0)], 0.5).unwrap();
    let diagram = perceptron.diagram_of([3.0, 1.0]).unwrap();
    assert!(diagram.to_string().contains("a = 3, b = 1 give output = 1."), "{diagram}");
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
    let words =
        "Drawn: 8 of 30 in inputs, 8 of 20 in layer 1, 8 of 40 in layer 2, 8 of 10 in layer 3.";
    assert!(chart.to_string().contains(words), "{chart}");
    assert!(chart.mime_bundle().html().len() < 300_000);
}

/// The colours of the cells, and how many cells each has: its path is made of
/// lines like `M3-5h4`, over four cells.
fn shades(picture: &str) -> Vec<(String, usize)> {
    let mut shades = Vec::new();
    for element in elements(picture).iter().filter(|element| element.name == "path") {
        let [color, path] = ["stroke", "d"].map(|key| element.attributes[key].to_string());
        let lengths = path.split('M').skip(1).map(|line| line.split_once('h').unwrap().1);
        shades.push((color, lengths.map(|length| length.parse::<usize>().unwrap()).sum()));
    }
    shades
}

#[test]
fn a_step_function_has_two_shades_and_nothing_between() {
    let (perceptron, _) = crate::trained();
    let surface = perceptron.surface(&points()).unwrap();
    // 62 % of a colour on white
    let colors: Vec<_> =
        shades(&surface.chart().to_svg()).into_iter().map(|(color, _)| color).collect();
    assert_eq!(colors, ["#E59B61", "#61A8CF"]);
}

#[test]
fn both_renderers_shade_the_same_cells() {
    let (perceptron, _) = crate::trained();
    let chart = perceptron.surface(&points()).unwrap().chart();
    let trace = &plotly_json(&chart)["data"][0];
    assert_eq!(trace["type"], "heatmap");
    let (x, y) = (trace["x"].as_array().unwrap(), trace["y"].as_array().unwrap());
    let rows = trace["z"].as_array().unwrap();
    assert_eq!((x.len(), y.len(), rows.len()), (40, 40, 40));
    let (mut ones, inputs) =
        (0, |j: usize, i: usize| [x[j].as_f64().unwrap(), y[i].as_f64().unwrap()]);
    for (i, row) in rows.iter().enumerate() {
        for (j, shade) in row.as_array().unwrap().iter().enumerate() {
            let output = perceptron.predict([inputs(j, i)]).unwrap()[[0, 0]];
            assert_eq!(shade.as_f64(), Some(12.0 * output), "at {:?}", inputs(j, i));
            ones += usize::from(output == 1.0);
        }
    }
    let drawn: Vec<usize> = shades(&chart.to_svg()).into_iter().map(|(_, cells)| cells).collect();
    assert_eq!(drawn, [1600 - ones, ones]);
}

#[test]
fn hidden_neurons_have_a_picture_each() {
    let moons = toy::moons(60, 0.1, 1).unwrap();
    let network = FeedForward::new(moons.ranges(), [3, 1]).unwrap();
    let figure = plotly_json(&network.hidden_neurons(&moons).unwrap().chart());
    let maps = figure["data"].as_array().unwrap().iter().filter(|t| t["type"] == "heatmap").count();
    assert_eq!(maps, 3);
    let wide = FeedForward::new(moons.ranges(), [30, 1]).unwrap().hidden_neurons(&moons).unwrap();
    assert!(wide.to_string().contains("The first 8 of 30 neurons are drawn."), "{wide}");
    assert!(wide.chart().mime_bundle().html().len() < 300_000);
}

#[test]
fn points_for_the_test_are_told_apart() {
    let (train, test) = toy::moons(80, 0.1, 1).unwrap().split(0.75, 1).unwrap();
    let network = FeedForward::new(train.ranges(), [3, 1]).unwrap();
    let surface = network.surface(&train).unwrap().test(&test).unwrap();
    assert!(surface.to_string().contains("20 points for the test have a white centre."));
    assert!(surface.chart().to_svg().contains(">test<"));
}

#[test]
fn classes_have_their_colours() {
    let blobs = toy::blobs(20, 0.3, 1).unwrap();
    let classes: Vec<[f64; 3]> = (0..blobs.n_samples())
        .map(|i| [0, 1, 2].map(|k| f64::from(u8::from(i % 3 == k))))
        .collect();
    let data =
        Dataset::new(blobs.inputs(), classes).unwrap().name_classes(["a", "b", "c"]).unwrap();
    let mut network = FeedForward::new(data.ranges(), [4, 3]).unwrap();
    network.train(&data, Adam::new().epochs(20)).unwrap();
    let surface = network.surface(&data).unwrap();
    assert!(surface.to_string().contains("that of the class with the largest output"), "{surface}");
}

#[test]
fn what_has_no_plane_is_refused() {
    let iris = toy::iris().unwrap();
    let network = FeedForward::new(iris.ranges(), [4, 3]).unwrap();
    says(network.surface(&iris), "surface: expected a network with 2 inputs, but got 4 inputs");
    let flat = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [1]).unwrap();
    says(flat.surface(&iris), "surface: expected data with 2 inputs, but got 4 inputs");
    says(
        flat.hidden_neurons(&points()),
        "hidden_neurons: expected a network with a hidden layer, but got one of a single layer",
    );
    let two = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [3, 2]).unwrap();
    says(
        two.surface(&points()),
        "surface: expected data with one target per output (2), but got 1 target",
    );
}

#[test]
fn a_regression_curve_says_by_how_much_it_misses() {
    let line = Dataset::new([0.0, 1.0, 2.0], [1.0, 3.0, 6.0]).unwrap();
    let mut network = FeedForward::new([[0.0, 2.0]], [1]).unwrap();
    network = network.transfer([Transfer::PureLin]).unwrap();
    network.set_weights(0, [2.0]).unwrap();
    network.set_biases(0, [1.0]).unwrap();
    let curve = network.regression_curve(&line).unwrap();
    // misses the last point by 1: √(1/3)
    assert!((curve.fit().rmse() - (1.0_f64 / 3.0).sqrt()).abs() < 1e-15);
    let test = Dataset::new([3.0], [7.0]).unwrap();
    let said = curve.test(&test).unwrap().to_string();
    assert!(said.contains("3 points: the curve misses them by 0.5774"), "{said}");
    assert!(said.contains("Test: 1 point: the curve misses them by 0 "), "{said}");
    let two = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [1]).unwrap();
    says(
        two.regression_curve(&points()),
        "regression_curve: expected data with one input and one target, but got 2 inputs",
    );
    says(
        two.regression_curve(&line),
        "inputs: expected 2 values per sample, but got 1 (a flat list is a column; write a row as \
         [[…]])",
    );
}

#[test]
fn a_regression_curve_has_room_for_a_single_place() {
    let one = Dataset::new([2.0, 2.0], [1.0, 2.0]).unwrap();
    let network = percept::Grnn::new(&one, 0.5).unwrap();
    let svg = network.regression_curve(&one).unwrap().chart().to_svg();
    assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
}

#[test]
fn regions_of_classes_have_their_names() {
    let rows = |i: u8| [f64::from(i % 4) / 40.0 + f64::from(i / 12), f64::from(i / 4 % 3) / 30.0];
    let inputs: Vec<[f64; 2]> = (0..24).map(rows).collect();
    let classes: Vec<[u8; 2]> = (0..24).map(|i| [1 - i / 12, i / 12]).collect();
    let data = Dataset::new(inputs, classes).unwrap().name_classes(["left", "right"]).unwrap();
    let mut network = FeedForward::new(data.ranges(), [2]).unwrap();
    network.set_weights(0, [[-4.0, 0.0], [4.0, 0.0]]).unwrap();
    network.set_biases(0, [2.0, -2.0]).unwrap();
    let chart = network.surface(&data).unwrap().chart();
    let figure = plotly_json(&chart);
    let written = |name: &str| {
        let traces = figure["data"].as_array().unwrap();
        let text = traces.iter().find(|trace| trace["text"] == name).unwrap();
        text["x"][0].as_f64().unwrap()
    };
    assert!(written("left") < 0.5 && written("right") > 0.5);
    for name in ["left", "right"] {
        let texts = elements(&chart.to_svg()).into_iter().filter(|e| e.text == name).count();
        assert_eq!(texts, 2, "{name}: in its region and in the legend");
    }
}
