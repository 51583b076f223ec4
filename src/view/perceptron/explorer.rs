//! The explorer: sliders for inputs, weights and threshold.

use std::fmt;
use std::fmt::Write;

use serde_json::{Value, json};

use super::boundary_panel;
use super::decision;
use super::explorer_samples::Tried;
use super::sliders::{self, Slider};
use crate::chart::{
    Axis, Chart, Color, GHOST, GRID, INK, Mark, PAPER, Panel, QUIET, Symbol, YELLOW, apart, class,
    fewest, labels, read, series, sign, significant,
};
use crate::control_words::STEM;
use crate::data::{Dataset, Sample};
use crate::error::{Error, Result, count};
use crate::network::{Contribution, Decision, Perceptron, Transfer, half_way};
use crate::notebook::Table;
use crate::view::parts::classes::PANEL_POINTS;
use crate::view::parts::nested_markers::Stacked;
use crate::view::parts::numbers::numbers;
use crate::view::parts::region_labels;

/// Inputs that get sliders. (The script adds up as [`dot`](crate::network::dot)
/// does up to 128 terms.)
const MAX_INPUTS: usize = 64;

/// Longest name in the line of code, in characters.
const MAX_NAME: usize = 100;

/// What the place of the inputs is called.
const HERE: &str = "the inputs";

/// Values that the table tries out.
const STEPS: [(&str, f64); 5] =
    [("lowest", 0.0), ("low", 0.25), ("middle", 0.5), ("high", 0.75), ("highest", 1.0)];

/// A decision with a slider for each input, each weight and the threshold.
///
/// Made by [`Perceptron::explore`]. In a notebook and on a saved page the
/// sliders work by themselves, without a kernel and without a network; a reset
/// leads back, and a line of code says the present state in Rust. Where scripts
/// do not run it shows the decision, and a table of the answers to other
/// inputs.
#[derive(Clone, PartialEq)]
pub struct Explorer {
    perceptron: Perceptron,
    /// The same with the threshold at which its classes meet.
    deciding: Perceptron,
    decision: Decision,
    /// A slider an input.
    inputs: Vec<Slider>,
    data: Option<Dataset>,
}

impl Perceptron {
    /// A single neuron's decision with sliders, to ask "what if?".
    ///
    /// Sliders of inputs reach over the ranges given to [`new`](Self::new);
    /// where there are none, from 0 to 1 if every input lies there, else over
    /// the surroundings of each.
    ///
    /// # Errors
    ///
    /// As [`decide`](Self::decide), and [`Error::Shape`] for more than 64
    /// inputs.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
    /// let explorer = buyer.explore([0.8, 0.6])?;
    /// assert!(!explorer.decision().is_yes());
    /// assert_eq!(
    ///     explorer.code(),
    ///     r#"Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?.decide([0.8, 0.6])?"#
    /// );
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn explore(&self, inputs: impl Sample) -> Result<Explorer> {
        self.explorer_of(inputs, None)
    }

    /// As [`explore`](Self::explore), with samples: the sliders of the inputs
    /// reach over them, how many get the right answer is counted anew with
    /// every change, and two inputs show them in the plane.
    ///
    /// # Errors
    ///
    /// As [`explore`](Self::explore), and [`Error::Shape`] if the data do not
    /// have as many inputs as the perceptron, or several targets.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Dataset, Perceptron};
    ///
    /// let and = Dataset::new([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 0, 0, 1])?;
    /// let neuron = Perceptron::by_hand([("a", 1.0), ("b", 1.0)], 0.5)?;
    /// let explorer = neuron.explore_with(&and, [1.0, 1.0])?;
    /// assert!(explorer.to_string().contains("2 of 4 samples on the correct side."));
    /// # Ok::<(), percept::Error>(())
    /// ```
    pub fn explore_with(&self, data: &Dataset, inputs: impl Sample) -> Result<Explorer> {
        self.check_width(data.n_inputs())?;
        let data = &*self.known().fit("explore_with", data)?;
        if data.n_targets() > 1 {
            return Err(Error::Shape {
                what: "explore_with",
                expected: "data with one target".to_owned(),
                found: count(data.n_targets(), "target"),
            });
        }
        self.explorer_of(inputs, Some(&self.with_own_classes(data)))
    }

