//! When a run has to end, asked while an epoch is under way too.

use std::time::{Duration, Instant};

use crate::error::Error;

/// Multiplications between two looks at the clock, some hundredths of a
/// millisecond.
const LOOK: usize = 1 << 16;

/// The end of a run's time.
///
/// Where it is over in the middle of an epoch, what was begun is dropped: the
/// run ends as it was after its last whole epoch.
#[derive(Clone, Debug)]
pub(crate) struct Deadline {
    /// `None` is never.
    end: Option<Instant>,
    /// Multiplications until the clock is looked at.
    left: usize,
    over: bool,
    /// Looks until it is over, whatever the clock says.
    #[cfg(test)]
    looks: Option<usize>,
}

impl Deadline {
    /// The given number of seconds from now; infinite, or more than the clock
    /// can count, is never.
    pub(crate) fn after(seconds: f64) -> Self {
        let end = Duration::try_from_secs_f64(seconds).ok();
        Self {
            end: end.and_then(|limit| Instant::now().checked_add(limit)),
            left: LOOK,
            over: false,
            #[cfg(test)]
            looks: tests::LOOKS.get(),
        }
    }

    #[cfg(feature = "networks")]
    pub(crate) fn never() -> Self {
        Self {
            end: None,
            left: LOOK,
            over: false,
            #[cfg(test)]
            looks: None,
        }
    }

    #[cfg(feature = "networks")]
    /// Whether it can come at all.
    pub(crate) fn is_set(&self) -> bool {
        #[cfg(test)]
        if self.looks.is_some() {
            return true;
        }
        self.end.is_some()
    }

    /// Whether the time was over at the last look.
    pub(crate) fn is_over(&self) -> bool {
        self.over
    }

    /// Asked before `work` multiplications: looks at the clock every 65,536.
    #[inline]
    pub(crate) fn passes(&mut self, work: usize) -> bool {
        #[cfg(test)]
        if self.looks.is_some() {
            return self.look();
        }
        if self.left > work {
            self.left -= work;
            return self.over;
        }
        self.look()
    }

    /// Looks at the clock.
    pub(crate) fn look(&mut self) -> bool {
        self.left = LOOK;
        #[cfg(test)]
        if let Some(looks) = &mut self.looks {
            self.over |= *looks == 0;
            *looks = looks.saturating_sub(1);
        }
        self.over |= self.end.is_some_and(|end| Instant::now() >= end);
        self.over
    }

    /// How many things of `work` multiplications each may be done between two
    /// looks at the clock.
    pub(crate) fn stride(work: usize) -> usize {
        if cfg!(test) { 1 } else { (LOOK / work.max(1)).max(1) }
    }
}

