//! A class has the colour of the region that its points belong to, and the same
//! marker in every picture, whichever other classes are there.

use percept::{Chart, Dataset, Delta, Perceptron, Transfer, toy};

use crate::{elements, plotly_json, points, untrained};

const VERMILLION: &str = "#D55E00";
const BLUE: &str = "#0072B2";
const GREEN: &str = "#009E73";
const PURPLE: &str = "#CC79A7";

/// The colour that the static picture gives to `name`: in its legend, or as an
/// area that the name stands in.
fn drawn(chart: &Chart, name: &str) -> Option<String> {
    let inside = name.strip_prefix("region of ").unwrap_or(name);
    let (mut last, mut areas, mut around) = (None, Vec::new(), None);
    for element in elements(&chart.to_svg()) {
        if element.name == "polygon" && element.attributes.contains_key("fill-opacity") {
            areas.push((element.attributes["fill"].to_string(), corners(&element)));
        }
        let in_legend = !element.attributes.contains_key("text-anchor");
        if element.name == "text" && element.text == name && in_legend {
            return last;
        }
        if element.name == "text" && element.text == inside && !in_legend {
            let at = ["x", "y"].map(|key| element.attributes[key].parse().unwrap());
            let area = areas.iter().find(|(_, corners)| holds(corners, at));
            around = area.map(|(color, _): &(String, _)| color.clone());
        }
        // a mark, or the group of its markers
        let fill = element.attributes.get("fill").map(ToString::to_string);
        last = fill.filter(|_| element.name != "text").or(last);
    }
    around
}

fn corners(element: &crate::Element) -> Vec<[f64; 2]> {
    let numbers = element.attributes["points"].split([' ', ',']);
    let numbers = numbers.filter(|number| !number.is_empty());
    let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
    numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect()
}

/// Whether a place lies on the same side of all sides of a convex polygon.
fn holds(corners: &[[f64; 2]], at: [f64; 2]) -> bool {
    let side = |pair: &[[f64; 2]]| {
        let way = |to: [f64; 2]| [to[0] - pair[0][0], to[1] - pair[0][1]];
        let (along, aside) = (way(pair[1]), way(at));
        along[0] * aside[1] - along[1] * aside[0]
    };
    let sides: Vec<f64> = corners.windows(2).map(side).collect();
    sides.iter().all(|side| *side >= 0.0) || sides.iter().all(|side| *side <= 0.0)
}

/// Colour and marker that the live figure gives to `name`.
fn live(chart: &Chart, name: &str) -> Option<(String, String)> {
    let figure = plotly_json(chart);
    let trace = figure["data"].as_array()?.iter().find(|trace| trace["name"] == name)?.clone();
    let mark = if trace["marker"].is_null() { &trace["line"] } else { &trace["marker"] };
    let symbol = mark["symbol"].as_str().unwrap_or_default();
    Some((mark["color"].as_str()?.to_owned(), symbol.to_owned()))
}

fn assert_color(chart: &Chart, name: &str, color: &str) {
    assert_eq!(drawn(chart, name).as_deref(), Some(color), "{name} as drawn");
    assert_eq!(live(chart, name).expect(name).0, color, "{name} as live");
}

fn assert_look(chart: &Chart, name: &str, (color, symbol): (&str, &str)) {
    assert_color(chart, name, color);
    assert_eq!(live(chart, name).unwrap().1, symbol, "{name}");
}

/// Points and region of each output share a colour.
fn assert_pairs(chart: &Chart, pairs: &[(&str, &str, &str)]) {
    for (points, region, color) in pairs {
        assert_color(chart, points, color);
        if !region.is_empty() {
            assert_color(chart, region, color);
        }
    }
}

fn labelled<const N: usize>(targets: [[f64; N]; 4]) -> Dataset {
    Dataset::new(points().inputs(), targets).unwrap()
}

/// A neuron whose line is x1 = 0.7, and one whose line is x2 = 1.
fn upright(transfer: Transfer) -> Perceptron {
    let mut perceptron = untrained().transfer(transfer);
    perceptron.set_weights([[1.0, 0.0]]).unwrap();
    perceptron.set_biases([-0.7]).unwrap();
    perceptron
}

fn crossed() -> Perceptron {
    let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 2).unwrap();
    perceptron.set_weights([[1.0, 0.0], [0.0, 1.0]]).unwrap();
    perceptron.set_biases([-0.7, -1.0]).unwrap();
    perceptron
}

#[test]
fn a_single_class_has_the_colour_of_its_region() {
    let neuron = upright(Transfer::HardLim);
    let ones = neuron.boundary(&labelled([[1.0]; 4])).unwrap().chart();
    assert_pairs(&ones, &[("target = 1", "output 1", BLUE)]);
    assert_color(&ones, "output 0", VERMILLION);
    let zeros = neuron.boundary(&labelled([[0.0]; 4])).unwrap().chart();
    assert_pairs(&zeros, &[("target = 0", "output 0", VERMILLION)]);
}

