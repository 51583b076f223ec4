"""What percept costs a notebook: its `:dep`, compiled from nothing and kept, against that of plotly alone.

Each kind of kernel has a build folder of its own. In the first session it is empty, so that all
dependencies are compiled (only the downloads are there already); the second session finds what the first
has compiled, as kernels started by the launcher do. The kinds take turns. Runs in `.venv`:

    dep_time.py [--repeats 2] [--polars]

`--polars` measures percept's feature `polars-csv` too, beside polars with plotly. Leave the machine alone
meanwhile: it measures seconds on the clock.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from jupyter_client.manager import KernelManager

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from common import JUPYTER_DATA, KERNEL_NAME, ROOT, Problem, main, run, say  # noqa: E402

SECONDS_PER_CELL = 1800
ALTERNATIONS = 9
# `unwrap`: the first `?` of a session makes evcxr show the value of its cell with `{:?}`.
DATASET = (
    "percept::Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]], [0.0, 1.0, 1.0, 1.0]).unwrap()"
)
PLOTLY = 'plotly = "0.14"'
# The dependencies of each kind of kernel. percept's kinds show figures.
KINDS = {
    "plotly": [PLOTLY],
    "percept": [f'percept = {{ path = "{ROOT}" }}'],
    "percept, default-features = false": [f'percept = {{ path = "{ROOT}", default-features = false }}'],
    "percept with plotly": [f'percept = {{ path = "{ROOT}", features = ["plotly"] }}'],
}
POLARS_KINDS = {
    "polars and plotly": ['polars = { version = "0.55", default-features = false, features = ["csv"] }', PLOTLY],
    "percept with polars-csv": [f'percept = {{ path = "{ROOT}", features = ["polars-csv"] }}'],
}
# What is measured in a session.
DEP, FIGURE, LET, LATER_FIGURE, SUM = "`:dep`", "picture", "first `let`", "later picture", "1 + 1"
FIRST, KEPT = "first", "kept"
# Ratios to plotly's `:dep`, and the most that each may be.
BARS = [
    ("percept", FIRST, 0.95),
    ("percept, default-features = false", FIRST, 0.65),
    ("percept", KEPT, 0.50),
]


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--repeats", type=int, default=2, help="pairs of sessions of each kind")
    arguments.add_argument("--polars", action="store_true", help="also with polars")
    options = arguments.parse_args()
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DATA)
    kinds = KINDS | (POLARS_KINDS if options.polars else {})
    for dependencies in kinds.values():
        download(dependencies)
    measured = {kind: {FIRST: defaultdict(list), KEPT: defaultdict(list)} for kind in kinds}
    for repeat in range(options.repeats):
        say(f"Repeat {repeat + 1} of {options.repeats} ...")
        # The first of a pair finds other disk caches than the second: take turns.
        for kind in list(kinds) if repeat % 2 == 0 else reversed(kinds):
            measure(kind, kinds[kind], measured[kind])
    say(seconds_table(measured))
    say(ratios_table(measured))
    say(f"\nMedians of {options.repeats} kernels each, {os.cpu_count()} cores, {rustc()}.")


def measure(kind, dependencies, times):
    """A session in an empty folder, then one in what it left."""
    with tempfile.TemporaryDirectory() as builds:
        for state in (FIRST, KEPT):
            with kernel(builds) as cell:
                session(cell, dependencies, times[state])
            latest = ", ".join(f"{what} {seconds[-1]:.2f} s" for what, seconds in times[state].items())
            say(f"  {kind}, {state}: {latest}")


def session(cell, dependencies, times):
    times[DEP].append(cell("\n".join(f":dep {dependency}" for dependency in dependencies)))
    if not any(dependency.startswith("percept") for dependency in dependencies):
        cell("1 + 1")
        times[LET].append(cell("let plot = plotly::Plot::new();"))
        return
    times[FIGURE].append(cell(DATASET, shows_figure=True))
    times[LET].append(cell(f"let points = {DATASET};"))
    for _ in range(ALTERNATIONS):
        times[LATER_FIGURE].append(cell("points", shows_figure=True))
        times[SUM].append(cell("1 + 1"))


def download(dependencies):
    """Fetches the crates, so that no download is measured."""
    lines = "\n".join(dependencies)
    manifest = f'[package]\nname = "fetch"\nedition = "2024"\n[dependencies]\n{lines}\n'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Cargo.toml").write_text(manifest)
        Path(folder, "src").mkdir()
        Path(folder, "src", "lib.rs").touch()
        run(["cargo", "fetch", "--quiet"], "Is the network reachable?", cwd=folder)


@contextmanager
def kernel(builds):
    """A kernel that compiles in the folder; gives a function that runs a cell and returns its seconds."""
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        manager = KernelManager(kernel_name=KERNEL_NAME)
        # A folder without evcxr.toml; a build folder that is named is taken instead of one of the pool.
        environment = {**os.environ, "EVCXR_TMPDIR": builds}
        manager.start_kernel(cwd=folder, env=environment, stdout=nowhere, stderr=nowhere)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            timed(client, ":cache 0")
            yield partial(timed, client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def timed(client, code, shows_figure=False):
    complaints, shown = [], []

    def listen(message):
        content = message["content"]
        shown.extend(content.get("data", {}))
        if message["msg_type"] == "error" or content.get("name") == "stderr":
            complaints.append(content.get("evalue") or content.get("text"))

    start = time.monotonic()
    client.execute_interactive(code, timeout=SECONDS_PER_CELL, output_hook=listen)
    seconds = time.monotonic() - start
    if shows_figure and "text/html" not in shown:
        complaints.append("it shows no figure")
    if complaints:
        raise Problem(f"the cell `{code}` cannot be measured: {complaints[0]}")
    return seconds


def seconds_table(measured):
    columns = [(DEP, FIRST), (DEP, KEPT), (FIGURE, KEPT), (LET, KEPT), (LATER_FIGURE, KEPT), (SUM, KEPT)]
    names = [f"`:dep` {FIRST}", f"`:dep` {KEPT}", "picture after it", LET, "later pictures", f"`{SUM}`"]
    head = ["", "| seconds | " + " | ".join(names) + " |", "|---|" + "--:|" * len(names)]
    rows = []
    for kind, times in measured.items():
        cells = [f"{statistics.median(found):.2f}" if (found := times[state][what]) else "" for what, state in columns]
        rows.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(head + rows)


def ratios_table(measured):
    head = ["", "| `:dep` against plotly's | ratio | at most | kept to |", "|---|--:|--:|---|"]
    rows = []
    for kind, state, bar in BARS:
        # Neighbours in time are compared, for the machine's speed drifts.
        pairs = zip(measured[kind][state][DEP], measured["plotly"][state][DEP], strict=True)
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        rows.append(f"| {kind}, {state} | {ratio:.2f} | {bar:.2f} | {'yes' if ratio <= bar else 'NO'} |")
    return "\n".join(head + rows)


def rustc():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main(command)
