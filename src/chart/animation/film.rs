//! Pictures that follow each other, as one SVG document that moves by itself.
//!
//! What all pictures share stands in it once; each of the rest knows the frames
//! that show it.

use super::shared_elements::{Cel, Scene, every, leaves, merged, ranges, scenes};
use super::shorter::{grouped, shorter};
use crate::chart::layout::{LEFT, Layout, columns, pixels};
use crate::chart::svg;
use crate::chart::{Chart, Mark, Panel, Ticks};
use crate::notebook::{Markup, fnv_1a};

/// Pictures that a film has room for; a bit each of a `u64`.
pub(crate) const MAX_FRAMES: usize = 60;

/// How often it plays by itself: it begins with its page, and has to move still
/// when a reader comes to it.
const PLAYS: usize = 20;

/// Pictures side by side where nothing moves: so many that they stay below so
/// many bytes.
const STRIPS: [usize; 4] = [6, 4, 3, 2];
const STRIP_BYTES: usize = 30_000;
const STRIP_POINTS: usize = 60;
/// How far a line in the legend may reach out of its entry, in pixels.
const SWATCH: f64 = 2.0;
/// Height of a named row in them, in pixels.
const STRIP_ROW: f64 = 15.0;

/// Pictures of one layout that follow each other, each with a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Film {
    frames: Vec<Chart>,
    labels: Vec<String>,
}

impl Film {
    /// A film of at most [`MAX_FRAMES`] pictures with the same panels.
    pub(crate) fn new(mut frames: Vec<Chart>, labels: Vec<String>) -> Self {
        frames.truncate(MAX_FRAMES);
        align(&mut frames);
        Self { frames, labels }
    }

    /// Bytes of its pictures.
    pub(crate) fn bytes(&self) -> usize {
        self.to_svg().len() + self.strip().written().len()
    }

    pub(crate) fn frames(&self) -> &[Chart] {
        &self.frames
    }

    pub(crate) fn labels(&self) -> &[String] {
        &self.labels
    }

    /// How long a picture stands, in milliseconds: all of them about 12 s, each
    /// at least long enough to be seen.
    pub(crate) fn pause(&self) -> usize {
        (12_000 / self.frames.len().max(1)).clamp(250, 1200)
    }

