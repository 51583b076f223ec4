//! Why a run did not work, where its data or its settings tell.

mod course;
mod inputs;
#[cfg(feature = "networks")]
mod layers;
mod remark;
mod survey;
mod targets;

use course::{diverged, rate, stuck};
#[cfg(feature = "networks")]
pub(super) use inputs::far_prototypes;
use inputs::{blocks, constants, contradictory, large_targets, outside, scale};
#[cfg(feature = "networks")]
pub(super) use layers::{Parts, remark_layers, saturated};
pub(crate) use remark::{Remark, Remarks};
pub(super) use survey::{Column, Survey};
use targets::{constant_targets, one_class};

use crate::data::{Batches, Dataset, Separability, Verdict};
use crate::train::{History, Stop};

/// What learns.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Perceptron,
    #[cfg_attr(not(feature = "networks"), expect(dead_code, reason = "made by networks"))]
    Layers,
    Sequence,
    Prototypes,
}

/// How errors come from targets: `part` times the sum that the best constant
/// answer has over some samples.
pub(super) struct Measure<'a> {
    pub(super) part: f64,
    pub(super) constant: &'a dyn Fn(&[Column]) -> f64,
}

/// What the remarks about a run are made from.
pub(super) struct Evidence<'a> {
    pub(super) kind: Kind,
    pub(super) source: &'a dyn Batches,
    /// Of samples that are not in memory.
    pub(super) survey: Option<Survey>,
    /// Of the inputs, as given to the network.
    pub(super) ranges: &'a [[f64; 2]],
    /// Whether a step follows a few samples, in the order in which they lie.
    pub(super) in_order: bool,
    /// Whether the last layer has no bounds.
    pub(super) unbounded: bool,
    pub(super) measure: Option<Measure<'a>>,
    /// Of the last error, what is not about the data.
    pub(super) penalty: f64,
    /// By sample, the square of what the answer misses, with the weights that
    /// are kept; for samples in memory.
    pub(super) misses: &'a dyn Fn(&Dataset) -> Option<Vec<f64>>,
}

#[cfg(feature = "networks")]
impl<'a> Evidence<'a> {
    /// Of prototypes; the classes of competitive ones are not looked at.
    pub(super) fn of_prototypes(
        data: &'a Dataset,
        ranges: &'a [[f64; 2]],
        measure: Option<Measure<'a>>,
        misses: &'a dyn Fn(&Dataset) -> Option<Vec<f64>>,
    ) -> Self {
        Self {
            kind: Kind::Prototypes,
            source: data,
            survey: None,
            ranges,
            in_order: measure.is_some(),
            unbounded: false,
            measure,
            penalty: 0.0,
            misses,
        }
    }
}

/// Data with more numbers are not looked at again after a run.
const MOST_NUMBERS: usize = 20_000_000;

/// The part of the error of the best constant answer that is still a failure.
const FAILED: f64 = 0.05;
const FAILED_BADLY: f64 = 0.2;

/// Adds to the history what can be said about it; says whether the run failed.
pub(super) fn remark(history: &mut History, mut evidence: Evidence<'_>) -> bool {
    history.remarks.streamed = evidence.source.in_memory().is_none();
    let survey = survey(&mut evidence, missed(history));
    if evidence.measure.is_some() {
        history.remarks.list.extend(same_targets(&evidence, survey.as_ref()));
    }
    let Some(mut survey) = survey.filter(|survey| survey.samples > 0 && missed(history)) else {
        return false;
    };
    let outcome = Outcome::of(history, &evidence, &survey);
    let mut list = about_data(history, &evidence, &mut survey, &outcome);
    if outcome.failed && !outcome.hopeless {
        list.extend(rate(history, evidence.kind, evidence.in_order));
        let hidden = matches!(evidence.kind, Kind::Layers | Kind::Sequence);
        if let Some(constant) = outcome.constant.filter(|_| hidden && list.is_empty()) {
            list.extend(stuck(history, outcome.error, constant));
        }
    }
    history.remarks.list.extend(list);
    outcome.failed
}

/// What is known of the samples: of those in memory only if the run missed its
/// goal.
fn survey(evidence: &mut Evidence<'_>, missed: bool) -> Option<Survey> {
    match evidence.source.in_memory() {
        Some(data) if missed && data.input_matrix().len() <= MOST_NUMBERS => Some(Survey::of(data)),
        Some(_) => None,
        None => evidence.survey.take(),
    }
}

fn same_targets(evidence: &Evidence<'_>, survey: Option<&Survey>) -> Option<Remark> {
    match (evidence.source.in_memory(), survey) {
        (Some(data), _) => one_class(data),
        (None, Some(survey)) => constant_targets(survey, evidence.source.names()),
        (None, None) => None,
    }
}

fn missed(history: &History) -> bool {
    // the first epoch is measured before anything is learnt
    history.stop != Stop::GoalReached && history.last_error() != 0.0 && history.epochs() > 1
}

/// How far from its goal a run ended.
struct Outcome {
    /// Of the data alone.
    error: f64,
    /// The error of the best constant answer.
    constant: Option<f64>,
    failed: bool,
    failed_badly: bool,
    /// Whether no line without errors exists.
    hopeless: bool,
}

impl Outcome {
    fn of(history: &History, evidence: &Evidence<'_>, survey: &Survey) -> Self {
        let error = history.last_error() - evidence.penalty;
        let measure = evidence.measure.as_ref();
        let constant = measure.map(|measure| measure.part * (measure.constant)(&survey.targets));
        // infinite and NaN are failures too
        let within = |part: f64| constant.is_some_and(|constant| error <= part * constant);
        let verdicts = history.separability.as_ref().map_or(&[][..], |judged| judged.verdicts());
        let hopeless = verdicts.iter().any(|verdict| matches!(verdict, Verdict::NotSeparable(_)));
        // with a line without errors, a single one is a failure
        let possible = history.separability.as_ref().is_some_and(Separability::is_separable);
        Self {
            error,
            constant,
            failed: possible || !within(FAILED),
            failed_badly: possible || !within(FAILED_BADLY),
            hopeless,
        }
    }
}

fn about_data(
    history: &History,
    evidence: &Evidence<'_>,
    survey: &mut Survey,
    outcome: &Outcome,
) -> Vec<Remark> {
    let data = evidence.source.in_memory();
    let mut list = Vec::new();
    list.extend(diverged(history));
    list.extend(outside(survey, evidence, outcome.failed));
    if outcome.failed && !outcome.hopeless {
        list.extend(scale(survey, evidence.kind == Kind::Prototypes));
    }
    if outcome.failed_badly && evidence.in_order {
        list.extend(blocks(survey, data, evidence.misses));
    }
    if let (Some(data), Some(measure)) = (data, &evidence.measure)
        && evidence.kind != Kind::Sequence
    {
        list.extend(contradictory(data, measure, history.goal));
    }
    if outcome.failed {
        list.extend(if evidence.unbounded { large_targets(survey) } else { None });
        list.extend(constants(survey));
    }
    list
}
