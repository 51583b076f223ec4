"""Names are data: the pages that `make rust-tests` left, full of names that try to run or break out."""

import unittest
from contextlib import ExitStack

import looks
from common import ROOT
from session import LIVE, SCRIPTLESS, open_browser, open_page

NAMES = ROOT / "target" / "tmp" / "names"
SCREENSHOTS = ROOT / "target" / "screenshots" / "names"
FIGURE = "figure.percept"
# Draws the Plotly mime type by itself, as a front end with a renderer of its own does.
DRAW = """figure => {
    const place = document.body.appendChild(document.createElement("div"));
    return Plotly.newPlot(place, figure.data, figure.layout, figure.config);
}"""


class Names(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        opened = ExitStack()
        cls.addClassCleanup(opened.close)
        cls.chromium = opened.enter_context(open_browser())
        cls.pages = sorted(NAMES.glob("*.html"))
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_there_are_pages(self):
        self.assertGreater(len(self.pages), 40, f"run `make rust-tests` first, it fills {NAMES}")

    def test_live(self):
        for path in self.pages:
            with self.subTest(path.name), open_page(self.chromium, path, LIVE) as page:
                problems = list(looks.live_problems(page))
                json = path.with_suffix(".json")
                if json.exists():
                    page.evaluate(f"figure => ({DRAW})(JSON.parse(figure))", json.read_text())
                problems += ran(page)
                page.screenshot(path=SCREENSHOTS / f"{path.stem}.png", full_page=True)
                self.assertEqual(problems, [])

    def test_without_scripts(self):
        for path in self.pages:
            with self.subTest(path.name), open_page(self.chromium, path, SCRIPTLESS) as page:
                self.assertEqual(list(looks.scriptless_problems(page)), [])
                self.assertEqual(len(page.query_selector_all(FIGURE)), 1)


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
