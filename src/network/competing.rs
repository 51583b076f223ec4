//! Transfer functions of a whole layer, whose neurons compete.

/// `exp(s) / Σ exp(s)`, counted from the largest so that nothing overflows.
pub(crate) fn soft_max(values: &mut [f64], width: usize) {
    let neurons = values.len() / width;
    for sample in 0..width {
        let mut largest = f64::NEG_INFINITY;
        for neuron in 0..neurons {
            largest = largest.max(values[neuron * width + sample]);
        }
        let mut sum = 0.0;
        for neuron in 0..neurons {
            let value = &mut values[neuron * width + sample];
            *value = (*value - largest).exp();
            sum += *value;
        }
        for neuron in 0..neurons {
            values[neuron * width + sample] /= sum;
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
