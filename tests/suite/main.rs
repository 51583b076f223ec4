//! One test binary: linked once, a file per topic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "clippy.toml allows these in test functions only; helpers of tests may too"
)]
#![allow(clippy::needless_borrows_for_generic_args, reason = "borrowed input is tested too")]

#[cfg(feature = "networks")]
mod any_network;
#[cfg(feature = "networks")]
mod both_names;
#[cfg(feature = "networks")]
mod calibration;
#[cfg(feature = "networks")]
mod checkpoints;
#[cfg(feature = "networks")]
mod class_edges;
#[cfg(feature = "networks")]
mod class_numbers;
#[cfg(feature = "networks")]
mod class_weights;
#[cfg(feature = "networks")]
mod classes_of_training;
mod comparison;
#[cfg(feature = "networks")]
mod compile_errors;
#[cfg(feature = "networks")]
mod connections;
mod control_words;
#[cfg(feature = "networks")]
mod damage;
mod data;
mod delta_bits;
#[cfg(feature = "networks")]
mod densities;
#[cfg(feature = "networks")]
mod diagrams;
mod digits;
mod early;
#[cfg(feature = "networks")]
mod epoch_memory;
mod equal_units;
mod errors;
mod evaluation;
mod explorer;
#[cfg(feature = "networks")]
mod extremes;
mod figures;
#[cfg(feature = "networks")]
mod file_format;
#[cfg(all(feature = "networks", target_os = "linux"))]
mod file_memory;
#[cfg(feature = "networks")]
mod fixtures;
#[cfg(feature = "polars")]
mod frames;
mod golden;
#[cfg(feature = "networks")]
mod gradients;
mod guides;
mod hostile;
mod judged_runs;
mod kernel;
#[cfg(all(feature = "polars-streaming", feature = "polars-parquet", feature = "polars-csv"))]
mod larger;
#[cfg(all(feature = "networks", feature = "polars-streaming", feature = "polars-parquet"))]
mod larger_layers;
mod looks;
#[cfg(feature = "networks")]
mod many_classes;
mod many_inputs;
#[cfg(feature = "networks")]
mod memories;
mod messages;
#[cfg(feature = "networks")]
mod metrics;
mod minifier;
mod moving;
#[cfg(feature = "networks")]
mod names;
#[cfg(feature = "networks")]
mod names_everywhere;
mod names_of_samples;
mod narrow;
#[cfg(feature = "networks")]
mod network_playground;
#[cfg(feature = "networks")]
mod networks;
#[cfg(feature = "networks")]
mod one_input;
mod other_scale;
mod page;
#[cfg(feature = "networks")]
mod parity;
mod perceptron;
#[cfg(feature = "networks")]
mod pictures;
mod playground;
mod playground_pages;
mod pointing;
#[cfg(feature = "networks")]
mod points_on_points;
mod prepare;
#[cfg(feature = "networks")]
mod properties;
#[cfg(feature = "networks")]
mod prototypes;
mod readme;
#[cfg(feature = "networks")]
mod remarks;
mod renderers;
mod replay;
#[cfg(feature = "networks")]
mod replay_layers;
mod replay_updates;
mod rows;
#[cfg(feature = "networks")]
mod runs;
mod sample_names;
mod samples_at_one_place;
mod saving;
mod scales;
mod scripts;
mod separability;
mod separability_exact;
#[cfg(feature = "networks")]
mod sequences;
mod shown_arrays;
mod sizes;
mod snapshots;
mod splits;
#[cfg(feature = "networks")]
mod stored;
mod strips;
#[cfg(feature = "networks")]
mod surfaces;
#[cfg(feature = "networks")]
mod sweep;
mod tables;
mod tables_otherwise;
#[cfg(feature = "networks")]
mod tally;
#[cfg(feature = "networks")]
mod threads;
#[cfg(feature = "networks")]
mod time_limits;
mod toy_sets;
mod training;
#[cfg(feature = "networks")]
mod validation_errors;
mod weight_update;
mod whole_files;
mod words;

use percept::{Chart, Dataset, Delta, History, Perceptron};
use serde_json::Value;

/// How long something takes: to be compared with what else takes, for the
/// machine may be busy.
fn seconds(work: impl FnOnce()) -> f64 {
    let begin = std::time::Instant::now();
    work();
    begin.elapsed().as_secs_f64()
}

/// The tutorial's four points.
fn points() -> Dataset {
    let inputs = [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]];
    Dataset::new(inputs, [0.0, 1.0, 1.0, 1.0]).unwrap()
}

/// The tutorial's car buyer.
fn buyer() -> Perceptron {
    let weights =
        [("price", 0.9), ("public transport", 0.5), ("driving skill", 0.2), ("model", 0.4)];
    Perceptron::by_hand(weights, 1.0).unwrap()
}

/// The tutorial's perceptron before training.
fn untrained() -> Perceptron {
    Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1).unwrap()
}

