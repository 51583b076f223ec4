//! An axis as Plotly takes it.

use std::ops::Range;

use super::object::object;
use super::words::{Font, escape, font, id, part};
use crate::chart::hover::tells_values;
use crate::chart::layout::{Area, Layout, TICK, WORDS, pixels, units_are_equal, x_ticks};
use crate::chart::palette::{GRID, INK, PAPER};
use crate::chart::text::{title, width};
use crate::chart::{Axis, Color, Panel, Ticks};

/// Letters of a label from which on Plotly is told where ticks stand.
const WIDE: usize = 7;

/// Numbers that Plotly writes without an abbreviation.
const WRITTEN_OUT: Range<f64> = 1e-3..1e4;

/// From here on it groups the digits of numbers that are not whole: 1,999.5.
const GROUPED: f64 = 1e3;

/// How values under the pointer are written: with up to six digits, unabbreviated.
const POINTED_AT: &str = ".6~g";

/// Labels up to this width, in pixels, end well before where Plotly puts the title of a y
/// axis; beside wider ones it is as far as in the static picture.
const NEAR: f64 = 24.0;
const STANDOFF: usize = 8;

/// An axis, its fields in the order of the crate `plotly`. One that is hidden has
/// no look.
#[derive(Clone, Default)]
pub(crate) struct FigureAxis {
    pub(crate) visible: Option<bool>,
    pub(crate) title: Option<AxisTitle>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) range: [f64; 2],
    /// How many ticks Plotly is asked for, so that it chooses the same.
    pub(crate) nticks: Option<usize>,
    /// The axis whose units are as long.
    pub(crate) scale_anchor: Option<String>,
    pub(crate) dtick: Option<f64>,
    pub(crate) tickvals: Option<Vec<f64>>,
    pub(crate) ticktext: Option<Vec<String>>,
    ticks: Option<&'static str>,
    ticklen: Option<usize>,
    tickcolor: Option<Color>,
    pub(crate) tickangle: Option<f64>,
    pub(crate) exponentformat: Option<&'static str>,
    pub(crate) tickformat: Option<&'static str>,
    pub(crate) hoverformat: Option<&'static str>,
    pub(crate) showgrid: Option<bool>,
    pub(crate) gridcolor: Option<Color>,
    zeroline: Option<bool>,
    /// The other axis of its panel, if that is not the first.
    pub(crate) anchor: Option<String>,
    pub(crate) domain: [f64; 2],
}

object!(FigureAxis {
    "visible" if any: visible, "title" if any: title, "type" if any: kind, "range": range,
    "nticks" if any: nticks, "scaleanchor" if any: scale_anchor, "dtick" if any: dtick,
    "tickvals" if any: tickvals, "ticktext" if any: ticktext, "ticks" if any: ticks,
    "ticklen" if any: ticklen, "tickcolor" if any: tickcolor, "tickangle" if any: tickangle,
    "exponentformat" if any: exponentformat, "tickformat" if any: tickformat,
    "hoverformat" if any: hoverformat, "showgrid" if any: showgrid,
    "gridcolor" if any: gridcolor, "zeroline" if any: zeroline, "anchor" if any: anchor,
    "domain": domain,
});

#[derive(Clone)]
pub(crate) struct AxisTitle {
    pub(crate) text: String,
    font: Font,
    /// How far it stands from the labels, where Plotly would let them touch; the
    /// builders of the crate `plotly` do not know it.
    standoff: Option<usize>,
}

object!(AxisTitle { "text": text, "font": font, "standoff" if any: standoff });

pub(super) fn axes(i: usize, panel: &Panel, area: &Area, layout: &Layout) -> [FigureAxis; 2] {
    let height = layout.legend_top - layout.top;
    let [mut x, mut y] = [axis(&panel.x), axis(&panel.y)];
    let labels = panel.y.tick_labels(5);
    x.number(&panel.x, &x_ticks(panel, area));
    y.number(&panel.y, &labels);
    if let (Some(title), false) = (&mut y.title, layout.paper.headed) {
        let wide = labels.iter().any(|(_, label)| width(label, TICK) > NEAR);
        title.standoff = wide.then_some(STANDOFF);
    }
    let right = |x: f64| part(x / layout.paper.width);
    let upwards = |y: f64| part((layout.legend_top - y) / height);
    x.domain = [right(area.left), right(area.right)];
    y.domain = [upwards(area.bottom), upwards(area.top)];
    if i > 0 {
        (x.anchor, y.anchor) = (Some(id("y", i)), Some(id("x", i)));
    }
    if units_are_equal([&panel.x, &panel.y]) {
        y.scale_anchor = Some(id("x", i));
    }
    [x, y]
}

