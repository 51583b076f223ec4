//! Networks of prototypes and patterns: what they find, and what they refuse.

use percept::{
    Competitive, Dataset, Grnn, Hamming, Hopfield, Lvq, LvqRule, Pnn, Stop, WinnerTakeAll, toy,
};

#[test]
fn a_hopfield_memory_mends_patterns() {
    // orthogonal patterns: every weight by hand is (p₁ p₁ᵀ + p₂ p₂ᵀ) / 4 off the diagonal
    let memory = Hopfield::new([[1, 1, -1, -1], [1, -1, 1, -1]]).unwrap();
    assert_eq!(memory.weights().row(0).to_vec(), [0.0, 0.0, 0.0, -0.5]);
    assert_eq!(memory.energy([1, 1, -1, -1]).unwrap(), -1.0);
    let pattern = [1.0, 1.0, -1.0, -1.0];
    assert_eq!(memory.recall_steps(pattern).unwrap(), [pattern]);
}

#[test]
fn spoilt_letters_are_recalled() {
    let letters = toy::letters().unwrap();
    let rows: Vec<Vec<f64>> = [0, 8, 23]
        .iter()
        .map(|row| letters.inputs().row(*row).iter().map(|ink| 2.0 * ink - 1.0).collect())
        .collect();
    let (hopfield, hamming) = (Hopfield::new(&rows).unwrap(), Hamming::new(&rows).unwrap());
    for (i, letter) in rows.iter().enumerate() {
        assert_eq!(&hopfield.recall(letter).unwrap(), letter, "letter {i} is stable");
        for start in 0..12 {
            let mut spoilt = letter.clone();
            for k in 0..3 {
                spoilt[(start * 2 + 11 * k) % 35] *= -1.0;
            }
            assert_eq!(hamming.nearest(&spoilt).unwrap(), i);
            let energy = |x: &[f64]| hopfield.energy(x).unwrap();
            assert!(energy(letter) <= energy(&spoilt));
        }
    }
}

#[test]
fn wrong_patterns_are_refused_with_a_sentence() {
    assert_eq!(
        Hopfield::new([[1.0, 0.5]]).unwrap_err().to_string(),
        "`patterns`: expected -1 or 1 in every place, but got 0.5 in row 0, column 1 (counting \
         from 0)"
    );
    let none: [[f64; 2]; 0] = [];
    assert_eq!(
        Hamming::new(none).unwrap_err().to_string(),
        "patterns: expected at least one pattern, but got none"
    );
    let memory = Hopfield::new([[1, -1]]).unwrap();
    assert_eq!(
        memory.recall([1.0]).unwrap_err().to_string(),
        "sample: expected 2 values (x1, x2), but got 1"
    );
    assert!(memory.recall([1.0, f64::NAN]).is_err());
    assert!(memory.energy([1e200, 1e200]).is_err());
}

#[test]
fn far_away_the_nearest_sample_decides() {
    let data = Dataset::new([0.0, 1.0], [2.0, 4.0]).unwrap();
    let outputs = Grnn::new(&data, 0.01).unwrap().predict([-1e6, 1e6]).unwrap();
    assert_eq!((outputs[(0, 0)], outputs[(1, 0)]), (2.0, 4.0));
    let classes = Dataset::new([0.0, 1.0, 1.1], [0, 1, 1]).unwrap();
    let shares = Pnn::new(&classes, 0.01).unwrap().predict([-50.0, 50.0]).unwrap();
    assert_eq!((shares[(0, 0)], shares[(1, 1)]), (1.0, 1.0));
}

#[test]
fn a_class_of_many_samples_does_not_outweigh_one_of_few() {
    // both equally dense half way: e⁻¹ on average
    let data = Dataset::new([-1.0, -1.0, -1.0, 1.0], [0, 0, 0, 1]).unwrap();
    let shares = Pnn::new(&data, 1.0).unwrap().predict([0.0]).unwrap();
    assert_eq!((shares[(0, 0)], shares[(0, 1)]), (0.5, 0.5));
}

#[test]
fn a_spread_has_to_be_above_0() {
    let data = Dataset::new([0.0], [1.0]).unwrap();
    for spread in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(Grnn::new(&data, spread).is_err() && Pnn::new(&data, spread).is_err());
    }
}

