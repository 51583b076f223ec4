"""The real kernel answers "ok" to broken cells; the check finds them all the same."""

import tempfile
import unittest
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

import notebooks
from check import check
from common import ROOT
from samples import notebook

PANIC, ERR, ASSERT, COMPILE_ERROR, EXIT, GOOD = range(1, 7)
CELLS = [
    "let empty: Vec<i32> = Vec::new(); empty[3]",
    'Err::<(), _>("the columns differ".to_string())?',
    "assert_eq!(1 + 1, 3);",
    "no_such_name",
    "std::process::exit(3)",
    'for epoch in 0..200 { println!("Epoch: {epoch}"); };\n6 * 7',
]
CHECKS = [
    # the perceptron alone
    f':dep percept = {{ path = "{ROOT}", default-features = false }}\nuse percept::prelude::*;',
    'check!(1 + 1 == 2, "Count again.")',
    'check!(1 + 1 == 3, "Count again.")',
    "6 * 7",
]
HINT = "to see its picture, write `let value = ...?;` and then `value` alone on a line"
DEP = CHECKS[0]
# what the kernel falls back to `Debug` for, each after what it needs
FORMS = {
    "the first `?` of a session": "toy::points()?",
    "a variable that is moved": "let v = vec![1.0, 2.0];\nDataset::new(v, [0.0, 1.0])?",
    "a variable of an earlier cell that is moved": "Dataset::new(inputs, [0.0, 1.0])?",
    "a rule with a name": "perceptron.train(&points, rule)?",
    "two lists with names": "ConfusionMatrix::of(actual, predicted)?",
    "a forgotten `?`": "perceptron.boundary(&points)",
    "a description of data that are moved": "Scaler::standard(&{points})?",
}
NEEDED = """let inputs = vec![1.0, 2.0];
let rule = Delta::new();
let points = toy::points()?;
let mut perceptron = Perceptron::new(points.ranges(), 1)?;
let actual = vec!["a", "b"];
let predicted = vec!["a", "a"];"""


def run(sources):
    """The notebook of these cells as it ran, and what kept it from its end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.ipynb"
        nbformat.write(notebook(*map(new_code_cell, sources)), path)
        with redirect_stdout(StringIO()):
            return notebooks.execute(path, Path(folder) / "cargo.log")


class FailedCheck(unittest.TestCase):
    """A `check!` that does not hold is found; the cells after it run."""

    @classmethod
    def setUpClass(cls):
        cls.ran, _ = run(CHECKS)
        for cell in cls.ran.cells:
            cell.metadata.tags = ["html-figure"] if cell.source.startswith("check!") else []
        cls.findings = {number: what for number, what in check(cls.ran)}

    def test_a_check_that_holds_shows_a_tick(self):
        self.assertNotIn(2, self.findings)
        self.assertIn("✓ Right: 1 + 1 == 2", self.ran.cells[1].outputs[0].data["text/plain"])

    def test_one_that_does_not_turns_the_run_red(self):
        self.assertIn(3, self.findings)
        told = " ".join(str(output) for output in self.ran.cells[2].outputs)
        self.assertIn("✗ Not yet: 1 + 1 == 3", told)

    def test_goes_on(self):
        self.assertEqual(self.ran.cells[3].outputs[0].data["text/plain"], "42")


class PictureOrHint(unittest.TestCase):
    """What shows itself shows its picture, or says how to get it."""

    @classmethod
    def setUpClass(cls):
        first, *others = FORMS.values()
        cls.ran, cls.stopped = run([DEP, first, NEEDED, *others])

    def test_each_form_shows_a_picture_or_says_how(self):
        self.assertEqual(self.stopped, [])
        cells = [self.ran.cells[1], *self.ran.cells[3:]]
        pictures = 0
        for (form, _), cell in zip(FORMS.items(), cells, strict=True):
            with self.subTest(form=form):
                told = [output.data for output in cell.outputs if "data" in output]
                self.assertEqual(len(told), 1, cell.outputs)
                is_picture = "text/html" in told[0]
                pictures += is_picture
                self.assertTrue(is_picture or HINT in told[0]["text/plain"], told)
        # the kernel shows some of them as they are
        self.assertGreater(len(cells), pictures)


class BrokenNotebook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ran, cls.stopped = run(CELLS)
        cls.findings = check(cls.ran)

    def found(self, cell):
        return " | ".join(finding.what for finding in self.findings if finding.cell == cell)

    def test_runs_to_its_end(self):
        self.assertEqual(self.stopped, [])

    def test_finds_the_panic(self):
        self.assertIn("panicked", self.found(PANIC))

    def test_finds_the_error_through_the_question_mark(self):
        self.assertIn("wrote to stderr: the columns differ", self.found(ERR))

    def test_finds_the_failed_assert(self):
        self.assertIn("panicked", self.found(ASSERT))

    def test_finds_the_compile_error(self):
        self.assertIn("cannot find value `no_such_name`", self.found(COMPILE_ERROR))

    def test_finds_the_lost_process(self):
        self.assertIn("exit status: 3", self.found(EXIT))

    def test_the_kernel_itself_says_error_to_two_of_five(self):
        """The reason for the check: a panic, an `Err` and a failed assert leave no error output."""
        red = [
            number
            for number, cell in enumerate(self.ran.cells, start=1)
            if any(output.output_type == "error" for output in cell.outputs)
        ]
        self.assertEqual(red, [COMPILE_ERROR, EXIT])

    def test_goes_on_and_keeps_every_line_of_a_good_cell(self):
        self.assertEqual(self.found(GOOD), "")
        stream, result = self.ran.cells[GOOD - 1].outputs
        self.assertEqual(len(stream.text.splitlines()), 200)
        self.assertEqual(result.data["text/plain"], "42")


if __name__ == "__main__":
    unittest.main()
