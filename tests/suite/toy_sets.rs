//! The toy sets.

use percept::ndarray::{Array2, array};
use percept::{Dataset, toy};

use crate::errors::says;
use crate::points;
use crate::prepare::iris;
use crate::splits::{members, rows};

#[test]
fn iris_is_fishers() {
    let data = iris();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (150, 4, 3));
    assert_eq!(data.class_names().unwrap(), ["setosa", "versicolor", "virginica"]);
    assert_eq!(members(&data), [50.0; 3]);
    assert_eq!(data.inputs().row(0).to_vec(), [5.1, 3.5, 1.4, 0.2]);
    assert_eq!(data.targets().row(0).to_vec(), [1.0, 0.0, 0.0]);
    let means = [5.843_333, 3.057_333, 3.758, 1.199_333];
    for (column, mean) in data.inputs().columns().into_iter().zip(means) {
        assert!((column.mean().unwrap() - mean).abs() < 5e-7, "{mean}");
    }
    // the two rows that many copies have wrong
    assert_eq!(data.inputs().row(34).to_vec(), [4.9, 3.1, 1.5, 0.2]);
    assert_eq!(data.inputs().row(37).to_vec(), [4.9, 3.6, 1.4, 0.1]);
}

#[test]
fn gates_are_truth_tables() {
    let gates = [(toy::and(), [0.0, 0.0, 0.0, 1.0]), (toy::or(), [0.0, 1.0, 1.0, 1.0])];
    for (gate, outputs) in gates.into_iter().chain([(toy::xor(), [0.0, 1.0, 1.0, 0.0])]) {
        let gate = gate.unwrap();
        assert_eq!(gate.inputs(), array![[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]);
        assert_eq!(gate.targets().column(0).to_vec(), outputs);
    }
}

#[test]
fn the_toy_points_are_those_of_the_tutorial() {
    assert_eq!(toy::points().unwrap(), points());
}

#[test]
fn forty_people_bought_a_car_or_not() {
    let data = toy::car_buyers().unwrap();
    assert_eq!((data.n_samples(), data.n_targets()), (40, 1));
    assert_eq!(data.input_names(), ["price", "transport", "skill", "model"]);
    assert_eq!(data.target_names(), ["buy"]);
    assert_eq!(data.class_names().unwrap(), ["no", "yes"]);
    assert_eq!(data.inputs().row(0).to_vec(), [15.8, 25.0, 15.0, 3.0]);
}

#[test]
fn letters_are_26_different_pictures() {
    let data = toy::letters().unwrap();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (26, 35, 26));
    assert!(data.inputs().iter().all(|pixel| [0.0, 1.0].contains(pixel)));
    let mut distinct = rows(&[&Dataset::unlabelled(data.inputs()).unwrap()]);
    distinct.dedup();
    assert_eq!(distinct.len(), 26);
    assert_eq!(data.targets(), Array2::<f64>::eye(26));
    assert_eq!(data.class_names().unwrap().concat(), "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

#[test]
fn a_sine_has_half_its_height_from_minus_7_to_7() {
    let data = toy::sine(29).unwrap();
    assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (29, 1, 1));
    assert_eq!(data.ranges(), [[-7.0, 7.0]]);
    for (x, y) in data.inputs().iter().zip(data.targets()) {
        assert_eq!(*y, 0.5 * x.sin());
    }
    assert_eq!(data.inputs()[[14, 0]], 0.0);
    assert_eq!((data.input_names(), data.target_names()), (&["x".into()][..], &["y".into()][..]));
    for n in [0, 1, 1 << 40, usize::MAX] {
        says(toy::sine(n), &format!("`n`: expected 2 to 100,000,000 points, but got {n}"));
    }
}

type Scatter = fn(usize, f64, u64) -> percept::Result<Dataset>;

const SCATTERS: [Scatter; 4] = [toy::blobs, toy::moons, toy::circles, toy::spirals];

#[test]
fn scattered_points_are_as_many_as_asked_for_in_two_halves() {
    for scatter in SCATTERS {
        for (n, ones) in [(2, 1.0), (3, 1.0), (200, 100.0), (201, 100.0)] {
            let data = scatter(n, 0.1, 1).unwrap();
            assert_eq!((data.n_samples(), data.n_inputs(), data.n_targets()), (n, 2, 1));
            assert_eq!(data.targets().sum(), ones);
        }
    }
}

#[test]
fn scattered_points_are_the_same_for_the_same_seed_only() {
    for scatter in SCATTERS {
        assert_eq!(scatter(50, 0.1, 7).unwrap(), scatter(50, 0.1, 7).unwrap());
        assert_ne!(scatter(50, 0.1, 7).unwrap(), scatter(50, 0.1, 8).unwrap());
        assert_eq!(scatter(50, 0.0, 7).unwrap(), scatter(50, 0.0, 8).unwrap());
    }
}

#[test]
fn noise_is_a_standard_deviation() {
    for scatter in SCATTERS {
        let (clean, noisy) = (scatter(20_000, 0.0, 1).unwrap(), scatter(20_000, 0.3, 1).unwrap());
        let away = noisy.inputs() - clean.inputs();
        let n = away.len() as f64;
        let deviation = (away.iter().map(|d| d * d).sum::<f64>() / n).sqrt();
        assert!((deviation - 0.3).abs() < 0.01 && (away.sum() / n).abs() < 0.01, "{deviation}");
    }
}

#[test]
fn wrong_sizes_and_noises_are_refused() {
    for scatter in SCATTERS {
        for n in [0, 1, 1 << 40, usize::MAX] {
            let message = format!("`n`: expected 2 to 100,000,000 points, but got {n}");
            says(scatter(n, 0.1, 1), &message);
        }
        for (noise, came) in [(-0.1, "-0.1"), (f64::NAN, "NaN"), (f64::INFINITY, "inf")] {
            let message = format!("`noise`: expected a finite number, 0 or above, but got {came}");
            says(scatter(10, noise, 1), &message);
        }
    }
}
