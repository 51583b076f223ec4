//! Splits, folds and shuffles.

use percept::{Dataset, toy};

use crate::errors::says;
use crate::points;
use crate::prepare::iris;

/// The inputs of all samples, sorted.
pub(crate) fn rows(sets: &[&Dataset]) -> Vec<Vec<u64>> {
    let mut rows = Vec::new();
    for set in sets {
        for (inputs, targets) in set.inputs().outer_iter().zip(set.targets().outer_iter()) {
            rows.push(inputs.iter().chain(targets).map(|x| x.to_bits()).collect());
        }
    }
    rows.sort_unstable();
    rows
}

/// How many samples of each class there are, one-hot.
pub(crate) fn members(data: &Dataset) -> Vec<f64> {
    data.targets().columns().into_iter().map(|column| column.sum()).collect()
}

/// Samples that all differ, a tenth of them of class 1.
fn uneven_classes(n: u32) -> Dataset {
    let inputs: Vec<u32> = (0..n).collect();
    let targets: Vec<bool> = inputs.iter().map(|i| i % 10 == 3).collect();
    Dataset::new(inputs, targets).unwrap()
}

#[test]
fn a_split_has_the_size_asked_for() {
    for (n, fraction, wanted) in
        [(10, 0.8, 8), (10, 0.75, 8), (3, 0.5, 2), (2, 0.5, 1), (7, 0.2, 1)]
    {
        let (train, test) = uneven_classes(n).split(fraction, 1).unwrap();
        assert_eq!((train.n_samples(), test.n_samples()), (wanted, n as usize - wanted));
    }
}

#[test]
fn a_split_loses_no_sample_and_has_none_twice() {
    for data in [iris(), uneven_classes(97), toy::sine(1000).unwrap()] {
        for fraction in [0.1, 0.5, 0.77] {
            let (train, test) = data.split(fraction, 3).unwrap();
            assert_eq!(rows(&[&train, &test]), rows(&[&data]));
        }
    }
}

#[test]
fn a_split_keeps_the_share_of_each_class() {
    for seed in 0..20 {
        let (train, test) = iris().split(0.8, seed).unwrap();
        assert_eq!((members(&train), members(&test)), (vec![40.0; 3], vec![10.0; 3]));
        let (train, test) = uneven_classes(200).split(0.7, seed).unwrap();
        assert_eq!((members(&train), members(&test)), (vec![14.0], vec![6.0]));
    }
}

#[test]
fn a_split_is_the_same_for_the_same_seed_only() {
    assert_eq!(iris().split(0.8, 5).unwrap(), iris().split(0.8, 5).unwrap());
    assert_ne!(iris().split(0.8, 5).unwrap(), iris().split(0.8, 6).unwrap());
}

#[test]
fn parts_keep_names_and_classes() {
    let data = iris();
    let (train, test) = data.split(0.5, 1).unwrap();
    for part in [train, test, data.shuffle(1).unwrap(), data.kfold(3, 1).unwrap()[0].1.clone()] {
        assert_eq!(part.input_names(), data.input_names());
        assert_eq!(part.target_names(), data.target_names());
        assert_eq!(part.class_names(), data.class_names());
    }
}

#[test]
fn a_fraction_is_between_0_and_1() {
    for (fraction, came) in
        [(0.0, "0"), (1.0, "1"), (-0.2, "-0.2"), (80.0, "80"), (f64::NAN, "NaN")]
    {
        says(
            iris().split(fraction, 1),
            &format!(
                "`fraction`: expected a share of the samples between 0 and 1, \
                 for instance 0.8, but got {came}"
            ),
        );
    }
    for fraction in [0.001, 0.999] {
        says(
            iris().split(fraction, 1),
            &format!(
                "`fraction`: expected a share that leaves at least one sample on each side, \
                 but got {fraction}"
            ),
        );
    }
}

#[test]
fn each_sample_is_in_one_test_set() {
    for (data, k) in [(iris(), 10), (uneven_classes(97), 7), (toy::sine(500).unwrap(), 3)] {
        let folds = data.kfold(k, 1).unwrap();
        assert_eq!(folds.len(), k);
        let tests: Vec<&Dataset> = folds.iter().map(|(_, test)| test).collect();
        assert_eq!(rows(&tests), rows(&[&data]));
        for (train, test) in &folds {
            assert_eq!(rows(&[train, test]), rows(&[&data]));
            let even = data.n_samples() / k;
            assert!((even..=even + 1).contains(&test.n_samples()));
        }
    }
}

#[test]
fn folds_keep_the_share_of_each_class() {
    for (train, test) in iris().kfold(10, 2).unwrap() {
        assert_eq!((members(&train), members(&test)), (vec![45.0; 3], vec![5.0; 3]));
    }
    for (_, test) in uneven_classes(200).kfold(7, 2).unwrap() {
        // 20 of class 1 in 7 folds
        assert!((2.0..=3.0).contains(&members(&test)[0]), "{:?}", members(&test));
    }
}

#[test]
fn there_can_be_as_many_folds_as_samples() {
    let folds = points().kfold(4, 1).unwrap();
    assert!(folds.iter().all(|(train, test)| (train.n_samples(), test.n_samples()) == (3, 1)));
}

#[test]
fn folds_are_the_same_for_the_same_seed_only() {
    assert_eq!(iris().kfold(5, 5).unwrap(), iris().kfold(5, 5).unwrap());
    assert_ne!(iris().kfold(5, 5).unwrap(), iris().kfold(5, 6).unwrap());
}

#[test]
fn folds_are_from_2_up_to_the_number_of_samples() {
    for k in [0, 1, 5, usize::MAX] {
        says(
            points().kfold(k, 1),
            &format!(
                "`k`: expected a number of folds from 2 up to the number of samples, but got {k}"
            ),
        );
    }
}

#[test]
fn shuffling_changes_only_the_order() {
    let data = iris();
    let shuffled = data.shuffle(1).unwrap();
    assert_ne!(shuffled, data);
    assert_eq!(rows(&[&shuffled]), rows(&[&data]));
    assert_eq!(shuffled, data.shuffle(1).unwrap());
    assert_ne!(shuffled, data.shuffle(2).unwrap());
}

#[test]
fn data_without_targets_can_be_shuffled_and_split() {
    let data = Dataset::unlabelled((0..10).collect::<Vec<_>>()).unwrap();
    let (train, test) = data.split(0.6, 1).unwrap();
    assert_eq!((train.n_samples(), test.n_samples(), train.n_targets()), (6, 4, 0));
    assert_eq!(rows(&[&data.shuffle(1).unwrap()]), rows(&[&data]));
    assert_eq!(data.kfold(5, 1).unwrap().len(), 5);
}

#[test]
fn folds_beyond_memory_are_refused() {
    let data = Dataset::new(vec![[0.5]; 14_000], vec![[1.0]; 14_000]).unwrap();
    says(
        data.kfold(14_000, 1),
        "`k`: expected folds of at most 2^27 numbers in all, since each holds all of the data \
         (take fewer folds, or `split` with several seeds), but got 14000 times 28000 numbers",
    );
    assert_eq!(data.kfold(10, 1).unwrap().len(), 10);
}
