"""The pages of the notebook that has every kind of value, looked at as those of the tutorials are."""

import unittest

import lab
import test_pages


class EveryValuePages(test_pages.Pages):
    @staticmethod
    def find_pages():
        return lab.exported()


# the pages of the tutorials have a run of their own
del test_pages


if __name__ == "__main__":
    unittest.main()
