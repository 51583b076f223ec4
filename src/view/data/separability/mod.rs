//! Separability in words and tables; the files of this folder draw it.

pub(crate) mod class_pair;
mod hull;
mod panels;
mod plane;
mod rows;
mod sides;

use class_pair::{names, separator};

use super::dataset;
use crate::chart::{Chart, Panel, short, significant, within};
use crate::data::{CommonPoint, Dataset, Separability, SeparatingLine, Verdict, owned};
use crate::error::count;
use crate::lists::distinct;
use crate::notebook::Table;
use crate::view::parts::columns::{Columns, DIGITS};
use crate::view::parts::equation::Rule;

/// Targets that get a sentence each, and those that get a picture: over two
/// inputs a picture may be small.
const MAX_TARGETS: usize = 4;
const MAX_PLANES: usize = 8;

/// Characters of a title over one of four pictures side by side.
const SMALL_TITLE: usize = 22;

/// Coordinates, and samples, that a sentence spells out.
const MAX_WORDS: usize = 6;

pub(crate) fn draw(judged: &Separability) -> Chart {
    let targets = judged.verdicts.len();
    let planes = judged.data.n_inputs() == 2;
    let drawn = targets.min(if planes { MAX_PLANES } else { MAX_TARGETS });
    let mut words = Vec::new();
    if targets == 1 {
        words = explained(judged);
    } else {
        words.push(summary(judged));
        if targets > drawn {
            words.push(format!("The first {drawn} are drawn."));
        }
        if targets <= MAX_TARGETS {
            for target in 0..targets {
                words.push(in_short(judged, target));
            }
        }
    }
    words.extend(stretched(judged));
    let mut panels = Vec::new();
    for target in 0..drawn {
        panels.push(panels::panel(judged, target));
    }
    let thinned = judged.data.n_samples() > sides::MAX_POINTS;
    if thinned {
        let all = count(judged.data.n_samples(), "sample");
        words.push(format!("Some of {all} are drawn, taken evenly."));
    }
    words.extend(dataset::shared(&judged.data));
    Chart {
        title: "Separability".to_owned(),
        alt: format!("{} {}", panels::alt(judged), words.join(" ")),
        words,
        columns: columns(&panels),
        panels,
        tables: tables(judged),
    }
}

/// Many pictures are small, where their titles have room.
fn columns(panels: &[Panel]) -> usize {
    let short = |panel: &Panel| panel.title.chars().count() <= SMALL_TITLE;
    match panels.len() {
        1 => 1,
        n if n > MAX_TARGETS && panels.iter().all(short) => 4,
        _ => 2,
    }
}

