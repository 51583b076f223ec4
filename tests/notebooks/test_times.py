"""The cells after the first `:dep` are timed, and many times the seconds of a cell that does nothing are a finding."""

import unittest
from types import SimpleNamespace
from unittest.mock import patch

import notebooks
from samples import code_cell


class Times(unittest.TestCase):
    def seconds(self, *cells):
        """What the stopwatch keeps of cells that take some seconds each."""
        watch = notebooks.Stopwatch(SimpleNamespace(), lambda line: None)
        clock = SimpleNamespace(now=0.0)
        with patch("notebooks.time.monotonic", lambda: clock.now):
            for index, (source, seconds) in enumerate(cells):
                watch.starts(code_cell(source), index)
                clock.now += seconds
                watch.ends(code_cell(source), index)
        return watch.seconds

    def test_leaves_out_the_first_dep_and_what_is_before_it(self):
        self.assertEqual(self.seconds(("1", 5), (":dep percept\nuse x;", 100), ("let a = 1;", 2), ("a", 3)), [2, 3])

    def test_counts_a_second_dep(self):
        self.assertEqual(self.seconds((":dep percept", 100), (":dep other", 7)), [7])

    def test_finds_slow_cells(self):
        limit = notebooks.TIMES_THE_YARDSTICK
        self.assertEqual(list(notebooks.slowness([0.5 * limit, 1.5 * limit], [1, 1, 9])), [])
        (finding,) = notebooks.slowness([limit, 2 * limit], [1, 1, 9])
        self.assertIn(f"its cells took {1.5 * limit} times as long as `1 + 1` on average", finding.what)

    def test_a_notebook_without_cells_is_not_slow(self):
        self.assertEqual(list(notebooks.slowness([], [1])), [])

    def test_knows_what_links_polars(self):
        def links(source):
            return notebooks.links_polars(SimpleNamespace(cells=[code_cell("// polars"), code_cell(source)]))

        self.assertTrue(links(':dep percept = { path = "..", features = ["polars-csv"] }'))
        self.assertFalse(links(':dep percept = { path = "..", features = ["plotly"] }'))


if __name__ == "__main__":
    unittest.main()
