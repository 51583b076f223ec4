//! A confusion matrix as a grid.

use crate::chart::{
    Anchor, Axis, BLUE, Chart, Mark, Panel, Ticks, VERMILLION, apart, few_letters, labels, share,
    significant,
};
use crate::data::owned;
use crate::error::{count, shown};
use crate::lists::{distinct, order_by};
use crate::metrics::{ConfusionMatrix, FarInput};
use crate::notebook::Table;
use crate::view::parts::columns::DIGITS;

/// Classes that a grid has room for.
const MAX_GRID: usize = 10;

/// Classes whose ratios are told in words; of more, their table stands open.
const MAX_WORDS: usize = 5;

/// Sides of a cell in pixels, with many classes and with few.
const LEAST: f64 = 48.0;
const MOST: f64 = 96.0;

/// In the place of a ratio of nothing.
const NONE: &str = "–";

/// The strongest colour of a cell, on which black words are still read well.
const STRONGEST: f64 = 0.6;

pub(crate) fn draw(matrix: &ConfusionMatrix) -> Chart {
    let (shown, all) = (most_confused(matrix), matrix.classes().len());
    let right = format!(
        "{} of {} predicted right: accuracy {}.",
        matrix.n_right(),
        count(matrix.n_samples(), "sample"),
        share(matrix.accuracy())
    );
    let [precision, recall, f1] = matrix.macro_ratios();
    let mut words = vec![right];
    words.extend(matrix.far.as_ref().map(other_scale));
    words.push(format!(
        "Mean over the classes: precision {}, recall {}, F1 {}.",
        share(precision),
        share(recall),
        share(f1)
    ));
    let few = all <= MAX_WORDS;
    if few {
        words.extend((0..all).map(|class| class_words(matrix, class)));
    }
    words.extend(most_frequent_mistake(matrix));
    if shown.len() < all {
        words.push(format!("The {MAX_GRID} of {all} classes with the most mistakes are drawn."));
    }
    Chart {
        title: "Confusion matrix".to_owned(),
        alt: format!("Grid of actual and predicted classes. {}", words.join(" ")),
        words,
        panels: vec![panel(matrix, &shown)],
        columns: 1,
        tables: vec![ratios(matrix).open(!few), counts(matrix)],
    }
}

/// What the reader is to do about an input on another scale.
fn other_scale(far: &FarInput) -> String {
    let span = |[low, high]: [f64; 2]| {
        let digits = apart(&[low, high], DIGITS);
        format!("{} to {}", significant(low, digits), significant(high, digits))
    };
    format!(
        "Most values of {}, from {}, lie far outside the range that the network was made for, {}: \
         if it learnt from scaled data, bring these to the same scale, `scaler.apply(&data)?`.",
        shown(&far.name),
        span(far.data),
        span(far.given)
    )
}

/// `cat: precision 0.75, recall 1, F1 0.8571.`
fn class_words(matrix: &ConfusionMatrix, class: usize) -> String {
    let ratios = matrix.defined_ratios(class);
    let said = |ratio: Option<f64>| ratio.map_or(NONE.to_owned(), share);
    let (precision, recall, f1) = (said(ratios[0]), said(ratios[1]), said(ratios[2]));
    let name = &labels(matrix.classes())[class];
    format!("{name}: precision {precision}, recall {recall}, F1 {f1}.")
}

/// The classes that are drawn, in their order.
fn most_confused(matrix: &ConfusionMatrix) -> Vec<usize> {
    let mut wrong = Vec::new();
    for class in 0..matrix.classes().len() {
        let [actual, predicted, right] = matrix.totals(class);
        wrong.push(actual + predicted - 2 * right);
    }
    let mut order = order_by(wrong.len(), &|a, b| wrong[b].cmp(&wrong[a]));
    order.truncate(MAX_GRID);
    distinct(&order)
}

fn most_frequent_mistake(matrix: &ConfusionMatrix) -> Option<String> {
    let (mut most, mut mistake) = (0, None);
    for ((actual, predicted), &n) in matrix.counts().indexed_iter() {
        if actual != predicted && n > most {
            (most, mistake) = (n, Some((actual, predicted)));
        }
    }
    let (actual, predicted) = mistake?;
    let names = labels(matrix.classes());
    let name = |class: usize| &names[class];
    let times = match most {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        n => format!("{n} times"),
    };
    let (actual, predicted) = (name(actual), name(predicted));
    Some(format!("Most frequent mistake: {predicted} instead of {actual}, {times}."))
}

fn panel(matrix: &ConfusionMatrix, shown: &[usize]) -> Panel {
    let n = shown.len();
    let (mut names, mut columns, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for &class in shown {
        names.push(matrix.classes()[class].clone());
    }
    // names under columns have less room where there are many
    let side = (480.0 / n.max(1) as f64).clamp(LEAST, MOST);
    let letters = if n > 5 { 6 } else { 12 };
    for (column, name) in few_letters(&names, letters).into_iter().enumerate() {
        columns.push((column as f64, name));
    }
    for (row, &actual) in shown.iter().enumerate() {
        let of_class = matrix.totals(actual)[0].max(1) as f64;
        for (column, &predicted) in shown.iter().enumerate() {
            let cell = matrix.counts()[(actual, predicted)];
            let at = [column as f64, (n - 1 - row) as f64];
            if cell > 0 {
                let hover = format!("{}, predicted as {}: {cell}", names[row], names[column]);
                let share = cell as f64 / of_class;
                let color = if row == column { BLUE } else { VERMILLION };
                marks.push(square(at, color, STRONGEST * (0.15 + 0.85 * share), hover));
            }
            marks.push(Mark::text(at, cell.to_string(), Anchor::Middle));
        }
    }
    let x = Axis { ticks: Ticks::Named(columns), ..Axis::exact("predicted", -0.6, n as f64 - 0.4) };
    let y = Axis { title: "actual".to_owned(), ..Axis::rows(&names) };
    Panel {
        title: String::new(),
        x: x.of_plane(),
        y: y.of_plane(),
        height: side * (n as f64 + 0.2),
        marks,
    }
}

/// The opacity in whole percents keeps figures short.
fn square([x, y]: [f64; 2], color: &'static str, opacity: f64, hover: String) -> Mark {
    let (left, right, low, high) = (x - 0.48, x + 0.48, y - 0.46, y + 0.46);
    let at = vec![[left, low], [right, low], [right, high], [left, high], [left, low]];
    Mark::Area { name: String::new(), color, opacity: (opacity * 100.0).round() / 100.0, hover, at }
}

fn ratios(matrix: &ConfusionMatrix) -> Table {
    let head = ["class", "samples", "predicted", "right", "precision", "recall", "F1"];
    Table::excerpt(owned(&head), matrix.classes().len(), &|class| {
        let mut row = vec![matrix.classes()[class].clone()];
        for total in matrix.totals(class) {
            row.push(total.to_string());
        }
        for ratio in matrix.defined_ratios(class) {
            let said = |ratio| significant(ratio, apart(&[ratio, 1.0], DIGITS));
            row.push(ratio.map_or(NONE.to_owned(), said));
        }
        row
    })
    .titled("Ratios by class")
}

fn counts(matrix: &ConfusionMatrix) -> Table {
    let mut head = vec!["actual, predicted as".to_owned()];
    head.extend_from_slice(matrix.classes());
    Table::excerpt(head, matrix.classes().len(), &|class| {
        let mut row = vec![matrix.classes()[class].clone()];
        for other in 0..matrix.classes().len() {
            row.push(matrix.counts()[(class, other)].to_string());
        }
        row
    })
    .titled("Samples by class and prediction")
}
