"""A network's playground by mouse and keys, with the numbers of the library: on pages that `make rust-tests` left."""

import json
import unittest
from contextlib import ExitStack

import accessibility
import looks
from common import ROOT
from contrast import contrast_problems
from network_panel import Network
from plane import PLAYGROUND
from session import BLOCKED, DARK, NARROW, SCRIPTLESS, open_page
from texts import text_problems, word_problems

# Where the test suite writes its pages; see tests/suite/network_playground.rs.
FOLDER = ROOT / "target" / "tmp" / "playground"


class NetworkTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (FOLDER / "network_after.json").exists():
            raise AssertionError(f"no pages in {FOLDER}: run `make rust-tests` first")
        cls.told = json.loads((FOLDER / "network_after.json").read_text())

    def open(self, name="network", mode=BLOCKED):
        """Without plotly.js, which has no part in it."""
        stack = ExitStack()
        self.addCleanup(stack.close)
        page = stack.enter_context(open_page(FOLDER / f"{name}.html", mode))
        self.addCleanup(lambda: self.assertEqual(page.complaints, []))
        return page

    def play(self, name="network", mode=BLOCKED):
        playground = Network(self.open(name, mode))
        playground.settle()
        return playground

    def assert_close(self, found, wanted):
        self.assertEqual(len(found), len(wanted))
        for ours, theirs in zip(found, wanted, strict=True):
            self.assertAlmostEqual(ours, theirs, delta=1e-9 * max(1, abs(theirs)))


class Training(NetworkTest):
    def test_it_begins_with_the_code_of_the_library(self):
        for case in self.told:
            with self.subTest(case["page"]):
                self.assertEqual(self.play(case["page"]).code(), case["code"])

    def test_epochs_give_the_library_s_weights(self):
        for case in self.told:
            with self.subTest(case["page"]):
                playground = self.play(case["page"])
                for _ in range(case["epochs"]):
                    playground.press("One epoch")
                self.assertEqual(playground.epoch(), case["epochs"])
                self.assert_close(playground.parameters(), case["parameters"])

    def test_reset_leads_back_and_new_weights_are_the_library_s(self):
        playground = self.play()
        before = playground.code()
        playground.press("One epoch")
        self.assertNotEqual(playground.code(), before)
        playground.press("Reset")
        self.assertEqual((playground.code(), playground.epoch()), (before, 0))
        playground.press("New weights")
        self.assertIn(".seed(2)", playground.code())
        self.assert_close(playground.parameters(), self.told[0]["next_seed"])

    def test_play_learns_until_the_goal_and_everything_moves(self):
        playground = self.play()
        pictures, lines = playground.pictures(), playground.lines()
        curve = "svg[role=img]"
        playground.choose("600")
        playground.press("Play")
        playground.page.wait_for_function("() => document.querySelector('.percept-said').textContent.includes('goal is reached')")
        playground.settle()
        self.assertIn("4 of 4", playground.count())
        self.assertIsNotNone(playground.panel.query_selector("button:text-is('Play')"))
        after = playground.pictures()
        # the inputs' pictures alone stay
        self.assertEqual(sum(one == other for one, other in zip(pictures, after, strict=True)), 2)
        self.assertNotEqual(playground.lines(), lines)
        label = playground.panel.query_selector(curve).get_attribute("aria-label")
        self.assertIn(f"after {playground.epoch()} epochs", label)

    def test_pause_stops_it(self):
        playground = self.play("network_named")
        playground.press("Play")
        playground.page.wait_for_function("() => / Epoch [1-9]/.test(document.querySelector('.percept-count').textContent)")
        playground.press("Pause")
        epoch = playground.epoch()
        playground.page.wait_for_timeout(300)
        self.assertEqual(playground.epoch(), epoch)
        self.assertIn(f"After {epoch} epoch", playground.said())

    def test_a_network_that_diverges_says_so(self):
        playground = self.play()
        playground.option("Activation of the output", "PureLin")
        playground.fill("learning rate", 1e50)
        for _ in range(4):
            playground.press("One epoch")
        self.assertIn("Training diverged.", playground.said())
        self.assertTrue(all(abs(weight) < 1e300 for weight in playground.parameters()))
        playground.press("Reset")
        self.assertIn("points right", playground.count())


