"""Paths and the few helpers that the tools share. Standard library only."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
# Holds the kernel spec; given to Jupyter as JUPYTER_PATH so that no other kernel is found first.
JUPYTER_DATA = VENV / "share" / "jupyter"
KERNEL_NAME = "rust"


def cache_folder():
    """Where programs of this user keep what they can make again."""
    told = os.environ.get("XDG_CACHE_HOME", "")
    ours = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return Path(told) if os.path.isabs(told) else ours


# What kernels built, for the next ones. Outside of the project: cargo looks into the folders above what it builds.
BUILDS = cache_folder() / "percept-kernels"
NOTEBOOKS = ROOT / "notebooks"
# Notebooks that are tests and no tutorials.
TABLES = ROOT / "tests" / "tables"
PAGES = ROOT / "target" / "notebooks"


class Problem(Exception):
    """A foreseeable problem: its text says what is missing and the way out."""


def say(text):
    print(text, flush=True)


def main(action):
    """Runs `action` and ends the program with its exit code; a `Problem` is told without a trace."""
    try:
        sys.exit(action())
    except Problem as problem:
        sys.exit(f"error: {problem}")
    except KeyboardInterrupt:
        sys.exit("interrupted")


@contextmanager
def step(title):
    """Says what is being done and, once it is done, how long it took."""
    say(f"{title} ...")
    start = time.monotonic()
    yield
    say(f"{title}: done in {duration(time.monotonic() - start)}")


def duration(seconds):
    if seconds < 60:
        return f"{seconds:.1f} s"
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


def run(command, remedy, **options):
    """Runs `command`; where it cannot, raises a `Problem` that ends in `remedy`."""
    shown = " ".join(map(str, command))
    try:
        subprocess.run(command, check=True, **options)
    except FileNotFoundError:
        raise Problem(f"`{command[0]}` is missing. {remedy}") from None
    except subprocess.CalledProcessError as error:
        raise Problem(f"`{shown}` ended with code {error.returncode} (see above). {remedy}") from None


def counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
