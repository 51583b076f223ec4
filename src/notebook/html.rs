//! The HTML around a picture.

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Markup, Table};

const SCRIPT: &str = include_str!("figure.js");
const EXPLORER: &str = include_str!("explorer.js");

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<figure class="percept" data-percept="{{ key }}" style="margin:0;max-width:100%;overflow-x:auto">
<img alt="{{ alt }}" width="{{ width }}" height="{{ height }}" style="max-width:100%;height:auto" src="data:image/svg+xml;base64,{{ svg }}">
{%- if live %}
<div class="percept-live" style="display:none"></div>
<p class="percept-note" style="display:none">The live figure could not be loaded; this is its picture.</p>
{%- endif %}
{%- if !tables.is_empty() %}
<details><summary>Numbers</summary>
{%- for table in tables %}
<table><thead><tr>{% for cell in table.head %}<th>{{ cell }}</th>{% endfor %}</tr></thead>
<tbody>
{%- for row in table.rows %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>
{%- endfor %}
</tbody></table>
{%- endfor %}
</details>
{%- endif %}
<script>
{{ script|safe }}</script>
</figure>
"#
)]
struct Figure<'a> {
    key: &'a str,
    alt: &'a str,
    svg: &'a str,
    width: usize,
    height: usize,
    tables: &'a [Table],
    script: &'a str,
    /// Whether plotly.js draws it.
    live: bool,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ title }}</title>
<style>body{font-family:system-ui,sans-serif;margin:24px}td,th{padding:2px 12px 2px 0;text-align:left}</style>
</head>
<body>
{{ figure|safe }}</body>
</html>
"#
)]
struct Page<'a> {
    title: &'a str,
    figure: &'a str,
}

/// Tables under a caption; the first stands open.
#[cfg(feature = "polars")]
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
        write_table(&mut html, table);
        if i > 0 {
            html.close("details");
        }
    }
    html.close("figure");
    html.finish()
}

pub(super) fn write_table(html: &mut Markup, table: &Table) {
    html.open("table", &[]);
    html.open("thead", &[]);
    write_row(html, "th", &table.head);
    html.close("thead");
    html.open("tbody", &[]);
    for row in &table.rows {
        write_row(html, "td", row);
    }
    html.close("tbody");
    html.close("table");
}

fn write_row(html: &mut Markup, element: &str, cells: &[String]) {
    html.open("tr", &[]);
    for cell in cells {
        html.text(element, &[], cell);
    }
    html.close("tr");
}

/// The static picture, the numbers, and the script that brings the live figure.
pub(crate) fn figure(
    plotly: &str,
    svg: &str,
    (width, height): (usize, usize),
    alt: &str,
    tables: &[Table],
) -> String {
    let key = key(plotly);
    let script = SCRIPT.replace("__KEY__", &key).replace("__FIGURE__", &in_script(plotly));
    let svg = STANDARD.encode(svg);
    render(&Figure {
        key: &key,
        alt,
        svg: &svg,
        width,
        height,
        tables,
        script: &script,
        live: true,
    })
}

/// The static picture, the numbers, and the script that brings the sliders.
pub(crate) fn explorer(
    state: &str,
    svg: &str,
    (width, height): (usize, usize),
    alt: &str,
    tables: &[Table],
) -> String {
    let key = key(state);
    let script = compact(EXPLORER).replace("__KEY__", &key).replace("__STATE__", &in_script(state));
    let svg = STANDARD.encode(svg);
    render(&Figure {
        key: &key,
        alt,
        svg: &svg,
        width,
        height,
        tables,
        script: &script,
        live: false,
    })
}

/// A page of its own around a figure.
pub(crate) fn page(title: &str, figure: &str) -> String {
    render(&Page { title, figure })
}

fn render(template: &impl Template) -> String {
    // writing to a string fails only if a value's own formatting does
    template.render().unwrap_or_default()
}

/// A script without indentation and comments, which every output would carry.
fn compact(script: &str) -> String {
    let mut compact = String::with_capacity(script.len());
    for line in script.lines() {
        let line = line.trim_start();
        if !line.is_empty() && !line.starts_with("//") {
            compact.push_str(line);
            compact.push('\n');
        }
    }
    compact
}

/// JSON as a JavaScript expression that cannot end its script element.
pub(super) fn in_script(json: &str) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

/// A name for the figure that depends on nothing but its content: FNV-1a, from
/// G. Fowler, L. C. Noll, K.-P. Vo, 1991.
pub(super) fn key(content: &str) -> String {
    let hash = content.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    // published test vectors of FNV-1a, 64 bits
    #[test]
    fn keys_are_fnv_1a() {
        assert_eq!(key(""), "cbf29ce484222325");
        assert_eq!(key("foobar"), "85944171f73967e8");
    }

    #[test]
    fn data_cannot_end_the_script() {
        let html = figure(r#"{"a":"</script><b>"}"#, "<svg/>", (1, 1), "\"><script>", &[]);
        assert_eq!(html.matches("</script>").count(), 1);
        assert_eq!(html.matches("<script>").count(), 1);
    }
}
