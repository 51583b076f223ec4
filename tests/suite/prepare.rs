//! Scales, splits and the toy sets.

use percept::ndarray::{Array2, array};
use percept::{Dataset, Perceptron, Scaler, Transfer, toy};

use crate::errors::says;
use crate::points;

const RANGES: [[f64; 2]; 6] =
    [[0.0, 1.0], [-1.0, 1.0], [-1.0, 0.1], [0.1, 0.7], [-0.3, 1e9], [5.0, 5.1]];

/// Each column to 1e-12 of its largest value: what is scaled to 1 cannot tell
/// finer steps.
fn is_close(a: &Array2<f64>, b: &Array2<f64>) {
    assert_eq!(a.dim(), b.dim());
    for (a, b) in a.columns().into_iter().zip(b.columns()) {
        let largest = b.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
        for (a, b) in a.iter().zip(b) {
            assert!((a - b).abs() <= 1e-12 * largest, "{a} and {b}");
        }
    }
}

/// Numbers of very different sizes, the second column of one value only.
fn uneven() -> Dataset {
    let inputs = [[1e-9, 7.0, 0.1], [3e-9, 7.0, 1e6], [2e-9, 7.0, -3.3], [9e-9, 7.0, 0.7]];
    Dataset::new(inputs, [0, 1, 0, 1]).unwrap().name_inputs(["tiny", "same", "wide"]).unwrap()
}

pub(crate) fn iris() -> Dataset {
    toy::iris().unwrap()
}

#[test]
fn min_max_meets_both_ends_exactly() {
    for [low, high] in RANGES {
        for data in [iris(), points(), uneven()] {
            let scaled = Scaler::min_max(&data, [low, high]).unwrap().apply(&data).unwrap();
            for (before, after) in data.ranges().into_iter().zip(scaled.ranges()) {
                let wanted = if before[0] == before[1] { [0.0, 0.0] } else { [low, high] };
                assert_eq!(after, wanted);
            }
        }
    }
}

#[test]
fn min_max_keeps_the_order_of_values() {
    let data = Dataset::unlabelled((0..=1000).map(f64::from).collect::<Vec<_>>()).unwrap();
    for range in RANGES {
        let scaled = Scaler::min_max(&data, range).unwrap().apply(&data).unwrap();
        let column = scaled.inputs().column(0).to_vec();
        assert!(column.is_sorted(), "{range:?}");
    }
}

