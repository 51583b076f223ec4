//! Rules that hold for any shapes, values and settings. The same few hundred
//! cases in every run; as many random ones as `PROPTEST_CASES` says.

mod csv_files;
mod files;
mod lines;
mod runs;
mod trainers;

use std::cell::RefCell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::tally::Tally;

const EXTREMES: [f64; 10] =
    [0.0, -0.0, 1.0, 1e308, -1e308, f64::MAX, 5e-324, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];

/// Mostly what is usual, some of what is not.
fn values(usual: u32) -> impl Strategy<Value = f64> + Clone {
    let extremes = proptest::sample::select(&EXTREMES[..]);
    prop_oneof![usual => -10.0..10.0, 1 => extremes, 1 => proptest::num::f64::ANY]
}

/// 2 to 6 samples of as many values.
fn rows(width: usize, usual: u32) -> impl Strategy<Value = Vec<Vec<f64>>> {
    proptest::collection::vec(proptest::collection::vec(values(usual), width), 2..7)
}

/// Checks the rule on drawn cases; at least the given percentage of them must
/// not be refused.
fn property<S: Strategy>(
    drawn: S,
    cases: u32,
    percent: usize,
    rule: impl Fn(S::Value) -> percept::Result<()>,
) {
    let wanted = std::env::var("PROPTEST_CASES").ok().map(|cases| cases.parse::<u32>().unwrap());
    let cases = wanted.unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = if wanted.is_some() {
        TestRunner::new(config)
    } else {
        TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
    };
    let tally = RefCell::new(Tally::default());
    let result = runner.run(&drawn, |case| {
        tally.borrow_mut().of(rule(case));
        Ok(())
    });
    result.unwrap_or_else(|failure| panic!("{failure}"));
    tally.borrow().assert_at_least(cases as usize * percent / 100, 0);
}