/// The tutorial's perceptron after training, and its run.
fn trained() -> (Perceptron, History) {
    let mut perceptron = untrained();
    let history = perceptron.train(&points(), Delta::new().epochs(50)).unwrap();
    (perceptron, history)
}

/// A saved file as it is made to be changed by hand: of the first version,
/// which has no checksum.
fn by_hand(file: &str) -> String {
    let (head, _) = file.rsplit_once(",\n  \"checksum\"").unwrap();
    format!("{}\n}}\n", head.replacen("\"version\": 2", "\"version\": 1", 1))
}

/// The figures of the two tutorial notebooks.
fn tutorial_figures() -> Vec<(&'static str, Chart)> {
    let (perceptron, history) = trained();
    let cars = [("small car", [0.8, 0.3, 0.9, 0.6]), ("big car", [0.1, 0.2, 0.9, 1.0])];
    vec![
        ("points", points().chart()),
        ("untrained_perceptron", untrained().chart()),
        ("trained_perceptron", perceptron.chart()),
        ("history", history.chart()),
        ("boundary", perceptron.boundary(&points()).unwrap().chart()),
        ("buyer", buyer().chart()),
        ("decision", buyer().decide(cars[0].1).unwrap().chart()),
        ("decisions", buyer().decide_all(cars).unwrap().chart()),
    ]
}

/// The live figure of a chart as JSON; out of its page, where a table stands
/// open beside it.
fn plotly_json(chart: &Chart) -> Value {
    let bundle = chart.mime_bundle();
    if !bundle.plotly().is_empty() {
        return serde_json::from_str(bundle.plotly()).unwrap();
    }
    page_json(chart)["figure"].take()
}

/// What the script of a page draws: the figure without title and sentences, and
/// what changes where there is less room.
fn page_json(chart: &Chart) -> Value {
    json_in(chart.mime_bundle().html(), "figure")
}

/// The only object in a page whose first key is this: what its script begins
/// with, read by a parser of JSON. Functions and figures have short names there.
fn json_in(html: &str, key: &str) -> Value {
    let begin = format!("{{\"{key}\":");
    assert_eq!(html.matches(&begin).count(), 1, "{begin} in a page");
    let (_, rest) = html.split_once(&begin).unwrap();
    let at = html.len() - rest.len() - begin.len();
    let mut values = serde_json::Deserializer::from_str(&html[at..]).into_iter();
    values.next().unwrap().unwrap()
}

/// Whether a trace has an entry in the legend, as all have that do not say no.
fn in_legend(trace: &Value) -> bool {
    trace["showlegend"] != false
}

/// The picture in a page, below title and sentences.
fn page_picture(chart: &Chart) -> String {
    use base64::Engine;
    let bundle = chart.mime_bundle();
    let (_, encoded) = bundle.html().split_once("src=\"data:image/svg+xml;base64,").unwrap();
    let encoded = encoded.split_once('"').unwrap().0;
    String::from_utf8(base64::engine::general_purpose::STANDARD.decode(encoded).unwrap()).unwrap()
}

/// An element of an SVG picture, with all text in it.
struct Element {
    name: String,
    attributes: svg::node::Attributes,
    text: String,
}

/// The elements of an SVG picture in document order; panics where it is not
/// well-formed XML.
fn elements(picture: &str) -> Vec<Element> {
    use svg::node::element::tag::Type;
    use svg::parser::Event;
    let (mut elements, mut open): (Vec<Element>, Vec<usize>) = (Vec::new(), Vec::new());
    for event in svg::read(picture).unwrap() {
        match event {
            Event::Tag(name, kind, attributes) => {
                if kind == Type::End {
                    let closed = open.pop().expect("an end tag without its start tag");
                    assert_eq!(elements[closed].name, name, "end tag");
                    continue;
                }
                if kind == Type::Start {
                    open.push(elements.len());
                }
                elements.push(Element { name: name.to_owned(), attributes, text: String::new() });
            }
            Event::Text(text) => {
                if let Some(&inside) = open.last() {
                    elements[inside].text.push_str(&unescaped(text));
                }
            }
            other => panic!("not expected in a picture: {other:?}"),
        }
    }
    assert!(open.is_empty(), "{} elements without an end tag", open.len());
    elements
}

/// The minus signs of pictures as hyphens, which texts and code have.
fn hyphened(text: &str) -> String {
    text.replace('\u{2212}', "-")
}

/// The characters that an XML text stands for.
fn unescaped(text: &str) -> String {
    let allowed = |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || c == '\n';
    assert!(text.chars().all(allowed), "a character that XML does not allow: {text:?}");
    // the references for " & ' < >
    let references =
        [("&#34;", "\""), ("&#39;", "'"), ("&#60;", "<"), ("&#62;", ">"), ("&#38;", "&")];
    let known: usize =
        references.iter().map(|(reference, _)| text.matches(reference).count()).sum();
    assert_eq!(text.matches('&').count(), known, "a bare & in {text:?}");
    references.iter().fold(text.to_owned(), |plain, (reference, c)| plain.replace(reference, c))
}
