"""The controls of replays and explorers, as a reader uses them."""

import functools
import re
import time
from collections import Counter

from contrast import contrast_problems
from texts import text_problems

PLAYER = "figure.percept > .percept-sheet > .percept-replay"
PANEL = "figure.percept > .percept-sheet > .percept-explorer"
READ_PICTURE = """svg => [...svg.querySelectorAll("text")]
    .filter(text => text.checkVisibility({ visibilityProperty: true }))
    .map(text => text.textContent)"""
READ_SENTENCES = """svg => [...svg.querySelectorAll("text[font-size='13'][x='14']")]
    .filter(text => text.checkVisibility({ visibilityProperty: true }))
    .map(text => text.textContent)"""
READ_ROWS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
COUNTER = re.compile(r"(epoch|update) (\d+) of (\d+), error (\S+)")
# A replay draws as many weights as bars; see `src/view/perceptron/weights.rs`.
MAX_BARS = 24
MOST_FRAMES = 12


class Player:
    """The buttons and the picture of one replay."""

    def __init__(self, page, root):
        self.page = page
        self.root = root
        self.figure = root.query_selector("xpath=../..")
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

    def go(self, frame):
        """Moves the slider."""
        self.find("input").fill(str(frame))

    def frames(self):
        """The pictures to look at, the first and the last among them: all of a short replay, some of a long one,
        each of whose pictures the library's own tests compare with its numbers."""
        most = min(self.last, MOST_FRAMES - 1)
        return sorted({round(self.last * part / most) for part in range(most + 1)})

    @functools.cached_property
    def table(self):
        """The table under the replay: its head, and the others by what is done in them."""
        head, *rows = self.figure.eval_on_selector_all(":scope > details:first-of-type tr", READ_ROWS)
        return head, {row[0]: row for row in rows}

    def problems(self):
        """What is wrong with the picture that is shown: beside the table's numbers, and in its texts."""
        yield from text_problems(self.find("svg[role=img]"))
        if self.row() is not None:
            yield from self.number_problems(*self.row())
        elif not any("more" in done for done in self.table[1]):
            yield f"\"{self.counter()}\" has no row in the table, which leaves none out"

    def row(self):
        """The table's head and its row of the picture that is shown; None where it is one that a long table leaves out."""
        head, rows = self.table
        done = COUNTER.fullmatch(self.counter())
        return (head, rows[done[2]]) if done and done[2] in rows else None

    def number_problems(self, head, row):
        picture = self.picture()
        numbers = dict(zip(head, row, strict=True))
        error = COUNTER.fullmatch(self.counter())[4]
        if error not in shorts(numbers["error"]):
            yield f"the counter says \"{self.counter()}\", the table an error of {short(numbers['error'])}"
        if not any(re.search(rf"error {re.escape(error)}[.,]( |$)", words, re.IGNORECASE) for words in picture):
            yield f"no error of {error} in the picture: {picture}"
        if head[-1] in ("accuracy", "root mean square miss"):
            yield from score_problems(head[-1], numbers[head[-1]], picture)
            return
        weights = [short(number) for name, number in numbers.items() if re.match("weight of|bias", name)][:MAX_BARS]
        if not weights:
            yield f"the table has no weights: {head}"
        missing = Counter(weights) - Counter(picture)
        if missing:
            yield f"weights {list(missing)} of the table are not in the picture: {picture}"
        place = f"(epoch {numbers.get('epoch')}, row {numbers.get('row (from 0)')}"
        if numbers.get("epoch") and not any(place in words for words in picture):
            yield f"\"{place}\" of the table is not in the picture: {picture}"

    def wait_until(self, true, seconds=40):
        deadline = time.monotonic() + seconds
        while not true():
            if time.monotonic() > deadline:
                raise AssertionError(f"still at {self.counter()}")
            time.sleep(0.05)


def score_problems(name, number, picture):
    """Beside the table's, how good a network with layers is in the picture's first sentence."""
    if name == "accuracy":
        counts = [re.search(r"(\d+) of (\d+) samples? right\.", words) for words in picture]
        told = [int(count[1]) / int(count[2]) for count in counts if count]
        if len(told) != 1 or abs(told[0] - float(hyphened(number))) > 1e-5:
            yield f"accuracies {told} in the picture, {number} in the table"
    elif not any(f"RMSE {miss}." in words for words in picture for miss in shorts(number)):
        yield f"no miss of {short(number)} in the picture: {picture}"


def short(number):
    """A number of the table as a picture writes it: four significant digits."""
    return typeset(f"{float(hyphened(str(number))):.4g}")


