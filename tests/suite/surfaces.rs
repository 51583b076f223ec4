//! Pictures of a network's output: over two inputs, of each hidden neuron, along
//! one input.

use percept::{Adam, Dataset, FeedForward, Perceptron, Transfer, toy};
use serde_json::Value;

use crate::errors::says;
use crate::pictures::{BLUE, VERMILLION};
use crate::{Element, elements, plotly_json, points};

/// The colours of the cells, and how many cells each has: its path is made of
/// lines like `M3-5h4`, over four cells.
fn shades(picture: &str) -> Vec<(String, usize)> {
    let mut shades = Vec::new();
    let is_cells = |e: &&Element| e.name == "path" && e.attributes["d"].contains('h');
    for element in elements(picture).iter().filter(is_cells) {
        let [color, path] = ["stroke", "d"].map(|key| element.attributes[key].to_string());
        let lengths = path.split('M').skip(1).map(|line| line.split_once('h').unwrap().1);
        shades.push((color, lengths.map(|length| length.parse::<usize>().unwrap()).sum()));
    }
    shades
}

/// Those before the scale, whose colours have one cell each.
fn plane(picture: &str) -> Vec<(String, usize)> {
    shades(picture).into_iter().take_while(|(_, cells)| *cells > 1).collect()
}

#[test]
fn a_step_function_has_two_shades_and_nothing_between() {
    let (perceptron, _) = crate::trained();
    let surface = perceptron.surface(&points()).unwrap();
    // 30 % of a colour on white
    let colors: Vec<_> =
        plane(&surface.chart().to_svg()).into_iter().map(|(color, _)| color).collect();
    assert_eq!(colors, ["#F2CFB3", "#B3D5E8"]);
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
            assert_eq!(shade.as_f64(), Some(output), "at {:?}", inputs(j, i));
            ones += usize::from(output == 1.0);
        }
    }
    let drawn: Vec<usize> = plane(&chart.to_svg()).into_iter().map(|(_, cells)| cells).collect();
    assert_eq!(drawn, [1600 - ones, ones]);
}

#[test]
fn hidden_neurons_have_a_picture_each() {
    let moons = toy::moons(60, 0.1, 1).unwrap();
    let network = FeedForward::new(moons.ranges(), [3, 1]).unwrap();
    let figure = plotly_json(&network.hidden_neurons(&moons).unwrap().chart());
    assert_eq!(traces(&figure, "type", "heatmap").len(), 3);
    let wide = FeedForward::new(moons.ranges(), [30, 1]).unwrap().hidden_neurons(&moons).unwrap();
    assert!(wide.to_string().contains("The first 8 of 30 neurons are drawn."), "{wide}");
    assert!(wide.chart().mime_bundle().html().len() < 300_000);
}

#[test]
fn every_hidden_layer_is_drawn() {
    let moons = toy::moons(60, 0.1, 1).unwrap();
    let network = FeedForward::new(moons.ranges(), [2, 3, 1]).unwrap();
    let chart = network.hidden_neurons(&moons).unwrap().chart();
    let texts: Vec<String> = elements(&chart.to_svg()).into_iter().map(|e| e.text).collect();
    for title in ["layer 1, neuron 2", "layer 2, neuron 1", "layer 2, neuron 3"] {
        assert!(texts.iter().any(|text| text == title), "{title} in {texts:?}");
    }
    let figure = plotly_json(&chart);
    let maps = traces(&figure, "type", "heatmap");
    assert_eq!(maps.len(), 5);
    // the fourth: the second neuron of the second layer, in hundredths
    let place = |axis: &str, i: usize| maps[3][axis][i].as_f64().unwrap();
    for (row, column) in [(0, 0), (5, 14), (15, 11)] {
        let output = network.activations([place("x", column), place("y", row)]).unwrap()[2][1];
        let told = maps[3]["z"][row][column].as_f64().unwrap();
        assert!((told - output).abs() <= 0.005, "{told} is told of {output}");
    }
    let deep = FeedForward::new(moons.ranges(), [9, 20, 4, 1]).unwrap();
    let many = crate::figures::spread(5000);
    let deep = deep.hidden_neurons(&many).unwrap().test(&many).unwrap();
    let said = "Drawn: 4 of 9 neurons in layer 1, 4 of 20 neurons in layer 2.";
    assert!(deep.to_string().contains(said), "{deep}");
    assert!(deep.chart().mime_bundle().html().len() < 300_000);
}

