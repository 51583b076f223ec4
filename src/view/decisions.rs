use super::decision::{answer, threshold};
use crate::chart::{
    Anchor, Axis, Chart, INK, MAX_CLASSES, Mark, Panel, Symbol, class, short, significant,
};
use crate::error::count;
use crate::network::{Decision, Decisions};
use crate::notebook::Table;

/// Samples that get a bar.
const MAX_ROWS: usize = 20;

pub(crate) fn draw(decisions: &Decisions) -> Chart {
    let (n, n_yes) = (decisions.rows.len(), decisions.n_yes());
    let outcome = format!("Yes for {n_yes} of {}.", count(n, "sample"));
    let mut words = vec![outcome.clone()];
    if n > MAX_ROWS {
        words.push(format!("The first {MAX_ROWS} of {n} are drawn."));
    }
    let shown: Vec<String> = decisions
        .rows
        .iter()
        .take(MAX_ROWS)
        .map(|(name, decision)| format!("{name}: {}", answer(decision)))
        .collect();
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

fn panel(decisions: &Decisions) -> Panel {
    let rows = &decisions.rows[..decisions.rows.len().min(MAX_ROWS)];
    let n = rows.len();
    let names: Vec<String> = rows.iter().map(|(name, _)| name.clone()).collect();
    let level = rows.first().map_or(0.0, |(_, decision)| decision.threshold);
    let stacks: Vec<Vec<Segment>> = rows.iter().map(|(_, decision)| stack(decision)).collect();
    let ends = stacks.iter().flatten().flat_map(|segment| segment.span).chain([0.0, level]);
    let (low, high) =
        ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
    let span = if high > low { high - low } else { 1.0 };
    let mut marks = bars(&names, &stacks);
    for (row, (_, decision)) in rows.iter().enumerate() {
        let text = format!("{} → {}", short(decision.weighted_sum), answer(decision));
        let y = (n - 1 - row) as f64;
        marks.push(Mark::text([high + 0.04 * span, y], text, Anchor::Start));
    }
    marks.push(sums(rows));
    marks.push(threshold(level, n));
    Panel {
        title: String::new(),
        x: Axis::exact("weight × input, stacked", low - 0.03 * span, high + 0.24 * span),
        y: Axis::rows(&names),
        height: 38.0 * n as f64 + 10.0,
        marks,
    }
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
    let own = if parts.len() > MAX_CLASSES { MAX_CLASSES - 1 } else { parts.len() };
    let mut pieces: Vec<(String, f64)> =
        parts[..own].iter().map(|part| (part.name.clone(), part.product)).collect();
    if own < parts.len() {
        let rest = parts[own..].iter().map(|part| part.product).sum();
        pieces.push((format!("{} more inputs", parts.len() - own), rest));
    }
    let (mut left, mut right) = (0.0, 0.0);
    let mut place = |(input, product): (String, f64)| {
        let end = if product < 0.0 { &mut left } else { &mut right };
        let from = *end;
        *end += product;
        Segment { input, span: [from, *end] }
    };
    pieces.into_iter().map(&mut place).collect()
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
            let mut bar = Mark::bar(stacks.len(), row, segment.span, class(i).0, hover);
            if let (0, Mark::Area { name, .. }) = (row, &mut bar) {
                name.clone_from(&segment.input);
            }
            marks.push(bar);
        }
    }
    marks
}

fn sums(rows: &[(String, Decision)]) -> Mark {
    let at =
        rows.iter().enumerate().map(|(i, (_, d))| [d.weighted_sum, (rows.len() - 1 - i) as f64]);
    Mark::Points {
        name: "weighted sum".to_owned(),
        color: INK,
        symbol: Symbol::Diamond,
        size: 9.0,
        at: at.collect(),
    }
}

fn table(decisions: &Decisions) -> Table {
    let inputs = decisions.rows.first().map_or(&[][..], |(_, decision)| &decision.contributions);
    let mut head = vec!["sample".to_owned()];
    head.extend(inputs.iter().map(|part| part.name.clone()));
    head.extend(["weighted sum", "threshold", "decision"].map(str::to_owned));
    Table::excerpt(head, decisions.rows.len(), &|i| {
        let (name, decision) = &decisions.rows[i];
        let mut row = vec![name.clone()];
        row.extend(decision.contributions.iter().map(|part| significant(part.input, 6)));
        row.extend([decision.weighted_sum, decision.threshold].map(|n| significant(n, 6)));
        row.push(answer(decision).to_owned());
        row
    })
}
