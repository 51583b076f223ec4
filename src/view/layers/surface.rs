//! The output over two inputs.

use std::fmt;

use super::output_plane::{self, Asked, OutputPlane};
use super::regression_curve::{self, RegressionCurve};
use super::slice::Slice;
use crate::chart::Chart;
use crate::data::{Dataset, Known};
use crate::error::{Error, Result, count};
use crate::network::{FeedForward, Perceptron};

/// What a network answers over two inputs, with the points that it learnt from;
/// over a single input, as a curve.
///
/// Made by [`FeedForward::surface`] and [`Perceptron::surface`]. In a notebook
/// it shows the output as colour, with one output from its lowest value to its
/// highest, as a scale says, or between the targets of its two classes: a dashed
/// line shows where these meet. With several classes it has the colour of the
/// class whose output is the largest, the stronger the further it is ahead of the
/// second. Points on the wrong side are counted and crossed out. Over one input
/// it is a [`RegressionCurve`].
#[derive(Clone, PartialEq)]
pub struct Surface {
    drawn: Drawn,
}

#[derive(Clone, PartialEq)]
enum Drawn {
    Plane(Box<OutputPlane>),
    Curve(Box<RegressionCurve>),
}

impl FeedForward {
    /// Its output over two inputs as colour, with the points of `data`; over a
    /// single input as a curve, see [`regression_curve`](Self::regression_curve).
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the network has more than two inputs, or if the data do not have as many
    /// inputs and targets as the network has inputs and outputs; [`Error::Overflow`] if an output
    /// exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Rprop, toy};
    ///
    /// let xor = toy::xor()?;
    /// let mut network = FeedForward::new(xor.ranges(), [2, 1])?.seed(1);
    /// network.train(&xor, Rprop::new())?;
    /// assert!(network.surface(&xor)?.chart().to_svg().len() < 100_000);
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[doc(alias = "DecisionBoundaryDisplay")]
    pub fn surface(&self, data: &Dataset) -> Result<Surface> {
        let data = self.names().known(self.n_outputs()).fit("surface", data)?;
        check(&data, self.n_inputs(), self.n_outputs())?;
        Surface::over(Asked::Network(self.clone()), Slice::whole(), &data)
    }

    /// Its output over two of many inputs, named; the others are held at their
    /// medians in `data`.
    ///
    /// The points have inputs of their own, so that the network may answer them
    /// otherwise than the plane at their place.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if the data do not have as many inputs and targets as
    /// the network has inputs and outputs, [`Error::UnknownName`] for a name
    /// that is not among the inputs of `data`, [`Error::DuplicateName`] if both
    /// are the same, [`Error::Overflow`] if an output exceeds the range of
    /// `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, Rprop, toy};
    ///
    /// let iris = toy::iris()?;
    /// let mut network = FeedForward::new(iris.ranges(), [4, 3])?;
    /// network.train(&iris, Rprop::new().epochs(50))?;
    /// let surface = network.surface_over(&iris, ["petal length", "petal width"])?;
    /// let held = "Held at their medians in the picture: sepal length 5.8, sepal width 3";
    /// assert!(surface.to_string().contains(held));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn surface_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<Surface> {
        let data = self.names().known(self.n_outputs()).fit("surface", data)?;
        check_data(WHAT, &data, self.n_inputs(), self.n_outputs())?;
        Surface::over(Asked::Network(self.clone()), Slice::of(&data, inputs)?, &data)
    }

    /// What each neuron before the last layer answers over two inputs, as small
    /// pictures: together, those of a layer are what the next one sees.
    ///
    /// It shows at most 12 neurons, as many of each layer and at most 8 of one.
    ///
    /// # Errors
    ///
    /// As [`surface`](Self::surface), [`Error::Unsupported`] for a network of a
    /// single layer, [`Error::Shape`] for one of one input.
    pub fn hidden_neurons(&self, data: &Dataset) -> Result<Surface> {
        let data = self.names().known(self.n_outputs()).fit("hidden_neurons", data)?;
        check_hidden(&data, self)?;
        Surface::over(Asked::Hidden(self.clone()), Slice::whole(), &data)
    }
}

impl Perceptron {
    /// Its output over two inputs as colour, with the points of `data`; over a
    /// single input as a curve.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::surface`].
    pub fn surface(&self, data: &Dataset) -> Result<Surface> {
        let data = self.known().fit("surface", data)?;
        check(&data, self.n_inputs(), self.n_neurons())?;
        Surface::over(Asked::Perceptron(self.clone()), Slice::whole(), &data)
    }

