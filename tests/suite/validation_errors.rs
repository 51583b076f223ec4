//! Which weights early stopping keeps, where some errors are no numbers.

use percept::{Dataset, Delta, FeedForward, GradientDescent, History, Perceptron, Transfer};

const START: f64 = 1e10;

/// A weight and a bias that shrink to a tenth in each epoch, validated at `x`.
fn delta(x: f64) -> (History, f64) {
    let (data, held_out) = pair(x);
    let mut neuron = Perceptron::new([[0.0, 1.0]], 1).unwrap().transfer(Transfer::PureLin);
    neuron.set_weights([[START]]).unwrap();
    neuron.set_biases([START]).unwrap();
    let trainer = Delta::new().learning_rate(0.45).goal(0.0).epochs(15).validation(&held_out);
    let history = neuron.train(&data, trainer).unwrap();
    (history, neuron.weights()[(0, 0)])
}

/// The same in a multi-layer network.
fn layers(x: f64) -> (History, f64) {
    let (data, held_out) = pair(x);
    let network = FeedForward::new([[0.0, 1.0]], [1]).unwrap();
    let mut network = network.transfer([Transfer::PureLin]).unwrap();
    network.set_weights(0, [START]).unwrap();
    network.set_biases(0, [START]).unwrap();
    let trainer = GradientDescent::new().learning_rate(0.45).goal(0.0).epochs(15);
    let history = network.train(&data, trainer.validation(&held_out)).unwrap();
    (history, network.parameters()[0])
}

fn pair(x: f64) -> (Dataset, Dataset) {
    (Dataset::new([1.0], [0.0]).unwrap(), Dataset::new([x], [0.0]).unwrap())
}

#[test]
fn an_error_that_is_no_number_is_not_the_lowest() {
    for run in [delta as fn(f64) -> (History, f64), layers] {
        // 1e160² is beyond all floats
        let (history, weight) = run(1e150);
        assert!(!history.validation_errors()[0].is_finite());
        assert!(weight < 1e-3, "{weight}");
        let text = history.to_string();
        assert!(text.contains("On the validation data it was lowest after 14 epochs"), "{text}");
    }
}

#[test]
fn without_any_number_the_weights_from_before_learning_stay() {
    for run in [delta as fn(f64) -> (History, f64), layers] {
        let (history, weight) = run(1e300);
        assert_eq!(history.epochs(), 15);
        assert!(history.validation_errors().iter().all(|error| !error.is_finite()));
        assert_eq!(weight, START);
        let said = "The validation error was never a number: the weights from before learning \
                    are kept.";
        let replay = history.replay(&pair(1.0).0).unwrap();
        for text in [history.to_string(), replay.frames()[0].to_string()] {
            assert!(text.contains(said), "{text}");
        }
    }
}

#[test]
fn the_kept_epoch_has_a_mark_and_a_word_in_the_curve() {
    for run in [delta as fn(f64) -> (History, f64), layers] {
        let (history, _) = run(1e150);
        let chart = history.chart();
        let lowest = history.validation_errors()[14];
        assert!(chart.to_svg().contains(">kept: after 14 epochs<"), "{chart}");
        let figure = crate::plotly_json(&chart);
        let traces = figure["data"].as_array().unwrap();
        let mark = traces.iter().find(|trace| trace["marker"]["symbol"] == "diamond").unwrap();
        assert_eq!(mark["x"], serde_json::json!([14]));
        let height = mark["y"][0].as_f64().unwrap();
        assert!((height - lowest).abs() <= 1e-3 * lowest.max(1.0), "{height} and {lowest}");
        assert!(traces.iter().any(|trace| trace["text"] == "kept: after 14 epochs"), "{figure}");
        crate::renderers::assert_same_picture("kept", &chart);
        // without validation data the last weights are kept: nothing to say
        let (never, _) = run(1e300);
        assert!(!never.chart().to_svg().contains(">kept: "), "{never}");
    }
}
