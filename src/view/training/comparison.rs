//! Error curves of several runs.

use std::fmt;

use super::error_axis::{Scale, crosses, leaves};
use super::run_curve::{Run, learnt};
use super::{end_names, validation};
use crate::chart::{
    Axis, Chart, MAX_SERIES, Mark, Panel, apart, computed_apart, dash, labels, series, significant,
};
use crate::data::{Pair, check_names, owned};
use crate::error::{Error, Result, count};
use crate::notebook::Table;
use crate::train::{History, Stop};

/// Points, and about how many markers, of a curve, where there are few runs.
const MAX_POINTS: usize = 500;
const MARKERS: usize = 10;
/// Runs that can be told apart: those beyond the colours have another dash.
const MAX_RUNS: usize = 2 * MAX_SERIES;

/// The error curves of several training runs in one picture.
///
/// In a notebook it shows the curves, each with a colour, a marker and a line of
/// its own, and a table of the runs. The axis of errors is logarithmic if they
/// differ by more than a factor of 100; an error of 0 then stands below the
/// others. A run that diverged ends with a cross where it leaves the picture, at
/// 100 times the highest error of the others. Errors of validation data are thin
/// dashed lines in the colour of their run. Where runs minimised different
/// losses, whose errors do not compare, a sentence says so.
///
/// # Examples
///
/// ```
/// use percept::{Comparison, Delta, Perceptron, toy};
///
/// let points = toy::points()?;
/// let untrained = Perceptron::new(points.ranges(), 1)?;
/// let slow = untrained.clone().train(&points, Delta::new().epochs(3))?;
/// let long = untrained.clone().train(&points, Delta::new().epochs(50))?;
/// let comparison = Comparison::new([("3 epochs", &slow), ("50 epochs", &long)])?;
/// assert_eq!(comparison.best(), Some("50 epochs"));
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Comparison {
    runs: Vec<Run>,
}

impl Comparison {
    /// Takes up to twelve runs, each under a name, for instance what differs in it:
    /// a list of pairs, whose histories may be references.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without runs, [`Error::Shape`] for more than twelve, which
    /// could not be told apart, and for an empty name, [`Error::DuplicateName`]
    /// if a name comes twice.
    pub fn new(
        runs: impl IntoIterator<Item: Pair<First: AsRef<str>, Second: AsRef<History>>>,
    ) -> Result<Self> {
        let mut named = Vec::new();
        for pair in runs {
            let (name, history) = pair.both();
            named.push(Run::of(name.as_ref().to_owned(), history.as_ref()));
        }
        Self::checked(named)
    }

    fn checked(runs: Vec<Run>) -> Result<Self> {
        if runs.is_empty() {
            return Err(Error::Empty { what: "runs", expected: "training run with a name" });
        }
        if runs.len() > MAX_RUNS {
            return Err(Error::Shape {
                what: "runs",
                expected: format!("at most {MAX_RUNS}, so that they can be told apart"),
                found: runs.len().to_string(),
            });
        }
        let mut names = Vec::with_capacity(runs.len());
        for run in &runs {
            names.push(run.name.clone());
        }
        check_names("run", &names, names.len())?;
        Ok(Self { runs })
    }

    /// How many runs there are.
    #[must_use]
    pub fn n_runs(&self) -> usize {
        self.runs.len()
    }

