//! The decision boundary of a perceptron with two inputs.

use std::fmt;

use super::boundary_panel::{self, Kind, MAX_LINES, on_a_line};
use crate::chart::{Chart, label, labels, short, significant, within};
use crate::data::{Dataset, Known, position};
use crate::error::{Error, Result, count};
use crate::network::{Perceptron, Sides};
use crate::notebook::Table;
use crate::view::data::dataset::{push_targets, target_heads};
use crate::view::parts::answer;
use crate::view::parts::classes::{Classes, PANEL_POINTS};
use crate::view::parts::columns::Columns;
use crate::view::parts::crosses::{n_true, score, test_score};
use crate::view::parts::equation::{Rule, sum_of_products};
use crate::view::parts::{number_line, region_labels};

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
    held: Vec<(String, String)>,
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
    /// neurons, targets other than those of the classes that it was trained on,
    /// or nothing that says where the classes meet: targets of many values with
    /// [`Transfer::PureLin`](crate::Transfer::PureLin), or a function that does
    /// not rise ([`Transfer::RadBas`](crate::Transfer::RadBas)).
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
        let drawn = perceptron.drawn(data.only(&columns)?, right)?;
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
    Err(Error::Shape { what: "boundary", wanted: wanted.to_owned(), came })
}

impl Boundary {
    /// The same with points that it did not learn from, told apart by a white
    /// centre.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] if they have not as many inputs and targets as the
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
                let drawn = test.only(&whole.columns)?;
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
    fn answered_test(&self, test: &Dataset, classes: Classes) -> Classes {
        let data = self.whole.as_ref().and_then(|whole| whole.test.as_ref()).unwrap_or(test);
        classes.answered(&|sample| self.answer(data, sample))
    }

    fn in_colors(&self, classes: Classes) -> Classes {
        if self.by_class() {
            return classes;
        }
        classes.sided(&self.sides)
    }

    /// Whether regions are those of classes, one a neuron.
    pub(crate) fn by_class(&self) -> bool {
        self.perceptron.by_class(&self.data)
    }

    /// The name of a neuron's class.
    pub(crate) fn class_name(&self, neuron: usize) -> &str {
        self.data.class_names().map_or("", |names| &names[neuron])
    }

    fn line(&self, neuron: usize) -> Option<(f64, f64)> {
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
        write!(f, "Boundary({} of {} on the correct side)", self.n_right(), self.right.len())
    }
}

pub(crate) fn draw(boundary: &Boundary) -> Chart {
    let mut classes = boundary.classes(PANEL_POINTS);
    let mut words = told(boundary);
    words.push(score(&boundary.right));
    words.extend(held_words(boundary));
    let mut tables = vec![table("row", &boundary.data, &boundary.right)];
    let mut tested = None;
    if let Some((test, right)) = &boundary.test {
        let [learnt, kept_back] = Classes::of_both([&boundary.data, test], PANEL_POINTS);
        classes = boundary.answered(boundary.in_colors(learnt));
        words.push(test_score(right));
        tables.push(table("test row", test, right));
        tested = Some(boundary.answered_test(test, boundary.in_colors(kept_back)));
    }
    words.extend(classes.notes());
    words.extend(tested.as_ref().and_then(|tested| tested.thinning_of("test sample")));
    let (mut panel, stacked) = boundary_panel::panel(boundary, &classes, tested.as_ref());
    if !on_a_line(boundary) {
        region_labels::into_areas(&mut panel);
    }
    words.extend(stacked.sentences());
    let over =
        if on_a_line(boundary) { "on a line, by their only input" } else { "over two inputs" };
    Chart {
        title: "Decision boundary".to_owned(),
        alt: format!("{} {over}. {}", shows(boundary), words.join(" ")),
        words,
        panels: vec![panel],
        columns: 1,
        tables,
    }
}

/// What the picture is of.
pub(crate) fn shows(boundary: &Boundary) -> &'static str {
    match boundary_panel::kind(boundary) {
        Kind::Lines => "Points and lines",
        Kind::Classes | Kind::Only | Kind::Outputs => "Points and decision regions",
    }
}

/// What the regions are, or the equations of the lines.
pub(crate) fn told(boundary: &Boundary) -> Vec<String> {
    if boundary.by_class() {
        return vec![
            "Each region is that of the class whose neuron is the strongest there.".to_owned(),
        ];
    }
    let mut words = all_lines(boundary);
    match boundary_panel::kind(boundary) {
        Kind::Only => {
            let high = short(boundary.perceptron.transfer_function().output_range()[1]);
            words.push(format!(
                "A region has the colour of the only neuron whose output is {high}; where none or \
                 several are, it has none."
            ));
        }
        Kind::Lines => {
            let n = boundary.perceptron.n_neurons();
            words.push(format!("The outputs of {n} neurons are too many to colour their regions."));
        }
        Kind::Classes | Kind::Outputs => {}
    }
    words
}

