"""Prints how many bytes the tutorial's figures have, beside those of plotly.rs and Python plotly. Runs in `.venv`.

The picture is the same in all of them: the Plotly figure that percept makes, as plotly.rs and as
Python's `plotly.graph_objects` write it.
"""

import json
import subprocess
import sys
from pathlib import Path

import plotly.graph_objects as go

ROOT = Path(__file__).resolve().parent.parent
MOST = 40_000
COLUMNS = [
    "figure", "percept: JSON", "its HTML", "of which picture", "all of it",
    "plotly.rs: JSON", "page", "Python plotly: JSON", "HTML",
]


def main():
    command = ["cargo", "bench", "--locked", "--quiet", "--features", "plotly", "--bench", "figure_sizes"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    figures = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    print_row(COLUMNS)
    print_row(["---", *["--:"] * (len(COLUMNS) - 1)])
    for figure in figures:
        print_row([figure["name"], *(f"{size:,}" for size in sizes(figure))])
    large = [figure["name"] for figure in figures if whole(figure) > MOST]
    return f"larger than {MOST:,} bytes: {', '.join(large)}" if large else 0


def sizes(figure):
    """In the order of the columns; plotly.rs writes the JSON that percept hands on."""
    python = go.Figure({part: figure["figure"][part] for part in ("data", "layout")})
    html = python.to_html(include_plotlyjs="cdn")
    yield from (figure["json"], figure["html"], figure["picture"], whole(figure))
    yield from (figure["json"], figure["rust_html"])
    yield from (len(python.to_json().encode()), len(html.encode()))


def whole(figure):
    return figure["json"] + figure["html"] + figure["plain"]


def print_row(cells):
    print(f"| {' | '.join(cells)} |")


if __name__ == "__main__":
    sys.exit(main())
