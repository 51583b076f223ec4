//! The decision boundary of a perceptron with two inputs.

use std::fmt;

use crate::chart::{labels, within};
use crate::data::{Dataset, Known, position};
use crate::error::{Error, Result, count};
use crate::network::{Perceptron, Sides};
use crate::view::parts::answer;
use crate::view::parts::classes::Classes;
use crate::view::parts::crosses::n_true;

/// Where a perceptron with two inputs draws its lines among the points.
///
/// Made by [`Perceptron::boundary`]. In a notebook it shows the points, the
/// decision regions and the line of each neuron; with [`test`](Self::test),
/// points that it did not learn from too.
#[derive(Clone, PartialEq)]
pub struct Boundary {
    /// Of the two inputs that are drawn.
    pub(crate) perceptron: Perceptron,
    /// The same with the thresholds at which the classes meet.
    pub(crate) lines_of: Perceptron,
    pub(crate) sides: Sides,
    pub(crate) data: Dataset,
    /// For each sample, whether every output is on the side of its target.
    pub(crate) right: Vec<bool>,
    /// Samples for the test, and whether each is on the correct side.
    pub(crate) test: Option<(Dataset, Vec<bool>)>,
    /// Where only two of many inputs are drawn: with all, and which two.
    whole: Option<Whole>,
    /// Inputs that are not drawn, and where they are held.
    pub(super) held: Vec<(String, String)>,
    /// The names of all inputs, if network or data have any.
    input_names: Option<Vec<String>>,
}

/// A perceptron of many inputs, the columns of the two that are drawn, and the
/// samples with all of them.
#[derive(Clone, PartialEq)]
struct Whole {
    perceptron: Perceptron,
    columns: [usize; 2],
    data: Dataset,
    test: Option<Dataset>,
}

impl Perceptron {
    /// The decision regions over two inputs, with the points of `data`; over a
    /// single one, its threshold among the points on a line.
    ///
    /// A line is where the output of a neuron is half way between the targets of
    /// its two classes: where the weighted sum is the threshold, of a hard limit.
    /// Where several neurons stand for named classes, the region of a class is
    /// where its neuron's weighted sum exceeds its threshold most. Both are as in
    /// [`predict_labels`](Self::predict_labels).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the perceptron has more than two inputs, the data
    /// not as many inputs and targets as the perceptron has inputs and
    /// neurons, or targets other than those of the classes that it was trained
    /// on; [`Error::Unsupported`] if nothing says where the classes meet: targets
    /// of many values with [`Transfer::PureLin`](crate::Transfer::PureLin), or a
    /// function that does not rise ([`Transfer::RadBas`](crate::Transfer::RadBas)).
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let points = toy::points()?;
    /// let mut perceptron = Perceptron::new(points.ranges(), 1)?;
    /// let history = perceptron.train(&points, Delta::new().learning_rate(0.01))?;
    /// let boundary = perceptron.boundary(&points)?;
    /// assert_eq!((boundary.n_right(), boundary.accuracy()), (4, 1.0));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "DecisionBoundaryDisplay")]
    pub fn boundary(&self, data: &Dataset) -> Result<Boundary> {
        if self.n_inputs() > 2 {
            return refuse(
                "a perceptron with 1 or 2 inputs (for more, see `boundary_over`)",
                count(self.n_inputs(), "input"),
            );
        }
        let data = self.with_own_classes(&*self.known().fit("boundary", data)?);
        let (right, input_names) = (self.right(&data)?, self.names_beside(&data));
        Ok(Boundary { input_names, ..self.drawn(data, right)? })
    }

