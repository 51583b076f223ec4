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


def svg(*texts):
    """A picture that holds each text at its place (x, y)."""
    drawn = "".join(f'<text x="{x}" y="{y}">{words}</text>' for words, x, y in texts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">'
        f'<circle cx="200" cy="150" r="40"/>{drawn}</svg>'
    )


def plot(title="Four points", **layout):
    """The Plotly figure of the page; `layout` adds to its layout."""
    return {
        "data": [{"type": "scatter", "x": [1, 2, 3], "y": [4, 1, 2]}],
        "layout": {"title": {"text": title}, "width": 500, "height": 350, **layout},
    }


def note_at(words, x, y):
    """An annotation at a place of the drawing's area, from 0 to 1."""
    return {"text": words, "x": x, "y": y, "xref": "paper", "yref": "paper", "showarrow": False}


def page(picture=svg(), figure=None, script=SCRIPT, table=TABLE):
    data = base64.b64encode(picture.encode()).decode()
    code = script.replace("FIGURE", json.dumps(figure or plot()))
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><script src="{PLOTLY_JS}"></script></head><body><div>
<figure class="percept" data-percept="ab12"><img alt="Points" src="data:image/svg+xml;base64,{data}">
<figcaption>Points</figcaption><details><summary>Numbers</summary>{table}</details>
<div class="percept-live" style="display:none"></div>
<p class="percept-note" style="display:none"></p><script>{code}</script></figure>
</div></body></html>"""
