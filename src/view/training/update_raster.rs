//! When which sample made an update: the picture of a ledger.

use super::ledger::{Ledger, MAX_MARKS};
use crate::chart::{ALONG, Axis, BLUE, Color, Dash, Mark, NEUTRAL, Panel, Symbol, sign};
use crate::lists::mapped;

const MAX_POINTS: usize = 1000;

/// Visits of samples that get a mark each, whether they changed anything or not.
const MAX_VISITS: usize = 400;

/// The picture, and how it is described.
pub(crate) fn panel(ledger: &Ledger) -> (&'static str, Panel) {
    if ledger.n_updates() > MAX_MARKS { by_epoch(ledger) } else { by_sample(ledger) }
}

/// A mark for each update, and for each visit that made none.
fn by_sample(ledger: &Ledger) -> (&'static str, Panel) {
    let (mut up, mut down) = (Vec::new(), Vec::new());
    let mut highest = 0.0_f64;
    for &(epoch, sample, too_low) in &ledger.marks {
        let at = [epoch as f64, sample as f64];
        highest = highest.max(at[1]);
        if too_low { up.push(at) } else { down.push(at) }
    }
    let highest = highest.max((ledger.data.n_samples().min(12) - 1) as f64);
    let mut marks = vec![
        triangles("output too low", sign(1.0), Symbol::TriangleUp, up),
        triangles("output too high", sign(-1.0), Symbol::TriangleDown, down),
    ];
    marks.extend(unchanged(ledger, highest));
    let panel = Panel {
        title: String::new(),
        x: epochs(ledger),
        y: Axis::whole("row", -0.6, highest + 0.6),
        height: (26.0 * (highest + 1.0)).clamp(130.0, 330.0),
        marks,
    };
    (" and row", panel)
}

/// A dot for each visit of a sample that changed nothing, where there is room.
fn unchanged(ledger: &Ledger, highest: f64) -> Option<Mark> {
    let (epochs, samples) = (ledger.counts.len(), ledger.data.n_samples());
    if epochs * samples > MAX_VISITS {
        return None;
    }
    let mut at = Vec::new();
    for epoch in 1..=epochs {
        for sample in (0..samples).filter(|sample| *sample as f64 <= highest) {
            if !ledger.marks.iter().any(|mark| (mark.0, mark.1) == (epoch, sample)) {
                at.push([epoch as f64, sample as f64]);
            }
        }
    }
    if at.is_empty() {
        return None;
    }
    let (name, color, symbol) = ("output right".to_owned(), NEUTRAL, Symbol::Circle);
    // the axes say the rest, in few bytes
    Some(Mark::Points { name, color, symbol, size: 5.0, at, hover: Vec::new() })
}

fn triangles(name: &str, color: Color, symbol: Symbol, at: Vec<[f64; 2]>) -> Mark {
    let hover = mapped(&at, &|[_, row]| format!("row {row}{ALONG}{name}"));
    Mark::Points { name: name.to_owned(), color, symbol, size: 11.0, at, hover }
}

/// How many updates each epoch has.
fn by_epoch(ledger: &Ledger) -> (&'static str, Panel) {
    let step = ledger.counts.len().div_ceil(MAX_POINTS).max(1);
    let (mut at, mut most) = (Vec::new(), 1.0_f64);
    for (i, &updates) in ledger.counts.iter().enumerate() {
        most = most.max(updates as f64);
        if i % step == 0 || i + 1 == ledger.counts.len() {
            at.push([i as f64 + 1.0, updates as f64]);
        }
    }
    let dots = at.len() <= 60;
    let name = "updates in the epoch".to_owned();
    let panel = Panel {
        title: String::new(),
        x: epochs(ledger),
        y: Axis::exact("updates", -0.06 * most, 1.08 * most),
        height: 290.0,
        marks: vec![Mark::Line {
            name,
            color: BLUE,
            width: 2.0,
            dash: Dash::Solid,
            dots,
            hover: String::new(),
            at,
        }],
    };
    ("", panel)
}

fn epochs(ledger: &Ledger) -> Axis {
    let last = ledger.counts.len().max(1) as f64;
    let room = 0.5_f64.max(0.04 * last);
    Axis::whole("epoch", 1.0 - room, last + room)
}
