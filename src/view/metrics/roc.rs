//! ROC curves, and precision by recall.

use crate::chart::{
    Axis, Chart, Dash, MAX_SERIES, Mark, Panel, QUIET, class, dash, labels, share, short,
};
use crate::data::strings;
use crate::error::count;
use crate::lists::{distinct, order_by};
use crate::metrics::{Ranking, RocCurve};
use crate::notebook::Table;
use crate::view::parts::columns::Columns;

/// Places of a curve that are nearer than this to both neighbours are left out: less
/// than two pixels.
const NEAR: f64 = 0.005;
/// About how many markers a curve has.
const MARKERS: usize = 5;

pub(crate) fn draw(roc: &RocCurve) -> Chart {
    let shown = lowest(roc);
    let mut words = sentences(roc);
    if shown.len() < roc.rankings.len() {
        let all = roc.rankings.len();
        words.push(format!("The {MAX_SERIES} of {all} classes with the lowest AUC are drawn."));
    }
    let (rates, thin_rates) = rates(&shown);
    let (precisions, thin_precisions) = precisions(&shown);
    if thin_rates || thin_precisions {
        words.push(format!("Places nearer than {NEAR} to each other are drawn as one."));
    }
    Chart {
        title: "ROC curve, and precision by recall".to_owned(),
        alt: format!(
            "Two panels of lines: true positive rate over false positive rate, and precision over \
             recall. {}",
            words.join(" ")
        ),
        words,
        panels: vec![rates, precisions],
        columns: 2,
        tables: tables(roc),
    }
}

/// The classes that are drawn, in their order.
fn lowest(roc: &RocCurve) -> Vec<&Ranking> {
    let areas: Vec<f64> = roc.rankings.iter().map(Ranking::auc).collect();
    let mut order = order_by(areas.len(), &|a, b| areas[a].total_cmp(&areas[b]));
    order.truncate(MAX_SERIES);
    distinct(&order).into_iter().map(|i| &roc.rankings[i]).collect()
}

fn sentences(roc: &RocCurve) -> Vec<String> {
    let (auc, precision) = (share(roc.auc()), share(roc.average_precision()));
    let [only] = roc.rankings.as_slice() else {
        return vec![
            format!(
                "Mean of {}, each against the others: AUC {auc}, average precision {precision}.",
                classes(roc.rankings.len())
            ),
            "Random guesses would have an AUC of 0.5.".to_owned(),
        ];
    };
    let [own, others] = only.sizes();
    let name = &labels(std::slice::from_ref(&only.class))[0];
    vec![
        format!(
            "{}, {own} of class {name}: AUC {auc}, average precision {precision}.",
            count(own + others, "sample")
        ),
        format!(
            "A sample of class {name} has a higher score than another one with probability {auc}; \
             random guesses: 0.5."
        ),
    ]
}

fn classes(n: usize) -> String {
    if n == 1 { "1 class".to_owned() } else { format!("{n} classes") }
}

/// True positive rate over false positive rate.
fn rates(shown: &[&Ranking]) -> (Panel, bool) {
    let guesses = Mark::Line {
        name: "guesses".to_owned(),
        color: QUIET,
        width: 1.5,
        dash: Dash::Dotted,
        dots: false,
        hover: String::new(),
        at: vec![[0.0, 0.0], [1.0, 1.0]],
    };
    let (mut marks, mut thin) = (vec![guesses], false);
    for (i, ranking) in shown.iter().enumerate() {
        let mut at = vec![[0.0, 0.0]];
        for step in 0..ranking.steps.len() {
            let [_, false_positives, true_positives, _] = ranking.at(step);
            at.push([false_positives, true_positives]);
        }
        marks.push(curve(ranking, i, &ranking.class, thinned(&at, &mut thin)));
    }
    (panel("ROC curve", ["false positive rate", "true positive rate"], marks), thin)
}

/// Precision over recall: each step goes up in recall, then to the precision there.
fn precisions(shown: &[&Ranking]) -> (Panel, bool) {
    let (mut marks, mut thin) = (Vec::new(), false);
    for (i, ranking) in shown.iter().enumerate() {
        let (mut at, mut before) = (Vec::new(), 0.0);
        for step in 0..ranking.steps.len() {
            let [_, _, recall, precision] = ranking.at(step);
            at.push([before, precision]);
            at.push([recall, precision]);
            before = recall;
        }
        marks.push(curve(ranking, i, "", thinned(&at, &mut thin)));
    }
    (panel("Precision by recall", ["recall", "precision"], marks), thin)
}

fn panel(title: &str, [x, y]: [&str; 2], marks: Vec<Mark>) -> Panel {
    Panel {
        title: title.to_owned(),
        x: Axis::exact(x, -0.03, 1.03).of_plane(),
        y: Axis::exact(y, -0.03, 1.03).of_plane(),
        height: 300.0,
        marks,
    }
}

/// The corners of a curve, without those that are near to both neighbours.
fn thinned(at: &[[f64; 2]], thin: &mut bool) -> Vec<[f64; 2]> {
    let mut corners: Vec<[f64; 2]> = Vec::new();
    for place in at {
        if let [.., a, b] = corners.as_slice()
            && (0..2).any(|axis| a[axis] == b[axis] && b[axis] == place[axis])
        {
            corners.pop();
        }
        corners.push(*place);
    }
    let far = |a: [f64; 2], b: [f64; 2]| (0..2).any(|axis| (a[axis] - b[axis]).abs() >= NEAR);
    let mut kept: Vec<[f64; 2]> = Vec::new();
    for (i, place) in corners.iter().enumerate() {
        let next = corners.get(i + 1);
        let before = kept.last();
        if before.is_none_or(|a| far(*a, *place)) || next.is_none_or(|b| far(*place, *b)) {
            kept.push(*place);
        } else {
            *thin = true;
        }
    }
    kept
}

/// The curve of the `i`-th drawn class, in the colours of the class.
fn curve(ranking: &Ranking, i: usize, name: &str, at: Vec<[f64; 2]>) -> Mark {
    let (color, symbol) = class(ranking.number);
    let apart = (at.len() / MARKERS).max(1);
    let marked = at.iter().skip(i % apart).step_by(apart).copied().collect();
    let (name, hover) = (name.to_owned(), String::new());
    Mark::Curve { name, color, symbol, dash: dash(i), hover, at, marked }
}

fn tables(roc: &RocCurve) -> Vec<Table> {
    let head = ["class", "samples", "others", "AUC", "average precision"];
    let areas = Table::excerpt(strings(head), roc.rankings.len(), &|i| {
        let ranking = &roc.rankings[i];
        let [own, others] = ranking.sizes();
        let (auc, precision) = (share(ranking.auc()), share(ranking.average_precision()));
        vec![ranking.class.clone(), own.to_string(), others.to_string(), auc, precision]
    });
    let mut tables = vec![areas.titled("Areas by class")];
    if let [only] = roc.rankings.as_slice() {
        let head = ["threshold", "false positive rate", "true positive rate", "precision"];
        let n = only.steps.len();
        let digits = Columns::of(n, &|step| vec![only.at(step)[0]]);
        let thresholds = Table::excerpt(strings(head), n, &|step| {
            let [threshold, rates @ ..] = only.at(step);
            let mut row = vec![digits.cell(0, threshold)];
            row.extend(rates.map(short));
            row
        });
        tables.push(thresholds.titled("Thresholds"));
    }
    tables
}
