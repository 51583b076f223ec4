//! The thresholds of a perceptron with one input, among the points.

use super::classes::Classes;
use super::equation::Rule;
use super::regions::MAX_LINES;
use crate::chart::{Axis, Mark, Panel, class, label, short};
use crate::data::Dataset;
use crate::error::{Result, count};
use crate::network::{Perceptron, Sides};

pub(super) const HEIGHT: f64 = 260.0;
/// Where the points of the classes stand, from below.
pub(super) const ROWS: [f64; 2] = [0.2, 0.8];

/// How many points are on the right side, and where the thresholds are.
pub(super) fn told(perceptron: &Perceptron, data: &Dataset) -> Result<Vec<String>> {
    let mut right = 0;
    for is_right in perceptron.right(data)? {
        right += usize::from(is_right);
    }
    let points = count(data.n_samples(), "point");
    let (_, perceptron) = perceptron.meeting(data)?;
    let mut words = vec![format!("{right} of {points} on the right side.")];
    for neuron in 0..perceptron.n_neurons().min(4) {
        let heading = heading(&perceptron, neuron);
        words.push(match threshold(&perceptron, neuron) {
            Some(at) => format!("{heading}: {}.", edge(data, at)),
            None => format!("{heading}: none; every point gets the same output."),
        });
    }
    Ok(words)
}

/// `year = 1999.5`, with the digits that have every point on its side.
fn edge(data: &Dataset, at: f64) -> String {
    let rule = Rule::near(&[1.0], at, data.n_samples(), &|i| data.input_row(i));
    format!("{} = {}", label(&data.input_names()[0]), rule.threshold())
}

/// The points on a line, those of each class at one height, and the thresholds.
pub(super) fn panel(perceptron: &Perceptron, data: &Dataset, classes: &Classes) -> Result<Panel> {
    let [low, high] = data.ranges()[0];
    let x = Axis::around(&data.input_names()[0], low, high);
    let (outputs, perceptron) = perceptron.meeting(data)?;
    let perceptron = &perceptron;
    let mut marks = sides(perceptron, data, &outputs, &x);
    for neuron in 0..perceptron.n_neurons().min(MAX_LINES) {
        if let Some(at) = threshold(perceptron, neuron).filter(|at| x.low < *at && *at < x.high) {
            let name = heading(perceptron, neuron).to_lowercase();
            marks.push(Mark::dashed_line(&name, vec![[at, 0.0], [at, 1.0]]));
        }
    }
    let mut points = classes.marks(true, &|sample| [data.input_row(sample)[0], 0.0]);
    let last = points.len().saturating_sub(1).max(1) as f64;
    for (i, mark) in points.iter_mut().enumerate() {
        let share = i as f64 / last;
        if let Mark::Points { at, .. } = mark {
            for place in at {
                place[1] = ROWS[0] * (1.0 - share) + ROWS[1] * share;
            }
        }
    }
    marks.append(&mut points);
    Ok(Panel { title: String::new(), x, y: Axis::hidden(), height: HEIGHT, marks })
}

pub(super) fn heading(perceptron: &Perceptron, neuron: usize) -> String {
    if perceptron.n_neurons() == 1 {
        "Threshold".to_owned()
    } else {
        format!("Threshold {}", neuron + 1)
    }
}

/// Where the output of a neuron changes sides.
pub(super) fn threshold(perceptron: &Perceptron, neuron: usize) -> Option<f64> {
    let at = perceptron.threshold_of(neuron) / perceptron.weight_row(neuron)[0];
    at.is_finite().then_some(at)
}

/// The two sides of a single neuron, in the colours of its outputs.
fn sides(perceptron: &Perceptron, data: &Dataset, outputs: &Sides, x: &Axis) -> Vec<Mark> {
    if perceptron.n_neurons() != 1 {
        return Vec::new();
    }
    let rises = perceptron.weight_row(0)[0] > 0.0;
    let (ends, middle) = match threshold(perceptron, 0) {
        Some(at) => ([!rises, rises], at.clamp(x.low, x.high)),
        // the bias alone decides
        None => ([perceptron.biases()[0] > 0.0; 2], x.high),
    };
    let mut marks = Vec::new();
    for positive in [false, true] {
        for (side, [from, to]) in ends.iter().zip([[x.low, middle], [middle, x.high]]) {
            if *side == positive && from < to {
                let name = output(data, outputs, positive);
                let at = vec![[from, 0.0], [to, 0.0], [to, 1.0], [from, 1.0], [from, 0.0]];
                let color = class(usize::from(positive)).0;
                marks.push(Mark::Area { color, opacity: 0.16, hover: name.clone(), name, at });
            }
        }
    }
    marks
}

/// `output 1`, and the class that it stands for.
fn output(data: &Dataset, sides: &Sides, positive: bool) -> String {
    let output = short(sides.outputs[0][usize::from(positive)]);
    match data.class_names() {
        Some(names) => format!("output {output} ({})", names[usize::from(positive)]),
        None => format!("output {output}"),
    }
}
