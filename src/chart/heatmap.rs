//! A plane of small cells, each in one of a few colours.

use crate::lists::mapped;
use std::fmt::Write;

use super::contour::outlines;
use super::drawing::Drawing;
use super::layout::Area;
use super::style::px;
#[cfg(feature = "networks")]
use crate::chart::Color;
use crate::chart::Panel;

/// A grid over two ranges; the cells row by row from the bottom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cells {
    pub(crate) x: [f64; 2],
    pub(crate) y: [f64; 2],
    /// How many cells a row has.
    pub(crate) columns: usize,
    /// Which of the colours each cell has.
    pub(crate) shades: Vec<usize>,
    /// The same with what was rounded away, where the colours flow over the plane
    /// and no cells are seen.
    pub(crate) heights: Vec<f64>,
    /// The outputs of the cells, if the pointer is told of them.
    pub(crate) told: Option<Told>,
    pub(crate) colors: Vec<String>,
}

/// The output of each cell, and the outputs of the first and the last colour.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) outputs: Vec<f64>,
    pub(crate) range: [f64; 2],
}

/// Outputs of which the digits behind the point are enough.
const SHARE: [f64; 2] = [0.0, 1.0];

impl Told {
    fn all_are(&self, such: impl Fn(f64) -> bool) -> bool {
        self.outputs.iter().all(|output| such(*output))
    }

    fn are_whole(&self) -> bool {
        self.all_are(|output| output.fract() == 0.0)
    }

    fn are_shares(&self) -> bool {
        self.range == SHARE && self.all_are(|output| (0.0..=1.0).contains(&output))
    }

    /// What the pointer is told of a cell, as Plotly takes it.
    pub(super) fn template(&self) -> &'static str {
        if self.are_whole() {
            "output %{z}"
        } else if self.are_shares() {
            "output about 0.%{z:02d}"
        } else {
            "output about %{z}"
        }
    }

    /// Numbers in the place of the outputs, as short as they say enough, and those
    /// of the first and the last colour.
    pub(super) fn values(&self) -> (Vec<f64>, [f64; 2]) {
        let [low, high] = self.range;
        if self.are_shares() && !self.are_whole() {
            let hundredths = |output: &f64| (100.0 * output).floor().min(99.0);
            return (mapped(&self.outputs, &hundredths), [-0.5, 99.5]);
        }
        let span = high / 2.0 - low / 2.0;
        let values = mapped(&self.outputs, &|output| hundredth(*output, span));
        (values, if span > 0.0 { [low, high] } else { [low - 0.5, high + 0.5] })
    }
}

/// `value` to about a hundredth of `span`, in whole digits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 300")]
fn hundredth(value: f64, span: f64) -> f64 {
    let value = value.clamp(-f64::MAX, f64::MAX);
    let digits = (2.0 - span.log10().floor()).clamp(0.0, 300.0) as usize;
    format!("{value:.digits$}").parse().unwrap_or(value)
}

#[cfg(feature = "networks")]
/// `color` on white paper with this opacity.
pub(crate) fn tint(color: Color, opacity: f64) -> String {
    let mut tint = "#".to_owned();
    for at in [1, 3, 5] {
        let part = color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        let part = f64::from(part.unwrap_or(0));
        let mixed = super::layout::pixels(255.0 * (1.0 - opacity) + part * opacity);
        let _ = write!(tint, "{:02X}", mixed.min(255)); // a string takes all
    }
    tint
}

impl Cells {
    /// The middles of the columns and of the rows.
    pub(super) fn middles(&self) -> [Vec<f64>; 2] {
        [middles(self.x, self.columns), middles(self.y, self.rows())]
    }

    fn rows(&self) -> usize {
        self.shades.len().div_ceil(self.columns.max(1))
    }

