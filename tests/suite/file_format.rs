//! The page about the files says what they are: its examples are files, and it
//! names every field.

use std::fs;
use std::path::{Path, PathBuf};

use percept::Perceptron;
use serde_json::Value;

use crate::fixtures::{KINDS, folder, write_all};

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/file_format.md");
    fs::read_to_string(path).unwrap()
}

/// The first block of code of a language.
fn block(language: &str) -> String {
    let page = page();
    let (_, rest) = page.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

fn path(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("percept_{}_format_{name}", std::process::id()))
}

fn buyer() -> Perceptron {
    Perceptron::by_hand([("price", 0.9)], 1.0).unwrap()
}

#[test]
fn the_json_of_the_page_is_what_is_saved() {
    let path = path("json");
    buyer().save(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), block("json"));
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    fs::remove_file(path).unwrap();
}

#[test]
fn the_bytes_of_the_page_are_what_is_saved() {
    let mut bytes = Vec::new();
    for line in block("text").lines() {
        let digits = line.split_once(": ").unwrap().1.split_once("  ").unwrap().0.replace(' ', "");
        for byte in 0..digits.len() / 2 {
            bytes.push(u8::from_str_radix(&digits[2 * byte..2 * byte + 2], 16).unwrap());
        }
    }
    let path = path("binary");
    buyer().save_binary(&path).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(Perceptron::load(&path).unwrap(), buyer());
    fs::remove_file(path).unwrap();
}

/// As the page defines it, bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    let mut rest = u32::MAX;
    for byte in bytes {
        rest ^= u32::from(byte.reverse_bits()) << 24;
        for _ in 0..8 {
            rest = (rest << 1) ^ if rest >> 31 == 1 { 0x04C1_1DB7 } else { 0 };
        }
    }
    !rest.reverse_bits()
}

#[test]
fn the_checksums_are_those_that_the_page_defines() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    let json = block("json");
    // no text of the example has white space in it
    let tokens: String = json.split_whitespace().collect();
    let (head, rest) = tokens.split_once(",\"checksum\":").unwrap();
    assert_eq!(rest, format!("\"{:08x}\"}}", crc32(head.as_bytes())));
    assert!(page().contains(&format!("# {:08x}", crc32(head.as_bytes()))));
    let binary = fs::read(folder(2).join("pnn.bin")).unwrap();
    let (content, said) = binary.split_last_chunk::<4>().unwrap();
    assert_eq!(u32::from_le_bytes(*said), crc32(content));
}

fn fields(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                names.push(name.clone());
                fields(value, names);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, names)),
        _ => {}
    }
}

#[test]
fn the_page_names_every_field_and_every_kind() {
    let page = page();
    let today = path("all");
    write_all(&today);
    for kind in KINDS {
        let text = fs::read_to_string(today.join(format!("{kind}.json"))).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        let mut names = Vec::new();
        fields(&file, &mut names);
        names.push(file["kind"].as_str().unwrap().to_owned());
        for name in names {
            let in_json = page.contains(&format!("\"{name}\":"));
            assert!(in_json || page.contains(&format!("`{name}`")), "{name} of {kind}");
        }
    }
    fs::remove_dir_all(today).unwrap();
}
