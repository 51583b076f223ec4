"""A JupyterLab of the tests' own: its settings, its folders, no network, and a notebook run in it once."""

import atexit
import functools
import json
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat.sign import NotebookNotary

import pages
from check import check
from common import JUPYTER_DATA, ROOT, VENV_PYTHON, Problem, duration, say
from figure_check import HTML, PLOTLY, TEXT
from plotly_js import ONLINE, ONLINE_ADDRESS
from session import CROSS_ORIGIN, HEIGHT, WIDTH, chromium

NOTEBOOK = Path(__file__).parent / "every_value.ipynb"
# As deep below the project's folder as the notebook itself, whose `:dep` names it as `../..`.
FOLDER = ROOT / "target" / "every_value"
# The page of the notebook as it ran, and that notebook.
PAGE = "every_value_ran"
# What plotly's renderer puts into the notebook when it is saved, and shows in the figure's place later on.
STILL = "image/png"
# The forms of an output, and those that a JupyterLab without plotly's Python package can show.
ALL, NO_PLOTLY = [PLOTLY, HTML, TEXT], [HTML, TEXT]
LIGHT, DARK = "JupyterLab Light", "JupyterLab Dark"

# No checks of speed: a busy machine takes long, and what never comes is still told.
SECONDS_TO_START = 300
SECONDS_TO_OPEN = 300
SECONDS_TO_RUN = 900
SETTINGS = {
    # All outputs are in the page, also those far below its edge.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"checkForUpdates": False},
    "docmanager-extension/plugin": {"autosave": False},
}
# What JupyterLab itself writes to the console, word for word up to the part that changes.
NOISE = []
OPEN = """({ path, ...kernel }) => window.jupyterapp.commands.execute(
    "docmanager:open", { path, factory: "Notebook", kernelPreference: kernel })"""
# JupyterLab is there as it was opened: nothing asks the reader, and no page has brought plotly.js along.
IS_AS_NEW = """Boolean(window.jupyterapp) && !document.querySelector(".jp-Dialog") && !("Plotly" in window)"""
# And two pictures later all of it is gone.
CLOSE_ALL = """() => {
    delete window.perceptRun;
    for (const widget of [...window.jupyterapp.shell.widgets("main")]) widget.dispose();
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
HAS_OPENED = """path => {
    const panel = window.jupyterapp.shell.currentWidget;
    return panel?.context?.path === path && panel.context.isReady && Boolean(panel.content?.widgets?.length);
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


def setting(plugin, name):
    """What a setting is where this reader has changed nothing: JupyterLab's own or the installation's."""
    with urllib.request.urlopen(f"{lab().url}/lab/api/settings/{plugin}", timeout=SECONDS_TO_START) as answer:
        told = json.load(answer)
    return told["settings"].get(name, told["schema"]["properties"][name]["default"])


@functools.cache
def window():
    """The one page in which JupyterLab is opened."""
    page = chromium().new_context(viewport={"width": WIDTH + 300, "height": HEIGHT}).new_page()
    page.complaints = []
    page.plotly = False
    listen(page, lab().url)
    return page


@functools.cache
def ran():
    """The notebook of every value with what the kernel sent; it runs once per test run."""
    lab()
    path = FOLDER / NOTEBOOK.name
    shutil.copy(NOTEBOOK, path)
    start = time.monotonic()
    run_all(opened(path.name, starts=True))
    say(f"{path.name}: ran in JupyterLab in {duration(time.monotonic() - start)}")
    notebook = nbformat.read(path, as_version=4)
    for data in bundles(notebook):
        data.pop(STILL, None)
    # figures that are not there would be waited for, one by one
    findings = check(notebook)
    if findings:
        raise Problem(f"{path.name} did not run as it should: {'; '.join(map(str, findings))}")
    return notebook


def bundles(notebook):
    for cell in notebook.cells:
        yield from (output.data for output in cell.get("outputs", []) if "data" in output)


def as_it_ran():
    """The page in which the notebook ran, with nothing opened in it since."""
    page = window()
    if not page.evaluate("Boolean(window.perceptRun)"):
        raise Problem("another notebook was opened since this one ran")
    return page


@functools.cache
def exported():
    """Its page, and the page in dark colours that nbconvert makes on request."""
    notebook = ran()
    pages.add_plotly(FOLDER)
    nbformat.write(notebook, FOLDER / f"{PAGE}.ipynb")
    return [
        ROOT / pages.write(notebook, f"{PAGE}{ending}", FOLDER, theme)
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


def copy(name, forms, trusted):
    """A copy of the notebook as it ran, each output in these forms where it has them; its name."""
    path = FOLDER / f"{name}.ipynb"
    notebook = deepcopy(ran())
    # The signature of equal notebooks would be equal.
    notebook.metadata["copy"] = name
    for data in bundles(notebook):
        for form in set(data).difference(forms):
            del data[form]
    nbformat.write(notebook, path)
    if trusted:
        lab().sign(nbformat.read(path, as_version=4))
    return path.name


def opened(name, plotly=False, starts=False, anew=False):
    """JupyterLab with this notebook alone in it; `plotly` says whether plotly.js can be had from its usual
    address, `starts` whether a kernel is started for it, `anew` whether JupyterLab has to be loaded again."""
    page = window()
    # What the earlier notebook says as it is left is not this one's.
    if anew or not page.evaluate(IS_AS_NEW):
        page.goto("about:blank")
        page.complaints.clear()
        page.goto(f"{lab().url}/lab?reset")
        page.wait_for_function("window.jupyterapp", timeout=SECONDS_TO_OPEN * 1000)
        page.evaluate("window.jupyterapp.restored")
    else:
        page.evaluate(CLOSE_ALL)
        page.complaints.clear()
    page.plotly = plotly
    page.evaluate(OPEN, {"path": name, "shouldStart": starts, "canStart": starts})
    page.wait_for_function(HAS_OPENED, arg=name, timeout=SECONDS_TO_OPEN * 1000)
    return page


def listen(page, url):
    def let_through(route):
        address = route.request.url
        if page.plotly and address == ONLINE_ADDRESS:
            route.fulfill(path=str(ONLINE.require()), headers=CROSS_ORIGIN)
        else:
            if address != ONLINE_ADDRESS:
                page.complaints.append(f"asks the network for {address}")
            route.abort()

    def hear(message):
        blocked = ONLINE_ADDRESS == message.location.get("url") and message.text.startswith("Failed to load resource")
        if message.type == "error" and not blocked and not message.text.startswith(tuple(NOISE)):
            page.complaints.append(f"console error: {message.text}")

    # what JupyterLab and the page itself hold, it has without asking
    page.route(re.compile(rf"^(?!{re.escape(url)}|data:|blob:)"), let_through)
    page.on("console", hear)
    page.on("pageerror", lambda error: page.complaints.append(f"uncaught error: {error}"))


def dress(page, theme):
    """Changes JupyterLab's theme and waits until it is there."""
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    page.wait_for_function("theme => document.body.dataset.jpThemeName === theme", arg=theme, timeout=SECONDS_TO_OPEN * 1000)
