//! The replay of a training run.

use std::fmt;
use std::path::Path;

#[cfg(feature = "networks")]
use super::network_frames;
use super::perceptron_frames;
use super::perceptron_keyframes::Moments;
use crate::chart::{Chart, Film};
use crate::data::{Dataset, position};
use crate::error::{Error, Result, count};
use crate::lists::mapped;
use crate::notebook::{MimeBundle, Reel, Show, typeset};
use crate::train::History;

/// A training run to watch: what the network answers and its error, picture by
/// picture.
///
/// Made by [`History::replay`]. In a notebook it has buttons to play, pause and
/// step, and a slider; after a click in the picture the arrow keys step too.
/// Where scripts do not run, its picture moves by itself, and a few pictures
/// stand side by side under it.
///
/// Beside the line of a perceptron stands, pale, that of the picture before. A
/// circle marks the sample of an update, and an arrow from the line the direction
/// of the weights, where units are equal on both axes.
///
/// It has at most 60 pictures, fewer where they are large. Of a longer run they
/// are chosen half evenly, half where the error changes.
#[derive(Clone, PartialEq)]
pub struct Replay {
    history: History,
    data: Dataset,
    unit: &'static str,
    /// The inputs that it is drawn over, where they are named.
    over: Option<[String; 2]>,
    film: Film,
}

impl History {
    /// The run once more, over the data that it learnt from: update by update if
    /// there are at most 59, so that each has its picture, else epoch by epoch.
    /// [`Replay::by_update`] and [`Replay::by_epoch`] choose one of them; a run
    /// with validation data, whose error is known by epoch, and that of other
    /// networks begin with epochs.
    ///
    /// A perceptron with two inputs shows its boundary and one with a single
    /// input its threshold, if its transfer function has two sides; any other
    /// its weights and error only.
    ///
    /// A multi-layer network shows, for the epochs of its
    /// [`snapshots`](History::snapshots), its output over two inputs and what
    /// its first hidden neurons see, the curve of its outputs over a single
    /// input, or else its connections; an `Elman` network its outputs over the
    /// steps of the sequence.
    ///
    /// With more than two inputs see [`Replay::over`].
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if `data` are not those of the run, or if it was that of
    /// prototypes or of a network of more than 100,000 parameters,
    /// [`Error::Overflow`] if its first error is infinite already.
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
    /// let updates = history.ledger(&and)?.n_updates();
    /// assert_eq!(replay.frames().len(), 1 + updates);
    /// assert_eq!(replay.by_epoch()?.frames().len(), history.epochs());
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn replay(&self, data: &Dataset) -> Result<Replay> {
        Replay::stepping(self, data, None, &Moments::by_few)
    }
}

/// How the moments of a run are chosen.
type Choice<'a> = &'a dyn Fn(&History, &Dataset) -> Result<Moments>;

impl Replay {
    fn stepping(
        history: &History,
        data: &Dataset,
        over: Option<[String; 2]>,
        choice: Choice,
    ) -> Result<Self> {
        #[cfg(feature = "networks")]
        if let Some(learner) = &history.learner {
            let film = network_frames::film(history, learner, data, over.as_ref())?;
            let (history, data) = (history.clone(), data.clone());
            return Ok(Self { history, data, unit: "epoch", over, film });
        }
        Self::of(history, data, choice(history, data)?, over)
    }

    fn of(
        history: &History,
        data: &Dataset,
        moments: Moments,
        over: Option<[String; 2]>,
    ) -> Result<Self> {
        let unit = moments.unit;
        let film = perceptron_frames::film(history, data, moments, over.as_ref())?;
        Ok(Self { history: history.clone(), data: data.clone(), unit, over, film })
    }

    /// The same run, update by update: each picture says which sample moved
    /// the weights, and by how much.
    ///
    /// # Errors
    ///
    /// As [`History::replay`], and [`Error::Unsupported`] for a multi-layer
    /// network, whose weights are kept by epoch.
    pub fn by_update(&self) -> Result<Self> {
        #[cfg(feature = "networks")]
        if self.history.learner.is_some() {
            return Err(Error::Unsupported {
                what: "by_update",
                expected: "the replay of a perceptron, whose updates can be done again one by one"
                    .to_owned(),
                found:
                    "one of a multi-layer network, of which a history keeps the weights of some \
                       epochs"
                        .to_owned(),
            });
        }
        self.again(self.over.clone(), &Moments::by_update)
    }

    /// The same run, epoch by epoch: each picture is what a pass over all
    /// samples has led to.
    ///
    /// # Errors
    ///
    /// As [`History::replay`].
    pub fn by_epoch(&self) -> Result<Self> {
        self.again(self.over.clone(), &Moments::by_epoch)
    }

    fn again(&self, over: Option<[String; 2]>, choice: Choice) -> Result<Self> {
        Self::stepping(&self.history, &self.data, over, choice)
    }

    /// The same run over two of many inputs, named; the others are held at
    /// their medians in the data.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownName`] for a name that is not among the inputs,
    /// [`Error::DuplicateName`] if both are the same, [`Error::Unsupported`] if the
    /// transfer function of a perceptron has no two sides
    /// ([`Transfer::PureLin`](crate::Transfer::PureLin)) or the network is an
    /// `Elman` network.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let cars = Scaler::standard(&cars)?.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(cars.ranges(), 1)?;
    /// let history = perceptron.train(&cars, Delta::new())?;
    /// let replay = history.replay(&cars)?.over(["price", "model"])?;
    /// assert!(replay.to_string().contains("40 of 40 points on the correct side."));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn over(&self, inputs: [&str; 2]) -> Result<Self> {
        let names = self.data.input_names();
        if position("input", names, inputs[0])? == position("input", names, inputs[1])? {
            return Err(Error::DuplicateName { kind: "input", name: inputs[0].to_owned() });
        }
        if let Some(perceptron) = &self.history.perceptron {
            // says what is wrong with its transfer function
            perceptron.boundary_over(&self.data, inputs)?;
        }
        let over = Some([inputs[0].to_owned(), inputs[1].to_owned()]);
        self.again(
            over,
            if self.unit == "epoch" { &Moments::by_epoch } else { &Moments::by_update },
        )
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
        let labels: Vec<String> = mapped(self.film.labels(), &|label| typeset(label));
        let (alt, strip_alt) = (typeset(&self.alt()), typeset(strip.alt()));
        let reel = Reel {
            svg: &self.to_svg(),
            size: self.film.size(),
            alt: &alt,
            strip: &strip.written(),
            strip_size: strip.size(),
            strip_alt: &strip_alt,
            columns: &self.film.columns(),
            labels: &labels,
            pause: self.film.pause(),
            tables: &last.tables,
        };
        MimeBundle::film(&reel).with_plain(last.to_string())
    }

    fn alt(&self) -> String {
        let pictures = count(self.frames().len(), "picture");
        let last = self.chart();
        format!("{}, in {pictures}. The last one: {}", last.title, last.alt())
    }

    /// Shows it as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes a web page that stands alone: player, pictures and numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Write`] if the file cannot be written.
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
        crate::debug::write(
            f,
            format_args!("Replay({} by {})", count(self.frames().len(), "picture"), self.unit),
        )
    }
}
