//! Several values in one output.

use std::fmt;
use std::path::Path;

use super::{Markup, MimeBundle, markdown};
use crate::control_words;
use crate::error::{Result, count};

/// What shows itself, and so can stand on a [`Page`].
///
/// Every value of percept that shows itself does, and so does text: a `&str`
/// or `String` is Markdown. For a type of your own, hand over the bundle of
/// its picture.
///
/// # Examples
///
/// ```
/// use percept::{Decision, MimeBundle, Page, Show};
///
/// struct Verdict(Decision);
///
/// impl Show for Verdict {
///     fn mime_bundle(&self) -> MimeBundle {
///         self.0.chart().mime_bundle()
///     }
/// }
/// # let buyer = percept::Perceptron::by_hand([("price", 0.9)], 1.0)?;
/// let page = Page::new().show(&Verdict(buyer.decide([0.8])?));
/// assert!(page.to_string().starts_with("Decision: no"));
/// # Ok::<(), percept::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no picture to put on a page",
    label = "expected a value of percept that shows itself, or text; of a `Result`, add `?`"
)]
pub trait Show {
    /// It in the forms that a notebook can choose from.
    fn mime_bundle(&self) -> MimeBundle;
}

impl<T: Show + ?Sized> Show for &T {
    fn mime_bundle(&self) -> MimeBundle {
        (**self).mime_bundle()
    }
}

impl Show for str {
    fn mime_bundle(&self) -> MimeBundle {
        let text = markdown::cut(self);
        MimeBundle::words(markdown::to_html(&text), format!("{}\n", text.trim_end()))
    }
}

impl Show for String {
    fn mime_bundle(&self) -> MimeBundle {
        self.as_str().mime_bundle()
    }
}

/// Bytes of HTML that a page holds at most.
const MAX_BYTES: usize = 2_000_000;

/// Narrowest that a picture in a row gets before it moves below the others: as
/// narrow as it can be read, with the edge of its sheet.
const CELL: &str = "flex:1 1 626px;max-width:100%;min-width:0";
const ROW: &str = "display:flex;flex-wrap:wrap;align-items:flex-start;gap:8px 20px";

/// Several values and text in one output.
///
/// A notebook cell shows one value only, its last; a page holds several, below
/// each other and in rows. The macro [`page!`](crate::page) writes one in a
/// line. Rows wrap where there is no room.
///
/// Text is Markdown: headings, paragraphs, lists, `code`, *emphasis* and links.
///
/// # Examples
///
/// ```
/// use percept::{Page, Perceptron};
///
/// let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
/// let (small, big) = (buyer.decide([0.8, 0.6])?, buyer.decide([0.9, 1.0])?);
/// let page = Page::new().text("# Two cars").row(&[&small, &big]).show(&buyer);
/// assert!(page.to_string().starts_with("# Two cars\n\nDecision: no"));
/// # Ok::<(), percept::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Page {
    rows: Vec<Vec<MimeBundle>>,
    /// Values that found no room.
    left_out: usize,
    bytes: usize,
}

impl Page {
    /// A page with nothing on it.
    ///
    /// # Examples
    ///
    /// ```
    /// use percept::{Page, Show, toy};
    ///
    /// let page = Page::new().text("# Points").show(&toy::points()?);
    /// assert!(page.mime_bundle().html().contains("4 samples"));
    /// # Ok::<(), percept::Error>(())
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts text below what is there, in Markdown.
    #[must_use]
    pub fn text(self, markdown: impl AsRef<str>) -> Self {
        self.show(&markdown.as_ref())
    }

    /// Puts a value below what is there.
    #[must_use]
    pub fn show(self, value: &dyn Show) -> Self {
        self.row(&[value])
    }

