//! Weights as bars, and the neuron as a diagram.

use crate::chart::{
    Anchor, Axis, Chart, Color, Dash, GRID, INK, Mark, PAPER, Panel, QUIET, Symbol, Ticks,
    dash_of_sign, labels, short, sign, significant,
};
use crate::data::{Dataset, strings, widened};
use crate::error::count;
use crate::lists::order_by;
use crate::network::{Perceptron, Transfer};
use crate::notebook::Table;
use crate::view::parts::equation::Rule;

/// Bars, and nodes of a layer, that a picture has room for.
pub(crate) const MAX_BARS: usize = 24;
const MAX_NODES: usize = 8;

pub(crate) fn draw(perceptron: &Perceptron) -> Chart {
    let mut words = Vec::new();
    for neuron in 0..perceptron.n_neurons().min(4) {
        words.push(equation(perceptron, neuron));
    }
    let hidden = perceptron.n_neurons().saturating_sub(4);
    if hidden > 0 {
        words.push(format!("… and {} more.", count(hidden, "neuron")));
    }
    let mut narrow = perceptron.n_inputs() <= MAX_NODES;
    for name in perceptron.input_names() {
        narrow &= name.chars().count() <= 16;
    }
    Chart {
        title: format!(
            "Perceptron: {}, {}",
            count(perceptron.n_inputs(), "input"),
            count(perceptron.n_neurons(), "neuron")
        ),
        alt: format!("Bars of the weights and a diagram of the neurons. {}", words.join(" ")),
        words,
        panels: vec![bars(perceptron), diagram(perceptron)],
        columns: if narrow { 2 } else { 1 },
        tables: vec![table(perceptron)],
    }
}

/// Counted from 1 where there are several.
fn output_name(perceptron: &Perceptron, neuron: usize) -> String {
    if perceptron.n_neurons() == 1 { "output".to_owned() } else { format!("output {}", neuron + 1) }
}

/// The weighted sum of a neuron, counted from 1 where there are several.
fn sum_name(perceptron: &Perceptron, neuron: usize) -> String {
    if perceptron.n_neurons() == 1 { "Σ".to_owned() } else { format!("Σ {}", neuron + 1) }
}

/// ` (setosa)`: the class that one of several neurons stands for, if it has a name.
fn class_note(perceptron: &Perceptron, neuron: usize) -> String {
    match perceptron.class_names().filter(|_| perceptron.n_neurons() > 1) {
        Some(names) => format!(" ({})", labels(names)[neuron]),
        None => String::new(),
    }
}

/// ` (yes)`: the classes that the lower and the higher target of a single neuron
/// stand for, if they have names.
fn class_notes(perceptron: &Perceptron) -> [String; 2] {
    match perceptron.class_names().filter(|_| perceptron.n_neurons() == 1).map(labels).as_deref() {
        Some([low, high]) => [format!(" ({low})"), format!(" ({high})")],
        _ => [String::new(), String::new()],
    }
}

pub(crate) fn equation(perceptron: &Perceptron, neuron: usize) -> String {
    let (weights, threshold) = (perceptron.weight_row(neuron), perceptron.threshold_of(neuron));
    let rule = Rule::over(weights, threshold, perceptron.ranges());
    told(perceptron, neuron, &rule)
}

/// The same with the digits that it takes to say of each sample what is right.
pub(crate) fn equation_for(perceptron: &Perceptron, neuron: usize, data: &Dataset) -> String {
    let (weights, threshold) = (perceptron.weight_row(neuron), perceptron.threshold_of(neuron));
    let rule = Rule::near(weights, threshold, data.n_samples(), &|i| data.input_row(i));
    told(perceptron, neuron, &rule)
}

