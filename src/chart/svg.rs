//! The static renderer. Attributes only, system fonts, no ids: sanitisers keep
//! such a picture whole.

use super::drawing::{Drawing, Form, Item};
use super::hover::titles;
use super::layout::{Area, LEFT, Layout, Paper, TICK, TITLE, WORDS, x_ticks};
use super::palette::{Dash, GRID, INK, PAPER, QUIET, of_line};
use super::style::{CURVE_MARKER, px};
use super::text::{title, width};
use crate::chart::{Anchor, Chart, Color, Mark, Panel, Symbol, Ticks};
use crate::notebook::typeset;

/// The document of a picture.
pub(crate) fn document(chart: &Chart, paper: Paper, form: Form) -> String {
    let layout = Layout::on(chart, paper);
    drawn(chart, &layout, form, false).document(layout.size())
}

/// The elements of the whole picture with what marks say under the pointer.
pub(super) fn told(chart: &Chart) -> Vec<Item> {
    drawn(chart, &Layout::of(chart), Form::Short, true).items
}

fn drawn(chart: &Chart, layout: &Layout, form: Form, told: bool) -> Drawing {
    let mut svg = Drawing::new(form);
    svg.shape("rect", &[("fill", PAPER), ("height", "100%"), ("width", "100%")], "");
    if layout.paper.headed {
        text(&mut svg, [LEFT, 16.0 + TITLE * 0.8], &chart.title, TITLE, INK, Anchor::Start);
    }
    for (i, line) in layout.lines.iter().enumerate() {
        text(&mut svg, [LEFT, Layout::line(i)], line, WORDS, QUIET, Anchor::Start);
    }
    for (panel, area) in chart.panels.iter().zip(&layout.areas) {
        draw_panel(&mut svg, panel, area, told);
    }
    if !layout.entries.is_empty() {
        draw_legend(&mut svg, chart, layout);
    }
    svg
}

fn draw_panel(svg: &mut Drawing, panel: &Panel, area: &Area, told: bool) {
    svg.open(&[]);
    if !panel.title.is_empty() {
        let at = [area.left, area.top - 8.0];
        text(svg, at, &panel.title, WORDS, INK, Anchor::Start);
    }
    let (x, y) = (x_ticks(panel, area), panel.y.tick_labels(5));
    draw_grid(svg, panel, area, [&x, &y]);
    draw_x_axis(svg, panel, area, &x);
    draw_y_axis(svg, panel, area, &y);
    for mark in &panel.marks {
        let titles = if told { titles(mark, panel) } else { Vec::new() };
        draw_mark(svg, mark, panel, area, &titles);
    }
    svg.close();
}

/// A line at each tick, all of them in one path.
fn draw_grid(svg: &mut Drawing, panel: &Panel, area: &Area, [x, y]: [&[(f64, String)]; 2]) {
    let (left, right) = (px(area.left), px(area.right));
    let (top, bottom) = (px(area.top), px(area.bottom));
    let mut lines = String::new();
    if !matches!(panel.x.ticks, Ticks::Named(_)) {
        for (at, _) in x {
            lines.extend(["M", &px(area.x(panel, *at)), ",", &top, "V", &bottom]);
        }
    }
    if !matches!(panel.y.ticks, Ticks::Named(_)) {
        for (at, _) in y {
            lines.extend(["M", &left, ",", &px(area.y(panel, *at)), "H", &right]);
        }
    }
    if !lines.is_empty() {
        svg.shape("path", &[("d", &lines), ("stroke", GRID)], "");
    }
}

fn draw_x_axis(svg: &mut Drawing, panel: &Panel, area: &Area, ticks: &[(f64, String)]) {
    for (at, tick) in ticks {
        if !tick.is_empty() {
            let at = [area.x(panel, *at), area.bottom + 17.0];
            text(svg, at, tick, TICK, QUIET, Anchor::Middle);
        }
    }
    if !panel.x.own_title().is_empty() {
        let at = [f64::midpoint(area.left, area.right), area.bottom + 38.0];
        text(svg, at, &title(panel.x.own_title()), WORDS, INK, Anchor::Middle);
    }
}

