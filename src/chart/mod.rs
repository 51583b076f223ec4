//! A picture as a plain value, and the two renderers that draw it.

mod cells;
mod cels;
mod contour;
mod digits;
mod figure;
mod film;
mod hover;
mod layout;
mod narrow;
mod number;
mod object;
mod palette;
#[cfg(feature = "plotly")]
mod plotly;
mod shorter;
mod svg;
mod text;
mod trace;

use std::fmt;
use std::path::Path;

#[cfg(feature = "networks")]
pub(crate) use cells::Told;
pub(crate) use cells::{Cells, tint};
#[cfg(feature = "networks")]
pub(crate) use contour::{contour, outlines};
pub(crate) use digits::{apart, computed_apart, fewest, read, share, told_apart, within};
pub(crate) use film::{Film, MAX_FRAMES};
pub(crate) use hover::{ALONG, ANSWER, PLACE};
use layout::{Layout, Paper};
pub(crate) use layout::{extent, panel_width, units_are_equal, width_beside};
pub(crate) use number::{short, significant};
pub(crate) use palette::{
    BLUE, Color, Dash, GHOST, GRID, INK, MAX_CLASSES, MAX_SERIES, NEUTRAL, OTHERS, PAPER, QUIET,
    Symbol, VALIDATION, VERMILLION, YELLOW, class, dash, dash_of_sign, series, sign,
};
pub(crate) use text::{cell, few_letters, label, labels, typeset, width};

use crate::control_words::{self, broken};
use crate::error::{Result, count};
use crate::notebook::{MimeBundle, Picture, Script, Show, Table};

/// A picture described once: marks, axes and words.
///
/// Every value that shows itself has a `chart()`. A chart is drawn as a live
/// Plotly figure and as a static SVG picture that agree with each other.
///
/// # Examples
///
/// ```
/// use percept::Dataset;
///
/// let chart = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [0, 1])?.chart();
/// assert!(chart.to_svg().starts_with("<svg"));
/// assert!(chart.mime_bundle().plotly().contains("\"type\":\"scatter\""));
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct Chart {
    pub(crate) title: String,
    /// Sentences under the title.
    pub(crate) words: Vec<String>,
    /// What someone who cannot see the picture is told.
    pub(crate) alt: String,
    pub(crate) panels: Vec<Panel>,
    /// How many panels stand side by side.
    pub(crate) columns: usize,
    /// The numbers behind the picture.
    pub(crate) tables: Vec<Table>,
}

/// One pair of axes and what is drawn on them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Panel {
    pub(crate) title: String,
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    /// Height of the drawing area in pixels.
    pub(crate) height: f64,
    pub(crate) marks: Vec<Mark>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Axis {
    pub(crate) title: String,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) ticks: Ticks,
    /// Whether it is one of the two axes of a plane of inputs.
    pub(crate) of_plane: bool,
    /// Whether the title stands at the same axis of a panel below.
    pub(crate) titled_below: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ticks {
    /// Round numbers.
    Numbers,
    /// Round numbers that are whole.
    Whole,
    /// Powers of ten on a logarithmic axis, which has no place for 0; `zero` is
    /// the one that marks of 0 are given.
    Powers { zero: Option<f64> },
    /// Labels at positions.
    Named(Vec<(f64, String)>),
    /// No axis at all, as in a diagram.
    Hidden,
}