    /// Areas on top of each other, each of a colour and those above it, in tenths
    /// of a pixel.
    fn draw_areas(&self, svg: &mut Drawing, panel: &Panel, area: &Area) {
        let lowest = self.shades.iter().min().copied().unwrap_or_default();
        let (left, bottom) = (area.x(panel, self.x[0]), area.y(panel, self.y[0]));
        let (wide, high) = (area.x(panel, self.x[1]) - left, area.y(panel, self.y[1]) - bottom);
        svg.open(&[("fill-rule", "evenodd"), ("transform", "scale(0.1)")]);
        for (i, color) in self.colors.iter().enumerate().skip(lowest) {
            // the whole plane has the lowest one
            let level = if i == lowest { f64::MIN } else { i as f64 };
            let mut path = String::new();
            for line in outlines(&self.heights, self.columns, level) {
                let mut before: Option<[f64; 2]> = None;
                for [u, v] in line {
                    let tenths = |at: f64| (10.0 * at).round();
                    let at = [tenths(left + u * wide), tenths(bottom + v * high)];
                    let _ = match before {
                        None => write!(path, "M{} {}l", at[0], at[1]),
                        Some([x, y]) => write!(path, "{} {} ", at[0] - x, at[1] - y),
                    }; // a string takes all
                    before = Some(at);
                }
            }
            if !path.is_empty() {
                svg.shape("path", &[("d", path.trim_end()), ("fill", color)], "");
            }
        }
        svg.close();
    }

    /// One path a colour, of lines as wide as a row is high: a cell is a unit.
    pub(super) fn draw(&self, svg: &mut Drawing, panel: &Panel, area: &Area) {
        if !self.heights.is_empty() {
            return self.draw_areas(svg, panel, area);
        }
        let (columns, rows) = (self.columns.max(1), self.rows().max(1));
        let (left, bottom) = (area.x(panel, self.x[0]), area.y(panel, self.y[0]));
        let width = (area.x(panel, self.x[1]) - left) / columns as f64;
        let height = (bottom - area.y(panel, self.y[1])) / rows as f64;
        // the lowest row lies at 0, the others above it
        let middle = px(bottom - height / 2.0);
        let place = format!("translate({} {middle}) scale({width:.4} {height:.4})", px(left));
        svg.open(&[
            ("fill", "none"),
            ("shape-rendering", "crispEdges"),
            ("stroke-width", "1"),
            ("transform", &place),
        ]);
        for (color, path) in self.colors.iter().zip(&self.paths()) {
            if !path.is_empty() {
                svg.shape("path", &[("d", path), ("stroke", color)], "");
            }
        }
        svg.close();
    }

    /// For each colour `M3-5h4`: from column 3 of row 5 over four cells.
    fn paths(&self) -> Vec<String> {
        let mut paths = vec![String::new(); self.colors.len()];
        for (row, shades) in self.shades.chunks(self.columns.max(1)).enumerate() {
            let row = if row == 0 { " 0".to_owned() } else { format!("-{row}") };
            let mut from = 0;
            for to in 1..=shades.len() {
                if to < shades.len() && shades[to] == shades[from] {
                    continue;
                }
                if let Some(path) = paths.get_mut(shades[from]) {
                    let _ = write!(path, "M{from}{row}h{}", to - from); // a string takes all
                }
                from = to;
            }
        }
        paths
    }

    /// The colours as steps of a Plotly colour scale.
    pub(super) fn scale(&self) -> Vec<(f64, String)> {
        let n = self.colors.len().max(1) as f64;
        // with the digits that move no colour
        let end = |i: usize| (i as f64 / n * 1e4).round() / 1e4;
        let mut scale = Vec::with_capacity(2 * self.colors.len());
        for (i, color) in self.colors.iter().enumerate() {
            scale.push((end(i), color.clone()));
            scale.push((end(i + 1), color.clone()));
        }
        scale
    }
}

fn middles([low, high]: [f64; 2], n: usize) -> Vec<f64> {
    let mut middles = Vec::with_capacity(n);
    for i in 0..n {
        let share = (i as f64 + 0.5) / n as f64;
        middles.push(low * (1.0 - share) + high * share);
    }
    middles
}
