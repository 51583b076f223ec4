"""What `.venv`'s JupyterLab does where a reader has set nothing else: it opens without a question about news."""

import json

from common import JUPYTER_DATA

# JupyterLab's own place for the defaults of an installation.
OVERRIDES = JUPYTER_DATA / "lab" / "settings" / "overrides.json"
DEFAULTS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false"}}


def ensure(path=OVERRIDES):
    """Writes the defaults where they are missing; what else the file says stays."""
    present = read(path)
    wanted = {**present, **{plugin: {**present.get(plugin, {}), **values} for plugin, values in DEFAULTS.items()}}
    if wanted != present:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(wanted, indent=2) + "\n")


def read(path):
    """What the file says; one that cannot be read says nothing, to JupyterLab either."""
    try:
        present = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):
        return {}
    return present if isinstance(present, dict) else {}