/// What is drawn. `name` makes an entry in the legend.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
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
    /// legend shows the marker.
    Curve {
        name: String,
        color: Color,
        symbol: Symbol,
        dash: Dash,
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

impl Axis {
    /// An axis over `[low, high]` with room for the marks at its ends.
    pub(crate) fn around(title: &str, low: f64, high: f64) -> Self {
        let room = (high / 2.0 - low / 2.0) * 0.16;
        let room = if room > 0.0 { room } else { (low.abs() * 0.1).max(0.5) };
        // the live figure takes the length of an axis, which must be a number
        let room = if (high - low + 2.0 * room).is_finite() { room } else { 0.0 };
        Self::exact(title, (low - room).max(-f64::MAX), (high + room).min(f64::MAX))
    }

    /// An axis from `low` to `high`.
    pub(crate) fn exact(title: &str, low: f64, high: f64) -> Self {
        let low = low.clamp(-f64::MAX, f64::MAX);
        let high = high.clamp(-f64::MAX, f64::MAX);
        let (title, ticks) = (title.to_owned(), Ticks::Numbers);
        Self { title, low, high, ticks, of_plane: false, titled_below: false }
    }

    /// The title that stands at the axis itself.
    pub(crate) fn own_title(&self) -> &str {
        if self.titled_below { "" } else { &self.title }
    }

    /// The same as one of the two axes of a plane of inputs: a unit is as long on
    /// both, where their ranges are alike.
    pub(crate) fn of_plane(self) -> Self {
        Self { of_plane: true, ..self }
    }

    /// An axis from `low` to `high` that counts.
    pub(crate) fn whole(title: &str, low: f64, high: f64) -> Self {
        Self { ticks: Ticks::Whole, ..Self::exact(title, low, high) }
    }

    /// A logarithmic axis from `low` to `high`, both above 0.
    pub(crate) fn powers(title: &str, low: f64, high: f64, zero: Option<f64>) -> Self {
        Self { ticks: Ticks::Powers { zero }, ..Self::exact(title, low, high) }
    }

    /// How many places on it have a name.
    fn names(&self) -> usize {
        if let Ticks::Named(named) = &self.ticks { named.len() } else { 0 }
    }

    /// Whether equal steps along the axis are equal factors.
    fn is_logarithmic(&self) -> bool {
        matches!(self.ticks, Ticks::Powers { .. })
    }

    /// Positions and labels of about `about` ticks.
    pub(crate) fn tick_labels(&self, about: usize) -> Vec<(f64, String)> {
        let mut ticks = self.plain_ticks(about);
        for (_, label) in &mut ticks {
            *label = text::typeset(label);
        }
        ticks
    }

    fn plain_ticks(&self, about: usize) -> Vec<(f64, String)> {
        match &self.ticks {
            Ticks::Numbers => number::ticks(self.low, self.high, about),
            Ticks::Whole => {
                let mut ticks = number::ticks(self.low, self.high, about);
                ticks.retain(|(at, _)| at.fract() == 0.0);
                ticks
            }
            Ticks::Powers { zero } => {
                let mut ticks = number::powers(self.low, self.high);
                if let Some(zero) = *zero {
                    let above = self.unit(zero) + 0.05;
                    ticks.retain(|(at, _)| self.unit(*at) > above);
                    ticks.insert(0, (zero, "0".to_owned()));
                }
                ticks
            }
            Ticks::Named(named) => named.clone(),
            Ticks::Hidden => Vec::new(),
        }
    }

    /// The same with about `about` labels up to `end` and no grid: words stand
    /// beyond it.
    pub(crate) fn labelled_to(self, end: f64, about: usize) -> Self {
        let mut ticks = self.tick_labels(about);
        ticks.retain(|(at, _)| *at <= end);
        Self { ticks: Ticks::Named(ticks), ..self }
    }

    /// Rows with names, the first on top.
    pub(crate) fn rows(names: &[String]) -> Self {
        let n = names.len() as f64;
        let mut ticks = Vec::new();
        for name in labels(names) {
            ticks.push((n - 1.0 - ticks.len() as f64, name));
        }
        Self { ticks: Ticks::Named(ticks), ..Self::exact("", -0.6, n - 0.4) }
    }

    /// The unit interval of a diagram, without a scale.
    pub(crate) fn hidden() -> Self {
        Self { ticks: Ticks::Hidden, ..Self::exact("", 0.0, 1.0) }
    }

    /// `value` with as many digits as the axis can show.
    fn rounded(&self, value: f64) -> f64 {
        // small numbers have as much room on a logarithmic axis as large ones
        let value = if self.is_logarithmic() { value.max(self.low) } else { value };
        let ends = if self.is_logarithmic() { [-value, value] } else { [self.low, self.high] };
        number::rounded(value, ends)
    }

    /// Where `value` stands between `low` (0) and `high` (1). Halved, so that
    /// no range is too wide for a float.
    pub(crate) fn unit(&self, value: f64) -> f64 {
        if self.is_logarithmic() {
            let [low, high] = [self.low.log10(), self.high.log10()];
            return (value.max(self.low).log10() - low) / (high - low);
        }
        (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
    }
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

    fn name_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Points { name, .. }
            | Self::Line { name, .. }
            | Self::Curve { name, .. }
            | Self::Area { name, .. } => Some(name),
            Self::Cells(_) | Self::Text { .. } => None,
        }
    }

    fn legend_name(&self) -> Option<String> {
        match self {
            Self::Points { name, .. }
            | Self::Line { name, .. }
            | Self::Curve { name, .. }
            | Self::Area { name, .. } => (!name.is_empty()).then(|| label(name)),
            Self::Cells(_) | Self::Text { .. } => None,
        }
    }
}

