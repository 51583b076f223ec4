"""Finds or fetches axe-core, which checks whether a page can be read with a screen reader and by keyboard."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from common import VENV, Problem, run, step

VERSION = "4.14.1"
SCRIPT = VENV / "share" / "axe-core" / VERSION / "axe.min.js"
IN_PACKAGE = "package/axe.min.js"
REMEDY = (
    f"Have npm at hand and the network reachable, or name the file axe.min.js of axe-core {VERSION}, "
    "fetched elsewhere: AXE=/path/to/axe.min.js make ..."
)


def find():
    """The path of the script, or None; AXE in the environment comes first."""
    named = os.environ.get("AXE")
    if named and not Path(named).is_file():
        raise Problem(f"AXE names {named}, which is not a file.")
    return Path(named) if named else SCRIPT if SCRIPT.exists() else None


def require():
    path = find()
    if path is None:
        raise Problem(f"axe-core {VERSION} is missing: the pages cannot be checked for accessibility. {REMEDY}")
    return path


def ensure():
    """Fetches it with npm where it is not there yet."""
    if find() is None:
        if shutil.which("npm") is None:
            raise Problem(f"npm is missing, which fetches axe-core {VERSION} for the page tests. {REMEDY}")
        fetch()


def fetch():
    with step(f"Accessibility check: fetching axe-core {VERSION}"), tempfile.TemporaryDirectory() as folder:
        run(["npm", "pack", "--silent", "--pack-destination", folder, f"axe-core@{VERSION}"], REMEDY, cwd=folder, stdout=subprocess.DEVNULL)
        SCRIPT.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
            script = package.extractfile(IN_PACKAGE).read()
        SCRIPT.write_bytes(script)
