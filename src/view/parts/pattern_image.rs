//! Rows of numbers as small images.

use crate::chart::{
    Anchor, Axis, Cells, GRID, INK, Mark, PAPER, Panel, Symbol, Ticks, VERMILLION, few_letters,
    sign, tint,
};

/// Images that a picture has room for, and pixels in all of them together.
pub(crate) const MAX_IMAGES: usize = 8;
const MAX_PIXELS: usize = 3072;
/// Pixels of one image; of a larger one, every second or third in each
/// direction is drawn.
const MAX_PLACES: usize = 1024;
/// Pixels in all images together up to which those that differ are marked.
const MAX_MARKED: usize = 1600;
const HEIGHT: f64 = 150.0;
/// Images of a sheet beside each other, unless they are many small ones, and the
/// height of the name above each.
const MAX_BESIDE: usize = 5;
const NAME: f64 = 22.0;
/// Shades from off to on of a pattern, and from one end to the other of numbers.
const OFF_TO_ON: usize = 5;
const SHADES: usize = 13;

/// The colours of numbers between two ends, and last that of a place without one.
pub(crate) struct Tones {
    ends: [f64; 2],
    colors: Vec<String>,
}

impl Tones {
    /// From off, grey, to on, black.
    fn of_patterns() -> Self {
        let mut colors = vec![GRID.to_owned()];
        for shade in 1..OFF_TO_ON {
            colors.push(tint(INK, 0.12 + 0.88 * shade as f64 / (OFF_TO_ON - 1) as f64));
        }
        Self::with([-1.0, 1.0], colors)
    }

    /// From white to black.
    pub(crate) fn of_numbers(ends: [f64; 2]) -> Self {
        let shade = |shade: usize| tint(INK, shade as f64 / (SHADES - 1) as f64);
        Self::with(ends, (0..SHADES).map(shade).collect())
    }

    /// From the colour of negative weights by white to that of positive ones.
    pub(crate) fn of_weights(largest: f64) -> Self {
        let mut colors = Vec::with_capacity(SHADES + 1);
        for shade in 0..SHADES {
            let side = 2.0 * shade as f64 / (SHADES - 1) as f64 - 1.0;
            colors.push(tint(sign(side), side.abs()));
        }
        Self::with([-largest, largest], colors)
    }

    fn with(ends: [f64; 2], mut colors: Vec<String>) -> Self {
        colors.push(PAPER.to_owned());
        Self { ends, colors }
    }

    /// The shade that is nearest to a value, of two the first.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of the shades"
    )]
    fn shade(&self, value: f64) -> usize {
        let [low, high] = self.ends;
        let share = (value.clamp(low, high) / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0);
        let share = if share.is_nan() { 0.5 } else { share };
        (share * (self.none() - 1) as f64 - 0.5).ceil().max(0.0) as usize
    }

    /// The colour of a place without a number.
    fn none(&self) -> usize {
        self.colors.len() - 1
    }
}

