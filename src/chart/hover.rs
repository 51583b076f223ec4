//! The texts under the pointer, as a Plotly trace has them.

use super::number::significant;
use super::text::{cell, title};
use crate::chart::live::object::Json;
use crate::chart::live::words::escape;
use crate::chart::{Axis, Cells, Mark, Panel, Ticks};
use crate::lists::mapped;
use crate::notebook::typeset;

/// In a text of a marker, where the names and the values of both axes stand, or
/// those of the axis to the right alone.
pub(crate) const PLACE: char = '\n';
pub(crate) const ALONG: char = '\t';
/// Before what a network makes of a sample, which differs between the frames of a film.
pub(crate) const ANSWER: char = '\u{b}';

/// Letters of a template up to which a label is one line.
const LINE: usize = 80;

/// The name of what is drawn without saying anything.
const DRAWING: &str = "drawing";
/// Of markers that each say something.
const MARKERS: &str = "markers";

/// The parts of a trace that are about the pointer.
pub(super) struct Hover {
    pub(super) name: String,
    pub(super) info: Option<&'static str>,
    pub(super) template: Option<String>,
    /// What differs from place to place.
    pub(super) parts: Vec<Part>,
}

/// A text, as a number where it is one; or several of them.
#[derive(Clone)]
pub(super) enum Part {
    Whole(u32),
    Text(String),
    Several(Vec<Part>),
}

impl Json for Part {
    fn write(&self, out: &mut String) {
        match self {
            Self::Whole(number) => number.write(out),
            Self::Text(text) => text.write(out),
            Self::Several(parts) => parts.write(out),
        }
    }
}

impl Part {
    fn of(text: &String) -> Self {
        match text.parse() {
            Ok(number) if format!("{number}") == *text => Self::Whole(number),
            _ => Self::Text(text.clone()),
        }
    }
}

impl Hover {
    /// What a mark of a panel tells: the texts of its places, or its name, with
    /// the values of the axes where it has many places; else nothing.
    pub(super) fn of(mark: &Mark, panel: &Panel) -> Self {
        let legend = mark.legend_name();
        let mut told = match mark {
            Mark::Cells(cells) => Self::output(cells),
            Mark::Text { text, .. } => Self::nothing(text),
            Mark::Area { hover, .. } if hover.is_empty() => Self::nothing(""),
            Mark::Area { hover, .. } => Self { info: Some("text"), ..Self::nothing(hover) },
            Mark::Points { hover, .. } if !hover.is_empty() => Self::each(hover, panel),
            Mark::Points { name, .. } => Self::values(name, panel),
            Mark::Curve { name, hover, .. } => {
                Self::values(if hover.is_empty() { name } else { hover }, panel)
            }
            Mark::Line { name, hover, dots, at, .. } => {
                let said = if hover.is_empty() { name } else { hover };
                let whole = at.len() == 2 || !name.is_empty() && hover == name;
                if whole && !dots { Self::whole(said) } else { Self::values(said, panel) }
            }
        };
        if let Some(name) = legend {
            if told.info == Some("name") && told.name != name {
                told.info = None;
                told.template = Some(format!("{}<extra></extra>", literal(&told.name)));
            }
            told.name = name;
        }
        told.name = escape(&told.name);
        told
    }

    fn nothing(name: &str) -> Self {
        let name = if name.is_empty() { DRAWING } else { name };
        Self { name: cell(name), info: Some("skip"), template: None, parts: Vec::new() }
    }

    /// The output of a cell.
    fn output(cells: &Cells) -> Self {
        let Some(told) = &cells.told else { return Self::nothing("") };
        let template = Some(format!("{}<extra></extra>", told.template()));
        Self { info: None, template, ..Self::nothing("output") }
    }

    /// The same words wherever it is pointed at.
    fn whole(said: &str) -> Self {
        let info = Some(if said.is_empty() { "skip" } else { "name" });
        Self { info, ..Self::nothing(said) }
    }

    /// The values of a place, and a name beside them.
    fn values(name: &str, panel: &Panel) -> Self {
        let values = coordinates(panel, 2);
        if name.is_empty() || values.is_empty() {
            return Self::whole(name);
        }
        let template = format!("{values}<extra>{}</extra>", literal(&cell(name)));
        Self { info: None, template: Some(template), ..Self::nothing(name) }
    }

