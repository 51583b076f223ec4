"""Finds an evcxr kernel that percept can use, or builds the pinned one, and installs its spec into `.venv`."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from common import BUILDS, JUPYTER_DATA, KERNEL_NAME, ROOT, VENV, VENV_PYTHON, Problem, run, say, step

# What is built where none is there; an installed one may be another, if it passes the smoke test.
VERSION = "0.22.0"
PROGRAM = "evcxr_jupyter"
SPEC = JUPYTER_DATA / "kernels" / KERNEL_NAME / "kernel.json"
LAUNCHER = ROOT / "tools" / "launcher.py"
# What the launcher needs beside it.
BUILD_FOLDER = LAUNCHER.with_name("build_folder.py")
# Counted up when what `write_spec` writes changes, so that an older setup is renewed.
SPEC_REVISION = "2"
KERNEL_ENVIRONMENT = {
    # A notebook's own `:cache` keeps what cargo does not build incrementally, by its command line and not
    # by its source: with CARGO_INCREMENTAL=0 (usual in CI) it would serve an outdated percept.
    "CARGO_INCREMENTAL": "1",
}


def is_installed():
    """Whether the spec is there, starts the launcher, and all that it starts still exists."""
    try:
        argv = json.loads(SPEC.read_text())["argv"]
        # A kernel that was updated writes its own spec over this one when it starts.
        return str(LAUNCHER) in argv and all(Path(part).exists() for part in (argv[0], program_of(argv)))
    except (FileNotFoundError, ValueError):
        return False


def launching(python, launcher, program):
    """The command of the spec: the launcher becomes the kernel."""
    return [str(python), "-I", "-S", str(launcher), str(BUILDS), str(program), "--control_file", "{connection_file}"]


def program_of(argv):
    return argv[-3]


def installed_program():
    """The kernel that the spec in `.venv` starts."""
    return program_of(json.loads(SPEC.read_text())["argv"])


def install():
    program = find() or build()
    write_spec(program)


def find():
    """An installed kernel that passes the smoke test, or None."""
    for program in candidates():
        version, problem = tried(program)
        if problem is None:
            say(f"Rust kernel: using {program} ({version})")
            return program
        say(f"Rust kernel: {program} ({version or 'of unknown version'}) cannot be used: {problem}")
    return None


def candidates():
    cargo_home = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")
    on_path = shutil.which(PROGRAM)
    places = [VENV / "bin" / PROGRAM, cargo_home / "bin" / PROGRAM]
    if on_path:
        places.insert(1, Path(on_path))
    return list(dict.fromkeys(place for place in places if place.exists()))


def tried(program):
    """The version that the kernel tells, and what percept relies on and it does not do, or None."""
    # It would renew the spec of another installation; here it finds none.
    with tempfile.TemporaryDirectory() as nowhere, step(f"Rust kernel: trying {program}, about ten seconds"):
        told = subprocess.run(
            [VENV_PYTHON, ROOT / "tools" / "kernel_smoke.py", program],
            env={**os.environ, "JUPYTER_PATH": nowhere},
            capture_output=True,
            text=True,
        )
    problem = (told.stderr.strip().splitlines() or ["it says nothing"])[-1] if told.returncode else None
    return told.stdout.strip() or None, problem


def build():
    with step(f"Rust kernel: building {PROGRAM} {VERSION}, 7 to 15 minutes on two cores"):
        # A folder that stays: where the build is interrupted, the next one goes on.
        built = VENV / "kernel-build"
        command = ["cargo", "install", "--locked", PROGRAM, "--version", VERSION, "--root", VENV, "--target-dir", built]
        # Without this cargo advises to put the folder on PATH, which nobody needs to.
        environment = {**os.environ, "PATH": f"{os.environ['PATH']}{os.pathsep}{VENV / 'bin'}"}
        remedy = "Is the network reachable, and is a C compiler (`cc`) installed for linking?"
        run(command, remedy, env=environment)
        shutil.rmtree(built, ignore_errors=True)
    program = VENV / "bin" / PROGRAM
    _, problem = tried(program)
    if problem:
        raise Problem(f"{program} was built but cannot be used: {problem}")
    return program


def write_spec(program):
    """Lets the kernel write its own spec and logos into `.venv`, then puts the launcher before it."""
    environment = {**os.environ, "JUPYTER_PATH": str(JUPYTER_DATA)}
    with step(f"Rust kernel: writing its spec into {VENV.name}"):
        run([program, "--install"], "", env=environment, stdout=subprocess.DEVNULL)
        spec = json.loads(SPEC.read_text())
        changes = {"argv": launching(VENV_PYTHON, LAUNCHER, program), "env": KERNEL_ENVIRONMENT}
        SPEC.write_text(json.dumps({**spec, **changes}, indent=2) + "\n")
