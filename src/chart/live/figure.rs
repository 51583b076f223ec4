//! The live renderer: the same layout as the static one, as a figure of
//! Plotly's, in JSON.
//!
//! The crate `plotly` makes the same from builders (`to_plotly`, which tests
//! hold against this), but compiling that crate nearly doubles the first `:dep`.

use std::ops::Range;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::narrow::changes;
use super::object::object;
use super::trace::Trace;
use crate::chart::hover::tells_values;
use crate::chart::layout::{
    Area, LEFT, Layout, Paper, TICK, TITLE, WORDS, legend, pixels, units_are_equal, x_ticks,
};
use crate::chart::palette::{GRID, INK, PAPER, QUIET};
use crate::chart::svg::FONTS;
use crate::chart::text::{title, typeset};
use crate::chart::{Axis, Chart, Color, Mark, Panel, Ticks};

/// Axes that a Plotly layout has a place for.
const MAX_PANELS: usize = 8;

/// Letters of a label from which on Plotly is told where ticks stand.
const WIDE: usize = 7;

/// Numbers that Plotly writes without an abbreviation.
const WRITTEN_OUT: Range<f64> = 1e-3..1e4;

/// From here on it groups the digits of numbers that are not whole: 1,999.5.
const GROUPED: f64 = 1e3;

/// How values under the pointer are written: with up to six digits, unabbreviated.
const POINTED_AT: &str = ".6~g";

/// Where each place of a plane says something, markers are found from so near.
const BESIDE_CELLS: i32 = 8;

/// What `Plotly.newPlot` takes.
pub(crate) struct Figure {
    pub(crate) data: Vec<Trace>,
    pub(crate) layout: Frame,
    config: Config,
    frames: Option<()>,
}

object!(Figure { "data": data, "layout": layout, "config": config, "frames": frames });

struct Config {
    buttons_to_remove: [&'static str; 5],
    displaylogo: bool,
    double_click: &'static str,
}

object!(Config {
    "modeBarButtonsToRemove": buttons_to_remove, "displaylogo": displaylogo,
    "doubleClick": double_click,
});

/// What stays: a picture to keep, zooming, moving, and the way back, which a
/// double click is too.
const CONFIG: Config = Config {
    buttons_to_remove: ["select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d"],
    displaylogo: false,
    double_click: "reset",
};

/// Plotly's `layout`. What all figures share is written with it.
pub(crate) struct Frame {
    pub(crate) title: String,
    /// Where the title stands, as parts of width and height.
    pub(crate) title_at: [f64; 2],
    pub(crate) show_legend: bool,
    /// How far from a marker the pointer finds it, in pixels.
    pub(crate) hover_distance: Option<i32>,
    pub(crate) margin: Margin,
    pub(crate) size: (usize, usize),
    /// One pair a panel: to the right, upwards.
    pub(crate) axes: Vec<[FigureAxis; 2]>,
    pub(crate) words: Vec<Words>,
}

#[derive(Clone, Copy)]
pub(crate) struct Margin {
    l: usize,
    r: usize,
    pub(crate) t: usize,
    pub(crate) b: usize,
    autoexpand: bool,
}

object!(Margin { "l": l, "r": r, "t": t, "b": b, "autoexpand": autoexpand });

/// What a part of a figure has from the figure's own font is left out.
#[derive(Clone, Copy)]
pub(crate) struct Font {
    family: &'static str,
    pub(crate) size: Option<usize>,
    pub(crate) color: Option<Color>,
}

object!(Font { "family" if any: family, "size" if any: size, "color" if any: color });

/// Plotly begins it at its left and upper end, where it stands at those of the figure.
struct Heading<'a> {
    text: &'a str,
    font: Font,
    x: f64,
    y: f64,
}

