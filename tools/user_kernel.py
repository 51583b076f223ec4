"""Installs the kernel that keeps its builds for this user, so that every Jupyter and VS Code offers it, or takes it back.

    user_kernel.py install    needs the kernel of `.venv`
    user_kernel.py undo

Its folder holds all that it starts: it works on when this project is moved or deleted.
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

import kernel
from common import BUILDS, ROOT, Problem, main, say

NAME = "rust-keeps-builds"
TITLE = "Rust (keeps its builds)"
LOGOS = "logo-*"


def command():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("action", choices=["install", "undo"])
    return install() if arguments.parse_args().action == "install" else undo()


def data_folder():
    """Where Jupyter looks for the kernels of this user."""
    told = os.environ.get("JUPYTER_DATA_DIR")
    if told:
        return Path(told).absolute()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Jupyter"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jupyter"


def spec_folder():
    return data_folder() / "kernels" / NAME


def install():
    folder = spec_folder()
    refuse_others(folder)
    fresh = folder.with_name(f"{NAME}.new")
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        write(fresh, folder)
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
    except OSError as problem:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Problem(f"the kernel cannot be installed into {folder}: {problem}. JUPYTER_DATA_DIR names another place.") from None
    say(f"Installed the kernel \"{TITLE}\" into {folder}")
    say(f"It keeps what it compiles in {BUILDS}. `make kernel-undo` takes the kernel back.")


def write(fresh, folder):
    """All files, for a kernel that will be in `folder`."""
    for part in [kernel.LAUNCHER, kernel.BUILD_FOLDER]:
        shutil.copy(part, fresh)
    for logo in kernel.SPEC.parent.glob(LOGOS):
        shutil.copy(logo, fresh)
    program = Path(kernel.installed_program())
    if program.resolve().is_relative_to(ROOT):
        shutil.copy(program, fresh)
        program = folder / program.name
    spec = {
        "argv": kernel.launching(python(), folder / kernel.LAUNCHER.name, program),
        "display_name": TITLE,
        "language": "rust",
        "interrupt_mode": "message",
        # By itself the kernel renews the user's spec of an older evcxr when it starts; here it finds none.
        "env": {**kernel.KERNEL_ENVIRONMENT, "JUPYTER_PATH": str(folder)},
    }
    (fresh / "kernel.json").write_text(json.dumps(spec, indent=2) + "\n")


def python():
    """The Python of the machine, also where this one is of a virtual environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def undo():
    folder = spec_folder()
    if not folder.exists():
        return say(f"There is no kernel \"{TITLE}\" in {folder.parent}")
    refuse_others(folder)
    shutil.rmtree(folder)
    say(f"Removed the kernel \"{TITLE}\" from {folder}")
    if BUILDS.exists():
        say(f"What kernels compiled is still in {BUILDS}. The notebooks here use it too; to delete it: rm -r {BUILDS}")


def refuse_others(folder):
    """A kernel of this name that something else installed is left alone."""
    if not folder.exists():
        return
    try:
        ours = str(folder / kernel.LAUNCHER.name) in json.loads((folder / "kernel.json").read_text())["argv"]
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    if not ours:
        raise Problem(f"{folder} is no kernel that `make kernel` installed. Move it away, or delete it.")


if __name__ == "__main__":
    main(command)
