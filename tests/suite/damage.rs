//! Damaged files of the current version are found: every bit that flips, every
//! cut, bytes that are added, and random damage.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::by_hand;
use crate::fixtures::{KINDS, answers, files, folder};

/// Random damage to each file, of each sort.
const RANDOM: u64 = 100;

/// How many damaged files were tried, and how many of them were found.
#[derive(Default)]
struct Count {
    tried: usize,
    found: usize,
}

/// The files of one form, and where damaged ones are put.
struct Form {
    name: &'static str,
    damaged: PathBuf,
    /// One that was not found, for the message.
    missed: Option<String>,
}

impl Form {
    fn of(name: &'static str) -> Self {
        let thread = std::thread::current().name().unwrap_or_default().replace("::", "_");
        let file = format!("percept_{}_{thread}.{name}", std::process::id());
        Self { name, damaged: std::env::temp_dir().join(file), missed: None }
    }

    /// Loads a damaged file, which has to be refused with the way to fix it.
    fn refuse(&mut self, kind: &str, what: &str, content: &[u8], count: &mut Count) {
        // a file that is written anew need not go to the disk at once
        let _ = fs::remove_file(&self.damaged);
        fs::write(&self.damaged, content).unwrap();
        count.tried += 1;
        let said = match answers(kind, &self.damaged) {
            Ok(_) => "it was loaded".to_owned(),
            Err(problem) => problem.to_string(),
        };
        if said.contains(&*self.damaged.to_string_lossy()) && said.contains("a copy of the file") {
            count.found += 1;
        } else {
            self.missed = Some(format!("{kind}, {what}: {said}"));
        }
    }

    fn finish(self, what: &str, count: &Count) {
        let _ = fs::remove_file(&self.damaged);
        println!("{}: {} of {} {what} found", self.name, count.found, count.tried);
        assert!(count.tried > 0);
        assert_eq!(count.found, count.tried, "{:?}", self.missed);
    }
}

/// Looks at each file of a form.
fn each(form: &str, mut look: impl FnMut(&str, &[u8])) {
    for kind in KINDS {
        for path in files(kind, &folder(2)) {
            if path.extension().is_some_and(|end| end == form) {
                look(kind, &fs::read(path).unwrap());
            }
        }
    }
}

fn flips(mut form: Form) {
    let mut count = Count::default();
    each(form.name, |kind, content| {
        for bit in 0..8 * content.len() {
            let mut content = content.to_vec();
            content[bit / 8] ^= 1 << (bit % 8);
            form.refuse(kind, &format!("bit {bit}"), &content, &mut count);
        }
    });
    form.finish("single bit flips", &count);
}

fn cuts(mut form: Form) {
    let mut count = Count::default();
    each(form.name, |kind, content| {
        for end in 0..content.len() {
            form.refuse(kind, &format!("cut to {end}"), &content[..end], &mut count);
        }
    });
    form.finish("cuts", &count);
}

fn additions(mut form: Form) {
    let mut count = Count::default();
    each(form.name, |kind, content| {
        for byte in 0..=u8::MAX {
            let longer = [content, &[byte]].concat();
            form.refuse(kind, &format!("byte {byte} added"), &longer, &mut count);
        }
        for added in [content, &[0; 4], &[0; 600], b"\n\n", b"  \r\n", b"\xff\xff\xff\xff"] {
            form.refuse(kind, "bytes added", &[content, added].concat(), &mut count);
        }
    });
    form.finish("additions", &count);
}

/// Numbers below `n`, the same in every run.
fn below(n: u64, state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    (*state >> 33) % n
}

fn is_other(content: &[u8], good: &[u8]) -> bool {
    let tokens = |content: &[u8]| -> Vec<u8> {
        content.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect()
    };
    content != good && (!good.starts_with(b"{") || tokens(content) != tokens(good))
}

