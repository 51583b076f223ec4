"""Pointing at every trace of every figure says what it is, or nothing."""

import unittest

import pointing
from common import PAGES, ROOT
from session import LIVE, open_page

# Where the test suite writes every kind of figure; see tests/suite/pointing.rs.
FOLDER = ROOT / "target" / "tmp" / "pointing"
FIGURES = FOLDER / "figures.html"
PLOTTED = f"() => [...document.querySelectorAll('.percept-live')].every(live => live.querySelector('{pointing.PLOTS} .main-svg, .main-svg'))"
SOME = {
    "row 3: x1 = 0.5, x2 = 1.9; target 1",
    "row 3: x1 = 0.5, x2 = 1.9; target 1, output 1, weighted sum 0.0272 > 0.01",
    "x1 → Σ: weight 0.005",
    "price: 0.9 × 0.8 = 0.72",
}


class Pointing(unittest.TestCase):
    def test_every_kind_of_figure(self):
        for path in (FIGURES, FOLDER / "moments.html"):
            self.assertTrue(path.exists(), f"run `make rust-tests` first, it writes {path}")
            with self.subTest(path.name), open_page(path, LIVE) as page:
                page.wait_for_function(PLOTTED)
                self.assertEqual(list(pointing.problems(page)), [])

    def test_says_what_it_is(self):
        with open_page(FIGURES, LIVE) as page:
            page.wait_for_function(PLOTTED)
            shown = {text for plot in page.query_selector_all(pointing.PLOTS) for trace in plot.evaluate(pointing.POINT) for text in trace["shown"]}
            self.assertEqual(SOME - shown, set())

    def test_the_figures_of_the_notebooks(self):
        for path in sorted(PAGES.glob("*.html")):
            with self.subTest(path.name), open_page(path, LIVE) as page:
                page.wait_for_function(PLOTTED)
                self.assertEqual(list(pointing.problems(page)), [])

    def test_with_the_mouse(self):
        """The very pointer finds what the search of plotly.js does."""
        with open_page(FIGURES, LIVE) as page:
            page.wait_for_function(PLOTTED)
            marker = page.query_selector(f"{pointing.PLOTS} .scatterlayer .point")
            marker.scroll_into_view_if_needed()
            box = marker.bounding_box()
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
            label = page.wait_for_selector(".hoverlayer .hovertext")
            self.assertRegex(label.text_content(), r"^row \d+: ")


class Faults(unittest.TestCase):
    """The look finds what it looks for."""

    def found(self, **changes):
        trace = {"name": "a", "skips": False, "promises": ["a = \ue000"], "shown": ["a = −0.5"], "pointed": 1, **changes}
        return " | ".join(pointing.problems_of([trace]))

    def test_passes_what_is_promised(self):
        self.assertEqual(self.found(), "")

    def test_finds_the_debug_text(self):
        self.assertIn("shows '(0.36, 0.75) | trace 7'", self.found(shown=["a = 1", "(0.36, 0.75) | trace 7"]))

    def test_finds_what_nobody_promised(self):
        self.assertIn("shows 'b = 1'", self.found(shown=["a = 1", "b = 1"]))

    def test_finds_what_cannot_be_pointed_at(self):
        self.assertIn("cannot be pointed at", self.found(shown=[]))

    def test_finds_a_trace_without_a_name(self):
        self.assertIn("no name", self.found(name=""))


if __name__ == "__main__":
    unittest.main()
