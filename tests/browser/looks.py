"""What is wrong with a page's figures in the eyes of one kind of reader, in words."""

import base64

from playwright.sync_api import TimeoutError as NotInTime

from contrast import contrast_problems
from texts import text_problems, word_problems

FIGURES = "figure.percept"
# Each output's outermost element: a page of several values and its text, a figure, a check.
VALUES = (
    ".percept-page, figure.percept:not(.percept-page figure.percept), .percept-check:not(.percept-page .percept-check)"
)
# The parts of a figure, as the crate writes them; see `src/notebook`.
PICTURE = ":scope > img"
LIVE = ":scope > .percept-live"
NOTE = ":scope > .percept-note"
PANEL = ":scope > .percept-replay, :scope > .percept-explorer"
# Whether the figure's own script, wherever a front end put it, builds a panel.
WANTS_PANEL = """figure => figure.dataset.percept !== undefined && [...document.scripts].some(script =>
    script.textContent.includes(figure.dataset.percept) && /percept-(replay|explorer)/.test(script.textContent))"""
NUMBERS = ":scope > details"
# A table that stands beside its picture, in a box that scrolls by itself.
OPEN_NUMBERS = ":scope > .percept-table"
PLOT = ".js-plotly-plot"
UNFOLD = "root => { for (const part of root.querySelectorAll('details')) part.open = true; }"
# What of a value is beyond the right edge of its place and cannot be scrolled to.
BEYOND = """value => {
    const edge = value.parentElement.getBoundingClientRect().right + 1;
    const scrolls = node => {
        for (; node !== value.parentElement; node = node.parentElement) {
            if (["auto", "scroll"].includes(getComputedStyle(node).overflowX)) return true;
        }
        return false;
    };
    const beyond = element => element.checkVisibility() && element.getBoundingClientRect().width > 0 &&
        element.getBoundingClientRect().right > edge && !scrolls(element.parentElement);
    const found = [value, ...value.querySelectorAll("*:not(svg *, style, script)")].find(beyond);
    return found ? [`<${found.tagName.toLowerCase()}> is wider than its place: ${found.textContent.trim().slice(0, 40)}`] : [];
}"""
MILLISECONDS_TO_DRAW = 20_000
SMALLEST_SIDE = 60
SVG_PREFIX = "data:image/svg+xml;base64,"


def live_problems(page):
    """With scripts and plotly.js: every live figure is drawn, readable, and hides its picture."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in live_problems_of(figure))
    yield from page.complaints


def live_problems_of(figure):
    if has(figure, LIVE):
        yield from live_figure_problems(figure)
    else:
        yield from own_problems(figure)


def own_problems(figure):
    """A figure that plotly.js has no part in: a panel that its own script builds, a picture, or tables."""
    if figure.evaluate(WANTS_PANEL):
        yield from panel_problems(figure)
    elif has(figure, PICTURE):
        yield from picture_problems(figure)
    else:
        yield from table_problems(figure)
    if sticks_out(figure):
        yield "it is wider than the output of its cell"


def panel_problems(figure):
    """Its script puts a panel in the picture's place."""
    try:
        panel = figure.wait_for_selector(PANEL, timeout=MILLISECONDS_TO_DRAW)
    except NotInTime:
        yield "its script built no panel in the picture's place"
        return
    yield from size_problems(panel, "panel")
    if is_visible(figure, PICTURE):
        yield "its picture stays beside the panel"
    drawings = panel.query_selector_all("svg[role=img]")
    if not drawings:
        yield "its panel has no drawing"
    for drawing in drawings:
        yield from text_problems(drawing)


def table_problems(figure):
    table = figure.query_selector("table")
    if table is None or not table.query_selector("td") or not table.is_visible():
        yield "shows neither a table nor a picture"


def live_figure_problems(figure):
    live = figure.query_selector(LIVE)
    try:
        # plotly.js marks the element that it was given, or one that the script put inside.
        figure.wait_for_selector(f"{LIVE}{PLOT} .main-svg, {LIVE} {PLOT} .main-svg", timeout=MILLISECONDS_TO_DRAW)
        figure.wait_for_selector(PICTURE, state="hidden", timeout=MILLISECONDS_TO_DRAW)
    except NotInTime:
        yield "no live figure in place of its picture"
        return
    yield from size_problems(live, "live figure")
    if is_visible(figure, NOTE):
        yield "the sentence about a missing plotly.js is shown"
    if sticks_out(figure):
        yield "the live figure is wider than the output of its cell"
    if not is_named(figure):
        yield "the live figure does not have its picture's alt text as its name"
    yield from text_problems(live)


