//! Docs, comments, errors, captions, alt texts and guides say what the field's
//! textbooks say: words that are out stand in none of them.

use std::fs;
use std::path::{Path, PathBuf};

/// What is out, and what to say instead. `THING` is any of [`THINGS`], `a` also
/// `an`, `#` a number.
const OUT: [(&str, &str); 53] = [
    ("training makes small", "the loss"),
    ("what to make small", "the loss to minimise"),
    ("makes small what", "minimises"),
    ("slope", "gradient, derivative"),
    ("slopes", "gradient, partial derivatives"),
    ("a THING a THING", "one per"),
    ("one a THING", "one per"),
    ("one THING a THING", "one per"),
    ("once a THING", "once per"),
    ("# THING a THING", "per"),
    ("so many", "the given number of"),
    ("have not as many", "do not have as many"),
    ("has not as many", "does not have as many"),
    ("have not a value", "do not have one value"),
    ("told apart by", "differ by"),
    ("to be told from", "to be told apart from"),
    ("parted", "separated"),
    ("part the classes", "separate the classes"),
    ("can part", "can separate"),
    ("linearly partable", "linearly separable"),
    ("beyond all bounds", "diverged"),
    ("beyond all numbers", "diverged"),
    ("stays undecided", "is unknown: the quick check gave up"),
    ("not asked of", "was not checked automatically"),
    ("judges them", "was not checked automatically: call"),
    ("takes its time", "slow"),
    ("make no mistake", "without errors"),
    ("makes no mistake", "without errors"),
    ("by a margin of", "with # to spare"),
    ("change that turns it", "the answer turns if"),
    ("is true yes", "1.29 is greater than 1, so yes"),
    ("is false no", "0.97 is not greater than 1, so no"),
    ("misses by", "RMSE"),
    ("bell", "Gaussian kernel"),
    ("bells", "Gaussian kernels"),
    ("spoilt", "corrupted"),
    ("holds back the others", "lateral inhibition"),
    ("feels", "its distance is multiplied by"),
    ("how short steps", "damping"),
    ("how slowly", "decay rates"),
    ("share 1", "sum to 1"),
    ("way out", "how to fix it"),
    ("whoever", "you, in guides; else the thing itself"),
    ("nobody", "you, in guides; else the thing itself"),
    ("who", "you, in guides; else the thing itself"),
    ("network with layers", "multi-layer network"),
    ("networks with layers", "multi-layer networks"),
    ("vermillion", "orange"),
    ("# with no", "# no"),
    ("# with yes", "# yes"),
    ("lent", "by reference"),
    ("for ever", "forever"),
    ("to a mean of 0", "to mean 0"),
];

const THINGS: [&str; 29] = [
    "algorithm",
    "axis",
    "bar",
    "batch",
    "bit",
    "class",
    "column",
    "epoch",
    "family",
    "file",
    "folder",
    "group",
    "input",
    "label",
    "layer",
    "line",
    "name",
    "neuron",
    "output",
    "parameter",
    "pattern",
    "picture",
    "row",
    "sample",
    "step",
    "target",
    "topic",
    "value",
    "weight",
];

/// Where a word that is out may stand: in which files (all for none), in which
/// words, and why.
const ALLOWED: [(&str, &str, &str); 13] = [
    ("", "people who", "people, not users or code"),
    ("", "those who", "people, not users or code"),
    ("", "someone who", "people, not users or code"),
    ("", "reader who", "people, not users or code"),
    ("", "slope and intercept", "of a line"),
    ("", "slope of the line", "of a line"),
    ("train/trainers/line_search.rs", "slope", "along a line, as in the Wolfe conditions"),
    ("", "slope low", "a field of `SatLinWith`"),
    ("", "slope high", "a field of `SatLinWith`"),
    ("docs/coming_from_neurolab.md", "its slope counts in", "a field of `SatLinWith`"),
    ("persist/serialized.rs", "slope", "a field of `SatLinWith`"),
    ("network/transfer/stored.rs", "slope", "a field of `SatLinWith`"),
    ("perceptron/explorer.rs", "slope", "a field of `SatLinWith`"),
];

/// A text to be read, and where it is.
struct Text {
    place: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ends: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ends, found);
        } else if path.extension().is_some_and(|end| ends.iter().any(|own| end == *own)) {
            found.push(path);
        }
    }
}

