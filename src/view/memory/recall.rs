//! A pattern on its way to one that a memory knows.

use crate::chart::{
    Axis, Chart, Mark, Panel, class, computed_apart, dash, label, significant, told_apart,
};
use crate::error::count;
use crate::lists::order_by;
use crate::network::{Recall, apart, is_on};
use crate::notebook::Table;
use crate::view::parts::columns::DIGITS;
use crate::view::parts::pattern_image::Pixels;

/// Patterns whose outputs a contest shows as curves.
const MAX_CURVES: usize = 5;

pub(crate) fn draw(recall: &Recall) -> Chart {
    let pixels = Pixels::of(recall.patterns().n_columns(), recall.width_wanted());
    let images = images(recall, pixels);
    let contested = !recall.contest().is_empty();
    let columns = (images.len() + usize::from(contested)).clamp(3, 4);
    let mut panels = Vec::new();
    let stored = recall.patterns().row(compared(recall));
    let differs = format!("differs from {}", recall.name(compared(recall)));
    let mut named = false;
    for image in &images {
        let mut panel = pixels.panel(image.title.clone(), image.values, columns);
        let mut differ = Vec::with_capacity(stored.len());
        for (value, stored) in image.values.iter().zip(stored) {
            differ.push(is_on(*value) != is_on(*stored));
        }
        let name = if named { "" } else { differs.as_str() };
        if let Some(marks) = pixels.marks(name, &differ, images.len()) {
            named = true;
            panel.marks.push(marks);
        }
        panels.push(panel);
    }
    if contested {
        panels.push(contest(recall));
    }
    let mut words = words(recall);
    let hidden = recall.steps().len().saturating_sub(drawn_steps(recall, pixels).len());
    if hidden > 0 {
        words.push(format!("{} in between not drawn.", count(hidden, "step")));
    }
    words.extend(pixels.thinning());
    Chart {
        title: title(recall),
        alt: format!("{}: small images. {}", title(recall), words.join(" ")),
        words,
        panels,
        columns,
        tables: vec![numbers(recall), lines(&images, pixels)],
    }
}

struct Image<'a> {
    title: String,
    values: &'a [f64],
}

/// The steps that are drawn: the first ones and the last.
fn drawn_steps(recall: &Recall, pixels: Pixels) -> Vec<usize> {
    let steps = recall.steps().len();
    let room = pixels.images() - usize::from(ends_beside(recall));
    let mut drawn = Vec::new();
    for step in 0..steps {
        if step + 1 < room || step + 1 == steps {
            drawn.push(step);
        }
    }
    drawn
}

/// Whether it ended beside the stored pattern that is the nearest.
fn ends_beside(recall: &Recall) -> bool {
    recall.contest().is_empty() && !recall.is_found()
}

fn images(recall: &Recall, pixels: Pixels) -> Vec<Image<'_>> {
    let mut images = Vec::new();
    for step in drawn_steps(recall, pixels) {
        let what = match (step, recall.contest()) {
            (0, _) => "given".to_owned(),
            (_, []) => format!("step {step}"),
            _ => label(recall.name(recall.nearest())),
        };
        let title = match recall.energies().get(step) {
            Some(energy) => {
                format!("{what}: energy {}", told_apart(*energy, recall.energies(), 4))
            }
            None => what,
        };
        images.push(Image { title, values: &recall.steps()[step] });
    }
    if ends_beside(recall) {
        let title = format!("stored: {}", label(recall.name(compared(recall))));
        images.push(Image { title, values: recall.patterns().row(compared(recall)) });
    }
    images
}

fn title(recall: &Recall) -> String {
    let name = label(recall.name(recall.nearest()));
    let steps = recall.steps().len().saturating_sub(1);
    if !recall.contest().is_empty() {
        return format!("Nearest: {name}");
    }
    match (recall.is_found(), steps) {
        (true, 0) => format!("Recalled: {name}, which was given"),
        (true, _) => format!("Recalled: {name}, after {}", count(steps, "step")),
        (false, _) => match reversed(recall) {
            Some(pattern) => {
                let name = label(recall.name(pattern));
                format!("Recalled: {name} with on and off exchanged")
            }
            None => "Recalled: none of the stored patterns".to_owned(),
        },
    }
}

/// The stored pattern that differs everywhere.
fn reversed(recall: &Recall) -> Option<usize> {
    let last = recall.pattern();
    let differs = |pattern: &usize| apart(recall.patterns().row(*pattern), last);
    (0..recall.patterns().n_rows()).find(|pattern| differs(pattern) == last.len())
}

/// The stored pattern that the steps are compared with: the nearest, or the one
/// that was recalled with on and off exchanged.
fn compared(recall: &Recall) -> usize {
    match reversed(recall) {
        Some(pattern) if ends_beside(recall) => pattern,
        _ => recall.nearest(),
    }
}

