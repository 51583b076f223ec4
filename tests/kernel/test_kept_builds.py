"""The real kernel finds what earlier sessions compiled, and computes the right values with it whatever happened meanwhile."""

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from queue import Empty

from jupyter_client.manager import KernelManager

from common import KERNEL_NAME, ROOT

SECONDS = 600
MANIFEST = """[package]
name = "tiny"
version = "0.1.0"
edition = "2024"

[features]
default = ["more"]
more = []

[dependencies]
base = { path = "../base" }
"""
SOURCE = "pub fn value() -> i32 { base::value() * %d + cfg!(feature = \"more\") as i32 }\n"
BASE = '[package]\nname = "base"\nversion = "0.1.0"\nedition = "2024"\n'
DEP = ':dep tiny = { path = "crates/tiny" }'
PLAIN = ':dep tiny = { path = "crates/tiny", default-features = false }'
PERCEPT = f':dep percept = {{ path = "{ROOT}" }}\nuse percept::prelude::*;'
POINTS = "let points = Dataset::new([[0.3, 0.2], [0.0, 1.3], [1.4, 0.6], [0.5, 1.9]], [0.0, 1.0, 1.0, 1.0])?;"
TRAINED = """let mut perceptron = Perceptron::new([[0.0, 2.0], [0.0, 2.0]], 1)?;
let history = perceptron.train(&points, Delta::new().epochs(50).learning_rate(0.01))?;"""