    fn explorer_of(&self, sample: impl Sample, data: Option<&Dataset>) -> Result<Explorer> {
        let mut inputs = Vec::new();
        sample.push_to(&mut inputs);
        let ends = match data.and_then(|data| self.sides(data)) {
            Some(sides) => Some(sides.outputs),
            None => self.own_ends(),
        };
        let decision = self.decision(&inputs, ends.as_deref())?;
        let deciding = ends.and_then(|ends| self.cut_at(&ends)).unwrap_or_else(|| self.clone());
        if self.n_inputs() > MAX_INPUTS {
            return Err(Error::Shape {
                what: "explore",
                expected: format!("at most {MAX_INPUTS} inputs, each with sliders of its own"),
                found: count(self.n_inputs(), "input"),
            });
        }
        let known = match data {
            Some(data) => Some(data.ranges()),
            None => self.ranges().map(<[[f64; 2]]>::to_vec),
        };
        let inputs = input_sliders(&decision.contributions, known.as_deref());
        let (perceptron, data) = (self.clone(), data.cloned());
        Ok(Explorer { perceptron, deciding, decision, inputs, data })
    }
}

fn input_sliders(parts: &[Contribution], known: Option<&[[f64; 2]]>) -> Vec<Slider> {
    let mut shares = true;
    for part in parts {
        shares &= (0.0..=1.0).contains(&part.input);
    }
    let mut inputs = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        inputs.push(match known {
            Some(ranges) => sliders::over(ranges[i], part.input),
            None if shares => sliders::over([0.0, 1.0], part.input),
            None => sliders::around(part.input),
        });
    }
    inputs
}

impl Explorer {
    /// The decision that the sliders begin with.
    #[must_use]
    pub fn decision(&self) -> &Decision {
        &self.decision
    }

    /// The decision that the sliders begin with, as a line of Rust.
    ///
    /// Numbers have as many digits as it takes to read them back unchanged.
    #[must_use]
    pub fn code(&self) -> String {
        let mut code = "Perceptron::by_hand([".to_owned();
        for (i, part) in self.decision.contributions.iter().enumerate() {
            let separator = if i > 0 { ", " } else { "" };
            // writing to a string cannot fail
            let _ = write!(code, "{separator}({}, {:?})", literal(i, &part.name), part.weight);
        }
        let _ = write!(code, "], {:?})?{}.decide([", self.decision.threshold, self.transfer());
        for (i, part) in self.decision.contributions.iter().enumerate() {
            let separator = if i > 0 { ", " } else { "" };
            let _ = write!(code, "{separator}{:?}", part.input);
        }
        code.push_str("])?");
        code
    }

    /// What the line of code says about the transfer function.
    fn transfer(&self) -> String {
        // its threshold is where a hard limit has its own
        if self.deciding.biases() != self.perceptron.biases() {
            return String::new();
        }
        match self.perceptron.transfer_function() {
            Transfer::HardLim => String::new(),
            Transfer::SatLinWith { slope, low, high } => {
                let fields = format!("slope: {slope:?}, low: {low:?}, high: {high:?}");
                format!(".transfer(Transfer::SatLinWith {{ {fields} }})")
            }
            other => format!(".transfer(Transfer::{other:?})"),
        }
    }
}

impl fmt::Debug for Explorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::debug::write(
            f,
            format_args!(
                "Explorer({}, {})",
                count(self.inputs.len(), "input"),
                crate::debug::part(&self.decision)
            ),
        )
    }
}

/// A name as a Rust string; a very long one is cut, its number keeps it apart.
fn literal(i: usize, name: &str) -> String {
    let text = match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => format!("{:?}", format!("{}… ({i})", &name[..end])),
        None => format!("{name:?}"),
    };
    // the same name to Rust, and no word of the kernel's
    text.replace(STEM, "EVCXR\\u{5f}")
}

