//! A script as words, texts and marks.

/// After these, a slash begins a pattern.
const BEFORE_PATTERN: &str = "(,=:[!&|?{};+-*<>";

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A name, a word of the language or a number.
    Word,
    /// Of a property: behind a dot, or a key.
    Property,
    /// A text or a pattern, which stays as it is.
    Text,
    Mark,
    /// The end of a line.
    End,
}

pub(super) type Token<'a> = (Kind, &'a str);

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

pub(super) fn tokens(script: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = if first == '\n' {
            (Kind::End, 1)
        } else if first.is_whitespace() {
            rest = &rest[first.len_utf8()..];
            continue;
        } else if rest.starts_with("//") {
            rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            continue;
        } else if is_letter(first) {
            (Kind::Word, rest.find(|c| !is_letter(c)).unwrap_or(rest.len()))
        } else if matches!(first, '"' | '\'' | '`') || (first == '/' && begins_pattern(&tokens)) {
            (Kind::Text, length_of_text(rest, first))
        } else if rest.starts_with("...") {
            (Kind::Mark, 3)
        } else if rest.starts_with("++") || rest.starts_with("--") {
            (Kind::Mark, 2)
        } else {
            (Kind::Mark, first.len_utf8())
        };
        let (token, behind) = rest.split_at(length);
        tokens.push((kind, token));
        rest = behind;
    }
    mark_properties(&mut tokens);
    tokens
}

fn mark_properties(tokens: &mut [Token]) {
    let seen: Vec<usize> = (0..tokens.len()).filter(|i| tokens[*i].0 != Kind::End).collect();
    for (place, &i) in seen.iter().enumerate() {
        let at =
            |place: Option<usize>| place.and_then(|p| seen.get(p)).map_or("", |i| tokens[*i].1);
        let (before, behind) = (at(place.checked_sub(1)), at(Some(place + 1)));
        let is_key = behind == ":" && matches!(before, "{" | ",");
        let of_property = match tokens[i].0 {
            Kind::Word => before == "." || is_key,
            Kind::Text => is_key,
            _ => false,
        };
        if of_property {
            tokens[i].0 = Kind::Property;
        }
    }
}

fn begins_pattern(tokens: &[Token]) -> bool {
    match tokens.iter().rev().find(|(kind, _)| *kind != Kind::End) {
        Some((Kind::Mark, mark)) => BEFORE_PATTERN.contains(mark),
        Some((_, word)) => *word == "return",
        None => true,
    }
}

/// Up to the next `end` outside of brackets (of a pattern) without a backslash
/// before it.
fn length_of_text(rest: &str, end: char) -> usize {
    let (mut escaped, mut in_class) = (false, false);
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' if end == '/' => in_class = true,
            ']' if end == '/' => in_class = false,
            c if c == end && !in_class => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}
