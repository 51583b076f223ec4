//! Thirty inputs, ten classes, inputs that are pixels: the largest first, the rest summed up.

use percept::{Dataset, Perceptron};

/// A neuron with 30 inputs whose products, of inputs of 1, are 0.1, −0.2, 0.3, ….
pub(crate) fn wide() -> Perceptron {
    let weights: Vec<f64> =
        (1..=30).map(|i| f64::from(i) / if i % 2 == 0 { -10.0 } else { 10.0 }).collect();
    Perceptron::by_hand(weights, 1.0).unwrap()
}

#[test]
fn a_decision_over_many_inputs_shows_the_largest_products_first() {
    let chart = wide().decide([1.0; 30]).unwrap().chart();
    let text = chart.to_string();
    let said = "The 12 largest products of 30 have bars of their own, the largest first.";
    assert!(text.contains(said), "{text}");
    let place = |name: &str| text.find(&format!("\n{name} ")).unwrap();
    assert!(place("x30") < place("x29") && place("x29") < place("x28"), "{text}");
    let svg = chart.to_svg();
    assert!(svg.contains("18 more inputs") && !svg.contains(">x18<"), "{svg}");
    let (first, second) = (svg.find(">x30<").unwrap(), svg.find(">x19<").unwrap());
    assert!(first < second);
    // 0.1 − 0.2 + … − 1.8
    assert!(svg.contains(">\u{2212}0.9<"), "{svg}");
}

#[test]
fn few_inputs_stay_in_their_order() {
    let decision = Perceptron::by_hand([0.1, 0.9], 1.0).unwrap().decide([1, 1]).unwrap();
    let svg = decision.chart().to_svg();
    assert!(svg.find(">x1<").unwrap() < svg.find(">x2<").unwrap());
    assert!(!decision.to_string().contains("largest"));
}

#[test]
fn the_bias_is_among_the_bars_of_many_weights() {
    let svg = wide().chart().to_svg();
    assert!(svg.contains(">bias<") && svg.contains("weights (the first 23 of 30) and bias"));
    assert!(svg.contains(">x23<") && !svg.contains(">x24<"));
}

#[test]
fn weights_by_size_begin_with_the_largest_and_end_with_the_bias() {
    let chart = wide().weights_by_size();
    let text = chart.to_string();
    assert!(text.contains("The 23 largest of 30 weights are drawn."), "{text}");
    let svg = chart.to_svg();
    let place = |name: &str| svg.find(&format!(">{name}<")).unwrap();
    assert!(place("x30") < place("x29") && place("x8") < place("bias"));
    assert!(!svg.contains(">x7<"));
    // in the table all are there
    assert!(text.find("\nx30 ").unwrap() < text.find("\nx29 ").unwrap(), "{text}");
    assert!(text.trim_end().ends_with("bias        -1"), "{text}");
    let two = Perceptron::new([[0, 1], [0, 1]], 2).unwrap();
    let text = two.weights_by_size().to_string();
    assert!(text.find("x2 → 2").unwrap() < text.find("bias → 1").unwrap(), "{text}");
}

#[test]
fn a_caption_holds_few_medians() {
    let row = |i: i32| (0..9).map(|j| f64::from((i + j * j) % 5)).collect::<Vec<_>>();
    let rows: Vec<Vec<f64>> = (0..30).map(row).collect();
    let data = Dataset::new(&rows, [[0], [1]].repeat(15)).unwrap();
    let neuron = Perceptron::new(data.ranges(), 1).unwrap();
    let text = neuron.boundary_over(&data, ["x1", "x2"]).unwrap().to_string();
    assert!(text.contains("x3 2, x4 2, x5 2, x6 2, and 3 more inputs;"), "{text}");
}

#[cfg(feature = "networks")]
#[test]
fn samples_of_each_class_are_drawn_as_images() {
    let digits = digits();
    let chart = digits.as_images(2, 3).unwrap();
    let text = chart.to_string();
    assert!(text.starts_with("40 samples as images of 2 × 3 pixels\n"), "{text}");
    assert!(text.contains("White is 0, black is 9."), "{text}");
    assert!(text.contains("20 of 40 samples are drawn, some of each class."), "{text}");
    // the first two of each of ten classes
    let rows: Vec<&str> = text.lines().filter_map(|line| line.strip_suffix("  7")).collect();
    assert_eq!(rows.iter().map(|row| row.trim()).collect::<Vec<_>>(), ["7", "17"], "{text}");
    let problem = digits.as_images(2, 2).unwrap_err().to_string();
    let said = "as_images: expected a width and a height that multiply to 6 inputs, but got 2 × 2";
    assert_eq!(problem, said);
    let unlabelled = Dataset::unlabelled([[1, 2], [3, 4]]).unwrap().as_images(1, 2).unwrap();
    assert!(unlabelled.to_string().contains("row 1"), "{unlabelled}");
}

#[cfg(feature = "networks")]
/// Ten classes of images of 2 × 3 pixels.
pub(crate) fn digits() -> Dataset {
    let rows: Vec<Vec<i32>> =
        (0..40).map(|i| (0..6).map(|j| (i * j + i % 10) % 10).collect()).collect();
    let classes: Vec<String> = (0..40).map(|i| (i % 10).to_string()).collect();
    Dataset::new(rows, classes).unwrap()
}

#[cfg(feature = "networks")]
#[test]
fn weights_are_images_in_the_colours_of_their_signs() {
    let corner = Perceptron::by_hand([1.0, 0.5, 0.0, -1.0], 1.0).unwrap();
    let svg = corner.weights_as_images(2, 2).unwrap().to_svg();
    for color in ["#8E47F0", "#8F6B42"] {
        assert!(svg.to_uppercase().contains(color), "{svg}");
    }
    assert!(corner.weights_as_images(4, 2).is_err());
    let digits = digits();
    let mut ten = Perceptron::new(digits.ranges(), 10).unwrap();
    ten.train(&digits, percept::Delta::new().epochs(2)).unwrap();
    let text = ten.weights_as_images(2, 3).unwrap().to_string();
    assert!(text.lines().any(|line| line.starts_with("9 ")), "{text}");
}

#[cfg(feature = "networks")]
#[test]
fn weights_of_a_first_layer_are_images() {
    let letters = percept::toy::letters().unwrap();
    let network = percept::FeedForward::new(letters.ranges(), [24, 26]).unwrap();
    let text = network.weights_as_images(5, 7).unwrap().to_string();
    assert!(text.contains("The first 20 of 24 neurons are drawn."), "{text}");
    assert!(network.weights_as_images(7, 7).is_err());
    assert!(percept::toy::points().unwrap().as_images(2, 1).is_ok());
}
