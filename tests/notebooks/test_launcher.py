"""The launcher finds each kernel a build folder of its own, and never keeps one from starting."""

import errno
import fcntl
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from unittest.mock import patch

import build_folder
import launcher
from kernel import LAUNCHER

SECONDS = 120
# Stands for the kernel: tells where it builds, starts a child that outlives it where told to, and waits.
FAKE = f"""#!{sys.executable}
import json, os, subprocess, sys
if "child" in sys.argv:
    subprocess.Popen(["sleep", "1000"], close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
told = {{name: os.environ.get(name) for name in ["EVCXR_TMPDIR", "LD_LIBRARY_PATH", *{list(launcher.QUICK)}]}}
print(json.dumps({{**told, "arguments": sys.argv[1:], "process": os.getpid()}}), flush=True)
sys.stdin.read()
"""
TRIPLE = "x86_64-unknown-linux-gnu"


class Pool(unittest.TestCase):
    """A pool, and a kernel with a space in its name."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="percept-launcher-")
        self.addCleanup(folder.cleanup)
        self.place = Path(folder.name)
        self.pool = self.place / "the-pool"
        self.program = self.fake("fake kernel")

    def fake(self, name, text=FAKE):
        program = self.place / name
        program.write_text(text)
        program.chmod(0o755)
        return program

    def begin(self, *options, program=None, arguments=(), pool=None, **variables):
        """Starts a kernel and does not wait for it."""
        command = [sys.executable, "-I", "-S", LAUNCHER, *options, pool or self.pool, program or self.program, *arguments]
        environment = {name: value for name, value in os.environ.items() if name not in ("EVCXR_TMPDIR", "KERNEL_BUILDS")}
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        kernel = subprocess.Popen(list(map(str, command)), env={**environment, **variables}, text=True, **pipes)
        self.addCleanup(self.end, kernel)
        return kernel

    def start(self, *options, **more):
        kernel = self.begin(*options, **more)
        return kernel, json.loads(kernel.stdout.readline())

    def folder(self, *options, **more):
        """A kernel that runs and its build folder, or None where it has none."""
        kernel, told = self.start(*options, **more)
        return kernel, told["EVCXR_TMPDIR"] and Path(told["EVCXR_TMPDIR"])

    def end(self, kernel):
        """Ends a kernel as `kill -9` does; what it had written to stderr."""
        if kernel.poll() is None:
            kernel.kill()
        kernel.wait()
        said = "" if kernel.stderr.closed else kernel.stderr.read()
        for pipe in (kernel.stdin, kernel.stdout, kernel.stderr):
            pipe.close()
        return said

    def session(self, *options, **more):
        """The folder of a kernel that has ended."""
        kernel, folder = self.folder(*options, **more)
        self.assertEqual(self.end(kernel), "")
        return folder

    def made(self, folder, name="deps/libmade.rlib", size=1000):
        path = folder / "target" / TRIPLE / "debug" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
        return path

    def folders(self):
        return sorted(path for path in self.pool.iterdir() if path.is_dir())


class Locks(Pool):
    def test_the_launcher_becomes_the_kernel(self):
        kernel, told = self.start(arguments=["--control_file", "a b.json"])
        self.assertEqual(told["process"], kernel.pid)
        self.assertEqual(told["arguments"], ["--control_file", "a b.json"])
        self.assertEqual(Path(told["EVCXR_TMPDIR"]).parent, self.pool)

    def test_sessions_one_after_the_other_have_the_same_folder(self):
        self.assertEqual(self.session(), self.session())

    def test_two_at_once_have_two_folders_and_a_killed_one_frees_its_own(self):
        first, its_own = self.folder()
        _, another = self.folder()
        self.assertNotEqual(its_own, another)
        self.end(first)
        self.assertEqual(self.session(), its_own)

    def test_five_at_once_have_five_folders(self):
        kernels = [self.begin() for _ in range(5)]
        folders = {json.loads(kernel.stdout.readline())["EVCXR_TMPDIR"] for kernel in kernels}
        self.assertEqual(len(folders - {None}), 5)
        self.assertEqual(sorted(map(Path, folders)), self.folders())

    def test_what_the_kernel_started_does_not_hold_its_folder(self):
        kernel, its_own = self.folder(arguments=["child"])
        child = int(subprocess.run(["pgrep", "-P", str(kernel.pid)], capture_output=True, text=True).stdout)
        self.addCleanup(os.kill, child, signal.SIGKILL)
        kernel.kill()
        kernel.wait()
        self.assertEqual(self.session(), its_own)

    def test_a_folder_in_which_a_killed_kernels_cargo_still_builds_is_left_to_it(self):
        folder = self.session()
        self.made(folder)
        lock = self.made(folder, ".cargo-lock", 0)
        with open(lock) as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            another = self.session()
            self.assertNotEqual(another, folder)
            # nor is it copied: half of it may be there
            self.assertFalse((another / "target").exists())
        self.assertEqual(self.session(), folder)

    def test_a_folder_deleted_under_its_kernel_goes_to_no_other(self):
        _, its_own = self.folder()
        shutil.rmtree(its_own)
        _, another = self.folder()
        self.assertNotEqual(its_own, another)
        its_own.mkdir()  # evcxr makes it again with the next cell
        self.assertNotIn(self.folder()[1], (its_own, another))

    def test_nor_when_the_whole_pool_was_deleted(self):
        _, its_own = self.folder()
        shutil.rmtree(self.pool)
        its_own.mkdir(parents=True)
        self.assertNotEqual(self.session(), its_own)
        self.assertTrue(its_own.exists())
        # what nobody has used for long is no longer in use
        os.utime(its_own, (1, 1))
        self.session()
        self.assertFalse(its_own.exists())

    def test_one_deleted_at_rest_is_forgotten(self):
        folder = self.session()
        shutil.rmtree(folder)
        self.assertNotEqual(self.session(), folder)
        self.assertEqual(len(list(self.pool.glob("*.json"))), 1)

    def test_half_a_copy_is_never_used(self):
        folder = self.session()
        next(self.pool.glob("*.json")).unlink()
        self.assertNotEqual(self.session(), folder)
        self.assertFalse(folder.exists())


class Copies(Pool):
    def test_where_all_are_taken_the_fullest_is_copied_with_its_times(self):
        first, its_own = self.folder()
        made = self.made(its_own, size=5000)
        os.utime(made, ns=(10**18, 10**18 + 7))
        (its_own / "Cargo.lock").write_text("versions")
        _, another = self.folder()
        copy = another / made.relative_to(its_own)
        self.assertEqual(copy.read_bytes(), made.read_bytes())
        self.assertEqual(copy.stat().st_mtime_ns, made.stat().st_mtime_ns)
        self.assertEqual((another / "Cargo.lock").read_text(), "versions")
        self.made(another, "deps/libmore.rlib", 100)
        _, third = self.folder()
        self.assertTrue((third / "target" / TRIPLE / "debug" / "deps" / "libmore.rlib").exists())

    def test_versions_that_the_last_session_did_not_use_are_kept(self):
        def lock(*packages):
            blocks = [f'[[package]]\nname = "{name}"\nversion = "{version}"\nsource = "registry"\n' for name, version in packages]
            return "version = 4\n\n" + "\n".join(blocks)

        folder = self.session()
        (folder / "Cargo.lock").write_text(lock(("large", "1.0.0"), ("small", "1.0.0")))
        self.session()
        (folder / "Cargo.lock").write_text(lock(("small", "1.0.0"), ("tiny", "1.0.0")))
        self.session()
        self.assertEqual((folder / "Cargo.lock").read_text(), lock(("large", "1.0.0"), ("small", "1.0.0"), ("tiny", "1.0.0")))

    def test_what_vanishes_while_it_is_copied_is_left_out(self):
        first, its_own = self.folder()
        kept, lost = self.made(its_own), self.made(its_own, ".fingerprint/serde-1/invoked.timestamp")
        source = its_own / "target"

        def vanishes(folder, names):
            if lost.parent.name in names:
                shutil.rmtree(lost.parent)
            return []

        with patch("build_folder.leftovers", vanishes):
            build_folder.copy_tree(source, self.place / "copy")
        self.assertTrue((self.place / "copy" / kept.relative_to(source)).exists())

    def test_what_a_build_script_wrote_for_other_features_distrusts_nothing(self):
        folder = self.session()
        unit = self.made(folder, ".fingerprint/serde-1/invoked.timestamp").parent
        os.utime(unit / "invoked.timestamp", (1, 1))
        generated = self.made(folder, "build/serde-2/out/private.rs")
        self.made(folder, "deps/serde-2.d").write_text(f"x: {generated}\n\n{generated}:\n".replace(" ", "\\ ").replace("x:\\ ", "x: "))
        self.session()
        self.assertTrue(unit.exists())

    def test_the_fullest_is_taken_first(self):
        first, its_own = self.folder()
        second, another = self.folder()
        self.made(another, size=5000)
        self.end(first)
        self.end(second)
        self.assertEqual(self.session(), another)

    def test_what_setup_has_filled_since_replaces_what_an_older_folder_has_gathered(self):
        first, its_own = self.folder()
        second, older = self.folder()
        gathered = self.made(older, size=9000)
        self.end(second)
        dependency = self.made(its_own, "deps/libnewer.rlib")
        (its_own / build_folder.FILLED).write_text("[]")
        # the filled one is in use: it is copied over the one that is free
        self.assertEqual(self.session(), older)
        self.assertTrue((older / dependency.relative_to(its_own)).exists())
        self.assertFalse(gathered.exists())
        self.assertEqual(self.folders(), sorted([its_own, older]))
        # the copy is as new as its source, and keeps what is added to it
        added = self.made(older, "deps/libadded.rlib")
        self.assertEqual(self.session(), older)
        self.assertTrue(added.exists())

    def test_of_free_folders_the_one_that_setup_has_filled_is_taken(self):
        first, its_own = self.folder()
        second, fuller = self.folder()
        self.made(fuller, size=9000)
        (its_own / build_folder.FILLED).write_text("[]")
        self.end(first)
        self.end(second)
        self.assertEqual(self.session(), its_own)

    def test_cells_of_others_are_not_copied(self):
        _, its_own = self.folder()
        cell = self.made(its_own, "libcode_1.so")
        dependency = self.made(its_own)
        _, another = self.folder()
        self.assertFalse((another / cell.relative_to(its_own)).exists())
        self.assertTrue((another / dependency.relative_to(its_own)).exists())
        self.assertTrue(cell.exists())

    def test_another_kernel_or_toolchain_has_folders_of_its_own(self):
        folder = self.session()
        other = self.fake("another", FAKE + "# version 2\n")
        self.assertNotEqual(self.session(program=other), folder)
        tools = self.place / "tools"
        tools.mkdir()
        self.fake("tools/rustc", "#!/bin/sh\necho rustc 9.99.0\n")
        self.assertNotIn(self.session(PATH=f"{tools}:{os.environ['PATH']}"), (folder, None))
        self.assertEqual(self.session(), folder)


class Limits(Pool):
    def test_no_more_folders_than_allowed(self):
        self.folder("--folders", "2")
        self.folder("--folders", "2")
        third, folder = self.folder("--folders", "2")
        self.assertIsNone(folder)
        said = self.end(third)
        self.assertIn("without a kept build folder: those in", said)
        self.assertEqual(len(said.splitlines()), 1)

    def test_what_was_not_used_for_longest_makes_room(self):
        first, oldest = self.folder()
        second, newer = self.folder()
        self.end(second)
        self.end(first)
        self.session()  # the oldest is used once more
        other = self.fake("another", FAKE + "# version 2\n")
        self.assertIsNotNone(self.session("--folders", "2", program=other))
        self.assertFalse(newer.exists())
        self.assertTrue(oldest.exists())

    def test_those_of_other_toolchains_make_room_first(self):
        other = self.fake("another", FAKE + "# version 2\n")
        first, its_own = self.folder()
        foreign = self.session(program=other)
        self.folder("--folders", "2")
        self.assertFalse(foreign.exists())
        self.assertTrue(its_own.exists())

    def test_no_more_bytes_than_allowed(self):
        _, its_own = self.folder("--bytes", "10000")
        self.made(its_own, size=6000)
        second, folder = self.folder("--bytes", "10000")
        self.assertIsNone(folder)
        self.assertIn("0.0 GB", self.end(second))

    def test_the_size_is_measured_anew_after_every_use(self):
        first, one = self.folder()
        second, another = self.folder()
        self.end(first)
        self.end(second)
        self.assertEqual(self.session(), one)  # which measures the other
        self.folder()
        again, folder = self.folder()
        self.assertEqual(folder, another)
        self.made(another, size=6000)
        self.end(again)
        # another kernel needs room: the size noted before that use is no longer true
        self.session("--bytes", "5000", program=self.fake("another", FAKE + "# version 2\n"))
        self.assertFalse(another.exists())

    def test_a_folder_that_alone_is_too_large_begins_anew(self):
        folder = self.session()
        made = self.made(folder, size=6000)
        self.assertEqual(self.session("--bytes", "7000"), folder)
        self.assertTrue(made.exists())
        self.assertEqual(self.session("--bytes", "5000"), folder)
        self.assertFalse(made.exists())


class Sweeping(Pool):
    KEPT = ["deps/libpercept-0d33282183eed3c2.rlib", ".fingerprint/ctx-tools-0d33282183eed3c2/lib", "incremental/percept-2riqq6/s"]
    SWEPT = ["libcode_12.so", "deps/libctx.so", ".fingerprint/ctx-8e7ff4596cc1c51f/lib-ctx", "incremental/ctx-1c5fto/s/a.o", "deps/rmetaX/lib", "deps/a.rcgu.o"]

    def test_what_a_session_leaves_behind_is_gone_when_the_next_begins(self):
        folder = self.session()
        kept, swept = ([self.made(folder, name) for name in names] for names in (self.KEPT, self.SWEPT))
        self.session()
        self.assertEqual([path.exists() for path in kept], [True] * len(kept))
        self.assertEqual([path.exists() for path in swept], [False] * len(swept))

    def test_what_was_made_of_a_source_since_replaced_by_an_older_file_is_made_again(self):
        folder = self.session()
        source = self.place / "own crate" / "lib.rs"
        source.parent.mkdir()
        source.write_text("pub fn seven() {}")
        escaped = str(source).replace(" ", "\\ ")
        self.made(folder, "deps/own_crate-12ab.d").write_text(f"libown_crate.rlib: {escaped}\n\n{escaped}:\n")
        made = self.made(folder, ".fingerprint/own-crate-12ab/invoked.timestamp")
        later = time.time() + 1000
        os.utime(made, (later, later))
        self.session()
        self.assertTrue(made.exists())
        os.utime(made, (1000, 1000))
        os.utime(source, (10, 10))
        self.session()
        self.assertFalse(made.exists())


class Failures(Pool):
    """Whatever is wrong, the kernel starts as it does without a launcher."""

    def starts_without(self, wanted, **more):
        kernel, folder = self.folder(**more)
        self.assertIsNone(folder)
        said = self.end(kernel)
        self.assertRegex(said, r"\ARust kernel: starts without a kept build folder: .*\n\Z")
        self.assertIn(wanted, said)

    def test_the_pool_cannot_be_made(self):
        (self.place / "file").write_text("")
        self.starts_without("Not a directory", pool=self.place / "file" / "pool")

    def test_the_path_of_the_pool_has_a_space(self):
        self.starts_without("let KERNEL_BUILDS name a folder without", pool=self.place / "the pool")
        self.assertFalse((self.place / "the pool").exists())

    def test_the_disk_cannot_be_written_to(self):
        self.starts_without("/proc/kernels", pool="/proc/kernels")

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_the_pool_is_read_only(self):
        self.session()
        self.pool.chmod(0o500)
        self.addCleanup(self.pool.chmod, 0o700)
        self.starts_without("Permission denied")

    def test_rust_is_missing(self):
        self.starts_without("rustc", PATH=str(self.place))

    def inside(self, *options):
        """What a launcher in this very process would start, and what it says."""
        said = io.StringIO()
        with patch("launcher.os.execvpe") as execute, redirect_stderr(said), patch.dict(os.environ):
            os.environ.pop("EVCXR_TMPDIR", None)
            os.environ.pop("KERNEL_BUILDS", None)
            launcher.main([*options, str(self.pool), str(self.program)])
        return execute.call_args.args[2].get("EVCXR_TMPDIR"), said.getvalue()

    def test_there_are_no_locks(self):
        with patch.dict(sys.modules, {"fcntl": None}):
            folder, said = self.inside()
        self.assertIsNone(folder)
        self.assertIn("fcntl", said)

    def test_the_file_system_knows_no_locks(self):
        with patch("fcntl.lockf", side_effect=OSError(errno.ENOLCK, "No locks available")):
            folder, said = self.inside()
        self.assertIsNone(folder)
        self.assertIn("No locks available", said)

    def test_the_disk_is_full_from_the_start(self):
        with patch("launcher.shutil.disk_usage", return_value=shutil._ntuple_diskusage(1000, 1000, 0)):
            folder, said = self.inside()
        self.assertIsNone(folder)
        self.assertIn("is full", said)

    def test_the_disk_gets_full_while_a_folder_is_copied(self):
        _, its_own = self.folder()
        self.made(its_own)
        with patch("launcher.shutil.copy2", side_effect=OSError(errno.ENOSPC, "No space left on device")):
            folder, said = self.inside()
        self.assertIsNone(folder)
        self.assertIn("No space left on device", said)
        self.assertEqual(self.folders(), [its_own])
        self.assertEqual(len(list(self.pool.glob("*.lock"))), 2)

    def test_and_while_its_note_is_written(self):
        self.session()
        with patch("launcher.Path.write_text", side_effect=OSError(errno.ENOSPC, "No space left on device")):
            folder, said = self.inside()
        self.assertIsNone(folder)
        self.assertIn("No space left on device", said)
        self.assertIsNotNone(self.session())

    def test_a_note_that_says_nothing(self):
        folder = self.session()
        next(self.pool.glob("*.json")).write_text("{")
        self.assertNotIn(self.session(), (folder, None))

    def test_a_kernel_that_is_missing_is_told(self):
        kernel = self.begin(program=self.place / "nowhere")
        self.assertEqual(kernel.wait(SECONDS), 1)
        self.assertIn("nowhere does not start", kernel.stderr.read())


class Choices(Pool):
    def test_a_folder_that_the_user_names_is_taken(self):
        self.assertEqual(self.session(EVCXR_TMPDIR="/somewhere"), Path("/somewhere"))
        self.assertFalse(self.pool.exists())

    def test_what_makes_cells_quick_is_set_unless_the_user_has_set_it(self):
        for name, quick in launcher.QUICK.items():
            for variables, told in [({}, quick), ({"KERNEL_BUILDS": ""}, quick), ({name: "other"}, "other")]:
                self.assertEqual(self.start(**variables)[1][name], told)

    def test_another_pool_or_none(self):
        other = self.place / "other"
        self.assertEqual(self.session(KERNEL_BUILDS=str(other)).parent, other)
        self.assertIsNone(self.session(KERNEL_BUILDS=""))
        self.assertFalse(self.pool.exists())

    @unittest.skipUnless(sys.platform == "linux", "the variable of Linux")
    def test_rusts_own_library_is_found_after_those_of_the_user(self):
        _, told = self.start(LD_LIBRARY_PATH="/mine")
        mine, rusts = told["LD_LIBRARY_PATH"].split(":")
        self.assertEqual(mine, "/mine")
        self.assertTrue(list(Path(rusts).glob("libstd-*.so")))


if __name__ == "__main__":
    unittest.main()
