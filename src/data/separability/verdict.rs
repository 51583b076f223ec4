//! The verdict: separable, not separable, or undecided.

use std::fmt;

use super::certificate::{Sides, common_point, common_point_of, line, line_of};
use super::evidence::{CommonPoint, SeparatingLine};
use super::hulls::{Clouds, inverse};
use super::planar::{Planar, planar};
use crate::data::Dataset;
use crate::error::{Error, Result, count};

/// Multiplications after which the search gives up: some seconds.
const WORK: f64 = 4e9;

/// By what share of the margin a line may be narrower than the widest.
const NARROWER: f64 = 1e-10;

/// Whether a line can have the classes on its two sides, with what shows it.
///
/// Made by [`Dataset::separability`]. A perceptron can learn the data without
/// error just where this says *separable*.
///
/// In a notebook it shows the widest possible margin, or the point where the
/// classes meet.
#[derive(Clone, PartialEq)]
pub struct Separability {
    pub(crate) data: Dataset,
    /// By target, the smaller and the larger of its values.
    pub(crate) values: Vec<[f64; 2]>,
    pub(crate) verdicts: Vec<Verdict>,
}

/// What holds of one target: its samples with the larger value against those
/// with the smaller one.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Verdict {
    /// A line (a plane, a hyperplane) has the classes on its two sides.
    Separable(SeparatingLine),
    /// No line has, since this point lies within both classes.
    NotSeparable(CommonPoint),
    /// All samples have the same target: there is nothing to separate, and a
    /// neuron with the right bias learns it.
    OneClass,
    /// Neither could be shown: the classes come too close for 64-bit numbers,
    /// or the data are too many or too wide for the time that a cell should
    /// take.
    Undecided,
}

impl Dataset {
    /// Whether a line can have the classes on its two sides: with a line of the
    /// widest margin, or with a point that lies within both classes.
    ///
    /// Each target by itself: with one target for each of several classes, each
    /// class against the rest. With one or two inputs it is decided by all digits
    /// of the samples which answer holds. Either is checked against the samples
    /// before it is given, the line by all its digits, the point to the last
    /// digits of its columns; where neither can be written down in 64-bit
    /// numbers, the answer is [`Verdict::Undecided`]. It is so too after 4 · 10⁹
    /// multiplications: with two inputs and a million samples the search takes
    /// about a second, with more than 200 inputs that cannot be separated
    /// it gives up.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] if the data have no targets, [`Error::Shape`] if a
    /// target has more than two values.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let and = toy::and()?.separability()?;
    /// let line = and.line().unwrap();
    /// assert_eq!((line.weights(), line.threshold()), (&[1.0, 1.0][..], 1.5));
    /// let xor = toy::xor()?.separability()?;
    /// assert!(!xor.is_separable());
    /// assert_eq!(xor.common_point().unwrap().point(), [0.5, 0.5]);
    /// # Ok::<(), percept::Error>(())
    /// ```
    ///
    /// # References
    ///
    /// P. Wolfe, "Finding the nearest point in a polytope", *Mathematical
    /// Programming* 11, 1976. K. P. Bennett, E. J. Bredensteiner, "Duality and
    /// geometry in SVM classifiers", *ICML*, 2000.
    pub fn separability(&self) -> Result<Separability> {
        self.separability_within(WORK)
    }

    /// The same with about as many multiplications as `work`.
    pub(crate) fn separability_within(&self, work: f64) -> Result<Separability> {
        if self.n_targets() == 0 {
            return Err(Error::Empty { what: "data", expected: "target (`Dataset::new`)" });
        }
        let (mut values, mut verdicts) = (Vec::new(), Vec::new());
        for target in 0..self.n_targets() {
            let pair = two_values(self, target)?;
            verdicts.push(judge(self, &sides(self, target, pair), work));
            values.push(pair);
        }
        Ok(Separability { data: self.clone(), values, verdicts })
    }
}

impl Dataset {
    /// Whether every target has at most two values, one for each side.
    pub(crate) fn is_two_sided(&self, side: &dyn Fn(f64) -> Option<bool>) -> bool {
        for target in 0..self.n_targets() {
            match two_values(self, target) {
                Ok([low, high]) if low == high || side(low) != side(high) => {}
                _ => return false,
            }
        }
        true
    }
}

/// The smaller and the larger value of a target.
#[allow(clippy::needless_bitwise_bool, reason = "a branch on what comes next is foreseen badly")]
fn two_values(data: &Dataset, target: usize) -> Result<[f64; 2]> {
    let (values, n) = (data.target_matrix().values(), data.n_targets());
    let first = data.target_row(0)[target];
    let mut at = target;
    while at < values.len() && values[at] == first {
        at += n;
    }
    let other = if at < values.len() { values[at] } else { first };
    // asked of all before the answer, so without a branch
    let (begin, mut others) = (at, false);
    while at < values.len() {
        others |= (values[at] != first) & (values[at] != other);
        at += n;
    }
    at = begin;
    while others && at < values.len() {
        let value = values[at];
        if value != first && value != other {
            let name = crate::error::shown(&data.target_names()[target]);
            return Err(Error::Shape {
                what: "separability",
                expected: "targets with two values (`targets_as_classes()` gives each of several \
                         classes a column of its own)"
                    .to_owned(),
                found: format!("{first}, {other} and {value} in {name}"),
            });
        }
        at += n;
    }
    Ok([first.min(other), first.max(other)])
}

