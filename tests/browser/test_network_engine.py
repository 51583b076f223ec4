"""The script of the network playground learns as the library does: on the cases that `make rust-tests` left."""

import json
import unittest

import engine
from common import ROOT

# Written by tests/suite/network_playground.rs.
CASES = ROOT / "target" / "tmp" / "playground" / "network_cases.json"
MODULES = ["shared/data.js", "network/network.js", "network/shape.js"]
EPOCHS = 100
WORK = """
function work(cases) {
  return cases.map(function (one) {
    var state = create(one.start), drawn = state.parameters.slice();
    for (var i = 0; i < 100 && !diverged(state); i += 1) { epoch(state); }
    return { drawn: drawn, errors: state.errors.filter(isFinite), parameters: state.parameters, diverged: diverged(state) };
  });
}
"""


class Engine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not CASES.exists():
            raise AssertionError(f"no {CASES}: run `make rust-tests` first")
        cls.cases = json.loads(CASES.read_text())
        cls.results = engine.run(MODULES, WORK, cls.cases)

    def compare(self, key, allowed):
        """Each number within a share of its size, or of 1."""
        for number, (case, result) in enumerate(zip(self.cases, self.results, strict=True)):
            with self.subTest(case=number, start={**case["start"], "points": len(case["start"]["points"])}):
                self.assertEqual(len(result[key]), len(case[key]))
                worst = max(
                    abs(ours - theirs) / max(abs(theirs), 1) for ours, theirs in zip(result[key], case[key], strict=True)
                )
                self.assertLessEqual(worst, allowed)

    def test_there_are_cases_of_every_kind(self):
        starts = [case["start"] for case in self.cases]
        self.assertGreaterEqual(len(starts), 400)
        self.assertEqual({len(start["sizes"]) for start in starts}, {1, 2, 3, 4})
        self.assertEqual(len({name for start in starts for name in start["transfers"]}), 10)
        self.assertEqual(len({start["loss"] for start in starts}), 5)
        self.assertGreater(sum(len(case["errors"]) > EPOCHS for case in self.cases), 350)

    def test_weights_are_drawn_as_the_library_draws_them(self):
        self.compare("drawn", 1e-12)

    def test_errors_and_weights_of_100_epochs_are_the_librarys(self):
        self.compare("errors", 1e-9)
        self.compare("parameters", 1e-9)

    def test_it_diverges_where_the_library_does(self):
        self.assertEqual([one["diverged"] for one in self.results], [one["diverged"] for one in self.cases])


if __name__ == "__main__":
    unittest.main()
