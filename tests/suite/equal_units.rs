//! Planes of inputs of like range have equal units on both axes, live and static;
//! a margin stands at a right angle.

use percept::{Chart, Dataset, Delta, toy};
use serde_json::Value;

use crate::figures::figures;
use crate::{elements, plotly_json, points, trained, untrained};

/// Pixels of a unit on both axes of each panel of the live figure that has its
/// units tied together.
fn units(chart: &Chart) -> Vec<[f64; 2]> {
    let figure = plotly_json(chart);
    let layout = &figure["layout"];
    let number = |value: &Value| value.as_f64().unwrap();
    let margin = &layout["margin"];
    let size = [
        number(&layout["width"]),
        number(&layout["height"]) - number(&margin["t"]) - number(&margin["b"]),
    ];
    let mut units = Vec::new();
    for (name, y) in layout.as_object().unwrap() {
        let Some(anchor) = name.starts_with("yaxis").then(|| y["scaleanchor"].as_str()).flatten()
        else {
            continue;
        };
        let x = &layout[anchor.replacen('x', "xaxis", 1)];
        units.push([0, 1].map(|i| {
            let axis = [x, y][i];
            let long = |ends: &Value| number(&ends[1]) - number(&ends[0]);
            long(&axis["domain"]) * size[i] / long(&axis["range"])
        }));
    }
    units
}

/// Pixels between the first and the last grid line across, and upwards, of the
/// only panel.
fn grid(chart: &Chart) -> [f64; 2] {
    let mut lines = [Vec::new(), Vec::new()];
    for element in elements(&chart.to_svg()) {
        if element.name != "path" || element.attributes.get("stroke") != Some(&"#E3E3E3".into()) {
            continue;
        }
        // `M10,20V30` is upright, `M10,20H30` is not
        for line in element.attributes["d"].split('M').skip(1) {
            let (from, to) = line.split_once(['V', 'H']).unwrap();
            let (x, y) = from.split_once(',').unwrap();
            let upright = line.ends_with(&format!("V{to}"));
            let at = if upright { x } else { y };
            lines[usize::from(!upright)].push(at.parse::<f64>().unwrap());
        }
    }
    lines.map(|at| (at[at.len() - 1] - at[0]).abs() / (at.len() - 1) as f64)
}

fn stretched(factor: f64) -> Dataset {
    let rows = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]].map(|[x, y]| [factor * x, y]);
    Dataset::new(rows, [0, 0, 0, 1]).unwrap()
}

