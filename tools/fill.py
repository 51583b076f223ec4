"""What the bundled notebooks compile, and whether a kept build folder has it. Standard library only.

Filling itself is done by `fill_kernel.py`, which runs in `.venv`.
"""

import functools
import hashlib
import json
import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import kernel
import launcher
from common import BUILDS, NOTEBOOKS, ROOT, VENV_PYTHON, say

MANIFEST = ROOT / "Cargo.toml"
DEP = re.compile(r':dep percept = \{ path = "(?P<path>[^"]*)"(?:, features = \[(?P<features>[^\]]*)\])?')
# What decides on percept's dependencies.
SECTIONS = re.compile(r"\[(dependencies|features|target)\b")
POLARS = "polars"
WITHOUT_POLARS = "--without-polars"


@dataclass(frozen=True)
class Build:
    """A set of dependencies: the cell that asks for it, where it is run, and what tells it apart from others."""

    name: str
    folder: Path
    cell: str
    key: str

    def has_polars(self):
        return POLARS in self.name

    def wait(self):
        return "2 to 6 minutes" if self.has_polars() else "half a minute to a minute"


def wanted(polars=True, notebooks=NOTEBOOKS):
    """One build for each set of dependencies that a notebook asks for, the largest last."""
    builds = {}
    for path in sorted(notebooks.glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            build = build_of("".join(cell["source"]), path.parent) if cell["cell_type"] == "code" else None
            if build:
                builds.setdefault(build.key, build)
    kept = [build for build in builds.values() if polars or not build.has_polars()]
    return sorted(kept, key=Build.has_polars)


def build_of(source, folder):
    """What a cell compiles if it asks for this percept, or None."""
    found = DEP.search(source)
    if not found or (folder / found["path"]).resolve() != ROOT:
        return None
    features = ", ".join(re.findall(r"[\w-]+", found["features"] or ""))
    commands = [line for line in source.splitlines() if line.startswith(":") and not line.startswith(":dep percept ")]
    decisive = [str(ROOT), features, *commands, dependencies(MANIFEST.read_text(encoding="utf-8")), sources(ROOT)]
    key = hashlib.sha256("\n".join(decisive).encode()).hexdigest()
    return Build(f"percept with {features}" if features else "percept", folder, source, key)


@functools.cache
def sources(root):
    """What of percept itself is compiled, its documentation included."""
    digest = hashlib.sha256()
    for path in sorted([*(root / "src").rglob("*"), *(root / "docs").glob("*.md")]):
        if path.is_file():
            digest.update(f"{path.relative_to(root)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def dependencies(manifest):
    """The sections of a manifest that say what is compiled besides the package itself."""
    sections = re.split(r"(?m)^(?=\[)", manifest)
    return "".join(section for section in sections if SECTIONS.match(section))


def missing(builds, pool):
    """Those that the folder with most of them lacks: a session has one folder only."""
    lacks = [[build for build in builds if build.key not in folder.filled()] for folder in pool.fitting()]
    return min(lacks, key=len, default=builds)


def pool_of(program):
    """The pool that the launcher uses here, or None where it uses none."""
    told = os.environ.get(launcher.POOL, str(BUILDS))
    return launcher.Pool(Path(told).absolute(), program) if told and launcher.FOLDER not in os.environ else None


def ensure(polars=True):
    """Fills a folder where one is to be had; where none is, setup goes on all the same."""
    try:
        pool = pool_of(kernel.installed_program())
        if pool and missing(wanted(polars), pool):
            start_filling([] if polars else [WITHOUT_POLARS])
    except (OSError, launcher.NoFolder, subprocess.SubprocessError) as problem:
        not_filled(problem)


def start_filling(options):
    subprocess.run([VENV_PYTHON, ROOT / "tools" / "fill_kernel.py", *options], check=True)


def not_filled(problem):
    say(f"Nothing is compiled ahead for the notebooks, their first cells do it: {launcher.reason(problem)}")
