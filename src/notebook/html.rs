//! The HTML around a picture.

use super::base64::base64;
use super::scripts::Script;
use super::typeset::typeset;
use super::{Markup, Table, fnv_1a};

const HEAD: &str = r#"<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">"#;
// light or dark, as the system of the reader is set; pictures have a paper of their own
const STYLE: &str = "<style>:root{color-scheme:light dark}body{background:Canvas;color:CanvasText;font-family:system-ui,sans-serif;margin:24px}td,th{padding:2px 12px 2px 0;text-align:left}</style>";

/// Where plotly.js draws.
const LIVE: &str =
    r#"<div class="percept-live" style="display:none;mix-blend-mode:multiply"></div>"#;

/// What is said where it cannot be had.
const NOTE: &str = r#"<p class="percept-note" style="display:none">Live figures could not be loaded: these are pictures.</p>"#;

/// A figure with pictures, and what their sheets are like: in a light page nearly
/// white, in a dark one, whose ink is light, a little grey; with a shadow at the
/// side where there is more to scroll to.
pub(super) const FIGURE: &str = "margin:0;max-width:100%;overflow-x:auto;\
--p:oklch(from currentColor calc(1 - l*.055) 0 0);\
--s:linear-gradient(90deg,var(--p) 15px,#fff0) 0/32px no-repeat local,\
linear-gradient(270deg,var(--p) 15px,#fff0) 100%/32px no-repeat local,\
linear-gradient(90deg,#0006,#0000) 0/14px no-repeat,\
linear-gradient(270deg,#0006,#0000) 100%/14px no-repeat,\
linear-gradient(var(--p) 0 0)";

/// The sheet that a picture lies on; it scrolls what is too wide for its place.
const SHEET: &str = "background:var(--s);background-color:#fff;border:1px solid #ccc;\
border-radius:8px;margin-bottom:4px;overflow-x:auto;max-width:";

/// Title and sentences on the sheet.
const WORDS: &str = "position:sticky;left:0;padding:12px 14px 0;color:#555;\
font:13px/18px system-ui,sans-serif;overflow-wrap:anywhere;text-wrap:pretty";
const TITLE: &str = "color:#222;font:17px/24px system-ui,sans-serif";

/// No picture is made smaller than this share: its smallest words are 12 pixels
/// high, and below 11 few read them.
const SMALLEST: (usize, usize) = (11, 12);

/// Columns that are never too wide for the output of a cell.
const MAX_COLUMNS: usize = 5;

const SCRIPT: &str = include_str!("scripts/minified/figure.js");

/// A picture that plotly.js draws anew, and what stands around it.
pub(crate) struct Picture<'a> {
    pub(crate) title: &'a str,
    /// The sentences below the title.
    pub(crate) words: &'a [String],
    /// The live figure as JSON, and the static one, both without title and sentences.
    pub(crate) plotly: &'a str,
    pub(crate) svg: &'a str,
    pub(crate) size: (usize, usize),
    pub(crate) alt: &'a str,
    pub(crate) tables: &'a [Table],
}

/// What stands around a picture.
struct Figure<'a> {
    key: &'a str,
    /// Title and sentences, where they do not stand in the picture.
    head: Option<(&'a str, &'a [String])>,
    alt: &'a str,
    svg: &'a str,
    size: (usize, usize),
    tables: &'a [Table],
    script: &'a str,
    /// Whether plotly.js draws it.
    live: bool,
}

impl Figure<'_> {
    fn html(&self) -> String {
        let mut html = Markup::new();
        html.open("figure", &[("class", "percept"), ("data-percept", self.key), ("style", FIGURE)]);
        open_sheet(&mut html, self.size.0);
        if let Some((title, words)) = self.head {
            write_head(&mut html, title, words);
        }
        write_image(&mut html, self.alt, self.size, self.svg);
        if self.live {
            html.line(LIVE);
        }
        html.close("div");
        if self.live {
            html.line(NOTE);
        }
        write_numbers(&mut html, self.tables);
        html.line("<script>");
        html.raw(self.script);
        html.line("</script>");
        html.close("figure");
        html.finish()
    }
}

/// A picture on its sheet.
pub(super) fn write_picture(html: &mut Markup, alt: &str, size: (usize, usize), svg: &str) {
    open_sheet(html, size.0);
    write_image(html, alt, size, svg);
    html.close("div");
}

fn open_sheet(html: &mut Markup, width: usize) {
    html.open("div", &[("class", "percept-sheet"), ("style", &format!("{SHEET}{width}px"))]);
}

/// Title and sentences, which stay where the picture below them is scrolled.
fn write_head(html: &mut Markup, title: &str, words: &[String]) {
    html.open("div", &[("class", "percept-words"), ("style", WORDS)]);
    html.text("b", &[("style", TITLE)], &typeset(title));
    for sentence in words {
        html.raw("<br>");
        html.words(&typeset(sentence));
    }
    html.close("div");
}

fn write_image(html: &mut Markup, alt: &str, (width, height): (usize, usize), svg: &str) {
    let picture = format!("data:image/svg+xml;base64,{}", base64(svg.as_bytes()));
    let (share, whole) = SMALLEST;
    let least = (width * share).div_ceil(whole);
    html.void(
        "img",
        &[
            ("alt", alt),
            ("width", &width.to_string()),
            ("height", &height.to_string()),
            (
                "style",
                &format!(
                    "display:block;max-width:100%;min-width:{least}px;height:auto;mix-blend-mode:multiply"
                ),
            ),
            ("src", &picture),
        ],
    );
}

