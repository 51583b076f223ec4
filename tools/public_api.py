"""Lists what is public of the crate, from its sources, into `tests/public_api.txt`, or compares it with that.

    public_api.py [--write]

A list from sources is no proof that nothing breaks; it shows each change of a name, a signature, a field or
a variant, so that every one of them is meant.
"""

import argparse
import difflib
import re
import sys
from pathlib import Path

from rooms import SOURCE, spread, without_tests

LIST = SOURCE.parent / "tests" / "public_api.txt"
EXPORTED = re.compile(r"^pub use ([^;]+);", re.MULTILINE)
MACRO = re.compile(r"^macro_rules! (\w+) \{.*?^\}", re.DOTALL | re.MULTILINE)
CALLED = re.compile(r"^(\w+)! ?(?:\((.*?)\);|\{(.*?)^\})", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^( *)(impl\b[^{;]*|pub (?:struct|enum|trait|const|fn|type)\b[^{;]*)([{;])", re.MULTILINE)
FUNCTION = re.compile(r"^ *(?:#\[[^\n]*\]\n *)*pub ((?:const )?fn (?:[^{;]|;(?= ?\w+\]))+)[{;]", re.MULTILINE)
IN_TRAIT = re.compile(r"^ +((?:const )?fn (?:[^{;]|;(?= ?\w+\]))+|type \w+[^;]*)[{;]", re.MULTILINE)
FIELD = re.compile(r"^ +pub (\w+: [^\n]+),$", re.MULTILINE)


def exported():
    """The names that `lib.rs` and `accepts.rs` pass on."""
    names = set()
    for file in ("lib.rs", "accepts.rs"):
        for tree in EXPORTED.findall(without_tests((SOURCE / file).read_text(encoding="utf-8"))[0]):
            names.update(path[-1] for path in spread(tree))
    return names


def body(text, start):
    """What is between the brace at `start` and its partner."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if depth == 0:
            return text[start + 1 : place]
    return text[start + 1 :]


def on_one_line(text):
    text = re.sub(r"#\[[^\n]*\]", "", text)
    return re.sub(r",\s*\)", ")", re.sub(r"\s+", " ", text)).replace("( ", "(").strip()


def of_type(head):
    """The type of an `impl`, and its trait if it has one."""
    rest = re.sub(r"^impl\s*(<(?:[^<>]|<[^<>]*>)*>)?", "", on_one_line(head)).strip()
    rest = rest.split(" where ")[0].strip()
    # `for` of higher-ranked bounds does not occur here
    trait, _, kind = rest.rpartition(" for ")
    return re.sub(r"<.*", "", re.sub(r"^&('\w+ )?(mut )?", "", kind)).split("::")[-1], trait


def variants(inside):
    """The variants of an enum, each with its fields."""
    for line in re.split(r"^(?= {4}[A-Z])", inside, flags=re.MULTILINE)[1:]:
        variant = on_one_line(line).rstrip(", ")
        yield variant.replace(", }", " }")


def listed(text, names):
    """The lines for one file."""
    for found in BLOCK.finditer(text):
        head = on_one_line(found[2])
        inside = body(text, found.end() - 1) if found[3] == "{" else ""
        if head.startswith("impl"):
            kind, trait = of_type(head)
            if kind not in names and not kind.startswith("$"):
                continue
            if trait:
                yield f"{kind}: {trait}"
            else:
                for signature in FUNCTION.findall(inside):
                    yield f"{kind}::{on_one_line(signature)}"
            continue
        kind = re.match(r"pub (?:const )?\w+ (\w+)", head)[1]
        if kind not in names:
            continue
        yield head
        if head.startswith("pub struct"):
            yield from (f"{kind}.{field}" for field in FIELD.findall(inside))
        if head.startswith("pub enum"):
            yield from (f"{kind}::{variant}" for variant in variants(inside))
        if head.startswith("pub trait"):
            yield from (f"{kind}::{on_one_line(signature)}" for signature in IN_TRAIT.findall(inside))


def lines():
    names = exported()
    found = {f"pub use {name}" for name in names}
    macros = {}
    for path in sorted(SOURCE.rglob("*.rs")):
        text, _ = without_tests(path.read_text(encoding="utf-8"))
        for macro in MACRO.finditer(text):
            parts = set(listed(macro[0].replace("\n        ", "\n"), names))
            macros[macro[1]] = {part for part in parts if part.startswith("$")}
        text = MACRO.sub("", text)
        found.update(listed(text, names))
        for name, call, block in CALLED.findall(text):
            for kind in re.findall(r"\b[A-Z]\w+\b", call or block):
                if kind in names:
                    found.add(f"{kind}: {name}!")
    for name, parts in macros.items():
        found.update(re.sub(r"^\$\w+", f"{name}!", part) for part in parts)
    return sorted(found)


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--write", action="store_true", help="write the list anew")
    if arguments.parse_args().write:
        LIST.write_text("\n".join(lines()) + "\n", encoding="utf-8")
        return
    known = LIST.read_text(encoding="utf-8").splitlines()
    changes = list(difflib.unified_diff(known, lines(), "listed", "today", lineterm="", n=0))
    if changes:
        print("\n".join(changes))
        sys.exit("What is public has changed. If that is meant: `make public-api`, and say so in the changelog.")


if __name__ == "__main__":
    command()
