"""Names are data: the pages that `make rust-tests` left, full of names that try to run or break out."""

import unittest

import looks
from common import ROOT
from session import LIVE, SCRIPTLESS, open_page

NAMES = ROOT / "target" / "tmp" / "names"
SCREENSHOTS = ROOT / "target" / "screenshots" / "names"
FIGURE = "figure.percept"
KINDS = {
    *["dataset", "perceptron", "boundary", "history", "decision", "decisions", "replay", "explorer", "ledger"],
    *["separability", "comparison", "page", "network", "surface"],
}
# Draws the Plotly mime type by itself, as a front end with a renderer of its own does.
DRAW = """figure => {
    const place = document.body.appendChild(document.createElement("div"));
    return Plotly.newPlot(place, figure.data, figure.layout, figure.config);
}"""


class Names(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = sorted(NAMES.glob("*.html"))
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_there_are_pages(self):
        found = {path.stem.partition("_")[2] for path in self.pages}
        self.assertEqual(KINDS - found, set(), f"run `make rust-tests` first, it fills {NAMES}")

    def test_live(self):
        """All of them on one page: a browser reads on where the next document begins."""
        together = NAMES / "together" / "all.html"
        together.parent.mkdir(exist_ok=True)
        together.write_text("\n".join(path.read_text(encoding="utf-8") for path in self.pages), encoding="utf-8")
        with open_page(together, LIVE) as page:
            self.assertEqual(len(page.query_selector_all(FIGURE)), sum(map(n_figures, self.pages)))
            self.assertEqual(list(looks.live_problems(page)), [])
            for path in self.pages:
                figure = path.with_suffix(".json")
                if figure.exists():
                    page.evaluate(f"figure => ({DRAW})(JSON.parse(figure))", figure.read_text())
            # its top: Chromium takes no picture as high as this page
            page.screenshot(path=SCREENSHOTS / "all.png")
            self.assertEqual(list(ran(page)), [])

    def test_without_scripts(self):
        """One by one, which also tells in which of them a name broke out."""
        with open_page(self.pages[0], SCRIPTLESS) as page:
            for path in self.pages:
                page.complaints.clear()
                page.goto(path.as_uri())
                with self.subTest(path.name):
                    self.assertEqual(list(looks.scriptless_problems(page)), [])
                    self.assertEqual(list(ran(page)), [])
                    self.assertEqual(len(page.query_selector_all(FIGURE)), n_figures(path))


def n_figures(path):
    """How many the crate wrote: a name cannot, it is escaped."""
    return path.read_text(encoding="utf-8").count('<figure class="percept"')


def ran(page):
    """What of a name became a part of the page."""
    what = page.evaluate("window.ran")
    if what is not None:
        yield f"a name ran: {what}"
    for place in ("script:not([src])", "img[src=x]", "[onload]", "[onerror]", "a[href^=javascript]"):
        found = len(page.query_selector_all(place))
        wanted = len(page.query_selector_all(FIGURE + " > script")) if place.startswith("script") else 0
        if found != wanted:
            yield f"{found} elements {place}, not {wanted}"


if __name__ == "__main__":
    unittest.main()
