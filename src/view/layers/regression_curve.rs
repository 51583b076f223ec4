//! The output over one input, among the samples.

use std::fmt;

use super::curve_points::CurvePoints;
use crate::chart::{
    Axis, BLUE, Chart, Color, Dash, MAX_SERIES, Mark, NEUTRAL, PAPER, Panel, Symbol, class, dash,
    label, short,
};
use crate::data::{Dataset, Known, widened};
use crate::error::{Error, Result, count};
use crate::matrix::Matrix;
use crate::metrics::Regression;
use crate::network::{FeedForward, Grnn, Perceptron};
use crate::notebook::Table;
use crate::view::parts::columns::Columns;

/// Places along the input at which the network is asked.
const PLACES: usize = 241;
/// How far beyond the data the curve goes, in parts of their range.
const BEYOND: f64 = 0.05;
/// Points that a picture shows, of each set.
const MAX_POINTS: usize = 500;

/// What a network makes of one number, as a curve through the data.
///
/// Made by [`FeedForward::regression_curve`] and [`Grnn::regression_curve`]. In
/// a notebook it shows the curve, the points, and by how much they miss each
/// other; with several outputs, a curve and points of a colour for each of the
/// first six.
#[derive(Clone, PartialEq)]
pub struct RegressionCurve {
    data: Dataset,
    test: Option<Dataset>,
    /// One per output that is drawn.
    curves: Vec<Vec<[f64; 2]>>,
    fit: Regression,
    /// What the network answers at the points of the test.
    test_fit: Option<Regression>,
    network: Network,
}

#[derive(Clone, PartialEq)]
enum Network {
    Layers(FeedForward),
    Samples(Grnn),
    Neurons(Perceptron),
}

impl FeedForward {
    /// Its output over its only input, with the points of `data`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if network and data do not have one input each, or not
    /// the same number of outputs and targets, [`Error::Overflow`] if an output
    /// exceeds the range of `f64`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{FeedForward, LBfgs, toy};
    ///
    /// let sine = toy::sine(20)?;
    /// let mut network = FeedForward::new(sine.ranges(), [6, 1])?;
    /// network.train(&sine, LBfgs::new())?;
    /// assert!(network.regression_curve(&sine)?.fit().rmse() < 0.1);
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn regression_curve(&self, data: &Dataset) -> Result<RegressionCurve> {
        RegressionCurve::of(Network::Layers(self.clone()), data)
    }
}

impl FeedForward {
    /// The same as its surface, with the classes that it was trained on.
    pub(crate) fn curve(&self, data: &Dataset) -> Result<RegressionCurve> {
        self.regression_curve(&self.names().with_own_classes(data))
    }
}

impl Perceptron {
    /// Its output over its only input, with the classes that it was trained on.
    pub(crate) fn curve(&self, data: &Dataset) -> Result<RegressionCurve> {
        RegressionCurve::of(Network::Neurons(self.clone()), &self.with_own_classes(data))
    }
}

impl Grnn {
    /// Its output over its only input, with the points of `data`.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::regression_curve`].
    pub fn regression_curve(&self, data: &Dataset) -> Result<RegressionCurve> {
        RegressionCurve::of(Network::Samples(self.clone()), data)
    }
}

impl Network {
    fn outputs(&self, inputs: &Matrix) -> Result<Matrix> {
        match self {
            Self::Layers(network) => network.outputs(inputs),
            Self::Samples(network) => network.outputs(inputs),
            Self::Neurons(perceptron) => perceptron.outputs(inputs),
        }
    }

    fn n_outputs(&self) -> usize {
        match self {
            Self::Layers(network) => network.n_outputs(),
            Self::Samples(network) => network.data().n_targets(),
            Self::Neurons(perceptron) => perceptron.n_neurons(),
        }
    }

    fn known(&self) -> Known<'_> {
        match self {
            Self::Layers(network) => network.names().known(network.n_outputs()),
            Self::Samples(network) => Known::of(network.data()),
            Self::Neurons(perceptron) => perceptron.known(),
        }
    }

    fn fit(&self, data: &Dataset) -> Result<Regression> {
        let refuse = |wanted: String, came: String| {
            Err(Error::Shape { what: "regression_curve", expected: wanted, found: came })
        };
        if data.n_inputs() != 1 {
            let wanted = "data with one input (for two, see `surface`; for any number, \
                          `Regression::of(data.targets(), network.predict(&data)?)`)"
                .to_owned();
            return refuse(wanted, count(data.n_inputs(), "input"));
        }
        if data.n_targets() != self.n_outputs() {
            let wanted = format!("data with one target per output ({})", self.n_outputs());
            return refuse(wanted, data.n_targets_in_words());
        }
        self.known().check("regression_curve", data)?;
        Regression::between(data.target_matrix(), self.outputs(data.input_matrix())?)
    }
}

