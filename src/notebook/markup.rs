//! SVG and HTML as text.

/// SVG or HTML as text, an element a line.
pub(crate) struct Markup(String);

impl Markup {
    pub(crate) fn new() -> Self {
        Self(String::new())
    }

    /// Begins an element; what follows stands in it until [`close`](Self::close).
    pub(crate) fn open(&mut self, element: &str, attributes: &[(&str, &str)]) {
        self.tag(element, attributes);
        self.0.push_str(">\n");
    }

    /// Begins an element in which every space counts.
    pub(crate) fn open_inline(&mut self, element: &str, attributes: &[(&str, &str)]) {
        self.tag(element, attributes);
        self.0.push('>');
    }

    pub(crate) fn open_link(&mut self, address: &str) {
        self.tag("a", &[("href", address)]);
        self.0.push('>');
    }

    pub(crate) fn close(&mut self, element: &str) {
        self.0.push_str("</");
        self.0.push_str(element);
        self.0.push_str(">\n");
    }

    /// Ends an element in the middle of a line.
    pub(crate) fn close_inline(&mut self, element: &str) {
        self.0.push_str("</");
        self.0.push_str(element);
        self.0.push('>');
    }

    /// Words in the element that is open.
    pub(crate) fn words(&mut self, words: &str) {
        self.escape(words);
    }

    /// Markup that is finished.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// An element with nothing in it.
    pub(crate) fn empty(&mut self, element: &str, attributes: &[(&str, &str)]) {
        self.tag(element, attributes);
        self.0.push_str("/>\n");
    }

    /// An element of HTML that has no end.
    pub(crate) fn void(&mut self, element: &str, attributes: &[(&str, &str)]) {
        self.tag(element, attributes);
        self.0.push_str(">\n");
    }

    /// An element with a title, which is told under the pointer, if there is one.
    pub(crate) fn titled(&mut self, element: &str, attributes: &[(&str, &str)], title: &str) {
        if title.is_empty() {
            return self.empty(element, attributes);
        }
        self.open_inline(element, attributes);
        self.0.push_str("<title>");
        self.escape(title);
        self.0.push_str("</title>");
        self.close(element);
    }

    /// An element with words in it.
    pub(crate) fn text(&mut self, element: &str, attributes: &[(&str, &str)], words: &str) {
        self.tag(element, attributes);
        self.0.push('>');
        self.escape(words);
        self.close(element);
    }

    /// What is markup already.
    pub(crate) fn line(&mut self, markup: &str) {
        self.0.push_str(markup);
        self.0.push('\n');
    }

    pub(crate) fn finish(self) -> String {
        self.0
    }

    fn tag(&mut self, element: &str, attributes: &[(&str, &str)]) {
        self.0.push('<');
        self.0.push_str(element);
        self.attributes(attributes);
    }

    /// The attributes of a tag, a space before each.
    pub(crate) fn attributes(&mut self, attributes: &[(&str, &str)]) {
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.escape(value);
            self.0.push('"');
        }
    }

    /// Words that can stand between tags and in attributes alike.
    fn escape(&mut self, words: &str) {
        for character in words.chars() {
            match character {
                '"' => self.0.push_str("&#34;"),
                '&' => self.0.push_str("&#38;"),
                '\'' => self.0.push_str("&#39;"),
                '<' => self.0.push_str("&#60;"),
                '>' => self.0.push_str("&#62;"),
                other => self.0.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_markup() {
        let mut svg = Markup::new();
        svg.open("g", &[("fill", "\"<x>")]);
        svg.text("text", &[], "a < b & c</text>");
        svg.close("g");
        assert_eq!(
            svg.finish(),
            "<g fill=\"&#34;&#60;x&#62;\">\n<text>a &#60; b &#38; c&#60;/text&#62;</text>\n</g>\n"
        );
    }
}
