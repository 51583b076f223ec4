"""plotly.js runs only as the file that it should be, and pages under policies do what docs/pages.md says."""

import tempfile
import unittest
from contextlib import contextmanager
from pathlib import Path

import looks
from common import ROOT
from plotly_js import ONLINE, ONLINE_ADDRESS, integrity_asked, integrity_of
from session import BLOCKED, CROSS_ORIGIN, LIVE, open_page

# Where the test suite leaves its pages; see tests/suite/page.rs.
FOLDER = ROOT / "target" / "tmp" / "saved"
DOCS = ROOT / "docs" / "pages.md"
POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">\n<meta charset='
# Those of docs/pages.md, word for word.
STATIC = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
PANELS = f"{STATIC}; script-src 'unsafe-inline'"
WHOLE = f"{PANELS} https://cdn.plot.ly"
# What the browser says of all that a policy keeps away.
KEPT_AWAY = "Content Security Policy"


@contextmanager
def under(policy, name, mode=LIVE):
    """A saved page that asks for this policy itself, as a server's header would."""
    page = (FOLDER / f"{name}.html").read_text()
    assert page.count("<meta charset=") == 1, "the page has no head to put a policy into"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page.replace("<meta charset=", POLICY.format(policy), 1))
        with open_page(path, mode) as opened:
            yield opened


class Integrity(unittest.TestCase):
    def test_the_hash_is_that_of_the_file(self):
        self.assertEqual(integrity_of(ONLINE.require().read_bytes()), integrity_asked())

    def test_another_file_at_the_address_is_not_run(self):
        """One space more: the picture stays, and a sentence says why."""
        other = ONLINE.require().read_bytes() + b" "
        with self.tampered(other) as page:
            self.assertFalse(page.evaluate("'Plotly' in window"))
            refused = [said for said in page.complaints if "integrity" in said]
            self.assertTrue(refused, page.complaints)
            page.complaints.clear()
            self.assertEqual(list(looks.blocked_problems(page)), [])

    @contextmanager
    def tampered(self, content):
        with open_page(FOLDER / "points.html", BLOCKED) as page:
            # asked first, as the route that was added last
            page.route(ONLINE_ADDRESS, lambda route: route.fulfill(body=content, headers=CROSS_ORIGIN))
            page.reload()
            page.wait_for_selector(f"{looks.FIGURES} {looks.NOTE.removeprefix(':scope > ')}", state="visible")
            yield page


class Policy(unittest.TestCase):
    def test_the_docs_name_these_policies(self):
        text = DOCS.read_text()
        for policy in (STATIC, PANELS, WHOLE):
            self.assertIn(f"`{policy}`", text)

    def only_kept_away(self, page):
        """What the browser complains about beside what the policy keeps away."""
        return [said for said in page.complaints if KEPT_AWAY not in said]

    def test_without_scripts_pictures_and_tables_are_shown(self):
        for name in ("points", "replay", "explorer", "ledger"):
            with self.subTest(name), under(STATIC, name) as page:
                self.assertEqual(self.only_kept_away(page), [])
                page.complaints.clear()
                self.assertEqual(list(looks.scriptless_problems(page)), [])

    def test_with_inline_scripts_replays_and_sliders_work(self):
        for name in ("points", "replay", "explorer"):
            with self.subTest(name), under(PANELS, name) as page:
                problems = list(looks.blocked_problems(page))
                self.assertEqual([said for said in problems if KEPT_AWAY not in said], [])

    def test_with_the_address_of_plotly_figures_are_live(self):
        for name in ("points", "replay", "explorer"):
            with self.subTest(name), under(WHOLE, name) as page:
                self.assertEqual(list(looks.live_problems(page)), [])


if __name__ == "__main__":
    unittest.main()
