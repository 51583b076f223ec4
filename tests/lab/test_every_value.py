"""The pages of the notebook that has every kind of value, looked at as those of the tutorials are."""

import unittest

import lab
import test_explorer
import test_pages
import test_replay


class EveryValuePages(test_pages.Pages):
    @staticmethod
    def find_pages():
        return lab.exported()


class EveryValueReplays(test_replay.Pictures):
    @staticmethod
    def find_pages():
        return lab.exported()[:1]


class EveryValueExplorers(test_explorer.OnPages):
    @staticmethod
    def find_pages():
        return lab.exported()[:1]


# the pages of the tutorials have a run of their own
del test_pages, test_replay, test_explorer


if __name__ == "__main__":
    unittest.main()