fn axis(axis: &Axis) -> FigureAxis {
    let range = [axis.rounded(axis.low), axis.rounded(axis.high)];
    if axis.ticks == Ticks::Hidden {
        return FigureAxis { visible: Some(false), range, ..FigureAxis::default() };
    }
    let grid = !matches!(axis.ticks, Ticks::Named(_));
    let text = escape(&title(axis.own_title()));
    let mut figure = FigureAxis {
        title: (!text.is_empty()).then_some(AxisTitle {
            text,
            font: font(WORDS, INK),
            standoff: None,
        }),
        range,
        hoverformat: tells_values(axis).then_some(POINTED_AT),
        ticks: Some("outside"),
        ticklen: Some(4),
        tickcolor: Some(PAPER),
        showgrid: (!grid).then_some(false),
        gridcolor: grid.then_some(GRID),
        zeroline: Some(false),
        ..FigureAxis::default()
    };
    match &axis.ticks {
        Ticks::Named(named) => figure.show_ticks(named),
        Ticks::Powers { .. } => {
            figure.show_ticks(&axis.tick_labels(0));
            figure.kind = Some("log");
            figure.range = [axis.low.log10(), axis.high.log10()];
        }
        Ticks::Numbers | Ticks::Whole | Ticks::Hidden => {}
    }
    figure
}

impl FigureAxis {
    /// Numbers that Plotly would write in another way than the static picture,
    /// as 20k or 1n, are written as there; wide ones stand at the same places.
    fn number(&mut self, axis: &Axis, ticks: &[(f64, String)]) {
        if !matches!(axis.ticks, Ticks::Numbers | Ticks::Whole) {
            return;
        }
        let counts = axis.ticks == Ticks::Whole;
        let largest = axis.low.abs().max(axis.high.abs());
        let powers = ticks.iter().any(|(_, label)| label.contains('e'));
        let wide = ticks.iter().any(|(_, label)| label.chars().count() > WIDE || label.is_empty());
        match step(axis, ticks) {
            Some(step) if counts && !powers && !wide => self.dtick = Some(step),
            Some(step) if !powers && !wide => self.nticks = asked(axis, step),
            _ => {
                self.show_ticks(ticks);
                self.tickangle = Some(0.0);
            }
        }
        if powers {
            self.exponentformat = Some("e");
        } else if largest >= if counts { WRITTEN_OUT.end } else { GROUPED } {
            self.tickformat = Some(".6~f");
        } else if wide || largest < WRITTEN_OUT.start {
            self.tickformat = Some(".15~r");
        }
    }

    /// The very ticks of the static picture.
    fn show_ticks(&mut self, ticks: &[(f64, String)]) {
        let (mut at, mut labels) = (Vec::new(), Vec::new());
        for (tick, label) in ticks {
            at.push(*tick);
            labels.push(escape(label));
        }
        (self.tickvals, self.ticktext) = (Some(at), Some(labels));
    }
}

/// How far apart ticks stand that Plotly, too, would set: 1, 2 or 5 times a power
/// of ten, and at least one of them on the axis.
fn step(axis: &Axis, ticks: &[(f64, String)]) -> Option<f64> {
    let [(first, _), (second, _), ..] = ticks else { return None };
    let step = second - first;
    let factor = step / 10_f64.powf((step * 1.001).log10().floor());
    let round = [1.0, 2.0, 5.0].iter().any(|round| (factor - round).abs() < 1e-6);
    (round && asked(axis, step).is_some()).then_some(step)
}

/// For how many ticks Plotly chooses this step: it divides the axis by them, and
/// rounds up to a step that is wider.
fn asked(axis: &Axis, step: f64) -> Option<usize> {
    let steps = axis.high / step - axis.low / step;
    (steps > 1.002 && steps < 100.0).then(|| pixels((steps * 1.001).floor()) + 1)
}
