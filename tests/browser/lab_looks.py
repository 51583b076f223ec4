"""What is wrong with the outputs of a notebook in JupyterLab, in words."""

from playwright.sync_api import TimeoutError as NotInTime

import looks
from contrast import contrast_problems
from session import SCREENSHOTS
from texts import text_problems

CELLS = ".jp-Notebook .jp-CodeCell"
OUTPUT = ".jp-OutputArea-output"
# JupyterLab's own bars, the highest picture that Chromium takes, and what is still read as one picture.
ABOVE_AND_BELOW, HIGHEST, PIECE = 120, 16_000, 2_000
FIGURE_TAGS = {"figure", "html-figure"}
READ_TAGS = """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
    .filter(cell => cell.model.type === "code").map(cell => cell.model.getMetadata("tags") ?? [])"""

TRUSTED_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === "code" && cell.model.trusted).length"""


def rendered_problems(page):
    """As it ran: plotly's own renderer draws what has a Plotly figure, the rest is HTML."""
    for name, output, tag in outputs(page):
        problems = rendered_figure_problems(output) if tag == "figure" else live_html_problems(output)
        yield from (f"{name}: {what}" for what in problems)


def live_problems(page):
    """HTML alone, with scripts and plotly.js."""
    for name, output, _ in outputs(page):
        yield from (f"{name}: {what}" for what in live_html_problems(output))


def blocked_problems(page):
    """HTML alone, with scripts, plotly.js out of reach."""
    for name, output, _ in outputs(page):
        figure = output.query_selector(looks.FIGURES)
        if figure and looks.has(figure, looks.LIVE):
            yield from (f"{name}: {what}" for what in looks.blocked_figure_problems(figure))
        yield from (f"{name}: {what}" for what in looks.reading_figure_problems(output))


def untrusted_rendered_problems(page):
    """Not trusted, as it ran: plotly's own renderer counts as safe."""
    yield from trust_problems(page)
    for name, output, tag in outputs(page):
        if tag == "figure":
            yield from (f"{name}: {what}" for what in rendered_figure_problems(output))
        else:
            yield from (f"{name}: {what}" for what in untrusted_html_problems(output))


def untrusted_problems(page):
    """What JupyterLab leaves of HTML that it does not trust: no scripts, no ids, no classes of ours."""
    yield from trust_problems(page)
    for name, output, _ in outputs(page):
        yield from (f"{name}: {what}" for what in untrusted_html_problems(output))


def untrusted_html_problems(output):
    figure = output.query_selector("figure")
    if figure is None:
        yield "no figure"
        return
    if figure.query_selector("script"):
        yield "a script is left, though the notebook is not trusted"
    yield from looks.scriptless_figure_problems(figure)
    yield from looks.reading_figure_problems(output)


def trust_problems(page):
    if page.evaluate(TRUSTED_CELLS):
        yield "some of its cells are trusted"


def rendered_figure_problems(output):
    try:
        output.wait_for_selector(".js-plotly-plot .main-svg", timeout=looks.MILLISECONDS_TO_DRAW)
    except NotInTime:
        yield "plotly's renderer shows nothing"
        return
    plot = output.query_selector(".js-plotly-plot")
    yield from looks.size_problems(plot, "figure")
    if output.evaluate("output => output.scrollWidth > output.clientWidth + 1"):
        yield "the figure is wider than the output of its cell"
    yield from text_problems(plot)
    yield from contrast_problems(plot)


def live_html_problems(output):
    figure = output.query_selector(looks.FIGURES)
    if figure is None:
        yield "no figure"
        return
    if looks.has(figure, looks.LIVE):
        yield from looks.live_figure_problems(figure)
    yield from looks.reading_figure_problems(output)


def outputs(page):
    """The figures of the page: a name, the output, and the tag of its cell."""
    for number, (cell, tags) in enumerate(zip(page.query_selector_all(CELLS), page.evaluate(READ_TAGS)), start=1):
        for tag in FIGURE_TAGS.intersection(tags):
            found = [part for part in cell.query_selector_all(OUTPUT) if part.query_selector("figure, .js-plotly-plot")]
            if found:
                yield f"code cell {number}", found[-1], tag
            else:
                yield f"code cell {number}", cell, tag


def photograph(page, name):
    """The whole notebook, in pieces as high as a screen: the window is made as high as all of it."""
    height = page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollHeight")
    size = page.viewport_size
    page.set_viewport_size({**size, "height": min(height + ABOVE_AND_BELOW, HIGHEST)})
    page.wait_for_timeout(300)
    for number, top in enumerate(range(0, page.viewport_size["height"], PIECE), start=1):
        piece = {"x": 0, "y": top, "width": size["width"], "height": PIECE}
        page.screenshot(path=SCREENSHOTS / f"{name}-{number:02}.png", clip=piece)
    page.set_viewport_size(size)