/// The traces of a live figure that have `value` under `key`.
fn traces<'a>(figure: &'a Value, key: &str, value: &str) -> Vec<&'a Value> {
    figure["data"].as_array().unwrap().iter().filter(|trace| trace[key] == value).collect()
}

/// The places of a trace's points.
fn spots(trace: &Value) -> Vec<[f64; 2]> {
    let at = |axis: &str| trace[axis].as_array().unwrap().clone();
    at("x").iter().zip(at("y")).map(|(x, y)| [x.as_f64().unwrap(), y.as_f64().unwrap()]).collect()
}

/// Whether some of `spots` is at a sample's place, up to the digits of a figure.
fn has(spots: &[[f64; 2]], data: &Dataset, sample: usize) -> bool {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-3;
    let (x, y) = (data.inputs()[[sample, 0]], data.inputs()[[sample, 1]]);
    spots.iter().any(|at| near(at[0], x) && near(at[1], y))
}

#[test]
fn points_for_the_test_are_told_apart() {
    let (train, test) = toy::moons(80, 0.1, 1).unwrap().split(0.75, 1).unwrap();
    let network = FeedForward::new(train.ranges(), [3, 1]).unwrap();
    let surface = network.surface(&train).unwrap().test(&test).unwrap();
    let said = "of 20 points on the correct side; they have a white centre";
    assert!(surface.to_string().contains(said), "{surface}");
    let chart = surface.chart();
    let figure = plotly_json(&chart);
    let centres = traces(&figure, "name", "test");
    assert_eq!(centres[0]["marker"]["color"], "#FFFFFF");
    let white = spots(centres[0]);
    // every test point is one of its class under a white centre, and no other is
    let all: Vec<[f64; 2]> = traces(&figure, "mode", "markers")
        .into_iter()
        .filter(|t| t["marker"]["size"] == 11)
        .flat_map(spots)
        .collect();
    assert_eq!((white.len(), all.len()), (test.n_samples(), 80));
    for sample in 0..test.n_samples() {
        assert!(has(&white, &test, sample) && has(&all, &test, sample), "{sample}");
    }
    assert!((0..train.n_samples()).all(|sample| !has(&white, &train, sample)));
    // drawn: 20 small circles, and one in the legend
    let small = |e: &&crate::Element| e.attributes.get("r").is_some_and(|r| &**r == "2.5");
    assert_eq!(elements(&chart.to_svg()).iter().filter(small).count(), test.n_samples());
    assert!(elements(&chart.to_svg()).iter().any(|element| element.text == "test"));
}

#[test]
fn the_plane_holds_points_for_the_test_that_are_further_away() {
    let far = Dataset::new([[9.0, -7.0], [0.5, 0.5]], [1.0, 0.0]).unwrap();
    let network = FeedForward::new(points().ranges(), [2, 1]).unwrap();
    let (perceptron, _) = crate::trained();
    let charts = [
        network.surface(&points()).unwrap().test(&far).unwrap().chart(),
        network.hidden_neurons(&points()).unwrap().test(&far).unwrap().chart(),
        perceptron.surface(&points()).unwrap().test(&far).unwrap().chart(),
        perceptron.boundary(&points()).unwrap().test(&far).unwrap().chart(),
    ];
    for chart in charts {
        let figure = plotly_json(&chart);
        for (axis, value) in [("xaxis", 9.0), ("yaxis", -7.0), ("xaxis", 0.0), ("yaxis", 1.9)] {
            let [low, high] =
                [0, 1].map(|end| figure["layout"][axis]["range"][end].as_f64().unwrap());
            assert!(low < value && value < high, "{value} on {axis} from {low} to {high}");
        }
        let maps = traces(&figure, "type", "heatmap").into_iter();
        // without the scale
        for map in maps.filter(|map| map["z"].as_array().unwrap().len() > 1) {
            let x = map["x"].as_array().unwrap();
            assert!(x[x.len() - 1].as_f64().unwrap() > 9.0, "the cells end at {:?}", x.last());
        }
        let top = chart.to_svg();
        let circles = elements(&top);
        for circle in circles.iter().filter(|element| element.name == "circle") {
            let at = |key: &str| circle.attributes[key].parse::<f64>().unwrap();
            assert!(at("cx") > 0.0 && at("cx") < 680.0 && at("cy") > 0.0, "{}", at("cx"));
        }
    }
}

