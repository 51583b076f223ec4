//! The names beside the nodes of a diagram.

use super::MAX_NODES;
use crate::chart::{LETTERS, few_letters, label, panel_width, width};

/// How far from the sides the inputs and the outputs stand, with room for their
/// names beside: at least, and at most.
const SIDES: [f64; 2] = [0.17, 0.34];
/// From the middle of a node to the name beside it.
pub(crate) const GAP: f64 = 0.062;

/// How far from its side a column stands, so that its names fit beside it.
pub(crate) fn side(names: &[String]) -> f64 {
    let mut widest = 0.0_f64;
    for name in names.iter().take(MAX_NODES) {
        widest = widest.max(share(&label(name)));
    }
    (GAP + widest).clamp(SIDES[0], SIDES[1])
}

/// The share of the picture that a name takes, on the wide side: the reader's
/// fonts are not known here.
fn share(name: &str) -> f64 {
    1.1 * width(name, LETTERS) / panel_width(1)
}

/// The names of the nodes that are drawn, as there is room for them beside
/// these; with fewer letters where different ones would look the same.
pub(crate) fn all_beside(names: &[String]) -> Vec<String> {
    let names = &names[..names.len().min(MAX_NODES)];
    let fits = |names: &[String]| names.iter().all(|name| share(name) <= SIDES[1] - GAP);
    let mut cut = Vec::with_capacity(names.len());
    for name in names {
        cut.push(beside(name));
    }
    if pairs_alike(&cut) == pairs_alike(names) {
        return cut;
    }
    for limit in (6..=22).rev() {
        cut = few_letters(names, limit);
        if fits(&cut) {
            break;
        }
    }
    cut
}

/// How many pairs of texts are the same.
fn pairs_alike(texts: &[String]) -> usize {
    let mut pairs = 0;
    for (i, text) in texts.iter().enumerate() {
        pairs += texts[..i].iter().filter(|other| *other == text).count();
    }
    pairs
}

/// A name as there is room for it beside its node.
pub(crate) fn beside(name: &str) -> String {
    let name = label(name);
    if share(&name) <= SIDES[1] - GAP {
        return name;
    }
    let mut short = String::new();
    for c in name.chars() {
        short.push(c);
        if share(&short) > SIDES[1] - GAP - share("…") {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}