#[test]
fn standard_gives_mean_0_and_deviation_1() {
    let years = Dataset::unlabelled((1900..2020).collect::<Vec<_>>()).unwrap();
    let far = Dataset::unlabelled([[1e200, 1e-200], [3e200, 3e-200], [-9e200, 7e-200]]).unwrap();
    for data in [iris(), points(), years, far, toy::moons(10_000, 0.2, 1).unwrap()] {
        let scaled = Scaler::standard(&data).unwrap().apply(&data).unwrap();
        for column in scaled.inputs().columns() {
            let n = column.len() as f64;
            let mean = column.sum() / n;
            let deviation = (column.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
            assert!(mean.abs() < 1e-12, "mean {mean}");
            assert!((deviation - 1.0).abs() < 1e-12, "deviation {deviation}");
        }
    }
}

#[test]
fn a_column_of_one_value_becomes_0_and_comes_back() {
    for value in [7.0, 0.1, -1e300, 0.0] {
        let data = Dataset::unlabelled([[value, 1.0], [value, 2.0], [value, 4.0]]).unwrap();
        let scalers =
            [Scaler::min_max(&data, [1.0, 2.0]).unwrap(), Scaler::standard(&data).unwrap()];
        for scaler in scalers {
            let scaled = scaler.apply(&data).unwrap();
            assert_eq!(scaled.inputs().column(0).to_vec(), [0.0; 3]);
            assert_eq!(scaler.invert(&scaled).unwrap().column(0).to_vec(), [value; 3]);
            assert_eq!(scaler.apply_inputs([[1e3, 1.0]]).unwrap()[[0, 0]], 0.0);
        }
    }
}

#[test]
fn invert_brings_back_what_was() {
    for data in [iris(), points(), uneven()] {
        let mut scalers = vec![Scaler::standard(&data).unwrap()];
        for range in [[0.0, 1.0], [-1.0, 1.0], [-1.0, 0.1], [0.1, 0.7]] {
            scalers.push(Scaler::min_max(&data, range).unwrap());
        }
        for scaler in scalers {
            let scaled = scaler.apply(&data).unwrap();
            is_close(&scaler.invert(&scaled).unwrap(), data.inputs());
        }
    }
}

#[test]
fn scaling_to_0_and_1_is_the_norm_of_neurolab() {
    let data = points();
    let scaler = Scaler::min_max(&data, [0.0, 1.0]).unwrap();
    let norm = scaler.apply_inputs(&data).unwrap();
    let ranges = data.ranges();
    for ((row, column), value) in norm.indexed_iter() {
        let [min, max] = ranges[column];
        // neurolab: norm = (x - min) / (max - min), renorm = x * (max - min) + min
        let x = data.inputs()[[row, column]];
        assert!((value - (x - min) / (max - min)).abs() < 1e-15);
    }
    let renorm = scaler.invert([[0.25, 0.5], [2.0, -1.0]]).unwrap();
    is_close(&renorm, &array![[0.35, 1.05], [2.8, -1.5]]);
}

#[test]
fn targets_go_to_a_range_and_back() {
    let data = Dataset::new(
        [[1.0, 2.0], [3.0, 4.0], [5.0, 9.0]],
        [[100.0, 7.0], [300.0, 7.0], [250.0, 7.0]],
    )
    .unwrap()
    .name_targets(["price", "floor"])
    .unwrap();
    let scaler = Scaler::targets(&data, [-1.0, 1.0]).unwrap();
    let small = scaler.apply(&data).unwrap();
    assert_eq!(small.targets(), array![[-1.0, 0.0], [1.0, 0.0], [0.5, 0.0]]);
    assert_eq!((small.inputs(), small.target_names()), (data.inputs(), data.target_names()));
    assert_eq!(scaler.invert(small.targets()).unwrap(), data.targets());
    // outputs beyond those that were learnt
    assert_eq!(scaler.invert([[2.0, 3.0]]).unwrap(), array![[400.0, 7.0]]);
    assert!(scaler.is_for_targets() && !Scaler::standard(&data).unwrap().is_for_targets());
    says(
        scaler.apply(&Dataset::new([1.0], [1.0]).unwrap()),
        "targets: expected 2 values per sample (`price`, `floor`), but got 1 (a flat list is a \
         column; write a row as [[…]])",
    );
    says(
        Scaler::targets(&Dataset::unlabelled([1.0]).unwrap(), [0.0, 1.0]),
        "data: expected at least one target (`Dataset::new`), but got none",
    );
    assert!(Scaler::targets(&data, [1.0, -1.0]).is_err());
    // it comes back from a file, and does not pass for one of inputs
    let text = serde_json::to_string(&scaler).unwrap();
    assert_eq!(serde_json::from_str::<Scaler>(&text).unwrap(), scaler);
    let inputs = Scaler::min_max(&data, [-1.0, 1.0]).unwrap();
    let text = serde_json::to_string(&inputs).unwrap();
    assert!(!text.contains("targets"), "older versions read it too: {text}");
    assert_eq!(serde_json::from_str::<Scaler>(&text).unwrap(), inputs);
    let perceptron = percept::Perceptron::new(data.ranges(), 1).unwrap();
    let message = "scaler: expected one learnt from 2 inputs, but got 2 targets";
    says(perceptron.unscaled(&scaler), message);
    says(perceptron.save_with(&scaler, std::env::temp_dir().join("never_written")), message);
}

#[test]
fn a_scale_keeps_names_targets_and_classes() {
    let data = iris();
    let scaled = Scaler::standard(&data).unwrap().apply(&data).unwrap();
    assert_eq!(scaled.input_names(), data.input_names());
    assert_eq!(scaled.targets(), data.targets());
    assert_eq!(scaled.target_names(), data.target_names());
    assert_eq!(scaled.class_names(), data.class_names());
}

#[test]
fn a_scale_goes_on_beyond_the_data_it_was_learnt_from() {
    let data = Dataset::unlabelled([10.0, 30.0]).unwrap();
    let scaler = Scaler::min_max(&data, [-1.0, 1.0]).unwrap();
    assert_eq!(scaler.apply_inputs([0.0, 20.0, 60.0]).unwrap(), array![[-2.0], [0.0], [4.0]]);
}

#[test]
fn a_scale_takes_as_many_inputs_as_it_was_learnt_from() {
    let scaler = Scaler::standard(&points()).unwrap();
    let message = "inputs: expected 2 values per sample, but got 3";
    says(scaler.apply_inputs([[1.0, 2.0, 3.0]]), message);
    says(scaler.invert([[1.0, 2.0, 3.0]]), message);
    says(scaler.apply(&iris()), "inputs: expected 2 values per sample, but got 4");
}

#[test]
fn a_scale_tells_a_flat_list_from_a_row() {
    let cars = Dataset::new([[39.0, 18.0, 181.0], [46.0, 15.0, 211.0]], [0, 1]).unwrap();
    let cars = cars.name_inputs(["length", "depth", "flipper"]).unwrap();
    let scaler = Scaler::standard(&cars).unwrap();
    let message = "inputs: expected 3 values per sample (`length`, `depth`, `flipper`), but got 1 \
                   (a flat list is a column; write a row as [[…]])";
    says(scaler.apply_inputs([39.0, 18.0, 181.0]), message);
    says(scaler.invert([0.0, 1.0]), message);
    assert_eq!(scaler.apply_inputs([[39.0, 18.0, 181.0]]).unwrap(), array![[-1.0, 1.0, -1.0]]);
}

#[test]
fn a_scale_refuses_what_is_not_finite() {
    let scaler = Scaler::standard(&points()).unwrap();
    says(
        scaler.apply_inputs([[1.0, f64::NAN]]),
        "inputs: row 0, column 1 (counting from 0) is NaN, but every value must be a finite number",
    );
    says(
        scaler.invert([[1.0, 2.0], [f64::INFINITY, 0.0]]),
        "inputs: row 1, column 0 (counting from 0) is inf, but every value must be a finite number",
    );
}

#[test]
fn a_range_goes_from_low_to_high() {
    let wrong = [
        ([1.0, 0.0], "[1, 0]"),
        ([1.0, 1.0], "[1, 1]"),
        ([f64::NAN, 1.0], "[NaN, 1]"),
        ([0.0, f64::INFINITY], "[0, inf]"),
        ([-1e308, 1e308], &format!("[{}, {}]", -1e308, 1e308)),
    ];
    for (range, came) in wrong {
        says(
            Scaler::min_max(&points(), range),
            &format!("`range`: expected [low, high] with low < high, both finite, but got {came}"),
        );
    }
}

#[test]
fn what_leaves_the_range_of_numbers_is_refused() {
    let message = |value: &str| {
        format!(
            "scaling: the result is {value}, beyond the range of 64-bit numbers; \
             scale the inputs or the weights down"
        )
    };
    let wide = Dataset::unlabelled([-1e308, 1e308]).unwrap();
    says(Scaler::min_max(&wide, [0.0, 1.0]), &message("inf"));
    says(Scaler::standard(&wide), &message("inf"));
    let tiny = Dataset::unlabelled([0.0, 1e-300]).unwrap();
    for range in RANGES {
        let scaler = Scaler::min_max(&tiny, range).unwrap();
        says(scaler.apply_inputs([1e10]), &message("inf"));
        says(scaler.apply_inputs([-1e10]), &message("-inf"));
    }
    let large = Dataset::unlabelled([0.0, 1e300]).unwrap();
    says(Scaler::standard(&large).unwrap().invert([1e10]), &message("inf"));
}

#[test]
fn no_scale_makes_nan() {
    let extremes = [0.0, -0.0, 5e-324, -5e-324, 1.0, 1e-300, 1e300, f64::MAX, f64::MIN];
    for a in extremes {
        for b in extremes {
            let data = Dataset::unlabelled([a, b]).unwrap();
            let ranges = [[0.0, 1.0], [1.0, 2.0], [f64::MIN, 0.0], [0.0, 5e-324]];
            let mut scalers: Vec<Scaler> = Scaler::standard(&data).into_iter().collect();
            scalers.extend(ranges.iter().flat_map(|range| Scaler::min_max(&data, *range)));
            for scaler in scalers {
                for x in extremes {
                    for result in [scaler.apply_inputs([x]), scaler.invert([x])] {
                        match result {
                            Ok(scaled) => assert!(scaled[[0, 0]].is_finite()),
                            Err(problem) => {
                                let words = problem.to_string();
                                assert!(!words.contains("NaN"), "{a}, {b}, {x}: {words}");
                            }
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn an_unscaled_perceptron_answers_as_the_scaled_one() {
    let data = uneven();
    for scaler in [Scaler::standard(&data), Scaler::min_max(&data, [-1.0, 3.0])] {
        let scaler = scaler.unwrap();
        let inner = scaler.apply(&data).unwrap();
        let mut perceptron =
            Perceptron::new(inner.ranges(), 1).unwrap().transfer(Transfer::PureLin);
        perceptron.set_weights([[0.3, -7.0, 1.5]]).unwrap();
        perceptron.set_threshold(0.2).unwrap();
        let answers = perceptron.unscaled(&scaler).unwrap().predict(&data).unwrap();
        is_close(&answers, &perceptron.predict(&inner).unwrap());
    }
}

#[test]
fn a_scaler_must_fit_the_perceptron() {
    let scaler = Scaler::standard(&points()).unwrap();
    let perceptron = Perceptron::new([[0.0, 1.0]; 3], 1).unwrap();
    says(
        perceptron.unscaled(&scaler),
        "scaler: expected one learnt from 3 inputs, but got 2 inputs",
    );
    let tiny = Dataset::new([[0.0], [1e-300]], [0, 1]).unwrap();
    let mut steep = Perceptron::new([[0.0, 1.0]], 1).unwrap();
    steep.set_weights([[1e300]]).unwrap();
    let refused = steep.unscaled(&Scaler::min_max(&tiny, [0.0, 1.0]).unwrap());
    says(
        refused,
        "unscaled weight: the result is inf, beyond the range of 64-bit numbers; \
         scale the inputs or the weights down",
    );
}

#[test]
fn a_spread_of_last_digits_is_none() {
    let columns: [[f64; 3]; 3] =
        [[0.1 + 0.2, 0.3, 0.3], [0.7 + 0.1, 0.8, 0.8], [1.1 + 2.2, 3.3, 3.3]];
    for column in columns {
        assert_ne!(column[0], column[1]);
        let data = Dataset::new(column.map(|value| [value]), [0, 1, 1]).unwrap();
        let ranged = Scaler::min_max(&data, [-1.0, 1.0]).unwrap();
        for scaler in [Scaler::standard(&data).unwrap(), ranged] {
            let scaled = scaler.apply(&data).unwrap();
            assert_eq!(scaled.inputs().as_slice().unwrap(), [0.0; 3]);
            assert!((scaler.invert([0.0]).unwrap()[[0, 0]] - column[1]).abs() < 1e-15);
        }
    }
    let ids = Dataset::new([9_007_199_254_740_988.0, 9_007_199_254_740_990.0], [0, 1]).unwrap();
    let scaled = Scaler::min_max(&ids, [0.0, 1.0]).unwrap().apply(&ids).unwrap();
    assert_eq!(scaled.inputs().as_slice().unwrap(), [0.0, 1.0]);
    // neighbours among 16 digits differ by more
    let ids = Dataset::new([1e15, 1e15 + 1.0, 1e15 + 2.0], [0, 1, 1]).unwrap();
    let scaled = Scaler::min_max(&ids, [0.0, 1.0]).unwrap().apply(&ids).unwrap();
    assert_eq!(scaled.inputs().as_slice().unwrap(), [0.0, 0.5, 1.0]);
}

#[test]
fn a_new_value_in_a_constant_column_is_0() {
    let data = Dataset::new([5.0, 5.0], [0, 1]).unwrap();
    assert_eq!(Scaler::standard(&data).unwrap().apply_inputs([9.0]).unwrap()[[0, 0]], 0.0);
}
