"""The notebook of every kind of value has every kind: each type of the crate that shows itself."""

import json
import re
import unittest
from pathlib import Path

import values
from common import NOTEBOOKS, ROOT
from figure_check import HTML

SOURCE = ROOT / "src"
NOTEBOOK = Path(__file__).parent / "every_value.ipynb"
SHOWS_ITSELF = re.compile(r"^shows_itself! \{(.*?)^\}", re.DOTALL | re.MULTILINE)
ENTRY = re.compile(r"^\s+(\w+):", re.MULTILINE)
TOUCHED = re.compile(r"^touched!\(\s*(\w+):", re.MULTILINE)
# At the beginning of a line: examples in the documentation have `///` before it.
IMPLEMENTED = re.compile(r"^impl(?:<[^>]*>)? Show for (&?\w+)", re.MULTILINE)
# What no cell of the notebook shows, and why.
EXCEPTIONS = {
    "&T": "any of the others, borrowed",
    "str": "text on a page: the cells that show a `Page` have it",
    "String": "the same",
    "Array1": "a table without a picture, as `tests/suite/shown_arrays.rs` holds it",
    "Array2": "the same",
    "FrameTable": "needs polars, which compiles for minutes: it is on the page of notebook 03",
}


def kinds(source):
    """The types that show themselves in a piece of Rust."""
    for block in SHOWS_ITSELF.findall(source):
        yield from ENTRY.findall(block)
    yield from TOUCHED.findall(source)
    yield from IMPLEMENTED.findall(source)


def kinds_of_the_crate():
    return {kind for path in SOURCE.rglob("*.rs") for kind in kinds(path.read_text(encoding="utf-8"))}


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


class Kinds(unittest.TestCase):
    def test_reads_every_form(self):
        source = "shows_itself! {\n    Dataset: dataset::draw,\n    History: curve::draw,\n}\nimpl Show for Page {}\n"
        source += "touched!(Explorer: explorer::draw);\ntouched!(\n    Playground: playground::draw,\n);\n"
        source += "/// impl Show for Verdict {\nimpl<T: Show + ?Sized> Show for &T {}\n"
        self.assertEqual(set(kinds(source)), {"Dataset", "History", "Explorer", "Playground", "Page", "&T"})

    def test_every_kind_is_shown_or_is_a_known_exception(self):
        shown = {cell["metadata"].get("shows") for cell in cells(NOTEBOOK)} - {None}
        self.assertEqual(shown | set(EXCEPTIONS), kinds_of_the_crate())
        self.assertEqual(shown & set(EXCEPTIONS), set())

    def test_every_cell_that_shows_says_what(self):
        for cell in cells(NOTEBOOK):
            tagged = bool(values.FIGURE_TAGS.intersection(cell["metadata"].get("tags", [])))
            self.assertEqual(tagged, "shows" in cell["metadata"], "".join(cell["source"]))

    def test_the_frame_table_is_on_its_page(self):
        """Its HTML is tables alone, so that nothing else passes for it."""
        (path,) = NOTEBOOKS.glob("03_*.ipynb")
        html = ["".join(output.get("data", {}).get(HTML, "")) for cell in cells(path) for output in cell.get("outputs", [])]
        tables = [part for part in html if 'class="percept"' in part and "<img" not in part and "<table" in part]
        self.assertTrue(tables)


if __name__ == "__main__":
    unittest.main()
