"""The notebooks as pages of the site: by their committed outputs, without a kernel."""

import json
from html import escape

import pages
from check import read
from figure_check import HTML, PLOTLY
from plotly_js import slot
from website import shell

STYLE = """<style>
.site-nav { margin: 12px 20px; font: 16px/1.5 system-ui, sans-serif; }
.site-nav a { margin-right: 18px; display: inline-block; text-decoration: underline; }
</style>"""
# An output that only JupyterLab's own renderer would show.
FIGURE = """<div class="site-plot" role="img" aria-label="{title}"></div>
<script>
(function (place) {{
  var figure = {figure};
  window["{slot}"].then(function (Plotly) {{ Plotly.newPlot(place, figure.data, figure.layout, figure.config); }});
}})(document.currentScript.previousElementSibling);
</script>"""


def html(path):
    """The page of the notebook at `path`."""
    notebook = read(path)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            with_html(output.get("data", {}))
    head = f"{STYLE}\n{shell.plotly_beside()}"
    return pages.html_of(notebook, title_of(notebook, path), head=head, navigation=shell.navigation())


def with_html(data):
    """Gives a Plotly figure that has no other form one that a page shows."""
    if PLOTLY in data and HTML not in data:
        figure = data[PLOTLY]
        title = figure.get("layout", {}).get("title", {}).get("text", "Figure")
        written = json.dumps(figure).replace("<", "\\u003c")
        data[HTML] = FIGURE.format(title=escape(title), figure=written, slot=slot())


def title_of(notebook, path):
    """Its first heading; its name where it has none."""
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    return next((line.removeprefix("# ") for line in lines if line.startswith("# ")), path.stem)
