//! Where everything stands, in pixels, for both renderers.

use super::text::{width, wrap};
use crate::chart::{Axis, Chart, Panel, Ticks};

pub(crate) const WIDTH: f64 = 680.0;
pub(crate) const TITLE: f64 = 17.0;
pub(crate) const WORDS: f64 = 13.0;
pub(crate) const TICK: f64 = 12.0;
pub(crate) const LEFT: f64 = 14.0;
/// Room to the right of a drawing area.
const RIGHT: f64 = 18.0;
const LINE: f64 = 18.0;
const LEGEND_ROW: f64 = 22.0;
/// Room above the panels of a picture without a title.
const BARE: f64 = 6.0;
/// Swatch and gap of an entry of the legend.
const LEGEND_MARKER: f64 = 48.0;

/// How wide digits are by the wide side's estimate, and room between labels.
const TIGHT: f64 = 0.85;
const SLACK: f64 = 4.0;
/// The part of a panel's place that labels of its y axis may take.
const MOST_LABELS: f64 = 0.5;
/// How much narrower panels may get before fewer of them stand side by side.
const CLOSER: f64 = 1.2;

/// Up to this factor between their ranges, two inputs have equal units.
const ALIKE: f64 = 4.0;
/// The height up to which a plane with equal units grows, in pixels.
const TALLEST: f64 = 400.0;

/// A drawing area.
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
    /// How wide the whole picture is.
    pub(crate) picture: f64,
}

impl Area {
    pub(crate) fn x(&self, panel: &Panel, value: f64) -> f64 {
        self.left + panel.x.unit(value) * (self.right - self.left)
    }

    pub(crate) fn y(&self, panel: &Panel, value: f64) -> f64 {
        self.bottom - panel.y.unit(value) * (self.bottom - self.top)
    }
}

/// What a picture is laid out for.
#[derive(Clone, Copy)]
pub(crate) struct Paper {
    pub(crate) width: f64,
    /// Whether title and sentences stand in the picture, and not beside it.
    pub(crate) headed: bool,
}

impl Paper {
    /// A picture that stands alone.
    pub(crate) const WHOLE: Self = Self { width: WIDTH, headed: true };
    /// One below its title and sentences.
    pub(crate) const BODY: Self = Self { width: WIDTH, headed: false };
}

pub(crate) struct Layout {
    pub(crate) paper: Paper,
    /// The sentences, broken into lines.
    pub(crate) lines: Vec<String>,
    /// A drawing area a panel.
    pub(crate) areas: Vec<Area>,
    /// Where the panels begin and end.
    pub(crate) top: f64,
    pub(crate) legend_top: f64,
    pub(crate) height: f64,
    /// Where each entry of the legend begins, and its middle line.
    pub(crate) entries: Vec<[f64; 2]>,
}

impl Layout {
    pub(crate) fn of(chart: &Chart) -> Self {
        Self::on(chart, Paper::WHOLE)
    }

    pub(crate) fn on(chart: &Chart, paper: Paper) -> Self {
        let (lines, top) = if paper.headed {
            let lines = wrap(&chart.words, WORDS, paper.width - 2.0 * LEFT);
            let top = 16.0 + TITLE + LINE * lines.len() as f64 + 14.0;
            (lines, top)
        } else {
            (Vec::new(), BARE)
        };
        let (areas, legend_top) = grid(chart, top, paper.width);
        // the live figure alone is narrower, whose legend takes all the width
        let edge = if paper.width < WIDTH { 0.0 } else { LEFT };
        let rows = legend_rows(&legend(chart), paper.width - 2.0 * edge);
        let entries = place_legend(&rows, legend_top, paper.width);
        let height = legend_top + LEGEND_ROW * rows.len() as f64 + 10.0;
        Self { paper, lines, areas, top, legend_top, height, entries }
    }

