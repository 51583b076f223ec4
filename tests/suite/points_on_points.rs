//! Points of different targets at the same place are all seen.

use percept::{Chart, Dataset, Delta, FeedForward, Lvq, Perceptron, Result, Rprop};

const SAID: &str = "2 points coincide with a point of another target: their markers lie inside each \
                    other.";

/// The second point lies on the first one, which has another target.
fn data(second: f64) -> Result<Dataset> {
    Dataset::new([[1.0, 1.0], [second, 1.0], [3.0, 0.0], [0.0, 3.0]], [0, 1, 0, 1])?
        .name_classes(["no", "yes"])
}

/// The radii of the circles, of which "no" has its markers.
fn radii(chart: &Chart) -> Vec<String> {
    let svg = chart.to_svg();
    let mut radii: Vec<String> = svg
        .split(" r=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.into()))
        .collect();
    radii.dedup();
    radii
}

fn pictures(data: &Dataset) -> Result<Vec<Chart>> {
    let mut perceptron = Perceptron::new(data.ranges(), 1)?;
    let run = perceptron.train(data, Delta::new().epochs(5))?;
    let mut layers = FeedForward::new(data.ranges(), [2, 1])?.seed(1);
    let of_layers = layers.train(data, Rprop::new().epochs(3))?;
    let lvq = Lvq::new(data.ranges(), [1, 1])?;
    Ok(vec![
        data.chart(),
        perceptron.boundary(data)?.chart(),
        perceptron.boundary_over(data, ["x1", "x2"])?.chart(),
        run.replay(data)?.chart(),
        layers.surface(data)?.chart(),
        of_layers.replay(data)?.chart(),
        lvq.prototype_map(data)?.chart(),
    ])
}

#[test]
fn a_point_below_another_is_larger_and_a_sentence_says_so() -> Result<()> {
    // 0.1 + 0.2 and 0.3: one place
    for second in [1.0, 0.1 + 0.2 + 0.7] {
        for chart in pictures(&data(second)?)? {
            assert!(chart.to_string().contains(SAID), "{chart}");
            assert!(radii(&chart).contains(&"10".to_owned()), "{chart}: {:?}", radii(&chart));
            assert!(chart.mime_bundle().plotly().contains("\"size\":20,\"symbol\":\"circle\""));
        }
    }
    Ok(())
}

#[test]
fn points_that_lie_apart_are_drawn_as_before() -> Result<()> {
    for chart in pictures(&data(1.5)?)? {
        assert!(!chart.to_string().contains("inside each other"), "{chart}");
        assert!(!radii(&chart).contains(&"10".to_owned()), "{chart}");
    }
    // the same target twice hides nothing
    let twice = Dataset::new([[1, 1], [1, 1], [3, 0]], [0, 0, 1])?.chart();
    assert!(!twice.to_string().contains("inside each other"));
    Ok(())
}

#[test]
fn the_cross_is_that_of_the_point_that_is_wrong() -> Result<()> {
    // output 1 where x1 + x2 > 1: the point with target 0, the lower one, is wrong
    let data = data(1.0)?;
    let right = Perceptron::by_hand([("x1", 1.0), ("x2", 1.0)], 1.0)?;
    let svg = right.boundary(&data)?.chart().mime_bundle().plotly().to_owned();
    assert!(svg.contains("\"size\":15,\"symbol\":\"cross\""), "the cross of the larger marker");
    // the other one is right, and (3, 0) is the only other that is wrong
    let cross = svg.split("\"size\":7,\"symbol\":\"cross\"").nth(1).unwrap();
    let x = cross.split("\"x\":").nth(1).unwrap();
    assert!(x.starts_with("[3.0]") || x.starts_with("[3]"), "{}", &x[..20]);
    Ok(())
}

#[test]
fn points_for_the_test_lie_on_those_that_were_learnt() -> Result<()> {
    let data = data(2.0)?;
    let test = Dataset::new([[1, 1], [2, 2]], [1, 0])?.name_classes(["no", "yes"])?;
    let boundary = Perceptron::by_hand([("x1", 1.0), ("x2", 1.0)], 1.0)?.boundary(&data)?;
    assert!(boundary.test(&test)?.to_string().contains(SAID));
    Ok(())
}

#[test]
fn the_legend_names_the_cross_of_a_hidden_point() -> Result<()> {
    let data = Dataset::new([[0.0, 0.0], [0.0, 0.0], [1.0, 1.0], [1.0, 0.0]], [0, 1, 1, 0])?;
    let mut perceptron = Perceptron::new(data.ranges(), 1)?;
    perceptron.train(&data, percept::Delta::new().epochs(20))?;
    let svg = perceptron.boundary(&data)?.chart().to_svg();
    assert!(svg.contains("on the wrong side"), "{svg}");
    let apart = Dataset::new([[0.0, 0.0], [1.0, 1.0]], [0, 1])?;
    let mut perceptron = Perceptron::new(apart.ranges(), 1)?;
    perceptron.train(&apart, percept::Delta::new())?;
    assert!(!perceptron.boundary(&apart)?.chart().to_svg().contains("on the wrong side"));
    Ok(())
}

#[test]
fn the_picture_of_separability_shows_both_of_two_samples_at_one_place() -> Result<()> {
    let apart = Dataset::new([[0.0, 0.0], [1.0, 1.0], [0.0, 1.0]], [0, 1, 1])?;
    let same = Dataset::new([[0.0, 0.0], [0.0, 0.0], [1.0, 1.0]], [0, 1, 1])?;
    let sizes = |data: &Dataset| -> Result<Vec<f64>> {
        let figure = crate::plotly_json(&data.separability()?.chart());
        let markers = figure["data"].as_array().unwrap().iter();
        Ok(markers.filter_map(|trace| trace["marker"]["size"].as_f64()).collect())
    };
    let (apart, same) = (sizes(&apart)?, sizes(&same)?);
    assert!(!apart.contains(&17.0), "{apart:?}");
    // the lower marker has a rim, the common point leaves the upper one to see
    assert!(same.contains(&17.0) && same.contains(&5.0), "{same:?}");
    Ok(())
}
