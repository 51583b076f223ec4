"""Before and after: every figure as an earlier commit draws it beside today's, live, static, dark and narrow, on one
sheet to look at. Runs in `.venv` and drives a browser.

    python -m website.sheet COMMIT      leaves target/gallery/sheet/index.html
"""

import argparse
import io
import os
import shutil
import subprocess
import tarfile
from html import escape
from typing import NamedTuple

from playwright.sync_api import sync_playwright

import browser
from common import ROOT, Problem, counted, main, say, step
from website import build, cells, program, shell

FOLDER = program.FOLDER / "sheet"
VERSIONS = ("before", "today")
# All live figures of a page drawn, or their pictures with a sentence that says why not.
SETTLED = """() => [...document.querySelectorAll(".percept-note")].some(note => note.style.display === "block") ||
    [...document.querySelectorAll("figure.percept .percept-live")].every(live => live.querySelector(".main-svg"))"""
MILLISECONDS = 180_000
STYLE = """<style>
main { max-width: none; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 8px 16px; align-items: start; }
.pair img { border: 1px solid var(--line); }
</style>"""


class Mode(NamedTuple):
    name: str
    width: int = 1000
    scripts: bool = True
    dark: bool = False


MODES = [
    Mode("live"),
    Mode("static", scripts=False),
    Mode("dark", dark=True),
    Mode("dark static", scripts=False, dark=True),
    Mode("narrow", width=480),
    Mode("narrow static", width=480, scripts=False),
]


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("commit", help="the state of the sources to compare with")
    commit = arguments.parse_args().commit
    with step(f"Figures of {commit}"):
        before = program.draw(sources_of(commit), "before")
    with step("Figures of today"):
        today = program.draw()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    build.add_plotly(FOLDER)
    with step("Pictures of both"):
        photograph(dict(zip(VERSIONS, (before, today))))
    (FOLDER / "index.html").write_text(sheet(commit, before, today), encoding="utf-8")
    say(f"{counted(len(today.cells), 'figure')}: {(FOLDER / 'index.html').relative_to(ROOT)}")


def sources_of(commit):
    """The files of a commit, under target/gallery/."""
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True)
    if archive.returncode:
        raise Problem(f"git knows no commit `{commit}`: {archive.stderr.decode().strip()}")
    folder = program.FOLDER / "before" / "sources"
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
        files.extractall(folder)
    return folder


def photograph(versions):
    for name, drawn in versions.items():
        (FOLDER / f"{name}.html").write_text(page_of(drawn), encoding="utf-8")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=browser.require(), args=["--disable-gpu", *sandbox])
        for mode in MODES:
            for name, drawn in versions.items():
                shoot(launched, mode, name, drawn)
        launched.close()


def page_of(drawn):
    """All values of a version below each other, each in a place of its own."""
    values = (f'<section id="{cell.name}">{drawn.html[cell.name]}</section>' for cell in drawn.cells)
    script = f'<script src="{shell.PLOTLY_FILE}"></script>'
    return shell.page("Figures", f"{script}\n" + "\n".join(values), on_site=False)


def shoot(launched, mode, version, drawn):
    """A picture of every value."""
    scheme = "dark" if mode.dark else "light"
    viewport = {"width": mode.width, "height": 900}
    context = launched.new_context(java_script_enabled=mode.scripts, viewport=viewport, color_scheme=scheme)
    page = context.new_page()
    page.set_default_timeout(MILLISECONDS)
    page.goto((FOLDER / f"{version}.html").as_uri())
    if mode.scripts:
        page.wait_for_function(SETTLED)
    for cell in drawn.cells:
        page.locator(f"#{cell.name}").screenshot(path=FOLDER / picture(mode, version, cell), animations="disabled")
    context.close()


def picture(mode, version, cell):
    return f"{cell.name}-{mode.name.replace(' ', '-')}-{version}.png"


def sheet(commit, before, today):
    """Values by name; one that is new stands alone."""
    content = [STYLE, f"<h1>Before ({escape(commit)}) and today</h1>"]
    for cell in today.cells:
        is_new = cell.name not in before.html
        same = not is_new and before.html[cell.name] == today.html[cell.name]
        remark = "new" if is_new else "the same bytes" if same else "changed"
        code = escape(cells.without_commands(cell.code), quote=False)
        content.append(f"<h2>{cell.kind}: {remark}</h2>\n<pre>{code}</pre>")
        content += [pair(mode, cell, is_new) for mode in MODES]
    gone = [cell for cell in before.cells if cell.name not in today.html]
    content += [f"<h2>{cell.kind}: gone</h2>\n<pre>{escape(cell.code, quote=False)}</pre>" for cell in gone]
    return shell.page("Before and after", "\n".join(content), on_site=False)


def pair(mode, cell, is_new):
    images = []
    for version in VERSIONS:
        words = f"{cell.kind}, {version}, {mode.name}"
        image = f'<img loading="lazy" alt="{words}" src="{picture(mode, version, cell)}">'
        images.append("<div></div>" if is_new and version == "before" else image)
    return f'<h3>{mode.name}</h3>\n<div class="pair">{"".join(images)}</div>'


if __name__ == "__main__":
    main(command)