#[test]
fn a_thinned_test_set_says_how_many_are_drawn() {
    let test = crate::figures::spread(5000);
    let (perceptron, _) = crate::trained();
    let said = "of 5000 test samples are drawn, taken evenly from each class.";
    let surface = perceptron.surface(&points()).unwrap().test(&test).unwrap();
    assert!(surface.to_string().contains(said), "{surface}");
    assert!(surface.chart().mime_bundle().html().len() < 300_000);
    let white = spots(traces(&plotly_json(&surface.chart()), "name", "test")[0]).len();
    assert!(surface.to_string().contains(&format!("{white} {said}")), "{white}: {surface}");
    let boundary = perceptron.boundary(&points()).unwrap().test(&test).unwrap();
    assert!(boundary.to_string().contains(said), "{boundary}");
    assert!(boundary.chart().mime_bundle().html().len() < 300_000);
}

/// Three classes, sample by sample.
fn three_classes() -> Dataset {
    let blobs = toy::blobs(30, 0.3, 1).unwrap();
    let classes: Vec<[f64; 3]> = (0..blobs.n_samples())
        .map(|i| [0, 1, 2].map(|k| f64::from(u8::from(i % 3 == k))))
        .collect();
    Dataset::new(blobs.inputs(), classes).unwrap().name_classes(["a", "b", "c"]).unwrap()
}

/// The shares of red, green and blue of `#rrggbb`.
fn parts(color: &str) -> [f64; 3] {
    [1, 3, 5].map(|at| f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()))
}

#[test]
fn classes_have_their_colours() {
    let data = three_classes();
    let mut network = FeedForward::new(data.ranges(), [4, 3]).unwrap();
    network.train(&data, Adam::new().epochs(20)).unwrap();
    let surface = network.surface(&data).unwrap();
    assert!(
        surface.to_string().contains("The colour shows the class with the largest output"),
        "{surface}"
    );
    let figure = plotly_json(&surface.chart());
    let classes = [("a", VERMILLION), ("b", BLUE), ("c", "#009E73")];
    for (name, color) in classes {
        assert_eq!(traces(&figure, "name", name)[0]["marker"]["color"], color, "{name}");
    }
    // five strengths a class, each the class's colour mixed with white
    let map = traces(&figure, "type", "heatmap")[0];
    let scale = map["colorscale"].as_array().unwrap();
    let shades: Vec<&str> = scale.iter().step_by(2).map(|stop| stop[1].as_str().unwrap()).collect();
    assert_eq!(shades.len(), 15);
    for (i, shade) in shades.iter().enumerate() {
        let strength = 0.06 + 0.24 * (i % 5) as f64 / 4.0;
        for (part, full) in parts(shade).iter().zip(parts(classes[i / 5].1)) {
            let wanted = 255.0 + (full - 255.0) * strength;
            assert!((part - wanted).abs() <= 1.0, "{shade} is not {strength} of class {}", i / 5);
        }
    }
    for row in (0..40).step_by(7) {
        for column in (0..40).step_by(7) {
            let at = [map["x"][column].as_f64().unwrap(), map["y"][row].as_f64().unwrap()];
            let outputs = network.predict([at]).unwrap();
            let best = (0..3)
                .fold(0, |best, k| if outputs[[0, k]] > outputs[[0, best]] { k } else { best });
            assert_eq!(map["z"][row][column].as_u64().unwrap() / 5, best as u64, "{outputs}");
        }
    }
}

