//! A small part of Markdown, after J. Gruber, "Markdown: Syntax", 2004:
//! headings, paragraphs, lists, fenced and inline code, emphasis and links.
//!
//! Everything else is text as it stands, HTML too. (pulldown-cmark would take
//! every reader 14 s of processor time to compile.)

use super::Markup;

/// Characters of a text that are shown.
const MAX_TEXT: usize = 20_000;

/// How deep emphasis stands in emphasis.
const MAX_DEPTH: usize = 4;

/// A text that is not too long.
pub(crate) fn cut(text: &str) -> String {
    let mut clean = String::new();
    for (i, c) in text.chars().enumerate() {
        if i == MAX_TEXT {
            clean.push('…');
            break;
        }
        match c {
            '\r' => {}
            '\t' => clean.push_str("    "),
            '\n' => clean.push(c),
            _ if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => clean.push(' '),
            _ => clean.push(c),
        }
    }
    clean
}

pub(crate) fn to_html(text: &str) -> String {
    let mut html = Markup::new();
    html.open("div", &[("class", "percept-text")]);
    let lines: Vec<&str> = text.lines().collect();
    let mut next = 0;
    while next < lines.len() {
        next = block(&mut html, &lines, next);
    }
    html.close("div");
    html.finish()
}

/// Writes the block that begins at line `at`; gives the line after it.
fn block(html: &mut Markup, lines: &[&str], at: usize) -> usize {
    let line = lines[at].trim();
    if line.is_empty() {
        return at + 1;
    }
    if line.starts_with("```") {
        return fenced(html, lines, at);
    }
    if let Some((element, words)) = heading(line) {
        inside(html, element, words);
        return at + 1;
    }
    match item(line) {
        Some((list, _)) => listed(html, lines, at, list),
        None => paragraph(html, lines, at),
    }
}

fn fenced(html: &mut Markup, lines: &[&str], at: usize) -> usize {
    let mut code = String::new();
    let mut end = at + 1;
    while end < lines.len() && lines[end].trim() != "```" {
        code.push_str(lines[end]);
        code.push('\n');
        end += 1;
    }
    html.open_inline("pre", &[]);
    html.text("code", &[], &code);
    html.close("pre");
    end + 1
}

/// `## words` is a heading of the second order.
fn heading(line: &str) -> Option<(&'static str, &str)> {
    let words = line.trim_start_matches('#');
    let element = match line.len() - words.len() {
        1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6 => "h6",
        _ => return None,
    };
    let words = words.strip_prefix(' ')?;
    Some((element, words.trim_end_matches('#').trim()))
}

/// `- words` and `1. words` are items of a list.
fn item(line: &str) -> Option<(&'static str, &str)> {
    for bullet in ["- ", "* ", "+ "] {
        if let Some(words) = line.strip_prefix(bullet) {
            return Some(("ul", words));
        }
    }
    let words = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - words.len();
    let words = words.strip_prefix(". ")?;
    (1..=9).contains(&digits).then_some(("ol", words))
}

fn listed(html: &mut Markup, lines: &[&str], at: usize, list: &'static str) -> usize {
    html.open(list, &[]);
    let mut next = at;
    while let Some((kind, first)) = lines.get(next).and_then(|line| item(line.trim())) {
        if kind != list {
            break;
        }
        next += 1;
        let mut words = first.to_owned();
        while lines.get(next).is_some_and(|line| continues(line)) {
            words.push(' ');
            words.push_str(lines[next].trim());
            next += 1;
        }
        inside(html, "li", &words);
    }
    html.close(list);
    next
}

fn paragraph(html: &mut Markup, lines: &[&str], at: usize) -> usize {
    let mut words = lines[at].trim().to_owned();
    let mut next = at + 1;
    while lines.get(next).is_some_and(|line| continues(line)) {
        words.push('\n');
        words.push_str(lines[next].trim());
        next += 1;
    }
    inside(html, "p", &words);
    next
}

/// Whether a line goes on with the block before it.
fn continues(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with("```") && heading(line).is_none() && item(line).is_none()
}

fn inside(html: &mut Markup, element: &str, words: &str) {
    html.open_inline(element, &[]);
    inline(html, words, 0);
    html.close(element);
}

/// Words with code, emphasis and links among them.
fn inline(html: &mut Markup, words: &str, depth: usize) {
    let mut rest = words;
    while let Some(at) = rest.find(['\\', '`', '*', '_', '[']) {
        let (before, marked) = rest.split_at(at);
        html.words(before);
        let inside_word = before.ends_with(char::is_alphanumeric);
        rest = if let Some(after) = span(html, marked, inside_word, depth) {
            after
        } else {
            let (mark, after) = marked.split_at(1);
            html.words(mark);
            after
        };
    }
    html.words(rest);
}

/// Writes the span that `text` begins with, if it is one; gives what follows.
fn span<'a>(html: &mut Markup, text: &'a str, inside_word: bool, depth: usize) -> Option<&'a str> {
    if depth == MAX_DEPTH {
        return None;
    }
    if let Some(rest) = text.strip_prefix('\\') {
        let escaped = rest.chars().next().filter(char::is_ascii_punctuation)?;
        let (escaped, after) = rest.split_at(escaped.len_utf8());
        html.words(escaped);
        return Some(after);
    }
    if text.starts_with('`') {
        return code(html, text);
    }
    if text.starts_with('[') {
        return link(html, text, depth);
    }
    for (mark, element) in [("**", "strong"), ("__", "strong"), ("*", "em"), ("_", "em")] {
        if text.starts_with(mark) {
            return emphasis(html, text, mark, element, inside_word, depth);
        }
    }
    None
}

