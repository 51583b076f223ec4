//! A playground as Rust, as its script writes it.

use std::fmt::{Display, Write};

use super::settings::Settings;
use crate::control_words::STEM;
use crate::data::Dataset;
use crate::network::{Perceptron, Transfer};

/// Letters of the rows of a list up to which they stand on one line, and of all
/// of a call's.
const LINE: usize = 92;
const CALL: usize = 80;

/// What a playground begins with.
pub(super) fn code(data: &Dataset, perceptron: &Perceptron, settings: &Settings) -> String {
    let transfer = match perceptron.transfer_function() {
        Transfer::HardLims => ".transfer(Transfer::HardLims)",
        _ => "",
    };
    let mut code = format!(
        "let points = {};\nlet mut perceptron = Perceptron::new(points.ranges(), 1)?{transfer};\n",
        data_code(data, &|target| target.to_string())
    );
    let (weights, bias) = (perceptron.weight_row(0), perceptron.biases()[0]);
    if weights.iter().chain([&bias]).any(|value| value.to_bits() != 0) {
        // writing to a string cannot fail
        let _ = writeln!(code, "perceptron.set_weights([{weights:?}])?;");
        let _ = writeln!(code, "perceptron.set_biases([{bias:?}])?;");
    }
    code.push_str("let history = perceptron.train(&points, Delta::new()");
    if settings.rate != Settings::default().rate {
        let _ = write!(code, ".learning_rate({:?})", settings.rate);
    }
    if settings.goal != Settings::default().goal {
        let _ = write!(code, ".goal({:?})", settings.goal);
    }
    code.push_str(".epochs(1))?;");
    code
}

/// The data; `said` gives a target in Rust.
pub(super) fn data_code(data: &Dataset, said: &dyn Fn(f64) -> String) -> String {
    let (mut rows, mut targets) = (Vec::new(), Vec::new());
    for sample in 0..data.n_samples() {
        rows.push(format!("{:?}", data.input_row(sample)));
        targets.push(said(data.target_row(sample)[0] + 0.0));
    }
    let (rows, targets) = (list(&rows), list(&targets));
    let line = format!("Dataset::new({rows}, {targets})?");
    let call = if line.chars().count() > CALL {
        format!("Dataset::new(\n    {rows},\n    {targets},\n)?")
    } else {
        line
    };
    call + &names_code(data)
}

/// What gives the inputs their names, if they have any.
pub(super) fn names_code(data: &Dataset) -> String {
    let Some(names) = data.given_input_names() else { return String::new() };
    // the same names to Rust, and no word of the kernel's
    format!(".name_inputs({names:?})?").replace(STEM, "EVCXR\\u{5f}")
}

/// A list, on lines that can be read.
pub(super) fn list(items: &[impl Display]) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for (i, item) in items.iter().enumerate() {
        let comma = if i + 1 < items.len() { "," } else { "" };
        let text = format!("{item}{comma}");
        if !line.is_empty() && line.chars().count() + text.chars().count() > LINE {
            lines.push(std::mem::take(&mut line));
        }
        let space = if line.is_empty() { "" } else { " " };
        line.push_str(space);
        line.push_str(&text);
    }
    if lines.is_empty() {
        return format!("[{line}]");
    }
    lines.push(line);
    format!("[\n        {}\n    ]", lines.join("\n        "))
}