object!(Heading<'_> { "text": text, "font": font, "x": x, "y": y });

struct Legend {
    font: Font,
    orientation: &'static str,
    x: f64,
    xanchor: &'static str,
    y: f64,
    yanchor: &'static str,
}

/// Below the panels, in their middle.
const BELOW: Legend = Legend {
    font: Font { family: "", size: None, color: Some(INK) },
    orientation: "h",
    x: 0.5,
    xanchor: "center",
    y: 0.0,
    yanchor: "top",
};

object!(Legend {
    "font": font, "orientation": orientation, "x": x, "xanchor": xanchor, "y": y,
    "yanchor": yanchor,
});

/// The labels under the pointer: a name is never cut.
struct HoverLabel {
    namelength: i32,
}

object!(HoverLabel { "namelength": namelength });

/// An axis, its fields in the order of the crate `plotly`. One that is hidden has
/// no look.
#[derive(Clone, Default)]
pub(crate) struct FigureAxis {
    pub(crate) visible: Option<bool>,
    pub(crate) title: Option<AxisTitle>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) range: [f64; 2],
    /// How many ticks Plotly is asked for, so that it chooses the same.
    pub(crate) nticks: Option<usize>,
    /// The axis whose units are as long.
    pub(crate) scale_anchor: Option<String>,
    pub(crate) dtick: Option<f64>,
    pub(crate) tickvals: Option<Vec<f64>>,
    pub(crate) ticktext: Option<Vec<String>>,
    ticks: Option<&'static str>,
    ticklen: Option<usize>,
    tickcolor: Option<Color>,
    pub(crate) tickangle: Option<f64>,
    pub(crate) exponentformat: Option<&'static str>,
    pub(crate) tickformat: Option<&'static str>,
    pub(crate) hoverformat: Option<&'static str>,
    pub(crate) showgrid: Option<bool>,
    pub(crate) gridcolor: Option<Color>,
    zeroline: Option<bool>,
    /// The other axis of its panel, if that is not the first.
    pub(crate) anchor: Option<String>,
    pub(crate) domain: [f64; 2],
}

object!(FigureAxis {
    "visible" if any: visible, "title" if any: title, "type" if any: kind, "range": range,
    "nticks" if any: nticks, "scaleanchor" if any: scale_anchor, "dtick" if any: dtick,
    "tickvals" if any: tickvals, "ticktext" if any: ticktext, "ticks" if any: ticks,
    "ticklen" if any: ticklen, "tickcolor" if any: tickcolor, "tickangle" if any: tickangle,
    "exponentformat" if any: exponentformat, "tickformat" if any: tickformat,
    "hoverformat" if any: hoverformat, "showgrid" if any: showgrid,
    "gridcolor" if any: gridcolor, "zeroline" if any: zeroline, "anchor" if any: anchor,
    "domain": domain,
});

#[derive(Clone)]
pub(crate) struct AxisTitle {
    pub(crate) text: String,
    font: Font,
}

object!(AxisTitle { "text": text, "font": font });

/// Words whose baseline begins at a pixel of the static picture.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) font: Font,
    showarrow: bool,
    xref: &'static str,
    pub(crate) x: f64,
    xanchor: &'static str,
    yref: &'static str,
    y: f64,
    yanchor: &'static str,
    pub(crate) yshift: f64,
}

object!(Words {
    "text": text, "font": font, "showarrow": showarrow, "xref": xref, "x": x, "xanchor": xanchor,
    "yref": yref, "y": y, "yanchor": yanchor, "yshift": yshift,
});

/// The figure as JSON.
pub(crate) fn json(chart: &Chart) -> String {
    written(&Figure::of(chart, Paper::WHOLE))
}

/// That of a page, which has title and sentences itself, and what becomes of it
/// where there is less room.
pub(crate) fn body(chart: &Chart) -> String {
    let body = Body { figure: Figure::of(chart, Paper::BODY), narrow: changes(chart) };
    written(&body)
}

struct Body {
    figure: Figure,
    narrow: Option<Map<String, Value>>,
}

object!(Body { "figure": figure, "narrow": narrow });

/// Nothing in a figure can fail to become JSON.
fn written(figure: &impl Serialize) -> String {
    serde_json::to_string(figure).unwrap_or_default()
}

impl Figure {
    pub(crate) fn of(chart: &Chart, paper: Paper) -> Self {
        let mut data = Vec::new();
        for (i, panel) in chart.panels.iter().take(MAX_PANELS).enumerate() {
            for mark in &panel.marks {
                data.append(&mut Trace::all_of(mark, i, panel));
            }
        }
        let layout = Frame::of(chart, &Layout::on(chart, paper));
        Self { data, layout, config: CONFIG, frames: None }
    }
}

impl Frame {
    pub(crate) fn of(chart: &Chart, layout: &Layout) -> Self {
        let mut frame = Self::bare(chart, layout);
        for (i, panel) in chart.panels.iter().take(MAX_PANELS).enumerate() {
            let area = &layout.areas[i];
            frame.axes.push(axes(i, panel, area, layout));
            if !panel.title.is_empty() {
                let y = area.top - 8.0;
                frame.words.push(words(area.left, y, &panel.title, INK, layout));
            }
        }
        frame
    }

