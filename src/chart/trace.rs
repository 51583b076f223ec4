//! What is drawn, as a trace of a Plotly figure.

use serde::{Serialize, Serializer};

use super::figure::{escape, id};
use super::layout::pixels;
use super::object::object;
use super::palette::{Dash, INK, of_line};
use super::text::cell;
use super::{Anchor, Cells, Color, Mark, Panel, Symbol};

/// The size of the markers of a curve, in both renderers.
pub(crate) const CURVE_MARKER: f64 = 9.0;

/// A trace of type `scatter` or `heatmap`. Fields in the order of the alphabet.
#[derive(Clone, Default)]
pub(crate) struct Trace {
    clip_on_axis: Option<bool>,
    color_scale: Vec<(f64, String)>,
    fill: Option<&'static str>,
    fill_color: Option<String>,
    hover_info: Option<&'static str>,
    hover_on: Option<&'static str>,
    legend_group: Option<Color>,
    line: Option<Stroke>,
    marker: Option<Marker>,
    mode: &'static str,
    name: Option<String>,
    show_legend: bool,
    show_scale: Option<bool>,
    text: Option<Text>,
    text_font: Option<Font>,
    text_position: Option<&'static str>,
    kind: &'static str,
    x: Vec<f64>,
    x_axis: String,
    y: Vec<f64>,
    y_axis: String,
    z: Vec<Vec<usize>>,
    z_max: Option<f64>,
    z_min: Option<f64>,
}

object!(Trace {
    "cliponaxis" if any: clip_on_axis, "colorscale" if any: color_scale, "fill" if any: fill,
    "fillcolor" if any: fill_color, "hoverinfo" if any: hover_info, "hoveron" if any: hover_on,
    "legendgroup" if any: legend_group, "line" if any: line, "marker" if any: marker,
    "mode" if any: mode, "name" if any: name, "showlegend": show_legend,
    "showscale" if any: show_scale, "text" if any: text, "textfont" if any: text_font,
    "textposition" if any: text_position, "type": kind, "x": x, "xaxis": x_axis, "y": y,
    "yaxis": y_axis, "z" if any: z, "zmax" if any: z_max, "zmin" if any: z_min,
});

#[derive(Clone)]
struct Stroke {
    color: Color,
    dash: Option<&'static str>,
    width: f64,
}

object!(Stroke { "color": color, "dash" if any: dash, "width": width });

#[derive(Clone)]
struct Marker {
    color: Color,
    line: Stroke,
    size: usize,
    symbol: &'static str,
}

object!(Marker { "color": color, "line": line, "size": size, "symbol": symbol });

/// A text for the whole trace, or one for each of its places.
#[derive(Clone)]
enum Text {
    One(String),
    Each(Vec<String>),
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(text) => text.serialize(serializer),
            Self::Each(texts) => texts.serialize(serializer),
        }
    }
}

#[derive(Clone)]
struct Font {
    color: Color,
    size: usize,
}

object!(Font { "color": color, "size": size });

impl Trace {
    /// `mark` on the axes of the `i`-th panel: one trace, or line and markers
    /// that the legend shows and hides together.
    pub(crate) fn all_of(mark: &Mark, i: usize, panel: &Panel) -> Vec<Self> {
        let mut trace = Self::of(mark, i, panel);
        let Mark::Curve { name, color, symbol, marked, .. } = mark else { return vec![trace] };
        let (color, symbol) = (*color, *symbol);
        let (name, at) = (name.clone(), marked.clone());
        let markers =
            Mark::Points { name, color, symbol, size: CURVE_MARKER, at, hover: Vec::new() };
        let mut markers = Self::of(&markers, i, panel);
        trace.legend_group = Some(color);
        markers.legend_group = Some(color);
        // what is under the pointer is told once
        markers.hover_info = Some("skip");
        trace.show_legend = false;
        vec![trace, markers]
    }

    fn of(mark: &Mark, i: usize, panel: &Panel) -> Self {
        let mut trace = look(mark);
        trace.kind = if matches!(mark, Mark::Cells(_)) { "heatmap" } else { "scatter" };
        trace.name = mark.legend_name().map(|name| escape(&name));
        trace.show_legend = trace.name.is_some();
        trace.x_axis = id("x", i);
        trace.y_axis = id("y", i);
        match mark {
            Mark::Points { at, .. }
            | Mark::Line { at, .. }
            | Mark::Curve { at, .. }
            | Mark::Area { at, .. } => trace.place(at, panel),
            Mark::Text { at, .. } => trace.place(&[*at], panel),
            Mark::Cells(cells) => {
                [trace.x, trace.y] = cells.middles();
            }
        }
        trace
    }

