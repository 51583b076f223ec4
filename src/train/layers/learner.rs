//! What a run of layers keeps for pictures and for a run again.

use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::{Elman, FeedForward};
use crate::train::{MAX_PARAMETERS, Objective, Settings, Snapshot};

/// Errors that differ by a smaller part are the same: those of batches are
/// summed up in another order.
const SAME: f64 = 1e-6;

/// The network of a run, and what its error was.
#[derive(Clone, PartialEq)]
pub(crate) struct Learner {
    pub(crate) kind: Kind,
    loss: Settings,
    /// Whether the samples were in memory, so that somebody can show them again.
    whole: bool,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Kind {
    Layers(FeedForward),
    Sequence(Elman),
    /// Too large for snapshots: its number of parameters.
    Large(usize),
}

impl Learner {
    pub(crate) fn layers(network: &FeedForward, settings: &Settings, whole: bool) -> Self {
        let large = network.n_parameters() > MAX_PARAMETERS;
        let kind =
            if large { Kind::Large(network.n_parameters()) } else { Kind::Layers(network.clone()) };
        Self { kind, loss: loss(settings), whole }
    }

    pub(crate) fn sequence(network: &Elman, settings: &Settings) -> Self {
        let large = network.n_parameters() > MAX_PARAMETERS;
        let kind = if large {
            Kind::Large(network.n_parameters())
        } else {
            Kind::Sequence(network.clone())
        };
        Self { kind, loss: loss(settings), whole: true }
    }

    /// The network, where there are snapshots of it.
    pub(crate) fn network(&self) -> Result<&FeedForward> {
        match &self.kind {
            Kind::Layers(network) => Ok(network),
            Kind::Sequence(network) => Ok(network.network()),
            Kind::Large(n) => Err(Error::Shape {
                what: "replay",
                expected: format!(
                    "the run of a network of at most {MAX_PARAMETERS} parameters, since a history \
                     keeps them many times"
                ),
                found: format!("one of {n}"),
            }),
        }
    }

    /// The network with other parameters.
    pub(crate) fn at(&self, parameters: &[f64]) -> Result<Kind> {
        let mut kind = self.kind.clone();
        let network = match &mut kind {
            Kind::Layers(network) => network,
            Kind::Sequence(network) => network.network_mut(),
            Kind::Large(_) => return Ok(kind),
        };
        network.set_parameters(parameters)?;
        Ok(kind)
    }

    /// How many inputs a sample has.
    pub(crate) fn n_inputs(&self) -> usize {
        match &self.kind {
            Kind::Layers(network) => network.n_inputs(),
            Kind::Sequence(network) => network.n_inputs(),
            Kind::Large(_) => 0,
        }
    }

    /// Refuses data that are not those of the run.
    pub(crate) fn check(&self, snapshots: &[Snapshot], data: &Dataset) -> Result<()> {
        let network = self.network()?;
        let wanted = [("input", self.n_inputs()), ("target", network.n_outputs())];
        for ((what, n), came) in wanted.into_iter().zip([data.n_inputs(), data.n_targets()]) {
            if n != came {
                return refuse(
                    format!("the data of the training run, {} per sample", count(n, what)),
                    format!("{} per sample", count(came, what)),
                );
            }
        }
        network.names().known(network.n_outputs()).check("replay", data)?;
        let Some(last) = snapshots.last().filter(|_| self.whole) else { return Ok(()) };
        let error = self.error(network, &last.parameters, data)?;
        // a context that is carried on makes errors that cannot be had again
        if error.is_some_and(|error| (error - last.error).abs() > SAME * last.error.abs()) {
            let (ours, theirs) = (error.unwrap_or_default(), last.error);
            return refuse(
                "the data of the training run".to_owned(),
                format!("others: their error is {ours} where {theirs} was measured"),
            );
        }
        Ok(())
    }

    /// The error as it was measured; `None` where that depends on more than
    /// data and parameters.
    fn error(
        &self,
        network: &FeedForward,
        parameters: &[f64],
        data: &Dataset,
    ) -> Result<Option<f64>> {
        let mut objective = match &self.kind {
            Kind::Sequence(network) if network.keeps_context() => return Ok(None),
            Kind::Sequence(network) => network.measure(data, &self.loss)?,
            _ => Objective::new(network, data, &self.loss),
        };
        objective.weighted = self.loss.class_weights.of(data)?;
        objective.error(parameters).map(Some)
    }
}

/// What of the settings decides the error.
fn loss(settings: &Settings) -> Settings {
    let Settings { loss, l2, l1, .. } = *settings;
    let class_weights = settings.class_weights.clone();
    Settings { loss, l2, l1, class_weights, ..Settings::default() }
}

fn refuse<T>(wanted: String, came: String) -> Result<T> {
    Err(Error::Shape { what: "replay", expected: wanted, found: came })
}
