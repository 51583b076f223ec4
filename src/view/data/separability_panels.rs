//! Two classes and what is between them: the line with its margin, or both
//! hulls and the point that they share.

use std::collections::HashSet;

use super::class_pair::{names, separator};
use crate::chart::{
    Anchor, Axis, Color, Dash, INK, LETTERS, MAX_CLASSES, Mark, PAPER, PLACE, Panel, QUIET, Symbol,
    class, extent, labels, short, units_are_equal,
};
use crate::data::{CommonPoint, Dataset, Separability, SeparatingLine, Verdict, widened};
use crate::lists::{mapped, order_by};
use crate::view::parts::equation::Rule;
use crate::view::parts::half_plane::{Line, Polygon, SQUARE};
use crate::view::parts::same_place::Crowd;

/// Samples that a picture shows, corners of a hull, and bars.
pub(crate) const MAX_POINTS: usize = 1000;
const MAX_CORNERS: usize = 120;
const MAX_BARS: usize = 24;

const HEIGHT: f64 = 330.0;
/// Between a way and the words beside it, in pixels.
const BESIDE: f64 = 6.0;
const RING: f64 = 19.0;
/// Of a marker that another one lies on.
const UNDER: f64 = 17.0;
/// Of the common point where it is a sample of both classes.
const ON_A_MARKER: f64 = 5.0;

/// One of the two classes of a target.
struct Side {
    name: String,
    /// The same under the pointer: `target 1`.
    said: String,
    color: Color,
    symbol: Symbol,
    samples: Vec<usize>,
}

/// What the picture is of.
pub(crate) fn alt(judged: &Separability) -> &'static str {
    match (judged.data.n_inputs(), judged.verdicts.as_slice()) {
        (2, [Verdict::Separable(_)]) => "Scatter plot with a line between two classes.",
        (2, [Verdict::NotSeparable(_)]) => "Scatter plot with the hulls of two classes.",
        (2, _) => "Scatter plots of classes.",
        (_, [Verdict::NotSeparable(_)]) => "Bars of the weights of samples of two classes.",
        _ => "Samples of the classes by their weighted sum.",
    }
}

pub(crate) fn panel(judged: &Separability, target: usize) -> Panel {
    let sides = sides(judged, target);
    let data = &judged.data;
    let mut panel = match (&judged.verdicts[target], data.n_inputs()) {
        (verdict, 2) => plane(data, &sides, verdict),
        (Verdict::Separable(line), _) => strip(data, &sides, Some(line)),
        (Verdict::NotSeparable(meeting), _) => bars(&sides, meeting),
        (Verdict::OneClass | Verdict::Undecided, _) => strip(data, &sides, None),
    };
    if judged.verdicts.len() > 1 {
        let [_, one] = names(judged, target);
        panel.title = match judged.verdicts[target] {
            Verdict::NotSeparable(_) => format!("{one}: no {}", separator(data.n_inputs())),
            _ => one,
        };
        panel.height = panel.height.min(220.0);
        if data.n_inputs() == 2 {
            // no room for words; the table has the margins
            panel.marks.retain(|mark| !matches!(mark, Mark::Text { .. }));
        }
        for mark in &mut panel.marks {
            keep_out_of_legend(mark);
        }
    }
    panel
}

/// Several small pictures say by their titles what they show.
fn keep_out_of_legend(mark: &mut Mark) {
    match mark {
        Mark::Points { name, .. }
        | Mark::Line { name, .. }
        | Mark::Curve { name, .. }
        | Mark::Area { name, .. } => name.clear(),
        Mark::Cells(_) | Mark::Text { .. } => {}
    }
}

