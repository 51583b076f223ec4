//! The diagram of a network.

use std::fmt;

use crate::chart::{
    Anchor, Axis, Chart, GRID, LETTERS, Mark, PAPER, Panel, Symbol, few_letters, label, labels,
    panel_width, short, significant, width,
};
use crate::data::owned;
use crate::error::count;
use crate::network::{Elman, FeedForward, Layer};
use crate::notebook::Table;
use crate::view::perceptron::weights::{connection, node};

/// Neurons of a layer that a picture has room for.
const MAX_NODES: usize = 8;
/// How far from the sides the inputs and the outputs stand, with room for their
/// names beside: at least, and at most.
const SIDES: [f64; 2] = [0.17, 0.34];
/// From the middle of a node to the name beside it.
const GAP: f64 = 0.062;
/// Height of a row, and size of the neuron in it.
const ROW: f64 = 56.0;
const NODE: f64 = 44.0;
/// Size of the letters in it.
const INSIDE: f64 = 12.0;
/// Widths of the lines of no weight, and of the strongest.
pub(crate) const THIN: f64 = 0.6;
pub(crate) const THICK: f64 = 6.0;

/// Size of the number of a neuron over a value in it, and how far from the
/// neuron's middle number and value then stand, in pixels.
const NUMBER: f64 = 11.0;
const ABOVE: f64 = 9.0;
const BELOW: f64 = 7.0;
/// By how much less room there is for the value then.
const ROUNDER: f64 = 6.0;

/// What colours and widths say, and where the biases are.
pub(crate) const SIGNS: &str = "Purple: positive weights. Dashed brown: negative. Wider: larger.";
const SIGNS_BY_LAYER: &str =
    "Purple: positive weights. Dashed brown: negative. Wider: larger in its layer.";
const BIASES: &str = "The small node 1 feeds the biases.";

/// A network as neurons and connections, and what flows through them.
///
/// Made by [`FeedForward::diagram`], [`Elman::diagram`],
/// [`Perceptron::diagram`](crate::Perceptron::diagram),
/// [`Competitive::diagram`](crate::Competitive::diagram),
/// [`Lvq::diagram`](crate::Lvq::diagram),
/// [`Hopfield::diagram`](crate::Hopfield::diagram),
/// [`Hamming::diagram`](crate::Hamming::diagram),
/// [`Grnn::diagram`](crate::Grnn::diagram) and
/// [`Pnn::diagram`](crate::Pnn::diagram). Each connection is as wide as its
/// weight is large, purple if it is positive, brown and dashed if it is
/// negative; a node that is always 1 feeds the biases. In a notebook it shows
/// itself.
#[derive(Clone, PartialEq)]
pub struct NetworkDiagram {
    pub(crate) input_names: Vec<String>,
    pub(crate) output_names: Vec<String>,
    /// Those without biases have none, not even of 0.
    pub(crate) layers: Vec<Layer>,
    /// The columns that each layer sees, the inputs being 0.
    pub(crate) sources: Vec<Vec<usize>>,
    /// Whether each neuron before the last layer is connected with one output only.
    pub(crate) sorts: bool,
    /// Of a sample: the inputs, then the outputs of each layer.
    pub(crate) values: Option<Vec<Vec<f64>>>,
    /// What the picture does not say by itself.
    pub(crate) note: Option<String>,
}

impl NetworkDiagram {
    /// How many weights and biases there are.
    #[must_use]
    pub fn n_parameters(&self) -> usize {
        let mut n = 0;
        for (number, layer) in self.layers.iter().enumerate() {
            n += layer.biases().len();
            for weight in layer.weights() {
                n += usize::from(self.connects(number, *weight));
            }
        }
        n
    }

    /// Whether a weight of a layer is one, and not a place without a connection.
    fn connects(&self, layer: usize, weight: f64) -> bool {
        !(self.sorts && layer + 1 == self.layers.len() && weight == 0.0)
    }

    /// The picture with other names for the outputs.
    pub(crate) fn name_outputs(mut self, names: &[String]) -> Self {
        self.output_names = names.to_vec();
        self
    }

    /// How many nodes stand in a column, the inputs being the first.
    fn size(&self, column: usize) -> usize {
        match column.checked_sub(1) {
            None => self.input_names.len(),
            Some(layer) => self.layers[layer].n_neurons(),
        }
    }

    fn shown(&self, column: usize) -> usize {
        self.size(column).min(MAX_NODES)
    }

    /// The nodes that are drawn, with the one that is always 1 where the next
    /// layer has biases.
    fn rows(&self, column: usize) -> usize {
        let biased = self.layers.get(column).is_some_and(|layer| !layer.biases().is_empty());
        self.shown(column) + usize::from(biased)
    }

    /// The height of the picture with rows so high, in pixels.
    fn height(&self, row: f64) -> f64 {
        let mut tallest = 0;
        for column in 0..=self.layers.len() {
            tallest = tallest.max(self.rows(column));
        }
        (row * tallest as f64).max(190.0)
    }

