//! A picture as a plain value, and the two renderers that draw it.

mod animation;
mod axis;
mod contour;
mod digits;
mod drawing;
mod heatmap;
mod hover;
mod layout;
mod live;
mod mark;
mod number;
mod palette;
mod style;
mod svg;
mod text;

use std::fmt;
use std::path::Path;

pub(crate) use animation::film::{Film, MAX_FRAMES};
pub(crate) use axis::{Axis, Ticks};
#[cfg(feature = "networks")]
pub(crate) use contour::{contour, outlines};
pub(crate) use digits::{apart, computed_apart, fewest, read, share, told_apart, within};
use drawing::Form;
pub(crate) use heatmap::Cells;
#[cfg(feature = "networks")]
pub(crate) use heatmap::Told;
#[cfg(feature = "networks")]
pub(crate) use heatmap::tint;
pub(crate) use hover::{ALONG, ANSWER, PLACE};
use layout::{Layout, Paper};
pub(crate) use layout::{between, extent, extent_of, panel_width, units_are_equal, width_beside};
pub(crate) use mark::{Anchor, LETTERS, Mark};
pub(crate) use number::{short, significant};
pub(crate) use palette::{
    BLUE, Color, Dash, GHOST, GRID, INK, MAX_CLASSES, MAX_SERIES, NEUTRAL, OTHERS, PAPER, QUIET,
    Symbol, VALIDATION, VERMILLION, YELLOW, class, dash, dash_of_sign, series, sign,
};
pub(crate) use text::{cell, few_letters, label, labels, width};

use crate::control_words::broken;
use crate::error::{Result, count};
use crate::notebook::{MimeBundle, Picture, Script, Show, Table, save_drawing, typeset};

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
        live::plotly::plot(self)
    }

    /// The picture as an SVG document that needs nothing else.
    #[must_use]
    pub fn to_svg(&self) -> String {
        svg::document(self, Paper::WHOLE, Form::Plain)
    }

    /// Writes the picture as an SVG file, for papers and slides.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::toy;
    ///
    /// let path = std::env::temp_dir().join("percept_points.svg");
    /// toy::points()?.chart().save_svg(&path)?;
    /// assert!(std::fs::read_to_string(&path)?.starts_with("<svg"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "savefig")]
    pub fn save_svg(&self, path: impl AsRef<Path>) -> Result<()> {
        save_drawing(path.as_ref(), &self.to_svg())
    }

    /// The same in fewer bytes, as pages have it.
    pub(crate) fn written(&self) -> String {
        svg::document(self, Paper::WHOLE, Form::Short)
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
            plotly: &live::figure::body(self),
            svg: &svg::document(self, Paper::BODY, Form::Short),
            size: Layout::on(self, Paper::BODY).size(),
            alt: &typeset(&self.alt),
            tables: &self.tables,
        };
        MimeBundle::figure(live::figure::json(self), &picture).with_plain(self.to_string())
    }

    /// The static picture, and where scripts run what one of them makes of
    /// `state` in its place.
    pub(crate) fn scripted(&self, script: Script, state: &str) -> MimeBundle {
        let alt = typeset(&self.alt);
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
    ///
    /// # Examples
    ///
    /// ```
    /// let path = std::env::temp_dir().join(format!("percept-chart-{}.html", std::process::id()));
    /// percept::toy::points()?.chart().save_html(&path)?;
    /// assert!(std::fs::read_to_string(&path).is_ok_and(|page| page.len() > 1000));
    /// # std::fs::remove_file(path).ok();
    /// # Ok::<(), percept::Error>(())
    /// ```
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
        crate::debug::write(f, format_args!("Chart({:?}, {panels})", self.title))
    }
}
