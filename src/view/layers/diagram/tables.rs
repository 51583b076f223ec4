//! The numbers behind a diagram.

use super::network::NetworkDiagram;
use crate::chart::significant;
use crate::data::owned;
use crate::notebook::Table;

pub(crate) fn weights(diagram: &NetworkDiagram) -> Table {
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
            (diagram.source(number, from), layer.weights.row(neuron)[from])
        };
        let to = diagram.numbered(number, neuron);
        vec![(number + 1).to_string(), to, source, significant(weight, 6)]
    })
    .titled("Weights and biases")
}

/// What each neuron gives for the sample.
pub(crate) fn values(diagram: &NetworkDiagram) -> Option<Table> {
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
