//! What separability says, in words and tables; `sides` has its pictures.

use super::classes::class_name;
use super::dataset::push_numbers;
use super::equation::sum_of_products;
use super::sides;
use crate::chart::{Chart, label, short, significant};
use crate::data::{CommonPoint, Dataset, Separability, SeparatingLine, Verdict, distinct};
use crate::error::count;
use crate::notebook::Table;

/// Targets that get a picture and a sentence each.
const MAX_TARGETS: usize = 4;

/// Coordinates, and samples, that a sentence spells out.
const MAX_WORDS: usize = 6;

pub(crate) fn draw(judged: &Separability) -> Chart {
    let targets = judged.verdicts.len();
    let mut words = Vec::new();
    if targets == 1 {
        words = explained(judged);
    } else {
        words.push(summary(judged));
        for target in 0..targets.min(MAX_TARGETS) {
            words.push(in_short(judged, target));
        }
        if targets > MAX_TARGETS {
            words.push(format!("… and {} more.", count(targets - MAX_TARGETS, "target")));
        }
    }
    let mut panels = Vec::new();
    for target in 0..targets.min(MAX_TARGETS) {
        panels.push(sides::panel(judged, target));
    }
    let thinned = judged.data.n_samples() > sides::MAX_POINTS;
    if thinned {
        let all = count(judged.data.n_samples(), "sample");
        words.push(format!("Some of {all} are drawn, taken evenly."));
    }
    Chart {
        title: "Separability".to_owned(),
        alt: format!("{} {}", sides::alt(judged), words.join(" ")),
        words,
        columns: if panels.len() > 1 { 2 } else { 1 },
        panels,
        tables: tables(judged),
    }
}

/// What the samples with the smaller and with the larger target are called.
pub(crate) fn names(judged: &Separability, target: usize) -> [String; 2] {
    let data = &judged.data;
    let values = judged.values[target];
    match data.class_names() {
        Some(names) if data.n_targets() > 1 && values[0] < values[1] => {
            ["the rest".to_owned(), label(&names[target])]
        }
        _ => values.map(|value| name(data, target, value)),
    }
}

/// The name of the class that a single target stands for, or `target = 1`.
fn name(data: &Dataset, target: usize, value: f64) -> String {
    match class_name(data, value) {
        Some(name) => label(name),
        None => format!("{} = {}", label(&data.target_names()[target]), short(value)),
    }
}

/// What separates points of so many inputs.
pub(super) fn separator(n_inputs: usize) -> &'static str {
    match n_inputs {
        1 => "threshold",
        2 => "line",
        3 => "plane",
        _ => "hyperplane",
    }
}

/// The sentences about a single target.
fn explained(judged: &Separability) -> Vec<String> {
    let [zero, one] = names(judged, 0);
    let what = separator(judged.data.n_inputs());
    match &judged.verdicts[0] {
        Verdict::Separable(line) => vec![
            format!("Separable: a {what} has {one} on one side and {zero} on the other."),
            format!("{one} where {}.", condition(&judged.data, line)),
            format!("{}; it rests on {}.", margin(&judged.data, line), rows(&line.support)),
        ],
        Verdict::NotSeparable(meeting) => vec![
            format!("Not separable: no {what} has {one} on one side and {zero} on the other."),
            meeting_words(meeting, &zero, &one),
            format!(
                "Weighted means of samples on one side of a {what} are on that side too, and no \
                 point is on both sides."
            ),
        ],
        Verdict::OneClass => vec![format!(
            "All samples have {one}: there is nothing to separate, and a neuron with the right \
             bias learns it."
        )],
        Verdict::Undecided => vec![
            "Undecided: the classes come too close for 64-bit numbers, or the data are too many \
             or too wide to decide it in a few seconds."
                .to_owned(),
        ],
    }
}

/// `1·x1 + 1·x2 > 1.5`.
fn condition(data: &Dataset, line: &SeparatingLine) -> String {
    let sum = sum_of_products(&line.weights, data.input_names());
    format!("{sum} > {}", short(line.threshold))
}

fn margin(data: &Dataset, line: &SeparatingLine) -> String {
    let what = separator(data.n_inputs());
    let widest =
        if line.widest { format!(", and no {what} keeps further away") } else { String::new() };
    format!("Margin {}: so far from the {what} are the nearest samples{widest}", short(line.margin))
}

/// `rows 1, 2 and 3`.
fn rows(samples: &[usize]) -> String {
    let mut words = Vec::new();
    for sample in samples.iter().take(MAX_WORDS) {
        words.push(sample.to_string());
    }
    let last = if samples.len() > MAX_WORDS {
        format!("{} more", samples.len() - MAX_WORDS)
    } else {
        words.pop().unwrap_or_default()
    };
    if words.is_empty() {
        format!("row {last}")
    } else {
        format!("rows {} and {last}", words.join(", "))
    }
}

fn meeting_words(meeting: &CommonPoint, zero: &str, one: &str) -> String {
    if let ([(i, _)], [(j, _)]) = (meeting.zeros.as_slice(), meeting.ones.as_slice()) {
        return format!("Row {i} ({zero}) and row {j} ({one}) are one point, {}.", place(meeting));
    }
    format!(
        "The point {} lies within both: it is {} of {zero} and {} of {one}.",
        place(meeting),
        mixture(&meeting.zeros),
        mixture(&meeting.ones)
    )
}

/// `(0.5, 0.5)`, or `0.5`.
fn place(meeting: &CommonPoint) -> String {
    if let [only] = meeting.point.as_slice() {
        return short(*only);
    }
    let mut words = Vec::new();
    for value in meeting.point.iter().take(MAX_WORDS) {
        words.push(short(*value));
    }
    if meeting.point.len() > MAX_WORDS {
        words.push("…".to_owned());
    }
    format!("({})", words.join(", "))
}

