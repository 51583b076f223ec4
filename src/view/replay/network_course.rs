//! The moments of a run of layers, and how well the network did at each.

use crate::chart::{apart, short, significant, told_apart};
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::metrics::Regression;
use crate::network::{Elman, FeedForward};
use crate::notebook::Table;
use crate::train::{History, Kind, Learner};
use crate::view::parts::columns::DIGITS;
use crate::view::training::validation::keeping;

/// A run of layers, and what of it can be drawn.
pub(crate) struct Course<'a> {
    pub(crate) history: &'a History,
    pub(crate) data: &'a Dataset,
    pub(crate) moments: Vec<Moment>,
}

/// The network after the given number of epochs.
pub(crate) struct Moment {
    pub(crate) epoch: usize,
    pub(crate) error: f64,
    pub(crate) network: Kind,
    pub(crate) score: Score,
}

/// How well it did on the data that it learnt from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Score {
    /// Classes: the share of samples that are right.
    Accuracy(f64),
    /// Numbers: the RMSE of the outputs.
    Miss(f64),
}

impl<'a> Course<'a> {
    pub(crate) fn of(history: &'a History, learner: &Learner, data: &'a Dataset) -> Result<Self> {
        learner.check(history.snapshots(), data)?;
        let mut moments = Vec::new();
        let mut problem = Error::Empty { what: "replay", expected: "epoch with a finite error" };
        for snapshot in history.snapshots() {
            let network = learner.at(snapshot.parameters())?;
            // sums beyond the range of floats cannot be drawn
            match score(&network, data) {
                Ok(score) => {
                    let (epoch, error) = (snapshot.epoch(), snapshot.error());
                    moments.push(Moment { epoch, error, network, score });
                }
                Err(error) => problem = error,
            }
        }
        if moments.is_empty() { Err(problem) } else { Ok(Self { history, data, moments }) }
    }

    /// How many epochs of learning the run has.
    pub(crate) fn n(&self) -> usize {
        self.history.epochs().saturating_sub(1)
    }

    pub(crate) fn label(&self, moment: &Moment) -> String {
        format!("epoch {} of {}, error {}", moment.epoch, self.n(), short(moment.error))
    }

    pub(crate) fn headline(&self, moment: &Moment) -> String {
        let when = match moment.epoch {
            0 => "Before learning".to_owned(),
            epoch => format!("After {epoch} of {}", count(self.n(), "epoch")),
        };
        let (error, n) = (short(moment.error), self.data.n_samples());
        let score = match moment.score {
            Score::Accuracy(share) => {
                format!("{} of {} right", (share * n as f64).round(), count(n, "sample"))
            }
            Score::Miss(miss) => format!("RMSE {}", short(miss)),
        };
        format!("{when}: error {error}, {score}.")
    }

    /// What early stopping has kept.
    pub(crate) fn keeping(&self, moment: &Moment) -> Option<String> {
        let last = self.moments.last().is_some_and(|last| last.epoch == moment.epoch);
        keeping(self.history, Some(moment.epoch), last)
    }

    /// What is left out, where `shown` epochs are drawn.
    pub(crate) fn left_out(&self, shown: usize) -> Vec<String> {
        let mut finite = 0;
        for error in self.history.errors() {
            finite += usize::from(error.is_finite());
        }
        let mut words = Vec::new();
        if shown < finite {
            words.push(format!(
                "{shown} of {} are shown, densest where the error changes.",
                count(finite, "epoch")
            ));
        }
        if finite < self.history.epochs() {
            words.push("The last epoch is not drawn: the error diverged.".to_owned());
        }
        words
    }

    /// The numbers of the moments that are shown.
    pub(crate) fn table(&self, shown: &[usize]) -> Table {
        let mut head = vec!["epochs of learning".to_owned(), "error".to_owned()];
        let validation = self.history.validation_errors();
        if !validation.is_empty() {
            head.push("validation error".to_owned());
        }
        head.push(self.score_name().to_owned());
        let (mut errors, mut validated) = (Vec::new(), Vec::new());
        for &moment in shown {
            let moment = &self.moments[moment];
            errors.push(moment.error);
            validated.extend(validation.get(moment.epoch).copied());
        }
        Table::ends(head, shown.len(), [shown.len(), 0], &|i| {
            let moment = &self.moments[shown[i]];
            let error = told_apart(moment.error, &errors, DIGITS);
            let mut row = vec![moment.epoch.to_string(), error];
            if !validation.is_empty() {
                let error = validation.get(moment.epoch);
                row.push(
                    error.map_or(String::new(), |error| told_apart(*error, &validated, DIGITS)),
                );
            }
            let score = moment.score.value();
            row.push(significant(score, apart(&[score, 1.0], DIGITS)));
            row
        })
    }

    pub(crate) fn score_name(&self) -> &'static str {
        match self.moments[0].score {
            Score::Accuracy(_) => "accuracy",
            Score::Miss(_) => "root mean square miss",
        }
    }
}

impl Score {
    pub(crate) fn value(self) -> f64 {
        match self {
            Self::Accuracy(value) | Self::Miss(value) => value,
        }
    }
}

fn score(network: &Kind, data: &Dataset) -> Result<Score> {
    match network {
        Kind::Layers(network) => score_of_layers(network, data),
        Kind::Sequence(network) => score_of_sequence(network, data),
        // `Learner::check` has refused it
        Kind::Large(_) => Err(Error::Empty { what: "replay", expected: "snapshot" }),
    }
}

fn score_of_layers(network: &FeedForward, data: &Dataset) -> Result<Score> {
    let outputs = network.predict(data)?;
    match network.evaluate(data) {
        Ok(matrix) => Ok(Score::Accuracy(matrix.accuracy())),
        Err(_) => Ok(Score::Miss(Regression::of(data.targets(), outputs)?.rmse())),
    }
}

fn score_of_sequence(network: &Elman, data: &Dataset) -> Result<Score> {
    Ok(Score::Miss(Regression::of(data.targets(), network.predict(data)?)?.rmse()))
}
