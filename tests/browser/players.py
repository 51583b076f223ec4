"""The controls of replays and explorers, as a reader uses them."""

import time

PLAYER = "figure.percept > .percept-replay"
PANEL = "figure.percept > .percept-explorer"
READ_PICTURE = """svg => [...svg.querySelectorAll("text")]
    .filter(text => text.checkVisibility({ visibilityProperty: true }))
    .map(text => text.textContent)"""
READ_SENTENCES = """svg => [...svg.querySelectorAll("text[font-size='13'][x='14']")]
    .filter(text => text.checkVisibility({ visibilityProperty: true }))
    .map(text => text.textContent)"""


class Player:
    """The buttons and the picture of one replay."""

    def __init__(self, page, root):
        self.page = page
        self.root = root
        self.figure = root.query_selector("xpath=..")
        self.last = int(self.find("input").get_attribute("max"))

    def find(self, selector):
        return self.root.query_selector(selector)

    def controls(self):
        return self.root.query_selector_all("button, input")

    def click(self, name):
        # by force: at an end the button is marked as disabled, and has to do nothing
        self.find(f".percept-{name}").click(force=True)

    def label(self, name):
        return self.find(f".percept-{name}").get_attribute("aria-label")

    def shown(self):
        return int(self.find("input").input_value())

    def counter(self):
        return self.find("output").text_content()

    def picture(self):
        return self.find("svg[role=img]").evaluate(READ_PICTURE)

    def sentences(self):
        """The lines under the title of the picture that is shown."""
        return self.find("svg[role=img]").evaluate(READ_SENTENCES)

    def wait_until(self, true, seconds=40):
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                raise AssertionError(f"still at {self.counter()}")
            time.sleep(0.05)


def short(number):
    """A number of the table as a picture writes it: four significant digits."""
    return f"{float(number):.4g}"


def move(panel, name, value):
    """Types a number beside a slider of an explorer."""
    field = panel.query_selector(f'input[type=number][aria-label="{name}"]')
    field.fill(repr(value))


def said(panel):
    """An explorer's answer and its other sentences, in the library's order."""
    answer = panel.query_selector(".percept-answer").evaluate("node => node.lastChild.textContent")
    first, *others = [node.inner_text() for node in panel.query_selector_all(".percept-words p")]
    return [first, answer, *others]


def code(panel):
    return panel.query_selector("textarea").input_value()


def slider(panel, name):
    return panel.query_selector(f'input[type=range][aria-label="{name}, slider"]')
