//! The moments of a run that a replay shows.

use crate::chart::{MAX_FRAMES, short};
use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::network::{Perceptron, dot};
use crate::train::{History, Step, rerun};
use crate::view::parts::classes::names::with_class;

/// Chosen moments of a run.
pub(crate) struct Moments {
    /// `epoch` or `update`.
    pub(crate) unit: &'static str,
    /// How many of these the run has; it can be drawn before and after each.
    pub(crate) n: usize,
    pub(crate) shown: Vec<Moment>,
    /// What could be drawn, and what of it is left out.
    drawable: usize,
    undrawn: usize,
}

/// The perceptron after the given number of epochs or updates.
pub(crate) struct Moment {
    pub(crate) done: usize,
    pub(crate) perceptron: Perceptron,
    pub(crate) error: f64,
    /// The update that led to it, where it was a single one.
    pub(crate) update: Option<Update>,
}

/// What a single update was about.
#[derive(Clone)]
pub(crate) struct Update {
    pub(crate) epoch: usize,
    pub(crate) sample: usize,
    pub(crate) neuron: usize,
    pub(crate) target: f64,
    pub(crate) output: f64,
    pub(crate) step: f64,
}

impl Moments {
    /// After each update if all of them can be shown, else after each epoch.
    pub(crate) fn by_few(history: &History, data: &Dataset) -> Result<Self> {
        let counts = counted(history, data)?;
        let n: usize = counts.iter().sum();
        // validation errors are known by epoch
        let few = (1..MAX_FRAMES).contains(&n) && history.validation_errors().is_empty();
        if few {
            Self::updates(history, data, &counts)
        } else {
            Self::epochs(history, data, counts.len())
        }
    }

    /// After each epoch.
    pub(crate) fn by_epoch(history: &History, data: &Dataset) -> Result<Self> {
        Self::epochs(history, data, counted(history, data)?.len())
    }

    /// Before learning and after each update.
    pub(crate) fn by_update(history: &History, data: &Dataset) -> Result<Self> {
        Self::updates(history, data, &counted(history, data)?)
    }

    fn epochs(history: &History, data: &Dataset, n: usize) -> Result<Self> {
        let errors = finite(history)?;
        let ones = vec![1; errors.len() - 1];
        let mut shown = Vec::new();
        let mut last = None;
        for done in choose(errors, &ones, MAX_FRAMES) {
            // the nearest epoch before it whose weights were kept
            let kept = history.weight_epochs().partition_point(|epoch| *epoch <= done);
            let Some(place) = kept.checked_sub(1).filter(|place| last != Some(*place)) else {
                continue;
            };
            last = Some(place);
            let done = history.weight_epochs()[place];
            let (weights, biases) = (&history.weights()[place], &history.biases()[place]);
            let perceptron = at(history, weights.as_slice(), biases.as_slice())?;
            let moment = Moment { done, perceptron, error: errors[done], update: None };
            if moment.perceptron.predict(data).is_ok() {
                shown.push(moment);
            }
        }
        let drawable = errors.len();
        Self { unit: "epoch", n, shown, drawable, undrawn: n + 1 - drawable }.checked()
    }

    fn updates(history: &History, data: &Dataset, counts: &[usize]) -> Result<Self> {
        let errors = finite(history)?;
        let n = counts.iter().sum();
        let counts = &counts[..errors.len() - 1];
        let drawable = counts.iter().sum::<usize>() + 1;
        let chosen = choose(errors, counts, MAX_FRAMES);
        let start = (history.weights()[0].as_slice(), history.biases()[0].as_slice());
        let mut all = vec![(0, at(history, start.0, start.1), None)];
        let (mut done, mut next) = (0, 1);
        rerun(history, data, "replay", &mut |step| {
            done += 1;
            if chosen.get(next) == Some(&done) {
                next += 1;
                let perceptron = at(history, Some(step.weights), Some(step.biases));
                all.push((done, perceptron, Some(Update::of(step))));
            }
        })?;
        let mut shown = Vec::new();
        for (done, perceptron, update) in all {
            let perceptron = perceptron?;
            // sums beyond the range of floats cannot be drawn
            if let Ok(error) = error(&perceptron, data) {
                shown.push(Moment { done, perceptron, error, update });
            }
        }
        Self { unit: "update", n, shown, drawable, undrawn: n + 1 - drawable }.checked()
    }

