"""Every kind of value as VS Code and GitHub show it, in their light and dark colours."""

import unittest
from collections import Counter

import lab
import looks
import values
import viewers
from figure_check import HTML
from lab import FOLDER
from session import BLOCKED, LIVE, SCREENSHOTS, SCRIPTLESS, open_page
from test_pages import photograph

THEMES = ("light", "dark")


class Viewers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.outputs = [data[HTML] for data in lab.bundles(lab.ran()) if HTML in data]
        cls.wanted = sum(map(values.in_html, cls.outputs), Counter())
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def test_vscode_with_plotly(self):
        self.look("vscode", viewers.vscode, LIVE, looks.live_problems)

    def test_vscode_without_plotly(self):
        self.look("vscode", viewers.vscode, BLOCKED, looks.blocked_problems)

    def test_github(self):
        self.look("github", viewers.github, SCRIPTLESS, viewers.github_problems)

    def look(self, name, document, mode, problems_of):
        for theme in THEMES:
            path = FOLDER / f"{name}.html"
            path.write_text(document(self.outputs, theme), encoding="utf-8")
            dressed = mode._replace(dark=theme == "dark")
            with self.subTest(theme=theme), open_page(path, dressed) as page:
                problems = [*problems_of(page), *looks.reading_problems(page)]
                problems += values.difference(page, self.wanted, mode.scripts)
                photograph(page, f"{name}-{mode.name}-{theme}", problems)
                self.assertEqual(problems, [])


if __name__ == "__main__":
    unittest.main()
