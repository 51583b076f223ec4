"""A perceptron's playground by mouse, keys and touch, with the library's numbers: on pages that `make rust-tests` left."""

import json
import unittest
from contextlib import ExitStack

import accessibility
import looks
from common import ROOT
from contrast import contrast_problems
from plane import PLAYGROUND, Playground
from session import BLOCKED, DARK, NARROW, SCRIPTLESS, chromium, open_page
from texts import text_problems, word_problems

# Where the test suite writes its pages; see tests/suite/playground_pages.rs.
FOLDER = ROOT / "target" / "tmp" / "playground"
GIVEN = "Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]], [0, 1, 1, 1])?"


class PlaygroundTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (FOLDER / "cases.json").exists():
            raise AssertionError(f"no pages in {FOLDER}: run `make rust-tests` first")
        cls.told = json.loads((FOLDER / "cases.json").read_text())

    def open(self, name, mode=BLOCKED):
        """Without plotly.js, which has no part in it; the network, it must not ask."""
        stack = ExitStack()
        self.addCleanup(stack.close)
        page = stack.enter_context(open_page(FOLDER / f"{name}.html", mode))
        self.addCleanup(lambda: self.assertEqual(page.complaints, []))
        return page

    def play(self, name="points"):
        playground = Playground(self.open(name))
        playground.settle()
        return playground

    def assert_trained(self, playground, after):
        self.assertEqual(playground.numbers(), [*after["weights"], after["bias"]])
        curve = playground.panel.query_selector("svg[role=img]").get_attribute("aria-label")
        self.assertIn(f"{after['errors'][-1]:.4g} after {after['epochs']} epoch", curve)


class Training(PlaygroundTest):
    def test_epochs_give_the_library_s_numbers_to_the_last_bit(self):
        for case in self.told["cases"]:
            with self.subTest(case["page"], epochs=case["after"]["epochs"]):
                playground = self.play(case["page"])
                for _ in range(case["after"]["epochs"]):
                    playground.press("One epoch")
                self.assert_trained(playground, case["after"])

    def test_samples_one_by_one_make_the_same_epochs(self):
        playground = self.play()
        for _ in range(3 * 4):
            playground.press("One sample")
        self.assert_trained(playground, next(c["after"] for c in self.told["cases"] if c["after"]["epochs"] == 3))

    def test_an_added_point_and_the_order_of_the_library_s_shuffle(self):
        playground = self.play()
        playground.press("target 0")
        playground.click(1, 1)
        playground.fill("learning rate", 0.05)
        for _ in range(4):
            playground.press("One epoch")
        self.assert_trained(playground, self.told["edited"])
        playground.press("Reset")
        playground.choose("shuffled")
        playground.fill("seed of the order", 3)
        for _ in range(4):
            playground.press("One epoch")
        self.assert_trained(playground, self.told["shuffled"])

    def test_play_goes_on_until_all_points_are_right(self):
        playground = self.play()
        speed = playground.panel.query_selector(".percept-tools input[type=range]")
        speed.focus()
        playground.keys("End")
        playground.press("Play")
        playground.page.wait_for_function("() => document.querySelector('.percept-said').textContent.includes('All points are right')")
        self.assertIn("4 of 4", playground.count())
        self.assertIsNotNone(playground.panel.query_selector("button:text-is('Play')"))

    def test_pause_stops_it(self):
        playground = self.play("xor")
        playground.press("Play")
        playground.press("Pause")
        before = playground.numbers()
        playground.page.wait_for_timeout(500)
        self.assertEqual(playground.numbers(), before)

    def test_circles_are_said(self):
        playground = self.play("xor")
        self.assertIn("No line exists", playground.verdict())
        self.assertIn("(0.5, 0.5)", playground.verdict())
        for _ in range(8):
            playground.press("One epoch")
        self.assertIn("Training goes in circles", playground.said())

    def test_a_step_shows_its_sample_and_its_arithmetic(self):
        playground = self.play()
        playground.press("One sample")
        playground.press("One sample")
        self.assertIn("sum 0 ≤ 0: output 0", playground.texts())
        self.assertIn("= 0.01 × 1 × (0, 1.3) = (0, 0.013) changes the weights, 0.01 × 1 = 0.01 the bias.", playground.said())
        self.assertIn("learning rate × error × input", playground.panel.inner_text())
        # the ledger, last update first
        rows = [row.inner_text().split("\t") for row in playground.panel.query_selector_all("tbody tr")]
        self.assertEqual(rows[0], ["1", "1", "1", "0", "1", "(0, 0.013)", "0.01"])
        self.assertEqual(rows[1][-2:], ["none", "none"])


