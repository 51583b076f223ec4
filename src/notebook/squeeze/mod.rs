//! Scripts as short as they go: without comments, spaces that nothing needs, and
//! long names of what is their own.

use std::collections::{BTreeMap, BTreeSet};

/// Words of the language, of which none is a name.
const RESERVED: [&str; 32] = [
    "as",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "default",
    "delete",
    "do",
    "else",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "in",
    "instanceof",
    "is",
    "let",
    "new",
    "null",
    "of",
    "return",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "while",
];
/// After these, a slash begins a pattern.
const BEFORE_PATTERN: &str = "(,=:[!&|?{};+-*<>";
/// At the end of a line, these say that the statement goes on or is over.
const OPEN_ENDS: &str = "{;,([=+-*/<>&|?:.!";
/// Nor does a statement end before these.
const CONTINUES: &str = "})],;.?:&|=*/<>";

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
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

type Token<'a> = (Kind, &'a str);

/// A script that does the same in fewer bytes. What it calls its own (functions,
/// variables, parameters) gets short names; properties keep theirs. It has no
/// `{ name }` that stands for `{ name: name }`, and no empty statement.
pub(super) fn squeeze(script: &str) -> String {
    let tokens = tokens(script);
    let names = short_names(&tokens);
    let tokens = with_arrows(tokens);
    let mut text = String::with_capacity(script.len() / 2);
    let mut last = (Kind::Mark, ";");
    for (i, &(kind, token)) in tokens.iter().enumerate() {
        if kind == Kind::End {
            let next = tokens[i..].iter().find(|(kind, _)| *kind != Kind::End);
            let goes_on = next.is_none_or(|(kind, next)| {
                *kind == Kind::Mark && next.chars().all(|mark| CONTINUES.contains(mark))
            });
            let over = last.0 == Kind::Mark && last.1.chars().all(|mark| OPEN_ENDS.contains(mark));
            if !goes_on && !over {
                text.push('\n');
                last = (Kind::Mark, ";");
            }
            continue;
        }
        if token == "}" && text.ends_with(';') {
            text.pop();
        }
        let together = is_letters(last.1) && is_letters(token);
        let doubled = (token.starts_with('+') && last.1.ends_with('+'))
            || (token.starts_with('-') && last.1.ends_with('-'));
        if together || doubled {
            text.push(' ');
        }
        let short = (kind == Kind::Word).then(|| names.get(token)).flatten();
        text.push_str(short.map_or(token, String::as_str));
        last = (kind, token);
    }
    text.push('\n');
    text
}

/// Not a text, which begins with a quote.
fn is_letters(token: &str) -> bool {
    token.starts_with(is_letter)
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn tokens(script: &str) -> Vec<Token<'_>> {
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
        if tokens[i].0 == Kind::Word && (before == "." || is_key) {
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

/// Functions without a name as `(a) => ...`, which is the same where there is no
/// `this`.
fn with_arrows(tokens: Vec<Token>) -> Vec<Token> {
    if tokens.iter().any(|(_, token)| matches!(*token, "this" | "arguments")) {
        return tokens;
    }
    let mut out: Vec<Option<Token>> = tokens.iter().copied().map(Some).collect();
    let seen: Vec<usize> = (0..tokens.len()).filter(|i| tokens[*i].0 != Kind::End).collect();
    let closing = brackets(&tokens, &seen);
    let at = |place: usize| seen.get(place).map_or("", |i| tokens[*i].1);
    for place in 1..seen.len() {
        let before = matches!(at(place - 1), "(" | "," | "=" | ":" | "[" | "return");
        if at(place) != "function" || at(place + 1) != "(" || !before {
            continue;
        }
        let Some(&end_of_names) = closing.get(&(place + 1)) else { continue };
        let Some(&end) = closing.get(&(end_of_names + 1)) else { continue };
        if !matches!(at(end + 1), "," | ")" | ";" | "]" | "}") {
            continue;
        }
        let mut put = |place: usize, token: Option<&'static str>| {
            out[seen[place]] = token.map(|token| (Kind::Mark, token));
        };
        put(place, None);
        if end_of_names == place + 3 {
            put(place + 1, None);
            put(end_of_names, None);
        }
        let open = end_of_names + 1;
        // statements of the body itself
        let (mut inner, mut ends, mut list) = (open + 1, Vec::new(), false);
        while inner < end {
            match at(inner) {
                ";" => ends.push(inner),
                "," => list = true,
                _ => {}
            }
            inner = closing.get(&inner).copied().unwrap_or(inner) + 1;
        }
        if at(open + 1) == "return" && ends == [end - 1] && at(open + 2) != ";" {
            let boxed = list || at(open + 2) == "{";
            put(open, Some(if boxed { "=>(" } else { "=>" }));
            put(open + 1, None);
            put(end - 1, None);
            put(end, boxed.then_some(")"));
        } else {
            put(open, Some("=>{"));
        }
    }
    out.into_iter().flatten().collect()
}

/// Where the bracket that each one opens is closed, by places in `seen`.
fn brackets(tokens: &[Token], seen: &[usize]) -> BTreeMap<usize, usize> {
    let (mut open, mut closing) = (Vec::new(), BTreeMap::new());
    for (place, &i) in seen.iter().enumerate() {
        match tokens[i] {
            (Kind::Mark, "(" | "[" | "{") => open.push(place),
            (Kind::Mark, ")" | "]" | "}") => {
                if let Some(begin) = open.pop() {
                    closing.insert(begin, place);
                }
            }
            _ => {}
        }
    }
    closing
}

/// What each name becomes; the names used most become the shortest.
fn short_names<'a>(tokens: &[Token<'a>]) -> BTreeMap<&'a str, String> {
    let tokens: Vec<Token> =
        tokens.iter().copied().filter(|(kind, _)| *kind != Kind::End).collect();
    let own = own_names(&tokens);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut taken: BTreeSet<&str> = RESERVED.into_iter().collect();
    for &(kind, word) in &tokens {
        match kind {
            Kind::Word if own.contains(word) => *counts.entry(word).or_default() += 1,
            Kind::Word => {
                taken.insert(word);
            }
            _ => {}
        }
    }
    let mut order: Vec<(&str, usize)> = counts.into_iter().collect();
    order.sort_by_key(|&(word, count)| (usize::MAX - count, word));
    let mut fresh = (0..).map(name_of).filter(|name| !taken.contains(name.as_str()));
    order.into_iter().filter_map(|(word, _)| Some((word, fresh.next()?))).collect()
}

