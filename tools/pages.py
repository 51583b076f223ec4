"""Writes a notebook as an HTML page that needs no network: plotly.js lies beside it."""

import shutil
from importlib.resources import files

from nbconvert import HTMLExporter

from common import PAGES, ROOT

PLOTLY_JS = "plotly.min.js"
TEMPLATES = ROOT / "tools"


def clear():
    """Removes the pages of earlier runs, so that none of them passes for one of this run."""
    shutil.rmtree(PAGES, ignore_errors=True)
    PAGES.mkdir(parents=True)
    add_plotly(PAGES)


def add_plotly(folder):
    shutil.copy(str(files("plotly") / "package_data" / PLOTLY_JS), folder / PLOTLY_JS)


def write(notebook, name, folder=PAGES, theme="light"):
    """Writes target/notebooks/NAME.html and returns its path from the project's folder."""
    page = folder / f"{name}.html"
    page.write_text(html_of(notebook, name, theme), encoding="utf-8")
    return page.relative_to(ROOT)


def html_of(notebook, title, theme="light", head="", navigation=""):
    """A notebook's page; one of the site has a head of its own, and the way to the other pages."""
    exporter = HTMLExporter(template_name="page", extra_template_basedirs=[str(TEMPLATES)], theme=theme)
    resources = {"metadata": {"name": title}, "head": head, "navigation": navigation}
    html, _ = exporter.from_notebook_node(notebook, resources=resources)
    return html
