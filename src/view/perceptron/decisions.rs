//! Many decisions, one bar each.

use super::decision::{ABOVE, answer, beginning, threshold, threshold_name, with_room_above};
use crate::chart::{
    Anchor, Axis, Chart, INK, MAX_SERIES, Mark, Panel, Symbol, fewest, read, series, short,
    significant,
};
use crate::error::count;
use crate::network::{Decision, Decisions};
use crate::notebook::Table;
use crate::view::parts::columns::Columns;

/// Samples that get a bar.
const MAX_ROWS: usize = 20;

pub(crate) fn draw(decisions: &Decisions) -> Chart {
    let (n, n_yes) = (decisions.rows.len(), decisions.n_yes());
    let outcome = match &decisions.weighed {
        Some(input) => format!("Yes for {n_yes} of {} of {input}.", count(n, "weight")),
        None => format!("Yes for {n_yes} of {}.", count(n, "sample")),
    };
    let mut words = vec![outcome.clone()];
    if n > MAX_ROWS {
        words.push(format!("The first {MAX_ROWS} of {n} are drawn."));
    }
    let mut shown = Vec::new();
    for (name, decision) in drawn(decisions) {
        shown.push(format!("{name}: {}", answer(decision)));
    }
    Chart {
        title: "Decisions".to_owned(),
        alt: format!(
            "Stacked bars of weight × input against the threshold. {outcome} {}.",
            shown.join(", ")
        ),
        words,
        panels: vec![panel(decisions)],
        columns: 1,
        tables: vec![table(decisions)],
    }
}

fn drawn(decisions: &Decisions) -> &[(String, Decision)] {
    &decisions.rows[..decisions.rows.len().min(MAX_ROWS)]
}

fn panel(decisions: &Decisions) -> Panel {
    let rows = drawn(decisions);
    let n = rows.len();
    let level = rows.first().map_or(0.0, |(_, decision)| decision.threshold);
    let (mut names, mut stacks) = (Vec::new(), Vec::new());
    for (name, decision) in rows {
        names.push(name.clone());
        stacks.push(stack(decision));
    }
    let (mut low, mut high) = (level.min(0.0), level.max(0.0));
    for stack in &stacks {
        for Segment { span: [from, to], .. } in stack {
            low = low.min(*from).min(*to);
            high = high.max(*from).max(*to);
        }
    }
    let span = if high > low { high - low } else { 1.0 };
    let mut marks = bars(&names, &stacks);
    let digits = digits(rows, 4);
    for (row, (_, decision)) in rows.iter().enumerate() {
        let text = format!("{} → {}", significant(decision.weighted_sum, digits), answer(decision));
        let y = (n - 1 - row) as f64;
        marks.push(Mark::text([high + 0.04 * span, y], text, Anchor::Start));
    }
    marks.push(sums(rows, &names, digits));
    let name = threshold_name(level, digits);
    let y = with_room_above(Axis::rows(&names));
    let last = high + 0.24 * span;
    let first = beginning([low - 0.03 * span, last], level, &name, &y);
    marks.append(&mut threshold(level, name, n));
    Panel {
        title: String::new(),
        x: Axis::exact("weight × input, stacked", first, last).labelled_to(high + 0.03 * span, 6),
        y,
        height: 38.0 * (n as f64 + ABOVE) + 10.0,
        marks,
    }
}

/// The digits that tell every weighted sum apart from the threshold.
fn digits(rows: &[(String, Decision)], least: usize) -> usize {
    fewest(least, &|digits| {
        rows.iter().all(|(_, decision)| {
            let [sum, threshold] = [decision.weighted_sum, decision.threshold];
            (read(sum, digits) == read(threshold, digits)) == (sum == threshold)
        })
    })
}

/// One input's piece of a stacked bar.
struct Segment {
    input: String,
    span: [f64; 2],
}

/// What speaks for the output to the right of 0, what speaks against it to the
/// left. Inputs that have no colour of their own are taken together.
fn stack(decision: &Decision) -> Vec<Segment> {
    let parts = &decision.contributions;
    let n_own = if parts.len() > MAX_SERIES { MAX_SERIES - 1 } else { parts.len() };
    let (own, others) = parts.split_at(n_own);
    let (mut left, mut right) = (0.0, 0.0);
    let mut segments = Vec::new();
    let mut place = |input: String, product: f64| {
        let end = if product < 0.0 { &mut left } else { &mut right };
        let from = *end;
        *end += product;
        segments.push(Segment { input, span: [from, *end] });
    };
    for part in own {
        place(part.name.clone(), part.product);
    }
    if !others.is_empty() {
        let mut rest = 0.0;
        for part in others {
            rest += part.product;
        }
        place(format!("{} more inputs", others.len()), rest);
    }
    segments
}

fn bars(names: &[String], stacks: &[Vec<Segment>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (row, stack) in stacks.iter().enumerate() {
        for (i, segment) in stack.iter().enumerate() {
            let hover = format!(
                "{}, {}: {}",
                names[row],
                segment.input,
                short(segment.span[1] - segment.span[0])
            );
            let mut bar = Mark::bar(stacks.len(), row, segment.span, series(i).0, hover);
            if let (0, Mark::Area { name, .. }) = (row, &mut bar) {
                name.clone_from(&segment.input);
            }
            marks.push(bar);
        }
    }
    marks
}

fn sums(rows: &[(String, Decision)], names: &[String], digits: usize) -> Mark {
    let (mut at, mut hover) = (Vec::new(), Vec::new());
    for (row, (_, decision)) in rows.iter().enumerate() {
        at.push([decision.weighted_sum, (rows.len() - 1 - row) as f64]);
        let sum = significant(decision.weighted_sum, digits);
        hover.push(format!("{}: {sum}", names[row]));
    }
    Mark::Points {
        name: "weighted sum".to_owned(),
        color: INK,
        symbol: Symbol::Diamond,
        size: 9.0,
        at,
        hover,
    }
}

fn table(decisions: &Decisions) -> Table {
    let inputs = decisions.rows.first().map_or(&[][..], |(_, decision)| &decision.contributions);
    let mut head = vec![match &decisions.weighed {
        Some(input) => format!("weight of {input}"),
        None => "sample".to_owned(),
    }];
    for part in inputs {
        head.push(part.name.clone());
    }
    head.push("weighted sum".to_owned());
    head.push("threshold".to_owned());
    head.push("decision".to_owned());
    let n = decisions.rows.len();
    let inputs = Columns::of(n, &|i| {
        let mut inputs = Vec::new();
        for part in &decisions.rows[i].1.contributions {
            inputs.push(part.input);
        }
        inputs
    });
    let digits = digits(&decisions.rows, 6);
    Table::excerpt(head, n, &|i| {
        let (name, decision) = &decisions.rows[i];
        let mut row = vec![name.clone()];
        for (column, part) in decision.contributions.iter().enumerate() {
            row.push(inputs.cell(column, part.input));
        }
        row.push(significant(decision.weighted_sum, digits));
        row.push(significant(decision.threshold, digits));
        row.push(answer(decision).to_owned());
        row
    })
}
