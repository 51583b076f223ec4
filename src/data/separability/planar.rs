//! Two classes in the plane, or on a line: whether their hulls meet is decided
//! exactly, and the shortest way between them is found among corners and edges,
//! however far one input reaches.
//!
//! A. M. Andrew, "Another efficient algorithm for convex hulls in two
//! dimensions", *Information Processing Letters* 9(5), 1979.

use std::cmp::Ordering;

use super::certificate::Sides;
use super::exact::{scaled_sum, sign_of_sum};
use super::hulls::{Nearest, inverse};
use crate::data::Dataset;
use crate::lists::order_by;

type Place = [f64; 2];

/// A corner of a hull, and the sample there by its number within its class.
#[derive(Clone, Copy)]
struct Corner {
    at: Place,
    sample: usize,
}

/// What holds of two classes in the plane.
pub(crate) struct Planar {
    pub(crate) meet: bool,
    pub(crate) nearest: Nearest,
    /// Samples between which both hulls have a point in common, with weights.
    pub(crate) zeros: Vec<(usize, f64)>,
    pub(crate) ones: Vec<(usize, f64)>,
    /// From where to where the way leads: across an edge, or between two corners.
    across: Option<[Place; 2]>,
    to_the_left: bool,
}

impl Planar {
    /// The direction of the way with a length of its own for each `i`: what
    /// rounding does to its angle differs, and among many one is nearly exact.
    pub(crate) fn direction(&self, i: u32) -> Option<Vec<f64>> {
        let [from, to] = self.across?;
        let stretch = 1.0 + (f64::from(i) * 0.618_033_988_749_894_9).fract();
        let [x, y] = [0, 1].map(|k| {
            let (high, low) = difference(to[k], from[k]);
            let product = stretch * high;
            product + (stretch.mul_add(high, -product) + stretch * low)
        });
        Some(if self.to_the_left { vec![-y, x] } else { vec![x, y] })
    }
}

/// `a − b` as a float and what rounding takes from it.
fn difference(a: f64, b: f64) -> (f64, f64) {
    let high = a - b;
    let part = high - a;
    (high, (a - (high - part)) - (b + part))
}

/// Nothing for more than two inputs, and where every corner with every edge
/// would take more than `work`.
pub(crate) fn planar(data: &Dataset, sides: &Sides, work: f64) -> Option<Planar> {
    if data.n_inputs() > 2 {
        return None;
    }
    let (zeros, ones) = (hull(data, &sides.zeros), hull(data, &sides.ones));
    if 100.0 * zeros.len() as f64 * ones.len() as f64 > work {
        return None;
    }
    if let Some([of_zeros, of_ones]) = meeting(&zeros, &ones) {
        let mut pairs = Vec::new();
        for i in 0..of_zeros.len().max(of_ones.len()) {
            let last = |corners: &[Corner]| corners[i.min(corners.len() - 1)].sample;
            pairs.push((last(&of_ones), last(&of_zeros), 1.0));
        }
        let nearest =
            Nearest { way: vec![0.0; data.n_inputs()], pairs, shortest: true, finished: true };
        let weighted = |samples: &[usize], own: &[Corner], other: &[Corner]| {
            let mut weighted = Vec::new();
            for (corner, weight) in own.iter().zip(weights(own, other)) {
                weighted.push((samples[corner.sample], weight));
            }
            weighted
        };
        let zeros = weighted(&sides.zeros, &of_zeros, &of_ones);
        let ones = weighted(&sides.ones, &of_ones, &of_zeros);
        return Some(Planar { meet: true, nearest, zeros, ones, across: None, to_the_left: false });
    }
    let mut planar = shortest_way(&zeros, &ones);
    planar.nearest.way.truncate(data.n_inputs());
    Some(planar)
}