/// Comments and strings of a source; the code in them is left out.
fn prose_of_source(source: &str) -> Vec<String> {
    let (mut texts, mut comment, mut fenced) = (Vec::new(), String::new(), false);
    let mut code = String::new();
    for line in source.lines() {
        let trimmed = line.trim_start();
        if let Some(said) = trimmed.strip_prefix("//") {
            let said = said.trim_start_matches(['/', '!']).trim();
            if said.starts_with("```") {
                fenced = !fenced;
            } else if said.is_empty() || said.starts_with('#') {
                texts.push(std::mem::take(&mut comment));
            } else if !fenced {
                comment += said;
                comment.push(' ');
            }
        } else {
            texts.push(std::mem::take(&mut comment));
            if !trimmed.starts_with("#[doc(alias") && !trimmed.starts_with("#![allow") {
                code += line;
                code.push('\n');
            }
        }
    }
    texts.push(comment);
    texts.extend(strings(&code));
    texts
}

/// The strings of some code, and the comments that end its lines.
fn strings(code: &str) -> Vec<String> {
    let (mut texts, mut chars) = (Vec::new(), code.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|c| *c != '"') {
                    // an escape: what follows is no end, and no word of its own
                    let c = if c == '\\' { chars.next().map_or(' ', |_| ' ') } else { c };
                    text.push(c);
                }
                texts.push(text);
            }
            // a character, such as '"'; else a lifetime
            '\'' => {
                let ahead: Vec<char> = chars.clone().take(2).collect();
                if ahead.first() == Some(&'\\') || ahead.get(1) == Some(&'\'') {
                    let escaped = ahead[0] == '\\';
                    chars.nth(if escaped { 2 } else { 1 });
                }
            }
            '/' if chars.peek() == Some(&'/') => {
                texts.push(chars.by_ref().take_while(|c| *c != '\n').collect());
            }
            _ => {}
        }
    }
    texts
}

/// The paragraphs of a page, without its programs.
fn prose_of_page(page: &str) -> Vec<String> {
    let (mut texts, mut paragraph, mut fenced) = (Vec::new(), String::new(), false);
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced || line.starts_with("[`") {
            texts.push(std::mem::take(&mut paragraph));
        } else {
            if line.trim().is_empty() || line.starts_with(['-', '|', '#']) {
                texts.push(std::mem::take(&mut paragraph));
            }
            paragraph += line;
            paragraph.push(' ');
        }
    }
    texts.push(paragraph);
    texts
}

/// The words of a text in small letters, with a `.` after each sentence; what
/// stands in back-ticks is one `CODE`.
fn words(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for (i, part) in text.split('`').enumerate() {
        plain += if i % 2 == 0 { part } else { "CODE" };
    }
    let mut words = Vec::new();
    for word in plain.split(|c: char| c.is_whitespace() || "—–/".contains(c)) {
        let own = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !own.is_empty() {
            words.push(own.to_lowercase());
        }
        if word.trim_end_matches(['*', '_', ')', '"']).ends_with(['.', '!', '?']) {
            words.push(".".to_owned());
        }
    }
    words
}

fn fits(wanted: &str, word: &str) -> bool {
    match wanted {
        "THING" => THINGS.contains(&word),
        "a" => word == "a" || word == "an",
        "#" => word.parse::<f64>().is_ok(),
        _ => wanted == word,
    }
}

/// Where a phrase stands among words: the first of them, and behind the last.
fn places(phrase: &str, words: &[String]) -> Vec<[usize; 2]> {
    let wanted: Vec<&str> = phrase.split(' ').collect();
    let mut places = Vec::new();
    for (first, at) in words.windows(wanted.len()).enumerate() {
        if wanted.iter().zip(at).all(|(wanted, word)| fits(wanted, word)) {
            places.push([first, first + wanted.len()]);
        }
    }
    places
}

/// What of [`OUT`] stands in a text of a file, but for what is allowed there.
fn found(place: &str, text: &str) -> Vec<String> {
    let (words, mut allowed) = (words(text), Vec::new());
    for (file, phrase, _) in ALLOWED {
        if place.ends_with(file) {
            allowed.extend(places(phrase, &words));
        }
    }
    let mut found = Vec::new();
    for (out, instead) in OUT {
        for [first, end] in places(out, &words) {
            if !allowed.iter().any(|[from, to]| *from <= first && end <= *to) {
                found.push(format!("\"{}\": say \"{instead}\"", words[first..end].join(" ")));
            }
        }
    }
    found
}

