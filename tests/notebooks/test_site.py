"""The pages of the site lead to each other, and ask for nothing that is not beside them."""

import json
import re
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import plotly_js
from common import Problem
from figure_check import HTML, PLOTLY
from samples import figure_bundle
from website import build, cells, guides, links, notebook_pages, program, shell


class Links(unittest.TestCase):
    def problems(self, **pages):
        with tempfile.TemporaryDirectory() as folder:
            for name, html in pages.items():
                (Path(folder) / f"{name}.html").write_text(html)
            return list(links.problems(Path(folder)))

    def test_finds_nothing_where_all_is_there(self):
        one = '<a href="two.html#here">2</a><a href="#own" id="own">1</a><a href="https://example.org">out</a><img src="data:,">'
        self.assertEqual(self.problems(one=one, two='<h2 id="here">here</h2>'), [])

    def test_finds_dead_links_and_places(self):
        self.assertEqual(self.problems(one='<a href="two.html">'), ["one.html links to two.html, which is not there"])
        self.assertIn("does not have", *self.problems(one='<a href="#gone">'))

    def test_finds_what_is_fetched_from_elsewhere(self):
        for html in [
            '<script src="https://example.org/a.js"></script>',
            '<link href="//example.org/a.css">',
            '<p style="background: url(http://example.org/a.png)">',
            "<style>@import 'https://example.org/a.css'; </style>",
        ]:
            self.assertIn("from elsewhere", *self.problems(one=html))

    def test_finds_files_that_are_not_beside_the_page(self):
        self.assertEqual(self.problems(one='<img src="a.svg">'), ["one.html fetches a.svg, which is not there"])


class Guides(unittest.TestCase):
    PAGES = {"docs/b.md": "b.html", "docs/p.svg": "p.svg"}

    def html(self, markdown, path="docs/a.md"):
        return guides.to_html(markdown, path, self.PAGES)

    def test_links_lead_to_the_pages_of_the_site(self):
        self.assertIn('<a href="b.html#c">', self.html("[b](b.md#c)"))
        self.assertIn('<a href="b.html">', self.html("[b](docs/b.md)", "README.md"))
        self.assertIn('src="p.svg"', self.html("![p](p.svg)"))

    def test_links_to_sources_are_names(self):
        self.assertEqual(self.html("[`A`], [`b`]\n\n[`A`]: ../src/a.rs"), "<p><code>A</code>, <code>b</code></p>\n")

    def test_other_links_are_an_error(self):
        with self.assertRaisesRegex(Problem, "docs/a.md links to c.md"):
            self.html("[c](c.md)")

    def test_headings_are_places(self):
        html = self.html("# What `a` is\n\n## Twice\n\n## Twice")
        self.assertEqual(re.findall('id="(.*?)"', html), ["what-a-is", "twice", "twice-1"])

    def test_the_tour_is_a_page_of_its_own(self):
        readme, tour = build.parted("# a\n\n## Tour\n\n<!-- tour: b -->\n\nc\n\n<!-- end of tour -->\n\n## d\n")
        self.assertEqual(readme, "# a\n\n## Tour\n\n[All in a few programs](tour.html).\n\n## d\n")
        self.assertEqual(tour, "# Tour\n\n\nc\n\n")


class Plotly(unittest.TestCase):
    def test_the_file_beside_has_the_hash_that_figures_ask_for(self):
        script = shell.plotly_beside()
        self.assertIn(plotly_js.integrity_asked(), script)
        self.assertIn(f'window["{plotly_js.slot()}"]', script)
        self.assertNotIn("__", script)

    def test_another_file_is_no_part_of_a_site(self):
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "plotly.min.js"
            other.write_text("other")
            with patch.dict("os.environ", PLOTLY_JS=str(other)), self.assertRaisesRegex(Problem, "PLOTLY_JS="):
                build.add_plotly(Path(folder))
            self.assertEqual([path.name for path in Path(folder).iterdir()], ["plotly.min.js"])

    def test_a_figure_without_any_other_form_is_drawn_too(self):
        data = {PLOTLY: {"data": [], "layout": {"title": {"text": "</script> & <b>"}}}}
        notebook_pages.with_html(data)
        written = re.search(r"var figure = (.*);", data[HTML]).group(1)
        self.assertNotIn("<", written)
        self.assertEqual(json.loads(written), data[PLOTLY])
        self.assertIn('aria-label="&lt;/script&gt; &amp; &lt;b&gt;"', data[HTML])

    def test_a_figure_with_its_picture_stays_as_it_is(self):
        data = figure_bundle()
        notebook_pages.with_html(data)
        self.assertEqual(data, figure_bundle())


class Site(unittest.TestCase):
    """With a gallery of stand-ins and without plotly.js, which no page has to be run for."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name) / "site"
        found = cells.read()
        html = {cell.name: figure_bundle()[HTML] for cell in cells.shown(found)}
        with patch("website.build.add_plotly", lambda place: (place / shell.PLOTLY_FILE).write_text("")):
            build.build(SimpleNamespace(every=found, cells=cells.shown(found), html=html), cls.folder)

    def test_every_link_leads_somewhere_and_nothing_comes_from_elsewhere(self):
        self.assertEqual(list(links.problems(self.folder)), [])

    def links_of(self, name):
        return links.Addresses(program.read(self.folder / name)).links

    def test_every_page_can_be_reached_from_the_first(self):
        reached, waiting = set(), ["index.html"]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                own = [link for link in self.links_of(name) if not links.ELSEWHERE.match(link)]
                waiting += [links.path_of(link) for link in own if links.path_of(link).endswith(".html")]
        self.assertEqual(reached, {path.name for path in self.folder.glob("*.html")})

    def test_plotly_is_there_once_and_in_no_page(self):
        self.assertEqual([path.name for path in self.folder.glob("*.js")], [shell.PLOTLY_FILE])
        for path in self.folder.glob("*.html"):
            self.assertLess(path.stat().st_size, 2_000_000, path.name)

    def test_every_kind_of_value_has_a_place_in_the_gallery(self):
        contents = program.read(self.folder / "gallery.html")
        for cell in cells.shown(cells.read()):
            self.assertIn(f"<code>{cell.kind}</code></a>", contents)


if __name__ == "__main__":
    unittest.main()