/// The corners against the clock; of several samples at one place the first.
fn hull(data: &Dataset, samples: &[usize]) -> Vec<Corner> {
    let mut corners = Vec::with_capacity(samples.len());
    for (i, &sample) in samples.iter().enumerate() {
        let row = data.input_row(sample);
        // −0 is 0
        corners.push(Corner { at: [row[0] + 0.0, row.get(1).map_or(0.0, |y| y + 0.0)], sample: i });
    }
    let order = order_by(corners.len(), &|a, b| {
        let [[x, y], [other_x, other_y]] = [corners[a].at, corners[b].at];
        x.total_cmp(&other_x).then(y.total_cmp(&other_y)).then(a.cmp(&b))
    });
    let mut sorted: Vec<Corner> = Vec::with_capacity(order.len());
    for place in order {
        if sorted.last().is_none_or(|last| last.at != corners[place].at) {
            sorted.push(corners[place]);
        }
    }
    if sorted.len() < 3 {
        return sorted;
    }
    let mut hull = half(&sorted);
    sorted.reverse();
    hull.append(&mut half(&sorted));
    hull
}

/// One side of the hull, without its last corner.
fn half(sorted: &[Corner]) -> Vec<Corner> {
    let mut chain: Vec<Corner> = Vec::new();
    for &corner in sorted {
        while let [.., a, b] = chain[..]
            && turn(a.at, b.at, corner.at) != Ordering::Greater
        {
            chain.pop();
        }
        chain.push(corner);
    }
    chain.pop();
    chain
}

