"""Markdown pages as HTML, with the headings as places to link to. Runs in `.venv`, where nbconvert brings mistune."""

import posixpath
import re
from html import unescape

import mistune

from common import Problem

# As `README.md` has it for rustdoc, which knows the name: a name in brackets that leads nowhere here.
BARE = re.compile(r"\[(`[^`\]]+`)\](?![\[(:])")
DEFINED = re.compile(r"^\[(`[^`\]]+`)\]:", re.MULTILINE)
ELSEWHERE = ("https://", "http://", "mailto:")
# Sources are no pages: their names stay without a link.
SOURCES = ("src/", "tests/", "tools/", "benches/", "Makefile")
TAG = re.compile(r"<[^>]+>")


def to_html(markdown, path, pages):
    """The HTML of a page of the project at `path`; `pages` has the site's name for each of the project's files."""
    return mistune.create_markdown(renderer=Renderer(path, pages), plugins=["table"])(without_bare_names(markdown))


def without_bare_names(markdown):
    defined = set(DEFINED.findall(markdown))
    return BARE.sub(lambda found: found.group() if found.group(1) in defined else found.group(1), markdown)


def title_of(markdown):
    """The first heading."""
    return next((line.removeprefix("# ") for line in markdown.splitlines() if line.startswith("# ")), "percept")


def place(heading, taken):
    """The id of a heading, as GitHub makes it of its words."""
    words = unescape(TAG.sub("", heading)).lower()
    name = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
    number = taken[name] = taken.get(name, -1) + 1
    return f"{name}-{number}" if number else name


class Renderer(mistune.HTMLRenderer):
    def __init__(self, path, pages):
        super().__init__(escape=False)
        self.path, self.pages = path, pages
        self.places = {}

    def heading(self, text, level, **attributes):
        return f'<h{level} id="{place(text, self.places)}">{text}</h{level}>\n'

    def link(self, text, url, title=None):
        address = self.on_site(url)
        return text if address is None else super().link(text, address, title)

    def image(self, text, url, title=None):
        return super().image(text, self.on_site(url), title)

    def block_code(self, code, info=None):
        # reached by keyboard where it is wider than the page
        return super().block_code(code, info).replace("<pre>", '<pre tabindex="0">', 1)

    def table(self, text):
        box = '<div class="site-table" tabindex="0" role="region" aria-label="Table">'
        return f"{box}<table>\n{text}</table></div>\n"

    def on_site(self, url):
        """Where a link of the project leads on the site; None where there is no such page."""
        if url.startswith((*ELSEWHERE, "#")):
            return url
        target, mark, fragment = url.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), target))
        if target in self.pages:
            return f"{self.pages[target]}{mark}{fragment}"
        if target.startswith(SOURCES):
            return None
        raise Problem(f"{self.path} links to {url}, which is no page of the site.")
