//! A picture as a list of its elements, which are drawn one over the other. A
//! document joins them; pictures that follow each other compare them.

use super::palette::{GHOST, INK, PAPER, QUIET};
use super::style::{FONTS, px};
use crate::notebook::Markup;

type Attributes<'a> = [(&'a str, &'a str)];

/// Lines of text from which on a group of their own is shorter.
const ANCHORED: usize = 3;

/// How a picture is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Every element says all about itself, as programs that draw have it.
    Plain,
    /// In fewer bytes, as pages and films have it: greys in three digits, corners as
    /// paths, nothing that shows nothing or that goes without saying.
    Short,
}

/// A line of a document.
#[derive(Clone)]
pub(crate) struct Element {
    pub(crate) markup: String,
    /// Which part of a line of text stands at its place, if it is not its start, and
    /// the line without that, for where a group says it.
    anchored: Option<(&'static str, String)>,
}

impl Element {
    pub(crate) fn new(markup: String) -> Self {
        Self { markup, anchored: None }
    }
}

pub(crate) enum Item {
    /// The beginning of a group, with the attributes of its tag.
    Open(String),
    Close,
    Element(Element),
}

impl Item {
    fn anchor(&self) -> Option<&'static str> {
        match self {
            Self::Element(Element { anchored: Some((anchor, _)), .. }) => Some(anchor),
            _ => None,
        }
    }

    fn write(&self, document: &mut Markup, in_anchored: bool) {
        match self {
            Self::Open(attributes) => document.line(&format!("<g{attributes}>")),
            Self::Close => document.close("g"),
            Self::Element(Element { anchored: Some((_, markup)), .. }) if in_anchored => {
                document.raw(markup);
            }
            Self::Element(element) => document.raw(&element.markup),
        }
    }
}

/// The elements of a picture.
pub(crate) struct Drawing {
    form: Form,
    pub(crate) items: Vec<Item>,
}

impl Drawing {
    pub(crate) fn new(form: Form) -> Self {
        Self { form, items: Vec::new() }
    }

    /// Begins a group of what follows until [`close`](Self::close).
    pub(crate) fn open(&mut self, attributes: &Attributes) {
        let mut written = Markup::new();
        written.attributes(&self.kept(attributes));
        self.items.push(Item::Open(written.finish()));
    }

    pub(crate) fn close(&mut self) {
        self.items.push(Item::Close);
    }

    fn push(&mut self, markup: String) {
        self.items.push(Item::Element(Element::new(markup)));
    }

    /// An element, and what is told of it under the pointer, if there is anything.
    pub(crate) fn shape(&mut self, element: &str, attributes: &Attributes, title: &str) {
        let mut markup = Markup::new();
        markup.titled(element, &self.kept(attributes), title);
        self.push(markup.finish());
    }

    /// A polyline, or a polygon, which is closed; its corners stand between other
    /// attributes.
    pub(crate) fn corners(
        &mut self,
        closed: bool,
        before: &Attributes,
        corners: &[[f64; 2]],
        after: &Attributes,
        title: &str,
    ) {
        if self.form == Form::Plain {
            let list = corner_list(corners);
            let attributes = [before, &[("points", list.as_str())], after].concat();
            let element = if closed { "polygon" } else { "polyline" };
            return self.shape(element, &attributes, title);
        }
        let Some(way) = way(corners, closed) else { return };
        // a straight line has nothing to fill
        let straight = corners.len() == 2 && before.first() == Some(&("fill", "none"));
        let before = &before[usize::from(straight)..];
        self.shape("path", &[before, &[("d", way.as_str())], after].concat(), title);
    }

    /// A line of text, with attributes before and after `text-anchor`, which says
    /// what stands at its place if it is not its start.
    pub(crate) fn text(
        &mut self,
        before: &Attributes,
        anchor: Option<&'static str>,
        after: &Attributes,
        words: &str,
    ) {
        if self.form == Form::Short && words.is_empty() {
            return;
        }
        // the color of most words
        let quiet = self.form == Form::Short && before.first() == Some(&("fill", QUIET));
        let before = &before[usize::from(quiet)..];
        let bare = self.line_of_text(&[before, after].concat(), words);
        let Some(anchor) = anchor else { return self.push(bare) };
        let markup =
            self.line_of_text(&[before, &[("text-anchor", anchor)], after].concat(), words);
        let anchored = Some((anchor, bare));
        self.items.push(Item::Element(Element { markup, anchored }));
    }

    fn line_of_text(&self, attributes: &Attributes, words: &str) -> String {
        let mut markup = Markup::new();
        markup.text("text", &self.kept(attributes), words);
        markup.finish()
    }

    /// Attributes as they are written in this form.
    fn kept<'a>(&self, attributes: &Attributes<'a>) -> Vec<(&'a str, &'a str)> {
        let mut kept = attributes.to_vec();
        if self.form == Form::Short {
            // what the first tag says for all, and what is so anyway
            kept.retain(|said| ![("font-size", "12"), ("stroke-width", "1")].contains(said));
            for (_, value) in &mut kept {
                *value = match *value {
                    INK => "#222",
                    QUIET => "#555",
                    PAPER => "#FFF",
                    GHOST => "#777",
                    other => other,
                };
            }
        }
        kept
    }

    /// The document of this width and height.
    pub(crate) fn document(&self, (width, height): (usize, usize)) -> String {
        let (width, height) = (width.to_string(), height.to_string());
        let view = format!("0 0 {width} {height}");
        let mut attributes = vec![
            ("font-family", FONTS),
            ("height", &height),
            ("viewBox", &view),
            ("width", &width),
            ("xmlns", "http://www.w3.org/2000/svg"),
        ];
        if self.form == Form::Short {
            attributes.splice(0..0, [("fill", "#555"), ("font-size", "12")]);
        }
        let mut document = Markup::new();
        document.open("svg", &attributes);
        self.write(&mut document);
        document.close("svg");
        document.finish()
    }

    /// In the short form, lines of text that end or have their middles at their
    /// places say so once.
    fn write(&self, document: &mut Markup) {
        for run in self.items.chunk_by(|a, b| a.anchor() == b.anchor()) {
            let anchor = if self.form == Form::Short && run.len() >= ANCHORED {
                run[0].anchor()
            } else {
                None
            };
            if let Some(anchor) = anchor {
                document.open("g", &[("text-anchor", anchor)]);
            }
            for item in run {
                item.write(document, anchor.is_some());
            }
            if anchor.is_some() {
                document.close("g");
            }
        }
    }
}

