//! Texts as they are shown: without control characters, with minus signs.

use crate::control_words::into_broken;

/// The sign of what is below 0; a hyphen is shorter and lower.
const MINUS: char = '\u{2212}';

/// One line, without characters that XML does not allow.
pub(crate) fn clean(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        let refused = c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}');
        clean.push(if refused { ' ' } else { c });
    }
    into_broken(clean)
}

/// A line as pictures show it: a hyphen that is a minus sign becomes one, before
/// a number, in an exponent, and before the terms of an equation.
pub(crate) fn typeset(text: &str) -> String {
    let letters: Vec<char> = clean(text).chars().collect();
    let equation = letters.iter().any(|c| matches!(c, '=' | '<' | '>' | '·' | '×'));
    let mut typeset = String::with_capacity(text.len());
    for (i, &c) in letters.iter().enumerate() {
        let (before, after) = letters.split_at(i);
        let is_minus = c == '-' && is_minus(before, after.get(1..).unwrap_or_default(), equation);
        typeset.push(if is_minus { MINUS } else { c });
    }
    typeset
}

fn is_minus(before: &[char], after: &[char], equation: bool) -> bool {
    let number = after.first().is_some_and(|c| c.is_ascii_digit() || *c == '∞');
    match (before, after) {
        // 1e-5, but not size-5 nor 2024-05
        ([.., digit, 'e'], _) if digit.is_ascii_digit() => number,
        ([.., ' '], [' ', ..]) => equation && before.len() > 1,
        ([.., ' '], [letter, ..]) if letter.is_alphabetic() => equation,
        ([.., last], _) => number && !last.is_alphanumeric() && !matches!(last, '_' | '-' | '.'),
        ([], _) => number,
    }
}