    /// Its output over two of many inputs, named; the others are held at their
    /// medians in `data`.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::surface_over`].
    pub fn surface_over(&self, data: &Dataset, inputs: [&str; 2]) -> Result<Surface> {
        let data = self.known().fit("surface", data)?;
        check_data(WHAT, &data, self.n_inputs(), self.n_neurons())?;
        Surface::over(Asked::Perceptron(self.clone()), Slice::of(&data, inputs)?, &data)
    }
}

impl Surface {
    /// The same with test points, which have a white centre.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if they do not have as many inputs and targets as the
    /// others, [`Error::Overflow`] if an output at their place exceeds the
    /// range of `f64`.
    pub fn test(mut self, test: &Dataset) -> Result<Self> {
        let [inputs, targets] = self.shape();
        let test = self.known().fit(WHAT, test)?;
        check_data(WHAT, &test, inputs, targets)?;
        self.drawn = match self.drawn {
            Drawn::Plane(plane) => Drawn::Plane(Box::new(plane.test(&test)?)),
            Drawn::Curve(curve) => Drawn::Curve(Box::new(curve.test_of_own_classes(&test)?)),
        };
        Ok(self)
    }

    fn over(asked: Asked, plane: Slice, data: &Dataset) -> Result<Self> {
        let drawn = match asked {
            Asked::Network(network) if data.n_inputs() == 1 => Self::curve(network.curve(data)?),
            Asked::Perceptron(perceptron) if data.n_inputs() == 1 => {
                Self::curve(perceptron.curve(data)?)
            }
            asked => Drawn::Plane(Box::new(OutputPlane::of(asked, plane, data)?)),
        };
        Ok(Self { drawn })
    }

    fn curve(curve: RegressionCurve) -> Drawn {
        Drawn::Curve(Box::new(curve))
    }

    fn known(&self) -> Known<'_> {
        match &self.drawn {
            Drawn::Plane(plane) => plane.known(),
            Drawn::Curve(curve) => curve.known(),
        }
    }

    fn shape(&self) -> [usize; 2] {
        match &self.drawn {
            Drawn::Plane(plane) => plane.shape(),
            Drawn::Curve(curve) => [1, curve.n_outputs()],
        }
    }
}

pub(crate) fn draw(surface: &Surface) -> Chart {
    match &surface.drawn {
        Drawn::Plane(plane) => output_plane::draw(plane),
        Drawn::Curve(curve) => regression_curve::draw(curve),
    }
}

impl fmt::Debug for Surface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = match &self.drawn {
            Drawn::Plane(plane) => plane.n_maps(),
            Drawn::Curve(_) => 1,
        };
        crate::debug::write(f, format_args!("Surface({})", count(n, "picture")))
    }
}

/// What is asked, for messages.
const WHAT: &str = "surface";
const HIDDEN: &str = "hidden_neurons";

/// One or two inputs, for a picture of the outputs.
fn check(data: &Dataset, inputs: usize, outputs: usize) -> Result<()> {
    if inputs > 2 {
        let wanted = "a network with 1 or 2 inputs (for more, see `surface_over`)".to_owned();
        return Err(Error::Shape { what: WHAT, expected: wanted, found: count(inputs, "input") });
    }
    check_data(WHAT, data, inputs, outputs)
}

fn check_hidden(data: &Dataset, network: &FeedForward) -> Result<()> {
    let refuse = |wanted: &str, came: String| {
        Err(Error::Shape { what: HIDDEN, expected: wanted.to_owned(), found: came })
    };
    if network.n_layers() < 2 {
        return Err(Error::Unsupported {
            what: HIDDEN,
            expected: "a network with a hidden layer".to_owned(),
            found: "one of a single layer".to_owned(),
        });
    }
    if network.n_inputs() != 2 {
        let wanted = "a network with 2 inputs, over which each neuron is drawn (for others, \
                      `diagram()` draws the neurons with their connections)";
        return refuse(wanted, count(network.n_inputs(), "input"));
    }
    check_data(HIDDEN, data, network.n_inputs(), network.n_outputs())
}

fn check_data(what: &'static str, data: &Dataset, inputs: usize, outputs: usize) -> Result<()> {
    let refuse =
        |wanted: String, came: String| Err(Error::Shape { what, expected: wanted, found: came });
    if data.n_inputs() != inputs {
        let wanted = format!("data with {}", count(inputs, "input"));
        return refuse(wanted, count(data.n_inputs(), "input"));
    }
    if data.n_targets() != outputs {
        let wanted = format!("data with one target per output ({outputs})");
        return refuse(wanted, data.n_targets_in_words());
    }
    Ok(())
}
