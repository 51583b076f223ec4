//! The two classes of a target, and what separates them.

use crate::chart::{apart, labels, significant};
use crate::data::{Dataset, Separability};
use crate::view::parts::classes::names::class_name;

/// What the samples with the smaller and with the larger target are called.
pub(crate) fn names(judged: &Separability, target: usize) -> [String; 2] {
    let data = &judged.data;
    let values = judged.values[target];
    match data.class_names() {
        Some(names) if data.n_targets() > 1 && values[0] < values[1] => {
            ["the rest".to_owned(), labels(names)[target].clone()]
        }
        _ => labelled(data, target, values),
    }
}

/// The names of the classes that a target's values stand for, or `target = 1`.
fn labelled(data: &Dataset, target: usize, values: [f64; 2]) -> [String; 2] {
    let all = data.class_names().unwrap_or_default();
    let (cut, of) = (labels(all), &labels(data.target_names())[target]);
    let digits = apart(&values, 4);
    let name = |value: f64| {
        let class = class_name(data, value).and_then(|name| all.iter().position(|own| own == name));
        match class {
            Some(class) => cut[class].clone(),
            None => format!("{of} = {}", significant(value, digits)),
        }
    };
    [name(values[0]), name(values[1])]
}

/// What separates points of the given number of inputs.
pub(crate) fn separator(n_inputs: usize) -> &'static str {
    match n_inputs {
        1 => "threshold",
        2 => "line",
        3 => "plane",
        _ => "hyperplane",
    }
}