/// How the places of a pattern lie in rows.
#[derive(Clone, Copy)]
pub(crate) struct Pixels {
    places: usize,
    width: usize,
    height: usize,
    /// One of `step` pixels is drawn, to the right and downwards.
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
        self.images_within(MAX_PIXELS, MAX_IMAGES)
    }

    /// How many fit into `pixels`, at most `images`.
    pub(crate) fn images_within(self, pixels: usize, images: usize) -> usize {
        (pixels / self.columns() / self.rows()).clamp(2, images)
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

    /// An image of the pattern `values` at the left of a panel, one of `columns`
    /// side by side.
    pub(crate) fn panel(self, title: String, values: &[f64], columns: usize) -> Panel {
        let [width, height] = [self.columns() as f64, self.rows() as f64];
        // pixels are squares, whatever the shape of the panel
        let (shape, tones) = (crate::chart::panel_width(columns) / HEIGHT, Tones::of_patterns());
        let high = height.max(width / shape);
        let hidden = |low, high| Axis { ticks: Ticks::Hidden, ..Axis::exact("", low, high) };
        let cells = Cells {
            x: [0.0, width],
            y: [0.0, height],
            columns: self.columns(),
            shades: self.shades(values, &tones),
            heights: Vec::new(),
            told: None,
            colors: tones.colors,
        };
        Panel {
            title,
            x: hidden(0.0, high * shape),
            y: hidden(height - high, height),
            height: HEIGHT,
            marks: vec![Mark::Cells(cells)],
        }
    }

    /// Images of numbers in one panel, side by side in rows, each below its name.
    pub(crate) fn sheet(self, images: &[Vec<f64>], names: &[String], tones: Tones) -> Panel {
        let room = crate::chart::panel_width(1);
        let beside =
            if images.len() > MAX_BESIDE && self.columns() <= 16 { 10 } else { MAX_BESIDE };
        let (width, height) = (self.columns() + 1, self.rows());
        let columns = beside * width;
        // what a name takes, in pixels of the images
        let pixel = room / columns as f64;
        let letters = lines_of(NAME, pixel);
        let tile = height + letters;
        let lines = images.len().div_ceil(beside);
        let mut shades = vec![tones.none(); columns * lines * tile];
        let mut marks = Vec::new();
        let names = few_letters(names, if beside == 10 { 7 } else { 14 });
        for (i, values) in images.iter().enumerate() {
            let (left, bottom) = (i % beside * width, (lines - 1 - i / beside) * tile);
            for (place, shade) in self.shades(values, &tones).into_iter().enumerate() {
                let (row, column) = (place / self.columns(), place % self.columns());
                shades[(bottom + row) * columns + left + column] = shade;
            }
            let at = [left as f64, (bottom + height) as f64 + 0.4 * letters as f64];
            marks.push(Mark::text(at, names[i].clone(), Anchor::Start));
        }
        let (x, y) = ([0.0, columns as f64], [0.0, (lines * tile) as f64]);
        let (colors, heights) = (tones.colors, Vec::new());
        marks.insert(0, Mark::Cells(Cells { x, y, columns, shades, heights, told: None, colors }));
        let hidden =
            |[low, high]: [f64; 2]| Axis { ticks: Ticks::Hidden, ..Axis::exact("", low, high) };
        let (x, y) = (hidden(x), hidden(y));
        Panel { title: String::new(), x, y, height: pixel * (lines * tile) as f64, marks }
    }

    /// The drawn pixels row by row from the bottom.
    fn shades(self, values: &[f64], tones: &Tones) -> Vec<usize> {
        let mut shades = Vec::with_capacity(self.columns() * self.rows());
        for row in (0..self.rows()).rev() {
            for column in 0..self.columns() {
                let place = self.step * (row * self.width + column);
                let inside = self.step * column < self.width && place < self.places;
                let value = values.get(place).filter(|_| inside);
                shades.push(value.map_or(tones.none(), |value| tones.shade(*value)));
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

/// How many lines of the given number of pixels make up a height.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
fn lines_of(height: f64, pixel: f64) -> usize {
    (height / pixel).ceil().max(1.0) as usize
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
        assert_eq!(pixels.shades(&vec![1.0; 4096], &Tones::of_patterns()).len(), 1024);
        assert_eq!(Pixels::of(1_000_000, Some(1)).columns(), 1);
    }

    #[test]
    fn rows_are_drawn_from_the_bottom() {
        let pixels = Pixels::of(5, Some(2));
        let tones = Tones::of_patterns();
        assert_eq!(pixels.shades(&[1.0, -1.0, 0.0, 9.0, -9.0], &tones), [0, 5, 2, 4, 4, 0]);
        assert_eq!(pixels.lines(&[1.0, -1.0, 0.0, 9.0, -9.0]), ["#.", ".#", "."]);
    }
}
