//! The error curve of a run.

use super::error_axis::{Scale, crosses, leaves};
use super::remarks::remarks;
use super::run_curve::learnt;
use super::separability_note::possibility;
use super::validation::lowest_words;
use crate::chart::{
    Anchor, Axis, Chart, Dash, INK, Mark, Panel, QUIET, Symbol, VALIDATION, apart, computed_apart,
    short, significant,
};
use crate::error::count;
use crate::notebook::Table;
use crate::train::{History, Stop, lowest};
use crate::view::data::dataset::push_numbers;
use crate::view::parts::columns::ErrorColumn;

/// Points of a curve, and of a curve whose points get a dot.
const MAX_POINTS: usize = 1000;
const MAX_DOTS: usize = 60;
/// How high in the picture words at an epoch stand.
const WORDS_AT: f64 = 0.94;

pub(crate) fn draw(history: &History) -> Chart {
    let scale = Scale::of(&[history.errors(), history.validation_errors()]).reaching(history.goal);
    let at = scale.curve(history.errors(), MAX_POINTS);
    let cross = leaves(history.errors(), scale.most);
    let mut drawable = 0;
    for error in history.errors() {
        drawable += usize::from(*error <= scale.most);
    }
    let mut words = vec![outcome(history)];
    words.extend(lowest_words(history));
    words.extend(history.checkpoint_problem().map(str::to_owned));
    words.extend(possibility(history));
    words.extend(remarks(history));
    words.extend(undrawn(history.epochs() - drawable, cross, scale.most));
    let shown = at.len() - usize::from(cross.is_some());
    if shown < drawable {
        words.push(format!("{shown} of {drawable} points are drawn."));
    }
    words.extend(scale.words());
    let (kept, epochs) = (history.weight_epochs().len(), history.epochs());
    if kept > 0 && kept < epochs {
        words.push(format!("The weights of {kept} of {epochs} epochs are kept."));
    }
    let first = history.errors().first().copied().unwrap_or(f64::NAN);
    let digits = computed_apart(&[first, history.last_error()], 4);
    Chart {
        title: "Error by epoch".to_owned(),
        alt: format!(
            "Line: the error over {} of learning, from {} to {}. {}",
            count(history.epochs().saturating_sub(1), "epoch"),
            significant(first, digits),
            significant(history.last_error(), digits),
            words.join(" ")
        ),
        words,
        panels: vec![panel(history, &scale, at)],
        columns: 1,
        tables: vec![table(history)],
    }
}

/// How many errors are not drawn, if any.
fn undrawn(n: usize, cross: Option<usize>, most: f64) -> Option<String> {
    let (errors, are) = (count(n, "error"), if n == 1 { "is" } else { "are" });
    match cross {
        _ if n == 0 => None,
        None => Some(format!("{errors} {are} not finite and so not drawn.")),
        Some(epoch) => Some(format!(
            "{errors} beyond {} {are} not drawn: a cross marks where it diverged, after {}.",
            short(most),
            count(epoch, "epoch")
        )),
    }
}

pub(crate) fn outcome(history: &History) -> String {
    // two digits, and one behind the point: 57.5 is not 58
    let least = if history.last_error() < 10.0 { 2 } else { 3 };
    let digits = apart(&[history.last_error(), history.goal], least);
    let error = significant(history.last_error(), digits);
    let goal = significant(history.goal, digits.max(4));
    match history.stop() {
        stop if history.epochs() == 0 => format!(
            "{stop}: training ended before the first epoch was measured. The network is as it was."
        ),
        Stop::GoalReached => {
            let n = history.epochs() - 1;
            format!(
                "After {} of learning the error is {error}: below the goal of {goal}, so training ended.",
                count(n, "epoch")
            )
        }
        Stop::EpochsReached => format!(
            "After {} of learning the error is {error}, not below the goal of {goal}: all {} were used.",
            count(history.epochs() - 1, "epoch"),
            count(history.epochs(), "epoch")
        ),
        Stop::Diverged => {
            let too_high = match history.learning_rate {
                Some(rate) => format!(": a learning rate of {} is too high here", short(rate)),
                None => String::new(),
            };
            let learnt = count(history.epochs() - 1, "epoch");
            format!("The error diverged after {learnt} of learning{too_high}.")
        }
        stop => {
            format!(
                "{stop}: training ended after {} of learning at an error of {error}.",
                count(history.epochs() - 1, "epoch")
            )
        }
    }
}

