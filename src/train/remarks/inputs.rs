//! Remarks from the samples: their inputs, their order, their size.

use super::survey::{Column, Survey};
use super::{Evidence, Kind, Measure, Remark};
use crate::data::Dataset;
#[cfg(feature = "networks")]
use crate::data::widened;
use crate::lists::{compare_rows, groups_by};
#[cfg(feature = "networks")]
use crate::matrix::Matrix;

/// Data with more numbers are not searched for rows that are the same.
const MOST_COMPARED: usize = 50_000;

/// The worst of the inputs that the given ranges do not hold, or hold badly.
pub(super) fn outside(survey: &Survey, evidence: &Evidence<'_>, failed: bool) -> Option<Remark> {
    /// Parts of the width of a range by which values may leave it: always, and
    /// where the run is fine but for its goal.
    const SLIGHTLY: f64 = 0.1;
    const FAR: f64 = 1.0;
    /// Widths of the values in a range that is far too wide for them.
    const WIDE: f64 = 20.0;
    let allowed = if failed { SLIGHTLY } else { FAR };
    let (mut worst, mut found) = (allowed, None);
    let mut too_wide = None;
    for (input, (column, [low, high])) in survey.inputs.iter().zip(evidence.ranges).enumerate() {
        let (given, data) = ([*low, *high], [column.least, column.most]);
        let beyond = (low - column.least).max(column.most - high);
        if beyond > 0.0 && beyond / (high - low) > worst {
            worst = beyond / (high - low);
            found = Some(Remark::Outside { input, given, data });
        }
        let holds = matches!(evidence.kind, Kind::Layers | Kind::Sequence) && failed;
        if holds && column.width() > 0.0 && high - low > WIDE * column.width() {
            too_wide = too_wide.or(Some(Remark::TooWide { input, given, data }));
        }
    }
    found.or(too_wide)
}

/// Whether the inputs want scaling: far from 0, of different sizes, or all of
/// them large or small. Distances do not depend on where 0 is.
pub(super) fn scale(survey: &Survey, distances: bool) -> Option<Remark> {
    /// Measured: with a mean of 8 spreads and more, a perceptron takes hundreds
    /// of epochs where it takes 3 with scaled inputs.
    const FAR: f64 = 8.0;
    const FAR_ENDS: f64 = 1.5;
    const UNEVEN: f64 = 20.0;
    const LARGE: f64 = 50.0;
    let mut far = Vec::new();
    let (mut small, mut large): (Option<usize>, Option<usize>) = (None, None);
    let inputs = &survey.inputs;
    for (input, column) in inputs.iter().enumerate() {
        if column.is_constant() {
            continue;
        }
        let nearest = column.least.abs().min(column.most.abs());
        if !distances
            && column.least * column.most > 0.0
            && nearest > FAR_ENDS * column.width()
            && column.mean().abs() > FAR * column.spread()
        {
            far.push(input);
        }
        if small.is_none_or(|small| column.spread() < inputs[small].spread()) {
            small = Some(input);
        }
        if large.is_none_or(|large| column.spread() > inputs[large].spread()) {
            large = Some(input);
        }
    }
    let ends = |input: usize| [inputs[input].least, inputs[input].most];
    let farthest = |a: &&usize, b: &&usize| {
        let ratio = |input: usize| inputs[input].mean().abs() / inputs[input].spread();
        ratio(**a).total_cmp(&ratio(**b))
    };
    if let Some(&input) = far.iter().max_by(farthest) {
        return Some(Remark::FarFromZero { input, more: far.len() - 1, data: ends(input) });
    }
    let (small, large) = (small?, large?);
    // rare values make a small spread, and outliers a large width
    let spreads = inputs[large].spread() / inputs[small].spread();
    let ratio = spreads.min(inputs[large].width() / inputs[small].width());
    if ratio > UNEVEN {
        return Some(Remark::Uneven { small, large, ratio });
    }
    let size = inputs[large].size();
    let extreme = !distances && !(1.0 / LARGE..=LARGE).contains(&size);
    extreme.then(|| Remark::Size { input: large, data: ends(large) })
}

/// Prototypes that all began more than the width of the samples away from them.
#[cfg(feature = "networks")]
pub(in crate::train) fn far_prototypes(prototypes: &Matrix, ranges: &[[f64; 2]]) -> Option<Remark> {
    for (input, [least, most]) in ranges.iter().enumerate() {
        let mut began = [f64::INFINITY, f64::NEG_INFINITY];
        for place in prototypes.rows() {
            began = widened(began, place[input]);
        }
        if (least - began[1]).max(began[0] - most) > most - least {
            return Some(Remark::FarPrototypes { input, began, data: [*least, *most] });
        }
    }
    None
}