#[test]
fn two_classes_have_the_colours_of_their_regions() {
    let steps = upright(Transfer::HardLim).boundary(&points()).unwrap().chart();
    assert_pairs(
        &steps,
        &[("target = 0", "output 0", VERMILLION), ("target = 1", "output 1", BLUE)],
    );
    let signs = labelled([[-1.0], [1.0], [1.0], [-1.0]]);
    let signs = upright(Transfer::HardLims).boundary(&signs).unwrap().chart();
    assert_pairs(
        &signs,
        &[("target = −1", "output −1", VERMILLION), ("target = 1", "output 1", BLUE)],
    );
}

#[test]
fn several_neurons_number_points_as_they_number_regions() {
    let data = labelled([[0.0, 1.0], [1.0, 0.0], [1.0, 1.0], [1.0, 1.0]]);
    let chart = crossed().boundary(&data).unwrap().chart();
    assert_pairs(
        &chart,
        &[
            ("targets = 0, 1", "output 0, 1", BLUE),
            ("targets = 1, 0", "output 1, 0", GREEN),
            ("targets = 1, 1", "output 1, 1", PURPLE),
        ],
    );
    // alone among the points it has the same look
    let look = (GREEN, "diamond");
    assert_look(&data.chart(), "targets = 1, 0", look);
    assert_look(&labelled([[1.0, 0.0]; 4]).chart(), "targets = 1, 0", look);
}

#[test]
fn targets_between_have_the_colour_of_their_side_and_markers_of_their_own() {
    let data = labelled([[0.1], [0.9], [0.6], [0.9]]);
    let chart = upright(Transfer::LogSig).boundary(&data).unwrap().chart();
    assert_pairs(
        &chart,
        &[
            ("target = 0.1", "output 0", VERMILLION),
            ("target = 0.6", "output 1", BLUE),
            ("target = 0.9", "output 1", BLUE),
        ],
    );
    let symbol = |name| live(&chart, name).unwrap().1;
    assert_ne!(symbol("target = 0.6"), symbol("target = 0.9"));
    let low = labelled([[0.3]; 4]);
    let low = upright(Transfer::TanSig).boundary(&low).unwrap().chart();
    assert_pairs(&low, &[("target = 0.3", "output 1", BLUE)]);
}

#[test]
fn a_class_looks_the_same_with_and_without_the_other() {
    let ones = labelled([[1.0]; 4]);
    let surface = upright(Transfer::LogSig).boundary(&ones).unwrap();
    for chart in [points().chart(), ones.chart(), surface.chart()] {
        assert_look(&chart, "target = 1", (BLUE, "square"));
    }
    assert_look(&points().chart(), "target = 0", (VERMILLION, "circle"));
    let judged = labelled([[0.0]; 4]).separability().unwrap();
    assert_look(&judged.chart(), "target = 0", (VERMILLION, "circle"));
    assert_look(&ones.separability().unwrap().chart(), "target = 1", (BLUE, "square"));
}

#[test]
fn a_replay_and_an_explorer_have_the_colours_of_the_boundary() {
    let ones = labelled([[1.0]; 4]);
    let mut perceptron = untrained();
    let history = perceptron.train(&ones, Delta::new()).unwrap();
    for frame in history.replay(&ones).unwrap().frames() {
        assert_look(frame, "target = 1", (BLUE, "square"));
    }
    let explorer = upright(Transfer::HardLim).explore_with(&ones, [0.5, 0.5]).unwrap();
    assert_pairs(&explorer.chart(), &[("should be yes", "yes", BLUE)]);
}

#[test]
fn named_classes_keep_their_colours() {
    let data = points().name_classes(["no", "yes"]).unwrap();
    let chart = upright(Transfer::HardLim).boundary(&data).unwrap().chart();
    assert_pairs(&chart, &[("no", "output 0 (no)", VERMILLION), ("yes", "output 1 (yes)", BLUE)]);
    let iris = toy::iris().unwrap();
    let mut perceptron = Perceptron::new(iris.ranges(), 3).unwrap();
    perceptron.train(&iris, Delta::new().epochs(5)).unwrap();
    let chart = perceptron.boundary_over(&iris, ["petal length", "petal width"]).unwrap().chart();
    assert_color(&chart, "setosa", VERMILLION);
    assert_color(&chart, "versicolor", BLUE);
    assert_color(&chart, "virginica", GREEN);
    assert_color(&chart, "region of setosa", VERMILLION);
}

#[cfg(feature = "networks")]
mod networks {
    use percept::{FeedForward, Lvq, LvqRule};

    use super::*;

    /// The shade of the live figure's cells where a column of targets is high.
    fn ends(chart: &Chart) -> [String; 2] {
        let figure = plotly_json(chart);
        let scale = figure["data"][0]["colorscale"].as_array().unwrap().clone();
        [&scale[0], &scale[scale.len() - 1]].map(|stop| stop[1].as_str().unwrap().to_owned())
    }