    /// Puts values side by side below what is there. A page takes 2 MB; values
    /// beyond are left out, and a sentence says so.
    #[must_use]
    pub fn row(mut self, values: &[&dyn Show]) -> Self {
        let mut row = Vec::with_capacity(values.len());
        for value in values {
            let bundle = value.mime_bundle();
            let bytes = bundle.html().len();
            if self.left_out > 0 || self.bytes + bytes > MAX_BYTES {
                self.left_out += 1;
            } else {
                self.bytes += bytes;
                row.push(bundle);
            }
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
        self
    }

    /// All of it as HTML and as text; without Plotly figures, of which an
    /// output can hold one only.
    #[must_use]
    pub fn mime_bundle(&self) -> MimeBundle {
        let mut html = Markup::new();
        html.open("div", &[("class", "percept-page")]);
        for row in &self.rows {
            write_row(&mut html, row);
        }
        if let Some(note) = self.note() {
            html.text("p", &[], &note);
        }
        html.close("div");
        MimeBundle::words(html.finish(), self.to_string())
    }

    fn note(&self) -> Option<String> {
        let limit = MAX_BYTES / 1_000_000;
        (self.left_out > 0).then(|| {
            format!("{} left out: a page holds {limit} MB.", count(self.left_out, "more value"))
        })
    }

    /// Shows it as the output of a notebook cell.
    pub fn evcxr_display(&self) {
        self.mime_bundle().print();
    }

    /// Writes it as a web page; its title is the first line of its text.
    ///
    /// # Errors
    ///
    /// [`Error::Write`](crate::Error::Write) if the file cannot be written.
    pub fn save_html(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page(&self.title(), path.as_ref())
    }

    /// The same with plotly.js in the page, for readers without internet: some
    /// 4.7 MB.
    ///
    /// # Errors
    ///
    /// As [`save_html`](Self::save_html).
    #[cfg(feature = "plotly")]
    pub fn save_html_offline(&self, path: impl AsRef<Path>) -> Result<()> {
        self.mime_bundle().save_page_offline(&self.title(), path.as_ref())
    }

    fn title(&self) -> String {
        let text = self.to_string();
        text.lines().next().unwrap_or_default().trim_start_matches(['#', ' ']).to_owned()
    }
}

fn write_row(html: &mut Markup, row: &[MimeBundle]) {
    if let [only] = row {
        return html.raw(only.html());
    }
    html.open("div", &[("class", "percept-page-row"), ("style", ROW)]);
    for bundle in row {
        html.open("div", &[("style", CELL)]);
        html.raw(bundle.html());
        html.close("div");
    }
    html.close("div");
}

impl Show for Page {
    fn mime_bundle(&self) -> MimeBundle {
        self.mime_bundle()
    }
}

/// The text and what every value says, in words and numbers.
impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for row in &self.rows {
            for bundle in row {
                write!(f, "{separator}{}", bundle.plain())?;
                separator = "\n";
            }
        }
        match self.note() {
            Some(note) => control_words::write(f, format_args!("{separator}{note}\n")),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut values = 0;
        for row in &self.rows {
            values += row.len();
        }
        crate::debug::write(
            f,
            format_args!("Page({} in {})", count(values, "value"), count(self.rows.len(), "row")),
        )
    }
}

/// A [`Page`] of text and values, each below the last; values in brackets stand
/// side by side.
///
/// # Examples
///
/// ```
/// use percept::{Perceptron, page};
///
/// let buyer = Perceptron::by_hand([("price", 0.9), ("model", 0.4)], 1.0)?;
/// let (small, big) = (buyer.decide([0.8, 0.6])?, buyer.decide([0.9, 1.0])?);
/// let page = page!["# Two cars", [&small, &big], &buyer];
/// assert_eq!(format!("{page:?}"), "Page(4 values in 3 rows)");
/// # Ok::<(), percept::Error>(())
/// ```
#[macro_export]
macro_rules! page {
    (@on $page:expr;) => { $page };
    (@on $page:expr; [$($value:expr),* $(,)?] $(, $($rest:tt)*)?) => {
        $crate::page!(@on $page.row(&[$(&$value as &dyn $crate::Show),*]); $($($rest)*)?)
    };
    (@on $page:expr; $value:expr $(, $($rest:tt)*)?) => {
        $crate::page!(@on $page.show(&$value); $($($rest)*)?)
    };
    ($($part:tt)*) => { $crate::page!(@on $crate::Page::new(); $($part)*) };
}
