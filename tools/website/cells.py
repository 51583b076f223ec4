"""The cells that the gallery shows: those of the notebook that has one for every kind of value."""

import json
import re
from typing import NamedTuple

from common import ROOT

# Its path in every commit that the gallery is made of.
NOTEBOOK = "tests/browser/every_value.ipynb"
FEATURES = re.compile(r"features = (\[[^\]]*\])")
OPENING, CLOSING = "([{", ")]}"


class Cell(NamedTuple):
    """A cell of code; one that shows nothing has no kind."""

    name: str
    kind: str | None
    heading: str
    code: str
    is_large: bool


def read(root=ROOT):
    """The cells of code, top to bottom, each under the heading that it stands below."""
    heading, cells = "", []
    for cell in json.loads((root / NOTEBOOK).read_text(encoding="utf-8"))["cells"]:
        source, metadata = "".join(cell["source"]), cell["metadata"]
        if cell["cell_type"] == "code":
            cells.append(Cell(cell["id"], metadata.get("shows"), heading, source, "large" in metadata.get("tags", [])))
        elif source.startswith("## "):
            heading = source.splitlines()[0].removeprefix("## ")
    return cells


def shown(cells):
    return [cell for cell in cells if cell.kind]


def features(cells):
    """The features of percept that the notebook asks for, as a manifest names them."""
    found = [FEATURES.search(cell.code) for cell in cells]
    return next((match.group(1) for match in found if match), "[]")


def without_commands(code):
    """The Rust of a cell: lines for the kernel itself begin with a colon."""
    return "\n".join(line for line in code.splitlines() if not line.startswith(":"))


def parted(code):
    """The statements of a cell and the expression that it shows."""
    end = max(ends_of_statements(code), default=-1) + 1
    return code[:end], code[end:].strip()


def ends_of_statements(code):
    """Where the semicolons are that stand in no brackets, texts or comments."""
    depth, place = 0, 0
    while place < len(code):
        character = code[place]
        if character == '"':
            place = end_of_text(code, place)
        elif code.startswith("//", place):
            place = (code + "\n").index("\n", place)
        elif character == ";" and depth == 0:
            yield place
        depth += (character in OPENING) - (character in CLOSING)
        place += 1


def end_of_text(code, start):
    """The closing quote of the text that begins at `start`."""
    place = start + 1
    while code[place] != '"':
        place += 2 if code[place] == "\\" else 1
    return place
