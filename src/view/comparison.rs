use std::fmt;

use crate::chart::{
    Axis, Chart, INK, MAX_CLASSES, Mark, Panel, Symbol, class, dash, label, short, significant,
};
use crate::data::check_names;
use crate::error::{Error, Result, count};
use crate::notebook::Table;
use crate::train::{History, Stop};

/// Points, and about how many markers, of a curve.
const MAX_POINTS: usize = 500;
const MARKERS: usize = 10;

/// Errors further apart than this factor get a logarithmic axis; those of runs
/// that diverged are drawn so far above the others.
const FAR: f64 = 100.0;

/// The error curves of several training runs in one picture.
///
/// In a notebook it shows the curves, each with a colour, a marker and a line of
/// its own, and a table of the runs. The axis of errors is logarithmic if they
/// differ by more than a factor of 100; an error of 0 then stands below the
/// others. A run that diverged ends with a cross where it leaves the picture, at
/// 100 times the highest error of the others.
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

#[derive(Clone, PartialEq)]
struct Run {
    name: String,
    errors: Vec<f64>,
    stop: Stop,
    goal: f64,
}

impl Comparison {
    /// Takes up to six runs, each under a name, for instance what differs in it.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without runs, [`Error::Shape`] for more than six, which
    /// could not be told apart, and for an empty name, [`Error::DuplicateName`]
    /// if a name comes twice.
    pub fn new<'a>(
        runs: impl IntoIterator<Item = (impl Into<String>, &'a History)>,
    ) -> Result<Self> {
        let mut named = Vec::new();
        for (name, history) in runs {
            named.push(Run::of(name.into(), history));
        }
        Self::checked(named)
    }