    fn checked(mut self) -> Result<Self> {
        self.shown.truncate(MAX_FRAMES);
        if self.shown.is_empty() { Err(undrawable(f64::INFINITY)) } else { Ok(self) }
    }

    /// Where this is not every moment, a sentence that says so.
    pub(crate) fn thinning(&self) -> Option<String> {
        let (shown, all) = (self.shown.len(), self.drawable);
        (shown < all)
            .then(|| format!("{shown} of {all} pictures are shown, most where the error changes."))
    }

    /// A sentence about what grew beyond the range of numbers.
    pub(crate) fn bounds(&self) -> Option<String> {
        let last = match self.undrawn {
            0 => return None,
            1 => format!("The last {} is", self.unit),
            n => format!("The last {n} {}s are", self.unit),
        };
        Some(format!("{last} not drawn: the error diverged."))
    }
}

impl Update {
    pub(crate) fn of(step: &Step) -> Self {
        let &Step { epoch, sample, neuron, target, output, bias_change, .. } = step;
        Self { epoch, sample, neuron, target, output, step: bias_change }
    }

    /// `Update 2 of 5 (epoch 2, row 0 counting from 0): target 0, output 1`, for
    /// its `number` of `n`.
    pub(crate) fn told(&self, number: usize, n: usize, data: &Dataset) -> String {
        let Self { epoch, sample, target, output, .. } = self;
        let neuron = if data.n_targets() > 1 {
            format!(", neuron {}", self.neuron + 1)
        } else {
            String::new()
        };
        format!(
            "Update {number} of {n} (epoch {epoch}{neuron}, row {sample} counting from 0): target \
             {}, output {}",
            with_class(data, *target, short(*target)),
            with_class(data, *output, short(*output))
        )
    }
}

/// How many updates each epoch has.
fn counted(history: &History, data: &Dataset) -> Result<Vec<usize>> {
    rerun(history, data, "replay", &mut |_| {})
}

/// The errors up to the first that is not finite.
fn finite(history: &History) -> Result<&[f64]> {
    let errors = history.errors();
    let mut n = 0;
    while n < errors.len() && errors[n].is_finite() {
        n += 1;
    }
    match n {
        0 => Err(undrawable(history.last_error())),
        _ => Ok(&errors[..n]),
    }
}

fn undrawable(value: f64) -> Error {
    Error::Overflow { what: "replay: error before any learning".to_owned(), value }
}

fn at(history: &History, weights: Option<&[f64]>, biases: Option<&[f64]>) -> Result<Perceptron> {
    match (&history.perceptron, weights, biases) {
        (Some(perceptron), Some(weights), Some(biases)) => perceptron.at(weights, biases),
        // `rerun` has refused it
        _ => Err(Error::Empty { what: "replay", expected: "weight" }),
    }
}

fn error(perceptron: &Perceptron, data: &Dataset) -> Result<f64> {
    let outputs = perceptron.outputs(data.input_matrix())?;
    let mut misses = Vec::with_capacity(outputs.len());
    for (output, target) in outputs.values().iter().zip(data.target_matrix().values()) {
        misses.push(target - output);
    }
    let error = 0.5 * dot(&misses, &misses);
    if error.is_finite() { Ok(error) } else { Err(undrawable(error)) }
}

/// At most `limit` of the moments 0, 1, …, Σ counts, in their order, the first
/// and the last among them.
///
/// `counts[e]` steps lead from `errors[e]` to `errors[e + 1]`. Half of the
/// choice goes evenly over all steps, half to where the error changes.
fn choose(errors: &[f64], counts: &[usize], limit: usize) -> Vec<usize> {
    let n = counts.iter().sum();
    if n < limit {
        return (0..=n).collect();
    }
    let costs = costs(errors, counts, n);
    let mut chosen = spread(&costs, counts, limit);
    // where several fall on one moment there is room for more
    let mut wanted = limit;
    for _ in 0..40 {
        wanted += wanted / 8 + 1;
        let more = spread(&costs, counts, wanted);
        if more.len() > limit {
            break;
        }
        chosen = more;
    }
    chosen
}

