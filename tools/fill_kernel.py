"""Compiles ahead what the bundled notebooks use, by running their first cells in the kernel. Runs in `.venv`.

The build folder that the first session will have is filled; a kernel for each set of dependencies.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

from jupyter_client.manager import KernelManager

import kernel
import launcher
from common import JUPYTER_DATA, KERNEL_NAME, duration, main, say
from fill import WITHOUT_POLARS, missing, not_filled, pool_of, wanted

SECONDS_TO_START = 120
SECONDS_BETWEEN_SIGNS = 30
# Far more than any machine needs: one that waits for a network that never answers comes to an end.
SECONDS_TO_COMPILE = 3600


class NotCompiled(Exception):
    """Why a cell did not run."""


def fill():
    try:
        pool = pool_of(kernel.installed_program())
        folder = pool.take()
    except (OSError, launcher.NoFolder) as problem:
        return not_filled(problem)
    builds = [build for build in wanted(WITHOUT_POLARS not in sys.argv) if build.key not in folder.filled()]
    for number, build in enumerate(builds, start=1):
        title = f"Compiling for the notebooks, {number} of {len(builds)}: {build.name}"
        say(f"{title}, {build.wait()} on two cores ...")
        start = time.monotonic()
        try:
            compile_ahead(build, folder)
        except (NotCompiled, OSError, RuntimeError) as problem:
            return not_filled(problem)
        left = [f"{later.name}, {later.wait()}" for later in builds[number:]]
        say(f"{title}: done in {duration(time.monotonic() - start)}" + (f"; still to come: {'; '.join(left)}" if left else ""))


def compile_ahead(build, folder):
    """Runs the cell in a kernel of its own, as a first session does, and notes that the folder has it now."""
    with tempfile.NamedTemporaryFile("w+") as log:
        manager = KernelManager(kernel_name=KERNEL_NAME)
        environment = {**os.environ, **launcher.within(os.environ, folder)}
        manager.start_kernel(cwd=build.folder, env=environment, stdout=log, stderr=log)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=SECONDS_TO_START)
            run(build.cell, manager, client, log)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    folder.note_filled(build.key)


def run(cell, manager, client, log):
    request = client.execute(cell)
    start = time.monotonic()
    while time.monotonic() < start + SECONDS_TO_COMPILE:
        try:
            reply = client.get_shell_msg(timeout=SECONDS_BETWEEN_SIGNS)
        except Empty:
            if not manager.is_alive():
                raise NotCompiled("the kernel ended") from None
            say(f"  {compiled(log)} crates after {duration(time.monotonic() - start)}")
            continue
        if reply["parent_header"].get("msg_id") == request:
            if reply["content"]["status"] != "ok":
                raise NotCompiled(reply["content"].get("evalue", "the kernel gives no reason"))
            return
    raise NotCompiled(f"it does not end within {duration(SECONDS_TO_COMPILE)}")


def compiled(log):
    """How many crates cargo has begun to compile."""
    return Path(log.name).read_text(errors="replace").count(" Compiling ")


if __name__ == "__main__":
    # Only the kernel of `.venv` is to be found, whatever else is installed on the machine.
    os.environ["JUPYTER_PATH"] = str(JUPYTER_DATA)
    main(fill)
