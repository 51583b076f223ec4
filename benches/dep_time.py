"""What percept costs a notebook: its `:dep` against that of plotly alone, and its later cells.

Measures in fresh kernels whose dependencies are compiled from nothing (no `:cache`, a new folder for
each kernel); only the downloads are there already. The two kernels take turns. Runs in `.venv`:

    dep_time.py [--repeats 2]

Leave the machine alone meanwhile: it measures seconds on the clock.
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
PLOTLY_DEPENDENCY = 'plotly = "0.14"'
PERCEPT_DEPENDENCY = f'percept = {{ path = "{ROOT}" }}'
# What is measured under which name, per kernel.
DEP, FIGURE, LET, LATER_FIGURE, SUM = "dep", "figure", "let", "later figure", "sum"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--repeats", type=int, default=2, help="kernels of each kind")
    repeats = arguments.parse_args().repeats
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DATA)
    download()
    plotly, percept = defaultdict(list), defaultdict(list)
    sessions = [(plotly_session, plotly), (percept_session, percept)]
    for repeat in range(repeats):
        say(f"Repeat {repeat + 1} of {repeats} ...")
        # The first of a pair finds other disk caches than the second: take turns.
        for session, times in sessions if repeat % 2 == 0 else reversed(sessions):
            session(times)
            say(f"  {session.__name__}: " + ", ".join(f"{what} {seconds[-1]:.2f} s" for what, seconds in times.items()))
    say(table(median_of_each(plotly), median_of_each(percept), repeats))


def download():
    """Fetches the crates of both dependencies, so that no download is measured."""
    manifest = f'[package]\nname = "fetch"\nedition = "2024"\n[dependencies]\n{PLOTLY_DEPENDENCY}\n{PERCEPT_DEPENDENCY}\n'
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "Cargo.toml").write_text(manifest)
        Path(folder, "src").mkdir()
        Path(folder, "src", "lib.rs").touch()
        run(["cargo", "fetch", "--quiet"], "Is the network reachable?", cwd=folder)


def plotly_session(times):
    with kernel() as cell:
        times[DEP].append(cell(f":dep {PLOTLY_DEPENDENCY}"))
        cell("1 + 1")
        times[LET].append(cell("let plot = plotly::Plot::new();"))


def percept_session(times):
    with kernel() as cell:
        times[DEP].append(cell(f":dep {PERCEPT_DEPENDENCY}"))
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


def median_of_each(times):
    return {what: statistics.median(seconds) for what, seconds in times.items()}


def table(plotly, percept, repeats):
    version = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.strip()
    rows = [
        ratio_row("`:dep`, compiled from nothing", percept[DEP], "`:dep plotly`", plotly[DEP], 1.15),
        limit_row("a figure right after it", percept[FIGURE], 0.5),
        ratio_row("the first `let`", percept[LET], "with plotly alone", plotly[LET], 1.0),
        ratio_row("a later figure", percept[LATER_FIGURE], "`1 + 1`", percept[SUM], 1.1),
    ]
    head = ["| what | percept | against | seconds | ratio | at most | kept |", "|---|--:|---|--:|--:|--:|---|"]
    note = f"Medians of {repeats} kernels each, {os.cpu_count()} cores, {version}."
    return "\n".join(["", *head, *rows, "", note])


def ratio_row(what, ours, against, theirs, bar):
    ratio = ours / theirs
    return f"| {what} | {ours:.2f} s | {against} | {theirs:.2f} s | {ratio:.2f} | {bar:.2f} | {kept(ratio <= bar)} |"


def limit_row(what, ours, bar):
    return f"| {what} | {ours:.2f} s | | | | {bar:.2f} s | {kept(ours <= bar)} |"


def kept(holds):
    return "yes" if holds else "NO"


if __name__ == "__main__":
    main(command)
