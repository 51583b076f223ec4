//! Diagrams of networks; here is what one says in words.

mod names;
mod network;
mod networks;
mod panel;
mod tables;

pub use network::NetworkDiagram;
pub(crate) use panel::{THICK, THIN, panel_of, strongest};

use crate::chart::{Chart, labels, short};
use crate::network::{Elman, FeedForward};

/// Neurons of a layer that a picture has room for.
const MAX_NODES: usize = 8;

/// What colours and widths say, and where the biases are.
pub(crate) const SIGNS: &str = "Purple: positive weights. Dashed brown: negative. Wider: larger.";
const SIGNS_BY_LAYER: &str =
    "Purple: positive weights. Dashed brown: negative. Wider: larger in its layer.";
const BIASES: &str = "The small node 1 feeds the biases.";

pub(crate) fn draw(diagram: &NetworkDiagram) -> Chart {
    let mut words = vec![diagram.summary()];
    words.extend(flow(diagram));
    // prototypes add up to nothing: the note tells of them
    words.extend(diagram.has_biases().then(|| signs(diagram)));
    words.extend(diagram.note.clone());
    words.extend(left_out(diagram));
    let mut tables = vec![tables::weights(diagram)];
    tables.extend(tables::values(diagram));
    Chart {
        title: "Network".to_owned(),
        alt: format!("Diagram of neurons and connections. {}", words.join(" ")),
        words,
        panels: vec![panel::panel(diagram)],
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
        // `target = 3: 0.9`
        let sign = if name.contains(" = ") { ": " } else { " = " };
        pairs.push(format!("{name}{sign}{}", short(*value)));
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
