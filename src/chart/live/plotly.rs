//! A figure, made with the builders of the crate `plotly`.

use plotly::common::{Anchor, ExponentFormat, Font, Label, Orientation, Title};
use plotly::configuration::{DoubleClick, ModeBarButtonName};
use plotly::layout::{Annotation, Axis, AxisType, Legend, Margin, TicksDirection};
use plotly::{Configuration, Plot};
use serde_core::ser::{Error, Serialize, Serializer};
use serde_json::Value;

use super::axis::FigureAxis;
use super::figure::Figure;
use super::frame::{Frame, Words};
use super::object::written;
use super::trace::Trace;
use super::words;
use crate::chart::Chart;
use crate::chart::layout::{Paper, TICK, TITLE, WORDS, pixels};
use crate::chart::palette::{INK, PAPER, QUIET};
use crate::chart::style::FONTS;

pub(crate) fn plot(chart: &Chart) -> Plot {
    let figure = Figure::of(chart, Paper::WHOLE);
    let mut plot = Plot::new();
    for trace in figure.data {
        plot.add_trace(Box::new(trace));
    }
    plot.set_layout(layout(&figure.layout));
    plot.set_configuration(configuration());
    plot
}

fn configuration() -> Configuration {
    Configuration::new()
        .display_logo(false)
        .double_click(DoubleClick::Reset)
        .mode_bar_buttons_to_remove(vec![
            ModeBarButtonName::Select2d,
            ModeBarButtonName::Lasso2d,
            ModeBarButtonName::ZoomIn2d,
            ModeBarButtonName::ZoomOut2d,
            ModeBarButtonName::AutoScale2d,
        ])
}

/// Its entries are in the order of the alphabet, as those of a [`Value`] are.
impl Serialize for Trace {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let value: Value = written(self).parse().map_err(S::Error::custom)?;
        value.serialize(serializer)
    }
}

impl plotly::Trace for Trace {
    fn to_json(&self) -> String {
        written(self)
    }
}

fn layout(frame: &Frame) -> plotly::Layout {
    let [x, y] = frame.title_at;
    let margin = Margin::new()
        .left(0)
        .right(0)
        .top(frame.margin.t)
        .bottom(frame.margin.b)
        .auto_expand(false);
    let title =
        Title::with_text(&frame.title).font(Font::new().size(pixels(TITLE)).color(INK)).x(x).y(y);
    let mut layout = plotly::Layout::new()
        .title(title)
        .width(frame.size.0)
        .height(frame.size.1)
        .margin(margin)
        .font(Font::new().size(pixels(TICK)).color(QUIET).family(FONTS))
        .paper_background_color(PAPER)
        .plot_background_color(PAPER)
        .hover_label(Label::new().name_length(-1))
        .show_legend(frame.show_legend);
    if frame.show_legend {
        layout = layout.legend(below(frame.group_gap));
    }
    if let Some(distance) = frame.hover_distance {
        layout = layout.hover_distance(distance);
    }
    for line in &frame.words {
        layout.add_annotation(words(line));
    }
    for (i, [x, y]) in frame.axes.iter().enumerate() {
        layout = with_axes(layout, i, axis(x), axis(y));
    }
    layout
}

fn below(group_gap: Option<usize>) -> Legend {
    let legend = match group_gap {
        Some(gap) => Legend::new().trace_group_gap(gap),
        None => Legend::new(),
    };
    legend
        .orientation(Orientation::Horizontal)
        .x(0.5)
        .x_anchor(Anchor::Center)
        .y(0.0)
        .y_anchor(Anchor::Top)
        .font(Font::new().color(INK))
}

fn words(words: &Words) -> Annotation {
    Annotation::new()
        .text(&words.text)
        .show_arrow(false)
        .x_ref("paper")
        .y_ref("paper")
        .x(words.x)
        .x_anchor(Anchor::Left)
        .y(1.0)
        .y_anchor(Anchor::Bottom)
        .y_shift(words.yshift)
        .font(font(&words.font))
}

fn font(font: &words::Font) -> Font {
    let mut made = Font::new();
    if let Some(size) = font.size {
        made = made.size(size);
    }
    if let Some(color) = font.color {
        made = made.color(color);
    }
    made
}

fn axis(axis: &FigureAxis) -> Axis {
    let mut made = Axis::new().range(axis.range.to_vec()).domain(&axis.domain);
    if let Some(visible) = axis.visible {
        made = made.visible(visible);
    } else {
        let ticks = made.ticks(TicksDirection::Outside).tick_length(4).tick_color(PAPER);
        made = ticks.zero_line(false);
    }
    if let Some(title) = &axis.title {
        let both = Font::new().size(pixels(WORDS)).color(INK);
        made = made.title(Title::with_text(&title.text).font(both));
    }
    if let Some(shown) = axis.showgrid {
        made = made.show_grid(shown);
    }
    if let Some(color) = axis.gridcolor {
        made = made.grid_color(color);
    }
    if let Some(anchor) = &axis.anchor {
        made = made.anchor(anchor);
    }
    if axis.kind.is_some() {
        made = made.type_(AxisType::Log);
    }
    if let Some(nticks) = axis.nticks {
        made = made.n_ticks(nticks);
    }
    if let Some(anchor) = &axis.scale_anchor {
        made = made.scale_anchor(anchor);
    }
    if let Some(dtick) = axis.dtick {
        made = made.dtick(dtick);
    }
    if let Some(angle) = axis.tickangle {
        made = made.tick_angle(angle);
    }
    if axis.exponentformat.is_some() {
        made = made.exponent_format(ExponentFormat::SmallE);
    }
    if let Some(format) = axis.tickformat {
        made = made.tick_format(format);
    }
    if let Some(format) = axis.hoverformat {
        made = made.hover_format(format);
    }
    if let (Some(at), Some(labels)) = (&axis.tickvals, &axis.ticktext) {
        made = made.tick_values(at.clone()).tick_text(labels.clone());
    }
    made
}

fn with_axes(layout: plotly::Layout, i: usize, x: Axis, y: Axis) -> plotly::Layout {
    match i {
        0 => layout.x_axis(x).y_axis(y),
        1 => layout.x_axis2(x).y_axis2(y),
        2 => layout.x_axis3(x).y_axis3(y),
        3 => layout.x_axis4(x).y_axis4(y),
        4 => layout.x_axis5(x).y_axis5(y),
        5 => layout.x_axis6(x).y_axis6(y),
        6 => layout.x_axis7(x).y_axis7(y),
        _ => layout.x_axis8(x).y_axis8(y),
    }
}
