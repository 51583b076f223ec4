"""The notebook check passes a good notebook and finds each fault, in the right cell."""

import copy
import unittest

from nbformat.v4 import new_markdown_cell, new_output

from check import MAX_FIGURE_BYTES, MAX_TUTORIAL_BYTES, check
from figure_check import HTML, PLOTLY, TEXT
from samples import FIGURE, PRINTING, TABLE, figure_bundle, good_notebook


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.notebook = good_notebook()

    def cell(self, number):
        return self.notebook.cells[number - 1]

    def data(self, number):
        return self.cell(number).outputs[0].data

    def assert_finds(self, cell, what, committed=None):
        """Exactly one finding, in that cell, that says `what`."""
        findings = check(self.notebook, committed)
        self.assertEqual([finding.cell for finding in findings], [cell], findings)
        self.assertIn(what, findings[0].what)


class GoodNotebook(CheckTest):
    def test_has_no_findings(self):
        self.assertEqual(check(self.notebook), [])

    def test_equals_itself(self):
        self.assertEqual(check(self.notebook, good_notebook()), [])

    def test_may_have_an_empty_cell_that_never_ran(self):
        self.cell(PRINTING).update(source="", execution_count=None, outputs=[])
        self.assertEqual(check(self.notebook), [])


class Execution(CheckTest):
    def test_finds_a_line_on_stderr(self):
        self.cell(PRINTING).outputs.append(new_output("stream", name="stderr", text="wanted 2 columns\n"))
        self.assert_finds(PRINTING, "stderr: wanted 2 columns")

    def test_finds_a_panic_in_any_text(self):
        self.cell(PRINTING).outputs[0].text = "fine\nthread 'main' panicked at src/lib.rs:1:1:\n"
        self.assert_finds(PRINTING, "panicked: thread 'main' panicked")

    def test_finds_an_error_output(self):
        self.cell(PRINTING).outputs = [new_output("error", ename="Error", evalue="no such name", traceback=[])]
        self.assert_finds(PRINTING, "ended in an error: no such name")

    def test_finds_a_cell_that_never_ran(self):
        self.cell(PRINTING).update(execution_count=None, outputs=[])
        self.assert_finds(PRINTING, "was never executed")

    def test_finds_a_bare_unit(self):
        self.cell(PRINTING).outputs = [new_output("execute_result", data={TEXT: "()"})]
        self.assert_finds(PRINTING, "bare `()`")


class Figure(CheckTest):
    def test_finds_a_figure_cell_without_figure(self):
        self.cell(FIGURE).outputs = []
        self.assert_finds(FIGURE, "tagged `figure` and shows no figure")

    def test_finds_each_missing_mime_type(self):
        for mime_type in (PLOTLY, HTML, TEXT):
            with self.subTest(mime_type):
                self.notebook = good_notebook()
                del self.data(FIGURE)[mime_type]
                self.assert_finds(FIGURE, f"has no {mime_type}")

    def test_finds_each_empty_mime_type(self):
        for mime_type, empty in ((PLOTLY, {}), (HTML, " "), (TEXT, "\n")):
            with self.subTest(mime_type):
                self.notebook = good_notebook()
                self.data(FIGURE)[mime_type] = empty
                self.assert_finds(FIGURE, f"{mime_type} is empty")

    def test_finds_plotly_json_that_draws_nothing(self):
        self.data(FIGURE)[PLOTLY]["data"] = []
        self.assert_finds(FIGURE, "`data` is empty")

    def test_finds_plotly_json_that_is_text(self):
        self.data(FIGURE)[PLOTLY] = "{"
        self.assert_finds(FIGURE, "is not JSON")

    def test_finds_a_figure_over_its_size(self):
        self.data(FIGURE)[TEXT] = "w" * (MAX_FIGURE_BYTES + 1)
        self.assert_finds(FIGURE, "at most")

    def test_finds_a_figure_of_the_tutorial_over_its_smaller_size(self):
        self.data(FIGURE)[TEXT] = "w" * (MAX_TUTORIAL_BYTES + 1)
        for name in ("01_car_buying.ipynb", "02_two_d_separation.ipynb"):
            (finding,) = check(self.notebook, name=name)
            self.assertEqual((finding.cell, f"at most {MAX_TUTORIAL_BYTES:,}" in finding.what), (FIGURE, True), finding)
        self.assertEqual(check(self.notebook, name="03_dataframes.ipynb"), [])

    def test_finds_a_figure_without_tag(self):
        self.cell(FIGURE).metadata.tags = []
        self.assert_finds(FIGURE, "neither `figure` nor `html-figure` nor `live-figure`")

    def test_finds_two_figure_tags(self):
        self.cell(FIGURE).metadata.tags = ["figure", "html-figure"]
        self.assert_finds(FIGURE, "one of them")


