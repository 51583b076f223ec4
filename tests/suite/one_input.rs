//! A perceptron with one input has a boundary: a threshold among points on a line.

use percept::{Chart, Dataset, Delta, FeedForward, Perceptron, Result};

fn above(threshold: f64) -> Result<Perceptron> {
    Perceptron::by_hand([("x", 1.0)], threshold)
}

fn data() -> Result<Dataset> {
    Dataset::new([[0], [1], [2], [3]], [0, 0, 1, 1])?.name_inputs(["x"])
}

/// How many lines the picture has, those in the legend among them.
fn n_lines(chart: &Chart) -> usize {
    chart.to_svg().lines().filter(|line| line.contains("polyline")).count()
}

#[test]
fn one_input_has_its_threshold_regions_and_points() -> Result<()> {
    let data = data()?.name_classes(["no", "yes"])?;
    let boundary = above(1.5)?.boundary(&data)?;
    assert_eq!((boundary.n_right(), boundary.lines()), (4, vec![None]));
    let chart = boundary.chart();
    assert!(chart.to_string().contains("Threshold: output 1 where x > 1.5."), "{chart}");
    assert!(chart.to_string().contains("4 of 4 points on the correct side."));
    assert!(chart.alt().starts_with("Points and decision regions on a line"), "{}", chart.alt());
    let svg = chart.to_svg();
    for word in ["output 0 (no)", "output 1 (yes)", "threshold", "no", "yes"] {
        assert_eq!(svg.matches(&format!(">{word}<")).count(), 1, "{word}");
        assert!(chart.mime_bundle().plotly().contains(word));
    }
    // and one in the legend
    assert_eq!(n_lines(&chart), 2);
    Ok(())
}

#[test]
fn a_falling_neuron_answers_below_its_threshold() -> Result<()> {
    let falling = Perceptron::by_hand([("x", -2.0)], -3.0)?;
    let boundary = falling.boundary(&data()?)?;
    assert!(boundary.to_string().contains("Threshold: output 1 where x < 1.5."), "{boundary}");
    assert_eq!(boundary.n_right(), 0);
    assert!(boundary.chart().to_svg().contains(">on the wrong side<"));
    Ok(())
}

#[test]
fn without_a_weight_there_is_no_threshold() -> Result<()> {
    let none = Perceptron::by_hand([("x", 0.0)], 1.0)?.boundary(&data()?)?;
    assert!(none.to_string().contains("Threshold: none; every point gets the same output."));
    Ok(())
}

#[test]
fn points_for_the_test_stand_at_the_height_of_their_class() -> Result<()> {
    let boundary = above(1.5)?.boundary(&data()?)?;
    let test = Dataset::new([[0.5], [2.5], [1.0]], [0, 1, 1])?.name_inputs(["x"])?;
    let boundary = boundary.test(&test)?;
    assert_eq!(boundary.test_accuracy(), Some(2.0 / 3.0));
    let chart = boundary.chart();
    assert!(chart.to_string().contains("Test: 2 of 3 points on the correct side"));
    assert!(chart.to_svg().contains(">wrong in the test<"));
    Ok(())
}

#[test]
fn several_neurons_have_the_regions_of_their_classes() -> Result<()> {
    let targets = [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]];
    let data = Dataset::new([[0], [1], [4], [5], [8], [9]], targets)?;
    let mut perceptron = Perceptron::new(data.ranges(), 3)?;
    perceptron.train(&data, Delta::new().epochs(30))?;
    let chart = perceptron.boundary(&data)?.chart();
    assert!(chart.to_string().contains("Threshold 3: output 1 where"), "{chart}");
    let named = data.name_classes(["low", "middle", "high"])?;
    let chart = perceptron.boundary(&named)?.chart();
    assert!(chart.to_svg().contains(">region of high<"), "{chart}");
    assert!(chart.to_svg().contains(">low<"));
    Ok(())
}

#[test]
fn points_at_one_place_of_the_line_have_the_heights_of_their_classes() -> Result<()> {
    let data = Dataset::new([[1], [1], [2]], [0, 1, 1])?;
    assert!(!above(1.5)?.boundary(&data)?.to_string().contains("inside each other"));
    Ok(())
}