fn told(perceptron: &Perceptron, neuron: usize, rule: &Rule) -> String {
    let (sum, threshold) = (rule.sum(&perceptron.input_names()), rule.threshold());
    let output = output_name(perceptron, neuron) + &class_note(perceptron, neuron);
    let [low, high] = class_notes(perceptron);
    match perceptron.transfer_function() {
        Transfer::HardLim => {
            format!("{output} = 1{high} if {sum} > {threshold}, else 0{low}.")
        }
        Transfer::HardLims => {
            format!("{output} = 1{high} if {sum} > {threshold}, else -1{low}.")
        }
        transfer => {
            let bias = perceptron.biases()[neuron];
            let sign = if bias < 0.0 { '-' } else { '+' };
            let classes = match perceptron.own_ends().as_deref() {
                Some([[no, yes]]) if !low.is_empty() => {
                    format!("; its targets are {}{low} and {}{high}", short(*no), short(*yes))
                }
                _ => String::new(),
            };
            format!(
                "{output} = {transfer}({sum} {sign} {}){classes}.",
                significant(bias.abs(), rule.digits())
            )
        }
    }
}

/// The rows of the bar chart: names and values.
pub(crate) fn weight_rows(perceptron: &Perceptron) -> (Vec<String>, Vec<f64>) {
    let inputs = perceptron.input_names();
    let several = perceptron.n_neurons() > 1;
    let (mut names, mut values) = (Vec::new(), Vec::new());
    for neuron in 0..perceptron.n_neurons() {
        let of = if several { format!(" → {}", neuron + 1) } else { String::new() };
        for name in &inputs {
            names.push(format!("{name}{of}"));
        }
        values.extend_from_slice(perceptron.weight_row(neuron));
        names.push(format!("bias{of}"));
        values.push(perceptron.biases()[neuron]);
    }
    (names, values)
}

/// The largest absolute value, at least `least`.
fn largest(values: &[f64], least: f64) -> f64 {
    let mut largest = least;
    for value in values {
        largest = largest.max(value.abs());
    }
    largest
}

/// The rows that have a bar: the bias of the first neuron is always there.
pub(crate) fn drawn_rows(perceptron: &Perceptron) -> (Vec<String>, Vec<f64>) {
    let (mut names, mut values) = weight_rows(perceptron);
    let bias = perceptron.n_inputs();
    if bias >= MAX_BARS {
        names.swap(MAX_BARS - 1, bias);
        values.swap(MAX_BARS - 1, bias);
    }
    names.truncate(MAX_BARS);
    values.truncate(MAX_BARS);
    (names, values)
}

fn bars(perceptron: &Perceptron) -> Panel {
    bars_within(perceptron, reach(&drawn_rows(perceptron).1))
}

impl Perceptron {
    /// The weights as bars, the largest first, whatever their sign, and the bias
    /// of each neuron: up to 24 bars.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Perceptron;
    ///
    /// let buyer = Perceptron::by_hand([("model", 0.4), ("price", -0.9)], 1.0)?;
    /// let said = buyer.weights_by_size().to_string();
    /// assert!(said.find("price") < said.find("model"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn weights_by_size(&self) -> Chart {
        let (names, values) = weight_rows(self);
        let n = self.n_inputs() + 1;
        let is_bias = |row: usize| row % n == n - 1;
        let mut order = order_by(values.len(), &|a, b| {
            let (a, b) = ((is_bias(a), values[a]), (is_bias(b), values[b]));
            a.0.cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs()))
        });
        let weights = values.len() - self.n_neurons();
        let table = Table::excerpt(strings(["weight of", "value"]), order.len(), &|i| {
            vec![names[order[i]].clone(), significant(values[order[i]], 6)]
        });
        // biases stand last, and stay
        let biases = self.n_neurons().min(MAX_BARS / 2);
        let drawn = weights.min(MAX_BARS - biases);
        order.drain(drawn..weights);
        order.truncate(drawn + biases);
        let (mut labels, mut sizes) = (Vec::new(), Vec::new());
        for &row in &order {
            labels.push(names[row].clone());
            sizes.push(values[row]);
        }
        let mut words = vec!["The largest weights first, whatever their sign.".to_owned()];
        if drawn < weights {
            words.push(format!("The {drawn} largest of {weights} weights are drawn."));
        }
        let title = "Weights by size".to_owned();
        let alt = format!("Bars of the weights, the largest first. {}", words.join(" "));
        let panel = bar_panel("weights and bias".to_owned(), &labels, &sizes, reach(&sizes));
        Chart { title, words, alt, panels: vec![panel], columns: 1, tables: vec![table] }.cleaned()
    }
}

