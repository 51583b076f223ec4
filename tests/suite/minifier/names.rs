//! What the names and the texts of a script become.

use std::collections::{BTreeMap, BTreeSet};

use super::tokens::{Kind, Token, is_letter};

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
/// What every page has, which may get a shorter name too.
const GLOBALS: [&str; 11] = [
    "Array",
    "Infinity",
    "Math",
    "Number",
    "Object",
    "String",
    "document",
    "isFinite",
    "null",
    "undefined",
    "window",
];

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Own,
    Text,
    Global,
}

/// What stands for each name of the script's own, and for each text that comes
/// often; the most frequent get the shortest.
pub(super) struct Names<'a> {
    words: BTreeMap<&'a str, String>,
    texts: BTreeMap<&'a str, String>,
    /// What is to be declared: texts and globals.
    pub(super) declared: Vec<String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(tokens: &[Token<'a>]) -> Self {
        let tokens: Vec<Token> =
            tokens.iter().copied().filter(|(kind, _)| *kind != Kind::End).collect();
        let own = own_names(&tokens);
        let mut counts: BTreeMap<(Role, &str), usize> = BTreeMap::new();
        let mut taken: BTreeSet<&str> = RESERVED.into_iter().collect();
        for &(kind, token) in &tokens {
            if kind == Kind::Word && own.contains(token) {
                *counts.entry((Role::Own, token)).or_default() += 1;
            } else if kind == Kind::Word {
                taken.insert(token);
                if GLOBALS.contains(&token) {
                    *counts.entry((Role::Global, token)).or_default() += 1;
                }
            } else if let Some(text) = text_of(kind, token) {
                *counts.entry((Role::Text, text)).or_default() += 1;
            }
        }
        counts.retain(|(role, said), count| match role {
            Role::Own => true,
            Role::Text => pays(said.len(), 3, *count),
            Role::Global => pays(said.len(), 2, *count),
        });
        let mut order: Vec<((Role, &str), usize)> = counts.into_iter().collect();
        order.sort_by_key(|&(name, count)| (usize::MAX - count, name));
        let mut fresh = (0..).map(name_of).filter(|name| !taken.contains(name.as_str()));
        let (mut words, mut texts, mut declared) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for ((role, name), _) in order {
            let Some(short) = fresh.next() else { break };
            match role {
                Role::Own => {}
                Role::Text => declared.push(format!("{short}=\"{name}\"")),
                Role::Global => declared.push(format!("{short}={name}")),
            }
            let of = if role == Role::Text { &mut texts } else { &mut words };
            of.insert(name, short);
        }
        Self { words, texts, declared }
    }

    /// What stands for a token; of a property, what it is called by.
    pub(super) fn short(&self, (kind, token): Token) -> Option<&str> {
        let found = match kind {
            Kind::Word => self.words.get(token),
            _ => self.texts.get(text_of(kind, token)?),
        };
        found.map(String::as_str)
    }
}

/// What a text says, or what a property is called.
fn text_of(kind: Kind, token: &str) -> Option<&str> {
    let quoted = token.strip_prefix('"').and_then(|token| token.strip_suffix('"'));
    match kind {
        Kind::Text => quoted.filter(|text| !text.contains('\\')),
        // digits behind a point are none
        Kind::Property if quoted.is_none() => {
            Some(token).filter(|token| !token.starts_with(|c: char| c.is_ascii_digit()))
        }
        Kind::Property => quoted,
        _ => None,
    }
}

/// Whether a short name, which takes the place of all but `rest` of the given
/// number of letters each time and is declared once (`,ab="…"`), makes fewer
/// bytes.
fn pays(letters: usize, rest: usize, count: usize) -> bool {
    letters > rest && count * (letters - rest) > letters + 6
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
            } else if at(i + 1) == "=" && at(i + 2) == ">" {
                declared.insert(token);
            }
        } else if token == ")" && at(i + 1) == "=" && at(i + 2) == ">" {
            let words = tokens[..i].iter().rev().take_while(|(_, token)| *token != "(");
            declared.extend(words.filter(|(kind, _)| *kind == Kind::Word).map(|(_, word)| word));
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
