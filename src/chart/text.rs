//! Texts in pictures: their width, shortened and wrapped where room is short.

use crate::lists::groups_by;
use crate::notebook::{clean, typeset};

/// Longest label in a picture, in characters.
const LABEL: usize = 22;

/// Longest title of an axis.
const TITLE: usize = 36;

/// Longest cell of a table, longest sentence.
const CELL: usize = 100;
const SENTENCE: usize = 600;

/// A label cut to what a picture has room for, free of control characters.
pub(crate) fn label(text: &str) -> String {
    cut(text, LABEL)
}

/// The title of an axis, likewise.
pub(crate) fn title(text: &str) -> String {
    cut(text, TITLE)
}

/// A cell of a table, likewise.
pub(crate) fn cell(text: &str) -> String {
    cut(text, CELL)
}

/// A sentence, likewise.
pub(crate) fn sentence(text: &str) -> String {
    cut(text, SENTENCE)
}

/// Labels that stand together, each cut so that different ones stay different.
pub(crate) fn labels(names: &[String]) -> Vec<String> {
    let mut whole = Vec::with_capacity(names.len());
    for name in names {
        whole.push(name.as_str());
    }
    cut_apart(&whole, LABEL)
}

/// Names in a legend, likewise.
pub(super) fn legend_names(names: &[&str]) -> Vec<String> {
    cut_apart(names, LABEL)
}

/// Titles of axes that stand together, likewise.
pub(super) fn titles(names: &[&str]) -> Vec<String> {
    cut_apart(names, TITLE)
}

/// Cells of one row, likewise.
pub(super) fn cells(texts: &[&str]) -> Vec<String> {
    cut_apart(texts, CELL)
}

/// Names of which a few letters are left, likewise.
pub(crate) fn few_letters(names: &[String], limit: usize) -> Vec<String> {
    let mut whole = Vec::with_capacity(names.len());
    for name in names {
        whole.push(name.as_str());
    }
    cut_apart(&whole, limit)
}

/// Each text cut, those that would look the same in another place.
fn cut_apart(texts: &[&str], limit: usize) -> Vec<String> {
    let mut cuts = Vec::with_capacity(texts.len());
    for text in texts {
        cuts.push(cut(text, limit));
    }
    for alike in groups_by(cuts.len(), &|a, b| cuts[a].cmp(&cuts[b])) {
        let mut different: Vec<String> = Vec::new();
        for &i in &alike {
            let whole = clean(texts[i]);
            if !different.contains(&whole) {
                different.push(whole);
            }
        }
        if different.len() > 1 {
            let told = told_apart(&different, limit);
            for i in alike {
                let whole = clean(texts[i]);
                for (other, cut) in different.iter().zip(&told) {
                    if *other == whole {
                        cuts[i].clone_from(cut);
                    }
                }
            }
        }
    }
    cuts
}

/// Texts with the same beginning: with their ends, or with what follows the
/// part that they share; as a last resort with a number.
fn told_apart(texts: &[String], limit: usize) -> Vec<String> {
    let shared = shared_beginning(texts);
    let room = limit.saturating_sub(1);
    let (mut ends, mut middles, mut numbered) = (Vec::new(), Vec::new(), Vec::new());
    for (i, text) in texts.iter().enumerate() {
        ends.push(format!("{}…{}", first(text, room / 2), last(text, room - room / 2)));
        let rest: String = text.chars().skip(shared).collect();
        let tail = first_of(&rest, room - room / 3);
        middles.push(format!("{}…{tail}", first(text, room / 3)));
        let number = format!(" ({})", i + 1);
        let head = first(text, room.saturating_sub(number.chars().count()));
        numbered.push(format!("{head}…{number}"));
    }
    for cuts in [ends, middles] {
        if all_differ(&cuts) {
            return cuts;
        }
    }
    numbered
}

fn all_differ(texts: &[String]) -> bool {
    groups_by(texts.len(), &|a, b| texts[a].cmp(&texts[b])).len() == texts.len()
}

