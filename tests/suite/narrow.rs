//! Where there is less room than a figure takes, its panels stand below each
//! other and fewer ticks are drawn, with all words as large as before.

use percept::{Chart, Perceptron};
use serde_json::Value;

use crate::figures::figures;
use crate::{buyer, page_json};

/// Words side by side that need all the room there is: such a figure is scrolled.
const SCROLLED: [&str; 0] = [];

/// The layout with the changes made that plotly.js is told.
fn narrow(chart: &Chart) -> Option<Value> {
    let mut page = page_json(chart);
    let changes = page["narrow"].take();
    let mut layout = page["figure"]["layout"].take();
    for (path, value) in changes.as_object()? {
        let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        let place = layout.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}"));
        assert!(place[key] != *value, "{path} stays {value}");
        place[key] = value.clone();
    }
    Some(layout)
}

/// Left, right, bottom and top of each panel, in pixels from the lower left corner.
fn areas(layout: &Value) -> Vec<[f64; 4]> {
    let length = |value: &Value| value.as_f64().unwrap();
    let margin = &layout["margin"];
    let low = length(&margin["b"]);
    let high = length(&layout["height"]) - low - length(&margin["t"]);
    let mut areas = Vec::new();
    for i in 1..=8 {
        let name =
            |letter| if i == 1 { format!("{letter}axis") } else { format!("{letter}axis{i}") };
        let [x, y] = ["x", "y"].map(|letter| &layout[name(letter)]["domain"]);
        if x.is_array() {
            let [left, right] = [0, 1].map(|i| length(&x[i]) * length(&layout["width"]));
            let [bottom, top] = [0, 1].map(|i| low + length(&y[i]) * high);
            areas.push([left, right, bottom, top]);
        }
    }
    areas
}

#[test]
fn figures_have_a_form_for_narrow_windows() {
    for &(name, ref chart) in figures() {
        assert_eq!(narrow(chart).is_none(), SCROLLED.contains(&name), "{name}");
    }
}

fn fits_a_telephone(chart: &Chart) {
    let layout = narrow(chart).unwrap();
    assert!(layout["width"].as_f64().unwrap() <= 440.0, "{}", layout["width"]);
}

#[test]
fn decisions_fit_a_telephone() {
    let cars =
        [("old hatchback", [0.95, 0.3, 0.9, 0.1]), ("neighbour's van", [0.9, 0.9, 0.5, 0.2])];
    fits_a_telephone(&buyer().decide(cars[0].1).unwrap().chart());
    fits_a_telephone(&buyer().decide_all(cars).unwrap().chart());
}

#[cfg(feature = "networks")]
#[test]
fn small_networks_fit_a_telephone() {
    let ranges = [[0.0, 1.0], [0.0, 1.0]];
    fits_a_telephone(&percept::FeedForward::new(ranges, [3, 1]).unwrap().seed(1).chart());
}

#[test]
fn panels_of_a_narrow_figure_stand_apart_and_inside() {
    for (name, chart) in figures() {
        let Some(layout) = narrow(chart) else { continue };
        let width = layout["width"].as_f64().unwrap();
        assert!((380.0..=560.0).contains(&width), "{name}: {width}");
        let areas = areas(&layout);
        assert!(!areas.is_empty(), "{name}");
        for (i, a) in areas.iter().enumerate() {
            assert!(a[0] >= 0.0 && a[1] <= width && a[1] - a[0] > 80.0, "{name}: {a:?}");
            for b in &areas[..i] {
                let beside = a[0] >= b[1] || b[0] >= a[1];
                assert!(beside || a[2] >= b[3] || b[2] >= a[3], "{name}: {a:?} {b:?}");
            }
        }
    }
}

/// The widths of the letters of `DejaVu Sans` from the space on, in thousandths of
/// their size: the widest font that browsers commonly draw with.
const LETTERS: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 712, 686, 698, 770, 632,
    574, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 593, 732, 684, 989, 685,
    610, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 344, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 394, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// How wide a text is in that font, in pixels; bold letters are a tenth wider.
