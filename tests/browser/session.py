"""The browser, and a page opened the way one kind of reader sees it."""

import atexit
import functools
import os
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import sync_playwright

import browser
from common import ROOT
from plotly_js import ONLINE, ONLINE_ADDRESS

# A folder's page needs nothing else; a request to the network fails here as on a plane.
OWN_SCHEMES = ("file:", "data:", "blob:", "about:")
# What the address of plotly.js sends along: without it, a script with a hash is not run.
CROSS_ORIGIN = {"access-control-allow-origin": "*"}
WIDTH, HEIGHT = 1100, 900
# A narrow window: a telephone held across, a notebook beside a video.
NARROW = 480
# A page of many figures draws them while it loads, which takes long on a busy machine.
MILLISECONDS_TO_LOAD = 180_000
SCREENSHOTS = ROOT / "target" / "screenshots"
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Mode(NamedTuple):
    name: str
    scripts: bool
    plotly: bool
    dark: bool = False


LIVE = Mode("live", scripts=True, plotly=True)
BLOCKED = Mode("blocked", scripts=True, plotly=False)
SCRIPTLESS = Mode("scriptless", scripts=False, plotly=False)
# A reader whose system is set to dark colours.
DARK = Mode("dark", scripts=True, plotly=True, dark=True)
DARK_SCRIPTLESS = Mode("dark scriptless", scripts=False, plotly=False, dark=True)


@functools.cache
def chromium():
    """The one browser of a test run; it ends with the run."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    launched = playwright.chromium.launch(executable_path=browser.require(), args=ARGUMENTS + sandbox)
    # before Playwright itself is stopped
    atexit.register(launched.close)
    return launched


@contextmanager
def open_page(path, mode):
    """The page at `path`; `page.complaints` collects what the browser complains about."""
    context = chromium().new_context(
        java_script_enabled=mode.scripts,
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="dark" if mode.dark else "light",
    )
    try:
        page = context.new_page()
        page.set_default_navigation_timeout(MILLISECONDS_TO_LOAD)
        page.complaints = []
        listen(page, mode)
        page.goto(path.resolve().as_uri())
        yield page
    finally:
        context.close()


def listen(page, mode):
    def let_through(route):
        address = route.request.url
        if not mode.plotly and "plotly" in address.rpartition("/")[2]:
            route.abort()
        elif address.startswith(OWN_SCHEMES):
            route.continue_()
        elif address == ONLINE_ADDRESS:
            # what the network would give, word for word
            route.fulfill(path=str(ONLINE.require()), headers=CROSS_ORIGIN)
        else:
            page.complaints.append(f"asks the network for {address}")
            route.abort()

    def hear(message):
        # Chromium's own word on the script that is blocked on purpose.
        on_purpose = not mode.plotly and message.text.startswith("Failed to load resource")
        if message.type == "error" and not on_purpose:
            page.complaints.append(f"console error: {message.text}")

    page.route("**/*", let_through)
    page.on("console", hear)
    page.on("pageerror", lambda error: page.complaints.append(f"uncaught error: {error}"))
