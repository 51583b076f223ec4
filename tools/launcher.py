"""Starts the Rust kernel in a build folder that outlives it: what one session compiled serves the next.

    launcher.py [--folders N] [--bytes N] POOL PROGRAM [ARGUMENT ...]

The folders are in POOL. Each serves one kernel at a time (two would overwrite each other's cells): one
that nobody has and that fits this kernel and this Rust is taken, and where there is none, or setup has
filled another since, that is copied. Then this process becomes the kernel. Where no folder can be had, the kernel starts
without one, as evcxr does by itself, and one line says why.

Variables: KERNEL_BUILDS names another POOL, and where it is empty, no folder is taken; so too where
EVCXR_TMPDIR names a folder already. Standard library only: it runs before anything else is there.
"""

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

# Python's isolated mode, in which the spec starts this, does not look beside it.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from build_folder import Folder, copy, delete, distrust_replaced_sources, newest, recall_versions, sweep  # noqa: E402

FOLDERS = 6
BYTES = 6 * 1024**3
# A disk with less has no room for what a session writes.
FREE_BYTES = 64 * 1024**2
# Jupyter gives up on a kernel that says nothing for a minute.
SECONDS_TO_WAIT = 20
SECONDS_OF_A_DAY = 24 * 60 * 60
# Counted up when folders of older launchers cannot be used.
REVISION = 2
FOLDER, POOL = "EVCXR_TMPDIR", "KERNEL_BUILDS"
# Whoever has set one of these keeps it.
QUICK = {
    # Units of a crate are optimised once, each for itself, and not again together: a `:dep` takes a fifth less, every
    # cell a quarter.
    "CARGO_PROFILE_DEV_LTO": "off",
    # The kernel's allocator asks for pages of 2 MB; clearing them took two of the eleven seconds of a `:dep` with polars.
    "MIMALLOC_ALLOW_THP": "0",
}
# Where programs look for libraries, and where they do so by default if that says what is looked through besides.
LIBRARY_PATH = ("DYLD_FALLBACK_LIBRARY_PATH", "/usr/local/lib:/usr/lib") if sys.platform == "darwin" else ("LD_LIBRARY_PATH", "")


class NoFolder(Exception):
    """Why the kernel starts without a build folder."""


def main(arguments):
    given = parsed(arguments)
    environment = {**QUICK, **os.environ}
    pool = environment.get(POOL, given.pool)
    if pool and FOLDER not in environment:
        try:
            folder = Pool(Path(pool).absolute(), given.program, given.folders, given.bytes).take()
            environment.update(within(environment, folder))
        except Exception as problem:  # whatever it is, it must not keep the kernel from starting
            print(f"Rust kernel: starts without a kept build folder: {reason(problem)}", file=sys.stderr, flush=True)
    try:
        os.execvpe(given.program, [given.program, *given.arguments], environment)
    except OSError as problem:
        return f"Rust kernel: {given.program} does not start: {reason(problem)}"


def parsed(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folders", type=int, default=FOLDERS, help=f"at most so many, {FOLDERS} unless told")
    parser.add_argument("--bytes", type=int, default=BYTES, help=f"at most so many in all, {BYTES} unless told")
    parser.add_argument("pool", help="where the build folders are")
    parser.add_argument("program", help="the kernel")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="given to the kernel")
    return parser.parse_args(arguments)


def reason(problem):
    return " ".join(str(problem).split()) or type(problem).__name__