class Mouse(PlaygroundTest):
    def test_a_click_adds_a_point_and_a_click_on_it_changes_its_class(self):
        playground = self.play()
        playground.click(1, 1)
        self.assertIn("[0.5, 1.9], [1.0, 1.0]],\n    [0, 1, 1, 1, 1]", playground.code())
        playground.click(1, 1)
        self.assertIn("[0.5, 1.9], [1.0, 1.0]],\n    [0, 1, 1, 1, 0]", playground.code())
        self.assertIn("Row 4 has target 0 now.", playground.said())

    def test_a_point_is_dragged_and_out_of_the_plane_it_is_removed(self):
        playground = self.play()
        playground.drag((0.5, 1.9), (1.2, 1.5))
        self.assertIn("[1.4, 0.6], [1.2, 1.5]]", playground.code())
        box = playground.plane.bounding_box()
        playground.drag_to((1.2, 1.5), (box["x"] + box["width"] + 40, box["y"] + 60))
        self.assertIn("[[0.3, 0.2], [0.0, 1.3], [1.4, 0.6]], [0, 1, 1]", playground.code())
        playground.press("Undo")
        self.assertIn("[1.4, 0.6], [1.2, 1.5]]", playground.code())
        playground.press("Undo")
        self.assertIn(GIVEN, playground.code())
        playground.press("Redo")
        self.assertIn("[1.4, 0.6], [1.2, 1.5]]", playground.code())

    def test_the_tip_sets_the_weights_and_the_line_sets_the_bias(self):
        playground = self.play()
        playground.drag((0, 0), (0.5, 0.5))
        x, y, bias = playground.numbers()
        self.assertTrue(x > 0 and bias == 0, (x, y, bias))
        self.assertAlmostEqual(y / x, 1, delta=0.06)
        # the line goes through (0, 0) at right angles, and is moved to (1, 1)
        playground.drag((-0.4, 0.4 * x / y), (0.6, 1 + 0.4 * x / y))
        moved = playground.numbers()
        self.assertEqual(moved[:2], [x, y])
        self.assertAlmostEqual(moved[2], -x - y, delta=0.05 * x)
        self.assertIn("it moves the line and does not turn it", playground.said())

    def test_the_certificate_follows_a_dragged_point(self):
        playground = self.play("xor")
        playground.drag((1, 1), (0.2, 0.1))
        self.assertIn("A line that gets all points right exists", playground.verdict())
        playground.panel.query_selector("input[type=checkbox]").check()
        playground.settle()
        self.assertIn("best line and its margin", playground.panel.inner_text())
        playground.press("Undo")
        self.assertIn("No line exists", playground.verdict())

    def test_a_click_on_the_tip_and_outside_changes_nothing(self):
        playground = self.play()
        playground.click(0, 0)
        box = playground.plane.bounding_box()
        playground.page.mouse.click(box["x"] + 3, box["y"] + box["height"] - 3)
        playground.settle()
        self.assertIn(GIVEN, playground.code())


class Keyboard(PlaygroundTest):
    def test_points_are_selected_moved_relabelled_removed_and_added(self):
        playground = self.play()
        playground.plane.focus()
        playground.keys("Space", "Space")
        self.assertIn("Selected row 1, (0, 1.3), target 1.", playground.said())
        playground.keys("Shift+ArrowRight")
        self.assertIn("[0.1, 1.3]", playground.code())
        playground.keys("ArrowDown", "ArrowLeft")
        self.assertIn("[0.09, 1.29]", playground.code())
        playground.keys("Enter")
        self.assertIn("[0, 0, 1, 1]", playground.code())
        playground.keys("Delete")
        self.assertIn("[[0.3, 0.2], [1.4, 0.6], [0.5, 1.9]], [0, 1, 1]", playground.code())
        playground.keys("0", "a")
        self.assertRegex(playground.said(), r"Added row 3, .*, target 0\.")
        playground.keys("Control+z", "Control+z")
        self.assertIn("[0, 0, 1, 1]", playground.code())
        playground.keys("Control+y")
        self.assertIn("[0, 1, 1])", playground.code())
        playground.keys("End", "PageUp", "Home")
        self.assertIn("Selected row 0", playground.said())

    def test_everything_is_reached_by_tab_and_has_a_name(self):
        page = self.open("points")
        controls = page.query_selector_all(f"{PLAYGROUND} :is(button:enabled, input, select, textarea, summary, [tabindex='0'])")
        seen = sum(1 for control in controls if control.is_visible())
        controls[0].focus()
        reached = []
        for _ in range(seen):
            reached.append(page.evaluate(
                "(n => n.ariaLabel || n.labels?.[0]?.innerText || n.innerText)(document.activeElement)"))
            page.keyboard.press("Tab")
        self.assertTrue(all(reached), reached)
        self.assertEqual(len(set(reached)), seen)
        self.assertIn("weight of x1, slider", reached)
        self.assertIn("Copy as Rust", reached)

    def test_weights_are_typed_and_moved_by_keys(self):
        playground = self.play()
        playground.fill("weight of x2", 0.25)
        playground.fill("bias", -0.125)
        self.assertEqual(playground.numbers(), [0, 0.25, -0.125])
        self.assertIn("perceptron.set_weights([[0.0, 0.25]])?;\nperceptron.set_biases([-0.125])?;", playground.code())
        self.assertIn("Output 1 where 0.25·x2 − 0.125 > 0, else 0.", playground.panel.inner_text())
        playground.panel.query_selector("input[aria-label='bias, slider']").focus()
        playground.keys("ArrowRight")
        self.assertGreater(playground.numbers()[2], -0.125)
        playground.panel.query_selector("input[aria-label='bias']").fill("")
        self.assertEqual(playground.panel.query_selector("input[aria-label='bias']").get_attribute("aria-invalid"), "true")

    def test_what_happens_is_told_to_a_screen_reader(self):
        said = self.play().panel.query_selector(".percept-said")
        self.assertEqual((said.get_attribute("role"), said.get_attribute("aria-live")), ("status", "polite"))


