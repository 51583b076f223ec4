//! A plane of small cells, each in one of a few colours.

use std::fmt::Write;

use super::layout::Area;
use super::svg::px;
use super::{Color, Panel};
use crate::notebook::Markup;

/// A square grid over two ranges; the cells row by row from the bottom.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cells {
    pub(crate) x: [f64; 2],
    pub(crate) y: [f64; 2],
    pub(crate) side: usize,
    /// Which of the colours each cell has.
    pub(crate) shades: Vec<usize>,
    pub(crate) colors: Vec<String>,
}

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
    /// The middle of every column or row on an axis.
    pub(super) fn middles(&self, [low, high]: [f64; 2]) -> Vec<f64> {
        let mut middles = Vec::with_capacity(self.side);
        for i in 0..self.side {
            let share = (i as f64 + 0.5) / self.side as f64;
            middles.push(low * (1.0 - share) + high * share);
        }
        middles
    }

    /// One rectangle for neighbours of the same colour in a row.
    pub(super) fn draw(&self, svg: &mut Markup, panel: &Panel, area: &Area) {
        let edge = |[low, high]: [f64; 2], i: usize| {
            let share = i as f64 / self.side as f64;
            low * (1.0 - share) + high * share
        };
        svg.open("g", &[("shape-rendering", "crispEdges")]);
        for (row, shades) in self.shades.chunks(self.side).enumerate() {
            let top = area.y(panel, edge(self.y, row + 1));
            let height = area.y(panel, edge(self.y, row)) - top;
            let mut from = 0;
            for to in 1..=shades.len() {
                if to < shades.len() && shades[to] == shades[from] {
                    continue;
                }
                let left = area.x(panel, edge(self.x, from));
                let width = area.x(panel, edge(self.x, to)) - left;
                svg.empty(
                    "rect",
                    &[
                        ("fill", self.colors.get(shades[from]).map_or("none", String::as_str)),
                        ("height", &px(height)),
                        ("width", &px(width)),
                        ("x", &px(left)),
                        ("y", &px(top)),
                    ],
                );
                from = to;
            }
        }
        svg.close("g");
    }

    /// The colours as steps of a Plotly colour scale.
    pub(super) fn scale(&self) -> Vec<(f64, String)> {
        let n = self.colors.len().max(1) as f64;
        let mut scale = Vec::with_capacity(2 * self.colors.len());
        for (i, color) in self.colors.iter().enumerate() {
            scale.push((i as f64 / n, color.clone()));
            scale.push(((i as f64 + 1.0) / n, color.clone()));
        }
        scale
    }
}
