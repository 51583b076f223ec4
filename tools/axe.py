"""axe-core, which checks whether a page can be read with a screen reader and by keyboard."""

from common import VENV
from npm import NpmFile

VERSION = "4.14.1"
AXE = NpmFile(
    package="axe-core",
    version=VERSION,
    inside="axe.min.js",
    path=VENV / "share" / "axe-core" / VERSION / "axe.min.js",
    purpose="with which the pages are checked for accessibility",
    variable="AXE",
)
