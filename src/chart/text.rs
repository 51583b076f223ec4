//! Words that have to fit.

use crate::control_words::into_broken;

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

fn cut(text: &str, limit: usize) -> String {
    let clean = clean(text);
    if clean.chars().count() <= limit {
        return clean;
    }
    let (mut cut, mut room) = (String::new(), limit as f64 - 1.0);
    for c in clean.chars() {
        room -= if matches!(c, 'm' | 'w' | 'M' | 'W' | '@') { 1.6 } else { 1.0 };
        if room < 0.0 {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

/// One line, without characters that XML does not allow.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        let refused = c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
        clean.push(if refused { ' ' } else { c });
    }
    into_broken(clean)
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
        for word in clean(sentence).split_whitespace() {
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
    fn sentences_wrap_at_words() {
        let lines = wrap(&["one two three".to_owned(), "four".to_owned()], 10.0, 45.0);
        assert_eq!(lines, ["one two", "three", "four"]);
        let lines = wrap(&["a ".to_owned() + &"w".repeat(10)], 10.0, 45.0);
        assert_eq!(lines, ["a", "wwww", "wwww", "ww"]);
    }
}
