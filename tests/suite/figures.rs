//! What every value hands to a notebook: three forms that agree.

use std::sync::LazyLock;

use percept::{
    Chart, Comparison, ConfusionMatrix, Dataset, Delta, Perceptron, RocCurve, Transfer, toy,
};
use serde_json::Value;

use crate::{buyer, elements, points, trained, tutorial_figures, untrained};

/// Points spread evenly over the unit square, and on which side of its
/// diagonal each is.
pub(crate) fn spread(n: u32) -> Dataset {
    let row = |i: u32| [0.618_034, 0.754_878].map(|share| (f64::from(i) * share).fract());
    let rows: Vec<[f64; 2]> = (0..n).map(row).collect();
    let above: Vec<bool> = rows.iter().map(|[x, y]| x + y > 1.0).collect();
    Dataset::new(rows, above).unwrap()
}

fn two_neurons() -> (Perceptron, Dataset) {
    let targets = [[0, 1], [1, 1], [1, 0], [1, 1]];
    let data = Dataset::new(points().inputs(), targets).unwrap();
    let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 2).unwrap();
    perceptron.train(&data, Delta::new()).unwrap();
    (perceptron, data)
}

/// Every type that shows itself, in its variants; made once for all tests that
/// look at them, and seen by each as it was made.
pub(crate) fn figures() -> &'static [(&'static str, Chart)] {
    static FIGURES: LazyLock<Vec<(&str, Chart)>> = LazyLock::new(made_anew);
    &FIGURES
}

fn made_anew() -> Vec<(&'static str, Chart)> {
    let (two, labelled_twice) = two_neurons();
    let nine = |i: usize| (0..9).map(|j| ((i + j * j) % 5) as f64).collect::<Vec<_>>();
    let nine: Vec<Vec<f64>> = (0..30).map(nine).collect();
    let buyers =
        (0..30).map(|i| (format!("buyer {i}"), [0.1, 0.2, 0.05, 0.03].map(|x| x * f64::from(i))));
    let linear = || untrained().transfer(Transfer::PureLin);
    let slow = Delta::new().epochs(3000).goal(0.0).learning_rate(0.001);
    let fast = Delta::new().epochs(3000).learning_rate(10.0);
    let hopeless = untrained().train(&toy::xor().unwrap(), Delta::new().epochs(12)).unwrap();
    let compared = compared();
    let (_, learnt) = trained();
    let mut figures = tutorial_figures();
    figures.extend([
        ("one input", Dataset::new([0.5, 1.5, 2.5], [0, 1, 1]).unwrap().chart()),
        ("three inputs", Dataset::new([[1, 2, 3], [3, 2, 1]], [0, 1]).unwrap().chart()),
        ("nine inputs", Dataset::new(&nine, [[0, 1]; 30]).unwrap().chart()),
        ("unlabelled", Dataset::unlabelled(points().inputs()).unwrap().chart()),
        ("unlabelled list", Dataset::unlabelled([1, 4, 9]).unwrap().chart()),
        ("many points", spread(5000).chart()),
        ("many targets", Dataset::new(points().inputs(), points().inputs()).unwrap().chart()),
        ("two neurons", two.chart()),
        ("nine weights", Perceptron::new(vec![[0, 4]; 9], 3).unwrap().chart()),
        ("sigmoid", buyer().transfer(Transfer::LogSig).chart()),
        ("two lines", two.boundary(&labelled_twice).unwrap().chart()),
        ("no line", untrained().boundary(&points()).unwrap().chart()),
        ("line among many", trained().0.boundary(&spread(5000)).unwrap().chart()),
        ("explorer", buyer().explore([0.8, 0.3, 0.9, 0.6]).unwrap().chart()),
        ("explorer of two", trained().0.explore([1.0, 1.0]).unwrap().chart()),
        ("explorer of data", trained().0.explore_with(&spread(50), [1.0, 1.0]).unwrap().chart()),
        ("thirty decisions", buyer().decide_all(buyers).unwrap().chart()),
        ("long run", linear().train(&points(), slow).unwrap().chart()),
        ("diverged", linear().train(&points(), fast).unwrap().chart()),
        ("hopeless run", hopeless.chart()),
        ("comparison", compared.chart()),
        ("ledger", learnt.ledger(&points()).unwrap().chart()),
        ("description", toy::iris().unwrap().describe().chart()),
        ("update", learnt.weight_update(&points(), 2).unwrap().chart()),
        ("first update", learnt.weight_update(&points(), 1).unwrap().chart()),
        ("separable points", separability(toy::points())),
        ("separable circles", separability(toy::moons(200, 0.05, 1))),
        ("exclusive or", separability(toy::xor())),
        ("one number", separability(Dataset::new([0.5, 1.5, 2.5], [0, 1, 1]))),
        ("mixed numbers", separability(Dataset::new([0.5, 1.5, 2.5], [0, 1, 0]))),
        ("three species", separability(toy::iris())),
        ("one class", separability(Dataset::new(points().inputs(), [1, 1, 1, 1]))),
        ("confusion", ConfusionMatrix::of(["a", "b", "b"], ["a", "a", "b"]).unwrap().chart()),
        ("many classes", ConfusionMatrix::of(0..40, (0..40).map(|i| i / 2)).unwrap().chart()),
    ]);
    figures.extend(scored());
    let wide = crate::many_inputs::wide();
    figures.extend([
        ("weights by size", wide.weights_by_size()),
        ("decision over many inputs", wide.decide([1.0; 30]).unwrap().chart()),
    ]);
    #[cfg(feature = "networks")]
    {
        figures.push(("images", crate::many_inputs::digits().as_images(2, 3).unwrap()));
        figures.push(("images of weights", wide.weights_as_images(5, 6).unwrap()));
        let fit = percept::Regression::of([1.0, 2.0, 4.0], [1.5, 2.0, 3.0]).unwrap();
        figures.push(("residuals", fit.chart()));
        figures.extend(sure());
        let sine = toy::sine(15).unwrap();
        let curve = percept::Grnn::new(&sine, 1.0).unwrap().regression_curve(&sine).unwrap();
        let network = percept::Elman::new(sine.ranges(), [8, 1]).unwrap();
        let xor = toy::xor().unwrap();
        let four = percept::FeedForward::new(xor.ranges(), [4, 1]).unwrap().seed(1);
        figures.push(("flow", four.diagram_of([1.0, 0.0]).unwrap().chart()));
        figures.push(("sequence", network.unfold(&sine).unwrap().chart()));
        figures.extend(memories());
        figures.extend(crate::prototypes::figures());
        figures.extend(crate::densities::figures());
        figures.push(("curve", curve.test(&toy::sine(8).unwrap()).unwrap().chart()));
    }
    figures
}