class HtmlFigure(CheckTest):
    def test_finds_missing_html(self):
        del self.data(TABLE)[HTML]
        self.assert_finds(TABLE, f"has no {HTML}")

    def test_finds_missing_text(self):
        del self.data(TABLE)[TEXT]
        self.assert_finds(TABLE, f"has no {TEXT}")

    def test_checks_a_picture_where_there_is_one(self):
        self.data(TABLE)[HTML] = figure_bundle(alt="")[HTML]
        self.assert_finds(TABLE, "no alt text")


class LiveFigure(CheckTest):
    """A plot of the crate plotly hands over Plotly JSON alone."""

    def setUp(self):
        super().setUp()
        self.cell(FIGURE).metadata.tags = ["live-figure"]
        for mime_type in (HTML, TEXT):
            del self.data(FIGURE)[mime_type]

    def test_finds_nothing_in_plotly_json_alone(self):
        self.assertEqual(check(self.notebook), [])

    def test_finds_missing_plotly_json(self):
        self.data(FIGURE)[TEXT] = self.data(FIGURE).pop(PLOTLY)["data"][0]["type"]
        self.assert_finds(FIGURE, f"has no {PLOTLY}")


class Picture(CheckTest):
    def set_html(self, html):
        self.data(FIGURE)[HTML] = html

    def test_finds_a_missing_picture(self):
        self.set_html("<figure>only words</figure>")
        self.assert_finds(FIGURE, "no <img>")

    def test_finds_a_missing_alt_text(self):
        self.set_html(figure_bundle()[HTML].replace("alt=", "title="))
        self.assert_finds(FIGURE, "no alt text")

    def test_finds_an_empty_alt_text(self):
        self.set_html(figure_bundle(alt=" ")[HTML])
        self.assert_finds(FIGURE, "no alt text")

    def test_finds_a_picture_elsewhere(self):
        self.set_html('<img alt="points" src="points.png">')
        self.assert_finds(FIGURE, "not an SVG as base64 data: points.png")

    def test_finds_broken_base64(self):
        self.set_html('<img alt="points" src="data:image/svg+xml;base64,???">')
        self.assert_finds(FIGURE, "not base64")

    def test_finds_broken_xml(self):
        self.set_html(figure_bundle(svg="<svg><g></svg>")[HTML])
        self.assert_finds(FIGURE, "not XML")

    def test_finds_another_document(self):
        self.set_html(figure_bundle(svg="<html><path/></html>")[HTML])
        self.assert_finds(FIGURE, "is <html>, not <svg>")

    def test_finds_an_empty_picture(self):
        self.set_html(figure_bundle(svg='<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')[HTML])
        self.assert_finds(FIGURE, "draws nothing")


