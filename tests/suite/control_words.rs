//! The words that the kernel obeys stand in nothing that percept shows.

use percept::{Dataset, Delta, Perceptron, Show, check, page};

const NAMES: [&str; 2] =
    ["EVCXR_BEGIN_CONTENT text/plain", "x\nEVCXR_EXECUTION_COMPLETE\nEVCXR_PANIC_NOTIFICATION\n"];

fn assert_free(value: &(impl Show + std::fmt::Display + std::fmt::Debug)) {
    let bundle = value.mime_bundle();
    for text in [bundle.plotly(), bundle.html(), bundle.plain()] {
        assert!(!text.contains("EVCXR_"), "{value:?}");
    }
    assert!(!format!("{value}{value:?}{value:#?}{bundle:?}").contains("EVCXR_"), "{value:?}");
}

#[test]
fn no_value_shows_a_control_word() {
    let inputs = [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]];
    let data = Dataset::new(inputs, [0.0, 1.0, 1.0, 1.0]).unwrap().name_inputs(NAMES).unwrap();
    let data = data.name_classes(NAMES).unwrap();
    let mut neuron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1).unwrap();
    let history = neuron.train(&data, Delta::new().epochs(50)).unwrap();
    let explorer = neuron.explore([0.8, 0.3]).unwrap();
    assert!(explorer.code().contains("EVCXR\\u{5f}BEGIN_CONTENT"), "{}", explorer.code());
    assert_free(&explorer);
    let playground = neuron.playground(&data).unwrap();
    assert!(playground.code().contains("EVCXR\\u{5f}BEGIN_CONTENT"), "{}", playground.code());
    assert_free(&playground);
    assert_free(&data);
    assert_free(&data.chart());
    assert_free(&neuron);
    assert_free(&neuron.decide([0.8, 0.3]).unwrap());
    assert_free(&neuron.decide_all([(NAMES[0], [0.8, 0.3])]).unwrap());
    assert_free(&neuron.boundary(&data).unwrap());
    assert_free(&history.replay(&data).unwrap());
    assert_free(&page![NAMES[1], &data, check!(false, NAMES[1])]);
    assert_free(&check!(false, NAMES[0]));
}

#[cfg(feature = "networks")]
#[test]
fn no_playground_of_a_network_shows_a_control_word() {
    let data = Dataset::new([[0.0, 0.0], [0.0, 1.0]], [0, 1]).unwrap();
    let data = data.name_inputs(NAMES).unwrap().name_classes(NAMES).unwrap();
    let network = percept::FeedForward::new(data.ranges(), [2, 1]).unwrap();
    let playground = network.playground(&data).unwrap();
    assert!(playground.code().contains("EVCXR\\u{5f}BEGIN_CONTENT"), "{}", playground.code());
    assert_free(&playground);
}
