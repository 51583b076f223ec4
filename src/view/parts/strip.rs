//! Strips: the samples of one input in rows, those of nearly equal value above
//! each other, so that each is seen.

use super::classes::Classes;
use super::same_place;
use crate::chart::{ALONG, Axis, Mark};
use crate::data::widened;
use crate::lists::{mapped, order_by, rising};

/// Size of a marker, and how near the middles of two in a stack may come, in
/// pixels.
pub(crate) const MARKER: f64 = 8.0;
const NEAREST: f64 = 2.0;
/// The part of the way to the next row that a stack takes.
const ROOM: f64 = 0.84;
/// Samples of a class up to which all are counted, not those that are drawn.
const MAX_COUNTED: usize = 50_000;
/// Sizes of markers that stand for several samples.
const SIZES: usize = 6;

/// The values of one input, and how many units a marker is wide.
pub(crate) struct Column<'a> {
    pub(crate) value: &'a dyn Fn(usize) -> f64,
    pub(crate) marker: f64,
}

/// Small plots that have the same rows, where samples would hide each other.
pub(crate) struct Strips {
    /// The ends of the axis of the rows, and the height that the stacks take.
    ends: [f64; 2],
    height: f64,
    /// By column and sample, how far above its row each drawn one stands; nothing
    /// where the stacks are too high for the room between the rows.
    offsets: Option<Vec<Vec<f64>>>,
}

impl Strips {
    /// Of the samples that are drawn in rows at these heights; nothing where
    /// each is seen as it is. The pictures may grow from the first height in
    /// pixels up to the second.
    pub(crate) fn of(
        samples: &[usize],
        columns: &[Column],
        row: &dyn Fn(usize) -> f64,
        [least, most]: [f64; 2],
    ) -> Option<Self> {
        let (gap, ends) = rows(samples, row)?;
        let share = ROOM * gap / (ends[1] - ends[0]);
        let mut levels = Vec::with_capacity(columns.len());
        let mut highest = 1;
        for column in columns {
            let (own, of_column) = stack(samples, column, row);
            highest = highest.max(of_column);
            levels.push(own);
        }
        if highest == 1 {
            return None;
        }
        let height = (highest as f64 * MARKER / share).clamp(least, most);
        let step = (share * height / highest as f64).min(MARKER);
        let unit = (ends[1] - ends[0]) / height * step;
        let n = samples.iter().max().map_or(0, |last| last + 1);
        let offsets = |levels: &Vec<f64>| {
            let mut offsets = vec![0.0; n];
            for (sample, level) in samples.iter().zip(levels) {
                offsets[*sample] = level * unit;
            }
            offsets
        };
        let offsets = (step >= NEAREST).then(|| mapped(&levels, &offsets));
        Some(Self { ends, height, offsets })
    }

    /// The axis of the rows with room for the stacks, and the height in pixels.
    pub(crate) fn frame(&self, axis: Axis) -> (Axis, f64) {
        let [low, high] = self.ends;
        (Axis { low, high, ..axis }, self.height)
    }

    /// Whether each sample has a marker of its own.
    pub(crate) fn are_stacked(&self) -> bool {
        self.offsets.is_some()
    }

    /// How far above its row a sample stands in a column.
    pub(crate) fn offset(&self, column: usize, sample: usize) -> f64 {
        let of_column = self.offsets.as_ref().and_then(|offsets| offsets.get(column));
        of_column.and_then(|offsets| offsets.get(sample)).copied().unwrap_or(0.0)
    }

    /// What the places of the markers say.
    pub(crate) fn sentence(&self) -> String {
        let said = if self.are_stacked() {
            "Samples with nearly equal values are stacked."
        } else {
            "The larger a marker, the more samples it stands for."
        };
        said.to_owned()
    }
}

/// The distance between the nearest two rows, and the ends of an axis that has
/// half of it beyond the first and the last.
fn rows(samples: &[usize], row: &dyn Fn(usize) -> f64) -> Option<(f64, [f64; 2])> {
    let heights: Vec<f64> = mapped(samples, &|sample| row(*sample));
    let mut heights = rising(&heights);
    heights.dedup();
    let [first, last] = match *heights.as_slice() {
        [only] => [only, only],
        [first, .., last] => [first, last],
        [] => return None,
    };
    let mut gap = f64::INFINITY;
    for pair in heights.windows(2) {
        gap = gap.min(pair[1] - pair[0]);
    }
    let gap = if heights.len() == 1 { 1.0 } else { gap };
    let ends = [first - gap / 2.0, last + gap / 2.0];
    ((ends[1] - ends[0]).is_finite() && ends[0] < ends[1]).then_some((gap, ends))
}

/// The level of each sample in its row, the lowest free one next to the row
/// itself; and how many levels there are.
fn stack(samples: &[usize], column: &Column, row: &dyn Fn(usize) -> f64) -> (Vec<f64>, usize) {
    let place = |i: usize| (row(samples[i]), (column.value)(samples[i]));
    let order = order_by(samples.len(), &|a, b| {
        let ((above, left), (below, right)) = (place(a), place(b));
        above.total_cmp(&below).then(left.total_cmp(&right))
    });
    let mut levels = vec![0.0; samples.len()];
    let (mut last, mut of, mut most): (Vec<f64>, Option<f64>, usize) = (Vec::new(), None, 1);
    for i in order {
        let (row, value) = place(i);
        if of != Some(row) {
            (of, last) = (Some(row), Vec::new());
        }
        let free = last.iter().position(|before| value - before >= column.marker);
        let level = free.unwrap_or(last.len());
        if level == last.len() {
            last.push(value);
        } else {
            last[level] = value;
        }
        most = most.max(last.len());
        // above, below, above it, and so on
        let away = level.div_ceil(2) as f64;
        levels[i] = if level % 2 == 1 { away } else { -away };
    }
    (levels, most)
}

