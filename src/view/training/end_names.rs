//! The names of curves at their ends, where there is room: nearer than a legend.

use super::error_axis::Scale;
use crate::chart::{Anchor, Axis, LETTERS, Mark, Panel, label, width};
use crate::view::parts::apart::apart;

/// The width of the drawing area of the narrowest figure that names are to fit
/// into, and how wide they may be, in pixels.
const NARROW: f64 = 340.0;
const MOST: f64 = 110.0;
/// The reader's letters may be wider than the estimate.
const WIDER: f64 = 1.2;
/// Between a curve's end and its name, in parts of the width.
const GAP: f64 = 0.03;
/// The height of a line of words, and how far one may be from the end of its
/// curve, in pixels.
const LINE: f64 = 16.0;
const FAR: f64 = 24.0;
/// From this share of all epochs on a curve ends at the right side.
const LATE: f64 = 0.97;
/// Places that are asked of each piece of a curve.
const STEPS: usize = 40;

/// A curve's name and where it ends.
struct End {
    mark: usize,
    name: String,
    at: [f64; 2],
    /// How much of a narrow figure's width the name takes.
    wide: f64,
}

/// Left, lower, right and upper end of a name, from 0 to 1.
type Place = [f64; 4];

/// Writes the name of each curve beside its end instead of in the legend, unless
/// one of them has no room; `last` is the last of all epochs.
pub(crate) fn beside(panel: &mut Panel, last: f64, scale: &Scale) {
    let ends = ends(panel);
    if ends.iter().any(|end| end.wide * NARROW > MOST) {
        return;
    }
    let x = with_room(&panel.x, &ends);
    let Some(places) = places(&ends, panel, &x, LATE * last) else { return };
    for (end, [left, low, _, high]) in ends.into_iter().zip(places) {
        if let Mark::Curve { name, hover, .. } = &mut panel.marks[end.mark] {
            *hover = std::mem::take(name);
        }
        let right = x.low * (1.0 - left) + x.high * left;
        let at = [right, scale.height(&panel.y, f64::midpoint(low, high))];
        panel.marks.push(Mark::text(at, end.name, Anchor::Start));
    }
    panel.x = x;
}

fn ends(panel: &Panel) -> Vec<End> {
    let mut ends = Vec::new();
    for (mark, drawn) in panel.marks.iter().enumerate() {
        let Mark::Curve { name, at, .. } = drawn else { continue };
        let Some(at) = at.last().copied() else { continue };
        let name = label(name);
        let wide = WIDER * width(&name, LETTERS) / NARROW;
        ends.push(End { mark, name, at, wide });
    }
    ends
}

/// The axis up to where the last name ends.
fn with_room(x: &Axis, ends: &[End]) -> Axis {
    let mut high = x.high;
    for end in ends {
        let taken = GAP + end.wide;
        high = high.max((end.at[0] - taken * x.low) / (1.0 - taken));
    }
    Axis { high, ..x.clone() }
}

/// Where each name stands, if none lies on another, on a curve, or far from its
/// own.
fn places(ends: &[End], panel: &Panel, x: &Axis, late: f64) -> Option<Vec<Place>> {
    let line = LINE / panel.height;
    let mut heights = Vec::new();
    for end in ends.iter().filter(|end| end.at[0] >= late) {
        heights.push(panel.y.unit(end.at[1]));
    }
    let mut moved = apart(&heights, 1.05 * line).into_iter();
    let mut places: Vec<Place> = Vec::new();
    for end in ends {
        let (left, own) = (x.unit(end.at[0]) + GAP, panel.y.unit(end.at[1]));
        let tried = if end.at[0] >= late {
            moved.next().into_iter().collect()
        } else {
            vec![own, own + line, own - line]
        };
        let at = |middle: f64| [left, middle - line / 2.0, left + end.wide, middle + line / 2.0];
        let free = |place: &Place| {
            let near = (place[1] + line / 2.0 - own).abs() * panel.height <= FAR;
            let inside = place[1] >= 0.0 && place[3] <= 1.0;
            near && inside && !places.iter().any(|other| overlap(place, other))
        };
        let clear = |place: &Place| !panel.marks.iter().any(|mark| crosses(mark, panel, x, place));
        places.push(tried.into_iter().map(at).find(|place| free(place) && clear(place))?);
    }
    Some(places)
}

fn overlap(a: &Place, b: &Place) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// Whether a curve goes through a place.
fn crosses(mark: &Mark, panel: &Panel, x: &Axis, place: &Place) -> bool {
    let (Mark::Curve { at, .. } | Mark::Line { at, .. }) = mark else { return false };
    at.windows(2).any(|pair| {
        let [from, to] = [pair[0], pair[1]].map(|at| [x.unit(at[0]), panel.y.unit(at[1])]);
        (0..=STEPS).any(|step| {
            let part = step as f64 / STEPS as f64;
            let [u, v] = [0, 1].map(|i| from[i] * (1.0 - part) + to[i] * part);
            place[0] < u && u < place[2] && place[1] < v && v < place[3]
        })
    })
}
