//! Functions and branches in the shortest form that does the same.

use std::collections::BTreeMap;

use super::tokens::{Kind, Token};

/// Words after which a statement stays in its braces: it has statements of its
/// own, or declares something.
const IN_BRACES: [&str; 8] = ["if", "for", "while", "do", "switch", "try", "var", "function"];

struct Shapes<'a> {
    tokens: Vec<Token<'a>>,
    /// Where the tokens other than ends of lines are.
    seen: Vec<usize>,
    /// Where the bracket that each one opens is closed, and the other way round,
    /// by places in `seen`.
    closing: Vec<Option<usize>>,
    opening: Vec<Option<usize>>,
    out: Vec<Option<Token<'a>>>,
}

/// Functions without a name as `(a) => ...`, which is the same where there is no
/// `this`; those of the whole script in front of it, where all of it finds them;
/// and single statements without braces.
pub(super) fn shortened(tokens: Vec<Token>) -> Vec<Token> {
    let with_this = tokens.iter().any(|(_, token)| matches!(*token, "this" | "arguments"));
    let mut shapes = Shapes::of(with_joined_lists(tokens));
    shapes.open_branches();
    if with_this {
        return shapes.out.into_iter().flatten().collect();
    }
    shapes.turn_nameless();
    let front = shapes.turn_named();
    shapes.moved(&front)
}

/// Without the functions of the script that nothing else in it mentions.
pub(super) fn without_unused(mut tokens: Vec<Token>) -> Vec<Token> {
    loop {
        let mut mentions: BTreeMap<&str, usize> = BTreeMap::new();
        for (kind, token) in &tokens {
            if *kind == Kind::Word {
                *mentions.entry(token).or_default() += 1;
            }
        }
        let shapes = Shapes::of(tokens);
        let mut kept: Vec<Option<Token>> = shapes.out.clone();
        for (place, end) in shapes.named() {
            let (name, range) = (shapes.at(place + 1), shapes.seen[place]..=shapes.seen[end]);
            let own =
                shapes.tokens[range.clone()].iter().filter(|token| **token == (Kind::Word, name));
            if mentions.get(name) == Some(&own.count()) {
                kept[range].fill(None);
            }
        }
        let n = kept.len();
        tokens = kept.into_iter().flatten().collect();
        if tokens.len() == n {
            return tokens;
        }
    }
}

/// `var a;var b;` as `var a,b;`.
fn with_joined_lists(tokens: Vec<Token>) -> Vec<Token> {
    let shapes = Shapes::of(tokens);
    let mut out = shapes.out.clone();
    for place in 0..shapes.seen.len() {
        if shapes.at(place) != "var" || shapes.before(place) == "(" {
            continue;
        }
        let mut end = place;
        while !matches!(shapes.at(end), ";" | "}" | "") {
            end = shapes.closed(end).unwrap_or(end) + 1;
        }
        if shapes.at(end) == ";" && shapes.at(end + 1) == "var" {
            out[shapes.seen[end]..=shapes.seen[end + 1]].fill(None);
            out[shapes.seen[end]] = Some((Kind::Mark, ","));
        }
    }
    out.into_iter().flatten().collect()
}

impl<'a> Shapes<'a> {
    fn of(tokens: Vec<Token<'a>>) -> Self {
        let seen: Vec<usize> = (0..tokens.len()).filter(|i| tokens[*i].0 != Kind::End).collect();
        let (mut open, mut closing) = (Vec::new(), vec![None; seen.len()]);
        let mut opening = closing.clone();
        for (place, &i) in seen.iter().enumerate() {
            match tokens[i] {
                (Kind::Mark, "(" | "[" | "{") => open.push(place),
                (Kind::Mark, ")" | "]" | "}") => {
                    if let Some(begin) = open.pop() {
                        closing[begin] = Some(place);
                        opening[place] = Some(begin);
                    }
                }
                _ => {}
            }
        }
        let out = tokens.iter().copied().map(Some).collect();
        Self { tokens, seen, closing, opening, out }
    }

    /// Where the bracket at a place is closed.
    fn closed(&self, place: usize) -> Option<usize> {
        self.closing.get(place).copied().flatten()
    }