#[test]
fn a_surface_over_two_of_many_inputs_holds_the_others_at_their_medians() {
    let iris = toy::iris().unwrap();
    let network = FeedForward::new(iris.ranges(), [4, 3]).unwrap();
    let surface = network.surface_over(&iris, ["petal width", "sepal length"]).unwrap();
    let said = surface.to_string();
    // medians of the 150 flowers
    let held = "Held at their medians in the picture: sepal width 3, petal length 4.35; the points \
                have their own values there.";
    assert!(said.contains(held), "{said}");
    let figure = plotly_json(&surface.chart());
    let map = traces(&figure, "type", "heatmap")[0];
    for (row, column) in [(0, 0), (12, 30), (39, 20)] {
        let (width, length) = (map["x"][column].as_f64().unwrap(), map["y"][row].as_f64().unwrap());
        let outputs = network.predict([[length, 3.0, 4.35, width]]).unwrap();
        let best =
            (0..3).fold(0, |best, k| if outputs[[0, k]] > outputs[[0, best]] { k } else { best });
        assert_eq!(map["z"][row][column].as_u64().unwrap() / 5, best as u64, "{outputs}");
    }
    assert_eq!(figure["layout"]["xaxis"]["title"]["text"], "petal width");
    let (train, test) = iris.split(0.8, 1).unwrap();
    let tested = network.surface_over(&train, ["petal width", "sepal length"]).unwrap();
    let tested = tested.test(&test).unwrap().to_string();
    assert!(
        tested.contains("of 30 points on the correct side; they have a white centre"),
        "{tested}"
    );
    says(
        network.surface_over(&iris, ["petal width", "colour"]),
        &iris_boundary(["petal width", "colour"]),
    );
    says(
        network.surface_over(&iris, ["petal width", "petal width"]),
        &iris_boundary(["petal width", "petal width"]),
    );
    says(
        network.surface_over(&points(), ["x1", "x2"]),
        "surface: expected data with 4 inputs, but got 2 inputs",
    );
    says(
        network.surface(&iris),
        "surface: expected a network with 1 or 2 inputs (for more, see `surface_over`), but got 4 inputs",
    );
}

/// What `boundary_over` says of two inputs that it refuses.
fn iris_boundary(inputs: [&str; 2]) -> String {
    let iris = toy::iris().unwrap();
    let perceptron = Perceptron::new(iris.ranges(), 3).unwrap();
    perceptron.boundary_over(&iris, inputs).unwrap_err().to_string()
}

#[test]
fn a_perceptron_has_a_surface_over_two_of_many_inputs_too() {
    let cars = toy::car_buyers().unwrap();
    let perceptron = Perceptron::new(cars.ranges(), 1).unwrap();
    let surface = perceptron.surface_over(&cars, ["price", "model"]).unwrap();
    assert!(surface.to_string().contains("Held at their medians"), "{surface}");
}