/// The smallest and the largest of `values` and 0.
pub(crate) fn reach(values: &[f64]) -> [f64; 2] {
    let mut reach = [0.0, 0.0];
    for &value in values {
        reach = widened(reach, value);
    }
    reach
}

/// The bars on an axis with room for weights from `low` to `high`.
pub(crate) fn bars_within(perceptron: &Perceptron, [low, high]: [f64; 2]) -> Panel {
    let (names, values) = drawn_rows(perceptron);
    let title = title(perceptron, &names);
    bar_panel(title, &names, &values, [low, high])
}

/// Says which weights have a bar, if not all.
fn title(perceptron: &Perceptron, drawn: &[String]) -> String {
    let (inputs, all) = (perceptron.n_inputs(), weight_rows(perceptron).0.len());
    if drawn.len() == all {
        return "weights and bias".to_owned();
    }
    if perceptron.n_neurons() == 1 {
        return format!("weights (the first {} of {inputs}) and bias", MAX_BARS - 1);
    }
    format!("weights (the first {MAX_BARS} of {all})")
}

fn bar_panel(title: String, names: &[String], values: &[f64], [low, high]: [f64; 2]) -> Panel {
    let rows = values.len();
    let largest = largest(&[low, high], 0.0);
    let gap = 0.04 * if largest > 0.0 { largest } else { 1.0 };
    let mut marks = Vec::new();
    for (row, &value) in values.iter().enumerate() {
        let hover = format!("{}: {}", names[row], short(value));
        marks.push(Mark::bar(rows, row, [0.0, value], sign(value), hover));
        let y = (rows - 1 - row) as f64;
        // at the end of its bar, on the same side of 0
        let (x, anchor) =
            if value < 0.0 { (value - gap, Anchor::End) } else { (value + gap, Anchor::Start) };
        marks.push(Mark::text([x, y], short(value), anchor));
    }
    let ends = vec![[0.0, -0.6], [0.0, rows as f64 - 0.4]];
    marks.push(Mark::Line {
        name: String::new(),
        color: QUIET,
        width: 1.0,
        dash: Dash::Solid,
        dots: false,
        hover: String::new(),
        at: ends,
    });
    Panel {
        title,
        x: values_axis([low, high]),
        y: Axis::rows(names),
        height: (34.0 * rows as f64).max(170.0),
        marks,
    }
}

/// An axis from `low` to `high` and 0 between them, with room for the values
/// that stand at the ends of bars.
fn values_axis([low, high]: [f64; 2]) -> Axis {
    if low == high {
        // nothing gives it a scale
        return Axis {
            ticks: Ticks::Named(vec![(0.0, "0".to_owned())]),
            ..Axis::exact("", 0.0, 1.0)
        };
    }
    let share = if low < 0.0 && high > 0.0 { 0.6 } else { 0.4 };
    let room = share * (high - low).min(f64::MAX);
    let below = if low < 0.0 { room } else { 0.0 };
    let above = if high > 0.0 { room } else { 0.1 * room };
    Axis::exact("", low - below, high + above)
}

/// Where the layers of the inputs and of the neurons stand.
const LEFT: f64 = 0.36;
const MIDDLE: f64 = 0.74;

/// Where a layer of `n` nodes at `x` puts its `i`-th.
pub(crate) fn node(x: f64, i: usize, n: usize) -> [f64; 2] {
    [x, 1.0 - (i as f64 + 0.5) / n as f64]
}

