//! What is drawn, as a trace of a Plotly figure.

use super::object::{Json, object};
use super::words::{escape, id};
use crate::chart::hover::{Hover, Part};
use crate::chart::layout::{TICK, pixels};
use crate::chart::palette::{Dash, INK, of_line};
use crate::chart::style::CURVE_MARKER;
use crate::chart::text::cell;
use crate::chart::{Anchor, Axis, Cells, Color, Mark, Panel, Symbol, between};
use crate::lists::mapped;

/// Where a straight line can be pointed at, as parts of it: not in its middle,
/// where lines between two columns cross.
const BETWEEN: [f64; 4] = [0.2, 0.4, 0.6, 0.8];

/// Steps between two colours that flow into each other.
const FINE: f64 = 10.0;

/// A trace of type `scatter` or `heatmap`. Fields in the order of the alphabet; what
/// goes without saying, as a solid line or the first axes, is left out.
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
    show_legend: Option<bool>,
    show_scale: Option<bool>,
    text: Option<String>,
    text_font: Option<Font>,
    text_position: Option<&'static str>,
    kind: &'static str,
    x: Vec<Number>,
    x_axis: Option<String>,
    y: Vec<Number>,
    y_axis: Option<String>,
    z: Vec<Vec<Number>>,
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
    "mode" if any: mode, "name" if any: name, "showlegend" if any: show_legend,
    "showscale" if any: show_scale, "text" if any: text, "textfont" if any: text_font,
    "textposition" if any: text_position, "type": kind, "x": x, "xaxis" if any: x_axis, "y": y,
    "yaxis" if any: y_axis, "z" if any: z, "zmax" if any: z_max, "zmin" if any: z_min,
    "zsmooth" if any: z_smooth,
});

#[derive(Clone)]
struct Stroke {
    color: Color,
    dash: Option<&'static str>,
    width: Number,
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

/// A number, without a decimal point where it is whole.
#[derive(Clone, Copy)]
struct Number(f64);

/// Below it, floats hold every whole number.
const WHOLE: f64 = 9e15;

impl Json for Number {
    #[allow(clippy::cast_possible_truncation, reason = "it is whole, and not large")]
    fn write(&self, out: &mut String) {
        if self.0.fract() == 0.0 && self.0.abs() < WHOLE {
            (self.0 as i64).write(out);
        } else {
            self.0.write(out);
        }
    }
}

#[derive(Clone)]
struct Font {
    color: Color,
    /// Where it is not that of the figure.
    size: Option<usize>,
}

object!(Font { "color": color, "size" if any: size });

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
        trace.show_legend = Some(false);
        vec![trace, markers]
    }

    fn of(mark: &Mark, i: usize, panel: &Panel) -> Self {
        let mut trace = look(mark);
        trace.kind = if matches!(mark, Mark::Cells(_)) { "heatmap" } else { "scatter" };
        trace.show_legend = mark.legend_name().is_none().then_some(false);
        trace.tell(Hover::of(mark, panel));
        if i > 0 {
            (trace.x_axis, trace.y_axis) = (Some(id("x", i)), Some(id("y", i)));
        }
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
                trace.x = x.into_iter().map(|x| Number(panel.x.rounded(x))).collect();
                trace.y = y.into_iter().map(|y| Number(panel.y.rounded(y))).collect();
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
            self.x.push(Number(panel.x.rounded(*x)));
            self.y.push(Number(panel.y.rounded(*y)));
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
    let mut places = vec![from];
    for part in BETWEEN {
        places.push(between(from, to, part));
    }
    places.push(to);
    places
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
    let colors = cells.colors.len() as f64;
    let (values, ends) = match &cells.told {
        Some(told) => told.values(),
        None if smooth => {
            let most = FINE * colors - 1.0;
            let fine = |height: &f64| (FINE * height).floor().min(most);
            (mapped(&cells.heights, &fine), [-0.5, most + 0.5])
        }
        None => (mapped(&cells.shades, &|shade| *shade as f64), [-0.5, colors - 0.5]),
    };
    let z =
        values.chunks(cells.columns.max(1)).map(|row| row.iter().copied().map(Number).collect());
    Trace {
        color_scale: cells.scale(),
        show_scale: Some(false),
        z: z.collect(),
        z_max: Some(ends[1]),
        z_min: Some(ends[0]),
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
        text_font: Some(Font {
            color: INK,
            size: Some(pixels(size)).filter(|size| *size != pixels(TICK)),
        }),
        text_position: match anchor {
            Anchor::Start => Some("middle right"),
            Anchor::Middle => None,
            Anchor::End => Some("middle left"),
        },
        clip_on_axis: Some(false),
        ..Trace::default()
    }
}

fn stroke(color: Color, width: f64, dash: Dash) -> Stroke {
    let dash = match dash {
        Dash::Solid => None,
        Dash::Dashed => Some("dash"),
        Dash::Dotted => Some("dot"),
        Dash::Mixed => Some("dashdot"),
        Dash::Long => Some("longdash"),
        Dash::LongMixed => Some("longdashdot"),
    };
    Stroke { color: of_line(color), width: Number(width), dash }
}

fn marker(color: Color, symbol: Symbol, size: f64) -> Marker {
    let line = Stroke { color: INK, width: Number(1.0), dash: None };
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
