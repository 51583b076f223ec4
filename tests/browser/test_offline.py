"""Saved pages with plotly.js inside: live without any network."""

import unittest

import looks
from common import ROOT
from session import BLOCKED, SCREENSHOTS, open_page

FOLDER = ROOT / "target" / "tmp" / "offline"


class Offline(unittest.TestCase):
    def test_live_without_network(self):
        pages = sorted(FOLDER.glob("*.html"))
        self.assertEqual(len(pages), 2, f"run `make rust-tests` first, it fills {FOLDER}")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        for path in pages:
            with self.subTest(path.name), open_page(path, BLOCKED) as page:
                self.assertEqual(list(looks.live_problems(page)), [])
                page.screenshot(path=SCREENSHOTS / f"offline-{path.stem}.png", full_page=True)


if __name__ == "__main__":
    unittest.main()
