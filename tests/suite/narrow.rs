//! Where there is less room than a figure takes, its panels stand below each
//! other and fewer ticks are drawn, with all words as large as before.

use percept::Chart;
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

#[test]
fn what_is_shown_stays_the_same() {
    for (name, chart) in figures() {
        let page = page_json(chart);
        let Some(changes) = page["narrow"].as_object() else { continue };
        for path in changes.keys() {
            let end = path.rsplit(['.', ']']).next().unwrap();
            assert!(!["range", "type", "text", "title"].contains(&end), "{name}: {path}");
        }
    }
}