    /// A text for each place.
    fn each(texts: &[String], panel: &Panel) -> Self {
        let (mut before, mut behind, mut axes) = (Vec::new(), Vec::new(), 0);
        for text in texts {
            let text = &text.replace(ANSWER, ", ");
            let (first, second) = text.split_once([PLACE, ALONG]).unwrap_or((text, ""));
            before.push(escape(&cell(first)));
            behind.push(escape(&cell(second)));
            if let Some(sign) = text.chars().find(|c| [PLACE, ALONG].contains(c)) {
                axes = axes.max(if sign == PLACE { 2 } else { 1 });
            }
        }
        let mut columns = Vec::new();
        let mut said = shared(&before, &mut columns);
        let tail = shared(&behind, &mut columns);
        let values = coordinates(panel, axes);
        let long = said.len() + values.len() + tail.len() > LINE;
        for (between, part) in [(": ", values), (if long { "<br>" } else { "; " }, tail)] {
            if !said.is_empty() && !part.is_empty() {
                said.push_str(between);
            }
            said.push_str(&part);
        }
        if said.is_empty() {
            return Self::nothing("");
        }
        if columns.len() == 1 {
            said = said.replace(&place_for(0), "%{customdata}");
        }
        let template = Some(format!("{said}<extra></extra>"));
        Self { info: None, template, parts: rows_of(columns), ..Self::nothing(MARKERS) }
    }
}

/// `x1 = %{x}, x2 = %{y}`: of the first axes, with numbers.
fn coordinates(panel: &Panel, axes: usize) -> String {
    let mut values = Vec::new();
    if panel.x.title.is_empty() && panel.y.title.is_empty() {
        return String::new();
    }
    for (axis, letter) in [(&panel.x, 'x'), (&panel.y, 'y')].into_iter().take(axes) {
        if tells_values(axis) {
            let name = if axis.title.is_empty() { "value" } else { &axis.title };
            values.push(format!("{} = %{{{letter}}}", literal(&title(name))));
        }
    }
    values.join(", ")
}

/// What is told of each place of a mark in a film: as of a live figure, without what
/// a network makes of a sample. One text is that of the whole mark.
pub(super) fn titles(mark: &Mark, panel: &Panel) -> Vec<String> {
    match mark {
        Mark::Points { at, hover, .. } if hover.len() == at.len() => {
            at.iter().zip(hover).map(|(at, text)| title_of(text, *at, panel)).collect()
        }
        // beside bars stands what they say, and a diagram has too many lines
        _ if !tells_values(&panel.y) => Vec::new(),
        Mark::Line { name, hover, .. } => {
            vec![typeset(if hover.is_empty() { name } else { hover })]
        }
        Mark::Area { hover, .. } => vec![typeset(hover)],
        _ => Vec::new(),
    }
}

/// `row 3: x1 = 0.5, x2 = 1.9; target 1`
fn title_of(text: &str, at: [f64; 2], panel: &Panel) -> String {
    let (before, behind) = text.split_once([PLACE, ALONG]).unwrap_or((text, ""));
    let axes = if text.contains(PLACE) { 2 } else { usize::from(text.contains(ALONG)) };
    let mut values = Vec::new();
    for (axis, value) in [&panel.x, &panel.y].into_iter().zip(at).take(axes) {
        if tells_values(axis) && !axis.title.is_empty() {
            values.push(format!("{} = {}", title(&axis.title), significant(value, 6)));
        }
    }
    let targets = behind.split("; ").filter_map(|said| said.split(ANSWER).next());
    let parts = [&values.join(", "), &targets.collect::<Vec<_>>().join("; ")];
    let mut said = before.to_owned();
    for (between, part) in [": ", "; "].into_iter().zip(parts) {
        if !said.is_empty() && !part.is_empty() {
            said.push_str(between);
        }
        said.push_str(part);
    }
    typeset(&said)
}