    /// How many panels stand side by side.
    pub(crate) fn columns(&self) -> usize {
        let beside = |pair: &&[Area]| pair[1].left >= pair[0].right;
        self.areas.len().min(1) + self.areas.windows(2).take_while(beside).count()
    }

    /// How much of the width each of them has.
    pub(crate) fn cell(&self) -> f64 {
        (self.paper.width - LEFT) / self.columns().max(1) as f64
    }

    /// Width and height in whole pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        (pixels(self.paper.width), pixels(self.height))
    }

    /// Where the baseline of the `i`-th line of words stands.
    pub(crate) fn line(i: usize) -> f64 {
        16.0 + TITLE + LINE * (i as f64 + 1.0)
    }
}

/// A length in whole pixels.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths in a picture are small and not negative"
)]
pub(crate) fn pixels(length: f64) -> usize {
    length.round() as usize
}

/// The names in the legend, each once.
pub(crate) fn legend(chart: &Chart) -> Vec<String> {
    let mut names = Vec::new();
    for panel in &chart.panels {
        for mark in &panel.marks {
            if let Some(name) = mark.legend_name() {
                names.push(name);
            }
        }
    }
    names
}

/// The widths of the legend's entries, a row at a time: one row if they fit,
/// else columns as wide as the widest, as Plotly does it.
fn legend_rows(names: &[String], room: f64) -> Vec<Vec<f64>> {
    let mut entries = Vec::new();
    for name in names {
        entries.push(width(name, TICK) + LEGEND_MARKER);
    }
    if entries.is_empty() {
        return Vec::new();
    }
    if total(&entries) <= room {
        return vec![entries];
    }
    let mut widest = 0.0_f64;
    for entry in &entries {
        widest = widest.max(*entry);
    }
    let columns = pixels((room / widest).floor()).max(1);
    let mut rows = Vec::new();
    for row in entries.chunks(columns) {
        rows.push(vec![widest; row.len()]);
    }
    rows
}

fn total(lengths: &[f64]) -> f64 {
    let mut total = 0.0;
    for length in lengths {
        total += length;
    }
    total
}

/// Rows below each other, the first one centred.
fn place_legend(rows: &[Vec<f64>], top: f64, width: f64) -> Vec<[f64; 2]> {
    let first = rows.first().map_or(0.0, |row| total(row));
    let mut places = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let mut x = (width - first) / 2.0;
        for entry in row {
            places.push([x, top + LEGEND_ROW * (i as f64 + 0.5)]);
            x += entry;
        }
    }
    places
}

/// The width of a drawing area without an axis on its left, one of
/// `columns` side by side.
pub(crate) fn panel_width(columns: usize) -> f64 {
    (WIDTH - LEFT) / columns.max(1) as f64 - RIGHT
}

/// The width of a drawing area with this axis on its left, alone in its row.
pub(crate) fn width_beside(y: &Axis) -> f64 {
    panel_width(1) - indent(y)
}

/// By how much the first axis is longer than the second, where a unit is as long
/// on both.
fn equal_units([x, y]: [&Axis; 2]) -> Option<f64> {
    let ratio = (x.high / 2.0 - x.low / 2.0) / (y.high / 2.0 - y.low / 2.0);
    let alike = (1.0 / ALIKE..=ALIKE).contains(&ratio);
    (x.of_plane && y.of_plane && alike).then_some(ratio)
}

/// Whether a unit is as long on both axes, so that distances and right angles
/// look as they are.
pub(crate) fn units_are_equal(axes: [&Axis; 2]) -> bool {
    equal_units(axes).is_some()
}

/// Width and height of a drawing area that stands alone in a row.
pub(crate) fn extent(axes: [&Axis; 2], height: f64) -> [f64; 2] {
    within(axes, [panel_width(1), height], true)
}

/// Width and height of the drawing area of a panel, one of the given number of
/// side by side.
pub(crate) fn extent_of(panel: &Panel, columns: usize) -> [f64; 2] {
    let room = panel_width(columns) + RIGHT - indent(&panel.y);
    size_in(panel, room, columns == 1)
}

