"""Whether the pages of a folder lead somewhere, and ask for nothing that is not in it."""

import re
from html.parser import HTMLParser
from urllib.parse import unquote

ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# What stands in the page itself.
WITHIN = ("data:", "#")
# What a browser fetches by itself, by element; a link it follows only when told to.
FETCHED = {
    **{tag: ["src", "srcset"] for tag in ("img", "script", "iframe", "source", "video", "audio", "embed", "input")},
    "link": ["href"],
    "object": ["data"],
    "image": ["href", "xlink:href"],
    "use": ["href", "xlink:href"],
}
STYLE_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])(?!data:|#)([^"')\s]+)""")


class Addresses(HTMLParser):
    """The ids of a page, where its links lead, and what it fetches."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.fetched, self.in_style = set(), [], [], False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        told = {name: value or "" for name, value in attributes}
        self.ids.update(told[name] for name in ("id", "name") if name in told)
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        self.fetched += [told[name] for name in FETCHED.get(tag, []) if name in told]
        self.fetched += STYLE_ADDRESS.findall(told.get("style", ""))
        self.in_style = tag == "style"

    def handle_endtag(self, tag):
        self.in_style = self.in_style and tag != "style"

    def handle_data(self, data):
        if self.in_style:
            self.fetched += STYLE_ADDRESS.findall(data)


def problems(folder):
    """Dead links and foreign files of all pages in `folder`, in words."""
    found = {path.name: Addresses(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.html"))}
    for name, page in found.items():
        for address in page.fetched:
            if ELSEWHERE.match(address) and not address.startswith(WITHIN):
                yield f"{name} fetches {address} from elsewhere"
            elif not address.startswith(WITHIN) and not (folder / path_of(address)).is_file():
                yield f"{name} fetches {address}, which is not there"
        for address in page.links:
            if not ELSEWHERE.match(address):
                yield from link_problems(folder, found, name, address)


def link_problems(folder, found, name, address):
    target, _, fragment = address.partition("#")
    target = path_of(target) or name
    if not (folder / target).is_file():
        yield f"{name} links to {address}, which is not there"
    elif fragment and target in found and unquote(fragment) not in found[target].ids:
        yield f"{name} links to {address}, a place that the page does not have"


def path_of(address):
    return unquote(address.partition("?")[0].partition("#")[0])
