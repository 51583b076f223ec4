"""What stands around the content of every page of the site."""

from html import escape
from pathlib import Path

from plotly_js import VERSION, integrity_asked, slot

HERE = Path(__file__).parent
STYLE = (HERE / "style.css").read_text()
# Beside the pages, which are all in one folder.
PLOTLY_FILE = f"plotly-{VERSION}.min.js"
PLACES = {
    "index.html": "percept",
    "tour.html": "Tour",
    "index.html#notebooks": "Notebooks",
    "gallery.html": "Gallery",
    "index.html#guides": "Guides",
}


def page(title, content, with_figures=False, on_site=True):
    """A whole page; one with figures asks for plotly.js, one of the site leads to its other pages."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>
{STYLE}</style>
{plotly_beside() if with_figures else ""}
</head>
<body>
{navigation() if on_site else ""}
<main>
{content}
</main>
</body>
</html>
"""


def navigation():
    links = "\n".join(f'<a href="{address}">{words}</a>' for address, words in PLACES.items())
    return f'<nav class="site-nav" aria-label="This site">\n{links}\n</nav>'


def plotly_beside():
    """The script by which the figures of a page have plotly.js from the file beside it."""
    script = (HERE / "plotly_beside.js").read_text()
    for name, value in {"SLOT": slot(), "FILE": PLOTLY_FILE, "INTEGRITY": integrity_asked()}.items():
        script = script.replace(f"__{name}__", value)
    return f"<script>\n{script}</script>"