class Kernel:
    """A kernel of the spec that setup wrote, its launcher included."""

    def __init__(self, folder, pool, **options):
        self.log = tempfile.TemporaryFile("w+")
        self.manager = KernelManager(kernel_name=KERNEL_NAME)
        environment = {name: value for name, value in os.environ.items() if name != "EVCXR_TMPDIR"}
        environment["KERNEL_BUILDS"] = str(pool)
        self.manager.start_kernel(cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=self.log, **options)
        self.client = self.manager.client()
        self.client.start_channels()

    def ready(self):
        try:
            self.client.wait_for_ready(timeout=SECONDS)
        except RuntimeError as problem:
            raise AssertionError(f"{problem}: {self.said()}") from None
        return self

    def run(self, source):
        """All that a cell shows and prints."""
        return self.finish(self.client.execute(source))

    def finish(self, request):
        shown = []
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except Empty:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            shown += [content.get("text", ""), content.get("evalue", ""), *map(str, content.get("data", {}).values())]
            if content.get("execution_state") == "idle":
                return "\n".join(filter(None, shown))
        raise AssertionError(f"did not end within {SECONDS} s: {shown}")

    @property
    def process(self):
        return self.manager.provisioner.process

    def folder(self):
        """The build folder that it was given, or None."""
        variables = Path(f"/proc/{self.process.pid}/environ").read_bytes().split(b"\0")
        told = [entry.partition(b"=")[2] for entry in variables if entry.startswith(b"EVCXR_TMPDIR=")]
        return Path(told[0].decode()) if told else None

    def said(self):
        self.log.seek(0)
        return self.log.read()

    def compiled(self):
        """The crates that it compiled besides the cells."""
        return [line.split()[1] for line in self.said().splitlines() if line.split()[:1] == ["Compiling"]]

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.end()

    def end(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.cleanup_resources()
        self.log.close()


class Kept(unittest.TestCase):
    """A pool after one session that compiled `tiny`, and a notebook's folder with a space in its name."""

    @classmethod
    def setUpClass(cls):
        cls.warm = tempfile.TemporaryDirectory(prefix="percept-warm-")
        cls.pools = Path(cls.warm.name)
        place = cls.pools / "my notebooks"
        for name, manifest, source in [("tiny", MANIFEST, SOURCE % 1), ("base", BASE, "pub fn value() -> i32 { 7 }\n")]:
            (place / "crates" / name / "src").mkdir(parents=True)
            (place / "crates" / name / "Cargo.toml").write_text(manifest)
            (place / "crates" / name / "src" / "lib.rs").write_text(source)
        cls.place = place
        cls.is_changed = False
        cls.warm_up(["base", "tiny"])

    @classmethod
    def warm_up(cls, compiled):
        kernel = Kernel(cls.place, cls.pools / "warm").ready()
        try:
            assert kernel.run(f"{DEP}\ntiny::value()") == "8"
            assert sorted(kernel.compiled()) == compiled
        finally:
            kernel.end()

    @classmethod
    def tearDownClass(cls):
        cls.warm.cleanup()

    def setUp(self):
        if self.is_changed:
            self.source(1)
            self.warm_up(["tiny"])
            type(self).is_changed = False
        self.pool = self.pools / self.id().rpartition(".")[2]
        shutil.copytree(self.pools / "warm", self.pool, symlinks=True)
        self.addCleanup(shutil.rmtree, self.pool, ignore_errors=True)

    def source(self, factor):
        type(self).is_changed = True
        (self.place / "crates" / "tiny" / "src" / "lib.rs").write_text(SOURCE % factor)

    def begin(self, **options):
        kernel = Kernel(self.place, self.pool, **options)
        self.addCleanup(lambda: kernel.log.closed or kernel.end())
        return kernel

    def start(self, **options):
        return self.begin(**options).ready()

    def gives(self, kernel, value, compiled=(), dep=DEP):
        """The crate has this value, and these crates were compiled for it; None: whichever they were."""
        self.assertEqual(kernel.run(f"{dep}\ntiny::value()"), str(value))
        if compiled is not None:
            self.assertEqual(sorted(kernel.compiled()), sorted(compiled))
        self.assertEqual(kernel.run("let kept = tiny::value();"), "")
        self.assertEqual(kernel.run('println!("kept {}", kept + 1);').strip(), f"kept {value + 1}")

    def session(self, value, compiled=(), dep=DEP):
        kernel = self.start()
        folder = kernel.folder()
        self.gives(kernel, value, compiled, dep)
        kernel.end()
        return folder


class Sessions(Kept):
    def test_the_next_session_compiles_nothing_but_cells(self):
        self.assertEqual(self.session(8), self.session(8))

    def test_a_changed_source_is_seen_and_nothing_else_compiled(self):
        self.source(3)
        self.session(22, ["tiny"])
        self.session(22)

    def test_so_is_one_that_was_replaced_by_an_older_file(self):
        self.source(5)
        old = self.place / "crates" / "tiny" / "src" / "lib.rs"
        os.utime(old, (10**9, 10**9))
        self.session(36, ["tiny"])

    def test_features_may_change_and_what_was_made_of_each_set_is_kept(self):
        self.session(7, ["tiny"], PLAIN)
        self.session(8)
        self.session(7, dep=PLAIN)

    def test_a_restarted_kernel_has_its_folder_again(self):
        kernel = self.start()
        folder = kernel.folder()
        self.gives(kernel, 8)
        kernel.manager.restart_kernel(now=True)
        kernel.ready()
        self.assertEqual(kernel.folder(), folder)
        self.gives(kernel, 8)

    def test_an_interrupted_kernel_goes_on_in_its_folder(self):
        kernel = self.start()
        self.gives(kernel, 8)
        request = kernel.client.execute('println!("begun"); loop { std::thread::sleep(std::time::Duration::from_millis(9)); }')
        while kernel.client.get_iopub_msg(timeout=SECONDS)["content"].get("text", "").strip() != "begun":
            pass
        kernel.manager.interrupt_kernel()
        kernel.finish(request)
        self.gives(kernel, 8)

    def test_quick_compiling_keeps_what_was_compiled_without_and_the_reverse(self):
        self.assertEqual(sorted(self.made_with(":opt 0")), ["base", "tiny"])
        self.session(8)
        self.assertEqual(self.made_with(":opt 0"), [])

    def made_with(self, line):
        kernel = self.start()
        self.assertEqual(kernel.run(f"{line}\n{DEP}\ntiny::value()").splitlines()[-1], "8")
        compiled = kernel.compiled()
        kernel.end()
        return compiled


class Beside(Kept):
    def at_once(self, number):
        kernels = [self.begin() for _ in range(number)]
        for kernel in kernels:
            kernel.ready()
        self.assertEqual(len({kernel.folder() for kernel in kernels} - {None}), number)
        requests = [kernel.client.execute(f"{DEP}\ntiny::value() * {at}") for at, kernel in enumerate(kernels)]
        for at, (kernel, request) in enumerate(zip(kernels, requests)):
            self.assertEqual(kernel.finish(request), str(8 * at))
        for kernel in kernels:
            # a folder in which a cargo is at work is not copied: then a kernel begins with an empty one
            self.gives(kernel, 8, compiled=None)

    def test_two_kernels_at_once(self):
        self.at_once(2)

    def test_five_kernels_at_once(self):
        self.at_once(5)


class Accidents(Kept):
    def test_a_kernel_killed_in_the_middle_of_a_compile(self):
        kernel = self.start()
        self.source(11)
        kernel.client.execute(f"{DEP}\ntiny::value()")
        end = time.monotonic() + SECONDS
        while "Compiling tiny" not in kernel.said():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.005)
        kernel.kill()
        # its cargo may go on building there for a moment: then this has a folder of its own
        self.assertEqual(self.start().run(f"{DEP}\ntiny::value()"), "78")
        self.assertEqual(self.start().run(f"{DEP}\ntiny::value()"), "78")

    def test_a_folder_deleted_under_a_running_kernel(self):
        kernel = self.start()
        self.gives(kernel, 8)
        shutil.rmtree(kernel.folder())
        another = self.start()
        self.assertNotEqual(another.folder(), kernel.folder())
        self.assertEqual(another.run(f"{DEP}\ntiny::value()"), "8")
        # evcxr does not make the folder anew: it says which file it cannot write, and has to be restarted
        self.assertIn("src/lib.rs", kernel.run("tiny::value() + 1"))
        kernel.manager.restart_kernel(now=True)
        kernel.ready()
        self.assertEqual(kernel.run(f"{DEP}\ntiny::value()"), "8")
        self.assertEqual(another.run("tiny::value() + 2"), "10")

    def test_no_room_for_the_copy_of_a_folder(self):
        """A limit of the size of files stands for the full disk: a copy fails in its middle."""
        first = self.start()
        (first.folder() / "target" / "large").write_bytes(b"x" * 3_000_000)
        second = self.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, resource.RLIM_INFINITY)))
        self.assertIsNone(second.folder())
        self.assertIn("starts without a kept build folder", second.said())
        self.assertEqual(len([path for path in self.pool.iterdir() if path.is_dir()]), 1)
        self.assertEqual(second.run("6 * 7"), "42")
        self.assertEqual(first.run(f"{DEP}\ntiny::value()"), "8")

    def test_a_pool_with_a_space_in_its_path(self):
        self.pool = self.pools / "with space"
        kernel = self.start()
        self.assertIsNone(kernel.folder())
        self.assertIn("KERNEL_BUILDS", kernel.said())
        self.gives(kernel, 8, ["base", "tiny"])


class Percept(unittest.TestCase):
    def test_a_second_session_compiles_nothing_of_percept_and_draws_the_same(self):
        with tempfile.TemporaryDirectory(prefix="percept-kept-") as name:
            place = Path(name)
            first, compiled = self.session(place)
            self.assertIn("percept", compiled)
            second, compiled = self.session(place)
            self.assertEqual(compiled, [])
            self.assertEqual(second, first)

    def session(self, place):
        kernel = Kernel(place, place / "builds").ready()
        try:
            self.assertEqual(kernel.run(PERCEPT), "")
            self.assertEqual(kernel.run(POINTS), "")
            picture = kernel.run("points")
            self.assertIn("4 samples", picture)
            self.assertIn("data:image/svg+xml;base64,", picture)
            kernel.run(TRAINED)
            shown = kernel.run("perceptron.predict([[0.3, 0.2], [1.4, 0.6]])?")
            self.assertIn("2 rows, 1 column.", shown)
            self.assertRegex(shown, r"0 +0\n1 +1")
            return [picture, shown, kernel.run("history")], kernel.compiled()
        finally:
            kernel.end()


if __name__ == "__main__":
    unittest.main()
