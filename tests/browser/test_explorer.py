"""Sliders say what the library says: on the pages that `make rust-tests` left, and on those of the notebooks."""

import json
import unittest
from contextlib import ExitStack

import looks
import values
from common import PAGES, ROOT
from players import PANEL, Controls, code, move, said, slider
from session import BLOCKED, DARK, DARK_SCRIPTLESS, LIVE, SCRIPTLESS, open_page
from texts import text_problems

# Where the test suite writes its pages; see tests/suite/explorer.rs.
FOLDER = ROOT / "target" / "tmp" / "explorer"
# The window has its new size and what follows from it: two frames were painted.
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def opened(page, mode=LIVE):
    return open_page(FOLDER / f"{page}.html", mode)


class Explorer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if not (FOLDER / "cases.json").exists():
            raise AssertionError(f"no pages in {FOLDER}: run `make rust-tests` first")
        cls.cases = json.loads((FOLDER / "cases.json").read_text())

    def open(self, page, mode=LIVE):
        stack = ExitStack()
        self.addCleanup(stack.close)
        return stack.enter_context(opened(page, mode))

    def test_moved_sliders_say_what_the_library_says(self):
        for number, case in enumerate(self.cases):
            with self.subTest(case=number, page=case["page"]), opened(case["page"]) as page:
                panel = page.query_selector(PANEL)
                for name, value in case["moves"]:
                    move(panel, name, value)
                self.assertEqual(said(panel), case["words"])
                self.assertEqual(code(panel), case["code"])
                strong = panel.query_selector(".percept-answer strong").inner_text()
                self.assertEqual(strong, "yes" if case["yes"] else "no")
                self.assertEqual(page.complaints, [])

    def test_the_start_is_what_the_library_says(self):
        panel = self.open("buyer").query_selector(PANEL)
        self.assertIn("1.29 is greater than 1, so yes, with 0.29 to spare.", said(panel))

    def test_keys_move_a_slider_and_reset_leads_back(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        before = said(panel), code(panel)
        price = slider(panel, "price, input")
        price.focus()
        page.keyboard.press("ArrowLeft")
        self.assertIn('.decide([0.79, 0.3, 0.9, 0.6])?', code(panel))
        for _ in range(32):
            page.keyboard.press("ArrowLeft")
        # 0.9 * 0.47 + 0.15 + 0.18 + 0.24 = 0.993
        self.assertIn("0.993 is not greater than 1, so no: 0.007 is missing.", said(panel))
        panel.query_selector("button").click()
        self.assertEqual((said(panel), code(panel)), before)

    def test_bars_move(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        bars = panel.query_selector(".percept-bars svg")
        before = bars.inner_html()
        move(panel, "price, weight", -0.9)
        after = bars.inner_html()
        self.assertNotEqual(before, after)
        self.assertIn("−0.9 × 0.8 = −0.72", after)
        self.assertIn("#8F6B42", after)

    def test_a_track_is_filled_from_0_to_the_value(self):
        panel = self.open("buyer").query_selector(PANEL)

        def filled():
            track = slider(panel, "price, weight")
            read = "(range, name) => getComputedStyle(range).getPropertyValue(name)"
            ends = [float(track.evaluate(read, name)) for name in ("--zero", "--from", "--to")]
            return ends, track.evaluate(read, "--color")

        # the line at 0
        line = slider(panel, "price, weight").evaluate("range => getComputedStyle(range).backgroundSize")
        self.assertEqual(line, "2px 16px")
        move(panel, "price, weight", 0.5)
        (zero, start, end), color = filled()
        self.assertEqual((zero, start, color), (0.5, 0.5, "#8E47F0"))
        # as much of the half above 0 as the value has of the largest
        largest = float(slider(panel, "price, weight").get_attribute("max"))
        self.assertAlmostEqual(end, 0.5 + 0.5 * 0.5 / largest)
        move(panel, "price, weight", -0.25)
        (zero, start, end), color = filled()
        self.assertEqual((zero, end, color), (0.5, 0.5, "#8F6B42"))
        self.assertAlmostEqual(start, 0.5 - 0.5 * 0.25 / largest)

    def test_the_threshold_is_dragged(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        box = panel.query_selector(".percept-bars rect[style*=ew-resize]").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 200, y, steps=4)
        page.mouse.up()
        self.assertEqual(panel.query_selector(".percept-answer strong").inner_text(), "no")

    def test_the_sample_is_dragged_in_the_plane(self):
        page = self.open("line")
        panel = page.query_selector(PANEL)
        plane = panel.query_selector(".percept-plane svg")
        box = plane.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 42, steps=3)
        page.mouse.up()
        self.assertIn("decide([0.0, 0.2])?", code(panel))
        self.assertEqual(panel.query_selector(".percept-answer strong").inner_text(), "no")
        self.assertEqual(page.complaints, [])

    def test_the_marks_of_the_plane_are_explained(self):
        plane = self.open("line").query_selector(".percept-plane svg")
        texts = {node.text_content() for node in plane.query_selector_all("text")}
        self.assertLessEqual({"the inputs", "should be yes", "should be no", "wrong side"}, texts)

    def test_a_number_beyond_its_slider_is_told(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        status = panel.query_selector(".percept-buttons span")
        field = panel.query_selector("input[type=number][aria-label='price, input']")
        field.fill("5")
        told = "price, input is beyond its slider, which goes from 0 to 1."
        self.assertEqual(status.inner_text(), told)
        field.fill("0.5")
        self.assertEqual(status.inner_text(), "")

    def test_the_line_is_copied_or_selected(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        panel.query_selector_all("button")[1].click()
        page.wait_for_function("() => document.querySelector('.percept-buttons span').textContent")
        status = panel.query_selector(".percept-buttons span").inner_text()
        self.assertIn(status, ["Copied.", "Copy the selected line."])

    def test_every_control_has_a_name_and_the_keyboard_reaches_it(self):
        page = self.open("line")
        panel = page.query_selector(PANEL)
        wanted = [node.get_attribute("aria-label") or node.inner_text()
                  for node in panel.query_selector_all("input, button, textarea")]
        self.assertEqual(wanted[:4], ["x1, input, slider", "x1, input", "x1, weight, slider", "x1, weight"])
        self.assertTrue(all(wanted), wanted)
        slider(panel, "x1, input").focus()
        seen = []
        for _ in wanted:
            seen.append(page.evaluate("document.activeElement.ariaLabel || document.activeElement.innerText"))
            page.keyboard.press("Tab")
        self.assertEqual(seen, wanted)

    def test_half_a_number_changes_nothing(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        before = code(panel)
        field = panel.query_selector('input[type=number][aria-label="price, input"]')
        field.fill("")
        self.assertEqual(code(panel), before)
        self.assertEqual(field.get_attribute("aria-invalid"), "true")
        panel.query_selector('input[type=number][aria-label="price, weight"]').focus()
        self.assertEqual(field.input_value(), "0.8")
        self.assertEqual(field.get_attribute("aria-invalid"), "false")

    def test_too_large_a_sum_is_said(self):
        page = self.open("buyer")
        panel = page.query_selector(PANEL)
        move(panel, "price, weight", 1e308)
        move(panel, "price, input", 1e308)
        self.assertIn("beyond the range", panel.query_selector(".percept-answer").inner_text())
        panel.query_selector("button").click()
        self.assertIn("1.29 is greater than 1", said(panel)[1])
        self.assertEqual(page.complaints, [])

    def test_names_are_only_names(self):
        page = self.open("nasty")
        panel = page.query_selector(PANEL)
        self.assertIn('("</script><b>\\"x\\"\\\\\\n\\u{202e}", 1.0)', code(panel))
        self.assertEqual(page.query_selector("b"), None)
        self.assertEqual(page.complaints, [])

    def test_equal_explorers_on_a_page_have_lives_of_their_own(self):
        page = self.open("twice")
        panels = page.query_selector_all(".percept-explorer")
        self.assertEqual(len(panels), 3)
        before = code(panels[1])
        move(panels[0], "price, input", 0.1)
        self.assertIn("[0.1, 0.3", code(panels[0]))
        self.assertEqual(code(panels[1]), before)
        self.assertEqual(page.complaints, [])

    def test_texts_of_the_pictures(self):
        for name in ["buyer", "line", "lanes", "nasty"]:
            for width in [1100, 600, 400]:
                with self.subTest(name, width=width), opened(name) as page:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.evaluate(NEXT_FRAME)
                    for drawing in page.query_selector_all(f"{PANEL} svg"):
                        self.assertEqual(list(text_problems(drawing)), [])
                    self.assertEqual(page.complaints, [])

    def test_dark_pages_can_be_read(self):
        """A saved page takes the colours that the reader's system is set to."""
        for mode, problems_of in [(DARK, looks.live_problems), (DARK_SCRIPTLESS, looks.scriptless_problems)]:
            for name in ["buyer", "line"]:
                with self.subTest(name, mode=mode.name), opened(name, mode) as page:
                    self.assertEqual([*problems_of(page), *looks.reading_problems(page)], [])

    def test_without_scripts(self):
        page = self.open("buyer", SCRIPTLESS)
        self.assertTrue(page.query_selector("figure.percept > .percept-sheet > img").is_visible())
        self.assertEqual(page.query_selector("input, button, textarea"), None)
        page.query_selector("summary").click()
        self.assertIn("0.5 → yes", page.query_selector("details").inner_text())


class OnPages(Controls, unittest.TestCase):
    """Every explorer of every page that nbconvert made, as many as the notebook's outputs hold."""

    @staticmethod
    def find_pages():
        return sorted(PAGES.glob("*.html"))

    def test_moved_sliders_say_what_is_right(self):
        found = 0
        for path in self.find_pages():
            wanted = values.in_notebook(values.notebook_of(path))[0]["explorer"]
            found += wanted
            with self.subTest(path.name), open_page(path, BLOCKED) as page:
                panels = page.query_selector_all(PANEL)
                self.assertEqual(len(panels), wanted)
                for panel in panels:
                    self.use_explorer(panel)
                self.assertEqual(page.complaints, [])
        self.assertGreater(found, 0, "no notebook has an explorer: run `make check-notebooks` first")


if __name__ == "__main__":
    unittest.main()