pub(crate) fn draw(explorer: &Explorer) -> Chart {
    let mut chart = decision::draw(&explorer.decision);
    if let Some(data) = &explorer.data {
        let words = Tried::of(data, &explorer.perceptron).words(&explorer.deciding);
        let _ = write!(chart.alt, " {words}");
        chart.words.push(words);
    }
    if let Some((mut plane, stacked)) = plane(explorer) {
        say_answers(&mut plane, explorer.data.is_some());
        region_labels::into_areas(&mut plane, chart.columns);
        chart.panels.push(plane);
        for words in stacked.sentences() {
            let _ = write!(chart.alt, " {words}");
            chart.words.push(words);
        }
        chart.alt.push_str(" Below, the plane of the two inputs with its line.");
    }
    chart.tables.push(what_if(explorer));
    chart
}

/// Names the sides of the line, and the samples that belong there, by the answers,
/// as the bars above and the sliders' own picture do.
fn say_answers(plane: &mut Panel, with_samples: bool) {
    let two = plane.marks.iter().all(|mark| match mark {
        Mark::Points { name, color, .. } => {
            name.is_empty() || [INK, PAPER].contains(color) || answer_of(color).is_some()
        }
        _ => true,
    });
    for mark in &mut plane.marks {
        match mark {
            Mark::Area { name, hover, color, .. } if name.starts_with("output ") => {
                let Some(answer) = answer_of(color) else { continue };
                (*name, *hover) = (answer.to_owned(), answer.to_owned());
            }
            Mark::Points { name, color, .. } if !name.is_empty() && two => {
                let Some(answer) = answer_of(color) else { continue };
                *name = if with_samples { format!("should be {answer}") } else { HERE.to_owned() };
            }
            _ => {}
        }
    }
}

/// The answer that has this colour.
fn answer_of(color: Color) -> Option<&'static str> {
    ["no", "yes"].into_iter().enumerate().find(|(i, _)| class(*i).0 == color).map(|(_, said)| said)
}

/// For two inputs, the neuron's line and the samples.
fn plane(explorer: &Explorer) -> Option<(Panel, Stacked)> {
    let [x, y] = explorer.decision.contributions.as_slice() else { return None };
    let here = [x.input, y.input];
    if let Some(Ok(boundary)) =
        explorer.data.as_ref().map(|data| explorer.perceptron.boundary(data))
    {
        let (mut panel, stacked) =
            boundary_panel::panel(&boundary, &boundary.classes(PANEL_POINTS), None);
        // the samples' plane may not reach as far
        if contains(&panel.x, here[0]) && contains(&panel.y, here[1]) {
            let (name, color, symbol) = (HERE.to_owned(), INK, Symbol::Diamond);
            panel.marks.push(Mark::Points {
                name,
                color,
                symbol,
                size: 13.0,
                at: vec![here],
                hover: Vec::new(),
            });
        }
        return Some((panel, stacked));
    }
    let answer = answers(&explorer.perceptron)[usize::from(explorer.decision.is_yes())];
    let data = Dataset::new([here], [answer]).ok()?.name_inputs([&x.name, &y.name]).ok()?;
    let mut boundary = as_decided(&explorer.perceptron).boundary(&data).ok()?;
    boundary.data = boundary.data.name_targets(["answer"]).ok()?;
    Some(boundary_panel::panel(&boundary, &boundary.classes(PANEL_POINTS), None))
}

/// A neuron that has learnt nothing decides at its threshold, whatever the bounds
/// of its output are.
fn as_decided(perceptron: &Perceptron) -> Perceptron {
    let transfer = perceptron.transfer_function();
    let middle = transfer.class_ends().and_then(|ends| transfer.passes(half_way(ends)));
    if perceptron.own_ends().is_some() || middle == Some(0.0) {
        return perceptron.clone();
    }
    perceptron.clone().transfer(Transfer::HardLim)
}

/// What stands for no and for yes: 0 and 1, unless it has learnt others.
fn answers(perceptron: &Perceptron) -> [f64; 2] {
    match perceptron.own_ends() {
        Some(ends) if !perceptron.transfer_function().is_step() => ends[0],
        _ => [0.0, 1.0],
    }
}