fn sides(data: &Dataset, target: usize, [low, high]: [f64; 2]) -> Sides {
    let mut sides = Sides { ones: Vec::new(), zeros: Vec::new() };
    for sample in 0..data.n_samples() {
        if data.target_row(sample)[target] == high && low != high {
            sides.ones.push(sample);
        } else {
            sides.zeros.push(sample);
        }
    }
    sides
}

fn judge(data: &Dataset, sides: &Sides, work: f64) -> Verdict {
    if sides.ones.is_empty() {
        return Verdict::OneClass;
    }
    let found = searched(data, sides, work);
    match planar(data, sides, work) {
        Some(planar) => settled(data, sides, found, &planar, work),
        None => found,
    }
}

/// Directions that are tried where the classes are a few last digits apart, and
/// how many samples are looked at for them in all.
const MOST_TRIED: u32 = 4000;
const TRIED: usize = 10_000_000;

/// What the search has found, where it is exact; else what the plane shows.
fn settled(data: &Dataset, sides: &Sides, found: Verdict, planar: &Planar, work: f64) -> Verdict {
    if planar.meet {
        return match found {
            Verdict::NotSeparable(_) => found,
            _ => common_point(data, sides, &planar.nearest, work)
                .or_else(|| common_point_of(data, planar.zeros.clone(), planar.ones.clone()))
                .map_or(Verdict::Undecided, Verdict::NotSeparable),
        };
    }
    let factors = vec![1.0; data.n_inputs()];
    let tries = u32::try_from(TRIED / data.n_samples()).unwrap_or(0).clamp(1, MOST_TRIED);
    let exact = || {
        (0..tries).find_map(|i| {
            let mut way = planar.direction(i)?;
            way.truncate(data.n_inputs());
            // by a power of two, which rounds nothing
            let factor = inverse(way.iter().fold(0.0, |most, part| part.abs().max(most)));
            for part in &mut way {
                *part *= factor;
            }
            let line = line_of(data, sides, &planar.nearest, way)?;
            Some(SeparatingLine { widest: false, ..line })
        })
    };
    match (found, line(data, sides, &planar.nearest, &factors).or_else(exact)) {
        (Verdict::Separable(mut found), Some(line)) => {
            found.widest = true;
            let wider = line.margin > found.margin * (1.0 + NARROWER);
            Verdict::Separable(if wider { line } else { found })
        }
        (Verdict::Separable(found), None) => Verdict::Separable(found),
        (_, line) => line.map_or(Verdict::Undecided, Verdict::Separable),
    }
}

fn searched(data: &Dataset, sides: &Sides, work: f64) -> Verdict {
    // columns as they are; then, where their sizes differ too much, each scaled
    for each in [false, true] {
        let clouds = Clouds::of(data, &sides.ones, &sides.zeros, each);
        let found = clouds.nearest(work);
        if let Some(mut line) = line(data, sides, &found, &clouds.factors) {
            line.widest &= !each;
            return Verdict::Separable(line);
        }
        if let Some(point) = common_point(data, sides, &found, work) {
            return Verdict::NotSeparable(point);
        }
        if !found.finished {
            break;
        }
    }
    Verdict::Undecided
}

impl Separability {
    /// Whether every target can be separated from the others; `false` too where
    /// one is undecided.
    #[must_use]
    pub fn is_separable(&self) -> bool {
        let mut separable = true;
        for verdict in &self.verdicts {
            separable &= matches!(verdict, Verdict::Separable(_) | Verdict::OneClass);
        }
        separable
    }

    /// What holds of each target, in their order.
    #[must_use]
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The line of the first target, if there is one.
    #[must_use]
    pub fn line(&self) -> Option<&SeparatingLine> {
        match self.verdicts.first() {
            Some(Verdict::Separable(line)) => Some(line),
            _ => None,
        }
    }

    /// The common point of the first target's classes, if there is one.
    #[must_use]
    pub fn common_point(&self) -> Option<&CommonPoint> {
        match self.verdicts.first() {
            Some(Verdict::NotSeparable(point)) => Some(point),
            _ => None,
        }
    }
}

impl SeparatingLine {
    /// One weight per input; the largest is 1 or −1, or up to ±2 where classes
    /// are a few last digits apart and no other would have them on its sides.
    #[must_use]
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// What the weighted sum has to exceed.
    #[must_use]
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// How far the nearest samples are from the line, in the unit of the inputs.
    ///
    /// No line has a wider margin, unless classes are a few last digits apart or,
    /// with three inputs or more, the sizes of the columns differ so much that
    /// 64-bit numbers cannot find it.
    #[must_use]
    pub fn margin(&self) -> f64 {
        self.margin
    }

    /// The samples that the line rests on, at least one of either class: without
    /// the others it would be the same.
    #[must_use]
    pub fn support(&self) -> &[usize] {
        &self.support
    }
}

impl CommonPoint {
    /// Its coordinates, one per input.
    #[must_use]
    pub fn point(&self) -> &[f64] {
        &self.point
    }

    /// Samples of the class with the smaller target and their weights, which add
    /// up to 1: the weighted mean of their inputs is the point.
    #[must_use]
    pub fn zeros(&self) -> &[(usize, f64)] {
        &self.zeros
    }

    /// The same of the class with the larger target. Both classes together give
    /// at most two samples more than there are inputs.
    #[must_use]
    pub fn ones(&self) -> &[(usize, f64)] {
        &self.ones
    }
}

impl fmt::Debug for Separability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separable = 0;
        for verdict in &self.verdicts {
            separable += usize::from(matches!(verdict, Verdict::Separable(_) | Verdict::OneClass));
        }
        crate::debug::write(
            f,
            format_args!(
                "Separability({separable} of {} separable)",
                count(self.verdicts.len(), "target")
            ),
        )
    }
}
