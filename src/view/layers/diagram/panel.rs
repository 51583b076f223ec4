//! Nodes and connections, drawn.

use super::names::{GAP, all_beside};
use super::network::NetworkDiagram;
use crate::chart::{Anchor, Axis, GRID, Mark, PAPER, Panel, Symbol, short, significant, width};
use crate::view::perceptron::weights::connection;

/// Height of a row, and size of the neuron in it.
const ROW: f64 = 56.0;
const NODE: f64 = 44.0;
/// Size of the letters in it.
const INSIDE: f64 = 12.0;
/// Widths of the lines of no weight, and of the strongest.
pub(crate) const THIN: f64 = 0.6;
pub(crate) const THICK: f64 = 6.0;

/// How far from the middle of a neuron its number, and below it its value, stand
/// where it has both, in pixels.
const ABOVE: f64 = 9.0;
const BELOW: f64 = 7.0;
/// By how much less room there is for the value then.
const ROUNDER: f64 = 6.0;

pub(crate) fn panel(diagram: &NetworkDiagram) -> Panel {
    panel_of(diagram, &strongest(diagram), ROW)
}

/// The panel with rows of another height, and lines that are the wider the
/// closer their weight is to the `strongest` of its layer.
pub(crate) fn panel_of(diagram: &NetworkDiagram, strongest: &[f64], row: f64) -> Panel {
    let mut marks = connections(diagram, strongest);
    for column in 0..=diagram.layers.len() {
        marks.append(&mut nodes(diagram, column, NODE * row / ROW));
        let x = diagram.place(column, 0)[0];
        marks.push(Mark::text([x, 0.99], diagram.heading(column), Anchor::Middle));
    }
    marks.append(&mut names(diagram));
    let (height, title) = (diagram.height(row), String::new());
    Panel { title, x: Axis::hidden(), y: Axis::hidden(), height, marks }
}

/// Lines as wide as their weight is large within its layer, with colour and dash
/// of its sign: beside large hidden weights those of the outputs would be hairs.
fn connections(diagram: &NetworkDiagram, strongest: &[f64]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (number, (layer, strongest)) in diagram.layers.iter().zip(strongest).enumerate() {
        let mut connect = |weight: f64, from, to, said: String| {
            let (span, size) = (THICK - THIN, weight.abs());
            let product = span * size;
            // the largest numbers leave no room for a product
            let share =
                if product.is_finite() { product / strongest } else { span * (size / strongest) };
            let width = THIN + share;
            marks.push(connection(weight, width, [from, to], said));
        };
        for neuron in 0..diagram.shown(number + 1) {
            let to = diagram.place(number + 1, neuron);
            let aim = diagram.neuron(number, neuron);
            let mut first = 0;
            for &column in &diagram.sources[number] {
                for row in 0..diagram.shown(column) {
                    let weight = layer.weights.row(neuron)[first + row];
                    if diagram.connects(number, weight) {
                        let source = diagram.node(column, row);
                        let said = format!("{source} → {aim}: weight {}", short(weight));
                        connect(weight, diagram.place(column, row), to, said);
                    }
                }
                first += diagram.size(column);
            }
            // the node that is always 1 stands below the column before
            let one = diagram.place(number, diagram.shown(number));
            if let Some(bias) = layer.biases().get(neuron) {
                connect(*bias, one, to, format!("bias of {aim}: {}", short(*bias)));
            }
        }
    }
    marks
}

/// The largest weight or bias of each layer.
pub(crate) fn strongest(diagram: &NetworkDiagram) -> Vec<f64> {
    let mut all = Vec::with_capacity(diagram.layers.len());
    for layer in &diagram.layers {
        let mut strongest = f64::MIN_POSITIVE;
        for value in layer.weights.values().iter().chain(layer.biases()) {
            strongest = strongest.max(value.abs());
        }
        all.push(strongest);
    }
    all
}

fn nodes(diagram: &NetworkDiagram, column: usize, size: f64) -> Vec<Mark> {
    let (mut at, mut words) = (Vec::new(), Vec::new());
    for row in 0..diagram.shown(column) {
        at.push(diagram.place(column, row));
        let value = diagram.values.as_ref().map(|values| values[column][row]);
        let number = diagram.shows_numbers(column).then(|| (row + 1).to_string());
        let [x, y] = diagram.place(column, row);
        match (number, value) {
            (Some(number), Some(value)) => {
                let pixel = 1.0 / diagram.height(ROW);
                let (at, anchor) = ([x, y + ABOVE * pixel], Anchor::Middle);
                words.push(Mark::Text { at, text: number, anchor, size: INSIDE, bold: true });
                words.push(inside([x, y - BELOW * pixel], fitting(value, NODE - ROUNDER)));
            }
            (Some(number), None) => words.push(inside([x, y], number)),
            (None, Some(value)) => words.push(inside([x, y], fitting(value, NODE))),
            (None, None) => {}
        }
    }
    let color = if column == 0 { GRID } else { PAPER };
    let mut marks = vec![circles(color, size, at, diagram.told(column))];
    if diagram.rows(column) > diagram.shown(column) {
        let place = diagram.place(column, diagram.shown(column));
        let said = vec!["always 1, for the biases".to_owned()];
        marks.push(circles(GRID, size / 2.0, vec![place], said));
        marks.push(inside(place, "1".to_owned()));
    }
    marks.append(&mut words);
    marks
}

fn circles(color: &'static str, size: f64, at: Vec<[f64; 2]>, hover: Vec<String>) -> Mark {
    Mark::Points { name: String::new(), color, symbol: Symbol::Circle, size, at, hover }
}

/// A value in as many letters as fit into the given number of pixels, with two
/// digits if they do.
fn fitting(value: f64, room: f64) -> String {
    // the width is that of wide letters
    let fits = |text: &String| 0.9 * width(text, INSIDE) < room;
    let shorter = [significant(value, 2), significant(value, 1), format!("{value:.0e}")];
    let nothing = || if value.abs() < 1.0 { "≈ 0" } else { "…" }.to_owned();
    shorter.into_iter().find(fits).unwrap_or_else(nothing)
}

fn inside(at: [f64; 2], text: String) -> Mark {
    Mark::Text { at, text, anchor: Anchor::Middle, size: INSIDE, bold: false }
}

fn names(diagram: &NetworkDiagram) -> Vec<Mark> {
    let (mut marks, last) = (Vec::new(), diagram.layers.len());
    for (row, name) in all_beside(&diagram.input_names).into_iter().enumerate() {
        let [x, y] = diagram.place(0, row);
        marks.push(Mark::text([x - GAP, y], name, Anchor::End));
    }
    for (row, name) in all_beside(&diagram.output_names).into_iter().enumerate() {
        let [x, y] = diagram.place(last, row);
        marks.push(Mark::text([x + GAP, y], name, Anchor::Start));
    }
    marks
}