    fn bare(chart: &Chart, layout: &Layout) -> Self {
        let (width, height) = layout.size();
        let mut lines = Vec::new();
        for (i, line) in layout.lines.iter().enumerate() {
            lines.push(words(LEFT, Layout::line(i), line, QUIET, layout));
        }
        Self {
            title: if layout.paper.headed { escape(&chart.title) } else { String::new() },
            title_at: [LEFT / layout.paper.width, 1.0 - 14.0 / layout.height].map(part),
            show_legend: !legend(chart).is_empty(),
            hover_distance: tells_cells(chart).then_some(BESIDE_CELLS),
            margin: Margin {
                l: 0,
                r: 0,
                t: pixels(layout.top),
                b: height - pixels(layout.legend_top),
                autoexpand: false,
            },
            size: (width, height),
            axes: Vec::new(),
            words: lines,
        }
    }
}

/// Whether a place between the markers of a chart says something.
fn tells_cells(chart: &Chart) -> bool {
    let mut marks = chart.panels.iter().flat_map(|panel| &panel.marks);
    marks.any(|mark| matches!(mark, Mark::Cells(cells) if cells.told.is_some()))
}

impl Serialize for Frame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [x, y] = self.title_at;
        let mut map = serializer.serialize_map(None)?;
        let title = Heading { text: &self.title, font: font(TITLE, INK), x, y };
        if !self.title.is_empty() {
            map.serialize_entry("title", &title)?;
        }
        map.serialize_entry("showlegend", &self.show_legend)?;
        if self.show_legend {
            map.serialize_entry("legend", &BELOW)?;
        }
        map.serialize_entry("margin", &self.margin)?;
        map.serialize_entry("width", &self.size.0)?;
        map.serialize_entry("height", &self.size.1)?;
        map.serialize_entry("font", &whole_font())?;
        map.serialize_entry("paper_bgcolor", PAPER)?;
        map.serialize_entry("plot_bgcolor", PAPER)?;
        if let Some(distance) = self.hover_distance {
            map.serialize_entry("hoverdistance", &distance)?;
        }
        map.serialize_entry("hoverlabel", &HoverLabel { namelength: -1 })?;
        for (i, axes) in self.axes.iter().enumerate() {
            for (axis, letter) in axes.iter().zip(["xaxis", "yaxis"]) {
                map.serialize_entry(&id(letter, i), axis)?;
            }
        }
        if !self.words.is_empty() {
            map.serialize_entry("annotations", &self.words)?;
        }
        map.end()
    }
}

fn words(x: f64, y: f64, text: &str, color: Color, layout: &Layout) -> Words {
    Words {
        text: escape(text),
        font: font(WORDS, color),
        showarrow: false,
        xref: "paper",
        x: part(x / layout.paper.width),
        xanchor: "left",
        yref: "paper",
        y: 1.0,
        yanchor: "bottom",
        yshift: layout.top - y - 6.0,
    }
}

/// A part of width or height with the digits that move no pixel.
fn part(share: f64) -> f64 {
    (share * 1e5).round() / 1e5
}

/// The font of all that has no other.
fn whole_font() -> Font {
    Font { family: FONTS, size: Some(pixels(TICK)), color: Some(QUIET) }
}

fn font(size: f64, color: Color) -> Font {
    let whole = whole_font();
    let (size, color) = (Some(pixels(size)), Some(color));
    Font {
        family: "",
        size: size.filter(|_| size != whole.size),
        color: color.filter(|_| color != whole.color),
    }
}

fn axes(i: usize, panel: &Panel, area: &Area, layout: &Layout) -> [FigureAxis; 2] {
    let height = layout.legend_top - layout.top;
    let [mut x, mut y] = [axis(&panel.x), axis(&panel.y)];
    x.number(&panel.x, &x_ticks(panel, area));
    y.number(&panel.y, &panel.y.tick_labels(5));
    x.domain = [area.left, area.right].map(|x| part(x / layout.paper.width));
    y.domain =
        [(layout.legend_top - area.bottom) / height, (layout.legend_top - area.top) / height]
            .map(part);
    if i > 0 {
        (x.anchor, y.anchor) = (Some(id("y", i)), Some(id("x", i)));
    }
    if units_are_equal([&panel.x, &panel.y]) {
        y.scale_anchor = Some(id("x", i));
    }
    [x, y]
}

