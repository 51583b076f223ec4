"""The looks at a page pass a good one and find each fault."""

import shutil
import tempfile
import unittest
from importlib.resources import files
from pathlib import Path

import accessibility
import lab_looks
import looks
import mock
import values
import viewers
from contrast import ratio
from session import BLOCKED, DARK, LIVE, NARROW, SCRIPTLESS, open_page
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

    def of(self, html, problems_of, mode=LIVE):
        """The problems of a page around an output's HTML."""
        return self.problems(mock.around(html), mode, problems_of)

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


class Panel(Looks):
    """A figure whose script builds a panel, with plotly.js or without."""

    def test_passes_a_good_one(self):
        for problems_of, mode in [(looks.live_problems, LIVE), (looks.blocked_problems, BLOCKED)]:
            self.assertEqual(self.of(mock.panel(), problems_of, mode), "")

    def test_finds_that_none_is_built(self):
        script = mock.PANEL_SCRIPT.replace("picture.parentNode.insertBefore", "return; picture.parentNode.insertBefore")
        html = mock.panel(script=script)
        for problems_of, mode in [(looks.live_problems, LIVE), (looks.blocked_problems, BLOCKED)]:
            self.assertIn("built no panel", self.of(html, problems_of, mode))

    def test_finds_that_the_picture_stays(self):
        html = mock.panel(script=mock.PANEL_SCRIPT.replace('"none"', '""'))
        self.assertIn("picture stays beside the panel", self.of(html, looks.live_problems))

    def test_finds_a_panel_without_a_drawing(self):
        html = mock.panel(script=mock.PANEL_SCRIPT.replace('role="img"', ""))
        self.assertIn("panel has no drawing", self.of(html, looks.live_problems))

    def test_finds_a_control_beyond_its_edge(self):
        button = '<button style="margin-left:1500px">Play</button>`;'
        script = mock.PANEL_SCRIPT.replace("</svg>`;", f"</svg>{button}")
        self.assertIn("wider than the output", self.of(mock.panel(script=script), looks.live_problems))


class Tables(Looks):
    """A figure of tables alone."""

    def test_passes_a_good_one(self):
        html = f'<figure class="percept">{mock.TABLE}</figure>'
        self.assertEqual(self.of(html, looks.live_problems) + self.of(html, looks.scriptless_problems, SCRIPTLESS), "")

    def test_finds_one_without_cells(self):
        html = '<figure class="percept"><table></table></figure>'
        for problems_of in (looks.live_problems, looks.blocked_problems, looks.scriptless_problems):
            self.assertIn("neither a table nor a picture", self.of(html, problems_of))


class Width(Looks):
    """In a narrow window."""

    def narrow(self, html):
        def problems_of(page):
            page.set_viewport_size({"width": NARROW, "height": 600})
            return looks.width_problems(page)

        return self.of(html, problems_of, SCRIPTLESS)

    def test_passes_a_picture_that_shrinks_and_a_table_that_scrolls(self):
        table = mock.TABLE.replace("x</th>", "x" * 200 + "</th>")
        html = mock.value(table=table).replace('class="percept"', 'class="percept" style="overflow-x:auto;margin:0"')
        self.assertEqual(self.narrow(html.replace("<img", '<img style="max-width:100%"')), "")

    def test_finds_a_picture_that_stays_wide(self):
        html = mock.value().replace("<img", '<img width="680"')
        self.assertIn("wider than the output", self.narrow(html))

    def test_finds_a_picture_that_stays_wide_in_a_part_that_is_folded_away(self):
        html = mock.value(table=mock.TABLE + f'<img width="680" src="{mock.source(mock.svg())}">')
        self.assertIn("wider than the output", self.narrow(html))

    def test_finds_words_that_do_not_wrap(self):
        self.assertIn("<code> is wider", self.narrow(f'<div class="percept-check"><code>{"w" * 90}</code></div>'))