/// `Greater` where the way from a over b to c turns left, `Equal` where it does
/// not turn.
fn turn([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place) -> Ordering {
    let (left, right) = ((bx - ax) * (cy - ay), (by - ay) * (cx - ax));
    let doubt = 4e-16 * (left.abs() + right.abs());
    if doubt > 1e-290 && doubt.is_finite() && (left - right).abs() > doubt {
        return left.total_cmp(&right);
    }
    sign_of_sum(&[[ax, by], [-ay, bx], [bx, cy], [-by, cx], [cx, ay], [-cy, ax]])
}

fn edges(hull: &[Corner]) -> Vec<[Corner; 2]> {
    match hull {
        [] => Vec::new(),
        [a] => vec![[*a, *a]],
        [a, b] => vec![[*a, *b]],
        _ => (0..hull.len()).map(|i| [hull[i], hull[(i + 1) % hull.len()]]).collect(),
    }
}

/// Corners of either hull, as few as it takes, between which lies a point that
/// both have in common.
fn meeting(zeros: &[Corner], ones: &[Corner]) -> Option<[Vec<Corner>; 2]> {
    for corner in zeros {
        if let Some(around) = around(corner.at, ones) {
            return Some([vec![*corner], around]);
        }
    }
    for corner in ones {
        if let Some(around) = around(corner.at, zeros) {
            return Some([around, vec![*corner]]);
        }
    }
    for [a, b] in edges(zeros) {
        for [c, d] in edges(ones) {
            let apart = |from, to, one, other| {
                let sides = [turn(from, to, one), turn(from, to, other)];
                sides[0] == sides[1].reverse() && sides[0] != Ordering::Equal
            };
            if apart(a.at, b.at, c.at, d.at) && apart(c.at, d.at, a.at, b.at) {
                return Some([vec![a, b], vec![c, d]]);
            }
        }
    }
    None
}

/// The corners of a hull between which a point lies; nothing outside.
fn around(point: Place, hull: &[Corner]) -> Option<Vec<Corner>> {
    let (&first, others) = hull.split_first()?;
    if hull.len() < 3 {
        let last = *others.first().unwrap_or(&first);
        let on =
            turn(first.at, last.at, point) == Ordering::Equal && is_between(point, first, last);
        return on.then(|| hull.to_vec());
    }
    for pair in others.windows(2) {
        let corners = [first, pair[0], pair[1]];
        let (mut outside, mut on) = (false, None);
        for k in 0..3 {
            let (a, b) = (corners[k], corners[(k + 1) % 3]);
            match turn(a.at, b.at, point) {
                Ordering::Less => outside = true,
                Ordering::Equal => on = Some(vec![a, b]),
                Ordering::Greater => {}
            }
        }
        if !outside {
            return on.or_else(|| Some(corners.to_vec()));
        }
    }
    None
}

fn is_between(point: Place, a: Corner, b: Corner) -> bool {
    let within = |i: usize| a.at[i].min(b.at[i]) <= point[i] && point[i] <= a.at[i].max(b.at[i]);
    within(0) && within(1)
}

/// The weights with which corners give the point that they have in common with
/// the others, from areas whose digits are all there.
fn weights(own: &[Corner], other: &[Corner]) -> Vec<f64> {
    match (own, other) {
        ([_], _) => vec![1.0],
        ([a, b], [point]) => {
            let i = usize::from((b.at[1] - a.at[1]).abs() > (b.at[0] - a.at[0]).abs());
            let share = (point.at[i] / 2.0 - a.at[i] / 2.0) / (b.at[i] / 2.0 - a.at[i] / 2.0);
            vec![1.0 - share, share]
        }
        ([a, b], [c, d, ..]) => shares(&[area(c.at, d.at, b.at), area(d.at, c.at, a.at)]),
        ([a, b, c, ..], [point, ..]) => {
            let point = point.at;
            shares(&[area(b.at, c.at, point), area(c.at, a.at, point), area(a.at, b.at, point)])
        }
        _ => Vec::new(),
    }
}

/// Twice the area of a triangle, as a share times a power of two.
fn area([ax, ay]: Place, [bx, by]: Place, [cx, cy]: Place) -> (f64, i32) {
    scaled_sum(&[[ax, by], [-ay, bx], [bx, cy], [-by, cx], [cx, ay], [-cy, ax]])
}

/// What each area is of all.
fn shares(areas: &[(f64, i32)]) -> Vec<f64> {
    let mut highest = i32::MIN;
    for (share, power) in areas {
        if *share != 0.0 {
            highest = highest.max(*power);
        }
    }
    let (mut shares, mut sum) = (Vec::new(), 0.0);
    for (share, power) in areas {
        let size = if *share == 0.0 { 0.0 } else { share * 2_f64.powi(power - highest) };
        shares.push(size);
        sum += size;
    }
    for share in &mut shares {
        *share /= sum;
    }
    shares
}

/// From the hull of the zeros to that of the ones, which do not meet.
fn shortest_way(zeros: &[Corner], ones: &[Corner]) -> Planar {
    let (mut extent, origin) = (0.0_f64, zeros[0].at);
    for corner in zeros.iter().chain(ones) {
        extent = extent.max((corner.at[0] - origin[0]).abs().max((corner.at[1] - origin[1]).abs()));
    }
    let factor = inverse(extent);
    let (mut least, mut pairs) = (f64::INFINITY, Vec::new());
    let (mut best, mut across, mut to_the_left) = ([0.0; 2], [origin; 2], false);
    for (corners, hull, sign) in [(ones, zeros, 1.0), (zeros, ones, -1.0)] {
        for [a, b] in edges(hull) {
            let along = scaled(a.at, b.at, factor);
            let length = along[0] * along[0] + along[1] * along[1];
            for corner in corners {
                let to = scaled(a.at, corner.at, factor);
                let share = (to[0] * along[0] + to[1] * along[1]) / length;
                let share = if length > 0.0 { share.clamp(0.0, 1.0) } else { 0.0 };
                let mut way = [to[0] - share * along[0], to[1] - share * along[1]];
                let mut ends = [a.at, corner.at];
                if share >= 1.0 {
                    ends = [b.at, corner.at];
                }
                if sign < 0.0 {
                    ends.reverse();
                }
                if share > 0.0 && share < 1.0 {
                    // at right angles to the edge to the last digit
                    let high = (along[0] * to[1] - along[1] * to[0]) / length;
                    way = [-along[1] * high, along[0] * high];
                    ends = if high * sign > 0.0 { [a.at, b.at] } else { [b.at, a.at] };
                }
                let square = way[0] * way[0] + way[1] * way[1];
                if square < least {
                    (least, best) = (square, [way[0] * sign, way[1] * sign]);
                    (across, to_the_left) = (ends, share > 0.0 && share < 1.0);
                    pairs.clear();
                    for (end, weight) in [(a, 1.0 - share), (b, share)] {
                        let (one, zero) = if sign > 0.0 { (*corner, end) } else { (end, *corner) };
                        pairs.push((one.sample, zero.sample, weight));
                    }
                }
            }
        }
    }
    let nearest = Nearest { way: best.to_vec(), pairs, shortest: true, finished: true };
    let (zeros, ones) = (Vec::new(), Vec::new());
    Planar { meet: false, nearest, zeros, ones, across: Some(across), to_the_left }
}

fn scaled(from: Place, to: Place, factor: f64) -> Place {
    [to[0] * factor - from[0] * factor, to[1] * factor - from[1] * factor]
}
