"""The pages of target/notebooks/ as three kinds of reader see them, and a screenshot of each."""

import json
import unittest
from collections import Counter
from contextlib import ExitStack

import looks
from common import PAGES
from session import BLOCKED, LIVE, SCREENSHOTS, SCRIPTLESS, open_browser, open_page


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        opened = ExitStack()
        cls.addClassCleanup(opened.close)
        cls.chromium = opened.enter_context(open_browser())
        cls.pages = sorted(PAGES.glob("*.html"))
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_there_are_pages(self):
        self.assertTrue(self.pages, f"no page in {PAGES}: run `make check-notebooks` first")

    def test_every_tagged_cell_has_a_figure(self):
        self.look(SCRIPTLESS, count_problems)

    def test_live(self):
        self.look(LIVE, looks.live_problems, "live")

    def test_without_plotly(self):
        self.look(BLOCKED, looks.blocked_problems)

    def test_without_scripts(self):
        self.look(SCRIPTLESS, looks.scriptless_problems, "picture")

    def test_texts_of_the_pictures(self):
        self.look(SCRIPTLESS, lambda page: looks.picture_text_problems(page, self.chromium))

    def look(self, mode, problems_of, screenshots=None):
        for path in self.pages:
            with self.subTest(path.name), open_page(self.chromium, path, mode) as page:
                problems = list(problems_of(page))
                if screenshots:
                    photograph(page, f"{path.stem}-{screenshots}")
                self.assertEqual(problems, [])


def count_problems(page):
    """Whether the page has a figure for every cell that its notebook tags as one."""
    notebook = json.loads((PAGES / page.url.rpartition("/")[2].replace(".html", ".ipynb")).read_text())
    tags = Counter(tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", []))
    tagged = tags["figure"] + tags["html-figure"]
    shown = len(page.query_selector_all(looks.FIGURES))
    live = len(page.query_selector_all(f"{looks.FIGURES} > .percept-live"))
    if shown < tagged:
        yield f"{tagged} cells are tagged as figures, the page shows {shown}"
    if live < tags["figure"]:
        yield f"{tags['figure']} cells are tagged `figure`, {live} figures of the page can be live"


def photograph(page, name):
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    for number, figure in enumerate(page.query_selector_all(looks.FIGURES), start=1):
        figure.screenshot(path=SCREENSHOTS / f"{name}-{number:02}.png")


if __name__ == "__main__":
    unittest.main()
