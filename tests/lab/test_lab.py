"""Every kind of value in JupyterLab: trusted and not, with and without plotly.js, light and dark."""

import unittest

import lab
import lab_looks
from check import check
from lab import ALL, DARK, LIGHT, NO_PLOTLY
from players import PANEL, PLAYER, Player, code, move, said
from session import SCREENSHOTS

THEMES = {"light": LIGHT, "dark": DARK}


class EveryValue(unittest.TestCase):
    """The tests run by name: the first looks at the page in which the notebook ran, before others leave it."""

    @classmethod
    def setUpClass(cls):
        lab.ran()
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_as_it_ran(self):
        """Plotly's own renderer draws what has a Plotly figure, the rest is HTML."""
        self.look(lab.as_it_ran(), lab_looks.rendered_problems, "rendered")

    def test_its_outputs(self):
        self.assertEqual(list(map(str, check(lab.ran()))), [])

    def test_trusted_html_with_plotly(self):
        name = lab.copy("html", NO_PLOTLY, trusted=True)
        page = lab.opened(name, plotly=True)
        self.look(page, lab_looks.live_problems, "html")
        self.use(page)

    def test_trusted_html_without_plotly(self):
        name = lab.copy("blocked", NO_PLOTLY, trusted=True)
        self.look(lab.opened(name), lab_looks.blocked_problems, "blocked")

    def test_untrusted_by_plotlys_own_renderer(self):
        name = lab.copy("untrusted", ALL, trusted=False)
        self.look(lab.opened(name), lab_looks.untrusted_rendered_problems, "untrusted")

    def test_untrusted_html(self):
        name = lab.copy("untrusted_html", NO_PLOTLY, trusted=False)
        self.look(lab.opened(name), lab_looks.untrusted_problems, "untrusted-html")

    def use(self, page):
        """Play, step, slider and explorer answer inside JupyterLab, whose own keys stay out of it."""
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

    def look(self, page, problems_of, title):
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
