//! What is claimed of two classes is computed anew from the samples themselves
//! before it is claimed.

use std::cmp::Ordering;

use super::evidence::{CommonPoint, SeparatingLine};
use super::exact::sign_of_sum;
use super::hulls::{Nearest, inverse};
use super::least_squares::no_negatives;
use crate::data::Dataset;
use crate::lists::{distinct, order_by};

const EPSILON: f64 = f64::EPSILON;

/// The share of its margin that a line may lose for round weights.
const AS_WIDE: f64 = 1e-12;

/// Samples up to which two at the same place are looked for, the simplest proof;
/// more would take longer to sort than all the rest.
const TWINS_AMONG: usize = 100_000;

/// The samples of both classes of a target.
pub(crate) struct Sides {
    pub(crate) ones: Vec<usize>,
    pub(crate) zeros: Vec<usize>,
}

/// The line across the way between the hulls, if every sample is on its side
/// of it beyond doubt.
pub(crate) fn line(
    data: &Dataset,
    sides: &Sides,
    found: &Nearest,
    factors: &[f64],
) -> Option<SeparatingLine> {
    let weights = readable(&found.way, factors)?;
    let round = line_of(data, sides, found, rounded(&weights));
    let exact = line_of(data, sides, found, weights);
    match (round, exact) {
        // round weights where these do as well
        (Some(round), Some(exact)) if round.margin < exact.margin * (1.0 - AS_WIDE) => Some(exact),
        (None, exact) => exact,
        (round, _) => round,
    }
}

/// Whether every sample is on its side: `Σ w·x − threshold` has this sign, to its
/// last digit.
fn is_on_side(weights: &[f64], row: &[f64], threshold: f64, side: Ordering) -> bool {
    let mut products = vec![[-1.0, threshold]];
    for (weight, value) in weights.iter().zip(row) {
        products.push([*weight, *value]);
    }
    sign_of_sum(&products) == side
}

pub(crate) fn line_of(
    data: &Dataset,
    sides: &Sides,
    found: &Nearest,
    weights: Vec<f64>,
) -> Option<SeparatingLine> {
    let (mut above, mut below) = (f64::INFINITY, f64::NEG_INFINITY);
    for &one in &sides.ones {
        above = above.min(exact_dot(&weights, data.input_row(one), 0.0).0);
    }
    for &zero in &sides.zeros {
        below = below.max(exact_dot(&weights, data.input_row(zero), 0.0).0);
    }
    let threshold = below / 2.0 + above / 2.0;
    if !threshold.is_finite() || !weights.iter().all(|weight| weight.is_finite()) {
        return None;
    }
    let mut least = f64::INFINITY;
    for (samples, sign, side) in
        [(&sides.ones, 1.0, Ordering::Greater), (&sides.zeros, -1.0, Ordering::Less)]
    {
        for &sample in samples {
            let (sum, doubt) = exact_dot(&weights, data.input_row(sample), threshold);
            let beyond_doubt = sign * sum > doubt && sum.is_finite();
            if !beyond_doubt && !is_on_side(&weights, data.input_row(sample), threshold, side) {
                return None;
            }
            least = least.min(sum.abs());
        }
    }
    let margin = least / exact_dot(&weights, &weights, 0.0).0.sqrt();
    let mut support = Vec::new();
    for &(one, zero, weight) in &found.pairs {
        if weight > 1e-9 {
            support.push(sides.ones[one]);
            support.push(sides.zeros[zero]);
        }
    }
    let support = distinct(&support);
    Some(SeparatingLine { weights, threshold, margin, support, widest: found.shortest })
}

/// Weights of the samples' own columns, the largest 1.
fn readable(way: &[f64], factors: &[f64]) -> Option<Vec<f64>> {
    let mut weights = Vec::with_capacity(way.len());
    let mut largest = 0.0_f64;
    for (way, factor) in way.iter().zip(factors) {
        weights.push(way * factor);
        largest = largest.max((way * factor).abs());
    }
    for weight in &mut weights {
        *weight /= largest;
    }
    (largest > 0.0 && largest.is_finite()).then_some(weights)
}