/// Curves of scores, folds and importance; scores by an arithmetic of their own,
/// so that no figure hangs on a training.
fn scored() -> Vec<(&'static str, Chart)> {
    let ten: Vec<usize> = (0..200).map(|i| i % 10).collect();
    let outputs = |i: usize| (0..10).map(|class| ((i * 7 + class * i) % 23) as f64).collect();
    let outputs: Vec<Vec<f64>> = (0..200).map(outputs).collect();
    let two: Vec<usize> = (0..600).map(|i| usize::from(i % 3 == 0)).collect();
    let scores: Vec<f64> = (0..600).map(|i| f64::from(i * i % 601 - i % 3 * 80)).collect();
    let iris = toy::iris().unwrap();
    let share = |train: &Dataset, test: &Dataset| {
        let first = |data: &Dataset| data.inputs()[[0, 0]] / 8.0;
        Ok([1.0 - 10.0 / train.n_samples() as f64, first(train) * first(test)])
    };
    let folds = iris.cross_validate(10, 1, |train, test| Ok(share(train, test)?[1]));
    let curve = iris.learning_curve([15, 30, 60, 120], 5, 1, share);
    let importance = iris.permutation_importance(5, 1, |data| {
        let row = data.inputs().row(3);
        Ok(row[0] * row[1] - row[2])
    });
    vec![
        ("roc", RocCurve::of(two, scores).unwrap().chart()),
        ("roc of ten classes", RocCurve::of(ten, outputs).unwrap().chart()),
        ("folds", folds.unwrap().chart()),
        ("learning curve", curve.unwrap().chart()),
        ("importance", importance.unwrap().chart()),
    ]
}

