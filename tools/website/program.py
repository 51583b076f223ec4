"""Draws the cells of the gallery: a program of its own, made of them, for any state of the sources."""

import json
import os
import shutil
import subprocess

from common import ROOT, Problem, run
from website import cells

FOLDER = ROOT / "target" / "gallery"
MANIFEST = """[package]
name = "gallery"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
percept = {{ path = {path}, features = {features} }}

[profile.dev]
debug = false
"""
PROGRAM = """#![allow(warnings)]

fn show(folder: &std::path::Path, name: &str, value: &dyn percept::Show) -> std::io::Result<()> {
    let bundle = value.mime_bundle();
    std::fs::write(folder.join(format!("{name}.html")), bundle.html())?;
    std::fs::write(folder.join(format!("{name}.txt")), bundle.plain())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("no folder is named")?;
    let folder = std::path::Path::new(&folder);
"""
REMEDY = "Each cell of the gallery has to compile as it does in a notebook."


class Drawn:
    """What the cells show: HTML and text of each, by its name."""

    def __init__(self, found, folder):
        self.every = found
        self.cells = cells.shown(found)
        self.html = {cell.name: read(folder / f"{cell.name}.html") for cell in self.cells}
        self.text = {cell.name: read(folder / f"{cell.name}.txt") for cell in self.cells}


def draw(root=ROOT, name="today"):
    """The cells of the sources in `root`, drawn by those sources, as `name` under target/gallery/."""
    folder = FOLDER / name
    found = cells.read(root)
    write(folder / "program", root, found)
    pieces = folder / "pieces"
    shutil.rmtree(pieces, ignore_errors=True)
    pieces.mkdir(parents=True)
    command = ["cargo", "run", "--quiet", "--manifest-path", folder / "program" / "Cargo.toml", "--", pieces]
    # what other builds of these sources left is of use
    environment = {**os.environ, "CARGO_TARGET_DIR": str(ROOT / "target")}
    run(command, REMEDY, env=environment, stdout=subprocess.DEVNULL)
    return Drawn(found, pieces)


def write(folder, root, found):
    """Without a change where nothing changed, so that cargo has nothing to do."""
    if not found:
        raise Problem(f"{root / cells.NOTEBOOK} has no cells")
    manifest = MANIFEST.format(path=json.dumps(str(root)), features=cells.features(found))
    keep(folder / "Cargo.toml", manifest)
    # the same versions of all dependencies; cargo adds the program itself
    lock = folder / "Cargo.lock"
    if not lock.exists() or lock.stat().st_mtime < (root / "Cargo.lock").stat().st_mtime:
        shutil.copyfile(root / "Cargo.lock", lock)
    keep(folder / "src" / "main.rs", source(found))


def keep(path, text):
    if not path.exists() or read(path) != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def source(found):
    return PROGRAM + "".join(map(statements, found)) + "    Ok(())\n}\n"


def statements(cell):
    """A cell as a part of `main`, where its variables stay for those below."""
    code = cells.without_commands(cell.code)
    if cell.kind is None:
        return f"{code}\n"
    before, value = cells.parted(code)
    return f"{before}\nshow(folder, {json.dumps(cell.name)}, &{in_brackets(value)})?;\n"


def in_brackets(value):
    return f"({value})"


def read(path):
    return path.read_text(encoding="utf-8")
