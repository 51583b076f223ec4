//! The live renderer: the same layout as the static one, as a Plotly figure.

use plotly::common::{Anchor as PlotlyAnchor, Font, Orientation, Title};
use plotly::layout::{Annotation, Axis as PlotlyAxis, AxisType, Legend, Margin, TicksDirection};
use plotly::{Configuration, Plot};

use super::layout::{Area, LEFT, Layout, TICK, TITLE, WIDTH, WORDS, pixels};
use super::palette::{GRID, INK, PAPER, QUIET};
use super::svg::FONTS;
use super::text::{clean, title};
use super::trace::Trace;
use super::{Axis, Chart, Color, Panel, Ticks};

/// Axes that a Plotly layout has setters for.
const MAX_PANELS: usize = 8;

pub(crate) fn plot(chart: &Chart) -> Plot {
    let layout = Layout::of(chart);
    let mut plot = Plot::new();
    let mut plotly_layout = frame(chart, &layout);
    for (i, (panel, area)) in chart.panels.iter().zip(&layout.areas).take(MAX_PANELS).enumerate() {
        plotly_layout = with_axes(plotly_layout, i, axes(i, panel, area, &layout));
        for mark in &panel.marks {
            for trace in Trace::all_of(mark, i, panel) {
                plot.add_trace(Box::new(trace));
            }
        }
        if !panel.title.is_empty() {
            plotly_layout.add_annotation(words(
                area.left,
                area.top - 8.0,
                &panel.title,
                INK,
                &layout,
            ));
        }
    }
    plot.set_layout(plotly_layout);
    plot.set_configuration(Configuration::new().display_logo(false));
    plot
}

fn frame(chart: &Chart, layout: &Layout) -> plotly::Layout {
    let (width, height) = layout.size();
    let margin = Margin::new()
        .left(0)
        .right(0)
        .top(pixels(layout.top))
        .bottom(height - pixels(layout.legend_top))
        .auto_expand(false);
    let title = Title::with_text(escape(&clean(&chart.title)))
        .font(font(TITLE, INK))
        .x(LEFT / WIDTH)
        .x_anchor(PlotlyAnchor::Left)
        .y(1.0 - 14.0 / layout.height)
        .y_anchor(PlotlyAnchor::Top);
    let mut frame = plotly::Layout::new()
        .title(title)
        .width(width)
        .height(height)
        .margin(margin)
        .font(font(TICK, QUIET).family(FONTS))
        .paper_background_color(PAPER)
        .plot_background_color(PAPER)
        .show_legend(!super::layout::legend(chart).is_empty())
        .legend(
            Legend::new()
                .orientation(Orientation::Horizontal)
                .x(0.5)
                .x_anchor(PlotlyAnchor::Center)
                .y(0.0)
                .y_anchor(PlotlyAnchor::Top)
                .font(font(TICK, INK)),
        );
    for (i, line) in layout.lines.iter().enumerate() {
        frame.add_annotation(words(LEFT, Layout::line(i), line, QUIET, layout));
    }
    frame
}

/// Words whose baseline begins at a pixel of the static picture.
fn words(x: f64, y: f64, text: &str, color: Color, layout: &Layout) -> Annotation {
    Annotation::new()
        .text(escape(&clean(text)))
        .show_arrow(false)
        .x_ref("paper")
        .y_ref("paper")
        .x(x / WIDTH)
        .x_anchor(PlotlyAnchor::Left)
        .y(1.0)
        .y_anchor(PlotlyAnchor::Bottom)
        .y_shift(layout.top - y - 6.0)
        .font(font(WORDS, color))
}

fn font(size: f64, color: Color) -> Font {
    Font::new().size(pixels(size)).color(color)
}

fn axes(i: usize, panel: &Panel, area: &Area, layout: &Layout) -> (PlotlyAxis, PlotlyAxis) {
    let height = layout.legend_top - layout.top;
    let x = axis(&panel.x).domain(&[area.left / WIDTH, area.right / WIDTH]);
    let y = axis(&panel.y).domain(&[
        (layout.legend_top - area.bottom) / height,
        (layout.legend_top - area.top) / height,
    ]);
    (x.anchor(id("y", i)), y.anchor(id("x", i)))
}

fn axis(axis: &Axis) -> PlotlyAxis {
    let shown = !matches!(axis.ticks, Ticks::Hidden);
    let plotly = PlotlyAxis::new()
        .visible(shown)
        .range(vec![axis.rounded(axis.low), axis.rounded(axis.high)])
        .show_grid(!matches!(axis.ticks, Ticks::Named(_)))
        .grid_color(GRID)
        .zero_line(false)
        .auto_margin(false)
        .ticks(TicksDirection::Outside)
        .tick_length(4)
        .tick_color(PAPER)
        .tick_font(font(TICK, QUIET))
        .title(Title::with_text(escape(&title(&axis.title))).font(font(WORDS, INK)));
    match &axis.ticks {
        Ticks::Named(named) => with_ticks(plotly, named),
        Ticks::Powers { .. } => with_ticks(plotly, &axis.tick_labels(0))
            .type_(AxisType::Log)
            .range(vec![axis.low.log10(), axis.high.log10()]),
        Ticks::Whole if axis.counts_singly() => plotly.dtick(1.0),
        Ticks::Numbers | Ticks::Whole | Ticks::Hidden => plotly,
    }
}

/// The very ticks of the static picture.
fn with_ticks(axis: PlotlyAxis, ticks: &[(f64, String)]) -> PlotlyAxis {
    let (mut at, mut labels) = (Vec::new(), Vec::new());
    for (tick, label) in ticks {
        at.push(*tick);
        labels.push(escape(label));
    }
    axis.tick_values(at).tick_text(labels)
}

fn with_axes(layout: plotly::Layout, i: usize, (x, y): (PlotlyAxis, PlotlyAxis)) -> plotly::Layout {
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

/// `x`, `x2`, `x3`, …
pub(crate) fn id(letter: &str, i: usize) -> String {
    if i == 0 { letter.to_owned() } else { format!("{letter}{}", i + 1) }
}

/// Plotly reads tags and entities in every text.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
