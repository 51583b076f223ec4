//! The playground of a network as Rust, as its script writes it.

use std::fmt::Write;

use super::code::{data_code, list};
use crate::data::Dataset;
use crate::network::{FeedForward, Transfer};
use crate::train::{GradientDescent, MiniBatches};

/// What a playground begins with.
pub(super) fn code(data: &Dataset, network: &FeedForward, trainer: &GradientDescent) -> String {
    let mut parameters = Vec::with_capacity(network.n_parameters());
    for parameter in network.parameters() {
        parameters.push(format!("{parameter:?}"));
    }
    format!(
        "let data = {};\nlet mut network = {};\nnetwork.set_parameters({})?;\nlet trainer = {};\n\
         network.playground(&data)?.trainer(trainer)?",
        data_code(data, &|target| format!("{target:?}")),
        untrained(network),
        list(&parameters),
        trainer_code(trainer)
    )
}

fn untrained(network: &FeedForward) -> String {
    let (mut sizes, mut functions) = (Vec::new(), Vec::new());
    for shape in network.shapes() {
        sizes.push(shape.neurons);
        functions.push(format!("Transfer::{}", shape.transfer));
    }
    let mut code = format!("FeedForward::new({:?}, {sizes:?})?", network.ranges());
    if functions.iter().all(|function| *function == functions[0]) {
        functions.truncate(1);
    }
    if functions != [format!("Transfer::{}", Transfer::TanSig)] {
        // writing to a string cannot fail
        let _ = write!(code, "\n    .transfer([{}])?", functions.join(", "));
    }
    if network.seed_used() != 0 {
        let _ = write!(code, "\n    .seed({})", network.seed_used());
    }
    code
}

fn trainer_code(trainer: &GradientDescent) -> String {
    let mut code = "GradientDescent::new()".to_owned();
    let (settings, usual) = (&trainer.settings, GradientDescent::new());
    if settings.loss != usual.settings.loss {
        let _ = write!(code, ".loss(Loss::{})", settings.loss);
    }
    say(&mut code, "learning_rate", trainer.learning_rate, usual.learning_rate);
    say(&mut code, "momentum", trainer.momentum_used(), usual.momentum_used());
    match trainer.batches() {
        MiniBatches { size: None, .. } => {}
        MiniBatches { shuffle: false, .. } => code.push_str(".online()"),
        MiniBatches { size: Some(size), .. } => _ = write!(code, ".batch_size({size})"),
    }
    say(&mut code, "l2", settings.l2, usual.settings.l2);
    say(&mut code, "l1", settings.l1, usual.settings.l1);
    say(&mut code, "goal", settings.goal, usual.settings.goal);
    code
}

fn say(code: &mut String, name: &str, value: f64, usual: f64) {
    if value != usual {
        let _ = write!(code, ".{name}({value:?})");
    }
}
