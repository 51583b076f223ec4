use super::classes::Classes;
use crate::chart::{Axis, Chart, Panel, short, significant};
use crate::data::Dataset;
use crate::error::count;
use crate::notebook::Table;

/// Inputs that get a small plot of their own.
const MAX_PANELS: usize = 6;

pub(crate) fn draw(data: &Dataset) -> Chart {
    let drawn = data.n_inputs().min(MAX_PANELS);
    let classes = Classes::of(data, if data.n_inputs() == 2 { 1 } else { drawn });
    let spans = data.ranges();
    let panels = if data.n_inputs() == 2 {
        vec![scatter(data, &spans, &classes)]
    } else {
        multiples(data, &spans, &classes)
    };
    let mut words = sentences(data, &classes);
    if data.n_inputs() > MAX_PANELS {
        words.push(format!("The first {MAX_PANELS} of {} inputs are drawn.", data.n_inputs()));
    }
    words.extend(classes.thinning());
    Chart {
        title: format!(
            "Data: {}, {}",
            count(data.n_samples(), "sample"),
            count(data.n_inputs(), "input")
        ),
        words,
        alt: alt(data, &spans, &classes),
        columns: if panels.len() > 1 { 2 } else { 1 },
        panels,
        tables: vec![rows(data), ranges(data, &spans)],
    }
}

fn scatter(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Panel {
    let axis = |i: usize| {
        let [low, high] = spans[i];
        Axis::around(&data.input_names()[i], low, high)
    };
    Panel {
        title: String::new(),
        x: axis(0),
        y: axis(1),
        height: 320.0,
        marks: classes.marks(true, |i| [data.inputs()[(i, 0)], data.inputs()[(i, 1)]]),
    }
}

/// Each input against the first target, or against the row number.
fn multiples(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> Vec<Panel> {
    let shown = data.n_inputs().min(MAX_PANELS);
    let panel = |column: usize| {
        let [low, high] = spans[column];
        Panel {
            title: String::new(),
            x: Axis::around(&data.input_names()[column], low, high),
            y: height_axis(data),
            height: if shown == 1 { 280.0 } else { 130.0 },
            marks: classes.marks(column == 0, |i| [data.inputs()[(i, column)], height(data, i)]),
        }
    };
    (0..shown).map(panel).collect()
}

fn height(data: &Dataset, sample: usize) -> f64 {
    data.targets().get((sample, 0)).copied().unwrap_or(sample as f64)
}

fn height_axis(data: &Dataset) -> Axis {
    let heights = (0..data.n_samples()).map(|i| height(data, i));
    let (low, high) =
        heights.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), y| (l.min(y), h.max(y)));
    Axis::around(data.target_names().first().map_or("row", String::as_str), low, high)
}

fn sentences(data: &Dataset, classes: &Classes) -> Vec<String> {
    match (classes.exist(), data.n_targets()) {
        (true, _) => vec![format!("{}.", capital(&classes.counts()))],
        (false, 0) => vec!["No targets.".to_owned()],
        (false, n) => vec![format!("{} with many values.", capital(&count(n, "target")))],
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + chars.as_str())
        .unwrap_or_default()
}

fn alt(data: &Dataset, spans: &[[f64; 2]], classes: &Classes) -> String {
    let span = |i: usize| {
        let [low, high] = spans[i];
        format!("{} from {} to {}", data.input_names()[i], short(low), short(high))
    };
    let words: Vec<String> = (0..data.n_inputs().min(MAX_PANELS)).map(span).collect();
    let kind = if data.n_inputs() == 2 { "Scatter plot" } else { "Small plots" };
    let counts = classes.counts();
    let separator = if counts.is_empty() { "" } else { "; " };
    format!(
        "{kind} of {}: {}{separator}{counts}.",
        count(data.n_samples(), "sample"),
        words.join(", ")
    )
}

fn rows(data: &Dataset) -> Table {
    let head = ["row".to_owned()]
        .into_iter()
        .chain(data.input_names().iter().cloned())
        .chain(data.target_names().iter().cloned());
    Table::excerpt(head.collect(), data.n_samples(), &|i| {
        let number = |value: &f64| significant(*value, 6);
        let inputs = data.inputs().row(i).iter().map(number).collect::<Vec<_>>();
        let targets = data.targets().row(i).iter().map(number).collect::<Vec<_>>();
        [vec![i.to_string()], inputs, targets].concat()
    })
}

fn ranges(data: &Dataset, spans: &[[f64; 2]]) -> Table {
    let names = data.input_names();
    let head = ["input", "smallest", "largest"].map(str::to_owned);
    Table::excerpt(head.into(), names.len(), &|i| {
        let [low, high] = spans[i];
        vec![names[i].clone(), significant(low, 6), significant(high, 6)]
    })
}
