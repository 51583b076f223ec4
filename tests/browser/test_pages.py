"""The pages of target/notebooks/ as every kind of reader sees them, and a screenshot of each."""

import json
import unittest
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import unquote, urlparse

import accessibility
import looks
from common import PAGES
from session import (
    BLOCKED,
    DARK,
    DARK_SCRIPTLESS,
    LIVE,
    SCREENSHOTS,
    SCRIPTLESS,
    open_browser,
    open_page,
)


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = cls.find_pages()
        opened = ExitStack()
        cls.addClassCleanup(opened.close)
        cls.chromium = opened.enter_context(open_browser())
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def find_pages():
        return sorted(PAGES.glob("*.html"))

    def test_there_are_pages(self):
        self.assertTrue(self.pages, f"no page in {PAGES}: run `make check-notebooks` first")

    def test_every_tagged_cell_has_a_figure(self):
        self.look(SCRIPTLESS, [count_problems])

    def test_live(self):
        self.look(LIVE, [looks.live_problems, accessibility.problems, looks.reading_problems], "live")

    def test_live_and_dark(self):
        self.look(DARK, [looks.live_problems, looks.reading_problems], "dark")

    def test_without_plotly(self):
        self.look(BLOCKED, [looks.blocked_problems, accessibility.problems, looks.reading_problems])

    def test_without_scripts(self):
        self.look(SCRIPTLESS, [looks.scriptless_problems, looks.reading_problems], "picture")

    def test_without_scripts_and_dark(self):
        self.look(DARK_SCRIPTLESS, [looks.scriptless_problems, looks.reading_problems])

    def test_texts_of_the_pictures(self):
        self.look(SCRIPTLESS, [lambda page: looks.picture_text_problems(page, self.chromium)])

    def look(self, mode, kinds_of_problems, screenshots=None):
        for path in self.pages:
            with self.subTest(path.name), open_page(self.chromium, path, mode) as page:
                problems = [what for problems_of in kinds_of_problems for what in problems_of(page)]
                if screenshots:
                    photograph(page, f"{path.stem}-{screenshots}")
                self.assertEqual(problems, [])


def count_problems(page):
    """Whether the page has a figure for every cell that its notebook tags as one."""
    path = Path(unquote(urlparse(page.url).path))
    notebook = json.loads(path.with_name(f"{path.stem.removesuffix('_dark')}.ipynb").read_text())
    tags = Counter(tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", []))
    tagged = tags["figure"] + tags["html-figure"]
    shown = len(page.query_selector_all(f"{looks.FIGURES}, .percept-check"))
    live = len(page.query_selector_all(f"{looks.FIGURES} > .percept-live"))
    if shown < tagged:
        yield f"{tagged} cells are tagged as figures, the page shows {shown}"
    if live < tags["figure"]:
        yield f"{tags['figure']} cells are tagged `figure`, {live} figures of the page can be live"


def photograph(page, name):
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
    if "dark" in name:
        return
    for number, figure in enumerate(page.query_selector_all(looks.FIGURES), start=1):
        figure.screenshot(path=SCREENSHOTS / f"{name}-{number:02}.png")


if __name__ == "__main__":
    unittest.main()