fn panel(history: &History, scale: &Scale, at: Vec<[f64; 2]>) -> Panel {
    let cross = leaves(history.errors(), scale.most);
    let last = cross.unwrap_or(history.epochs().saturating_sub(1)).max(1) as f64;
    let validation = scale.curve(history.validation_errors(), MAX_POINTS);
    let mut marks = Vec::new();
    if history.goal > 0.0 {
        marks.push(Mark::goal(history.goal, -0.04 * last, 1.04 * last));
    }
    let dots = at.len() <= MAX_DOTS;
    marks.push(Mark::Line {
        name: "error".to_owned(),
        color: INK,
        width: 2.0,
        dash: Dash::Solid,
        dots,
        hover: String::new(),
        at,
    });
    if !validation.is_empty() {
        marks.push(Mark::Line {
            name: "validation error".to_owned(),
            color: VALIDATION,
            width: 2.0,
            dash: Dash::Dashed,
            dots: false,
            hover: String::new(),
            at: validation,
        });
    }
    if let Some(epoch) = cross {
        marks.push(crosses(vec![[epoch as f64, scale.most]]));
    }
    let (x, y) = (Axis::whole("epochs of learning done", -0.04 * last, 1.04 * last), scale.axis());
    marks.append(&mut kept(history, scale, [&x, &y]));
    Panel { title: String::new(), x, y, height: 290.0, marks }
}

/// The epoch whose weights the network keeps, where it may not be the last: a
/// mark at its validation error, and a line up to the words.
fn kept(history: &History, scale: &Scale, [x, y]: [&Axis; 2]) -> Vec<Mark> {
    let errors = history.validation_errors();
    let Some(epoch) = lowest(errors) else { return Vec::new() };
    let (at, top) = ([epoch as f64, scale.place(errors[epoch])], scale.height(y, WORDS_AT));
    let side = if x.unit(at[0]) < 0.7 { 1.0 } else { -1.0 };
    let anchor = if side > 0.0 { Anchor::Start } else { Anchor::End };
    let beside = [at[0] + side * 0.01 * (x.high - x.low), top];
    let words = format!("kept: {}", learnt(epoch));
    let (color, width, dash, dots, hover) = (QUIET, 1.0, Dash::Dotted, false, String::new());
    let line = vec![at, [at[0], top]];
    vec![
        Mark::Line { name: String::new(), color, width, dash, dots, hover, at: line },
        Mark::Points {
            name: String::new(),
            color: INK,
            symbol: Symbol::Diamond,
            size: 11.0,
            at: vec![at],
            hover: vec![words.clone()],
        },
        Mark::text(beside, words, anchor),
    ]
}

pub(crate) fn table(history: &History) -> Table {
    let neurons = match history.biases() {
        [first, ..] => first.len(),
        [] => 0,
    };
    let mut head = vec!["epochs of learning".to_owned(), "error".to_owned()];
    let validated = !history.validation_errors().is_empty();
    if validated {
        head.push("validation error".to_owned());
    }
    for neuron in 0..neurons {
        let of = if neurons > 1 { format!(" (neuron {})", neuron + 1) } else { String::new() };
        for name in &history.input_names {
            head.push(format!("weight of {name}{of}"));
        }
        head.push(format!("bias{of}"));
    }
    let n = history.epochs();
    let errors = ErrorColumn::of(n, &|epoch| history.errors().get(epoch).copied());
    let validation = ErrorColumn::of(n, &|epoch| history.validation_errors().get(epoch).copied());
    Table::excerpt(head, n, &|epoch| {
        let mut row = vec![epoch.to_string(), errors.cell(history.errors()[epoch])];
        if validated {
            // a run that diverged was not validated at its end
            let error = history.validation_errors().get(epoch);
            row.push(error.map_or(String::new(), |error| validation.cell(*error)));
        }
        // a very long run keeps the weights of some epochs
        let Some(place) = history.weights_of(epoch) else {
            row.resize(
                row.len() + neurons * (history.input_names.len() + 1),
                "not kept".to_owned(),
            );
            return row;
        };
        let weights = history.weights_at(place);
        let own = weights.chunks_exact(history.input_names.len().max(1));
        for (neuron, weights) in own.enumerate() {
            push_numbers(&mut row, weights);
            row.push(significant(history.biases()[place][neuron], 6));
        }
        row
    })
}