def blocked_problems(page):
    """With scripts and without plotly.js: the picture stays and a sentence says why."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in blocked_problems_of(figure))
    yield from page.complaints


def blocked_problems_of(figure):
    if has(figure, LIVE):
        yield from blocked_figure_problems(figure)
    else:
        yield from own_problems(figure)


def blocked_figure_problems(figure):
    try:
        figure.wait_for_selector(NOTE, state="visible", timeout=MILLISECONDS_TO_DRAW)
    except NotInTime:
        yield "no sentence says that the live figure could not be loaded"
    else:
        if len(figure.query_selector(NOTE).inner_text().split()) < 3:
            yield "the sentence about the missing live figure is empty"
    if is_visible(figure, LIVE):
        yield "the empty place of the live figure is shown"
    yield from picture_problems(figure)


def scriptless_problems(page):
    """Without scripts: the picture and the numbers."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in scriptless_figure_problems(figure))
    yield from page.complaints


def scriptless_figure_problems(figure):
    if has(figure, LIVE) or has(figure, PICTURE):
        yield from picture_problems(figure)
        yield from numbers_problems(figure)
    else:
        yield from table_problems(figure)
    if is_visible(figure, NOTE) or is_visible(figure, LIVE):
        yield "shows a part that only the script should bring out"


def picture_problems(figure):
    picture = figure.query_selector(PICTURE)
    if picture is None or not picture.is_visible():
        yield "its picture is not shown"
    elif picture.evaluate("image => image.naturalWidth * image.naturalHeight") == 0:
        yield "its picture cannot be drawn"
    else:
        yield from size_problems(picture, "picture")


def numbers_problems(figure):
    if is_visible(figure, OPEN_NUMBERS):
        return
    numbers = figure.query_selector(NUMBERS)
    if numbers is None or not numbers.query_selector("table td"):
        yield "has no table of its numbers"
    elif not numbers.query_selector("summary").is_visible():
        yield "the way to its numbers is not shown"


def picture_text_problems(page):
    """Puts every picture on a page as a drawing, where its texts can be measured; they have no ids to share."""
    drawn = [(name, svg_of(picture)) for name, figure in figures(page) for picture in figure.query_selector_all("img")]
    page.set_content("".join(f"<div>{svg}</div>" for _, svg in drawn))
    for (name, _), drawing in zip(drawn, page.query_selector_all("body > div > svg"), strict=True):
        for what in [*text_problems(drawing), *contrast_problems(drawing)]:
            yield f"{name}: in its picture, {what}"


def svg_of(picture):
    return base64.b64decode(picture.get_attribute("src").removeprefix(SVG_PREFIX)).decode()


def reading_problems(page):
    """With every part unfolded, all texts can be read: of figures, checks, and the text of a page."""
    for number, value in enumerate(page.query_selector_all(VALUES), start=1):
        yield from (f"value {number}: {what}" for what in reading_problems_of(value))


def width_problems(page):
    """Nothing is wider than the window, and no figure or check wider than its place."""
    for name, figure in figures(page):
        if sticks_out(figure):
            yield f"{name}: it is wider than the output of its cell"
    for number, value in enumerate(page.query_selector_all(VALUES), start=1):
        yield from (f"value {number}: {what}" for what in value.evaluate(BEYOND))


def reading_problems_of(value):
    value.evaluate(UNFOLD)
    yield from word_problems(value)
    yield from contrast_problems(value)


def figures(page):
    for number, figure in enumerate(page.query_selector_all(FIGURES), start=1):
        yield f"figure {number}", figure


def has(figure, part):
    return figure.query_selector(part) is not None


def is_visible(figure, part):
    found = figure.query_selector(part)
    return found is not None and found.is_visible()


def size_problems(element, what):
    box = element.bounding_box()
    if box is None or min(box["width"], box["height"]) < SMALLEST_SIDE:
        yield f"its {what} is not visible in a size that can be read: {box}"


def is_named(figure):
    """Its drawing is one image with a name; the layers over it, which have none, are passed over."""
    return figure.evaluate(
        """figure => {
            const [first, ...others] = figure.querySelectorAll(".js-plotly-plot .main-svg");
            const alt = figure.querySelector("img").alt;
            return first.getAttribute("role") === "img" && first.getAttribute("aria-label") === alt
                && others.every(layer => layer.getAttribute("aria-hidden") === "true")
                && !figure.querySelector("[aria-hidden=true] .modebar, [role=img] .modebar");
        }"""
    )


def sticks_out(figure):
    """A figure scrolls what is too wide, which is meant for tables: its pictures and panels fit."""
    return figure.evaluate(
        """figure => {
            const right = element => element.getBoundingClientRect().right;
            const parts = [
                "img", ".js-plotly-plot .svg-container",
                ":scope > .percept-replay, :scope > .percept-replay *:not(svg *, style)",
                ":scope > .percept-explorer, :scope > .percept-explorer *:not(svg *, style)",
            ];
            const wide = [...figure.querySelectorAll(parts.join(", "))].some(part => right(part) > right(figure) + 1);
            return wide || right(figure) > right(figure.parentElement) + 1;
        }"""
    )
