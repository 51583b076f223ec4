//! Texts of a page: no tag of theirs comes through.
#![no_main]

use libfuzzer_sys::fuzz_target;
use percept::Page;
use percept_fuzz::shown;

/// What a text can become, beside what closes it.
const TAGS: [&str; 23] = [
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "strong",
    "em",
    "code",
    "pre",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "hr",
    "br",
    "table",
    "tr",
    "td",
    "th",
];

fuzz_target!(|text: &str| {
    let bundle = Page::new().text(text).mime_bundle();
    shown(&bundle);
    for part in bundle.html().split('<').skip(1) {
        let name = part.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let is_known =
            TAGS.contains(&name) || ["del", "thead", "tbody", "style", "s"].contains(&name);
        assert!(is_known, "<{name}: {}", bundle.html());
    }
});
