"""Prepares everything a notebook needs in `.venv`: Jupyter, the notebook tools, the Rust kernel.

Needs Rust, Python and nothing else. Once done it leaves a stamp, and the next call returns at once.
Then it compiles ahead what the notebooks use. With `--browser` it also sees to the browser that the page
tests drive, to axe-core and plotly.js.
"""

import argparse
import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
import time

import browser
import fill
import kernel
import lab_settings
from axe import AXE
from common import ROOT, VENV, VENV_PYTHON, Problem, duration, main, run, say, step
from plotly_js import ONLINE

OLDEST_PYTHON = (3, 10)
OLDEST_RUST = (1, 95)
REQUIREMENTS = ROOT / "tools" / "requirements.txt"
STAMP = VENV / "setup-stamp"
RUST_REMEDY = "Install Rust with rustup (https://rustup.rs)"


def prepare():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--browser", action="store_true", help="also see to a browser, axe-core and plotly.js")
    arguments.add_argument(fill.WITHOUT_POLARS, action="store_true", help="leave out the notebook with polars")
    given = arguments.parse_args()
    require_rust()
    if not is_current():
        install()
    lab_settings.ensure()
    fill.ensure(polars=not given.without_polars)
    if given.browser:
        browser.ensure()
        AXE.ensure()
        ONLINE.ensure()


def is_current():
    return VENV_PYTHON.exists() and kernel.is_installed() and STAMP.exists() and STAMP.read_text() == fingerprint()


def fingerprint():
    """Changes when anything that `install` depends on does."""
    parts = [REQUIREMENTS.read_text(), kernel.VERSION, kernel.SPEC_REVISION, f"{sys.version_info[:2]}", str(VENV)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def install():
    start = time.monotonic()
    say(f"Setting up the notebooks in {VENV.name} (once; later runs start at once)")
    require_python()
    with step("Python environment"):
        run([sys.executable, "-m", "venv", VENV], "Delete the folder .venv and try again.")
    with step("JupyterLab and the notebook tools"):
        pip = [VENV_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--requirement", REQUIREMENTS], "Is the network reachable?")
    kernel.install()
    STAMP.write_text(fingerprint())
    say(f"Set up in {duration(time.monotonic() - start)}")


def require_python():
    if sys.version_info < OLDEST_PYTHON:
        wanted, found = dotted(OLDEST_PYTHON), dotted(sys.version_info[:3])
        raise Problem(
            f"Python {wanted} or newer is needed, {sys.executable} is {found}. "
            "Install a newer one and name it: make PYTHON=python3.12 ..."
        )
    if importlib.util.find_spec("ensurepip") is None:
        raise Problem(
            f"{sys.executable} cannot make a virtual environment (no `ensurepip`). "
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def require_rust():
    """The kernel compiles every cell with the machine's own rustc."""
    if shutil.which("rustc") is None or shutil.which("cargo") is None:
        raise Problem(f"Rust is missing (no `rustc` and `cargo` on PATH). {RUST_REMEDY}.")
    told = subprocess.run(["rustc", "--version"], capture_output=True, text=True)
    version = re.search(r"rustc (\d+)\.(\d+)", told.stdout)
    if version is None:
        raise Problem(f"`rustc --version` does not tell a version: {told.stderr.strip()}. {RUST_REMEDY}.")
    if tuple(map(int, version.groups())) < OLDEST_RUST:
        raise Problem(
            f"rustc {dotted(OLDEST_RUST)} or newer is needed (the kernel compiles the cells with it), "
            f"found {told.stdout.strip()}. Update it: rustup update stable"
        )


def dotted(version):
    return ".".join(map(str, version))


if __name__ == "__main__":
    main(prepare)
