//! Loading takes at most a few times the memory that a file takes on the disk.
//! Each file is loaded by a process of its own, of which every byte asked for
//! counts: no matter what else the machine does, and what it reads in meanwhile.

use std::alloc::System;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cap::Cap;
use percept::{
    Competitive, Dataset, Elman, FeedForward, Grnn, Hamming, Hopfield, Lvq, Perceptron, Pnn,
    Result, Scaler,
};

use crate::fixtures::{files, folder as fixtures};

/// Says to the test binary which file to load, and as what.
const LOADS: &str = "PERCEPT_TEST_LOADS";
/// Bytes of memory per byte of a JSON file, at most.
const MOST_OF_JSON: f64 = 3.0;
/// The same for the binary form, which has no byte too many: the file, its
/// numbers, the network that is made of them and what it is made with.
const MOST_OF_BINARY: f64 = 4.0;
/// The same for the many small parts of a file that is none of ours.
const MOST_OF_STRANGE: f64 = 10.0;
/// What may be asked for beside, in bytes: paths, messages, and all that a
/// file of a few hundred bytes needs.
const BESIDE: usize = 250_000;

/// Counts what every test asks for, and the most of it at a time.
#[global_allocator]
pub(crate) static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

fn load(kind: &str, path: &Path) -> Result<()> {
    match kind {
        "perceptron" => Perceptron::load(path).map(|_| ()),
        "feed_forward" => FeedForward::load(path).map(|_| ()),
        "elman" => Elman::load(path).map(|_| ()),
        "competitive" => Competitive::load(path).map(|_| ()),
        "lvq" => Lvq::load(path).map(|_| ()),
        "hopfield" => Hopfield::load(path).map(|_| ()),
        "hamming" => Hamming::load(path).map(|_| ()),
        "grnn" => Grnn::load(path).map(|_| ()),
        "pnn" => Pnn::load(path).map(|_| ()),
        "scaler" => Scaler::load(path).map(|_| ()),
        other => panic!("{other}"),
    }
}

/// What loading took, as a child process says; `None` in the parent.
fn child() -> Option<()> {
    let task = std::env::var(LOADS).ok()?;
    let (kind, path) = task.split_once(':').unwrap();
    let path = Path::new(path);
    // what is made once for all is there before it counts
    for small in files(kind, &fixtures(2)) {
        load(kind, &small).unwrap();
    }
    let before = MEMORY.allocated();
    let loaded = load(kind, path).is_ok();
    let taken = MEMORY.max_allocated() - before;
    fs::write(path.with_extension("taken"), format!("{loaded} {taken}")).unwrap();
    Some(())
}

