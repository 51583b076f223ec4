"""Saved pages, as `save_html` writes them: in light and dark colours, in a wide and a narrow window."""

import unittest

import accessibility
import looks
import values
from common import ROOT
from players import PANEL, PLAYER, Controls, Player
from session import BLOCKED, DARK, DARK_SCRIPTLESS, HEIGHT, LIVE, NARROW, SCREENSHOTS, SCRIPTLESS, WIDTH, open_page

# Where the test suite writes them; see tests/suite/page.rs.
FOLDER = ROOT / "target" / "tmp" / "saved"
NAMES = {"explorer", "ledger", "page", "points", "replay"}
LOOKS = {
    LIVE: looks.live_problems,
    DARK: looks.live_problems,
    BLOCKED: looks.blocked_problems,
    SCRIPTLESS: looks.scriptless_problems,
    DARK_SCRIPTLESS: looks.scriptless_problems,
}


class Saved(Controls, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = {path.stem: path for path in FOLDER.glob("*.html")}
        if set(cls.pages) != NAMES:
            raise AssertionError(f"{FOLDER} has {sorted(cls.pages)}, wanted {sorted(NAMES)}: run `make rust-tests` first")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_looks(self):
        for name, path in self.pages.items():
            wanted = values.in_html(path.read_text(encoding="utf-8"))
            for mode, problems_of in LOOKS.items():
                for width in (WIDTH, NARROW):
                    with self.subTest(name, mode=mode.name, width=width), open_page(path, mode) as page:
                        page.set_viewport_size({"width": width, "height": HEIGHT})
                        problems = [*problems_of(page), *values.difference(page, wanted, mode.scripts)]
                        problems += [*looks.width_problems(page), *looks.reading_problems(page)]
                        page.screenshot(path=SCREENSHOTS / f"saved-{name}-{mode.name}-{width}.png", full_page=True)
                        self.assertEqual(problems, [])

    def test_accessibility(self):
        for name, path in self.pages.items():
            for mode in (LIVE, DARK):
                with self.subTest(name, mode=mode.name), open_page(path, mode) as page:
                    self.assertEqual([*looks.live_problems(page), *accessibility.problems(page)], [])

    def test_dark_pages_are_dark(self):
        """What the page says of its colours reaches the browser: light words, which a dark ground is behind."""
        with open_page(self.pages["page"], DARK) as page:
            self.assertEqual(page.evaluate("getComputedStyle(document.body).color"), "rgb(255, 255, 255)")

    def test_controls(self):
        with open_page(self.pages["page"], DARK) as page:
            self.use_player(Player(page, page.query_selector(PLAYER)))
            self.use_explorer(page.query_selector(PANEL))
            self.assertEqual(page.complaints, [])


if __name__ == "__main__":
    unittest.main()
