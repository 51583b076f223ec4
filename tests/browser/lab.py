"""A JupyterLab of the tests' own: its settings, its folders, no network, and a notebook run in it once."""

import atexit
import functools
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

import pages
from common import JUPYTER_DATA, ROOT, VENV_PYTHON, Problem, duration, say
from session import HEIGHT, PLOTLY_ADDRESS, PLOTLY_JS, WIDTH, open_browser

NOTEBOOK = Path(__file__).parent / "every_value.ipynb"
# As deep below the project's folder as the notebook itself, whose `:dep` names it as `../..`.
FOLDER = ROOT / "target" / "every_value"
PLOTLY = "application/vnd.plotly.v1+json"
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

SECONDS_TO_START = 60
SECONDS_TO_OPEN = 60
SECONDS_TO_RUN = 900
SETTINGS = {
    # All outputs are in the page, also those far below its edge.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
}
# What JupyterLab itself writes to the console, word for word up to the part that changes.
NOISE = []
HAS_OPENED = """() => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return Boolean(panel?.context?.isReady && panel.content?.widgets?.length);
}"""
RUN_ALL = """() => {
    window.perceptRun = "runs";
    window.jupyterapp.shell.currentWidget.sessionContext.ready
        .then(() => window.jupyterapp.commands.execute("notebook:run-all-cells"))
        .then(() => { window.perceptRun = "ended"; }, (error) => { window.perceptRun = String(error); });
}"""


class Lab:
    """A server in folders of its own, and the notebooks that it serves."""

    def __init__(self):
        self.own = Path(tempfile.mkdtemp(prefix="percept-lab-"))
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        write_settings(self.own / "settings")
        self.log = open(FOLDER / "lab.log", "w")
        self.server = subprocess.Popen(
            self.command(), env=self.environment(), stdout=self.log, stderr=subprocess.STDOUT, cwd=FOLDER
        )

    def command(self):
        return [
            *[VENV_PYTHON, "-m", "jupyter", "lab", "--no-browser", "--LabApp.expose_app_in_browser=True"],
            *[f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0", f"--ServerApp.root_dir={FOLDER}"],
            *["--ServerApp.ip=localhost", "--IdentityProvider.token=", "--ServerApp.password="],
            *(["--allow-root"] if os.geteuid() == 0 else []),
        ]

    def environment(self):
        own = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        }
        folders = {name: str(self.own / folder) for name, folder in own.items()}
        return {**os.environ, **folders, "JUPYTER_PATH": str(JUPYTER_DATA)}

    def wait(self):
        deadline = time.monotonic() + SECONDS_TO_START
        while not self.answers():
            if self.server.poll() is not None:
                raise Problem(f"JupyterLab ended at once, see {FOLDER / 'lab.log'}")
            if time.monotonic() > deadline:
                raise Problem(f"JupyterLab does not answer within {SECONDS_TO_START} s, see {FOLDER / 'lab.log'}")
            time.sleep(0.2)

    def answers(self):
        try:
            with urllib.request.urlopen(f"{self.url}/api/status", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False

    def sign(self, notebook):
        """What a reader does with "Trust Notebook"."""
        NotebookNotary(data_dir=str(self.own / "data")).sign(notebook)

    def close(self):
        self.server.terminate()
        try:
            self.server.wait(20)
        except subprocess.TimeoutExpired:
            self.server.kill()
        self.log.close()
        shutil.rmtree(self.own, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


def write_settings(folder):
    for plugin, settings in SETTINGS.items():
        path = folder / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(settings))


@functools.cache
def lab():
    """The one JupyterLab of a test run; it ends with the run."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    started = Lab()
    atexit.register(started.close)
    started.wait()
    return started


@functools.cache
def ran():
    """The notebook of every value as it ran in the kernel, once a test run."""
    opened = lab()
    path = FOLDER / NOTEBOOK.name
    shutil.copy(NOTEBOOK, path)
    start = time.monotonic()
    with open_browser() as chromium, open_notebook(chromium, opened, path.name) as page:
        run_all(page)
    say(f"{path.name}: ran in JupyterLab in {duration(time.monotonic() - start)}")
    return path


@functools.cache
def exported():
    """Its page, and the page in dark colours that nbconvert makes on request."""
    notebook = nbformat.read(ran(), as_version=4)
    pages.add_plotly(FOLDER)
    return [
        ROOT / pages.write(notebook, f"{NOTEBOOK.stem}{ending}", FOLDER, theme)
        for theme, ending in [("light", ""), ("dark", "_dark")]
    ]


def run_all(page):
    page.evaluate(RUN_ALL)
    page.wait_for_function("window.perceptRun !== 'runs'", timeout=SECONDS_TO_RUN * 1000)
    told = page.evaluate("window.perceptRun")
    if told != "ended":
        raise Problem(f"the notebook did not run to its end: {told}")
    # The kernel may send a cell's last line late.
    page.wait_for_timeout(500)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")


def copy(name, change, trusted):
    """A copy of the notebook as it ran, with a change; its name."""
    path = FOLDER / f"{name}.ipynb"
    notebook = nbformat.read(ran(), as_version=4)
    # The signature of equal notebooks would be equal.
    notebook.metadata["copy"] = name
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            change(output)
    nbformat.write(notebook, path)
    if trusted:
        lab().sign(nbformat.read(path, as_version=4))
    return path.name


def without_plotly(output):
    """Leaves what a JupyterLab without plotly's Python package can show."""
    output.get("data", {}).pop(PLOTLY, None)


@contextmanager
def open_notebook(chromium, opened, name, plotly=False):
    """The notebook in JupyterLab; `plotly` says whether plotly.js can be had from its usual address."""
    context = chromium.new_context(viewport={"width": WIDTH + 300, "height": HEIGHT})
    try:
        page = context.new_page()
        page.complaints = []
        listen(page, opened.url, plotly)
        page.goto(f"{opened.url}/lab/tree/{name}?reset")
        page.wait_for_function(HAS_OPENED, timeout=SECONDS_TO_OPEN * 1000)
        page.evaluate("window.jupyterapp.restored")
        yield page
    finally:
        context.close()


def listen(page, url, plotly):
    def let_through(route):
        address = route.request.url
        if address.startswith((url, "data:", "blob:")):
            route.continue_()
        elif plotly and address.startswith(PLOTLY_ADDRESS):
            route.fulfill(path=str(PLOTLY_JS))
        else:
            if not address.startswith(PLOTLY_ADDRESS):
                page.complaints.append(f"asks the network for {address}")
            route.abort()

    def hear(message):
        blocked = PLOTLY_ADDRESS in message.location.get("url", "") and message.text.startswith("Failed to load resource")
        if message.type == "error" and not blocked and not message.text.startswith(tuple(NOISE)):
            page.complaints.append(f"console error: {message.text}")

    page.route("**/*", let_through)
    page.on("console", hear)
    page.on("pageerror", lambda error: page.complaints.append(f"uncaught error: {error}"))


def dress(page, theme):
    """Changes JupyterLab's theme and waits until it is there."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme, timeout=20_000)
