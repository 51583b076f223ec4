"""Every kind of value in JupyterLab: trusted and not, with and without plotly.js, light and dark."""

import unittest
from contextlib import ExitStack

import lab
import lab_looks
from lab import DARK, LIGHT
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