fn assert_in_the_fields_words(texts: &[Text], least: usize) {
    let (mut read, mut wrong) = (0, Vec::new());
    for Text { place, text } in texts {
        read += words(text).len();
        for said in found(place, text) {
            wrong.push(format!("{place}: {said} in: {text:.200}"));
        }
    }
    assert!(read > least, "only {read} words were read");
    assert!(wrong.is_empty(), "{} words that are out:\n{}", wrong.len(), wrong.join("\n"));
}

/// An exception that is needed no longer goes.
#[test]
fn every_exception_is_met() {
    let mut all = sources();
    all.extend(guides());
    all.extend(notebooks());
    for (file, phrase, reason) in ALLOWED {
        assert!(!reason.is_empty());
        let mut own = all.iter().filter(|text| text.place.ends_with(file));
        assert!(own.any(|text| !places(phrase, &words(&text.text)).is_empty()), "{file}: {phrase}");
    }
}

fn texts(paths: Vec<PathBuf>, prose: fn(&str) -> Vec<String>) -> Vec<Text> {
    let mut texts = Vec::new();
    for path in paths {
        let place = path.strip_prefix(root()).unwrap().display().to_string();
        for text in prose(&fs::read_to_string(&path).unwrap()) {
            texts.push(Text { place: place.clone(), text });
        }
    }
    texts
}

fn sources() -> Vec<Text> {
    let mut paths = Vec::new();
    files(&root().join("src"), &["rs", "js"], &mut paths);
    // these are made from others
    paths.retain(|path| !path.components().any(|part| part.as_os_str() == "minified"));
    texts(paths, prose_of_source)
}

fn guides() -> Vec<Text> {
    let mut paths = vec![root().join("README.md")];
    for file in ["CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "src/guide/items.md"] {
        paths.push(root().join(file));
    }
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "md") {
            paths.push(path);
        }
    }
    texts(paths, prose_of_page)
}

#[test]
fn docs_comments_errors_and_scripts_use_the_fields_words() {
    assert_in_the_fields_words(&sources(), 40_000);
}

#[test]
fn guides_use_the_fields_words() {
    assert_in_the_fields_words(&guides(), 10_000);
}

#[test]
fn captions_and_alt_texts_use_the_fields_words() {
    let mut texts = Vec::new();
    for &(name, ref chart) in crate::figures::figures() {
        // a sentence, or a row of a table, a line
        for text in chart.to_string().lines().chain([chart.alt()]) {
            texts.push(Text { place: format!("figure {name}"), text: text.to_owned() });
        }
    }
    assert_in_the_fields_words(&texts, 5_000);
}

fn notebooks() -> Vec<Text> {
    let mut paths = Vec::new();
    files(&root().join("notebooks"), &["ipynb"], &mut paths);
    let mut texts = Vec::new();
    for path in paths.into_iter().filter(|path| !path.to_string_lossy().contains("checkpoints")) {
        let place = path.strip_prefix(root()).unwrap().display().to_string();
        let file = fs::read_to_string(&path).unwrap();
        let notebook: serde_json::Value = serde_json::from_str(&file).unwrap();
        for cell in notebook["cells"].as_array().unwrap() {
            let lines = cell["source"].as_array().unwrap().iter().filter_map(|line| line.as_str());
            let source: String = lines.collect();
            let prose =
                if cell["cell_type"] == "markdown" { prose_of_page } else { prose_of_source };
            for text in prose(&source) {
                texts.push(Text { place: place.clone(), text });
            }
        }
    }
    texts
}

#[test]
fn notebooks_use_the_fields_words() {
    assert_in_the_fields_words(&notebooks(), 5_000);
}

#[test]
fn words_that_are_out_are_found() {
    for (text, said) in [
        ("A column an\ninput, by name", "\"a column an input\": say \"one per\""),
        ("The slopes of the error.", "\"slopes\": say \"gradient, partial derivatives\""),
        ("24 with no, 16 yes", "\"24 with no\": say \"# no\""),
    ] {
        assert_eq!(found("", text), [said]);
    }
    assert!(found("", "`slope × s`, and `so many`").is_empty());
    assert!(found("", "so manyfold, anybody").is_empty());
    let code = "/// A row an\n/// input.\n/// ```\n/// so many\n/// ```\nlet a = '\"'; // who\nf(\"a\\\"b\")";
    let prose = prose_of_source(code);
    assert_eq!(prose.iter().flat_map(|text| found("", text)).count(), 2, "{prose:?}");
    assert!(prose.contains(&"a b".to_owned()), "{prose:?}");
}
