//! Samples whose inputs are the pixels of an image.

use crate::chart::{Chart, Panel, short};
use crate::data::{Dataset, strings, widened};
use crate::error::{Error, Result, count};
use crate::notebook::Table;
use crate::view::parts::classes::names::name;
use crate::view::parts::pattern_image::{Pixels, Tones};

/// How many images there are.
pub(crate) const MAX_IMAGES: usize = 20;
/// Pixels in all images together.
const MAX_PIXELS: usize = 8192;

impl Dataset {
    /// Samples as small images, for inputs that are pixels, row by row from the
    /// top: up to 20, some of each class. The smallest input is white, the
    /// largest black.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not `width` × `height` inputs.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let letters = toy::letters()?;
    /// assert!(letters.as_images(5, 7)?.to_string().starts_with("26 samples as images"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "imshow")]
    pub fn as_images(&self, width: usize, height: usize) -> Result<Chart> {
        check("as_images", self.n_inputs(), [width, height])?;
        let pixels = Pixels::of(self.n_inputs(), Some(width));
        let n = pixels.images_within(MAX_PIXELS, MAX_IMAGES);
        let (shown, names) = some_of_each_class(self, n);
        let first = self.input_row(0).first().copied().unwrap_or(0.0);
        let mut ends = [first, first];
        for value in self.input_matrix().values() {
            ends = widened(ends, *value);
        }
        let tones = Tones::of_numbers(ends);
        let (mut images, mut titles) = (Vec::new(), Vec::new());
        let mut table = Table::new(strings(["row", "class"]));
        for &row in &shown {
            images.push(self.input_row(row).to_vec());
            titles.push(names[row].clone());
            table.push([row.to_string(), names[row].clone()]);
        }
        let samples = count(self.n_samples(), "sample");
        let mut words = vec![format!("White is {}, black is {}.", short(ends[0]), short(ends[1]))];
        if shown.len() < self.n_samples() {
            words.push(format!("{} of {samples} are drawn, some of each class.", shown.len()));
        }
        words.extend(pixels.thinning());
        let title = format!("{samples} as images of {width} × {height} pixels");
        Ok(chart(title, words, pixels.sheet(&images, &titles, tones), table))
    }
}

/// Small images as a picture.
pub(crate) fn chart(title: String, words: Vec<String>, sheet: Panel, table: Table) -> Chart {
    let alt = format!("{title}. {}", words.join(" "));
    let (panels, tables) = (vec![sheet], vec![table]);
    Chart { title, words, alt, panels, columns: 1, tables }.cleaned()
}

/// Refuses a width and a height that do not fit.
pub(crate) fn check(what: &'static str, inputs: usize, [width, height]: [usize; 2]) -> Result<()> {
    if width.checked_mul(height) == Some(inputs) {
        return Ok(());
    }
    Err(Error::Shape {
        what,
        expected: format!("a width and a height that multiply to {}", count(inputs, "input")),
        found: format!("{width} × {height}"),
    })
}

/// `n` rows, the first ones of each class in turn, and what every row is called:
/// by its class, or by its number.
fn some_of_each_class(data: &Dataset, n: usize) -> (Vec<usize>, Vec<String>) {
    let mut all: Vec<&[f64]> = Vec::new();
    let (mut names, mut turns) = (Vec::new(), Vec::new());
    let mut taken: Vec<usize> = Vec::new();
    for row in 0..data.n_samples() {
        let targets = data.target_row(row);
        let place = all.iter().position(|other| *other == targets);
        let class = place.unwrap_or(all.len());
        if place.is_none() && class < MAX_IMAGES {
            all.push(targets);
            taken.push(0);
        }
        let turn = taken.get_mut(class).map(|turn| std::mem::replace(turn, *turn + 1));
        turns.push((turn.unwrap_or(usize::MAX), class));
        names.push(if data.n_targets() == 0 { format!("row {row}") } else { String::new() });
    }
    for (row, (_, class)) in turns.iter().enumerate() {
        if data.n_targets() > 0 {
            let targets = data.target_row(row);
            names[row] =
                all.get(*class).map_or_else(|| format!("row {row}"), |_| name(data, targets, &all));
        }
    }
    let mut shown = crate::lists::order_by(turns.len(), &|a, b| turns[a].cmp(&turns[b]));
    shown.truncate(n);
    (shown, names)
}
