"""Draws the rooms of `src` and what they import from each other, and fails on a circle.

    rooms.py [--files]

A room is a folder of `src`, a family a folder in a room. An arrow goes from what imports to what is
imported, by the `use` lines and paths of everything but tests; what a `mod.rs` passes on counts for the
file that defines it. There must be no arrow but the ones of `ARROWS`, and no circle between families or
between files. `--files` also lists the arrows between files.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
# What each room may import. The picture of a value knows the value; nothing below knows its picture.
ARROWS = {
    "fields": set(),
    "data": {"fields"},
    "network": {"data", "fields"},
    "train": {"data", "network"},
    "metrics": {"data", "network"},
    "persist": {"data", "fields", "network", "train"},
    "notebook": {"persist"},
    "chart": {"notebook"},
    "view": {"chart", "data", "metrics", "network", "notebook", "train"},
}
# Files beside the rooms, which all may import or which import all.
BESIDE = {"lib", "prelude", "error", "control_words", "debug", "accepts", "guide", "lists", "matrix",
          "random"}
COMMENT = re.compile(r"//[^\n]*")
TESTS = re.compile(r"^#\[cfg\(test\)\]\s*\n(?:#\[[^\n]*\]\n)*mod (\w+)( \{.*?^\}|;)", re.DOTALL | re.MULTILINE)
USE = re.compile(r"\buse\s+([^;]+);")
PASSED_ON = re.compile(r"\bpub(?:\([^)]*\))?\s+use\s+([^;]+);")
PATH = re.compile(r"(?<![\w:])((?:crate|super)(?:::\w+)+)")


class Problem(Exception):
    pass


def module_of(path, source=SOURCE):
    """`("view", "parts", "classes")` of `view/parts/classes.rs`; a folder's `mod.rs` is the folder."""
    parts = path.relative_to(source).with_suffix("").parts
    return parts[:-1] if parts[-1] == "mod" else () if parts == ("lib",) else parts


def without_tests(text):
    """The text without comments and test modules, and the names of test modules in files of their own."""
    text = COMMENT.sub("", text)
    names = {name for name, rest in TESTS.findall(text) if rest == ";"}
    return TESTS.sub("", text), names


def spread(tree):
    """The paths of a `use` tree: `a::{b, c::d as e}` is `a::b` and `a::c::d`."""
    tree = re.sub(r"\s+as\s+\w+", "", tree)
    tree = re.sub(r"\s+", "", tree)
    return list(leaves(tree, ()))


def leaves(tree, before):
    head, brace, rest = tree.partition("{")
    steps = tuple(step for step in head.split("::") if step)
    if not brace:
        yield before + steps
        return
    for branch in branches(rest[: rest.rindex("}")]):
        yield from leaves(branch, before + steps)


def branches(text):
    depth, start = 0, 0
    for place, letter in enumerate(text):
        depth += (letter == "{") - (letter == "}")
        if letter == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    if text[start:]:
        yield text[start:]


class House:
    """The modules of a crate, what each passes on, and what each imports."""

    def __init__(self, source=SOURCE):
        texts = {module_of(path, source): path.read_text(encoding="utf-8") for path in source.rglob("*.rs")}
        left_out = set()
        self.texts = {}
        for module, text in texts.items():
            self.texts[module], names = without_tests(text)
            left_out.update((*module, name) for name in names)
        for module in left_out:
            self.texts.pop(module, None)
        self.passed_on = {module: self.passing(module, text) for module, text in self.texts.items()}
        self.arrows = {module: self.imported(module, text) for module, text in self.texts.items()}

    def absolute(self, module, steps):
        """The steps from the crate's root, or None for what is not of the crate."""
        steps = list(steps)
        if steps[0] == "crate":
            return tuple(steps[1:])
        if steps[0] in ("super", "self"):
            # In a module of a file, `super` is the file: taken as the file above, it is left out below.
            here = list(module)
            while steps and steps[0] in ("super", "self"):
                if steps.pop(0) == "super":
                    here = here[:-1]
            return (*here, *steps)
        return (*module, *steps) if (*module, steps[0]) in self.texts else None

    def passing(self, module, text):
        found = {}
        for tree in PASSED_ON.findall(text):
            for steps in spread(tree):
                path = self.absolute(module, steps)
                if path:
                    found[path[-1]] = path
        return found

    def home(self, path, seen=()):
        """The module that defines what the path names."""
        for length in range(len(path), 0, -1):
            module = path[:length]
            if module in self.texts:
                rest = path[length:]
                further = self.passed_on[module].get(rest[0]) if rest else None
                if further and further not in seen and further != path:
                    return self.home((*further, *rest[1:]), (*seen, path))
                return module
        return None

    def imported(self, module, text):
        paths = [steps for tree in USE.findall(PASSED_ON.sub("", text)) for steps in spread(tree)]
        paths += [tuple(path.split("::")) for path in PATH.findall(USE.sub("", text))]
        homes = (self.home(path) for steps in paths if (path := self.absolute(module, steps)))
        # What a folder's `mod.rs` holds itself belongs to the whole folder.
        return {home for home in homes if home and home != module and module[: len(home)] != home}

    def between(self, group):
        """The arrows between groups of files; `group` gives a file's group, or None."""
        found = defaultdict(set)
        for module, homes in self.arrows.items():
            here = group(module)
            for home in homes:
                there = group(home)
                if here and there and here != there:
                    found[here].add(there)
        return found


def room(module):
    return module[0] if module and module[0] not in BESIDE else None


def family(module):
    """Room and folder, for a file that lies in a folder of its room."""
    return module[:2] if len(module) > 2 else None


def circles(arrows):
    """The groups of which each reaches each other (Tarjan's strongly connected components)."""
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for other in sorted(arrows.get(node, ())):
            if other not in order:
                visit(other)
            if other in stack:
                low[node] = min(low[node], low[other])
        if low[node] == order[node]:
            place = stack.index(node)
            if len(stack) - place > 1:
                found.append(sorted(stack[place:]))
            del stack[place:]

    for node in sorted(arrows):
        if node not in order:
            visit(node)
    return found


def name(group):
    return group if isinstance(group, str) else "/".join(group)


def drawn(arrows):
    return "\n".join(f"{name(here)} -> {', '.join(map(name, sorted(there)))}" for here, there in sorted(arrows.items()))


def findings(house):
    """What is against the rules, a line each."""
    rooms = house.between(room)
    for here, there in sorted(rooms.items()):
        for other in sorted(there - ARROWS.get(here, set())):
            yield f"{here} imports {other}"
    for circle in circles(rooms):
        yield f"rooms in a circle: {', '.join(circle)}"
    for circle in circles(house.between(family)):
        yield f"folders in a circle: {', '.join(map(name, circle))}"
    for circle in circles(house.between(lambda module: module if len(module) > 1 else None)):
        yield f"files in a circle: {', '.join(map(name, circle))}"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--files", action="store_true", help="list the arrows between files too")
    options = arguments.parse_args()
    house = House()
    print(drawn(house.between(room)))
    print()
    print(drawn(house.between(family)))
    if options.files:
        print()
        print(drawn(house.between(lambda module: module or None)))
    wrong = list(findings(house))
    if wrong:
        sys.exit("\nAgainst the rules:\n" + "\n".join(wrong))


if __name__ == "__main__":
    command()