class Numbers(PlaygroundTest):
    def test_the_count_says_when_weights_were_set_by_hand(self):
        playground = self.play()
        self.assertTrue(playground.count().endswith("Not trained yet."))
        playground.fill("bias", 0.5)
        self.assertTrue(playground.count().endswith("Not trained yet; weights set by hand."))
        playground.press("One epoch")
        self.assertTrue(playground.count().endswith("After 1 epoch."))
        playground.fill("bias", 0.25)
        self.assertTrue(playground.count().endswith("After 1 epoch; weights set by hand since."))
        playground.press("One sample")
        self.assertTrue(playground.count().endswith("Epoch 2, sample 1 of 4."))
        playground.press("Undo")
        self.assertTrue(playground.count().endswith("; weights set by hand since."))

    def test_the_table_follows_the_points(self):
        playground = self.play()
        playground.open_numbers()
        self.assertEqual(playground.table()[:2], [["row", "x1", "x2", "target", "on the correct side"], ["0", "0.3", "0.2", "0", "yes"]])
        playground.drag((0.5, 1.9), (1.2, 1.5))
        playground.click(1, 1)
        self.assertEqual(playground.table()[-2:], [["3", "1.2", "1.5", "1", "no"], ["4", "1", "1", "1", "no"]])
        playground.press("Undo")
        playground.press("Undo")
        self.assertEqual(playground.table()[-1], ["3", "0.5", "1.9", "1", "no"])
        playground.choose("circles")
        table = playground.table()
        self.assertEqual((len(table), table[21][0], table[-1][0]), (27, "… 15 more …", "39"))

    def test_the_table_has_the_names_of_the_present_data(self):
        playground = self.play("years")
        playground.open_numbers()
        self.assertEqual(playground.table()[0][1:3], ["year of the </script>", "age"])
        playground.choose("xor")
        self.assertEqual(playground.table()[0][1:3], ["x1", "x2"])


class Touch(PlaygroundTest):
    def test_a_finger_adds_drags_and_relabels(self):
        context = chromium().new_context(has_touch=True, viewport={"width": NARROW, "height": 800})
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto((FOLDER / "points.html").as_uri())
        playground = Playground(page)
        playground.settle()
        playground.touch((1, 1))
        playground.settle()
        self.assertIn("Added row 4", playground.said())
        playground.touch((1, 1))
        self.assertIn("Row 4 has target 0 now.", playground.said())
        playground.touch((1, 1), (1, 1.6))
        self.assertIn("[1.0, 1.6]]", playground.code())
        playground.touch((0, 0), (0.5, 0.5))
        x, y, bias = playground.numbers()
        self.assertTrue(x > 0 and y > 0 and bias == 0)
        playground.touch((-0.4, 0.4 * x / y), (0, 0.8 + 0.4 * x / y))
        self.assertLess(playground.numbers()[2], 0)
        self.assertEqual(page.evaluate("scrollY"), 0)
        # elsewhere it scrolls the page
        playground.touch((1.6, 1.2), (1.6, 2.2))
        self.assertNotIn("row 5", playground.said())


