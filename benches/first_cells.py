"""How long the reader of each bundled notebook waits: its first cell, and the way to its first picture.

    first_cells.py [NOTEBOOK ...]

Each notebook is opened as JupyterLab opens it, with the kernel of `.venv` and the build folders that `make
setup` filled, and run up to the first cell that shows a picture. Then, for the first of them: once more after
a restart of its kernel, with the second notebook opened beside it, and after `kill -9` in the middle of a
cell. Leave the machine alone meanwhile: it measures seconds on the clock. Runs in `.venv`.
"""

import argparse
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
from jupyter_client.manager import KernelManager

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from common import JUPYTER_DATA, KERNEL_NAME, NOTEBOOKS, Problem, main, say  # noqa: E402

SECONDS_PER_CELL = 1800
# What the first cell may take at most, and that of a notebook with polars.
BAR, POLARS_BAR = 3.0, 10.0
BUSY = "let mut sum = 0.0f64; for i in 0..100_000_000_000u64 { sum += (i as f64).sqrt(); } sum"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("notebooks", type=Path, nargs="*", help="all of notebooks/ where none is named")
    notebooks = arguments.parse_args().notebooks or sorted(NOTEBOOKS.glob("*.ipynb"))
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DATA)
    say("| notebook | kernel | first cell | at most | kept to | to the first picture |\n|---|--:|--:|--:|---|--:|")
    for path in notebooks:
        with session(path) as opened:
            opened.report(path.stem)
    first, second = notebooks[0], notebooks[1 % len(notebooks)]
    with session(first) as opened:
        opened.run()
        opened.restart()
        opened.report(f"{first.stem}, after a restart of its kernel")
        with session(second) as beside:
            beside.report(f"{second.stem}, beside {first.stem}")
        opened.kill_in_a_cell()
    with session(first) as opened:
        opened.report(f"{first.stem}, after `kill -9` in a cell")


@contextmanager
def session(path):
    opened = Session(path)
    try:
        yield opened
    finally:
        opened.close()


class Session:
    """A notebook and its kernel."""

    def __init__(self, path):
        self.cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        self.cwd = path.parent
        start = time.monotonic()
        self.manager = KernelManager(kernel_name=KERNEL_NAME)
        self.manager.start_kernel(cwd=str(self.cwd), stderr=sys.stderr, stdout=sys.stderr)
        self.connect(start)

    def connect(self, start):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.kernel_seconds = time.monotonic() - start

    def restart(self):
        self.client.stop_channels()
        start = time.monotonic()
        self.manager.restart_kernel(now=True)
        self.connect(start)

    def run(self):
        """The seconds of the first cell, and of all until one has shown a picture."""
        start, first = time.monotonic(), None
        for cell in self.cells:
            shown = self.execute(cell.source)
            first = first or time.monotonic() - start
            if "text/html" in shown:
                return first, time.monotonic() - start
        raise Problem("no cell shows a picture")

    def report(self, name):
        first, picture = self.run()
        bar = POLARS_BAR if "polars" in self.cells[0].source else BAR
        kept = "yes" if first <= bar else "NO"
        total = self.kernel_seconds + picture
        say(f"| {name} | {self.kernel_seconds:.2f} s | {first:.2f} s | {bar:.0f} s | {kept} | {total:.2f} s |")

    def execute(self, code):
        shown, complaints = set(), []

        def listen(message):
            content = message["content"]
            shown.update(content.get("data", {}))
            if message["msg_type"] == "error" or content.get("name") == "stderr":
                complaints.append(content.get("evalue") or content.get("text"))

        self.client.execute_interactive(code, timeout=SECONDS_PER_CELL, output_hook=listen)
        if complaints:
            raise Problem(f"the cell `{code}` cannot be measured: {complaints[0]}")
        return shown

    def kill_in_a_cell(self):
        self.client.execute(BUSY)
        time.sleep(2.0)
        os.kill(self.manager.provisioner.process.pid, signal.SIGKILL)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(command)