class Values(Looks):
    """Figures, checks and pages of several values."""

    CHECK = '<div class="percept-check"><strong>Right:</strong> <code style="color:#999">dim</code></div>'
    PAGE = '<div class="percept-page"><p style="color:#999">dim</p></div>'

    def test_finds_ink_that_is_too_light_in_each(self):
        for html in (self.CHECK, self.PAGE, f'<div class="percept-page">{self.CHECK}</div>'):
            self.assertIn('"dim" has a contrast of 2.85', self.of(html, looks.reading_problems))

    def test_finds_what_no_screen_reader_can_tell_in_each(self):
        for html in (self.CHECK, self.PAGE):
            self.assertIn("labels", self.of(html.replace("dim", "dim<input>"), accessibility.problems))

    def test_counts_them(self):
        html = mock.value() + mock.panel().replace("ab12", "cd34") + self.PAGE + self.CHECK
        wanted = values.in_html(html)
        self.assertEqual(wanted, {"figure": 2, "live": 1, "replay": 1, "page": 1, "check": 1})

        def problems_of(page):
            return values.difference(page, wanted)

        self.assertEqual(self.of(html, problems_of), "")
        self.assertIn("2 of the kind `figure`, the page shows 3", self.of(html + mock.value(), problems_of))
        self.assertIn("1 of the kind `check`, the page shows 0", self.of(html.replace(self.CHECK, ""), problems_of))
        self.assertIn("1 of the kind `replay`, the page shows 0", self.of(html, problems_of, SCRIPTLESS))
        self.assertEqual(self.of(html, lambda page: values.difference(page, wanted, scripts=False), SCRIPTLESS), "")

    def test_finds_cells_that_hold_no_figure(self):
        found = values.in_html("<p>only words</p>")
        self.assertIn("holds none", " ".join(values.tag_problems(1, found, {"html-figure"})))
        self.assertIn("can be live", " ".join(values.tag_problems(1, values.in_html(self.PAGE), {"figure"})))

    def test_finds_an_output_in_jupyterlab_that_is_only_text(self):
        def problems_of(page):
            return lab_looks.html_problems(page.query_selector("body > div"), looks.live_problems_of)

        self.assertIn('shows no value as HTML, but "4 samples', self.of("<pre>4 samples, 2 inputs</pre>", problems_of))
        self.assertEqual(self.of(mock.value(), problems_of), "")


class Viewers(Looks):
    def vscode(self, html, theme="dark"):
        script = f'<script src="{mock.PLOTLY_JS}"></script><style>'
        return self.problems(viewers.vscode([html], theme).replace("<style>", script, 1), LIVE, self.live_and_reading)

    def github(self, html, theme="dark"):
        return self.problems(viewers.github([html], theme), SCRIPTLESS, self.still_and_reading)

    @staticmethod
    def live_and_reading(page):
        return [*looks.live_problems(page), *looks.reading_problems(page)]

    @staticmethod
    def still_and_reading(page):
        return [*viewers.github_problems(page), *looks.reading_problems(page)]

    def test_pass_a_good_output(self):
        for theme in ("light", "dark"):
            self.assertEqual(self.vscode(mock.value(), theme), "")
            self.assertEqual(self.vscode(mock.panel(), theme), "")
            self.assertEqual(self.github(mock.value(), theme), "")

    def test_vscode_finds_a_script_that_goes_by_its_position(self):
        there = mock.SCRIPT.replace('document.querySelector("figure.percept")', "document.currentScript.parentElement")
        self.assertEqual(self.live(script=there), "")
        html = mock.value(script=there.replace("parentElement", "closest('figure')"))
        self.assertIn("no live figure", self.vscode(html))

    def test_vscode_finds_ink_for_light_paper(self):
        self.assertIn('"dim" has', self.vscode(mock.value(table=mock.TABLE + '<p style="color:#333">dim</p>')))

    def test_github_finds_what_only_a_script_shows(self):
        self.assertIn("neither a table nor a picture", self.github('<figure class="percept"><script>x</script></figure>'))

    def test_github_has_no_styles_to_hide_things_with(self):
        dim = mock.value(table=mock.TABLE + '<font color="#333333">dim</font>')
        self.assertIn('"dim" has', self.github(dim))


class FollowsTheSystem(Looks):
    """A page that says it can be light and dark is measured on the ground that it gets."""

    STYLE = "<style>:root{color-scheme:light dark}</style>"

    def test_finds_dark_ink_on_a_dark_ground(self):
        html = self.STYLE + '<div class="percept-page"><p style="color:#333">dim</p></div>'
        self.assertIn('"dim" has', self.of(html, looks.reading_problems, DARK))
        self.assertEqual(self.of(html, looks.reading_problems, LIVE), "")

    def test_passes_the_browsers_own_ink(self):
        html = self.STYLE + '<div class="percept-page"><p>words</p></div>'
        self.assertEqual(self.of(html, looks.reading_problems, DARK), "")


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
        script = "document.querySelector('figure.percept img').removeAttribute('alt');"
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
