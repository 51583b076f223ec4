"""What is said under the pointer, at every trace of a page's live figures, and what is wrong with it."""

import re
from pathlib import Path

POINT = (Path(__file__).parent / "pointing.js").read_text()
PLOTS = ".js-plotly-plot"
# As plotly.js writes a number: with its own minus sign, with a prefix, or as a power.
NUMBER = r"[−-]?[\d.,]+(?:e[+−-]?\d+|[a-zA-Zµ]|×10[−\d]+)?"
DEBUG = re.compile(r"\btrace \d")


def problems(page):
    """Of every live figure of a page."""
    for number, plot in enumerate(page.query_selector_all(PLOTS), start=1):
        yield from (f"figure {number}: {what}" for what in problems_of(plot.evaluate(POINT)))


def problems_of(traces):
    """Nothing is shown but what a trace promises, and each trace that promises something shows it."""
    promised = [matcher(promise) for trace in traces for promise in trace["promises"]]
    for trace in traces:
        if not trace["name"]:
            yield "a trace has no name"
        for text in trace["shown"]:
            if DEBUG.search(text) or not any(promise.fullmatch(text) for promise in promised):
                yield f"{trace['name']}: pointing at it shows {text!r}"
        own = [matcher(promise) for promise in trace["promises"]]
        said = any(promise.fullmatch(text) for promise in own for text in trace["shown"])
        if trace["pointed"] and own and not said:
            yield f"{trace['name']}: {trace['promises'][:2]} cannot be pointed at, but {trace['shown'][:2]}"


def matcher(promise):
    return re.compile(re.escape(promise).replace("\ue000", NUMBER))
