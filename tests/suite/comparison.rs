//! Several runs in one picture.

use percept::{Comparison, Dataset, Delta, Error, History, Perceptron, Transfer};
use serde_json::Value;

use crate::{points, untrained};

fn run(transfer: Transfer, rate: f64, epochs: usize) -> History {
    let data = Dataset::new(points().inputs(), [1, 1, 1, 1]).unwrap();
    let trainer = Delta::new().epochs(epochs).goal(1e-9).learning_rate(rate);
    untrained().transfer(transfer).train(&data, trainer).unwrap()
}

fn compare<const N: usize>(runs: [(&str, &History); N]) -> Comparison {
    Comparison::new(runs).unwrap()
}

/// The live figure's axis of errors.
fn y_axis(comparison: &Comparison) -> Value {
    crate::plotly_json(&comparison.chart())["layout"]["yaxis"].clone()
}

#[test]
fn errors_of_like_size_have_an_even_axis() {
    let (slow, fast) = (run(Transfer::LogSig, 0.01, 20), run(Transfer::LogSig, 0.1, 20));
    assert!(y_axis(&compare([("slow", &slow), ("fast", &fast)]))["type"].is_null());
}

#[test]
fn errors_far_apart_have_a_logarithmic_axis() {
    let (slow, fast) = (run(Transfer::PureLin, 0.01, 20), run(Transfer::PureLin, 0.2, 200));
    assert!(fast.last_error() > 0.0 && fast.last_error() < slow.last_error() / 100.0);
    let comparison = compare([("slow", &slow), ("fast", &fast)]);
    let axis = y_axis(&comparison);
    assert_eq!(axis["type"], "log");
    // the range is given in powers of ten, and holds every error
    let [low, high] = [0, 1].map(|i| axis["range"][i].as_f64().unwrap());
    for error in slow.errors().iter().chain(fast.errors()) {
        assert!(low < error.log10() && error.log10() < high, "{error} in {low} to {high}");
    }
    let labels: Vec<&str> =
        axis["ticktext"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(labels.len() > 2, "{labels:?}");
    for (label, at) in labels.iter().zip(axis["tickvals"].as_array().unwrap()) {
        assert_eq!(crate::hyphened(label).parse(), Ok(at.as_f64().unwrap()));
    }
    assert!(comparison.to_string().contains("The axis of errors is logarithmic."), "{comparison}");
}

#[test]
fn an_error_of_zero_stands_at_the_lower_end_of_a_logarithmic_axis() {
    let (slow, steps) = (run(Transfer::PureLin, 0.2, 200), run(Transfer::HardLim, 0.1, 50));
    assert_eq!(steps.last_error(), 0.0);
    let comparison = compare([("line", &slow), ("steps", &steps)]);
    let axis = y_axis(&comparison);
    assert_eq!(axis["ticktext"][0], "0");
    let zero = axis["tickvals"][0].as_f64().unwrap();
    let least = slow.errors().iter().copied().fold(f64::INFINITY, f64::min);
    assert!(0.0 < zero && zero < least, "{zero} and {least}");
    let figure = crate::plotly_json(&comparison.chart());
    let steps = figure["data"][2]["y"].as_array().unwrap();
    let drawn = steps.last().and_then(Value::as_f64).unwrap();
    assert!((drawn - zero).abs() < 1e-4 * zero, "{drawn} and {zero}");
    assert!(comparison.to_string().contains("errors of 0 stand at its lower end"), "{comparison}");
}

#[test]
fn a_run_that_diverged_ends_with_a_cross_and_a_sentence() {
    let (slow, fast) = (run(Transfer::PureLin, 0.01, 20), run(Transfer::PureLin, 10.0, 5000));
    let comparison = compare([("slow", &slow), ("fast", &fast)]);
    let finite = fast.errors().iter().filter(|error| error.is_finite()).count();
    let said = format!(
        "fast diverged after {finite} epochs; its lowest error was 2 \
         (before learning)."
    );
    assert!(comparison.to_string().contains(&said), "{comparison}");
    // the others stay readable: it leaves at 100 times their highest error
    let most = 100.0 * slow.errors().iter().copied().fold(fast.errors()[0], f64::max);
    let drawn = fast.errors().iter().filter(|error| **error <= most).count();
    assert!(drawn < finite, "{drawn} of {finite}");
    let figure = crate::plotly_json(&comparison.chart());
    let mut traces = figure["data"].as_array().unwrap().iter();
    let cross = traces.find(|trace| trace["name"] == "diverged").unwrap();
    let at = ["x", "y"].map(|axis| cross[axis][0].as_f64().unwrap());
    assert_eq!(at, [drawn as f64, most]);
    assert_eq!(comparison.best(), Some("slow"));
    assert_eq!(compare([("fast", &fast)]).best(), None);
    assert!(compare([("fast", &fast)]).to_string().contains("All runs diverged."));
}

#[test]
fn a_run_that_is_infinite_from_the_start_is_told_and_not_drawn() {
    let mut perceptron = untrained().transfer(Transfer::PureLin);
    perceptron.set_weights([[1e200, 1e200]]).unwrap();
    let history = perceptron.train(&points(), Delta::new()).unwrap();
    let comparison = compare([("huge", &history)]);
    let said = "huge diverged at the start.";
    assert!(comparison.to_string().contains(said), "{comparison}");
    assert!(!comparison.chart().mime_bundle().plotly().contains("\"diverged\""));
}

#[test]
fn the_best_run_has_the_lowest_last_error_and_then_the_fewest_epochs() {
    let trained = |epochs| untrained().train(&points(), Delta::new().epochs(epochs)).unwrap();
    let (short, long) = (trained(3), trained(50));
    assert_eq!(compare([("short", &short), ("long", &long)]).best(), Some("long"));
    let goal = |goal| untrained().train(&points(), Delta::new().epochs(9).goal(goal)).unwrap();
    let (stops, goes_on) = (goal(0.01), goal(0.0));
    assert_eq!(stops.last_error(), goes_on.last_error());
    assert_eq!(compare([("goes on", &goes_on), ("stops", &stops)]).best(), Some("stops"));
}

#[test]
fn runs_have_marker_shapes_and_lines_of_their_own() {
    let history = run(Transfer::LogSig, 0.1, 40);
    let names = ["a", "b", "c", "d", "e", "f"];
    let comparison = Comparison::new(names.map(|name| (name, &history))).unwrap();
    let figure = crate::plotly_json(&comparison.chart());
    let traces = figure["data"].as_array().unwrap();
    let mut symbols: Vec<String> =
        traces.iter().skip(1).step_by(2).map(|t| t["marker"]["symbol"].to_string()).collect();
    symbols.sort();
    symbols.dedup();
    assert_eq!(symbols.len(), 6);
    let mut dashes: Vec<String> =
        traces.iter().step_by(2).map(|t| t["line"]["dash"].to_string()).collect();
    dashes.sort();
    dashes.dedup();
    assert_eq!(dashes.len(), 6);
    // the legend shows and hides a run's line and markers together
    for pair in traces.chunks(2) {
        assert_eq!(pair[0]["legendgroup"], pair[1]["legendgroup"]);
        assert_eq!([0, 1].map(|i| crate::in_legend(&pair[i])), [false, true]);
    }
}

#[test]
fn long_runs_are_thinned_and_say_so() {
    let history = run(Transfer::LogSig, 0.001, 5000);
    let comparison =
        Comparison::new(["a", "b", "c", "d", "e", "f"].map(|n| (n, &history))).unwrap();
    let bundle = comparison.chart().mime_bundle();
    let bytes = bundle.plotly().len() + bundle.html().len() + bundle.plain().len();
    assert!(bytes < 300_000, "{bytes} bytes");
    assert!(comparison.to_string().contains("500 points are drawn"), "{comparison}");
    let twelve = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let bundle = Comparison::new(twelve.map(|n| (n, &history))).unwrap().chart().mime_bundle();
    let bytes = bundle.plotly().len() + bundle.html().len() + bundle.plain().len();
    assert!(bytes < 300_000, "{bytes} bytes");
}

#[test]
fn runs_that_cannot_be_told_apart_are_refused() {
    let history = run(Transfer::HardLim, 0.1, 3);
    let said = |names: &[&str]| {
        Comparison::new(names.iter().map(|name| (*name, &history))).unwrap_err().to_string()
    };
    assert_eq!(
        said(&["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m"]),
        "runs: expected at most 12, so that they can be told apart, but got 13"
    );
    assert_eq!(said(&["a", "a"]), "run names: expected every name once, but got `a` twice");
    let none: [(&str, &History); 0] = [];
    assert!(matches!(Comparison::new(none), Err(Error::Empty { .. })));
}

#[test]
fn names_are_data() {
    let history = run(Transfer::HardLim, 0.1, 3);
    let name = "</script><script>alert(1)</script>";
    let bundle = compare([(name, &history)]).chart().mime_bundle();
    assert_eq!(bundle.html().matches("<script").count(), 1);
    assert_eq!(format!("{:?}", compare([("a", &history)])), "Comparison(1 run)");
}

#[test]
fn a_comparison_of_perceptrons_that_never_err_is_drawn() {
    let data = Dataset::new([[1.0, 1.0]], [1]).unwrap();
    let mut sure = Perceptron::new([[0.0, 1.0], [0.0, 1.0]], 1).unwrap();
    sure.set_biases([1.0]).unwrap();
    let history = sure.train(&data, Delta::new()).unwrap();
    assert_eq!(history.errors(), [0.0]);
    assert!(compare([("sure", &history)]).to_string().contains("an error of 0 after 0 epochs"));
}

#[test]
fn every_run_is_told_in_the_figure() {
    let (slow, steps) = (run(Transfer::PureLin, 0.01, 20), run(Transfer::HardLim, 0.1, 50));
    let comparison = compare([("slow", &slow), ("steps", &steps)]);
    let figure = crate::plotly_json(&comparison.chart());
    let notes = figure["layout"]["annotations"].as_array().unwrap();
    let words: Vec<&str> = notes.iter().filter_map(|note| note["text"].as_str()).collect();
    let lowest = steps.errors().iter().position(|error| *error == 0.0).unwrap();
    let wanted = [
        format!("slow: error {:.4} after 19 epochs; all epochs used.", slow.last_error()),
        format!(
            "steps: error 0 after {}; goal reached.",
            if lowest == 1 { "1 epoch".to_owned() } else { format!("{lowest} epochs") }
        ),
    ];
    for sentence in wanted {
        assert!(words.contains(&sentence.as_str()), "{sentence}: {words:?}");
    }
}

#[test]
fn a_long_way_down_has_a_logarithmic_axis_in_its_own_picture_too() {
    let history = run(Transfer::PureLin, 0.2, 200);
    assert!(history.last_error() > 0.0 && history.last_error() < history.errors()[0] / 100.0);
    let axis = crate::plotly_json(&history.chart())["layout"]["yaxis"].clone();
    assert_eq!(axis["type"], "log");
    let [low, high] = [0, 1].map(|i| axis["range"][i].as_f64().unwrap());
    // the goal too, far below
    for error in history.errors().iter().chain(&[1e-9]) {
        assert!(low < error.log10() && error.log10() < high, "{error} in {low} to {high}");
    }
    assert!(history.to_string().contains("The axis of errors is logarithmic."), "{history}");
    let even = run(Transfer::LogSig, 0.1, 20);
    assert!(crate::plotly_json(&even.chart())["layout"]["yaxis"]["type"].is_null());
    assert!(!even.to_string().contains("logarithmic"), "{even}");
}

#[test]
fn a_run_that_diverged_has_a_cross_in_its_own_picture_too() {
    let history = run(Transfer::PureLin, 10.0, 5000);
    let most = 100.0 * history.errors()[0];
    let drawn = history.errors().iter().filter(|error| **error <= most).count();
    assert!(0 < drawn && drawn + 1 < history.epochs());
    let figure = crate::plotly_json(&history.chart());
    let cross = figure["data"].as_array().unwrap().last().unwrap();
    assert_eq!((&cross["name"], &cross["marker"]["symbol"]), (&"diverged".into(), &"cross".into()));
    let at = ["x", "y"].map(|axis| cross[axis][0].as_f64().unwrap());
    assert_eq!(at, [drawn as f64, most]);
    let curve = &figure["data"][1];
    assert_eq!(curve["name"], "error");
    // neither are the first errors squashed nor the last epochs left empty
    assert!(figure["layout"]["xaxis"]["range"][1].as_f64().unwrap() < 1.1 * drawn as f64);
    assert_eq!(curve["y"].as_array().unwrap().len(), drawn + 1);
    let said = format!(
        "{} errors beyond {most} are not drawn: a cross marks where it diverged, after {drawn} \
         epoch",
        history.epochs() - drawn
    );
    assert!(history.to_string().contains(&said), "{history}");
}

#[cfg(feature = "networks")]
mod networks {
    use percept::{Adam, Competitive, FeedForward, Loss, Rprop, WinnerTakeAll, toy};

    use super::*;

    fn trained(trainer: impl Into<percept::Trainer>) -> History {
        let (train, _) = toy::moons(40, 0.2, 1).unwrap().split(0.5, 1).unwrap();
        let mut network = FeedForward::new(train.ranges(), [3, 1]).unwrap().seed(1);
        network.train(&train, trainer).unwrap()
    }

    #[test]
    fn errors_of_validation_data_are_thin_lines_in_the_colour_of_their_run() {
        let (_, test) = toy::moons(40, 0.2, 1).unwrap().split(0.5, 1).unwrap();
        let with = trained(Rprop::new().epochs(30).validation(&test));
        let without = trained(Adam::new().epochs(30));
        let comparison = compare([("without", &without), ("with", &with)]);
        let figure = crate::plotly_json(&comparison.chart());
        let thin: Vec<&Value> = figure["data"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|trace| trace["line"]["width"] == 1.2)
            .collect();
        assert_eq!(thin.len(), 1);
        // the second run's pink
        assert_eq!(thin[0]["line"]["color"], "#CC79A7");
        assert!(thin[0]["line"]["dash"].is_string());
        let heights = thin[0]["y"].as_array().unwrap();
        assert_eq!(heights.len(), with.validation_errors().len());
        for (height, error) in heights.iter().zip(with.validation_errors()) {
            let off = (height.as_f64().unwrap() - error).abs();
            assert!(off <= 1e-3 * error, "{height} is not {error}");
        }
        let said = comparison.to_string();
        assert!(said.contains("lines without markers are errors of validation data"), "{said}");
        assert!(said.contains("lowest validation error"), "{said}");
        let none = compare([("without", &without)]).to_string();
        assert!(!none.contains("validation"), "{none}");
    }

    #[test]
    fn an_axis_holds_errors_of_validation_data() {
        let far = Dataset::new([[0.5, 0.5]], [1e4]).unwrap();
        let (train, _) = toy::moons(40, 0.2, 1).unwrap().split(0.5, 1).unwrap();
        let mut network = FeedForward::new(train.ranges(), [3, 1]).unwrap();
        network = network.transfer([Transfer::TanSig, Transfer::PureLin]).unwrap();
        let history = network.train(&train, Rprop::new().epochs(9).validation(&far)).unwrap();
        for chart in [history.chart(), compare([("a", &history)]).chart()] {
            let axis = crate::plotly_json(&chart)["layout"]["yaxis"].clone();
            let high = 10_f64.powf(axis["range"][1].as_f64().unwrap());
            assert!(history.validation_errors().iter().all(|error| *error < high), "{axis}");
        }
    }

    #[test]
    fn runs_of_different_losses_are_said_not_to_compare() {
        let (squares, means) =
            (trained(Rprop::new().epochs(9)), trained(Rprop::new().epochs(9).loss(Loss::Mse)));
        let said = compare([("a", &squares), ("b", &means)]).to_string();
        let words = "The errors do not compare, since the runs measure them differently: a by ½ Σ \
                     e², b by mean e².";
        assert!(said.contains(words) && !said.contains("Lowest at the end"), "{said}");
        let same = compare([("a", &squares), ("b", &trained(Adam::new().epochs(9)))]).to_string();
        assert!(same.contains("Lowest at the end") && !same.contains("compare"), "{same}");
        // the delta rule measures squares too; a penalty and prototypes something else
        let delta = run(Transfer::LogSig, 0.1, 9);
        assert!(!compare([("a", &squares), ("d", &delta)]).to_string().contains("compare"));
        let penalty = trained(Rprop::new().epochs(9).l2(0.1));
        let said = compare([("a", &squares), ("p", &penalty)]).to_string();
        assert!(said.contains("p by ½ Σ e² with a penalty"), "{said}");
        let moons = toy::moons(40, 0.2, 1).unwrap();
        let mut prototypes = Competitive::new(moons.ranges(), 2).unwrap();
        let prototypes = prototypes.train(&moons, WinnerTakeAll::new().epochs(9)).unwrap();
        let said = compare([("a", &squares), ("w", &prototypes)]).to_string();
        assert!(said.contains("w by Σ |x − prototype|"), "{said}");
    }
}

#[test]
fn up_to_twelve_runs_from_a_vector_differ_in_colour_or_dash() {
    let history = run(Transfer::LogSig, 0.1, 20);
    let runs: Vec<(String, History)> =
        (0..12).map(|i| (format!("run {i}"), history.clone())).collect();
    let lent = Comparison::new(&runs).unwrap();
    assert_eq!(lent.n_runs(), 12);
    let figure = crate::plotly_json(&lent.chart());
    let mut looks: Vec<String> = Vec::new();
    for trace in figure["data"].as_array().unwrap() {
        if trace["mode"].as_str().is_some_and(|mode| mode.contains("lines")) {
            looks.push(trace["line"].to_string());
        }
    }
    looks.sort_unstable();
    let all = looks.len();
    looks.dedup();
    assert!(all >= 12 && looks.len() == all, "{looks:?}");
    // given or lent, it is the same
    assert_eq!(Comparison::new(runs).unwrap(), lent);
}

/// The texts of the picture, and the names in its live legend.
fn named(comparison: &Comparison) -> (Vec<String>, Vec<String>) {
    let chart = comparison.chart();
    let texts =
        crate::elements(&chart.to_svg()).into_iter().filter(|element| element.name == "text");
    let figure = crate::plotly_json(&chart);
    let traces = figure["data"].as_array().unwrap();
    let legend = traces.iter().filter(|trace| crate::in_legend(trace));
    let name = |trace: &Value| trace["name"].as_str().unwrap().to_owned();
    (texts.map(|element| element.text).collect(), legend.map(name).collect())
}

#[test]
fn runs_are_named_at_the_ends_of_their_curves() {
    let [slow, fast, short] =
        [(0.01, 50), (0.5, 50), (0.05, 20)].map(|(rate, n)| run(Transfer::LogSig, rate, n));
    let comparison = compare([("slow", &slow), ("fast", &fast), ("short", &short)]);
    let (texts, legend) = named(&comparison);
    for name in ["slow", "fast", "short"] {
        assert_eq!(texts.iter().filter(|text| *text == name).count(), 1, "{name}: {texts:?}");
    }
    assert_eq!(legend, [""; 0]);
    // under the pointer they have their names still
    let told = crate::pointing::told_by(&comparison.chart());
    assert!(told.iter().any(|told| told.contains("fast")), "{told:?}");
    // each stands to the right of where its curve ends, at its height
    let figure = crate::plotly_json(&comparison.chart());
    let traces = figure["data"].as_array().unwrap();
    for (name, run) in [("slow", &slow), ("fast", &fast), ("short", &short)] {
        let words = traces.iter().find(|trace| trace["text"] == name).unwrap();
        let [x, y] = ["x", "y"].map(|axis| words[axis][0].as_f64().unwrap());
        let epochs = run.errors().len() as f64 - 1.0;
        assert!(x > epochs && x < epochs + 5.0, "{name} at {x}");
        assert!((y - run.last_error()).abs() < 0.1, "{name} at {y}");
    }
}

#[test]
fn names_without_room_stay_in_the_legend() {
    let [one, other] = [0.01, 0.5].map(|rate| run(Transfer::LogSig, rate, 20));
    // too long for the side, and curves on each other all the way
    let long = compare([("slow", &one), ("a learning rate of .5", &other)]);
    let names = ["a", "b", "c", "d", "e", "f"];
    let same = Comparison::new(names.map(|name| (name, &one))).unwrap();
    for (comparison, n) in [(long, 2), (same, 6)] {
        assert_eq!(named(&comparison).1.len(), n);
    }
}
