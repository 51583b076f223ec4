//! Equal samples of one target share a marker, which says how many they are.

use crate::pointing::told_by;
use percept::{Chart, Dataset, Delta, Perceptron, Result};
#[cfg(feature = "networks")]
use percept::{Competitive, FeedForward, Grnn, Lvq, Pnn, Regression, Rprop, Transfer};

/// Three samples of the first class at (1, 1), two of the second at (3, 0).
fn data() -> Result<Dataset> {
    let inputs = [[1, 1], [3, 0], [1, 1], [0, 3], [3, 0], [1, 1]];
    Dataset::new(inputs, [0, 1, 0, 1, 1, 0])?.name_classes(["no", "yes"])
}

/// The same with one input.
fn on_a_line() -> Result<Dataset> {
    Dataset::new([[1], [3], [1], [2], [3], [1]], [0, 1, 0, 1, 1, 0])?.name_classes(["no", "yes"])
}

/// Whether a marker says first that it stands for so many samples.
fn counts(chart: &Chart, said: &str) -> bool {
    let begins = [format!("{said}, rows "), format!("{said}: ")];
    told_by(chart).iter().any(|told| begins.iter().any(|begin| told.starts_with(begin)))
}

fn assert_counted(chart: &Chart, said: &str) {
    assert!(counts(chart, "3 samples"), "{chart}: {:?}", told_by(chart));
    assert!(chart.to_string().contains(said), "{chart}");
    assert!(chart.alt().contains(said), "{}", chart.alt());
    crate::renderers::assert_same_picture("equal samples", chart);
}