fn axis(axis: &Axis) -> FigureAxis {
    let range = [axis.rounded(axis.low), axis.rounded(axis.high)];
    if axis.ticks == Ticks::Hidden {
        return FigureAxis { visible: Some(false), range, ..FigureAxis::default() };
    }
    let grid = !matches!(axis.ticks, Ticks::Named(_));
    let text = escape(&title(axis.own_title()));
    let mut figure = FigureAxis {
        title: (!text.is_empty()).then_some(AxisTitle { text, font: font(WORDS, INK) }),
        range,
        hoverformat: tells_values(axis).then_some(POINTED_AT),
        ticks: Some("outside"),
        ticklen: Some(4),
        tickcolor: Some(PAPER),
        showgrid: (!grid).then_some(false),
        gridcolor: grid.then_some(GRID),
        zeroline: Some(false),
        ..FigureAxis::default()
    };
    match &axis.ticks {
        Ticks::Named(named) => figure.show_ticks(named),
        Ticks::Powers { .. } => {
            figure.show_ticks(&axis.tick_labels(0));
            figure.kind = Some("log");
            figure.range = [axis.low.log10(), axis.high.log10()];
        }
        Ticks::Numbers | Ticks::Whole | Ticks::Hidden => {}
    }
    figure
}

impl FigureAxis {
    /// Numbers that Plotly would write in another way than the static picture,
    /// as 20k or 1n, are written as there; wide ones stand at the same places.
    fn number(&mut self, axis: &Axis, ticks: &[(f64, String)]) {
        if !matches!(axis.ticks, Ticks::Numbers | Ticks::Whole) {
            return;
        }
        let counts = axis.ticks == Ticks::Whole;
        let largest = axis.low.abs().max(axis.high.abs());
        let powers = ticks.iter().any(|(_, label)| label.contains('e'));
        let wide = ticks.iter().any(|(_, label)| label.chars().count() > WIDE || label.is_empty());
        match step(axis, ticks) {
            Some(step) if counts && !powers && !wide => self.dtick = Some(step),
            Some(step) if !powers && !wide => self.nticks = asked(axis, step),
            _ => {
                self.show_ticks(ticks);
                self.tickangle = Some(0.0);
            }
        }
        if powers {
            self.exponentformat = Some("e");
        } else if largest >= if counts { WRITTEN_OUT.end } else { GROUPED } {
            self.tickformat = Some(".6~f");
        } else if wide || largest < WRITTEN_OUT.start {
            self.tickformat = Some(".15~r");
        }
    }

    /// The very ticks of the static picture.
    fn show_ticks(&mut self, ticks: &[(f64, String)]) {
        let (mut at, mut labels) = (Vec::new(), Vec::new());
        for (tick, label) in ticks {
            at.push(*tick);
            labels.push(escape(label));
        }
        (self.tickvals, self.ticktext) = (Some(at), Some(labels));
    }
}

/// How far apart ticks stand that Plotly, too, would set: 1, 2 or 5 times a power
/// of ten, and at least one of them on the axis.
fn step(axis: &Axis, ticks: &[(f64, String)]) -> Option<f64> {
    let [(first, _), (second, _), ..] = ticks else { return None };
    let step = second - first;
    let factor = step / 10_f64.powf((step * 1.001).log10().floor());
    let round = [1.0, 2.0, 5.0].iter().any(|round| (factor - round).abs() < 1e-6);
    (round && asked(axis, step).is_some()).then_some(step)
}

/// For how many ticks Plotly chooses this step: it divides the axis by them, and
/// rounds up to a step that is wider.
fn asked(axis: &Axis, step: f64) -> Option<usize> {
    let steps = axis.high / step - axis.low / step;
    (steps > 1.002 && steps < 100.0).then(|| pixels((steps * 1.001).floor()) + 1)
}

/// `x`, `x2`, `x3`, …
pub(crate) fn id(letter: &str, i: usize) -> String {
    if i == 0 { letter.to_owned() } else { format!("{letter}{}", i + 1) }
}

/// A text as Plotly shows it, which reads tags and entities in every one.
pub(crate) fn escape(text: &str) -> String {
    typeset(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