    /// Whether the neurons of a column are known by number: they stand between
    /// inputs and outputs, and for no sample or prototype.
    fn shows_numbers(&self, column: usize) -> bool {
        let layer = column.checked_sub(1).and_then(|layer| self.layers.get(layer));
        column < self.layers.len() && layer.is_some_and(|layer| !layer.biases().is_empty())
    }

    fn has_biases(&self) -> bool {
        self.layers.iter().any(|layer| !layer.biases().is_empty())
    }

    fn place(&self, column: usize, row: usize) -> [f64; 2] {
        let (left, right) = (side(&self.input_names), 1.0 - side(&self.output_names));
        let x = left + (right - left) * column as f64 / self.layers.len() as f64;
        let [x, y] = node(x, row, self.rows(column));
        [x, y * 0.92]
    }

    /// `inputs`, `layer 1: TanSig`, `outputs: PureLin`.
    fn heading(&self, column: usize) -> String {
        match column.checked_sub(1) {
            None => "inputs".to_owned(),
            Some(layer) => {
                let last = column == self.layers.len();
                let name = if last { "outputs".to_owned() } else { format!("layer {column}") };
                let function = self.layers[layer].transfer_function();
                let heading = format!("{name}: {function}");
                let apart = (self.place(1, 0)[0] - self.place(0, 0)[0]) * panel_width(1);
                // the first sentence says the functions too
                if width(&heading, LETTERS) > apart { name } else { heading }
            }
        }
    }

    /// What the weight `from` of a layer comes from.
    fn source(&self, layer: usize, mut from: usize) -> String {
        for &column in &self.sources[layer] {
            if from < self.size(column) {
                return match column {
                    0 => self.input_names[from].clone(),
                    before if before == layer => format!("neuron {}", from + 1),
                    _ => format!("layer {column}, neuron {}", from + 1),
                };
            }
            from -= self.size(column);
        }
        String::new()
    }

    /// What a neuron is called: `layer 1, neuron 2`.
    fn neuron(&self, layer: usize, neuron: usize) -> String {
        format!("layer {}, neuron {}", layer + 1, self.numbered(layer, neuron))
    }

    /// What a node is called: the name of an input, or that of a neuron.
    fn node(&self, column: usize, row: usize) -> String {
        match column.checked_sub(1) {
            None => self.input_names[row].clone(),
            Some(layer) => self.neuron(layer, row),
        }
    }

    /// What the nodes of a column say under the pointer, with their values.
    fn told(&self, column: usize) -> Vec<String> {
        let mut told = Vec::with_capacity(self.shown(column));
        for row in 0..self.shown(column) {
            let value =
                self.values.as_ref().map(|values| format!(": {}", short(values[column][row])));
            told.push(self.node(column, row) + &value.unwrap_or_default());
        }
        told
    }

    /// The number of a neuron; of an output whose name the picture cuts, with it.
    fn numbered(&self, layer: usize, neuron: usize) -> String {
        let number = (neuron + 1).to_string();
        match self.output_names.get(neuron) {
            Some(name) if layer + 1 == self.layers.len() && beside(name) != *name => {
                format!("{number} ({name})")
            }
            _ => number,
        }
    }

    fn summary(&self) -> String {
        let mut words = vec![count(self.input_names.len(), "input")];
        for layer in &self.layers {
            let neurons = count(layer.n_neurons(), "neuron");
            words.push(format!("{neurons} ({})", layer.transfer_function()));
        }
        let parameters = count(self.n_parameters(), "parameter");
        format!("{}: {parameters} in all.", words.join(", then "))
    }
}

impl fmt::Debug for NetworkDiagram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (layers, parameters) = (self.layers.len(), self.n_parameters());
        crate::debug::write(
            f,
            format_args!(
                "NetworkDiagram({}, {})",
                count(layers, "layer"),
                count(parameters, "parameter")
            ),
        )
    }
}

pub(crate) fn draw(diagram: &NetworkDiagram) -> Chart {
    let mut words = vec![diagram.summary()];
    words.extend(flow(diagram));
    // prototypes add up to nothing: the note tells of them
    words.extend(diagram.has_biases().then(|| signs(diagram)));
    words.extend(diagram.note.clone());
    words.extend(left_out(diagram));
    let mut tables = vec![weights(diagram)];
    tables.extend(values(diagram));
    Chart {
        title: "Network".to_owned(),
        alt: format!("Diagram of neurons and connections. {}", words.join(" ")),
        words,
        panels: vec![panel(diagram)],
        columns: 1,
        tables,
    }
}

/// What connections look like, and where the biases are.
pub(crate) fn signs(diagram: &NetworkDiagram) -> String {
    let signs = if diagram.layers.len() > 1 { SIGNS_BY_LAYER } else { SIGNS };
    format!("{signs} {BIASES}")
}

/// A network shows itself as its diagram.
pub(crate) fn draw_network(network: &FeedForward) -> Chart {
    draw(&network.diagram())
}

/// So does one with a context.
pub(crate) fn draw_elman(network: &Elman) -> Chart {
    draw(&network.diagram())
}