    /// Width and height in whole pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        let mut size = (0, 0);
        for frame in &self.padded() {
            let (width, height) = Layout::of(frame).size();
            size = (size.0.max(width), size.1.max(height));
        }
        size
    }

    /// Where columns of panels stand, and below them those of the legend, each from
    /// left and top, with width and height in whole pixels; nowhere if the panels
    /// stand in one column.
    pub(crate) fn columns(&self) -> Vec<[usize; 4]> {
        let padded = self.padded();
        let Some(layout) = padded.first().map(Layout::of) else { return Vec::new() };
        let columns = layout.columns();
        let bottom = layout.legend_top;
        let mut places = Vec::new();
        if columns > 1 {
            let begin = |column: usize| LEFT + column as f64 * layout.cell();
            for column in 0..columns {
                let left = if column == 0 { 0.0 } else { begin(column) };
                places.push([left, layout.top, begin(column + 1) - left, bottom - layout.top]);
            }
            let mut right = layout.paper.width;
            let mut entries = Vec::new();
            let first = layout.entries.first().map_or(0.0, |[_, first]| *first);
            for [left, _] in layout.entries.iter().rev().filter(|[_, y]| *y == first) {
                let left = left - SWATCH;
                entries.push([left, bottom, right - left, layout.height - bottom]);
                right = left;
            }
            places.extend(entries.into_iter().rev());
        }
        places.into_iter().map(|place| place.map(pixels)).collect()
    }

    /// The frames with as many lines of words each, so that nothing jumps.
    fn padded(&self) -> Vec<Chart> {
        let mut most = 0;
        for frame in &self.frames {
            most = most.max(Layout::of(frame).lines.len());
        }
        let mut padded = self.frames.clone();
        for frame in &mut padded {
            for _ in Layout::of(frame).lines.len()..most {
                frame.words.push(String::new());
            }
        }
        padded
    }

    /// The picture that moves, for some minutes. Then, and where nothing can move,
    /// it shows the last frame.
    pub(crate) fn to_svg(&self) -> String {
        let frames = self.padded();
        let mut lanes: Vec<Vec<Cel>> = Vec::new();
        let mut head = String::new();
        for (i, frame) in frames.iter().enumerate() {
            let picture = svg::told(frame);
            head = shorter(picture.lines().next().unwrap_or_default());
            for (lane, leaves) in leaves(&picture).into_iter().enumerate() {
                if lanes.len() == lane {
                    lanes.push(Vec::new());
                }
                lanes[lane] = merged(std::mem::take(&mut lanes[lane]), leaves, 1 << i);
            }
        }
        let mut document = Markup::new();
        document.line(&head);
        for scene in scenes(lanes, every(frames.len())) {
            self.write(&mut document, &scene);
        }
        document.close("svg");
        grouped(&document.finish())
    }

    fn write(&self, document: &mut Markup, scene: &Scene) {
        let n = self.frames.len();
        let moves = scene.shown != every(n);
        if moves {
            let last = scene.shown >> (n - 1) & 1 == 1;
            let shown = ranges(scene.shown, n);
            document.open("g", &[("data-in", &shown), ("visibility", visibility(last))]);
            self.animate(document, scene.shown);
        }
        let mut group = "";
        for cel in &scene.cels {
            if cel.group != group {
                close_group(document, group);
                group = &cel.group;
                if !group.is_empty() {
                    document.line(group);
                }
            }
            document.line(&cel.element);
        }
        close_group(document, group);
        if moves {
            document.close("g");
        }
    }

    fn animate(&self, document: &mut Markup, shown: u64) {
        let pause = self.pause() as f64 / 1000.0;
        // the end stands a little longer
        let total = pause * self.frames.len() as f64 + 2.0;
        let (mut times, mut values) = (String::new(), String::new());
        let mut before = None;
        for i in 0..self.frames.len() {
            let now = shown >> i & 1;
            if before.replace(now) == Some(now) {
                continue;
            }
            if i > 0 {
                times.push(';');
                values.push(';');
            }
            let time = (pause * i as f64 / total * 1e3).round() / 1e3;
            times.push_str(&time.to_string());
            values.push_str(visibility(now == 1));
        }
        document.empty(
            "animate",
            &[
                ("attributeName", "visibility"),
                // browsers leave it still without
                ("calcMode", "discrete"),
                ("dur", &format!("{total:.1}s")),
                ("keyTimes", &times),
                // then what stands there without moving: the last frame
                ("repeatCount", &PLAYS.to_string()),
                ("values", &values),
            ],
        );
    }

    /// The first panel of a few frames side by side, the first and the last
    /// among them.
    pub(crate) fn strip(&self) -> Chart {
        let mut strip = self.strip_of(STRIPS[0]);
        for pictures in &STRIPS[1..] {
            if strip.written().len() > STRIP_BYTES {
                strip = self.strip_of(*pictures);
            }
        }
        strip
    }

    fn strip_of(&self, pictures: usize) -> Chart {
        let n = self.frames.len();
        let shown = n.min(pictures);
        let (mut panels, mut names) = (Vec::new(), Vec::new());
        for i in 0..shown {
            let frame = i * (n - 1) / (shown - 1).max(1);
            if let Some(panel) = self.frames[frame].panels.first() {
                panels.push(small(panel, &self.labels[frame]));
                names.push(self.labels[frame].clone());
            }
        }
        let thinned = if thin(&mut panels) { ", with some of their points" } else { "" };
        Chart {
            title: if shown == n {
                format!("All {n} pictures{thinned}")
            } else {
                format!("{shown} of {n} pictures{thinned}")
            },
            words: Vec::new(),
            alt: format!("Small pictures side by side: {}.", names.join("; ")),
            columns: columns(&panels).min(if pictures == 4 { 2 } else { 3 }),
            panels,
            tables: Vec::new(),
        }
    }
}

fn visibility(shown: bool) -> &'static str {
    if shown { "visible" } else { "hidden" }
}

fn close_group(document: &mut Markup, group: &str) {
    for _ in 0..group.matches("<g").count() {
        document.close("g");
    }
}

/// Leaves out points of panels that have many, the same everywhere; whether it
/// did.
fn thin(panels: &mut [Panel]) -> bool {
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
fn small(panel: &Panel, title: &str) -> Panel {
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

/// Gives all frames the same entries in the legend: what a frame does not have
/// stands in it without a place.
fn align(frames: &mut [Chart]) {
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
