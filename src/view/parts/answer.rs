//! What a network makes of a sample, in words.

use crate::chart::{fewest, label, read, short, significant};
use crate::matrix::Matrix;
use crate::network::{Perceptron, dot};

/// Outputs that are told.
const MAX_OUTPUTS: usize = 8;

/// `output 1, weighted sum 0.0272 > 0.01`: what the threshold of a single neuron
/// is compared with, where it is one.
pub(crate) fn of(perceptron: &Perceptron, inputs: &[f64]) -> Option<String> {
    let row = Matrix::new((1, inputs.len()), inputs.to_vec());
    let outputs = perceptron.outputs(&row).ok()?;
    let outputs = outputs.row(0).to_vec();
    let single = outputs.len() == 1;
    let step = perceptron.transfer_function().is_step();
    let output = match perceptron.labels(&row).ok().and_then(|labels| Some(label(labels.first()?)))
    {
        Some(class) if step || !single => format!("output {class}"),
        Some(class) => format!("{} ({class})", values(&outputs)),
        None => values(&outputs),
    };
    let comparison = (step && single).then(|| compared(perceptron, inputs));
    Some(output + &comparison.unwrap_or_default())
}

/// `output 0.93`, or `outputs 0.1, 0.9`; of many, the first.
pub(crate) fn values(outputs: &[f64]) -> String {
    let mut values = Vec::new();
    for output in outputs.iter().take(MAX_OUTPUTS) {
        values.push(short(*output));
    }
    if outputs.len() > MAX_OUTPUTS {
        values.push("…".to_owned());
    }
    format!("output{} {}", if outputs.len() == 1 { "" } else { "s" }, values.join(", "))
}

/// `, weighted sum 0.0272 > 0.01`, with as many digits as it takes to see it.
fn compared(perceptron: &Perceptron, inputs: &[f64]) -> String {
    let (sum, threshold) = (dot(perceptron.weight_row(0), inputs), perceptron.threshold_of(0));
    let order = sum.total_cmp(&threshold);
    let digits =
        fewest(4, &|digits| read(sum, digits).total_cmp(&read(threshold, digits)) == order);
    let sign = if sum > threshold {
        ">"
    } else if sum < threshold {
        "<"
    } else {
        "="
    };
    let (sum, threshold) = (significant(sum, digits), significant(threshold, digits));
    format!(", weighted sum {sum} {sign} {threshold}")
}
