//! A run that was stopped or killed and goes on ends with the same bits as one
//! that was not.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use percept::{
    Adam, Bfgs, Competitive, ConjugateGradient, Dataset, Delta, Elman, Epoch, FeedForward,
    GradientDescent, History, LBfgs, LevenbergMarquardt, Loss, Lvq, LvqRule, NewtonCg, Perceptron,
    Result, Rprop, Transfer, WinnerTakeAll, toy,
};

/// An empty folder of its own, each time.
fn folder() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let name = format!("percept_{}_run_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn bits(numbers: &[f64]) -> Vec<u64> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

/// A network and how it is trained; what it ends with as one list.
trait Trained: Clone {
    type Trainer: Clone;
    fn train(
        &mut self,
        data: &Dataset,
        trainer: Self::Trainer,
        watch: &mut dyn FnMut(&Epoch<'_>) -> ControlFlow<()>,
    ) -> Result<History>;
    fn numbers(&self) -> Vec<f64>;
}

macro_rules! trained {
    ($($network:ident, $trainer:ty, $numbers:expr;)*) => {$(
        impl Trained for $network {
            type Trainer = $trainer;
            fn train(
                &mut self,
                data: &Dataset,
                trainer: Self::Trainer,
                watch: &mut dyn FnMut(&Epoch<'_>) -> ControlFlow<()>,
            ) -> Result<History> {
                self.train_watching(data, trainer, watch)
            }
            fn numbers(&self) -> Vec<f64> {
                $numbers(self)
            }
        }
    )*};
}

trained! {
    FeedForward, percept::Trainer, |network: &FeedForward| network.parameters().to_vec();
    Elman, percept::Trainer, |network: &Elman| [network.parameters(), network.context()].concat();
    Perceptron, Delta, |network: &Perceptron| {
        network.weights().iter().chain(network.biases()).copied().collect::<Vec<_>>()
    };
    Lvq, LvqRule, |network: &Lvq| network.prototypes().iter().copied().collect::<Vec<_>>();
    Competitive, WinnerTakeAll, |network: &Competitive| {
        network.prototypes().iter().copied().collect::<Vec<_>>()
    };
}

fn same<N: Trained>(resumed: (&N, &History), whole: (&N, &History), what: &str) {
    assert_eq!(bits(&resumed.0.numbers()), bits(&whole.0.numbers()), "{what}");
    let (resumed, whole) = (resumed.1, whole.1);
    assert_eq!(bits(resumed.errors()), bits(whole.errors()), "{what}");
    assert_eq!(bits(resumed.validation_errors()), bits(whole.validation_errors()), "{what}");
    assert_eq!(resumed.stop(), whole.stop(), "{what}");
    assert_eq!(resumed.evaluations(), whole.evaluations(), "{what}");
    assert_eq!(resumed.weight_epochs(), whole.weight_epochs(), "{what}");
    assert_eq!(resumed.weights(), whole.weights(), "{what}");
    assert_eq!(resumed.snapshots(), whole.snapshots(), "{what}");
    assert_eq!(resumed.log(), whole.log(), "{what}");
    // and all that users cannot see
    assert!(resumed == whole, "{what}");
}

/// How many runs were resumed and compared.
#[derive(Default)]
struct Resumed {
    trainers: usize,
    runs: usize,
}

impl Resumed {
    /// Stops a run after some epochs, and takes its checkpoint away in the
    /// middle of some; goes on with each in a fresh network.
    fn ends_the_same<N: Trained>(
        &mut self,
        what: &str,
        fresh: &N,
        data: &Dataset,
        trainer: impl Fn() -> N::Trainer,
        checkpoint: impl Fn(N::Trainer, &Path, usize) -> N::Trainer,
        resume: impl Fn(N::Trainer, &Path) -> N::Trainer,
    ) {
        let folder = folder();
        let (path, taken) = (folder.join("run"), folder.join("taken"));
        let mut whole = fresh.clone();
        let history = whole.train(data, trainer(), &mut |_| ControlFlow::Continue(())).unwrap();
        let epochs = history.epochs();
        for last in [1, 2, 3, 7, epochs / 2, epochs - 1, epochs] {
            if last == 0 || last > epochs {
                continue;
            }
            let _ = fs::remove_file(&path);
            let mut stopped = fresh.clone();
            let watched = checkpoint(trainer(), &path, 1);
            let part = stopped
                .train(data, watched, &mut |epoch| {
                    if epoch.number() < last {
                        return ControlFlow::Continue(());
                    }
                    // what a kill would leave here
                    if path.exists() {
                        fs::copy(&path, &taken).unwrap();
                    }
                    ControlFlow::Break(())
                })
                .unwrap();
            assert_eq!(part.epochs(), last, "{what}");
            for file in [&path, &taken] {
                if !file.exists() {
                    continue;
                }
                let mut resumed = fresh.clone();
                let onwards = resume(checkpoint(trainer(), file, 2), file);
                let rest = resumed.train(data, onwards, &mut |_| ControlFlow::Continue(()));
                let name = format!("{what}, stopped after {last} of {epochs}");
                same((&resumed, &rest.unwrap()), (&whole, &history), &name);
                self.runs += 1;
                // the checkpoint of the end gives the end, without an epoch more
                let (mut again, mut seen) = (fresh.clone(), 0);
                let end = again.train(data, resume(trainer(), file), &mut |_| {
                    seen += 1;
                    ControlFlow::Continue(())
                });
                same((&again, &end.unwrap()), (&whole, &history), &name);
                assert_eq!(seen, 0, "{name}");
            }
            let _ = fs::remove_file(&taken);
        }
        self.trainers += 1;
        fs::remove_dir_all(folder).unwrap();
    }
}

macro_rules! ends_the_same {
    ($resumed:expr, $fresh:expr, $data:expr, $($trainer:expr),* $(,)?) => {$(
        $resumed.ends_the_same(
            stringify!($trainer),
            $fresh,
            $data,
            || $trainer.epochs(40).goal(0.0).show(0).into(),
            |trainer, path, every| trainer.with_checkpoint(path, every),
            |trainer, path| trainer.with_resume(path),
        );
    )*};
}

/// The setters of all trainers behind one name.
trait Setters {
    fn with_checkpoint(self, path: &Path, every: usize) -> Self;
    fn with_resume(self, path: &Path) -> Self;
}

macro_rules! setters {
    ($($trainer:ty),*) => {$(
        impl Setters for $trainer {
            fn with_checkpoint(self, path: &Path, every: usize) -> Self {
                self.checkpoint(path, every)
            }
            fn with_resume(self, path: &Path) -> Self {
                self.resume(path)
            }
        }
    )*};
}

setters!(Delta, LvqRule, WinnerTakeAll, percept::Trainer);

fn moons() -> (Dataset, Dataset) {
    toy::moons(40, 0.2, 1).unwrap().split(0.7, 1).unwrap()
}

#[test]
fn layers_go_on_with_the_same_bits() {
    let (data, held_out) = moons();
    let held_out = &held_out;
    let fresh = FeedForward::new(data.ranges(), [4, 1]).unwrap().seed(3);
    let mut resumed = Resumed::default();
    ends_the_same!(
        resumed,
        &fresh,
        &data,
        GradientDescent::new(),
        GradientDescent::new().momentum(0.9).validation(held_out).patience(5),
        GradientDescent::new().adaptive().momentum(0.5),
        GradientDescent::new().batch_size(7).adaptive().momentum(0.5),
        GradientDescent::new().online().validation(held_out),
        Rprop::new(),
        Rprop::new().validation(held_out).patience(3),
        Rprop::new().batch_size(9).validation(held_out).patience(30),
        Adam::new(),
        Adam::new().batch_size(5).learning_rate(0.1).l2(0.01).l1(0.001),
        Adam::new().batch_size(5).validation(held_out).patience(4).loss(Loss::Mse),
        Adam::new().online(),
        Adam::new().learning_rate(1e300),
        Bfgs::new(),
        Bfgs::new().validation(held_out).patience(6),
        LBfgs::new().memory(3),
        LBfgs::new().validation(held_out).min_gradient(1e-3),
        ConjugateGradient::new(),
        ConjugateGradient::new().validation(held_out),
        NewtonCg::new(),
        NewtonCg::new().validation(held_out).patience(2),
        LevenbergMarquardt::new(),
        LevenbergMarquardt::new().validation(held_out).l2(0.01),
    );
    println!("{} runs resumed, of {} trainers", resumed.runs, resumed.trainers);
    assert!(resumed.trainers == 23 && resumed.runs > 200);
}

#[test]
fn sequences_go_on_with_the_same_bits() {
    let steps: Vec<f64> = (0..24).map(|k| f64::from(k * k % 7) / 7.0).collect();
    let before: Vec<f64> = (0..24).map(|k| f64::from((k + 6) * (k + 6) % 7) / 7.0).collect();
    let data = Dataset::new(steps.clone(), before.clone()).unwrap();
    let held_out = &Dataset::new(steps[3..12].to_vec(), before[3..12].to_vec()).unwrap();
    let fresh = Elman::new(data.ranges(), [4, 1]).unwrap().seed(2);
    let mut resumed = Resumed::default();
    ends_the_same!(
        resumed,
        &fresh,
        &data,
        GradientDescent::new().momentum(0.9),
        Rprop::new().validation(held_out).patience(4),
        Adam::new(),
    );
    ends_the_same!(resumed, &fresh.clone().keep_context(), &data, Rprop::new(), Adam::new());
    ends_the_same!(
        resumed,
        &fresh.clone().through_time(),
        &data,
        Bfgs::new(),
        LBfgs::new(),
        ConjugateGradient::new().validation(held_out),
        NewtonCg::new(),
    );
    println!("{} runs resumed, of {} trainers", resumed.runs, resumed.trainers);
    assert!(resumed.trainers == 9 && resumed.runs > 80);
}

#[test]
fn rules_that_learn_sample_by_sample_go_on_with_the_same_bits() {
    let (data, held_out) = moons();
    let held_out = &held_out;
    let mut resumed = Resumed::default();
    for transfer in [Transfer::HardLim, Transfer::LogSig] {
        let fresh = Perceptron::new(data.ranges(), 1).unwrap().transfer(transfer);
        ends_the_same!(
            resumed,
            &fresh,
            &data,
            Delta::new(),
            Delta::new().learning_rate(0.3).validation(held_out).patience(6),
        );
    }
    let fresh = Lvq::new(data.ranges(), [3, 2]).unwrap();
    ends_the_same!(resumed, &fresh, &data, LvqRule::new(), LvqRule::new().validation(held_out));
    let fresh = Competitive::new(data.ranges(), 4).unwrap().seed(5);
    ends_the_same!(
        resumed,
        &fresh,
        &data,
        WinnerTakeAll::new(),
        WinnerTakeAll::new().conscience().scale_by_distance().validation(held_out).patience(3),
    );
    println!("{} runs resumed, of {} rules", resumed.runs, resumed.trainers);
    assert!(resumed.trainers == 8 && resumed.runs > 80);
}

#[test]
fn the_log_has_the_lines_from_before_too() {
    let (data, folder) = (toy::points().unwrap(), folder());
    let path = folder.join("run");
    let fresh = Perceptron::new(data.ranges(), 1).unwrap();
    let trainer = Delta::new().epochs(9).goal(0.0).show(3);
    let whole = fresh.clone().train(&data, trainer.clone()).unwrap();
    let watched = trainer.clone().checkpoint(&path, 1);
    let part = fresh.clone().train_watching(&data, watched, |epoch| {
        if epoch.number() == 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(part.unwrap().log().len(), 2);
    let resumed = fresh.clone().train(&data, trainer.resume(&path)).unwrap();
    assert_eq!(resumed.log(), whole.log());
    assert_eq!(resumed.log().len(), 4);
    fs::remove_dir_all(folder).unwrap();
}