    fn place(&mut self, at: &[[f64; 2]], panel: &Panel) {
        for [x, y] in at {
            self.x.push(panel.x.rounded(*x));
            self.y.push(panel.y.rounded(*y));
        }
    }
}

fn look(mark: &Mark) -> Trace {
    match mark {
        Mark::Cells(cells) => plane(cells),
        Mark::Points { color, symbol, size, hover, .. } => Trace {
            mode: "markers",
            marker: Some(marker(color, *symbol, *size)),
            text: each(hover),
            ..Trace::default()
        },
        Mark::Line { color, width, dash, dots, .. } => Trace {
            mode: if *dots { "lines+markers" } else { "lines" },
            line: Some(stroke(color, *width, *dash)),
            marker: Some(marker(color, Symbol::Circle, 7.0)),
            ..Trace::default()
        },
        Mark::Curve { color, dash, .. } => {
            Trace { mode: "lines", line: Some(stroke(color, 2.0, *dash)), ..Trace::default() }
        }
        Mark::Area { color, opacity, hover, .. } => area(color, *opacity, hover),
        Mark::Text { text, anchor, size, .. } => words(text, *anchor, *size),
    }
}

fn plane(cells: &Cells) -> Trace {
    let mut z = Vec::new();
    for row in cells.shades.chunks(cells.columns.max(1)) {
        z.push(row.to_vec());
    }
    Trace {
        color_scale: cells.scale(),
        hover_info: Some("skip"),
        show_scale: Some(false),
        z,
        z_max: Some(cells.colors.len() as f64 - 0.5),
        z_min: Some(-0.5),
        ..Trace::default()
    }
}

fn each(hover: &[String]) -> Option<Text> {
    let mut texts = Vec::with_capacity(hover.len());
    for text in hover {
        texts.push(escape(&cell(text)));
    }
    (!texts.is_empty()).then_some(Text::Each(texts))
}

fn area(color: Color, opacity: f64, hover: &str) -> Trace {
    Trace {
        mode: "lines",
        fill: Some("toself"),
        fill_color: Some(translucent(color, opacity)),
        line: Some(stroke(color, 0.0, Dash::Solid)),
        hover_on: Some("fills"),
        hover_info: Some(if hover.is_empty() { "skip" } else { "text" }),
        text: Some(Text::One(escape(&cell(hover)))),
        ..Trace::default()
    }
}

fn words(text: &str, anchor: Anchor, size: f64) -> Trace {
    Trace {
        mode: "text",
        text: Some(Text::One(escape(text))),
        text_font: Some(Font { color: INK, size: pixels(size) }),
        text_position: Some(match anchor {
            Anchor::Start => "middle right",
            Anchor::Middle => "middle center",
            Anchor::End => "middle left",
        }),
        clip_on_axis: Some(false),
        hover_info: Some("skip"),
        ..Trace::default()
    }
}

fn stroke(color: Color, width: f64, dash: Dash) -> Stroke {
    let dash = match dash {
        Dash::Solid => "solid",
        Dash::Dashed => "dash",
        Dash::Dotted => "dot",
        Dash::Mixed => "dashdot",
        Dash::Long => "longdash",
        Dash::LongMixed => "longdashdot",
    };
    Stroke { color: of_line(color), width, dash: Some(dash) }
}

fn marker(color: Color, symbol: Symbol, size: f64) -> Marker {
    let line = Stroke { color: INK, width: 1.0, dash: None };
    Marker { color, line, size: pixels(size), symbol: name(symbol) }
}

fn name(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Circle => "circle",
        Symbol::Square => "square",
        Symbol::Diamond => "diamond",
        Symbol::TriangleUp => "triangle-up",
        Symbol::Cross => "cross",
        Symbol::TriangleDown => "triangle-down",
        Symbol::Star => "star",
        Symbol::TiltedCross => "x",
        Symbol::Hourglass => "hourglass",
        Symbol::TriangleRight => "triangle-right",
        Symbol::TriangleLeft => "triangle-left",
    }
}

/// `#rrggbb` with an opacity.
fn translucent(color: Color, opacity: f64) -> String {
    let part =
        |at| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    format!("rgba({},{},{},{opacity})", part(1), part(3), part(5))
}
