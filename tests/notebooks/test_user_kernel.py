"""The user's kernel works without this project, leaves other kernels alone, and is taken back whole."""

import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import patch

import kernel
import user_kernel
from common import ROOT, VENV_PYTHON, Problem


class UserKernel(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="percept home ")
        self.addCleanup(folder.cleanup)
        self.home = Path(folder.name).resolve()
        variables = patch.dict(os.environ, {"HOME": str(self.home)})
        variables.start()
        self.addCleanup(variables.stop)
        for name in ["JUPYTER_DATA_DIR", "XDG_DATA_HOME"]:
            os.environ.pop(name, None)

    def do(self, action):
        said = io.StringIO()
        with redirect_stdout(said):
            action()
        return said.getvalue()

    def spec(self):
        return json.loads((user_kernel.spec_folder() / "kernel.json").read_text())

    def test_is_where_jupyter_looks(self):
        ask = "from jupyter_core.paths import jupyter_data_dir; print(jupyter_data_dir())"
        places = [{}, {"JUPYTER_DATA_DIR": str(self.home / "a")}, {"XDG_DATA_HOME": str(self.home / "b")}]
        for variables in places:
            with self.subTest(variables), patch.dict(os.environ, variables):
                told = subprocess.run([VENV_PYTHON, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
                self.assertEqual(str(user_kernel.data_folder()), told)

    def test_needs_nothing_of_the_project(self):
        project = self.home / "project"
        program = project / "bin" / "evcxr_jupyter"
        program.parent.mkdir(parents=True)
        program.write_text("built here")
        with patch("user_kernel.ROOT", project), patch("kernel.installed_program", lambda: str(program)):
            self.do(user_kernel.install)
        self.assertNotIn(str(project), json.dumps(self.spec()))
        argv = self.spec()["argv"]
        self.assertEqual(Path(kernel.program_of(argv)).read_text(), "built here")
        self.assertEqual(Path(argv[3]).read_bytes(), kernel.LAUNCHER.read_bytes())
        subprocess.run([sys.executable, "-I", "-S", argv[3], "--help"], check=True, capture_output=True)
        self.assertTrue(Path(argv[3]).is_relative_to(user_kernel.spec_folder()))
        self.assertEqual(self.spec()["display_name"], "Rust (keeps its builds)")

    def test_one_of_the_machine_is_not_copied(self):
        program = self.home / "bin" / "evcxr_jupyter"
        with patch("kernel.installed_program", lambda: str(program)):
            self.do(user_kernel.install)
            self.do(user_kernel.install)
        self.assertEqual(kernel.program_of(self.spec()["argv"]), str(program))
        self.assertEqual([path.name for path in user_kernel.spec_folder().parent.iterdir()], [user_kernel.NAME])

    def test_undo_removes_exactly_that(self):
        other = user_kernel.spec_folder().with_name("rust") / "kernel.json"
        other.parent.mkdir(parents=True)
        other.write_text("theirs")
        self.do(user_kernel.install)
        self.assertIn("Removed the kernel", self.do(user_kernel.undo))
        self.assertEqual(list(user_kernel.spec_folder().parent.rglob("*")), [other.parent, other])
        self.assertEqual(other.read_text(), "theirs")
        self.assertIn("There is no kernel", self.do(user_kernel.undo))

    def test_a_kernel_of_that_name_that_is_not_ours_is_left_alone(self):
        theirs = user_kernel.spec_folder() / "kernel.json"
        theirs.parent.mkdir(parents=True)
        theirs.write_text('{"argv": ["theirs"]}')
        for action in [user_kernel.install, user_kernel.undo]:
            with self.assertRaisesRegex(Problem, "Move it away, or delete it"):
                self.do(action)
        self.assertEqual(theirs.read_text(), '{"argv": ["theirs"]}')

    def test_make_compiles_no_polars_for_it(self):
        """That is for a notebook of this project, and may have been left out on purpose."""
        told = subprocess.run(["make", "--dry-run", "kernel"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        self.assertIn("setup.py --without-polars", told)

    def test_where_it_cannot_be_written_it_says_what_to_do(self):
        (self.home / ".local").write_text("no folder")
        with self.assertRaisesRegex(Problem, "JUPYTER_DATA_DIR names another place"):
            self.do(user_kernel.install)


if __name__ == "__main__":
    unittest.main()
