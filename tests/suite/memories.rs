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
    assert_eq!(memory.recall(pattern).unwrap().steps(), [pattern]);
}

/// Some of the toy letters, with −1 for paper.
pub(crate) fn letters(names: &str) -> Vec<Vec<f64>> {
    let letters = toy::letters().unwrap();
    let row = |name| letters.class_names().unwrap().iter().position(|own| *own == name).unwrap();
    let signs = |row: usize| letters.inputs().row(row).iter().map(|ink| 2.0 * ink - 1.0).collect();
    names.chars().map(|name| signs(row(name.to_string()))).collect()
}

/// The same with `n` of its places turned round.
fn spoilt(letter: &[f64], n: usize, random: &mut fastrand::Rng) -> Vec<f64> {
    let mut spoilt = letter.to_vec();
    for place in random.choose_multiple(0..letter.len(), n) {
        spoilt[place] *= -1.0;
    }
    spoilt
}

/// A J K X are among the sets of four that Hebb's rule can hold: 5,552 of the
/// 14,950 are stable, and of 25 draws of 4 flipped pixels for each letter 1,157
/// sets are recalled from all.
#[test]
fn letters_with_a_tenth_of_their_pixels_flipped_are_recalled() {
    let rows = letters("AJKX");
    let (hopfield, hamming) = (Hopfield::new(&rows).unwrap(), Hamming::new(&rows).unwrap());
    let mut random = fastrand::Rng::with_seed(1);
    for (i, letter) in rows.iter().enumerate() {
        let recall = hopfield.recall(letter).unwrap();
        assert_eq!((recall.steps().len(), recall.pattern()), (1, &letter[..]), "it is stable");
        // 4 of 35 are 11 %
        for turn in 0..100 {
            let spoilt = spoilt(letter, 4, &mut random);
            let recall = hopfield.recall(&spoilt).unwrap();
            assert!(recall.is_found() && recall.is_settled(), "letter {i}, turn {turn}");
            assert_eq!((recall.nearest(), recall.pattern()), (i, &letter[..]));
            assert_eq!(recall.differences()[0], 4);
            assert_eq!(hamming.recall(&spoilt).unwrap().nearest(), i);
            assert!(recall.energies().last() < recall.energies().first());
        }
    }
}

#[test]
fn any_four_letters_with_a_tenth_of_their_pixels_flipped_are_recalled_by_projection() {
    // sets and pixels of the seeds 0 to 19
    let (mut found, mut hebb, mut all) = (0, 0, 0);
    for seed in 0..20 {
        let mut random = fastrand::Rng::with_seed(seed);
        let names: String = random.choose_multiple('A'..='Z', 4).into_iter().collect();
        let rows = letters(&names);
        let memory = Hopfield::projection(&rows).unwrap();
        assert_eq!(memory.predict(&rows).unwrap().into_iter().collect::<Vec<_>>(), rows.concat());
        let other = Hopfield::new(&rows).unwrap();
        for letter in &rows {
            for _ in 0..10 {
                // 4 of 35 are 11 %
                let spoilt = spoilt(letter, 4, &mut random);
                found += usize::from(memory.recall(&spoilt).unwrap().pattern() == letter);
                hebb += usize::from(other.recall(&spoilt).unwrap().pattern() == letter);
                all += 1;
            }
        }
    }
    println!("four letters, 4 of 35 pixels flipped: {found} of {all}, by Hebb's rule {hebb}");
    assert!(found * 100 >= 95 * all && found > hebb, "{found} and {hebb} of {all}");
}

#[test]
fn projection_weights_leave_the_patterns_as_they_are() {
    // by hand: the directions are (1, 1, 1, 1) / 2 and (1, 1, -1, -1) / 2; the third pattern is
    // minus the second, the fourth the first again
    let patterns = [[1, 1, 1, 1], [1, 1, -1, -1], [-1, -1, 1, 1], [1, 1, 1, 1]];
    let memory = Hopfield::projection(patterns).unwrap();
    let expected =
        [[0.5, 0.5, 0.0, 0.0], [0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5], [0.0, 0.0, 0.5, 0.5]];
    assert_eq!(memory.weights(), percept::ndarray::arr2(&expected));
    assert_eq!(
        memory.predict(patterns).unwrap(),
        percept::ndarray::arr2(&patterns).mapv(f64::from)
    );
    // as many as places: nothing is left to mend
    let every = [[1, 1, 1], [1, 1, -1], [1, -1, 1], [-1, 1, 1]];
    let full = Hopfield::projection(every).unwrap();
    for (i, weight) in full.weights().iter().enumerate() {
        assert!((weight - f64::from(u8::from(i % 4 == 0))).abs() < 1e-14);
    }
    assert!(
        Hopfield::projection([[1, 2]]).is_err() && Hopfield::projection([[0.0; 0]; 0]).is_err()
    );
}

