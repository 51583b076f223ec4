"""Runs notebooks from top to bottom in the real kernel, without a window. Runs in `.venv`.

    notebooks.py run   [NOTEBOOK ...]   writes the outputs back into the notebooks
    notebooks.py check [NOTEBOOK ...]   leaves them alone and compares with their outputs

Both leave the notebook as it ran and an HTML page of it under target/notebooks/. A notebook with a
finding of the check is never written back.
"""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean, median

import nbformat
from nbclient.exceptions import CellTimeoutError, DeadKernelError

import pages
from check import Finding, check, read
from common import KERNEL_NAME, NOTEBOOKS, PAGES, TABLES, Problem, counted, duration, main, say
from outputs import normalise
from patient_client import PatientClient

SECONDS_PER_CELL = 900
# A notebook waits about as long for one core as it keeps it busy.
LANES = 2
# Cells that take longer are named, so that a slow notebook shows where its time goes.
SECONDS_WORTH_TELLING = 3
# A cell that costs nothing but its compilation, run at the end of each notebook so many times; and how many
# times as long a cell of a notebook without polars may take on average once its first `:dep` is through. The
# two slow down alike on a machine that is slow or busy.
YARDSTICK = "1 + 1"
YARDSTICKS = 3
TIMES_THE_YARDSTICK = 10
# `strict` would end the kernel's process at a check that waits for the reader's answer; tools/check.py
# reads what every check said.
NOT_STRICT = {"PERCEPT_CHECK": ""}
ADVICE = {
    "run": "A notebook with findings keeps its old outputs; as it ran, it is in target/notebooks/.",
    "check": "Where the new outputs are the wanted ones, `make notebooks` writes them.",
}


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("mode", choices=["run", "check"])
    arguments.add_argument("notebooks", nargs="*", type=Path, help="default: all of notebooks/ and tests/tables/")
    arguments.add_argument("--lanes", type=int, default=LANES, help=f"so many side by side, {LANES} unless told")
    given = arguments.parse_args()
    paths = given.notebooks or [*sorted(NOTEBOOKS.glob("*.ipynb")), *sorted(TABLES.glob("*.ipynb"))]
    if not paths:
        raise Problem(f"no notebook in {NOTEBOOKS}")
    pages.clear()
    passed = in_lanes(paths, given.mode, max(1, given.lanes))
    failed = [path.name for path, is_fine in zip(paths, passed) if not is_fine]
    if failed:
        say(f"FAILED: {', '.join(failed)}")
        say(ADVICE[given.mode])
    return 1 if failed else 0


def in_lanes(paths, mode, lanes):
    """Whether each notebook is fine. What is said of them side by side is shown one notebook after the other."""
    if lanes == 1 or len(paths) == 1:
        return [treat(path, mode, say) for path in paths]
    with ThreadPoolExecutor(lanes) as executor:
        told = [[] for _ in paths]
        running = [executor.submit(treat, path, mode, lines.append) for path, lines in zip(paths, told)]
        return [shown_at_its_end(run, lines) for run, lines in zip(running, told)]


def shown_at_its_end(run, lines):
    is_fine = run.result()
    say("\n".join(lines))
    return is_fine


def treat(path, mode, tell):
    """Runs one notebook and tells what is wrong with it; True where nothing is."""
    tell(f"{path.name}: running")
    start = time.monotonic()
    try:
        findings, page = examine(path, mode, tell)
    except Exception as problem:  # the others are looked at all the same
        tell(f"{path.name}: could not be looked at: {type(problem).__name__}: {problem}")
        return False
    for finding in findings:
        tell(f"  {finding}")
    tell(f"{path.name}: {counted(len(findings), 'finding')}, {duration(time.monotonic() - start)}, page {page}")
    return not findings


def examine(path, mode, tell):
    """The findings in a notebook and its page; one without any is written back where that is the mode."""
    committed = read(path)
    ran, findings = execute(path, PAGES / f"{path.stem}.log", tell)
    findings += check(ran, committed if mode == "check" else None, path.name)
    nbformat.write(ran, PAGES / path.name)
    page = pages.write(ran, path.stem)
    if mode == "run" and not findings:
        nbformat.write(ran, path)
    return findings, page


def execute(path, log_path, tell=say):
    """The notebook with fresh, normalised outputs, and what kept it from running to its end.

    Cargo's progress goes to `log_path`: of use only where a dependency does not build.
    """
    notebook = read(path)
    forget_outputs(notebook)
    yardsticks = [nbformat.v4.new_code_cell(YARDSTICK) for _ in range(YARDSTICKS)]
    notebook.cells += yardsticks
    client = PatientClient(
        notebook,
        kernel_name=KERNEL_NAME,
        timeout=SECONDS_PER_CELL,
        # One broken cell does not keep the others from being looked at; the check finds it.
        allow_errors=True,
        record_timing=False,
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    stopwatch = Stopwatch(client, tell)
    findings = []
    with open(log_path, "w") as log:
        try:
            client.execute(stdout=log, stderr=log, env={**os.environ, **NOT_STRICT})
        except CellTimeoutError:
            findings.append(Finding(stopwatch.cell, f"did not end within {SECONDS_PER_CELL} s"))
        except DeadKernelError:
            findings.append(Finding(stopwatch.cell, f"the kernel died, see {log_path.name}"))
    del notebook.cells[-YARDSTICKS:]
    own, yardstick = stopwatch.seconds[:-YARDSTICKS], stopwatch.seconds[-YARDSTICKS:]
    tell(f"  cells after the first :dep: {duration(sum(own))} in all")
    if not findings and not links_polars(notebook):
        findings += slowness(own, yardstick)
    normalise(notebook)
    return notebook, findings


def links_polars(notebook):
    """Whether every cell waits for polars to be linked into it, which no code of percept can shorten."""
    return any("polars" in cell.source for cell in notebook.cells if cell.cell_type == "code" and ":dep" in cell.source)


def slowness(cells, yardsticks):
    times = mean(cells) / median(yardsticks) if cells and yardsticks else 0.0
    if times > TIMES_THE_YARDSTICK:
        yield Finding(0, f"its cells took {times:.1f} times as long as `{YARDSTICK}` on average, more than {TIMES_THE_YARDSTICK} times")


def forget_outputs(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


class Stopwatch:
    """Tells which cells take long, remembers which one is running, and keeps the seconds of those after the first `:dep`."""

    def __init__(self, client, tell):
        self.tell = tell
        self.cell = 0
        self.seconds = []
        self.dep_is_through = False
        client.on_cell_execute = self.starts
        client.on_cell_executed = self.ends

    def starts(self, cell, cell_index):
        self.cell = cell_index + 1
        self.start = time.monotonic()
        if compiles(cell):
            self.tell(f"  cell {self.cell}: compiles the dependencies where no kernel has yet, several minutes with polars ...")

    def ends(self, cell, cell_index, **_):
        seconds = time.monotonic() - self.start
        if self.dep_is_through:
            self.seconds.append(seconds)
        self.dep_is_through = self.dep_is_through or compiles(cell)
        if seconds >= SECONDS_WORTH_TELLING:
            first_line = (cell.source.splitlines() or [""])[0]
            self.tell(f"  cell {cell_index + 1}: {duration(seconds)} ({first_line[:60]})")


def compiles(cell):
    return any(line.startswith(":dep ") for line in cell.source.splitlines())


if __name__ == "__main__":
    main(command)