/// `x1 = 0.3, x2 = 1 gives output = 0.97.`
fn flow(diagram: &NetworkDiagram) -> Option<String> {
    let values = diagram.values.as_ref()?;
    let inputs = pairs(&diagram.input_names, values.first()?);
    let outputs = pairs(&diagram.output_names, values.last()?);
    Some(format!("{inputs} gives {outputs}."))
}

fn pairs(names: &[String], values: &[f64]) -> String {
    let mut pairs = Vec::new();
    for (name, value) in labels(names).iter().zip(values).take(MAX_NODES) {
        pairs.push(format!("{name} = {}", short(*value)));
    }
    if names.len() > MAX_NODES {
        pairs.push("…".to_owned());
    }
    pairs.join(", ")
}

pub(crate) fn left_out(diagram: &NetworkDiagram) -> Option<String> {
    let mut parts = Vec::new();
    for column in 0..=diagram.layers.len() {
        let (shown, all) = (diagram.shown(column), diagram.size(column));
        if shown < all {
            let of = format!("{shown} of {all}");
            parts.push(match column {
                0 => format!("{of} inputs"),
                layer => format!("{of} neurons in layer {layer}"),
            });
        }
    }
    (!parts.is_empty()).then(|| format!("Drawn: {}.", parts.join(", ")))
}

fn panel(diagram: &NetworkDiagram) -> Panel {
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
                    let weight = layer.weights()[(neuron, first + row)];
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
        for values in [layer.weights().as_slice(), layer.biases().as_slice()].into_iter().flatten()
        {
            for value in values {
                strongest = strongest.max(value.abs());
            }
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
                words.push(Mark::Text { at, text: number, anchor, size: NUMBER, bold: true });
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

/// How far from its side a column stands, so that its names fit beside it.
fn side(names: &[String]) -> f64 {
    let mut widest = 0.0_f64;
    for name in names.iter().take(MAX_NODES) {
        widest = widest.max(share(&label(name)));
    }
    (GAP + widest).clamp(SIDES[0], SIDES[1])
}

/// The share of the picture that a name takes, on the wide side: the reader's
/// fonts are not known here.
fn share(name: &str) -> f64 {
    1.1 * width(name, LETTERS) / panel_width(1)
}

/// The names of the nodes that are drawn, as there is room for them beside
/// these; with fewer letters where different ones would look the same.
fn all_beside(names: &[String]) -> Vec<String> {
    let names = &names[..names.len().min(MAX_NODES)];
    let fits = |names: &[String]| names.iter().all(|name| share(name) <= SIDES[1] - GAP);
    let mut cut = Vec::with_capacity(names.len());
    for name in names {
        cut.push(beside(name));
    }
    if pairs_alike(&cut) == pairs_alike(names) {
        return cut;
    }
    for limit in (6..=22).rev() {
        cut = few_letters(names, limit);
        if fits(&cut) {
            break;
        }
    }
    cut
}

/// How many pairs of texts are the same.
fn pairs_alike(texts: &[String]) -> usize {
    let mut pairs = 0;
    for (i, text) in texts.iter().enumerate() {
        pairs += texts[..i].iter().filter(|other| *other == text).count();
    }
    pairs
}

/// A name as there is room for it beside its node.
fn beside(name: &str) -> String {
    let name = label(name);
    if share(&name) <= SIDES[1] - GAP {
        return name;
    }
    let mut short = String::new();
    for c in name.chars() {
        short.push(c);
        if share(&short) > SIDES[1] - GAP - share("…") {
            short.pop();
            break;
        }
    }
    short.push('…');
    short
}

fn weights(diagram: &NetworkDiagram) -> Table {
    let mut rows = Vec::new();
    for (number, layer) in diagram.layers.iter().enumerate() {
        for neuron in 0..layer.n_neurons() {
            let last = layer.n_inputs() + usize::from(!layer.biases().is_empty());
            for from in 0..last {
                let weight = layer.weights().get((neuron, from));
                if weight.is_none_or(|weight| diagram.connects(number, *weight)) {
                    rows.push([number, neuron, from]);
                }
            }
        }
    }
    let head = owned(&["layer", "neuron", "from", "weight"]);
    Table::excerpt(head, rows.len(), &|i| {
        let [number, neuron, from] = rows[i];
        let layer = &diagram.layers[number];
        let (source, weight) = if from == layer.n_inputs() {
            ("bias".to_owned(), layer.biases()[neuron])
        } else {
            (diagram.source(number, from), layer.weights()[(neuron, from)])
        };
        let to = diagram.numbered(number, neuron);
        vec![(number + 1).to_string(), to, source, significant(weight, 6)]
    })
    .titled("Weights and biases")
}

/// What each neuron gives for the sample.
fn values(diagram: &NetworkDiagram) -> Option<Table> {
    let values = diagram.values.as_ref()?;
    let mut rows = Vec::new();
    for (column, outputs) in values.iter().enumerate() {
        for row in 0..outputs.len() {
            rows.push([column, row]);
        }
    }
    let head = owned(&["of", "value"]);
    let table = Table::excerpt(head, rows.len(), &|i| {
        let [column, row] = rows[i];
        vec![diagram.node(column, row), significant(values[column][row], 6)]
    });
    Some(table.titled("What each neuron gives for the sample"))
}