/// The class with the smaller target and the one with the larger.
fn sides(judged: &Separability, target: usize) -> [Side; 2] {
    let [zero, one] = names(judged, target);
    let of_a_class = judged.verdicts.len() > 1 && judged.data.class_names().is_some();
    let looks = if of_a_class {
        [(QUIET, Symbol::Circle), class(target % MAX_CLASSES)]
    } else {
        [class(0), class(1)]
    };
    let mut samples = [Vec::new(), Vec::new()];
    let [low, high] = judged.values[target];
    // a class without another is the second, or nearer to 1 than to 0
    let alone = match judged.data.ends() {
        Some(ends) => high == ends[target][1],
        None => high > 0.5,
    };
    for sample in 0..judged.data.n_samples() {
        let value = judged.data.target_row(sample)[target];
        samples[usize::from(value == high && (low != high || alone))].push(sample);
    }
    let [of_zero, of_one] = samples;
    let side = |name: String, (color, symbol), samples| {
        let of_class = judged.data.n_targets() == 1 && !name.contains(" = ");
        let said = if of_class { format!("target {name}") } else { name.replacen(" = ", " ", 1) };
        Side { name, said, color, symbol, samples }
    };
    [side(zero, looks[0], of_zero), side(one, looks[1], of_one)]
}

fn spot(data: &Dataset, sample: usize) -> [f64; 2] {
    let row = data.input_row(sample);
    [row[0], row[1]]
}

/// Samples of the first side at whose places the second has one too.
fn covered(data: &Dataset, [below, above]: &[Side; 2]) -> Vec<usize> {
    let bits = |[x, y]: [f64; 2]| [(x + 0.0).to_bits(), (y + 0.0).to_bits()];
    let above: HashSet<_> = above.samples.iter().map(|sample| bits(spot(data, *sample))).collect();
    let mut covered = Vec::new();
    for &sample in &below.samples {
        if above.contains(&bits(spot(data, sample))) && covered.len() < MAX_POINTS {
            covered.push(sample);
        }
    }
    covered
}

fn plane(data: &Dataset, sides: &[Side; 2], verdict: &Verdict) -> Panel {
    let (x, y) = (axis(data, 0), axis(data, 1));
    let (mut marks, mut shown, mut on_top) = (Vec::new(), Vec::new(), None);
    match verdict {
        Verdict::Separable(line) => {
            marks = band(line, [&x, &y]);
            marks.append(&mut way(data, line, [&x, &y]));
            shown.clone_from(&line.support);
        }
        Verdict::NotSeparable(meeting) => {
            for (i, samples) in [&meeting.zeros, &meeting.ones].into_iter().enumerate() {
                let mut own = Vec::new();
                for (sample, _) in samples {
                    own.push(*sample);
                }
                let mut shared = around(data, &sides[i], &own, 4.0, i == 1);
                if sides[i].samples.len() > 2 {
                    marks.append(&mut outline(data, &sides[i], i == 1));
                } else if let Mark::Line { name, hover, .. } = &mut shared {
                    // of two samples the hull is the way between them
                    name.clone_from(hover);
                }
                marks.push(shared);
                shown.append(&mut own);
            }
            on_top = Some(Mark::Points {
                name: "in both classes".to_owned(),
                color: INK,
                symbol: Symbol::Diamond,
                size: 12.0,
                at: vec![[meeting.point[0], meeting.point[1]]],
                hover: Vec::new(),
            });
        }
        Verdict::OneClass | Verdict::Undecided => {}
    }
    let mut at = Vec::new();
    for sample in shown {
        at.push(spot(data, sample));
    }
    if !at.is_empty() {
        let name = "deciding samples".to_owned();
        marks.push(Mark::Points {
            name,
            color: PAPER,
            symbol: Symbol::Circle,
            size: RING,
            at,
            hover: Vec::new(),
        });
    }
    let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
    let [below, above] = sides;
    let covered = covered(data, sides);
    if !covered.is_empty() {
        // a rim of the lower marker shows around the upper one
        let (name, color, symbol) = (String::new(), below.color, below.symbol);
        let hover = told(below, &covered, &|sample| spot(data, sample));
        let at = mapped(&covered, &|sample| spot(data, *sample));
        let size = UNDER;
        marks.push(Mark::Points { name, color, symbol, size, at, hover });
    }
    for side in [below, above] {
        marks.extend(points(side, step, &|sample| spot(data, sample)));
    }
    if let Some(Mark::Points { at, size, .. }) = &mut on_top
        && covered.iter().any(|sample| at.contains(&spot(data, *sample)))
    {
        *size = ON_A_MARKER;
    }
    marks.extend(on_top);
    Panel { title: String::new(), x, y, height: HEIGHT, marks }
}

