"""The pages of `make site`, opened from the folder without any network and from a web server."""

import functools
import shutil
import tempfile
import threading
import unittest
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import accessibility
import looks
import values
from common import NOTEBOOKS, ROOT
from contrast import contrast_problems
from session import HEIGHT, NARROW, OFFLINE, SCREENSHOTS, SCRIPTLESS, chromium, open_page
from website import shell

FOLDER = ROOT / "target" / "site"
IS_WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"
# With figures of few bytes.
SERVED = "gallery_neurons_and_decisions.html"


class FromTheFolder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = sorted(FOLDER.glob("*.html"))
        if not cls.pages:
            raise AssertionError(f"no page in {FOLDER}: run `make site` first")
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)

    def own(self):
        """The pages that are not JupyterLab's."""
        notebooks = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}
        return [path for path in self.pages if path.stem not in notebooks]

    def test_figures_are_live_without_network(self):
        """And nothing is asked of any host: that would be a complaint."""
        for path in self.pages:
            wanted = values.in_html(path.read_text(encoding="utf-8"))
            with self.subTest(path.name), open_page(path, OFFLINE) as page:
                problems = [*looks.live_problems(page), *values.difference(page, wanted)]
                page.screenshot(path=SCREENSHOTS / f"site-{path.stem}.png")
                self.assertEqual(problems, [])

    def test_pictures_stay_without_scripts(self):
        for path in self.pages:
            with self.subTest(path.name), open_page(path, SCRIPTLESS) as page:
                self.assertEqual(list(looks.scriptless_problems(page)), [])

    def test_all_can_be_read(self):
        """In light and in dark colours, by screen readers, and in a narrow window."""
        for path in self.own():
            with self.subTest(path.name), open_page(path, OFFLINE) as page:
                problems = [*looks.live_problems(page), *accessibility.page_problems(page)]
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    problems += contrast_problems(page.query_selector("body"))
                page.set_viewport_size({"width": NARROW, "height": HEIGHT})
                page.screenshot(path=SCREENSHOTS / f"site-{path.stem}-narrow-dark.png")
                problems += looks.width_problems(page)
                if page.evaluate(IS_WIDER):
                    problems.append("the page is wider than a narrow window")
                self.assertEqual(problems, [])


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@contextmanager
def served(folder):
    """The folder at an address of this machine."""
    server = ThreadingHTTPServer(("localhost", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class FromAServer(unittest.TestCase):
    """Pages ask this server for plotly.js, by its hash, and nobody else for anything."""

    @contextmanager
    def opened(self, folder):
        context = chromium().new_context()
        self.addCleanup(context.close)
        page = context.new_page()
        page.complaints, self.elsewhere = [], []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        with served(folder) as address:
            page.route(lambda asked: not asked.startswith((address, "data:", "blob:")), self.refuse)
            page.goto(f"{address}/{SERVED}")
            yield page

    def refuse(self, route):
        self.elsewhere.append(route.request.url)
        route.abort()

    def test_figures_are_live(self):
        with self.opened(FOLDER) as page:
            self.assertEqual(list(looks.live_problems_of(page.query_selector(looks.FIGURES + ":has(.percept-live)"))), [])
            self.assertEqual(self.elsewhere, [])

    def test_another_file_in_its_place_is_not_run(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            shutil.copy(FOLDER / SERVED, folder)
            (folder / shell.PLOTLY_FILE).write_bytes((FOLDER / shell.PLOTLY_FILE).read_bytes() + b" ")
            with self.opened(folder) as page:
                note = f"{looks.FIGURES} {looks.NOTE.removeprefix(':scope > ')}"
                page.wait_for_selector(note, state="visible")
                self.assertFalse(page.evaluate("'Plotly' in window"))
                self.assertTrue([said for said in page.complaints if "integrity" in said], page.complaints)
                self.assertEqual(self.elsewhere, [])


if __name__ == "__main__":
    unittest.main()
