//! The playground of a perceptron with two inputs.

use std::fmt;

use serde_json::{Value, json};

use super::code::{code, names_code};
use super::settings::Settings;
use super::sizes::{check_inputs, check_size};
use crate::chart::{Chart, labels};
use crate::data::Dataset;
use crate::error::{Error, Result, count};
use crate::network::{Perceptron, Transfer};
use crate::train::{Delta, IntoTrainer};
use crate::view::Boundary;
use crate::view::parts::numbers::numbers;
use crate::view::perceptron::explorer::colors;

/// A perceptron to touch, with its points: add, move and relabel points, move
/// the line and the weights by hand, and press for one update after the other.
///
/// Made by [`Dataset::playground`] and [`Perceptron::playground`]. In a notebook
/// and on a saved page it works by itself, without a kernel and without a
/// network. It learns with the delta rule, number by number as
/// [`Perceptron::train`] does, and gives its state as Rust that leads to the
/// same weights and the same errors to the last bit. Where scripts do not run
/// it shows the boundary and a table of the points.
#[derive(Clone, PartialEq)]
pub struct Playground {
    perceptron: Perceptron,
    data: Dataset,
    boundary: Boundary,
    settings: Settings,
}

impl Dataset {
    /// An untrained perceptron with these points, to touch.
    ///
    /// Its output is 0 or 1; −1 or 1 where these are the targets.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if there are not two inputs and one target, or more
    /// than 500 samples, [`Error::Target`] for targets other than 0 and 1, or
    /// −1 and 1, [`Error::Parameter`] for an input beyond ±1e100.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Delta};
    ///
    /// let points = Dataset::new(
    ///     [[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]],
    ///     [0.0, 1.0, 1.0, 1.0],
    /// )?;
    /// let playground = points.playground()?.trainer(Delta::new().learning_rate(0.1))?;
    /// assert_eq!(playground.perceptron().weights().sum(), 0.0);
    /// assert!(playground.code().ends_with("Delta::new().learning_rate(0.1).epochs(1))?;"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn playground(&self) -> Result<Playground> {
        check_inputs(self)?;
        let one_of = |low: f64| {
            self.target_matrix().values().iter().all(|target| [low, 1.0].contains(target))
        };
        let transfer =
            if one_of(-1.0) && !one_of(0.0) { Transfer::HardLims } else { Transfer::HardLim };
        Perceptron::new(self.ranges(), 1)?.transfer(transfer).playground(self)
    }
}

impl Perceptron {
    /// The perceptron with its present weights and these points, to touch.
    ///
    /// # Errors
    ///
    /// As [`Dataset::playground`] and [`train`](Self::train), and
    /// [`Error::Unsupported`] for several neurons, [`Error::Parameter`] for a transfer
    /// function other than [`Transfer::HardLim`] and [`Transfer::HardLims`] and
    /// for a weight or bias beyond ±1e100.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// perceptron.train(&points, Delta::new())?;
    /// let playground = perceptron.playground(&points)?;
    /// assert!(playground.to_string().contains("4 of 4 points on the correct side."));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn playground(&self, data: &Dataset) -> Result<Playground> {
        check_inputs(data)?;
        self.check_width(data.n_inputs())?;
        self.single("playground", "boundary")?;
        if !matches!(self.transfer_function(), Transfer::HardLim | Transfer::HardLims) {
            return Err(Error::Parameter {
                name: "transfer".to_owned(),
                expected: "HardLim or HardLims in a playground, whose arithmetic is the same in \
                         every browser (`perceptron.transfer(Transfer::HardLim)`)",
                found: self.transfer_function().to_string(),
            });
        }
        let mut data = self.with_own_classes(&*self.known().fit("playground", data)?);
        if let (None, Some(names)) = (data.given_input_names(), self.given_input_names()) {
            data = data.name_inputs(names)?;
        }
        for value in self.weight_matrix().values().iter().chain(self.biases()) {
            check_size("weights", *value)?;
        }
        // whatever training would refuse
        self.clone().train(&data, Delta::new().epochs(1))?;
        let boundary = self.boundary(&data)?;
        let perceptron = self.clone();
        Ok(Playground { perceptron, data, boundary, settings: Settings::default() })
    }
}

impl Playground {
    /// The same with the settings of a trainer: its learning rate, its goal, and
    /// after how many epochs it stops by itself.
    ///
    /// # Errors
    ///
    /// [`Error::Parameter`] for a learning rate that is not above 0 or beyond
    /// 1e100, a goal that is not finite, 0 epochs, and for validation data, a
    /// time limit and checkpoints, which belong to a run of
    /// [`train`](Perceptron::train).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, toy};
    ///
    /// let playground = toy::xor()?.playground()?;
    /// assert!(playground.clone().trainer(Delta::new().learning_rate(0.5)).is_ok());
    /// assert!(playground.trainer(Delta::new().learning_rate(0.0)).is_err());
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn trainer<Kind>(mut self, trainer: impl IntoTrainer<Delta, Kind>) -> Result<Self> {
        let (rate, goal, epochs) = trainer.into_trainer().settings_alone()?;
        check_size("learning_rate", rate)?;
        check_size("goal", goal)?;
        self.settings = Settings { rate, goal, epochs };
        Ok(self)
    }

    /// The perceptron that it begins with.
    #[must_use]
    pub fn perceptron(&self) -> &Perceptron {
        &self.perceptron
    }

    /// The points that it begins with.
    #[must_use]
    pub fn data(&self) -> &Dataset {
        &self.data
    }

    /// What it begins with, as Rust: the points, the perceptron, and its error
    /// before anything is learnt.
    ///
    /// Numbers have as many digits as it takes to read them back unchanged.
    #[must_use]
    pub fn code(&self) -> String {
        code(&self.data, &self.perceptron, &self.settings)
    }
}

impl fmt::Debug for Playground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Playground({}, {})",
                count(self.data.n_samples(), "sample"),
                crate::debug::part(&self.perceptron)
            ),
        )
    }
}

pub(in crate::view) fn draw(playground: &Playground) -> Chart {
    Chart { title: "Playground".to_owned(), ..playground.boundary.chart() }
}

/// What the script begins with.
pub(in crate::view) fn state(playground: &Playground) -> Value {
    let Playground { perceptron, data, settings, .. } = playground;
    let mut points = Vec::with_capacity(data.n_samples());
    for sample in 0..data.n_samples() {
        let target = u8::from(data.target_row(sample)[0] > 0.0);
        points.push(json!({ "at": numbers(data.input_row(sample)), "target": target }));
    }
    let low = if perceptron.transfer_function() == Transfer::HardLims { -1 } else { 0 };
    let classes = match data.class_names() {
        Some([low, high]) => labels(&[low.clone(), high.clone()]),
        _ => vec![low.to_string(), "1".to_owned()],
    };
    json!({
        "bias": perceptron.biases()[0],
        "classes": classes,
        "colors": colors(),
        "epochs": settings.epochs,
        "goal": settings.goal,
        "low": low,
        "named": names_code(data),
        "names": labels(data.input_names()),
        "points": points,
        "rate": settings.rate,
        "weights": numbers(perceptron.weight_row(0)),
    })
}
