//! Sentences about a run that did not work, and what to do.

use crate::chart::{apart, short, significant};
use crate::error::{count, shown};
use crate::train::{History, Remark};

/// Under the curve, the weightiest first.
pub(crate) fn remarks(history: &History) -> Vec<String> {
    let mut sentences = Vec::new();
    for remark in &history.remarks.list {
        sentences.push(sentence(history, remark));
    }
    sentences
}

/// Whether scaled inputs would have helped.
pub(crate) fn wants_scaling(history: &History) -> bool {
    history.remarks.list.iter().any(Remark::is_scale)
}

#[allow(clippy::too_many_lines, reason = "one sentence for each remark")]
fn sentence(history: &History, remark: &Remark) -> String {
    let name = |input: usize| match history.input_names.get(input) {
        Some(name) => shown(name),
        None => "an input".to_owned(),
    };
    match remark {
        Remark::OneClass(target) => format!(
            "All samples have the same target, {target}: one class only, so there is nothing to \
             tell apart. Add samples of another class."
        ),
        Remark::NoSample(classes) => format!(
            "No sample is of class {}, so it cannot be learnt: add samples of it.",
            listed(classes)
        ),
        Remark::Outside { input, given, data } => format!(
            "The values of {} range from {}, but the network was made for values from {}: make it \
             anew with the ranges of the data, `data.ranges()`.",
            name(*input),
            span(*data),
            span(*given)
        ),
        Remark::TooWide { input, given, data } => format!(
            "The values of {} range from {} only, but the network was made for values from {}: make \
             it anew with the ranges of the data, `data.ranges()`.",
            name(*input),
            span(*data),
            span(*given)
        ),
        Remark::FarPrototypes { input, began, data } => format!(
            "The values of {} range from {}, but the prototypes began at {}, far from all samples: \
             make the network anew with the ranges of the data, `data.ranges()`.",
            name(*input),
            span(*data),
            if began[0] == began[1] { short(began[0]) } else { span(*began) }
        ),
        Remark::FarFromZero { input, more, data } => format!(
            "The values of {}{} lie far from 0, from {}, for how little they differ, which makes \
             learning very slow. {}",
            name(*input),
            others(*more),
            span(*data),
            scale(history)
        ),
        Remark::Uneven { small, large, ratio } => format!(
            "The inputs have very different sizes: the values of {} are spread {} times as widely \
             as those of {}, which so has hardly any influence. {}",
            name(*large),
            significant(*ratio, 2),
            name(*small),
            scale(history)
        ),
        Remark::Size { input, data } => format!(
            "The inputs are very {}: the values of {} range from {}. {}",
            if data[0].abs().max(data[1].abs()) > 1.0 { "large" } else { "small" },
            name(*input),
            span(*data),
            scale(history)
        ),
        Remark::Constant { input, more, value } => format!(
            "The value of {}{} is the same for all samples ({}): nothing can be learnt from it.",
            name(*input),
            others(*more),
            short(*value)
        ),
        #[cfg(feature = "networks")]
        Remark::Mixed => "The samples were drawn by chance (`split`, `kfold` or `shuffle`), but \
                          this network learns from their order: keep it, `data.split_in_order(0.8)?`."
            .to_owned(),
        Remark::Blocks { classes } => blocks(*classes, history.remarks.streamed),
        Remark::Contradictory { samples, rows: [first, second], least } => format!(
            "{} have the same inputs as others with another target (rows {first} and {second}, \
             counting from 0): no weights bring the error below {}.",
            count(*samples, "sample"),
            short(*least)
        ),
        Remark::LargeTargets { size } => format!(
            "The targets are large, up to {}: scale them too, `let targets = \
             Scaler::targets(&data, [-1.0, 1.0])?;` and `targets.apply(&data)?`.",
            short(*size)
        ),
        Remark::Saturated { wrong, samples } => format!(
            "{wrong} of {} {} a wrong output at a flat end of the last transfer function, where \
             the gradient is almost 0: nothing more is learnt from them. Start anew with smaller \
             weights (another `init` or `seed`) and scaled inputs, or take a cross-entropy as the \
             loss.",
            count(*samples, "sample"),
            if *wrong == 1 { "has" } else { "have" }
        ),
        Remark::StartAnew { kept, first } => format!(
            "The weights kept have an error of {}, more than the {} before learning: create the \
             network anew before training it again.",
            short(*kept),
            short(*first)
        ),
        Remark::TooLow { rate } => format!(
            "In each epoch the weights change very little: a learning rate of {} is too low \
             here. Try `learning_rate({})`.",
            short(*rate),
            short(10.0 * rate)
        ),
        Remark::TooHigh { rate } => format!(
            "The error goes up and down: a learning rate of {} is too high here. Try \
             `learning_rate({})`.",
            short(*rate),
            short(0.1 * rate)
        ),
        Remark::Stuck { constant } => format!(
            "That is no better than the best constant answer, with an error of {}, and no longer \
             changes: start from other weights, `seed(1)`, or take more hidden neurons.",
            short(*constant)
        ),
    }
}

fn scale(history: &History) -> String {
    if history.remarks.streamed {
        return "Scale the columns of the table before it is streamed, to mean 0 and \
                standard deviation 1."
            .to_owned();
    }
    "Scale the inputs: `let scaler = Scaler::standard(&data)?; let scaled = \
     scaler.apply(&data)?;`, make and train the network with `scaled`, and bring new inputs to the \
     same scale: `scaler.apply_inputs(inputs)?`."
        .to_owned()
}

fn blocks(classes: usize, streamed: bool) -> String {
    let how = if streamed {
        "Shuffle the rows of the table before it is streamed."
    } else {
        "Shuffle the samples: `let data = data.shuffle(1)?;`."
    };
    format!(
        "The samples are sorted: the {classes} classes come in blocks, and learning one \
         block sample by sample undoes what was learned from the last. {how}"
    )
}

fn span([low, high]: [f64; 2]) -> String {
    let digits = apart(&[low, high], 6);
    format!("{} to {}", significant(low, digits), significant(high, digits))
}

fn others(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => " and of another input".to_owned(),
        _ => format!(" and of {more} other inputs"),
    }
}

fn listed(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let mut words = Vec::new();
    for name in names.iter().take(SHOWN) {
        words.push(shown(name));
    }
    let words = words.join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => words,
        more => format!("{words} and {more} more"),
    }
}
