//! Two classes over two inputs and what is between them: the line with its
//! margin, or both hulls and the point that they share.

use super::hull::hull;
use super::sides::{MAX_POINTS, Side, points, spot, told};
use crate::chart::{
    Anchor, Axis, Dash, INK, LETTERS, Mark, PAPER, Panel, QUIET, Symbol, extent, short,
    units_are_equal,
};
use crate::data::{Dataset, SeparatingLine, Verdict};
use crate::lists::{Numbering, mapped};
use crate::view::parts::half_plane::{Line, SQUARE, closed, place};

/// Corners of a hull that a picture shows.
const MAX_CORNERS: usize = 120;

const HEIGHT: f64 = 330.0;
/// Between a way and the words beside it, in pixels.
const BESIDE: f64 = 6.0;
const RING: f64 = 19.0;
/// Of a marker that another one lies on.
const UNDER: f64 = 17.0;
/// Of the common point where it is a sample of both classes.
const ON_A_MARKER: f64 = 5.0;

/// Samples of the first side at whose places the second has one too.
fn covered(data: &Dataset, [below, above]: &[Side; 2]) -> Vec<usize> {
    let bits = |sample: usize| {
        let [x, y] = spot(data, sample);
        [0, 0, (x + 0.0).to_bits(), (y + 0.0).to_bits()]
    };
    let keys: Vec<[u64; 4]> = mapped(&above.samples, &|sample| bits(*sample));
    let above = Numbering::of(&keys);
    let mut covered = Vec::new();
    for &sample in &below.samples {
        if above.get(bits(sample)).is_some() && covered.len() < MAX_POINTS {
            covered.push(sample);
        }
    }
    covered
}

pub(crate) fn plane(data: &Dataset, sides: &[Side; 2], verdict: &Verdict) -> Panel {
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