/// Whether places on an axis are numbers that can be told.
pub(super) fn tells_values(axis: &Axis) -> bool {
    !matches!(axis.ticks, Ticks::Named(_) | Ticks::Hidden)
}

/// Words of a template: a brace in a name would be read as a place for a value.
fn literal(text: &str) -> String {
    braceless(&escape(text))
}

fn braceless(text: &str) -> String {
    text.replace('{', "&#123;")
}

fn place_for(column: usize) -> String {
    format!("%{{customdata[{column}]}}")
}

/// The words that all texts share, around places for those that differ, which
/// become columns.
fn shared(texts: &[String], columns: &mut Vec<Vec<Part>>) -> String {
    let texts = cut(texts);
    let Some(one) = texts.first() else { return String::new() };
    let mut template = String::new();
    for (i, word) in one.iter().enumerate() {
        let words: Vec<&String> = texts.iter().filter_map(|words| words.get(i)).collect();
        if words.iter().all(|other| *other == word) {
            template.push_str(&braceless(word));
        } else {
            template.push_str(&place_for(columns.len()));
            columns.push(words.into_iter().map(Part::of).collect());
        }
    }
    template
}

/// Each text in as many parts: its words, or else what all begin with, what differs
/// and what all end with.
fn cut(texts: &[String]) -> Vec<Vec<String>> {
    let words: Vec<Vec<String>> = mapped(texts, &|text| words_of(text));
    let Some(one) = words.first() else { return words };
    let shortest = words.iter().map(Vec::len).min().unwrap_or(0);
    if words.iter().all(|words| words.len() == shortest) {
        return words;
    }
    let same = |i: usize| words.iter().all(|words| words.get(i) == one.get(i));
    let head = (0..shortest).take_while(|i| same(*i)).count();
    let same =
        |i: usize| words.iter().all(|words| words.iter().nth_back(i) == one.iter().nth_back(i));
    let tail = (0..shortest - head).take_while(|i| same(*i)).count();
    let mut cut = Vec::with_capacity(words.len());
    for words in &words {
        let (rest, end) = words.split_at(words.len() - tail);
        let (start, middle) = rest.split_at(head);
        cut.push(vec![start.concat(), middle.concat(), end.concat()]);
    }
    cut
}

/// Words, and what is between them.
fn words_of(text: &str) -> Vec<String> {
    let is_between = |c: char| [' ', ','].contains(&c);
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.chars() {
        let between = is_between(c);
        match words.last_mut().filter(|_| before == Some(between)) {
            Some(word) => word.push(c),
            None => words.push(c.into()),
        }
        before = Some(between);
    }
    words
}

/// What each place has in the columns.
fn rows_of(mut columns: Vec<Vec<Part>>) -> Vec<Part> {
    if columns.len() < 2 {
        return columns.pop().unwrap_or_default();
    }
    let places = columns.first().map_or(0, Vec::len);
    let row = |i| Part::Several(columns.iter().filter_map(|parts| parts.get(i).cloned()).collect());
    (0..places).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::live::object::written;

    fn told(texts: &[&str]) -> (String, String) {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let mut columns = Vec::new();
        let template = shared(&texts, &mut columns);
        (template, written(&rows_of(columns)))
    }

    #[test]
    fn words_that_all_texts_share_are_written_once() {
        let (template, parts) = told(&["row 3, of all", "row 11, of all"]);
        assert_eq!((&*template, &*parts), ("row %{customdata[0]}, of all", "[3,11]"));
        let (template, parts) = told(&["row 3 is 0.5", "row 7 is 2"]);
        let wanted = ("row %{customdata[0]} is %{customdata[1]}", "[[3,\"0.5\"],[7,2]]");
        assert_eq!((&*template, &*parts), wanted);
        let (template, parts) = told(&["a row 3", "a rows 1, 2", "a row"]);
        assert_eq!(
            (&*template, &*parts),
            ("a %{customdata[0]}", "[\"row 3\",\"rows 1, 2\",\"row\"]")
        );
        assert_eq!(told(&["a {b}", "a {b}"]), ("a &#123;b}".to_owned(), "[]".to_owned()));
        assert_eq!(told(&["007", "7"]).1, "[\"007\",7]");
    }
}
