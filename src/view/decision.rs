use super::dataset::push_numbers;
use super::equation::spelled_out;
use crate::chart::{Anchor, Axis, Chart, INK, Mark, Panel, QUIET, label, short, sign, significant};
use crate::data::widened;
use crate::network::Decision;
use crate::notebook::Table;

/// Inputs that get a bar of their own.
const MAX_ROWS: usize = 12;

pub(crate) fn draw(decision: &Decision) -> Chart {
    let steps = steps(decision);
    let words = sentences(decision);
    Chart {
        title: format!("Decision: {}", answer(decision)),
        alt: format!("Bars: what each input adds to the weighted sum. {}", words.join(" ")),
        words,
        panels: vec![panel(decision, &steps)],
        columns: 1,
        tables: vec![table(decision)],
    }
}

pub(crate) fn answer(decision: &Decision) -> &'static str {
    if decision.is_yes() { "yes" } else { "no" }
}

fn sentences(decision: &Decision) -> Vec<String> {
    let (mut weights, mut inputs) = (Vec::new(), Vec::new());
    for part in &decision.contributions {
        weights.push(part.weight);
        inputs.push(part.input);
    }
    let (sum, threshold) = (short(decision.weighted_sum), short(decision.threshold));
    let mut words = vec![
        format!("Weighted sum: {} = {sum}.", spelled_out(&weights, &inputs)),
        format!(
            "{sum} > {threshold} is {}: {}, by a margin of {}.",
            decision.is_yes(),
            answer(decision),
            short(decision.margin().abs())
        ),
    ];
    words.extend(turning(decision));
    words
}

/// What would turn the decision.
fn turning(decision: &Decision) -> Option<String> {
    let (part, edge) = decision.turning_point()?;
    let rises = (part.weight > 0.0) != decision.is_yes();
    let said = short(beyond(edge, rises));
    let target = match (rises, decision.is_yes()) {
        (true, true) => format!("{said} or more"),
        (true, false) => format!("more than {said}"),
        (false, true) => format!("{said} or less"),
        (false, false) => format!("less than {said}"),
    };
    let (name, from) = (label(&part.name), short(part.input));
    Some(format!("Smallest change that turns it: {name} from {from} to {target}."))
}

/// `edge` with the digits that are shown, rounded to the side that turns the
/// decision.
fn beyond(edge: f64, rises: bool) -> f64 {
    let shown: f64 = short(edge).parse().unwrap_or(edge);
    let past = if rises { shown >= edge } else { shown <= edge };
    let unit = 10_f64.powf(edge.abs().log10().floor() - 3.0);
    match (past, rises) {
        (true, _) => shown,
        (false, true) => shown + unit,
        (false, false) => shown - unit,
    }
}

/// A bar: what it is called, where it begins and ends, and its arithmetic.
struct Step {
    name: String,
    span: [f64; 2],
    arithmetic: String,
}

fn steps(decision: &Decision) -> Vec<Step> {
    let parts = &decision.contributions;
    let (own, others) = parts.split_at(parts.len().min(MAX_ROWS));
    let mut steps = Vec::new();
    let mut sum = 0.0;
    for part in own {
        let (weight, input, product) = (short(part.weight), short(part.input), short(part.product));
        steps.push(Step {
            name: part.name.clone(),
            span: [sum, sum + part.product],
            arithmetic: format!("{weight} × {input} = {product}"),
        });
        sum += part.product;
    }
    if !others.is_empty() {
        let mut rest = 0.0;
        for part in others {
            rest += part.product;
        }
        steps.push(Step {
            name: format!("{} more inputs", others.len()),
            span: [sum, sum + rest],
            arithmetic: short(rest),
        });
    }
    steps
}

fn panel(decision: &Decision, steps: &[Step]) -> Panel {
    let rows = steps.len() + 1;
    let mut names = Vec::with_capacity(rows);
    let mut reach = widened(widened([0.0, 0.0], decision.threshold), decision.weighted_sum);
    for step in steps {
        names.push(step.name.clone());
        reach = widened(widened(reach, step.span[0]), step.span[1]);
    }
    names.push("weighted sum".to_owned());
    let [low, high] = reach;
    let span = if high > low { high - low } else { 1.0 };
    let mut marks = Vec::new();
    // the arithmetic in a column of its own, where no line crosses it
    let column = high + 0.03 * span;
    for (row, step) in steps.iter().enumerate() {
        let [from, to] = step.span;
        let hover = format!("{}: {}", step.name, step.arithmetic);
        marks.push(Mark::bar(rows, row, step.span, sign(to - from), hover));
        let y = (rows - 1 - row) as f64;
        marks.push(Mark::text([column, y], &step.arithmetic, Anchor::Start));
    }
    let sum = decision.weighted_sum;
    let hover = format!("weighted sum: {}", short(sum));
    marks.push(Mark::bar(rows, rows - 1, [0.0, sum], QUIET, hover));
    let total = format!("{} → {}", short(sum), answer(decision));
    marks.push(Mark::text([column, 0.0], total, Anchor::Start));
    marks.push(threshold(decision.threshold, rows));
    Panel {
        title: String::new(),
        x: Axis::exact("weight × input, added up", low - 0.03 * span, high + 0.42 * span),
        y: Axis::rows(&names),
        height: 36.0 * rows as f64,
        marks,
    }
}

/// The line that the weighted sum has to pass.
pub(crate) fn threshold(at: f64, rows: usize) -> Mark {
    Mark::Line {
        name: format!("threshold {}", short(at)),
        color: INK,
        width: 2.0,
        dashed: true,
        dots: false,
        at: vec![[at, -0.6], [at, rows as f64 - 0.4]],
    }
}

fn table(decision: &Decision) -> Table {
    let head = vec![
        "input".to_owned(),
        "weight".to_owned(),
        "value".to_owned(),
        "weight × value".to_owned(),
    ];
    let parts = &decision.contributions;
    let mut table = Table::excerpt(head, parts.len(), &|i| {
        let part = &parts[i];
        let mut row = vec![part.name.clone()];
        push_numbers(&mut row, &[part.weight, part.input, part.product]);
        row
    });
    let total = |name: &str, value: f64| {
        [name.to_owned(), String::new(), String::new(), significant(value, 6)]
    };
    table.push(total("weighted sum", decision.weighted_sum));
    table.push(total("threshold", decision.threshold));
    table
}
