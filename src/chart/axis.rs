//! An axis: its range, its ticks and its title.

use super::number;
use crate::chart::labels;
use crate::notebook::typeset;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) title: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) ticks: Ticks,
    /// Whether it is one of the two axes of a plane of inputs.
    pub(crate) of_plane: bool,
    /// Whether the title stands at the same axis of a panel below.
    pub(crate) titled_below: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ticks {
    /// Round numbers.
    Numbers,
    /// Round numbers that are whole.
    Whole,
    /// Powers of ten on a logarithmic axis, which has no place for 0; `zero` is
    /// the one that marks of 0 are given.
    Powers { zero: Option<f64> },
    /// Labels at positions.
    Named(Vec<(f64, String)>),
    /// No axis at all, as in a diagram.
    Hidden,
}

impl Axis {
    /// An axis over `[low, high]` with room for the marks at its ends.
    pub(crate) fn around(title: &str, low: f64, high: f64) -> Self {
        let room = (high / 2.0 - low / 2.0) * 0.16;
        let room = if room > 0.0 { room } else { (low.abs() * 0.1).max(0.5) };
        // the live figure takes the length of an axis, which must be a number
        let room = if (high - low + 2.0 * room).is_finite() { room } else { 0.0 };
        Self::exact(title, (low - room).max(-f64::MAX), (high + room).min(f64::MAX))
    }

    /// An axis from `low` to `high`.
    pub(crate) fn exact(title: &str, low: f64, high: f64) -> Self {
        let low = low.clamp(-f64::MAX, f64::MAX);
        let high = high.clamp(-f64::MAX, f64::MAX);
        let (title, ticks) = (title.to_owned(), Ticks::Numbers);
        Self { title, low, high, ticks, of_plane: false, titled_below: false }
    }

    /// The title that stands at the axis itself.
    pub(crate) fn own_title(&self) -> &str {
        if self.titled_below { "" } else { &self.title }
    }

    /// The same as one of the two axes of a plane of inputs: a unit is as long on
    /// both, where their ranges are alike.
    pub(crate) fn of_plane(self) -> Self {
        Self { of_plane: true, ..self }
    }

    /// An axis from `low` to `high` that counts.
    pub(crate) fn whole(title: &str, low: f64, high: f64) -> Self {
        Self { ticks: Ticks::Whole, ..Self::exact(title, low, high) }
    }

    /// A logarithmic axis from `low` to `high`, both above 0.
    pub(crate) fn powers(title: &str, low: f64, high: f64, zero: Option<f64>) -> Self {
        Self { ticks: Ticks::Powers { zero }, ..Self::exact(title, low, high) }
    }

    /// How many places on it have a name.
    pub(super) fn names(&self) -> usize {
        if let Ticks::Named(named) = &self.ticks { named.len() } else { 0 }
    }

    /// Whether equal steps along the axis are equal factors.
    pub(super) fn is_logarithmic(&self) -> bool {
        matches!(self.ticks, Ticks::Powers { .. })
    }

    /// Positions and labels of about `about` ticks.
    pub(crate) fn tick_labels(&self, about: usize) -> Vec<(f64, String)> {
        let mut ticks = self.plain_ticks(about);
        for (_, label) in &mut ticks {
            *label = typeset(label);
        }
        ticks
    }

    pub(super) fn plain_ticks(&self, about: usize) -> Vec<(f64, String)> {
        match &self.ticks {
            Ticks::Numbers => number::ticks(self.low, self.high, about),
            Ticks::Whole => {
                let mut ticks = number::ticks(self.low, self.high, about);
                ticks.retain(|(at, _)| at.fract() == 0.0);
                ticks
            }
            Ticks::Powers { zero } => {
                let mut ticks = number::powers(self.low, self.high);
                if let Some(zero) = *zero {
                    let above = self.unit(zero) + 0.05;
                    ticks.retain(|(at, _)| self.unit(*at) > above);
                    ticks.insert(0, (zero, "0".to_owned()));
                }
                ticks
            }
            Ticks::Named(named) => named.clone(),
            Ticks::Hidden => Vec::new(),
        }
    }

    /// The same with about `about` labels up to `end` and no grid: words stand
    /// beyond it.
    pub(crate) fn labelled_to(self, end: f64, about: usize) -> Self {
        let mut ticks = self.tick_labels(about);
        ticks.retain(|(at, _)| *at <= end);
        Self { ticks: Ticks::Named(ticks), ..self }
    }

    /// Rows with names, the first on top.
    pub(crate) fn rows(names: &[String]) -> Self {
        let n = names.len() as f64;
        let mut ticks = Vec::new();
        for name in labels(names) {
            ticks.push((n - 1.0 - ticks.len() as f64, name));
        }
        Self { ticks: Ticks::Named(ticks), ..Self::exact("", -0.6, n - 0.4) }
    }

    /// The unit interval of a diagram, without a scale.
    pub(crate) fn hidden() -> Self {
        Self { ticks: Ticks::Hidden, ..Self::exact("", 0.0, 1.0) }
    }

    /// `value` with as many digits as the axis can show.
    pub(super) fn rounded(&self, value: f64) -> f64 {
        // small numbers have as much room on a logarithmic axis as large ones
        let value = if self.is_logarithmic() { value.max(self.low) } else { value };
        let ends = if self.is_logarithmic() { [-value, value] } else { [self.low, self.high] };
        number::rounded(value, ends)
    }

    /// Where `value` stands between `low` (0) and `high` (1). Halved, so that
    /// no range is too wide for a float.
    pub(crate) fn unit(&self, value: f64) -> f64 {
        if self.is_logarithmic() {
            let [low, high] = [self.low.log10(), self.high.log10()];
            return (value.max(self.low).log10() - low) / (high - low);
        }
        (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
    }
}