fn code<'a>(html: &mut Markup, text: &'a str) -> Option<&'a str> {
    let inner = text.trim_start_matches('`');
    let mark = &text[..text.len() - inner.len()];
    let (code, after) = inner.split_once(mark)?;
    html.open_inline("code", &[]);
    html.words(code.trim());
    html.close_inline("code");
    Some(after)
}

fn emphasis<'a>(
    html: &mut Markup,
    text: &'a str,
    mark: &str,
    element: &str,
    inside_word: bool,
    depth: usize,
) -> Option<&'a str> {
    let rest = &text[mark.len()..];
    let end = closing(rest, mark)?;
    let (words, after) = (&rest[..end], &rest[end + mark.len()..]);
    let tight = !words.is_empty() && words.trim() == words;
    // snake_case stays as it is
    let goes_on = after.starts_with(char::is_alphanumeric);
    if !tight || mark.starts_with('_') && (inside_word || goes_on) {
        return None;
    }
    html.open_inline(element, &[]);
    inline(html, words, depth + 1);
    html.close_inline(element);
    Some(after)
}

/// Where emphasis ends: a single mark is not half of a double one.
fn closing(text: &str, mark: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find(mark)?;
        let after = at + mark.len();
        if mark.len() == 2 || !text[after..].starts_with(mark) {
            return Some(at);
        }
        from = after + mark.len();
    }
}

fn link<'a>(html: &mut Markup, text: &'a str, depth: usize) -> Option<&'a str> {
    let (words, rest) = text[1..].split_once(']')?;
    let (address, after) = rest.strip_prefix('(')?.split_once(')')?;
    let address = address.trim();
    if !is_harmless(address) {
        return None;
    }
    html.open_link(address);
    inline(html, words, depth + 1);
    html.close_inline("a");
    Some(after)
}

/// Whether an address leads to a page or a mailbox, and runs nothing.
fn is_harmless(address: &str) -> bool {
    if address.is_empty() || address.contains(char::is_whitespace) {
        return false;
    }
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        Some((scheme, _)) => {
            let scheme = scheme.to_ascii_lowercase();
            ["http", "https", "mailto"].contains(&scheme.as_str())
        }
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        let html = to_html(&cut(text));
        let inner = html.strip_prefix("<div class=\"percept-text\">\n").unwrap();
        inner.strip_suffix("</div>\n").unwrap().to_owned()
    }

    #[test]
    fn blocks() {
        assert_eq!(html("# Two cars"), "<h1>Two cars</h1>\n");
        assert_eq!(html("### a ###\nb"), "<h3>a</h3>\n<p>b</p>\n");
        assert_eq!(html("a\nb\n\nc"), "<p>a\nb</p>\n<p>c</p>\n");
        assert_eq!(html("- a\n- b\n  c"), "<ul>\n<li>a</li>\n<li>b c</li>\n</ul>\n");
        assert_eq!(
            html("1. a\n2. b\n* c"),
            "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n<ul>\n<li>c</li>\n</ul>\n"
        );
        assert_eq!(
            html("```rust\nlet a = *b;\n```\nc"),
            "<pre><code>let a = *b;\n</code>\n</pre>\n<p>c</p>\n"
        );
        assert_eq!(html("#hashtag\n1.5 is a number"), "<p>#hashtag\n1.5 is a number</p>\n");
    }

    #[test]
    fn spans() {
        assert_eq!(html("**a** and *b*"), "<p><strong>a</strong> and <em>b</em></p>\n");
        assert_eq!(html("*a **b** c*"), "<p><em>a <strong>b</strong> c</em></p>\n");
        assert_eq!(html("`w * x` and ``a`b``"), "<p><code>w * x</code> and <code>a`b</code></p>\n");
        assert_eq!(html("2 * 3 * 4 and snake_case_name"), "<p>2 * 3 * 4 and snake_case_name</p>\n");
        assert_eq!(html("\\*a\\* \\d"), "<p>*a* \\d</p>\n");
        assert_eq!(
            html("_a_ [*b*](c.html#d)"),
            "<p><em>a</em> <a href=\"c.html#d\"><em>b</em></a></p>\n"
        );
    }

    #[test]
    fn html_is_text() {
        assert_eq!(
            html("<script>alert(1)</script>"),
            "<p>&#60;script&#62;alert(1)&#60;/script&#62;</p>\n"
        );
        assert_eq!(html("`<b>`"), "<p><code>&#60;b&#62;</code></p>\n");
        let quoted = html("[a](x\"onclick=\"alert)");
        assert_eq!(quoted, "<p><a href=\"x&#34;onclick=&#34;alert\">a</a></p>\n");
    }

    #[test]
    fn links_run_nothing() {
        for address in ["javascript:alert(1", "JavaScript:x", "data:text/html,x", "vbscript:x", " "]
        {
            let html = html(&format!("[a]({address})"));
            assert!(!html.contains("<a"), "{html}");
        }
        for address in
            ["https://example.org/a:b", "http://example.org", "mailto:a@b.c", "../x", "#a"]
        {
            let html = html(&format!("[a]({address})"));
            assert!(html.contains(&format!("<a href=\"{address}\"")), "{html}");
        }
    }

    #[test]
    fn unfinished_marks_are_text() {
        for text in ["**a", "`a", "[a](b", "[a]", "*", "**", "_ _", "\\", "```\na"] {
            let _ = html(text);
        }
        assert_eq!(html("**a `b [c"), "<p>**a `b [c</p>\n");
        let many = "*[`_".repeat(20_000);
        assert!(html(&many).contains('…'));
    }
}
