use std::fmt;

use ndarray::Array2;

use super::columns::Columns;
use crate::chart::{Axis, BLUE, Chart, Dash, Mark, Panel, QUIET, Symbol, VERMILLION, label, short};
use crate::data::{Dataset, Known, row_of, table, widened};
use crate::error::{Error, Result, count};
use crate::metrics::Regression;
use crate::network::{FeedForward, Grnn};
use crate::notebook::Table;

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
/// other.
#[derive(Clone, PartialEq)]
pub struct RegressionCurve {
    data: Dataset,
    test: Option<Dataset>,
    curve: Vec<[f64; 2]>,
    fit: Regression,
    /// What the network answers at the points of the test.
    test_fit: Option<Regression>,
    network: Network,
}

#[derive(Clone, PartialEq)]
enum Network {
    Layers(FeedForward),
    Samples(Grnn),
}

impl FeedForward {
    /// Its output over its only input, with the points of `data`.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if network and data do not have one input and one
    /// output each, [`Error::Overflow`] if an output exceeds the range of
    /// `f64`.
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
    fn predict(&self, inputs: Array2<f64>) -> Result<Array2<f64>> {
        match self {
            Self::Layers(network) => network.predict(inputs),
            Self::Samples(network) => network.predict(inputs),
        }
    }

    fn known(&self) -> Known<'_> {
        match self {
            Self::Layers(network) => network.names().known(network.n_outputs()),
            Self::Samples(network) => Known::of(network.data()),
        }
    }

    fn fit(&self, data: &Dataset) -> Result<Regression> {
        let shape = [("inputs", data.n_inputs()), ("targets", data.n_targets())];
        for (what, came) in shape {
            if came != 1 {
                return Err(Error::Shape {
                    what: "regression_curve",
                    wanted: "data with one input and one target".to_owned(),
                    came: format!("{came} {what}"),
                });
            }
        }
        self.known().check("regression_curve", data)?;
        Regression::of(data.targets().clone(), self.predict(data.inputs().clone())?)
    }
}

/// Places along the first input of `data`, from a little before the first to a
/// little behind the last.
pub(super) fn places(data: &Dataset) -> Vec<f64> {
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
        let outputs = network.predict(table((PLACES, 1), places.clone())?)?;
        let mut curve = Vec::with_capacity(PLACES);
        for (place, at) in places.iter().enumerate() {
            curve.push([*at, row_of(&outputs, place)[0]]);
        }
        Ok(Self { data: data.clone(), test: None, curve, fit, test_fit: None, network })
    }

    /// The same with points that it did not learn from, as another marker.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if they do not have one input and one target.
    pub fn test(mut self, test: &Dataset) -> Result<Self> {
        self.network.known().or(&self.data).check("regression_curve", test)?;
        self.test_fit = Some(self.network.fit(test)?);
        self.test = Some(test.clone());
        Ok(self)
    }

    /// How well the curve fits the points.
    #[must_use]
    pub fn fit(&self) -> &Regression {
        &self.fit
    }
}

impl fmt::Debug for RegressionCurve {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegressionCurve({})", count(self.data.n_samples(), "sample"))
    }
}

pub(crate) fn draw(shown: &RegressionCurve) -> Chart {
    let mut words = vec![missed("", &shown.fit)];
    if let Some(fit) = &shown.test_fit {
        words.push(missed("Test: ", fit));
    }
    let most = shown.data.n_samples().max(shown.test.as_ref().map_or(0, Dataset::n_samples));
    if most > MAX_POINTS {
        words.push(format!("At most {MAX_POINTS} points of a kind are drawn, taken evenly."));
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
    let rmse = short(fit.rmse());
    format!(
        "{whose}{}: the curve misses them by {rmse} (root of the mean square).",
        count(fit.n_samples(), "point")
    )
}

fn panel(shown: &RegressionCurve) -> Panel {
    let ([low, first], [high, _]) = (shown.curve[0], shown.curve[PLACES - 1]);
    let (mut width, mut heights) = ([low, high], [first, first]);
    for [_, y] in &shown.curve {
        heights = widened(heights, *y);
    }
    let points = |data: &Dataset, name: &str, color, symbol| {
        let step = data.n_samples().div_ceil(MAX_POINTS).max(1);
        let mut at = Vec::new();
        for sample in (0..data.n_samples()).step_by(step) {
            at.push([data.input_row(sample)[0], data.target_row(sample)[0]]);
        }
        Mark::Points { name: name.to_owned(), color, symbol, size: 8.0, at }
    };
    let mut marks = vec![Mark::Line {
        name: "network".to_owned(),
        color: BLUE,
        width: 2.5,
        dash: Dash::Solid,
        dots: false,
        at: shown.curve.clone(),
    }];
    marks.push(points(&shown.data, "data", VERMILLION, Symbol::Circle));
    if let Some(test) = &shown.test {
        marks.push(points(test, "test", QUIET, Symbol::Diamond));
    }
    for mark in &marks {
        if let Mark::Points { at, .. } = mark {
            for [x, y] in at {
                width = widened(width, *x);
                heights = widened(heights, *y);
            }
        }
    }
    let x = Axis::exact(&label(&shown.data.input_names()[0]), width[0], width[1]);
    let y = Axis::around(&label(&shown.data.target_names()[0]), heights[0], heights[1]);
    Panel { title: String::new(), x, y, height: 320.0, marks }
}

fn samples(shown: &RegressionCurve) -> Table {
    let data = &shown.data;
    let head = vec![
        "row".to_owned(),
        data.input_names()[0].clone(),
        data.target_names()[0].clone(),
        "output".to_owned(),
    ];
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    let outputs = Columns::placed(n, &|i| row_of(&shown.fit.outputs, i).to_vec());
    Table::excerpt(head, n, &|sample| {
        let mut cells = vec![sample.to_string()];
        inputs.push(&mut cells, data.input_row(sample));
        targets.push(&mut cells, data.target_row(sample));
        outputs.push(&mut cells, row_of(&shown.fit.outputs, sample));
        cells
    })
}
