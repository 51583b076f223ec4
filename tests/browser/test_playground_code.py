"""A playground says in the browser the same Rust as `code()`, before anything is done: on pages that `make rust-tests` left."""

import json
import unittest

from common import ROOT
from plane import Playground
from session import BLOCKED, open_page

# Where the test suite writes its pages; see tests/suite/playground.rs.
FOLDER = ROOT / "target" / "tmp" / "playground_code"


class Code(unittest.TestCase):
    def test_the_page_begins_with_the_library_s_code(self):
        codes = json.loads((FOLDER / "codes.json").read_text())
        self.assertGreater(len(codes), 3)
        for i, code in enumerate(codes):
            with self.subTest(i), open_page(FOLDER / f"{i}.html", BLOCKED) as page:
                playground = Playground(page)
                playground.settle()
                self.assertEqual(playground.code(), code)
                self.assertEqual(page.complaints, [])


if __name__ == "__main__":
    unittest.main()