class Answers(CheckTest):
    """A `check!` holds, or waits for the reader where its cell is tagged `unanswered`."""

    HELD = "✓ Right: 1 + 1 == 2\n"
    WAITING = "✗ Not yet: ANSWER == 2\nWrite a number.\n"
    BROKEN = "✗ Not yet: ANSWER == 2\nIt could not be worked out: no such input. Write a number.\n"

    def says(self, text, *tags):
        self.cell(TABLE).source = "check!(ANSWER == 2)"
        self.cell(TABLE).metadata.tags = ["html-figure", *tags]
        self.data(TABLE)[TEXT] = text

    def test_finds_nothing_in_a_check_that_holds(self):
        self.says(self.HELD)
        self.assertEqual(check(self.notebook), [])

    def test_finds_a_check_that_does_not_hold(self):
        self.says(self.WAITING)
        self.assert_finds(TABLE, "check that does not hold: ✗ Not yet: ANSWER == 2")

    def test_finds_a_check_that_does_not_hold_among_printed_lines(self):
        self.cell(PRINTING).outputs[0].text = f"1\n{self.WAITING}"
        self.assert_finds(PRINTING, "check that does not hold")

    def test_finds_a_check_that_is_not_shown(self):
        self.cell(PRINTING).source = "let it = check!(ANSWER == 2);"
        self.assert_finds(PRINTING, "does not show it")

    def test_finds_nothing_in_a_check_that_waits_for_its_answer(self):
        self.says(self.WAITING, "unanswered")
        self.assertEqual(check(self.notebook), [])

    def test_finds_an_answer_that_is_given_away(self):
        self.says(self.HELD, "unanswered")
        self.assert_finds(TABLE, "gives its answer away: ✓ Right: 1 + 1 == 2")

    def test_finds_a_tag_without_check(self):
        self.says("1 2", "unanswered")
        self.assert_finds(TABLE, "is tagged `unanswered` and shows no check")

    def test_finds_a_check_that_no_answer_could_turn(self):
        self.says(self.BROKEN, "unanswered")
        self.assert_finds(TABLE, "fails before it is answered: It could not be worked out: no such input")


class MachinePaths(CheckTest):
    def test_finds_paths_of_this_machine(self):
        for path in ("/root/x.rs", "/home/ann/x", "/tmp/.tmpA1/src", "/opt/x/src", "/Users/ann/x"):
            with self.subTest(path):
                self.cell(PRINTING).outputs[0].text = f"saved as {path}\n"
                self.assert_finds(PRINTING, f"path of this machine: {path}")

    def test_leaves_addresses_and_pictures_alone(self):
        self.cell(PRINTING).outputs[0].text = "https://example.org/home/x and target/tmp/x\n"
        self.data(TABLE)[HTML] = "<table></table><a href='data:x;base64,AAAA/tmp/AAAA'>x</a>"
        self.assertEqual(check(self.notebook), [])


class Comparison(CheckTest):
    def setUp(self):
        super().setUp()
        self.committed = copy.deepcopy(self.notebook)

    def assert_differs(self, cell, what):
        self.assert_finds(cell, what, self.committed)

    def test_names_the_mime_type_that_differs(self):
        self.data(FIGURE)[PLOTLY]["data"][0]["x"] = [1.5]
        self.assert_differs(FIGURE, f"its {PLOTLY} differs")

    def test_shows_where_a_stream_differs(self):
        self.cell(PRINTING).outputs[0].text = "Epoch: 1; Error: 2.5;\n"
        self.assert_differs(PRINTING, "2.5;")

    def test_finds_an_output_that_is_gone(self):
        self.cell(PRINTING).outputs = []
        self.assert_differs(PRINTING, "does not show the committed notebook's stdout")

    def test_finds_an_output_that_is_new(self):
        self.committed.cells[PRINTING - 1].outputs = []
        self.assert_differs(PRINTING, "shows stdout, the committed notebook does not")

    def test_finds_another_source(self):
        self.cell(PRINTING).source = "print(2)"
        self.assert_differs(PRINTING, "source differs")

    def test_finds_another_kind_of_cell(self):
        self.committed.cells[PRINTING - 1] = new_markdown_cell("print()")
        self.assert_differs(PRINTING, "is a code cell, in the committed notebook a markdown cell")

    def test_finds_another_number_of_cells(self):
        self.committed.cells.pop()
        self.assert_differs(0, "has 4 cells, the committed notebook 3")


if __name__ == "__main__":
    unittest.main()
