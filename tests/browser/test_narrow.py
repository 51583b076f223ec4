"""In a narrow window no words become too small and nothing is out of reach; in a dark page pictures lie on a sheet."""

import base64
import tempfile
import unittest
from pathlib import Path

import looks
import mock
from common import ROOT
from session import BLOCKED, DARK, DARK_SCRIPTLESS, HEIGHT, LIVE, NARROW, SCRIPTLESS, WIDTH, open_page

# Where the test suite writes pages; see page.rs, hostile.rs and pointing.rs in tests/suite.
FOLDER = ROOT / "target" / "tmp"
PAGES = ["saved/*.html", "names/0_*.html", "explorer/*.html", "pointing/figures.html"]
MODES = {LIVE: looks.live_problems, SCRIPTLESS: looks.scriptless_problems}
SHEET = ".percept-sheet"
# The mean of the colours of a picture as a browser packed it.
READ_PIXEL = """async data => {
    const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
    const brush = new OffscreenCanvas(1, 1).getContext("2d");
    brush.drawImage(image, 0, 0);
    const [red, green, blue] = brush.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 3;
}"""
# Narrower than a figure becomes: a watch, a column beside others.
TINY = 320
# Sizes and places of all live figures, and whether they are narrow, or have all their room again.
READ_LAYOUTS = """() => [...document.querySelectorAll(".js-plotly-plot")].map(({ layout }) =>
    JSON.parse(JSON.stringify(layout, (key, value) => /autorange|tickmode/.test(key) ? undefined : value)))"""
IS_NARROW = """() => [...document.querySelectorAll(".js-plotly-plot")].every(live => live.layout.width <= 560
    // words that need all the room that there is are scrolled
    || live.closest("figure").querySelector("script").textContent.includes('"narrow":null'))"""
IS_WIDE = """() => [...document.querySelectorAll(".js-plotly-plot")].every(live => live.layout.width === 680)"""
# The columns of a replay: what of each is seen, by how much it is larger, and whether its picture is hidden.
READ_COLUMNS = """player => [...player.querySelectorAll(".percept-below > svg")].map(part => {
    const [x, y, width, height] = part.getAttribute("viewBox").split(" ").map(Number);
    return { x, y, width, height, share: part.getBoundingClientRect().width / width };
})"""
# The words of the picture that are seen, but for title and sentences, and where they stand in it.
READ_WORDS = """player => [...player.querySelectorAll(":scope > svg text:not([x='14'])")]
    .filter(text => text.checkVisibility({ visibilityProperty: true }))
    .map(text => {
        const box = text.getBBox(), corner = text.getCTM();
        const at = [[box.x, box.y], [box.x + box.width, box.y + box.height]]
            .map(([x, y]) => new DOMPoint(x, y).matrixTransform(text.ownerSVGElement.getCTM().inverse().multiply(corner)));
        const [xs, ys] = ["x", "y"].map(axis => at.map(point => point[axis]).sort((a, b) => a - b));
        return { words: text.textContent, left: xs[0], right: xs[1], top: ys[0], bottom: ys[1] };
    })"""
# Places across a plane of colours.
SHARES = [part / 20 for part in range(1, 20)]
# How light paper is: white, and neither glaring nor part of a dark page.
LIGHT, DIM, NIGHT = range(250, 256), range(225, 245), range(40)


