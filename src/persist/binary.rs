//! The compact form of a saved network: the same fields as in JSON, numbers as
//! their 8 bytes, in little-endian order.

use serde_json::{Map, Number, Value};

/// How such a file begins; the version of the fields is one of them.
pub(crate) const MAGIC: &[u8; 8] = b"percept\x01";
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

pub(crate) fn encoded(value: &Value) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    push(value, &mut bytes);
    bytes
}

fn push(value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Null => bytes.push(NULL),
        Value::Bool(value) => bytes.push(if *value { TRUE } else { FALSE }),
        Value::Number(number) => {
            if let Some(whole) = number.as_u64() {
                bytes.push(WHOLE);
                push_whole(whole, bytes);
            } else {
                bytes.push(FLOAT);
                bytes.extend(number.as_f64().unwrap_or(f64::NAN).to_le_bytes());
            }
        }
        Value::String(text) => {
            bytes.push(TEXT);
            push_text(text, bytes);
        }
        Value::Array(list) if all_floats(list) => {
            bytes.push(FLOATS);
            push_whole(list.len() as u64, bytes);
            for value in list {
                bytes.extend(value.as_f64().unwrap_or(f64::NAN).to_le_bytes());
            }
        }
        Value::Array(list) => {
            bytes.push(LIST);
            push_whole(list.len() as u64, bytes);
            for value in list {
                push(value, bytes);
            }
        }
        Value::Object(fields) => {
            bytes.push(OBJECT);
            push_whole(fields.len() as u64, bytes);
            for (name, value) in fields {
                push_text(name, bytes);
                push(value, bytes);
            }
        }
    }
}

fn all_floats(list: &[Value]) -> bool {
    for value in list {
        if !value.is_f64() {
            return false;
        }
    }
    !list.is_empty()
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

/// The fields of a file; the message says what is wrong with it.
pub(crate) fn decoded(bytes: &[u8]) -> Result<Value, &'static str> {
    let mut rest = bytes.strip_prefix(MAGIC).ok_or("it does not begin as one")?;
    let value = pull(&mut rest, DEEPEST)?;
    if rest.is_empty() { Ok(value) } else { Err("more follows after its end") }
}

const CUT: &str = "it ends too early";

fn pull(rest: &mut &[u8], depth: usize) -> Result<Value, &'static str> {
    if depth == 0 {
        return Err("its fields are nested too deeply");
    }
    Ok(match take(rest, 1)?[0] {
        NULL => Value::Null,
        FALSE => Value::Bool(false),
        TRUE => Value::Bool(true),
        WHOLE => Value::Number(pull_whole(rest)?.into()),
        FLOAT => pull_float(rest)?,
        TEXT => Value::String(pull_text(rest)?),
        FLOATS => {
            let mut list = Vec::new();
            for _ in 0..pull_whole(rest)? {
                list.push(pull_float(rest)?);
            }
            Value::Array(list)
        }
        LIST => {
            let mut list = Vec::new();
            for _ in 0..pull_whole(rest)? {
                list.push(pull(rest, depth - 1)?);
            }
            Value::Array(list)
        }
        OBJECT => {
            let mut fields = Map::new();
            for _ in 0..pull_whole(rest)? {
                let name = pull_text(rest)?;
                fields.insert(name, pull(rest, depth - 1)?);
            }
            Value::Object(fields)
        }
        _ => return Err("it has a field of an unknown kind"),
    })
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

fn pull_float(rest: &mut &[u8]) -> Result<Value, &'static str> {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(take(rest, 8)?);
    let number = Number::from_f64(f64::from_le_bytes(bytes));
    number.map(Value::Number).ok_or("it has a number that is not finite")
}

fn pull_text(rest: &mut &[u8]) -> Result<String, &'static str> {
    let n = usize::try_from(pull_whole(rest)?).map_err(|_| CUT)?;
    match std::str::from_utf8(take(rest, n)?) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err("it has a text that is not UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_field_comes_back() {
        let value = json!({
            "null": null, "no": false, "yes": true, "whole": [0, 127, 128, u64::MAX],
            "text": "x²", "floats": [0.1, -0.0, 5e-324, 1.797e308], "mixed": [1.5, 2, "three"],
            "empty": [], "float": 1.0,
        });
        let back = decoded(&encoded(&value)).unwrap();
        assert_eq!(back, value);
        assert!(back["floats"][1].as_f64().unwrap().is_sign_negative());
        // 8 bytes a number, 2 in front of the list
        assert_eq!(encoded(&json!([0.5, 0.25, 0.125])).len(), MAGIC.len() + 2 + 24);
    }

    #[test]
    fn broken_bytes_are_refused() {
        let good = encoded(&json!({ "a": [1.0, 2.0], "b": "text", "c": [1, null] }));
        for end in 0..good.len() {
            assert!(decoded(&good[..end]).is_err(), "{end}");
        }
        let with = |tail: &[u8]| decoded(&[&MAGIC[..], tail].concat()).unwrap_err();
        assert_eq!(decoded(&[&good[..], &[0]].concat()), Err("more follows after its end"));
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
    }
}