/// Outputs and how often they are right: of two classes, of three, all in one bin.
#[cfg(feature = "networks")]
fn sure() -> Vec<(&'static str, Chart)> {
    use percept::Calibration;
    let shares: Vec<f64> = (0..400).map(|i| f64::from(i * i % 401) / 401.0).collect();
    let told = |(i, share): (usize, &f64)| {
        if share * share * 10.0 > (i % 10) as f64 { "yes" } else { "no" }
    };
    let actual: Vec<&str> = shares.iter().enumerate().map(told).collect();
    let three = |i: usize| [0.5, 0.2 + (i % 5) as f64 / 50.0, 0.3 - (i % 5) as f64 / 50.0];
    let three: Vec<[f64; 3]> = (0..60).map(three).collect();
    vec![
        ("calibration", Calibration::of(actual, shares).unwrap().chart()),
        ("calibration of three", Calibration::of((0..60).map(|i| i % 3), three).unwrap().chart()),
        ("calibration of one", Calibration::of([0, 1], [1.0, 1.0]).unwrap().chart()),
    ]
}

/// Memories and what they recall: found, not found, and a contest.
#[cfg(feature = "networks")]
fn memories() -> Vec<(&'static str, Chart)> {
    let letters = crate::memories::letters("AJKX");
    let hopfield = percept::Hopfield::new(&letters).unwrap();
    let hamming = percept::Hamming::new(&letters).unwrap();
    let mut spoilt = letters[1].clone();
    for place in [3, 11, 19, 30] {
        spoilt[place] *= -1.0;
    }
    let named = hopfield.recall(&spoilt).unwrap().names(["A", "J", "K", "X"]).unwrap();
    let grey: Vec<f64> = spoilt.iter().map(|x| x / 2.0).collect();
    let crowded = crate::memories::letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    let crowded = percept::Hopfield::new(&crowded).unwrap().recall(&grey).unwrap();
    vec![
        ("hopfield", hopfield.chart()),
        ("hamming", hamming.chart()),
        ("recall", named.chart()),
        ("recall of a mixture", crowded.chart()),
        ("recall by a contest", hamming.recall(&grey).unwrap().chart()),
    ]
}

fn separability(data: Result<Dataset, percept::Error>) -> Chart {
    data.unwrap().separability().unwrap().chart()
}

/// Runs that diverge, reach an error of 0, and neither, in one picture.
fn compared() -> Comparison {
    let run = |transfer, rate| {
        let trainer = Delta::new().epochs(300).goal(1e-9).learning_rate(rate);
        let data = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
        untrained().transfer(transfer).train(&data, trainer).unwrap()
    };
    let runs = [
        run(Transfer::PureLin, 0.01),
        run(Transfer::PureLin, 2.0),
        run(Transfer::HardLim, 0.1),
        run(Transfer::LogSig, 1.0),
    ];
    Comparison::new(["slow", "far too fast", "steps", "sigmoid"].into_iter().zip(&runs)).unwrap()
}

/// What stands between the first `from` and the next `to`.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap();
    rest.split_once(to).unwrap().0
}

fn html_unescaped(text: &str) -> String {
    let pairs = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

#[test]
fn every_figure_comes_in_three_forms() {
    assert!(figures().len() > 45, "{}", figures().len());
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        let figure = crate::plotly_json(chart);
        assert!(!figure["data"].as_array().unwrap().is_empty(), "{name}");
        assert_eq!(bundle.plain(), chart.to_string(), "{name}");
        assert!(bundle.plain().lines().count() > 4, "{name}: {}", bundle.plain());
        assert!(bundle.html().starts_with("<figure"), "{name}");
    }
}

#[test]
fn every_figure_has_words_for_those_who_cannot_see_it() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        let alt = between(bundle.html(), "<img alt=\"", "\"");
        assert!(alt.len() > 20, "{name}: {alt}");
        let [seen, said] = [&html_unescaped(alt), chart.alt()].map(crate::hyphened);
        assert_eq!(seen, said, "{name}");
    }
}