class Data(PlaygroundTest):
    def test_each_data_to_begin_with(self):
        playground = self.play()
        for name, points, line in [("and", 4, True), ("or", 4, True), ("xor", 4, False), ("heaps", 40, None),
                                   ("units", 40, None), ("moons", 40, False), ("circles", 40, False), ("ten", 11, True)]:
            with self.subTest(name):
                playground.choose(name)
                self.assertIn(f"of {points} points right", playground.count())
                if line is not None:
                    self.assertEqual("A line that gets all points right exists" in playground.verdict(), line)
                self.assertEqual(list(text_problems(playground.plane)), [])
        playground.choose("circles")
        playground.fill("points of the data", 60)
        self.assertIn("of 60 points right", playground.count())
        playground.press("Undo")
        self.assertIn("of 40 points right", playground.count())
        playground.panel.query_selector("select").select_option("given")
        playground.settle()
        self.assertIn(GIVEN, playground.code())

    def test_two_classes_at_one_place_are_said(self):
        playground = self.play()
        playground.choose("xor")
        playground.drag((0, 1), (0, 0))
        self.assertIn("at (0, 0) is a point of each class", playground.verdict())

    def test_inputs_are_scaled_and_back(self):
        playground = self.play("years")
        playground.press("Scale inputs to 0…1")
        self.assertIn("[0.0, 0.2857142857142857]", playground.code())
        playground.press("Undo")
        self.assertIn("[1990.0, 3.0]", playground.code())

    def test_without_points_nothing_is_learnt(self):
        playground = self.play()
        playground.plane.focus()
        playground.keys("Home", "Delete", "Delete", "Delete", "Delete", "Delete")
        self.assertIn("0 of 0 points right", playground.count())
        playground.press("One sample")
        self.assertIn("no points to learn from", playground.said())
        playground.press("One epoch")
        playground.press("Play")
        playground.click(0.5, 0.5)
        self.assertIn("Added row 0", playground.said())


class Looks(PlaygroundTest):
    def test_pages_can_be_read_in_every_state(self):
        # the largest is looked at once: its 200 points take long
        for mode, names in [(BLOCKED, ("points", "xor", "years", "many")), (DARK, ("points", "xor"))]:
            for name in names:
                for width in (NARROW,) if name == "many" else (1100, NARROW):
                    with self.subTest(name, mode=mode.name, width=width):
                        page = self.open(name, mode)
                        page.set_viewport_size({"width": width, "height": 900})
                        playground = Playground(page)
                        for button in (None, "One sample", "One epoch"):
                            playground.press(button) if button else playground.settle()
                            for drawing in playground.panel.query_selector_all("svg[role]"):
                                self.assertEqual(list(text_problems(drawing)), [])
                        self.assertEqual([*looks.width_problems(page), *looks.small_problems(page)], [])
                        self.assertEqual([*word_problems(playground.panel), *contrast_problems(playground.panel)], [])

    def test_narrow_pages_have_one_column(self):
        page = self.open("points")
        page.set_viewport_size({"width": NARROW, "height": 900})
        playground = Playground(page)
        playground.settle()
        plane, said = playground.plane.bounding_box(), playground.panel.query_selector(".percept-said").bounding_box()
        self.assertGreater(said["y"], plane["y"] + plane["height"])
        self.assertGreater(plane["width"], 380)
        small = playground.panel.evaluate("""panel => [...panel.querySelectorAll("*")]
            .filter(node => node.checkVisibility() && node.textContent.trim() && parseFloat(getComputedStyle(node).fontSize) < 11)
            .map(node => node.tagName)""")
        self.assertEqual(small, [])

    def test_axe_finds_nothing_serious(self):
        for name in ("points", "xor"):
            page = self.open(name)
            playground = Playground(page)
            playground.press("One sample")
            self.assertEqual(list(accessibility.page_problems(page)), [])

    def test_without_scripts_the_picture_stays(self):
        page = self.open("points", SCRIPTLESS)
        self.assertTrue(page.query_selector("figure.percept > .percept-sheet > img").is_visible())
        self.assertIsNone(page.query_selector("button, input"))

    def test_two_playgrounds_do_not_know_of_each_other(self):
        page = self.open("twice")
        first, second = (Playground(page, panel) for panel in page.query_selector_all(".percept-playground"))
        first.settle()
        first.press("One epoch")
        first.click(1, 1)
        first.plane.focus()
        first.keys("Enter")
        self.assertNotEqual(first.numbers(), [0, 0, 0])
        self.assertEqual(second.numbers(), [0, 0, 0])
        self.assertIn(GIVEN, second.code())
        second.press("One sample")
        self.assertIn("[1.0, 1.0]]", first.code())
        self.assertNotIn("[1.0, 1.0]", second.code())

    def test_the_code_is_copied_or_selected(self):
        playground = self.play()
        playground.press("Copy as Rust")
        playground.page.wait_for_function("() => document.querySelector('.percept-playground textarea + *, .percept-playground .percept-tools [role=status]').textContent")
        status = playground.panel.query_selector(".percept-tools [role=status]").inner_text()
        self.assertIn(status, ["Copied.", "Copy the selected lines."])


if __name__ == "__main__":
    unittest.main()
