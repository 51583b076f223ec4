//! The edge between two classes lies half way between their targets.

use percept::{ConfusionMatrix, Dataset, FeedForward, LBfgs, Transfer, toy};

/// A neuron of `x / 2 + shift` that has learnt these targets of -1 and 1, then
/// set by hand.
fn answers(targets: [f64; 2], shift: f64) -> FeedForward {
    let data = Dataset::new([-1.0, 1.0], targets).unwrap().name_classes(["cat", "dog"]).unwrap();
    let network = FeedForward::new([[-1.0, 1.0]], [1]).unwrap();
    let mut network = network.transfer([Transfer::PureLin]).unwrap();
    network.train(&data, LBfgs::new().epochs(1)).unwrap();
    network.set_weights(0, [[0.5]]).unwrap();
    network.set_biases(0, [shift]).unwrap();
    network
}

#[test]
fn labels_are_cut_half_way_between_the_targets() {
    for (targets, edge) in
        [([-1.0, 1.0], 0.0), ([0.0, 1.0], 0.5), ([0.1, 0.9], 0.5), ([3.0, 7.0], 5.0)]
    {
        let network = answers(targets, edge);
        let labels = network.predict_labels([-0.1, 0.1]).unwrap();
        assert_eq!(labels, ["cat", "dog"], "{targets:?}");
        let data = Dataset::new([-0.1, 0.1, 0.2], [targets[0], targets[1], targets[0]]).unwrap();
        let matrix = network.evaluate(&data).unwrap();
        assert_eq!((matrix.n_right(), matrix.n_samples()), (2, 3));
        assert_eq!(matrix.classes(), targets.map(|target| target.to_string()));
        let (low, high) = (targets[0], targets[1]);
        let other = Dataset::new([0.1], [low - 1.0]).unwrap();
        let said = network.evaluate(&other).unwrap_err().to_string();
        assert!(said.contains(&format!("targets of {low} or {high}")), "{said}");
    }
}

#[test]
fn trained_signs_are_told_apart_and_kept_in_files() {
    let moons = toy::moons(80, 0.1, 1).unwrap();
    let signs = moons.targets().mapv(|target| 2.0 * target - 1.0);
    let data = Dataset::new(moons.inputs(), &signs).unwrap();
    let data = data.name_classes(["cat", "dog"]).unwrap();
    let mut network = FeedForward::new(data.ranges(), [6, 1]).unwrap();
    network.train(&data, LBfgs::new()).unwrap();
    let labels = network.predict_labels(&data).unwrap();
    let outputs = network.predict(&data).unwrap();
    for (label, output) in labels.iter().zip(&outputs) {
        assert_eq!(label == "dog", *output > 0.0, "{output}");
    }
    let actual = signs.iter().map(|sign| if *sign > 0.0 { "dog" } else { "cat" });
    let matrix = network.evaluate(&data).unwrap();
    assert_eq!(matrix, ConfusionMatrix::of(actual, &labels).unwrap());
    assert!(matrix.accuracy() > 0.95);
    let path = std::env::temp_dir().join(format!("percept_{}_signs", std::process::id()));
    for save in [FeedForward::save, FeedForward::save_binary] {
        save(&network, &path).unwrap();
        let loaded = FeedForward::load(&path).unwrap();
        assert_eq!(loaded, network);
        assert_eq!(loaded.predict_labels(&data).unwrap(), labels);
    }
    std::fs::remove_file(path).unwrap();
}
