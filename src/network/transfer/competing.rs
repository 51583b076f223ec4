//! Transfer functions of a whole layer, whose neurons compete.

/// `exp(s) / Σ exp(s)`, counted from the largest so that nothing overflows.
pub(crate) fn soft_max(values: &mut [f64], width: usize, exp_all: fn(&mut [f64])) {
    for sample in 0..width {
        let mut largest = f64::NEG_INFINITY;
        for value in values[sample..].iter().step_by(width) {
            largest = largest.max(*value);
        }
        for value in values[sample..].iter_mut().step_by(width) {
            *value -= largest;
        }
    }
    exp_all(values);
    for sample in 0..width {
        let mut sum = 0.0;
        for value in values[sample..].iter().step_by(width) {
            sum += value;
        }
        for value in values[sample..].iter_mut().step_by(width) {
            *value /= sum;
        }
    }
}

/// 1 for the smallest, 0 for the others; NaN for all where one is NaN, since
/// nothing is known of the smallest then.
pub(crate) fn compete(values: &mut [f64], width: usize) {
    let neurons = values.len() / width;
    for sample in 0..width {
        let (mut winner, mut known) = (0, true);
        for neuron in 0..neurons {
            let value = values[neuron * width + sample];
            known &= !value.is_nan();
            if value < values[winner * width + sample] {
                winner = neuron;
            }
        }
        for neuron in 0..neurons {
            let output = f64::from(u8::from(neuron == winner));
            values[neuron * width + sample] = if known { output } else { f64::NAN };
        }
    }
}
