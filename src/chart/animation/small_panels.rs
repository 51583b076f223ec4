//! A panel for a glance, beside others of its film.

use crate::chart::{Mark, Panel, Ticks};
use crate::notebook::fnv_1a;

/// Points that it has room for.
const STRIP_POINTS: usize = 60;
/// Height of a named row, in pixels.
const STRIP_ROW: f64 = 15.0;

/// Leaves out points of panels that have many, the same everywhere; whether it
/// did.
pub(crate) fn thin(panels: &mut [Panel]) -> bool {
    let mut most = 0;
    for panel in panels.iter() {
        let mut n = 0;
        for mark in &panel.marks {
            if let Mark::Points { at, .. } = mark {
                n += at.len();
            }
        }
        most = most.max(n);
    }
    let one_of = most.div_ceil(STRIP_POINTS).max(1) as u64;
    for mark in panels.iter_mut().flat_map(|panel| &mut panel.marks) {
        if let Mark::Points { at, hover, .. } = mark {
            hover.clear();
            at.retain(|at| lot(*at).is_multiple_of(one_of));
        }
    }
    one_of > 1
}

/// A number drawn by lot for a place, always the same one.
fn lot([x, y]: [f64; 2]) -> u64 {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&x.to_le_bytes());
    bytes[8..].copy_from_slice(&y.to_le_bytes());
    let hash = fnv_1a(&bytes);
    // the low bits of FNV alone follow those of few bytes
    hash >> 32 ^ hash & 0xffff_ffff
}

/// A panel for a glance: marks without names, axes without numbers.
pub(crate) fn small(panel: &Panel, title: &str) -> Panel {
    let height = (STRIP_ROW * panel.y.names() as f64).max(140.0);
    let mut small = Panel { title: title.to_owned(), height, ..panel.clone() };
    small.x.title.clear();
    small.y.title.clear();
    small.x.ticks = Ticks::Hidden;
    if small.y.names() == 0 {
        small.y.ticks = Ticks::Hidden;
    }
    if panel.x.of_plane {
        small.marks.retain(|mark| !matches!(mark, Mark::Text { .. }));
    }
    for mark in &mut small.marks {
        match mark {
            Mark::Points { name, size, .. } => {
                name.clear();
                *size *= 0.75;
            }
            Mark::Line { name, .. } | Mark::Curve { name, .. } | Mark::Area { name, .. } => {
                name.clear();
            }
            Mark::Cells(_) | Mark::Text { .. } => {}
        }
    }
    if panel.x.ticks == Ticks::Hidden && panel.y.ticks == Ticks::Hidden {
        shrink(&mut small.marks);
    }
    small
}

/// A diagram has no room for names, and less for its neurons.
fn shrink(marks: &mut Vec<Mark>) {
    marks.retain(|mark| !matches!(mark, Mark::Text { .. }));
    for mark in marks {
        if let Mark::Points { size, .. } = mark {
            *size *= 0.6;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lots_are_the_same_on_every_machine() {
        assert_eq!(lot([0.0, 0.0]), 3_906_960_348);
        assert_eq!(lot([0.3, 0.2]), 353_350_743);
    }

    #[test]
    fn lots_leave_their_share_of_round_places() {
        for one_of in [2, 3, 4, 10] {
            let places = (0..40).flat_map(|x| (0..40).map(move |y| [f64::from(x), f64::from(y)]));
            let left = places.filter(|at| lot(*at).is_multiple_of(one_of)).count() as f64;
            let share = left * one_of as f64 / 1600.0;
            assert!((0.8..1.2).contains(&share), "1 of {one_of}: {share}");
        }
    }
}
