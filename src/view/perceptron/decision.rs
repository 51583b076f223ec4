//! A decision: products stacked against the threshold.

use crate::chart::{
    Anchor, Axis, Chart, Dash, INK, LETTERS, Mark, Panel, QUIET, apart, class, fewest, label,
    labels, panel_width, read, short, sign, significant, width, width_beside,
};
use crate::data::widened;
use crate::lists::order_by;
use crate::network::{Contribution, Decision};
use crate::notebook::{Table, typeset};
use crate::view::data::dataset::push_numbers;
use crate::view::parts::equation::{ROUNDING, TERMS, spelled_out};

/// Inputs that get a bar of their own.
const MAX_ROWS: usize = 12;
/// Room beside the bars, as a part of their reach.
const ROOM: f64 = 0.08;
/// Room for the arithmetic at least, as a part of the reach of the bars.
const LEAST_ROOM: f64 = 0.39;
/// Room above the first row, in rows.
pub(crate) const ABOVE: f64 = 0.5;
/// Labels of the axis, about.
const TICKS: usize = 6;
/// How strong the colours of the two sides are.
const TINT: f64 = 0.07;

pub(crate) fn draw(decision: &Decision) -> Chart {
    let mut words = sentences(decision);
    let inputs = decision.contributions.len();
    if inputs > MAX_ROWS {
        words.push(format!(
            "The {MAX_ROWS} largest products of {inputs} have bars of their own, the largest first."
        ));
    }
    Chart {
        title: format!("Decision: {}", answer(decision)),
        alt: format!("Bars: what each input adds to the weighted sum. {}", words.join(" ")),
        words,
        panels: vec![panel(decision)],
        columns: 1,
        tables: vec![table(decision)],
    }
}

pub(crate) fn answer(decision: &Decision) -> &'static str {
    if decision.is_yes() { "yes" } else { "no" }
}

pub(crate) fn sentences(decision: &Decision) -> Vec<String> {
    let (mut weights, mut inputs) = (Vec::new(), Vec::new());
    for part in &decision.contributions {
        weights.push(part.weight);
        inputs.push(part.input);
    }
    let digits = digits(decision);
    let sum = significant(decision.weighted_sum, digits);
    let threshold = significant(decision.threshold, digits);
    let mut words = vec![
        format!("Weighted sum: {} = {sum}.", spelled_out(&weights, &inputs, digits)),
        format!("{sum} {}", comparison(decision, &threshold)),
        turning(decision),
    ];
    words.extend(classes(decision));
    words
}

/// `is greater than 1, so yes, with 0.29 to spare.`
fn comparison(decision: &Decision, threshold: &str) -> String {
    let apart = short(decision.margin().abs());
    if decision.is_yes() {
        format!("is greater than {threshold}, so yes, with {apart} to spare.")
    } else if decision.margin() == 0.0 {
        format!("is not greater than {threshold}, so no.")
    } else {
        format!("is not greater than {threshold}, so no: {apart} is missing.")
    }
}

/// What no and yes stand for, if they are not the names of the classes.
pub(crate) fn classes(decision: &Decision) -> Option<String> {
    let [no, yes] = decision.classes.as_ref()?;
    let told = no.eq_ignore_ascii_case("no") && yes.eq_ignore_ascii_case("yes");
    let names = labels(&[no.clone(), yes.clone()]);
    (!told).then(|| format!("Yes stands for {}, no for {}.", names[1], names[0]))
}

/// The digits with which the printed numbers add up, and compare as the exact
/// ones do.
fn digits(decision: &Decision) -> usize {
    let (sum, threshold) = (decision.weighted_sum, decision.threshold);
    let parts = &decision.contributions;
    let mut size = 0.0_f64;
    for part in parts {
        size = size.max(part.product.abs());
    }
    let error = (sum.abs() / 500.0).min(decision.margin().abs() / 2.0).max(size * ROUNDING);
    fewest(4, &|digits| {
        let mut printed = 0.0;
        for part in parts {
            printed += read(part.weight, digits) * read(part.input, digits);
        }
        let [left, right] = [read(sum, digits), read(threshold, digits)];
        left.total_cmp(&right) == sum.total_cmp(&threshold)
            && (parts.len() > TERMS || (printed - sum).abs() <= error)
    })
}

/// What would turn the decision: one input, or the threshold. `explorer.js` says the
/// same of moved sliders.
fn turning(decision: &Decision) -> String {
    let yes = decision.is_yes();
    let mut ways = String::new();
    if let Some((part, edge)) = decision.turning_point() {
        let turns = |value: f64| decision.with_input(&part.name, value) != yes;
        let change = change(part.input, edge, (part.weight > 0.0) != yes, yes, &turns);
        ways = format!("{} {change}, or if ", label(&part.name));
    }
    let turns = |value: f64| (decision.weighted_sum > value) != yes;
    let edge = decision.turning_threshold();
    let change = change(decision.threshold, edge, yes, yes, &turns);
    format!("The answer turns if {ways}the threshold {change}.")
}

