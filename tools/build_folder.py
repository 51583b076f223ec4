"""A build folder of the Rust kernel: its lock, its note, and what is kept of it from session to session."""

import json
import os
import re
import shutil
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

# In a folder: what setup compiled in it ahead of the first session.
FILLED = "filled.json"
# Also in it: the versions that cargo chose in any session.
CHOSEN, VERSIONS = "Cargo.lock", "versions.lock"
# What belongs to the cells of one session, which are the crate `ctx`, and to no dependency.
CELL = re.compile(r"(lib)?(code_\d+|ctx(-[0-9a-z]+)?)(\..*)?$")


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

    def filled_at(self):
        """When it was filled last, or the folder that it is a copy of."""
        try:
            return (self.path / FILLED).stat().st_mtime_ns
        except OSError:
            return 0

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
    names = ["Cargo.toml", CHOSEN, VERSIONS]
    with cargo_at_rest(source.path) as at_rest:
        if at_rest and (source.path / "target").is_dir():
            copy_tree(source.path / "target", folder.path / "target")
            names.append(FILLED)
    for name in names:
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
