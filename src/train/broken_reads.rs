//! A source of batches one of which cannot be read: the run ends there.

use std::cell::Cell;

use crate::data::{Batches, Dataset};
use crate::error::{Error, Result};
use crate::network::Perceptron;

use super::watch::go_on;
use crate::train::Delta;

/// Three batches of a plane; the one that is read as number `fails_at`, over all
/// passes, fails.
struct Broken {
    batches: Vec<Dataset>,
    fails_at: usize,
    reads: Cell<usize>,
    /// Passes that were begun after the failure.
    later: Cell<usize>,
}

impl Broken {
    fn at(fails_at: usize) -> Self {
        let mut batches = Vec::new();
        for start in [0.0, 0.3, 0.6] {
            let inputs = [[start, 1.0], [start + 0.1, -1.0], [start + 0.2, 0.5]];
            batches.push(Dataset::new(inputs, [0, 1, 0]).unwrap());
        }
        Self { batches, fails_at, reads: Cell::new(0), later: Cell::new(0) }
    }

    fn has_failed(&self) -> bool {
        self.reads.get() >= self.fails_at
    }

    /// What is said of the batch that fails; nothing was read after it.
    fn check<T>(&self, result: Result<T>) {
        let problem = result.err().unwrap().to_string();
        assert_eq!(problem, "cannot read the table in batches: the disk is gone");
        assert_eq!((self.reads.get(), self.later.get()), (self.fails_at, 0));
    }
}

impl Batches for Broken {
    fn names(&self) -> &Dataset {
        &self.batches[0]
    }

    fn each(&self, visit: &mut dyn FnMut(&Dataset, usize) -> Result<()>) -> Result<()> {
        if self.has_failed() {
            self.later.set(self.later.get() + 1);
        }
        for (i, batch) in self.batches.iter().enumerate() {
            self.reads.set(self.reads.get() + 1);
            if self.has_failed() {
                return Err(Error::Batch { reason: "the disk is gone".to_owned() });
            }
            visit(batch, 3 * i)?;
        }
        Ok(())
    }
}

#[test]
fn the_delta_rule_ends_at_a_batch_that_fails() {
    for broken in 1..20 {
        let source = Broken::at(broken);
        let mut perceptron = Perceptron::new([[0.0, 1.0], [-1.0, 1.0]], 1).unwrap();
        let before = perceptron.clone();
        let trainer = Delta::new().epochs(1000).goal(0.0).learning_rate(1e-6);
        source.check(perceptron.learn(&source, trainer, &mut go_on));
        assert!(perceptron == before);
    }
}

#[cfg(feature = "networks")]
mod layers {
    use super::*;
    use crate::network::FeedForward;
    use crate::train::trainers::line_search::{LineSearch, TWOFOLD};
    use crate::train::trainers::method::Point;
    use crate::train::{
        Adam, Bfgs, ConjugateGradient, GradientDescent, LBfgs, NewtonCg, Objective, Rprop,
        Settings, Trainer,
    };

    fn network() -> FeedForward {
        FeedForward::new([[0.0, 1.0], [-1.0, 1.0]], [3, 1]).unwrap().seed(1)
    }

    fn trainers() -> Vec<Trainer> {
        vec![
            GradientDescent::new().epochs(1000).goal(0.0).into(),
            GradientDescent::new().epochs(1000).goal(0.0).batch_size(2).into(),
            Rprop::new().epochs(1000).goal(0.0).into(),
            Adam::new().epochs(1000).goal(0.0).into(),
            Bfgs::new().epochs(1000).goal(0.0).into(),
            LBfgs::new().epochs(1000).goal(0.0).into(),
            ConjugateGradient::new().epochs(1000).goal(0.0).into(),
            NewtonCg::new().epochs(1000).goal(0.0).into(),
        ]
    }

    #[test]
    fn every_trainer_ends_at_a_batch_that_fails() {
        for trainer in trainers() {
            for broken in 1..40 {
                let source = Broken::at(broken);
                let mut network = network();
                let (before, mut epochs) = (network.clone(), 0);
                let result = network.learn(&source, 9, &trainer, &mut |_| {
                    assert!(!source.has_failed(), "an epoch after the failure");
                    epochs += 1;
                    std::ops::ControlFlow::Continue(())
                });
                source.check(result);
                assert!(network == before);
                assert!(3 * epochs < broken, "{epochs} epochs in {broken} reads");
            }
        }
    }

    #[test]
    fn no_line_search_goes_on_after_a_batch_that_fails() {
        let network = network();
        // the whole first pass is read, and the second one breaks off
        for broken in 4..7 {
            let source = Broken::at(broken);
            let mut objective = Objective::in_batches(&network, &source, 9, &Settings::default());
            let n = network.n_parameters();
            let mut point = Point {
                parameters: network.parameters().to_vec(),
                error: f64::NAN,
                gradient: vec![0.0; n],
                needs_gradient: true,
            };
            point.measure(&mut objective).unwrap();
            let before = (point.parameters.clone(), point.error);
            let down: Vec<f64> = point.gradient.iter().map(|slope| -slope).collect();
            let taken = LineSearch::new(n, 0.9, TWOFOLD).go(&mut point, &down, 0.1, &mut objective);
            assert_eq!((point.parameters, point.error), before);
            assert_eq!(objective.evaluations, 1);
            source.check(taken);
        }
    }
}