#[test]
fn a_recall_says_what_was_found() {
    let memory = Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]]).unwrap();
    let recall = memory.recall([1, 1, -1, -1, -1, -1]).unwrap().width(3).unwrap();
    let recall = recall.names(["row", "comb"]).unwrap();
    let chart = recall.chart();
    let words = chart.to_string();
    assert!(words.starts_with("Recalled: row, after 1 step\n"), "{words}");
    assert!(words.contains("1 of 6 pixels differs from row at first, 0 in the end."), "{words}");
    // by hand: −½ xᵀWx from the two overlaps, 4 and 0, then 6 and 2:
    // −½ ((36 + 4) / 6 − 2)
    for (energy, wanted) in recall.energies().iter().zip([-1.0 / 3.0, -7.0 / 3.0]) {
        assert!((energy - wanted).abs() < 1e-12, "{energy} and {wanted}");
    }
    assert!(chart.to_svg().contains(">given: energy −0.3333<"), "{}", chart.to_svg());
    // an image of 3 × 2 pixels, its first row on top
    let image = &crate::plotly_json(&chart)["data"][0];
    assert_eq!(image["z"], serde_json::json!([[0, 0, 0], [4, 4, 0]]));
    assert_eq!(image["x"], serde_json::json!([0.5, 1.5, 2.5]));
    assert_eq!(image["y"], serde_json::json!([0.5, 1.5]));
    let differing = &crate::plotly_json(&chart)["data"][1];
    assert_eq!((&differing["x"][0], &differing["y"][0]), (&2.5.into(), &1.5.into()));
}

#[test]
fn a_memory_says_how_many_random_patterns_it_has_room_for() {
    let letters = Hopfield::new(letters("AJ")).unwrap().to_string();
    assert!(letters.contains("Capacity of 35 pixels: about 4 random patterns (0.14 × 35)."));
    let one = Hopfield::new([[1.0], [-1.0]]).unwrap().to_string();
    assert!(one.contains("Capacity of 1 pixel: about 1 random pattern (0.14 × 1)."), "{one}");
}

#[test]
fn what_is_not_found_is_said_too() {
    let memory = Hopfield::new([[1, 1, 1, -1, -1, -1], [1, -1, 1, -1, 1, -1]]).unwrap();
    let turned = memory.recall([-1, -1, -1, 1, 1, 1]).unwrap();
    assert!(!turned.is_found() && turned.is_settled());
    let title = "Recalled: pattern 0 with on and off exchanged\n";
    assert!(turned.to_string().starts_with(title), "{turned}");
    assert!(turned.to_string().contains("6 of 6 pixels differ from pattern 0 at first, 6 in"));
    // both places turn at every step
    let pair = Hopfield::new([[1, 1]]).unwrap().recall([1, -1]).unwrap();
    assert!(!pair.is_settled() && pair.to_string().contains("back and forth"), "{pair}");
    let letters = letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    let crowded = Hopfield::new(&letters).unwrap().recall(&letters[1]).unwrap();
    assert!(!crowded.is_found() && crowded.to_string().contains("none of the stored patterns"));
}

#[test]
fn a_hamming_memory_shows_its_contest() {
    let memory = Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1], [1, 1, 1, 1]]).unwrap();
    let recall = memory.recall([1, 1, -1, -1]).unwrap();
    assert_eq!((recall.nearest(), recall.differences()), (0, &[1, 0][..]));
    assert!(recall.energies().is_empty() && recall.is_settled());
    let words = recall.to_string();
    assert!(words.starts_with("Nearest: pattern 0\n1 of 4 pixels differs from pattern 0.\n"));
    assert!(words.contains("The second nearest, pattern 2, differs in 2 pixels."), "{words}");
    let tie = Hamming::new([[1, 1], [1, -1]]).unwrap().recall([1, 0]).unwrap();
    assert!(!tie.is_settled() && tie.to_string().contains("equally near"), "{tie}");
}

#[test]
fn a_width_has_to_fit() {
    let memory = Hopfield::new([[1, -1, 1]]).unwrap();
    for width in [0, 4] {
        assert_eq!(
            memory.recall([1, 1, 1]).unwrap().width(width).unwrap_err().to_string(),
            format!(
                "`width`: expected at least one pixel, and not more than a pattern has, but got \
                 {width} for 3 pixels"
            )
        );
    }
    assert!(memory.recall([1, 1, 1]).unwrap().names(["a", "b"]).is_err());
}

