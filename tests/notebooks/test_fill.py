"""What the bundled notebooks compile is compiled ahead once, in a folder of the pool that the next kernel has."""

import io
import json
import os
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import build_folder
import fill
import fill_kernel
import launcher
from common import ROOT

PLAIN = ':dep percept = { path = ".." }\nuse percept::prelude::*;'
FRAMES = ':opt 0\n:dep percept = { path = "..", features = ["polars-csv"] }'


def written(folder, **sources):
    """Notebooks of one cell each."""
    folder.mkdir(exist_ok=True)
    for name, source in sources.items():
        cells = [{"cell_type": "markdown", "source": PLAIN}, {"cell_type": "code", "source": source.splitlines(keepends=True)}]
        (folder / f"{name}.ipynb").write_text(json.dumps({"cells": cells}))
    return folder


class Wanted(unittest.TestCase):
    def names(self, polars=True, **sources):
        with tempfile.TemporaryDirectory(dir=ROOT / "target") as folder:
            return [build.name for build in fill.wanted(polars, written(Path(folder), **sources))]

    def setUp(self):
        (ROOT / "target").mkdir(exist_ok=True)

    def test_the_bundled_notebooks_ask_for_two_and_polars_comes_last(self):
        first, last = fill.wanted()
        self.assertFalse(first.has_polars())
        self.assertTrue(last.has_polars())
        self.assertEqual(fill.wanted(polars=False), [first])

    def test_the_same_line_in_two_notebooks_is_compiled_once(self):
        deeper = ':dep percept = { path = "../.." }'
        self.assertEqual(self.names(a=deeper, b=deeper + "\nuse percept::prelude::*;"), ["percept"])

    def test_what_is_optimised_otherwise_is_compiled_too(self):
        deeper = ':dep percept = { path = "../.." }'
        self.assertEqual(self.names(a=deeper, b=":opt 0\n" + deeper), ["percept", "percept"])

    def test_another_crate_and_another_percept_are_not(self):
        self.assertEqual(self.names(a=':dep other = "1"', b=':dep percept = "1"', c=':dep percept = { path = "/elsewhere" }'), [])

    def test_only_dependencies_and_features_of_the_manifest_count(self):
        manifest = '[package]\nname = "a"\n[dependencies]\nserde = "1"\n[features]\nx = []\n[lints.rust]\nmissing_docs = "warn"\n'
        self.assertEqual(fill.dependencies(manifest), fill.dependencies(manifest.replace("warn", "deny").replace('"a"', '"b"')))
        self.assertNotEqual(fill.dependencies(manifest), fill.dependencies(manifest.replace('"1"', '"2"')))
        self.assertNotEqual(fill.dependencies(manifest), fill.dependencies(manifest.replace("[]", '["dep:serde"]')))