    /// The name of the run with the lowest last error, whatever it measures, of
    /// equals the one with fewer epochs; none if all diverged.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Comparison, Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let short = Perceptron::new(points.ranges(), 1)?.train(&points, Delta::new().epochs(2))?;
    /// let long = Perceptron::new(points.ranges(), 1)?.train(&points, Delta::new().epochs(50))?;
    /// let comparison = Comparison::new([("2 epochs", &short), ("50 epochs", &long)])?;
    /// assert_eq!(comparison.best(), Some("50 epochs"));
    /// assert_eq!(comparison.n_runs(), 2);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn best(&self) -> Option<&str> {
        self.best_run().map(|run| run.name.as_str())
    }

    /// What a run is called beside the others.
    fn name_of(&self, run: &Run) -> String {
        let place = self.runs.iter().position(|own| own.name == run.name).unwrap_or_default();
        names(&self.runs).swap_remove(place)
    }

    fn best_run(&self) -> Option<&Run> {
        let mut best: Option<&Run> = None;
        for run in &self.runs {
            let score = (run.last(), run.errors.len());
            let better = best.is_none_or(|best| score < (best.last(), best.errors.len()));
            if run.last().is_finite() && better {
                best = Some(run);
            }
        }
        best
    }
}

impl fmt::Debug for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(f, format_args!("Comparison({})", count(self.runs.len(), "run")))
    }
}

pub(crate) fn draw(comparison: &Comparison) -> Chart {
    let mut curves: Vec<&[f64]> = Vec::new();
    for run in &comparison.runs {
        curves.push(&run.errors);
        curves.push(&run.validation_errors);
    }
    let scale = Scale::of(&curves);
    let mut words = vec![verdict(comparison)];
    let names = names(&comparison.runs);
    for (run, name) in comparison.runs.iter().zip(&names) {
        words.push(told(run, name, digits(&comparison.runs, 4)));
    }
    words.extend(scale.words());
    words.extend(validation::words(&comparison.runs));
    let mut longest = 0;
    for run in &comparison.runs {
        longest = longest.max(run.errors.len());
    }
    let points = points(comparison);
    if longest > points + 1 {
        words.push(format!("Of long runs {points} points are drawn, taken evenly."));
    }
    Chart {
        title: format!("Error by epoch: {}", count(comparison.runs.len(), "run")),
        alt: format!(
            "Lines: the error over up to {} of learning, of {}. {}",
            count(longest.saturating_sub(1), "epoch"),
            names.join(", "),
            words.join(" ")
        ),
        words,
        panels: vec![panel(comparison, &scale, longest)],
        columns: 1,
        tables: validation::with_table(table(comparison), &comparison.runs),
    }
}

/// Which loss each run minimised, where they are not the same.
fn measures(runs: &[Run]) -> Option<String> {
    let mut words = Vec::new();
    for (run, name) in runs.iter().zip(names(runs)) {
        words.push(format!("{name} by {}", run.measure));
    }
    let same = runs.windows(2).all(|pair| pair[0].measure == pair[1].measure);
    (!same).then(|| {
        let measures = words.join(", ");
        format!("The errors do not compare, since the runs measure them differently: {measures}.")
    })
}

/// What the runs are called, each told apart from the others.
fn names(runs: &[Run]) -> Vec<String> {
    let mut names = Vec::with_capacity(runs.len());
    for run in runs {
        names.push(run.name.clone());
    }
    labels(&names)
}

/// The digits that tell the errors of the runs apart.
fn digits(runs: &[Run], least: usize) -> usize {
    let mut errors = Vec::new();
    for run in runs {
        errors.push(run.last());
        errors.extend(run.places(f64::MAX).map(|[lowest, _]| run.errors[lowest]));
    }
    computed_apart(&errors, least)
}

fn verdict(comparison: &Comparison) -> String {
    if let Some(words) = measures(&comparison.runs) {
        return words;
    }
    match comparison.best_run() {
        Some(run) => format!(
            "Lowest at the end: {}, with an error of {} after {} of learning.",
            comparison.name_of(run),
            significant(run.last(), digits(&comparison.runs, 4)),
            count(run.errors.len() - 1, "epoch")
        ),
        None if comparison.runs.iter().all(Run::diverged) => "All runs diverged.".to_owned(),
        None => "No run has an error to compare.".to_owned(),
    }
}

