//! The panel of each target: two classes and what is between them.

use super::class_pair::{names, separator};
use super::plane::plane;
use super::rows::{bars, strip};
use super::sides::sides;
use crate::chart::{Mark, Panel};
use crate::data::{Separability, Verdict};

/// What the picture is of.
pub(crate) fn alt(judged: &Separability) -> &'static str {
    match (judged.data.n_inputs(), judged.verdicts.as_slice()) {
        (2, [Verdict::Separable(_)]) => "Scatter plot with a line between two classes.",
        (2, [Verdict::NotSeparable(_)]) => "Scatter plot with the hulls of two classes.",
        (2, _) => "Scatter plots of classes.",
        (_, [Verdict::NotSeparable(_)]) => "Bars of the weights of samples of two classes.",
        _ => "Samples of the classes by their weighted sum.",
    }
}

pub(crate) fn panel(judged: &Separability, target: usize) -> Panel {
    let sides = sides(judged, target);
    let data = &judged.data;
    let mut panel = match (&judged.verdicts[target], data.n_inputs()) {
        (verdict, 2) => plane(data, &sides, verdict),
        (Verdict::Separable(line), _) => strip(data, &sides, Some(line)),
        (Verdict::NotSeparable(meeting), _) => bars(&sides, meeting),
        (Verdict::OneClass | Verdict::Undecided, _) => strip(data, &sides, None),
    };
    if judged.verdicts.len() > 1 {
        let [_, one] = names(judged, target);
        panel.title = match judged.verdicts[target] {
            Verdict::NotSeparable(_) => format!("{one}: no {}", separator(data.n_inputs())),
            _ => one,
        };
        panel.height = panel.height.min(220.0);
        if data.n_inputs() == 2 {
            // no room for words; the table has the margins
            panel.marks.retain(|mark| !matches!(mark, Mark::Text { .. }));
        }
        for mark in &mut panel.marks {
            keep_out_of_legend(mark);
        }
    }
    panel
}

/// Several small pictures say by their titles what they show.
fn keep_out_of_legend(mark: &mut Mark) {
    match mark {
        Mark::Points { name, .. }
        | Mark::Line { name, .. }
        | Mark::Curve { name, .. }
        | Mark::Area { name, .. } => name.clear(),
        Mark::Cells(_) | Mark::Text { .. } => {}
    }
}