/// Bursts within 32 bits, zeroed and random stretches, bytes that change places,
/// bytes that are left out.
fn random(mut form: Form) {
    let (mut count, mut state) = (Count::default(), 13);
    each(form.name, |kind, good| {
        let length = good.len() as u64;
        let mut place = |n| usize::try_from(below(n, &mut state)).unwrap();
        for _ in 0..RANDOM {
            let mut burst = good.to_vec();
            let first = place(8 * length - 32);
            for bit in [0, place(32), place(32), place(32), 31] {
                burst[(first + bit) / 8] ^= 1 << ((first + bit) % 8);
            }
            let (from, to) = (place(length - 4), place(length - 4));
            let mut stretch = good.to_vec();
            for byte in &mut stretch[from..from + 4] {
                *byte = u8::try_from(place(256)).unwrap();
            }
            let mut zeroed = good.to_vec();
            zeroed[from..].fill(0);
            let mut swapped = good.to_vec();
            swapped.swap(from, to);
            let left_out = [&good[..from], &good[from + 3..]].concat();
            for (what, content) in [
                ("burst", burst),
                ("stretch", stretch),
                ("zeroed", zeroed),
                ("swapped", swapped),
                ("left out", left_out),
            ] {
                // white space between the tokens of JSON is free
                if is_other(&content, good) {
                    form.refuse(kind, &format!("{what} at {from}"), &content, &mut count);
                }
            }
        }
    });
    form.finish("random damages", &count);
}

#[test]
fn every_bit_that_flips_in_json_is_found() {
    flips(Form::of("json"));
}

#[test]
fn every_bit_that_flips_in_binary_is_found() {
    flips(Form::of("bin"));
}

/// The first version has no checksum: much is found all the same, and nothing
/// that is loaded panics.
#[test]
fn damaged_files_of_the_first_version_do_not_panic() {
    let form = Form::of("first");
    let (mut tried, mut refused) = (0, 0);
    for kind in KINDS {
        for path in files(kind, &folder(1)) {
            let good = fs::read(path).unwrap();
            for bit in (0..8 * good.len()).step_by(5) {
                let mut content = good.clone();
                content[bit / 8] ^= 1 << (bit % 8);
                let _ = fs::remove_file(&form.damaged);
                fs::write(&form.damaged, content).unwrap();
                tried += 1;
                refused += usize::from(answers(kind, &form.damaged).is_err());
            }
        }
    }
    let _ = fs::remove_file(&form.damaged);
    println!("version 1: {refused} of {tried} single bit flips found");
    assert!(refused > tried / 2);
}

#[test]
fn every_cut_is_found() {
    cuts(Form::of("json"));
    cuts(Form::of("bin"));
}

#[test]
fn added_bytes_are_found() {
    additions(Form::of("json"));
    additions(Form::of("bin"));
}

#[test]
fn random_damage_is_found() {
    random(Form::of("json"));
    random(Form::of("bin"));
}

/// The places of all objects of a file, as JSON pointers.
fn objects(value: &Value, place: &str, places: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            places.push(place.to_owned());
            for (name, value) in fields {
                objects(value, &format!("{place}/{name}"), places);
            }
        }
        Value::Array(list) => {
            for (number, value) in list.iter().enumerate() {
                objects(value, &format!("{place}/{number}"), places);
            }
        }
        _ => {}
    }
}

#[test]
fn unknown_fields_are_refused_at_every_level_of_every_kind() {
    let form = Form::of("unknown");
    let mut tried = 0;
    each("json", |kind, content| {
        let text = by_hand(std::str::from_utf8(content).unwrap());
        let file: Value = serde_json::from_str(&text).unwrap();
        let mut places = Vec::new();
        objects(&file, "", &mut places);
        assert!(places.len() > 1, "{kind}");
        for place in places {
            let mut file = file.clone();
            file.pointer_mut(&place).unwrap()["weigths"] = Value::from(0.5);
            fs::write(&form.damaged, file.to_string()).unwrap();
            let said = answers(kind, &form.damaged).unwrap_err().to_string();
            assert!(said.contains("there is no field named `weigths`"), "{kind}{place}: {said}");
            tried += 1;
        }
    });
    fs::remove_file(form.damaged).unwrap();
    println!("{tried} unknown fields refused");
}

#[test]
fn fields_that_occur_twice_are_refused_at_every_level_of_every_kind() {
    let form = Form::of("twice");
    let mut tried = 0;
    each("json", |kind, content| {
        let text = by_hand(std::str::from_utf8(content).unwrap());
        for (start, _) in text.match_indices("\": ") {
            let name = text[..start].rsplit_once('"').unwrap().1;
            let (before, after) = text.split_at(start - name.len() - 1);
            fs::write(&form.damaged, format!("{before}\"{name}\": null, {after}")).unwrap();
            let said = answers(kind, &form.damaged).unwrap_err().to_string();
            assert!(said.contains(&format!("it has the field `{name}` twice")), "{kind}: {said}");
            tried += 1;
        }
    });
    fs::remove_file(form.damaged).unwrap();
    println!("{tried} fields that occur twice refused");
}
