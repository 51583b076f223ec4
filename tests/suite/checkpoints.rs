//! A run that was stopped or killed and goes on ends with the same bits as one
//! that was not.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use percept::{
    Adam, Bfgs, Competitive, ConjugateGradient, Dataset, Delta, Elman, Epoch, FeedForward,
    GradientDescent, History, LBfgs, LevenbergMarquardt, Loss, Lvq, LvqRule, NewtonCg, Perceptron,
    Result, Rprop, Stop, Transfer, WinnerTakeAll, toy,
};

use crate::whole_files::{self, below, names_in, victim, victims_path};

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
struct Resumed {
    folder: PathBuf,
    trainers: usize,
    runs: usize,
}

impl Resumed {
    fn new(folder: &str) -> Self {
        Self { folder: whole_files::folder(folder), trainers: 0, runs: 0 }
    }

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
        let (path, taken) = (self.folder.join("run"), self.folder.join("taken"));
        let mut whole = fresh.clone();
        let history = whole.train(data, trainer(), &mut |_| ControlFlow::Continue(())).unwrap();
        let epochs = history.epochs();
        for last in [1, 3, epochs / 2, epochs] {
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
    }

    fn tell(self, trainers: usize, runs: usize) {
        println!("{} runs resumed, of {} trainers", self.runs, self.trainers);
        assert!(self.trainers == trainers && self.runs > runs);
        fs::remove_dir_all(self.folder).unwrap();
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
    let mut resumed = Resumed::new("resumed_layers");
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
    resumed.tell(23, 150);
}

#[test]
fn sequences_go_on_with_the_same_bits() {
    let steps: Vec<f64> = (0..24).map(|k| f64::from(k * k % 7) / 7.0).collect();
    let before: Vec<f64> = (0..24).map(|k| f64::from((k + 6) * (k + 6) % 7) / 7.0).collect();
    let data = Dataset::new(steps.clone(), before.clone()).unwrap();
    let held_out = &Dataset::new(steps[3..12].to_vec(), before[3..12].to_vec()).unwrap();
    let fresh = Elman::new(data.ranges(), [4, 1]).unwrap().seed(2);
    let mut resumed = Resumed::new("resumed_sequences");
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
    resumed.tell(9, 50);
}

#[test]
fn rules_that_learn_sample_by_sample_go_on_with_the_same_bits() {
    let (data, held_out) = moons();
    let held_out = &held_out;
    let mut resumed = Resumed::new("resumed_rules");
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
    resumed.tell(8, 50);
}

#[test]
fn the_log_has_the_lines_from_before_too() {
    let (data, folder) = (toy::points().unwrap(), whole_files::folder("resumed_log"));
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

/// Ends a run after so many epochs.
fn until(last: usize) -> impl FnMut(&Epoch<'_>) -> ControlFlow<()> {
    move |epoch| {
        if epoch.number() == last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

/// Leaves the checkpoint of a run that was ended after its fifth epoch.
fn five_epochs(network: &FeedForward, data: &Dataset, trainer: Adam, path: &Path) {
    let trainer = trainer.checkpoint(path, 2);
    network.clone().train_watching(data, trainer, until(5)).unwrap();
}

#[test]
fn another_run_is_refused_by_name() {
    let folder = whole_files::folder("resumed_by_others");
    let path = folder.join("run");
    let (data, held_out) = moons();
    let fresh = |sizes: [usize; 2]| FeedForward::new(data.ranges(), sizes).unwrap().seed(1);
    let network = fresh([4, 1]);
    let trainer = || Adam::new().batch_size(5).validation(&held_out);
    five_epochs(&network, &data, trainer(), &path);
    let refused = |network: FeedForward, data: &Dataset, trainer: percept::Trainer| {
        let mut learner = network.clone();
        let said = learner.train(data, trainer.resume(&path)).unwrap_err().to_string();
        assert!(learner == network, "the network is as it was");
        let said = said.strip_prefix("resume: expected ").unwrap();
        let way =
            " (give the run what the checkpoint was made with, or delete the file to begin anew)";
        said.strip_suffix(way).unwrap_or(said).to_owned()
    };
    assert_eq!(
        refused(fresh([5, 1]), &data, trainer().into()),
        "the layers 2 → 4 TanSig → 1 TanSig, as in the checkpoint, but got the layers 2 → 5 \
         TanSig → 1 TanSig"
    );
    assert_eq!(
        refused(network.clone().seed(2), &data, trainer().into()),
        "seed 1, as in the checkpoint, but got seed 2"
    );
    assert_eq!(
        refused(network.clone(), &data, Rprop::new().into()),
        "the trainer Adam, as in the checkpoint, but got the trainer Rprop"
    );
    assert_eq!(
        refused(network.clone(), &data, trainer().learning_rate(0.5).into()),
        "learning_rate 0.01, as in the checkpoint, but got learning_rate 0.5"
    );
    assert_eq!(
        refused(network.clone(), &data, trainer().batch_size(6).into()),
        "a step after 5, as in the checkpoint, but got a step after 6"
    );
    assert_eq!(
        refused(network.clone(), &data, trainer().epochs(4).into()),
        "`epochs` of at least 5, as many as the checkpoint has run, but got 4"
    );
    let others = [
        (trainer().decays(0.8, 0.99), "decays"),
        (trainer().loss(Loss::Mse), "loss"),
        (trainer().goal(0.02), "goal"),
        (trainer().l1(0.1), "l1"),
        (trainer().l2(0.1), "l2"),
        (trainer().patience(3), "patience"),
        (trainer().min_gradient(0.1), "min_gradient"),
        (trainer().online(), "a step after"),
        (trainer().validation(&data), "validation data"),
        (Adam::new().batch_size(5), "validation data"),
    ];
    for (trainer, name) in others {
        let said = refused(network.clone(), &data, trainer.into());
        assert!(said.starts_with(name), "{name}: {said}");
    }
    let mut inputs = data.inputs().clone();
    inputs[[20, 1]] += 1e-15;
    let moved = Dataset::new(inputs, data.targets()).unwrap();
    let said = refused(network.clone(), &moved, trainer().into());
    assert!(said.starts_with("data with inputs of the fingerprint"), "{said}");
    let said = refused(network.clone(), &held_out, trainer().into());
    assert!(said.starts_with("data with the number of samples 28, as"), "{said}");
    // the kind of the network comes first
    let mut other = Perceptron::new(data.ranges(), 1).unwrap();
    let said = other.train(&data, Delta::new().resume(&path)).unwrap_err().to_string();
    assert!(said.contains("but got the run of a perceptron (give the run"), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn epochs_time_and_lines_may_change() {
    let folder = whole_files::folder("resumed_longer");
    let path = folder.join("run");
    let (data, _) = moons();
    let fresh = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    let trainer = |epochs| Adam::new().batch_size(5).goal(0.0).epochs(epochs);
    let mut whole = fresh.clone();
    let history = whole.train(&data, trainer(60)).unwrap();
    // 20 epochs, ended by their number and then by time, and 60 at last
    fresh.clone().train(&data, trainer(20).checkpoint(&path, 7)).unwrap();
    let short = trainer(60).checkpoint(&path, 7).resume(&path).time_limit(1e-9);
    let part = fresh.clone().train(&data, short).unwrap();
    assert_eq!((part.epochs(), part.stop()), (20, Stop::TimeUp));
    let mut resumed = fresh.clone();
    let rest = trainer(60).checkpoint(&path, 7).resume(&path).show(0);
    let rest = resumed.train(&data, rest).unwrap();
    same((&resumed, &rest), (&whole, &history), "60 epochs");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_missing_file_is_an_error_unless_the_run_writes_it() {
    let folder = whole_files::folder("resumed_from_nothing");
    let path = folder.join("run");
    let (data, _) = moons();
    let mut network = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    let said = network.train(&data, Rprop::new().resume(&path)).unwrap_err().to_string();
    assert!(said.starts_with("cannot read") && said.contains("there is no checkpoint"), "{said}");
    let both = Rprop::new().epochs(5).goal(0.0).checkpoint(&path, 2).resume(&path);
    assert_eq!(network.train(&data, both.clone()).unwrap().epochs(), 5);
    assert_eq!(names_in(&folder), ["run"]);
    // the same cell once more: what it ended with
    let parameters = network.parameters().to_vec();
    network.train(&data, both).unwrap();
    assert_eq!(network.parameters(), parameters);
    let said = network.train(&data, Rprop::new().checkpoint(&path, 0)).unwrap_err().to_string();
    assert_eq!(said, "`checkpoint`: expected at least 1, but got 0");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_unfinished_run_is_not_written_over() {
    let folder = whole_files::folder("resumed_not");
    let path = folder.join("run");
    let (data, _) = moons();
    let network = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    five_epochs(&network, &data, Adam::new(), &path);
    let before = fs::read(&path).unwrap();
    let said = network.clone().train(&data, Adam::new().checkpoint(&path, 1)).unwrap_err();
    let said = said.to_string();
    assert!(said.starts_with("checkpoint: expected a path without the checkpoint of an"), "{said}");
    assert!(said.ends_with("with a run of 5 epochs"), "{said}");
    // nor is what is no checkpoint
    let model = folder.join("model.json");
    network.save(&model).unwrap();
    let said = network.clone().train(&data, Adam::new().checkpoint(&model, 1)).unwrap_err();
    assert!(said.to_string().contains("it is not a checkpoint"), "{said}");
    assert!(FeedForward::load(&model).unwrap() == network);
    assert_eq!(fs::read(&path).unwrap(), before);
    // but a run that came to its end is
    let rest = Adam::new().epochs(8).checkpoint(&path, 1).resume(&path);
    network.clone().train(&data, rest).unwrap();
    let other = Rprop::new().epochs(3).checkpoint(&path, 1);
    assert_eq!(network.clone().train(&data, other).unwrap().epochs(), 3);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_damaged_checkpoint_is_refused() {
    let folder = whole_files::folder("resumed_damage");
    let path = folder.join("run");
    let (data, _) = moons();
    let network = FeedForward::new(data.ranges(), [2, 1]).unwrap();
    five_epochs(&network, &data, Adam::new().batch_size(9), &path);
    let good = fs::read(&path).unwrap();
    let resumed = || {
        let trainer = Adam::new().batch_size(9).epochs(5).resume(&path);
        network.clone().train(&data, trainer).map(drop)
    };
    resumed().unwrap();
    let mut found = 0;
    for at in (0..good.len()).step_by(3) {
        let mut bad = good.clone();
        bad[at] ^= 1 << (at % 8);
        fs::write(&path, bad).unwrap();
        let said = resumed().unwrap_err().to_string();
        assert!(said.contains("damaged") || said.contains("it is not a checkpoint"), "{said}");
        found += 1;
    }
    for end in (0..good.len()).step_by(7) {
        fs::write(&path, &good[..end]).unwrap();
        resumed().unwrap_err();
        found += 1;
    }
    println!("{found} damaged checkpoints found");
    fs::write(&path, [&good[..], b"\n"].concat()).unwrap();
    resumed().unwrap_err();
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_checkpoint_that_cannot_be_written_is_told_and_loses_nothing() {
    let folder = whole_files::folder("resumed_unwritten");
    let (data, _) = moons();
    let fresh = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    let trainer = || Adam::new().epochs(30).goal(0.0);
    // from the first epoch on: before there is anything to lose
    let mut network = fresh.clone();
    let absent = folder.join("absent").join("run");
    let said = network.train(&data, trainer().checkpoint(absent, 5)).unwrap_err().to_string();
    assert!(said.starts_with("cannot write"), "{said}");
    assert!(network == fresh);
    // later: the run goes on, and says so
    let inside = folder.join("inside");
    fs::create_dir(&inside).unwrap();
    let path = inside.join("run");
    let kept = folder.join("kept");
    let history = network
        .train_watching(&data, trainer().checkpoint(&path, 1), |epoch| {
            if epoch.number() == 9 {
                fs::rename(&path, &kept).unwrap();
                fs::create_dir(&path).unwrap();
            }
            ControlFlow::Continue(())
        })
        .unwrap();
    let mut whole = fresh.clone();
    let expected = whole.train(&data, trainer()).unwrap();
    assert_eq!(bits(network.parameters()), bits(whole.parameters()));
    assert_eq!(history.errors(), expected.errors());
    let problem = history.checkpoint_problem().unwrap();
    assert!(
        problem.starts_with("The checkpoint of epoch 30 is missing: cannot write"),
        "{problem}"
    );
    assert!(history.to_string().contains(problem));
    assert_eq!(expected.checkpoint_problem(), None);
    // and the last that could be written is good
    let mut resumed = fresh.clone();
    let rest = resumed.train(&data, trainer().resume(&kept)).unwrap();
    same((&resumed, &rest), (&whole, &expected), "kept");
    fs::remove_dir_all(folder).unwrap();
}

/// Runs that are killed, each with what it ends with if it is not.
const KILLED: usize = 6;

/// Trains with the checkpoint at `path`; gives all numbers that it ends with.
fn killed_run(kind: usize, path: &Path, watch: &mut dyn FnMut(&Epoch<'_>)) -> Vec<u64> {
    fn end<N: Trained>(
        mut network: N,
        data: &Dataset,
        trainer: N::Trainer,
        path: &Path,
        watch: &mut dyn FnMut(&Epoch<'_>),
    ) -> Vec<u64>
    where
        N::Trainer: Setters,
    {
        let trainer = trainer.with_checkpoint(path, 1).with_resume(path);
        let history = network
            .train(data, trainer, &mut |epoch| {
                watch(epoch);
                ControlFlow::Continue(())
            })
            .unwrap();
        let mut numbers = network.numbers();
        numbers.extend(history.errors());
        numbers.extend(history.validation_errors());
        for snapshot in history.snapshots() {
            numbers.extend(snapshot.parameters());
        }
        for (weights, epoch) in history.weights().iter().zip(history.weight_epochs()) {
            numbers.extend(weights);
            numbers.push(*epoch as f64);
        }
        numbers.push(history.evaluations() as f64);
        bits(&numbers)
    }
    let (data, held_out) = moons();
    let layers = FeedForward::new(data.ranges(), [4, 1]).unwrap();
    let adam = Adam::new().batch_size(5).validation(&held_out).patience(200);
    let descent = GradientDescent::new().batch_size(9).momentum(0.9).adaptive();
    let delta = Delta::new().learning_rate(0.1).validation(&held_out).patience(200);
    let elman = Elman::new(data.ranges(), [3, 1]).unwrap().keep_context();
    let competitive = Competitive::new(data.ranges(), 4).unwrap();
    match kind {
        0 => end(layers, &data, adam.epochs(150).goal(0.0).into(), path, watch),
        1 => end(layers, &data, descent.epochs(150).goal(0.0).into(), path, watch),
        2 => end(layers, &data, LBfgs::new().epochs(60).goal(0.0).into(), path, watch),
        3 => end(elman, &data, Rprop::new().epochs(150).goal(0.0).into(), path, watch),
        4 => {
            let network = Perceptron::new(data.ranges(), 1).unwrap();
            end(network, &data, delta.epochs(150).goal(0.0), path, watch)
        }
        _ => {
            let trainer = WinnerTakeAll::new().conscience().epochs(150).goal(0.0);
            end(competitive, &data, trainer, path, watch)
        }
    }
}

/// Whether a checkpoint is being written now.
fn is_writing(folder: &Path) -> bool {
    names_in(folder).iter().any(|name| name.ends_with("unfinished"))
}

/// The kinds take turns; each run is killed again and again, until it comes to
/// its end, and what every kill leaves is resumed to the end as well. On a slow
/// machine no run would come to it: one in 25 is left alone.
#[test]
fn a_killed_run_goes_on_to_the_same_bits() {
    const KILLS: usize = 200;
    const TEST: &str = "checkpoints::a_killed_run_goes_on_to_the_same_bits";
    if let Some(path) = victims_path() {
        let kind = fs::read_to_string(path.with_extension("kind")).unwrap().parse().unwrap();
        killed_run(kind, &path, &mut |_| sleep(Duration::from_micros(300)));
        return;
    }
    let folder = whole_files::folder("killed_runs");
    let (inside, taken) = (folder.join("inside"), folder.join("taken"));
    fs::create_dir_all(&inside).unwrap();
    let path = inside.join("run");
    let mut whole = Vec::new();
    for kind in 0..KILLED {
        let _ = fs::remove_file(&taken);
        whole.push(killed_run(kind, &taken, &mut |_| {}));
    }
    let (mut kills, mut ends, mut writing, mut resumed, mut kind, mut state) = (0, 0, 0, 0, 0, 3);
    let mut runs = 0;
    while kills < KILLS {
        runs += 1;
        fs::write(path.with_extension("kind"), kind.to_string()).unwrap();
        let mut child = victim(TEST, &path);
        let begin = Instant::now();
        let wait = Duration::from_micros(below(40_000, &mut state));
        let (in_a_write, left_alone) = (kills % 2 == 0, runs % 25 == 0);
        let alive = loop {
            if child.try_wait().unwrap().is_some() {
                break false;
            }
            let waited = !left_alone && begin.elapsed() >= wait;
            if waited && (!in_a_write || is_writing(&inside)) {
                break true;
            }
        };
        child.kill().unwrap();
        let status = child.wait().unwrap();
        if !alive || status.success() {
            assert!(status.success(), "the child of kind {kind} failed");
            // the run is at its end: its checkpoint says with what
            assert_eq!(killed_run(kind, &path, &mut |_| unreachable!()), whole[kind], "{kind}");
            fs::remove_file(&path).unwrap();
            (ends, kind) = (ends + 1, (kind + 1) % KILLED);
            continue;
        }
        kills += 1;
        writing += usize::from(is_writing(&inside));
        let _ = fs::remove_file(&taken);
        if path.exists() {
            fs::copy(&path, &taken).unwrap();
            resumed += 1;
        }
        assert_eq!(killed_run(kind, &taken, &mut |_| {}), whole[kind], "{kind}");
        for name in names_in(&inside) {
            if name.ends_with("unfinished") {
                fs::remove_file(inside.join(name)).unwrap();
            }
        }
    }
    println!(
        "{kills} kills, {writing} of them in the middle of a write; {resumed} checkpoints resumed \
         to the end, {ends} runs that came to it"
    );
    assert!(writing > 0 && resumed > KILLS / 2 && ends > 0);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_checkpoint_is_not_taken_for_a_network() {
    let folder = whole_files::folder("checkpoint_as_network");
    let path = folder.join("run");
    let xor = percept::toy::xor().unwrap();
    let mut network = FeedForward::new(xor.ranges(), [2, 1]).unwrap();
    network.train(&xor, Adam::new().epochs(3).goal(0.0).checkpoint(&path, 1)).unwrap();
    let refused = FeedForward::load(&path).unwrap_err().to_string();
    assert!(refused.contains("it holds a checkpoint of a run, from which training goes on with `resume`, not a feed-forward network"), "{refused}");
    std::fs::remove_dir_all(folder).unwrap();
}
