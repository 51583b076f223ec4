use super::dataset::push_numbers;
use super::separability::possibility;
use crate::chart::{Axis, BLUE, Chart, Dash, Mark, Panel, VERMILLION, short, significant};
use crate::data::row_of;
use crate::error::count;
use crate::notebook::Table;
use crate::train::{History, Stop};

/// Points of a curve, and of a curve whose points get a dot.
const MAX_POINTS: usize = 1000;
const MAX_DOTS: usize = 60;

pub(crate) fn draw(history: &History) -> Chart {
    let at = curve(history.errors());
    let mut drawable = 0;
    for error in history.errors() {
        drawable += usize::from(error.is_finite());
    }
    let mut words = vec![outcome(history)];
    words.extend(best(history.validation_errors()));
    words.extend(history.separability().and_then(possibility));
    if drawable < history.epochs() {
        words.push(format!(
            "{} is not finite and so not drawn.",
            count(history.epochs() - drawable, "error")
        ));
    }
    if at.len() < drawable {
        words.push(format!("{} of {drawable} points are drawn.", at.len()));
    }
    Chart {
        title: "Error by epoch".to_owned(),
        alt: format!(
            "Line: the error over {}, from {} to {}. {}",
            count(history.epochs(), "epoch"),
            short(history.errors().first().copied().unwrap_or(f64::NAN)),
            short(history.last_error()),
            words.join(" ")
        ),
        words,
        panels: vec![panel(history, at)],
        columns: 1,
        tables: vec![table(history)],
    }
}

/// Where the error of the validation data was lowest: those weights were kept.
fn best(errors: &[f64]) -> Option<String> {
    let mut best = 0;
    for (epoch, error) in errors.iter().enumerate() {
        if *error < errors[best] {
            best = epoch;
        }
    }
    let error = short(*errors.get(best)?);
    let n = count(best, "epoch");
    Some(format!(
        "On the validation data it was lowest after {n}: {error}. Those weights are kept."
    ))
}

pub(crate) fn outcome(history: &History) -> String {
    let (error, goal) = (short(history.last_error()), short(history.goal));
    match history.stop() {
        Stop::GoalReached => {
            let n = history.epochs() - 1;
            format!(
                "After {} of learning the error is {error}: below the goal of {goal}, so training ended.",
                count(n, "epoch")
            )
        }
        Stop::EpochsReached => format!(
            "All {} were used; the error is {error}, not below the goal of {goal}.",
            count(history.epochs(), "epoch")
        ),
        Stop::Diverged => {
            let too_high = match history.learning_rate {
                Some(rate) => format!(": a learning rate of {} is too high here", short(rate)),
                None => String::new(),
            };
            format!(
                "The error grew beyond all bounds after {}{too_high}.",
                count(history.epochs(), "epoch")
            )
        }
        stop => {
            format!(
                "{stop}: training ended after {} at an error of {error}.",
                count(history.epochs(), "epoch")
            )
        }
    }
}

fn panel(history: &History, at: Vec<[f64; 2]>) -> Panel {
    let last = (history.epochs() - 1).max(1) as f64;
    let mut highest = history.goal.max(0.0);
    let validation = curve(history.validation_errors());
    for [_, error] in at.iter().chain(&validation) {
        highest = highest.max(*error);
    }
    let mut marks = Vec::new();
    if history.goal > 0.0 {
        marks.push(Mark::dashed_line(
            &format!("goal {}", short(history.goal)),
            vec![[-0.04 * last, history.goal], [1.04 * last, history.goal]],
        ));
    }
    let dots = at.len() <= MAX_DOTS;
    marks.push(Mark::Line {
        name: "error".to_owned(),
        color: BLUE,
        width: 2.0,
        dash: Dash::Solid,
        dots,
        at,
    });
    if !validation.is_empty() {
        marks.push(Mark::Line {
            name: "validation error".to_owned(),
            color: VERMILLION,
            width: 2.0,
            dash: Dash::Dashed,
            dots: false,
            at: validation,
        });
    }
    let top = if highest > 0.0 { highest } else { 1.0 };
    Panel {
        title: String::new(),
        x: Axis::whole("epochs of learning done", -0.04 * last, 1.04 * last),
        y: Axis::exact("error", -0.06 * top, (1.08 * top).min(f64::MAX)),
        height: 290.0,
        marks,
    }
}

/// Evenly taken points, the last among them.
fn curve(errors: &[f64]) -> Vec<[f64; 2]> {
    let step = errors.len().div_ceil(MAX_POINTS).max(1);
    let last = errors.len().saturating_sub(1);
    let mut at = Vec::new();
    for (i, &error) in errors.iter().enumerate() {
        if (i % step == 0 || i == last) && error.is_finite() {
            at.push([i as f64, error]);
        }
    }
    at
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
    Table::excerpt(head, history.epochs(), &|epoch| {
        let mut row = vec![epoch.to_string(), significant(history.errors()[epoch], 6)];
        if validated {
            // a run that diverged was not validated at its end
            let error = history.validation_errors().get(epoch);
            row.push(error.map_or(String::new(), |error| significant(*error, 6)));
        }
        for neuron in 0..neurons {
            push_numbers(&mut row, row_of(&history.weights()[epoch], neuron));
            row.push(significant(history.biases()[epoch][neuron], 6));
        }
        row
    })
}
