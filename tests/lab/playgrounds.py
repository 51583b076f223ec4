"""A playground inside JupyterLab, whose own mouse and keys stay out of it: every gesture, with the library's numbers."""

import json

from common import ROOT
from plane import PLAYGROUND, Playground

# What the library told of it; see tests/suite/playground_pages.rs.
TOLD = ROOT / "target" / "tmp" / "playground" / "cases.json"
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
XOR = "Dataset::new([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], [0, 1, 1, 0])?"


class Gestures:
    """For tests of a page with the playground of XOR."""

    def use_playground(self, page):
        playground = self.of_xor(page)
        cells = page.evaluate(CELLS)
        playground.plane.scroll_into_view_if_needed()
        for gestures in (self.train, self.use_mouse, self.use_keys, self.use_touch):
            with self.subTest(gestures.__name__):
                gestures(playground)
                playground.press("Reset")
        self.assertEqual(page.evaluate(CELLS), cells)
        self.assertEqual(page.query_selector_all(".jp-Dialog"), [])

    def of_xor(self, page):
        for panel in page.query_selector_all(PLAYGROUND):
            playground = Playground(page, panel) if panel.query_selector("textarea") else None
            if playground and playground.plane and XOR in playground.code():
                playground.settle()
                return playground
        raise AssertionError("no playground of XOR in the page")

    def train(self, playground):
        for case in json.loads(TOLD.read_text())["cases"]:
            if case["page"] == "xor":
                after = case["after"]
                playground.press("Reset")
                for _ in range(after["epochs"]):
                    playground.press("One epoch")
                self.assertEqual(playground.numbers(), [*after["weights"], after["bias"]])
        self.assertIn("Training goes in circles", playground.said())
        playground.press("Reset")
        for _ in range(4):
            playground.press("One sample")
        self.assertIn("After 1 epoch.", playground.count())
        playground.press("Play")
        playground.press("Pause")

    def use_mouse(self, playground):
        playground.click(0.5, 0.75)
        self.assertIn("[0.5, 0.75]", playground.code())
        playground.click(0.5, 0.75)
        self.assertIn("Row 4 has target", playground.said())
        playground.drag((0.5, 0.75), (0.75, 0.25))
        self.assertIn("[0.75, 0.25]", playground.code())
        self.undone(playground, 3)
        # a point lies on the tip of weights of 0: first it, then the tip, then the line
        playground.drag((0, 0), (0.3, 0.3))
        playground.drag((0, 0), (0.5, 0.5))
        x, y, bias = playground.numbers()
        self.assertTrue(x > 0 and y > 0 and bias == 0, (x, y, bias))
        playground.drag((-0.2, 0.2 * x / y), (0.3, 0.5 + 0.2 * x / y))
        self.assertEqual(playground.numbers()[:2], [x, y])
        self.assertLess(playground.numbers()[2], 0)
        self.undone(playground, 3)

    def undone(self, playground, times):
        for _ in range(times):
            playground.press("Undo")
        self.assertIn(XOR, playground.code())

    def use_keys(self, playground):
        playground.plane.focus()
        # for JupyterLab `a` is a new cell, `0` twice a new kernel, `z` its own undo
        playground.keys("0", "0", "a")
        self.assertRegex(playground.said(), r"Added row 4, .*, target 0\.")
        playground.keys("Enter")
        self.assertIn("Row 4 has target 1 now.", playground.said())
        playground.keys("Delete")
        self.assertIn(XOR, playground.code())
        playground.keys("Space", "Shift+ArrowRight", "ArrowDown")
        self.assertIn("[[0.1, -0.01]", playground.code())
        playground.keys("Control+z", "Control+z")
        self.assertIn(XOR, playground.code())

    def use_touch(self, playground):
        playground.touch((0.5, 0.75))
        self.assertIn("Added row 4", playground.said())
        playground.touch((0.5, 0.75), (0.75, 0.5))
        self.assertIn("[0.75, 0.5]", playground.code())
        self.undone(playground, 2)