fn words(recall: &Recall) -> Vec<String> {
    let name = label(recall.name(compared(recall)));
    let all = count(recall.patterns().n_columns(), "pixel");
    let stored = recall.patterns().row(compared(recall));
    let first = recall.steps().first().map_or(0, |given| apart(given, stored));
    let last = apart(recall.pattern(), stored);
    let verb = if first == 1 { "differs" } else { "differ" };
    let mut words = Vec::new();
    if !recall.contest().is_empty() {
        words.push(format!("{first} of {all} {verb} from {name}."));
        words.push(rivals(recall));
        return words;
    }
    words.push(format!("{first} of {all} {verb} from {name} at first, {last} in the end."));
    if let [first, .., last] = recall.energies() {
        let digits = computed_apart(&[*first, *last], 4);
        let (first, last) = (significant(*first, digits), significant(*last, digits));
        words.push(format!("The energy goes from {first} to {last}."));
    }
    if !recall.is_settled() {
        words.push(unsettled(recall));
    }
    words
}

fn unsettled(recall: &Recall) -> String {
    let steps = recall.steps();
    match steps {
        [.., before, _, last] if before == last => {
            "It goes back and forth between two patterns and never settles.".to_owned()
        }
        _ => format!(
            "It had not settled after {}; `max_steps` allows more.",
            count(steps.len() - 1, "step")
        ),
    }
}

/// `The second nearest, pattern 2, differs in 7 pixels.`
fn rivals(recall: &Recall) -> String {
    let ranks = ranks(recall);
    let given = recall.steps().first().map_or(&[][..], Vec::as_slice);
    let apart = |pattern: usize| apart(recall.patterns().row(pattern), given);
    match ranks.get(1) {
        None => "It is the only stored pattern.".to_owned(),
        Some(second) if !recall.is_settled() => format!(
            "{} was not inhibited in {}: `max_steps` allows more, unless both are equally near.",
            label(recall.name(*second)),
            count(recall.contest().len() - 1, "step")
        ),
        Some(second) => {
            let pixels = count(apart(*second), "pixel");
            format!("The second nearest, {}, differs in {pixels}.", label(recall.name(*second)))
        }
    }
}

/// The patterns in the order of their first outputs, the winner at the front.
fn ranks(recall: &Recall) -> Vec<usize> {
    let first = recall.contest().first().map_or(&[][..], Vec::as_slice);
    order_by(first.len(), &|a, b| first[b].total_cmp(&first[a]))
}

/// The outputs of the strongest patterns step by step, as parts of the largest:
/// all shrink together, so that by themselves they would tell little.
fn contest(recall: &Recall) -> Panel {
    let steps = recall.contest();
    let mut marks = Vec::new();
    for (rank, &pattern) in ranks(recall).iter().enumerate().take(MAX_CURVES) {
        // the first look is that of the pixels that differ
        let (color, symbol) = class(rank + 1);
        let mut at = Vec::new();
        for (step, outputs) in steps.iter().enumerate() {
            let mut most = 0.0_f64;
            for output in outputs {
                most = most.max(*output);
            }
            at.push([step as f64, if most > 0.0 { outputs[pattern] / most } else { 0.0 }]);
        }
        let mut marked = Vec::new();
        for point in at.iter().step_by(at.len().div_ceil(6).max(1)) {
            marked.push(*point);
        }
        let (name, hover) = (recall.name(pattern).to_owned(), String::new());
        marks.push(Mark::Curve { name, color, symbol, dash: dash(rank), hover, at, marked });
    }
    let last = (steps.len() - 1).max(1) as f64;
    Panel {
        title: "contest".to_owned(),
        x: Axis::whole("step", -0.06 * last, 1.06 * last),
        y: Axis::exact("part of the largest", -0.06, 1.1),
        height: 150.0,
        marks,
    }
}

/// For every step, the energy and how many pixels differ from each pattern.
fn numbers(recall: &Recall) -> Table {
    let patterns = recall.patterns();
    let mut head = vec!["step".to_owned()];
    if !recall.energies().is_empty() {
        head.push("energy".to_owned());
    }
    for pattern in 0..patterns.n_rows() {
        head.push(format!("differs from {}", recall.name(pattern)));
    }
    Table::excerpt(head, recall.steps().len(), &|step| {
        let mut row = vec![step.to_string()];
        if let Some(energy) = recall.energies().get(step) {
            row.push(told_apart(*energy, recall.energies(), DIGITS));
        }
        for pattern in 0..patterns.n_rows() {
            row.push(apart(patterns.row(pattern), &recall.steps()[step]).to_string());
        }
        row
    })
    .titled("Steps: pixels that differ")
}

/// The images as rows of characters.
fn lines(images: &[Image], pixels: Pixels) -> Table {
    let (mut head, mut columns) = (vec!["row".to_owned()], Vec::new());
    for image in images {
        head.push(image.title.clone());
        columns.push(pixels.lines(image.values));
    }
    let rows = columns.first().map_or(0, Vec::len);
    Table::excerpt(head, rows, &|i| {
        let mut row = vec![i.to_string()];
        for lines in &columns {
            row.push(lines[i].clone());
        }
        row
    })
    .titled("Images")
}