fn points(side: &Side, step: usize, place: &dyn Fn(usize) -> [f64; 2]) -> Option<Mark> {
    let drawn: Vec<usize> = side.samples.iter().copied().step_by(step).collect();
    let at: Vec<[f64; 2]> = mapped(&drawn, &|sample| place(*sample));
    let hover = told(side, &drawn, place);
    let (name, color, symbol) = (side.name.clone(), side.color, side.symbol);
    (!at.is_empty()).then_some(Mark::Points { name, color, symbol, size: 11.0, at, hover })
}

/// What some samples of a side say under the pointer: `row 3`, `target 1`.
fn told(side: &Side, drawn: &[usize], place: &dyn Fn(usize) -> [f64; 2]) -> Vec<String> {
    let crowd = Crowd::of(&side.samples, place);
    let called = |sample: &usize| crowd.called(*sample, place(*sample));
    mapped(drawn, &|sample| format!("{}{PLACE}{}", called(sample), side.said))
}

/// The line, and the strip around it that holds no sample.
fn band(line: &SeparatingLine, axes: [&Axis; 2]) -> Vec<Mark> {
    let weights = &line.weights;
    let half = line.margin * (weights[0] * weights[0] + weights[1] * weights[1]).sqrt();
    let [x, y] = axes;
    let shifted = |shift: f64| Line {
        a: weights[0] * (x.high - x.low),
        b: weights[1] * (y.high - y.low),
        c: weights[0] * x.low + weights[1] * y.low - line.threshold + shift,
    };
    let above_lower = shifted(half).split(&SQUARE).0;
    let strip = shifted(-half).split(&above_lower).1;
    let mut marks = Vec::new();
    if strip.len() > 2 {
        let hover = format!("margin {}", short(line.margin));
        let at = closed(&strip, axes);
        marks.push(Mark::Area {
            name: "margin".to_owned(),
            color: QUIET,
            opacity: 0.18,
            hover,
            at,
        });
    }
    if let Some([from, to]) = shifted(0.0).across() {
        marks.push(Mark::dashed_line("line", vec![place(axes, from), place(axes, to)]));
    }
    marks
}

/// The way from a nearest sample to the line, at a right angle, where that can be
/// seen.
fn way(data: &Dataset, line: &SeparatingLine, axes: [&Axis; 2]) -> Vec<Mark> {
    let (Some(&sample), [a, b]) = (line.support.first(), line.weights.as_slice()) else {
        return Vec::new();
    };
    let [x, y] = spot(data, sample);
    let steps = (a * x + b * y - line.threshold) / (a * a + b * b);
    let foot = [x - steps * a, y - steps * b];
    if !units_are_equal(axes) || !foot.iter().all(|at| at.is_finite()) {
        return Vec::new();
    }
    let (name, dash, at) = (String::new(), Dash::Solid, vec![[x, y], foot]);
    let said = format!("margin {}", short(line.margin));
    // on the side where the line goes away from the words
    let (aside, anchor) = if foot[0] > x { (-1.0, Anchor::End) } else { (1.0, Anchor::Start) };
    // where the way slants, the letters' lower or upper half comes close to it
    let slant = ((foot[0] - x) / (foot[1] - y)).abs().min(2.0);
    let shift = aside * (BESIDE + slant * LETTERS / 2.0) * (axes[0].high - axes[0].low)
        / extent(axes, HEIGHT)[0];
    let beside = [f64::midpoint(x, foot[0]) + shift, f64::midpoint(y, foot[1])];
    vec![
        Mark::Line { name, color: INK, width: 1.5, dash, dots: false, hover: said.clone(), at },
        Mark::text(beside, said, anchor),
    ]
}

/// Whether a margin looks as long as it is, and its direction too.
pub(crate) fn has_equal_units(data: &Dataset) -> bool {
    data.n_inputs() == 2 && units_are_equal([&axis(data, 0), &axis(data, 1)])
}

