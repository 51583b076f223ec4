//! A file is opened: what it is, of which version, and whether it is whole.

use std::fs;
use std::path::Path;

#[cfg(feature = "networks")]
use super::binary;
use super::{FORMAT, VERSION, files, json, strange, unread};
use crate::error::{Error, Result, shown};
use crate::fields::{Content, Fields};

/// How to fix it.
const REMEDY: &str = "use a copy of the file, or save it again";
/// The first version has none.
const FIRST_WITH_CHECKSUM: u64 = 2;

/// The fields of a file that says what we can read, without those that say so.
pub(super) fn opened(path: &Path, wanted: &str) -> Result<Fields> {
    files::check_readable(path).map_err(|problem| unread(path, problem))?;
    let bytes = fs::read(path).map_err(|problem| unread(path, problem))?;
    #[cfg(feature = "networks")]
    if let Some(rest) = bytes.strip_prefix(binary::MAGIC) {
        let version = rest.first().copied().unwrap_or_default();
        return opened_binary(path, wanted, version, &bytes);
    }
    opened_json(path, wanted, bytes)
}

#[cfg(feature = "networks")]
fn opened_binary(path: &Path, wanted: &str, version: u8, bytes: &[u8]) -> Result<Fields> {
    let version_read = u64::from(version);
    check_version(path, &version_read.into())?;
    if version_read >= FIRST_WITH_CHECKSUM {
        let (said, has) = binary::checksums(bytes).unwrap_or_default();
        if said != has {
            let (said, has) = (format!("{said:08x}"), format!("{has:08x}"));
            return Err(unread(path, damaged(&said, &has, "is cut off or damaged", "")));
        }
    }
    let content = binary::decoded(bytes, version)
        .map_err(|problem| strange(path, wanted, &format_args!("{problem}; {REMEDY}")))?;
    let (fields, version) = header(path, wanted, content)?;
    if version != version_read {
        let reason = format_args!(
            "it begins as one of version {version_read}, but says that it is of version {version}; \
             {REMEDY}"
        );
        return Err(unread(path, reason));
    }
    Ok(fields)
}

fn opened_json(path: &Path, wanted: &str, bytes: Vec<u8>) -> Result<Fields> {
    let text = String::from_utf8(bytes).map_err(|_| {
        let reason = format_args!("it is no text in UTF-8; if it was one, {REMEDY}");
        strange(path, wanted, &reason)
    })?;
    let content = json::parsed(&text).map_err(|problem| {
        strange(path, wanted, &format_args!("{problem}; if it was one, {REMEDY}"))
    })?;
    let (mut fields, version) = header(path, wanted, content)?;
    if version >= FIRST_WITH_CHECKSUM {
        fields.get(json::CHECKSUM).map_err(|problem| strange(path, wanted, &problem))?;
        let Some((said, has)) = json::checksums(&text) else {
            let reason = "its last field is not the checksum, or its last line does not end; \
                          it may be cut off";
            return Err(unread(path, format_args!("{reason}: {REMEDY}")));
        };
        if said != has {
            let way = "; to change a file by hand, delete its checksum and write version 1";
            return Err(unread(path, damaged(said, &has, "is damaged or was changed", way)));
        }
    }
    Ok(fields)
}

fn damaged(said: &str, has: &str, how: &str, way: &str) -> String {
    format!(
        "it {how}: its checksum should be {}, but its content has {has}; {REMEDY}{way}",
        shown(said).trim_matches('`')
    )
}

/// The fields of a file that says what we can read, and its version.
fn header(path: &Path, wanted: &str, content: Content) -> Result<(Fields, u64)> {
    let mut file =
        Fields::of("file", content).map_err(|problem| strange(path, wanted, &problem))?;
    let mut field = |name| {
        let missing = |_: Error| strange(path, wanted, &format_args!("missing field `{name}`"));
        file.get(name).map_err(missing)
    };
    let (format, version, kind) = (field("format")?, field("version")?, field("kind")?);
    if format != FORMAT.into() || kind != wanted.into() {
        let held = match &kind {
            Content::Text(kind) => kind,
            _ => "thing without a name",
        };
        return Err(unread(path, format_args!("it holds {}, not {}", a(held), a(wanted))));
    }
    Ok((file, check_version(path, &version)?))
}

fn check_version(path: &Path, version: &Content) -> Result<u64> {
    let newest = u64::from(VERSION);
    match version {
        Content::Whole(number) if (1..=newest).contains(number) => Ok(*number),
        other => {
            let newer = matches!(other, Content::Whole(number) if *number > newest);
            let way = if newer { "update percept, or " } else { "" };
            let reason = format_args!("this crate reads 1 to {VERSION}; {way}{REMEDY}");
            Err(unread(path, format_args!("it is of version {other}, {reason}")))
        }
    }
}

/// `a perceptron`, `an Elman network`.
fn a(kind: &str) -> String {
    let article = if kind.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" };
    format!("{article} {kind}")
}
