"""What is wrong with a page's figures in the eyes of one kind of reader, in words."""

import base64
import json
from pathlib import Path

from playwright.sync_api import TimeoutError as NotInTime

from contrast import contrast_problems
from texts import text_problems, word_problems

READ_FIGURE = (Path(__file__).parent / "figure.js").read_text()
FIGURES = "figure.percept"
# Each output's outermost element: a page of several values and its text, a figure, a check.
VALUES = (
    ".percept-page, figure.percept:not(.percept-page figure.percept), .percept-check:not(.percept-page .percept-check)"
)
# The parts of a figure, as the crate writes them; see `src/notebook`.
PICTURE = ":scope > .percept-sheet > img"
LIVE = ":scope > .percept-sheet > .percept-live"
NOTE = ":scope > .percept-note"
ANY_NOTE = """() => [...document.querySelectorAll(".percept-note")].some(note => note.getClientRects().length > 0)"""
PANEL = ":scope > .percept-sheet > :is(.percept-replay, .percept-explorer, .percept-playground)"
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
# Every word of a figure's drawings and of the pictures that are seen, and its size on the screen.
READ_SIZES = """figure => {
    const found = [];
    const read = (drawing, share) => {
        for (const text of drawing.querySelectorAll("text")) {
            if (text.textContent.trim()) found.push([text.textContent.trim(), share(text) * parseFloat(size(text))]);
        }
    };
    const size = text => text.closest("[font-size]")?.getAttribute("font-size") ?? getComputedStyle(text).fontSize;
    for (const picture of figure.querySelectorAll("img")) {
        if (!picture.checkVisibility()) continue;
        const svg = new TextDecoder().decode(Uint8Array.from(atob(picture.src.split(",")[1]), c => c.charCodeAt(0)));
        const share = picture.getBoundingClientRect().width / picture.naturalWidth;
        read(new DOMParser().parseFromString(svg, "image/svg+xml"), () => share);
    }
    for (const drawing of figure.querySelectorAll("svg")) {
        if (drawing.checkVisibility()) read(drawing, text => Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b));
    }
    return JSON.stringify(found);
}"""
SCROLL = """figure => [...figure.querySelectorAll(".percept-sheet")].flatMap(sheet => {
    sheet.scrollLeft = sheet.scrollWidth;
    const edge = sheet.getBoundingClientRect().right;
    const beyond = [...sheet.querySelectorAll("img, .svg-container, svg[role=img]")].filter(part => part.checkVisibility())
        .map(part => [part.tagName, part.getBoundingClientRect().right - edge]).filter(([, far]) => far > 1);
    sheet.scrollLeft = 0;
    return beyond;
})"""
# Titles of y axes, each with how far it stands from the nearest label beside it, in pixels of the figure.
READ_TITLES = """live => [...live.querySelectorAll(".js-plotly-plot .infolayer [class^=g-y] text, .infolayer [class^=g-y] text")].flatMap(title => {
    const own = title.getBoundingClientRect();
    const beside = [...live.querySelectorAll(".ytick text, [class*='y'][class$='tick'] text")].map(label => label.getBoundingClientRect())
        .filter(label => label.top < own.bottom && own.top < label.bottom && label.left + label.width / 2 > own.right)
        .map(label => label.left - own.right);
    return beside.length ? [[title.textContent, Math.min(...beside)]] : [];
})"""
NEAREST_TITLE = 4
SMALLEST_WORDS = 11
MILLISECONDS_TO_DRAW = 20_000
SMALLEST_SIDE = 60
SVG_PREFIX = "data:image/svg+xml;base64,"


def live_problems(page):
    """With scripts and plotly.js: every live figure is drawn, readable, and hides its picture."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in live_problems_of(figure))
    yield from page.complaints


def live_problems_of(figure):
    seen = read(figure)
    if seen["live"]:
        yield from live_figure_problems(figure, seen)
    else:
        yield from own_problems(figure, seen)


def own_problems(figure, seen):
    """A figure that plotly.js has no part in: a panel that its own script builds, a picture, or tables."""
    if seen["wants_panel"]:
        yield from panel_problems(figure, seen)
    elif seen["picture"]:
        yield from picture_problems(seen)
    else:
        yield from table_problems(seen)
    if read(figure)["sticks_out"]:
        yield "it is wider than the output of its cell"


# What of a panel is there and not seen, but for what is folded or hidden on purpose: the styles of another script on the
# page may have taken hold of it.
UNSEEN = """figure => [...figure.querySelectorAll(".percept-playground > div, .percept-playground > div > div, " +
  ".percept-explorer > div, .percept-replay > .percept-bar")].filter(part =>
    !part.hidden && !part.closest("details, [hidden]") && getComputedStyle(part).display === "none" &&
    part.style.display !== "none").map(part => part.getAttribute("class") || part.tagName)"""


def panel_problems(figure, seen):
    """Its script puts a panel in the picture's place."""
    if not is_visible(seen["panel"]):
        try:
            figure.wait_for_selector(PANEL, timeout=MILLISECONDS_TO_DRAW)
        except NotInTime:
            yield "its script built no panel in the picture's place"
            return
        seen = read(figure)
    yield from size_problems(seen["panel"], "panel")
    yield from (f"{name} of its panel is not seen" for name in figure.evaluate(UNSEEN))
    if is_visible(seen["picture"]):
        yield "its picture stays beside the panel"
    drawings = figure.query_selector(PANEL).query_selector_all("svg[role=img]")
    if not drawings:
        yield "its panel has no drawing"
    for drawing in drawings:
        yield from text_problems(drawing)