/// `drops from 0.8 to 0.4777 or less`: where the answer is yes, the edge itself is no.
fn change(from: f64, edge: f64, rises: bool, yes: bool, turns: &dyn Fn(f64) -> bool) -> String {
    let (digits, said) = beyond(from, edge, rises, yes, turns);
    let said = significant(said, digits);
    let target = match (rises, yes) {
        (true, true) => format!("{said} or more"),
        (true, false) => format!("more than {said}"),
        (false, true) => format!("{said} or less"),
        (false, false) => format!("less than {said}"),
    };
    let moves = if rises { "rises" } else { "drops" };
    format!("{moves} from {} to {target}", significant(from, digits))
}

/// `edge` with as few digits as turn the decision and are near it, rounded to
/// the side that turns it.
fn beyond(
    from: f64,
    edge: f64,
    rises: bool,
    yes: bool,
    turns: &dyn Fn(f64) -> bool,
) -> (usize, f64) {
    let near = (edge - from).abs() / 50.0;
    for digits in 4..=17_usize {
        let shown = read(edge, digits);
        let unit = 10_f64.powf(edge.abs().log10().floor() - (digits as f64 - 1.0));
        for value in [shown, if rises { shown + unit } else { shown - unit }] {
            let value = read(value, digits);
            let past = if rises { value >= edge } else { value <= edge };
            // where only what lies beyond turns it
            let first = match (yes, rises) {
                (true, _) => value,
                (false, true) => value.next_up(),
                (false, false) => value.next_down(),
            };
            let apart = value != read(from, digits) || edge == from;
            if past && apart && turns(first) && (value - edge).abs() <= near {
                return (digits, value);
            }
        }
    }
    // as near as rounding allows
    let mut value = edge;
    for _ in 0..64 {
        if turns(value) {
            break;
        }
        value = if rises { value.next_up() } else { value.next_down() };
    }
    (17, value)
}

/// One bar per input, and their sum against the threshold.
pub(crate) fn panel(decision: &Decision) -> Panel {
    bars(decision, &steps(decision))
}

/// A bar: what it is called, where it begins and ends, and its arithmetic.
struct Step {
    name: String,
    span: [f64; 2],
    arithmetic: String,
}

fn steps(decision: &Decision) -> Vec<Step> {
    let parts = &decision.contributions;
    let digits = digits(decision);
    let said = |value: f64| significant(value, digits);
    let order = order(parts);
    let (own, others) = order.split_at(parts.len().min(MAX_ROWS));
    let mut steps = Vec::new();
    let mut sum = 0.0;
    for &part in own {
        let part = &parts[part];
        let (weight, input, product) = (said(part.weight), said(part.input), said(part.product));
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
            rest += parts[*part].product;
        }
        steps.push(Step {
            name: format!("{} more inputs", others.len()),
            span: [sum, sum + rest],
            arithmetic: said(rest),
        });
    }
    steps
}

/// The inputs in their order, or by falling size of their products where there are
/// too many.
fn order(parts: &[Contribution]) -> Vec<usize> {
    if parts.len() <= MAX_ROWS {
        return (0..parts.len()).collect();
    }
    let size = |i: usize| parts[i].product.abs();
    order_by(parts.len(), &|a, b| size(b).total_cmp(&size(a)))
}

fn bars(decision: &Decision, steps: &[Step]) -> Panel {
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
    let held = |end: f64| end.clamp(-f64::MAX, f64::MAX);
    let digits = digits(decision);
    let y = with_room_above(Axis::rows(&names));
    let said = threshold_name(decision.threshold, digits);
    let ends = [low - ROOM * span, high + ROOM * span];
    let first = beginning(ends, decision.threshold, &said, &y);
    let ends = [held(first), held(ends[1])];
    let mut marks = sides(decision, ends, rows);
    marks.push(stairs(steps));
    // the arithmetic in a column of its own, where no line crosses it
    let column = ends[1] + 0.02 * span;
    for (row, step) in steps.iter().enumerate() {
        let [from, to] = step.span;
        let hover = format!("{}: {}", step.name, step.arithmetic);
        marks.push(Mark::bar(rows, row, step.span, sign(to - from), hover));
        let y = (rows - 1 - row) as f64;
        marks.push(Mark::text([column, y], &step.arithmetic, Anchor::Start));
    }
    let sum = decision.weighted_sum;
    let summed = significant(sum, digits);
    let hover = format!("weighted sum: {summed}");
    marks.push(Mark::bar(rows, rows - 1, [0.0, sum], QUIET, hover));
    let total = format!("{summed} → {}", answer(decision));
    let longest = steps.iter().map(|step| &step.arithmetic).chain([&total]);
    let longest = longest.map(|text| width(text, LETTERS)).fold(0.0, f64::max);
    // of the width that names on the left leave, as much as the longest text takes
    let share = (longest / width_beside(&y)).min(0.6);
    let room = ((column - ends[0]) * share / (1.0 - share)).max(LEAST_ROOM * span);
    marks.push(Mark::bold_text([column, 0.0], total, Anchor::Start));
    marks.append(&mut threshold(decision.threshold, said, rows));
    Panel {
        title: String::new(),
        x: Axis::exact("weight × input, added up", ends[0], column + room)
            .labelled_to(ends[1], TICKS),
        y,
        height: 36.0 * (rows as f64 + ABOVE),
        marks,
    }
}

