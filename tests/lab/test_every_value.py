"""The pages of the notebook that has every kind of value, looked at as those of the tutorials are."""

import unittest

import lab
import looks
import test_explorer
import test_pages
import test_replay
import values
from session import BLOCKED, LIVE, SCRIPTLESS, open_page

READERS = [
    (LIVE, looks.live_problems),
    (BLOCKED, looks.blocked_problems),
    (SCRIPTLESS, looks.scriptless_problems),
]


class EveryValuePages(test_pages.Pages):
    @staticmethod
    def find_pages():
        return lab.exported()[:1]


class EveryValueDarkPage(unittest.TestCase):
    """The page that nbconvert makes dark, whatever the reader's system is set to."""

    def test_every_reader(self):
        path = lab.exported()[1]
        for mode, problems_of in READERS:
            with self.subTest(mode=mode.name), open_page(path, mode) as page:
                problems = [*problems_of(page), *looks.reading_problems(page)]
                problems += values.count_problems(page, path, mode.scripts)
                test_pages.photograph(page, f"{path.stem}-{mode.name}")
                self.assertEqual(problems, [])


class EveryValueReplays(test_replay.Pictures):
    @staticmethod
    def find_pages():
        return lab.exported()[:1]


class EveryValueExplorers(test_explorer.OnPages):
    @staticmethod
    def find_pages():
        return lab.exported()[:1]


if __name__ == "__main__":
    unittest.main()
