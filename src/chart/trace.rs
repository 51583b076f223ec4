//! What is drawn, as a trace of a Plotly figure.

use serde::Serialize;

use super::figure::{escape, id};
use super::layout::pixels;
use super::palette::{Dash, INK, of_line};
use super::text::{cell, clean};
use super::{Anchor, Cells, Color, Mark, Panel, Symbol};

/// The size of the markers of a curve, in both renderers.
pub(crate) const CURVE_MARKER: f64 = 9.0;

/// A trace of type `scatter` or `heatmap`. Fields in the order of the alphabet.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Trace {
    #[serde(rename = "cliponaxis", skip_serializing_if = "Option::is_none")]
    clip_on_axis: Option<bool>,
    #[serde(rename = "colorscale", skip_serializing_if = "Vec::is_empty")]
    color_scale: Vec<(f64, String)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fill: Option<&'static str>,
    #[serde(rename = "fillcolor", skip_serializing_if = "Option::is_none")]
    fill_color: Option<String>,
    #[serde(rename = "hoverinfo", skip_serializing_if = "Option::is_none")]
    hover_info: Option<&'static str>,
    #[serde(rename = "hoveron", skip_serializing_if = "Option::is_none")]
    hover_on: Option<&'static str>,
    #[serde(rename = "legendgroup", skip_serializing_if = "Option::is_none")]
    legend_group: Option<Color>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<Stroke>,
    #[serde(skip_serializing_if = "Option::is_none")]
    marker: Option<Marker>,
    #[serde(skip_serializing_if = "str::is_empty")]
    mode: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "showlegend")]
    show_legend: bool,
    #[serde(rename = "showscale", skip_serializing_if = "Option::is_none")]
    show_scale: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Text>,
    #[serde(rename = "textfont", skip_serializing_if = "Option::is_none")]
    text_font: Option<Font>,
    #[serde(rename = "textposition", skip_serializing_if = "Option::is_none")]
    text_position: Option<&'static str>,
    #[serde(rename = "type")]
    kind: &'static str,
    x: Vec<f64>,
    #[serde(rename = "xaxis")]
    x_axis: String,
    y: Vec<f64>,
    #[serde(rename = "yaxis")]
    y_axis: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    z: Vec<Vec<usize>>,
    #[serde(rename = "zmax", skip_serializing_if = "Option::is_none")]
    z_max: Option<f64>,
    #[serde(rename = "zmin", skip_serializing_if = "Option::is_none")]
    z_min: Option<f64>,
}

#[derive(Clone, Serialize)]
struct Stroke {
    color: Color,
    #[serde(skip_serializing_if = "Option::is_none")]
    dash: Option<&'static str>,
    width: f64,
}

#[derive(Clone, Serialize)]
struct Marker {
    color: Color,
    line: Stroke,
    size: usize,
    symbol: &'static str,
}

/// A text for the whole trace, or one for each of its places.
#[derive(Clone, Serialize)]
#[serde(untagged)]
enum Text {
    One(String),
    Each(Vec<String>),
}

#[derive(Clone, Serialize)]
struct Font {
    color: Color,
    size: usize,
}

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
        text: Some(Text::One(escape(&clean(text)))),
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
