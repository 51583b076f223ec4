use std::fmt;
use std::path::Path;

use super::moments::Moments;
use super::scenes;
use crate::chart::{Chart, Film};
use crate::data::Dataset;
use crate::error::{Result, count};
use crate::notebook::{MimeBundle, Reel, Show};
use crate::train::History;

/// A training run to watch: boundary, weights and error, picture by picture.
///
/// Made by [`History::replay`]. In a notebook it has buttons to play, pause and
/// step, and a slider; the arrow keys step too. Where scripts do not run, its
/// picture moves by itself, and a few pictures stand side by side under it.
///
/// It has at most 60 pictures, fewer where they are large. Of a longer run they
/// are chosen half evenly, half where the error changes.
#[derive(Clone, PartialEq)]
pub struct Replay {
    history: History,
    data: Dataset,
    unit: &'static str,
    film: Film,
}

impl History {
    /// The run once more, epoch by epoch, over the data that it learnt from.
    ///
    /// A perceptron with two inputs shows its boundary, if its transfer
    /// function has two sides; any other its weights and error only. See
    /// [`Replay::by_update`] for smaller steps.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`](crate::Error::Shape) if `data` are not those of the run,
    /// or if the run was not that of a perceptron,
    /// [`Error::Overflow`](crate::Error::Overflow) if its first error is
    /// infinite already.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta, Perceptron};
    ///
    /// let and = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])?;
    /// let mut perceptron = Perceptron::new(and.ranges(), 1)?;
    /// let history = perceptron.train(&and, Delta::new().learning_rate(0.1))?;
    /// let replay = history.replay(&and)?;
    /// assert_eq!(replay.frames().len(), history.epochs());
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn replay(&self, data: &Dataset) -> Result<Replay> {
        Replay::of(self, data, Moments::by_epoch(self, data)?)
    }
}

impl Replay {
    fn of(history: &History, data: &Dataset, moments: Moments) -> Result<Self> {
        let unit = moments.unit;
        let film = scenes::film(history, data, moments)?;
        Ok(Self { history: history.clone(), data: data.clone(), unit, film })
    }

    /// The same run, update by update: each picture says which sample moved
    /// the weights, and by how much.
    ///
    /// # Errors
    ///
    /// As [`History::replay`].
    pub fn by_update(&self) -> Result<Self> {
        Self::of(&self.history, &self.data, Moments::by_update(&self.history, &self.data)?)
    }

    /// Its pictures, in their order.
    #[must_use]
    pub fn frames(&self) -> &[Chart] {
        self.film.frames()
    }

    /// Its last picture, with the numbers of all.
    #[must_use]
    pub fn chart(&self) -> Chart {
        // there is one: a run without any cannot be replayed
        self.frames().last().cloned().unwrap_or_else(|| self.history.chart())
    }

    /// The moving picture as an SVG document that needs nothing else.
    #[must_use]
    pub fn to_svg(&self) -> String {
        self.film.to_svg()
    }

    /// Player, pictures and numbers in the forms that a notebook can choose
    /// from.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        let (strip, last) = (self.film.strip(), self.chart());
        let reel = Reel {
            svg: &self.to_svg(),
            size: self.film.size(),
            alt: &self.alt(),
            strip: &strip.to_svg(),
            strip_size: strip.size(),
            strip_alt: strip.alt(),
            labels: self.film.labels(),
            pause: self.film.pause(),
            tables: &last.tables,
        };
        MimeBundle::film(&reel).with_plain(last.to_string())
    }

    fn alt(&self) -> String {
        let pictures = count(self.frames().len(), "picture");
        let last = self.chart();
        format!("{}, in {pictures}; the last: {}", last.title, last.alt())
    }

    /// Shows it as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes a web page that stands alone: player, pictures and numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page(&self.chart().title, path.as_ref())
    }
}

/// What the last picture says, in words and numbers.
impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.chart(), f)
    }
}

impl Show for Replay {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Replay({} by {})", count(self.frames().len(), "picture"), self.unit)
    }
}
