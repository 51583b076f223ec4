"""The live figure and its picture say the same, and the way back from a part of it is said."""

import base64
import re
import unittest
from xml.etree import ElementTree

import looks
from common import ROOT
from session import LIVE, open_page

# Where the test suite writes pages; see tests/suite/page.rs and names_everywhere.rs.
FOLDER = ROOT / "target" / "tmp"
SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"−?\d[\d.,]*(e−?\d+)?$")
# What words beside ticks do not say: they have colour and size of the whole picture.
OWN_LOOK = {"fill", "font-size"}
# The buttons of plotly.js that a learner has a use for.
BUTTONS = ["Download plot as a png", "Zoom", "Pan", "Reset axes"]
NOTE = ".percept-note"


def drawn_numbers(figure):
    """The numbers at the ticks of a figure's picture."""
    source = figure.query_selector("img").get_attribute("src").partition(",")[2]
    texts = ElementTree.fromstring(base64.b64decode(source)).iter(f"{SVG}text")
    ticks = (text.text or "" for text in texts if OWN_LOOK.isdisjoint(text.keys()))
    return sorted(filter(NUMBER.match, ticks))


def live_numbers(figure):
    ticks = figure.eval_on_selector_all("[class$=tick] text", "all => all.map(text => text.textContent)")
    return sorted(filter(NUMBER.match, ticks))


class Agree(unittest.TestCase):
    def test_the_same_numbers_stand_at_ticks(self):
        compared = 0
        pages = sorted([*FOLDER.glob("saved/*.html"), *FOLDER.glob("names/0_*.html")])
        for path in pages:
            with self.subTest(path.name), open_page(path, LIVE) as page:
                self.assertEqual(list(looks.live_problems(page)), [])
                for figure in page.query_selector_all("figure.percept:has(.js-plotly-plot)"):
                    self.assertEqual(live_numbers(figure), drawn_numbers(figure))
                    compared += len(drawn_numbers(figure))
        self.assertGreater(compared, 50, f"run `make rust-tests` first, it fills {FOLDER}")

    def test_a_double_click_leads_back_and_a_sentence_says_so(self):
        with open_page(FOLDER / "saved" / "points.html", LIVE) as page:
            self.assertEqual(list(looks.live_problems(page)), [])
            note = page.query_selector(NOTE)
            self.assertFalse(note.is_visible())
            box = page.query_selector(".js-plotly-plot .nsewdrag").bounding_box()
            x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 4
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + box["width"] / 2, y + box["height"] / 2, steps=4)
            page.mouse.up()
            page.wait_for_selector(NOTE, state="visible")
            self.assertIn("double-click it to see the whole", note.inner_text())
            page.mouse.dblclick(x, y)
            page.wait_for_selector(NOTE, state="hidden")
            self.assertEqual(page.complaints, [])

    def test_the_buttons_are_those_of_a_learner(self):
        with open_page(FOLDER / "saved" / "points.html", LIVE) as page:
            self.assertEqual(list(looks.live_problems(page)), [])
            titles = page.eval_on_selector_all(".modebar-btn", "all => all.map(one => one.dataset.title)")
            self.assertEqual(titles, BUTTONS)


if __name__ == "__main__":
    unittest.main()
