"""The code of README and of the guides, run as a reader does it: one cell after the other in the real kernel."""

import re
import unittest

import nbformat

import page_cells
from common import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
RECIPES = "recipes.md"
PAGE = """# A page

```sh
make lab
```

```rust
use percept::prelude::*;

fn main() -> Result<()> {
    let points = toy::points()?;
    if points.n_samples() > 4 {
        return Ok(());
    }
    Ok(())
}
```

```rust
percept::plotly::Plot::new()
```

```rust
let kept = 1;
kept
```
"""
INSIDE = """use percept::prelude::*;

let points = toy::points()?;
if points.n_samples() > 4 {
    return Ok(());
}"""


class Pages(unittest.TestCase):
    def test_every_block_runs_as_a_cell(self):
        number = 0
        for path in PAGES:
            sources = page_cells.cells(path.read_text(encoding="utf-8"))
            number += len(sources)
            for cell in page_cells.run(sources) if sources else []:
                with self.subTest(page=path.name, cell=cell.source.splitlines()[:3]):
                    self.assertIsNone(page_cells.problem(cell), cell.source)
                    if path.name == RECIPES and not cell.source.startswith((":dep", "use ")):
                        self.assertTrue(page_cells.shows_a_picture(cell), cell.outputs)
        self.assertGreater(number, 35)


class Recipes(unittest.TestCase):
    def test_each_has_a_number_and_at_most_ten_lines(self):
        page = (ROOT / "docs" / RECIPES).read_text(encoding="utf-8")
        first, *recipes = page_cells.cells(page)
        self.assertIn("use percept::prelude::*;", first)
        numbers = [int(number) for number in re.findall(r"^### (\d+)\. ", page, re.MULTILINE)]
        self.assertEqual(numbers, list(range(1, len(recipes) + 1)))
        self.assertGreater(len(recipes), 20)
        for recipe in recipes:
            self.assertLessEqual(len(recipe.splitlines()), 10, recipe)


class Cells(unittest.TestCase):
    def test_of_a_program_the_lines_inside_main_are_a_cell(self):
        self.assertEqual(page_cells.cells(PAGE), [INSIDE, "let kept = 1;\nkept"])

    def test_an_error_and_what_is_said_on_stderr_are_problems(self):
        error = nbformat.v4.new_output("error", ename="Error", evalue="mismatched types", traceback=[])
        stderr = nbformat.v4.new_output("stream", name="stderr", text="`a` is not there")
        stdout = nbformat.v4.new_output("stream", name="stdout", text="epoch 1")
        for output, wanted in [(error, "mismatched types"), (stderr, "`a` is not there"), (stdout, None)]:
            self.assertEqual(page_cells.problem(nbformat.v4.new_code_cell("", outputs=[output])), wanted)


if __name__ == "__main__":
    unittest.main()
