"""What is wrong with the outputs of a notebook in JupyterLab, in words."""

from collections import Counter

from playwright.sync_api import TimeoutError as NotInTime

import lab
import looks
import values
from contrast import contrast_problems
from figure_check import HTML
from session import SCREENSHOTS, WHOLE_PAGES, shoot
from texts import text_problems
from values import FIGURE_TAGS

CELLS = ".jp-Notebook .jp-CodeCell"
OUTPUT = ".jp-OutputArea-output"
# What scrolls, and the height of a screen in one picture.
SCROLLS, PIECE = ".jp-WindowedPanel-outer", 6_000
UNFOLD = "() => { for (const part of document.querySelectorAll('.jp-OutputArea details')) part.open = true; }"
FOLD = "() => { for (const part of document.querySelectorAll('.jp-OutputArea details')) part.open = false; }"
READ_TAGS = """() => [...window.jupyterapp.shell.currentWidget.content.widgets]
    .filter(cell => cell.model.type === "code").map(cell => cell.model.getMetadata("tags") ?? [])"""

TRUSTED_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .filter(cell => cell.model.type === "code" && cell.model.trusted).length"""


def rendered_problems(page):
    """As it ran: plotly's own renderer draws what has a Plotly figure, the rest is HTML."""
    yield from problems_of_outputs(page, looks.live_problems_of, rendered=True)
    yield from number_problems(page, rendered=True)


def live_problems(page):
    """HTML alone, with scripts and plotly.js."""
    yield from problems_of_outputs(page, looks.live_problems_of)
    yield from number_problems(page)


def blocked_problems(page):
    """HTML alone, with scripts, plotly.js out of reach."""
    yield from problems_of_outputs(page, looks.blocked_problems_of)
    yield from number_problems(page)


def untrusted_rendered_problems(page):
    """Not trusted, as it ran: plotly's own renderer counts as safe."""
    yield from trust_problems(page)
    yield from problems_of_outputs(page, looks.scriptless_figure_problems, rendered=True)
    yield from number_problems(page, rendered=True, scripts=False)


def untrusted_problems(page):
    """What JupyterLab leaves of HTML that it does not trust."""
    yield from trust_problems(page)
    yield from problems_of_outputs(page, looks.scriptless_figure_problems)
    yield from number_problems(page, scripts=False)


def problems_of_outputs(page, problems_of_figure, rendered=False):
    found = list(outputs(page))
    for name, output, tag in found:
        if rendered and tag == "figure":
            problems = rendered_figure_problems(output)
        else:
            problems = html_problems(output, problems_of_figure)
        yield from (f"{name}: {what}" for what in problems)
    page.evaluate(UNFOLD)
    for name, output, tag in found:
        if not (rendered and tag == "figure"):
            yield from (f"{name}: {what}" for what in looks.reading_problems_of(output))


def rendered_figure_problems(output):
    try:
        # The output itself is what plotly.js was given: it is no descendant that could be looked for.
        output.wait_for_selector(".main-svg", timeout=looks.MILLISECONDS_TO_DRAW)
    except NotInTime:
        yield "plotly's renderer shows nothing"
        return
    yield from looks.size_problems(output.bounding_box(), "figure")
    if output.evaluate("output => output.scrollWidth > output.clientWidth + 1"):
        yield "the figure is wider than the output of its cell"
    yield from text_problems(output)
    yield from contrast_problems(output)


def html_problems(output, problems_of_figure):
    if not output.query_selector(looks.VALUES):
        yield f"shows no value as HTML, but \"{output.inner_text().strip()[:60]}\""
    for figure in output.query_selector_all(looks.FIGURES):
        yield from problems_of_figure(figure)


def trust_problems(page):
    if page.evaluate(TRUSTED_CELLS):
        yield "some of its cells are trusted"
    if page.query_selector(f"{OUTPUT} figure script"):
        yield "a script is left, though the notebook is not trusted"


def number_problems(page, rendered=False, scripts=True):
    """Whether there are as many values as the notebook holds; plotly's renderer hides the HTML of its own."""
    wanted, tagged = Counter(), 0
    for cell in lab.ran().cells:
        tags = FIGURE_TAGS.intersection(cell.metadata.get("tags", []))
        tagged += len(tags)
        if not (rendered and "figure" in tags):
            for output in cell.get("outputs", []):
                wanted += values.in_html(output.get("data", {}).get(HTML, ""))
    looked_at = len(list(outputs(page)))
    if looked_at != tagged:
        yield f"{tagged} cells are tagged as figures, {looked_at} outputs were looked at"
    yield from values.difference(page, wanted, scripts)


def outputs(page):
    """What the tagged cells show: a name, the output, and the cell's tag."""
    cells = zip(page.query_selector_all(CELLS), page.evaluate(READ_TAGS), strict=True)
    for number, (cell, tags) in enumerate(cells, start=1):
        for tag in FIGURE_TAGS.intersection(tags):
            found = cell.query_selector_all(OUTPUT)
            # Lines that were printed come first.
            yield f"code cell {number}", found[-1] if found else cell, tag


def photograph(page, name, problems):
    """The whole notebook with its tables folded, a screen after the other."""
    if not (problems or WHOLE_PAGES):
        return
    size = page.viewport_size
    page.set_viewport_size({**size, "height": PIECE})
    page.evaluate(FOLD)
    notebook = page.query_selector(SCROLLS)
    height, step = notebook.evaluate("notebook => [notebook.scrollHeight, notebook.clientHeight]")
    for number, top in enumerate(range(0, height, step), start=1):
        notebook.evaluate("(notebook, top) => notebook.scrollTo({ top, behavior: 'instant' })", top)
        shoot(page, SCREENSHOTS / f"{name}-{number:02}.png")
    page.set_viewport_size(size)
