"""The pages of target/notebooks/ as every kind of reader sees them, and a screenshot of each."""

import unittest

import accessibility
import looks
import values
from common import PAGES
from session import BLOCKED, HEIGHT, LIVE, NARROW, SCREENSHOTS, SCRIPTLESS, open_page

# Pixels of a page in one screenshot.
PIECE = 3_000


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = cls.find_pages()
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def find_pages():
        return sorted(PAGES.glob("*.html"))

    def test_there_are_pages(self):
        self.assertTrue(self.pages, f"no page in {PAGES}: run `make check-notebooks` first")

    def test_live(self):
        """In light colours, and in those of a reader whose system is set to dark ones."""
        for path in self.pages:
            with self.subTest(path.name), open_page(path, LIVE) as page:
                problems = [*looks.live_problems(page), *accessibility.problems(page), *looks.reading_problems(page)]
                problems += values.count_problems(page, path)
                photograph(page, f"{path.stem}-live")
                page.emulate_media(color_scheme="dark")
                problems += [*looks.live_problems(page), *looks.reading_problems(page)]
                photograph(page, f"{path.stem}-live-dark")
                self.assertEqual(problems, [])

    def test_without_plotly(self):
        for path in self.pages:
            with self.subTest(path.name), open_page(path, BLOCKED) as page:
                problems = [*looks.blocked_problems(page), *accessibility.problems(page), *looks.reading_problems(page)]
                problems += values.count_problems(page, path)
                self.assertEqual(problems, [])

    def test_without_scripts(self):
        """The pictures come last: they take the page's place."""
        for path in self.pages:
            with self.subTest(path.name), open_page(path, SCRIPTLESS) as page:
                problems = [*values.count_problems(page, path, scripts=False), *looks.scriptless_problems(page)]
                problems += looks.reading_problems(page)
                photograph(page, f"{path.stem}-picture")
                page.emulate_media(color_scheme="dark")
                problems += [*looks.scriptless_problems(page), *looks.reading_problems(page)]
                problems += looks.picture_text_problems(page)
                self.assertEqual(problems, [])

    def test_in_a_narrow_window(self):
        for path in self.pages:
            for mode, problems_of in [(LIVE, looks.live_problems), (SCRIPTLESS, looks.scriptless_problems)]:
                with self.subTest(path.name, mode=mode.name), open_page(path, mode) as page:
                    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                    problems = [*problems_of(page), *looks.width_problems(page), *looks.reading_problems(page)]
                    photograph(page, f"{path.stem}-{mode.name}-narrow")
                    self.assertEqual(problems, [])


def photograph(page, name):
    """The whole page, in pieces: Chromium takes no picture of any height, and nobody reads one."""
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    for number, top in enumerate(range(0, size[1], PIECE), start=1):
        piece = {"x": 0, "y": top, "width": size[0], "height": min(PIECE, size[1] - top)}
        page.screenshot(path=SCREENSHOTS / f"{name}-{number:02}.png", full_page=True, clip=piece)


if __name__ == "__main__":
    unittest.main()
