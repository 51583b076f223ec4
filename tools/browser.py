"""Finds the browser that the page tests drive: any installed Chromium or Chrome."""

import os
import shutil
from pathlib import Path

from common import Problem, run, step

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
MAC_APPLICATIONS = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]
REMEDY = (
    "Install Chromium or Chrome, on Debian: apt-get install chromium, "
    "or name one that is installed elsewhere: CHROMIUM=/path/to/chrome make ..."
)


def find():
    """The path of an installed browser, or None; CHROMIUM in the environment comes first."""
    named = os.environ.get("CHROMIUM")
    if named:
        return require_program(named)
    found = [shutil.which(name) for name in NAMES]
    found += [path for path in MAC_APPLICATIONS if Path(path).exists()]
    return next(filter(None, found), None)


def require_program(named):
    path = shutil.which(named)
    if path is None:
        raise Problem(f"CHROMIUM names {named}, which is not a program that can be run.")
    return path


def require():
    path = find()
    if path is None:
        raise Problem(f"no browser for the page tests: none of {', '.join(NAMES)} on PATH. {REMEDY}")
    return path


def ensure():
    """Installs Debian's Chromium where none is found and that is possible."""
    if find() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        install()
    require()


def install():
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    with step("Browser for the page tests: installing Debian's chromium, about 100 MB"):
        run(["apt-get", "update", "-qq"], REMEDY, **quiet)
        run(["apt-get", "install", "-qq", "--no-install-recommends", "chromium"], REMEDY, **quiet)