class Filling(unittest.TestCase):
    """With a kernel that stands for the real one."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="percept-fill-")
        self.addCleanup(folder.cleanup)
        self.place = Path(folder.name)
        self.program = self.place / "kernel"
        self.program.write_text("#!/bin/sh\n")
        self.program.chmod(0o755)
        self.pool = self.place / "pool"
        self.compiled = []
        variables = patch.dict(os.environ, {launcher.POOL: str(self.pool)})
        variables.start()
        self.addCleanup(variables.stop)
        os.environ.pop(launcher.FOLDER, None)
        for name, stand_in in {"fill_kernel.run": self.run_cell, "fill_kernel.KernelManager": unittest.mock.MagicMock()}.items():
            patched = patch(name, stand_in)
            patched.start()
            self.addCleanup(patched.stop)
        started = patch("kernel.installed_program", lambda: str(self.program))
        started.start()
        self.addCleanup(started.stop)

    def run_cell(self, cell, *_):
        self.compiled.append(cell)
        if "fails" in self.compiled:
            raise fill_kernel.NotCompiled("no network")

    def setup(self, polars=True):
        """What setup says; filling runs in this process."""
        said = io.StringIO()
        with patch("fill.start_filling", self.in_this_process), redirect_stdout(said):
            fill.ensure(polars)
        return said.getvalue()

    def in_this_process(self, options):
        # A lock is the process's: given back by hand, as the end of the process does.
        taken = []
        take = launcher.Pool.take

        def remembered(pool):
            taken.append(take(pool))
            return taken[-1]

        with patch.object(sys, "argv", ["fill_kernel.py", *options]), patch("launcher.Pool.take", remembered):
            fill_kernel.fill()
        for folder in taken:
            folder.unlock()

    def test_says_which_of_how_many_and_what_is_still_to_come(self):
        said = self.setup()
        self.assertRegex(said, r"1 of 2: percept, half a minute to a minute on two cores \.\.\.")
        self.assertRegex(said, r"1 of 2: percept: done in .* s; still to come: percept with polars-csv, plotly, 2 to 6 minutes\n")
        self.assertRegex(said, r"2 of 2: percept with polars-csv, plotly: done in .* s\n$")
        self.assertEqual(len(self.compiled), 2)

    def test_the_next_setup_has_nothing_to_do(self):
        self.setup()
        self.assertEqual(self.setup(), "")
        self.assertEqual(len(self.compiled), 2)

    def test_what_was_left_out_is_made_up_for(self):
        self.setup(polars=False)
        self.assertEqual(len(self.compiled), 1)
        self.assertEqual(self.setup(polars=False), "")
        self.assertIn("1 of 1: percept with polars", self.setup())
        self.assertEqual(len(self.compiled), 2)

    def test_all_is_in_one_folder_and_in_its_copies(self):
        self.setup()
        (folder,) = launcher.Pool(self.pool, self.program).fitting()
        (folder.path / "target").mkdir()
        copied = build_folder.Folder(self.pool, "1")
        copied.path.mkdir()
        build_folder.copy(folder, copied)
        self.assertEqual(copied.filled(), folder.filled())
        self.assertEqual(len(folder.filled()), 2)

    def test_another_kernel_or_another_clone_compiles_again(self):
        self.setup()
        self.program.write_text("#!/bin/sh\n# newer\n")
        self.setup()
        self.assertEqual(len(self.compiled), 4)
        with patch("fill.ROOT", self.place / "clone"):
            (self.place / "clone").mkdir()
            notebooks = written(self.place / "clone" / "x", a=PLAIN)
            other = fill.wanted(notebooks=notebooks)
        self.assertTrue(fill.missing(other, launcher.Pool(self.pool, self.program)))

    def test_newer_sources_of_percept_are_compiled_ahead_too(self):
        self.setup()
        with patch("fill.sources", lambda root: "newer"):
            self.setup()
        self.assertEqual(len(self.compiled), 4)

    def test_sources_are_told_apart_by_their_text(self):
        (self.place / "src").mkdir()
        before = fill.sources.__wrapped__(self.place)
        (self.place / "src" / "lib.rs").write_text("pub mod a;")
        after = fill.sources.__wrapped__(self.place)
        self.assertNotEqual(before, after)
        self.assertEqual(after, fill.sources.__wrapped__(self.place))

    def test_a_deleted_folder_is_filled_again(self):
        self.setup()
        (folder,) = launcher.Pool(self.pool, self.program).fitting()
        self.assertTrue(folder.lock())
        folder.delete()
        self.setup()
        self.assertEqual(len(self.compiled), 4)

    def test_one_that_does_not_compile_is_told_in_a_line_and_tried_again(self):
        self.compiled.append("fails")
        said = self.setup()
        self.assertIn("Nothing is compiled ahead for the notebooks, their first cells do it: no network\n", said)
        self.compiled.clear()
        self.setup()
        self.assertEqual(len(self.compiled), 2)

    def test_where_no_folder_can_be_had_a_line_says_so(self):
        self.pool.write_text("no folder")
        said = self.setup()
        self.assertEqual(len(said.splitlines()), 1)
        self.assertIn("their first cells do it", said)
        self.pool.unlink()
        with patch("launcher.shutil.disk_usage", return_value=unittest.mock.MagicMock(free=0)):
            self.assertIn("is full", self.setup())
        self.assertEqual(self.compiled, [])

    def test_nothing_is_done_where_no_pool_is_wanted(self):
        for variable in [{launcher.POOL: ""}, {launcher.FOLDER: "/somewhere"}]:
            with patch.dict(os.environ, variable):
                self.assertEqual(self.setup(), "")
        self.assertEqual(self.compiled, [])


if __name__ == "__main__":
    unittest.main()
