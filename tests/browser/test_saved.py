"""Saved pages, as `save_html` writes them: in light and dark colours, in a wide and a narrow window."""

import tempfile
import unittest
from contextlib import ExitStack
from pathlib import Path

import accessibility
import looks
import values
from common import ROOT
from players import PANEL, PLAYER, Controls, Player
from session import BLOCKED, DARK, DARK_SCRIPTLESS, HEIGHT, LIVE, NARROW, SCREENSHOTS, SCRIPTLESS, WIDTH, open_page

# Where the test suite writes them; see tests/suite/page.rs.
FOLDER = ROOT / "target" / "tmp" / "saved"
# How the last row of the table under a replay begins: update 5, in epoch 4 on row 0.
ROW = '<th scope="row">5</th><td>4</td><td>0</td>'
NAMES = {"explorer", "ledger", "network", "over", "page", "points", "replay"}
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


class Tampered(Controls, unittest.TestCase):
    """What the tests of replays and explorers ask for is not fulfilled by any page."""

    def opened(self, name, *changes):
        """A saved page in which something was replaced."""
        html = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
        for old, new in changes:
            self.assertIn(old, html)
            html = html.replace(old, new)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = Path(folder.name) / "page.html"
        path.write_text(html, encoding="utf-8")
        stack = ExitStack()
        self.addCleanup(stack.close)
        return stack.enter_context(open_page(path, BLOCKED))

    def problems_of_player(self, *changes):
        page = self.opened("replay", *changes)
        player = Player(page, page.query_selector(PLAYER))
        player.go(player.last)
        return " | ".join(player.problems())

    def test_a_replay_as_it_was_saved_has_no_problems(self):
        self.assertEqual(self.problems_of_player(), "")

    def test_finds_a_weight_that_is_not_the_tables(self):
        self.assertIn("weights ['0.0139']", self.problems_of_player(("<td>0.013</td>", "<td>0.0139</td>")))

    def test_finds_an_error_that_is_not_the_tables(self):
        found = self.problems_of_player((f"{ROW}<td>0</td>", f"{ROW}<td>0.25</td>"))
        self.assertIn("the table an error of 0.25", found)

    def test_finds_a_picture_without_its_row(self):
        self.assertIn("has no row in the table", self.problems_of_player((ROW, ROW.replace("5", "6"))))

    def use(self, *changes):
        page = self.opened("explorer", *changes)
        self.use_explorer(page.query_selector(PANEL))

    def test_an_explorer_as_it_was_saved_passes(self):
        self.use()

    def test_finds_an_explorer_that_adds_up_wrongly(self):
        with self.assertRaises(AssertionError):
            self.use(("sum += a[i] * b[i];", "sum += a[i] * b[i] + 0.001;"))

    def test_finds_an_explorer_that_does_not_move(self):
        with self.assertRaises(AssertionError):
            self.use(("app.state[key][i] = value;", ""))

    def test_finds_words_in_a_colour_that_is_too_light(self):
        with self.assertRaises(AssertionError):
            self.use(("border-bottom:3px solid ", "color:"))


if __name__ == "__main__":
    unittest.main()
