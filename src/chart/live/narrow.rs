//! What becomes of a live figure where there is less room: panels below each
//! other, fewer ticks, and shorter bars where words stand beside them.

use serde_json::{Map, Value};

use super::frame::Frame;
use super::object::written;
use crate::chart::layout::{Area, Layout, Paper, WORDS, beside_each_other};
use crate::chart::text::title;
use crate::chart::{Anchor, Chart, Mark, Panel, Ticks};
use crate::notebook::typeset;

/// Widths in pixels, the first of which has room for all words is taken: those of
/// a telephone, and wider ones.
const WIDTHS: [f64; 3] = [380.0, 410.0, 440.0];
const WIDER: [f64; 2] = [500.0, 560.0];

/// The part of a drawing area that words beside its marks may leave of it.
const LEAST: f64 = 0.6;

/// Texts that are compared with each other.
const MOST_TEXTS: usize = 200;

/// How much wider bold letters are.
const BOLD: f64 = 1.13;

/// The size of a marker that words are not to lie on, in pixels.
const NODE: f64 = 16.0;

/// What a label may reach over the edge of its drawing area, in pixels.
const OVER: f64 = 4.0;

/// The settings of the live figure's layout that are others there, by their
/// paths; none where its words have room in no narrower picture.
pub(crate) fn changes(chart: &Chart) -> Option<Value> {
    let narrow = WIDTHS.iter().find_map(|width| frame(chart, *width, false));
    let narrow = narrow.or_else(|| WIDTHS.iter().find_map(|width| frame(chart, *width, true)));
    let narrow = narrow.or_else(|| WIDER.iter().find_map(|width| frame(chart, *width, false)))?;
    let wide = settings(chart, &Layout::on(chart, Paper::BODY));
    let mut changes = Map::new();
    differ("", &wide, &narrow, &mut changes);
    Some(Value::Object(changes))
}

/// The settings of a figure of this width, if its words have room there; `beside`
/// its drawing areas, which are shorter then.
fn frame(chart: &Chart, width: f64, beside: bool) -> Option<Value> {
    let mut layout = Layout::on(chart, Paper { width, headed: false });
    if beside {
        for (panel, area) in chart.panels.iter().zip(&mut layout.areas) {
            area.right -= beyond(panel, area);
        }
    }
    if has_room(chart, &layout) { Some(settings(chart, &layout)) } else { None }
}

fn settings(chart: &Chart, layout: &Layout) -> Value {
    written(&Frame::of(chart, layout)).parse().unwrap_or_default()
}

/// How much shorter a drawing area has to be so that words which begin beside its
/// marks end within the picture.
fn beyond(panel: &Panel, area: &Area) -> f64 {
    let length = area.right - area.left;
    let mut shorter = length;
    for mark in &panel.marks {
        let Mark::Text { at, text, anchor: Anchor::Start, size, bold } = mark else { continue };
        let room = area.picture - area.left - breadth(text, *size, *bold);
        shorter = shorter.min(room / panel.x.unit(at[0]));
    }
    // a plane keeps its units, a diagram its nodes
    let stays = panel.x.of_plane || panel.x.ticks == Ticks::Hidden;
    if stays || shorter < LEAST * length { 0.0 } else { length - shorter }
}

/// Collects where two values differ.
fn differ(path: &str, wide: &Value, narrow: &Value, changes: &mut Map<String, Value>) {
    match (wide, narrow) {
        (Value::Object(from), Value::Object(to)) => {
            let begin = if path.is_empty() { String::new() } else { format!("{path}.") };
            for (key, value) in to {
                let before = from.get(key).unwrap_or(&Value::Null);
                differ(&format!("{begin}{key}"), before, value, changes);
            }
            for key in from.keys().filter(|key| !to.contains_key(*key)) {
                changes.insert(format!("{begin}{key}"), Value::Null);
            }
        }
        (Value::Array(from), Value::Array(to)) if to.iter().all(Value::is_object) => {
            for (i, (before, value)) in from.iter().zip(to).enumerate() {
                differ(&format!("{path}[{i}]"), before, value, changes);
            }
        }
        _ if wide != narrow => {
            changes.insert(path.to_owned(), narrow.clone());
        }
        _ => {}
    }
}

/// Whether no word lies over another or beyond the edge.
fn has_room(chart: &Chart, layout: &Layout) -> bool {
    chart.panels.iter().zip(&layout.areas).all(|(panel, area)| {
        titles_fit(panel, area) && ticks_fit(panel, area) && texts_fit(panel, area)
    })
}

fn titles_fit(panel: &Panel, area: &Area) -> bool {
    let own = breadth(&panel.title, WORDS, false);
    let below = breadth(&title(panel.x.own_title()), WORDS, false);
    let middle = f64::midpoint(area.left, area.right);
    area.left + own <= area.picture && middle + below / 2.0 <= area.picture && below <= 2.0 * middle
}

fn ticks_fit(panel: &Panel, area: &Area) -> bool {
    let Ticks::Named(named) = &panel.x.ticks else { return true };
    beside_each_other(named, panel, area.right - area.left)
}

fn texts_fit(panel: &Panel, area: &Area) -> bool {
    let mut boxes = nodes(panel, area);
    let n_nodes = boxes.len();
    let edge = if panel.y.ticks == Ticks::Hidden { 0.0 } else { area.left - OVER };
    for mark in &panel.marks {
        let Mark::Text { at, text, anchor, size, bold } = mark else { continue };
        let [x, y] = [area.x(panel, at[0]), area.y(panel, at[1])];
        let wide = breadth(text, *size, *bold);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - wide / 2.0,
            Anchor::End => x - wide,
        };
        if left < edge || left + wide > area.picture || boxes.len() - n_nodes == MOST_TEXTS {
            return false;
        }
        let own = [left, y - size / 2.0, left + wide, y + size / 2.0];
        // what is written in the middle of a node belongs there
        let others = if *anchor == Anchor::Middle { &boxes[n_nodes..] } else { &boxes[..] };
        if others.iter().any(|other| overlap(&own, other)) {
            return false;
        }
        boxes.push(own);
    }
    true
}

/// Where markers stand that are large enough to hide words.
fn nodes(panel: &Panel, area: &Area) -> Vec<[f64; 4]> {
    let mut nodes = Vec::new();
    for mark in &panel.marks {
        let Mark::Points { at, size, .. } = mark else { continue };
        if *size < NODE {
            continue;
        }
        for at in at {
            let ([x, y], half) = ([area.x(panel, at[0]), area.y(panel, at[1])], size / 2.0);
            nodes.push([x - half, y - half, x + half, y + half]);
        }
    }
    nodes
}

/// How wide a text is as it is drawn, minus signs and all, in a wide font: letter
/// by letter, and no letter wider than here.
fn breadth(text: &str, size: f64, bold: bool) -> f64 {
    let mut breadth = 0.0;
    for c in typeset(text).chars() {
        breadth += match c {
            ' ' | '.' | ',' | ':' | ';' | '/' | '|' | 'i' | 'j' | 'l' => 0.34,
            'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' => 0.42,
            'm' | 'M' | 'W' | '@' | '%' => 1.0,
            'w' | '<' | '>' | '=' | '+' | '#' | '~' | '^' | '×' | '−' | '→' | '←' => 0.85,
            'a'..='z' | '0'..='9' => 0.64,
            _ if c.is_ascii() => 0.79,
            _ => 1.0,
        };
    }
    breadth * if bold { BOLD * size } else { size }
}

fn overlap(a: &[f64; 4], b: &[f64; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}