impl Chart {
    /// Every word on one line and no longer than there is room for.
    pub(crate) fn cleaned(mut self) -> Self {
        self.title = text::sentence(&self.title);
        self.alt = text::sentence(&self.alt);
        for sentence in &mut self.words {
            *sentence = text::sentence(sentence);
        }
        for table in &mut self.tables {
            cut_together(&mut table.head.iter_mut().collect::<Vec<_>>(), &text::cells);
            for cell in table.cells() {
                *cell = text::cell(cell);
            }
        }
        let (mut titles, mut names) = (Vec::new(), Vec::new());
        for panel in &mut self.panels {
            titles.extend([&mut panel.x.title, &mut panel.y.title]);
            for mark in &mut panel.marks {
                names.extend(mark.name_mut());
            }
        }
        cut_together(&mut titles, &text::titles);
        cut_together(&mut names, &text::legend_names);
        self
    }

    /// The picture as a figure of [`plotly`](crate::plotly), to be changed with
    /// that crate's own builders; the same as the notebook shows.
    ///
    /// With the feature `plotly`.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::Dataset;
    ///
    /// let chart = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [0, 1])?.chart();
    /// let mut plot = chart.to_plotly();
    /// let layout = plot.layout().clone().width(400);
    /// plot.set_layout(layout);
    /// assert!(plot.to_json().contains("\"width\":400"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[cfg(feature = "plotly")]
    #[must_use]
    pub fn to_plotly(&self) -> ::plotly::Plot {
        plotly::plot(self)
    }

    /// The picture as an SVG document that needs nothing else.
    #[must_use]
    pub fn to_svg(&self) -> String {
        svg::document(self, Paper::WHOLE)
    }

    /// The same in fewer bytes, as pages have it.
    pub(crate) fn written(&self) -> String {
        shorter::document(&self.to_svg())
    }

    /// Width and height in whole pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        Layout::of(self).size()
    }

    /// The description of the picture for those who cannot see it.
    #[must_use]
    pub fn alt(&self) -> &str {
        &self.alt
    }

    /// The picture in the forms that a notebook can choose from.
    ///
    /// Where a table belongs beside it, as with the updates of a
    /// [`Ledger`](crate::Ledger), the live figure is in the HTML only: alone it
    /// would be shown in the place of both.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        let picture = Picture {
            title: &self.title,
            words: &self.words,
            plotly: &figure::body(self),
            svg: &shorter::document(&svg::document(self, Paper::BODY)),
            size: Layout::on(self, Paper::BODY).size(),
            alt: &text::typeset(&self.alt),
            tables: &self.tables,
        };
        MimeBundle::figure(figure::json(self), &picture).with_plain(self.to_string())
    }

    /// The static picture, and where scripts run what one of them makes of
    /// `state` in its place.
    pub(crate) fn scripted(&self, script: Script, state: &str) -> MimeBundle {
        let alt = text::typeset(&self.alt);
        MimeBundle::scripted(script, state, &self.written(), self.size(), &alt, &self.tables)
    }

    /// Shows the picture as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes a web page with picture, numbers, and the live figure where
    /// plotly.js can be loaded.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page(&self.title, path.as_ref())
    }

    /// The same with plotly.js in the page, for readers without internet: some
    /// 4.7 MB.
    ///
    /// # Errors
    ///
    /// As [`save_html`](Self::save_html).
    #[cfg(feature = "plotly")]
    pub fn save_html_offline(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page_offline(&self.title, path.as_ref())
    }
}

impl Show for Chart {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

/// Cuts texts that are seen together so that different ones stay different.
fn cut_together(texts: &mut [&mut String], cut: &dyn Fn(&[&str]) -> Vec<String>) {
    let mut whole = Vec::with_capacity(texts.len());
    for text in texts.iter() {
        whole.push(text.as_str());
    }
    let cuts = cut(&whole);
    for (text, cut) in texts.iter_mut().zip(cuts) {
        **text = cut;
    }
}

/// The words and the numbers.
impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = format!("{}\n", self.title);
        for sentence in &self.words {
            text.push_str(sentence);
            text.push('\n');
        }
        for table in &self.tables {
            text.push('\n');
            text.push_str(&table.to_string());
        }
        f.write_str(&broken(&text))
    }
}

impl fmt::Debug for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let panels = count(self.panels.len(), "panel");
        control_words::write(f, format_args!("Chart({:?}, {panels})", self.title))
    }
}
