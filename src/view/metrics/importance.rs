//! Inputs by how much a score depends on them.

use crate::chart::{Axis, Chart, Dash, INK, Mark, Panel, QUIET, labels, short, sign};
use crate::data::{strings, widened};
use crate::error::count;
use crate::lists::order_by;
use crate::metrics::PermutationImportance;
use crate::notebook::Table;

/// Inputs that get a bar.
const MAX_BARS: usize = 20;

pub(crate) fn draw(importance: &PermutationImportance) -> Chart {
    let (means, spreads) = (importance.means(), importance.standard_deviations());
    let order = order_by(means.len(), &|a, b| means[b].total_cmp(&means[a]));
    let words = sentences(importance, &means, &order);
    let head = strings(["input", "drop of the score", "standard deviation"]);
    let table = Table::excerpt(head, order.len(), &|row| {
        let input = order[row];
        vec![importance.names[input].clone(), short(means[input]), short(spreads[input])]
    });
    Chart {
        title: "Permutation importance".to_owned(),
        alt: format!(
            "Bars: by how much shuffling each input lowers the score. {}",
            words.join(" ")
        ),
        words,
        panels: vec![panel(importance, &means, &spreads, &order)],
        columns: 1,
        tables: vec![table],
    }
}

fn sentences(importance: &PermutationImportance, means: &[f64], order: &[usize]) -> Vec<String> {
    let names = labels(&importance.names);
    let repeats = importance.drops.first().map_or(0, Vec::len);
    let mut words = vec![format!(
        "The score is {}. Each input was shuffled {}; black lines are standard deviations.",
        short(importance.score),
        if repeats == 1 { "once".to_owned() } else { format!("{repeats} times") }
    )];
    if let Some(first) = order.first() {
        words.push(format!(
            "It depends most on {}: shuffled, the score is {} lower.",
            names[*first],
            short(means[*first])
        ));
    }
    if order.len() > MAX_BARS {
        let all = count(order.len(), "input");
        words.push(format!("The {MAX_BARS} most important of {all} are drawn."));
    }
    words
}

fn panel(
    importance: &PermutationImportance,
    means: &[f64],
    spreads: &[f64],
    order: &[usize],
) -> Panel {
    let shown = &order[..order.len().min(MAX_BARS)];
    let (mut names, mut marks, mut reach) = (Vec::new(), Vec::new(), [0.0, 0.0]);
    for (row, &input) in shown.iter().enumerate() {
        let (mean, spread) = (means[input], spreads[input]);
        let ends = [mean - spread, mean + spread];
        reach = widened(widened(widened(reach, mean), ends[0]), ends[1]);
        let name = importance.names[input].clone();
        let hover = format!("{name}: {} ± {}", short(mean), short(spread));
        marks.push(Mark::bar(shown.len(), row, [0.0, mean], sign(mean), hover));
        let y = (shown.len() - 1 - row) as f64;
        if spread > 0.0 {
            marks.push(line(INK, vec![[ends[0], y], [ends[1], y]]));
        }
        names.push(name);
    }
    marks.push(line(QUIET, vec![[0.0, -0.6], [0.0, shown.len() as f64 - 0.4]]));
    Panel {
        title: String::new(),
        x: Axis::around("drop of the score", reach[0], reach[1]),
        y: Axis::rows(&names),
        height: 30.0 * shown.len() as f64 + 20.0,
        marks,
    }
}

fn line(color: crate::chart::Color, at: Vec<[f64; 2]>) -> Mark {
    let (name, hover) = (String::new(), String::new());
    Mark::Line { name, color, width: 1.5, dash: Dash::Solid, dots: false, hover, at }
}