/// Width and height of a drawing area that has so much room.
fn within(axes: [&Axis; 2], [width, height]: [f64; 2], grows: bool) -> [f64; 2] {
    let Some(ratio) = equal_units(axes) else { return [width, height] };
    let [x, y] = axes;
    // a grid of names is as large as its names ask for
    let grid = x.names() > 0 && y.names() > 0;
    let tallest = if grows && !grid { height.max(TALLEST) } else { height };
    // whole pixels, as the live figure has them
    let height = (width / ratio).min(tallest).floor();
    [height * ratio, height]
}

/// Width and height of a panel in a place that has so much room beside its labels.
fn size_in(panel: &Panel, room: f64, alone: bool) -> [f64; 2] {
    within([&panel.x, &panel.y], [room - RIGHT, panel.height], alone)
}

/// The place a part of the way from one to another.
pub(crate) fn between(from: [f64; 2], to: [f64; 2], part: f64) -> [f64; 2] {
    [from[0] * (1.0 - part) + to[0] * part, from[1] * (1.0 - part) + to[1] * part]
}

/// Room for the labels and the title of the y axis; the same for panels below
/// each other whose x axes have the same ends, so that each place of them stands
/// under itself.
fn indents(chart: &Chart, columns: usize) -> Vec<f64> {
    let ends = |panel: &Panel| [panel.x.low.to_bits(), panel.x.high.to_bits()];
    let mut indents = Vec::with_capacity(chart.panels.len());
    for panel in &chart.panels {
        let mut widest = indent(&panel.y);
        for other in &chart.panels {
            let scaled = panel.x.ticks != Ticks::Hidden && other.x.ticks != Ticks::Hidden;
            if columns == 1 && scaled && ends(panel) == ends(other) {
                widest = widest.max(indent(&other.y));
            }
        }
        indents.push(widest);
    }
    indents
}

fn grid(chart: &Chart, top: f64, width: f64) -> (Vec<Area>, f64) {
    let columns = roomy(chart, width);
    let indents = indents(chart, columns);
    let cell = (width - LEFT) / columns as f64;
    let mut areas = Vec::new();
    let mut y = top;
    for (row, indents) in chart.panels.chunks(columns).zip(indents.chunks(columns)) {
        let (mut head, mut height, mut below) = (4.0, 0.0_f64, 0.0_f64);
        for (panel, indent) in row.iter().zip(indents) {
            if !panel.title.is_empty() {
                head = 24.0;
            }
            height = height.max(size_in(panel, cell - indent, columns == 1)[1]);
            below = below.max(foot(panel));
        }
        for (column, (panel, indent)) in row.iter().zip(indents).enumerate() {
            let left = LEFT + column as f64 * cell;
            let [wide, own] = size_in(panel, cell - indent, columns == 1);
            let high = if units_are_equal([&panel.x, &panel.y]) { own } else { height };
            // a narrow one stands in the middle of its place
            let begin = left + indent + (cell - indent - RIGHT - wide) / 2.0;
            areas.push(Area {
                left: begin,
                right: begin + wide,
                top: y + head,
                bottom: y + head + high,
                picture: width,
            });
        }
        y += head + height + below;
    }
    (areas, y)
}