/// `Σ a[i]·b[i] − less` as if computed with twice the digits, and how wrong it
/// may still be.
///
/// T. Ogita, S. M. Rump, S. Oishi, "Accurate sum and dot product", *SIAM Journal
/// on Scientific Computing* 26(6), 2005.
fn exact_dot(a: &[f64], b: &[f64], less: f64) -> (f64, f64) {
    let (mut sum, mut lost, mut size) = (-less, 0.0, less.abs());
    for (&a, &b) in a.iter().zip(b) {
        let product = a * b;
        let total = sum + product;
        let part = total - sum;
        lost += a.mul_add(b, -product) + ((sum - (total - part)) + (product - part));
        sum = total;
        size += product.abs();
    }
    let result = sum + lost;
    let n = a.len() as f64 + 2.0;
    // the last rounding, the lost digits' own, and products too small to split
    let doubt = EPSILON * result.abs() + (n * EPSILON).powi(2) * size + n * 1e-323;
    (result, doubt)
}

/// A point that both hulls have in common, as weighted samples of either.
///
/// Nothing if that would take more multiplications than `work`.
pub(crate) fn common_point(
    data: &Dataset,
    sides: &Sides,
    found: &Nearest,
    work: f64,
) -> Option<CommonPoint> {
    if data.n_samples() <= TWINS_AMONG
        && let Some((zero, one)) = twin(data, sides)
    {
        let point = data.input_row(zero).to_vec();
        return Some(CommonPoint { point, zeros: vec![(zero, 1.0)], ones: vec![(one, 1.0)] });
    }
    let n = found.pairs.len() as f64 + 1.0;
    if n.powi(4) > work {
        return None;
    }
    let (mut ones, mut zeros) = (Vec::new(), Vec::new());
    for &(one, zero, _) in &found.pairs {
        ones.push(sides.ones[one]);
        zeros.push(sides.zeros[zero]);
    }
    let (ones, zeros) = (distinct(&ones), distinct(&zeros));
    let origin = data.input_row(*zeros.first()?);
    let spreads = spreads(data, origin, &[&zeros, &ones]);
    let mut columns = Vec::new();
    for (samples, sign) in [(&zeros, 1.0), (&ones, -1.0)] {
        for &sample in samples {
            columns.push(lifted(data.input_row(sample), origin, &spreads, sign));
        }
    }
    let mut wanted = vec![0.0; data.n_inputs()];
    wanted.extend([1.0, 1.0]);
    let weights = no_negatives(&columns, &wanted);
    let (of_zeros, of_ones) = weights.split_at(zeros.len());
    let raw = [of_zeros.to_vec(), of_ones.to_vec()];
    let round = [rounded(of_zeros), rounded(of_ones)];
    for [of_zeros, of_ones] in [round, raw] {
        let (Some(zeros), Some(ones)) = (chosen(&zeros, &of_zeros), chosen(&ones, &of_ones)) else {
            continue;
        };
        if let Some(point) = meeting(data, origin, &spreads, &zeros, &ones) {
            return Some(CommonPoint { point, zeros, ones });
        }
    }
    None
}

/// The point of these weighted samples, if both give the same but for rounding.
pub(crate) fn common_point_of(
    data: &Dataset,
    zeros: Vec<(usize, f64)>,
    ones: Vec<(usize, f64)>,
) -> Option<CommonPoint> {
    let origin = data.input_row(zeros.first()?.0);
    let samples = |weighted: &[(usize, f64)]| -> Vec<usize> {
        weighted.iter().map(|(sample, _)| *sample).collect()
    };
    let spreads = spreads(data, origin, &[&samples(&zeros), &samples(&ones)]);
    let point = meeting(data, origin, &spreads, &zeros, &ones)?;
    Some(CommonPoint { point, zeros, ones })
}

/// How far each column of some samples reaches from the origin.
fn spreads(data: &Dataset, origin: &[f64], groups: &[&Vec<usize>; 2]) -> Vec<f64> {
    let mut spreads = vec![0.0_f64; origin.len()];
    for group in groups {
        for &sample in *group {
            for (column, value) in data.input_row(sample).iter().enumerate() {
                spreads[column] = spreads[column].max((value - origin[column]).abs());
            }
        }
    }
    spreads
}