class Sheets(unittest.TestCase):
    def pages(self):
        found = sorted(path for pattern in PAGES for path in FOLDER.glob(pattern))
        self.assertGreater(len(found), 5, f"run `make rust-tests` first, it fills {FOLDER}")
        return found

    def brightness(self, page, x, y):
        """How light one pixel of the window is, from 0 to 255."""
        taken = page.screenshot(clip={"x": x, "y": y, "width": 1, "height": 1})
        return page.evaluate(READ_PIXEL, base64.b64encode(taken).decode())

    def saved(self, name, mode):
        return open_page(FOLDER / "saved" / f"{name}.html", mode)

    def test_in_a_narrow_window_all_words_can_be_read_and_all_is_in_reach(self):
        for path in self.pages():
            for mode, problems_of in MODES.items():
                with self.subTest(path.name, mode=mode.name), open_page(path, mode) as page:
                    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                    # what flows anew does so after the window
                    page.wait_for_timeout(300)
                    problems = [*problems_of(page), *looks.small_problems(page), *looks.scroll_problems(page)]
                    self.assertEqual([*problems, *looks.width_problems(page)], [])

    def test_in_a_wide_window_nothing_is_scrolled(self):
        for name in ("points", "replay", "explorer", "ledger"):
            for mode, problems_of in MODES.items():
                with self.subTest(name, mode=mode.name), self.saved(name, mode) as page:
                    self.assertEqual(list(problems_of(page)), [])
                    sheet = page.query_selector(SHEET)
                    self.assertFalse(sheet.evaluate("sheet => sheet.scrollWidth > sheet.clientWidth"))

    def test_live_figures_flow_anew_where_there_is_less_room(self):
        """Their panels stand below each other, and come back where there is room again."""
        flowing = 0
        for path in self.pages():
            with self.subTest(path.name), open_page(path, LIVE) as page:
                page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                self.assertEqual(list(looks.live_problems(page)), [])
                before = page.evaluate(READ_LAYOUTS)
                page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                page.wait_for_function(IS_NARROW)
                # an explorer beside it follows too
                page.wait_for_timeout(300)
                narrow = page.evaluate(READ_LAYOUTS)
                self.assertEqual(list(looks.live_problems(page)), [])
                self.assertEqual(list(looks.small_problems(page)), [])
                flowing += len(narrow)
                page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                page.wait_for_function(IS_WIDE)
                self.assertEqual(page.evaluate(READ_LAYOUTS), before)
        self.assertGreater(flowing, 10)

    def test_columns_of_a_replay_stand_below_each_other_where_there_is_less_room(self):
        """Nothing of them is cut off, nothing is scrolled, and the words go with each step."""
        with self.saved("replay", LIVE) as page:
            page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
            self.assertEqual(list(looks.live_problems(page)), [])
            player = page.query_selector(".percept-replay")
            columns = player.query_selector(".percept-below")
            self.assertFalse(columns.is_visible())
            places, steps = player.evaluate(READ_COLUMNS), int(player.query_selector("input").get_attribute("max"))
            self.assertGreater(len(places), 3)
            for _ in range(steps + 1):
                for text in player.evaluate(READ_WORDS):
                    inside = [
                        place["x"] <= text["left"] and text["right"] <= place["x"] + place["width"]
                        and place["y"] <= text["top"] and text["bottom"] <= place["y"] + place["height"]
                        for place in places
                    ]
                    self.assertEqual(sum(inside), 1, text)
                player.query_selector(".percept-forward").click(force=True)
            page.set_viewport_size({"width": NARROW, "height": HEIGHT})
            self.assertTrue(columns.is_visible())
            self.assertFalse(player.query_selector(":scope > svg").is_visible())
            sheet = page.query_selector(SHEET)
            self.assertFalse(sheet.evaluate("sheet => sheet.scrollWidth > sheet.clientWidth"))
            self.assertGreaterEqual(min(part["share"] for part in player.evaluate(READ_COLUMNS)), 11 / 12)
            after = columns.query_selector("p").text_content()
            self.assertIn(after, columns.get_attribute("aria-label"))
            columns.query_selector("svg").click()
            page.keyboard.press("Home")
            self.assertNotEqual(columns.query_selector("p").text_content(), after)

    def test_title_and_sentences_stay_where_a_picture_is_scrolled(self):
        with self.saved("points", SCRIPTLESS) as page:
            page.set_viewport_size({"width": NARROW, "height": HEIGHT})
            sheet, words = page.query_selector(SHEET), page.query_selector(".percept-words")
            sheet.evaluate("sheet => { sheet.scrollLeft = sheet.scrollWidth; }")
            self.assertGreater(sheet.evaluate("sheet => sheet.scrollLeft"), 50)
            outer, inner = sheet.bounding_box(), words.bounding_box()
            self.assertLess(abs(outer["x"] - inner["x"]), 3)
            self.assertLessEqual(inner["x"] + inner["width"], outer["x"] + outer["width"])

    def test_a_shadow_says_that_there_is_more(self):
        """At the side where it is, and nowhere where there is none."""
        for mode, problems_of in [(SCRIPTLESS, looks.scriptless_problems), (BLOCKED, looks.blocked_problems)]:
            with self.subTest(mode.name), self.saved("points", mode) as page:
                page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                self.assertEqual(list(problems_of(page)), [])
                box = page.query_selector(SHEET).bounding_box()
                y, left, right = box["y"] + 20, box["x"] + 3, box["x"] + box["width"] - 3
                seen = [self.brightness(page, left, y), self.brightness(page, right, y)]
                page.query_selector(SHEET).evaluate("sheet => { sheet.scrollLeft = sheet.scrollWidth; }")
                seen += [self.brightness(page, left, y), self.brightness(page, right, y)]
                self.assertEqual([round(light) in LIGHT for light in seen], [True, False, False, True], seen)

    def test_what_is_scrolled_can_be_reached_with_keys(self):
        for width, reached in [(TINY, True), (NARROW, False), (WIDTH, False)]:
            with self.subTest(width=width), self.saved("points", LIVE) as page:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                self.assertEqual(list(looks.live_problems(page)), [])
                page.wait_for_timeout(300)
                page.keyboard.press("Tab")
                page.keyboard.press("ArrowRight")
                page.wait_for_timeout(400)
                self.assertEqual(page.query_selector(SHEET).evaluate("sheet => sheet.scrollLeft > 0"), reached)

    def test_in_a_dark_page_pictures_lie_on_a_sheet_that_does_not_glare(self):
        for name in ("points", "replay", "explorer", "ledger"):
            for mode, ground, paper in [(LIVE, LIGHT, LIGHT), (SCRIPTLESS, LIGHT, LIGHT), (DARK, NIGHT, DIM), (DARK_SCRIPTLESS, NIGHT, DIM)]:
                with self.subTest(name, mode=mode.name), self.saved(name, mode) as page:
                    self.assertEqual(list(MODES[LIVE if mode.scripts else SCRIPTLESS](page)), [])
                    box = page.query_selector(SHEET).bounding_box()
                    self.assertIn(round(self.brightness(page, 8, box["y"] + 8)), ground)
                    # beside what is drawn, at the top and at the bottom
                    for y in (6, box["height"] - 6):
                        self.assertIn(round(self.brightness(page, box["x"] + 6, box["y"] + y)), paper)


    def test_white_of_a_plane_of_colours_is_as_dim_as_its_sheet(self):
        """A place where a network's answer is between its classes."""
        for mode in (LIVE, DARK):
            with self.subTest(mode.name), self.saved("network", mode) as page:
                self.assertEqual(list(looks.live_problems(page)), [])
                for canvas in page.query_selector_all(".percept-playground canvas"):
                    box = canvas.bounding_box()
                    middle = box["y"] + box["height"] / 2
                    seen = [self.brightness(page, box["x"] + share * box["width"], middle) for share in SHARES]
                    sheet = page.query_selector(SHEET).bounding_box()
                    paper = self.brightness(page, sheet["x"] + 6, sheet["y"] + 6)
                    self.assertLessEqual(max(seen), paper + 1)


class Tampered(unittest.TestCase):
    """What is asked for is not fulfilled by any page."""

    def problems(self, problems_of, mode=SCRIPTLESS, **changes):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.html"
            path.write_text(mock.page(picture=mock.svg(("error", 100, 100)), **changes), encoding="utf-8")
            with open_page(path, mode) as page:
                return " | ".join(problems_of(page))

    def test_finds_a_picture_that_is_made_smaller(self):
        style = "zoom:0.5"
        self.assertIn('"error" is', self.problems(looks.small_problems, style=style))
        self.assertEqual(self.problems(looks.small_problems), "")

    def test_finds_what_cannot_be_scrolled_to(self):
        style = "width:200px;overflow:clip"
        self.assertIn("IMG ends 200 pixels too far", self.problems(looks.scroll_problems, BLOCKED, style=style))
        self.assertEqual(self.problems(looks.scroll_problems, BLOCKED, style="width:200px;overflow:auto"), "")


if __name__ == "__main__":
    unittest.main()
