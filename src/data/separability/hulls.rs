//! The nearest points of the convex hulls of two classes: the line half-way
//! between them has the widest margin, and where they are one point, no line
//! separates the classes.
//!
//! P. Wolfe, "Finding the nearest point in a polytope", *Mathematical
//! Programming* 11, 1976, on the differences of samples of both classes, of
//! which only those needed are made: E. G. Gilbert, D. W. Johnson, S. S.
//! Keerthi, "A fast procedure for computing the distance between complex
//! objects in three-dimensional space", *IEEE Journal on Robotics and
//! Automation* 4(2), 1988. That this is the widest margin: K. P. Bennett,
//! E. J. Bredensteiner, "Duality and geometry in SVM classifiers", *ICML* 2000.

use super::least_squares::{least_squares, plain_dot, settle};
use crate::data::Dataset;

/// How far the length found may be above the shortest, as a share of its
/// square, and what counts as length 0, as a share of the extent's square.
const TIGHT: f64 = 1e-10;
const NOTHING: f64 = 1e-28;

/// By what share a step has to shorten the square of the length.
const SHORTER: f64 = 1e-9;

/// Samples of two classes, moved to the origin and scaled by powers of two, so
/// that no square leaves the range of floats.
pub(crate) struct Clouds {
    width: usize,
    /// What each column was multiplied with.
    pub(crate) factors: Vec<f64>,
    ones: Vec<f64>,
    zeros: Vec<f64>,
}

/// A sample of either class and the way from one to the other.
struct Corner {
    one: usize,
    zero: usize,
    way: Vec<f64>,
}

/// What the search has found.
pub(crate) struct Nearest {
    /// From the hull of the zeros to that of the ones, in scaled columns.
    pub(crate) way: Vec<f64>,
    /// Samples of the ones and of the zeros with the weight of each pair.
    pub(crate) pairs: Vec<(usize, usize, f64)>,
    /// Whether no shorter way can exist, but for rounding.
    pub(crate) shortest: bool,
    /// Whether the search ended by itself, not for lack of work.
    pub(crate) finished: bool,
}

impl Clouds {
    /// The samples named, with a factor for all columns or one for each.
    pub(crate) fn of(data: &Dataset, ones: &[usize], zeros: &[usize], each: bool) -> Self {
        let origin = data.input_row(0);
        let mut factors = spreads(data, origin);
        if !each {
            let mut widest = 0.0_f64;
            for spread in &factors {
                widest = widest.max(*spread);
            }
            factors.fill(widest);
        }
        for factor in &mut factors {
            *factor = inverse(*factor);
        }
        let rows = |samples: &[usize]| {
            let mut rows = Vec::with_capacity(samples.len() * factors.len());
            for &sample in samples {
                let row = data.input_row(sample);
                for (column, factor) in factors.iter().enumerate() {
                    rows.push(row[column] * factor - origin[column] * factor);
                }
            }
            rows
        };
        let (ones, zeros) = (rows(ones), rows(zeros));
        Self { width: data.n_inputs(), factors, ones, zeros }
    }

    fn corner(&self, one: usize, zero: usize) -> Corner {
        let row = |rows: &[f64], i: usize| rows[i * self.width..(i + 1) * self.width].to_vec();
        let mut way = row(&self.ones, one);
        for (way, zero) in way.iter_mut().zip(row(&self.zeros, zero)) {
            *way -= zero;
        }
        Corner { one, zero, way }
    }

    /// The corner that lies least in a direction.
    fn least(&self, direction: &[f64]) -> Corner {
        let one = lowest(&self.ones, direction, 1.0);
        let zero = lowest(&self.zeros, direction, -1.0);
        self.corner(one, zero)
    }