/// Ends a pass over the samples; the run that is over says so in its own way.
pub(crate) fn late() -> Error {
    Error::Batch { reason: "the time limit is over".to_owned() }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use crate::data::{Dataset, toy};
    use crate::network::{Perceptron, Transfer};
    use crate::train::{Delta, History, Stop};

    thread_local! {
        /// Looks after which every deadline made by this thread is over.
        pub(super) static LOOKS: Cell<Option<usize>> = const { Cell::new(None) };
    }

    /// Strikes a run at each of its looks in turn: it ends as the whole run did
    /// after as many epochs.
    fn strike(run: &dyn Fn(usize) -> (History, Vec<f64>)) {
        const EPOCHS: usize = 4;
        let mut whole = Vec::new();
        for epochs in 1..=EPOCHS {
            whole.push(run(epochs));
        }
        LOOKS.set(Some(0));
        let (_, start) = run(EPOCHS);
        let mut struck = 0;
        for looks in (0..30).chain((30..).step_by(41)) {
            LOOKS.set(Some(looks));
            let (history, parameters) = run(EPOCHS);
            LOOKS.set(None);
            let epochs = history.epochs();
            if history.stop() != Stop::TimeUp {
                assert_eq!(history, whole[EPOCHS - 1].0);
                break;
            }
            struck += 1;
            let (whole, wanted) = match epochs.checked_sub(1) {
                Some(last) => (&whole[last].0, &whole[last].1),
                None => (&history, &start),
            };
            assert_eq!(history.errors(), whole.errors(), "after {looks} looks");
            assert_eq!(history.evaluations(), whole.evaluations(), "after {looks} looks");
            assert_eq!(&parameters, wanted, "after {looks} looks");
            assert_eq!(history.errors().is_empty(), epochs == 0);
            assert!(history.to_string().contains("The time limit is over"));
        }
        assert!(struck >= 2 * EPOCHS, "{struck}");
    }

    fn cloud() -> Dataset {
        // two blocks
        toy::moons(140, 0.3, 1).unwrap()
    }

    #[test]
    fn the_delta_rule_ends_with_a_whole_epoch() {
        let data = cloud();
        strike(&|epochs| {
            let mut perceptron = Perceptron::new(data.ranges(), 1).unwrap();
            let trainer = Delta::new().goal(0.0).epochs(epochs).time_limit(1e9).show(0);
            let history = perceptron.train(&data, trainer).unwrap();
            let mut weights = perceptron.weights().iter().copied().collect::<Vec<_>>();
            weights.extend(perceptron.biases());
            (history, weights)
        });
        let mut linear = Perceptron::new(data.ranges(), 1).unwrap().transfer(Transfer::PureLin);
        LOOKS.set(Some(0));
        let history = linear.train(&data, Delta::new().time_limit(1e9)).unwrap();
        LOOKS.set(None);
        assert_eq!((history.epochs(), history.stop()), (0, Stop::TimeUp));
        assert!(history.replay(&data).is_err() && history.ledger(&data).is_err());
    }

    #[cfg(feature = "networks")]
    mod networks {
        use super::*;
        use crate::network::{Competitive, Elman, FeedForward, Lvq};
        use crate::train::{
            Adam, Bfgs, ConjugateGradient, GradientDescent, LBfgs, LevenbergMarquardt, LvqRule,
            NewtonCg, Rprop, Trainer, WinnerTakeAll,
        };

        fn trainers(epochs: usize) -> Vec<Trainer> {
            macro_rules! limited {
                ($trainer:expr) => {
                    $trainer.goal(0.0).epochs(epochs).time_limit(1e9).show(0).into()
                };
            }
            vec![
                limited!(GradientDescent::new()),
                limited!(GradientDescent::new().momentum(0.5).online()),
                limited!(Adam::new().batch_size(7)),
                limited!(Rprop::new()),
                limited!(Bfgs::new()),
                limited!(LBfgs::new()),
                limited!(ConjugateGradient::new()),
                limited!(NewtonCg::new()),
                limited!(LevenbergMarquardt::new()),
            ]
        }

        #[test]
        fn every_trainer_ends_with_a_whole_epoch() {
            let data = cloud();
            for which in 0..trainers(1).len() {
                strike(&|epochs| {
                    let network = FeedForward::new(data.ranges(), [3, 1]).unwrap();
                    let mut network =
                        network.transfer([Transfer::TanSig, Transfer::LogSig]).unwrap();
                    let history = network.train(&data, trainers(epochs).swap_remove(which));
                    (history.unwrap(), network.parameters().to_vec())
                });
            }
        }

        #[test]
        fn a_run_that_is_broken_off_goes_on_to_the_same_bits() {
            const EPOCHS: usize = 4;
            let data = cloud();
            let file = std::env::temp_dir().join(format!("broken_off_{}", std::process::id()));
            let train = |trainer: Trainer| {
                let mut network = FeedForward::new(data.ranges(), [3, 1]).unwrap();
                (network.train(&data, trainer).unwrap(), network)
            };
            macro_rules! check {
                ($($trainer:expr),*) => {$(
                    let trainer = $trainer.goal(0.0).epochs(EPOCHS).show(0).time_limit(1e9);
                    let whole = train(trainer.clone().into());
                    let mut goes_on = 0;
                    for looks in [1, 4, 6, 9, 17, 47, 150, 700] {
                        let _ = std::fs::remove_file(&file);
                        LOOKS.set(Some(looks));
                        let (history, _) = train(trainer.clone().checkpoint(&file, 100).into());
                        LOOKS.set(None);
                        goes_on += usize::from(history.epochs() > 0 && history.stop() == Stop::TimeUp);
                        // where nothing was measured there is nothing to resume
                        let resumed = trainer.clone().checkpoint(&file, 100).resume(&file);
                        let resumed = train(resumed.into());
                        assert!(resumed == whole, "{trainer:?} after {looks} looks");
                    }
                    assert!(goes_on > 0, "{trainer:?}");
                )*};
            }
            check!(
                GradientDescent::new().momentum(0.5).online(),
                Adam::new().batch_size(7),
                Rprop::new(),
                Bfgs::new(),
                LBfgs::new(),
                ConjugateGradient::new(),
                LevenbergMarquardt::new()
            );
            let _ = std::fs::remove_file(&file);
        }

        #[test]
        fn sequences_end_with_a_whole_epoch() {
            let data = Dataset::new([0.5, -0.5, -0.5, 0.5], [0.0, 1.0, 0.0, 0.0]).unwrap();
            for through_time in [false, true] {
                strike(&|epochs| {
                    let mut network = Elman::new(data.ranges(), [2, 1]).unwrap();
                    if through_time {
                        network = network.through_time();
                    }
                    let trainer = Rprop::new().goal(0.0).epochs(epochs).time_limit(1e9).show(0);
                    let history = network.train(&data, trainer).unwrap();
                    let mut values = network.parameters().to_vec();
                    values.extend(network.context());
                    (history, values)
                });
            }
        }

        #[test]
        fn prototypes_end_with_a_whole_epoch() {
            let data = cloud();
            strike(&|epochs| {
                let mut network = Competitive::new(data.ranges(), 3).unwrap().seed(1);
                let rule = WinnerTakeAll::new().conscience().goal(0.0);
                let rule = rule.epochs(epochs).time_limit(1e9).show(0);
                let history = network.train(&data, rule).unwrap();
                (history, network.prototypes().iter().copied().collect())
            });
            strike(&|epochs| {
                let mut network = Lvq::new(data.ranges(), [2, 1]).unwrap();
                network.set_prototypes([[-1.0, 0.0], [2.0, 0.5], [0.3, 0.2]]).unwrap();
                let rule = LvqRule::new().goal(-1.0).epochs(epochs).time_limit(1e9).show(0);
                let history = network.train(&data, rule).unwrap();
                (history, network.prototypes().iter().copied().collect())
            });
        }
    }
}