class Shape(NetworkTest):
    def test_a_new_neuron_changes_no_answer_before_it_learns(self):
        playground = self.play()
        surface = playground.pictures()[-1]
        playground.press_labelled("Add a neuron to layer 1")
        self.assertEqual((playground.neurons(), playground.pictures()[-1]), (6, surface))
        self.assertIn("layer 1 has 5 neurons.", playground.said())
        self.assertIn("[5, 1])?", playground.code())
        self.assertEqual(len(playground.parameters()), 21)
        playground.press("One epoch")
        self.assertNotEqual(playground.parameters()[19], 0)

    def test_neurons_are_taken_away_down_to_one_and_added_up_to_eight(self):
        playground = self.play()
        for _ in range(3):
            playground.press_labelled("Take the last neuron of layer 1 away")
        self.assertIn("[1, 1])?", playground.code())
        self.assertTrue(playground.labelled("Take the last neuron of layer 1 away").is_disabled())
        for _ in range(7):
            playground.press_labelled("Add a neuron to layer 1")
        self.assertIn("[8, 1])?", playground.code())
        self.assertTrue(playground.labelled("Add a neuron to layer 1").is_disabled())

    def test_a_chosen_neuron_is_taken_away_with_its_connections(self):
        playground = self.play()
        before = playground.parameters()
        playground.press_labelled("Weights of layer 1, neuron 2")
        playground.press("Take this neuron away")
        kept = [place for place in range(17) if place not in (2, 3, 9, 13)]
        self.assertEqual(playground.parameters(), [before[place] for place in kept])

    def test_layers_are_added_up_to_three_and_taken_away(self):
        playground = self.play()
        for sizes in ["[4, 4, 1]", "[4, 4, 4, 1]"]:
            playground.press_labelled("Add a hidden layer")
            self.assertIn(f"{sizes})?", playground.code())
        self.assertTrue(playground.labelled("Add a hidden layer").is_disabled())
        for _ in range(3):
            playground.press_labelled("Take the last hidden layer away")
        self.assertIn("[1])?", playground.code())
        self.assertTrue(playground.labelled("Take the last hidden layer away").is_disabled())
        playground.press("One epoch")
        self.assertEqual(playground.epoch(), 1)

    def test_activations_are_chosen(self):
        playground = self.play()
        playground.option("Activation of layer 1", "Relu")
        self.assertIn(".transfer([Transfer::Relu, Transfer::TanSig])?", playground.code())
        playground.option("Activation of the output", "LogSig")
        self.assertIn(".transfer([Transfer::Relu, Transfer::LogSig])?", playground.code())
        self.assertIn("The activation of the output is LogSig.", playground.said())

    def test_undo_and_redo(self):
        playground = self.play()
        start = playground.code()
        playground.press_labelled("Add a hidden layer")
        playground.press_labelled("Add a neuron to layer 2")
        end = playground.code()
        playground.press("Undo")
        playground.press("Undo")
        self.assertEqual(playground.code(), start)
        playground.press("Redo")
        playground.press("Redo")
        self.assertEqual(playground.code(), end)


class Weights(NetworkTest):
    def test_a_weight_is_set_by_hand(self):
        playground = self.play()
        before, lines = playground.parameters(), playground.lines()
        playground.press_labelled("Weights of layer 1, neuron 3")
        playground.fill("Weight of x2, layer 1, neuron 3", -2.5)
        playground.fill("Bias, layer 1, neuron 3", 0.5)
        after = playground.parameters()
        self.assertEqual((after[5], after[10]), (-2.5, 0.5))
        self.assertEqual([a for i, a in enumerate(after) if i not in (5, 10)], [b for i, b in enumerate(before) if i not in (5, 10)])
        color, _, dash = playground.lines()[5]
        self.assertEqual((color, dash), ("#8F6B42", "7 5"))
        self.assertEqual(lines[5][0], "#8E47F0")

    def test_the_count_says_so(self):
        playground = self.play()
        playground.press_labelled("Weights of the output")
        playground.fill("Bias, the output", 0.5)
        self.assertTrue(playground.count().endswith("; weights set by hand."))
        playground.press("One epoch")
        self.assertNotIn("by hand", playground.count())
        playground.fill("Bias, the output", 0.5)
        self.assertTrue(playground.count().endswith("; weights set by hand since."))
        playground.press("Reset")
        self.assertNotIn("by hand", playground.count())

    def test_the_tables_follow_weights_and_points(self):
        playground = self.play()
        playground.open_numbers()
        playground.press_labelled("Weights of the output")
        playground.fill("Bias, the output", 0.5)
        weights = playground.page.query_selector("figure.percept > details table").inner_text().split("\n")
        self.assertEqual(weights[-1], "2\t1\tbias\t0.5")
        playground.click(0.5, 0.5)
        self.assertEqual(playground.table()[-1], ["4", "0.5", "0.5", "1"])

    def test_a_click_on_a_connection_leads_to_its_weight(self):
        playground = self.play()
        playground.page.mouse.click(*playground.connection(10))
        playground.settle()
        focused = playground.page.evaluate("document.activeElement.ariaLabel")
        self.assertEqual(focused, "Weight of neuron 3, the output")

    def test_half_a_number_changes_nothing(self):
        playground = self.play()
        before = playground.code()
        for text in ["", "1e200"]:
            playground.fill("Bias, layer 1, neuron 1", text)
            self.assertEqual(playground.code(), before)


