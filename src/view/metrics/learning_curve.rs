//! Scores by the number of samples to learn from.

use crate::chart::{Axis, Chart, Color, Dash, Mark, NEUTRAL, Panel, VALIDATION, short};
use crate::data::{strings, widened};
use crate::error::count;
use crate::metrics::LearningCurve;
use crate::notebook::Table;

/// The two curves.
const NAMES: [&str; 2] = ["training samples", "test samples"];
const COLORS: [Color; 2] = [NEUTRAL, VALIDATION];

pub(crate) fn draw(curve: &LearningCurve) -> Chart {
    let words = sentences(curve);
    Chart {
        title: "Learning curve".to_owned(),
        alt: format!(
            "Lines: the score by the number of training samples, on these and on test samples. {}",
            words.join(" ")
        ),
        words,
        panels: vec![panel(curve)],
        columns: 1,
        tables: vec![table(curve)],
    }
}

fn sentences(curve: &LearningCurve) -> Vec<String> {
    let mut words = Vec::new();
    let ends = [curve.points.first(), curve.points.last()];
    if let [Some(first), Some(last)] = ends {
        words.push(format!(
            "With {}: {} ± {} on the test samples, {} on the training samples.",
            count(last.size, "training sample"),
            short(last.means[1]),
            short(last.deviations[1]),
            short(last.means[0])
        ));
        if first.size < last.size {
            let tested = short(first.means[1]);
            let trained = count(first.size, "training sample");
            words.push(format!("With {trained}: {tested} on the test samples."));
        }
    }
    words.push(format!("Means and standard deviations over {} folds.", curve.folds));
    words
}

fn panel(curve: &LearningCurve) -> Panel {
    let mut marks = Vec::new();
    let first = curve.points.first().map_or(0.0, |point| point.means[0]);
    let mut reach = [first, first];
    for (which, color) in COLORS.into_iter().enumerate() {
        let (mut line, mut above, mut below) = (Vec::new(), Vec::new(), Vec::new());
        for point in &curve.points {
            let (x, mean, spread) =
                (point.size as f64, point.means[which], point.deviations[which]);
            line.push([x, mean]);
            above.push([x, mean + spread]);
            below.push([x, mean - spread]);
            reach = widened(widened(reach, mean + spread), mean - spread);
        }
        let mut at = above;
        at.extend(below.into_iter().rev());
        at.extend(at.first().copied());
        // without a spread, above and below are one place
        at.dedup();
        let hover = String::new();
        marks.push(Mark::Area { name: String::new(), color, opacity: 0.15, hover, at });
        marks.push(Mark::Line {
            name: NAMES[which].to_owned(),
            color,
            width: 2.5,
            dash: [Dash::Dashed, Dash::Solid][which],
            dots: true,
            hover: String::new(),
            at: line,
        });
    }
    let sizes = curve.sizes();
    let ends = [sizes.first(), sizes.last()].map(|size| size.copied().unwrap_or(0) as f64);
    let x = Axis::around("samples to learn from", ends[0], ends[1]);
    Panel {
        title: String::new(),
        x: Axis::whole(&x.title, x.low.max(0.0), x.high),
        y: Axis::around("score", reach[0], reach[1]),
        height: 300.0,
        marks,
    }
}

fn table(curve: &LearningCurve) -> Table {
    let head = [
        "training samples",
        "score on these",
        "standard deviation",
        "test score",
        "standard deviation",
    ];
    Table::excerpt(strings(head), curve.points.len(), &|i| {
        let point = &curve.points[i];
        let mut row = vec![point.size.to_string()];
        for which in 0..2 {
            row.push(short(point.means[which]));
            row.push(short(point.deviations[which]));
        }
        row
    })
}
