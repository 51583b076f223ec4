//! Any trainer with any settings: repeatable, finite or stopped with a reason,
//! shown whole.

use percept::{
    Adam, Bfgs, ConjugateGradient, Dataset, FeedForward, GradientDescent, Init, LBfgs,
    LevenbergMarquardt, Loss, NewtonCg, Rprop, Stop, Trainer, Transfer,
};
use proptest::prelude::*;

use super::{property, rows};
use crate::renderers::assert_same_picture;
use crate::sweep::assert_sound;

const HIDDEN: [Transfer; 6] = [
    Transfer::TanSig,
    Transfer::LogSig,
    Transfer::Relu,
    Transfer::Gelu,
    Transfer::RadBas,
    Transfer::SatLins,
];
const INITS: [Init; 6] =
    [Init::NguyenWidrow, Init::Xavier, Init::He, Init::Orthogonal, Init::ActiveRange, Init::Zeros];
/// Each with a function of the last layer that can give 0 and 1.
const LOSSES: [(Loss, Transfer); 5] = [
    (Loss::Sse, Transfer::PureLin),
    (Loss::Mse, Transfer::TanSig),
    (Loss::Mae, Transfer::PureLin),
    (Loss::Sae, Transfer::LogSig),
    (Loss::BinaryCrossEntropy, Transfer::LogSig),
];

macro_rules! set {
    ($trainer:expr, $loss:expr, $penalty:expr) => {
        $trainer.epochs(3).goal(0.0).show(0).loss($loss).l2($penalty).into()
    };
}

fn trainers(rate: f64, batch: usize, loss: Loss, penalty: f64) -> [Trainer; 9] {
    let descent = GradientDescent::new().learning_rate(rate);
    [
        set!(descent.clone().momentum(0.9), loss, penalty),
        set!(descent.adaptive().batch_size(batch), loss, penalty),
        set!(Rprop::new().first_step(rate), loss, penalty),
        set!(Adam::new().learning_rate(rate).batch_size(batch), loss, penalty),
        set!(Bfgs::new(), loss, penalty),
        set!(LBfgs::new().memory(batch), loss, penalty),
        set!(ConjugateGradient::new(), loss, penalty),
        set!(NewtonCg::new(), loss, penalty),
        set!(LevenbergMarquardt::new().damping(rate), loss, penalty),
    ]
}

#[test]
fn any_trainer_repeats_its_run_and_keeps_finite_weights() {
    let settings = (0.001..2.0, 1..4_usize, 0.0..0.1, 0..5_usize, 0..9_usize);
    let network = (0..6_usize, 0..6_usize, 1..4_usize, any::<u64>());
    property((rows(2, 60), settings, network), 150, 35, |(rows, settings, network)| {
        let (rate, batch, penalty, loss, place) = settings;
        let (function, init, hidden, seed) = network;
        let (loss, last) = LOSSES[loss];
        let data = Dataset::new(&rows, (0..rows.len()).map(|i| i % 2).collect::<Vec<_>>())?;
        let trainer = trainers(rate, batch, loss, penalty)[place].clone();
        let network = FeedForward::new(data.ranges(), [hidden, 1])?
            .transfer([HIDDEN[function], last])?
            .init(INITS[init])?
            .seed(seed);
        let (mut first, mut second) = (network.clone(), network);
        let history = first.train(&data, trainer.clone())?;
        assert_eq!(history.errors().len(), second.train(&data, trainer.clone())?.errors().len());
        assert_eq!(first, second, "{trainer:?}");
        assert!(first.parameters().iter().all(|value| value.is_finite()), "{trainer:?}");
        let odd = history.errors().iter().filter(|error| !error.is_finite()).count();
        assert!(odd == 0 || history.stop() == Stop::Diverged, "{trainer:?}: {history:?}");
        let about = format!("{trainer:?}, {rows:?}");
        for chart in [history.chart(), first.chart()] {
            assert_sound(&chart, &about);
            assert_same_picture(&about, &chart);
        }
        Ok(())
    });
}

#[test]
fn any_gradient_is_that_of_finite_differences() {
    let usual = proptest::collection::vec(proptest::collection::vec(-2.0..2.0, 2), 2..6);
    let smooth = [Transfer::TanSig, Transfer::LogSig, Transfer::RadBas, Transfer::Gelu];
    let drawn = (usual, 0..4_usize, 0..5_usize, 1..4_usize, any::<u64>());
    property(drawn, 150, 95, |(rows, function, loss, hidden, seed)| {
        let (loss, last) = LOSSES[loss];
        let data = Dataset::new(&rows, (0..rows.len()).map(|i| i % 2).collect::<Vec<_>>())?;
        let network = FeedForward::new([[-2.0, 2.0]; 2], [hidden, 1])?
            .transfer([smooth[function], last])?
            .seed(seed);
        let gradient = network.gradient(&data, loss)?;
        let error = |place: usize, by: f64| {
            let mut moved = network.clone();
            let mut parameters = network.parameters().to_vec();
            parameters[place] += by;
            moved.set_parameters(parameters).unwrap();
            loss.value(moved.predict(data.inputs()).unwrap(), data.targets()).unwrap()
        };
        // where a residual is 0, |e| has a corner and no derivative
        let outputs = network.predict(data.inputs())?;
        let corner = (&outputs - data.targets()).iter().any(|e| e.abs() < 1e-3);
        if corner && matches!(loss, Loss::Mae | Loss::Sae) {
            return Ok(());
        }
        for (place, slope) in gradient.iter().enumerate() {
            let step = 1e-5;
            let by_difference = (error(place, step) - error(place, -step)) / (2.0 * step);
            let tolerance = 1e-5 * (1.0 + slope.abs());
            assert!((slope - by_difference).abs() < tolerance, "{place}: {slope} {by_difference}");
        }
        Ok(())
    });
}
