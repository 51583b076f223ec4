//! Pointing at a trace of a figure says something that a reader can use, or
//! nothing: never a number of the trace.

use percept::{Chart, Dataset, Delta, Perceptron, Result};
#[cfg(feature = "networks")]
use percept::{FeedForward, Lvq, Rprop, Transfer};
use serde_json::Value;

use crate::figures::figures;
use crate::{plotly_json, points, trained};

/// What Plotly tells of each place of a trace; of values, all digits.
pub(crate) fn told(trace: &Value) -> Vec<String> {
    let each = |key: &str| trace[key].as_array();
    let Some(template) = trace["hovertemplate"].as_str() else {
        return match trace["hoverinfo"].as_str() {
            Some("skip") => Vec::new(),
            Some("text") => vec![written(&trace["text"])],
            Some("name") => vec![written(&trace["name"])],
            other => panic!("Plotly would choose what to tell, by {other:?}: {trace}"),
        };
    };
    if trace["type"] == "heatmap" {
        let shown = |z: &Value| match template.split_once("%{z:02d}") {
            Some((before, _)) => format!("{before}{:02}", z.as_u64().unwrap()),
            None => template.replace("%{z}", &written(z)),
        };
        let rows = each("z").unwrap().iter().map(|row| row.as_array().unwrap());
        let cells = rows.flat_map(|row| row.iter().map(shown));
        return cells.map(|cell| cell.replace("<extra></extra>", "")).collect();
    }
    let n = each("x").unwrap().len();
    let (said, extra) = template.strip_suffix("</extra>").unwrap().split_once("<extra>").unwrap();
    let mut told = Vec::new();
    for i in 0..n {
        let mut text = said.to_owned();
        for key in ["customdata", "x", "y"] {
            let Some(values) = each(key) else { continue };
            assert_eq!(values.len(), n, "{trace}");
            match &values[i] {
                Value::Array(columns) => {
                    for (column, value) in columns.iter().enumerate() {
                        text = text.replace(&format!("%{{{key}[{column}]}}"), &written(value));
                    }
                }
                value => text = text.replace(&format!("%{{{key}}}"), &written(value)),
            }
        }
        let name = if extra.is_empty() { String::new() } else { format!(" | {extra}") };
        told.push(unescaped(&(text + &name)));
    }
    told
}

fn written(value: &Value) -> String {
    match value {
        Value::Number(number) => number.as_f64().unwrap().to_string(),
        text => unescaped(text.as_str().unwrap()),
    }
}

