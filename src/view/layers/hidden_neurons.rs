//! What the neurons before the last layer answer over two inputs.

use super::colormap::{ends, heights, output_map};
use super::maps::{Map, Maps, told};
use crate::error::{Result, count};
use crate::matrix::Matrix;
use crate::network::FeedForward;

/// Neurons of a layer, and of all layers, that a picture has room for.
const MAX_OF_LAYER: usize = 8;
const MAX_NEURONS: usize = 12;

/// Places along each side of a neuron's picture where it is asked.
pub(crate) const SIDE: usize = 16;

/// A map a neuron; `inputs` are the middles of the cells.
pub(crate) fn maps(network: &FeedForward, axes: [[f64; 2]; 2], inputs: &Matrix) -> Result<Maps> {
    let layers = &network.shapes()[..network.n_layers() - 1];
    let most = MAX_OF_LAYER.min((MAX_NEURONS / layers.len()).max(1));
    let answers = network.activations_of(inputs)?;
    let mut maps = Vec::new();
    for (layer, answers) in
        answers.into_iter().skip(1).take(layers.len()).enumerate().take(MAX_NEURONS)
    {
        let shape = layers[layer];
        let outputs = Matrix::new((inputs.n_rows(), shape.neurons), answers);
        for neuron in 0..shape.neurons.min(most) {
            let mut title = format!("neuron {}", neuron + 1);
            if layers.len() > 1 {
                title = format!("layer {}, {title}", layer + 1);
            }
            let ends = ends(&outputs, neuron, shape.transfer.output_range());
            let mut map = Map::of(&title, axes, SIDE, output_map(&outputs, neuron, ends));
            map.cells.heights = heights(&outputs, neuron, ends);
            map.cells.told = Some(told(&outputs, neuron, ends));
            maps.push(map);
        }
    }
    let mut sizes = Vec::new();
    for shape in layers {
        sizes.push(shape.neurons);
    }
    let mut words =
        vec!["Blue where a neuron's output is high, orange where it is low.".to_owned()];
    words.extend(left_out(&sizes, most));
    Ok((maps, words))
}

/// What is drawn of layers of these sizes, if not all.
fn left_out(sizes: &[usize], most: usize) -> Option<String> {
    if let [only] = sizes {
        let all = count(*only, "neuron");
        return (*only > most).then(|| format!("The first {most} of {all} are drawn."));
    }
    let mut parts = Vec::new();
    for (layer, all) in sizes.iter().enumerate().take(MAX_NEURONS) {
        if *all > most {
            parts.push(format!("{most} of {all} neurons in layer {}", layer + 1));
        }
    }
    if sizes.len() > MAX_NEURONS {
        parts.push(format!("none of {}", count(sizes.len() - MAX_NEURONS, "further layer")));
    }
    (!parts.is_empty()).then(|| format!("Drawn: {}.", parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neurons_that_are_left_out_are_told() {
        assert_eq!(left_out(&[8], 8), None);
        assert_eq!(left_out(&[9], 8).unwrap(), "The first 8 of 9 neurons are drawn.");
        assert_eq!(left_out(&[5, 5, 5], 5), None);
        assert_eq!(left_out(&[5, 7], 5).unwrap(), "Drawn: 5 of 7 neurons in layer 2.");
        let said = left_out(&[1; 14], 1).unwrap();
        assert_eq!(said, "Drawn: none of 2 further layers.");
    }
}