fn axis(data: &Dataset, input: usize) -> Axis {
    let [mut low, mut high] = data.ranges()[input];
    if data.n_targets() > 1 {
        // in a small picture a marker takes more of the width
        let room = 0.12 * high - 0.12 * low;
        (low, high) = ((low - room).max(f64::MIN), (high + room).min(f64::MAX));
    }
    Axis::around(&data.input_names()[input], low, high).of_plane()
}

/// Where a point of the unit square stands on the axes.
fn place([x, y]: [&Axis; 2], [u, v]: [f64; 2]) -> [f64; 2] {
    [x.low * (1.0 - u) + x.high * u, y.low * (1.0 - v) + y.high * v]
}

fn closed(polygon: &Polygon, axes: [&Axis; 2]) -> Vec<[f64; 2]> {
    let mut at = Vec::with_capacity(polygon.len() + 1);
    for corner in polygon {
        at.push(place(axes, *corner));
    }
    at.push(at[0]);
    at
}

/// The hull of a class, filled.
fn outline(data: &Dataset, side: &Side, dashed: bool) -> Vec<Mark> {
    let mut edge = around(data, side, &side.samples, 1.5, dashed);
    let Mark::Line { name, hover, at, .. } = &mut edge else { return vec![edge] };
    name.clone_from(hover);
    let (hover, at) = (hover.clone(), at.clone());
    let fill = Mark::Area { name: String::new(), color: side.color, opacity: 0.12, hover, at };
    vec![fill, edge]
}

fn hull_of(side: &Side) -> String {
    format!("hull of {}", side.name)
}

/// The edge of the hull of some samples of a class.
fn around(data: &Dataset, side: &Side, samples: &[usize], width: f64, dashed: bool) -> Mark {
    let mut spots = Vec::with_capacity(samples.len());
    for &sample in samples {
        spots.push(spot(data, sample));
    }
    let hull = hull(&spots);
    let step = hull.len().div_ceil(MAX_CORNERS).max(1);
    let mut at = Vec::new();
    for few in hull.chunks(step) {
        at.push(few[0]);
    }
    // there and back, dashes would fill each other's gaps
    if hull.len() != 2 {
        at.extend(hull.first());
    }
    let (name, color, hover) = (String::new(), side.color, hull_of(side));
    let dash = if dashed { Dash::Dashed } else { Dash::Solid };
    Mark::Line { name, color, width, dash, dots: false, hover, at }
}

/// The corners of the convex hull, one after the other.
///
/// A. M. Andrew, "Another efficient algorithm for convex hulls in two
/// dimensions", *Information Processing Letters* 9(5), 1979.
fn hull(all: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let compare = |[a, b]: [f64; 2], [c, d]: [f64; 2]| a.total_cmp(&c).then(b.total_cmp(&d));
    let mut spots: Vec<[f64; 2]> = Vec::new();
    for spot in order_by(all.len(), &|a, b| compare(all[a], all[b])) {
        if spots.last() != Some(&all[spot]) {
            spots.push(all[spot]);
        }
    }
    let mut hull: Vec<[f64; 2]> = Vec::new();
    for turn in 0..2 {
        let start = hull.len();
        for &spot in &spots {
            while hull.len() > start + 1 && !turns(hull[hull.len() - 2], hull[hull.len() - 1], spot)
            {
                hull.pop();
            }
            hull.push(spot);
        }
        // the last corner of a half is the first of the other
        if turn == 0 || hull.len() > start + 1 {
            hull.pop();
        }
        spots.reverse();
    }
    hull
}

/// Whether the way over three points turns left; halved, so that differences
/// stay in the range of floats.
fn turns(first: [f64; 2], second: [f64; 2], third: [f64; 2]) -> bool {
    let way = |to: [f64; 2]| [to[0] / 2.0 - first[0] / 2.0, to[1] / 2.0 - first[1] / 2.0];
    let (short, long) = (way(second), way(third));
    short[0] * long[1] - short[1] * long[0] > 0.0
}