/// How many characters all texts begin with, up to a border that may be cut.
fn shared_beginning(texts: &[String]) -> usize {
    let Some((one, others)) = texts.split_first() else { return 0 };
    let mut shared = one.chars().count();
    for other in others {
        let mut same = 0;
        for (a, b) in one.chars().zip(other.chars()) {
            if a != b {
                break;
            }
            same += 1;
        }
        shared = shared.min(same);
    }
    while shared > 0 && one.chars().nth(shared).is_some_and(extends) {
        shared -= 1;
    }
    shared
}

/// The first `limit` characters, no border within one that is put together.
fn first(text: &str, limit: usize) -> String {
    let letters = letters(text);
    let kept = kept(letters.iter(), limit);
    if kept.is_empty() { text.chars().take(limit).collect() } else { kept.concat() }
}

/// As many letters as there is room for.
fn kept<'a>(letters: impl Iterator<Item = &'a &'a str>, limit: usize) -> Vec<&'a str> {
    let (mut kept, mut room) = (Vec::new(), limit as f64);
    for &letter in letters {
        room -= letter.chars().map(breadth).sum::<f64>();
        if room < 0.0 {
            break;
        }
        kept.push(letter);
    }
    kept
}

/// Each character with those that belong to it.
fn letters(text: &str) -> Vec<&str> {
    let (mut letters, mut start, mut joined) = (Vec::new(), 0, true);
    for (at, c) in text.char_indices() {
        if !joined && !extends(c) {
            letters.extend(text.get(start..at));
            start = at;
        }
        joined = joins(c);
    }
    letters.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    letters
}

/// The same; an ellipsis where more follows.
fn first_of(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    format!("{}…", first(text, limit.saturating_sub(1)))
}

/// The last `limit` characters, likewise.
fn last(text: &str, limit: usize) -> String {
    let letters = letters(text);
    let mut kept = kept(letters.iter().rev(), limit);
    kept.reverse();
    kept.concat()
}

/// Wide letters take more room.
fn breadth(c: char) -> f64 {
    if matches!(c, 'm' | 'w' | 'M' | 'W' | '@') { 1.6 } else { 1.0 }
}

/// Whether a character belongs to the one before it.
fn extends(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{64b}'..='\u{65f}' | '\u{93c}' | '\u{93e}'..='\u{94d}' | '\u{e31}'
        | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e01ef}')
}

/// Whether it joins the next one to the one before.
fn joins(c: char) -> bool {
    c == '\u{200d}'
}

fn cut(text: &str, limit: usize) -> String {
    let clean = clean(text);
    if clean.chars().count() <= limit {
        return clean;
    }
    format!("{}…", first(&clean, limit.saturating_sub(1)))
}

/// An estimate of how wide a text is, in pixels at `size` pixels. On the wide
/// side, since the reader's fonts are not known here.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let mut width = 0.0;
    for c in text.chars() {
        width += match c {
            'a'..='l' | 'n'..='v' | 'x'..='z' | ' ' | '.' | ',' | '-' => 0.52,
            _ if c.is_ascii() => 0.66,
            _ => 0.85,
        };
    }
    width * size
}

/// Sentences broken into lines of at most `limit` pixels; each begins a line.
pub(crate) fn wrap(sentences: &[String], size: f64, limit: f64) -> Vec<String> {
    let mut lines = Vec::new();
    for sentence in sentences {
        let (mut line, mut broken) = (String::new(), false);
        for word in typeset(sentence).split_whitespace() {
            if width(word, size) > limit {
                lines.extend((!line.is_empty()).then(|| std::mem::take(&mut line)));
                pieces(word, size, limit, &mut lines);
                broken = true;
                continue;
            }
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(&longer, size) > limit && !line.is_empty() {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            } else {
                line = longer;
            }
        }
        // an empty sentence keeps its line
        if !line.is_empty() || !broken {
            lines.push(line);
        }
    }
    lines
}

