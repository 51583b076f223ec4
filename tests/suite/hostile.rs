//! Names are data: pages full of names that try to be something else, left in
//! the target folder for the browser tests to open.

use std::path::PathBuf;

use percept::{Chart, Comparison, Dataset, Delta, MimeBundle, Perceptron, Show, page};

/// Names that would run, break out, hide, turn round or never end.
fn names() -> Vec<String> {
    let names = [
        "</script><script>window.ran = 'script'</script>",
        "<img src=x onerror=\"window.ran = 'onerror'\">",
        "\"><svg onload='window.ran = \"onload\"'>",
        "javascript:window.ran = 1",
        "<a href=\"javascript:window.ran=2\">click</a>",
        "a \"quoted\" 'name' `of` \\ several\nlines",
        "\u{202e}\u{5de}\u{5d7}\u{5d9}\u{5e8} (\u{5e9}\u{5dc}\u{5d5}\u{5dd})",
        "%{x} {{7*7}} $x$ ${1} &lt;b&gt;",
    ];
    names.into_iter().map(str::to_owned).chain(["w".repeat(10_000)]).collect()
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("names");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// The page of a chart, and beside it what each mime type holds.
fn leave(name: &str, chart: &Chart) {
    leave_value(name, &chart.mime_bundle(), &|path| chart.save_html(path));
    assert_eq!(chart.mime_bundle().html().matches("<script").count(), 1, "{name}");
}

/// The same for any value; `save` writes its page.
fn leave_value(name: &str, bundle: &MimeBundle, save: &dyn Fn(PathBuf) -> percept::Result<()>) {
    let file = |ending: &str| folder().join(format!("{name}.{ending}"));
    save(file("html")).unwrap();
    if !bundle.plotly().is_empty() {
        std::fs::write(file("json"), bundle.plotly()).unwrap();
    }
    std::fs::write(file("txt"), bundle.plain()).unwrap();
    let figures = bundle.html().matches("<figure class=\"percept\"").count();
    assert!(figures > 0, "{name}");
    assert!(bundle.html().matches("<script").count() <= figures, "{name}");
    assert!(!bundle.html().contains("<img src=x"), "{name}");
    assert!(!bundle.html().contains("<svg onload"), "{name}");
}

/// Two columns and two classes called `a` and `b`; the second column is the
/// class.
fn two(a: &str, b: &str) -> Dataset {
    Dataset::new([[0.1, 0.2], [0.3, 0.9], [0.8, 0.4], [0.9, 0.7]], [0, 0, 1, 1])
        .unwrap()
        .name_inputs([a, b])
        .unwrap()
        .name_targets([format!("{a}{b}")])
        .unwrap()
        .name_classes([a, b])
        .unwrap()
}

#[test]
fn pages_of_two_such_names() {
    let names = names();
    for (i, name) in names.iter().enumerate() {
        let data = two(name, &names[(i + 1) % names.len()]);
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
        let history = perceptron.train(&data, Delta::new()).unwrap();
        leave(&format!("{i}_dataset"), &data.chart());
        leave(&format!("{i}_perceptron"), &perceptron.chart());
        leave(&format!("{i}_boundary"), &perceptron.boundary(&data).unwrap().chart());
        leave(&format!("{i}_history"), &history.chart());
        leave(&format!("{i}_decision"), &perceptron.decide([0.1, 0.2]).unwrap().chart());
    }
}

/// Every second name, each beside the next, so that all of them occur.
#[test]
fn pages_of_what_a_run_leaves() {
    let names = names();
    for i in (0..names.len()).step_by(2) {
        let (a, b) = (&names[i], &names[(i + 1) % names.len()]);
        let data = two(a, b);
        let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
        let history = perceptron.train(&data, Delta::new().epochs(5)).unwrap();
        let replay = history.replay(&data).unwrap();
        leave_value(&format!("{i}_replay"), &replay.mime_bundle(), &|path| replay.save_html(path));
        let explorer = perceptron.explore_with(&data, [0.1, 0.2]).unwrap();
        let bundle = explorer.mime_bundle();
        leave_value(&format!("{i}_explorer"), &bundle, &|path| explorer.save_html(path));
        let playground = perceptron.playground(&data).unwrap();
        let bundle = playground.mime_bundle();
        leave_value(&format!("{i}_playground"), &bundle, &|path| playground.save_html(path));
        let ledger = history.ledger(&data).unwrap();
        leave_value(&format!("{i}_ledger"), &ledger.mime_bundle(), &|path| ledger.save_html(path));
        leave(&format!("{i}_separability"), &data.separability().unwrap().chart());
        let runs = Comparison::new([(a, &history), (b, &history)]).unwrap();
        leave(&format!("{i}_comparison"), &runs.chart());
        let page = page![a, [&replay, &explorer], percept::check!(1 + 1 == 3, b), b];
        leave_value(&format!("{i}_page"), &page.mime_bundle(), &|path| page.save_html(path));
    }
}

#[cfg(feature = "networks")]
#[test]
fn pages_of_networks_with_such_names() {
    let names = names();
    for i in (0..names.len()).step_by(2) {
        let data = two(&names[i], &names[(i + 1) % names.len()]);
        let mut network = percept::FeedForward::new(data.ranges(), [2, 1]).unwrap().seed(1);
        network.train(&data, percept::Rprop::new().epochs(5)).unwrap();
        leave(&format!("{i}_network"), &network.chart());
        leave(&format!("{i}_surface"), &network.surface(&data).unwrap().chart());
        let playground = network.playground(&data).unwrap();
        let bundle = playground.mime_bundle();
        let save = |path: PathBuf| playground.save_html(path);
        leave_value(&format!("{i}_network_playground"), &bundle, &save);
    }
}

#[test]
fn pages_of_many_such_names() {
    let (names, n) = (names(), names().len());
    let samples: Vec<Vec<f64>> =
        (0..n).map(|i| (0..n).map(|j| f64::from(u8::from(i == j))).collect()).collect();
    let data = Dataset::new(samples.clone(), samples).unwrap();
    let data = data.name_inputs(names.clone()).unwrap().name_classes(names.clone()).unwrap();
    let cars: Vec<(String, Vec<f64>)> =
        names.iter().map(|car| (car.clone(), vec![0.5; n])).collect();
    let weights = names.iter().map(|name| (name.clone(), 0.3));
    let buyer = Perceptron::by_hand(weights, 1.0).unwrap();
    leave("many_dataset", &data.chart());
    leave("many_decisions", &buyer.decide_all(cars).unwrap().chart());
    leave("many_perceptron", &buyer.chart());
}

#[cfg(feature = "polars")]
#[test]
fn pages_of_a_frame_with_such_names() {
    use percept::polars::prelude::*;
    let mut columns = Vec::new();
    for name in names() {
        columns.push(Column::new(name.as_str().into(), names()));
    }
    let frame = DataFrame::new(names().len(), columns).unwrap();
    percept::show(&frame).save_html(folder().join("frame.html")).unwrap();
}
