//! A matrix says where its data are on another scale than the network was made for.

#[cfg(feature = "networks")]
use percept::{CsvOptions, Elman, FeedForward, LBfgs, Pnn, Rprop, Transfer};
use percept::{Dataset, Delta, Perceptron, Scaler, toy};

const FAR: &str = "far outside the range that the network was made for";

/// One output per sample that never depends on the inputs, made for 0 to 1.
fn made_for_0_to_1(inputs: &[f64]) -> String {
    let mut classes = vec![0; inputs.len()];
    classes[0] = 1;
    let data = Dataset::new(inputs, &classes[..]).unwrap();
    Perceptron::new([[0.0, 1.0]], 1).unwrap().evaluate(&data).unwrap().to_string()
}

#[cfg(feature = "networks")]
#[test]
fn a_table_that_was_not_scaled_is_told() {
    let measures = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
    let options = CsvOptions::new().drop_missing();
    let path = "tests/tables/penguins.csv";
    let penguins = Dataset::from_csv_with(path, measures, "species", options).unwrap();
    let (raw_train, raw_test) = penguins.split(0.75, 1).unwrap();
    let scaler = Scaler::standard(&raw_train).unwrap();
    let train = scaler.apply(&raw_train).unwrap();
    let test = scaler.apply(&raw_test).unwrap();
    let net = FeedForward::new(train.ranges(), [6, 3]).unwrap().seed(1);
    let mut net = net.transfer([Transfer::TanSig, Transfer::SoftMax]).unwrap();
    net.train(&train, LBfgs::new().epochs(20)).unwrap();
    let (right, wrong) = (net.evaluate(&test).unwrap(), net.evaluate(&raw_test).unwrap());
    assert!(right.accuracy() > 0.9 && wrong.accuracy() < 0.6);
    assert!(!right.to_string().contains(FAR), "{right}");
    let [low, high] = raw_test.ranges()[3];
    let told = format!("Most values of `body_mass_g`, from {low} to {high}, lie {FAR}, ");
    assert!(wrong.to_string().contains(&told), "{wrong}");
    assert!(wrong.to_string().contains("`scaler.apply(&data)?`"), "{wrong}");

    // a network of samples is made for theirs
    let pnn = Pnn::new(&train, 0.5).unwrap();
    assert!(!pnn.evaluate(&test).unwrap().to_string().contains(FAR));
    assert!(pnn.evaluate(&raw_test).unwrap().to_string().contains(&told));
    let elman = Elman::new(train.ranges(), [4, 3]).unwrap();
    let mut elman = elman.transfer([Transfer::TanSig, Transfer::SoftMax]).unwrap();
    elman.train(&train, Rprop::new().epochs(3)).unwrap();
    assert!(!elman.evaluate(&test).unwrap().to_string().contains(FAR));
    assert!(elman.evaluate(&raw_test).unwrap().to_string().contains(&told));
}

#[test]
fn extrapolation_and_outliers_are_not_blamed() {
    for inputs in [
        [0.2, 0.5, 0.7, 0.9],
        [5.9, 5.9, 5.9, 5.9],
        [-4.9, -4.9, -4.9, -4.9],
        // a half is no majority
        [0.5, 0.5, 1e9, -1e9],
    ] {
        let matrix = made_for_0_to_1(&inputs);
        assert!(!matrix.contains(FAR), "{inputs:?}: {matrix}");
    }
    for inputs in [[6.1, 6.1, 6.1, 6.1], [-5.1, -5.1, -5.1, 0.5], [1e308, -1e308, 1e308, 0.0]] {
        let matrix = made_for_0_to_1(&inputs);
        assert!(matrix.contains(FAR), "{inputs:?}: {matrix}");
    }
}

#[test]
fn a_perceptron_with_its_scale_in_the_weights_or_without_ranges_has_none_to_leave() {
    let cars = toy::car_buyers().unwrap();
    let large = Scaler::min_max(&cars, [1000.0, 2000.0]).unwrap().apply(&cars).unwrap();
    let scaler = Scaler::standard(&large).unwrap();
    let learnt = scaler.apply(&large).unwrap();
    let mut perceptron = Perceptron::new(learnt.ranges(), 1).unwrap();
    perceptron.train(&learnt, Delta::new()).unwrap();
    assert!(perceptron.evaluate(&large).unwrap().to_string().contains(FAR));
    let unscaled = perceptron.unscaled(&scaler).unwrap();
    assert!(!unscaled.evaluate(&large).unwrap().to_string().contains(FAR));
    let weights = [("price", 1.0), ("transport", 1.0), ("skill", 1.0), ("model", 1.0)];
    let by_hand = Perceptron::by_hand(weights, 0.5).unwrap();
    assert!(!by_hand.evaluate(&large).unwrap().to_string().contains(FAR));
}