#[test]
fn the_picture_in_the_page_is_the_svg_below_its_title_and_sentences() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        let head = html_unescaped(between(bundle.html(), "percept-words", "</div>"));
        let whole = elements(&chart.to_svg());
        let own = elements(&crate::page_picture(chart));
        let words = |elements: &[crate::Element]| -> Vec<String> {
            elements.iter().filter(|e| e.name == "text").map(|e| e.text.clone()).collect()
        };
        let (all, below) = (words(&whole), words(&own));
        let (title, drawn) = all.split_at(all.len() - below.len());
        assert_eq!(drawn, below, "{name}");
        assert!(!title.is_empty(), "{name}");
        for line in title {
            assert!(head.contains(line), "{name}: {line} in {head}");
        }
        let svg = &own[0];
        for side in ["width", "height"] {
            let attribute = format!("{side}=\"{}\"", &*svg.attributes[side]);
            assert!(bundle.html().contains(&attribute), "{name}: {attribute}");
        }
    }
}

#[test]
fn every_figure_has_its_numbers_as_a_table() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        if ["ledger", "description"].contains(&name) {
            continue;
        }
        let details = between(bundle.html(), "<details>", "</details>");
        assert!(details.contains("<summary>") && details.contains("<th scope=\"col\">"), "{name}");
        assert!(details.matches("<tr>").count() > 1, "{name}");
    }
}

/// What says more than its figure has no figure that would be shown alone.
pub(crate) const OPEN: [&str; 3] = ["many classes", "ledger", "description"];

#[test]
fn a_table_that_belongs_to_the_picture_stands_open_beside_it() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        let (before, after) = bundle.html().split_once("<table>").unwrap();
        let open = !before.contains("<details>");
        assert_eq!(open, OPEN.contains(&name), "{name}");
        assert_eq!(open, bundle.plotly().is_empty(), "{name}");
        if open {
            let place = "<div class=\"percept-table\" style=\"font-size:13px;max-width:100%;overflow-x:auto\" \
                         tabindex=\"0\" role=\"region\"";
            assert!(before.contains("<img alt=") && before.contains(place), "{name}: {before}");
            assert!(after.contains("<caption"), "{name}");
        }
    }
}

#[test]
fn headings_of_tables_say_what_they_head() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        let html = bundle.html();
        let bare = html.matches("<th>").count();
        assert_eq!(bare, 0, "{name}");
        let tables = html.matches("<table>").count();
        let rows = html.matches("<tr><th scope=\"row\">").count();
        assert_eq!(html.matches("<tr>").count(), rows + tables, "{name}");
        let captions = html.matches("<caption").count();
        let open = OPEN.contains(&name);
        assert_eq!(captions, if tables > 1 || open { tables } else { 0 }, "{name}");
    }
}

#[test]
fn a_live_figure_is_named_by_its_picture() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        for part in ["\"role\",\"img\"", "\"aria-label\",", ".alt)", "\"aria-hidden\",\"true\""] {
            assert!(bundle.html().contains(part), "{name}: {part}");
        }
    }
}

#[test]
fn every_figure_has_one_script_and_needs_no_loader() {
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        assert_eq!(bundle.html().matches("<script").count(), 1, "{name}");
        assert_eq!(bundle.html().matches("</script").count(), 1, "{name}");
        assert!(!bundle.html().contains("require("), "{name}");
        assert!(!chart.to_svg().contains(" id="), "{name}");
        assert!(!chart.to_svg().contains("style"), "{name}");
    }
}

#[test]
fn the_same_figure_is_made_of_the_same_bytes() {
    for ((name, first), (_, second)) in figures().iter().zip(made_anew()) {
        assert!(first.mime_bundle() == second.mime_bundle(), "{name}");
    }
}

fn bytes(chart: &Chart) -> usize {
    let bundle = chart.mime_bundle();
    bundle.plotly().len() + bundle.html().len() + bundle.plain().len()
}

#[test]
fn tutorial_figures_are_small() {
    for (name, chart) in tutorial_figures() {
        assert!(bytes(&chart) <= 40_000, "{name}: {} bytes", bytes(&chart));
    }
}

#[test]
fn figures_of_a_million_points_stay_small_and_say_so() {
    let data = spread(1_000_000);
    // every second point is on the wrong side, and so has a cross
    let boundary = untrained().boundary(&data).unwrap();
    for chart in [data.chart(), boundary.chart()] {
        assert!(bytes(&chart) <= 300_000, "{} bytes: {}", bytes(&chart), chart.alt());
        let note = " of 1000000 samples are drawn";
        assert!(chart.to_string().contains(note) && chart.to_svg().contains(note));
    }
}