fn diagram(perceptron: &Perceptron) -> Panel {
    let names = perceptron.input_names();
    let (inputs, neurons) = (names.len().min(MAX_NODES), perceptron.n_neurons().min(MAX_NODES));
    let mut marks = connections(perceptron, inputs, neurons);
    let sums = (0..neurons).map(|i| sum_name(perceptron, i)).collect();
    marks.push(nodes(LEFT, labels(&names[..inputs]), 14.0, GRID));
    marks.push(nodes(MIDDLE, sums, 38.0, PAPER));
    for (i, name) in labels(&names[..inputs]).into_iter().enumerate() {
        let [x, y] = node(LEFT, i, inputs);
        marks.push(Mark::text([x - 0.035, y], name, Anchor::End));
    }
    for i in 0..neurons {
        let [x, y] = node(MIDDLE, i, neurons);
        marks.push(Mark::Text {
            at: [x, y],
            text: "Σ".to_owned(),
            anchor: Anchor::Middle,
            size: 18.0,
            bold: false,
        });
        marks.push(Mark::text(
            [x + 0.17, y + 0.07 / neurons as f64 + 0.03],
            output_name(perceptron, i),
            Anchor::Middle,
        ));
        if neurons == 1 {
            let row = perceptron.weight_row(i);
            let rule = Rule::over(row, perceptron.threshold_of(i), perceptron.ranges());
            let threshold = format!("threshold {}", rule.threshold());
            marks.push(Mark::text([x + 0.02, y - 0.2], threshold, Anchor::Middle));
        }
    }
    Panel {
        title: format!(
            "neuron diagram{}{}{}",
            note("inputs", inputs, names.len()),
            note("neurons", neurons, perceptron.n_neurons()),
            if any_dashed(&marks) { ", dashed: negative" } else { "" }
        ),
        x: Axis::hidden(),
        y: Axis::hidden(),
        height: (40.0 * inputs.max(neurons) as f64).max(170.0),
        marks,
    }
}

fn any_dashed(marks: &[Mark]) -> bool {
    marks.iter().any(|mark| matches!(mark, Mark::Line { dash: Dash::Dashed, .. }))
}

/// What a title says where not all are drawn.
fn note(what: &str, shown: usize, all: usize) -> String {
    if all > shown { format!(", {shown} of {all} {what}") } else { String::new() }
}

/// Nodes that say these names under the pointer.
fn nodes(x: f64, hover: Vec<String>, size: f64, color: Color) -> Mark {
    let n = hover.len();
    let mut at = Vec::with_capacity(n);
    for i in 0..n {
        at.push(node(x, i, n));
    }
    Mark::Points { name: String::new(), color, symbol: Symbol::Circle, size, at, hover }
}

/// Lines as wide as their weight is large, with colour and dash of its sign.
fn connections(perceptron: &Perceptron, inputs: usize, neurons: usize) -> Vec<Mark> {
    let names = labels(&perceptron.input_names());
    let mut strongest = 0.0;
    for neuron in 0..perceptron.n_neurons() {
        strongest = largest(perceptron.weight_row(neuron), strongest);
    }
    let mut marks = Vec::new();
    for neuron in 0..neurons {
        let [x, y] = node(MIDDLE, neuron, neurons);
        marks.push(line(INK, 2.0, Dash::Solid, [[x, y], [x + 0.24, y]], String::new()));
        for (i, &weight) in perceptron.weight_row(neuron)[..inputs].iter().enumerate() {
            let strength = if strongest > 0.0 { weight.abs() / strongest } else { 0.0 };
            let said = format!(
                "{} → {}: weight {}",
                names[i],
                sum_name(perceptron, neuron),
                short(weight)
            );
            let ends = [node(LEFT, i, inputs), [x, y]];
            marks.push(connection(weight, 1.0 + 5.0 * strength, ends, said));
        }
    }
    marks
}

/// The line of a weight, which says under the pointer what it is.
pub(crate) fn connection(weight: f64, width: f64, ends: [[f64; 2]; 2], said: String) -> Mark {
    line(sign(weight), width, dash_of_sign(weight), ends, said)
}

fn line(color: Color, width: f64, dash: Dash, ends: [[f64; 2]; 2], hover: String) -> Mark {
    let (name, at) = (String::new(), ends.to_vec());
    Mark::Line { name, color, width, dash, dots: false, hover, at }
}

fn table(perceptron: &Perceptron) -> Table {
    let (names, values) = weight_rows(perceptron);
    Table::excerpt(vec!["weight of".to_owned(), "value".to_owned()], values.len(), &|i| {
        vec![names[i].clone(), significant(values[i], 6)]
    })
}
