"""docs/gallery: what every kind of value shows, beside the code that makes it. Drawn by a program, without a kernel.

    python -m website.gallery           says where docs/gallery is not what today's code draws
    python -m website.gallery --write   draws it anew
"""

import argparse
import base64
import itertools
import re

from common import ROOT, counted, main, say
from figure_check import SVG_DATA, images_of
from website import cells, program

FOLDER = ROOT / "docs" / "gallery"
PAGE = "README.md"
WRITE = "--write"
# A picture that moves through many epochs is larger; the site shows it.
MAX_PICTURE_BYTES = 40_000
SPECIAL = re.compile(r"([\\\[\]*_`<>])")
INTRODUCTION = f"""# Gallery

Every kind of value that shows itself, with the code that makes it, from top to bottom as in a notebook. These are the
pictures that stay where no scripts run; in a notebook most figures are live. `make site` makes pages of them that are
live too, with those that are too large for this one. Drawn by `make gallery` from the cells of
[`every_value.ipynb`](../../{cells.NOTEBOOK}).
"""


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument(WRITE, action="store_true", help="draw it anew")
    given = arguments.parse_args()
    wanted = files(program.draw())
    if given.write:
        write(wanted)
    found = list(differences(wanted))
    for what in found:
        say(f"docs/gallery: {what}")
    say(f"docs/gallery: {counted(len(wanted), 'file')}, {counted(len(found), 'difference')}")
    return 1 if found else 0


def files(drawn):
    """The files of the folder, by name."""
    wanted, parts, heading, kind = {}, [INTRODUCTION], "", None
    for cell in drawn.every:
        if cell.heading != heading:
            heading, kind = cell.heading, None
            parts.append(f"## {heading}\n")
        if cell.kind not in (kind, None):
            kind = cell.kind
            parts.append(f"### `{kind}`\n")
        parts.append(f"```rust\n{cells.without_commands(cell.code)}\n```\n")
        if cell.kind:
            parts += entry(cell, drawn, wanted)
    wanted[PAGE] = "\n".join(parts)
    return wanted


def entry(cell, drawn, wanted):
    """The pictures of a cell, which become files; the words of one that has none."""
    pictures = list(pictures_of(drawn.html[cell.name]))
    if not pictures:
        yield f"```text\n{drawn.text[cell.name].rstrip()}\n```\n"
    kept = [picture for picture in pictures if len(picture[1].encode()) <= MAX_PICTURE_BYTES]
    for alt, svg, words in kept:
        # one that an earlier cell shows too is there already
        name = next((name for name in wanted if wanted[name] == svg), None) or file_name(cell.name, wanted)
        wanted[name] = svg
        if words:
            title, *sentences = map(escaped, words)
            yield "  \n".join([f"**{title}**", *sentences]) + "\n"
        yield f"![{escaped(alt)}]({name})\n"
    if pictures and not kept:
        yield "Its picture is too large for this page.\n"


def file_name(cell, taken):
    """That of the cell, which no other cell changes; further pictures of the same value are counted."""
    stem = cell.replace("-", "_")
    further = (f"{stem}_{number}.svg" for number in itertools.count(2))
    return next(name for name in itertools.chain([f"{stem}.svg"], further) if name not in taken)


def pictures_of(html):
    """Description and drawing of every picture in a value's HTML, and the title and sentences above it."""
    for image in images_of(html):
        drawing = base64.b64decode(SVG_DATA.fullmatch(image["src"]).group(1)).decode()
        yield image["alt"], drawing, image["words"]


def escaped(words):
    """So that Markdown takes them as they are."""
    return SPECIAL.sub(r"\\\1", words)


def write(wanted):
    FOLDER.mkdir(exist_ok=True)
    for path in present():
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        program.keep(FOLDER / name, content)


def differences(wanted):
    """Where the folder is not what the code draws."""
    found = {path.name: program.read(path) for path in present()}
    for name in sorted(wanted.keys() | found.keys()):
        if name not in found:
            yield f"{name} is missing"
        elif name not in wanted:
            yield f"{name} is drawn by no cell"
        elif wanted[name] != found[name]:
            yield f"{name} is not what the code draws"


def present():
    return sorted(path for path in FOLDER.glob("*") if path.is_file())


if __name__ == "__main__":
    main(command)
