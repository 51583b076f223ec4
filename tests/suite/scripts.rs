//! Committed scripts are what the minifier makes of the readable ones.
//! `UPDATE_SCRIPTS=1 cargo test` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::minifier::alone;

/// The parts of each script that has several, in their order.
const EXPLORER: [&str; 6] = [
    "shared/numbers",
    "shared/drawing",
    "shared/sliders",
    "explorer/explorer",
    "explorer/drawing",
    "explorer/controls",
];

const PLAYGROUND: [&str; 23] = [
    "shared/numbers",
    "shared/drawing",
    "shared/sliders",
    "playground/shared/data",
    "playground/shared/history",
    "playground/perceptron/record",
    "playground/perceptron/perceptron",
    "playground/perceptron/separable",
    "playground/shared/rust_words",
    "playground/perceptron/rust",
    "playground/shared/parts",
    "playground/shared/curve",
    "playground/shared/undoing",
    "playground/shared/numbers_table",
    "playground/shared/point_words",
    "playground/perceptron/sentences",
    "playground/perceptron/plane",
    "playground/shared/gestures",
    "playground/perceptron/panels",
    "playground/shared/adding",
    "playground/perceptron/controls",
    "playground/perceptron/main",
    "playground/shared/begin",
];

const NETWORK_PLAYGROUND: [&str; 20] = [
    "shared/numbers",
    "shared/drawing",
    "playground/shared/data",
    "playground/shared/history",
    "playground/network/network",
    "playground/network/shape",
    "playground/shared/rust_words",
    "playground/network/rust",
    "playground/shared/parts",
    "playground/shared/curve",
    "playground/shared/undoing",
    "playground/shared/numbers_table",
    "playground/shared/point_words",
    "playground/shared/gestures",
    "playground/shared/adding",
    "playground/network/plane",
    "playground/network/diagram",
    "playground/network/controls",
    "playground/network/main",
    "playground/shared/begin",
];

/// Where the readable scripts are, and in `minified` what readers get.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notebook/scripts")
}

/// The script of these parts, each with the names of the others.
fn joined(parts: &[&str]) -> String {
    parts
        .iter()
        .map(|part| fs::read_to_string(folder().join(format!("{part}.js"))).unwrap())
        .collect()
}

fn agrees(name: &str, script: &str) {
    let (file, wanted) = (folder().join(format!("minified/{name}.js")), alone(script));
    if std::env::var_os("UPDATE_SCRIPTS").is_some() {
        fs::write(&file, &wanted).unwrap();
    }
    let present = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        present == wanted,
        "{} is out of date: run `UPDATE_SCRIPTS=1 cargo test --test suite scripts`",
        file.display()
    );
}

#[test]
fn the_scripts_of_figures_and_replays_are_minified() {
    for name in ["figure", "replay"] {
        agrees(name, &joined(&[name]));
    }
}

#[test]
fn the_explorer_is_minified() {
    agrees("explorer", &format!("(() => {{\n{}}})();\n", joined(&EXPLORER)));
}

#[test]
fn the_playgrounds_are_minified() {
    agrees("playground", &joined(&PLAYGROUND));
    agrees("network_playground", &joined(&NETWORK_PLAYGROUND));
}

/// The scripts of a folder and those below it, without `.js`.
fn scripts(folder: &Path, below: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap();
        if path.is_dir() {
            scripts(&path, &format!("{below}{stem}/"), found);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            found.insert(format!("{below}{stem}"));
        }
    }
}

#[test]
fn every_part_is_in_a_script() {
    let mut found = BTreeSet::new();
    scripts(&folder(), "", &mut found);
    let minified = ["explorer", "figure", "network_playground", "playground", "replay"];
    let minified = minified.map(|name| format!("minified/{name}"));
    let parts = [&EXPLORER[..], &PLAYGROUND, &NETWORK_PLAYGROUND, &["figure", "replay"]].concat();
    let known: BTreeSet<String> = parts.into_iter().map(str::to_owned).chain(minified).collect();
    assert_eq!(found, known);
}