fn breadth(text: &str, size: f64) -> f64 {
    let plain = text.trim_start_matches("<b>").trim_end_matches("</b>");
    let plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let mut thousandths = 0.0;
    for c in plain.chars() {
        let known = usize::try_from(u32::from(c)).unwrap().checked_sub(32);
        let other = if matches!(c, '−' | '×' | '→' | '←' | '≈') { 838 } else { 1000 };
        thousandths += f64::from(*known.and_then(|at| LETTERS.get(at)).unwrap_or(&other));
    }
    thousandths / 1000.0 * size * if plain == text { 1.0 } else { 1.1 }
}

/// Where the words of a text trace begin and end, in pixels.
fn reach(layout: &Value, trace: &Value) -> [f64; 2] {
    let number = |value: &Value| value.as_f64().unwrap();
    let axis = trace["xaxis"].as_str().unwrap_or("x").replace('x', "xaxis");
    let [from, to] = [0, 1].map(|i| number(&layout[&axis]["range"][i]));
    let [left, right] = [0, 1].map(|i| number(&layout[&axis]["domain"][i]));
    let share = (number(&trace["x"][0]) - from) / (to - from);
    let x = (left + share * (right - left)) * number(&layout["width"]);
    let size = trace["textfont"]["size"].as_f64().unwrap_or(12.0);
    let wide = breadth(trace["text"].as_str().unwrap(), size);
    match trace["textposition"].as_str() {
        Some("middle right") => [x, x + wide],
        Some("middle left") => [x - wide, x],
        _ => [x - wide / 2.0, x + wide / 2.0],
    }
}

/// Rounding moves words by less.
const NOTHING: f64 = 1.0;

fn assert_inside(name: &str, layout: &Value, data: &Value) {
    let width = layout["width"].as_f64().unwrap();
    for trace in data.as_array().unwrap().iter().filter(|trace| trace["mode"] == "text") {
        let [from, to] = reach(layout, trace);
        let inside = from >= -NOTHING && to <= width + NOTHING;
        assert!(inside, "{name}: {} from {from} to {to} of {width}", trace["text"]);
    }
}

/// Decisions whose arithmetic has minus signs, is long, or is said in bold.
fn decisions() -> Vec<Chart> {
    let signs = (1..=30).map(|i| (format!("x{i}"), if i % 2 == 0 { -i } else { i }));
    let both = Perceptron::by_hand([("a", -0.125), ("b", -12.5), ("c", 3.75)], -1.5).unwrap();
    let long = Perceptron::by_hand([("n", -1234.5), ("o", 0.5)], -9999.0).unwrap();
    vec![
        Perceptron::by_hand(signs, 1).unwrap().decide([1; 30]).unwrap().chart(),
        both.decide([-0.625, -0.04, -1.0]).unwrap().chart(),
        long.decide([-1234.5, -5678.0]).unwrap().chart(),
        long.decide_all([("-1", [-1234.5, 1.0]), ("-20", [1.0, -2.0])]).unwrap().chart(),
        both.chart(),
    ]
}

#[test]
fn words_end_inside_wide_and_narrow_figures() {
    let own = decisions();
    let own = own.iter().map(|chart| ("a decision", chart));
    for (name, chart) in own.chain(figures().iter().map(|(name, chart)| (*name, chart))) {
        let page = page_json(chart);
        let data = &page["figure"]["data"];
        assert_inside(name, &page["figure"]["layout"], data);
        if let Some(layout) = narrow(chart) {
            assert_inside(name, &layout, data);
        }
    }
}

#[test]
fn what_is_shown_stays_the_same() {
    let mut seen = 0;
    for (name, chart) in figures() {
        let page = page_json(chart);
        let Some(changes) = page["narrow"].as_object() else { continue };
        for path in changes.keys() {
            let end = path.rsplit(['.', ']']).next().unwrap();
            assert!(!["range", "type", "text", "title"].contains(&end), "{name}: {path}");
            seen += 1;
        }
    }
    assert!(seen > 200, "{seen}");
}