/// Places along the first input of `data`, from a little before the first to a
/// little behind the last.
pub(crate) fn places(data: &Dataset) -> Vec<f64> {
    let [low, high] = data.ranges().first().copied().unwrap_or_default();
    let (mut width, middle) = (high / 2.0 - low / 2.0, low / 2.0 + high / 2.0);
    if width == 0.0 {
        width = (middle.abs() * 0.1).max(0.5);
    }
    let mut places = Vec::with_capacity(PLACES);
    for place in 0..PLACES {
        let part = 2.0 * place as f64 / (PLACES - 1) as f64 - 1.0;
        let place = middle + (1.0 + 2.0 * BEYOND) * width * part;
        places.push(place.clamp(-f64::MAX, f64::MAX));
    }
    places
}

impl RegressionCurve {
    fn of(network: Network, data: &Dataset) -> Result<Self> {
        let fit = network.fit(data)?;
        let places = places(data);
        let outputs = network.outputs(&Matrix::new((PLACES, 1), places.clone()))?;
        let mut curves = Vec::new();
        for output in 0..network.n_outputs().min(MAX_SERIES) {
            let mut curve = Vec::with_capacity(PLACES);
            for (place, at) in places.iter().enumerate() {
                curve.push([*at, outputs.row(place)[output]]);
            }
            curves.push(curve);
        }
        Ok(Self { data: data.clone(), test: None, curves, fit, test_fit: None, network })
    }

    /// The same with points that it did not learn from, as another marker.
    ///
    /// # Errors
    ///
    /// As [`FeedForward::regression_curve`].
    pub fn test(mut self, test: &Dataset) -> Result<Self> {
        self.network.known().or(&self.data).check("regression_curve", test)?;
        self.test_fit = Some(self.network.fit(test)?);
        self.test = Some(test.clone());
        Ok(self)
    }

    /// The same with points of the classes of its own data, or of none.
    pub(crate) fn test_of_own_classes(self, test: &Dataset) -> Result<Self> {
        let ends = self.data.ends().map(<[_]>::to_vec);
        let test = test.clone().labelled(None)?.with_classes_of(self.data.class_names(), ends);
        self.test(&test)
    }

    /// What is known of the inputs and targets of its points.
    pub(crate) fn known(&self) -> Known<'_> {
        self.network.known().or(&self.data)
    }

    pub(crate) fn n_outputs(&self) -> usize {
        self.network.n_outputs()
    }

    /// How well the curve fits the points.
    #[must_use]
    pub fn fit(&self) -> &Regression {
        &self.fit
    }
}

impl fmt::Debug for RegressionCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!("RegressionCurve({})", count(self.data.n_samples(), "sample")),
        )
    }
}

pub(crate) fn draw(shown: &RegressionCurve) -> Chart {
    let mut words = vec![missed("", &shown.fit)];
    words.extend(right("", &shown.network, &shown.data));
    if let (Some(fit), Some(test)) = (&shown.test_fit, &shown.test) {
        words.push(missed("Test: ", fit));
        words.extend(right("Test: ", &shown.network, test));
    }
    let most = shown.data.n_samples().max(shown.test.as_ref().map_or(0, Dataset::n_samples));
    if most > MAX_POINTS {
        words.push(format!("At most {MAX_POINTS} points of a kind are drawn, taken evenly."));
    }
    let n_outputs = shown.data.n_targets();
    if n_outputs > shown.curves.len() {
        words.push(format!("The first {} of {n_outputs} outputs are drawn.", shown.curves.len()));
    }
    words.extend(learnt(shown).sentences());
    if let Some(test) = tested(shown) {
        words.extend(test.sentences().iter().map(|said| format!("Test: {said}")));
    }
    let input = &shown.data.input_names()[0];
    Chart {
        title: "Regression curve".to_owned(),
        alt: format!("Curve of the output over {}, with points. {}", label(input), words.join(" ")),
        words,
        panels: vec![panel(shown)],
        columns: 1,
        tables: vec![samples(shown)],
    }
}

fn missed(whose: &str, fit: &Regression) -> String {
    let points = count(fit.n_samples(), "point");
    format!("{whose}{points}: RMSE {}.", short(fit.rmse()))
}

