//! README and crate documentation say the same, and its picture is today's.
//! `UPDATE_README=1 cargo test` writes both anew.

use std::fs;

use percept::{Delta, Perceptron};

use crate::points;

const BEGIN: &str = "by tests/suite/readme.rs -->\n";
const END: &str = "<!-- end of tour -->";

fn root(file: &str) -> String {
    format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))
}

fn tour() -> String {
    let source = fs::read_to_string(root("src/lib.rs")).unwrap();
    let doc: Vec<&str> = source
        .lines()
        .map_while(|line| line.strip_prefix("//!"))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        // what rustdoc hides
        .filter(|line| !line.starts_with("# #[") && *line != "# fn main() {}")
        .collect();
    let (_, tour) = doc.split_at(doc.iter().position(|line| *line == "# Tour").unwrap() + 1);
    format!("{}\n", tour.join("\n"))
}

fn agrees(file: &str, wanted: &str) {
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(root(file), wanted).unwrap();
    }
    let present = fs::read_to_string(root(file)).unwrap();
    assert!(present == wanted, "{file} is out of date: run `UPDATE_README=1 cargo test readme`");
}

#[test]
fn the_tour_is_the_crate_documentation() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    agrees("README.md", &format!("{before}{BEGIN}{}\n{END}{after}", tour()));
}

#[test]
fn the_picture_is_what_the_tutorial_shows() {
    let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1).unwrap();
    perceptron.train(&points(), Delta::new().epochs(50)).unwrap();
    agrees("docs/boundary.svg", &perceptron.boundary(&points()).unwrap().chart().to_svg());
}

#[test]
fn the_first_program_stands_within_forty_lines() {
    let readme = fs::read_to_string(root("README.md")).unwrap();
    let line = readme.lines().position(|line| line.starts_with("let points = ")).unwrap();
    assert!(line < 40, "line {}", line + 1);
}