/// A sample as a column of the equations: where it is, and that the weights of
/// either class add up to 1.
fn lifted(row: &[f64], origin: &[f64], spreads: &[f64], sign: f64) -> Vec<f64> {
    let mut column = Vec::with_capacity(row.len() + 2);
    for (i, value) in row.iter().enumerate() {
        let factor = inverse(spreads[i]);
        column.push(sign * (value * factor - origin[i] * factor));
    }
    column.push(f64::from(u8::from(sign > 0.0)));
    column.push(f64::from(u8::from(sign < 0.0)));
    column
}

/// Weights without the digits that are only rounding.
fn rounded(weights: &[f64]) -> Vec<f64> {
    const DIGITS: f64 = 1e12;
    let mut rounded = Vec::with_capacity(weights.len());
    for weight in weights {
        rounded.push((weight * DIGITS).round() / DIGITS);
    }
    rounded
}

/// The samples that have a weight; nothing if the weights do not add up to 1.
fn chosen(samples: &[usize], weights: &[f64]) -> Option<Vec<(usize, f64)>> {
    let (mut chosen, mut sum) = (Vec::new(), 0.0);
    for (&sample, &weight) in samples.iter().zip(weights) {
        if weight > 0.0 {
            chosen.push((sample, weight));
            sum += weight;
        }
    }
    ((sum - 1.0).abs() <= 8.0 * EPSILON * (1.0 + weights.len() as f64)).then_some(chosen)
}

/// Where both weighted sums lie, if they are the same but for rounding.
fn meeting(
    data: &Dataset,
    origin: &[f64],
    spreads: &[f64],
    zeros: &[(usize, f64)],
    ones: &[(usize, f64)],
) -> Option<Vec<f64>> {
    let mut point = Vec::with_capacity(origin.len());
    for (column, spread) in spreads.iter().enumerate() {
        let sum = |samples: &[(usize, f64)]| {
            let mut sum = 0.0;
            for &(sample, weight) in samples {
                sum += weight * (data.input_row(sample)[column] - origin[column]);
            }
            sum
        };
        let (zero, one) = (sum(zeros), sum(ones));
        let terms = (zeros.len() + ones.len()) as f64;
        let together = (zero - one).abs() <= 8.0 * terms * EPSILON * spread;
        if !together {
            return None;
        }
        point.push(origin[column] + zero);
    }
    Some(point)
}

/// A sample of either class at the very same place, the first ones.
fn twin(data: &Dataset, sides: &Sides) -> Option<(usize, usize)> {
    let row = |&(sample, _): &(usize, bool)| data.input_row(sample);
    let mut all = Vec::with_capacity(data.n_samples());
    for (samples, one) in [(&sides.zeros, false), (&sides.ones, true)] {
        for &sample in samples {
            all.push((sample, one));
        }
    }
    // values are finite, so rows can always be compared
    let order = order_by(all.len(), &|a, b| {
        let (a, b) = (&all[a], &all[b]);
        row(a).partial_cmp(row(b)).unwrap_or(std::cmp::Ordering::Equal).then(a.cmp(b))
    });
    let (mut first, mut twins) = ([None; 2], None);
    for (i, &place) in order.iter().enumerate() {
        let (sample, one) = all[place];
        if i > 0 && row(&all[order[i - 1]]) != row(&all[place]) {
            first = [None; 2];
        }
        let place = &mut first[usize::from(one)];
        *place = place.or(Some(sample));
        if let [Some(zero), Some(one)] = first {
            let earlier = twins.is_none_or(|(z, o): (usize, usize)| zero.max(one) < z.max(o));
            if earlier {
                twins = Some((zero, one));
            }
        }
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_keeps_what_rounding_loses() {
        let (sum, doubt) = exact_dot(&[1e16, 1.0, -1e16], &[1.0, 1.0, 1.0], 0.0);
        assert!(sum == 1.0 && doubt < 1e-12, "{sum} ± {doubt}");
        // (1 + 2⁻⁵²)² − 1 − 2⁻⁵¹ = 2⁻¹⁰⁴
        let near = 1.0 + EPSILON;
        let (square, doubt) = exact_dot(&[near, 1.0], &[near, -2.0 * EPSILON], 1.0);
        assert!((square - EPSILON * EPSILON).abs() <= doubt, "{square:e} ± {doubt:e}");
    }
}
