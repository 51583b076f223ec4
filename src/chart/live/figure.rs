//! The live renderer: the same layout as the static one, as a figure of
//! Plotly's, in JSON.
//!
//! The crate `plotly` makes the same from builders (`to_plotly`, which tests
//! hold against this), but compiling that crate nearly doubles the first `:dep`.

use serde_json::Value;

use super::frame::{Frame, MAX_PANELS};
use super::narrow::changes;
use super::object::{object, written};
use super::trace::Trace;
use crate::chart::Chart;
use crate::chart::layout::{Layout, Paper};

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
    narrow: Option<Value>,
}

object!(Body { "figure": figure, "narrow": narrow });

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
