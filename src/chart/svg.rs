//! The static renderer. Attributes only, system fonts, no ids: sanitisers keep
//! such a picture whole.

use svg::node::Text;
use svg::node::element::Element;
use svg::{Document, Node};

use super::layout::{Area, LEFT, Layout, TICK, TITLE, WORDS};
use super::palette::{GRID, INK, PAPER, QUIET};
use super::text::{clean, title, width};
use super::{Anchor, Chart, Color, Mark, Panel, Symbol, Ticks};

pub(crate) const FONTS: &str = "system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif";

pub(crate) fn document(chart: &Chart) -> String {
    let layout = Layout::of(chart);
    let (width, height) = layout.size();
    let mut document = Document::new()
        .set("width", width)
        .set("height", height)
        .set("viewBox", format!("0 0 {width} {height}"))
        .set("font-family", FONTS);
    let paper =
        [("width", "100%".to_owned()), ("height", "100%".to_owned()), ("fill", PAPER.to_owned())];
    document.append(element("rect", &paper));
    document.append(text(LEFT, 16.0 + TITLE * 0.8, &chart.title, TITLE, INK, Anchor::Start));
    for (i, line) in layout.lines.iter().enumerate() {
        document.append(text(LEFT, Layout::line(i), line, WORDS, QUIET, Anchor::Start));
    }
    for (panel, area) in chart.panels.iter().zip(&layout.areas) {
        document.append(draw_panel(panel, area));
    }
    document.append(draw_legend(chart, &layout));
    document.to_string()
}

fn draw_panel(panel: &Panel, area: &Area) -> Element {
    let mut group = Element::new("g");
    if !panel.title.is_empty() {
        group.append(text(area.left, area.top - 8.0, &panel.title, WORDS, INK, Anchor::Start));
    }
    draw_x_axis(&mut group, panel, area);
    draw_y_axis(&mut group, panel, area);
    for mark in &panel.marks {
        draw_mark(&mut group, mark, panel, area);
    }
    group
}

fn draw_x_axis(group: &mut Element, panel: &Panel, area: &Area) {
    let about = if area.right - area.left > 400.0 { 8 } else { 4 };
    for (at, tick) in panel.x.tick_labels(about) {
        let x = area.x(panel, at);
        group.append(rule([x, area.top], [x, area.bottom]));
        group.append(text(x, area.bottom + 17.0, &tick, TICK, QUIET, Anchor::Middle));
    }
    let middle = f64::midpoint(area.left, area.right);
    if !panel.x.title.is_empty() {
        let words = title(&panel.x.title);
        group.append(text(middle, area.bottom + 38.0, &words, WORDS, INK, Anchor::Middle));
    }
}

fn draw_y_axis(group: &mut Element, panel: &Panel, area: &Area) {
    for (at, tick) in panel.y.tick_labels(5) {
        let y = area.y(panel, at);
        if !matches!(panel.y.ticks, Ticks::Named(_)) {
            group.append(rule([area.left, y], [area.right, y]));
        }
        group.append(text(area.left - 6.0, y + 4.0, &tick, TICK, QUIET, Anchor::End));
    }
    if !panel.y.title.is_empty() {
        let widest = panel.y.tick_labels(5).iter().map(|(_, t)| width(t, TICK)).fold(0.0, f64::max);
        let (x, y) = (area.left - widest - 16.0, f64::midpoint(area.top, area.bottom));
        let mut words = text(x, y, &title(&panel.y.title), WORDS, INK, Anchor::Middle);
        words.assign("transform", format!("rotate(-90 {} {})", px(x), px(y)));
        group.append(words);
    }
}

fn draw_mark(group: &mut Element, mark: &Mark, panel: &Panel, area: &Area) {
    let place = |at: &[f64; 2]| [area.x(panel, at[0]), area.y(panel, at[1])];
    match mark {
        Mark::Points { color, symbol, size, at, .. } => {
            let mut points = markers(color);
            for at in at {
                points.append(marker(*symbol, place(at), *size));
            }
            group.append(points);
        }
        Mark::Line { color, width, dashed, dots, at, .. } => {
            let places: Vec<_> = at.iter().map(place).collect();
            group.append(line(color, *width, *dashed, &places));
            if *dots {
                let mut points = markers(color);
                for at in places {
                    points.append(marker(Symbol::Circle, at, 7.0));
                }
                group.append(points);
            }
        }
        Mark::Area { color, opacity, at, .. } => {
            let corners: Vec<_> = at.iter().map(place).collect();
            group.append(element(
                "polygon",
                &[
                    ("points", corner_list(&corners)),
                    ("fill", (*color).to_owned()),
                    ("fill-opacity", opacity.to_string()),
                ],
            ));
        }
        Mark::Text { at, text: words, anchor, size } => {
            let [x, y] = place(at);
            group.append(text(x, y + size * 0.35, words, *size, INK, *anchor));
        }
    }
}

