//! The compact form of a saved network: the same fields as in JSON, numbers as
//! their 8 bytes, in little-endian order; behind them a checksum.

use super::checksum::crc32;
use super::parts::{List, PER_FIELD, Room, add};
use crate::fields::Content;

/// How such a file begins; a byte with the version follows.
pub(super) const MAGIC: &[u8; 7] = b"percept";
/// Bytes of the checksum at the end.
const CHECKSUM: usize = 4;
/// Things within things; more is no file of ours.
const DEEPEST: usize = 16;

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
const WHOLE: u8 = 3;
const FLOAT: u8 = 4;
const TEXT: u8 = 5;
const LIST: u8 = 6;
const OBJECT: u8 = 7;
/// A list of floats only.
const FLOATS: u8 = 8;

/// The bytes of a file with these fields.
pub(super) fn encoded(file: &Content, version: u8) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.push(version);
    push(file, &mut bytes);
    bytes.extend(crc32(bytes.iter().copied()).to_le_bytes());
    bytes
}

fn push(content: &Content, bytes: &mut Vec<u8>) {
    match content {
        Content::Null => bytes.push(NULL),
        Content::Flag(flag) => bytes.push(if *flag { TRUE } else { FALSE }),
        Content::Whole(whole) => {
            bytes.push(WHOLE);
            push_whole(*whole, bytes);
        }
        Content::Number(number) => {
            bytes.push(FLOAT);
            bytes.extend(number.to_le_bytes());
        }
        Content::Text(text) => {
            bytes.push(TEXT);
            push_text(text, bytes);
        }
        Content::Numbers(numbers) => push_numbers(numbers, bytes),
        Content::Table(table) => {
            bytes.push(LIST);
            push_whole(table.n_rows() as u64, bytes);
            for row in table.rows() {
                push_numbers(row, bytes);
            }
        }
        Content::List(list) => {
            bytes.push(LIST);
            push_whole(list.len() as u64, bytes);
            for content in list {
                push(content, bytes);
            }
        }
        Content::Object(fields) => {
            bytes.push(OBJECT);
            push_whole(fields.len() as u64, bytes);
            for (name, content) in fields {
                push_text(name, bytes);
                push(content, bytes);
            }
        }
    }
}

fn push_numbers(numbers: &[f64], bytes: &mut Vec<u8>) {
    bytes.push(FLOATS);
    push_whole(numbers.len() as u64, bytes);
    for number in numbers {
        bytes.extend(number.to_le_bytes());
    }
}

fn push_text(text: &str, bytes: &mut Vec<u8>) {
    push_whole(text.len() as u64, bytes);
    bytes.extend_from_slice(text.as_bytes());
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn push_whole(mut whole: u64, bytes: &mut Vec<u8>) {
    while whole >= 0x80 {
        bytes.push(whole.to_le_bytes()[0] | 0x80);
        whole >>= 7;
    }
    bytes.push(whole.to_le_bytes()[0]);
}

/// The checksum at the end of a file, and the one that it has.
pub(super) fn checksums(bytes: &[u8]) -> Option<(u32, u32)> {
    let (content, said) = bytes.split_last_chunk::<CHECKSUM>()?;
    Some((u32::from_le_bytes(*said), crc32(content.iter().copied())))
}

/// The fields of a file that begins as one; the message says what is wrong with
/// it.
pub(super) fn decoded(bytes: &[u8], version: u8) -> Result<Content, String> {
    // the first version has no checksum
    let end = bytes.len().saturating_sub(if version == 1 { 0 } else { CHECKSUM });
    let mut rest = bytes.get(MAGIC.len() + 1..end).ok_or(CUT)?;
    let content = pull(&mut rest, &Room::of(bytes.len()), DEEPEST)?;
    if rest.is_empty() { Ok(content) } else { Err("more follows after its end".to_owned()) }
}

const CUT: &str = "it ends too early";

fn pull(rest: &mut &[u8], room: &Room, depth: usize) -> Result<Content, String> {
    if depth == 0 {
        return Err("its fields are nested too deeply".to_owned());
    }
    Ok(match take(rest, 1)?[0] {
        NULL => Content::Null,
        FALSE => Content::Flag(false),
        TRUE => Content::Flag(true),
        WHOLE => Content::Whole(pull_whole(rest)?),
        FLOAT => Content::Number(pull_float(rest)?),
        TEXT => Content::Text(pull_text(rest)?),
        FLOATS => {
            // as many as are there
            let count = pull_count(rest, 8)?;
            let mut numbers = Vec::with_capacity(count);
            for _ in 0..count {
                numbers.push(pull_float(rest)?);
            }
            Content::Numbers(numbers)
        }
        LIST => {
            let count = pull_count(rest, 1)?;
            let mut list = List::new(room, [count, rest.len() / 8]);
            for _ in 0..count {
                list.push(pull(rest, room, depth - 1)?)?;
            }
            list.content()
        }
        OBJECT => {
            let mut fields = Vec::new();
            for _ in 0..pull_count(rest, 2)? {
                let name = pull_text(rest)?;
                room.take(PER_FIELD)?;
                add(&mut fields, name, pull(rest, room, depth - 1)?)?;
            }
            fields.shrink_to_fit();
            Content::Object(fields)
        }
        _ => return Err("it has a field of an unknown kind".to_owned()),
    })
}

/// A number of things of at least the given number of bytes, which are there.
fn pull_count(rest: &mut &[u8], bytes: usize) -> Result<usize, &'static str> {
    let count = usize::try_from(pull_whole(rest)?).map_err(|_| CUT)?;
    if count > rest.len() / bytes { Err(CUT) } else { Ok(count) }
}

