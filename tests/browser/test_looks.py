"""The looks at a page pass a good one and find each fault."""

import shutil
import tempfile
import unittest
from importlib.resources import files
from pathlib import Path

import accessibility
import looks
import mock
from session import BLOCKED, LIVE, SCRIPTLESS, open_page
from contrast import ratio
from texts import overlap


class Looks(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        plotly_js = files("plotly") / "package_data" / mock.PLOTLY_JS
        shutil.copy(str(plotly_js), cls.folder / mock.PLOTLY_JS)
        # What is missing on purpose is not waited for as long as the pages of the notebooks are.
        cls.addClassCleanup(setattr, looks, "MILLISECONDS_TO_DRAW", looks.MILLISECONDS_TO_DRAW)
        looks.MILLISECONDS_TO_DRAW = 3_000

    def problems(self, html, mode, problems_of):
        path = self.folder / "page.html"
        path.write_text(html, encoding="utf-8")
        with open_page(path, mode) as page:
            return " | ".join(problems_of(page))

    def live(self, **changes):
        return self.problems(mock.page(**changes), LIVE, looks.live_problems)

    def blocked(self, **changes):
        return self.problems(mock.page(**changes), BLOCKED, looks.blocked_problems)

    def scriptless(self, **changes):
        return self.problems(mock.page(**changes), SCRIPTLESS, looks.scriptless_problems)

    def reading(self, **changes):
        return self.problems(mock.page(**changes), SCRIPTLESS, looks.reading_problems)

    def accessibility(self, **changes):
        return self.problems(mock.page(**changes), LIVE, accessibility.problems)

    def picture_texts(self, *texts):
        return self.problems(
            mock.page(picture=mock.svg(*texts)),
            SCRIPTLESS,
            looks.picture_text_problems,
        )


class GoodPage(Looks):
    def test_has_no_problems(self):
        self.assertEqual((self.live(), self.blocked(), self.scriptless(), self.picture_texts()), ("", "", "", ""))
        self.assertEqual((self.reading(), self.accessibility()), ("", ""))


class LiveFigure(Looks):
    def test_finds_that_nothing_is_drawn(self):
        self.assertIn("no live figure", self.live(script=""))

    def test_finds_that_the_picture_stays(self):
        self.assertIn("no live figure in place", self.live(script=mock.SCRIPT.replace('"none"', '""')))

    def test_finds_an_error_of_the_script(self):
        self.assertIn("uncaught error: broken", self.live(script=mock.SCRIPT + "throw new Error('broken');"))

    def test_finds_an_error_on_the_console(self):
        self.assertIn("console error: odd", self.live(script=mock.SCRIPT + "console.error('odd');"))

    def test_finds_a_request_to_the_network(self):
        script = mock.SCRIPT + "fetch('https://example.org/x.js').catch(() => {});"
        self.assertIn("asks the network for https://example.org/x.js", self.live(script=script))

    def test_finds_texts_over_each_other(self):
        notes = [mock.note_at("one class", 0.5, 0.5), mock.note_at("the other", 0.52, 0.51)]
        self.assertIn('"one class" and "the other" overlap', self.live(figure=mock.plot(annotations=notes)))

    def test_finds_a_text_beyond_the_edge(self):
        self.assertIn("is cut off", self.live(figure=mock.plot(title="w" * 90)))

    def test_finds_a_text_that_a_clip_path_cuts(self):
        figure = mock.plot()
        figure["data"][0].update(mode="text", text=["left", "middle", "right"])
        figure["layout"]["xaxis"] = {"range": [1, 3]}
        self.assertIn('"left" is cut off', self.live(figure=figure))

    def test_finds_a_figure_wider_than_its_cell(self):
        self.assertIn("wider than the output", self.live(figure=mock.plot(width=2000)))


class WithoutPlotly(Looks):
    def test_finds_a_missing_sentence(self):
        script = mock.SCRIPT.replace('note.style.display = ""', "")
        self.assertIn("no sentence", self.blocked(script=script))

    def test_finds_an_empty_sentence(self):
        script = mock.SCRIPT.replace("The live figure could not be loaded.", "Sorry")
        self.assertIn("sentence about the missing live figure is empty", self.blocked(script=script))

    def test_finds_a_hidden_picture(self):
        self.assertIn("picture is not shown", self.blocked(script=mock.SCRIPT + 'picture.style.display = "none";'))


class WithoutScripts(Looks):
    def test_finds_a_picture_that_cannot_be_drawn(self):
        self.assertIn("cannot be drawn", self.scriptless(picture="<svg>"))

    def test_finds_a_request_to_the_network(self):
        table = mock.TABLE + '<img src="https://example.org/x.png">'
        self.assertIn("asks the network for https://example.org/x.png", self.scriptless(table=table))

    def test_finds_a_missing_table(self):
        self.assertIn("no table of its numbers", self.scriptless(table=""))


class PictureTexts(Looks):
    def test_finds_texts_over_each_other(self):
        self.assertIn('"error" and "epoch" overlap', self.picture_texts(("error", 100, 100), ("epoch", 110, 103)))

    def test_finds_a_text_beyond_the_edge(self):
        self.assertIn('"speed" is cut off', self.picture_texts(("speed", 380, 100)))


class Reading(Looks):
    def test_finds_words_over_each_other(self):
        table = mock.TABLE + '<p>above</p><p style="margin-top:-2em">below</p>'
        self.assertIn('"above" and "below" overlap', self.reading(table=table))

    def test_finds_words_that_are_cut_off(self):
        table = mock.TABLE + '<p style="width:20px;overflow:hidden;white-space:nowrap">too long</p>'
        self.assertIn('"too long" is cut off', self.reading(table=table))

    def test_finds_ink_on_ink(self):
        table = mock.TABLE + '<p style="color:#777;background:#444">dim</p>'
        self.assertIn('"dim" has a contrast of 2.17', self.reading(table=table))

    def test_finds_what_is_nearly_transparent(self):
        self.assertIn('"dim" has', self.reading(table=mock.TABLE + '<p style="opacity:0.4">dim</p>'))

    def test_finds_ink_on_a_shape_of_a_drawing(self):
        drawing = (
            '<svg width="200" height="50"><rect width="100" height="50" fill="#0072B2"/>'
            '<text x="10" y="30">on blue</text><text x="120" y="30">on paper</text></svg>'
        )
        found = self.reading(table=mock.TABLE + drawing)
        self.assertIn('"on blue" has a contrast of', found)
        self.assertNotIn("on paper", found)

    def test_black_on_white_is_21(self):
        """The examples of WCAG 2's own definition: 21 at most, #767676 on white just enough."""
        self.assertEqual(ratio([0, 0, 0], [255, 255, 255]), 21)
        self.assertAlmostEqual(ratio([0x76] * 3, [255] * 3), 4.54, places=2)


class Accessibility(Looks):
    def test_finds_a_picture_without_words(self):
        script = "document.querySelector('figure.percept > img').removeAttribute('alt');"
        self.assertIn("critical: Images must have alternative text", self.accessibility(script=script))

    def test_finds_a_field_without_a_name(self):
        self.assertIn("critical: Form elements must have labels", self.accessibility(table=mock.TABLE + "<input>"))


class Overlap(unittest.TestCase):
    UPRIGHT = [(0, 0), (40, 0), (40, 10), (0, 10)]

    def test_of_boxes_that_only_touch_is_none(self):
        self.assertFalse(overlap(self.UPRIGHT, [(0, 9), (40, 9), (40, 19), (0, 19)]))

    def test_of_boxes_in_each_other_is_one(self):
        self.assertTrue(overlap(self.UPRIGHT, [(5, 4), (20, 4), (20, 12), (5, 12)]))

    def test_of_a_turned_box_that_passes_by_is_none(self):
        """The upright box around the turned one would overlap."""
        self.assertFalse(overlap(self.UPRIGHT, [(30, 30), (58, 2), (65, 9), (37, 37)]))


if __name__ == "__main__":
    unittest.main()