#[test]
fn every_plane_of_inputs_of_like_range_has_equal_units() {
    let (neuron, history) = trained();
    let mut planes = vec![
        points().chart(),
        neuron.boundary(&points()).unwrap().chart(),
        points().separability().unwrap().chart(),
        toy::xor().unwrap().separability().unwrap().chart(),
        neuron.explore_with(&points(), [1.0, 1.0]).unwrap().chart(),
    ];
    planes.extend_from_slice(history.replay(&points()).unwrap().frames());
    #[cfg(feature = "networks")]
    {
        let xor = toy::xor().unwrap();
        let mut network = percept::FeedForward::new(xor.ranges(), [2, 1]).unwrap();
        let history = network.train(&xor, percept::Rprop::new().epochs(5)).unwrap();
        planes.push(network.surface(&xor).unwrap().chart());
        planes.push(network.hidden_neurons(&xor).unwrap().chart());
        planes.extend_from_slice(history.replay(&xor).unwrap().frames());
        let clouds = toy::blobs(40, 0.2, 1).unwrap();
        let prototypes = percept::Competitive::new(clouds.ranges(), 2).unwrap();
        planes.push(prototypes.chart());
        planes.push(prototypes.prototype_map(&clouds).unwrap().chart());
    }
    for chart in planes {
        assert!(!units(&chart).is_empty(), "{chart}");
    }
    let mut seen = 0;
    for &(name, ref chart) in figures() {
        for [x, y] in units(chart) {
            assert!((x / y - 1.0).abs() < 0.01, "{name}: {x} and {y} pixels");
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn the_static_picture_has_equal_units_too() {
    let xor = toy::xor().unwrap();
    let mut neuron = untrained();
    neuron.train(&xor, Delta::new().epochs(3)).unwrap();
    for chart in [xor.chart(), neuron.boundary(&xor).unwrap().chart()] {
        let figure = plotly_json(&chart);
        let [across, up] = grid(&chart);
        let [x, y] = units(&chart)[0];
        // steps of 0.2 or 0.5: the grid's steps need not be the same
        let steps = [across / x, up / y];
        for step in steps {
            let tenths = step * 10.0;
            assert!((tenths - tenths.round()).abs() < 0.03, "{step}: {}", figure["layout"]);
        }
    }
}

#[test]
fn units_differ_where_ranges_differ_by_more_than_four_times() {
    for (factor, equal) in [(0.2, false), (0.3, true), (1.0, true), (3.9, true), (4.1, false)] {
        let chart = stretched(factor).chart();
        assert_eq!(!units(&chart).is_empty(), equal, "{factor}");
        // and then the picture says so beside its margin
        let judged = stretched(factor).separability().unwrap().chart();
        assert_eq!(judged.to_string().contains("drawn in different units"), !equal, "{factor}");
        assert_eq!(judged.to_svg().contains(">margin 0."), equal, "{factor}");
    }
}

#[test]
fn a_margin_stands_at_a_right_angle_on_its_line() {
    for data in [points(), stretched(1.0), stretched(3.0)] {
        let chart = data.separability().unwrap().chart();
        let mut ways = Vec::new();
        for element in elements(&chart.to_svg()) {
            if element.name == "polyline" && element.attributes.contains_key("points") {
                let at: Vec<f64> = element.attributes["points"]
                    .split([' ', ','])
                    .map(|number| number.parse().unwrap())
                    .collect();
                ways.push([at[2] - at[0], at[3] - at[1]]);
            }
        }
        // the line, the way to it, and the swatch of the line in the legend
        let [[a, b], [c, d], ..] = ways[..] else { panic!("{}", chart.to_svg()) };
        let angle = (a * c + b * d) / (a.hypot(b) * c.hypot(d));
        assert!(angle.abs() < 0.01, "{angle}");
    }
}

#[test]
fn the_weights_stand_at_a_right_angle_on_their_line() {
    let mut neuron = untrained();
    for (weights, bias) in [
        ([0.005_f64, 0.013], -0.01),
        ([-3.0, 1.0], 1.5),
        ([1e-300, -1e-300], 0.0),
        ([0.0, 2e200], -1e200),
    ] {
        neuron.set_weights([weights]).unwrap();
        neuron.set_biases([bias]).unwrap();
        let figure = plotly_json(&neuron.boundary(&points()).unwrap().chart());
        let traces = figure["data"].as_array().unwrap();
        let at = |name: &str, i: usize| {
            let trace = traces.iter().find(|trace| trace["name"] == name).unwrap();
            ["x", "y"].map(|axis| trace[axis][i].as_f64().unwrap())
        };
        let way = |name: &str| {
            let [from, to] = [at(name, 0), at(name, 1)];
            [to[0] - from[0], to[1] - from[1]]
        };
        let ([a, b], [c, d]) = (way("direction of weights"), way("boundary"));
        assert!((a * c + b * d).abs() < 1e-3 * a.hypot(b) * c.hypot(d), "{weights:?}");
        // towards larger sums, and within the picture
        assert!(a * weights[0].signum() >= 0.0 && b * weights[1].signum() >= 0.0, "{weights:?}");
        for (axis, value) in ["xaxis", "yaxis"].iter().zip(at("direction of weights", 1)) {
            let range = |i: usize| figure["layout"][axis]["range"][i].as_f64().unwrap();
            assert!(range(0) <= value && value <= range(1), "{weights:?}");
        }
    }
}

#[test]
fn no_right_angle_is_drawn_where_units_differ() {
    for (factor, drawn) in [(1.0, true), (10.0, false)] {
        let data = stretched(factor);
        let mut neuron = percept::Perceptron::new(data.ranges(), 1).unwrap();
        neuron.train(&data, Delta::new()).unwrap();
        let svg = neuron.boundary(&data).unwrap().chart().to_svg();
        assert!(svg.contains(">boundary<"), "{factor}");
        assert_eq!(svg.contains("direction of weights"), drawn, "{factor}");
    }
}