/// The sentences about a single target.
fn explained(judged: &Separability) -> Vec<String> {
    let [zero, one] = names(judged, 0);
    let what = separator(judged.data.n_inputs());
    match &judged.verdicts[0] {
        Verdict::Separable(line) => vec![
            format!("Separable: a {what} separates {one} from {zero}."),
            format!("{one} where {}.", condition(&judged.data, line)),
            margin(&judged.data, line),
        ],
        Verdict::NotSeparable(meeting) => vec![
            format!("Not separable: no {what} separates {one} from {zero}."),
            meeting_words(&judged.data, meeting, &zero, &one),
            format!(
                "A weighted mean of points on one side of a {what} lies on that side too. This \
                 point is a weighted mean of each class, so no {what} separates them."
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

/// `x1 + x2 > 1.5`.
fn condition(data: &Dataset, line: &SeparatingLine) -> String {
    let rule = Rule::of(&line.weights, line.threshold, data.n_samples(), &|i| data.input_row(i));
    format!("{} > {}", rule.sum(data.input_names()), rule.threshold())
}

/// The margin, and the samples that the line rests on.
fn margin(data: &Dataset, line: &SeparatingLine) -> String {
    let (what, margin, rows) =
        (separator(data.n_inputs()), short(line.margin), rows(&line.support));
    if line.widest {
        return format!(
            "Margin {margin}: no other {what} is farther from the nearest samples, {rows}."
        );
    }
    format!("Margin {margin}: the distance to the nearest samples, {rows}.")
}

/// That a margin cannot be measured in a picture whose inputs have units of their
/// own.
fn stretched(judged: &Separability) -> Option<String> {
    let separable = |verdict: &Verdict| matches!(verdict, Verdict::Separable(_));
    let stretched = judged.data.n_inputs() == 2 && !plane::has_equal_units(&judged.data);
    (stretched && judged.verdicts.iter().any(separable)).then(|| {
        "The two inputs are drawn in different units: distances and right angles are not those of \
         the data."
            .to_owned()
    })
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

fn meeting_words(data: &Dataset, meeting: &CommonPoint, zero: &str, one: &str) -> String {
    if let ([(i, _)], [(j, _)]) = (meeting.zeros.as_slice(), meeting.ones.as_slice()) {
        return format!(
            "Row {i} ({zero}) and row {j} ({one}) are the same point, {}.",
            place(data, meeting)
        );
    }
    format!(
        "The point {} lies in the convex hulls of both classes: it is {} of {zero} and {} of {one}.",
        place(data, meeting),
        mixture(&meeting.zeros),
        mixture(&meeting.ones)
    )
}

/// `(0.5, 0.5)`, or `0.5`.
fn place(data: &Dataset, meeting: &CommonPoint) -> String {
    let mut words = Vec::new();
    for (value, range) in meeting.point.iter().zip(data.ranges()).take(MAX_WORDS) {
        words.push(within(*value, range));
    }
    if let [only] = words.as_slice() {
        return only.clone();
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

/// `Of 3 targets, 1 is separable, 2 are not.`
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
    let are = |n: usize| if n == 1 { "is" } else { "are" };
    let targets = count(all, "target");
    format!("Of {targets}, {yes} {} separable, {no} {} not{rest}.", are(yes), are(no))
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
    let head = ["class", "against", "separable", "margin", "deciding samples"];
    Table::excerpt(owned(&head), judged.verdicts.len(), &|target| {
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

/// The line's equation, one row per input.
fn weights(data: &Dataset, line: &SeparatingLine) -> Table {
    let head = vec!["input".to_owned(), "weight".to_owned()];
    let rule = Rule::of(&line.weights, line.threshold, data.n_samples(), &|i| data.input_row(i));
    let digits = rule.digits().max(DIGITS);
    let mut table = Table::excerpt(head, line.weights.len(), &|input| {
        vec![data.input_names()[input].clone(), significant(line.weights[input], digits)]
    });
    table.push(["threshold".to_owned(), significant(line.threshold, digits)]);
    table.titled("The line")
}

/// The samples that the line rests on.
fn support(judged: &Separability, line: &SeparatingLine) -> Table {
    let mut head = vec!["row".to_owned(), "class".to_owned()];
    head.extend_from_slice(judged.data.input_names());
    let n = line.support.len();
    let columns = Columns::of(n, &|i| judged.data.input_row(line.support[i]).to_vec());
    Table::excerpt(head, n, &|i| {
        let sample = line.support[i];
        let mut row = vec![sample.to_string(), class_of(judged, sample)];
        columns.push(&mut row, judged.data.input_row(sample));
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
    let n = samples.len() + 2;
    let columns = Columns::of(n, &|i| match samples.get(i) {
        Some((sample, _)) => judged.data.input_row(*sample).to_vec(),
        None => meeting.point.clone(),
    });
    Table::excerpt(head, n, &|i| {
        let Some(&(sample, weight)) = samples.get(i) else {
            let class = names(judged, 0)[i - samples.len()].clone();
            let mut row = vec!["weighted mean".to_owned(), class, "1".to_owned()];
            columns.push(&mut row, &meeting.point);
            return row;
        };
        let mut row = vec![sample.to_string(), class_of(judged, sample), significant(weight, 9)];
        columns.push(&mut row, judged.data.input_row(sample));
        row
    })
    .titled("Samples whose weighted means meet")
}

/// What a sample is called by its only target.
fn class_of(judged: &Separability, sample: usize) -> String {
    let [zero, one] = names(judged, 0);
    if judged.data.target_row(sample)[0] == judged.values[0][1] { one } else { zero }
}
