"""Finds or builds the evcxr kernel at the pinned version and installs its spec into `.venv`."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import JUPYTER_DATA, KERNEL_NAME, ROOT, VENV, VENV_PYTHON, Problem, run, say, step

VERSION = "0.22.0"
PROGRAM = "evcxr_jupyter"
SPEC = JUPYTER_DATA / "kernels" / KERNEL_NAME / "kernel.json"
# Counted up when what `write_spec` writes changes, so that an older setup is renewed.
SPEC_REVISION = "1"
KERNEL_ENVIRONMENT = {
    # `:cache` keeps what cargo does not build incrementally, by its command line and not by its
    # source. With CARGO_INCREMENTAL=0 (usual in CI) it would serve an outdated percept.
    "CARGO_INCREMENTAL": "1",
}


def is_installed():
    """Whether the spec is there and the program that it starts still exists."""
    try:
        return Path(json.loads(SPEC.read_text())["argv"][0]).exists()
    except FileNotFoundError:
        return False


def install():
    program = find() or build()
    write_spec(program)


def find():
    """An installed kernel of the pinned version, or None."""
    for program in candidates():
        version = version_of(program)
        if version == VERSION:
            say(f"Rust kernel: using {program} ({VERSION})")
            return program
        say(f"Rust kernel: {program} is {version or 'not working'}, {VERSION} is needed")
    return None


def candidates():
    cargo_home = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")
    on_path = shutil.which(PROGRAM)
    places = [VENV / "bin" / PROGRAM, cargo_home / "bin" / PROGRAM]
    if on_path:
        places.insert(1, Path(on_path))
    return list(dict.fromkeys(place for place in places if place.exists()))


def version_of(program):
    """Asks the kernel itself: its command line has no option that tells the version."""
    # It would renew the spec of another installation; here it finds none.
    with tempfile.TemporaryDirectory() as nowhere:
        told = subprocess.run(
            [VENV_PYTHON, ROOT / "tools" / "kernel_version.py", program],
            env={**os.environ, "JUPYTER_PATH": nowhere},
            capture_output=True,
            text=True,
        )
    return told.stdout.strip() if told.returncode == 0 else None


def build():
    with step(f"Rust kernel: building {PROGRAM} {VERSION}, 7 to 15 minutes on two cores"):
        command = ["cargo", "install", "--locked", PROGRAM, "--version", VERSION, "--root", VENV]
        # Without this cargo advises to put the folder on PATH, which nobody needs to.
        environment = {**os.environ, "PATH": f"{os.environ['PATH']}{os.pathsep}{VENV / 'bin'}"}
        remedy = "Is the network reachable, and is a C compiler (`cc`) installed for linking?"
        run(command, remedy, env=environment)
    program = VENV / "bin" / PROGRAM
    version = version_of(program)
    if version != VERSION:
        raise Problem(f"{program} was built but answers as {version or 'nothing'}, not {VERSION}.")
    return program


def write_spec(program):
    """Lets the kernel write its own spec and logos into `.venv`, then adds the environment."""
    environment = {**os.environ, "JUPYTER_PATH": str(JUPYTER_DATA)}
    with step(f"Rust kernel: writing its spec into {VENV.name}"):
        run([program, "--install"], "", env=environment, stdout=subprocess.DEVNULL)
        spec = json.loads(SPEC.read_text())
        SPEC.write_text(json.dumps({**spec, "env": KERNEL_ENVIRONMENT}, indent=2) + "\n")
