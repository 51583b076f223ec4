"""The pages of target/notebooks/ as every kind of reader sees them, and a screenshot of each where one is asked for."""

import unittest

import accessibility
import looks
import values
from common import PAGES
from session import BLOCKED, HEIGHT, LIVE, NARROW, SCREENSHOTS, SCRIPTLESS, WHOLE_PAGES, open_page, shoot

# Pixels of a page in one screenshot.
PIECE = 6_000


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
                photograph(page, f"{path.stem}-live", problems)
                page.emulate_media(color_scheme="dark")
                problems += [*looks.live_problems(page), *looks.reading_problems(page)]
                photograph(page, f"{path.stem}-live-dark", problems)
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
                photograph(page, f"{path.stem}-picture", problems)
                page.emulate_media(color_scheme="dark")
                problems += [*looks.scriptless_problems(page), *looks.reading_problems(page)]
                problems += looks.picture_text_problems(page)
                self.assertEqual(problems, [])

    def test_in_a_narrow_window(self):
        for path in self.pages:
            for mode, problems_of in [(LIVE, looks.live_problems), (SCRIPTLESS, looks.scriptless_problems)]:
                with self.subTest(path.name, mode=mode.name), open_page(path, mode) as page:
                    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                    problems = [*problems_of(page), *looks.width_problems(page), *looks.small_problems(page)]
                    problems += [*looks.scroll_problems(page), *looks.reading_problems(page)]
                    photograph(page, f"{path.stem}-{mode.name}-narrow", problems)
                    self.assertEqual(problems, [])


def photograph(page, name, problems):
    """The whole page, in pieces: Chromium takes no picture of any height, and nobody reads one. A window as high as
    a piece is scrolled, which lays the page out once; a picture of the full page does so for every piece."""
    if not (problems or WHOLE_PAGES):
        return
    size = page.viewport_size
    page.set_viewport_size({**size, "height": PIECE})
    height = page.evaluate("document.documentElement.scrollHeight")
    for number, top in enumerate(range(0, height, PIECE), start=1):
        page.evaluate("top => window.scrollTo(0, top)", top)
        shoot(page, SCREENSHOTS / f"{name}-{number:02}.png")
    page.set_viewport_size(size)


if __name__ == "__main__":
    unittest.main()
