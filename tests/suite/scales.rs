//! Standard scales of columns whose values differ by last digits only, or lie
//! far from 0: mean 0 in any case, and constant by scikit-learn's rule.

use percept::{Dataset, Perceptron, Scaler};

/// A column with values that lie up to `digits` last digits from `base`.
fn column(base: f64, n: usize, digits: u64) -> Vec<f64> {
    let value = |row: u64| f64::from_bits(base.to_bits() + row * 7919 % (digits + 1));
    let mut column: Vec<f64> = (0..n as u64 - 1).map(value).collect();
    column.push(f64::from_bits(base.to_bits() + digits));
    column
}

fn data(column: &[f64]) -> Dataset {
    Dataset::new(column, vec![0; column.len()]).unwrap()
}

/// Mean and standard deviation of the scaled column.
fn moments(column: &[f64]) -> [f64; 2] {
    let data = data(column);
    let scaled = Scaler::standard(&data).unwrap().apply(&data).unwrap();
    let n = column.len() as f64;
    let mean = scaled.inputs().sum() / n;
    let square = scaled.inputs().iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
    [mean, square.sqrt()]
}

#[test]
fn values_that_differ_by_last_digits_get_mean_0() {
    let mut both = [0, 0];
    for base in [0.3, 1.1, -7.7, 1e6 + 0.1, 1e-280, -1e300] {
        for n in [2, 3, 10, 100] {
            for digits in [1, 2, 4, 5, 8, 13, 20, 50, 200, 5000] {
                let column = column(base, n, digits);
                let [mean, deviation] = moments(&column);
                assert!(mean.abs() < 1e-12, "{base}, {n}, {digits}: {mean}");
                let constant = deviation == 0.0;
                assert!(constant || (deviation - 1.0).abs() < 1e-9, "{base}, {n}: {deviation}");
                both[usize::from(constant)] += 1;
            }
        }
    }
    assert!(both[0] > 50 && both[1] > 50, "{both:?}");
}

#[test]
fn what_is_constant_follows_from_the_number_of_rows() {
    // scikit-learn: constant where var <= n eps var + (n mean eps)^2, here with
    // deviations of half the width and a mean of 1
    for n in [2_u32, 4, 10, 100] {
        let at_most = 2 * n;
        for (digits, constant) in [(at_most - 1, true), (at_most + 1, false)] {
            let high = 1.0 + f64::from(digits) * f64::EPSILON;
            let column: Vec<f64> =
                (0..n).map(|row| if row % 2 == 0 { 1.0 } else { high }).collect();
            assert_eq!(moments(&column)[1] == 0.0, constant, "{n} rows, {digits} digits");
        }
    }
}

#[test]
fn columns_far_from_0_get_mean_0() {
    for offset in [1e3, 1e6, 1e9 + 0.1, 1e12, 1.7e15, -4.5e15] {
        for step in [0.25, 1.0, 3.0] {
            let column: Vec<f64> = (0..37).map(|row| offset + step * f64::from(row % 11)).collect();
            let [mean, deviation] = moments(&column);
            assert!(mean.abs() < 1e-12, "{offset}, {step}: {mean}");
            let constant = deviation == 0.0;
            assert!(constant || (deviation - 1.0).abs() < 1e-12, "{offset}, {step}: {deviation}");
        }
    }
    // ids of 16 digits are whole and stay apart
    let [mean, deviation] = moments(&[9_007_199_254_740_988.0, 9_007_199_254_740_990.0]);
    assert_eq!([mean, deviation], [0.0, 1.0]);
}

#[test]
fn whole_numbers_are_scaled_as_by_hand() {
    let years = data(&[1998.0, 1999.0, 2000.0, 2001.0]);
    let scaled = Scaler::standard(&years).unwrap().apply(&years).unwrap();
    let deviation = 1.25_f64.sqrt();
    for (scaled, by_hand) in scaled.inputs().iter().zip([-1.5, -0.5, 0.5, 1.5]) {
        assert_eq!(*scaled, by_hand / deviation);
    }
}

#[test]
fn a_scale_of_last_digits_is_saved_and_goes_back() {
    let column = column(1.1, 3, 50);
    let data = data(&column).name_inputs(["width"]).unwrap();
    let scale = Scaler::standard(&data).unwrap();
    let path = std::env::temp_dir().join(format!("percept_digits_{}.json", std::process::id()));
    scale.save(&path).unwrap();
    let again = Scaler::load(&path).unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(again, scale);
    let scaled = again.apply(&data).unwrap();
    let back = again.invert(scaled.inputs()).unwrap();
    for (value, back) in column.iter().zip(&back) {
        assert!((value - back).abs() <= 4.0 * f64::EPSILON);
    }
    assert!(scaled.inputs().sum().abs() < 1e-12);
}

#[test]
fn an_unscaled_perceptron_knows_the_whole_mean() {
    // the mean, 1e9 + 1/3, is no f64
    let column = [1e9, 1e9, 1e9 + 1.0];
    let data = data(&column);
    let scale = Scaler::standard(&data).unwrap();
    let mut perceptron = Perceptron::new([[-2.0, 2.0]], 1).unwrap();
    perceptron.set_weights([1.0]).unwrap();
    perceptron.set_biases([-1.0]).unwrap();
    let scaled = perceptron.predict(&scale.apply(&data).unwrap()).unwrap();
    assert_eq!(perceptron.unscaled(&scale).unwrap().predict(&data).unwrap(), scaled);
    assert_eq!(scaled.column(0).to_vec(), [0.0, 0.0, 1.0]);
}
