//! A file is opened: what it is, of which version, and whether it is whole.

use std::fmt::Display;
use std::fs;
use std::path::Path;

#[cfg(feature = "networks")]
use super::binary;
use super::{FORMAT, VERSION, files, json, strange, unread};
use crate::error::{Error, Result, shown, unopened};
use crate::fields::{Content, Fields};

/// How to fix it.
const REMEDY: &str = "use a copy of the file, or save it again";
/// The first version has none.
const FIRST_WITH_CHECKSUM: u64 = 2;

/// What every checkpoint begins with.
const CHECKPOINT: &[u8] = b"percept checkpoint ";

/// The fields of a file that says what we can read, without those that say so.
#[inline]
pub(super) fn opened(path: &Path, wanted: &str) -> Result<Fields> {
    files::check_readable(path).map_err(|problem| unopened(path, &problem))?;
    let bytes = fs::read(path).map_err(|problem| unopened(path, &problem))?;
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(unread(path, format_args!("it is empty: nothing was saved in it; {REMEDY}")));
    }
    if bytes.starts_with(CHECKPOINT) {
        let held = "it holds a checkpoint of a run, from which training goes on with `resume`";
        return Err(unread(path, format_args!("{held}, not {}", a(wanted))));
    }
    #[cfg(feature = "networks")]
    if let Some(rest) = bytes.strip_prefix(binary::MAGIC) {
        let version = rest.first().copied().unwrap_or_default();
        return opened_binary(path, wanted, version, &bytes);
    }
    #[cfg(not(feature = "networks"))]
    if bytes.starts_with(b"percept") {
        return Err(unread(
            path,
            "it is in the binary form, which needs the feature `networks`, on unless `default-features = false` is set",
        ));
    }
    opened_json(path, wanted, bytes)
}

#[cfg(feature = "networks")]
fn opened_binary(path: &Path, wanted: &str, first: u8, bytes: &[u8]) -> Result<Fields> {
    let first_version = check_version(path, &u64::from(first).into())?;
    if first_version >= FIRST_WITH_CHECKSUM {
        let (said, has) = binary::checksums(bytes).unwrap_or_default();
        if said != has {
            let (said, has) = (format!("{said:08x}"), format!("{has:08x}"));
            return Err(damaged(path, "is cut off or damaged", [&said, &has], ""));
        }
    }
    let content = binary::decoded(bytes, first)
        .map_err(|problem| strange(path, wanted, &format_args!("{problem}; {REMEDY}")))?;
    let mut fields = Fields::of("file", content).map_err(|error| strange(path, wanted, &error))?;
    let version = header(path, wanted, &mut fields)?;
    if version == first_version {
        return Ok(fields);
    }
    let reason = format_args!(
        "it begins as one of version {first}, but says that it is of version {version}; {REMEDY}"
    );
    Err(unread(path, reason))
}

#[inline]
fn opened_json(path: &Path, wanted: &str, bytes: Vec<u8>) -> Result<Fields> {
    let broken = |problem: &dyn Display| {
        strange(path, wanted, &format_args!("{problem}; if it was one, {REMEDY}"))
    };
    let text = String::from_utf8(bytes).map_err(|_| broken(&"it is no text in UTF-8"))?;
    let content = json::parsed(&text).map_err(|problem| {
        if problem.is_eof() {
            return broken(&format_args!("it is cut off in line {}", problem.line()));
        }
        broken(&problem)
    })?;
    let mut fields = Fields::of("file", content).map_err(|problem| broken(&problem))?;
    let version = match fields.peek("version") {
        Some(Content::Whole(version)) => *version,
        _ => 0,
    };
    match json::checksums(&text) {
        // of a newer version, it may be of another kind
        _ if version > u64::from(VERSION) => {}
        Some((said, has)) if said != has => {
            let way = "; to change a file by hand, delete its checksum and write version 1";
            return Err(damaged(path, "is damaged or was changed", [said, &has], way));
        }
        None if version >= FIRST_WITH_CHECKSUM => {
            return Err(broken(
                &"expected a checksum as the last field, and the end of the last line",
            ));
        }
        _ => {}
    }
    if header(path, wanted, &mut fields)? >= FIRST_WITH_CHECKSUM {
        fields.get(json::CHECKSUM).map_err(|problem| broken(&problem))?;
    }
    Ok(fields)
}

fn damaged(path: &Path, how: &str, [said, has]: [&str; 2], way: &str) -> Error {
    let said = shown(said);
    let reason = format_args!(
        "it {how}: its checksum should be {}, but its content has {has}; {REMEDY}{way}",
        said.trim_matches('`')
    );
    unread(path, reason)
}

/// Checks that a file says what we can read, and takes the fields that say so;
/// gives its version.
fn header(path: &Path, wanted: &str, file: &mut Fields) -> Result<u64> {
    let mut field = |name| {
        let reason = format_args!("missing field `{name}`; if it was one, {REMEDY}");
        file.get(name).map_err(|_| strange(path, wanted, &reason))
    };
    let (format, version, kind) = (field("format")?, field("version")?, field("kind")?);
    if format != FORMAT.into() || kind != wanted.into() {
        let held = match &kind {
            Content::Text(kind) => kind,
            _ => "thing without a name",
        };
        let way = match (&kind, loader(held)) {
            (Content::Text(_), Some(of)) => {
                let with_scaler = held != "scaler" && file.peek("scaler").is_some();
                let with = if with_scaler { "_with" } else { "" };
                format!(": use `{of}::load{with}`")
            }
            _ => String::new(),
        };
        return Err(unread(path, format_args!("it holds {}, not {}{way}", a(held), a(wanted))));
    }
    check_version(path, &version)
}

fn check_version(path: &Path, version: &Content) -> Result<u64> {
    let newest = u64::from(VERSION);
    match version {
        Content::Whole(number) if (1..=newest).contains(number) => Ok(*number),
        other => {
            let newer = matches!(other, Content::Whole(number) if *number > newest);
            let way = if newer { "update percept, or " } else { "" };
            let reason = format_args!("this crate reads 1 to {VERSION}; {way}{REMEDY}");
            let came = match other {
                // 1.0 is no whole number
                Content::Number(number) => format!("{number:?}"),
                other => other.to_string(),
            };
            Err(unread(path, format_args!("it is of version {came}, {reason}")))
        }
    }
}

/// The type that loads a file of this kind.
fn loader(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "perceptron" => "Perceptron",
        "scaler" => "Scaler",
        "feed-forward network" => "FeedForward",
        "Elman network" => "Elman",
        "competitive network" => "Competitive",
        "learning vector quantiser" => "Lvq",
        "Hopfield network" => "Hopfield",
        "Hamming network" => "Hamming",
        "generalised regression network" => "Grnn",
        "probabilistic network" => "Pnn",
        _ => return None,
    })
}

/// `a perceptron`, `an Elman network`.
fn a(kind: &str) -> String {
    let article = if kind.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {kind}")
}