#[test]
fn a_marker_of_several_samples_says_how_many_in_the_plane() -> Result<()> {
    let data = data()?;
    let mut perceptron = Perceptron::new(data.ranges(), 1)?;
    let run = perceptron.train(&data, Delta::new().epochs(3))?;
    let said = "Several samples share a marker: 3 samples at x1 = 1, x2 = 1; 2 samples at x1 = 3, \
                x2 = 0.";
    for chart in [
        data.chart(),
        perceptron.boundary(&data)?.chart(),
        perceptron.boundary_over(&data, ["x1", "x2"])?.chart(),
        data.separability()?.chart(),
    ] {
        assert_counted(&chart, said);
    }
    let replay = run.replay(&data)?.to_string();
    assert!(replay.contains("3 samples at x1 = 1, x2 = 1"), "{replay}");
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn a_marker_of_several_samples_says_how_many_in_the_pictures_of_networks() -> Result<()> {
    let data = data()?;
    let said = "3 samples at x1 = 1, x2 = 1; 2 samples at x1 = 3, x2 = 0.";
    let mut layers = FeedForward::new(data.ranges(), [2, 1])?.seed(1);
    let run = layers.train(&data, Rprop::new().epochs(3))?;
    let competitive = Competitive::new(data.ranges(), 2)?;
    for chart in [
        layers.surface(&data)?.chart(),
        layers.hidden_neurons(&data)?.chart(),
        Lvq::new(data.ranges(), [1, 1])?.prototype_map(&data)?.chart(),
        competitive.prototype_map(&data)?.chart(),
        Pnn::new(&data, 0.5)?.chart(),
        Grnn::new(&data, 0.5)?.chart(),
    ] {
        assert_counted(&chart, said);
    }
    let replay = run.replay(&data)?.to_string();
    assert!(replay.contains("3 samples at x1 = 1, x2 = 1"), "{replay}");
    Ok(())
}

#[test]
fn a_marker_of_several_samples_says_how_many_over_one_input() -> Result<()> {
    let data = on_a_line()?;
    let mut perceptron = Perceptron::new(data.ranges(), 1)?;
    perceptron.train(&data, Delta::new().epochs(3))?;
    let said = "3 samples with no at x = 1; 2 samples with yes at x = 3.";
    let said = said.replace("x =", &format!("{} =", data.input_names()[0]));
    assert_counted(&perceptron.boundary(&data)?.chart(), &said);
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn a_marker_of_several_samples_says_how_many_on_a_curve() -> Result<()> {
    let data = Dataset::new([[1], [1], [1], [2], [3]], [5.5, 5.5, 5.5, 7.0, 1.5])?
        .name_inputs(["size"])?
        .name_targets(["price"])?;
    let mut layers = FeedForward::new(data.ranges(), [2, 1])?
        .transfer([Transfer::TanSig, Transfer::PureLin])?
        .seed(1);
    let run = layers.train(&data, Rprop::new().epochs(3))?;
    let said = "Several samples share a marker: 3 samples at size = 1, price = 5.5.";
    let curve = layers.regression_curve(&data)?;
    for chart in [curve.chart(), Grnn::new(&data, 0.5)?.chart()] {
        assert_counted(&chart, said);
    }
    assert!(run.replay(&data)?.to_string().contains(said));
    let curve = layers.regression_curve(&data)?.test(&data)?;
    assert!(curve.to_string().contains(&format!("Test: {said}")), "{curve}");
    let residuals = Regression::of(data.targets(), layers.predict(&data)?)?;
    assert!(counts(&residuals.chart(), "3 samples"));
    Ok(())
}

#[cfg(feature = "networks")]
#[test]
fn points_of_several_targets_at_one_place_are_all_seen() -> Result<()> {
    let data = Dataset::new([[1], [2], [3]], [[0.5, 0.5], [0.1, 0.9], [0.2, 0.2]])?;
    let layers = FeedForward::new(data.ranges(), [2, 2])?.seed(1);
    let chart = layers.regression_curve(&data)?.chart();
    let said =
        "4 points coincide with a point of another target: their markers lie inside each other.";
    assert!(chart.to_string().contains(said), "{chart}");
    let figure = crate::plotly_json(&chart);
    let traces = figure["data"].as_array().unwrap().iter();
    let large: Vec<_> = traces.filter(|trace| trace["marker"]["size"] == 16).collect();
    assert_eq!(large.len(), 1);
    assert_eq!(large[0]["x"].as_array().unwrap().len(), 2);
    crate::renderers::assert_same_picture("targets at one place", &chart);
    let apart = Dataset::new([[1], [2]], [[0.5, 0.6], [0.1, 0.9]])?;
    assert!(!layers.regression_curve(&apart)?.to_string().contains("inside each other"));
    Ok(())
}

#[test]
fn what_is_not_drawn_is_counted_too() -> Result<()> {
    let mut inputs = vec![[1.0, 1.0]; 4000];
    inputs.push([2.0, 3.0]);
    let mut targets = vec![0; 4000];
    targets.push(1);
    let chart = Dataset::new(inputs, targets)?.chart();
    let told = told_by(&chart);
    let wanted = "4000 samples, rows 0, 1, 2, …: x1 = 1, x2 = 1; target 0";
    assert!(told.contains(&wanted.to_owned()), "{told:?}");
    assert!(chart.to_string().contains("4000 samples at x1 = 1, x2 = 1."), "{chart}");
    Ok(())
}

#[test]
fn each_class_at_a_place_counts_its_own() -> Result<()> {
    let data = Dataset::new([[1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [2, 0]], [0, 1, 0, 1, 0, 1])?
        .name_classes(["no", "yes"])?;
    let chart = data.chart();
    let said = "3 samples with no at x1 = 1, x2 = 1; 2 samples with yes at x1 = 1, x2 = 1.";
    assert_counted(&chart, said);
    let texts = told_by(&chart);
    for wanted in [
        "3 samples, rows 0, 2, 4: x1 = 1, x2 = 1; target no",
        "2 samples, rows 1, 3: x1 = 1, x2 = 1; target yes",
    ] {
        assert!(texts.contains(&wanted.to_owned()), "{texts:?}");
    }
    // a cross is on top of its point, which is found below it
    let boundary = Perceptron::by_hand([("x1", 1.0), ("x2", 1.0)], 1.5)?.boundary(&data)?.chart();
    let figure = crate::plotly_json(&boundary);
    let crosses = figure["data"].as_array().unwrap().iter();
    let mut crosses = crosses.filter(|trace| trace["marker"]["symbol"] == "cross").peekable();
    assert!(crosses.peek().is_some() && crosses.all(|trace| trace["hoverinfo"] == "skip"));
    Ok(())
}

#[test]
fn samples_for_the_test_are_told_apart_from_those_that_were_learnt() -> Result<()> {
    let test = Dataset::new([[1, 1], [3, 0]], [0, 0])?.name_classes(["no", "yes"])?;
    let perceptron = Perceptron::by_hand([("x1", 1.0), ("x2", 1.0)], 1.0)?;
    let boundary = perceptron.boundary(&data()?)?.test(&test)?;
    let said = "4 samples (1 for the test) at x1 = 1, x2 = 1";
    assert!(boundary.to_string().contains(said), "{boundary}");
    let told = told_by(&boundary.chart());
    let wanted = "4 samples (1 for the test), rows 0, 2, 5, test row 0: x1 = 1, x2 = 1; target no";
    assert!(told.iter().any(|told| told.starts_with(wanted)), "{told:?}");
    Ok(())
}

#[test]
fn more_than_three_places_are_counted() -> Result<()> {
    let inputs: Vec<[f64; 2]> = (0..14).map(|i| [f64::from(i / 2), 0.0]).collect();
    let chart = Dataset::new(inputs, [0; 14])?.chart();
    assert!(chart.to_string().contains("and those at 4 other places."), "{chart}");
    Ok(())
}

#[test]
fn equal_samples_of_many_inputs_are_named_by_their_row() -> Result<()> {
    let data = Dataset::new([[1, 2, 3], [0, 0, 1], [1, 2, 3], [1, 2, 3]], [1, 0, 1, 1])?;
    let said = "Some samples are equal in all columns: 3 like row 0.";
    assert!(data.chart().to_string().contains(said), "{}", data.chart());
    assert!(data.chart().alt().contains(said), "{}", data.chart().alt());
    let apart = Dataset::new([[1, 2, 3], [0, 0, 1], [1, 2, 3]], [1, 0, 0])?;
    assert!(!apart.chart().to_string().contains("the same in all columns"));
    Ok(())
}

#[test]
fn samples_apart_say_their_rows_alone() -> Result<()> {
    let chart = Dataset::new([[1, 1], [3, 0], [0, 3]], [0, 1, 1])?.chart();
    assert_eq!(
        told_by(&chart),
        [
            "row 0: x1 = 1, x2 = 1; target 0",
            "row 1: x1 = 3, x2 = 0; target 1",
            "row 2: x1 = 0, x2 = 3; target 1",
        ]
    );
    assert!(!chart.to_string().contains("share a marker"));
    assert!(!chart.mime_bundle().plotly().contains("\"text\":["));
    Ok(())
}
