//! A minifier: scripts as short as they go: without comments, spaces that nothing needs, long
//! names of what is their own, and texts that come again and again.

mod arrows;
mod names;
mod tokens;

use arrows::{shortened, without_unused};
use names::Names;
use tokens::{Kind, Token, is_letter, tokens};

/// At the end of a line, these say that the statement goes on or is over.
const OPEN_ENDS: &str = "{;,([=+-*/<>&|?:.!";
/// Nor does a statement end before these.
const CONTINUES: &str = "})],;.?:&|=*/<>";

/// The same script in fewer bytes, with names that no other script of its page
/// sees: each declares some for itself.
pub(super) fn alone(script: &str) -> String {
    format!("(()=>{{{}}})();\n", minified(script).trim_end().trim_end_matches(';'))
}

/// A script that does the same in fewer bytes. What it calls its own (functions,
/// variables, parameters) gets short names, and so do properties and texts that
/// come often: `a.length` is `a[b]`. Functions that nothing calls are left out.
/// It has no `{ name }` that stands for
/// `{ name: name }`, and no empty statement.
fn minified(script: &str) -> String {
    let tokens = without_unused(tokens(script));
    let names = Names::of(&tokens);
    written(&shortened(tokens), &names, script.len() / 2)
}

fn written(tokens: &[Token], names: &Names, room: usize) -> String {
    let mut text = String::with_capacity(room);
    if !names.declared.is_empty() {
        text.push_str("var ");
        text.push_str(&names.declared.join(","));
        text.push(';');
    }
    let mut last = (Kind::Mark, ";");
    for (i, &(kind, token)) in tokens.iter().enumerate() {
        if kind == Kind::End {
            if !goes_on(&tokens[i..]) && !is_over(last) {
                text.push('\n');
                last = (Kind::Mark, ";");
            }
            continue;
        }
        let is_share = token == "0" && matches!(tokens.get(i + 1), Some((Kind::Mark, ".")));
        let digits = |token: &&Token| token.1.starts_with(|c: char| c.is_ascii_digit());
        if is_share && tokens.get(i + 2).is_some_and(|token| digits(&token)) {
            // .5
            continue;
        }
        if token == "}" && text.ends_with(';') {
            text.pop();
        }
        if token == "+" && joins(last, &tokens[i..], names) {
            // "a" + "b" is "ab": the next text goes on where the last one ends
            text.pop();
            last = (Kind::Text, "+");
            continue;
        }
        if last == (Kind::Text, "+") {
            text.push_str(&token[1..]);
            last = (kind, token);
            continue;
        }
        let short = names.short((kind, token));
        let boxed = kind == Kind::Property && short.is_some();
        if boxed && text.ends_with('.') {
            text.pop();
        }
        let token = short.unwrap_or(match (kind, token) {
            (Kind::Word, "true") => "!0",
            (Kind::Word, "false") => "!1",
            _ => token,
        });
        let together = !boxed && is_letters(last.1) && is_letters(token);
        let doubled = (token.starts_with('+') && last.1.ends_with('+'))
            || (token.starts_with('-') && last.1.ends_with('-'));
        if together || doubled {
            text.push(' ');
        }
        if boxed {
            text.push('[');
            text.push_str(token);
            text.push(']');
            last = (Kind::Mark, "]");
        } else {
            text.push_str(token);
            last = (kind, token);
        }
    }
    text.push('\n');
    text
}

/// Whether a sum of a text and what follows is one text.
fn joins(last: Token, tokens: &[Token], names: &Names) -> bool {
    let is_text = |token: Token| {
        token.0 == Kind::Text && token.1.starts_with('"') && names.short(token).is_none()
    };
    let mut next = tokens.iter().skip(1).filter(|(kind, _)| *kind != Kind::End);
    let text = next.next().is_some_and(|token| is_text(*token));
    text && is_text(last) && !matches!(next.next(), Some((_, "." | "[" | "*" | "/" | "%")))
}

/// Whether the statement goes on behind the end of a line.
fn goes_on(tokens: &[Token]) -> bool {
    let next = tokens.iter().find(|(kind, _)| *kind != Kind::End);
    next.is_none_or(|(kind, next)| {
        *kind == Kind::Mark && next.chars().all(|mark| CONTINUES.contains(mark))
    })
}

/// Whether nothing has to end a statement after this.
fn is_over((kind, token): Token) -> bool {
    let adds = kind == Kind::Text && token == "+";
    adds || kind == Kind::Mark && token.chars().all(|mark| OPEN_ENDS.contains(mark))
}

/// Not a text, which begins with a quote.
fn is_letters(token: &str) -> bool {
    token.starts_with(is_letter)
}

mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_script_declares_is_seen_by_another() {
        let script =
            "(() => { document.body.append(document.head, document.title, document.URL); })();\n";
        assert!(minified(script).starts_with("var a=document"), "{}", minified(script));
        let alone = alone(script);
        assert!(alone.starts_with("(()=>{var a=document"), "{alone}");
        assert!(alone.ends_with("})()})();\n"), "{alone}");
    }

    #[test]
    fn own_names_are_short_and_properties_stay() {
        let script = "// a comment\nfunction area(circle) {\n  var radius = circle.radius, two = 2;\n  \
                      return Math.PI * Math.pow(radius, two);\n}\narea(x);\n";
        let short = "var a=b=>{var c=b.radius,d=2;return Math.PI*Math.pow(c,d)};a(x);\n";
        assert_eq!(minified(script), short);
        let keys = "var one = 1;\nf({ one: one, two: two }, one ? one : two);\n";
        assert_eq!(minified(keys), "var a=1;f({one:a,two:two},a?a:two);\n");
    }

    #[test]
    fn texts_and_patterns_stay() {
        for text in ["\"// a  b\\\" c\"", "'it  is'", "/[/ ]  x/gu", "`a  ${b}`"] {
            let script = format!("f({text});\n");
            assert_eq!(minified(&script), script);
        }
        assert_eq!(minified("var half = 1 / 2, less = half / 2;\n"), "var a=1/2,b=a/2;\n");
    }

    #[test]
    fn what_needs_a_space_or_a_line_keeps_it() {
        assert_eq!(
            minified("x = y + +z - -w++;\nreturn typeof x\n"),
            "x=y+ +z- -w++;return typeof x\n"
        );
        assert_eq!(minified("var f = function () {}\ng()\n"), "var a=function(){}\ng()\n");
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
            (
                "f(one => { return one; }, (one, two) => { return { key: one }; });",
                "f(a=>a,(a,b)=>({key:a}));",
            ),
            ("x = y || function () {};", "x=y||function(){};"),
            ("f(function () { return this; });", "f(function(){return this});"),
            ("f(function named(one) { return one; });", "f(function b(a){return a});"),
        ] {
            assert_eq!(minified(script), format!("{short}\n"));
        }
    }

    #[test]
    fn functions_of_the_script_stand_in_front_of_it() {
        let script = "var one = [two(1), three];\nfunction two(a) { return a; }\n\
                      function three(a, b) {\n  f(a);\n  g(b);\n}\nfunction five() { five(); }\nfour();\n";
        let short = "var d=a=>a,c=(a,b)=>{f(a);g(b)};var e=[d(1),c];four();\n";
        assert_eq!(minified(script), short);
        let inner = "f(function () { function two() { return 1; } return two; });\n";
        assert_eq!(minified(inner), "f(()=>{function a(){return 1}return a});\n");
    }

    #[test]
    fn single_statements_have_no_braces() {
        for (script, short) in [
            ("if (x) {\n  y();\n} else { z(); }\n", "if(x)y();else z();"),
            ("for (;;) { f(function () { y(); z(); }); }", "for(;;)f(()=>{y();z()});"),
            ("while (x) { if (y) { z(); } }", "while(x){if(y)z()}"),
            ("if (x) { y(); z(); }", "if(x){y();z()}"),
            ("f(function () { if (x) { return y; } });", "f(()=>{if(x)return y});"),
            ("if (x) { if (y) { z(); } } else { z(); }", "if(x){if(y)z()}else z();"),
        ] {
            assert_eq!(minified(script), format!("{short}\n"));
        }
    }

    #[test]
    fn texts_and_properties_that_come_often_have_a_name() {
        let script =
            "f(x.textContent, { textContent: 1, \"textContent\": 2 }, \"textContent\", x.y);\n";
        let short = "var a=\"textContent\";f(x[a],{[a]:1,[a]:2},a,x.y);\n";
        assert_eq!(minified(script), short);
        let script = "function a() { return \"textContent\"; }\nb(a, \"textContent\", \"textContent\", \
                      0.textContent, 0.1234567, 0.1234567, 0.1234567);\n";
        let short = "var a=\"textContent\";var c=()=>a;b(c,a,a,0[a],.1234567,.1234567,.1234567);\n";
        assert_eq!(minified(script), short);
    }

    #[test]
    fn globals_that_come_often_have_a_name() {
        let script = "f(Math.max(Math.min(Math.abs(true))), Math.PI, Math.PI, Math.PI);\n";
        let short = "var a=Math;f(a.max(a.min(a.abs(!0))),a.PI,a.PI,a.PI);\n";
        assert_eq!(minified(script), short);
    }

    #[test]
    fn texts_that_are_added_are_one() {
        for (script, short) in [
            ("x = \"a\" +\n  \"b\" + \"c\" + y + \"d\";", "x=\"abc\"+y+\"d\";"),
            ("x = \"a\" + \"b\".length;", "x=\"a\"+\"b\".length;"),
        ] {
            assert_eq!(minified(script), format!("{short}\n"));
        }
    }

    #[test]
    fn names_of_others_are_not_taken() {
        assert_eq!(minified("var long = a + b;\nlong += 1;\n"), "var c=a+b;c+=1;\n");
    }
}
