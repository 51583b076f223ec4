"""What percept costs a notebook: its `:dep` against that of plotly alone, and its later cells.

Measures in fresh kernels whose dependencies are compiled from nothing (no `:cache`, a new folder for
each kernel); only the downloads are there already. The two kernels take turns. Runs in `.venv`:

    dep_time.py [--repeats 2] [--polars]

`--polars` compares percept's feature `polars` with polars and plotly instead. Leave the machine alone meanwhile: it measures seconds on the clock.
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
PLOTLY_DEPENDENCIES = ['plotly = "0.14"']
PERCEPT_DEPENDENCIES = [f'percept = {{ path = "{ROOT}" }}']
POLARS_DEPENDENCIES = ['polars = { version = "0.55", default-features = false }', *PLOTLY_DEPENDENCIES]
PERCEPT_POLARS_DEPENDENCIES = [f'percept = {{ path = "{ROOT}", features = ["polars"] }}']
# What is measured under which name, per kernel.
DEP, FIGURE, LET, LATER_FIGURE, SUM = "dep", "figure", "let", "later figure", "sum"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--repeats", type=int, default=2, help="kernels of each kind")
    arguments.add_argument("--polars", action="store_true", help="with polars")
    options = arguments.parse_args()
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DATA)
    if options.polars:
        theirs, ours = POLARS_DEPENDENCIES, PERCEPT_POLARS_DEPENDENCIES
    else:
        theirs, ours = PLOTLY_DEPENDENCIES, PERCEPT_DEPENDENCIES
    for dependencies in (theirs, ours):
        download(dependencies)
    others, percept = defaultdict(list), defaultdict(list)
    sessions = [(partial(plotly_session, theirs), others), (partial(percept_session, ours), percept)]
    for repeat in range(options.repeats):
        say(f"Repeat {repeat + 1} of {options.repeats} ...")
        # The first of a pair finds other disk caches than the second: take turns.
        for session, times in sessions if repeat % 2 == 0 else reversed(sessions):
            session(times)
            measured = ", ".join(f"{what} {seconds[-1]:.2f} s" for what, seconds in times.items())
            say(f"  {session.func.__name__}: {measured}")
    say(table(others, percept, options))


def download(dependencies):
    """Fetches the crates, so that no download is measured."""
    lines = "\n".join(dependencies)
    manifest = f'[package]\nname = "fetch"\nedition = "2024"\n[dependencies]\n{lines}\n'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Cargo.toml").write_text(manifest)
        Path(folder, "src").mkdir()
        Path(folder, "src", "lib.rs").touch()
        run(["cargo", "fetch", "--quiet"], "Is the network reachable?", cwd=folder)


def dep(dependencies):
    return "\n".join(f":dep {dependency}" for dependency in dependencies)


def plotly_session(dependencies, times):
    with kernel() as cell:
        times[DEP].append(cell(dep(dependencies)))
        cell("1 + 1")
        times[LET].append(cell("let plot = plotly::Plot::new();"))


def percept_session(dependencies, times):
    with kernel() as cell:
        times[DEP].append(cell(dep(dependencies)))
        times[FIGURE].append(cell(DATASET, shows_figure=True))
        times[LET].append(cell(f"let points = {DATASET};"))
        for _ in range(ALTERNATIONS):
            times[LATER_FIGURE].append(cell("points", shows_figure=True))
            times[SUM].append(cell("1 + 1"))


@contextmanager
def kernel():
    """A fresh kernel; gives a function that runs a cell and returns its seconds."""
    with tempfile.TemporaryDirectory() as folder, open(os.devnull, "w") as nowhere:
        manager = KernelManager(kernel_name=KERNEL_NAME)
        # A folder without evcxr.toml, and none of a user's own settings of the kernel's folder.
        environment = {name: value for name, value in os.environ.items() if name != "EVCXR_TMPDIR"}
        # And nothing that earlier kernels compiled.
        environment["KERNEL_BUILDS"] = ""
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


def table(others, percept, options):
    version = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    against, bar = ("`:dep polars` and `plotly`", 1.10) if options.polars else ("`:dep plotly`", 1.15)
    rows = [
        ratio_row("`:dep`, compiled from nothing", percept[DEP], against, others[DEP], bar),
        limit_row("a figure right after it", percept[FIGURE], 0.5),
        ratio_row("the first `let`", percept[LET], "without percept", others[LET], 1.0),
        ratio_row("a later figure", percept[LATER_FIGURE], "`1 + 1`", percept[SUM], 1.1),
    ]
    head = ["| what | percept | against | seconds | ratio | at most | kept |", "|---|--:|---|--:|--:|--:|---|"]
    note = f"Medians of {options.repeats} kernels each, {os.cpu_count()} cores, {version}."
    return "\n".join(["", *head, *rows, "", note])


def ratio_row(what, ours, against, theirs, bar):
    # Neighbours in time are compared, for the machine's speed drifts.
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    seconds = f"{statistics.median(ours):.2f} s | {against} | {statistics.median(theirs):.2f} s"
    return f"| {what} | {seconds} | {ratio:.2f} | {bar:.2f} | {kept(ratio <= bar)} |"


def limit_row(what, ours, bar):
    seconds = statistics.median(ours)
    return f"| {what} | {seconds:.2f} s | | | | {bar:.2f} s | {kept(seconds <= bar)} |"


def kept(holds):
    return "yes" if holds else "NO"


if __name__ == "__main__":
    main(command)
