"""Every kind of value in JupyterLab: trusted and not, with and without plotly.js, light and dark."""

import unittest
from contextlib import ExitStack

import lab
import lab_looks
from lab import DARK, LIGHT
from players import PANEL, PLAYER, Player, code, move, said
from session import SCREENSHOTS, open_browser

THEMES = {"light": LIGHT, "dark": DARK}


class EveryValue(unittest.TestCase):
    """Each test opens one copy of the notebook and looks at it in both themes."""

    @classmethod
    def setUpClass(cls):
        cls.path = lab.ran()
        opened = ExitStack()
        cls.addClassCleanup(opened.close)
        cls.chromium = opened.enter_context(open_browser())
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_trusted_by_plotlys_own_renderer(self):
        self.look(self.path.name, lab_looks.rendered_problems, "rendered")

    def test_trusted_html_with_plotly(self):
        name = lab.copy("html", lab.without_plotly, trusted=True)
        self.look(name, lab_looks.live_problems, "html", plotly=True)

    def test_trusted_html_without_plotly(self):
        name = lab.copy("blocked", lab.without_plotly, trusted=True)
        self.look(name, lab_looks.blocked_problems, "blocked")

    def test_untrusted_by_plotlys_own_renderer(self):
        name = lab.copy("untrusted", lambda output: None, trusted=False)
        self.look(name, lab_looks.untrusted_rendered_problems, "untrusted")

    def test_untrusted_html(self):
        name = lab.copy("untrusted_html", lab.without_plotly, trusted=False)
        self.look(name, lab_looks.untrusted_problems, "untrusted-html")

    def test_controls(self):
        """Play, step, slider and explorer answer inside JupyterLab, whose own keys stay out of it."""
        with lab.open_notebook(self.chromium, lab.lab(), self.path.name) as page:
            players = [Player(page, root) for root in page.query_selector_all(PLAYER)]
            panels = page.query_selector_all(PANEL)
            self.assertTrue(players and panels)
            for player in players:
                with self.subTest("replay", last=player.last):
                    self.use_player(player)
            with self.subTest("explorer"):
                self.use_explorer(panels[0])
            self.assertEqual(page.complaints, [])

    def use_player(self, player):
        for button, frame in [("forward", 1), ("forward", 2), ("back", 1), ("reset", 0)]:
            player.click(button)
            self.assertEqual(player.shown(), min(frame, player.last))
        player.find("input").focus()
        for key, frame in [("ArrowRight", 1), ("End", player.last), ("Home", 0)]:
            player.page.keyboard.press(key)
            self.assertEqual(player.shown(), frame)
        before = player.picture()
        player.click("play")
        player.wait_until(lambda: player.shown() > 0)
        player.click("play")
        self.assertNotEqual(player.picture(), before)

    def use_explorer(self, panel):
        """The car of the tutorial: 0.72 + 0.15 + 0.18 + 0.24."""
        before = said(panel)
        self.assertIn("1.29 > 1 is true: yes, by a margin of 0.29.", before)
        move(panel, "price, input", 0.47)
        self.assertIn("0.993 > 1 is false: no, by a margin of 0.007.", said(panel))
        self.assertIn("0.47", code(panel))
        panel.query_selector("button").click()
        self.assertEqual(said(panel), before)

    def look(self, name, problems_of, title, plotly=False):
        with lab.open_notebook(self.chromium, lab.lab(), name, plotly) as page:
            for short, theme in THEMES.items():
                lab.dress(page, theme)
                with self.subTest(theme=short):
                    problems = list(problems_of(page))
                    lab_looks.photograph(page, f"lab-{title}-{short}")
                    self.assertEqual(problems, [])
            with self.subTest("console"):
                self.assertEqual(page.complaints, [])


if __name__ == "__main__":
    unittest.main()
