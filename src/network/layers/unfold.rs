//! A recurrent layer laid out in time.

use crate::network::Shape;
use crate::network::layers::activate::activate;

/// Reads `n` steps: appends to `rows` each with the context before it, and
/// leaves the context after the last. Ends where `step` gives none.
pub(crate) fn unfold<'a>(
    shapes: &[Shape],
    parameters: &[f64],
    n: usize,
    step: &mut dyn FnMut(usize) -> Option<&'a [f64]>,
    context: &mut [f64],
    rows: &mut Vec<f64>,
) {
    let Some(shape) = shapes.first() else { return };
    let (weights, biases) = shape.of(parameters);
    for at in 0..n {
        let Some(inputs) = step(at) else { return };
        let start = rows.len();
        rows.extend_from_slice(inputs);
        rows.extend_from_slice(context);
        let row = &rows[start..];
        for (neuron, weights) in weights.chunks_exact(shape.inputs).enumerate() {
            let mut sum = 0.0;
            for (weight, value) in weights.iter().zip(row) {
                sum += weight * value;
            }
            context[neuron] = sum + biases[neuron];
        }
        activate(shape.transfer, context, 1);
    }
}
