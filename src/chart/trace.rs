//! What is drawn, as a trace of a Plotly figure.
//!
//! plotly's own traces are generic: each crate that uses one compiles several
//! seconds of serialization anew, which every reader would wait for.

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

use super::layout::pixels;
use super::palette::INK;
use super::plotly::{escape, id};
use super::text::{cell, clean};
use super::{Anchor, Axis, Color, Mark, Panel, Symbol, number};

/// A trace of type `scatter`.
#[derive(Clone)]
pub(crate) struct Trace(Value);

impl plotly::Trace for Trace {
    fn to_json(&self) -> String {
        self.0.to_string()
    }
}

impl Serialize for Trace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl Trace {
    /// `mark` on the axes of the `i`-th panel.
    pub(crate) fn of(mark: &Mark, i: usize, panel: &Panel) -> Self {
        let mut trace = look(mark);
        let [x, y] = match mark {
            Mark::Points { at, .. } | Mark::Line { at, .. } | Mark::Area { at, .. } => {
                columns(at, panel)
            }
            Mark::Text { at, .. } => columns(&[*at], panel),
        };
        let name = mark.legend_name();
        let mut set = |key: &str, value: Value| trace.insert(key.to_owned(), value);
        set("type", "scatter".into());
        set("x", x);
        set("y", y);
        set("xaxis", id("x", i).into());
        set("yaxis", id("y", i).into());
        set("showlegend", name.is_some().into());
        if let Some(name) = name {
            set("name", escape(&name).into());
        }
        Self(Value::Object(trace))
    }
}

type Object = Map<String, Value>;

// a slice and a loop: one function for all, which readers compile once
fn object(fields: &[(&str, Value)]) -> Object {
    let mut object = Object::new();
    for (key, value) in fields {
        object.insert((*key).to_owned(), value.clone());
    }
    object
}

fn look(mark: &Mark) -> Object {
    match mark {
        Mark::Points { color, symbol, size, .. } => {
            object(&[("mode", "markers".into()), ("marker", marker(color, *symbol, *size))])
        }
        Mark::Line { color, width, dashed, dots, .. } => object(&[
            ("mode", if *dots { "lines+markers" } else { "lines" }.into()),
            ("line", stroke(color, *width, *dashed)),
            ("marker", marker(color, Symbol::Circle, 7.0)),
        ]),
        Mark::Area { color, opacity, hover, .. } => area(color, *opacity, hover),
        Mark::Text { text, anchor, size, .. } => words(text, *anchor, *size),
    }
}

fn area(color: Color, opacity: f64, hover: &str) -> Object {
    let told = if hover.is_empty() { "skip" } else { "text" };
    object(&[
        ("mode", "lines".into()),
        ("fill", "toself".into()),
        ("fillcolor", translucent(color, opacity).into()),
        ("line", stroke(color, 0.0, false)),
        ("hoveron", "fills".into()),
        ("hoverinfo", told.into()),
        ("text", escape(&cell(hover)).into()),
    ])
}

fn words(text: &str, anchor: Anchor, size: f64) -> Object {
    let position = match anchor {
        Anchor::Start => "middle right",
        Anchor::Middle => "middle center",
        Anchor::End => "middle left",
    };
    let font = object(&[("size", pixels(size).into()), ("color", INK.into())]);
    object(&[
        ("mode", "text".into()),
        ("text", escape(&clean(text)).into()),
        ("textfont", font.into()),
        ("textposition", position.into()),
        ("cliponaxis", false.into()),
        ("hoverinfo", "skip".into()),
    ])
}

fn columns(at: &[[f64; 2]], panel: &Panel) -> [Value; 2] {
    let on = |axis: &Axis, value: f64| Value::from(number::rounded(value, [axis.low, axis.high]));
    let (x, y) = at.iter().map(|[x, y]| (on(&panel.x, *x), on(&panel.y, *y))).unzip();
    [Value::Array(x), Value::Array(y)]
}

fn stroke(color: Color, width: f64, dashed: bool) -> Value {
    let dash = if dashed { "dash" } else { "solid" };
    object(&[("color", color.into()), ("width", width.into()), ("dash", dash.into())]).into()
}

fn marker(color: Color, symbol: Symbol, size: f64) -> Value {
    let outline = object(&[("width", 1.0.into()), ("color", INK.into())]);
    object(&[
        ("color", color.into()),
        ("symbol", name(symbol).into()),
        ("size", pixels(size).into()),
        ("line", outline.into()),
    ])
    .into()
}

fn name(symbol: Symbol) -> &'static str {
    match symbol {
        Symbol::Circle => "circle",
        Symbol::Square => "square",
        Symbol::Diamond => "diamond",
        Symbol::TriangleUp => "triangle-up",
        Symbol::Cross => "cross",
        Symbol::TriangleDown => "triangle-down",
    }
}

/// `#rrggbb` with an opacity.
fn translucent(color: Color, opacity: f64) -> String {
    let part =
        |at| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0);
    format!("rgba({},{},{},{opacity})", part(1), part(3), part(5))
}