/// What each epoch weighs: its share of the steps and of the error's changes.
fn costs(errors: &[f64], counts: &[usize], n: usize) -> Vec<f64> {
    let mut changes = Vec::with_capacity(counts.len());
    let mut all = 0.0;
    for e in 0..counts.len() {
        let change = (errors[e + 1] - errors[e]).abs();
        changes.push(change);
        all += change;
    }
    let mut costs = Vec::with_capacity(counts.len());
    for (e, &count) in counts.iter().enumerate() {
        let even = count as f64 / n as f64;
        costs.push(if all > 0.0 && all.is_finite() { even + changes[e] / all } else { even });
    }
    costs
}

/// `wanted` moments at even distances of cost; those that fall together are one.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the steps of an epoch"
)]
fn spread(costs: &[f64], counts: &[usize], wanted: usize) -> Vec<usize> {
    let mut all = 0.0;
    for cost in costs {
        all += cost;
    }
    let mut chosen = vec![0];
    let (mut epoch, mut before, mut cost) = (0, 0, 0.0);
    for i in 1..wanted.max(2) - 1 {
        let goal = all * i as f64 / (wanted - 1) as f64;
        while epoch + 1 < costs.len() && cost + costs[epoch] < goal {
            cost += costs[epoch];
            before += counts[epoch];
            epoch += 1;
        }
        let share = ((goal - cost) / costs[epoch]).clamp(0.0, 1.0);
        let moment = before + (share * counts[epoch] as f64).round() as usize;
        if chosen.last().is_some_and(|last| moment > *last) {
            chosen.push(moment);
        }
    }
    let last = counts.iter().sum();
    if chosen.last().is_some_and(|moment| last > *moment) {
        chosen.push(last);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_runs_are_shown_whole() {
        assert_eq!(choose(&[1.5, 0.5, 0.5, 0.5, 0.0], &[1; 4], 60), [0, 1, 2, 3, 4]);
        assert_eq!(choose(&[1.5, 0.5, 0.0], &[2, 3], 6), [0, 1, 2, 3, 4, 5]);
        assert_eq!(choose(&[1.5], &[], 60), [0]);
    }

    #[test]
    fn long_runs_are_shown_most_where_the_error_changes() {
        // falls over the first 100 of 1000 epochs, then stays
        let errors: Vec<f64> = (0..=1000).map(|k| f64::from(100_i32.max(200 - k))).collect();
        let chosen = choose(&errors, &[1; 1000], 60);
        assert!(chosen.len() <= 60 && chosen.len() >= 55, "{}", chosen.len());
        assert_eq!((chosen[0], chosen[chosen.len() - 1]), (0, 1000));
        assert!(chosen.is_sorted_by(|a, b| a < b));
        let early = chosen.iter().filter(|&&epoch| epoch <= 100).count();
        // a half for the changes and a tenth of the even half: 0.55 of 60
        assert!((30..=36).contains(&early), "{early}");
    }

    #[test]
    fn sudden_changes_leave_room_for_the_rest() {
        let errors: Vec<f64> = (0..=1000).map(|k| if k < 500 { 9.0 } else { 1.0 }).collect();
        let chosen = choose(&errors, &[1; 1000], 60);
        assert!(chosen.len() >= 50, "{}", chosen.len());
        assert!(chosen.contains(&500));
    }

    #[test]
    fn errors_at_the_end_of_the_range_choose_evenly() {
        let errors = [f64::MAX, 0.0, f64::MAX, 0.0];
        let chosen = choose(&errors, &[40; 3], 7);
        assert_eq!(chosen, [0, 20, 40, 60, 80, 100, 120]);
    }
}