#[test]
fn the_surface_of_one_input_is_a_curve() -> Result<()> {
    let data = Dataset::new([[0], [1], [2], [3]], [0, 0, 1, 1])?
        .name_inputs(["size"])?
        .name_classes(["no", "yes"])?;
    let test = Dataset::new([[0.5], [2.5]], [0, 1])?.name_inputs(["size"])?;
    let layers = FeedForward::new(data.ranges(), [2, 1])?.seed(1);
    let surface = layers.surface(&data)?;
    assert_eq!(format!("{surface:?}"), "Surface(1 picture)");
    assert_eq!(surface.chart(), layers.regression_curve(&data)?.chart());
    let step = above(1.5)?;
    let unnamed = Dataset::new([[0], [1], [2], [3]], [0, 0, 1, 1])?.name_classes(["no", "yes"])?;
    let chart = step.surface(&unnamed)?.chart();
    assert!(chart.to_string().contains("4 points: RMSE 0."), "{chart}");
    assert!(chart.to_string().contains("4 of 4 points get their class."), "{chart}");
    crate::renderers::assert_same_picture("a step over one input", &chart);
    // with points for the test, by the classes of the data
    let tested = layers.surface(&data)?.test(&test.clone().name_classes(["no", "yes"])?)?;
    assert!(tested.to_string().contains("Test: 2 points: RMSE "), "{tested}");
    assert!(layers.surface(&data)?.test(&test)?.to_string().contains("Test: 2 points"));
    let wide = Dataset::new([[0, 1]], [0])?;
    let refused = layers.surface(&data)?.test(&wide).unwrap_err().to_string();
    assert_eq!(refused, "surface: expected data with 1 input, but got 2 inputs");
    let other = test.name_classes(["cat", "dog"])?;
    let refused = layers.surface(&data)?.test(&other).unwrap_err().to_string();
    assert!(refused.contains("cat") && refused.contains("yes"), "{refused}");
    let refused = layers.surface(&data.name_inputs(["price"])?)?.test(&wide);
    assert!(refused.is_err());
    Ok(())
}

#[test]
fn several_targets_over_one_input_have_a_curve_each_in_every_network() -> Result<()> {
    let data = Dataset::new([[0], [1], [2]], [[0.1, 0.9], [0.5, 0.5], [0.9, 0.2]])?;
    let layers = FeedForward::new(data.ranges(), [2, 2])?.seed(1);
    let grnn = percept::Grnn::new(&data, 0.5)?;
    for chart in [layers.surface(&data)?.chart(), grnn.chart()] {
        assert!(chart.to_string().contains("3 points: RMSE "), "{chart}");
        assert_eq!(chart.to_svg().matches("<polyline").count(), 4, "two curves, also named");
        assert!(!chart.to_string().contains("Only the samples are drawn"), "{chart}");
    }
    Ok(())
}

#[test]
fn prototypes_of_one_input_lie_among_the_samples_on_a_line() -> Result<()> {
    let data = Dataset::new([[0], [1], [8], [9], [1]], [0, 0, 1, 1, 0])?
        .name_inputs(["size"])?
        .name_classes(["no", "yes"])?;
    let mut lvq = percept::Lvq::new(data.ranges(), [1, 1])?;
    lvq.train(&data, percept::LvqRule::new().epochs(30))?;
    let map = lvq.prototype_map(&data)?;
    assert_eq!(map.n_right(), Some(5));
    let chart = map.chart();
    assert!(chart.alt().starts_with("Line of samples with prototypes."), "{}", chart.alt());
    assert!(chart.to_string().contains("2 samples with no at size = 1."), "{chart}");
    crate::renderers::assert_same_picture("prototypes on a line", &chart);
    crate::sweep::assert_sound(&chart, "prototypes on a line");
    let bare = Dataset::unlabelled([[0], [1], [8], [9]])?;
    let mut clusters = percept::Competitive::new(bare.ranges(), 2)?.seed(1);
    clusters.train(&bare, percept::WinnerTakeAll::new().epochs(30))?;
    let chart = clusters.prototype_map(&bare)?.chart();
    crate::renderers::assert_same_picture("clusters on a line", &chart);
    crate::sweep::assert_sound(&chart, "clusters on a line");
    Ok(())
}

#[test]
fn classes_over_one_input_have_a_curve_each() -> Result<()> {
    let inputs: Vec<[f64; 1]> = (0..12).map(|i| [f64::from(i)]).collect();
    let classes: Vec<usize> = (0..12).map(|i| i / 4).collect();
    let sizes = Dataset::new(inputs, classes)?.targets_as_classes()?;
    let sizes = sizes.name_inputs(["size"])?.name_classes(["small", "middle", "large"])?;
    let mut network = FeedForward::new(sizes.ranges(), [6, 3])?
        .transfer([percept::Transfer::TanSig, percept::Transfer::SoftMax])?;
    network.train(&sizes, percept::LBfgs::new().loss(percept::Loss::CrossEntropy))?;
    let curve = network.regression_curve(&sizes)?;
    let said = curve.to_string();
    assert!(said.contains("12 points: RMSE "), "{said}");
    assert!(said.contains("12 of 12 points get their class."), "{said}");
    let figure = crate::plotly_json(&curve.chart());
    let named: Vec<_> = ["small", "middle", "large"]
        .iter()
        .map(|name| figure["data"].as_array().unwrap().iter().any(|trace| trace["name"] == *name))
        .collect();
    assert_eq!(named, [true; 3]);
    // each point once, at the height of its class
    let points: usize = figure["data"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|trace| trace["mode"] == "markers")
        .map(|trace| trace["x"].as_array().unwrap().len())
        .sum();
    assert_eq!(points, 12);
    crate::renderers::assert_same_picture("classes over one input", &curve.chart());
    crate::sweep::assert_sound(&curve.chart(), "classes over one input");
    let test = Dataset::new([[1.5], [9.5]], [[1, 0, 0], [0, 0, 1]])?;
    let test = test.name_inputs(["size"])?.name_classes(["small", "middle", "large"])?;
    let said = curve.test(&test)?.to_string();
    assert!(said.contains("Test: 2 of 2 points get their class."), "{said}");
    Ok(())
}