class Settings(NetworkTest):
    def test_settings_are_those_of_the_trainer(self):
        playground = self.play()
        playground.fill("learning rate", 0.05)
        playground.fill("momentum", 0.9)
        playground.fill("L2 penalty", 0.001)
        playground.fill("L1 penalty", 0.002)
        playground.choose("4")
        trainer = "GradientDescent::new().loss(Loss::Mse).learning_rate(0.05).momentum(0.9).batch_size(4).l2(0.001).l1(0.002);"
        self.assertIn(trainer, playground.code())
        playground.choose("1 online")
        self.assertIn(".online()", playground.code())
        self.assertIn("with a penalty", playground.panel.query_selector("svg[role=img]").get_attribute("aria-label"))

    def test_data_to_begin_with(self):
        playground = self.play()
        counts = {"and": 4, "or": 4, "xor": 4, "heaps": 40, "moons": 40, "circles": 40, "given": 4}
        for name, count in counts.items():
            with self.subTest(name):
                playground.choose(name)
                self.assertIn(f" of {count} points", playground.count().replace("\n", " "))
                playground.press("One epoch")
                self.assertEqual(playground.epoch(), 1)

    def test_points_are_added_dragged_relabelled_and_removed(self):
        playground = self.play()
        playground.click(0.5, 0.5)
        self.assertIn("[0.5, 0.5]], [0.0, 1.0, 1.0, 0.0, 1.0])?", " ".join(playground.code().split()).replace("( [", "([").replace(", )", ")"))
        playground.click(0.5, 0.5)
        self.assertIn("[0.0, 1.0, 1.0, 0.0, 0.0]", playground.code())
        playground.drag((0.5, 0.5), (0.25, 0.75))
        self.assertIn("[0.25, 0.75]", playground.code())
        playground.keys("Delete")
        self.assertNotIn("[0.25, 0.75]", playground.code())
        self.assertIn("of 4 points", playground.count())

    def test_the_keyboard_does_it_all(self):
        playground = self.play()
        playground.plane.focus()
        playground.keys("Space", "ArrowRight", "Enter")
        self.assertRegex(playground.code(), r"\[0\.0\d+, 0\.0\]")
        self.assertIn("[1.0, 1.0, 1.0, 0.0]", playground.code())
        playground.keys("Control+z", "Control+z")
        self.assertEqual(playground.code(), self.told[0]["code"])
        controls = playground.panel.query_selector_all("button:enabled, select, input, textarea, summary, svg[tabindex]")
        playground.panel.query_selector("button").focus()
        seen = set()
        for _ in controls:
            seen.add(playground.page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent"))
            playground.page.keyboard.press("Tab")
        self.assertIn("Weights of the output", seen)
        self.assertIn("This state as Rust", seen)

    def test_two_playgrounds_of_a_page_do_not_know_of_each_other(self):
        page = self.open("network_twice")
        panels = [Network(page, panel) for panel in page.query_selector_all(PLAYGROUND)]
        panels[0].settle()
        self.assertEqual(len(panels), 3)
        before = panels[1].code()
        panels[0].press("One epoch")
        self.assertNotEqual(panels[0].code(), before)
        self.assertEqual(panels[1].code(), before)


class Looks(NetworkTest):
    def test_every_width_and_colour_can_be_read(self):
        for mode in [BLOCKED, DARK]:
            for name in ["network", "network_named"]:
                for width in [1100, 700, NARROW]:
                    with self.subTest(name, mode=mode.name, width=width):
                        page = self.open(name, mode)
                        page.set_viewport_size({"width": width, "height": 900})
                        playground = Network(page)
                        playground.settle()
                        self.assertEqual(list(text_problems(playground.panel)), [])
                        self.assertEqual(list(word_problems(playground.panel)), [])
                        self.assertEqual(list(contrast_problems(playground.panel)), [])
                        self.assertEqual(list(looks.reading_problems(page)), [])

    def test_screen_readers_get_names(self):
        for name in ["network", "network_named"]:
            self.assertEqual(list(accessibility.problems(self.open(name))), [])

    def test_without_scripts(self):
        page = self.open("network", SCRIPTLESS)
        self.assertTrue(page.query_selector("figure.percept > .percept-sheet > img").is_visible())
        self.assertIsNone(page.query_selector("input, button, textarea"))
        page.query_selector("summary").click()
        self.assertIn("Weights and biases", page.query_selector("details").inner_text())


if __name__ == "__main__":
    unittest.main()
