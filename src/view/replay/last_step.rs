//! What a picture shows of the step that led to it: the sample that moved the
//! line, and the line before.

use crate::chart::{Dash, GHOST, Mark, PLACE, Panel, Symbol, YELLOW};

/// Puts a disc under the point that an update was about.
pub(crate) fn circle(panel: &mut Panel, at: [f64; 2], row: usize) {
    let place = place_of(panel, |mark| matches!(mark, Mark::Points { .. }));
    let (name, symbol) = ("sample of this update".to_owned(), Symbol::Circle);
    let hover = vec![format!("row {row}{PLACE}{name}")];
    let disc = Mark::Points { name, color: YELLOW, symbol, size: 22.0, at: vec![at], hover };
    panel.marks.insert(place, disc);
}

/// Puts the lines of the picture before under those of this one, where they
/// have moved.
pub(crate) fn lines_before(panel: &mut Panel, before: &[Mark], now: &[Mark]) {
    let mut place = place_of(panel, |mark| !matches!(mark, Mark::Area { .. }));
    let mut named = false;
    for mark in before {
        let Mark::Line { name: line, at, .. } = mark else { continue };
        if now.contains(mark) {
            continue;
        }
        let name = if named { String::new() } else { earlier(line) };
        named = true;
        let (color, width, dash, at) = (GHOST, 2.0, Dash::Dashed, at.clone());
        let (dots, hover) = (false, earlier(line));
        panel.marks.insert(place, Mark::Line { name, color, width, dash, dots, hover, at });
        place += 1;
    }
}

/// `boundary before`, and one name for the lines of several neurons.
fn earlier(name: &str) -> String {
    let several = name.ends_with(|c: char| c.is_ascii_digit());
    match name.split(' ').next() {
        Some(kind) if several => format!("{kind}s before"),
        _ => format!("{name} before"),
    }
}

fn place_of(panel: &Panel, found: impl Fn(&Mark) -> bool) -> usize {
    panel.marks.iter().position(found).unwrap_or(panel.marks.len())
}