#[test]
fn what_has_no_plane_is_refused() {
    let iris = toy::iris().unwrap();
    let network = FeedForward::new(iris.ranges(), [4, 3]).unwrap();
    says(
        network.hidden_neurons(&iris),
        "hidden_neurons: expected a network with 2 inputs, over which each neuron is drawn (for \
         others, `diagram()` draws the neurons with their connections), but got 4 inputs",
    );
    says(
        network.surface(&iris),
        "surface: expected a network with 1 or 2 inputs (for more, see `surface_over`), but got 4 \
         inputs",
    );
    let one = FeedForward::new([[0.0, 1.0]], [2, 1]).unwrap();
    says(
        one.hidden_neurons(&Dataset::new([[0.0], [1.0]], [0, 1]).unwrap()),
        "hidden_neurons: expected a network with 2 inputs, over which each neuron is drawn (for \
         others, `diagram()` draws the neurons with their connections), but got 1 input",
    );
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
    assert!(said.contains("3 points: RMSE 0.5774."), "{said}");
    assert!(said.contains("Test: 1 point: RMSE 0."), "{said}");
    let two = FeedForward::new([[0.0, 1.0], [0.0, 1.0]], [1]).unwrap();
    says(
        two.regression_curve(&points()),
        "regression_curve: expected data with one input (for two, see `surface`; for any number, \
         `Regression::of(data.targets(), network.predict(&data)?)`), but got 2 inputs",
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

/// Where the live figure draws a line of this name, and the pieces without one.
fn dashed(figure: &Value) -> Vec<[f64; 2]> {
    let traces = figure["data"].as_array().unwrap().iter();
    traces.filter(|trace| trace["line"]["dash"] == "dash").flat_map(spots).collect()
}

#[test]
fn two_classes_meet_at_a_line_where_the_output_is_half_way() {
    let moons = toy::moons(100, 0.1, 1).unwrap();
    let mut network = FeedForward::new(moons.ranges(), [6, 1]).unwrap().seed(1);
    network.train(&moons, Adam::new().epochs(60)).unwrap();
    let figure = plotly_json(&network.surface(&moons).unwrap().chart());
    assert_eq!(traces(&figure, "name", "output 0.5").len(), 1);
    let line = dashed(&figure);
    assert!(line.len() > 8, "{line:?}");
    for at in line {
        let output = network.predict([at]).unwrap()[[0, 0]];
        assert!((output - 0.5).abs() < 0.03, "{output} at {at:?}");
    }
    // where outputs jump, the line is that of the weighted sum, without steps
    let (perceptron, _) = crate::trained();
    let figure = plotly_json(&perceptron.surface(&points()).unwrap().chart());
    let line = dashed(&figure);
    // both ends, and where it can be pointed at
    assert_eq!(line.len(), 6);
    let [w1, w2] = [perceptron.weights()[[0, 0]], perceptron.weights()[[0, 1]]];
    for [x1, x2] in line {
        let sum = w1 * x1 + w2 * x2 + perceptron.biases()[0];
        assert!(sum.abs() < 1e-5, "{sum} at {x1}, {x2}");
    }
    // numbers have no side
    let sums = Dataset::new(points().inputs(), [0.5, 1.5, 2.5, 3.0]).unwrap();
    let network = FeedForward::new(sums.ranges(), [1]).unwrap();
    let network = network.transfer([Transfer::PureLin]).unwrap();
    let surface = network.surface(&sums).unwrap();
    assert!(dashed(&plotly_json(&surface.chart())).is_empty());
    assert!(!surface.to_string().contains("correct side"), "{surface}");
}

#[test]
fn a_surface_counts_the_points_that_are_right_and_crosses_out_the_others() {
    let (train, test) = toy::moons(80, 0.1, 1).unwrap().split(0.75, 1).unwrap();
    let network = FeedForward::new(train.ranges(), [3, 1]).unwrap().seed(1);
    let surface = network.surface(&train).unwrap().test(&test).unwrap();
    let [right, right_in_test] =
        [&train, &test].map(|data| network.evaluate(data).unwrap().n_right());
    assert!(right < 60 && right_in_test < 20, "{right} {right_in_test}");
    let said = surface.to_string();
    assert!(said.contains(&format!("{right} of 60 points on the correct side.")), "{said}");
    let tested = format!("Test: {right_in_test} of 20 points on the correct side;");
    assert!(said.contains(&tested), "{said}");
    let figure = plotly_json(&surface.chart());
    for (name, wrong) in
        [("on the wrong side", 60 - right), ("wrong in the test", 20 - right_in_test)]
    {
        assert_eq!(spots(traces(&figure, "name", name)[0]).len(), wrong, "{name}");
    }
    // several classes, by the largest output
    let classes = three_classes();
    let network = FeedForward::new(classes.ranges(), [3]).unwrap();
    let right = network.evaluate(&classes).unwrap().n_right();
    let said = network.surface(&classes).unwrap().to_string();
    assert!(said.contains(&format!("{right} of 30 points on the correct side.")), "{said}");
}

#[test]
fn a_scale_says_which_output_each_colour_is() {
    let signs = Dataset::new(points().inputs(), [-1, 1, 1, -1]).unwrap();
    let network = FeedForward::new(signs.ranges(), [2, 1]).unwrap();
    let surface = network.surface(&signs).unwrap();
    assert!(surface.to_string().contains("White is 0: undecided."), "{surface}");
    let figure = plotly_json(&surface.chart());
    let axis = &figure["layout"]["xaxis2"];
    assert_eq!(axis["ticktext"], serde_json::json!(["output −1", "0", "1"]));
    assert_eq!(axis["tickvals"], serde_json::json!([-1.0, 0.0, 1.0]));
    let maps = traces(&figure, "type", "heatmap");
    assert_eq!(maps[1]["z"], serde_json::json!([(0..13).collect::<Vec<_>>()]));
    assert_eq!(maps[0]["colorscale"], maps[1]["colorscale"]);
}