def typeset(number):
    """A number with the minus sign of pictures, which is longer than the hyphen of code."""
    return number.replace("-", "\N{MINUS SIGN}")


def hyphened(words):
    return words.replace("\N{MINUS SIGN}", "-")


def shorts(number):
    """The same, whichever way the six digits of the table were rounded before."""
    value = float(hyphened(number))
    return {short(value), short(value * (1 - 5e-6)), short(value * (1 + 5e-6))}


def move(panel, name, value):
    """Types a number beside a slider of an explorer."""
    field = panel.query_selector(f'input[type=number][aria-label="{name}"]')
    field.fill(repr(value))


def said(panel):
    """An explorer's answer and its other sentences, in the library's order, with the hyphens of its plain text."""
    answer = panel.query_selector(".percept-answer").evaluate("node => node.lastChild.textContent")
    first, *others = [node.inner_text() for node in panel.query_selector_all(".percept-words p")]
    return [hyphened(words) for words in (first, answer, *others)]


def code(panel):
    return panel.query_selector("textarea").input_value()


def slider(panel, name):
    return panel.query_selector(f'input[type=range][aria-label="{name}, slider"]')


class Controls:
    """What a reader does with a replay and an explorer, and what has to come of it; for a test case."""

    def use_player(self, player):
        """Buttons, keys and the slider lead to the right picture, and every picture that is shown is right."""
        for button, frame in [("forward", 1), ("forward", 2), ("back", 1), ("reset", 0)]:
            player.click(button)
            self.assertEqual(player.shown(), min(frame, player.last))
        player.find("input").focus()
        for key, frame in [("ArrowRight", 1), ("End", player.last), ("Home", 0)]:
            player.page.keyboard.press(key)
            self.assertEqual(player.shown(), frame)
        before = player.picture()
        for frame in sorted({0, 1, player.last // 2, player.last}):
            player.go(frame)
            self.assertEqual((player.shown(), list(player.problems())), (frame, []))
        self.assertNotEqual(player.picture(), before)
        self.assertIsNotNone(player.row(), "the last picture has a row in the table")
        player.click("reset")
        player.click("play")
        player.wait_until(lambda: player.shown() > 0)
        player.click("play")
        self.assertEqual((player.label("play"), list(player.problems())), ("Play", []))

    def use_explorer(self, panel):
        """A move of the input that counts most turns the answer, in words, in the picture and in the code."""
        before, state = said(panel), read_state(panel)
        self.assertIn(answer(state), before)
        name = max(state.weights, key=lambda name: abs(state.weights[name]))
        margin = weighted_sum(state) - state.threshold
        turned = state.inputs[name] - (margin + (0.05 if margin > 0 else -0.05)) / state.weights[name]
        value = round(turned, 3)
        move(panel, f"{name}, input", value)
        state.inputs[name] = value
        self.assertIn(answer(state), said(panel))
        self.assertNotEqual(margin > 0, weighted_sum(state) > state.threshold)
        self.assertIn(repr(value), code(panel))
        bars = panel.query_selector(".percept-bars svg")
        product = f"{short(state.weights[name])} × {short(value)} = {short(state.weights[name] * value)}"
        drawn = bars.evaluate(READ_PICTURE)
        self.assertTrue(any(words.endswith(product.rpartition(" = ")[2]) for words in drawn), (product, drawn))
        for drawing in panel.query_selector_all("svg[role=img]"):
            self.assertEqual(list(text_problems(drawing)), [])
        self.assertEqual(list(contrast_problems(panel)), [])
        panel.query_selector("button").click()
        self.assertEqual(said(panel), before)


class State:
    """What the fields of an explorer hold."""

    def __init__(self, fields):
        self.inputs = pick(fields, ", input")
        self.weights = pick(fields, ", weight")
        self.threshold = fields["threshold"]


def pick(fields, ending):
    return {name.removesuffix(ending): value for name, value in fields.items() if name.endswith(ending)}


def read_state(panel):
    fields = panel.query_selector_all("input[type=number]")
    return State({field.get_attribute("aria-label"): float(field.input_value()) for field in fields})


def weighted_sum(state):
    return sum(weight * state.inputs[name] for name, weight in state.weights.items())


def answer(state):
    """The sentence that the library says of it."""
    total = weighted_sum(state)
    apart = short(abs(total - state.threshold))
    if total > state.threshold:
        return hyphened(f"{short(total)} is greater than {short(state.threshold)}, so yes, with {apart} to spare.")
    return hyphened(f"{short(total)} is not greater than {short(state.threshold)}, so no: {apart} is missing.")
