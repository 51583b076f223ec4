//! Pictures that follow each other, as one SVG document that moves by itself.
//!
//! What all pictures share stands in it once; each of the rest knows the frames
//! that show it.

use super::legend::align;
use super::shared_elements::{Cel, Scene, every, leaves, merged, ranges, scenes};
use super::small_panels::{small, thin};
use crate::chart::Chart;
use crate::chart::drawing::{Drawing, Form, Item};
use crate::chart::layout::{LEFT, Layout, columns, pixels};
use crate::chart::svg;

/// Pictures that a film has room for; a bit each of a `u64`.
pub(crate) const MAX_FRAMES: usize = 60;

/// How often it plays by itself: it begins with its page, and has to move still
/// when a reader comes to it.
const PLAYS: usize = 20;

/// Pictures side by side where nothing moves: the largest number of them that
/// stays below [`STRIP_BYTES`].
const STRIPS: [usize; 4] = [6, 4, 3, 2];
const STRIP_BYTES: usize = 30_000;
/// How far a line in the legend may reach out of its entry, in pixels.
const SWATCH: f64 = 2.0;

/// Pictures of one layout that follow each other, each with a label.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Film {
    frames: Vec<Chart>,
    labels: Vec<String>,
}

impl Film {
    /// A film of at most [`MAX_FRAMES`] pictures with the same panels.
    pub(crate) fn new(mut frames: Vec<Chart>, mut labels: Vec<String>) -> Self {
        frames.truncate(MAX_FRAMES);
        labels.truncate(MAX_FRAMES);
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
        for (i, frame) in frames.iter().enumerate() {
            for (lane, leaves) in leaves(svg::told(frame)).into_iter().enumerate() {
                if lanes.len() == lane {
                    lanes.push(Vec::new());
                }
                lanes[lane] = merged(std::mem::take(&mut lanes[lane]), leaves, 1 << i);
            }
        }
        let mut drawing = Drawing::new(Form::Short);
        for scene in scenes(lanes, every(frames.len())) {
            self.write(&mut drawing, scene);
        }
        drawing.document(self.size())
    }

    fn write(&self, drawing: &mut Drawing, scene: Scene) {
        let n = self.frames.len();
        let moves = scene.shown != every(n);
        if moves {
            let last = scene.shown >> (n - 1) & 1 == 1;
            let shown = ranges(scene.shown, n);
            drawing.open(&[("data-in", &shown), ("visibility", visibility(last))]);
            self.animate(drawing, scene.shown);
        }
        let mut groups: Vec<String> = Vec::new();
        for cel in scene.cels {
            if cel.groups != groups {
                close_all(drawing, &groups);
                for attributes in &cel.groups {
                    drawing.items.push(Item::Open(attributes.clone()));
                }
                groups = cel.groups;
            }
            drawing.items.push(Item::Element(cel.element));
        }
        close_all(drawing, &groups);
        if moves {
            drawing.close();
        }
    }

    fn animate(&self, drawing: &mut Drawing, shown: u64) {
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
        drawing.shape(
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
            "",
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

fn close_all(drawing: &mut Drawing, groups: &[String]) {
    for _ in groups {
        drawing.close();
    }
}