class Pool:
    """The build folders, and which of them a kernel may have.

    Of a folder `NAME` there are `NAME.lock`, held as long as its kernel lives, and `NAME.json`, written
    once the folder is complete. Names are never used again: a kernel whose folder was deleted under it
    makes it anew, and no other is to be there meanwhile.
    """

    def __init__(self, root, program, folders=FOLDERS, size=BYTES):
        self.root, self.folders, self.bytes = root, folders, size
        # evcxr tells the process that runs the cells a path and a name, parted by a space, and dies where there is another.
        if re.search(r"\s", str(root)):
            raise NoFolder(f"evcxr cannot build in {root}, for the spaces in this path: let {POOL} name a folder without")
        self.root.mkdir(parents=True, exist_ok=True)
        self.maker = maker_of(program, self.root)

    def take(self):
        """A folder of this process's own, until it ends."""
        if shutil.disk_usage(self.root).free < FREE_BYTES:
            raise NoFolder(f"the disk of {self.root} is full")
        with mutex(self.root / "pool.lock"):
            self.forget_what_is_incomplete()
            folder = self.free_one()
            source = self.fullest()
            if folder and not (source and source.filled_at() > folder.filled_at()):
                source = None
            folder = folder or self.reserve(source)
        try:
            self.prepare(folder, source)
        except BaseException:
            folder.unlock()
            raise
        return folder

    def all(self):
        """From the oldest to the youngest."""
        names = {path.stem for path in self.root.glob("*.lock")} - {"pool"}
        return [Folder(self.root, name) for name in sorted(names)]

    def fitting(self):
        """Those that this kernel with this Rust made."""
        return [folder for folder in self.all() if folder.maker() == self.maker]

    def forget_what_is_incomplete(self):
        """What a launcher killed while it copied has left, and what was deleted by hand."""
        for folder in self.all():
            if not folder.is_complete() and folder.lock():
                folder.delete()
        for path in self.root.glob("[0-9]*[0-9]"):
            # Without a lock it belongs to nobody, or to a kernel under which all of the pool was deleted.
            if not path.with_suffix(".lock").exists() and time.time() - newest(path) > SECONDS_OF_A_DAY:
                delete(path)

    def free_one(self):
        """The fullest that nobody has: what is missing in a folder would be compiled again."""
        for folder in sorted(self.fitting(), key=fullness, reverse=True):
            if folder.lock():
                if not folder.is_being_built():
                    return folder
                folder.unlock()
        return None

    def fullest(self):
        """The folder to copy, or None where none is at rest."""
        at_rest = [folder for folder in self.fitting() if not folder.is_being_built()]
        return max(at_rest, key=fullness, default=None)

    def reserve(self, source):
        """The name and the lock of a new folder, for which room was made."""
        if not self.make_room(1, source.size() if source else 0):
            limits = f"{self.folders} folders or {self.bytes / 1e9:.1f} GB"
            raise NoFolder(f"those in {self.root} are in use, and more than {limits} are not kept")
        folder = Folder(self.root, f"{time.time_ns():020}")
        if not folder.lock():
            raise NoFolder(f"{folder.path} is taken")
        return folder

    def make_room(self, folders, size, own=None):
        """Deletes what was not used for longest, first of other kernels and toolchains; whether it was enough."""
        kept = self.all()
        for folder in kept:
            if own is None or folder.name != own.name:
                folder.note_size()
        sizes = {folder.name: folder.size() for folder in kept}

        def fits():
            return len(kept) + folders <= self.folders and sum(sizes[folder.name] for folder in kept) + size <= self.bytes

        for folder in sorted(kept, key=lambda folder: (folder.maker() == self.maker, folder.last_use())):
            if fits():
                break
            if (own is None or folder.name != own.name) and folder.lock():
                folder.delete()
                kept.remove(folder)
        return fits()

    def prepare(self, folder, source):
        if source is None and folder.is_complete():
            sweep(folder.path)
            if folder.size() > self.bytes:
                folder.empty()
            with mutex(self.root / "pool.lock"):
                self.make_room(0, 0, folder)
        else:
            self.fill(folder, source)
        distrust_replaced_sources(folder.path)
        recall_versions(folder.path)
        folder.note_use(self.maker)

    def fill(self, folder, source):
        try:
            # Half a copy is never taken for a whole one.
            folder.note_path.unlink(missing_ok=True)
            folder.path.mkdir(exist_ok=True)
            folder.empty()
            if source:
                copy(source, folder)
                sweep(folder.path)
        except BaseException:
            folder.delete()
            raise


def fullness(folder):
    """What setup has filled last is up to date, whatever others have gathered."""
    return folder.filled_at(), folder.size()


def maker_of(program, place):
    """Tells apart what two kernels or two toolchains compile."""
    found = shutil.which(program)
    if found is None:
        raise NoFolder(f"{program} is missing")
    digest = hashlib.sha256(f"{REVISION}\n{asked(['-vV'], place)}".encode())
    digest.update(Path(found).read_bytes())
    return digest.hexdigest()


def within(environment, folder):
    """The variables with which the kernel builds in this folder."""
    return {FOLDER: str(folder.path), **libraries(environment, folder.path)}


def libraries(environment, folder):
    """Where the kernel finds Rust's own library.

    evcxr loads a cell from the folder above the one for which rustc wrote down the way to that library.
    This goes wrong where the build folder and Rust are both in the same folder, such as one's home.
    """
    name, usual = LIBRARY_PATH
    others = environment.get(name) or usual
    return {name: ":".join(filter(None, [others, asked(["--print", "target-libdir"], folder)]))}


def asked(options, place):
    """What the rustc says that compiles in this place."""
    command = ["rustc", *options]
    told = subprocess.run(command, cwd=place, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS_TO_WAIT)
    if told.returncode != 0:
        raise NoFolder(f"`{' '.join(command)}` fails: {told.stderr}")
    return told.stdout.strip()


@contextmanager
def mutex(path):
    """One launcher at a time looks for a folder."""
    import fcntl

    with open(path, "w") as file:
        end = time.monotonic() + SECONDS_TO_WAIT
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise NoFolder(f"{path} is held by another launcher") from None
                time.sleep(0.05)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