/// The ticks of an x axis: as many as their labels have room for beside each
/// other. A label that would reach out of the panel's place is left out.
pub(super) fn x_ticks(panel: &Panel, area: &Area) -> Vec<(f64, String)> {
    let room = area.right - area.left;
    let most = if room > 400.0 { 8 } else { 4 };
    let mut ticks = panel.x.tick_labels(most);
    if !matches!(panel.x.ticks, Ticks::Numbers | Ticks::Whole) {
        return ticks;
    }
    // two say little about a scale
    for about in most + 1..=2 * most {
        let more = panel.x.tick_labels(about);
        if ticks.len() > 2 || !beside_each_other(&more, panel, room) {
            break;
        }
        ticks = more;
    }
    for about in (1..most).rev() {
        if beside_each_other(&ticks, panel, room) {
            break;
        }
        let fewer = panel.x.tick_labels(about);
        if fewer.is_empty() {
            break;
        }
        ticks = fewer;
    }
    if ticks.len() < 2 || !beside_each_other(&ticks, panel, room) {
        ticks = some_of(&panel.x.tick_labels(most), panel, room);
    }
    let place =
        [area.left - indent(&panel.y) - LEFT, (area.right + RIGHT + SLACK).min(area.picture)];
    let inside = |at: f64, label: &str| {
        let (x, half) = (area.x(panel, at), TIGHT * width(label, TICK) / 2.0);
        place[0] <= x - half && x + half <= place[1]
    };
    if ticks.iter().any(|(at, label)| inside(*at, label)) {
        for (at, label) in &mut ticks {
            if !inside(*at, label) {
                label.clear();
            }
        }
    }
    ticks
}

/// Every second tick, or every third, and so on, until they fit.
fn some_of(ticks: &[(f64, String)], panel: &Panel, room: f64) -> Vec<(f64, String)> {
    for every in 1..ticks.len() {
        let some: Vec<_> = ticks.iter().step_by(every).cloned().collect();
        if beside_each_other(&some, panel, room) {
            return some;
        }
    }
    ticks.iter().take(1).cloned().collect()
}

/// Room between labels: wide ones need more to be told apart.
fn gap(label: &str) -> f64 {
    if label.chars().count() > 7 { 4.0 * SLACK } else { SLACK }
}

/// Whether no label touches the next on an axis of the given number of pixels.
pub(super) fn beside_each_other(ticks: &[(f64, String)], panel: &Panel, room: f64) -> bool {
    ticks.windows(2).all(|pair| {
        let [(a, left), (b, right)] = pair else { return true };
        let apart = (panel.x.unit(*b) - panel.x.unit(*a)) * room;
        TIGHT * f64::midpoint(width(left, TICK), width(right, TICK)) + gap(left).max(gap(right))
            <= apart
    })
}

/// How many columns leave the panels more room than the labels of their y axes,
/// and about as much as they have in a picture of full width.
fn roomy(chart: &Chart, width: f64) -> usize {
    let mut widest = 0.0_f64;
    for panel in &chart.panels {
        widest = widest.max(indent(&panel.y));
    }
    let mut columns = chart.columns.max(1);
    if width < WIDTH {
        columns = pixels((CLOSER * columns as f64 * width / WIDTH).floor()).max(1);
    }
    while columns > 1 && widest > MOST_LABELS * (width - LEFT) / columns as f64 {
        columns -= 1;
    }
    columns
}

/// How many panels beside each other have room for their labels and titles.
pub(super) fn columns(panels: &[Panel]) -> usize {
    let mut widest = 1.0_f64;
    for panel in panels {
        widest = widest.max(indent(&panel.y) + width(&panel.title, WORDS) + RIGHT);
    }
    pixels(((WIDTH - LEFT) / widest).floor()).max(1)
}

/// Room for the labels and the title of the y axis.
fn indent(y: &Axis) -> f64 {
    if y.ticks == Ticks::Hidden {
        return 0.0;
    }
    let mut labels = 0.0_f64;
    for (_, text) in &y.tick_labels(5) {
        labels = labels.max(width(text, TICK));
    }
    labels + 10.0 + if y.title.is_empty() { 0.0 } else { 24.0 }
}

/// Room for the labels and the title of the x axis.
fn foot(panel: &Panel) -> f64 {
    match (&panel.x.ticks, panel.x.own_title().is_empty()) {
        (Ticks::Hidden, _) => 10.0,
        (_, true) => 30.0,
        (_, false) => 58.0,
    }
}
