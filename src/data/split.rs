//! Data sets shuffled, and cut for training and for testing.

use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::lists::distinct;
use crate::matrix::Matrix;
use crate::random::Random;

/// Distinct targets up to which a split keeps their shares.
const MAX_STRATA: usize = 256;

/// Numbers in all folds, 1 GiB.
const MOST_NUMBERS: usize = 1 << 27;

impl Dataset {
    /// The samples in another order, the same for the same seed.
    ///
    /// # Errors
    ///
    /// None; a `Result` as of [`split`](Self::split).
    ///
    /// # Examples
    ///
    /// ```
    /// let data = percept::Dataset::unlabelled([1, 2, 3, 4])?.shuffle(1)?;
    /// assert_eq!(data.n_samples(), 4);
    /// assert_eq!(data.inputs().sum(), 10.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn shuffle(&self, seed: u64) -> Result<Self> {
        Ok(self.pick(&self.order(seed)).mixed())
    }

    /// All samples in random order.
    fn order(&self, seed: u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.n_samples()).collect();
        Random::seeded(seed).shuffle(&mut order);
        order
    }

    /// Two data sets: `fraction` of the samples to train on, the rest to test
    /// with. Chosen at random, the same for the same seed; each class keeps its
    /// share in both. Samples that follow each other in time are for
    /// [`split_in_order`](Self::split_in_order).
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if `fraction` is not between 0 and 1 or leaves one
    /// of the two without samples.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let (train, test) = toy::iris()?.split(0.8, 1)?;
    /// assert_eq!((train.n_samples(), test.n_samples()), (120, 30));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "train_test_split")]
    pub fn split(&self, fraction: f64, seed: u64) -> Result<(Self, Self)> {
        let wanted = self.share(fraction)?;
        let mixed = self.mixed_strata(seed);
        let mut held_back = vec![true; self.n_samples()];
        for &sample in &mixed[..wanted] {
            held_back[sample] = false;
        }
        Ok(self.divided(&held_back))
    }

    /// Two data sets without chance: the first `fraction` of the samples, and the
    /// rest. For what comes in the order of time: a network that learns the past is
    /// tested with what came later.
    ///
    /// # Errors
    ///
    /// As [`split`](Self::split).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let days = Dataset::new([10.0, 11.0, 13.0, 12.0], [11.0, 13.0, 12.0, 9.0])?;
    /// let (past, later) = days.split_in_order(0.75)?;
    /// assert_eq!(past.inputs().column(0).to_vec(), [10.0, 11.0, 13.0]);
    /// assert_eq!(later.inputs().column(0).to_vec(), [12.0]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "TimeSeriesSplit")]
    pub fn split_in_order(&self, fraction: f64) -> Result<(Self, Self)> {
        let all: Vec<usize> = (0..self.n_samples()).collect();
        let (first, rest) = all.split_at(self.share(fraction)?);
        Ok((self.pick(first), self.pick(rest)))
    }

    /// `k` pairs of data sets to train on and to test with; each sample is in
    /// exactly one test set, and each class keeps its share.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] if `k` is below 2 or above the number of samples, or
    /// if the folds, each a copy of the data, would hold more than 2^27 numbers
    /// (1 GiB).
    ///
    /// # Examples
    ///
    /// ```
    /// let folds = percept::toy::iris()?.kfold(5, 1)?;
    /// assert_eq!(folds.len(), 5);
    /// let (train, test) = &folds[0];
    /// assert_eq!((train.n_samples(), test.n_samples()), (120, 30));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "KFold")]
    #[doc(alias = "StratifiedKFold")]
    pub fn kfold(&self, k: usize, seed: u64) -> Result<Vec<(Self, Self)>> {
        if k < 2 || k > self.n_samples() {
            return Err(Error::Parameter {
                name: "k".to_owned(),
                expected: "a number of folds from 2 up to the number of samples",
                found: k.to_string(),
            });
        }
        self.check_size(k)?;
        let mixed = self.by_class(seed).concat();
        let mut folds = Vec::with_capacity(k);
        for fold in 0..k {
            let mut held_back = vec![false; self.n_samples()];
            for &sample in mixed.iter().skip(fold).step_by(k) {
                held_back[sample] = true;
            }
            folds.push(self.divided(&held_back));
        }
        Ok(folds)
    }

    /// How many samples a fraction of them are, where some are in it and some not.
    fn share(&self, fraction: f64) -> Result<usize> {
        let refuse = |wanted| {
            let (name, came) = ("fraction".to_owned(), fraction.to_string());
            Err(Error::Parameter { name, expected: wanted, found: came })
        };
        if !(fraction > 0.0 && fraction < 1.0) {
            return refuse("a share of the samples between 0 and 1, for instance 0.8");
        }
        let wanted = whole(fraction * self.n_samples() as f64);
        if wanted == 0 || wanted == self.n_samples() {
            return refuse("a share that leaves at least one sample on each side");
        }
        Ok(wanted)
    }

    /// The same, whose order is that of chance.
    fn mixed(mut self) -> Self {
        self.order.is_mixed = true;
        self
    }

    /// Whether the samples were drawn by chance: what comes after what says nothing.
    #[cfg(feature = "networks")]
    pub(crate) fn is_mixed(&self) -> bool {
        self.order.is_mixed
    }

    /// Refuses folds that would hold too many copies of the data.
    fn check_size(&self, k: usize) -> Result<()> {
        let numbers = self.input_matrix().len().saturating_add(self.target_matrix().len());
        if numbers.saturating_mul(k) <= MOST_NUMBERS {
            return Ok(());
        }
        Err(Error::Parameter {
            name: "k".to_owned(),
            expected: "folds of at most 2^27 numbers in all, since each holds all of the data \
                     (take fewer folds, or `split` with several seeds)",
            found: format!("{k} times {numbers} numbers"),
        })
    }

    /// The samples to train on and those held back, each in their order.
    fn divided(&self, held_back: &[bool]) -> (Self, Self) {
        let (mut train, mut test) = (Vec::new(), Vec::new());
        for (sample, &held_back) in held_back.iter().enumerate() {
            if held_back { &mut test } else { &mut train }.push(sample);
        }
        (self.pick(&train).mixed(), self.pick(&test).mixed())
    }

    /// The samples of each class in random order; all together where the
    /// targets are missing or too many to be classes.
    fn by_class(&self, seed: u64) -> Vec<Vec<usize>> {
        let order = self.order(seed);
        let (mut targets, mut classes): (Vec<&[f64]>, Vec<Vec<usize>>) = (Vec::new(), Vec::new());
        for &sample in &order {
            let row = self.target_row(sample);
            let mut class = 0;
            while class < targets.len() && targets[class] != row {
                class += 1;
            }
            if class == MAX_STRATA {
                return vec![order];
            }
            if class == targets.len() {
                targets.push(row);
                classes.push(Vec::new());
            }
            classes[class].push(sample);
        }
        classes
    }

    /// All samples, ordered so that any beginning has each class's share.
    fn mixed_strata(&self, seed: u64) -> Vec<usize> {
        let classes = self.by_class(seed);
        let mut taken = vec![0; classes.len()];
        let mut mixed = Vec::with_capacity(self.n_samples());
        for _ in 0..self.n_samples() {
            // the class of which the smallest share is taken
            let (mut next, mut least) = (0, f64::INFINITY);
            for (class, members) in classes.iter().enumerate() {
                let share = (taken[class] as f64 + 0.5) / members.len() as f64;
                if taken[class] < members.len() && share < least {
                    (next, least) = (class, share);
                }
            }
            mixed.push(classes[next][taken[next]]);
            taken[next] += 1;
        }
        mixed
    }

    /// The given number of samples, in their order; each class keeps its share.
    pub(crate) fn with_shares(&self, n: usize, seed: u64) -> Self {
        let mut samples = self.mixed_strata(seed);
        samples.truncate(n);
        self.pick(&distinct(&samples))
    }

    /// The given samples, in the given order.
    pub(crate) fn pick(&self, samples: &[usize]) -> Self {
        let (mut inputs, mut targets) = (Vec::new(), Vec::new());
        for &sample in samples {
            inputs.extend_from_slice(self.input_row(sample));
            targets.extend_from_slice(self.target_row(sample));
        }
        let n = samples.len();
        let mut part = self.with_tables(
            Matrix::new((n, self.n_inputs()), inputs),
            Matrix::new((n, self.n_targets()), targets),
        );
        part.sample_names = self.sample_names.as_ref().map(|own| own.of(samples));
        part
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a number of samples"
)]
fn whole(samples: f64) -> usize {
    samples.round() as usize
}