fn draw_legend(chart: &Chart, layout: &Layout) -> Element {
    let mut group = Element::new("g");
    let marks = chart.panels.iter().flat_map(|panel| &panel.marks);
    let named = marks.filter_map(|mark| mark.legend_name().map(|name| (mark, name)));
    for ((mark, name), &[x, y]) in named.zip(&layout.entries) {
        group.append(swatch(mark, x, y));
        group.append(text(x + 30.0, y + 4.0, &name, TICK, INK, Anchor::Start));
    }
    group
}

fn swatch(mark: &Mark, x: f64, y: f64) -> Element {
    match mark {
        Mark::Points { color, symbol, .. } => {
            let mut group = markers(color);
            group.append(marker(*symbol, [x + 12.0, y], 10.0));
            group
        }
        Mark::Line { color, width, dashed, dots, .. } => {
            let mut group = Element::new("g");
            group.append(line(color, *width, *dashed, &[[x, y], [x + 24.0, y]]));
            if *dots {
                let mut point = markers(color);
                point.append(marker(Symbol::Circle, [x + 12.0, y], 7.0));
                group.append(point);
            }
            group
        }
        Mark::Area { color, opacity, .. } => element(
            "rect",
            &[
                ("x", px(x + 4.0)),
                ("y", px(y - 6.0)),
                ("width", "16".to_owned()),
                ("height", "12".to_owned()),
                ("fill", (*color).to_owned()),
                ("fill-opacity", opacity.to_string()),
            ],
        ),
        Mark::Text { .. } => Element::new("g"),
    }
}

fn markers(color: Color) -> Element {
    element(
        "g",
        &[("fill", color.to_owned()), ("stroke", INK.to_owned()), ("stroke-width", "1".to_owned())],
    )
}

fn marker(symbol: Symbol, [x, y]: [f64; 2], size: f64) -> Element {
    let r = size / 2.0;
    if symbol == Symbol::Circle {
        return element("circle", &[("cx", px(x)), ("cy", px(y)), ("r", px(r))]);
    }
    let corners: Vec<[f64; 2]> =
        shape(symbol).iter().map(|[dx, dy]| [x + dx * r, y + dy * r]).collect();
    element("polygon", &[("points", corner_list(&corners))])
}

/// The corners of a marker of radius 1.
fn shape(symbol: Symbol) -> &'static [[f64; 2]] {
    const T: f64 = 0.34;
    match symbol {
        Symbol::Circle => &[],
        Symbol::Square => &[[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
        Symbol::Diamond => &[[0.0, -1.2], [1.2, 0.0], [0.0, 1.2], [-1.2, 0.0]],
        Symbol::TriangleUp => &[[0.0, -1.1], [1.1, 0.9], [-1.1, 0.9]],
        Symbol::TriangleDown => &[[0.0, 1.1], [1.1, -0.9], [-1.1, -0.9]],
        Symbol::Cross => &[
            [-T, -1.0],
            [T, -1.0],
            [T, -T],
            [1.0, -T],
            [1.0, T],
            [T, T],
            [T, 1.0],
            [-T, 1.0],
            [-T, T],
            [-1.0, T],
            [-1.0, -T],
            [-T, -T],
        ],
    }
}

fn line(color: Color, width: f64, dashed: bool, at: &[[f64; 2]]) -> Element {
    let mut line = element(
        "polyline",
        &[
            ("points", corner_list(at)),
            ("fill", "none".to_owned()),
            ("stroke", color.to_owned()),
            ("stroke-width", px(width)),
        ],
    );
    if dashed {
        line.assign("stroke-dasharray", "7 5");
    }
    line
}

fn rule([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> Element {
    element(
        "line",
        &[
            ("x1", px(x1)),
            ("y1", px(y1)),
            ("x2", px(x2)),
            ("y2", px(y2)),
            ("stroke", GRID.to_owned()),
        ],
    )
}

fn text(x: f64, y: f64, words: &str, size: f64, color: Color, anchor: Anchor) -> Element {
    let mut element = element(
        "text",
        &[("x", px(x)), ("y", px(y)), ("font-size", px(size)), ("fill", color.to_owned())],
    );
    match anchor {
        Anchor::Start => {}
        Anchor::Middle => element.assign("text-anchor", "middle"),
        Anchor::End => element.assign("text-anchor", "end"),
    }
    element.append(Text::new(clean(words)));
    element
}

// a slice: one function for all, which readers compile once
fn element(name: &str, attributes: &[(&str, String)]) -> Element {
    let mut element = Element::new(name);
    for (key, value) in attributes {
        element.assign(*key, value.clone());
    }
    element
}

fn corner_list(corners: &[[f64; 2]]) -> String {
    let words: Vec<String> =
        corners.iter().map(|[x, y]| format!("{},{}", px(*x), px(*y))).collect();
    words.join(" ")
}

/// Pixels with one decimal; far outside is as good as infinitely far.
fn px(value: f64) -> String {
    let value = if value.is_nan() { 0.0 } else { value.clamp(-1e5, 1e5) };
    let rounded = (value * 10.0).round() / 10.0;
    format!("{}", rounded + 0.0)
}
