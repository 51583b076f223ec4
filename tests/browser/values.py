"""How many values of each kind the outputs of a notebook hold, read from the outputs themselves."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

from figure_check import HTML

FIGURE_TAGS = {"figure", "html-figure"}
# What in a script tells that it builds a panel, and of which kind.
PANELS = {kind: re.compile(rf"percept-{kind}") for kind in ("replay", "explorer", "playground")}
# The kinds by the class of their element.
CLASSES = {"percept": "figure", "percept-live": "live", "percept-check": "check", "percept-page": "page"}
# What a browser shows of them once the scripts have run, and how many of each.
SELECTORS = {
    "figure": "figure.percept",
    "live": "figure.percept > .percept-sheet > .percept-live",
    "check": ".percept-check",
    "page": ".percept-page",
}
PANEL_SELECTORS = {kind: f"figure.percept > .percept-sheet > .percept-{kind}" for kind in PANELS}


class Values(HTMLParser):
    """Counts the values in the HTML of an output."""

    def __init__(self):
        super().__init__()
        self.found = Counter()
        self.in_script = False

    def handle_starttag(self, tag, attributes):
        classes = (dict(attributes).get("class") or "").split()
        self.found.update(CLASSES[name] for name in classes if name in CLASSES)
        self.in_script = tag == "script"

    def handle_endtag(self, tag):
        self.in_script = self.in_script and tag != "script"

    def handle_data(self, data):
        if self.in_script:
            self.found.update(kind for kind, words in PANELS.items() if words.search(data))


def in_html(html):
    """The values in a piece of HTML, by kind."""
    parser = Values()
    parser.feed("".join(html))
    parser.close()
    return parser.found


def in_notebook(path):
    """The values in all outputs of an executed notebook, by kind, and what of it contradicts its tags."""
    found, problems = Counter(), []
    for number, cell in enumerate(json.loads(Path(path).read_text(encoding="utf-8"))["cells"], start=1):
        own = Counter()
        for output in cell.get("outputs", []):
            own += in_html(output.get("data", {}).get(HTML, ""))
        found += own
        problems += tag_problems(number, own, set(cell["metadata"].get("tags", [])))
    return found, problems


def tag_problems(number, found, tags):
    shown = found["figure"] + found["check"] + found["page"]
    if tags & FIGURE_TAGS and not shown:
        yield f"cell {number} is tagged as a figure and holds none"
    if "figure" in tags and not found["live"]:
        yield f"cell {number} is tagged `figure` and holds none that can be live"


def notebook_of(page):
    """The notebook that a page was written of; it lies beside it."""
    return page.with_name(f"{page.stem.removesuffix('_dark')}.ipynb")


def count_problems(page, path, scripts=True):
    """Whether the page at `path` shows as many values of each kind as its notebook holds, no more, no fewer."""
    wanted, problems = in_notebook(notebook_of(path))
    yield from problems
    if not wanted:
        yield "its notebook holds no value at all"
    yield from difference(page, wanted, scripts)


def difference(page, wanted, scripts=True):
    """Where the page shows more or fewer values of a kind; panels are built by scripts."""
    for kind, selector in {**SELECTORS, **(PANEL_SELECTORS if scripts else {})}.items():
        shown = len(page.query_selector_all(selector))
        if shown != wanted[kind]:
            yield f"the notebook holds {wanted[kind]} of the kind `{kind}`, the page shows {shown}"
