"""The panel of a network's playground, as hands and keys use it."""

import json

from plane import Playground

# The numbers in the code: those of the network.
PARAMETERS = "set_parameters("
CONNECTION = """(panel, number) => {
    const line = panel.querySelectorAll(".percept-diagram line[stroke=transparent]")[number];
    const at = new DOMPoint(0.6 * line.x1.baseVal.value + 0.4 * line.x2.baseVal.value,
        0.6 * line.y1.baseVal.value + 0.4 * line.y2.baseVal.value).matrixTransform(line.getScreenCTM());
    return [at.x, at.y];
}"""


class Network(Playground):
    def parameters(self):
        _, rest = self.code().split(PARAMETERS)
        return json.loads(rest.split(")?;")[0])

    def labelled(self, name):
        return self.panel.query_selector(f"[aria-label='{name}']")

    def press_labelled(self, name):
        self.labelled(name).click()
        self.settle()

    def neurons(self):
        return len(self.panel.query_selector_all("button.percept-neuron"))

    def pictures(self):
        """The little surfaces as they are painted."""
        read = "canvas => canvas.toDataURL()"
        return [canvas.evaluate(read) for canvas in self.panel.query_selector_all("canvas")]

    def lines(self):
        """Colour, width and dash of each connection that is seen."""
        read = """svg => [...svg.querySelectorAll("line:not([stroke=transparent])")]
            .map(line => ["stroke", "stroke-width", "stroke-dasharray"].map(name => line.getAttribute(name)))"""
        return self.panel.query_selector(".percept-diagram > svg").evaluate(read)

    def connection(self, number):
        """A place on it near the neuron that it leads to, where no other lies over it."""
        self.panel.query_selector(".percept-diagram").scroll_into_view_if_needed()
        return self.panel.evaluate(CONNECTION, number)

    def option(self, name, value):
        self.labelled(name).select_option(value)
        self.settle()

    def epoch(self):
        return int(self.count().split("Epoch ")[1].split(",")[0])