fn take<'a>(rest: &mut &'a [u8], n: usize) -> Result<&'a [u8], &'static str> {
    let (taken, others) = rest.split_at_checked(n).ok_or(CUT)?;
    *rest = others;
    Ok(taken)
}

fn pull_whole(rest: &mut &[u8]) -> Result<u64, &'static str> {
    let (mut whole, mut shift) = (0u64, 0);
    loop {
        let byte = take(rest, 1)?[0];
        if shift > 63 || (shift == 63 && byte > 1) {
            return Err("it has a number that is too large");
        }
        whole |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(whole);
        }
        shift += 7;
    }
}

fn pull_float(rest: &mut &[u8]) -> Result<f64, &'static str> {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(take(rest, 8)?);
    let number = f64::from_le_bytes(bytes);
    if number.is_finite() { Ok(number) } else { Err("it has a number that is not finite") }
}

fn pull_text(rest: &mut &[u8]) -> Result<String, &'static str> {
    let n = pull_count(rest, 1)?;
    match std::str::from_utf8(take(rest, n)?) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err("it has a text that is not UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one_of_each() -> Content {
        let texts = Content::List(vec!["three".into(), 1.5.into()]);
        Content::object([
            ("null", Content::Null),
            ("no", false.into()),
            ("yes", true.into()),
            ("whole", u64::MAX.into()),
            ("text", "x²".into()),
            ("floats", Content::Numbers(vec![0.1, -0.0, 5e-324, 1.797e308])),
            ("mixed", texts),
            ("empty", Content::List(Vec::new())),
            ("float", 1.0.into()),
        ])
    }

    #[test]
    fn every_kind_of_field_comes_back() {
        let bytes = encoded(&one_of_each(), 2);
        let back = decoded(&bytes, 2).unwrap();
        assert_eq!(back, one_of_each());
        assert!(format!("{back}").contains("[0.1, -0, "));
        // 8 bytes a number, 2 in front of the list
        let numbers = Content::Numbers(vec![0.5, 0.25, 0.125]);
        assert_eq!(encoded(&numbers, 2).len(), MAGIC.len() + 1 + 2 + 24 + CHECKSUM);
        // whole numbers in a list are numbers, too
        let counts = encoded(&Content::counts(&[0, 127, 128]), 2);
        assert_eq!(decoded(&counts, 2).unwrap(), Content::Numbers(vec![0.0, 127.0, 128.0]));
    }

    #[test]
    fn broken_bytes_are_refused() {
        let good = encoded(&one_of_each(), 2);
        let (said, has) = checksums(&good).unwrap();
        assert_eq!(said, has);
        let good = &good[..good.len() - CHECKSUM];
        for end in 0..good.len() {
            assert!(decoded(&good[..end], 1).is_err(), "{end}");
        }
        let with = |tail: &[u8]| decoded(&[&MAGIC[..], &[1], tail].concat(), 1).unwrap_err();
        let longer = [good, &[0]].concat();
        assert_eq!(decoded(&longer, 1).unwrap_err(), "more follows after its end");
        assert_eq!(with(&[99]), "it has a field of an unknown kind");
        assert_eq!(
            with(&[FLOAT, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f]),
            "it has a number that is not finite"
        );
        assert_eq!(with(&[TEXT, 1, 0xff]), "it has a text that is not UTF-8");
        assert_eq!(
            with(&[WHOLE, 255, 255, 255, 255, 255, 255, 255, 255, 255, 2]),
            "it has a number that is too large"
        );
        assert_eq!(with(&[TEXT, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]), CUT);
        assert_eq!(with(&[LIST, 1].repeat(40)), "its fields are nested too deeply");
        assert_eq!(with(&[FLOATS, 255, 255, 255, 255, 15]), CUT);
        let twice = [OBJECT, 2, 1, b'a', NULL, 1, b'a', NULL];
        assert_eq!(with(&twice), "it has the field `a` twice");
        let nulls = [&[LIST, 255, 255, 3][..], &[NULL].repeat(65_535)].concat();
        assert_eq!(with(&nulls), super::super::parts::TOO_MANY);
    }
}
