"""The Rust of a Markdown page as the cells of a notebook, and what came of running them. Runs in `.venv`."""

import re
import shutil
import tempfile
from pathlib import Path
from textwrap import dedent

import nbformat

from common import KERNEL_NAME, NOTEBOOKS, ROOT, TABLES
from patient_client import PatientClient

BLOCK = re.compile(r"^```rust\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# A program is run as README says: the lines inside `main`.
PROGRAM = re.compile(r"^fn main\(\) -> Result<\(\)> \{\n(.*?)    Ok\(\(\)\)\n\}$", re.MULTILINE | re.DOTALL)
# What the kernel's default `:dep` has not.
ANOTHER_FEATURE = re.compile(r"polars|plotly")
BEGIN = f':dep percept = {{ path = "{ROOT}" }}\nuse percept::prelude::*;'
SECONDS_PER_CELL = 600


def cells(page):
    """The blocks of Rust of a page, in its order, as a reader puts them into cells."""
    blocks = (found.group(1) for found in BLOCK.finditer(page))
    return [PROGRAM.sub(inside, block).strip() for block in blocks if not ANOTHER_FEATURE.search(block)]


def inside(program):
    return dedent(program.group(1))


def run(sources):
    """The cells, after one that fetches percept, run one by one in a kernel of their own, in a folder with the bundled tables."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in [BEGIN, *sources]]
    with tempfile.TemporaryDirectory(prefix="percept-page-") as folder:
        for table in [*NOTEBOOKS.glob("*.csv"), *TABLES.glob("*.csv")]:
            shutil.copy(table, folder)
        client = PatientClient(
            notebook,
            kernel_name=KERNEL_NAME,
            timeout=SECONDS_PER_CELL,
            allow_errors=True,
            record_timing=False,
            resources={"metadata": {"path": folder}},
        )
        with open(Path(folder) / "kernel.log", "w") as log:
            client.execute(stdout=log, stderr=log)
    return notebook.cells


def problem(cell):
    """What a cell says that failed, or None: evcxr tells an `Err` that leaves a cell on stderr alone."""
    said = [output.evalue or "\n".join(output.traceback) for output in cell.outputs if output.output_type == "error"]
    said += [output.text for output in cell.outputs if output.get("name") == "stderr"]
    return "\n".join(said) or None


def shows_a_picture(cell):
    return any("text/html" in output.get("data", {}) for output in cell.outputs)
