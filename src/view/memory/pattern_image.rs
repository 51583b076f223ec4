//! Patterns as small images.

use crate::chart::{Axis, Cells, GRID, INK, Mark, PAPER, Panel, Symbol, Ticks, VERMILLION, tint};

/// Images that a picture has room for, and pixels in all of them together.
pub(crate) const MAX_IMAGES: usize = 8;
const MAX_PIXELS: usize = 3072;
/// Pixels of one image; of a larger one, every second or third in each
/// direction is drawn.
const MAX_PLACES: usize = 1024;
/// Pixels in all images together up to which those that differ are marked.
const MAX_MARKED: usize = 1600;
const HEIGHT: f64 = 150.0;
/// From off to on.
const SHADES: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// How the places of a pattern lie in rows.
#[derive(Clone, Copy)]
pub(crate) struct Pixels {
    places: usize,
    width: usize,
    height: usize,
    /// One of so many pixels is drawn, to the right and downwards.
    step: usize,
}

impl Pixels {
    /// Rows of `width`; without one, as square as can be.
    pub(crate) fn of(places: usize, width: Option<usize>) -> Self {
        let width = width.unwrap_or_else(|| squarest(places)).clamp(1, places.max(1));
        let height = places.div_ceil(width);
        let mut step = 1;
        while width.div_ceil(step) * height.div_ceil(step) > MAX_PLACES {
            step += 1;
        }
        Self { places, width, height, step }
    }

    /// How many images fit into a picture.
    pub(crate) fn images(self) -> usize {
        (MAX_PIXELS / self.columns() / self.rows()).clamp(2, MAX_IMAGES)
    }

    fn columns(self) -> usize {
        self.width.div_ceil(self.step)
    }

    fn rows(self) -> usize {
        self.height.div_ceil(self.step)
    }

    /// A sentence that says which pixels are drawn, if not all.
    pub(crate) fn thinning(self) -> Option<String> {
        let step = self.step;
        (step > 1).then(|| format!("One of {step} × {step} pixels is drawn."))
    }

    /// An image of `values` at the left of a panel, one of `columns` side by
    /// side.
    pub(crate) fn panel(self, title: String, values: &[f64], columns: usize) -> Panel {
        let [width, height] = [self.columns() as f64, self.rows() as f64];
        // pixels are squares, whatever the shape of the panel
        let shape = crate::chart::panel_width(columns) / HEIGHT;
        let high = height.max(width / shape);
        let hidden = |low, high| Axis { ticks: Ticks::Hidden, ..Axis::exact("", low, high) };
        let cells = Cells {
            x: [0.0, width],
            y: [0.0, height],
            columns: self.columns(),
            shades: self.shades(values),
            heights: Vec::new(),
            told: None,
            colors: colors(),
        };
        Panel {
            title,
            x: hidden(0.0, high * shape),
            y: hidden(height - high, height),
            height: HEIGHT,
            marks: vec![Mark::Cells(cells)],
        }
    }

    /// The drawn pixels row by row from the bottom.
    fn shades(self, values: &[f64]) -> Vec<usize> {
        let mut shades = Vec::with_capacity(self.columns() * self.rows());
        for row in (0..self.rows()).rev() {
            for column in 0..self.columns() {
                let place = self.step * (row * self.width + column);
                let inside = self.step * column < self.width && place < self.places;
                let value = values.get(place).filter(|_| inside);
                shades.push(value.map_or(SHADES.len(), |value| shade(*value)));
            }
        }
        shades
    }

    /// Dots on the pixels that differ, if all `images` together have room for
    /// them.
    pub(crate) fn marks(self, name: &str, differ: &[bool], images: usize) -> Option<Mark> {
        if self.step > 1 || self.places * images > MAX_MARKED {
            return None;
        }
        let mut at = Vec::new();
        for (place, differs) in differ.iter().enumerate() {
            if *differs {
                let (row, column) = (place / self.width, place % self.width);
                at.push([column as f64 + 0.5, (self.height - row) as f64 - 0.5]);
            }
        }
        let size = (0.5 * HEIGHT / self.height.max(self.width) as f64).clamp(3.0, 9.0);
        let (name, color, symbol) = (name.to_owned(), VERMILLION, Symbol::Circle);
        (!at.is_empty()).then_some(Mark::Points {
            name,
            color,
            symbol,
            size,
            at,
            hover: Vec::new(),
        })
    }

    /// Rows of `#` and `.`, for a table.
    pub(crate) fn lines(self, values: &[f64]) -> Vec<String> {
        let mut lines = Vec::new();
        for row in values.chunks(self.width) {
            let mut line = String::new();
            for value in row {
                line.push(if crate::network::is_on(*value) { '#' } else { '.' });
            }
            lines.push(line);
        }
        lines
    }
}

fn colors() -> Vec<String> {
    let mut colors = vec![GRID.to_owned()];
    for share in &SHADES[1..] {
        colors.push(tint(INK, 0.12 + 0.88 * share));
    }
    colors.push(PAPER.to_owned());
    colors
}

/// Which of the shades from −1 to 1 is the nearest to a value.
fn shade(value: f64) -> usize {
    let mut nearest = (0, f64::INFINITY);
    for (shade, share) in SHADES.iter().enumerate() {
        let far = (2.0 * share - 1.0 - value.clamp(-1.0, 1.0)).abs();
        if far < nearest.1 {
            nearest = (shade, far);
        }
    }
    nearest.0
}

/// The widest row that fills an image no wider than high; with an incomplete
/// last row where that would be a thin strip.
fn squarest(places: usize) -> usize {
    let mut root = 1;
    while (root + 1) * (root + 1) <= places {
        root += 1;
    }
    for width in (1..=root).rev() {
        if places.is_multiple_of(width) && 4 * width >= root {
            return width;
        }
    }
    if root * root < places { root + 1 } else { root }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_as_square_as_can_be() {
        assert_eq!([1, 4, 6, 35, 784, 37, 1_000_003].map(squarest), [1, 2, 2, 5, 28, 7, 1001]);
    }

    #[test]
    fn large_images_are_thinned() {
        let pixels = Pixels::of(4096, None);
        assert_eq!((pixels.step, pixels.columns(), pixels.images()), (2, 32, 3));
        assert_eq!(pixels.shades(&vec![1.0; 4096]).len(), 1024);
        assert_eq!(Pixels::of(1_000_000, Some(1)).columns(), 1);
    }

    #[test]
    fn rows_are_drawn_from_the_bottom() {
        let pixels = Pixels::of(5, Some(2));
        assert_eq!(pixels.shades(&[1.0, -1.0, 0.0, 9.0, -9.0]), [0, 5, 2, 4, 4, 0]);
        assert_eq!(pixels.lines(&[1.0, -1.0, 0.0, 9.0, -9.0]), ["#.", ".#", "."]);
    }
}
