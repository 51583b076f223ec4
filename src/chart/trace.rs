//! What is drawn, as a trace of a Plotly figure.

use super::figure::{escape, id};
use super::hover::{Hover, Part};
use super::layout::pixels;
use super::object::object;
use super::palette::{Dash, INK, of_line};
use super::text::cell;
use super::{Anchor, Axis, Cells, Color, Mark, Panel, Symbol};

/// The size of the markers of a curve, in both renderers.
pub(crate) const CURVE_MARKER: f64 = 9.0;

/// Where a straight line can be pointed at, as parts of it: not in its middle,
/// where lines between two columns cross.
const BETWEEN: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// Steps of outputs from 0 to 1 that the pointer is told.
const HUNDREDTHS: f64 = 100.0;

/// A trace of type `scatter` or `heatmap`. Fields in the order of the alphabet.
#[derive(Clone, Default)]
pub(crate) struct Trace {
    clip_on_axis: Option<bool>,
    color_scale: Vec<(f64, String)>,
    /// What is told of each place besides its values.
    custom_data: Vec<Part>,
    fill: Option<&'static str>,
    fill_color: Option<String>,
    hover_info: Option<&'static str>,
    hover_on: Option<&'static str>,
    hover_template: Option<String>,
    legend_group: Option<Color>,
    line: Option<Stroke>,
    marker: Option<Marker>,
    mode: &'static str,
    name: Option<String>,
    show_legend: bool,
    show_scale: Option<bool>,
    text: Option<String>,
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
    z_smooth: Option<&'static str>,
}

object!(Trace {
    "cliponaxis" if any: clip_on_axis, "colorscale" if any: color_scale,
    "customdata" if any: custom_data, "fill" if any: fill, "fillcolor" if any: fill_color,
    "hoverinfo" if any: hover_info, "hoveron" if any: hover_on,
    "hovertemplate" if any: hover_template, "legendgroup" if any: legend_group,
    "line" if any: line, "marker" if any: marker,
    "mode" if any: mode, "name" if any: name, "showlegend": show_legend,
    "showscale" if any: show_scale, "text" if any: text, "textfont" if any: text_font,
    "textposition" if any: text_position, "type": kind, "x": x, "xaxis": x_axis, "y": y,
    "yaxis": y_axis, "z" if any: z, "zmax" if any: z_max, "zmin" if any: z_min,
    "zsmooth" if any: z_smooth,
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
        (markers.hover_info, markers.hover_template) = (Some("skip"), None);
        trace.show_legend = false;
        vec![trace, markers]
    }

    fn of(mark: &Mark, i: usize, panel: &Panel) -> Self {
        let mut trace = look(mark);
        trace.kind = if matches!(mark, Mark::Cells(_)) { "heatmap" } else { "scatter" };
        trace.show_legend = mark.legend_name().is_some();
        trace.tell(Hover::of(mark, panel));
        trace.x_axis = id("x", i);
        trace.y_axis = id("y", i);
        match mark {
            Mark::Line { at, dots: false, .. } if trace.hover_info != Some("skip") => {
                trace.place(&pointed_at(at, panel), panel);
            }
            Mark::Points { at, .. }
            | Mark::Line { at, .. }
            | Mark::Curve { at, .. }
            | Mark::Area { at, .. } => trace.place(at, panel),
            Mark::Text { at, .. } => trace.place(&[*at], panel),
            Mark::Cells(cells) => {
                let [x, y] = cells.middles();
                trace.x = x.into_iter().map(|x| panel.x.rounded(x)).collect();
                trace.y = y.into_iter().map(|y| panel.y.rounded(y)).collect();
            }
        }
        trace
    }

    fn tell(&mut self, hover: Hover) {
        self.name = Some(hover.name);
        self.hover_info = hover.info;
        self.hover_template = hover.template;
        self.custom_data = hover.parts;
    }

    fn place(&mut self, at: &[[f64; 2]], panel: &Panel) {
        for [x, y] in at {
            self.x.push(panel.x.rounded(*x));
            self.y.push(panel.y.rounded(*y));
        }
    }
}

/// The ends of a straight line and some places between them: only corners are
/// found by a pointer.
fn pointed_at(at: &[[f64; 2]], panel: &Panel) -> Vec<[f64; 2]> {
    let [from, to] = *at else { return at.to_vec() };
    let bent = |axis: &Axis, i: usize| axis.is_logarithmic() && from[i] != to[i];
    if bent(&panel.x, 0) || bent(&panel.y, 1) {
        return at.to_vec();
    }
    let between = BETWEEN.map(|part| [0, 1].map(|i| from[i] * (1.0 - part) + to[i] * part));
    [&[from][..], &between, &[to]].concat()
}

fn look(mark: &Mark) -> Trace {
    match mark {
        Mark::Cells(cells) => plane(cells),
        Mark::Points { color, symbol, size, .. } => Trace {
            mode: "markers",
            marker: Some(marker(color, *symbol, *size)),
            ..Trace::default()
        },
        Mark::Line { color, width, dash, dots, .. } => Trace {
            mode: if *dots { "lines+markers" } else { "lines" },
            line: Some(stroke(color, *width, *dash)),
            marker: dots.then(|| marker(color, Symbol::Circle, 7.0)),
            ..Trace::default()
        },
        Mark::Curve { color, dash, .. } => {
            Trace { mode: "lines", line: Some(stroke(color, 2.0, *dash)), ..Trace::default() }
        }
        Mark::Area { color, opacity, hover, .. } => area(color, *opacity, hover),
        Mark::Text { text, anchor, size, bold, .. } => words(text, *anchor, *size, *bold),
    }
}

fn plane(cells: &Cells) -> Trace {
    // between cells whose colours flow, Plotly needs more than the colours
    let smooth = !cells.heights.is_empty();
    let steps = match (cells.told, smooth) {
        (true, _) => HUNDREDTHS,
        (false, true) => cells.colors.len() as f64 * 10.0,
        (false, false) => cells.colors.len() as f64,
    };
    let scale = steps / cells.colors.len().max(1) as f64;
    let step = |height: &f64| pixels((scale * height).floor().min(steps - 1.0));
    let fine: Vec<usize> = cells.heights.iter().map(step).collect();
    let shades = if smooth { &fine } else { &cells.shades };
    let mut z = Vec::new();
    for row in shades.chunks(cells.columns.max(1)) {
        z.push(row.to_vec());
    }
    Trace {
        color_scale: cells.scale(),
        show_scale: Some(false),
        z,
        z_max: Some(steps - 0.5),
        z_min: Some(-0.5),
        z_smooth: smooth.then_some("best"),
        ..Trace::default()
    }
}

fn area(color: Color, opacity: f64, hover: &str) -> Trace {
    Trace {
        mode: "lines",
        fill: Some("toself"),
        fill_color: Some(translucent(color, opacity)),
        line: Some(stroke(color, 0.0, Dash::Solid)),
        hover_on: Some("fills"),
        text: Some(escape(&cell(hover))),
        ..Trace::default()
    }
}

fn words(text: &str, anchor: Anchor, size: f64, bold: bool) -> Trace {
    let text = escape(text);
    Trace {
        mode: "text",
        text: Some(if bold { format!("<b>{text}</b>") } else { text }),
        text_font: Some(Font { color: INK, size: pixels(size) }),
        text_position: Some(match anchor {
            Anchor::Start => "middle right",
            Anchor::Middle => "middle center",
            Anchor::End => "middle left",
        }),
        clip_on_axis: Some(false),
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