/// `a`, `b`, ... `Z`, `aa`, ...
fn name_of(mut i: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[i % LETTERS.len()]));
        if i < LETTERS.len() {
            return name;
        }
        i = i / LETTERS.len() - 1;
    }
}

/// Names that the script declares.
fn own_names<'a>(tokens: &[Token<'a>]) -> BTreeSet<&'a str> {
    let (mut declared, mut kept) = (BTreeSet::new(), BTreeSet::new());
    for (i, &(kind, token)) in tokens.iter().enumerate() {
        let at = |i: usize| tokens.get(i).map_or("", |(_, token)| *token);
        if kind == Kind::Text && token.starts_with('`') {
            kept.extend(token.split(|c| !is_letter(c)));
        } else if kind == Kind::Word {
            if token == "function" || token == "catch" {
                let name = usize::from(at(i + 1) != "(");
                if name == 1 {
                    declared.insert(at(i + 1));
                }
                let words = tokens[i + 1 + name..].iter().take_while(|(_, token)| *token != ")");
                declared
                    .extend(words.filter(|(kind, _)| *kind == Kind::Word).map(|(_, word)| word));
            } else if token == "var" {
                declared.extend(declared_by(&tokens[i + 1..]));
            }
        }
    }
    declared.retain(|word| !kept.contains(word) && !RESERVED.contains(word));
    declared
}

/// The names of `var a = f(1, 2), b;`.
fn declared_by<'a>(tokens: &[Token<'a>]) -> Vec<&'a str> {
    let (mut names, mut depth, mut begins) = (Vec::new(), 0_i32, true);
    for &(kind, token) in tokens {
        if begins && kind == Kind::Word {
            names.push(token);
        }
        begins = false;
        match (kind, token) {
            (Kind::Mark, "(" | "[" | "{") => depth += 1,
            (Kind::Mark, ")" | "]" | "}") => depth -= 1,
            (Kind::Mark, ",") if depth == 0 => begins = true,
            (Kind::Mark, ";") if depth == 0 => return names,
            _ => {}
        }
        if depth < 0 {
            return names;
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_names_are_short_and_properties_stay() {
        let script = "// a comment\nfunction area(circle) {\n  var radius = circle.radius, two = 2;\n  \
                      return Math.PI * Math.pow(radius, two);\n}\n";
        let short = "function d(a){var b=a.radius,c=2;return Math.PI*Math.pow(b,c)}\n";
        assert_eq!(squeeze(script), short);
        let keys = "var one = 1;\nf({ one: one, two: two }, one ? one : two);\n";
        assert_eq!(squeeze(keys), "var a=1;f({one:a,two:two},a?a:two);\n");
    }

    #[test]
    fn texts_and_patterns_stay() {
        for text in ["\"// a  b\\\" c\"", "'it  is'", "/[/ ]  x/gu", "`a  ${b}`"] {
            let script = format!("f({text});\n");
            assert_eq!(squeeze(&script), script);
        }
        assert_eq!(squeeze("var half = 1 / 2, less = half / 2;\n"), "var a=1/2,b=a/2;\n");
    }

    #[test]
    fn what_needs_a_space_or_a_line_keeps_it() {
        assert_eq!(
            squeeze("x = y + +z - -w++;\nreturn typeof x\n"),
            "x=y+ +z- -w++;return typeof x\n"
        );
        assert_eq!(squeeze("var f = function () {}\ng()\n"), "var a=function(){}\ng()\n");
    }

    #[test]
    fn functions_without_a_name_become_arrows() {
        for (script, short) in [
            ("f(function (one) { return one + 1; });", "f(a=>a+1);"),
            (
                "f(function (one, two) { return { key: one, two: two }; });",
                "f((a,b)=>({key:a,two:b}));",
            ),
            ("x.y = function () { f(); return g(); };", "x.y=()=>{f();return g()};"),
            ("f(function () { return function (one) { return one; }; });", "f(()=>a=>a);"),
            ("x = y || function () {};", "x=y||function(){};"),
            ("f(function () { return this; });", "f(function(){return this});"),
            ("f(function named(one) { return one; });", "f(function b(a){return a});"),
        ] {
            assert_eq!(squeeze(script), format!("{short}\n"));
        }
    }

    #[test]
    fn names_of_others_are_not_taken() {
        assert_eq!(squeeze("var long = a + b;\nlong += 1;\n"), "var c=a+b;c+=1;\n");
    }
}
