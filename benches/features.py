"""What each of percept's features costs to compile: processor time from nothing.

    features.py [--opt-level 0]

Each row is measured with `default-features = false`, so that `networks`, the default, has a row of its own.

The kernel compiles dependencies with level 2; `:opt 0` in a notebook's first cell asks for level 0. Processor time
hardly depends on what else the machine does; divide it by the number of cores for an idea of the wait.
"""

import argparse
import os
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from common import ROOT, main, run, say  # noqa: E402

FEATURES = (
    "",
    "networks",
    "plotly",
    "polars",
    "polars-csv",
    "polars-parquet",
    "polars-lazy",
    "polars-streaming",
    "polars-streaming polars-csv polars-parquet",
)


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--opt-level", default="0", choices="0123")
    level = arguments.parse_args().opt_level
    say("| features | processor seconds | crates |\n|---|--:|--:|")
    for features in FEATURES:
        seconds, crates = cost(features, level)
        say(f"| {features or 'none'} | {seconds:.0f} | {crates} |")


def cost(features, level):
    wanted = ", ".join(f'"{feature}"' for feature in features.split())
    dependency = f'percept = {{ path = "{ROOT}", default-features = false, features = [{wanted}] }}'
    with tempfile.TemporaryDirectory() as folder:
        manifest = f'[package]\nname = "cost"\nedition = "2024"\n[dependencies]\n{dependency}\n'
        Path(folder, "Cargo.toml").write_text(manifest + f"[profile.dev]\nopt-level = {level}\ndebug = false\n")
        Path(folder, "Cargo.lock").write_text((ROOT / "Cargo.lock").read_text())
        Path(folder, "src").mkdir()
        Path(folder, "src", "lib.rs").touch()
        environment = {**os.environ, "CARGO_TARGET_DIR": str(Path(folder, "target"))}
        run(["cargo", "fetch", "--quiet"], "Is the network reachable?", cwd=folder)
        before = spent()
        run(["cargo", "build", "--quiet"], "percept must build.", cwd=folder, env=environment)
        units = Path(folder, "target", "debug", ".fingerprint").glob("*/lib-*")
        return spent() - before, sum(unit.suffix != ".json" for unit in units)


def spent():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main(command)