#[test]
fn large_memories_have_small_pictures() {
    let board: Vec<f64> =
        (0..4096).map(|i| if (i / 64 + i) % 2 == 0 { 1.0 } else { -1.0 }).collect();
    let mut blank = board.clone();
    blank[..2000].fill(1.0);
    let many = vec![board.clone(); 40];
    let hamming = Hamming::new(&many).unwrap();
    let charts = [
        hamming.chart(),
        hamming.recall(&blank).unwrap().width(1).unwrap().chart(),
        hamming.recall(&blank).unwrap().chart(),
        Hopfield::new([&board[..1000], &blank[..1000]])
            .unwrap()
            .recall(&board[..1000])
            .unwrap()
            .chart(),
    ];
    for chart in charts {
        let bundle = chart.mime_bundle();
        let size = bundle.html().len() + bundle.plotly().len() + bundle.plain().len();
        assert!(size <= 300_000, "{size} bytes: {}", chart.alt());
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

#[test]
fn every_network_says_what_it_is() {
    let patterns = [[1, 1, 1, -1], [-1, -1, 1, 1]];
    let said = [
        Hopfield::new(patterns).unwrap().summary(),
        Hopfield::projection(patterns).unwrap().max_steps(1).summary(),
        Hamming::new(patterns).unwrap().summary(),
        Competitive::new([[0.0, 1.0]; 2], 3).unwrap().summary(),
        Lvq::new([[0.0, 1.0]; 2], [2, 1]).unwrap().summary(),
        Grnn::new(&toy::sine(12).unwrap(), 0.5).unwrap().summary(),
        Pnn::new(&toy::iris().unwrap(), 0.5).unwrap().summary(),
    ];
    let expected = [
        "2 patterns of 4 places, 16 weights by Hebb's rule, at most 10 steps",
        "2 patterns of 4 places, 16 weights by projection, at most 1 step",
        "2 patterns of 4 places, at most 10 steps",
        "2 inputs, 3 prototypes",
        "2 inputs, 2 classes, 3 prototypes\nclass 0: 2 prototypes\nclass 1: 1 prototype",
        "12 samples, 1 input, 1 target, spread 0.5",
        "150 samples, 4 inputs, 3 classes, spread 0.5\n\
         class 0: 50 samples\nclass 1: 50 samples\nclass 2: 50 samples",
    ];
    assert_eq!(said, expected);
}

#[test]
fn a_hamming_memory_predicts_the_end_of_its_contest() {
    let memory = Hamming::new([[1, 1, 1, -1], [-1, -1, 1, 1], [1, -1, 1, -1]]).unwrap();
    let samples = [[1.0, 1.0, -1.0, -1.0], [-1.0, -1.0, -1.0, 1.0], [1.0, -1.0, 1.0, -1.0]];
    let outputs = memory.predict(samples).unwrap();
    assert_eq!(outputs.dim(), (3, 3));
    for (row, sample) in samples.iter().enumerate() {
        assert_eq!(outputs.row(row).to_vec(), *memory.contest(sample).unwrap().last().unwrap());
        let left: Vec<usize> = (0..3).filter(|pattern| outputs[(row, *pattern)] > 0.0).collect();
        assert_eq!(left, [memory.nearest(sample).unwrap()]);
    }
    assert!(memory.predict([[1.0, 1.0]]).is_err());
    assert!(memory.predict([[f64::NAN; 4]]).is_err());
    assert!(memory.predict(Vec::<[f64; 4]>::new()).is_err());
}

#[test]
fn a_cycle_of_two_ends_a_recall_however_many_steps_are_allowed() {
    for (steps, last) in [(10, [1.0, -1.0]), (11, [-1.0, 1.0]), (usize::MAX, [-1.0, 1.0])] {
        let memory = Hopfield::new([[1, 1]]).unwrap().max_steps(steps);
        let recall = memory.recall([1, -1]).unwrap();
        assert!(!recall.is_settled() && recall.steps().len() <= 4, "{steps}");
        assert_eq!(recall.pattern(), last, "{steps}");
        assert_eq!(memory.predict([[1, -1]]).unwrap().row(0).to_vec(), last, "{steps}");
    }
}

#[test]
fn a_contest_without_end_keeps_a_thousand_steps() {
    let memory = percept::Hamming::new([[1, 1, -1], [1, -1, 1], [-1, 1, 1]]).unwrap();
    let memory = memory.max_steps(usize::MAX);
    let contest = memory.contest([1, 1, 1]).unwrap();
    assert!(contest.len() <= 1000, "{}", contest.len());
    let last = memory.predict([[1, 1, 1]]).unwrap();
    assert_eq!(contest.last().unwrap(), &last.row(0).to_vec());
}
