"""The gallery on the site: a page for each group of values, each value live and beside the code that makes it."""

from html import escape

from website import cells, shell
from website.guides import place

PAGE = "gallery.html"
TITLE = "Gallery"
INTRODUCTION = """<p>Every kind of value that shows itself, with the code that makes it, from top to bottom as in a
notebook. Figures are live where scripts run; elsewhere their pictures and numbers stay.</p>"""


def write(drawn, folder):
    """Writes the gallery's pages into `folder`."""
    groups = {}
    for cell in drawn.every:
        groups.setdefault(cell.heading, []).append(cell)
    # what stands above the first heading belongs to every page
    opening = groups.pop("", [])
    (folder / PAGE).write_text(shell.page(TITLE, contents(groups)), encoding="utf-8")
    for heading, group in groups.items():
        content = "\n".join([f"<h1>{escape(heading)}</h1>", *parts([*opening, *group], drawn)])
        page = shell.page(f"{TITLE}: {heading}", content, with_figures=True)
        (folder / page_of(heading)).write_text(page, encoding="utf-8")


def contents(groups):
    """Links to every group and, in it, to the first value of each kind."""
    lines = [f"<h1>{TITLE}</h1>", INTRODUCTION]
    for heading, group in groups.items():
        first = {}
        for cell in cells.shown(group):
            first.setdefault(cell.kind, cell.name)
        links = [f'<a href="{page_of(heading)}#{name}"><code>{kind}</code></a>' for kind, name in first.items()]
        lines.append(f'<h2><a href="{page_of(heading)}">{escape(heading)}</a></h2>\n<p>{", ".join(links)}</p>')
    return "\n".join(lines)


def parts(group, drawn):
    kind = None
    for cell in group:
        if cell.kind not in (kind, None):
            kind = cell.kind
            yield f"<h2><code>{kind}</code></h2>"
        code = escape(cells.without_commands(cell.code), quote=False)
        value = drawn.html[cell.name] if cell.kind else ""
        yield f'<section id="{cell.name}">\n<pre tabindex="0"><code>{code}</code></pre>\n{value}\n</section>'


def page_of(heading):
    return f"gallery_{place(heading, {}).replace('-', '_').replace(',', '')}.html"