    /// The nearest points, with about as many multiplications as `work`.
    pub(crate) fn nearest(&self, work: f64) -> Nearest {
        let pass = (self.ones.len() + self.zeros.len()) as f64;
        let mut corners = vec![self.corner(0, 0)];
        let (mut members, mut weights) = (vec![0], vec![1.0]);
        let mut way = corners[0].way.clone();
        let (mut spent, mut extent) = (0.0, 0.0_f64);
        let mut finished = true;
        let shortest = loop {
            let corner = self.least(&way);
            let (length, reach) = (plain_dot(&way, &way), plain_dot(&way, &corner.way));
            extent = extent.max(plain_dot(&corner.way, &corner.way)).max(length);
            let shortest = length - reach <= TIGHT * length;
            if shortest || length <= NOTHING * extent || known(&corners, &members, &corner) {
                break shortest;
            }
            if spent > work {
                finished = false;
                break shortest;
            }
            members.push(corners.len());
            weights.push(0.0);
            corners.push(corner);
            let n = members.len() as f64;
            let asked = settle(&mut members, &mut weights, &|members| affine(&corners, members));
            spent += pass + asked as f64 * 2.0 * n * n * self.width as f64;
            let next = combined(&corners, &members, &weights);
            // what rounding leaves of a way cannot be shortened for long
            let shorter = plain_dot(&next, &next) < (1.0 - SHORTER) * length;
            if !shorter {
                break shortest;
            }
            way = next;
        };
        let mut pairs = Vec::new();
        for (&member, &weight) in members.iter().zip(&weights) {
            pairs.push((corners[member].one, corners[member].zero, weight));
        }
        Nearest { way, pairs, shortest, finished }
    }
}

/// How far each column reaches from the origin.
fn spreads(data: &Dataset, origin: &[f64]) -> Vec<f64> {
    let mut spreads = vec![0.0_f64; origin.len()];
    for sample in 0..data.n_samples() {
        for (column, value) in data.input_row(sample).iter().enumerate() {
            spreads[column] = spreads[column].max((value - origin[column]).abs());
        }
    }
    spreads
}

/// A power of two that brings `spread` to about 1.
#[allow(clippy::cast_possible_truncation, reason = "from -1000 to 1000")]
pub(crate) fn inverse(spread: f64) -> f64 {
    if spread > 0.0 {
        2_f64.powi(-spread.min(f64::MAX).log2().floor().clamp(-1000.0, 1020.0) as i32)
    } else {
        1.0
    }
}

/// The row whose product with `direction`, times `sign`, is the lowest.
fn lowest(rows: &[f64], direction: &[f64], sign: f64) -> usize {
    let (mut lowest, mut least) = (0, f64::INFINITY);
    for (i, row) in rows.chunks_exact(direction.len()).enumerate() {
        let product = sign * plain_dot(row, direction);
        if product < least {
            (lowest, least) = (i, product);
        }
    }
    lowest
}

fn known(corners: &[Corner], members: &[usize], corner: &Corner) -> bool {
    for &member in members {
        if (corners[member].one, corners[member].zero) == (corner.one, corner.zero) {
            return true;
        }
    }
    false
}

/// The weights, of any sign and with sum 1, that bring the corners nearest to
/// the origin.
fn affine(corners: &[Corner], members: &[usize]) -> Vec<f64> {
    let Some((&first, others)) = members.split_first() else { return Vec::new() };
    let base = &corners[first].way;
    let mut columns = Vec::with_capacity(others.len());
    for &other in others {
        let mut column = corners[other].way.clone();
        for (value, base) in column.iter_mut().zip(base) {
            *value -= base;
        }
        columns.push(column);
    }
    let mut wanted = base.clone();
    for value in &mut wanted {
        *value = -*value;
    }
    let rest = least_squares(columns, wanted);
    let mut weights = vec![1.0];
    for weight in rest {
        weights[0] -= weight;
        weights.push(weight);
    }
    weights
}

fn combined(corners: &[Corner], members: &[usize], weights: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; corners[0].way.len()];
    for (&member, weight) in members.iter().zip(weights) {
        for (sum, value) in sum.iter_mut().zip(&corners[member].way) {
            *sum += weight * value;
        }
    }
    sum
}
