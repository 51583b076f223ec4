"""Where a notebook that just ran differs from the committed one, as (cell number, what)."""

import json
from itertools import zip_longest

SHOWN_CHARACTERS = 60


def differences(notebook, committed):
    if len(notebook.cells) != len(committed.cells):
        yield 0, f"has {len(notebook.cells)} cells, the committed notebook {len(committed.cells)}"
    for number, (cell, other) in enumerate(zip(notebook.cells, committed.cells), start=1):
        for what in cell_differences(cell, other):
            yield number, what


def cell_differences(cell, committed):
    if cell.cell_type != committed.cell_type:
        yield f"is a {cell.cell_type} cell, in the committed notebook a {committed.cell_type} cell"
    elif cell.source != committed.source:
        yield "its source differs from the committed notebook's"
    elif cell.cell_type == "code":
        yield from output_differences(contents(cell), contents(committed))


def contents(cell):
    """Every piece of output under a name: `stdout`, `error`, or its mime type."""
    pieces = {}
    for output in cell.outputs:
        if output.output_type == "stream":
            named = {output.name: output.text}
        elif output.output_type == "error":
            named = {"error": output.evalue}
        else:
            named = output.data
        for name, content in named.items():
            pieces.setdefault(name, []).append(content)
    return pieces


def output_differences(now, committed):
    gone = [name for name in sorted(committed) if name not in now]
    new = [name for name in sorted(now) if name not in committed]
    if gone:
        yield f"does not show the committed notebook's {', '.join(gone)}"
    if new:
        yield f"shows {', '.join(new)}, the committed notebook does not"
    for name in sorted(now.keys() & committed.keys()):
        if now[name] != committed[name]:
            yield f"its {name} differs from the committed one: {first_difference(now[name], committed[name])}"


def first_difference(now, committed):
    """The place where two outputs part, both sides cut to what can be read in a line."""
    ours, theirs = (json.dumps(content, ensure_ascii=False, sort_keys=True) for content in (now, committed))
    pairs = zip_longest(ours, theirs)
    start = next(index for index, (one, other) in enumerate(pairs) if one != other)
    here = slice(max(0, start - SHOWN_CHARACTERS // 3), start + SHOWN_CHARACTERS)
    return f"…{ours[here]}… instead of …{theirs[here]}…"