fn unescaped(text: &str) -> String {
    let pairs = [("<br>", "; "), ("&lt;", "<"), ("&gt;", ">"), ("&#123;", "{"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// What all traces of a figure tell.
pub(crate) fn told_by(chart: &Chart) -> Vec<String> {
    plotly_json(chart)["data"].as_array().unwrap().iter().flat_map(told).collect()
}

fn assert_told(chart: &Chart, wanted: &str) {
    let told = told_by(chart);
    assert!(told.iter().any(|told| told == wanted), "{wanted} is not in {told:#?}");
}

/// Every kind of figure, those of layers and the frames of a replay too.
fn all() -> Vec<(&'static str, Chart)> {
    let mut all = figures().to_vec();
    let (_, history) = trained();
    let replay = history.replay(&points()).unwrap();
    all.extend(replay.frames().iter().map(|frame| ("replay", frame.clone())));
    #[cfg(feature = "networks")]
    all.extend(of_layers().unwrap());
    all
}

#[cfg(feature = "networks")]
fn of_layers() -> Result<Vec<(&'static str, Chart)>> {
    let data = Dataset::new([[0, 1], [1, 0], [1, 1]], [[0, 1], [1, 0], [1, 1]])?;
    let mut network = FeedForward::new(data.ranges(), [2, 2])?;
    network.train(&data, Rprop::new().epochs(1))?;
    let one = Dataset::new([[0, 1], [1, 0], [1, 1]], [0, 1, 1])?;
    let mut single = FeedForward::new(one.ranges(), [2, 1])?;
    single.train(&one, Rprop::new().epochs(5))?;
    Ok(vec![
        ("diagram", network.diagram().chart()),
        ("diagram of a sample", network.diagram_of([0.5, 0.25])?.chart()),
        ("hidden neurons", network.hidden_neurons(&data)?.chart()),
        ("surface", single.surface(&one)?.chart()),
        ("surface of classes", of_classes()?),
        ("prototypes on samples", on_samples()?),
    ])
}

#[test]
fn every_trace_has_a_name_and_says_something_or_nothing() {
    let mut said = 0;
    for (figure, chart) in all() {
        for trace in plotly_json(&chart)["data"].as_array().unwrap() {
            let name = trace["name"].as_str().unwrap_or_default();
            assert!(!name.is_empty(), "{figure}: a trace without a name: {trace}");
            for told in told(trace) {
                assert!(!told.is_empty() && !told.contains("%{"), "{figure}: {told:?}");
                assert!(!told.contains("drawing"), "{figure}: {told:?}");
                let odd = [": ;", "; ;", "  ", "value = "].iter().any(|odd| told.contains(odd));
                assert!(!odd || figure == "replay", "{figure}: {told:?}");
                said += 1;
            }
        }
    }
    assert!(said > 1000, "{said}");
}

#[test]
fn decoration_says_nothing() {
    let mut skipped = 0;
    for (figure, chart) in all() {
        for trace in plotly_json(&chart)["data"].as_array().unwrap() {
            if trace["name"] == "drawing" || trace["mode"] == "text" {
                assert_eq!(trace["hoverinfo"], "skip", "{figure}: {trace}");
                skipped += 1;
            }
        }
    }
    assert!(skipped > 100, "{skipped}");
}

#[test]
fn a_point_says_its_row_its_inputs_by_name_and_its_target() {
    let data = points().name_inputs(["price", "%{x} {age}"]).unwrap();
    assert_told(&data.chart(), "row 3: price = 0.5, %{x} {age} = 1.9; target 1");
    let figure = plotly_json(&data.chart());
    let ones = &figure["data"].as_array().unwrap()[1];
    assert_eq!(ones["customdata"].to_string(), "[1,2,3]");
    assert_eq!(
        ones["hovertemplate"],
        "row %{customdata}: price = %{x}, %&#123;x} &#123;age} = %{y}; \
         target 1<extra></extra>"
    );
    let more = Dataset::new([[1, 2, 3], [3, 2, 1]], [0.25, 0.5]).unwrap();
    assert_told(&more.name_targets(["cost"]).unwrap().chart(), "row 1: x3 = 1; cost 0.5");
    let bare = Dataset::unlabelled([[1, 2], [3, 4]]).unwrap();
    assert_told(&bare.chart(), "row 1: x1 = 3, x2 = 4");
}

#[test]
fn a_point_beside_a_line_says_what_the_neuron_makes_of_it() -> Result<()> {
    let (perceptron, history) = trained();
    let said = "row 3: x1 = 0.5, x2 = 1.9; target 1, output 1, weighted sum 0.0272 > 0.01";
    assert_told(&perceptron.boundary(&points())?.chart(), said);
    assert_told(&history.replay(&points())?.chart(), said);
    let neuron = Perceptron::by_hand([("a", 1.0), ("b", 1.0), ("c", 2.0)], 1.0)?;
    let data = Dataset::new([[0, 1, 0], [1, 0, 1], [0, 0, 0]], ["no", "yes", "yes"])?
        .name_inputs(["a", "b", "c"])?;
    let over = neuron.boundary_over(&data, ["a", "b"])?.test(&data)?.chart();
    // the weighted sum is that of all three inputs
    assert_told(
        &over,
        "2 samples (1 for the test), row 1, test row 1: a = 1, b = 0; target yes, output 1, \
         weighted sum 3 > 1",
    );
    assert_told(
        &over,
        "2 samples (1 for the test), row 0, test row 0: a = 0, b = 1; target no, output 0, \
         weighted sum 1 = 1",
    );
    let mut learnt = Perceptron::new(data.ranges(), 1)?;
    learnt.train(&data, Delta::new())?;
    let told = told_by(&learnt.boundary_over(&data, ["a", "b"])?.chart());
    let named = |told: &String| told.contains("; target no, output no, weighted sum ");
    assert!(told.iter().any(named), "{told:#?}");
    Ok(())
}

#[test]
fn one_point_of_many_says_as_much_as_one_of_few() {
    for n in [301, 5000] {
        let chart = trained().0.boundary(&crate::figures::spread(n)).unwrap().chart();
        let told = told_by(&chart);
        let rows: Vec<&String> = told.iter().filter(|told| told.starts_with("row ")).collect();
        assert!(rows.len() > 300, "{}", rows.len());
        for told in rows {
            assert!(told.contains(": x1 = ") && told.contains("; target "), "{told}");
            assert!(told.contains(", output ") && told.contains(", weighted sum "), "{told}");
        }
    }
}

#[cfg(feature = "networks")]
#[test]
fn a_place_of_a_hidden_neuron_says_its_output() -> Result<()> {
    let data = Dataset::new([[0, 0], [4, 4]], [0, 1])?;
    let mut network =
        FeedForward::new(data.ranges(), [2, 1])?.transfer([Transfer::TanSig, Transfer::LogSig])?;
    network.set_weights(0, [[1.0, 0.0], [0.0, -0.5]])?;
    network.set_biases(0, [-2.0, 1.0])?;
    let figure = plotly_json(&network.hidden_neurons(&data)?.chart());
    let planes = figure["data"].as_array().unwrap().iter().filter(|t| t["type"] == "heatmap");
    let planes: Vec<&Value> = planes.collect();
    assert_eq!(planes.len(), 2);
    let (said, x) = (told(planes[0]), planes[0]["x"].as_array().unwrap());
    for (column, a) in x.iter().enumerate() {
        let output = (a.as_f64().unwrap() - 2.0).tanh();
        let told: f64 = said[column].strip_prefix("output about ").unwrap().parse().unwrap();
        assert!((output - told).abs() <= 0.0051, "{output} at {a}, {told} is told");
    }
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn a_place_of_a_surface_of_classes_says_whose_output_is_the_largest() -> Result<()> {
    let chart = of_classes()?;
    for name in ["left", "middle", "right"] {
        assert_told(&chart, &format!("largest output: {name}"));
    }
    // it is drawn in no picture
    assert!(!chart.to_svg().contains("fill-opacity=\"0\""));
    let figure = plotly_json(&chart);
    let area = |name: &str| {
        let said = format!("largest output: {name}");
        let areas = figure["data"].as_array().unwrap().iter();
        areas.filter(|trace| trace["text"] == said.as_str()).collect::<Vec<_>>()
    };
    // by hand: 1 − x is larger than 0.5 up to 0.5, x − 1 from 1.5 on
    let [middle] = area("middle")[..] else { panic!("{figure}") };
    let x: Vec<f64> = middle["x"].as_array().unwrap().iter().filter_map(Value::as_f64).collect();
    let ends = [x.iter().copied().fold(9.0, f64::min), x.iter().copied().fold(-9.0, f64::max)];
    assert!((ends[0] - 0.5).abs() < 0.01 && (ends[1] - 1.5).abs() < 0.01, "{ends:?}");
    Ok(())
}

/// Three classes from left to right.
#[cfg(feature = "networks")]
fn of_classes() -> Result<Chart> {
    let data = Dataset::new([[0, 0], [1, 1], [2, 2]], ["left", "middle", "right"])?;
    let mut network = FeedForward::new(data.ranges(), [3])?.transfer([Transfer::PureLin])?;
    network.set_weights(0, [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]])?;
    network.set_biases(0, [1.0, 0.5, -1.0])?;
    Ok(network.surface(&data)?.chart())
}

/// Prototypes at the very places of two of three samples.
#[cfg(feature = "networks")]
fn on_samples() -> Result<Chart> {
    let data = Dataset::new([[0, 0], [1, 1], [2, 0]], ["left", "right", "right"])?;
    let mut network = Lvq::new(data.ranges(), [1, 1])?;
    network.set_prototypes([[0.0, 0.0], [2.0, 0.0]])?;
    Ok(network.prototype_map(&data)?.chart())
}

#[cfg(feature = "networks")]
#[test]
fn a_sample_under_a_prototype_is_seen_and_can_be_pointed_at() -> Result<()> {
    let chart = on_samples()?;
    let said = "2 prototypes coincide with samples, which are drawn as rims around them.";
    assert!(chart.to_string().contains(said), "{chart}");
    let figure = plotly_json(&chart);
    let sizes = |row: &str| {
        let traces = figure["data"].as_array().unwrap().iter();
        let mut sizes = Vec::new();
        for trace in traces {
            let found = told(trace).iter().filter(|told| told.starts_with(row)).count();
            sizes.extend(vec![trace["marker"]["size"].as_u64().unwrap_or_default(); found]);
        }
        sizes
    };
    // a prototype is 26 pixels wide
    assert_eq!([sizes("row 0: "), sizes("row 1: "), sizes("row 2: ")], [[35], [11], [35]]);
    assert_eq!(sizes("prototype "), [14, 14]);
    Ok(())
}

#[test]
fn lines_whose_values_are_all_under_others_have_places_between_the_axes() {
    let row = |i: i32| [1, 2, 4, 8, 16, 32].map(|bit| f64::from(i / bit % 2));
    let rows: Vec<[f64; 6]> = (0..64).map(row).collect();
    let data = Dataset::new(rows, (0..64).map(|i| i % 3 / 2).collect::<Vec<_>>()).unwrap();
    let figure = plotly_json(&data.chart());
    let traces = figure["data"].as_array().unwrap().iter();
    let lines: Vec<&Value> = traces.filter(|t| crate::in_legend(t)).collect();
    let heights = |line: &Value| line["y"].as_array().unwrap().clone();
    assert_eq!(lines.len(), 2);
    assert!(heights(lines[0]).iter().any(|y| y == 0.6 || y == 0.4), "{}", lines[0]);
    assert!(heights(lines[1]).iter().all(Value::is_i64), "{}", lines[1]);
}

/// Each point of a replay that stands still says what it is, without scripts of
/// others: by its title.
#[test]
fn points_and_lines_of_a_moving_picture_have_titles() {
    let svg = trained().1.replay(&points()).unwrap().to_svg();
    for (title, times) in [
        ("row 3: x1 = 0.5, x2 = 1.9; target 1", 1),
        ("row 0: x1 = 0.3, x2 = 0.2; target 0", 1),
        ("row 1: x1 = 0, x2 = 1.3; sample of this update", 1),
        ("boundary", 4),
        ("error", 1),
    ] {
        let found = svg.matches(&format!("<title>{title}</title>")).count();
        assert!(found >= times, "{title}: {found} times\n{svg}");
    }
    assert!(!svg.contains("<title></title>") && !svg.contains("weighted sum"));
    let alone = points().chart().to_svg();
    assert!(!alone.contains("<title>"), "in a page, a still picture cannot be pointed at");
}

#[test]
fn a_line_says_what_it_is_all_along() {
    let (perceptron, _) = trained();
    let figure = plotly_json(&perceptron.boundary(&points()).unwrap().chart());
    let traces = figure["data"].as_array().unwrap();
    let line = traces.iter().find(|trace| trace["name"] == "boundary").unwrap();
    assert_eq!(told(line), ["boundary"]);
    assert_eq!(line["x"].as_array().unwrap().len(), 6);
    assert_eq!(figure["layout"]["hoverlabel"]["namelength"], -1);
}

#[test]
fn a_connection_says_its_weight_and_a_node_its_name() {
    let (neuron, _) = trained();
    for said in ["x1 → Σ: weight 0.005", "x2 → Σ: weight 0.013", "x2", "Σ"] {
        assert_told(&neuron.chart(), said);
    }
}

#[cfg(feature = "networks")]
#[test]
fn a_connection_between_layers_says_its_weight() -> Result<()> {
    let data = Dataset::new([[0, 1], [1, 0]], [0, 1])?.name_inputs(["price", "age"])?;
    let mut network = FeedForward::new(data.ranges(), [2, 1])?;
    network.train(&data, Rprop::new().epochs(1))?;
    let told = told_by(&network.diagram().chart());
    for said in
        ["age → layer 1, neuron 2: weight ", "layer 1, neuron 2 → layer 2, neuron 1: weight "]
    {
        assert!(told.iter().any(|told| told.starts_with(said)), "{said} in {told:#?}");
    }
    assert!(told.iter().any(|told| told.starts_with("bias of layer 2, neuron 1: ")), "{told:#?}");
    let told = told_by(&network.diagram_of([0.5, 0.25])?.chart());
    for said in ["price: 0.5", "age: 0.25", "always 1, for the biases"] {
        assert!(told.iter().any(|told| told == said), "{said} in {told:#?}");
    }
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn a_point_of_a_curve_says_its_target_and_the_output() -> Result<()> {
    let data = Dataset::new([[1], [1], [2]], [5.5, 5.5, 7.25])?
        .name_inputs(["size"])?
        .name_targets(["price"])?;
    let layer = [Transfer::PureLin];
    let mut network = FeedForward::new(data.ranges(), [1])?.transfer(layer)?;
    network.set_weights(0, [[1.5]])?;
    network.set_biases(0, [4.0])?;
    let chart = network.regression_curve(&data)?.test(&data)?.chart();
    assert_told(&chart, "2 samples, rows 0, 1: size = 1; price 5.5, output 5.5");
    assert_told(&chart, "row 2: size = 2; price 7.25, output 7");
    let told = told_by(&chart);
    assert!(told.iter().any(|told| told.ends_with(" | network")), "{told:#?}");
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn a_place_of_a_surface_says_its_output_and_a_sample_that_of_the_network() -> Result<()> {
    let data = Dataset::new([[0, 0], [4, 4]], [0, 1])?.name_inputs(["a", "b"])?;
    let mut network = FeedForward::new(data.ranges(), [1])?.transfer([Transfer::LogSig])?;
    network.set_weights(0, [[1.0, 0.0]])?;
    network.set_biases(0, [-2.0])?;
    let chart = network.surface(&data)?.chart();
    // 1 / (1 + e^2)
    assert_told(&chart, "row 0: a = 0, b = 0; target 0, output 0.1192");
    let figure = plotly_json(&chart);
    let plane = &figure["data"][0];
    let (said, x) = (told(plane), plane["x"].as_array().unwrap());
    for (column, a) in x.iter().enumerate() {
        let output = 1.0 / (1.0 + (2.0 - a.as_f64().unwrap()).exp());
        let told: f64 = said[column].strip_prefix("output about ").unwrap().parse().unwrap();
        assert!((output - told).abs() <= 0.011, "{output} at {a}, {told} is told");
    }
    // numbers beyond the ends of the colours are told too
    let mut network = network.transfer([Transfer::PureLin])?;
    network.set_weights(0, [[1.0, 0.0]])?;
    network.set_biases(0, [-2.0])?;
    let figure = plotly_json(&network.surface(&data)?.chart());
    let plane = &figure["data"][0];
    let (said, x) = (told(plane), plane["x"].as_array().unwrap());
    for (column, a) in x.iter().enumerate() {
        let told: f64 = said[column].strip_prefix("output about ").unwrap().parse().unwrap();
        assert!((a.as_f64().unwrap() - 2.0 - told).abs() <= 0.001, "at {a}, {told} is told");
    }
    assert_eq!([&plane["zmin"], &plane["zmax"]], [0.0, 1.0]);
    Ok(())
}

/// On two pages, where a browser points at all of them, and the figures are looked at
/// in narrow windows; see tests/browser.
#[test]
fn every_figure_is_written_for_a_browser() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pointing");
    std::fs::create_dir_all(&folder).unwrap();
    // moments of a replay have no tables of their own
    let (moments, figures): (Vec<_>, Vec<_>) =
        all().into_iter().partition(|(name, _)| *name == "replay");
    for (file, charts) in [("figures.html", figures), ("moments.html", moments)] {
        let mut page = String::from(
            "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Figures</title>",
        );
        for (name, chart) in &charts {
            page.push_str(chart.mime_bundle().html());
            assert!(page.contains(".newPlot("), "{name}");
        }
        std::fs::write(folder.join(file), page).unwrap();
    }
}
