//! What is drawn in a panel.

use crate::chart::{Cells, Color, Dash, INK, QUIET, Symbol, label, short};

/// What is drawn. `name` makes an entry in the legend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    #[cfg_attr(not(feature = "networks"), expect(dead_code, reason = "made by networks"))]
    Cells(Cells),
    /// Markers; `hover` is told of each under the pointer, if there is any: what
    /// it is, [`PLACE`] or [`ALONG`], and more.
    Points {
        name: String,
        color: Color,
        symbol: Symbol,
        size: f64,
        at: Vec<[f64; 2]>,
        hover: Vec<String>,
    },
    /// `hover` is told under the pointer, or else the name; that of a line through
    /// many places with their values, unless it is the name.
    Line {
        name: String,
        color: Color,
        width: f64,
        dash: Dash,
        dots: bool,
        hover: String,
        at: Vec<[f64; 2]>,
    },
    /// A line with a marker at some of its points, one of many in a picture; the
    /// legend shows the marker. `hover` is told under the pointer, or else the name.
    Curve {
        name: String,
        color: Color,
        symbol: Symbol,
        dash: Dash,
        hover: String,
        at: Vec<[f64; 2]>,
        marked: Vec<[f64; 2]>,
    },
    /// A filled polygon; `hover` is told under the pointer.
    Area {
        name: String,
        color: Color,
        opacity: f64,
        hover: String,
        at: Vec<[f64; 2]>,
    },
    Text {
        at: [f64; 2],
        text: String,
        anchor: Anchor,
        size: f64,
        bold: bool,
    },
}

/// The size of words in a drawing area, in pixels.
pub(crate) const LETTERS: f64 = 12.0;

/// Which part of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Mark {
    /// A horizontal bar from `from` to `to` in row `row` of `rows`.
    pub(crate) fn bar(
        rows: usize,
        row: usize,
        [from, to]: [f64; 2],
        color: Color,
        hover: String,
    ) -> Self {
        let y = (rows - 1 - row) as f64;
        let (low, high) = (y - 0.3, y + 0.3);
        let at = vec![[from, low], [to, low], [to, high], [from, high], [from, low]];
        Self::Area { name: String::new(), color, opacity: 0.85, hover, at }
    }

    pub(crate) fn text(at: [f64; 2], text: impl Into<String>, anchor: Anchor) -> Self {
        Self::Text { at, text: text.into(), anchor, size: LETTERS, bold: false }
    }

    pub(crate) fn bold_text(at: [f64; 2], text: impl Into<String>, anchor: Anchor) -> Self {
        Self::Text { at, text: text.into(), anchor, size: LETTERS, bold: true }
    }

    /// The line of a boundary, and of every other border: its colour and dash.
    pub(crate) fn dashed_line(name: &str, at: Vec<[f64; 2]>) -> Self {
        Self::Line {
            name: name.to_owned(),
            color: INK,
            width: 2.0,
            dash: Dash::Dashed,
            dots: false,
            hover: String::new(),
            at,
        }
    }

    /// The error that a run has to come below: no boundary has such a line.
    pub(crate) fn goal(goal: f64, from: f64, to: f64) -> Self {
        Self::Line {
            name: format!("goal {}", short(goal)),
            color: QUIET,
            width: 2.0,
            dash: Dash::Dotted,
            dots: false,
            hover: String::new(),
            at: vec![[from, goal], [to, goal]],
        }
    }

    /// Markers that lie on others: the pointer finds those below.
    pub(crate) fn silent(mut self) -> Self {
        if let Self::Points { hover, .. } = &mut self {
            *hover = vec![String::new()];
        }
        self
    }

    pub(super) fn name_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Points { name, .. }
            | Self::Line { name, .. }
            | Self::Curve { name, .. }
            | Self::Area { name, .. } => Some(name),
            Self::Cells(_) | Self::Text { .. } => None,
        }
    }

    pub(super) fn legend_name(&self) -> Option<String> {
        match self {
            Self::Points { name, .. }
            | Self::Line { name, .. }
            | Self::Curve { name, .. }
            | Self::Area { name, .. } => (!name.is_empty()).then(|| label(name)),
            Self::Cells(_) | Self::Text { .. } => None,
        }
    }
}