/// The side of the threshold where the answer is no, and the one where it is yes.
fn sides(decision: &Decision, [left, right]: [f64; 2], rows: usize) -> Vec<Mark> {
    let (at, high) = (decision.threshold, rows as f64 - 0.4);
    let mut sides = Vec::new();
    for (i, [from, to]) in [[left, at], [at, right]].into_iter().enumerate() {
        let at = vec![[from, -0.6], [to, -0.6], [to, high], [from, high], [from, -0.6]];
        let (name, hover, color) = (String::new(), String::new(), class(i).0);
        sides.push(Mark::Area { name, color, opacity: TINT, hover, at });
    }
    sides
}

/// Along the end of each bar to where the next one begins.
fn stairs(steps: &[Step]) -> Mark {
    let mut at = Vec::with_capacity(2 * steps.len());
    for (row, step) in steps.iter().enumerate() {
        let y = (steps.len() - row) as f64;
        at.extend([[step.span[1], y + 0.3], [step.span[1], y - 0.7]]);
    }
    let (name, dash) = (String::new(), Dash::Solid);
    let hover = String::new();
    Mark::Line { name, color: QUIET, width: 1.0, dash, dots: false, hover, at }
}

/// Rows with room for the name of a line above them.
pub(crate) fn with_room_above(rows: Axis) -> Axis {
    Axis { high: rows.high + ABOVE, ..rows }
}

/// Where an axis has to begin that ends so, at the latest, so that the name in the
/// middle above the threshold begins within the picture.
pub(crate) fn beginning([low, high]: [f64; 2], at: f64, name: &str, rows: &Axis) -> f64 {
    let beside = width_beside(rows);
    let labels = panel_width(1) - beside;
    let share = (width(&typeset(&sides_of(name)), LETTERS) / 2.0 - labels) / beside;
    let first = at - share / (1.0 - share) * (high - at);
    if share > 0.0 { low.min(first).max(-f64::MAX) } else { low }
}

/// What the threshold is called.
pub(crate) fn threshold_name(at: f64, digits: usize) -> String {
    format!("threshold {}", significant(at, digits))
}

/// Its name, and what is said on either side.
fn sides_of(name: &str) -> String {
    format!("no ← {name} → yes")
}

/// The line that the weighted sum has to pass, with its name at its upper end.
pub(crate) fn threshold(at: f64, name: String, rows: usize) -> Vec<Mark> {
    let high = rows as f64 - 0.4;
    let words = Mark::text([at, high + ABOVE / 2.0], sides_of(&name), Anchor::Middle);
    let (color, dash, ends) = (INK, Dash::Dashed, vec![[at, -0.6], [at, high]]);
    let (width, dots, hover, name) = (2.0, false, name, String::new());
    vec![Mark::Line { name, color, width, dash, dots, hover, at: ends }, words]
}

pub(crate) fn table(decision: &Decision) -> Table {
    let head = vec![
        "input".to_owned(),
        "weight".to_owned(),
        "value".to_owned(),
        "weight × value".to_owned(),
    ];
    let parts = &decision.contributions;
    let order = order(parts);
    let mut table = Table::excerpt(head, parts.len(), &|i| {
        let part = &parts[order[i]];
        let mut row = vec![part.name.clone()];
        push_numbers(&mut row, &[part.weight, part.input, part.product]);
        row
    });
    let digits = apart(&[decision.weighted_sum, decision.threshold], 6);
    let total = |name: &str, value: f64| {
        [name.to_owned(), String::new(), String::new(), significant(value, digits)]
    };
    table.push(total("weighted sum", decision.weighted_sum));
    table.push(total("threshold", decision.threshold));
    table.titled("The decision")
}
