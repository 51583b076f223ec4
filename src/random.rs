//! Random numbers that are the same for the same seed, today and forever: what
//! a seed gave in a notebook years ago it gives again.
//!
//! Wang Yi's wyrand with the constants of wyhash 4.2 (public domain); whole
//! numbers below a bound as in D. Lemire, "Fast Random Integer Generation in an
//! Interval", *ACM Transactions on Modeling and Computer Simulation* 29(1), 2019.

use std::f64::consts::TAU;

const ADDED: u64 = 0x2d35_8dcc_aa6c_78a5;
const MIXED: u64 = 0x8bb8_4b93_962e_acc9;

/// 2⁻⁶³
const UNIT: f64 = 1.0 / (1_u64 << 63) as f64;

/// Two independent numbers of the standard normal distribution, from two drawn
/// evenly from 0 to below 1.
///
/// G. E. P. Box, M. E. Muller, "A note on the generation of random normal
/// deviates", *Annals of Mathematical Statistics* 29(2), 1958.
pub(crate) fn normal(draw: &mut dyn FnMut() -> f64) -> [f64; 2] {
    let radius = (-2.0 * (1.0 - draw()).ln()).sqrt();
    let (sin, cos) = (TAU * draw()).sin_cos();
    [radius * cos, radius * sin]
}

/// A stream of random numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The seed of what is still to come.
    #[cfg(feature = "networks")]
    pub(crate) fn seed(&self) -> u64 {
        self.state
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(ADDED);
        let [low, high] = product(self.state, self.state ^ MIXED);
        low ^ high
    }

    /// From 0 to 1, below 1.
    pub(crate) fn unit(&mut self) -> f64 {
        loop {
            let unit = (self.next() >> 1) as f64 * UNIT;
            // what is rounded up to 1 is drawn again
            if unit < 1.0 {
                return unit;
            }
        }
    }

    /// From 0 to `end`, below it; each as often as each other.
    fn below(&mut self, end: u64) -> u64 {
        let [mut low, mut high] = product(self.next(), end);
        if low < end {
            let short = end.wrapping_neg() % end;
            while low < short {
                [low, high] = product(self.next(), end);
            }
        }
        high
    }

    /// Brings the values into a random order (R. Durstenfeld, *CACM* 7(7), 1964).
    pub(crate) fn shuffle(&mut self, values: &mut [usize]) {
        for place in 1..values.len() {
            // below a place, which is a `usize`
            #[allow(clippy::cast_possible_truncation, reason = "at most `place`")]
            let other = self.below(place as u64 + 1) as usize;
            values.swap(place, other);
        }
    }
}

/// The lower and the higher half of a product.
#[allow(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn product(a: u64, b: u64) -> [u64; 2] {
    let product = u128::from(a) * u128::from(b);
    [product as u64, (product >> 64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [u64; 3] = [0x9a45_cd88_8d59_f0d6, 0x0144_5b6a_1896_63f5, 0x1842_218b_97e7_a496];
    const UNITS: [f64; 2] = [0.773_381_802_821_399, 0.222_485_977_055_038_64];
    const ORDER: [usize; 10] = [4, 2, 1, 8, 0, 3, 5, 9, 6, 7];

    /// What the seeds of notebooks written so far have given, once recorded.
    #[test]
    fn a_seed_gives_the_numbers_that_it_always_gave() {
        let mut random = Random::seeded(0);
        let words = [random.next(), random.next(), random.next()];
        assert_eq!(words, WORDS);
        let mut random = Random::seeded(7);
        assert_eq!([random.unit(), random.unit()], UNITS);
        let mut order: Vec<usize> = (0..10).collect();
        Random::seeded(42).shuffle(&mut order);
        assert_eq!(order, ORDER);
    }

    #[test]
    fn a_stream_goes_on_from_its_seed() {
        let mut random = Random::seeded(3);
        random.unit();
        let mut again = random.clone();
        let mut other = Random::seeded(random.state);
        assert_eq!([again.unit(), again.unit()], [other.unit(), other.unit()]);
    }

    #[test]
    fn every_number_below_a_bound_comes_about_as_often() {
        let (mut random, mut counts) = (Random::seeded(1), [0_u32; 6]);
        for _ in 0..60_000 {
            counts[usize::try_from(random.below(6)).unwrap()] += 1;
        }
        // the standard deviation is 91
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 400), "{counts:?}");
    }
}
