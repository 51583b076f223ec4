"""What other viewers make of an output's HTML: VS Code and GitHub, each as a page that does the same to it.

Not those programs themselves, but what they are known to do.
"""

import json
import re
from typing import NamedTuple

import looks


class Colors(NamedTuple):
    paper: str
    ink: str
    link: str
    code: str
    behind_code: str


# VS Code's default themes, Dark Modern and Light Modern.
VSCODE = {
    "dark": Colors("#1f1f1f", "#cccccc", "#4daafc", "#d0d0d0", "#3c3c3c"),
    "light": Colors("#ffffff", "#3b3b3b", "#005fb8", "#3b3b3b", "#0000001f"),
}
GITHUB = {
    "dark": Colors("#0d1117", "#e6edf3", "#4493f8", "#e6edf3", "#6e768166"),
    "light": Colors("#ffffff", "#1f2328", "#0969da", "#1f2328", "#818b981f"),
}
# As VS Code's renderer does it: scripts that came with the HTML do not run, a copy of each runs at the
# end of the output, and is taken away again.
FILL = """
for (const html of OUTPUTS) {
  const container = document.body.appendChild(document.createElement("div"));
  container.className = "output";
  container.innerHTML = html;
  for (const inert of [...container.getElementsByTagName("script")]) {
    const script = document.createElement("script");
    script.text = inert.text;
    container.appendChild(script).parentNode.removeChild(script);
  }
}
"""
# What GitHub takes out of the HTML of an output.
REMOVED = [re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL), re.compile(r' (style|id)="[^"]*"')]


def document(colors, content):
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Outputs</title><style>
body {{ background: {colors.paper}; color: {colors.ink}; font: 13px/1.4 system-ui, sans-serif; margin: 16px; }}
a {{ color: {colors.link}; }}
code {{ color: {colors.code}; background: {colors.behind_code}; }}
img {{ max-width: 100%; }}
</style></head><body>{content}</body></html>"""


def vscode(outputs, theme):
    """The page of some outputs' HTML as VS Code shows them."""
    data = json.dumps(outputs).replace("<", "\\u003c")
    return document(VSCODE[theme], f"<script>{FILL.replace('OUTPUTS', data)}</script>")


def github(outputs, theme):
    """The same as GitHub shows them."""
    return document(GITHUB[theme], "\n".join(f'<div class="output">{cleaned(html)}</div>' for html in outputs))


def cleaned(html):
    for what in REMOVED:
        html = what.sub("", html)
    return html


def github_problems(page):
    """Where even the styles are gone: a picture or a table, and the numbers; the words about a live figure may show."""
    for name, figure in looks.figures(page):
        yield from (f"{name}: {what}" for what in github_figure_problems(figure))
    for left in page.query_selector_all("script, .output style, .output [style], .output [id]"):
        yield f"GitHub would take this away: {left.evaluate('node => node.outerHTML')[:80]}"
    yield from page.complaints


def github_figure_problems(figure):
    seen = looks.read(figure)
    if seen["picture"]:
        yield from looks.picture_problems(seen)
        yield from looks.numbers_problems(seen)
    else:
        yield from looks.table_problems(seen)
