//! Outputs beside how often they are right, against the formulas of scikit-learn.

use percept::{Calibration, Dataset, FeedForward, Pnn, Transfer, toy};

fn assert_close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() < 1e-15, "{ours} is not {expected}");
}

#[test]
fn two_classes_are_seen_from_the_second() {
    let shares = [0.05, 0.15, 0.1, 0.95, 1.0, 0.0];
    let sure = Calibration::of([0, 0, 1, 1, 0, 0], shares).unwrap();
    let bins = sure.bins();
    // as calibration_curve(actual, shares, n_bins=10): what lies on an edge is below it
    assert_eq!(bins.len(), 3);
    let samples: Vec<usize> = bins.iter().map(|bin| bin.2).collect();
    assert_eq!(samples, [3, 1, 2]);
    for (bin, (output, share)) in bins.iter().zip([(0.05, 1.0 / 3.0), (0.15, 0.0), (0.975, 0.5)]) {
        assert_close(bin.0, output);
        assert_close(bin.1, share);
    }
    let squares = 0.0025 + 0.0225 + 0.81 + 0.0025 + 1.0;
    assert_close(sure.brier_score(), squares / 6.0);
    assert_close(sure.expected_error(), (3.0 * (1.0 / 3.0 - 0.05) + 0.15 + 2.0 * 0.475) / 6.0);
    // one column for each of the two says the same
    let both: Vec<[f64; 2]> = shares.iter().map(|share| [1.0 - share, *share]).collect();
    assert_eq!(Calibration::of([0, 0, 1, 1, 0, 0], both).unwrap(), sure);
}

#[test]
fn of_more_classes_the_largest_output_is_looked_at() {
    let outputs = [[0.7, 0.2, 0.1], [0.1, 0.3, 0.6], [0.4, 0.4, 0.2]];
    let sure = Calibration::of(["a", "b", "c"], outputs).unwrap();
    let bins = sure.bins();
    // of equal outputs the first is the answer, here a wrong one
    assert_eq!(bins, [(0.4, 0.0, 1), (0.6, 0.0, 1), (0.7, 1.0, 1)]);
    let squares = 0.09 + 0.04 + 0.01 + 0.01 + 0.49 + 0.36 + 0.16 + 0.16 + 0.64;
    assert_close(sure.brier_score(), squares / 3.0);
}

#[test]
fn networks_say_how_sure_they_are() {
    let (train, test) = toy::iris().unwrap().split(0.6, 1).unwrap();
    let pnn = Pnn::new(&train, 0.5).unwrap();
    let sure = pnn.calibration(&test).unwrap();
    assert_eq!(sure, Calibration::of(&test, pnn.predict(&test).unwrap()).unwrap());
    let network = FeedForward::new(train.ranges(), [4, 3]).unwrap();
    let shares = network.clone().transfer([Transfer::TanSig, Transfer::SoftMax]).unwrap();
    let sure = shares.calibration(&test).unwrap();
    assert_eq!(sure, Calibration::of(&test, shares.predict(&test).unwrap()).unwrap());
    let problem = network.calibration(&test).unwrap_err().to_string();
    assert!(
        problem.starts_with(
            "`outputs`: expected shares from 0 to 1, as of a last layer with LogSig or SoftMax"
        ),
        "{problem}"
    );
}

#[test]
fn what_does_not_fit_is_refused() {
    let said = |outputs: &[f64]| Calibration::of([0, 1], outputs).unwrap_err().to_string();
    assert_eq!(said(&[0.5]), "outputs: expected 2 × 1 or 2 columns, but got 1 × 1");
    assert!(said(&[0.5, 1.5]).ends_with("but got 1.5"));
    assert!(said(&[0.5, f64::NAN]).contains("NaN"));
    let one = Calibration::of([0, 0], [0.1, 0.2]).unwrap_err().to_string();
    assert!(one.starts_with("calibration: expected labels of two classes or more"), "{one}");
    let signs = Dataset::new([1.0, 2.0], [-1, 1]).unwrap();
    let network = FeedForward::new(signs.ranges(), 1).unwrap();
    assert_eq!(
        network.calibration(&signs).unwrap_err().to_string(),
        "calibration: expected targets of 0 and 1, since outputs are taken for shares, but got -1 \
         and 1"
    );
    // a data set knows the class that does not occur
    let half = Dataset::new([1.0, 2.0], [0, 1]).unwrap().head(1).unwrap();
    assert_eq!(Calibration::of(&half, [0.3]).unwrap().bins(), [(0.3, 0.0, 1)]);
    let none = Calibration::of(Vec::<i32>::new(), Vec::<f64>::new());
    assert!(none.is_err());
    let data = Dataset::new([1.0, 2.0], [0.5, 0.1]).unwrap();
    let network = FeedForward::new(data.ranges(), 1).unwrap().transfer(Transfer::LogSig).unwrap();
    let numbers = Dataset::new([1.0, 2.0, 3.0], [0.5, 0.1, 0.2]).unwrap();
    assert!(network.calibration(&numbers).is_err());
}

#[test]
fn the_picture_says_both_numbers() {
    let sure = Calibration::of(["no", "no", "yes", "yes"], [0.1, 0.4, 0.35, 0.8]).unwrap();
    let text = sure.to_string();
    assert!(text.contains("Brier score 0.158"), "{text}");
    assert!(
        text.contains("The mean output is 0.4125; 0.5 of the samples are of the class yes."),
        "{text}"
    );
}