/// The tables that stand open, then a way to the others.
pub(super) fn write_numbers(html: &mut Markup, tables: &[Table]) {
    let mut folded = 0;
    for table in tables {
        folded += usize::from(!table.open);
        if table.open {
            write_table(html, table, true);
        }
    }
    if folded == 0 {
        return;
    }
    html.line("<details><summary>Numbers</summary>");
    for table in tables {
        if !table.open {
            write_table(html, table, tables.len() > 1);
        }
    }
    html.line("</details>");
}

/// In a box of its own where it is wide, so that nothing else moves with it.
fn write_table(html: &mut Markup, table: &Table, titled: bool) {
    let boxed = table.open || table.head.len() > MAX_COLUMNS;
    let titled = titled && !table.title.is_empty();
    if boxed {
        let name = if table.title.is_empty() { "Numbers" } else { &table.title };
        html.open(
            "div",
            &[
                ("class", "percept-table"),
                ("style", "font-size:13px;max-width:100%;overflow-x:auto"),
                // without a mouse, the arrow keys scroll it
                ("tabindex", "0"),
                ("role", "region"),
                ("aria-label", name),
            ],
        );
    }
    html.raw("<table>");
    if titled {
        html.text("caption", &[("style", "text-align:left")], &table.title);
    }
    html.raw("<thead><tr>");
    for name in &table.head {
        write_cell(html, "th", &[("scope", "col")], name);
    }
    html.line("</tr></thead>");
    html.line("<tbody>");
    for row in &table.rows {
        write_row(html, row, table.open);
    }
    html.line("</tbody></table>");
    if boxed {
        html.close("div");
    }
}

/// The first cell says what the row is about. What stands open keeps its words
/// on one line: it is read row by row.
fn write_row(html: &mut Markup, cells: &[String], open: bool) {
    html.raw("<tr>");
    for (column, cell) in cells.iter().enumerate() {
        if column == 0 {
            write_cell(html, "th", &[("scope", "row")], cell);
        } else {
            let whole = open && cell.contains(' ');
            let style: &[_] = if whole { &[("style", "white-space:nowrap")] } else { &[] };
            write_cell(html, "td", style, cell);
        }
    }
    html.line("</tr>");
}

fn write_cell(html: &mut Markup, element: &str, attributes: &[(&str, &str)], cell: &str) {
    html.open_inline(element, attributes);
    html.words(&typeset(cell));
    html.close_inline(element);
}

/// Tables under a caption; the first stands open.
pub(crate) fn tables(caption: &str, tables: &[&Table]) -> String {
    let mut html = Markup::new();
    html.open(
        "figure",
        &[("class", "percept"), ("style", "margin:0;max-width:100%;overflow-x:auto")],
    );
    html.text("figcaption", &[], caption);
    for (i, table) in tables.iter().enumerate() {
        if i > 0 {
            html.open("details", &[]);
            html.text("summary", &[], "Columns");
        }
        write_table(&mut html, table, false);
        if i > 0 {
            html.close("details");
        }
    }
    html.close("figure");
    html.finish()
}

/// The static picture, the numbers, and the script that brings the live figure.
pub(crate) fn figure(picture: &Picture) -> String {
    let &Picture { title, words, plotly, svg, size, alt, tables } = picture;
    let key = key(&format!("{title}{plotly}"));
    let script = SCRIPT.replace("__KEY__", &key).replace("__FIGURE__", &in_script(plotly));
    let head = Some((title, words));
    Figure { key: &key, head, alt, svg, size, tables, script: &script, live: true }.html()
}

/// The static picture, the numbers, and the script that puts something to touch
/// in its place.
pub(crate) fn scripted(
    script: Script,
    state: &str,
    svg: &str,
    size: (usize, usize),
    alt: &str,
    tables: &[Table],
) -> String {
    let key = key(state);
    let script = script.source().replace("__KEY__", &key).replace("__STATE__", &in_script(state));
    Figure { key: &key, head: None, alt, svg, size, tables, script: &script, live: false }.html()
}

/// plotly.js as a script, from the crate plotly, which puts one for formulas behind it.
#[cfg(feature = "plotly")]
pub(super) fn library() -> String {
    const END: &str = "</script>";
    let mut scripts = plotly::Plot::offline_js_sources();
    let end = scripts.find(END).map_or(0, |at| at + END.len());
    scripts.truncate(end);
    scripts
}

/// A page of its own around a figure, with `scripts` to be run before it.
pub(super) fn page(title: &str, scripts: &str, figure: &str) -> String {
    let mut html = Markup::new();
    html.line("<!DOCTYPE html>");
    html.open("html", &[("lang", "en")]);
    html.line("<head>");
    html.line(HEAD);
    html.text("title", &[], title);
    html.line(STYLE);
    html.raw(scripts);
    html.line("</head>");
    html.line("<body>");
    html.raw(figure);
    html.line("</body>");
    html.close("html");
    html.finish()
}

/// JSON as a JavaScript expression that cannot end its script element.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A name for the figure that depends on nothing but its content.
pub(super) fn key(content: &str) -> String {
    format!("{:016x}", fnv_1a(content.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_hashes_in_16_digits() {
        assert_eq!(key("foobar"), "85944171f73967e8");
        assert_eq!(key("1"), "af63ac4c86019afc");
    }

    #[test]
    fn data_cannot_end_the_script() {
        let html = figure(&Picture {
            title: "</div><script>",
            words: &["<script>".to_owned()],
            plotly: r#"{"a":"</script><b>"}"#,
            svg: "<svg/>",
            size: (1, 1),
            alt: "\"><script>",
            tables: &[],
        });
        assert_eq!(html.matches("</script>").count(), 1);
        assert_eq!(html.matches("<script>").count(), 1);
    }
}
