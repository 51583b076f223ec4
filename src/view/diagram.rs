use std::fmt;

use super::weights::{line, node};
use crate::chart::{
    Anchor, Axis, Chart, GRID, Mark, PAPER, Panel, Symbol, label, short, sign, significant,
    text_width,
};
use crate::data::{Sample, check_sample, row_of};
use crate::error::{Result, count};
use crate::network::{Elman, FeedForward, Layer, Perceptron};
use crate::notebook::Table;

/// Neurons of a layer that a picture has room for.
const MAX_NODES: usize = 8;
/// Where the inputs and the outputs stand, with room for their names beside.
const LEFT: f64 = 0.17;
const RIGHT: f64 = 0.83;
/// Pixels from there to the edge, and of their letters.
const ROOM: f64 = 90.0;
const LETTERS: f64 = 12.0;
const NODE: f64 = 40.0;

/// A network as neurons and connections, and what flows through them.
///
/// Made by [`FeedForward::diagram`], [`Elman::diagram`] and
/// [`Perceptron::diagram`]. Each
/// connection is as wide as its weight is large, in the colour of its sign; a
/// node that is always 1 carries the biases. In a notebook it shows itself.
#[derive(Clone, PartialEq)]
pub struct NetworkDiagram {
    input_names: Vec<String>,
    output_names: Vec<String>,
    layers: Vec<Layer>,
    /// The columns that each layer sees, the inputs being 0.
    sources: Vec<Vec<usize>>,
    /// Of a sample: the inputs, then the outputs of each layer.
    values: Option<Vec<Vec<f64>>>,
    /// What the picture does not say by itself.
    note: Option<String>,
}

impl FeedForward {
    /// Its neurons and connections as a picture.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let (mut sources, mut notes) = (Vec::new(), Vec::new());
        for layer in 0..self.n_layers() {
            sources.push(self.columns_of(layer));
            if let Some(words) = self.source_words(layer) {
                notes.push(format!("Layer {} sees {words}.", layer + 1));
            }
        }
        NetworkDiagram {
            input_names: self.input_names(),
            output_names: self.output_names(),
            layers: self.layers(),
            sources,
            values: None,
            note: (!notes.is_empty()).then(|| notes.join(" ")),
        }
    }

    /// The picture with the values of a sample as they flow through it.
    ///
    /// # Errors
    ///
    /// As [`activations`](Self::activations).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let values = Some(self.activations(sample)?);
        Ok(NetworkDiagram { values, ..self.diagram() })
    }
}

impl Elman {
    /// Its neurons and connections as a picture, the context among the inputs.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        let mut input_names = self.input_names();
        for neuron in 1..=self.context().len() {
            input_names.push(format!("context{neuron}"));
        }
        let mut sources = Vec::new();
        for layer in 0..self.n_layers() {
            sources.push(vec![layer]);
        }
        NetworkDiagram {
            input_names,
            output_names: self.output_names(),
            layers: self.layers(),
            sources,
            values: None,
            note: Some("The context is what layer 1 gave for the step before.".to_owned()),
        }
    }
}

impl Perceptron {
    /// Its neurons and connections as a picture.
    #[must_use]
    pub fn diagram(&self) -> NetworkDiagram {
        NetworkDiagram {
            input_names: self.input_names(),
            output_names: self.target_names(),
            layers: vec![Layer {
                weights: self.weights().clone(),
                biases: self.biases().clone(),
                transfer: self.transfer_function(),
            }],
            sources: vec![vec![0]],
            values: None,
            note: None,
        }
    }

    /// The picture with the values of a sample as they flow through it.
    ///
    /// # Errors
    ///
    /// As [`predict`](Self::predict).
    pub fn diagram_of(&self, sample: impl Sample) -> Result<NetworkDiagram> {
        let mut inputs = Vec::new();
        sample.push_to(&mut inputs);
        check_sample(&inputs, &self.input_names())?;
        let outputs = self.predict(vec![inputs.clone()])?;
        let values = Some(vec![inputs, row_of(&outputs, 0).to_vec()]);
        Ok(NetworkDiagram { values, ..self.diagram() })
    }
}