/// The weighted sum of each sample, a row a class; the first input without a
/// line.
fn strip(data: &Dataset, sides: &[Side; 2], line: Option<&SeparatingLine>) -> Panel {
    let sum = |sample: usize| {
        let row = data.input_row(sample);
        let Some(line) = line else { return row[0] };
        let mut sum = 0.0;
        for (weight, value) in line.weights.iter().zip(row) {
            sum += weight * value;
        }
        sum
    };
    let mut reach = [f64::INFINITY, f64::NEG_INFINITY];
    for sample in 0..data.n_samples() {
        reach = widened(reach, sum(sample));
    }
    let mut marks = Vec::new();
    if let Some(line) = line {
        let mut square = 0.0;
        for weight in &line.weights {
            square += weight * weight;
        }
        let (at, half) = (line.threshold, line.margin * square.sqrt());
        marks.push(Mark::Area {
            name: "margin".to_owned(),
            color: QUIET,
            opacity: 0.18,
            hover: format!("margin {}", short(line.margin)),
            at: vec![
                [at - half, -0.6],
                [at + half, -0.6],
                [at + half, 1.6],
                [at - half, 1.6],
                [at - half, -0.6],
            ],
        });
        let rule = Rule::of(&line.weights, at, data.n_samples(), &|i| data.input_row(i));
        let name = format!("threshold {}", rule.threshold());
        marks.push(Mark::dashed_line(&name, vec![[at, -0.6], [at, 1.6]]));
    }
    let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
    for (row, side) in sides.iter().enumerate() {
        marks.extend(points(side, step, &|sample| [sum(sample), row as f64]));
    }
    let title = if line.is_some() { "weighted sum" } else { &data.input_names()[0] };
    Panel {
        title: String::new(),
        x: Axis::around(title, reach[0], reach[1]),
        y: Axis::rows(&[sides[1].name.clone(), sides[0].name.clone()]),
        height: 150.0,
        marks,
    }
}

/// The weights of the samples that make the common point.
fn bars(sides: &[Side; 2], meeting: &CommonPoint) -> Panel {
    let mut rows = Vec::new();
    for (side, samples) in sides.iter().zip([&meeting.zeros, &meeting.ones]) {
        for (i, &(sample, weight)) in samples.iter().enumerate() {
            rows.push((side, sample, weight, i == 0));
        }
    }
    rows.truncate(MAX_BARS);
    let n = rows.len();
    let (mut names, mut marks) = (Vec::with_capacity(n), Vec::new());
    for (side, sample, ..) in &rows {
        names.push(format!("row {sample}: {}", side.name));
    }
    let names = labels(&names);
    for (row, (side, _, weight, first)) in rows.into_iter().enumerate() {
        let name = &names[row];
        let hover = format!("{name}: {}", short(weight));
        let mut bar = Mark::bar(n, row, [0.0, weight], side.color, hover);
        if let (true, Mark::Area { name, .. }) = (first, &mut bar) {
            name.clone_from(&side.name);
        }
        marks.push(bar);
        let y = (n - 1 - row) as f64;
        marks.push(Mark::text([weight + 0.02, y], short(weight), Anchor::Start));
    }
    Panel {
        title: String::new(),
        x: Axis::exact("weight in the common point", 0.0, 1.15),
        y: Axis::rows(&names),
        height: (26.0 * n as f64).max(80.0),
        marks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hull_has_its_corners_in_order() {
        let spots = vec![[0.0, 0.0], [2.0, 0.0], [1.0, 1.0], [2.0, 2.0], [0.0, 2.0], [1.0, 0.0]];
        assert_eq!(hull(&spots), [[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]]);
    }

    #[test]
    fn hulls_of_few_and_of_collinear_points_are_their_ends() {
        assert_eq!(hull(&[[1.0, 2.0]]), [[1.0, 2.0]]);
        assert_eq!(hull(&[[1.0, 2.0], [1.0, 2.0]]), [[1.0, 2.0]]);
        assert_eq!(hull(&[[1.0, 1.0], [0.0, 0.0], [2.0, 2.0]]), [[0.0, 0.0], [2.0, 2.0]]);
    }
}