fn contains(axis: &Axis, value: f64) -> bool {
    (axis.low..=axis.high).contains(&value)
}

/// The answer where one thing changes and everything else stays.
fn what_if(explorer: &Explorer) -> Table {
    let parts = &explorer.decision.contributions;
    let mut head = vec!["changed alone".to_owned()];
    for (name, _) in STEPS {
        head.push(name.to_owned());
    }
    Table::excerpt(head, parts.len() + 1, &|row| {
        let (name, slider) = match parts.get(row) {
            Some(part) => (part.name.clone(), explorer.inputs[row]),
            None => ("threshold".to_owned(), threshold_slider(&explorer.decision)),
        };
        let mut values = Vec::new();
        for (_, share) in STEPS {
            values.push(slider[0] * (1.0 - share) + slider[1] * share);
        }
        let least = apart(&values, 4);
        let mut cells = vec![name];
        for value in values {
            let answer = answer_at(explorer, row, value);
            let holds = |digits| answer_at(explorer, row, read(value, digits)) == answer;
            cells.push(format!("{} → {answer}", significant(value, fewest(least, &holds))));
        }
        cells
    })
    .titled("Answers where one thing changes")
}

/// The answer with another value for an input; after the last input comes the
/// threshold.
fn answer_at(explorer: &Explorer, changed: usize, value: f64) -> &'static str {
    let mut inputs = Vec::new();
    for part in &explorer.decision.contributions {
        inputs.push(part.input);
    }
    let decided = if let Some(input) = inputs.get_mut(changed) {
        *input = value;
        explorer.deciding.decision(&inputs, None)
    } else {
        let other = explorer.deciding.with_threshold(value);
        other.and_then(|other| other.decision(&inputs, None))
    };
    decided.map_or("too large", |decision| decision::answer(&decision))
}

fn threshold_slider(decision: &Decision) -> Slider {
    let mut size = decision.threshold.abs();
    let mut sum = 0.0;
    for part in &decision.contributions {
        sum += part.product.abs();
    }
    size = size.max(sum);
    sliders::both_ways(size)
}

/// The same for all weights, except for those that would hardly move on it.
fn weight_slider(parts: &[Contribution], weight: f64) -> Slider {
    let mut largest = 0.0_f64;
    for part in parts {
        largest = largest.max(part.weight.abs());
    }
    let small = weight != 0.0 && weight.abs() < largest / 20.0;
    sliders::both_ways(if small { weight.abs() } else { largest })
}

/// What the script begins with.
pub(crate) fn state(explorer: &Explorer) -> String {
    let decision = &explorer.decision;
    let mut inputs = Vec::new();
    let mut names = Vec::new();
    for part in &decision.contributions {
        names.push(part.name.clone());
    }
    let names = labels(&names);
    for (i, part) in decision.contributions.iter().enumerate() {
        inputs.push(json!({
            "code": literal(i, &part.name),
            "input": part.input,
            "inputs": numbers(&explorer.inputs[i]),
            "name": names[i],
            "weight": part.weight,
            "weights": numbers(&weight_slider(&decision.contributions, part.weight)),
        }));
    }
    let tried = match &explorer.data {
        Some(data) => Tried::of(data, &explorer.perceptron).json(),
        None => Value::Null,
    };
    let state = json!({
        "classes": decision::classes(decision),
        "colors": colors(),
        "inputs": inputs,
        "threshold": decision.threshold,
        "thresholds": numbers(&threshold_slider(decision)),
        "transfer": explorer.transfer(),
        "tried": tried,
    });
    state.to_string()
}

/// Colours, from where those of the other pictures come.
pub(crate) fn colors() -> Value {
    json!({
        "minus": sign(-1.0), "no": class(0).0, "plus": sign(1.0), "yes": class(1).0,
        "grid": GRID, "ink": INK, "paper": PAPER, "quiet": QUIET,
        // of an update: what was before, its sample, and the change of the weights
        "ghost": GHOST, "sample": YELLOW, "change": series(0).0,
    })
}
