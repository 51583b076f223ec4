//! Whether a line exists and how wide its margin can be, against whole numbers
//! of 128 bits.

use percept::{Dataset, Verdict};

type Place = [i128; 2];

/// Points of two classes at whole places, and what a unit is in floats.
struct Set {
    zeros: Vec<Place>,
    ones: Vec<Place>,
    unit: f64,
}

/// Numbers that look random: D. Knuth's MMIX.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: u64) -> i128 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i128::from((self.0 >> 33) % n)
    }
}

fn dot(a: Place, b: Place) -> i128 {
    a[0] * b[0] + a[1] * b[1]
}

impl Set {
    /// How far the classes are apart in a direction, times its length.
    fn gap(&self, way: Place) -> i128 {
        let ones = self.ones.iter().map(|one| dot(way, *one)).min().unwrap();
        let zeros = self.zeros.iter().map(|zero| dot(way, *zero)).max().unwrap();
        ones - zeros
    }

    /// The widest margin, if a line exists at all. Its direction is that from one
    /// point to another, or at right angles to it.
    fn margin(&self) -> Option<f64> {
        let mut ways = Vec::new();
        for zero in &self.zeros {
            ways.extend(self.ones.iter().map(|one| [one[0] - zero[0], one[1] - zero[1]]));
        }
        for class in [&self.zeros, &self.ones] {
            for a in class {
                for b in class {
                    ways.push([a[1] - b[1], b[0] - a[0]]);
                }
            }
        }
        let mut widest = None::<f64>;
        for way in ways {
            let gap = self.gap(way);
            if gap > 0 {
                let length = (way[0] as f64).hypot(way[1] as f64);
                widest = Some(widest.unwrap_or(0.0).max(gap as f64 / length / 2.0 * self.unit));
            }
        }
        widest
    }

    fn data(&self) -> Dataset {
        let places = self.zeros.iter().chain(&self.ones);
        let inputs: Vec<[f64; 2]> =
            places.map(|place| place.map(|value| value as f64 * self.unit)).collect();
        let targets: Vec<i32> =
            (0..inputs.len()).map(|i| i32::from(i >= self.zeros.len())).collect();
        Dataset::new(&inputs, &targets).unwrap()
    }

    /// Whether every point is on its side of `w·x = threshold`, exactly.
    #[allow(clippy::cast_possible_truncation, reason = "what it loses is told")]
    fn is_right(&self, weights: &[f64], threshold: f64) -> bool {
        // a threshold in units, and weights: whole numbers times the same power of two
        let numbers = [weights[0], weights[1], threshold / self.unit];
        let largest = weights[0].abs().max(weights[1].abs());
        let places = self.zeros.iter().chain(&self.ones).flatten();
        let reach = places.map(|value| value.unsigned_abs()).max().unwrap();
        let bits = 124 - (128 - reach.leading_zeros().cast_signed());
        let power = 2.0_f64.powi(bits - i32::try_from(largest.log2().ceil() as i64).unwrap());
        let whole = numbers.map(|value| (value * power) as i128);
        let exact = (0..3).all(|i| whole[i] as f64 == numbers[i] * power);
        let sum = |place: &Place| whole[0] * place[0] + whole[1] * place[1] - whole[2];
        exact
            && self.ones.iter().all(|one| sum(one) > 0)
            && self.zeros.iter().all(|zero| sum(zero) < 0)
    }
}

/// Sets of a few points; `place` makes one.
fn sets(seed: u64, n: usize, unit: f64, place: &dyn Fn(&mut Numbers) -> Place) -> Vec<Set> {
    let mut numbers = Numbers(seed);
    let mut sets = Vec::new();
    for _ in 0..n {
        let mut class = |count: i128| (0..count).map(|_| place(&mut numbers)).collect::<Vec<_>>();
        let (zeros, ones) = (class(3), class(2));
        sets.push(Set { zeros, ones, unit });
    }
    sets
}

#[test]
fn the_verdict_is_that_of_whole_numbers_and_the_margin_is_the_widest() {
    let mut counts = [0; 2];
    // how many times as far one input reaches
    for (seed, reach) in [(1, 1), (2, 100), (3, 12_345), (4, 10_000_019)] {
        let place = |numbers: &mut Numbers| [numbers.below(9) * reach, numbers.below(9) - 4];
        for (i, set) in sets(seed, 500, 0.25, &place).iter().enumerate() {
            let (judged, about) = (set.data().separability().unwrap(), format!("{reach}, {i}"));
            match (set.margin(), &judged.verdicts()[0]) {
                (Some(margin), Verdict::Separable(line)) => {
                    assert!(set.is_right(line.weights(), line.threshold()), "{about}: {line:?}");
                    let share = line.margin() / margin;
                    assert!((share - 1.0).abs() < 1e-9, "{about}: {share} of {margin}, {line:?}");
                    counts[0] += 1;
                }
                (None, Verdict::NotSeparable(_)) => counts[1] += 1,
                (margin, verdict) => panic!("{about}: {margin:?} {verdict:?}"),
            }
        }
    }
    assert!(counts.iter().all(|count| *count > 200), "{counts:?}");
}

#[test]
fn points_on_a_line_but_for_rounding_are_judged_to_their_last_digits() {
    // on y = 3x, but for one unit
    let place = |numbers: &mut Numbers| {
        let x = (1_i128 << 51) + numbers.below(1 << 20) * (1 << 20) + numbers.below(7);
        [x, (3 * x) / 2 + numbers.below(3) - 1]
    };
    let mut counts = [0; 3];
    for (i, set) in sets(5, 1000, 2.0_f64.powi(-52), &place).iter().enumerate() {
        match (set.margin(), &set.data().separability().unwrap().verdicts()[0]) {
            (Some(_), Verdict::Separable(line)) => {
                assert!(set.is_right(line.weights(), line.threshold()), "{i}: {line:?}");
                counts[0] += 1;
            }
            (None, Verdict::NotSeparable(_)) => counts[1] += 1,
            // no weights of 64 bits were found that do it
            (Some(margin), Verdict::Undecided) if margin < 1e-15 => counts[2] += 1,
            (margin, verdict) => panic!("{i}: {margin:?} {verdict:?}"),
        }
    }
    assert!(counts[0] > 100 && counts[1] > 100 && counts[2] < 100, "{counts:?}");
}
