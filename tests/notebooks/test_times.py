"""The cells after the first `:dep` are added up, and too many seconds are a finding."""

import unittest
from types import SimpleNamespace
from unittest.mock import patch

import notebooks
from samples import code_cell


class Times(unittest.TestCase):
    def seconds(self, *cells):
        """What the stopwatch adds up of cells that take some seconds each."""
        watch = notebooks.Stopwatch(SimpleNamespace(), lambda line: None)
        clock = SimpleNamespace(now=0.0)
        with patch("notebooks.time.monotonic", lambda: clock.now):
            for index, (source, seconds) in enumerate(cells):
                watch.starts(code_cell(source), index)
                clock.now += seconds
                watch.ends(code_cell(source), index)
        return watch.seconds

    def test_leaves_out_the_first_dep_and_what_is_before_it(self):
        self.assertEqual(self.seconds(("1", 5), (":dep percept\nuse x;", 100), ("let a = 1;", 2), ("a", 3)), 5)

    def test_counts_a_second_dep(self):
        self.assertEqual(self.seconds((":dep percept", 100), (":dep other", 7)), 7)

    def test_finds_slow_cells(self):
        limit = notebooks.SECONDS_OF_CELLS * notebooks.SLACK_OF_BUSY_MACHINES
        self.assertEqual(list(notebooks.slowness(limit)), [])
        (finding,) = notebooks.slowness(limit + 1)
        self.assertIn("its cells took 2 min 1 s after the first :dep", finding.what)

    def test_knows_what_links_polars(self):
        def links(source):
            return notebooks.links_polars(SimpleNamespace(cells=[code_cell("// polars"), code_cell(source)]))

        self.assertTrue(links(':dep percept = { path = "..", features = ["polars-csv"] }'))
        self.assertFalse(links(':dep percept = { path = "..", features = ["plotly"] }'))


if __name__ == "__main__":
    unittest.main()