def table_problems(seen):
    if not is_visible(seen["table"]) or not seen["table"]["cells"]:
        yield "shows neither a table nor a picture"


def live_figure_problems(figure, seen):
    if not is_visible(seen["drawing"]) or is_visible(seen["picture"]):
        try:
            # plotly.js marks the element that it was given, or one that the script put inside.
            figure.wait_for_selector(f"{LIVE}{PLOT} .main-svg, {LIVE} {PLOT} .main-svg", timeout=MILLISECONDS_TO_DRAW)
            figure.wait_for_selector(PICTURE, state="hidden", timeout=MILLISECONDS_TO_DRAW)
        except NotInTime:
            yield "no live figure in place of its picture"
            return
        seen = read(figure)
    yield from size_problems(seen["live"], "live figure")
    if is_visible(seen["note"]):
        yield "the sentence about a missing plotly.js is shown"
    if seen["sticks_out"]:
        yield "the live figure is wider than the output of its cell"
    if not seen["named"]:
        yield "the live figure does not have its picture's alt text as its name"
    live = figure.query_selector(LIVE)
    yield from text_problems(live)
    for title, apart in live.evaluate(READ_TITLES):
        if apart < NEAREST_TITLE:
            yield f"the axis title \"{title}\" stands {apart:.0f} pixels from a label"


def blocked_problems(page):
    """With scripts and without plotly.js: the picture stays and a sentence says why."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in blocked_problems_of(figure))
    yield from page.complaints


def blocked_problems_of(figure):
    seen = read(figure)
    if seen["live"]:
        yield from blocked_figure_problems(figure, seen)
    else:
        yield from own_problems(figure, seen)


def blocked_figure_problems(figure, seen):
    try:
        # one for all figures of a page
        if not is_visible(seen["note"]):
            figure.owner_frame().wait_for_function(ANY_NOTE, timeout=MILLISECONDS_TO_DRAW)
            seen = read(figure)
    except NotInTime:
        yield "no sentence says that the live figure could not be loaded"
    else:
        if is_visible(seen["note"]) and seen["note"]["words"] < 3:
            yield "the sentence about the missing live figure is empty"
    if is_visible(seen["live"]):
        yield "the empty place of the live figure is shown"
    yield from picture_problems(seen)


def scriptless_problems(page):
    """Without scripts: the picture and the numbers."""
    for name, figure in figures(page):
        yield from (f"{name}: {what}" for what in scriptless_figure_problems(figure))
    yield from page.complaints


def scriptless_figure_problems(figure):
    seen = read(figure)
    if seen["live"] or seen["picture"]:
        yield from picture_problems(seen)
        yield from numbers_problems(seen)
    else:
        yield from table_problems(seen)
    if is_visible(seen["note"]) or is_visible(seen["live"]):
        yield "shows a part that only the script should bring out"


def picture_problems(seen):
    picture = seen["picture"]
    if not is_visible(picture):
        yield "its picture is not shown"
    elif picture["pixels"] == 0:
        yield "its picture cannot be drawn"
    else:
        yield from size_problems(picture, "picture")


def numbers_problems(seen):
    if is_visible(seen["open_numbers"]):
        return
    numbers = seen["numbers"]
    if numbers is None or not numbers["cells"]:
        yield "has no table of its numbers"
    elif not is_visible(numbers["summary"]):
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
    # at once: each part that is unfolded lays the whole page out anew
    page.query_selector("body").evaluate(UNFOLD)
    for number, value in enumerate(page.query_selector_all(VALUES), start=1):
        yield from (f"value {number}: {what}" for what in reading_problems_of(value))


def width_problems(page):
    """Nothing is wider than the window, and no figure or check wider than its place."""
    for name, figure in figures(page):
        if read(figure)["sticks_out"]:
            yield f"{name}: it is wider than the output of its cell"
    for number, value in enumerate(page.query_selector_all(VALUES), start=1):
        yield from (f"value {number}: {what}" for what in value.evaluate(BEYOND))


def small_problems(page):
    """No words of a drawing or a picture are smaller than most people read with ease."""
    for name, figure in figures(page):
        for words, size in json.loads(figure.evaluate(READ_SIZES)):
            if size < SMALLEST_WORDS:
                yield f"{name}: \"{words}\" is {size:.1f} pixels high"


def scroll_problems(page):
    """What is drawn wider than its place can be scrolled to, to its last pixel."""
    for name, figure in figures(page):
        yield from (f"{name}: {what} ends {beyond:.0f} pixels too far" for what, beyond in figure.evaluate(SCROLL))


def reading_problems_of(value):
    """Of one whose parts are unfolded."""
    yield from word_problems(value)
    yield from contrast_problems(value)


def figures(page):
    for number, figure in enumerate(page.query_selector_all(FIGURES), start=1):
        yield f"figure {number}", figure


def read(figure):
    """What there is of it and what of that can be seen."""
    return figure.evaluate(READ_FIGURE)


def is_visible(part):
    return part is not None and part["visible"]


def size_problems(box, what):
    """`box` has the width and the height of what is looked at, in pixels."""
    if box is None or min(box["width"], box["height"]) < SMALLEST_SIDE:
        yield f"its {what} is not visible in a size that can be read: {box}"
