"""Every kind of value in JupyterLab: trusted and not, with and without plotly.js, light and dark."""

import unittest
from collections import Counter

import lab
import lab_looks
import values
from figure_check import HTML
from lab import ALL, DARK, LIGHT, NO_PLOTLY
from network_playgrounds import NetworkGestures
from players import PANEL, PLAYER, Controls, Player
from playgrounds import Gestures
from session import SCREENSHOTS

THEMES = {"light": LIGHT, "dark": DARK}
# JupyterLab asks once it stands.
MILLISECONDS_FOR_THE_QUESTION = 2_000


class EveryValue(Controls, Gestures, NetworkGestures, unittest.TestCase):
    """The tests run by name: the first looks at the page in which the notebook ran, before others leave it; the last
    has plotly.js in the page, which no other may find there."""

    @classmethod
    def setUpClass(cls):
        lab.ran()
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_as_it_ran(self):
        """Plotly's own renderer draws what has a Plotly figure, the rest is HTML."""
        self.look(lab.as_it_ran(), lab_looks.rendered_problems, "rendered")
        self.use(lab.as_it_ran())

    def test_opens_without_its_question_about_news(self):
        """By what setup wrote: the reader of these tests has not answered it."""
        page = lab.opened(lab.NOTEBOOK.name, anew=True)
        self.assertEqual(lab.setting("@jupyterlab/apputils-extension:notification", "fetchNews"), "false")
        page.wait_for_timeout(MILLISECONDS_FOR_THE_QUESTION)
        said = [toast.inner_text() for toast in page.query_selector_all(".Toastify__toast")]
        self.assertEqual([words for words in said if "news" in words], [])

    def test_trusted_html_without_plotly(self):
        name = lab.copy("blocked", NO_PLOTLY, trusted=True)
        page = lab.opened(name)
        self.look(page, lab_looks.blocked_problems, "blocked")
        self.use(page)

    def test_untrusted_by_plotlys_own_renderer(self):
        name = lab.copy("untrusted", ALL, trusted=False)
        self.look(lab.opened(name), lab_looks.untrusted_rendered_problems, "untrusted")

    def test_untrusted_html(self):
        name = lab.copy("untrusted_html", NO_PLOTLY, trusted=False)
        self.look(lab.opened(name), lab_looks.untrusted_problems, "untrusted-html")

    def test_with_plotly_trusted_html(self):
        name = lab.copy("html", NO_PLOTLY, trusted=True)
        page = lab.opened(name, plotly=True)
        self.look(page, lab_looks.live_problems, "html")
        self.use(page)

    def use(self, page):
        """Play, step, slider, explorer and playgrounds answer inside JupyterLab, whose own keys stay out of it."""
        wanted = sum((values.in_html(data.get(HTML, "")) for data in lab.bundles(lab.ran())), Counter())
        players = [Player(page, root) for root in page.query_selector_all(PLAYER)]
        panels = page.query_selector_all(PANEL)
        self.assertEqual((len(players), len(panels)), (wanted["replay"], wanted["explorer"]))
        self.assertTrue(players and panels)
        for number, player in enumerate(players, start=1):
            with self.subTest("replay", number=number, last=player.last):
                self.use_player(player)
        for number, panel in enumerate(panels, start=1):
            with self.subTest("explorer", number=number):
                self.use_explorer(panel)
        with self.subTest("playground"):
            self.use_playground(page)
        with self.subTest("network's playground"):
            self.use_network_playground(page)
        self.assertEqual(page.complaints, [])

    def look(self, page, problems_of, title):
        for short, theme in THEMES.items():
            lab.dress(page, theme)
            with self.subTest(theme=short):
                problems = list(problems_of(page))
                lab_looks.photograph(page, f"lab-{title}-{short}", problems)
                self.assertEqual(problems, [])
        with self.subTest("console"):
            self.assertEqual(page.complaints, [])


if __name__ == "__main__":
    unittest.main()
