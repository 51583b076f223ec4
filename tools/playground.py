"""Holds the playground's script against the library: over random sequences of edits and steps, and random points.

The script is run by the node that playwright brings. Needs what `make browser-setup` sees to.
"""

import os
import subprocess
from pathlib import Path

from common import ROOT, Problem, main, step

SCRIPT = ROOT / "tests" / "playground" / "sequences.js"
STORED = SCRIPT.parent
FRESH = ROOT / "target" / "tmp" / "playground_random"
# What lies beside the script: the kind, the file, how many.
KINDS = [("sequences", "sequences.jsonl", 60), ("verdicts", "verdicts.jsonl", 120), ("samples", "samples.rs", 10)]
# And how many are tried; each but the first has seeds of its own.
MANY = 10_000
TESTS = "playground::the_script_s"


def check():
    node = find_node()
    for kind, name, count in KINDS:
        if run(node, kind, count, 1) != (STORED / name).read_bytes():
            raise Problem(
                f"tests/playground/{name} is not what the script says today;"
                f" write it anew: node tests/playground/sequences.js {kind} {count} 1 > tests/playground/{name}"
            )
    FRESH.mkdir(parents=True, exist_ok=True)
    for kind, name, count in KINDS[:2]:
        (FRESH / name).write_bytes(run(node, kind, MANY, count + 1))
    features = os.environ.get("FEATURES", "").split()
    command = ["cargo", "test", "--locked", *features, "--test", "suite", TESTS]
    environment = {**os.environ, "PERCEPT_PLAYGROUND": str(FRESH)}
    with step(f"{MANY} sequences and {MANY} sets of points, in the script and in the library"):
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def find_node():
    try:
        import playwright
    except ImportError as error:
        raise Problem("playwright is missing: run `make browser-setup` first") from error
    node = Path(playwright.__file__).parent / "driver" / "node"
    if not node.exists():
        raise Problem(f"playwright brings no node: {node} is missing; run `make browser-setup` first")
    return node


def run(node, kind, count, seed):
    command = [node, SCRIPT, kind, str(count), str(seed)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    main(check)