/// `fast: error 0.02 after 11 epochs, lowest 0.01 (after 9 epochs); all epochs used.`
fn told(run: &Run, name: &str, digits: usize) -> String {
    if run.errors.is_empty() {
        return format!("{name}: no epoch was measured, {}.", ended(run.stop));
    }
    let Some([lowest, last]) = run.places(f64::MAX) else {
        return format!("{name} diverged at the start.");
    };
    let best = format!("{} ({})", significant(run.errors[lowest], digits), learnt(lowest));
    if run.diverged() {
        let epochs = count(last + 1, "epoch");
        return format!("{name} diverged after {epochs}; its lowest error was {best}.");
    }
    let lower = if lowest == last { String::new() } else { format!(", lowest {best}") };
    let error = significant(run.last(), digits);
    format!("{name}: error {error} {}{lower}; {}.", learnt(last), ended(run.stop))
}

fn ended(stop: Stop) -> &'static str {
    match stop {
        Stop::GoalReached => "goal reached",
        Stop::EpochsReached => "all epochs used",
        Stop::Diverged => "diverged",
        Stop::NoImprovement => "no improvement",
        Stop::FlatGradient => "flat gradient",
        Stop::NoDescent => "no descent",
        Stop::TimeUp => "time up",
        Stop::Interrupted => "interrupted",
    }
}

fn panel(comparison: &Comparison, scale: &Scale, longest: usize) -> Panel {
    let end = longest.saturating_sub(1).max(1) as f64;
    let (mut marks, mut ends) = (Vec::new(), Vec::new());
    for (i, run) in comparison.runs.iter().enumerate() {
        marks.push(curve(run, i, scale, points(comparison)));
        marks.extend(validation::line(&run.validation_errors, i, scale));
        if let Some(epoch) = leaves(&run.errors, scale.most) {
            ends.push([epoch as f64, scale.most]);
        }
    }
    if !ends.is_empty() {
        marks.push(crosses(ends));
    }
    let mut panel = Panel {
        title: String::new(),
        x: Axis::whole("epochs of learning done", -0.04 * end, 1.04 * end),
        y: scale.axis(),
        height: 300.0,
        marks,
    };
    end_names::beside(&mut panel, end, scale);
    panel
}

/// Points that each curve has room for.
fn points(comparison: &Comparison) -> usize {
    MAX_POINTS * MAX_SERIES / comparison.runs.len().max(MAX_SERIES)
}

/// Evenly taken points, the last among them; markers of the runs beside each
/// other where the curves are the same.
fn curve(run: &Run, i: usize, scale: &Scale, points: usize) -> Mark {
    let at = scale.curve(&run.errors, points);
    let apart = (at.len() / MARKERS).max(1);
    let first = i * apart / MAX_RUNS;
    let mut marked = Vec::new();
    for (k, place) in at.iter().enumerate() {
        let left = at.len() - 1 - k;
        if left == 0 || k % apart == first && left > apart / 2 {
            marked.push(*place);
        }
    }
    let (color, symbol) = series(i);
    let (name, hover) = (run.name.clone(), String::new());
    Mark::Curve { name, color, symbol, dash: dash(i + i / MAX_SERIES), hover, at, marked }
}

fn table(comparison: &Comparison) -> Table {
    let head = ["run", "epochs", "first error", "last error", "lowest error", "goal", "ended"];
    let head = owned(&head);
    let digits = digits(&comparison.runs, 6);
    Table::excerpt(head, comparison.runs.len(), &|i| {
        let run = &comparison.runs[i];
        let first = run.errors.first().copied().unwrap_or(f64::NAN);
        let lowest = match run.places(f64::MAX) {
            Some([lowest, _]) => {
                let error = significant(run.errors[lowest], digits);
                format!("{error} ({})", learnt(lowest))
            }
            None => "none".to_owned(),
        };
        vec![
            run.name.clone(),
            run.errors.len().to_string(),
            significant(first, 6),
            significant(run.last(), digits.max(apart(&[run.last(), run.goal], 6))),
            lowest,
            significant(run.goal, apart(&[run.last(), run.goal], 6)),
            ended(run.stop).to_owned(),
        ]
    })
}
