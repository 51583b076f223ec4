//! Any one of the trainers of multi-layer networks.

use crate::error::Result;
use crate::network::FeedForward;
use crate::train::trainers::method::Method;
use crate::train::{
    Adam, Bfgs, Checkpoints, ConjugateGradient, GradientDescent, Identity, LBfgs,
    LevenbergMarquardt, NewtonCg, Rprop, Settings,
};

/// A way to train a multi-layer network, chosen.
///
/// Every trainer turns into one by itself: give
/// [`FeedForward::train`](crate::FeedForward::train) the trainer.
///
/// [`guide::long_runs`](crate::guide::long_runs) shows how a run goes on after
/// its process was killed.
#[doc(alias = "trainf")]
#[doc(alias = "trainer")]
#[doc(alias = "solver")]
#[derive(Clone, Debug, PartialEq)]
#[must_use]
#[non_exhaustive]
pub enum Trainer {
    /// Steps down the gradient.
    GradientDescent(GradientDescent),
    /// Steps whose sizes adapt to the signs of the gradient.
    Rprop(Rprop),
    /// Steps scaled by the gradient's mean and spread.
    Adam(Adam),
    /// Searches along directions that learn the curvature.
    Bfgs(Bfgs),
    /// The same, with a short memory.
    LBfgs(LBfgs),
    /// Searches along directions that do not undo each other.
    ConjugateGradient(ConjugateGradient),
    /// Searches towards the bottom of the local curve.
    NewtonCg(NewtonCg),
    /// Solves for the step at which the errors would vanish.
    LevenbergMarquardt(LevenbergMarquardt),
}

/// Each trainer, as one of them.
macro_rules! each {
    ($($type:ident),*) => {$(
        impl From<$type> for Trainer {
            fn from(trainer: $type) -> Self {
                Self::$type(trainer)
            }
        }
    )*};
}

each!(GradientDescent, Rprop, Adam, Bfgs, LBfgs, ConjugateGradient, NewtonCg, LevenbergMarquardt);

impl Trainer {
    pub(crate) fn settings(&self) -> &Settings {
        match self {
            Self::GradientDescent(trainer) => &trainer.settings,
            Self::Rprop(trainer) => &trainer.settings,
            Self::Adam(trainer) => &trainer.settings,
            Self::Bfgs(trainer) => &trainer.settings,
            Self::LBfgs(trainer) => &trainer.settings,
            Self::ConjugateGradient(trainer) => &trainer.settings,
            Self::NewtonCg(trainer) => &trainer.settings,
            Self::LevenbergMarquardt(trainer) => &trainer.settings,
        }
    }

    pub(crate) fn checkpoints_mut(&mut self) -> &mut Checkpoints {
        match self {
            Self::GradientDescent(trainer) => trainer.checkpoints_mut(),
            Self::Rprop(trainer) => trainer.checkpoints_mut(),
            Self::Adam(trainer) => trainer.checkpoints_mut(),
            Self::Bfgs(trainer) => trainer.checkpoints_mut(),
            Self::LBfgs(trainer) => trainer.checkpoints_mut(),
            Self::ConjugateGradient(trainer) => trainer.checkpoints_mut(),
            Self::NewtonCg(trainer) => trainer.checkpoints_mut(),
            Self::LevenbergMarquardt(trainer) => trainer.checkpoints_mut(),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.settings().check()?;
        match self {
            Self::GradientDescent(trainer) => trainer.check(),
            Self::Rprop(trainer) => trainer.check(),
            Self::Adam(trainer) => trainer.check(),
            Self::LBfgs(trainer) => trainer.check(),
            Self::LevenbergMarquardt(trainer) => trainer.check(),
            Self::Bfgs(_) | Self::ConjugateGradient(_) | Self::NewtonCg(_) => Ok(()),
        }
    }

    /// Its name and what it was told, but for when to stop.
    pub(crate) fn identify(&self, identity: &mut Identity) {
        let name = match self {
            Self::GradientDescent(_) => "GradientDescent",
            Self::Rprop(_) => "Rprop",
            Self::Adam(_) => "Adam",
            Self::Bfgs(_) => "Bfgs",
            Self::LBfgs(_) => "LBfgs",
            Self::ConjugateGradient(_) => "ConjugateGradient",
            Self::NewtonCg(_) => "NewtonCg",
            Self::LevenbergMarquardt(_) => "LevenbergMarquardt",
        };
        identity.add("the trainer", name);
        match self {
            Self::GradientDescent(trainer) => trainer.identify(identity),
            Self::Rprop(trainer) => trainer.identify(identity),
            Self::Adam(trainer) => trainer.identify(identity),
            Self::LBfgs(trainer) => trainer.identify(identity),
            Self::LevenbergMarquardt(trainer) => trainer.identify(identity),
            Self::Bfgs(_) | Self::ConjugateGradient(_) | Self::NewtonCg(_) => {}
        }
        self.settings().identify(identity);
    }

    /// The learning rate, if there is one to choose.
    pub(crate) fn rate(&self) -> Option<f64> {
        match self {
            Self::GradientDescent(trainer) => Some(trainer.learning_rate),
            Self::Adam(trainer) => Some(trainer.learning_rate),
            Self::Rprop(_)
            | Self::Bfgs(_)
            | Self::LBfgs(_)
            | Self::ConjugateGradient(_)
            | Self::NewtonCg(_)
            | Self::LevenbergMarquardt(_) => None,
        }
    }

    /// Whether the order of the samples matters.
    pub(crate) fn learns_in_order(&self, in_memory: bool) -> bool {
        match self {
            Self::GradientDescent(trainer) => trainer.learns_in_order(in_memory),
            Self::Rprop(trainer) => trainer.learns_in_order(in_memory),
            Self::Adam(trainer) => trainer.learns_in_order(in_memory),
            Self::Bfgs(_)
            | Self::LBfgs(_)
            | Self::ConjugateGradient(_)
            | Self::NewtonCg(_)
            | Self::LevenbergMarquardt(_) => false,
        }
    }

    /// The algorithm, ready to move the parameters of a network.
    pub(crate) fn method(&self, network: &FeedForward) -> Result<Box<dyn Method>> {
        let (n, seed) = (network.n_parameters(), network.seed_used());
        match self {
            Self::GradientDescent(trainer) => Ok(trainer.method(n, seed)),
            Self::Rprop(trainer) => Ok(trainer.method(n, seed)),
            Self::Adam(trainer) => Ok(trainer.method(n, seed)),
            Self::Bfgs(_) => Bfgs::method(n),
            Self::LBfgs(trainer) => Ok(trainer.method(network)),
            Self::ConjugateGradient(_) => Ok(ConjugateGradient::method(n)),
            Self::NewtonCg(_) => Ok(NewtonCg::method(n)),
            Self::LevenbergMarquardt(trainer) => trainer.method(n),
        }
    }
}