    /// The decision regions over two of many inputs, named; the others are
    /// held at their medians in `data`.
    ///
    /// Which points count as right is decided with all of their inputs.
    ///
    /// # Errors
    ///
    /// As [`boundary`](Self::boundary), [`Error::UnknownName`] for a name that
    /// is not among the inputs of `data`, [`Error::DuplicateName`] if both are
    /// the same, [`Error::Overflow`] if a sum exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, Scaler, toy};
    ///
    /// let cars = toy::car_buyers()?;
    /// let cars = Scaler::standard(&cars)?.apply(&cars)?;
    /// let mut perceptron = Perceptron::new(cars.ranges(), 1)?;
    /// perceptron.train(&cars, Delta::new())?;
    /// let boundary = perceptron.boundary_over(&cars, ["price", "model"])?;
    /// assert_eq!(boundary.accuracy(), 1.0);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn boundary_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<Boundary> {
        let data = &self.with_own_classes(&*self.known().fit("boundary", data)?);
        let (right, input_names) = (self.right(data)?, self.names_beside(data));
        let (columns, medians) = (two_inputs(data, inputs)?, data.medians());
        let (perceptron, held) = (self.over(columns, &medians)?, held(data, columns, &medians));
        let drawn = perceptron.drawn(data.only(&columns), right)?;
        let whole = Whole { perceptron: self.clone(), columns, data: data.clone(), test: None };
        Ok(Boundary { whole: Some(whole), held, input_names, ..drawn })
    }

    /// The names of the inputs: its own, else those of the data.
    fn names_beside(&self, data: &Dataset) -> Option<Vec<String>> {
        self.known().or(data).inputs.map(<[String]>::to_vec)
    }

    /// The picture of a perceptron of two inputs.
    fn drawn(&self, data: Dataset, right: Vec<bool>) -> Result<Boundary> {
        let (sides, lines_of) = self.meeting(&data)?;
        let (perceptron, input_names, held) = (self.clone(), None, Vec::new());
        let (test, whole) = (None, None);
        Ok(Boundary { perceptron, lines_of, sides, data, right, test, whole, held, input_names })
    }
}

/// The columns of two inputs, named.
pub(crate) fn two_inputs(data: &Dataset, inputs: [&str; 2]) -> Result<[usize; 2]> {
    let names = data.input_names();
    let columns = [position("input", names, inputs[0])?, position("input", names, inputs[1])?];
    if columns[0] == columns[1] {
        return Err(Error::DuplicateName { kind: "input", name: inputs[0].to_owned() });
    }
    Ok(columns)
}

/// The other inputs, and where they are held.
pub(crate) fn held(data: &Dataset, columns: [usize; 2], medians: &[f64]) -> Vec<(String, String)> {
    let ranges = data.ranges();
    let mut held = Vec::new();
    for (column, name) in labels(data.input_names()).into_iter().enumerate() {
        if !columns.contains(&column) {
            held.push((name, within(medians[column], ranges[column])));
        }
    }
    held
}

pub(crate) fn refuse<T>(wanted: &str, came: String) -> Result<T> {
    Err(Error::Shape { what: "boundary", expected: wanted.to_owned(), found: came })
}

