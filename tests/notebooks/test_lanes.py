"""Notebooks run side by side are told one after the other, and one that fails keeps no other from being looked at."""

import io
import threading
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import notebooks

PATHS = [Path("a.ipynb"), Path("b.ipynb"), Path("c.ipynb")]


class Lanes(unittest.TestCase):
    def told(self, examine, lanes=2):
        said = io.StringIO()
        with patch("notebooks.examine", examine), redirect_stdout(said):
            return notebooks.in_lanes(PATHS, "check", lanes), said.getvalue().splitlines()

    def test_two_run_at_once_and_are_told_in_order(self):
        both_run, b_has_ended = threading.Barrier(2, timeout=60), threading.Event()

        def examine(path, mode, tell):
            if path.stem != "c":
                both_run.wait()
            if path.stem == "a":
                b_has_ended.wait(60)
            tell(f"  inside {path.stem}")
            if path.stem == "b":
                b_has_ended.set()
            return [], "page"

        passed, lines = self.told(examine)
        self.assertEqual(passed, [True, True, True])
        self.assertEqual([line.strip() for line in lines if "inside" in line], ["inside a", "inside b", "inside c"])
        self.assertEqual([line.split(":")[0] for line in lines if "finding" in line], ["a.ipynb", "b.ipynb", "c.ipynb"])

    def test_failures_are_told_of_their_notebook(self):
        def examine(path, mode, tell):
            if path.stem == "b":
                raise OSError("no kernel")
            return [notebooks.Finding(3, "panicked")] if path.stem == "c" else [], "page"

        for lanes in (1, 2):
            passed, lines = self.told(examine, lanes)
            self.assertEqual(passed, [True, False, False])
            self.assertIn("b.ipynb: could not be looked at: OSError: no kernel", lines)
            self.assertTrue(any("cell 3" in line and "panicked" in line for line in lines), lines)


if __name__ == "__main__":
    unittest.main()
