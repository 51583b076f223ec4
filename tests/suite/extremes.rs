//! Numbers at the ends of the range of `f64`: refused by name where they lead
//! beyond it, shown where they do not.

use percept::{
    Competitive, Dataset, Elman, Error, FeedForward, Hamming, Hopfield, Loss, Lvq, Perceptron,
    Show, Transfer, toy,
};

const WORDS: &str = "beyond the range of 64-bit numbers";

#[test]
fn a_loss_beyond_the_numbers_is_an_error() {
    for loss in [Loss::Sse, Loss::Mse] {
        let refused = loss.value([1e200, 0.0], [0.0, 0.0]).unwrap_err();
        assert!(matches!(refused, Error::Overflow { .. }), "{refused}");
        assert!(refused.to_string().contains(WORDS), "{refused}");
    }
    assert!(Loss::Mae.value([1.7e308], [-1.7e308]).is_err());
    // the sum is no number, the mean is one
    assert_eq!(Loss::Mae.value([1.5e308, 1.5e308], [0.0, 0.0]).unwrap(), 1.5e308);
    assert!(Loss::Sae.value([1.5e308, 1.5e308], [0.0, 0.0]).is_err());
}

#[test]
fn a_gradient_beyond_the_numbers_is_an_error() {
    let neuron = FeedForward::new([[0.0, 1.0]], [1]).unwrap();
    let mut neuron = neuron.transfer([Transfer::PureLin]).unwrap();
    neuron.set_weights(0, [1e200]).unwrap();
    let data = Dataset::new([1e150], [0.0]).unwrap();
    let refused = neuron.gradient(&data, Loss::Sse).unwrap_err();
    assert!(refused.to_string().contains(WORDS), "{refused}");
    neuron.set_weights(0, [1e-200]).unwrap();
    assert!(neuron.gradient(&data, Loss::Sse).unwrap().iter().all(|slope| slope.is_finite()));
}

#[test]
fn no_weight_is_infinite_from_the_start() {
    let wide = Transfer::SatLinWith { slope: 1.0, low: -1e300, high: 1e300 };
    let network = FeedForward::new([[0.0, 1e-10]], [3, 1]).unwrap().transfer([wide]).unwrap();
    assert!(network.parameters().iter().all(|parameter| parameter.is_finite()));
    let refused = Transfer::SatLinWith { slope: 1.0, low: -1e308, high: 1e308 };
    let refused = FeedForward::new([[0.0, 1.0]], [1]).unwrap().transfer([refused]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`transfer`: expected SatLinWith of which high - low, slope * low and slope * high are \
         finite too (below 1.8e308), but got SatLinWith(1, -1e308, 1e308)"
    );
}

#[test]
fn weights_that_are_no_numbers_are_refused_wherever_they_are_set() {
    let ranges = [[0.0, 1.0], [0.0, 1.0]];
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut perceptron = Perceptron::new(ranges, 1).unwrap();
        let before = perceptron.clone();
        assert!(perceptron.set_weights([[bad, 1.0]]).is_err());
        assert!(perceptron.set_biases([bad]).is_err());
        assert!(perceptron.set_weight("x1", bad).is_err());
        assert!(perceptron.set_threshold(bad).is_err());
        assert!(Perceptron::by_hand([("price", bad)], 1.0).is_err());
        assert!(Perceptron::by_hand([("price", 1.0)], bad).is_err());
        assert_eq!(perceptron, before);
        let mut network = FeedForward::new(ranges, [1]).unwrap();
        let before = network.clone();
        assert!(network.set_weights(0, [[bad, 1.0]]).is_err());
        assert!(network.set_biases(0, [bad]).is_err());
        assert!(network.set_parameters([bad, 1.0, 1.0]).is_err());
        assert_eq!(network, before);
        let mut network = Elman::new(ranges, [1]).unwrap();
        assert!(network.set_weights(0, [[bad, 1.0, 1.0]]).is_err());
        assert!(network.set_biases(0, [bad]).is_err());
        assert!(network.set_parameters([bad, 1.0, 1.0, 1.0]).is_err());
        assert!(Competitive::new(ranges, 1).unwrap().set_prototypes([[bad, 1.0]]).is_err());
        assert!(
            Lvq::new(ranges, [1, 1]).unwrap().set_prototypes([[bad, 1.0], [0.0, 0.0]]).is_err()
        );
        assert!(Hopfield::new([[bad, 1.0]]).is_err());
        assert!(Hamming::new([[bad, 1.0]]).is_err());
    }
}

/// No renderer, and no text, has a number that is none; gives how many gaps
/// the lines of the live figure have.
fn gaps_of_a_whole(what: &str, value: &impl Show) -> usize {
    let bundle = value.mime_bundle();
    for text in [bundle.html(), bundle.plotly(), bundle.plain()] {
        let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
        assert_eq!(words.find(|word| ["NaN", "inf", "infinity"].contains(word)), None, "{what}");
    }
    bundle.plotly().matches("null").count()
}

/// Diagrams of networks whose weights have this size, with their gaps.
fn diagrams(size: f64) -> Vec<usize> {
    let data = toy::xor().unwrap();
    let what = format!("{size:e}");
    let mut network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    network.set_parameters([size, -size, size, size, -size, 0.0, size, size, -size]).unwrap();
    let mut perceptron = Perceptron::new(data.ranges(), 2).unwrap();
    perceptron.set_weights([[size, -size], [-size, size]]).unwrap();
    perceptron.set_biases([size, -size]).unwrap();
    let mut elman = Elman::new(data.ranges(), [1, 1]).unwrap();
    elman.set_parameters([size, -size, size, size, -size, size]).unwrap();
    let mut prototypes = Lvq::new(data.ranges(), [1, 1]).unwrap();
    prototypes.set_prototypes([[size, -size], [-size, size]]).unwrap();
    vec![
        gaps_of_a_whole(&what, &network),
        gaps_of_a_whole(&what, &network.diagram()),
        gaps_of_a_whole(&what, &perceptron),
        gaps_of_a_whole(&what, &elman),
        gaps_of_a_whole(&what, &prototypes),
    ]
}

#[test]
fn diagrams_have_weights_of_any_size() {
    let usual = diagrams(0.5);
    for size in [5e-324, 1e-300, 2e307, 5e307, 1e308, f64::MAX] {
        assert_eq!(diagrams(size), usual, "{size:e}");
    }
}
