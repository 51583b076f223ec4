//! A network as columns of nodes and the connections between them.

use std::fmt;

use super::MAX_NODES;
use super::names::{beside, side};
use crate::chart::{LETTERS, panel_width, short, width};
use crate::error::count;
use crate::network::Layer;
use crate::view::perceptron::weights::node;

/// A network as neurons and connections, and what flows through them.
///
/// Made by [`FeedForward::diagram`](crate::FeedForward::diagram),
/// [`Elman::diagram`](crate::Elman::diagram),
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
            for weight in layer.weights.values() {
                n += usize::from(self.connects(number, *weight));
            }
        }
        n
    }

    /// Whether a weight of a layer is one, and not a place without a connection.
    pub(super) fn connects(&self, layer: usize, weight: f64) -> bool {
        !(self.sorts && layer + 1 == self.layers.len() && weight == 0.0)
    }

    /// The picture with other names for the outputs.
    pub(crate) fn name_outputs(mut self, names: &[String]) -> Self {
        self.output_names = names.to_vec();
        self
    }

    /// How many nodes stand in a column, the inputs being the first.
    pub(super) fn size(&self, column: usize) -> usize {
        match column.checked_sub(1) {
            None => self.input_names.len(),
            Some(layer) => self.layers[layer].n_neurons(),
        }
    }

    pub(super) fn shown(&self, column: usize) -> usize {
        self.size(column).min(MAX_NODES)
    }

    /// The nodes that are drawn, with the one that is always 1 where the next
    /// layer has biases.
    pub(super) fn rows(&self, column: usize) -> usize {
        let biased = self.layers.get(column).is_some_and(|layer| !layer.biases().is_empty());
        self.shown(column) + usize::from(biased)
    }

    /// The height of the picture with rows so high, in pixels.
    pub(super) fn height(&self, row: f64) -> f64 {
        let mut tallest = 0;
        for column in 0..=self.layers.len() {
            tallest = tallest.max(self.rows(column));
        }
        (row * tallest as f64).max(190.0)
    }

    /// Whether the neurons of a column are known by number: they stand between
    /// inputs and outputs, and for no sample or prototype.
    pub(super) fn shows_numbers(&self, column: usize) -> bool {
        let layer = column.checked_sub(1).and_then(|layer| self.layers.get(layer));
        column < self.layers.len() && layer.is_some_and(|layer| !layer.biases().is_empty())
    }

    pub(super) fn has_biases(&self) -> bool {
        self.layers.iter().any(|layer| !layer.biases().is_empty())
    }

    pub(super) fn place(&self, column: usize, row: usize) -> [f64; 2] {
        let (left, right) = (side(&self.input_names), 1.0 - side(&self.output_names));
        let x = left + (right - left) * column as f64 / self.layers.len() as f64;
        let [x, y] = node(x, row, self.rows(column));
        [x, y * 0.92]
    }

    /// `inputs`, `layer 1: TanSig`, `outputs: PureLin`.
    pub(super) fn heading(&self, column: usize) -> String {
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
    pub(super) fn source(&self, layer: usize, mut from: usize) -> String {
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
    pub(super) fn neuron(&self, layer: usize, neuron: usize) -> String {
        format!("layer {}, neuron {}", layer + 1, self.numbered(layer, neuron))
    }

    /// What a node is called: the name of an input, or that of a neuron.
    pub(super) fn node(&self, column: usize, row: usize) -> String {
        match column.checked_sub(1) {
            None => self.input_names[row].clone(),
            Some(layer) => self.neuron(layer, row),
        }
    }

    /// What the nodes of a column say under the pointer, with their values.
    pub(super) fn told(&self, column: usize) -> Vec<String> {
        let mut told = Vec::with_capacity(self.shown(column));
        for row in 0..self.shown(column) {
            let value =
                self.values.as_ref().map(|values| format!(": {}", short(values[column][row])));
            told.push(self.node(column, row) + &value.unwrap_or_default());
        }
        told
    }

    /// The number of a neuron; of an output whose name the picture cuts, with it.
    pub(super) fn numbered(&self, layer: usize, neuron: usize) -> String {
        let number = (neuron + 1).to_string();
        match self.output_names.get(neuron) {
            Some(name) if layer + 1 == self.layers.len() && beside(name) != *name => {
                format!("{number} ({name})")
            }
            _ => number,
        }
    }

    pub(super) fn summary(&self) -> String {
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