impl Boundary {
    /// The same with test points, which have a white centre.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if they do not have as many inputs and targets as the
    /// others.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Delta, Perceptron, toy};
    ///
    /// let (train, test) = toy::blobs(100, 0.2, 1)?.split(0.8, 1)?;
    /// let mut perceptron = Perceptron::new(train.ranges(), 1)?;
    /// perceptron.train(&train, Delta::new())?;
    /// let boundary = perceptron.boundary(&train)?.test(&test)?;
    /// assert_eq!(boundary.test_accuracy(), Some(1.0));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn test(mut self, test: &Dataset) -> Result<Self> {
        let asked = self.whole.as_ref().map_or(&self.perceptron, |whole| &whole.perceptron);
        let inputs = self.input_names.as_deref();
        let ends = Some(self.sides.targets.clone());
        let known = Known { inputs, ends, ..asked.known().or(&self.data) };
        let test = known.fit("boundary", test)?.into_owned();
        // both by classes, or none
        let test = test.labelled(None)?;
        let names = self.data.class_names().map(<[String]>::to_vec);
        if test.n_inputs() != asked.n_inputs() {
            let wanted = format!("test data with {}", count(asked.n_inputs(), "input"));
            return refuse(&wanted, count(test.n_inputs(), "input"));
        }
        if test.n_targets() != asked.n_neurons() {
            let wanted = format!("test data with {}", count(asked.n_neurons(), "target"));
            return refuse(&wanted, count(test.n_targets(), "target"));
        }
        let test = test.with_classes_of(names.as_deref(), Some(self.sides.targets.clone()));
        let right = asked.right(&test)?;
        let drawn = match &mut self.whole {
            Some(whole) => {
                let drawn = test.only(&whole.columns);
                whole.test = Some(test);
                drawn
            }
            None => test,
        };
        self.test = Some((drawn, right));
        Ok(self)
    }

    /// How many samples are on the correct side of every line.
    #[must_use]
    pub fn n_right(&self) -> usize {
        n_true(&self.right)
    }

    /// The share of samples on the correct side, from 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.n_right() as f64 / self.right.len() as f64
    }

    /// The same of the points for the test, if there are any.
    #[must_use]
    pub fn test_accuracy(&self) -> Option<f64> {
        let (_, right) = self.test.as_ref()?;
        Some(n_true(right) as f64 / right.len() as f64)
    }

    /// Slope and intercept of each neuron's line, `x2 = slope × x1 + intercept`;
    /// `None` for a line straight up, for weights that are all 0 and for a
    /// single input.
    #[must_use]
    pub fn lines(&self) -> Vec<Option<(f64, f64)>> {
        let mut lines = Vec::new();
        for neuron in 0..self.perceptron.n_neurons() {
            lines.push(self.line(neuron));
        }
        lines
    }

    /// The points in the colours of the regions, about `limit` of them.
    pub(crate) fn classes(&self, limit: usize) -> Classes {
        self.answered(self.in_colors(Classes::thinned_to(&self.data, limit)))
    }

    /// The points with what the perceptron makes of them.
    pub(crate) fn answered(&self, classes: Classes) -> Classes {
        let data = self.whole.as_ref().map_or(&self.data, |whole| &whole.data);
        classes.answered(&|sample| self.answer(data, sample))
    }

    fn answer(&self, data: &Dataset, sample: usize) -> Option<String> {
        let asked = self.whole.as_ref().map_or(&self.perceptron, |whole| &whole.perceptron);
        answer::of(asked, data.input_row(sample))
    }

    /// The same of the points for the test.
    pub(super) fn answered_test(&self, test: &Dataset, classes: Classes) -> Classes {
        let data = self.whole.as_ref().and_then(|whole| whole.test.as_ref()).unwrap_or(test);
        classes.answered(&|sample| self.answer(data, sample))
    }

    pub(super) fn in_colors(&self, classes: Classes) -> Classes {
        if self.by_class() {
            return classes;
        }
        classes.sided(&self.sides)
    }

    /// Whether regions are those of classes, one per neuron.
    pub(crate) fn by_class(&self) -> bool {
        self.perceptron.by_class(&self.data)
    }

    /// The name of a neuron's class.
    pub(crate) fn class_name(&self, neuron: usize) -> &str {
        self.data.class_names().map_or("", |names| &names[neuron])
    }

    pub(super) fn line(&self, neuron: usize) -> Option<(f64, f64)> {
        let row = self.lines_of.weight_row(neuron);
        // a single input has a threshold
        if row.len() == 1 {
            return None;
        }
        let (slope, intercept) =
            (0.0 - row[0] / row[1], self.lines_of.threshold_of(neuron) / row[1]);
        (slope.is_finite() && intercept.is_finite()).then_some((slope, intercept))
    }
}

impl fmt::Debug for Boundary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Boundary({} of {} on the correct side)",
                self.n_right(),
                self.right.len()
            ),
        )
    }
}