    fn at(&self, place: usize) -> &'a str {
        self.seen.get(place).map_or("", |i| self.tokens[*i].1)
    }

    fn before(&self, place: usize) -> &'a str {
        place.checked_sub(1).map_or("", |place| self.at(place))
    }

    fn put(&mut self, place: usize, mark: Option<&'static str>) {
        self.out[self.seen[place]] = mark.map(|mark| (Kind::Mark, mark));
    }

    /// Where the statements of a block end, and whether there is a comma between
    /// its brackets.
    fn statements(&self, open: usize, end: usize) -> (Vec<usize>, bool) {
        let (mut inner, mut ends, mut list) = (open + 1, Vec::new(), false);
        while inner < end {
            match self.at(inner) {
                ";" => ends.push(inner),
                "," => list = true,
                _ => {}
            }
            inner = self.closed(inner).unwrap_or(inner) + 1;
        }
        (ends, list)
    }

    fn open_branches(&mut self) {
        for open in 0..self.seen.len() {
            let Some(end) = self.closed(open) else { continue };
            let before = self.before(open);
            let begin = open.checked_sub(1).and_then(|place| self.opening[place]);
            let of_branch = before == "else"
                || begin.is_some_and(|begin| matches!(self.before(begin), "if" | "for" | "while"));
            let single = self.statements(open, end).0 == [end.saturating_sub(1)];
            if self.at(open) == "{"
                && of_branch
                && single
                && !IN_BRACES.contains(&self.at(open + 1))
            {
                // with the ends of lines beside them
                self.out[self.seen[open]..self.seen[open + 1]].fill(None);
                self.out[self.seen[end - 1] + 1..=self.seen[end]].fill(None);
            }
        }
    }

    fn turn_nameless(&mut self) {
        for place in 1..self.seen.len() {
            if self.at(place) == ">" && self.before(place) == "=" && self.at(place + 1) == "{" {
                self.body(place + 1, ["", "(", "{"]);
            }
            let before = matches!(self.before(place), "(" | "," | "=" | ":" | "[" | "return");
            if self.at(place) != "function" || self.at(place + 1) != "(" || !before {
                continue;
            }
            let Some(end) = self.end_of(place + 1) else { continue };
            if matches!(self.at(end + 1), "," | ")" | ";" | "]" | "}") {
                self.put(place, None);
                self.turn(place + 1);
            }
        }
    }

    /// Where a function ends whose parameters begin here.
    fn end_of(&self, names: usize) -> Option<usize> {
        self.closed(self.closed(names)? + 1)
    }

    /// What an arrow leads to: `{ return b; }` as `b`.
    fn body(&mut self, open: usize, arrow: [&'static str; 3]) {
        let Some(end) = self.closed(open) else { return };
        let (ends, list) = self.statements(open, end);
        if self.at(open + 1) == "return" && ends == [end - 1] && self.at(open + 2) != ";" {
            let boxed = list || self.at(open + 2) == "{";
            self.put(open, Some(arrow[usize::from(boxed)]).filter(|arrow| !arrow.is_empty()));
            self.put(open + 1, None);
            self.put(end - 1, None);
            self.put(end, boxed.then_some(")"));
        } else {
            self.put(open, Some(arrow[2]));
        }
    }

    /// `(a) { return b; }` as `a=>b`.
    fn turn(&mut self, names: usize) {
        let Some(end_of_names) = self.closed(names) else { return };
        let open = end_of_names + 1;
        if end_of_names == names + 2 {
            self.put(names, None);
            self.put(end_of_names, None);
        }
        self.body(open, ["=>", "=>(", "=>{"]);
    }

    /// The functions of the whole script: from where to where they go.
    fn turn_named(&mut self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (place, end) in self.named() {
            self.out[self.seen[place]] = Some((Kind::Word, self.at(place + 1)));
            self.put(place + 1, Some("="));
            self.turn(place + 2);
            found.push((self.seen[place], self.seen[end]));
        }
        found
    }

    /// The places of these functions.
    fn named(&self) -> Vec<(usize, usize)> {
        let (mut place, mut found) = (0, Vec::new());
        while place < self.seen.len() {
            let begins = matches!(self.before(place), "" | ";" | "}");
            if begins
                && self.at(place) == "function"
                && self.at(place + 2) == "("
                && let Some(end) = self.end_of(place + 2)
            {
                found.push((place, end));
                place = end;
            }
            place = self.closed(place).unwrap_or(place) + 1;
        }
        found
    }

    /// Those in front of the rest.
    fn moved(mut self, front: &[(usize, usize)]) -> Vec<Token<'a>> {
        let mut moved = Vec::with_capacity(self.out.len());
        for (i, &(begin, end)) in front.iter().enumerate() {
            moved.push(if i == 0 { (Kind::Word, "var") } else { (Kind::Mark, ",") });
            for token in &mut self.out[begin..=end] {
                moved.extend(token.take());
            }
        }
        if !front.is_empty() {
            moved.push((Kind::Mark, ";"));
        }
        moved.extend(self.out.into_iter().flatten());
        moved
    }
}
