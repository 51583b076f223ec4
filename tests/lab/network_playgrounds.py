"""A network's playground inside JupyterLab: every gesture, with the library's numbers."""

import json

from common import ROOT
from network_panel import Network
from plane import PLAYGROUND

# What the library told of it; see tests/suite/network_playground.rs.
TOLD = ROOT / "target" / "tmp" / "playground" / "network_lab.json"
CELLS = "() => window.jupyterapp.shell.currentWidget.content.widgets.length"
POINTS = "[[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]],\n"


class NetworkGestures:
    """For tests of a page with the playground of a network that has learnt XOR."""

    def use_network_playground(self, page):
        told = json.loads(TOLD.read_text())
        playground = self.of_network(page)
        cells = page.evaluate(CELLS)
        self.assert_begins(playground, told)
        for gestures in (self.learn, self.use_network_mouse, self.use_network_keys, self.use_network_touch):
            with self.subTest(gestures.__name__):
                playground.plane.scroll_into_view_if_needed()
                gestures(playground, told)
                self.assert_begins(playground, told)
        self.assertEqual(page.evaluate(CELLS), cells)
        self.assertEqual(page.query_selector_all(".jp-Dialog"), [])

    def of_network(self, page):
        for panel in page.query_selector_all(PLAYGROUND):
            if panel.query_selector(".percept-diagram"):
                playground = Network(page, panel)
                playground.settle()
                return playground
        raise AssertionError("no playground of a network in the page")

    def assert_begins(self, playground, told):
        """The network as the kernel had it, to the digits that another compiler may round otherwise."""
        self.assert_close(playground.parameters(), json.loads(told["code"].split("set_parameters(")[1].split(")?;")[0]))
        self.assertIn(POINTS, playground.code())

    def assert_close(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for ours, theirs in zip(found, wanted, strict=True):
            self.assertAlmostEqual(ours, theirs, delta=1e-9 * max(1, abs(theirs)))

    def learn(self, playground, told):
        for _ in range(told["epochs"]):
            playground.press("One epoch")
        self.assertEqual(playground.epoch(), told["epochs"])
        self.assert_close(playground.parameters(), told["parameters"])
        playground.press("Play")
        playground.press("Pause")
        self.assertGreaterEqual(playground.epoch(), told["epochs"])
        playground.press("New weights")
        self.assert_close(playground.parameters(), told["next_seed"])
        playground.press("Undo")
        playground.press("Reset")

    def use_network_mouse(self, playground, told):
        playground.click(0.5, 0.75)
        self.assertIn("[0.5, 0.75]", playground.code())
        playground.click(0.5, 0.75)
        self.assertIn("Row 4 has target", playground.said())
        playground.drag((0.5, 0.75), (0.75, 0.25))
        self.assertIn("[0.75, 0.25]", playground.code())
        # a connection, a neuron, and what they are changed by
        playground.page.mouse.click(*playground.connection(10))
        playground.settle()
        self.assertIn("Weights of the output", playground.said())
        playground.labelled("Weights of layer 1, neuron 3").click()
        playground.press("Take this neuron away")
        self.assertEqual(playground.neurons(), 4)
        playground.press_labelled("Add a neuron to layer 1")
        playground.press_labelled("Add a hidden layer")
        playground.option("Activation of layer 2", "Relu")
        self.assertIn("[4, 4, 1])?", playground.code())
        self.assertIn("Transfer::Relu", playground.code())
        playground.choose("4")
        self.assertIn(".batch_size(4)", playground.code())
        self.taken_back(playground, 8)

    def taken_back(self, playground, times):
        for _ in range(times):
            playground.press("Undo")
        self.assertTrue(playground.panel.query_selector("button:text-is('Redo')").is_enabled())

    def use_network_keys(self, playground, told):
        playground.plane.focus()
        # for JupyterLab `a` is a new cell, `0` twice a new kernel, `z` its own undo
        playground.keys("0", "0", "a")
        self.assertRegex(playground.said(), r"Added row 4, .*, target 0\.")
        playground.keys("Enter")
        self.assertIn("Row 4 has target 1 now.", playground.said())
        playground.keys("Delete")
        playground.keys("Space", "Shift+ArrowRight", "ArrowDown")
        self.assertIn("[[0.1, -0.01]", playground.code())
        playground.keys("Control+z", "Control+z")
        self.assertIn(POINTS, playground.code())
        self.taken_back(playground, 3)
        playground.labelled("Weights of layer 1, neuron 2").focus()
        playground.keys("Enter")
        field = playground.labelled("Bias, layer 1, neuron 2")
        field.focus()
        field.select_text()
        playground.keys("0", ".", "5")
        self.assertEqual(playground.parameters()[9], 0.5)
        self.assertIn("weights set by hand", playground.count())
        playground.press("Reset")

    def use_network_touch(self, playground, told):
        playground.touch((0.5, 0.75))
        self.assertIn("Added row 4", playground.said())
        playground.touch((0.5, 0.75), (0.75, 0.5))
        self.assertIn("[0.75, 0.5]", playground.code())
        self.taken_back(playground, 2)