fn corner_list(corners: &[[f64; 2]]) -> String {
    let mut list = String::new();
    for [x, y] in corners {
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(&px(*x));
        list.push(',');
        list.push_str(&px(*y));
    }
    list
}

/// `M0,0h2v1z` for `0,0 2,0 2,1 0,1 0,0`: from corner to corner, or to where one is
/// where that is shorter; none if there is no place or no area.
fn way(places: &[[f64; 2]], closed: bool) -> Option<String> {
    let mut corners = Vec::with_capacity(places.len());
    for [x, y] in places {
        corners.push([tenths(*x), tenths(*y)]);
    }
    if closed && corners.len() > 1 && corners.first() == corners.last() {
        corners.pop();
    }
    let &[mut x, mut y] = corners.first()?;
    if closed && [0, 1].into_iter().any(|i| corners.iter().all(|corner| corner[i] == [x, y][i])) {
        return None;
    }
    let mut way = format!("M{},{}", pixels(x), pixels(y));
    for [right, down] in corners.into_iter().skip(1) {
        let [to, by] = match (right == x, down == y) {
            (_, true) => [format!("H{}", pixels(right)), format!("h{}", pixels(right - x))],
            (true, false) => [format!("V{}", pixels(down)), format!("v{}", pixels(down - y))],
            (false, false) => [pair('L', right, down), pair('l', right - x, down - y)],
        };
        way += if by.len() < to.len() { &by } else { &to };
        [x, y] = [right, down];
    }
    Some(if closed { way + "z" } else { way })
}

/// Two numbers after a command; a minus sign parts them, too.
fn pair(command: char, x: i64, y: i64) -> String {
    let comma = if y < 0 { "" } else { "," };
    format!("{command}{}{comma}{}", pixels(x), pixels(y))
}

/// Pixels with one decimal, as a whole number of tenths.
#[allow(clippy::cast_possible_truncation, reason = "no picture is wider than 1e5 pixels")]
fn tenths(pixels: f64) -> i64 {
    // as written in pixels, where far outside is as good as infinitely far
    (pixels.clamp(-1e5, 1e5) * 10.0).round() as i64
}

fn pixels(tenths: i64) -> String {
    px(tenths as f64 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(draw: impl Fn(&mut Drawing)) -> String {
        let mut drawing = Drawing::new(Form::Short);
        draw(&mut drawing);
        let mut written = Markup::new();
        drawing.write(&mut written);
        written.finish()
    }

    #[test]
    fn corners_become_the_way_to_them() {
        let square = [[0.0, 0.0], [2.0, 0.0], [2.5, 1.0], [0.0, 1.0], [0.0, 0.0]];
        let written = short(|d| d.corners(true, &[("fill", "#0072B2")], &square, &[], ""));
        assert_eq!(written, "<path fill=\"#0072B2\" d=\"M0,0H2L2.5,1H0z\"/>\n");
        let marker = [[188.7, 30.3], [198.6, 30.3], [196.2, 25.2]];
        let written = short(|d| d.corners(true, &[], &marker, &[], "here"));
        assert_eq!(written, "<path d=\"M188.7,30.3h9.9l-2.4-5.1z\"><title>here</title></path>\n");
        let look = [("stroke", QUIET), ("stroke-width", "1")];
        let line = [[1.0, 2.0], [1.0, 3.0]];
        let written = short(|d| d.corners(false, &[("fill", "none")], &line, &look, ""));
        assert_eq!(written, "<path d=\"M1,2V3\" stroke=\"#555\"/>\n");
    }

    #[test]
    fn what_shows_nothing_is_left_out() {
        let flat = [[1.0, 2.0], [1.0, 2.0], [1.0, 4.0], [1.0, 4.0], [1.0, 2.0]];
        assert_eq!(short(|d| d.text(&[("fill", INK)], None, &[("x", "1")], "")), "");
        assert_eq!(short(|d| d.corners(true, &[("fill", INK)], &flat, &[], "")), "");
        assert_eq!(short(|d| d.corners(false, &[("fill", "none")], &[], &[], "")), "");
        let dot = [[1.0, 2.0], [1.0, 2.0]];
        assert_eq!(short(|d| d.corners(false, &[], &dot, &[], "")), "<path d=\"M1,2H1\"/>\n");
    }

    #[test]
    fn texts_with_one_anchor_share_it() {
        let texts = |n: usize| {
            short(|d| (0..n).for_each(|_| d.text(&[("fill", QUIET)], Some("end"), &[], "1")))
        };
        assert_eq!(texts(2), "<text text-anchor=\"end\">1</text>\n".repeat(2));
        let shared = "<text>1</text>\n".repeat(3);
        assert_eq!(texts(3), format!("<g text-anchor=\"end\">\n{shared}</g>\n"));
    }
}