/// Whether a file can be loaded, and the memory for it per byte of it.
fn taken(test: &str, kind: &str, path: &Path) -> (bool, f64) {
    let status = Command::new(std::env::current_exe().unwrap())
        .args([&format!("file_memory::{test}"), "--exact", "--test-threads=1"])
        .env(LOADS, format!("{kind}:{}", path.display()))
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let said = fs::read_to_string(path.with_extension("taken")).unwrap();
    let (loaded, taken) = said.split_once(' ').unwrap();
    let length = fs::metadata(path).unwrap().len();
    let taken: usize = taken.parse().unwrap();
    let factor = taken.saturating_sub(BESIDE) as f64 / length as f64;
    println!("{kind}: {length} bytes take {taken}, {factor:.1} times their memory");
    (loaded == "true", factor)
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("percept_{}_{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Numbers of many digits, in rows.
fn numbers(rows: usize, columns: usize) -> Vec<Vec<f64>> {
    let mut state = 1.0_f64;
    let mut number = || {
        state = (state * 997.3).fract();
        state
    };
    (0..rows).map(|_| (0..columns).map(|_| number()).collect()).collect()
}

fn signs(rows: usize, columns: usize) -> Vec<Vec<f64>> {
    let sign = |number: f64| if number > 0.5 { 1.0 } else { -1.0 };
    let numbers = numbers(rows, columns);
    numbers.into_iter().map(|row| row.into_iter().map(sign).collect()).collect()
}

/// Saves one of each kind, in both forms; gives what was saved.
fn save_all(folder: &Path) -> Vec<(&'static str, PathBuf)> {
    let mut saved = Vec::new();
    macro_rules! save {
        ($kind:expr, $network:expr) => {{
            let network = $network;
            let (json, binary) = (folder.join($kind), folder.join(concat!($kind, "_binary")));
            network.save(&json).unwrap();
            network.save_binary(&binary).unwrap();
            saved.extend([($kind, json), ($kind, binary)]);
        }};
    }
    let ranges = |n: usize| vec![[0.0, 1.0]; n];
    let mut perceptron = Perceptron::new(ranges(1000), 100).unwrap();
    perceptron.set_weights(numbers(100, 1000)).unwrap();
    save!("perceptron", perceptron);
    save!("feed_forward", FeedForward::new(ranges(300), [300, 50]).unwrap());
    save!("elman", Elman::new(ranges(100), [250, 50]).unwrap());
    save!("competitive", Competitive::new(ranges(100), 1000).unwrap().seed(1));
    let mut lvq = Lvq::new(ranges(10), [5_000, 5_000]).unwrap();
    lvq.set_prototypes(numbers(10_000, 10)).unwrap();
    save!("lvq", lvq);
    save!("hopfield", Hopfield::new(signs(1000, 100)).unwrap());
    save!("hamming", Hamming::new(signs(100, 1000)).unwrap());
    let data = Dataset::new(numbers(25_000, 2), numbers(25_000, 1)).unwrap();
    save!("grnn", Grnn::new(&data, 0.3).unwrap());
    let classes: Vec<usize> = (0..25_000).map(|sample| sample % 2).collect();
    let data = Dataset::new(numbers(25_000, 3), classes).unwrap();
    save!("pnn", Pnn::new(&data, 0.3).unwrap());
    let scaler = folder.join("scaler");
    Scaler::standard(&Dataset::unlabelled(numbers(3, 25_000)).unwrap())
        .unwrap()
        .save(&scaler)
        .unwrap();
    saved.push(("scaler", scaler));
    saved
}

#[test]
fn loading_takes_a_few_times_the_file() {
    if child().is_some() {
        return;
    }
    let folder = folder("file_memory");
    for (kind, path) in save_all(&folder) {
        let (loaded, factor) = taken("loading_takes_a_few_times_the_file", kind, &path);
        assert!(loaded, "{kind}");
        let binary = path.to_string_lossy().ends_with("binary");
        let most = if binary { MOST_OF_BINARY } else { MOST_OF_JSON };
        assert!(factor <= most, "{kind}: {factor:.1}");
    }
    fs::remove_dir_all(folder).unwrap();
}

/// A file of the first version, in which so many equal parts stand where the
/// fields of a network are expected.
fn strange_json(part: &str, count: usize) -> Vec<u8> {
    let parts = vec![part; count].join(",");
    let header = r#""format": "percept", "version": 1, "kind": "Hamming network""#;
    format!("{{{header}, \"network\": {{\"patterns\": [{parts}], \"max_steps\": 1}}}}").into_bytes()
}

/// The same in the binary form.
fn strange_binary(part: &[u8], count: usize) -> Vec<u8> {
    let text = |text: &str| [&[u8::try_from(text.len()).unwrap()], text.as_bytes()].concat();
    let mut file = b"percept\x01\x07\x04".to_vec();
    for (name, value) in [("format", "percept"), ("kind", "Hamming network")] {
        file.extend([text(name), vec![5], text(value)].concat());
    }
    file.extend([text("version"), vec![3, 1], text("network"), vec![7, 2]].concat());
    file.extend([text("max_steps"), vec![3, 1], text("patterns"), vec![6]].concat());
    let mut rest = count;
    while rest >= 0x80 {
        file.push(u8::try_from(rest & 0x7f).unwrap() | 0x80);
        rest >>= 7;
    }
    file.push(u8::try_from(rest).unwrap());
    file.extend(part.repeat(count));
    file
}

#[test]
fn strange_files_take_little_memory_too() {
    if child().is_some() {
        return;
    }
    let folder = folder("strange_memory");
    let path = folder.join("strange");
    let mut files = Vec::new();
    for part in ["0", "-1.0", "[]", "[1]", "[1],[1,1]", "\"\"", "null", "{}", "{\"a\":0}", "[[1]]"]
    {
        files.push((part.to_owned(), strange_json(part, 1_000_000 / (part.len() + 1))));
    }
    let no_text = [5, 0];
    for part in
        [&[0][..], &[3, 1], &no_text, &[6, 0], &[7, 0], &[8, 0], &[8, 1, 0, 0, 0, 0, 0, 0, 0, 0]]
    {
        files.push((format!("{part:?}"), strange_binary(part, 1_000_000 / part.len())));
    }
    for (part, file) in files {
        fs::write(&path, file).unwrap();
        let (loaded, factor) = taken("strange_files_take_little_memory_too", "hamming", &path);
        assert!(!loaded, "{part}");
        assert!(factor <= MOST_OF_STRANGE, "{part}: {factor:.1}");
    }
    fs::remove_dir_all(folder).unwrap();
}

/// Few bytes that ask for petabytes: each is refused before room is made for it.
#[test]
fn large_numbers_in_small_files_take_no_memory() {
    if child().is_some() {
        return;
    }
    let large = "9007199254740991";
    let folder = folder("small_files");
    let path = folder.join("small");
    for (kind, name, network) in [
        ("perceptron", "perceptron", format!(r#""n_inputs": {large}, "transfer": "HardLim", "weights": [[1]], "biases": [0]"#)),
        ("lvq", "learning vector quantiser", format!(r#""prototypes": [[1], [2]], "per_class": [{large}, {large}]"#)),
        ("feed_forward", "feed-forward network", format!(r#""ranges": [[0, 1]], "layers": [{{"transfer": "TanSig", "weights": [[1]], "biases": [0], "sources": [{large}]}}], "init": "Xavier", "seed": 1"#)),
        ("elman", "Elman network", r#""ranges": [[0, 1]], "layers": [{"transfer": "TanSig", "weights": [[1]], "biases": [0, 0, 0]}], "context": [], "keep_context": false, "through_time": false, "init": "Xavier", "seed": 1"#.to_owned()),
        ("competitive", "competitive network", r#""ranges": [[0, 1], [0, 1]], "prototypes": [[1]], "seed": 1"#.to_owned()),
        ("hamming", "Hamming network", format!(r#""patterns": [{large}], "max_steps": {large}"#)),
        ("hopfield", "Hopfield network", format!(r#""patterns": {large}, "max_steps": {large}"#)),
        ("pnn", "probabilistic network", format!(r#""data": {{"inputs": [[1]], "targets": [[{large}]]}}, "spread": 1"#)),
    ] {
        let header = format!(r#""format": "percept", "version": 1, "kind": "{name}""#);
        fs::write(&path, format!(r#"{{{header}, "network": {{{network}}}}}"#)).unwrap();
        let (loaded, factor) = taken("large_numbers_in_small_files_take_no_memory", kind, &path);
        assert!(!loaded, "{kind}");
        assert!(factor == 0.0, "{kind}: {factor:.1}");
    }
    // and what is not refused takes its memory when it is asked: never, here
    let ask = "[[1, -1]], \"max_steps\": 18446744073709551615";
    for (kind, name) in [("hamming", "Hamming network"), ("hopfield", "Hopfield network")] {
        let header = format!(r#""format": "percept", "version": 1, "kind": "{name}""#);
        fs::write(&path, format!(r#"{{{header}, "network": {{"patterns": {ask}}}}}"#)).unwrap();
        let (loaded, factor) = taken("large_numbers_in_small_files_take_no_memory", kind, &path);
        assert!(loaded && factor == 0.0, "{kind}: {factor:.1}");
    }
    fs::remove_dir_all(folder).unwrap();
}