#[test]
fn wide_figures_stay_small() {
    let wide = Perceptron::by_hand((0..3000).map(|i| (format!("w{i}"), 0.5)), 1.0).unwrap();
    let cars = (0..100).map(|i| (format!("car {i}"), vec![1.0; 3000]));
    let data = Dataset::new([[0.0, 1.0]; 100], vec![vec![1; 3000]; 100]).unwrap();
    let many = Perceptron::new(data.ranges(), 3000).unwrap();
    let charts = [
        wide.chart(),
        wide.decide(vec![1.0; 3000]).unwrap().chart(),
        wide.decide_all(cars).unwrap().chart(),
        data.chart(),
        many.chart(),
        many.boundary(&data).unwrap().chart(),
    ];
    for chart in charts {
        assert!(bytes(&chart) <= 300_000, "{} bytes: {:.80}", bytes(&chart), chart.to_string());
    }
}

#[cfg(feature = "plotly")]
#[test]
fn plotlys_own_builders_make_the_same_figures() {
    let mut compared = 0;
    for &(name, ref chart) in figures() {
        let (ours, theirs) = (chart.mime_bundle(), chart.to_plotly().to_json());
        if !ours.plotly().is_empty() {
            assert_eq!(ours.plotly(), theirs, "{name}");
            compared += 1;
        }
    }
    assert!(compared > 30, "{compared}");
}

#[cfg(feature = "plotly")]
#[test]
fn a_figure_can_be_changed_with_plotlys_own_builders() {
    use percept::plotly::Scatter;
    use percept::plotly::common::Mode;
    let mut plot = points().chart().to_plotly();
    plot.add_trace(Scatter::new(vec![1.0], vec![1.5]).mode(Mode::Markers).name("mine"));
    let layout = plot.layout().clone().title("My title").width(400);
    plot.set_layout(layout);
    let before = crate::plotly_json(&points().chart());
    let after: Value = serde_json::from_str(&plot.to_json()).unwrap();
    assert_eq!(after["layout"]["title"]["text"], "My title");
    assert_eq!(after["layout"]["width"], 400);
    assert_eq!(after["layout"]["xaxis"], before["layout"]["xaxis"]);
    assert_eq!(after["data"][0], before["data"][0]);
    assert_eq!(after["data"].as_array().unwrap().last().unwrap()["name"], "mine");
}

#[test]
fn a_saved_page_stands_alone() {
    let path = std::env::temp_dir().join(format!("percept-{}.html", std::process::id()));
    let (_, history) = trained();
    history.save_html(&path).unwrap();
    let page = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("<title>Error by epoch</title>") && page.contains("charset=\"utf-8\""));
    assert!(page.contains(history.chart().mime_bundle().html()));
}

/// Smaller words are hard to read where a picture is made as narrow as it gets.
#[test]
fn no_words_of_a_picture_are_smaller_than_12_pixels() {
    for (name, chart) in figures() {
        for element in elements(&chart.to_svg()) {
            let size = element.attributes.get("font-size").map(|size| size.parse::<f64>().unwrap());
            assert!(size.is_none_or(|size| size >= 12.0), "{name}: {} {size:?}", element.text);
        }
    }
}

/// Left in the target folder, where the browser tests open it without network.
#[cfg(feature = "plotly")]
#[test]
fn a_page_can_be_saved_with_plotly_inside() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("offline");
    std::fs::create_dir_all(&folder).unwrap();
    let (perceptron, history) = trained();
    history.save_html_offline(folder.join("one.html")).unwrap();
    let rows = percept::page!["# Two", [history, perceptron]];
    rows.save_html_offline(folder.join("several.html")).unwrap();
    for (name, scripts) in [("one", 2), ("several", 3)] {
        let page = std::fs::read_to_string(folder.join(format!("{name}.html"))).unwrap();
        assert_eq!(page.matches("</script>").count(), scripts, "{name}");
        assert!(page.find("plotly.js v3").unwrap() < page.find("<body>").unwrap(), "{name}");
        assert!(!page.contains("MathJax = "), "{name}");
        assert!((4_600_000..4_800_000).contains(&page.len()), "{name}: {}", page.len());
    }
    let nowhere = folder.join("none").join("page.html");
    assert!(history.save_html_offline(nowhere).unwrap_err().to_string().contains("page.html"));
}