/// Where the stacks are too high: a marker for all samples of a class that are
/// nearly equal, the larger, the more they are.
pub(crate) fn counted(
    classes: &Classes,
    named: bool,
    column: &Column,
    row: &dyn Fn(usize) -> f64,
) -> Vec<Mark> {
    let all = counts_all(classes);
    let mut groups = Vec::with_capacity(classes.len());
    let mut most = 1;
    for class in 0..classes.len() {
        let samples = if all { classes.members(class) } else { classes.class(class).2 };
        let bins = bins(samples, column, row);
        for bin in &bins {
            most = most.max(bin.1);
        }
        groups.push(bins);
    }
    let mut marks = Vec::new();
    for (class, bins) in groups.into_iter().enumerate() {
        let mut name = if named { classes.class(class).0.to_owned() } else { String::new() };
        for size in (1..=SIZES).rev() {
            let (mut at, mut hover) = (Vec::new(), Vec::new());
            for (place, n) in &bins {
                if size_of(*n, most) == size {
                    at.push(*place);
                    hover.push(format!("{}{ALONG}", same_place::said(*n)));
                }
            }
            if at.is_empty() {
                continue;
            }
            let mut mark = classes.marker(class, 4.0 + 3.0 * size as f64, at);
            if let Mark::Points { name: called, hover: said, .. } = &mut mark {
                *called = std::mem::take(&mut name);
                *said = hover;
            }
            marks.push(mark);
        }
    }
    marks
}

/// Whether all samples are counted, not only those that would be drawn.
pub(crate) fn counts_all(classes: &Classes) -> bool {
    (0..classes.len()).all(|class| classes.members(class).len() <= MAX_COUNTED)
}

/// From 1 to [`SIZES`], the area growing with the number.
fn size_of(n: usize, most: usize) -> usize {
    (1..SIZES).find(|size| n * SIZES * SIZES <= most * size * size).unwrap_or(SIZES)
}

/// The middles of nearly equal samples, and how many they are.
fn bins(samples: &[usize], column: &Column, row: &dyn Fn(usize) -> f64) -> Vec<([f64; 2], usize)> {
    let place = |i: usize| [(column.value)(samples[i]), row(samples[i])];
    let order = order_by(samples.len(), &|a, b| {
        let ([left, above], [right, below]) = (place(a), place(b));
        above.total_cmp(&below).then(left.total_cmp(&right))
    });
    let mut bins: Vec<(Vec<f64>, f64)> = Vec::new();
    for i in order {
        let [value, row] = place(i);
        match bins.last_mut() {
            Some((values, of)) if *of == row && value - values[0] < column.marker => {
                values.push(value);
            }
            _ => bins.push((vec![value], row)),
        }
    }
    bins.into_iter().map(|(values, row)| ([middle(&values), row], values.len())).collect()
}

/// Half-way between the smallest and the largest, which cannot overflow.
fn middle(sorted: &[f64]) -> f64 {
    let [low, high] = sorted
        .iter()
        .fold([f64::INFINITY, f64::NEG_INFINITY], |reach, value| widened(reach, *value));
    f64::midpoint(low, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(values: &[f64]) -> (Vec<f64>, usize) {
        let samples: Vec<usize> = (0..values.len()).collect();
        stack(&samples, &Column { value: &|i| values[i], marker: 0.5 }, &|_| 0.0)
    }

    #[test]
    fn equal_values_stand_above_and_below_their_row_in_turn() {
        assert_eq!(levels(&[1.0; 4]), (vec![0.0, 1.0, -1.0, 2.0], 4));
        // 1.4 is nearly equal to 1, 1.5 is not
        assert_eq!(levels(&[1.0, 1.4, 1.5]), (vec![0.0, 1.0, 0.0], 2));
    }

    #[test]
    fn no_two_of_a_stack_have_the_same_place() {
        let values: Vec<f64> = (0..200).map(|i| f64::from(i * i % 7)).collect();
        let samples: Vec<usize> = (0..200).collect();
        let row = |i: usize| f64::from(u8::from(i.is_multiple_of(2)));
        let column = Column { value: &|i| values[i], marker: 0.1 };
        let strips = Strips::of(&samples, &[column], &row, [130.0, 260.0]).unwrap();
        let mut places: Vec<[u64; 2]> = samples
            .iter()
            .map(|i| [values[*i].to_bits(), (row(*i) + strips.offset(0, *i)).to_bits()])
            .collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), 200);
        // none comes nearer to the other row than to its own
        assert!(samples.iter().all(|i| strips.offset(0, *i).abs() < 0.5));
    }

    #[test]
    fn samples_apart_stay_in_their_row() {
        let column = Column { value: &|i| i as f64, marker: 0.5 };
        assert!(Strips::of(&[0, 1, 2], &[column], &|_| 0.0, [130.0, 260.0]).is_none());
    }

    #[test]
    fn stacks_without_room_are_counted() {
        let samples: Vec<usize> = (0..500).collect();
        let column = Column { value: &|_| 1.0, marker: 0.5 };
        let strips = Strips::of(&samples, &[column], &|i| (i % 2) as f64, [130.0, 260.0]).unwrap();
        assert!(!strips.are_stacked());
        assert_eq!([1, 2, 100].map(|n| size_of(n, 100)), [1, 1, SIZES]);
    }
}
