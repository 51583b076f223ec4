"""The plotly.js that a reader who is online gets: the version whose address stands in the figures' script."""

import base64
import hashlib
import re

from common import ROOT, Problem
from npm import NpmFile

SCRIPT = ROOT / "src" / "notebook" / "scripts" / "figure.js"
ADDRESS = re.compile(r'"(https://cdn\.plot\.ly/plotly-([\d.]+)\.min\.js)"')
# Where a page keeps the promise of plotly.js: whoever comes first sets it.
SLOT = re.compile(r'var slot = "(\w+)"')
INTEGRITY = re.compile(r'"(sha384-[\w+/=]+)"')


def integrity_asked():
    """The hash that the figures' script asks of the file."""
    return the_only(INTEGRITY, "hashes of plotly.js")


def slot():
    """The name in `window` under which the figures of a page share plotly.js."""
    return the_only(SLOT, "places for plotly.js")


def the_only(pattern, what):
    """What the figures' script names once."""
    found = pattern.findall(SCRIPT.read_text())
    if len(found) != 1:
        raise Problem(f"{SCRIPT.relative_to(ROOT)} names {len(found)} {what}, one is needed")
    return found[0]


def integrity_of(content):
    """The hash of a script as browsers want it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


ONLINE_ADDRESS, VERSION = the_only(ADDRESS, "addresses of plotly.js")
ONLINE = NpmFile(
    package="plotly.js-dist-min",
    version=VERSION,
    inside="plotly.min.js",
    path=ROOT / "target" / "plotly.js" / VERSION / "plotly.min.js",
    purpose="which stands for the one that readers load from its public address",
    variable="PLOTLY_JS",
)
