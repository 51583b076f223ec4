"""Starts the Rust kernel in a build folder that outlives it: what one session compiled serves the next.

    launcher.py [--folders N] [--bytes N] POOL PROGRAM [ARGUMENT ...]

The folders are in POOL. Each serves one kernel at a time (two would overwrite each other's cells): the
first that nobody has and that fits this kernel and this Rust is taken, and where there is none, the
fullest is copied. Then this process becomes the kernel. Where no folder can be had, the kernel starts
without one, as evcxr does by itself, and one line says why.

Variables: KERNEL_BUILDS names another POOL, and where it is empty, no folder is taken; so too where
EVCXR_TMPDIR names a folder already. Standard library only: it runs before anything else is there.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

FOLDERS = 6
BYTES = 6 * 1024**3
# A disk with less has no room for what a session writes.
FREE_BYTES = 64 * 1024**2
# Jupyter gives up on a kernel that says nothing for a minute.
SECONDS_TO_WAIT = 20
SECONDS_OF_A_DAY = 24 * 60 * 60
# Counted up when folders of older launchers cannot be used.
REVISION = 1
FOLDER, POOL = "EVCXR_TMPDIR", "KERNEL_BUILDS"
# In a folder: what setup compiled in it ahead of the first session.
FILLED = "filled.json"
# Also in it: the versions that cargo chose in any session.
CHOSEN, VERSIONS = "Cargo.lock", "versions.lock"
# Where programs look for libraries, and where they do so by default if that says what is looked through besides.
LIBRARY_PATH = ("DYLD_FALLBACK_LIBRARY_PATH", "/usr/local/lib:/usr/lib") if sys.platform == "darwin" else ("LD_LIBRARY_PATH", "")
# What belongs to the cells of one session, which are the crate `ctx`, and to no dependency.
CELL = re.compile(r"(lib)?(code_\d+|ctx(-[0-9a-z]+)?)(\..*)?$")


class NoFolder(Exception):
    """Why the kernel starts without a build folder."""


def main(arguments):
    given = parsed(arguments)
    environment = dict(os.environ)
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
            source = None if folder else self.fullest()
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
        for folder in sorted(self.fitting(), key=lambda folder: folder.size(), reverse=True):
            if folder.lock():
                if not folder.is_being_built():
                    return folder
                folder.unlock()
        return None

    def fullest(self):
        """The folder to copy, or None where none is at rest."""
        at_rest = [folder for folder in self.fitting() if not folder.is_being_built()]
        return max(at_rest, key=lambda folder: folder.size(), default=None)

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
        if folder.is_complete():
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
            folder.path.mkdir()
            if source:
                copy(source, folder)
                sweep(folder.path)
        except BaseException:
            folder.delete()
            raise


class Folder:
    """One build folder, its lock and its note."""

    def __init__(self, root, name):
        self.name, self.path = name, root / name
        self.lock_path, self.note_path = root / f"{name}.lock", root / f"{name}.json"
        self.held = None

    def lock(self):
        """Whether it is now this process's own. The lock stays with the process when it becomes the kernel.

        It is a lock of the process and not of the descriptor (`lockf`, not `flock`): what the kernel
        starts inherits the descriptor, and must not hold the folder for longer than the kernel lives.
        Such a lock is gone as soon as the process closes any descriptor of the file, so it is opened here only.
        """
        import fcntl

        descriptor = os.open(self.lock_path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return False
        except BaseException:
            os.close(descriptor)
            raise
        os.set_inheritable(descriptor, True)
        self.held = descriptor
        return True

    def unlock(self):
        if self.held is not None:
            os.close(self.held)
            self.held = None

    def delete(self):
        """Of a folder that is held. Its note goes first: half a folder is never taken for a whole one."""
        self.note_path.unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)
        self.lock_path.unlink(missing_ok=True)
        self.unlock()

    def empty(self):
        for entry in self.path.iterdir():
            delete(entry)

    def note(self):
        try:
            return json.loads(self.note_path.read_text())
        except (OSError, ValueError):
            return {}

    def maker(self):
        return self.note().get("maker") if self.path.is_dir() else None

    def is_complete(self):
        return self.maker() is not None

    def note_use(self, maker):
        self.write_note({"maker": maker, "used": time.time()})

    def note_size(self):
        """Of a folder that nobody has: it stays as it is until its next use, and there may be thousands of files in it."""
        if self.is_complete() and "bytes" not in self.note() and self.lock():
            self.write_note({**self.note(), "bytes": self.size()})
            self.unlock()

    def write_note(self, note):
        # Replaced as a whole: on a full disk the old one is still there.
        fresh = self.note_path.with_suffix(".new")
        fresh.write_text(json.dumps(note))
        fresh.replace(self.note_path)

    def filled(self):
        """What setup noted by `note_filled`."""
        try:
            return set(json.loads((self.path / FILLED).read_text()))
        except (OSError, ValueError):
            return set()

    def note_filled(self, key):
        (self.path / FILLED).write_text(json.dumps(sorted(self.filled() | {key})))

    def last_use(self):
        used = self.note().get("used")
        return used if isinstance(used, (int, float)) else 0.0

    def size(self):
        noted = self.note().get("bytes")
        return noted if isinstance(noted, int) else sum(bytes_of(self.path))

    def is_being_built(self):
        """Whether a cargo is at work in it, be it one that outlives its killed kernel."""
        with cargo_at_rest(self.path) as at_rest:
            return not at_rest


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


@contextmanager
def cargo_at_rest(folder):
    """Whether no cargo builds in the folder; as long as this lasts, none begins to."""
    import fcntl

    with ExitStack() as opened:
        at_rest = True
        for made in cargos(folder):
            with suppress(FileNotFoundError):
                file = opened.enter_context(open(made / ".cargo-lock"))
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    at_rest = False
        yield at_rest


def cargos(folder):
    """Where cargo puts what runs while it compiles, and what it compiles for the cells."""
    return [folder / "target" / "debug", *(folder / "target").glob("*-*/debug")]


def copy(source, folder):
    """What cargo made, with its times, by which cargo tells that it is up to date."""
    with cargo_at_rest(source.path) as at_rest:
        if at_rest and (source.path / "target").is_dir():
            copy_tree(source.path / "target", folder.path / "target")
    for name in ["Cargo.toml", CHOSEN, VERSIONS, FILLED]:
        with suppress(FileNotFoundError):
            shutil.copy2(source.path / name, folder.path / name)


def copy_tree(source, target):
    """What vanishes meanwhile, as its kernel starts, is left out: cargo compiles it again."""
    try:
        shutil.copytree(source, target, symlinks=True, ignore=leftovers, copy_function=copied)
    except shutil.Error as problem:
        if any(os.path.lexists(entry) for entry, *_ in problem.args[0]):
            raise


def copied(source, target):
    # Cells come and go meanwhile.
    with suppress(FileNotFoundError):
        shutil.copy2(source, target)


def leftovers(_, names):
    return [name for name in names if CELL.match(name)]


def sweep(folder):
    """Deletes what earlier sessions left behind and no later one can use."""
    for made in cargos(folder):
        for name in ["", "deps", "incremental", ".fingerprint"]:
            for entry in entries(made / name):
                killed = name == "deps" and (entry.name.endswith(".rcgu.o") or entry.is_dir())
                if killed or CELL.match(entry.name):
                    delete(entry)


def distrust_replaced_sources(folder):
    """Lets cargo compile again what was made of sources that were replaced since.

    By itself it does so where a source is newer than what was made of it. One replaced by an older
    file, as from a backup, has the time of its last edit, but a later time of its last change.
    """
    for made in cargos(folder):
        sources = {}
        for listing in entries(made / "deps"):
            if listing.suffix == ".d":
                sources.setdefault(crate_of(listing.stem), set()).update(own_sources(listing, folder.parent))
        for unit in entries(made / ".fingerprint"):
            if any(changed_since(unit, source) for source in sources.get(crate_of(unit.name), ())):
                delete(unit)


def recall_versions(folder):
    """Lets cargo choose the versions that it chose in this folder before.

    It forgets those that its last session did not use. As soon as one of them has a successor, it would
    take that, and so compile again, and with it all that depends on it.
    """
    with suppress(FileNotFoundError):
        head, chosen = packages((folder / CHOSEN).read_text())
        with suppress(FileNotFoundError):
            chosen = {**packages((folder / VERSIONS).read_text())[1], **chosen}
        for name in [VERSIONS, CHOSEN] if chosen else []:
            (folder / name).write_text(head + "\n\n".join(chosen[key] for key in sorted(chosen)) + "\n")


def packages(lock):
    """What comes before the packages in a `Cargo.lock`, and each of them by its first lines: name, version, source."""
    head, *blocks = re.split(r"(?m)^(?=\[\[package\]\])", lock)
    return head, {"".join(block.splitlines(keepends=True)[1:4]).partition("dependencies = ")[0].strip(): block.strip() for block in blocks}


def crate_of(name):
    """Of the name that cargo gives to what it makes of a crate."""
    return name.rpartition("-")[0].replace("-", "_")


def own_sources(listing, pool):
    """The sources that cargo lists for a crate, but for those of registries, which never change.

    Nor those that a build script wrote, of which each set of features has its own: cargo minds them itself.
    """
    with suppress(OSError, UnicodeDecodeError):
        for line in listing.read_text().splitlines():
            if line.endswith(":") and line.startswith("/") and "/registry/src/" not in line:
                source = Path(line[:-1].replace("\\ ", " "))
                if pool not in source.parents:
                    yield source


def changed_since(unit, source):
    with suppress(FileNotFoundError):
        return source.stat().st_ctime > (unit / "invoked.timestamp").stat().st_mtime
    return False


def entries(folder):
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def delete(entry):
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        with suppress(FileNotFoundError):
            entry.unlink()


def newest(folder):
    """When a cell was last written into it."""
    times = []
    for place in [folder, folder / "src", folder / "src" / "lib.rs"]:
        with suppress(FileNotFoundError):
            times.append(place.stat().st_mtime)
    return max(times, default=0.0)


def bytes_of(folder):
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as found:
        for entry in found:
            with suppress(FileNotFoundError):
                if entry.is_dir(follow_symlinks=False):
                    yield from bytes_of(entry.path)
                else:
                    yield entry.stat(follow_symlinks=False).st_size


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