/// `0.5·row 0 + 0.5·row 3`.
fn mixture(samples: &[(usize, f64)]) -> String {
    if let [(only, _)] = samples {
        return format!("row {only}");
    }
    let mut words = Vec::new();
    for (sample, weight) in samples.iter().take(MAX_WORDS) {
        words.push(format!("{}·row {sample}", short(*weight)));
    }
    if samples.len() > MAX_WORDS {
        words.push(format!("… ({} more)", samples.len() - MAX_WORDS));
    }
    words.join(" + ")
}

/// `2 of 3 targets are separable from the others.`
fn summary(judged: &Separability) -> String {
    let (mut yes, mut no) = (0, 0);
    for verdict in &judged.verdicts {
        match verdict {
            Verdict::Separable(_) | Verdict::OneClass => yes += 1,
            Verdict::NotSeparable(_) => no += 1,
            Verdict::Undecided => {}
        }
    }
    let all = judged.verdicts.len();
    let undecided = all - yes - no;
    let rest = if undecided > 0 { format!(", {undecided} undecided") } else { String::new() };
    format!("Of {}, {yes} separable, {no} not{rest}.", count(all, "target"))
}

/// One sentence about one of several targets.
fn in_short(judged: &Separability, target: usize) -> String {
    let [zero, one] = names(judged, target);
    let said = match &judged.verdicts[target] {
        Verdict::Separable(line) => {
            format!(
                "separable where {}; margin {}",
                condition(&judged.data, line),
                short(line.margin)
            )
        }
        Verdict::NotSeparable(meeting) => {
            let samples = meeting.zeros.len() + meeting.ones.len();
            format!("not separable; {samples} samples show it")
        }
        Verdict::OneClass => return format!("{one}: all samples, nothing to separate."),
        Verdict::Undecided => "undecided".to_owned(),
    };
    format!("{one} and {zero}: {said}.")
}

fn tables(judged: &Separability) -> Vec<Table> {
    let mut tables = vec![verdicts(judged)];
    if judged.verdicts.len() == 1 {
        match &judged.verdicts[0] {
            Verdict::Separable(line) => {
                tables.push(weights(&judged.data, line));
                tables.push(support(judged, line));
            }
            Verdict::NotSeparable(meeting) => tables.push(certificate(judged, meeting)),
            Verdict::OneClass | Verdict::Undecided => {}
        }
    }
    tables
}

fn verdicts(judged: &Separability) -> Table {
    let head = ["class", "against", "separable", "margin", "samples that show it"];
    Table::excerpt(crate::data::strings(head), judged.verdicts.len(), &|target| {
        let [zero, one] = names(judged, target);
        let (said, margin, samples) = match &judged.verdicts[target] {
            Verdict::Separable(line) => ("yes", significant(line.margin, 6), line.support.clone()),
            Verdict::NotSeparable(meeting) => {
                let mut samples = Vec::new();
                for (sample, _) in meeting.zeros.iter().chain(&meeting.ones) {
                    samples.push(*sample);
                }
                ("no", String::new(), distinct(&samples))
            }
            Verdict::OneClass => ("one class only", String::new(), Vec::new()),
            Verdict::Undecided => ("undecided", String::new(), Vec::new()),
        };
        let samples = if samples.is_empty() { String::new() } else { rows(&samples) };
        vec![one, zero, said.to_owned(), margin, samples]
    })
    .titled("Verdicts")
}

/// The line's equation, a row an input.
fn weights(data: &Dataset, line: &SeparatingLine) -> Table {
    let head = vec!["input".to_owned(), "weight".to_owned()];
    let mut table = Table::excerpt(head, line.weights.len(), &|input| {
        vec![data.input_names()[input].clone(), significant(line.weights[input], 6)]
    });
    table.push(["threshold".to_owned(), significant(line.threshold, 6)]);
    table.titled("The line")
}

/// The samples that the line rests on.
fn support(judged: &Separability, line: &SeparatingLine) -> Table {
    let mut head = vec!["row".to_owned(), "class".to_owned()];
    head.extend_from_slice(judged.data.input_names());
    Table::excerpt(head, line.support.len(), &|i| {
        let sample = line.support[i];
        let mut row = vec![sample.to_string(), class_of(judged, sample)];
        push_numbers(&mut row, judged.data.input_row(sample));
        row
    })
    .titled("Samples that the line rests on")
}

/// Samples and weights of either class; the point that they make.
fn certificate(judged: &Separability, meeting: &CommonPoint) -> Table {
    let mut head = vec!["row".to_owned(), "class".to_owned(), "weight".to_owned()];
    head.extend_from_slice(judged.data.input_names());
    let samples = [meeting.zeros.as_slice(), &meeting.ones].concat();
    // the mean once more for each class, below
    Table::excerpt(head, samples.len() + 2, &|i| {
        let Some(&(sample, weight)) = samples.get(i) else {
            let class = names(judged, 0)[i - samples.len()].clone();
            let mut row = vec!["weighted mean".to_owned(), class, "1".to_owned()];
            push_numbers(&mut row, &meeting.point);
            return row;
        };
        let mut row = vec![sample.to_string(), class_of(judged, sample), significant(weight, 9)];
        push_numbers(&mut row, judged.data.input_row(sample));
        row
    })
    .titled("Samples whose weighted means meet")
}

/// What a sample is called by its only target.
fn class_of(judged: &Separability, sample: usize) -> String {
    let [zero, one] = names(judged, 0);
    if judged.data.target_row(sample)[0] == judged.values[0][1] { one } else { zero }
}
