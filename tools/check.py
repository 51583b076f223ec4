"""The notebook check: reads what the cells left behind.

evcxr answers "ok" to a panic, a failed assert and an `Err` through `?`, so that a run without an
error says nothing. The outputs tell.

    check.py NOTEBOOK [--committed NOTEBOOK]

A cell tagged `figure` must show the whole bundle of a figure; one tagged `html-figure` shows a value
whose bundle leaves the Plotly JSON out on purpose (a table, a page of several values), one tagged
`live-figure` a plot of the crate plotly, which is Plotly JSON and nothing else.

Each `check!` must hold. In a cell tagged `unanswered` it waits for the reader's answer and must not
hold yet: a committed answer would be given away.
"""

import argparse
import json
import re
from pathlib import Path
from typing import NamedTuple

import nbformat

from common import Problem, counted, main, say
from compare import differences
from figure_check import HTML, PLOTLY, TEXT, figure_problems

FIGURE_TAGS = {"figure": [PLOTLY, HTML, TEXT], "html-figure": [HTML, TEXT], "live-figure": [PLOTLY]}
MAX_FIGURE_BYTES = 60_000
# What a figure of the tutorial may have, and the notebooks that are the tutorial.
MAX_TUTORIAL_BYTES = 40_000
TUTORIAL = re.compile(r"0[12]_")
# What the library promises for data of any size; for cells tagged `large`.
MAX_LARGE_BYTES = 2 * 300_000
# How a `check!` begins what it says, and what it says where it met an error or a panic.
RIGHT, NOT_YET, BROKEN = "✓ Right:", "✗ Not yet:", "It could not be worked out:"
UNANSWERED = "unanswered"
# Folders that are somebody's own; `(?<![\w.:/])` leaves addresses and relative paths alone.
MACHINE_PATH = re.compile(r"(?<![\w.:/])/(?:root|home|tmp|work|Users|private|opt|usr|var)/[\w.\-/]*")
BASE64_DATA = re.compile(r";base64,[A-Za-z0-9+/=]+")


class Finding(NamedTuple):
    """What is wrong with a cell; cells are counted from 1, 0 is the notebook as a whole."""

    cell: int
    what: str

    def __str__(self):
        return f"cell {self.cell}: {self.what}" if self.cell else self.what


def check(notebook, committed=None, name=""):
    """All findings of an executed notebook, and where it differs from the committed one.

    By its file's `name` a notebook of the tutorial is held to smaller figures.
    """
    limit = MAX_TUTORIAL_BYTES if TUTORIAL.match(name) else MAX_FIGURE_BYTES
    findings = []
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            findings += [Finding(number, what) for what in cell_problems(cell, limit)]
    if committed is not None:
        findings += [Finding(number, what) for number, what in differences(notebook, committed)]
    return findings


def cell_problems(cell, limit):
    yield from execution_problems(cell)
    yield from stream_problems(cell)
    yield from unit_problems(cell)
    yield from path_problems(cell)
    yield from tag_problems(cell, limit)
    yield from answer_problems(cell)


def execution_problems(cell):
    if cell.source.strip() and cell.execution_count is None:
        yield "was never executed"
    for output in cell.outputs:
        if output.output_type == "error":
            yield f"ended in an error: {first_line(output.evalue)}"


def stream_problems(cell):
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            yield f"wrote to stderr: {first_line(output.text)}"
    for text in texts(cell):
        if "panicked" in text:
            line = next(line for line in text.splitlines() if "panicked" in line)
            yield f"panicked: {first_line(line)}"


def unit_problems(cell):
    """A last line that is a loop or a call without value shows `()`, which tells a reader nothing."""
    if any(output.get("data", {}).get(TEXT) == "()" for output in cell.outputs):
        yield "shows a bare `()`: end its last line with `;`"


def path_problems(cell):
    for text in texts(cell):
        path = MACHINE_PATH.search(BASE64_DATA.sub("", text))
        if path:
            yield f"shows a path of this machine: {path.group()}"


def tag_problems(cell, limit):
    """Whether the cell shows a figure exactly where its tag says so, and a whole one."""
    tags = [tag for tag in cell.metadata.get("tags", []) if tag in FIGURE_TAGS]
    results = [output for output in cell.outputs if "data" in output]
    if len(tags) > 1:
        yield f"has the tags {' and '.join(tags)}: one of them"
    elif tags and not results:
        yield f"is tagged `{tags[0]}` and shows no figure"
    elif tags:
        for result in results:
            yield from figure_problems(result.data, FIGURE_TAGS[tags[0]])
            large = "large" in cell.metadata.get("tags", [])
            yield from size_problems(result.data, MAX_LARGE_BYTES if large else limit)
    elif any(HTML in result.data or PLOTLY in result.data for result in results):
        yield f"shows a figure and is tagged neither {' nor '.join(f'`{tag}`' for tag in FIGURE_TAGS)}"


def answer_problems(cell):
    """Whether each `check!` holds, or waits for the reader's answer where the tag says so."""
    lines = list(plain_lines(cell))
    held = [line for line in lines if line.startswith(RIGHT)]
    failed = [line for line in lines if line.startswith(NOT_YET)]
    broken = [line for line in lines if line.startswith(BROKEN)]
    if UNANSWERED not in cell.metadata.get("tags", []):
        if failed:
            yield f"has a check that does not hold: {first_line(failed[0])}"
        elif "check!(" in cell.source and not held:
            yield "has a `check!` and does not show it: it belongs into the last line"
    elif held:
        yield f"is tagged `{UNANSWERED}` and gives its answer away: {first_line(held[0])}"
    elif not failed:
        yield f"is tagged `{UNANSWERED}` and shows no check"
    elif broken:
        yield f"has a check that fails before it is answered: {first_line(broken[0])}"


def plain_lines(cell):
    """What a cell printed and what its values say in plain text, by line."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield from output.text.splitlines()
        elif output.output_type != "error":
            yield from as_text(output.data.get(TEXT, "")).splitlines()


def size_problems(data, limit):
    size = sum(len(as_text(content).encode()) for content in data.values())
    if size > limit:
        yield f"its figure has {size:,} bytes, at most {limit:,} are allowed"


def texts(cell):
    """Everything that the outputs of a cell say, as text."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        elif output.output_type == "error":
            yield "\n".join([output.evalue, *output.traceback])
        else:
            yield from map(as_text, output.data.values())


def as_text(content):
    if isinstance(content, str):
        return content
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


def first_line(text):
    lines = text.strip().splitlines()
    return lines[0][:200] if lines else "(empty)"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("notebook", type=Path)
    arguments.add_argument("--committed", type=Path, help="the notebook whose outputs must be equal")
    given = arguments.parse_args()
    committed = read(given.committed) if given.committed else None
    findings = check(read(given.notebook), committed, given.notebook.name)
    for finding in findings:
        say(f"{given.notebook.name}: {finding}")
    say(f"{given.notebook.name}: {counted(len(findings), 'finding')}")
    return 1 if findings else 0


def read(path):
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError) as error:
        raise Problem(f"{path} cannot be read as a notebook: {error}") from None


if __name__ == "__main__":
    main(command)
