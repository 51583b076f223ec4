//! The update of one neuron by one sample.

/// Moves one neuron's weights by `step × x` and its bias by `step`.
#[inline]
pub(crate) fn update(weights: &mut [f64], bias: &mut f64, x: &[f64], step: f64) {
    for (weight, x) in weights.iter_mut().zip(x) {
        *weight += step * x;
    }
    *bias += step;
}