/// How many samples of named classes get their class.
fn right(whose: &str, network: &Network, data: &Dataset) -> Option<String> {
    data.class_names()?;
    let matrix = match network {
        Network::Layers(network) => network.evaluate(data).ok()?,
        Network::Neurons(perceptron) => perceptron.evaluate(data).ok()?,
        Network::Samples(_) => return None,
    };
    let (right, points) = (matrix.n_right(), count(matrix.n_samples(), "point"));
    Some(format!("{whose}{right} of {points} get their class."))
}

fn panel(shown: &RegressionCurve) -> Panel {
    let marks = if shown.curves.len() == 1 { single(shown) } else { several(shown) };
    let first = shown.curves[0][0];
    let (mut width, mut heights) = ([first[0]; 2], [first[1]; 2]);
    for mark in &marks {
        if let Mark::Points { at, .. } | Mark::Line { at, .. } = mark {
            for [x, y] in at {
                width = widened(width, *x);
                heights = widened(heights, *y);
            }
        }
    }
    let x = Axis::exact(&label(&shown.data.input_names()[0]), width[0], width[1]);
    let targets = shown.data.target_names();
    let title = if shown.curves.len() == 1 { label(&targets[0]) } else { "output".to_owned() };
    Panel {
        title: String::new(),
        x,
        y: Axis::around(&title, heights[0], heights[1]),
        height: 320.0,
        marks,
    }
}

/// One curve, with the points that were learnt from and those of a test.
fn single(shown: &RegressionCurve) -> Vec<Mark> {
    let line = line("network", BLUE, Dash::Solid, &shown.curves[0]);
    let data = learnt(shown).mark(0, "data", (NEUTRAL, Symbol::Circle));
    let mut marks = vec![line, data];
    if let Some(test) = tested(shown) {
        marks.push(test.mark(0, "test", (PAPER, Symbol::Diamond)));
    }
    marks
}

/// A curve and points of a colour for each output.
fn several(shown: &RegressionCurve) -> Vec<Mark> {
    let (mut curves, mut all) = (Vec::new(), Vec::new());
    for (output, (name, curve)) in shown.data.target_names().iter().zip(&shown.curves).enumerate() {
        let (color, symbol) = class(output);
        let name = shown.data.class_names().map_or(name, |names| &names[output]);
        curves.push(line(&label(name), color, dash(output), curve));
        for points in [Some(learnt(shown)), tested(shown)].into_iter().flatten() {
            all.push(points.mark(output, "", (color, symbol)));
        }
    }
    for points in [Some(learnt(shown)), tested(shown)].into_iter().flatten() {
        curves.append(&mut points.below(&class));
    }
    curves.append(&mut all);
    curves
}

fn line(name: &str, color: Color, dash: Dash, at: &[[f64; 2]]) -> Mark {
    Mark::Line {
        name: name.to_owned(),
        color,
        width: 2.5,
        dash,
        dots: false,
        hover: String::new(),
        at: at.to_vec(),
    }
}

/// The points that were learnt from.
fn learnt(shown: &RegressionCurve) -> CurvePoints<'_> {
    points(shown, &shown.data, &shown.fit)
}

/// Those of the test, if there are any.
fn tested(shown: &RegressionCurve) -> Option<CurvePoints<'_>> {
    Some(points(shown, shown.test.as_ref()?, shown.test_fit.as_ref()?))
}

fn points<'a>(shown: &RegressionCurve, data: &'a Dataset, fit: &'a Regression) -> CurvePoints<'a> {
    CurvePoints::of(data, shown.curves.len(), MAX_POINTS).answered(&fit.outputs)
}

fn samples(shown: &RegressionCurve) -> Table {
    let data = &shown.data;
    let mut head = vec!["row".to_owned(), data.input_names()[0].clone()];
    head.extend_from_slice(data.target_names());
    if let [_] = data.target_names() {
        head.push("output".to_owned());
    } else {
        head.extend(data.target_names().iter().map(|name| format!("output {name}")));
    }
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    let outputs = Columns::placed(n, &|i| shown.fit.outputs.row(i).to_vec());
    Table::excerpt(head, n, &|sample| {
        let mut cells = vec![sample.to_string()];
        inputs.push(&mut cells, data.input_row(sample));
        targets.push(&mut cells, data.target_row(sample));
        outputs.push(&mut cells, shown.fit.outputs.row(sample));
        cells
    })
}