impl NetworkDiagram {
    /// How many weights and biases there are.
    #[must_use]
    pub fn n_parameters(&self) -> usize {
        let mut n = 0;
        for layer in &self.layers {
            n += layer.weights().len() + layer.biases().len();
        }
        n
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

    /// Whether a column has the node that is always 1: all but the last.
    fn rows(&self, column: usize) -> usize {
        self.shown(column) + usize::from(column < self.layers.len())
    }

    fn place(&self, column: usize, row: usize) -> [f64; 2] {
        let x = LEFT + (RIGHT - LEFT) * column as f64 / self.layers.len() as f64;
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
                format!("{name}: {}", self.layers[layer].transfer_function())
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
        write!(f, "NetworkDiagram({}, {})", count(layers, "layer"), count(parameters, "parameter"))
    }
}

pub(crate) fn draw(diagram: &NetworkDiagram) -> Chart {
    let mut words = vec![diagram.summary()];
    words.extend(flow(diagram));
    words.push(
        "Blue connections add, vermillion ones take away; the wider, the larger the weight. The \
         node 1 carries the biases."
            .to_owned(),
    );
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

/// A network shows itself as its diagram.
pub(crate) fn draw_network(network: &FeedForward) -> Chart {
    draw(&network.diagram())
}

/// So does one with a context.
pub(crate) fn draw_elman(network: &Elman) -> Chart {
    draw(&network.diagram())
}

/// `x1 = 0.3, x2 = 1 give output = 0.97.`
fn flow(diagram: &NetworkDiagram) -> Option<String> {
    let values = diagram.values.as_ref()?;
    let inputs = pairs(&diagram.input_names, values.first()?);
    let outputs = pairs(&diagram.output_names, values.last()?);
    Some(format!("{inputs} give {outputs}."))
}

fn pairs(names: &[String], values: &[f64]) -> String {
    let mut pairs = Vec::new();
    for (name, value) in names.iter().zip(values).take(MAX_NODES) {
        pairs.push(format!("{} = {}", label(name), short(*value)));
    }
    if names.len() > MAX_NODES {
        pairs.push("…".to_owned());
    }
    pairs.join(", ")
}

fn left_out(diagram: &NetworkDiagram) -> Option<String> {
    let mut parts = Vec::new();
    for column in 0..=diagram.layers.len() {
        let (shown, all) = (diagram.shown(column), diagram.size(column));
        if shown < all {
            let place = if column == 0 { "inputs".to_owned() } else { format!("layer {column}") };
            parts.push(format!("{shown} of {all} in {place}"));
        }
    }
    (!parts.is_empty()).then(|| format!("Drawn: {}.", parts.join(", ")))
}

fn panel(diagram: &NetworkDiagram) -> Panel {
    let mut marks = connections(diagram);
    let mut tallest = 0;
    for column in 0..=diagram.layers.len() {
        tallest = tallest.max(diagram.rows(column));
        marks.append(&mut nodes(diagram, column));
        let x = diagram.place(column, 0)[0];
        marks.push(Mark::text([x, 0.99], diagram.heading(column), Anchor::Middle));
    }
    marks.append(&mut names(diagram));
    let height = (56.0 * tallest as f64).max(190.0);
    Panel { title: String::new(), x: Axis::hidden(), y: Axis::hidden(), height, marks }
}

/// Lines as wide as their weight is large among all, in the colour of its sign.
fn connections(diagram: &NetworkDiagram) -> Vec<Mark> {
    let strongest = strongest(diagram);
    let mut marks = Vec::new();
    let mut connect = |weight: f64, from, to| {
        let width = 0.6 + 5.4 * weight.abs() / strongest;
        marks.push(line(sign(weight), width, [from, to]));
    };
    for (number, layer) in diagram.layers.iter().enumerate() {
        for neuron in 0..diagram.shown(number + 1) {
            let to = diagram.place(number + 1, neuron);
            let mut first = 0;
            for &column in &diagram.sources[number] {
                for row in 0..diagram.shown(column) {
                    let weight = layer.weights()[(neuron, first + row)];
                    connect(weight, diagram.place(column, row), to);
                }
                first += diagram.size(column);
            }
            // the node that is always 1 stands below the column before
            let one = diagram.place(number, diagram.shown(number));
            connect(layer.biases()[neuron], one, to);
        }
    }
    marks
}

fn strongest(diagram: &NetworkDiagram) -> f64 {
    let mut strongest = f64::MIN_POSITIVE;
    for layer in &diagram.layers {
        for values in [layer.weights().as_slice(), layer.biases().as_slice()].into_iter().flatten()
        {
            for value in values {
                strongest = strongest.max(value.abs());
            }
        }
    }
    strongest
}

fn nodes(diagram: &NetworkDiagram, column: usize) -> Vec<Mark> {
    let (mut at, mut words) = (Vec::new(), Vec::new());
    for row in 0..diagram.shown(column) {
        at.push(diagram.place(column, row));
        let value = diagram.values.as_ref().map(|values| values[column][row]);
        words.extend(value.map(|value| inside(diagram.place(column, row), significant(value, 2))));
    }
    let color = if column == 0 { GRID } else { PAPER };
    let mut marks = vec![circles(color, NODE, at)];
    if diagram.rows(column) > diagram.shown(column) {
        let place = diagram.place(column, diagram.shown(column));
        marks.push(circles(GRID, NODE / 2.0, vec![place]));
        marks.push(inside(place, "1".to_owned()));
    }
    marks.append(&mut words);
    marks
}

fn circles(color: &'static str, size: f64, at: Vec<[f64; 2]>) -> Mark {
    Mark::Points { name: String::new(), color, symbol: Symbol::Circle, size, at }
}

fn inside(at: [f64; 2], text: String) -> Mark {
    Mark::Text { at, text, anchor: Anchor::Middle, size: 11.0 }
}

fn names(diagram: &NetworkDiagram) -> Vec<Mark> {
    let (mut marks, last) = (Vec::new(), diagram.layers.len());
    for (row, name) in diagram.input_names.iter().take(MAX_NODES).enumerate() {
        let [x, y] = diagram.place(0, row);
        marks.push(Mark::text([x - 0.035, y], beside(name), Anchor::End));
    }
    for (row, name) in diagram.output_names.iter().take(MAX_NODES).enumerate() {
        let [x, y] = diagram.place(last, row);
        marks.push(Mark::text([x + 0.035, y], beside(name), Anchor::Start));
    }
    marks
}

/// The letters that are wider than the estimate.
fn wide(text: &str) -> f64 {
    text.chars().filter(|c| matches!(c, 'm' | 'w' | 'M' | 'W' | '@')).count() as f64
}

/// As much of a name as there is room for; the table has all of it.
fn beside(name: &str) -> String {
    let mut shown = label(name);
    while text_width(&shown, LETTERS) + 0.25 * LETTERS * wide(&shown) > ROOM {
        let end = if shown.ends_with('…') { 2 } else { 1 };
        for _ in 0..end {
            shown.pop();
        }
        shown.push('…');
    }
    shown
}

fn weights(diagram: &NetworkDiagram) -> Table {
    let mut rows = Vec::new();
    for (number, layer) in diagram.layers.iter().enumerate() {
        for neuron in 0..layer.n_neurons() {
            for from in 0..=layer.n_inputs() {
                rows.push([number, neuron, from]);
            }
        }
    }
    let head = ["layer", "neuron", "from", "weight"].map(str::to_owned).to_vec();
    Table::excerpt(head, rows.len(), &|i| {
        let [number, neuron, from] = rows[i];
        let layer = &diagram.layers[number];
        let (source, weight) = if from == layer.n_inputs() {
            ("bias".to_owned(), layer.biases()[neuron])
        } else {
            (diagram.source(number, from), layer.weights()[(neuron, from)])
        };
        vec![(number + 1).to_string(), (neuron + 1).to_string(), source, significant(weight, 6)]
    })
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
    let head = ["of", "value"].map(str::to_owned).to_vec();
    Some(Table::excerpt(head, rows.len(), &|i| {
        let [column, row] = rows[i];
        let of = if column == 0 {
            diagram.input_names[row].clone()
        } else {
            format!("layer {column}, neuron {}", row + 1)
        };
        vec![of, significant(values[column][row], 6)]
    }))
}