fn all_lines(boundary: &Boundary) -> Vec<String> {
    let lines = boundary.perceptron.n_neurons();
    let mut words = Vec::new();
    for i in 0..lines.min(4) {
        words.push(with_place(boundary, i));
    }
    if lines > MAX_LINES {
        let lines = count(lines, if on_a_line(boundary) { "threshold" } else { "line" });
        words.push(format!("The first {MAX_LINES} of {lines} are drawn."));
    }
    words
}

/// `Held at their medians: model 3, skill 5.`
pub(crate) fn held_words(boundary: &Boundary) -> Option<String> {
    let medians = medians(&boundary.held)?;
    Some(format!("{medians}; which points are on the correct side is decided with all inputs."))
}

/// `Held at their medians in the picture: model 3, skill 5`, if any are.
pub(crate) fn medians(held: &[(String, String)]) -> Option<String> {
    let mut values = Vec::new();
    for (name, value) in held {
        values.push(format!("{name} {value}"));
    }
    let medians = if values.len() == 1 { "its median" } else { "their medians" };
    (!values.is_empty()).then(|| format!("Held at {medians} in the picture: {}", values.join(", ")))
}

/// The equation of a line, and where it lies if it is not in the picture.
pub(crate) fn with_place(boundary: &Boundary, neuron: usize) -> String {
    let equation = line_words(boundary, neuron);
    match boundary_panel::outside(boundary, neuron) {
        Some(place) => format!("{equation} {place}"),
        None => equation,
    }
}

fn line_words(boundary: &Boundary, neuron: usize) -> String {
    let row = boundary.lines_of.weight_row(neuron);
    let threshold = boundary.lines_of.threshold_of(neuron);
    let names = boundary.data.input_names();
    let heading = if boundary.perceptron.n_neurons() == 1 {
        "Line".to_owned()
    } else {
        format!("Line {}", neuron + 1)
    };
    if on_a_line(boundary) {
        return threshold_words(boundary, neuron);
    }
    if row == [0.0, 0.0] {
        return format!(
            "{heading}: none, since both weights are 0; every point gets the same output."
        );
    }
    let data = &boundary.data;
    let rule = Rule::of(row, threshold, data.n_samples(), &|i| data.input_row(i));
    let equation = format!("{heading}: {} = {}", rule.sum(names), rule.threshold());
    let solved = match boundary.line(neuron) {
        Some((slope, intercept)) => solved(names, data, &[-slope, 1.0], intercept),
        None if row[1] == 0.0 && (threshold / row[0]).is_finite() => {
            solved(names, data, &[1.0, 0.0], threshold / row[0])
        }
        None => return format!("{equation}."),
    };
    if equation.ends_with(&format!(": {solved}")) {
        return format!("{equation}.");
    }
    format!("{equation}, that is {solved}.")
}

/// `Threshold: output 1 where x > 1.5.`
fn threshold_words(boundary: &Boundary, neuron: usize) -> String {
    let heading = number_line::heading(&boundary.perceptron, neuron);
    let Some(at) = number_line::threshold(&boundary.lines_of, neuron) else {
        return format!("{heading}: none; every point gets the same output.");
    };
    let data = &boundary.data;
    let rule = Rule::near(&[1.0], at, data.n_samples(), &|i| data.input_row(i));
    let sign = if boundary.lines_of.weight_row(neuron)[0] > 0.0 { ">" } else { "<" };
    let (name, edge) = (label(&data.input_names()[0]), rule.threshold());
    let output = boundary.sides.outputs.get(neuron).map_or(1.0, |[_, high]| *high);
    format!("{heading}: output {} where {name} {sign} {edge}.", short(output))
}

/// `x2 = -0.3846·x1 + 0.7692`, or `x1 = 2`: the coefficient of the left is 1.
fn solved(names: &[String], data: &Dataset, row: &[f64; 2], intercept: f64) -> String {
    let rule = Rule::near(row, intercept, data.n_samples(), &|i| data.input_row(i));
    let names = labels(names);
    let [minus_slope, one] = *row;
    if one == 0.0 {
        return format!("{} = {}", names[0], rule.threshold());
    }
    let said = |value: f64| significant(value, rule.digits());
    let term = sum_of_products(&[0.0 - minus_slope], &names[..1], rule.digits());
    let right = match (minus_slope == 0.0, intercept) {
        (true, _) => said(intercept),
        (false, 0.0) => term,
        (false, _) if intercept < 0.0 => format!("{term} - {}", said(-intercept)),
        (false, _) => format!("{term} + {}", said(intercept)),
    };
    format!("{} = {right}", names[1])
}

fn table(row: &str, data: &Dataset, right: &[bool]) -> Table {
    let mut head = vec![row.to_owned()];
    head.extend_from_slice(data.input_names());
    head.extend(target_heads(data));
    head.push("on the correct side".to_owned());
    let n = data.n_samples();
    let inputs = Columns::of(n, &|i| data.input_row(i).to_vec());
    let targets = Columns::of(n, &|i| data.target_row(i).to_vec());
    Table::excerpt(head, n, &|i| {
        let mut row = vec![i.to_string()];
        inputs.push(&mut row, data.input_row(i));
        push_targets(&mut row, data, i, &targets);
        row.push(if right[i] { "yes" } else { "no" }.to_owned());
        row
    })
}
