//! The score of each fold.

use crate::chart::{
    Axis, Chart, Dash, Mark, NEUTRAL, PLACE, Panel, QUIET, Symbol, computed_apart, short,
    significant,
};
use crate::data::{strings, widened};
use crate::metrics::CrossValidation;
use crate::notebook::Table;

pub(crate) fn draw(folds: &CrossValidation) -> Chart {
    let words = vec![format!(
        "Mean of {} folds: {} ± {} (standard deviation), from {} to {}.",
        folds.scores().len(),
        short(folds.mean()),
        short(folds.standard_deviation()),
        short(reach(folds)[0]),
        short(reach(folds)[1])
    )];
    Chart {
        title: "Cross-validation".to_owned(),
        alt: format!("Points: the score of each fold, and their mean. {}", words.join(" ")),
        words,
        panels: vec![panel(folds)],
        columns: 1,
        tables: vec![table(folds)],
    }
}

/// The lowest score and the highest.
fn reach(folds: &CrossValidation) -> [f64; 2] {
    let first = folds.scores().first().copied().unwrap_or(0.0);
    folds.scores().iter().fold([first, first], |reach, score| widened(reach, *score))
}

fn panel(folds: &CrossValidation) -> Panel {
    let n = folds.scores().len();
    let (mean, spread) = (folds.mean(), folds.standard_deviation());
    let (mut at, mut hover) = (Vec::new(), Vec::new());
    for (fold, score) in folds.scores().iter().enumerate() {
        at.push([(fold + 1) as f64, *score]);
        hover.push(format!("fold {}{PLACE}", fold + 1));
    }
    let ends = [0.5, n as f64 + 0.5];
    let [low, high] = [mean - spread, mean + spread];
    let band =
        vec![[ends[0], low], [ends[1], low], [ends[1], high], [ends[0], high], [ends[0], low]];
    let [left, right] = ends;
    let marks = vec![
        Mark::Area {
            name: "± standard deviation".to_owned(),
            color: QUIET,
            opacity: 0.2,
            hover: String::new(),
            at: band,
        },
        Mark::Line {
            name: "mean".to_owned(),
            color: QUIET,
            width: 2.0,
            dash: Dash::Dashed,
            dots: false,
            hover: format!("mean {}", short(mean)),
            at: vec![[left, mean], [right, mean]],
        },
        Mark::Points {
            name: "score of a fold".to_owned(),
            color: NEUTRAL,
            symbol: Symbol::Circle,
            size: 9.0,
            at,
            hover,
        },
    ];
    let [least, most] = reach(folds);
    Panel {
        title: String::new(),
        x: Axis::whole("fold", left, right),
        y: Axis::around("score", least.min(low), most.max(high)),
        height: 260.0,
        marks,
    }
}

fn table(folds: &CrossValidation) -> Table {
    let head = strings(["fold", "training samples", "test samples", "score"]);
    let digits = computed_apart(folds.scores(), 4);
    Table::excerpt(head, folds.scores().len(), &|fold| {
        let [train, test] = folds.sizes[fold];
        let score = significant(folds.scores()[fold], digits);
        vec![(fold + 1).to_string(), train.to_string(), test.to_string(), score]
    })
}