    fn checked(runs: Vec<Run>) -> Result<Self> {
        if runs.is_empty() {
            return Err(Error::Empty { what: "runs", wanted: "training run with a name" });
        }
        if runs.len() > MAX_CLASSES {
            return Err(Error::Shape {
                what: "runs",
                wanted: format!("at most {MAX_CLASSES}, so that they can be told apart"),
                came: runs.len().to_string(),
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

    /// The name of the run with the lowest last error, of equals the one with
    /// fewer epochs; none if all diverged.
    #[must_use]
    pub fn best(&self) -> Option<&str> {
        self.best_run().map(|run| run.name.as_str())
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

impl Run {
    fn of(name: String, history: &History) -> Self {
        let (errors, stop) = (history.errors().to_vec(), history.stop());
        Self { name, errors, stop, goal: history.goal }
    }

    fn last(&self) -> f64 {
        self.errors.last().copied().unwrap_or(f64::NAN)
    }

    /// Where the lowest error is, and where the last one up to `most`.
    fn places(&self, most: f64) -> Option<[usize; 2]> {
        let mut places: Option<[usize; 2]> = None;
        for (i, error) in self.errors.iter().enumerate() {
            if *error <= most {
                let lowest = places.map_or(i, |[lowest, _]| lowest);
                places = Some([if *error < self.errors[lowest] { i } else { lowest }, i]);
            }
        }
        places
    }

    fn diverged(&self) -> bool {
        !self.last().is_finite()
    }

    /// The epoch in which a run that diverged grew beyond `most`.
    fn leaves(&self, most: f64) -> Option<usize> {
        let [_, last] = self.places(most)?;
        self.diverged().then_some(last + 1)
    }
}

impl fmt::Debug for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Comparison({})", count(self.runs.len(), "run"))
    }
}

pub(crate) fn draw(comparison: &Comparison) -> Chart {
    let scale = Scale::of(comparison);
    let mut words = vec![verdict(comparison)];
    for run in &comparison.runs {
        words.push(told(run));
    }
    words.extend(scale.words());
    let mut longest = 0;
    let mut names = Vec::new();
    for run in &comparison.runs {
        longest = longest.max(run.errors.len());
        names.push(label(&run.name));
    }
    if longest > MAX_POINTS + 1 {
        words.push(format!("Of long runs {MAX_POINTS} points are drawn, taken evenly."));
    }
    Chart {
        title: format!("Error by epoch: {}", count(comparison.runs.len(), "run")),
        alt: format!(
            "Lines: the error over up to {} of {}. {}",
            count(longest, "epoch"),
            names.join(", "),
            words.join(" ")
        ),
        words,
        panels: vec![panel(comparison, &scale, longest)],
        columns: 1,
        tables: vec![table(comparison)],
    }
}

fn verdict(comparison: &Comparison) -> String {
    match comparison.best_run() {
        Some(run) => format!(
            "Lowest at the end: {}, with an error of {} after {} of learning.",
            label(&run.name),
            short(run.last()),
            count(run.errors.len() - 1, "epoch")
        ),
        None => "All runs diverged.".to_owned(),
    }
}

/// `fast: 12 epochs, last error 0.02, lowest 0.01 (epoch 9), all epochs used.`
fn told(run: &Run) -> String {
    let name = label(&run.name);
    let Some([lowest, last]) = run.places(f64::MAX) else {
        return format!("{name} diverged: its error was beyond all bounds from the start.");
    };
    let best = format!("{} (epoch {})", short(run.errors[lowest]), lowest + 1);
    let epochs = count(last + 1, "epoch");
    if run.diverged() {
        return format!(
            "{name} diverged: its error grew beyond all bounds after {epochs}; the lowest was \
             {best}."
        );
    }
    let end = ended(run.stop);
    format!("{name}: {epochs}, last error {}, lowest {best}, {end}.", short(run.last()))
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

/// The axis of errors.
struct Scale {
    logarithmic: bool,
    /// Errors above this, of runs that diverged, are not drawn.
    most: f64,
    lowest: f64,
    highest: f64,
    zeros: bool,
}

impl Scale {
    fn of(comparison: &Comparison) -> Self {
        let mut scale =
            Self { logarithmic: false, most: 0.0, lowest: 0.0, highest: 0.0, zeros: false };
        for run in &comparison.runs {
            let reach = if run.diverged() { 1 } else { run.errors.len() };
            for &error in &run.errors[..reach.min(run.errors.len())] {
                if error.is_finite() {
                    scale.most = scale.most.max(error * FAR).min(f64::MAX);
                }
            }
        }
        scale.lowest = f64::INFINITY;
        for run in &comparison.runs {
            for &error in &run.errors {
                scale.zeros |= error <= 0.0;
                if error > 0.0 && error <= scale.most {
                    scale.lowest = scale.lowest.min(error);
                    scale.highest = scale.highest.max(error);
                }
            }
        }
        for run in &comparison.runs {
            if run.leaves(scale.most).is_some() {
                scale.highest = scale.most;
            }
        }
        scale.logarithmic = scale.highest / FAR >= scale.lowest;
        scale
    }

    /// A share of the logarithmic axis below the lowest error.
    fn below(&self, share: f64) -> f64 {
        let power = self.lowest.log10() - share * (self.highest.log10() - self.lowest.log10());
        10_f64.powf(power).max(f64::MIN_POSITIVE)
    }

    /// Where an error is drawn.
    fn place(&self, error: f64) -> f64 {
        if self.logarithmic && error <= 0.0 { self.below(0.12) } else { error }
    }

    fn axis(&self) -> Axis {
        let top = if self.highest > 0.0 { self.highest } else { 1.0 };
        if !self.logarithmic {
            return Axis::exact("error", -0.06 * top, (1.08 * top).min(f64::MAX));
        }
        let zero = self.zeros.then(|| self.below(0.12));
        let low = self.below(if self.zeros { 0.18 } else { 0.06 });
        Axis::powers("error", low, (top * 1.5).min(f64::MAX), zero)
    }

    fn words(&self) -> Option<String> {
        let zeros = if self.zeros { "; errors of 0 stand at its lower end" } else { "" };
        self.logarithmic.then(|| format!("The axis of errors is logarithmic{zeros}."))
    }
}

fn panel(comparison: &Comparison, scale: &Scale, longest: usize) -> Panel {
    let end = longest.saturating_sub(1).max(1) as f64;
    let (mut marks, mut crosses) = (Vec::new(), Vec::new());
    for (i, run) in comparison.runs.iter().enumerate() {
        marks.push(curve(run, i, scale));
        if let Some(epoch) = run.leaves(scale.most) {
            crosses.push([epoch as f64, scale.most]);
        }
    }
    if !crosses.is_empty() {
        marks.push(Mark::Points {
            name: "diverged".to_owned(),
            color: INK,
            symbol: Symbol::Cross,
            size: 13.0,
            at: crosses,
        });
    }
    Panel {
        title: String::new(),
        x: Axis::whole("epochs of learning done", -0.04 * end, 1.04 * end),
        y: scale.axis(),
        height: 300.0,
        marks,
    }
}

/// Evenly taken points, the last among them; markers of the runs beside each
/// other where the curves are the same.
fn curve(run: &Run, i: usize, scale: &Scale) -> Mark {
    let step = run.errors.len().div_ceil(MAX_POINTS).max(1);
    let last = run.places(scale.most).map(|[_, last]| last);
    let mut at = Vec::new();
    for (epoch, &error) in run.errors.iter().enumerate() {
        if (epoch % step == 0 || Some(epoch) == last) && error <= scale.most {
            at.push([epoch as f64, scale.place(error)]);
        }
    }
    if let Some(epoch) = run.leaves(scale.most) {
        at.push([epoch as f64, scale.most]);
    }
    let apart = (at.len() / MARKERS).max(1);
    let first = i * apart / MAX_CLASSES;
    let mut marked = Vec::new();
    for (k, place) in at.iter().enumerate() {
        let left = at.len() - 1 - k;
        if left == 0 || k % apart == first && left > apart / 2 {
            marked.push(*place);
        }
    }
    let (color, symbol) = class(i);
    let name = run.name.clone();
    Mark::Curve { name, color, symbol, dash: dash(i), at, marked }
}

fn table(comparison: &Comparison) -> Table {
    let head = ["run", "epochs", "first error", "last error", "lowest error", "goal", "ended"];
    let head = crate::data::strings(head);
    Table::excerpt(head, comparison.runs.len(), &|i| {
        let run = &comparison.runs[i];
        let first = run.errors.first().copied().unwrap_or(f64::NAN);
        let lowest = match run.places(f64::MAX) {
            Some([lowest, _]) => {
                format!("{} (epoch {})", significant(run.errors[lowest], 6), lowest + 1)
            }
            None => "none".to_owned(),
        };
        vec![
            run.name.clone(),
            run.errors.len().to_string(),
            significant(first, 6),
            significant(run.last(), 6),
            lowest,
            significant(run.goal, 6),
            ended(run.stop).to_owned(),
        ]
    })
}
