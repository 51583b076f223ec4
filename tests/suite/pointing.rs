//! Pointing at a trace of a figure says something that a reader can use, or
//! nothing: never a number of the trace.

use percept::{Chart, Dataset, Delta, Perceptron, Result};
#[cfg(feature = "networks")]
use percept::{FeedForward, Rprop, Transfer};
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
        let shown =
            |z: &Value| template.replace("%{z:02d}", &format!("{:02}", z.as_u64().unwrap()));
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
    ])
}

#[test]
fn every_trace_has_a_name_and_says_something_or_nothing() {
    for (figure, chart) in all() {
        for trace in plotly_json(&chart)["data"].as_array().unwrap() {
            let name = trace["name"].as_str().unwrap_or_default();
            assert!(!name.is_empty(), "{figure}: a trace without a name: {trace}");
            for told in told(trace) {
                assert!(!told.is_empty() && !told.contains("%{"), "{figure}: {told:?}");
                assert!(!told.contains("drawing"), "{figure}: {told:?}");
                let odd = [": ;", "; ;", "  ", "value = "].iter().any(|odd| told.contains(odd));
                assert!(!odd || figure == "replay", "{figure}: {told:?}");
            }
        }
    }
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
fn one_point_of_many_says_its_row_and_its_target() {
    let chart = trained().0.boundary(&crate::figures::spread(5000)).unwrap().chart();
    let told = told_by(&chart);
    assert!(told.iter().any(|told| told.starts_with("row 8: ") && told.ends_with("; target 0")));
    assert!(!told.iter().any(|told| told.contains("weighted sum")), "{told:#?}");
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
    // numbers beyond the ends of the colours are not told
    let network = network.transfer([Transfer::PureLin])?;
    let figure = plotly_json(&network.surface(&data)?.chart());
    assert_eq!(figure["data"][0]["hoverinfo"], "skip");
    Ok(())
}

/// On one page, where a browser points at all of them; see tests/browser.
#[test]
fn every_figure_is_written_for_a_browser() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pointing");
    std::fs::create_dir_all(&folder).unwrap();
    let mut page = String::from(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Figures</title>",
    );
    for (name, chart) in &all() {
        page.push_str(chart.mime_bundle().html());
        assert!(page.contains("Plotly.newPlot"), "{name}");
    }
    std::fs::write(folder.join("all.html"), page).unwrap();
}
