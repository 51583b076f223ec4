"""The browser, and a page opened the way one kind of reader sees it."""

import atexit
import base64
import functools
import os
import re
from contextlib import contextmanager
from typing import NamedTuple

from playwright.sync_api import sync_playwright

import browser
from common import ROOT
from plotly_js import ONLINE, ONLINE_ADDRESS

# A folder's page needs nothing else; a request to the network fails here as on a plane.
OWN_SCHEMES = "file:|data:|blob:|about:"
# What the address of plotly.js sends along: without it, a script with a hash is not run.
CROSS_ORIGIN = {"access-control-allow-origin": "*"}
WIDTH, HEIGHT = 1100, 900
# A narrow window: a telephone held across, a notebook beside a video.
NARROW = 480
# A page of many figures draws them while it loads, which takes long on a busy machine.
MILLISECONDS_TO_LOAD = 180_000
SCREENSHOTS = ROOT / "target" / "screenshots"
# Pictures of whole pages take a quarter of the time: they are for people, who ask for them, or have a fault to look at.
WHOLE_PAGES = bool(os.environ.get("SCREENSHOTS"))
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
    # Whether the public address of plotly.js answers; no other does.
    online: bool = True


LIVE = Mode("live", scripts=True, plotly=True)
# A page that has all it needs beside it.
OFFLINE = Mode("offline", scripts=True, plotly=True, online=False)
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


@functools.cache
def window(scripts, dark):
    """Where pages of this kind of reader are opened, and those that are free: a window costs more than most tests."""
    context = chromium().new_context(
        java_script_enabled=scripts,
        viewport={"width": WIDTH, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
    )
    context.set_default_navigation_timeout(MILLISECONDS_TO_LOAD)
    return context, []


@contextmanager
def open_page(path, mode):
    """The page at `path`; `page.complaints` collects what the browser complains about."""
    context, free = window(mode.scripts, mode.dark)
    page = free.pop() if free else context.new_page()
    # behind others it would draw once a second
    page.bring_to_front()
    # what the page before says as it is left is not this one's
    page.complaints = []
    stop = listen(page, mode)
    try:
        page.goto(path.resolve().as_uri())
        yield page
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if mode.dark else "light")
        stop()
        page.goto("about:blank")
    except BaseException:
        # whatever state it is in, no other test gets it
        page.close()
        raise
    free.append(page)


def shoot(page, path):
    """A picture of what the window shows, packed quickly rather than small."""
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
    session.detach()
    path.write_bytes(base64.b64decode(taken["data"]))


def listen(page, mode):
    """Lets the page have what it may, and hears what it says; returns what ends that."""

    def let_through(route):
        address = route.request.url
        if not mode.plotly and "plotly" in address.rpartition("/")[2]:
            route.abort()
        elif mode.online and address == ONLINE_ADDRESS:
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

    def hear_error(error):
        page.complaints.append(f"uncaught error: {error}")

    def stop():
        page.unroute_all()
        page.remove_listener("console", hear)
        page.remove_listener("pageerror", hear_error)

    # its own files it has without asking; plotly.js among them only where it may be had
    page.route(re.compile(rf"^(?!{OWN_SCHEMES})" if mode.plotly else rf"^(?!{OWN_SCHEMES})|plotly[^/]*$"), let_through)
    page.on("console", hear)
    page.on("pageerror", hear_error)
    return stop