fn draw_y_axis(svg: &mut Drawing, panel: &Panel, area: &Area, ticks: &[(f64, String)]) {
    let mut widest = 0.0_f64;
    for (at, tick) in ticks {
        let at = [area.left - 6.0, area.y(panel, *at) + 4.0];
        text(svg, at, tick, TICK, QUIET, Anchor::End);
        widest = widest.max(width(tick, TICK));
    }
    if !panel.y.title.is_empty() {
        let at = [area.left - widest - 16.0, f64::midpoint(area.top, area.bottom)];
        upright_text(svg, at, &title(&panel.y.title));
    }
}

fn draw_mark(svg: &mut Drawing, mark: &Mark, panel: &Panel, area: &Area, titles: &[String]) {
    let whole = titles.first().map_or("", String::as_str);
    match mark {
        Mark::Cells(cells) => cells.draw(svg, panel, area),
        Mark::Points { color, symbol, size, at, .. } => {
            markers(svg, color, *symbol, *size, &on_paper(at, panel, area), titles);
        }
        Mark::Line { color, width, dash, dots, at, .. } => {
            let places = on_paper(at, panel, area);
            line(svg, color, *width, *dash, &places, whole);
            if *dots {
                markers(svg, color, Symbol::Circle, 7.0, &places, &[]);
            }
        }
        Mark::Curve { color, symbol, dash, at, marked, .. } => {
            line(svg, color, 2.0, *dash, &on_paper(at, panel, area), whole);
            markers(svg, color, *symbol, CURVE_MARKER, &on_paper(marked, panel, area), &[]);
        }
        // it is there for the pointer alone
        Mark::Area { opacity: 0.0, .. } if titles.is_empty() => {}
        Mark::Area { color, opacity, at, .. } => {
            let look = [("fill", *color), ("fill-opacity", &opacity.to_string())];
            svg.corners(true, &look, &on_paper(at, panel, area), &[], whole);
        }
        Mark::Text { at, text: words, anchor, size, bold } => {
            let [x, y] = place(panel, area, *at);
            let write = if *bold { bold_text } else { text };
            write(svg, [x, y + size * 0.35], words, *size, INK, *anchor);
        }
    }
}

fn on_paper(at: &[[f64; 2]], panel: &Panel, area: &Area) -> Vec<[f64; 2]> {
    let mut places = Vec::with_capacity(at.len());
    for at in at {
        places.push(place(panel, area, *at));
    }
    places
}

fn place(panel: &Panel, area: &Area, [x, y]: [f64; 2]) -> [f64; 2] {
    [area.x(panel, x), area.y(panel, y)]
}

fn draw_legend(svg: &mut Drawing, chart: &Chart, layout: &Layout) {
    let mut entries = layout.entries.iter();
    svg.open(&[]);
    for mark in chart.panels.iter().flat_map(|panel| &panel.marks) {
        let Some(name) = mark.legend_name() else { continue };
        let Some(&[x, y]) = entries.next() else { break };
        swatch(svg, mark, x, y);
        text(svg, [x + 30.0, y + 4.0], &name, TICK, INK, Anchor::Start);
    }
    svg.close();
}

fn swatch(svg: &mut Drawing, mark: &Mark, x: f64, y: f64) {
    match mark {
        Mark::Points { color, symbol, size, .. } => {
            // a large one that stands beside small ones of its look is told apart
            let size = if *size > 13.0 { 15.0 } else { 10.0 };
            markers(svg, color, *symbol, size, &[[x + 12.0, y]], &[]);
        }
        Mark::Curve { color, symbol, .. } => {
            markers(svg, color, *symbol, 10.0, &[[x + 12.0, y]], &[]);
        }
        Mark::Line { color, width, dash, dots, .. } => {
            svg.open(&[]);
            line(svg, color, *width, *dash, &[[x, y], [x + 24.0, y]], "");
            if *dots {
                markers(svg, color, Symbol::Circle, 7.0, &[[x + 12.0, y]], &[]);
            }
            svg.close();
        }
        Mark::Area { color, opacity, .. } => svg.shape(
            "rect",
            &[
                ("fill", color),
                ("fill-opacity", &opacity.to_string()),
                ("height", "12"),
                ("width", "16"),
                ("x", &px(x + 4.0)),
                ("y", &px(y - 6.0)),
            ],
            "",
        ),
        Mark::Cells(_) | Mark::Text { .. } => {}
    }
}

fn markers(
    svg: &mut Drawing,
    color: Color,
    symbol: Symbol,
    size: f64,
    at: &[[f64; 2]],
    titles: &[String],
) {
    svg.open(&[("fill", color), ("stroke", INK), ("stroke-width", "1")]);
    for (i, at) in at.iter().enumerate() {
        let title = titles.get(i).map_or("", String::as_str);
        marker(svg, symbol, *at, size / 2.0, title);
    }
    svg.close();
}

