//! Names are data: pages full of names that try to be something else, left in
//! the target folder for the browser tests to open.

use std::path::PathBuf;

use percept::{Chart, Dataset, Delta, Perceptron};

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
    let bundle = chart.mime_bundle();
    let file = |ending: &str| folder().join(format!("{name}.{ending}"));
    chart.save_html(file("html")).unwrap();
    std::fs::write(file("json"), bundle.plotly()).unwrap();
    std::fs::write(file("txt"), bundle.plain()).unwrap();
    assert_eq!(bundle.html().matches("<script").count(), 1, "{name}");
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
