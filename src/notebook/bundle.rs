//! One output in several forms, and the only place that prints.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use super::player::{self, Reel};
use super::scripts::Script;
use super::{Picture, Table, html};
use crate::control_words::into_broken;
use crate::error::Result;
use crate::persist::replace;

const PLOTLY: &str = "application/vnd.plotly.v1+json";
const HTML: &str = "text/html";
const PLAIN: &str = "text/plain";

/// One output in several forms; each front end takes the best that it can show.
#[derive(Clone, PartialEq)]
pub struct MimeBundle {
    plotly: String,
    html: String,
    plain: String,
}

impl MimeBundle {
    /// An output in two forms, HTML and plain text, for a type of your own that
    /// shows itself. Front ends that show HTML do not look at the text.
    ///
    /// The HTML goes into the page as it is: escape what comes from elsewhere.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{MimeBundle, Page, Show};
    ///
    /// struct Score(f64);
    ///
    /// impl Show for Score {
    ///     fn mime_bundle(&self) -> MimeBundle {
    ///         MimeBundle::new(format!("<b>{}</b> points", self.0), format!("{} points", self.0))
    ///     }
    /// }
    ///
    /// assert_eq!(Score(2.5).mime_bundle().plain(), "2.5 points");
    /// assert!(Page::new().show(&Score(2.5)).mime_bundle().html().contains("<b>2.5</b> points"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn new(html: impl Into<String>, plain: impl Into<String>) -> Self {
        Self::words(html.into(), plain.into())
    }

    /// The same with a live figure: the JSON of a Plotly figure (`data` and
    /// `layout`), which front ends that can draw it prefer to the HTML.
    #[must_use]
    pub fn with_plotly(mut self, figure: impl Into<String>) -> Self {
        self.plotly = into_broken(figure.into());
        self
    }

    /// Hands all forms to the kernel, as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.print();
    }

    /// The forms, free of the kernel's own words.
    fn of(plotly: String, html: String, plain: String) -> Self {
        Self { plotly: into_broken(plotly), html: into_broken(html), plain: into_broken(plain) }
    }

    /// A picture: as a live figure, as HTML with a static picture in it. Where a
    /// table stands open beside it, without the live figure alone, which
    /// plotly's own renderer would show in the place of both.
    pub(crate) fn figure(plotly: String, picture: &Picture) -> Self {
        let html = html::figure(picture);
        let open = picture.tables.iter().any(|table| table.open);
        let plotly = if open { String::new() } else { plotly };
        Self::of(plotly, html, String::new())
    }

    /// A picture that a script puts something to touch in the place of, as HTML
    /// alone.
    pub(crate) fn scripted(
        script: Script,
        state: &str,
        svg: &str,
        size: (usize, usize),
        alt: &str,
        tables: &[Table],
    ) -> Self {
        Self::words(html::scripted(script, state, svg, size, alt, tables), String::new())
    }

    /// HTML and text, for what has no picture of its own.
    pub(crate) fn words(html: String, plain: String) -> Self {
        Self::of(String::new(), html, plain)
    }

    /// Tables alone, for what has no picture.
    pub(crate) fn tables(caption: &str, tables: &[&Table]) -> Self {
        Self::words(html::tables(caption, tables), String::new())
    }

    /// Pictures that follow each other. Without a Plotly figure, which would
    /// hide the player where plotly's own renderer is installed.
    pub(crate) fn film(reel: &Reel) -> Self {
        Self::of(String::new(), player::player(reel), String::new())
    }

    pub(crate) fn with_plain(mut self, plain: String) -> Self {
        self.plain = into_broken(plain);
        self
    }

    /// The Plotly figure as JSON; empty for what has no picture, and for what
    /// its HTML says more about.
    #[must_use]
    pub fn plotly(&self) -> &str {
        &self.plotly
    }

    /// The HTML: static picture with alt text, the numbers as a table, and a
    /// script that puts the live figure in the picture's place.
    #[must_use]
    pub fn html(&self) -> &str {
        &self.html
    }

    /// The words and the numbers as text.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// Hands all forms to the kernel, and nothing in between. Where standard
    /// output is closed or full, they are lost, and the program goes on.
    pub(crate) fn print(&self) {
        let _ = self.write_to(&mut io::stdout().lock());
    }

    fn write_to(&self, out: &mut impl Write) -> io::Result<()> {
        for (mime, content) in [(PLOTLY, &self.plotly), (HTML, &self.html), (PLAIN, &self.plain)] {
            let content = content.trim_end();
            if !content.is_empty() {
                write!(out, "EVCXR_BEGIN_CONTENT {mime}\n{content}\nEVCXR_END_CONTENT\n")?;
            }
        }
        out.flush()
    }

    pub(crate) fn save_page(&self, title: &str, path: &Path) -> Result<()> {
        self.write_page(title, "", path)
    }

    #[cfg(feature = "plotly")]
    pub(crate) fn save_page_offline(&self, title: &str, path: &Path) -> Result<()> {
        self.write_page(title, &html::library(), path)
    }

    fn write_page(&self, title: &str, scripts: &str, path: &Path) -> Result<()> {
        replace(path, html::page(title, scripts, &self.html).as_bytes())
    }
}

/// Writes an SVG document to a file.
pub(crate) fn save_drawing(path: &Path, svg: &str) -> Result<()> {
    replace(path, svg.as_bytes())
}

impl fmt::Debug for MimeBundle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (plotly, html, plain) = (self.plotly.len(), self.html.len(), self.plain.len());
        write!(f, "MimeBundle(Plotly {plotly} bytes, HTML {html} bytes, plain {plain} bytes)")
    }
}