#[test]
fn data_cannot_write_into_a_saved_page() {
    let name = "</title></script><script>alert(1)</script>";
    let path = std::env::temp_dir().join(format!("percept-data-{}.html", std::process::id()));
    points().name_inputs([name, "x2"]).unwrap().save_html(&path).unwrap();
    let page = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</title").count(), 1);
}

#[test]
fn a_million_samples_of_eight_inputs_stay_small_and_say_so() {
    let rows: Vec<[f64; 8]> = (0..1_000_000_u32)
        .map(|i| {
            [0.618_034, 0.754_878, 0.5, 0.3, 0.1, 0.9, 0.7, 0.4].map(|x| (f64::from(i) * x).fract())
        })
        .collect();
    let classes: Vec<bool> = rows.iter().map(|row| row[0] + row[1] > 1.0).collect();
    let labelled = Dataset::new(&rows, classes).unwrap().name_classes(["below", "above"]).unwrap();
    for data in [labelled, Dataset::unlabelled(rows).unwrap()] {
        let chart = data.chart();
        let bundle = chart.mime_bundle();
        for form in [bundle.plotly(), bundle.html(), bundle.plain()] {
            assert!(form.len() < 300_000, "{} bytes", form.len());
        }
        let note = " of 1000000 samples are drawn";
        assert!(chart.to_string().contains(note) && chart.to_svg().contains(note), "{chart}");
    }
}

/// Where several classes cross each other, a line of each has its own dash.
#[test]
fn fewer_parallel_axes_are_farther_apart() {
    for (inputs, apart) in [(6, 41.3), (9, 27.8), (16, 27.7)] {
        let rows: Vec<Vec<f64>> = (0..4).map(|i| vec![f64::from(i); inputs]).collect();
        let data = Dataset::new(rows, [0, 1, 0, 1]).unwrap();
        let mut heights = Vec::new();
        for element in crate::elements(&data.chart().to_svg()) {
            if element.name == "polyline"
                && element.attributes.get("stroke") == Some(&"#E3E3E3".into())
            {
                let (_, y) = element.attributes["points"].split_once(',').unwrap();
                heights.push(y.split(' ').next().unwrap().parse::<f64>().unwrap());
            }
        }
        assert_eq!(heights.len(), inputs);
        let found = heights[1] - heights[0];
        assert!((found - apart).abs() < 0.5, "{inputs} axes: {found} pixels apart");
    }
}

#[test]
fn parallel_coordinates_tell_classes_by_dashes_or_by_the_markers_of_few_lines() {
    let named = |lines: i32| {
        let row = |i| (0..9).map(|j| f64::from(i * j % 7)).collect::<Vec<f64>>();
        let classes: Vec<i32> = (0..lines).map(|i| i % 3).collect();
        let data = Dataset::new((0..lines).map(row).collect::<Vec<_>>(), classes).unwrap();
        let mut figure = crate::plotly_json(&data.chart());
        let mut traces = figure["data"].as_array_mut().unwrap().split_off(0);
        traces.retain(crate::in_legend);
        traces
    };
    let dashes: Vec<Value> = named(13).iter().map(|trace| trace["line"]["dash"].clone()).collect();
    assert_eq!(dashes, [Value::Null, "dash".into(), "dot".into()]);
    // the markers are at the values, and a dash would swallow ends of short lines
    let few = named(12);
    let symbols: Vec<Value> = few.iter().map(|trace| trace["marker"]["symbol"].clone()).collect();
    assert_eq!(symbols, ["circle", "square", "diamond"]);
    for trace in few {
        assert_ne!(trace["line"]["dash"], "dash", "{trace}");
        let places = trace["x"].as_array().unwrap().iter().filter(|x| !x.is_null()).count();
        assert_eq!(places, 4 * 9);
    }
}

#[test]
fn tables_have_the_minus_sign_of_pictures() {
    let mut signs = 0;
    for &(name, ref chart) in figures() {
        let bundle = chart.mime_bundle();
        for cell in bundle.html().split("</td>").filter_map(|row| row.rsplit('>').next()) {
            signs += usize::from(cell.starts_with('\u{2212}'));
            let hyphen = cell.strip_prefix('-').and_then(|rest| rest.chars().next());
            assert!(!hyphen.is_some_and(|c| c.is_ascii_digit()), "{name}: {cell}");
        }
    }
    assert!(signs > 20, "{signs}");
}
