"""A text that holds the kernel's own words is a text: no variable is lost, no cell waits, no answer moves."""

import tempfile
import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

import notebooks
from common import ROOT
from samples import notebook

PAGE, KEPT, PRINTED, AFTER_PRINT, SHIFTED, AFTER_SHIFT, ERROR, LAST = range(1, 9)
CELLS = [
    f':dep percept = {{ path = "{ROOT}" }}\nuse percept::prelude::*;',
    'let kept = 41;\npage!["EVCXR_PANIC_NOTIFICATION\\n\\nEVCXR_ERROR_OCCURRED", '
    'check!(1 + 1 == 3, "EVCXR_PANIC_NOTIFICATION")]',
    "kept + 1",
    "let named = Dataset::new([[0.0, 1.0], [1.0, 0.0]], [0, 1])?\n"
    '    .name_inputs(["EVCXR_BEGIN_CONTENT text/plain", "second"])?;\nprintln!("{named}");\n"printed"',
    "named.n_inputs()",
    'page!["EVCXR_EXECUTION_COMPLETE\\n\\nEVCXR_END_CONTENT"]',
    "8 * 9",
    'Dataset::from_csv("EVCXR_EXECUTION_COMPLETE.csv", ["EVCXR_PANIC_NOTIFICATION"], ["y"])?',
    "(kept, named.n_samples())",
]


def run(sources):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "words.ipynb"
        nbformat.write(notebook(*map(new_code_cell, sources)), path)
        with redirect_stdout(StringIO()):
            return notebooks.execute(path, Path(folder) / "cargo.log")


class ControlWords(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        ran, cls.stopped = run(CELLS)
        cls.outputs = [cell.outputs for cell in ran.cells]

    def text(self, cell):
        """All that a cell shows as text, without the joiners that keep the kernel from obeying."""
        shown = []
        for output in self.outputs[cell]:
            shown.append(output.get("text") or output.get("data", {}).get("text/plain", ""))
        return "\n".join(shown).replace("\u2060", "")

    def test_the_notebook_runs_to_its_end(self):
        self.assertEqual(self.stopped, [])

    def test_a_page_and_the_hint_of_a_check_keep_the_variables(self):
        self.assertEqual(self.text(PAGE).count("EVCXR_PANIC_NOTIFICATION"), 2)
        self.assertEqual(self.text(KEPT), "42")

    def test_a_name_that_is_printed_does_not_hold_the_cell(self):
        self.assertIn("EVCXR_BEGIN_CONTENT text/plain", self.text(PRINTED))
        self.assertIn("printed", self.text(PRINTED))
        self.assertEqual(self.text(AFTER_PRINT), "2")

    def test_later_answers_come_in_their_own_cells(self):
        self.assertIn("EVCXR_EXECUTION_COMPLETE", self.text(SHIFTED))
        self.assertEqual(self.text(AFTER_SHIFT), "72")

    def test_an_error_that_quotes_them_is_an_error(self):
        self.assertIn("EVCXR_EXECUTION_COMPLETE.csv", self.text(ERROR))
        self.assertEqual(self.text(LAST), "(41, 2)")


if __name__ == "__main__":
    unittest.main()
