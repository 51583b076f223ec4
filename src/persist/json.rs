//! The form for people: JSON, with the checksum of its text as the last field.

use std::fmt;

use serde_core::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::checksum::crc32;
use super::parts::{List, PER_FIELD, Room, add};
use crate::fields::Content;

/// The field of the checksum, which is the last one.
pub(super) const CHECKSUM: &str = "checksum";
/// What JSON allows between its tokens.
const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// The text of a file with these fields.
#[inline]
pub(super) fn text(file: &Content) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(file)?;
    let head = text.strip_suffix("\n}").map_or(text.len(), str::len);
    text.truncate(head);
    let checksum = checksum_of(&text);
    for part in [",\n  \"", CHECKSUM, "\": \"", &checksum, "\"\n}\n"] {
        text.push_str(part);
    }
    Ok(text)
}

/// The fields of a text; the message says what is wrong with it.
#[inline]
pub(super) fn parsed(text: &str) -> serde_json::Result<Content> {
    let room = Room::of(text.len());
    let mut json = serde_json::Deserializer::from_str(text);
    let content = Part(&room).deserialize(&mut json)?;
    json.end()?;
    Ok(content)
}

/// The checksum that a text says it has, and the one that it has; `None` where
/// it does not say so in its last field, or does not end with its last line.
pub(super) fn checksums(text: &str) -> Option<(&str, String)> {
    let rest = text.strip_suffix("}\n").or_else(|| text.strip_suffix("}\r\n"))?;
    let (rest, said) = rest.trim_end_matches(SPACE).strip_suffix('"')?.rsplit_once('"')?;
    let rest = rest.trim_end_matches(SPACE).strip_suffix(':')?.trim_end_matches(SPACE);
    let rest = rest.strip_suffix('"')?.strip_suffix(CHECKSUM)?.strip_suffix('"')?;
    let head = rest.trim_end_matches(SPACE).strip_suffix(',')?;
    Some((said, checksum_of(head)))
}

/// The checksum of the tokens, so that white space between them is free.
fn checksum_of(head: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let tokens = head.bytes().filter(|byte| {
        if !in_text {
            in_text = *byte == b'"';
            return !SPACE.contains(&char::from(*byte));
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_text = false,
            _ => {}
        }
        true
    });
    format!("{:08x}", crc32(tokens))
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Whole(whole) => serializer.serialize_u64(*whole),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Numbers(numbers) => numbers.serialize(serializer),
            Self::Table(table) => {
                let mut rows = serializer.serialize_seq(Some(table.n_rows()))?;
                for row in table.rows() {
                    rows.serialize_element(row)?;
                }
                rows.end()
            }
            Self::List(list) => list.serialize(serializer),
            Self::Object(fields) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, content) in fields {
                    map.serialize_entry(name, content)?;
                }
                map.end()
            }
        }
    }
}

/// Reads one part of a text.
pub(super) struct Part<'a>(pub(super) &'a Room);

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Content;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Content, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Content;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Content, E> {
        Ok(Content::Null)
    }

    fn visit_bool<E: Error>(self, flag: bool) -> Result<Content, E> {
        Ok(Content::Flag(flag))
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<Content, E> {
        Ok(Content::Whole(whole))
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<Content, E> {
        Ok(Content::Number(whole as f64))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Content, E> {
        Ok(Content::Number(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Content, E> {
        Ok(Content::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Content, A::Error> {
        let mut list = List::new(self.0, [0, 0]);
        while let Some(content) = parts.next_element_seed(Part(self.0))? {
            list.push(content).map_err(A::Error::custom)?;
        }
        Ok(list.content())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Content, A::Error> {
        let mut fields = Vec::new();
        while let Some(name) = parts.next_key::<String>()? {
            let content = parts.next_value_seed(Part(self.0))?;
            self.0.take(PER_FIELD).map_err(A::Error::custom)?;
            add(&mut fields, name, content).map_err(A::Error::custom)?;
        }
        fields.shrink_to_fit();
        Ok(Content::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix::Matrix;

    fn small() -> Content {
        let numbers = Content::Numbers(vec![0.1, -2.0, 1e300]);
        Content::object([("a name", "x \\ \" y".into()), ("numbers", numbers)])
    }

    #[test]
    fn white_space_between_tokens_is_free() {
        let text = text(&small()).unwrap();
        let (said, has) = checksums(&text).unwrap();
        assert_eq!(said, has);
        let wide = text.replace('\n', "\r\n\t");
        let wide = wide.strip_suffix('\t').unwrap();
        assert_eq!(checksums(wide).unwrap(), (said, has.clone()));
        assert_eq!(parsed(wide).unwrap(), parsed(&text).unwrap());
        // within a text it counts
        assert_ne!(checksums(&text.replace("a name", "a  name")).unwrap().1, has);
    }

    #[test]
    fn the_checksum_is_the_last_field_on_the_last_line() {
        let text = text(&small()).unwrap();
        for cut in [text.trim_end(), &format!("{text}\n"), &format!("{text} ")] {
            assert!(checksums(cut).is_none());
        }
        assert!(checksums("{\"checksum\": \"00000000\", \"last\": 1}\n").is_none());
        assert!(checksums("{\"checksum\": \"00000000\"}\n").is_none());
    }

    #[test]
    fn fields_that_occur_twice_are_refused() {
        let said = parsed("{\"a\": {\"b\": 1, \"b\": 1}}").unwrap_err().to_string();
        assert!(said.starts_with("it has the field `b` twice at line 1"), "{said}");
    }

    #[test]
    fn many_small_parts_are_refused() {
        for part in ["[]", "\"\"", "{}"] {
            let text = format!("[{}0]", format!("{part},").repeat(1 << 16));
            let said = parsed(&text).map(|_| part).unwrap_err().to_string();
            assert!(said.starts_with("it has too many small parts"), "{said}");
        }
        let numbers = parsed(&format!("[{}[1]]", "[1],".repeat(1 << 16))).unwrap();
        assert_eq!(
            numbers,
            Content::from(Matrix::new(((1 << 16) + 1, 1), vec![1.0; (1 << 16) + 1]))
        );
        let fields: Vec<String> = (0..100).map(|name| format!("\"{name}\": 0")).collect();
        let said = parsed(&format!("{{{}}}", fields.join(","))).unwrap_err().to_string();
        assert!(said.starts_with("it has a part with more than 64 fields"), "{said}");
    }
}