    #[test]
    fn a_surface_shades_towards_the_colour_of_its_points() {
        let ones = labelled([[1.0]; 4]);
        let network = FeedForward::new(ones.ranges(), [2, 1]).unwrap();
        for data in [&ones, &points()] {
            let chart = network.surface(data).unwrap().chart();
            assert_look(&chart, "target = 1", (BLUE, "square"));
            // 30 % of orange and of blue on white
            assert_eq!(ends(&chart), ["#F2CFB3", "#B3D5E8"]);
        }
    }

    #[test]
    fn points_for_the_test_look_as_their_class_does() {
        let kept_back = labelled([[1.0]; 4]);
        let surface = upright(Transfer::HardLim).surface(&points()).unwrap();
        let figure = plotly_json(&surface.test(&kept_back).unwrap().chart());
        let traces = figure["data"].as_array().unwrap();
        let at = traces.iter().position(|trace| trace["name"] == "test").unwrap();
        // below the white centres
        assert_eq!(traces[at - 1]["marker"]["color"], BLUE);
        assert_eq!(traces[at - 1]["marker"]["symbol"], "square");
        // of three values, two in the test
        let three = labelled([[0.0], [1.0], [2.0], [2.0]]);
        let two = labelled([[1.0], [2.0], [2.0], [2.0]]);
        let line = untrained().transfer(Transfer::PureLin);
        let figure = plotly_json(&line.surface(&three).unwrap().test(&two).unwrap().chart());
        let traces = figure["data"].as_array().unwrap();
        let at = traces.iter().position(|trace| trace["name"] == "test").unwrap();
        let colors = [at - 2, at - 1].map(|at| traces[at]["marker"]["color"].clone());
        assert_eq!(colors, [BLUE, GREEN]);
    }

    #[test]
    fn prototypes_have_the_colours_of_their_classes() {
        let ones = labelled([[1.0]; 4]);
        let mut network = Lvq::new(points().ranges(), [1, 1]).unwrap();
        network.train(&points(), LvqRule::new().epochs(20)).unwrap();
        let chart = network.prototype_map(&ones).unwrap().chart();
        assert_look(&chart, "class 1", (BLUE, "square"));
        let figure = plotly_json(&chart);
        let regions: Vec<&str> = figure["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|trace| trace["fill"] == "toself")
            .filter_map(|trace| trace["line"]["color"].as_str())
            .collect();
        assert_eq!(regions, [VERMILLION, BLUE]);
    }
}

/// The colours of all markers of the live figure.
fn colors_of_markers(chart: &Chart) -> Vec<String> {
    let figure = plotly_json(chart);
    let traces = figure["data"].as_array().unwrap().iter();
    traces.filter_map(|t| Some(t["marker"]["color"].as_str()?.to_owned())).collect()
}

#[test]
fn samples_without_a_class_are_grey() {
    const GREY: &str = "#8C8C8C";
    let inputs = points().inputs().clone();
    let unlabelled = Dataset::unlabelled(&inputs).unwrap();
    let many: Vec<f64> = (0..30).map(|i| f64::from(i) * 0.37).collect();
    let line = Dataset::new(&many, &many).unwrap();
    for data in [unlabelled, line] {
        let colors = colors_of_markers(&data.chart());
        assert!(!colors.is_empty() && colors.iter().all(|color| color == GREY), "{colors:?}");
    }
}

#[test]
fn inputs_have_other_colours_than_signs_and_two_classes() {
    let cars = [("a", [0.8, 0.3, 0.9, 0.6]), ("b", [0.1, 0.2, 0.9, 1.0])];
    let figure = plotly_json(&crate::buyer().decide_all(cars).unwrap().chart());
    let mut colors = Vec::new();
    for trace in figure["data"].as_array().unwrap() {
        if trace["fill"] == "toself" && crate::in_legend(trace) {
            colors.push(trace["line"]["color"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(colors.len(), 4);
    assert!(!colors.iter().any(|color| [BLUE, VERMILLION].contains(&color.as_str())), "{colors:?}");
}

/// A region with room has its name in it, and no entry in the legend; one without
/// keeps it there.
#[test]
fn regions_are_named_where_they_have_room() {
    let neuron = upright(Transfer::HardLim);
    let roomy = neuron.boundary(&points()).unwrap().chart();
    for name in ["output 0", "output 1"] {
        let texts = elements(&roomy.to_svg()).into_iter().filter(|e| e.text == name);
        let anchors: Vec<_> = texts.map(|e| e.attributes.get("text-anchor").cloned()).collect();
        assert_eq!(anchors, [Some("middle".into())], "{name}");
        let figure = plotly_json(&roomy);
        let traces = figure["data"].as_array().unwrap();
        let area = traces.iter().find(|trace| trace["fill"] == "toself" && trace["text"] == name);
        assert_eq!(area.unwrap()["showlegend"], false, "{name}");
    }
    let mut at_the_edge = neuron;
    at_the_edge.set_biases([0.1]).unwrap();
    let narrow = at_the_edge.boundary(&points()).unwrap().chart();
    let legend = elements(&narrow.to_svg()).into_iter().find(|e| e.text == "output 0").unwrap();
    assert!(!legend.attributes.contains_key("text-anchor"));
}