fn marker(svg: &mut Drawing, symbol: Symbol, [x, y]: [f64; 2], r: f64, title: &str) {
    if symbol == Symbol::Circle {
        return svg.shape("circle", &[("cx", &px(x)), ("cy", &px(y)), ("r", &px(r))], title);
    }
    let mut corners = Vec::new();
    for [dx, dy] in shape(symbol) {
        corners.push([x + dx * r, y + dy * r]);
    }
    svg.corners(true, &[], &corners, &[], title);
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
        Symbol::Star => &[
            [0.0, -1.25],
            [0.32, -0.45],
            [1.19, -0.39],
            [0.52, 0.17],
            [0.74, 1.01],
            [0.0, 0.55],
            [-0.74, 1.01],
            [-0.52, 0.17],
            [-1.19, -0.39],
            [-0.32, -0.45],
        ],
        Symbol::TiltedCross => &[
            [0.47, -0.95],
            [0.95, -0.47],
            [0.48, 0.0],
            [0.95, 0.47],
            [0.47, 0.95],
            [0.0, 0.48],
            [-0.47, 0.95],
            [-0.95, 0.47],
            [-0.48, 0.0],
            [-0.95, -0.47],
            [-0.47, -0.95],
            [0.0, -0.48],
        ],
        Symbol::Hourglass => &[[-0.95, -1.0], [0.95, -1.0], [-0.95, 1.0], [0.95, 1.0]],
        Symbol::TriangleRight => &[[1.1, 0.0], [-0.9, 1.1], [-0.9, -1.1]],
        Symbol::TriangleLeft => &[[-1.1, 0.0], [0.9, 1.1], [0.9, -1.1]],
    }
}

fn line(svg: &mut Drawing, color: Color, width: f64, dash: Dash, at: &[[f64; 2]], title: &str) {
    let (dashes, width) = (dashes(dash, width), px(width));
    let mut look = vec![("stroke", of_line(color))];
    if !dashes.is_empty() {
        look.push(("stroke-dasharray", &dashes));
    }
    look.push(("stroke-width", &width));
    svg.corners(false, &[("fill", "none")], at, &look, title);
}

/// Strokes and gaps; longer on wide lines, as Plotly has it.
fn dashes(dash: Dash, width: f64) -> String {
    let lengths: &[f64] = match dash {
        Dash::Solid => &[],
        Dash::Dashed => &[7.0, 5.0],
        Dash::Dotted => &[2.0, 3.0],
        Dash::Mixed => &[7.0, 3.0, 2.0, 3.0],
        Dash::Long => &[13.0, 5.0],
        Dash::LongMixed => &[13.0, 4.0, 2.0, 4.0],
    };
    let mut dashes = Vec::with_capacity(lengths.len());
    for length in lengths {
        dashes.push(px(length * (width / 3.0).max(1.0)));
    }
    dashes.join(" ")
}

fn text(svg: &mut Drawing, at: [f64; 2], words: &str, size: f64, color: Color, anchor: Anchor) {
    write(svg, at, words, size, vec![("fill", color)], anchor);
}

fn bold_text(
    svg: &mut Drawing,
    at: [f64; 2],
    words: &str,
    size: f64,
    color: Color,
    anchor: Anchor,
) {
    write(svg, at, words, size, vec![("fill", color), ("font-weight", "bold")], anchor);
}

fn write<'a>(
    svg: &mut Drawing,
    [x, y]: [f64; 2],
    words: &str,
    size: f64,
    look: Vec<(&'a str, &'a str)>,
    anchor: Anchor,
) {
    let size = px(size);
    let mut look: Vec<(&str, &str)> = look;
    look.push(("font-size", &size));
    let anchor = match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    };
    svg.text(&look, anchor, &[("x", &px(x)), ("y", &px(y))], &typeset(words));
}

/// Words that run upwards.
fn upright_text(svg: &mut Drawing, [x, y]: [f64; 2], words: &str) {
    let (x, y, size) = (px(x), px(y), px(WORDS));
    let turned = format!("rotate(-90 {x} {y})");
    let place = [("transform", turned.as_str()), ("x", &x), ("y", &y)];
    svg.text(&[("fill", INK), ("font-size", &size)], Some("middle"), &place, &typeset(words));
}
