"""What docs/gallery is made of. That it is what today's code draws, `make check-gallery` shows."""

import unittest
from types import SimpleNamespace

from figure_check import HTML
from samples import SVG, figure_bundle
from website import cells, gallery, program


class Splitting(unittest.TestCase):
    def test_a_cell_ends_with_what_it_shows(self):
        self.assertEqual(cells.parted("let a = f(1)?;\na"), ("let a = f(1)?;", "a"))
        self.assertEqual(cells.parted("a.b()?"), ("", "a.b()?"))

    def test_semicolons_in_brackets_texts_and_comments_end_nothing(self):
        for value in ["vec![[0, 4]; 9]", 'name("a; \\"b;")', "{ let b = 1; b }", "a // no; end\n.b()"]:
            self.assertEqual(cells.parted(f"let a = 1;\n{value}"), ("let a = 1;", value))

    def test_lines_for_the_kernel_are_no_rust(self):
        self.assertEqual(cells.without_commands(":dep percept = 1\nuse percept::prelude::*;"), "use percept::prelude::*;")

    def test_variables_stay_for_the_cells_below(self):
        found = [cells.Cell("one", "A", "", "let a = 1;\na", False), cells.Cell("two", None, "", "let b = a;", False)]
        self.assertIn('let a = 1;\nshow(folder, "one", &(a))?;\nlet b = a;\n', program.source(found))


def drawn(*shown):
    """Cells with the HTML that they show."""
    every = [cells.Cell(f"cell-{i}", kind, "Data", f"value_{i}", False) for i, (kind, _) in enumerate(shown)]
    html = {f"cell-{i}": content for i, (_, content) in enumerate(shown)}
    return SimpleNamespace(every=every, cells=every, html=html, text=dict.fromkeys(html, "words\n"))


class Files(unittest.TestCase):
    PICTURE = figure_bundle()[HTML]

    def test_a_value_is_its_picture_with_its_words(self):
        files = gallery.files(drawn(("NetworkDiagram", figure_bundle(alt="[a]*")[HTML])))
        self.assertEqual(files["cell_0.svg"], SVG)
        self.assertIn("![\\[a\\]\\*](cell_0.svg)", files["README.md"])

    def test_one_without_a_picture_is_its_text(self):
        self.assertIn("```text\nwords\n```", gallery.files(drawn(("Check", "<p>Right</p>")))["README.md"])

    def test_equal_pictures_are_one_file(self):
        files = gallery.files(drawn(("Dataset", self.PICTURE), ("Chart", self.PICTURE)))
        self.assertEqual(set(files), {"README.md", "cell_0.svg"})
        self.assertEqual(files["README.md"].count("(cell_0.svg)"), 2)

    def test_a_file_is_named_by_its_cell(self):
        other = figure_bundle(SVG.replace("<circle", "<!-- another --><circle"))[HTML]
        files = gallery.files(drawn(("Dataset", self.PICTURE), ("Dataset", other + figure_bundle(SVG + "<!-- a third -->")[HTML])))
        self.assertEqual(set(files), {"README.md", "cell_0.svg", "cell_1.svg", "cell_1_2.svg"})

    def test_a_large_picture_is_left_out_with_a_sentence(self):
        large = figure_bundle(SVG.replace("<circle", f"<!--{'x' * gallery.MAX_PICTURE_BYTES}--><circle"))
        files = gallery.files(drawn(("Replay", large[HTML])))
        self.assertEqual(set(files), {"README.md"})
        self.assertIn("too large", files["README.md"])


if __name__ == "__main__":
    unittest.main()