/// Classes in blocks, the last of which is known far better than the others:
/// learnt last, and not forgotten yet.
pub(super) fn blocks(
    survey: &mut Survey,
    data: Option<&Dataset>,
    misses: &dyn Fn(&Dataset) -> Option<Vec<f64>>,
) -> Option<Remark> {
    if let Some(data) = data {
        survey.take_classes(data);
    }
    let blocks = Remark::Blocks { classes: survey.blocks()? };
    // what is streamed is not read once more
    let Some(data) = data else { return Some(blocks) };
    // nor is what takes long to answer
    let Some(misses) = misses(data) else { return Some(blocks) };
    let n = data.n_samples();
    let mut start = n - 1;
    while start > 0 && data.target_row(start - 1) == data.target_row(n - 1) {
        start -= 1;
    }
    let mean = |of: &[f64]| of.iter().sum::<f64>() / of.len() as f64;
    (mean(misses.get(start..)?) < 0.5 * mean(&misses[..start])).then_some(blocks)
}

/// Samples with the same inputs as another, and another target.
pub(super) fn contradictory(data: &Dataset, measure: &Measure<'_>, goal: f64) -> Option<Remark> {
    if data.input_matrix().len() > MOST_COMPARED || !contradicts(data) {
        return None;
    }
    let (mut samples, mut least, mut rows) = (0.0, 0.0, None);
    // in one order, so that sums are the same each time
    for same in
        groups_by(data.n_samples(), &|a, b| compare_rows(data.input_row(a), data.input_row(b)))
    {
        let target = data.target_row(same[0]);
        let Some(other) = same.iter().find(|sample| data.target_row(**sample) != target) else {
            continue;
        };
        let mut targets = vec![Column::EMPTY; data.n_targets()];
        for sample in &same {
            for (column, value) in targets.iter_mut().zip(data.target_row(*sample)) {
                column.take(*value);
            }
        }
        samples += targets.first().map_or(0.0, Column::n);
        least += measure.part * (measure.constant)(&targets);
        let pair = [same[0], *other];
        rows = Some(rows.map_or(pair, |known: [usize; 2]| known.min(pair)));
    }
    let worth = least > 0.0 && least >= goal;
    let remark = Remark::Contradictory { samples: whole(samples), rows: rows?, least };
    worth.then_some(remark)
}

/// Whether any sample has other targets than the first with the same inputs. Found by
/// hashes of the rows, in a small part of the time that it takes to sort them.
#[allow(clippy::cast_possible_truncation, reason = "few samples")]
fn contradicts(data: &Dataset) -> bool {
    let (n_inputs, n_targets) = (data.n_inputs(), data.n_targets());
    let inputs = data.input_matrix().values();
    let targets = data.target_matrix().values();
    let input = |sample: usize| &inputs[sample * n_inputs..(sample + 1) * n_inputs];
    let target = |sample: usize| &targets[sample * n_targets..(sample + 1) * n_targets];
    let size = (2 * data.n_samples()).next_power_of_two();
    // by hash, counted from 1: the first sample with its inputs
    let mut firsts = vec![0_u32; size];
    for sample in 0..data.n_samples() {
        let mut place = place_of(input(sample), size);
        while firsts[place] > 0 {
            let first = firsts[place] as usize - 1;
            if compare_rows(input(first), input(sample)).is_eq() {
                if target(first) != target(sample) {
                    return true;
                }
                break;
            }
            place = (place + 1) % size;
        }
        if firsts[place] == 0 {
            firsts[place] = sample as u32 + 1;
        }
    }
    false
}

/// The same for rows of equal values, below `size`, a power of 2 above 1.
#[allow(clippy::cast_possible_truncation, reason = "fewer than `size`")]
fn place_of(row: &[f64], size: usize) -> usize {
    // odd, from the golden ratio: multiplied, each bit reaches those above it
    const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash: u64 = 0;
    for value in row {
        // 0 and −0 are the same
        let bits = (value + 0.0).to_bits();
        hash = (hash.rotate_left(29) ^ bits).wrapping_mul(MIX);
    }
    // the lowest bits of short numbers are 0
    (hash >> (64 - size.trailing_zeros())) as usize
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
fn whole(count: f64) -> usize {
    count as usize
}

pub(super) fn large_targets(survey: &Survey) -> Option<Remark> {
    const LARGE: f64 = 100.0;
    let mut size: f64 = 0.0;
    for column in &survey.targets {
        size = size.max(column.least.abs()).max(column.most.abs());
    }
    (size > LARGE).then_some(Remark::LargeTargets { size })
}

pub(super) fn constants(survey: &Survey) -> Option<Remark> {
    if survey.samples < 2 || survey.in_part {
        return None;
    }
    let mut constant = survey.inputs.iter().enumerate().filter(|(_, column)| column.is_constant());
    let (input, column) = constant.next()?;
    Some(Remark::Constant { input, more: constant.count(), value: column.least })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_whole_numbers_have_places_of_their_own() {
        const SIZE: usize = 8192;
        let mut taken = [vec![false; SIZE], vec![false; SIZE]];
        for number in 0..SIZE / 2 {
            let (x, y) = ((number % 64) as f64, (number / 64) as f64);
            taken[0][place_of(&[number as f64], SIZE)] = true;
            taken[1][place_of(&[x, y], SIZE)] = true;
        }
        for taken in taken {
            let places = taken.iter().filter(|taken| **taken).count();
            assert!(places > SIZE / 4, "{places}");
        }
        assert_eq!(place_of(&[0.0, 1.0], SIZE), place_of(&[-0.0, 1.0], SIZE));
    }
}
