"""A page with one figure in the form that the crate writes, as the starting point of the tests."""

import base64
import json

PLOTLY_JS = "plotly.min.js"
TABLE = "<table><tr><th>x</th></tr><tr><td>0.3</td></tr></table>"
SCRIPT = """
const root = document.querySelector("figure.percept");
const [picture, live, note] = ["img", ".percept-live", ".percept-note"].map((part) => root.querySelector(part));
if (window.Plotly) {
  live.style.display = "";
  Plotly.newPlot(live, FIGURE).then(() => {
    picture.style.display = "none";
    live.querySelectorAll(".main-svg").forEach((layer, i) => {
      if (i > 0) { layer.setAttribute("aria-hidden", "true"); return; }
      layer.setAttribute("role", "img");
      layer.setAttribute("aria-label", picture.alt);
    });
  });
} else {
  note.textContent = "The live figure could not be loaded.";
  note.style.display = "";
}
"""
LIVE = '<div class="percept-live" style="display:none"></div>'
NOTE = '<p class="percept-note" style="display:none"></p>'
PANEL_SCRIPT = """(() => {
const figure = document.querySelector('figure.percept[data-percept="ab12"]');
const picture = figure.querySelector("img");
const panel = document.createElement("div");
panel.className = "percept-replay";
panel.innerHTML = `<svg role="img" aria-label="Points" width="300" height="200">
<rect width="300" height="200" fill="#fff"/><text x="20" y="40">one</text></svg>`;
picture.parentNode.insertBefore(panel, picture);
picture.style.display = "none";
})();"""


def svg(*texts):
    """A picture that holds each text at its place (x, y)."""
    drawn = "".join(f'<text x="{x}" y="{y}" font-size="16">{words}</text>' for words, x, y in texts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">'
        f'<circle cx="200" cy="150" r="40"/>{drawn}</svg>'
    )


def source(picture):
    """A picture as data, as an <img> takes it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"


def plot(title="Four points", **layout):
    """The Plotly figure of the page; `layout` adds to its layout."""
    return {
        "data": [{"type": "scatter", "x": [1, 2, 3], "y": [4, 1, 2]}],
        "layout": {"title": {"text": title}, "width": 500, "height": 350, **layout},
    }


def note_at(words, x, y):
    """An annotation at a place of the drawing's area, from 0 to 1."""
    return {"text": words, "x": x, "y": y, "xref": "paper", "yref": "paper", "showarrow": False}


def value(picture=svg(), figure=None, script=SCRIPT, table=TABLE, live=LIVE, style=""):
    """The HTML of one figure, as an output has it."""
    code = script.replace("FIGURE", json.dumps(figure or plot()))
    note = NOTE if live else ""
    return f"""<figure class="percept" data-percept="ab12">
<div class="percept-sheet" style="{style}"><img alt="Points" src="{source(picture)}">{live}</div>{note}
<figcaption>Points</figcaption><details><summary>Numbers</summary>{table}</details>
<script>{code}</script></figure>"""


def panel(script=PANEL_SCRIPT, **changes):
    """The HTML of a figure in whose place its script puts a panel."""
    return value(script=script, live="", **changes)


def page(after="", **changes):
    return around(value(**changes) + after)


def around(html):
    """A page of its own around an output's HTML."""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><script src="{PLOTLY_JS}"></script></head><body><div>
{html}
</div></body></html>"""
