//! The same entries in the legends of all pictures of a film.

use crate::chart::{Chart, Mark};

/// Gives all frames the same entries in the legend: what a frame does not have
/// stands in it without a place.
pub(crate) fn align(frames: &mut [Chart]) {
    let panels = frames.first().map_or(0, |frame| frame.panels.len());
    for panel in 0..panels {
        let mut entries = Entries::default();
        for frame in frames.iter() {
            if let Some(panel) = frame.panels.get(panel) {
                entries.collect(&panel.marks);
            }
        }
        let entries = entries.in_order();
        for frame in frames.iter_mut() {
            if let Some(panel) = frame.panels.get_mut(panel) {
                complete(&mut panel.marks, &entries);
            }
        }
    }
}

/// The entries of all legends, and which of them stands before which.
#[derive(Default)]
struct Entries {
    marks: Vec<Mark>,
    before: Vec<(usize, usize)>,
}

impl Entries {
    fn collect(&mut self, marks: &[Mark]) {
        let mut last = None;
        for mark in marks {
            if mark.legend_name().is_none() {
                continue;
            }
            let mut i = 0;
            while i < self.marks.len() && !same_entry(&self.marks[i], mark) {
                i += 1;
            }
            if i == self.marks.len() {
                self.marks.push(without_place(mark));
            }
            if let Some(last) = last.replace(i) {
                self.before.push((last, i));
            }
        }
    }

    /// Each after those that stand before it.
    fn in_order(mut self) -> Vec<Mark> {
        let mut left: Vec<usize> = (0..self.marks.len()).collect();
        let mut ordered = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let free = |i: &usize| !self.before.iter().any(|(_, later)| later == i);
            // two frames that disagree leave none free
            let next = left.remove(left.iter().position(free).unwrap_or(0));
            self.before.retain(|(earlier, _)| *earlier != next);
            ordered.push(self.marks[next].clone());
        }
        ordered
    }
}

fn complete(marks: &mut Vec<Mark>, entries: &[Mark]) {
    let mut place = 0;
    for entry in entries {
        let mut next = place;
        while next < marks.len() && marks[next].legend_name().is_none() {
            next += 1;
        }
        if next < marks.len() && same_entry(&marks[next], entry) {
            place = next + 1;
        } else {
            marks.insert(place, entry.clone());
            place += 1;
        }
    }
}

fn same_entry(a: &Mark, b: &Mark) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b) && a.legend_name() == b.legend_name()
}

fn without_place(mark: &Mark) -> Mark {
    let mut mark = mark.clone();
    match &mut mark {
        Mark::Line { at, .. } | Mark::Area { at, .. } => at.clear(),
        Mark::Points { at, hover, .. } => {
            at.clear();
            hover.clear();
        }
        Mark::Curve { at, marked, .. } => {
            at.clear();
            marked.clear();
        }
        Mark::Cells(_) | Mark::Text { .. } => {}
    }
    mark
}