/// A word that no line has room for, in lines that hold its widest letters.
fn pieces(word: &str, size: f64, limit: f64, lines: &mut Vec<String>) {
    let widest = size * 0.98;
    let (mut piece, mut room) = (String::new(), limit);
    for c in word.chars() {
        room -= widest;
        if room < 0.0 && !piece.is_empty() {
            lines.push(std::mem::take(&mut piece));
            room = limit - widest;
        }
        piece.push(c);
    }
    lines.push(piece);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_cut_and_control_characters_go() {
        assert_eq!(label("price"), "price");
        assert_eq!(label("a\nb\u{0}c"), "a b c");
        assert_eq!(label(&"x".repeat(10_000)).chars().count(), LABEL);
    }

    #[test]
    fn labels_that_stand_together_stay_different_where_they_are_cut() {
        let same = "the share of households with a yearly income that ";
        let own = |ends: &[&str]| ends.iter().map(|end| format!("{same}{end}")).collect::<Vec<_>>();
        let ends = own(&["is above 10,000", "is above 20,000"]);
        assert_eq!(labels(&ends), ["the share …bove 10,000", "the share …bove 20,000"]);
        let longer = " euros, before taxes, by district";
        let middles = own(&[&format!("is 10{longer}"), &format!("is 20{longer}")]);
        assert_eq!(labels(&middles), ["the sha…10 euros, bef…", "the sha…20 euros, bef…"]);
        let long = |number: usize| {
            let mut words = vec!["a"; 90];
            words[30 * number] = "b";
            words.concat()
        };
        let hidden = vec![long(1), long(2), long(0)];
        let cut = labels(&hidden);
        assert!(all_differ(&cut), "{cut:?}");
        for cut in [cut, labels(&ends), labels(&middles)].concat() {
            assert!(cut.chars().count() <= LABEL, "{cut}");
            assert_eq!(label(&cut), cut);
        }
        // the same name twice is the same label
        assert_eq!(labels(&["x".repeat(50), "x".repeat(50)])[0], label(&"x".repeat(50)));
        assert_eq!(labels(&["price".to_owned(), "model".to_owned()]), ["price", "model"]);
    }

    #[test]
    fn characters_that_are_put_together_are_not_cut() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        assert_eq!(first(&format!("a{family}b"), 2), "a");
        assert_eq!(first(&format!("a{family}b"), 6), format!("a{family}"));
        assert_eq!(first("ae\u{301}x", 2), "a");
        assert_eq!(last("xe\u{301}a", 2), "a");
        assert_eq!(last(&format!("a{family}b"), 3), "b");
    }

    #[test]
    fn hyphens_that_are_minus_signs_become_such() {
        let cases = [
            ("-1", "−1"),
            ("x2 = -0.5·x1 - 0.7692", "x2 = −0.5·x1 − 0.7692"),
            ("1 if a - b > 0, else -1 (no).", "1 if a − b > 0, else −1 (no)."),
            ("0.9 × (-0.3)", "0.9 × (−0.3)"),
            ("x2 = -x1 + 1", "x2 = −x1 + 1"),
            ("[-1, -∞]", "[−1, −∞]"),
            ("1e-7", "1e−7"),
        ];
        for (text, wanted) in cases {
            assert_eq!(typeset(text), wanted);
            assert_eq!(typeset(wanted), wanted);
        }
        for text in
            ["well-known", "size-5", "2024-05-01", "north - south", "a -b", "a--1", "-", "x_-1", ""]
        {
            assert_eq!(typeset(text), text);
        }
    }

    #[test]
    fn sentences_wrap_at_words() {
        let lines = wrap(&["one two three".to_owned(), "four".to_owned()], 10.0, 45.0);
        assert_eq!(lines, ["one two", "three", "four"]);
        let lines = wrap(&["a ".to_owned() + &"w".repeat(10)], 10.0, 45.0);
        assert_eq!(lines, ["a", "wwww", "wwww", "ww"]);
    }
}