#[test]
fn the_winner_moves_by_the_rate() {
    let mut network = Competitive::new([[0.0, 1.0]], 2).unwrap();
    network.set_prototypes([0.0, 1.0]).unwrap();
    let data = Dataset::unlabelled([0.2, 0.9]).unwrap();
    let history = network.train(&data, WinnerTakeAll::new().epochs(2).learning_rate(0.5)).unwrap();
    // by hand: 0.2 + 0.1, then each prototype half way to its sample
    assert!((history.errors()[0] - 0.3).abs() < 1e-15);
    assert!((history.errors()[1] - 0.15).abs() < 1e-15);
    assert!((network.prototypes()[(0, 0)] - 0.1).abs() < 1e-15);
    assert_eq!(history.seed(), Some(0));
}

#[test]
fn lvq_moves_away_from_other_classes() {
    let mut network = Lvq::new([[-1.0, 1.0]], [1, 1]).unwrap();
    network.set_prototypes([0.5, -0.4]).unwrap();
    let data = Dataset::new([0.6, -0.6], [1, 1]).unwrap();
    let history = network.train(&data, LvqRule::new().epochs(2).learning_rate(0.1)).unwrap();
    assert_eq!(history.errors()[0], 0.5);
    // by hand: 0.5 − 0.1 × 0.1 and −0.4 − 0.1 × 0.2
    assert!((network.prototypes()[(0, 0)] - 0.49).abs() < 1e-15);
    assert!((network.prototypes()[(1, 0)] + 0.42).abs() < 1e-15);
}

#[test]
fn iris_has_three_prototypes() {
    let iris = toy::iris().unwrap();
    let mut network = Lvq::new(iris.ranges(), [2, 2, 2]).unwrap();
    network.train(&iris, LvqRule::new().epochs(100)).unwrap();
    let labels = network.predict_labels(&iris).unwrap();
    let names = iris.class_names().unwrap();
    let right = |row: usize| {
        let class = iris.targets().row(row).iter().position(|t| *t == 1.0).unwrap();
        labels[row] == names[class]
    };
    let hits = (0..150).filter(|row| right(*row)).count();
    assert!(hits >= 135, "{hits} of 150");
}

#[test]
fn prototypes_that_fly_away_are_noticed() {
    let data = Dataset::new([[1.0, 0.0], [0.0, 1.0]], [0, 1]).unwrap();
    let mut network = Lvq::new([[0.0, 1.0], [0.0, 1.0]], [1, 1]).unwrap();
    network.set_prototypes([[0.1, 0.9], [0.9, 0.1]]).unwrap();
    let trainer = LvqRule::new().learning_rate(1e300).epochs(50).goal(-1.0);
    let history = network.train(&data, trainer).unwrap();
    assert_eq!(history.stop(), Stop::Diverged);
    assert!(network.prototypes().iter().all(|value| value.is_finite()));
}

#[test]
fn what_prototypes_cannot_learn_is_refused() {
    assert!(Competitive::new([[0.0, 1.0]], 0).is_err());
    assert!(Competitive::new([[0.0, 1.0]], usize::MAX).is_err());
    assert!(Lvq::new([[0.0, 1.0]], [2]).is_err() && Lvq::new([[0.0, 1.0]], [2, 0]).is_err());
    assert!(Lvq::new([[0.0, 1.0]], [usize::MAX, usize::MAX]).is_err());
    let data = Dataset::unlabelled([[0.0, 1.0]]).unwrap();
    let mut network = Competitive::new([[0.0, 1.0]], 2).unwrap();
    assert!(network.train(&data, WinnerTakeAll::new()).is_err());
    let data = Dataset::unlabelled([0.0, 1.0]).unwrap();
    assert!(network.train(&data, WinnerTakeAll::new().epochs(0)).is_err());
    assert!(network.train(&data, WinnerTakeAll::new().learning_rate(-1.0)).is_err());
    let mut network = Lvq::new([[0.0, 1.0]], [1, 1]).unwrap();
    assert!(network.train(&data, LvqRule::new()).is_err());
}
